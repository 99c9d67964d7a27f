"""A comparison that looks at pictures, with a source that is fed by hand and an engine that answers when it is told."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from explorer.engine.messages import (
    ChannelView,
    ClassView,
    ComparedFrame,
    ComparedFrameJob,
    Done,
    FrameAnswer,
    FrameFailure,
    FrameTimings,
    FrameWish,
    LayerMaps,
    PredictionResult,
    Ranked,
    SeenRegion,
    WeightsBadge,
)
from explorer.ui.compare.live.part import LiveBody
from explorer.ui.compare.live.side import LiveSide
from explorer.ui.compare.page import ComparePage
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.sources.source import LoadedPicture
from tests.ui.compare_stage import Engine, compare
from tests.ui.live_stage import picture
from tests.ui.moving import HandSource

TRAINED = WeightsBadge(name="IMAGENET1K_V1", trained=True, source="on disk")
RANDOM = WeightsBadge(name="random:0", trained=False, source="random weights, seed 0")
CLASSES = {281: "tabby", 282: "tiger cat", 285: "Egyptian cat", 287: "lynx", 904: "window screen", 728: "plastic bag"}
TOPS = {"alexnet": (282, 285, 281, 287, 904), "resnet18": (285, 282, 281, 287, 728)}
"""What each network finds in every picture."""
SHAPE = (6, 4, 4)
PAIR = ("alexnet", "resnet18")


def prediction(wish: FrameWish, weights: WeightsBadge = TRAINED) -> PredictionResult:
    indices = TOPS.get(wish.predict.key, TOPS["alexnet"])
    return PredictionResult(
        key=wish.predict.key,
        weights=weights,
        device="cpu",
        milliseconds=20.0,
        top=tuple(
            Ranked(rank=at + 1, index=index, label=CLASSES[index], probability=0.5 / (at + 1), logit=9.0 - at)
            for at, index in enumerate(indices)
        ),
        region=SeenRegion(left=0, top=0, width=48, height=48, input_size=(224, 224)),
    )


def answer(frame: int, wish: FrameWish, weights: WeightsBadge = TRAINED) -> FrameAnswer:
    """What an engine says to a wish: maps of six channels, of which the last is the strongest."""
    predicted = prediction(wish, weights)
    maps = view = None
    values = np.zeros(SHAPE[1:], np.float32)
    values[1, 2] = 1.0
    told = {"key": predicted.key, "weights": weights, "region": predicted.region}
    if wish.layer is not None:
        channels = tuple(range(SHAPE[0]))[::-1]
        maps = LayerMaps(
            layer=wish.layer.layer,
            shape=SHAPE,
            maxima=np.linspace(0.5, 1, SHAPE[0], dtype=np.float32),
            channels=channels,
            maps=np.stack([values] * SHAPE[0]),
            dead=1,
            **told,
        )
    job = wish.view
    if job is not None and job.slot == "class":
        target = next((one for one in predicted.top if one.index == job.target), predicted.top[0])
        view = ClassView(layer=job.layer, method=job.method, target=target, map=values, **told)
    elif job is not None:
        view = ChannelView(
            layer=job.layer,
            method=job.method,
            channel=5 if job.channel is None else job.channel,
            unit=(1, 2) if isinstance(job.unit, str) else job.unit,
            value=1.0,
            map=values,
            projection=None if job.method == "activation" else np.ones((3, 8, 8), np.float32),
            **told,
        )
    timings = FrameTimings(prepare=2, forward=20, view=3, total=25)
    return FrameAnswer(frame=frame, prediction=predicted, maps=maps, view=view, timings=timings)


@dataclass
class Stage:
    """The page, the live panel that lends its source, and the engine of both."""

    qtbot: QtBot
    page: ComparePage
    live: LiveController
    engine: Engine

    @property
    def body(self) -> LiveBody:
        body = self.page.live.body
        assert body is not None
        return body

    @property
    def sides(self) -> tuple[LiveSide, LiveSide]:
        return self.body.sides

    def jobs(self) -> list[ComparedFrameJob]:
        """All that was ever asked about both."""
        return [job for job in self.engine.client.jobs.values() if isinstance(job, ComparedFrameJob)]

    def under_way(self) -> list[tuple[int, ComparedFrameJob]]:
        jobs = self.engine.client.jobs.items()
        return [(n, job) for n, job in jobs if isinstance(job, ComparedFrameJob) and self.engine.awaits(n)]

    def wait_asked(self, count: int = 1) -> ComparedFrameJob:
        """Wait until so many jobs are under way; return the last one."""
        self.qtbot.waitUntil(lambda: len(self.under_way()) == count, timeout=5000)
        return self.under_way()[-1][1]

    def answer(
        self, failing: dict[int, str] | None = None, weights: tuple[WeightsBadge, WeightsBadge] = (TRAINED, TRAINED)
    ) -> ComparedFrameJob:
        """Answer the oldest job that is under way; ``failing`` sides fail."""
        number, job = self.under_way()[0]
        sides = tuple(
            None
            if wish is None
            else FrameFailure(message=failing[place])
            if failing and place in failing
            else answer(job.frame, wish, weights[place])
            for place, wish in enumerate(job.sides)
        )
        self.engine._arrived.emit(Done(number, ComparedFrame(frame=job.frame, sides=sides)))
        return job

    def settle(self) -> None:
        """Let both sides be asked, and answer until nothing is under way."""
        self.wait_asked()
        while self.under_way():
            self.answer()
        self.qtbot.wait(1)

    def show(self, of: LoadedPicture | None = None) -> LoadedPicture:
        """Look at a picture that stands."""
        shown = of or picture()
        self.live._on_picture_loaded(shown)
        return shown

    def stream(self) -> HandSource:
        """Look at a moving source."""
        source = HandSource()
        self.live.sources.open(source)
        return source

    def open(self) -> None:
        """Open the part as people do."""
        self.press(self.page, Qt.Key.Key_V)
        assert self.page.live.is_open

    def press(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        widget.setFocus()
        self.qtbot.keyClick(widget, key, modifier)

    def layers(self) -> list[str | None]:
        """The layer of each side that the latest job asks for."""
        return [
            side.layer.layer if side is not None and side.layer is not None else None for side in self.jobs()[-1].sides
        ]


@pytest.fixture
def live(qtbot: QtBot, engine: Engine, page: ComparePage) -> Iterator[LiveController]:
    panel = LivePanel()
    qtbot.addWidget(panel)
    controller = LiveController(panel, engine)
    page.set_live(controller)
    yield controller
    page.close_page()
    controller.close()


@pytest.fixture
def stage(qtbot: QtBot, engine: Engine, page: ComparePage, live: LiveController) -> Stage:
    """Two networks are compared."""
    compare(qtbot, page, engine, *PAIR)
    return Stage(qtbot, page, live, engine)


@pytest.fixture
def still(stage: Stage) -> Stage:
    """A picture on both sides, answered."""
    stage.show()
    stage.open()
    stage.settle()
    return stage

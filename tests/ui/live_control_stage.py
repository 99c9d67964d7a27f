"""A live panel with its controller, and an engine that answers when the test says so."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.engine.messages import (
    ChannelJob,
    ChannelView,
    Done,
    FrameAnswer,
    FrameJob,
    FrameTimings,
    Job,
    LayerJob,
    LayerMaps,
    PictureJob,
    PredictionResult,
    PredictJob,
    Ranked,
)
from explorer.inference.frames import Ability
from explorer.models import registry
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.selection import Selection
from explorer.ui.what_if import Form
from tests.ui.inspector_stage import PatientEngine, network_of
from tests.ui.live_stage import REGION, TRAINED, new_panel, picture
from tests.ui.moving import HandSource, number_of

SHAPE = (6, 4, 4)
UNIT = (1, 2)
STRONGEST = 5
"""The channel and its unit that answer most, whatever the layer."""

Kind = TypeVar("Kind", bound=Job)


def document(key: str, path: str = "") -> Any:
    """An open network, with the first operator of a path selected."""
    network, architecture = network_of(key), registry.get(key)
    selection = Selection()
    if path:
        selection.select_operator(order_of(key, path))
    return SimpleNamespace(
        key=key,
        architecture=architecture,
        own=network,
        network=network,
        selection=selection,
        form=Form.own(architecture),
    )


def order_of(key: str, path: str) -> int:
    return next(row.order for row in network_of(key).rows if row.path == path)


def predicted(key: str, label: str) -> PredictionResult:
    top = (Ranked(rank=1, index=0, label=label, probability=0.9, logit=1.0),)
    return PredictionResult(key=key, weights=TRAINED, device="cpu", milliseconds=1.0, top=top, region=REGION)


def peak(scale: float) -> np.ndarray:
    """A map that is zero but for one unit."""
    values = np.zeros(SHAPE[1:], np.float32)
    values[UNIT] = scale
    return values


def channel_view(job: ChannelJob, scale: float = 1.0) -> ChannelView:
    return ChannelView(
        key=job.key,
        layer=job.layer,
        weights=TRAINED,
        method=job.method,
        channel=STRONGEST if job.channel is None else job.channel,
        unit=UNIT if isinstance(job.unit, str) else job.unit,
        value=scale,
        map=peak(scale),
        projection=None if job.method == "activation" else np.ones((3, 8, 8), np.float32),
        region=REGION,
    )


def layer_maps(job: LayerJob, scale: float = 1.0) -> LayerMaps:
    return LayerMaps(
        key=job.key,
        layer=job.layer,
        weights=TRAINED,
        shape=SHAPE,
        maxima=np.linspace(0.5, 1, SHAPE[0], dtype=np.float32),
        channels=tuple(reversed(range(SHAPE[0]))),
        maps=np.stack([peak(scale)] * SHAPE[0]),
        dead=0,
        region=REGION,
    )


def frame_answer(job: FrameJob, label: str) -> FrameAnswer:
    return FrameAnswer(
        frame=job.frame,
        prediction=predicted(job.predict.key, label),
        maps=layer_maps(job.layer) if job.layer is not None else None,
        view=channel_view(job.view) if isinstance(job.view, ChannelJob) else None,
        timings=FrameTimings(prepare=1, forward=1, view=1, total=3),
    )


class Camera(HandSource):
    """Fed by hand; its next frame can be asked for while it is frozen."""

    @property
    def abilities(self) -> frozenset[Ability]:
        return frozenset({Ability.PAUSE, Ability.STEP, Ability.MIRROR})

    def step(self, by: int = 1) -> None:
        self.pause()


class Stage:
    """What a person and the engine do, and what is then on show."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.engine = PatientEngine()
        self.panel = new_panel(qtbot)
        self.live = LiveController(self.panel, self.engine)

    def close(self) -> None:
        self.live.close()
        self.engine.close()

    def settle(self) -> None:
        """Let everything happen that is due."""
        for _ in range(5):
            QApplication.processEvents()

    def open(self, key: str, path: str = "") -> Any:
        one = document(key, path)
        self.live.set_document(one)
        self.settle()
        return one

    def show_photo(self, name: str = "photo") -> LoadedPicture:
        shown = picture(name)
        self.live._on_picture_loaded(shown)
        self.settle()
        return shown

    def run(self, source: HandSource, *numbers: int) -> HandSource:
        """Open a source and have each of these frames answered, its class called after it."""
        self.live.sources.open(source)
        self.settle()
        for number in numbers:
            self.give(source, number)
        return source

    def give(self, source: HandSource, number: int) -> None:
        source.give(number)
        self.settle()
        self.answer_frame(f"frame {number}")

    # The engine

    def under_way(self, kind: type[Kind]) -> list[tuple[int, Kind]]:
        jobs = self.engine.client.jobs.items()
        return [(number, job) for number, job in jobs if isinstance(job, kind) and self.engine.awaits(number)]

    def done(self, number: int, answer: Any) -> None:
        self.engine._arrived.emit(Done(number, answer))

    def answer_frame(self, label: str) -> None:
        number, job = self.under_way(FrameJob)[0]
        self.done(number, frame_answer(job, label))
        self.settle()

    def answer_photo(self, label: str, scale: float = 1.0) -> None:
        """Answer everything that is asked about the picture on show."""
        for number, predict in self.under_way(PredictJob):
            self.done(number, predicted(predict.key, label))
        for number, layer in self.under_way(LayerJob):
            self.done(number, layer_maps(layer, scale))
        for number, channel in self.under_way(ChannelJob):
            self.done(number, channel_view(channel, scale))
        self.settle()

    def meanwhile(self, answer: Callable[[], None], act: Callable[[], object]) -> None:
        """Let the engine's thread answer while the window is busy with ``act``."""
        act()
        thread = threading.Thread(target=answer)
        thread.start()
        thread.join()
        self.settle()

    # What is on show

    @property
    def label(self) -> str:
        entries = self.panel.top.entries
        return entries[0].label if entries else ""

    @property
    def number(self) -> int:
        """Which frame is on show; -1 for a picture that is none."""
        shown = self.panel.picture.picture
        return number_of(shown.pixels) if shown is not None and shown.pixels.shape == (48, 64, 3) else -1

    @property
    def asked_about(self) -> int:
        """Which frame the engine was given last as a picture."""
        last = self.engine.posted(PictureJob)[-1]
        assert isinstance(last, PictureJob)
        return number_of(last.pixels)

"""What the tests of strongest patches share: a panel with all around it, and an engine that the test answers for."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from explorer.engine.messages import TopPatches, TopPatchesJob, TopPatchesPage, TopPatchesPageJob, WeightsBadge
from explorer.inference.top_patches.patch import Patch, Window
from explorer.ui.background import Background
from explorer.ui.docks.top_patches.controller import TopPatchesController
from explorer.ui.docks.top_patches.panel import TopPatchesPanel
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.selection import Selection
from explorer.ui.settings import Settings
from tests.labels import text_of
from tests.ui.inspector_stage import PatientEngine

CHANNELS, DEAD = 12, 4
LAYER, OTHER = "blocks.1", "blocks.2"


class Live(QObject):
    """Stands for the live panel's controller: which layer and which weights are shown."""

    weightsKnown = Signal(object)  # noqa: N815 - Qt's

    def __init__(self) -> None:
        super().__init__()
        self.layer: str | None = LAYER

    def weights(self, key: str) -> str:
        return "default"


class Document:
    """Stands for an open network."""

    def __init__(self) -> None:
        self.key = "network"
        self.selection = Selection()


class Stage:
    """A panel, its controller and all around them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.engine, self.live, self.document = PatientEngine(), Live(), Document()
        self.background = Background()
        self.settings = Settings()
        self.panel = TopPatchesPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(760, 420)
        self.controller = TopPatchesController(
            self.panel, self.engine, self.live, self.settings, self.background, self.panel
        )
        self.pictures: list[PictureSource] = []
        self.controller.pictureRequested.connect(self.pictures.append)

    def open(self) -> None:
        self.panel.show()
        self.qtbot.waitExposed(self.panel)
        self.controller.set_document(self.document)

    def close(self) -> None:
        self.panel.close()
        self.engine.close()
        self.background.close()

    def wait_for(self, kind: type) -> TopPatchesJob | TopPatchesPageJob:
        """The job of a kind that is under way."""
        self.qtbot.waitUntil(lambda: any(self.engine.awaits(n) for n in self.numbers(kind)), timeout=3000)
        return self.engine.client.jobs[self.engine.waiting(kind)]

    def numbers(self, kind: type) -> list[int]:
        return [number for number, job in self.engine.client.jobs.items() if isinstance(job, kind)]

    def answer_page(self, done: int = 20, total: int = 20, **more: object) -> TopPatchesPageJob:
        """Answer the page that is asked for."""
        job = self.wait_for(TopPatchesPageJob)
        assert isinstance(job, TopPatchesPageJob)
        self.engine.answer(TopPatchesPageJob, page(job, done, total, **more))
        return job

    def answer_all(self) -> list[TopPatchesPageJob]:
        """Answer until nothing is asked any more."""
        jobs = []
        while True:
            self.qtbot.wait(120)  # longer than the grid takes to say what is in sight
            if not any(self.engine.awaits(number) for number in self.numbers(TopPatchesPageJob)):
                return jobs
            jobs.append(self.answer_page())

    def text(self, name: str) -> str:
        return text_of(self.panel.findChild(QLabel, name))

    def button(self, name: str) -> QPushButton:
        found = self.panel.findChild(QPushButton, name)
        assert found is not None
        return found

    def click(self, name: str) -> None:
        assert self.button(name).isVisible(), name
        self.qtbot.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def click_patch(self, channel: int, place: int, projected: bool = False) -> None:
        where = self.panel.grid.patch_rect(channel, place, projected).center().toPoint()
        self.qtbot.mouseClick(self.panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=where)


def summary(
    done: int = 20,
    total: int = 20,
    *,
    layer: str = LAYER,
    trained: bool = True,
    switches: int = 0,
    channels: int = CHANNELS,
) -> TopPatches:
    active = np.full(channels, min(done, 7), np.int32)
    active[DEAD] = 0
    ran = done > 1
    return TopPatches(
        key="network",
        layer=layer,
        folder="/photos",
        weights=WeightsBadge(name="IMAGENET1K", trained=trained, source="ImageNet"),
        shape=(channels, 14, 14) if ran else (),
        total=total,
        done=done,
        skipped=1 if ran else 0,
        skipped_names=(("bad.jpg", "it is no picture"),) if ran else (),
        best=np.linspace(1, 12, channels).astype(np.float32) if ran else np.empty(0, np.float32),
        active=active if ran else np.empty(0, np.int32),
        method=("deconv" if switches else "guided") if ran else "",
        switches=switches,
    )


def patch(channel: int, rank: int, method: str | None) -> Patch:
    """A red patch whose lower half is padding; its projection is blue."""
    window = Window(rows=(0, 9), columns=(4, 23), frame=(-10, 4, 10, 24), whole=False)
    red = np.zeros((10, 20, 3), np.uint8)
    red[..., 0] = 255
    return Patch(
        channel=channel,
        rank=rank,
        path=Path("/photos") / f"{channel}_{rank}.png",
        value=10.0 - rank,
        unit=(rank, 2),
        window=window,
        box=(4, 0, 20, 10),
        pixels=red,
        projection=None if method is None else np.ascontiguousarray(red[..., ::-1]),
    )


def page(job: TopPatchesPageJob, done: int, total: int, **more: object) -> TopPatchesPage:
    told = summary(done, total, layer=job.layer, **more)  # type: ignore[arg-type]
    patches = tuple(
        patch(channel, rank, job.method) for channel in job.channels if channel != DEAD for rank in range(1, 10)
    )
    return TopPatchesPage(summary=told, channels=job.channels, method=job.method, side=job.side, patches=patches)

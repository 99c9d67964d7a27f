"""Sources that are opened anew in the same place."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.inference.frames import FrameState
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.frames.camera import CameraSource
from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.screen import ScreenSource
from explorer.ui.frames.still import StillSource
from explorer.ui.frames.video import VideoSource
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.workspace.sources import again
from tests.ui.moving import number_of, numbered, write_film

PATIENCE = 10_000


class Sources:
    """Where a source is opened; as a live panel has it."""

    def __init__(self) -> None:
        self.current: QtFrameSource | None = None

    def open(self, source: QtFrameSource) -> None:
        self.current = source
        source.start()


@pytest.fixture
def sources(qapp: QApplication) -> Iterator[Sources]:
    # Not beside the first player: the thread that loads a module holds the interpreter and waits for the loader, which
    # the player's plug-in holds while its messages wait for the interpreter.
    Image.init()
    made = Sources()
    yield made
    if made.current is not None:
        made.current.stop()


def reopened(source: QtFrameSource, sources: Sources) -> QtFrameSource:
    """Close a source and open it elsewhere."""
    opening = again(source)
    assert opening is not None
    source.stop()
    opening(sources)  # type: ignore[arg-type]
    assert sources.current is not None and sources.current is not source
    return sources.current


def test_nothing_is_opened_where_nothing_was() -> None:
    assert again(None) is None


def test_a_picture_from_the_clipboard(sources: Sources) -> None:
    picture = LoadedPicture(name="pasted", pixels=np.zeros((4, 6, 3), np.uint8), preview=QImage(6, 4, QImage.Format(4)))
    found = reopened(StillSource(picture), sources)
    assert isinstance(found, StillSource) and found.content is picture


def test_a_folder_at_the_picture_that_was_shown(qtbot: QtBot, sources: Sources, tmp_path: Path) -> None:
    for number in range(3):
        Image.new("RGB", (8, 8), (number, 0, 0)).save(tmp_path / f"{number}.png")
    source = FolderSource(tmp_path)
    source.set_interval(30)
    source.start()
    qtbot.waitUntil(lambda: source.position == 1, timeout=PATIENCE)
    source.go(1)
    qtbot.waitUntil(lambda: source.position == 2, timeout=PATIENCE)
    source.resume()
    found = reopened(source, sources)
    assert isinstance(found, FolderSource)
    qtbot.waitUntil(lambda: found.position == 2, timeout=PATIENCE)
    assert (found.folder, found.interval) == (tmp_path, 30)
    assert found.state is FrameState.RUNNING


def test_a_video_at_the_frame_at_which_it_stood(qtbot: QtBot, sources: Sources, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.avi", [numbered(number) for number in range(50)])
    source = VideoSource(film)
    source.set_loop(False)
    source.start()
    qtbot.waitUntil(lambda: source.captured > 2, timeout=PATIENCE)
    source.pause()
    source.seek(1.21)
    qtbot.waitUntil(lambda: source.position == pytest.approx(1.2), timeout=PATIENCE)
    found = reopened(source, sources)
    assert isinstance(found, VideoSource) and not found.loop
    qtbot.waitUntil(lambda: found.position == pytest.approx(1.2), timeout=PATIENCE)
    frame = found.take()
    assert found.state is FrameState.PAUSED and frame is not None and number_of(frame.pixels) == 30


def test_a_camera_and_a_part_of_the_screen(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QtFrameSource, "start", lambda self: None)
    for kind in (CameraSource, ScreenSource):
        monkeypatch.setattr(kind, "start", lambda self: None)
    camera = CameraSource()
    camera.set_mirrored(False)
    found = reopened(camera, sources)
    assert isinstance(found, CameraSource) and not found.mirrored
    screen = QGuiApplication.primaryScreen()
    found = reopened(ScreenSource(screen, screen.geometry()), sources)
    assert isinstance(found, ScreenSource) and found.region == screen.geometry()

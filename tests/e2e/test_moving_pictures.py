"""Moving sources in the real window with the real engine, by key and mouse."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from explorer.inference.frames import FrameState
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.main_window import MainWindow

from ..blocks import watch_blocks
from ..ui.moving import write_film
from .conftest import PATIENCE

Open = Callable[..., MainWindow]
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds in which the view moves over the cat."""
    cat = np.asarray(Image.open(SAMPLES / "chelsea.png").convert("RGB"))
    frames = [np.ascontiguousarray(cat[:, step : 400 + step]) for step in range(50)]
    return write_film(tmp_path_factory.mktemp("films") / "cat.avi", frames)


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file or folder on the panel."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    action, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel = window.live_panel
    QApplication.sendEvent(panel, QDragEnterEvent(QPoint(20, 20), action, mime, left, none))
    QApplication.sendEvent(panel, QDropEvent(QPointF(20, 20), action, mime, left, none))


def shown(window: MainWindow) -> int:
    """The number of the frame on show."""
    last = window.live.sources._last
    return last.frame.sequence if last is not None else 0


def watch(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Wait for the first still, then drop a film and wait until it runs."""
    panel = window.live_panel
    qtbot.waitUntil(lambda: len(panel.top.entries) >= 5 and panel.picture.view() is not None, timeout=PATIENCE)
    drop(window, path)
    qtbot.waitUntil(lambda: shown(window) > 0, timeout=PATIENCE)


def button(window: MainWindow, name: str) -> QToolButton:
    found = window.live_panel.findChild(QToolButton, f"live.transport.{name}")
    assert found is not None
    return found


def test_a_video_runs_stands_steps_and_is_searched(open_window: Open, qtbot: QtBot, film: Path) -> None:
    window = open_window("efficientnet_lite0")
    watch(qtbot, window, film)
    panel, sources = window.live_panel, window.live.sources
    source = sources.current
    assert button(window, "play").isVisible()
    number = shown(window)
    qtbot.waitUntil(lambda: shown(window) > number + 3, timeout=PATIENCE)
    frame = sources._last
    assert {entry.label for entry in panel.top.entries} & {"tiger cat", "Egyptian cat", "tabby"}
    assert panel.picture.picture.pixels is frame.frame.pixels
    assert panel.picture.view().layer == panel.strip.maps.layer == frame.maps.layer
    qtbot.waitUntil(lambda: any("p50" in label for label, _ in panel.picture.painted.chips.readings), timeout=PATIENCE)

    # Space freezes the very frame that is on show, and all that can be asked of a picture can be asked of it.
    qtbot.keyClick(panel.picture, Qt.Key.Key_Space)
    assert source.state is FrameState.PAUSED
    frozen = panel.picture.picture.pixels
    qtbot.waitUntil(lambda: window.engine.jobs == 0, timeout=PATIENCE)
    assert panel.picture.picture.pixels is frozen
    panel.set_method("guided")
    panel.methodChanged.emit("guided")
    qtbot.waitUntil(lambda: (view := panel.picture.view()) is not None and view.method == "guided", timeout=PATIENCE)

    # One frame on by key, one back by mouse.
    here = source.position
    qtbot.keyClick(panel.picture, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: source.position == pytest.approx(here + 0.04, abs=0.001), timeout=PATIENCE)
    qtbot.waitUntil(lambda: panel.picture.picture.pixels is not frozen, timeout=PATIENCE)
    qtbot.mouseClick(button(window, "back"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: source.position == pytest.approx(here, abs=0.001), timeout=PATIENCE)

    # The slider, by key.
    slider = panel.findChild(QSlider, "live.transport.position")
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: source.position > 1.9, timeout=PATIENCE)

    # On again by mouse; every frame is projected now.
    qtbot.mouseClick(button(window, "play"), Qt.MouseButton.LeftButton)
    number = shown(window)
    qtbot.waitUntil(lambda: shown(window) > number, timeout=PATIENCE)
    assert sources._last.view.method == "guided"
    assert sources._last.view.projection.shape == (3, 224, 224)


def test_a_killed_engine_costs_some_frames_and_no_memory(
    open_window: Open, qtbot: QtBot, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = watch_blocks(monkeypatch)
    window = open_window("efficientnet_lite0")
    watch(qtbot, window, film)
    pid = window.engine.pid
    assert 1 <= len(blocks()) <= 2
    with qtbot.waitSignal(window.engine.lost, timeout=PATIENCE):
        os.kill(pid, signal.SIGKILL)
    number = shown(window)
    qtbot.waitUntil(lambda: window.engine.state == "running" and shown(window) > number, timeout=PATIENCE)
    assert window.engine.pid != pid
    window.close()
    assert not blocks()


def test_without_a_camera_the_panel_says_what_to_do(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    panel = window.live_panel
    menu = panel.findChild(QMenu, "live.sources")
    cameras = menu.findChild(QMenu, "live.sources.cameras")
    cameras.aboutToShow.emit()
    assert [action.text() for action in cameras.actions()] == ["No camera found; plug one in"]
    qtbot.waitUntil(lambda: panel.picture.picture is not None, timeout=PATIENCE)
    window.live.sources.open_camera()
    assert "No camera found" in panel.error.text()
    assert panel.error.isVisible()
    assert panel.source.source.accessibleName() == "Sample: chelsea"
    # Trying again fails again; a picture takes the message back.
    qtbot.mouseClick(button(window, "play"), Qt.MouseButton.LeftButton)
    assert window.live.sources.current.state is FrameState.FAILED
    window.live.open_picture(PictureSource(name="coffee", sample=True))
    qtbot.waitUntil(lambda: not panel.error.isVisible(), timeout=PATIENCE)
    assert not button(window, "play").isVisible()


def test_drawings_are_read_as_they_are_drawn(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    panel, sources = window.live_panel, window.live.sources
    qtbot.waitUntil(lambda: window.documents.current.network is not None, timeout=PATIENCE)
    action = panel.findChild(QAction, "live.sources.pad")
    assert action.isEnabled()
    action.trigger()
    qtbot.waitUntil(lambda: shown(window) > 0 and sources.stream.under_way == 0, timeout=PATIENCE)
    blank = panel.top.entries
    assert sources._last.prediction.key == "lenet5_modern"
    pad = sources.pad_row.pad
    assert pad.isVisible()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(pad, left, pos=QPoint(80, 30))
    for y in range(40, 140, 10):
        where = QPointF(84, y)
        move = QMouseEvent(QMouseEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, left, none)
        QApplication.sendEvent(pad, move)
    qtbot.mouseRelease(pad, left, pos=QPoint(84, 130))
    qtbot.waitUntil(lambda: panel.top.entries != blank and sources._last.frame.pixels.any(), timeout=PATIENCE)
    assert sources.pad_row.reading.text().startswith(panel.top.entries[0].label)
    assert "random weights" in sources.pad_row.doubt.text()

    # Another network of another size reads the same drawing; one for colours is not offered the pad.
    window.documents.open_architecture("lenet5_d2l")
    qtbot.waitUntil(
        lambda: sources._last.prediction.key == "lenet5_d2l" and sources._last.frame.pixels.any(), timeout=PATIENCE
    )
    window.documents.open_architecture("resnet18")
    assert not action.isEnabled()


def test_a_dropped_folder_is_walked(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    for name, sample in (("2 coffee.png", "coffee.png"), ("10 cat.png", "chelsea.png")):
        (tmp_path / name).write_bytes((SAMPLES / sample).read_bytes())
    window = open_window("efficientnet_lite0")
    panel = window.live_panel
    qtbot.waitUntil(lambda: panel.picture.picture is not None, timeout=PATIENCE)
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: panel.picture.picture.name == "2 coffee.png", timeout=PATIENCE)
    qtbot.keyClick(panel.picture, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: panel.picture.picture.name == "10 cat.png", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not panel.top.stale and len(panel.top.entries) == 5, timeout=PATIENCE)
    qtbot.mouseClick(button(window, "forward"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.picture.picture.name == "2 coffee.png", timeout=PATIENCE)

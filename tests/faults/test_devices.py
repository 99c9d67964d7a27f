"""A camera that is pulled out, and a window that comes to another screen, in the real window."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameInput
from pytestqt.qtbot import QtBot

from explorer.inference.frames import FrameState
from explorer.ui.frames.camera import CameraSource
from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE
from tests.faults.stage import KEY, Stage
from tests.ui.moving import image, number_of, numbered

Open = Callable[..., MainWindow]
ROOT = Path(__file__).parents[2]


def screen(name: str, x: int) -> dict[str, object]:
    """A screen of the offscreen platform."""
    return {"name": name, "x": x, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}


class DeskCamera(CameraSource):
    """A camera whose pictures and plug are in the test's hand."""

    def __init__(self) -> None:
        name = SimpleNamespace(data=lambda: b"desk")
        self.desk = SimpleNamespace(id=lambda: name, description=lambda: "Desk camera")
        self.plugged = [self.desk]
        super().__init__(self.desk)  # type: ignore[arg-type]

    def _inputs(self) -> list:  # type: ignore[type-arg]
        return self.plugged

    def _attach(self, session: QMediaCaptureSession) -> None:
        if not self.plugged:
            super()._attach(session)
        self.input = QVideoFrameInput(self)
        session.setVideoFrameInput(self.input)

    def feed(self, pixels: np.ndarray) -> None:
        """Deliver a picture."""
        self.input.sendVideoFrame(QVideoFrame(image(pixels)))

    def plug(self, *, there: bool) -> None:
        """Pull the camera out, or put it in again."""
        self.plugged = [self.desk] if there else []
        self._devices.videoInputsChanged.emit()


def test_a_camera_that_is_pulled_out_is_said_and_comes_back(
    open_window: Open, qtbot: QtBot, film: Path, pictures: Path
) -> None:
    window = open_window(KEY)
    Stage(window, qtbot, film, pictures).settle()
    live, panel, source = window.live, window.live_panel, DeskCamera()
    live.sources.open(source)

    def is_shown(number: int) -> bool:
        # A camera is mirrored: these numbers are the same from both sides.
        source.feed(numbered(number))
        return live.sources._last is not None and number_of(live.sources._last.frame.pixels) == number

    qtbot.waitUntil(lambda: is_shown(24), timeout=PATIENCE)
    source.plug(there=False)
    assert panel.error.isVisible() and "Desk camera was unplugged" in panel.error.text()
    assert source.state is FrameState.FAILED and live.sources.stream.under_way == 0
    # The engine does other work meanwhile, and the last frame stays on show.
    assert window.engine.state == "running" and number_of(live.sources._last.frame.pixels) == 24
    source.plug(there=True)
    qtbot.waitUntil(lambda: is_shown(129), timeout=PATIENCE)
    assert not panel.error.isVisible()


def test_a_window_that_comes_to_a_finer_screen_is_whole_and_sharp(tmp_path: Path, film: Path) -> None:
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [screen("plain", 0), screen("fine", 1920)]}))
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_SCREEN_SCALE_FACTORS": "plain=1;fine=2",
    }
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.faults.two_screens", str(film), str(tmp_path)],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=2 * PATIENCE / 1000,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    said = done.stdout.splitlines()
    assert "whole" in said
    assert not [line for line in said if "made for another screen" in line or "Traceback" in line or "ERROR" in line]

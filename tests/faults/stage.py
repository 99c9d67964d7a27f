"""A window on its way to what is to be disturbed: the engine stands still there, so that nothing ends too early."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE

KEY = "squeezenet1_1"
LAYER = "features.3.expand3x3"


class Stage:
    """A window on its way to what is to be disturbed."""

    def __init__(self, window: MainWindow, qtbot: QtBot, film: Path, pictures: Path) -> None:
        self.window = window
        self.qtbot = qtbot
        self.film = film
        self.pictures = pictures

    def stop(self) -> int:
        """Make the engine hang; return its process."""
        pid = self.window.engine.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        return pid

    def wait(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until the network and what it says are on show."""
        window = self.window
        self.wait(lambda: window.documents.current is not None and window.documents.current.network is not None)
        self.wait(lambda: window.engine.state == "running" and window.engine.jobs == 0)
        self.wait(self.predicted)

    def predicted(self) -> bool:
        """Whether what the network says of the picture is on show."""
        top = self.window.live_panel.top
        return bool(top.entries) and not top.stale

    def choose_layer(self) -> None:
        document = self.window.documents.current
        assert document is not None and document.network is not None
        document.selection.select_operator(next(row.order for row in document.network.rows if row.path == LAYER))


def at_loading(stage: Stage) -> int:
    stage.wait(lambda: stage.window.engine.pid)
    return stage.stop()


def at_capture(stage: Stage) -> int:
    stage.settle()
    pid = stage.stop()
    stage.choose_layer()
    stage.wait(lambda: stage.window.engine.jobs)
    return pid


def at_stream(stage: Stage) -> int:
    stage.settle()
    sources = stage.window.live.sources
    sources.open_path(stage.film)
    sources.current.loop = True
    stage.wait(lambda: sources._last is not None and sources.stream.under_way)
    return stage.stop()


def at_top9(stage: Stage) -> int:
    stage.settle()
    stage.choose_layer()
    dock = stage.window.docks["top9"]
    dock.show()
    dock.raise_()
    stage.wait(stage.window.top_patches_panel.isVisible)
    stage.wait(lambda: stage.window.engine.jobs == 0)
    pid = stage.stop()
    stage.window.top_patches.set_folder(str(stage.pictures))
    stage.wait(lambda: stage.window.engine.jobs)
    return pid


def at_field(stage: Stage) -> int:
    stage.settle()
    stage.choose_layer()
    stage.wait(lambda: stage.window.findChild(QWidget, "inspector.field.mode") is not None)
    stage.wait(lambda: stage.window.engine.jobs == 0)
    pid = stage.stop()
    mode = stage.window.findChild(QWidget, "inspector.field.mode")
    button = next(one for one in mode.findChildren(QAbstractButton) if one.text() == "Effective")
    button.click()
    stage.wait(lambda: stage.window.engine.jobs)
    return pid


def at_measuring(stage: Stage) -> int:
    stage.settle()
    pid = stage.stop()
    stage.window.commands["measure.time"].trigger()
    stage.wait(lambda: stage.window.engine.jobs)
    return pid


def at_export(stage: Stage) -> int:
    stage.settle()
    pid = stage.stop()
    stage.window.commands["table.export"].trigger()
    return pid


PHASES = {
    "loading": at_loading,
    "capture": at_capture,
    "stream": at_stream,
    "top9": at_top9,
    "field": at_field,
    "measuring": at_measuring,
    "export": at_export,
}

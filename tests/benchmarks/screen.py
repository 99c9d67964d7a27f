"""A screen to measure on, and what is to be seen of a canvas from outside. Qt is imported once the screen is there."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGraphicsView

    from explorer.ui.graph.view import GraphView

SIZE = (1280, 800)


@contextmanager
def screen() -> Iterator[str]:
    """A screen of our own for this process; yields its name."""
    if shutil.which("Xvfb") is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "offscreen (Xvfb is not installed)"
        return
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            os.environ["DISPLAY"] = f":{answer.readline().strip()}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        yield f"Xvfb {size}"
    finally:
        server.terminate()
        server.wait()


class Watch:
    """Sees when a canvas has been painted, and how long the window's timers had to wait."""

    def __init__(self, canvas: "QGraphicsView") -> None:
        from PySide6.QtCore import QEvent, QObject, Qt, QTimer

        class Seen(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    outer.paints += 1
                return False

        outer = self
        self.paints = 0
        self.stall = 0.0
        self._last = 0.0
        self._filter = Seen()
        canvas.viewport().installEventFilter(self._filter)
        self._ticker = QTimer()
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.setInterval(2)
        self._ticker.timeout.connect(self._tick)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stall = max(self.stall, now - self._last)
        self._last = now

    def begin(self) -> None:
        """From now on count."""
        self.paints, self.stall = 0, 0.0
        self._last = time.perf_counter()
        self._ticker.start()

    def end(self) -> None:
        """Stop counting."""
        self._tick()
        self._ticker.stop()


def settle() -> None:
    """Handle all events that are due."""
    from PySide6.QtWidgets import QApplication

    for _ in range(5):
        QApplication.processEvents()


def wait(milliseconds: int) -> None:
    """Let the window run for a while."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def finish(view: "GraphView") -> None:
    """Wait for a drawing that is on its way."""
    from PySide6.QtWidgets import QApplication

    while view.busy:
        QApplication.processEvents()
    settle()

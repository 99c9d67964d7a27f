"""The window in which the live pipeline is measured."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def resident(pid: int | str) -> float:
    """Resident memory of a process in MiB; 0 where it cannot be read."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Stage:
    """The real window, and a source that moves a photo at 60 frames a second."""

    def __init__(self, key: str, cores: set[int] | None) -> None:
        from PySide6.QtCore import Qt, QTimer

        from explorer.ui.app import application
        from explorer.ui.main_window import MainWindow

        self.app = application()
        self.window = MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        self.window.start([key])
        self.wait(lambda: hasattr(self.window, "engine") and self.window.engine.pid is not None, 60)
        self._cores = cores
        self.tie()
        self.wait(lambda: len(self.window.live_panel.top.entries) > 0, 180)
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def tie(self) -> None:
        """Tie the engine to the cores that it is to have; all are left to a new one until then."""
        if self._cores is not None:
            os.sched_setaffinity(self.window.engine.pid, self._cores)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now

    def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Handle events until something is so."""
        from PySide6.QtCore import QEventLoop

        end = time.monotonic() + seconds
        while not ready() and time.monotonic() < end:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)
        return ready()

    def run(self, seconds: float) -> None:
        """Handle events for so long, measuring how long the window stands still."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        self._last = time.perf_counter()
        self._timer.start(2)
        loop.exec()
        self._timer.stop()

    def synthetic(self) -> Any:
        """Return the source."""
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QImage

        from explorer.inference.frames import Ability, FrameState
        from explorer.ui.frames.base import QtFrameSource

        photo = QImage(str(Path(__file__).parents[2] / "resources" / "samples" / "coffee.png")).scaled(800, 480)

        class Moving(QtFrameSource):
            def __init__(self) -> None:
                super().__init__("Benchmark")
                self._clock = QTimer(self)
                self._clock.setInterval(1000 // 60)
                self._clock.timeout.connect(self._next)

            @property
            def abilities(self) -> frozenset[Ability]:
                return frozenset({Ability.PAUSE})

            def start(self) -> None:
                self._set_state(FrameState.RUNNING)
                self._clock.start()

            def pause(self) -> None:
                self._clock.stop()
                self._set_state(FrameState.PAUSED)

            resume = start

            def stop(self) -> None:
                self._clock.stop()
                super().stop()

            def _next(self) -> None:
                self._offer(photo.copy(self.captured % 160, 0, 640, 480))

        return Moving()

    def close(self) -> None:
        """Close the window and let everything end."""
        self.window.close()
        self.wait(lambda: False, 1.0)

"""Ctrl+C in the terminal, and what the system sends when a session ends: the window closes as by its button.

Qt's event loop is not Python's, so that Python would only look for a signal when
some slot happens to run, and then end in the middle of it. Here the signal
wakes the event loop itself.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

NUMBERS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interrupts(QObject):
    """Says that the program has been asked to end. The second time the system ends it at once."""

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Must be made on the main thread, which alone handles signals."""
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._former: dict[int, Any] = {number: signal.signal(number, self._note) for number in NUMBERS}
        self._came = False

    def close(self) -> None:
        """Leave signals to whom they belonged before."""
        self._notifier.setEnabled(False)
        for number, handler in self._former.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        signal.set_wakeup_fd(self._wakeup)
        self._reader.close()
        self._writer.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        # Who asks again does not want to wait for a window that does not close.
        signal.signal(number, signal.SIG_DFL)
        self._came = True

    @Slot()
    def _on_woken(self) -> None:
        # The bytes only wake; the handler has run by now. Other signals may have handlers of their own.
        self._reader.recv(64)
        if self._came:
            self._came = False
            self.came.emit()

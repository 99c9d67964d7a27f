"""Garbage is collected on the GUI thread alone, between events.

Python collects on whichever thread happens to allocate. If that is one that
lays out a graph, the timers and widgets of a closed page end there, and Qt goes
on to call them: the process crashes.
"""

import gc
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL = 400
"""Milliseconds between two looks whether enough has been allocated since the last collection."""

_holding: WeakSet[object] = WeakSet()
"""Who does not want any collection now."""


class GarbageKeeper(QObject):
    """Takes the place of Python's own collections for as long as the application lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        if not _holding:
            collect_due()


def hold(owner: object) -> None:
    """Put collections off until ``owner`` releases them or is gone.

    For somebody whose steps between events are long as it is: a collection just before one would add its own time.
    """
    _holding.add(owner)


def release(owner: object) -> None:
    """Let collections be; nothing happens if ``owner`` has not put them off."""
    _holding.discard(owner)


def collect_due() -> None:
    """Collect what Python itself would have collected by now."""
    (young, middle, old), (most_young, most_middle, most_old) = gc.get_count(), gc.get_threshold()
    if young > most_young:
        aged = middle > most_middle
        gc.collect(2 if aged and old > most_old else 1 if aged else 0)

"""Garbage is collected on the GUI thread alone, between events.

Python collects on whichever thread happens to allocate. If that is one that
lays out a graph, the timers and widgets of a closed page end there, and Qt goes
on to call them: the process crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 400
"""Milliseconds between two looks whether enough has been allocated since the last collection."""


class GarbageKeeper(QObject):
    """Takes the place of Python's own collections for as long as the application lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect what Python itself would have collected by now."""
    (young, middle, old), (most_young, most_middle, most_old) = gc.get_count(), gc.get_threshold()
    if young > most_young:
        aged = middle > most_middle
        gc.collect(2 if aged and old > most_old else 1 if aged else 0)

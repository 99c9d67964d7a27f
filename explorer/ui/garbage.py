"""Garbage is collected on the GUI thread alone, between events.

Python collects on whichever thread happens to allocate. If that is one that
lays out a graph, the timers and widgets of a closed page end there, and Qt goes
on to call them: the process crashes.
"""

import gc
import time
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL = 400
"""Milliseconds between two looks whether enough has been allocated since the last collection."""

APART = 300.0
"""Seconds between two collections of everything, unless somebody asks for one.

Those of what is young take little. One of everything takes a tenth of a second with several big networks open.
"""

_holding: WeakSet[object] = WeakSet()
"""Who does not want any collection now."""


class GarbageKeeper(QObject):
    """Takes the place of Python's own collections for as long as the application lives."""

    asked = False
    """Whether somebody has let go of much."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._all_at = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        if _holding:
            return
        if GarbageKeeper.asked:
            GarbageKeeper.asked = False
            gc.collect()
            self._all_at = time.monotonic()
        elif collect_due(all_of_it=time.monotonic() - self._all_at > APART):
            self._all_at = time.monotonic()


def ask() -> None:
    """Have all garbage collected soon; for somebody who has let go of much, such as a tab with its network."""
    GarbageKeeper.asked = True


def hold(owner: object) -> None:
    """Put collections off until ``owner`` releases them or is gone.

    For somebody whose steps between events are long as it is: a collection just before one would add its own time.
    """
    _holding.add(owner)


def release(owner: object) -> None:
    """Let collections be; nothing happens if ``owner`` has not put them off."""
    _holding.discard(owner)


def collect_due(*, all_of_it: bool = True) -> bool:
    """Collect what Python itself would have collected by now, and say whether that was all there is.

    ``all_of_it``: whether that may include what has been alive for long.
    """
    (young, middle, old), (most_young, most_middle, most_old) = gc.get_count(), gc.get_threshold()
    if young <= most_young:
        return False
    aged = middle > most_middle
    everything = all_of_it and aged and old > most_old
    gc.collect(2 if everything else 1 if aged else 0)
    return everything

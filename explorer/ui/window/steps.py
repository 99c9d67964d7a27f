"""Taking the steps of the assembly one at a time, so that the window handles its events in between."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from explorer.ui import garbage

if TYPE_CHECKING:
    from explorer.ui.assembly import Step
    from explorer.ui.main_window import MainWindow

BREATH = 5
"""Milliseconds between two steps of the assembly."""


class Steps(QObject):
    """Goes through the steps of one assembly, until they are over or stopped."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._steps: Iterator[Step] = iter(())
        self._imports: list[str] = []

    def start(self, steps: Iterator[Step]) -> None:
        """Take the first step at once."""
        gc.unfreeze()  # what is left of a window before this one
        garbage.hold(self)
        self._steps = steps
        self._take()

    def stop(self) -> None:
        """Take no further step."""
        garbage.release(self)
        self._steps, self._imports = iter(()), []

    @Slot()
    def _take(self) -> None:
        """Go on by one import, one part, or one piece of work on a thread."""
        if self._imports:
            importlib.import_module(self._imports.pop(0))
            # Modules stay for good: to look for garbage among them would hold up the window for 0.1 s and more.
            gc.freeze()
        else:
            try:
                wanted = next(self._steps)
            except StopIteration:
                garbage.release(self)
                return
            if callable(wanted):
                self._window.background.run(wanted, lambda nothing: self._take())
                return
            if isinstance(wanted, int):
                QTimer.singleShot(wanted, self._take)
                return
            self._imports = list(wanted)
        QTimer.singleShot(BREATH, self._take)

"""The running program: its window, and the one that takes its place when another language is chosen.

Texts are translated when widgets are made. So a new window is built in the same
process, with all that the old one had (:mod:`explorer.ui.workspace.estate`); the
engine is started anew, as at a start. Where fontconfig chooses fonts, it has
decided at the first text which country's forms Han characters take: on a system
that speaks no Chinese they may be Japanese ones until the next start.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from explorer.ui.main_window import MainWindow

if TYPE_CHECKING:
    from explorer.ui.settings import Settings

LOOK = 250
"""Milliseconds between two looks whether the work is done that a new window waits for."""


class Program(QObject):
    """Holds the one window that there is."""

    replaced = Signal(object)  # MainWindow that has taken the place of another one, and is painted

    def __init__(self, settings: Settings, prepare: Callable[[MainWindow], None]) -> None:
        """``prepare`` is called with every window when it has been painted first, before its panels are built."""
        super().__init__(QApplication.instance())
        self._settings = settings
        self._prepare = prepare
        self._look = QTimer(self)
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self._replace_soon)
        self._leaving: MainWindow | None = None
        self.window = self._make()

    def _make(self) -> MainWindow:
        window = MainWindow(self._settings)
        window.renewable = True
        window.languageChosen.connect(self._on_language_chosen)
        return window

    def open(self, keys: list[str], *, comparing: bool = False, workspace: str | None = None) -> None:
        """Show the window, and start it as soon as it is painted; see ``MainWindow.start``."""
        window = self.window

        def begin() -> None:
            self._prepare(window)
            window.start(keys, comparing=comparing, workspace=workspace)

        window.painted.connect(begin)
        window.show()

    @Slot()
    def close(self) -> None:
        """Close the window, as its button does."""
        QApplication.closeAllWindows()

    # Another language

    @Slot()
    def _on_language_chosen(self) -> None:
        from explorer.ui import translation

        if translation.outcome(self._settings.language) == translation.spoken():
            self._look.stop()
        else:
            # Not now: the choice is still being handled by a widget of the window that is to go.
            self._look.start(0)

    @Slot()
    def _replace_soon(self) -> None:
        """Replace the window unless something is under way that would be lost, or somebody is answering it."""
        if self.window.busy or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            self._look.start(LOOK)
        else:
            self._look.stop()
            self._replace()

    def _replace(self) -> None:
        from explorer.ui import translation
        from explorer.ui.workspace.estate import leave

        old = self.window
        estate = leave(old)
        translation.install(self._settings.language)
        translation.prefer_glyphs()
        self._settings.problem = ""  # it has been said
        new = self.window = self._make()
        new.estate = estate

        # Two windows for a moment: without one, the application would end.
        self._leaving = old
        new.painted.connect(self._close_former)
        new.show()

    @Slot()
    def _close_former(self) -> None:
        old, self._leaving = self._leaving, None
        if old is not None:
            old.close()
            old.destroyed.connect(self._on_former_gone)
            old.deleteLater()

    @Slot()
    def _on_former_gone(self) -> None:
        QTimer.singleShot(0, self, self._start_next)

    def _start_next(self) -> None:
        # What the assembly of the former window has put out of the collector's sight is garbage by now.
        gc.unfreeze()
        gc.collect()
        self._prepare(self.window)
        self.window.start([], workspace="")
        self.replaced.emit(self.window)

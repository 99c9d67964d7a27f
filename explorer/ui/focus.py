"""Giving the focus back to where it was, if that is still there."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget


class FocusKeeper(QObject):
    """Remembers what had the focus.

    A tab may be closed in the meantime, and the inner field of a spin box is made by Qt alone: Python is not told
    when it goes, and using it then ends the program.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None

    def remember(self, widget: QWidget | None) -> None:
        """Remember this widget in place of the one before."""
        self._forget()
        self._widget = widget
        if widget is not None:
            widget.destroyed.connect(self._on_destroyed)

    def give_back(self) -> None:
        """Give the focus to what had it, unless that has gone or is hidden, and forget it."""
        widget = self._widget
        self._forget()
        if widget is not None and widget.isVisible():
            widget.setFocus()

    def _forget(self) -> None:
        widget, self._widget = self._widget, None
        if widget is not None:
            widget.destroyed.disconnect(self._on_destroyed)

    @Slot()
    def _on_destroyed(self) -> None:
        self._widget = None

"""The focus ring: two accent pixels around what the keyboard acts on, never after a click."""

from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QFocusFrame,
    QGraphicsView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTabBar,
    QWidget,
)

from explorer.ui.theme import color, tokens
from explorer.ui.tokens import Radius

# These show by themselves where they are: a coloured border, a current row, a marked tab.
_OWN_SIGN = (QLineEdit, QAbstractSpinBox, QMenu, QMenuBar, QTabBar, QAbstractItemView, QGraphicsView)


class FocusRing(QFocusFrame):
    """One ring for the application; it follows the keyboard focus."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        by_keyboard = new is not None and new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        shown = new if by_keyboard and not isinstance(new, _OWN_SIGN) else None
        self.setWidget(cast(QWidget, shown))  # None hides the ring

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color(tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

"""A button with an icon that keeps a distance from its words."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from explorer.ui.theme import pixmap, theme, tokens
from explorer.ui.tokens import Space

ICON = 16
ROOM = ICON + Space.TIGHT + 2
"""Pixels that an icon and its distance take beside the words; see the style sheet."""


class IconTextButton(QPushButton):
    """Paints its icon itself: a style sheet gives a button's own icon no distance from the words."""

    def __init__(self, text: str, name: str, icon: str, *, behind: bool = False, parent: QWidget | None = None) -> None:
        """``behind``: the icon stands after the words."""
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setProperty("pictured", "behind" if behind else "before")
        self._icon, self._behind = icon, behind
        theme().changed.connect(self.update)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        of = tokens()
        tint = of.t3 if not self.isEnabled() else of.accent if self.isChecked() else of.t1
        around = (self.width() - self.fontMetrics().horizontalAdvance(self.text()) - ROOM) // 2
        left = self.width() - around - ICON if self._behind else around
        with QPainter(self) as painter:
            painter.drawPixmap(
                left, (self.height() - ICON) // 2, pixmap(self._icon, ICON, tint, self.devicePixelRatioF())
            )

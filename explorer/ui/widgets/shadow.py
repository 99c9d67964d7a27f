"""The shadow of a card that lies over the window.

Qt's own effect for it paints the whole card anew, and blurs it, for every letter
that is typed in it (some 40 ms); this is a widget below the card, painted once.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme import color, tokens
from explorer.ui.tokens import Radius

SPREAD = 14
"""How far it reaches, in pixels."""
DROP = 4
"""How much lower than the card it lies."""


class Shadow(QWidget):
    """Comes, goes and moves with its card."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card.parentWidget())
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange)
        if watched is self._card and event.type() in kinds:
            self._follow()
        return False

    def _follow(self) -> None:
        self.setGeometry(self._card.geometry().adjusted(-SPREAD, DROP - SPREAD, SPREAD, SPREAD + DROP))
        self.stackUnder(self._card)
        self.setVisible(not self._card.isHidden())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # The sum of these lines falls off with the square of the distance, as a blur does.
            strength = (0.5 if tokens().dark else 0.18) / SPREAD
            card = QRectF(self.rect()).adjusted(SPREAD, SPREAD, -SPREAD, -SPREAD)
            for reach in range(1, SPREAD + 1):
                painter.setPen(QPen(color("#000000", strength * (1 - reach / (SPREAD + 1))), 2 * reach))
                painter.drawRoundedRect(card, Radius.CONTAINER, Radius.CONTAINER)

"""What the canvas shows while a network is on its way: the shape of a graph without its words."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme import theme, tokens
from explorer.ui.tokens import Radius

APPEARS_AFTER = 200
"""Milliseconds: what is there sooner needs no placeholder."""
_BOXES = ((136.0, 24.0), (236.0, 38.0), (236.0, 28.0), (320.0, 42.0), (320.0, 42.0), (320.0, 42.0))
_GAP = 24.0


class Skeleton(QWidget):
    """A column of empty boxes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.skeleton")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=APPEARS_AFTER)
        self._timer.timeout.connect(self.show)
        theme().changed.connect(self.update)
        self.hide()

    def begin(self) -> None:
        """Appear in a moment."""
        self._timer.start()

    def end(self) -> None:
        """Disappear."""
        self._timer.stop()
        self.hide()

    @staticmethod
    def length() -> float:
        """How high the column is."""
        return sum(height for _, height in _BOXES) + _GAP * len(_BOXES)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            middle, y = self.width() / 2, _GAP
            line = QPen(QColor(of.border), 1.5)
            for number, (width, height) in enumerate(_BOXES):
                if y + height > self.height():
                    break  # below stands in words what is being waited for
                if number:
                    painter.setPen(line)
                    painter.drawLine(round(middle), round(y - _GAP), round(middle), round(y))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(of.border if number == 0 else of.inset))
                radius = height / 2 if number == 0 else Radius.CONTROL
                box = QRectF(middle - width / 2, y, width, height)
                painter.drawRoundedRect(box, radius, radius)
                if number:
                    painter.setBrush(QColor(of.border))
                    painter.drawRoundedRect(QRectF(box.x() + 16, box.y() + 9, width * 0.35, 8), 4, 4)
                y += height + _GAP

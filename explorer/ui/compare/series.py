"""How the compared networks are told apart: a letter, a colour and a line for each."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.compare.members import LETTERS
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size, Tokens

DASHES: tuple[list[float] | None, ...] = (None, [4, 2], [1, 2], [6, 2, 1, 2])
"""Dash and gap of the lines, in widths of them."""
_SIDE = 20


def series_ink(place: int, of: Tokens) -> str:
    """Return the colour of a network, by its place."""
    return (of.series_a, of.series_b, of.ok, of.gate)[place]


def series_pen(place: int, of: Tokens, width: float = 1.5) -> QPen:
    """Return the pen of a network's line."""
    pen = QPen(color(series_ink(place, of)), width)
    dashes = DASHES[place]
    if dashes is not None:
        pen.setDashPattern(dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


class Letter(QWidget):
    """A network's letter on its colour."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(series_ink(self._place, tokens())))
            painter.drawRoundedRect(self.rect(), 4, 4)
            painter.setFont(font(Size.SECONDARY, 600))
            painter.setPen(color(tokens().panel))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, LETTERS[self._place])


class SeriesLine(QWidget):
    """Three pixels of a network's colour across its side."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setFixedHeight(3)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(series_pen(self._place, tokens(), 3))
            painter.drawLine(0, 1, self.width(), 1)

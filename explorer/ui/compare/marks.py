"""The marks of the compared networks: a shape for each, so that they are told apart without their colours."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink
from explorer.ui.docks.charts.kind_marks import mark
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Space, Tokens

SHAPES = ("conv", "norm", "activation", "linear")
"""By place: the kinds whose outlines are a circle, a square, a triangle and a pentagon."""
_SIZE = 4.5


def ring(place: int, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a network's mark; its area is that of a circle of ``radius``."""
    return mark(SHAPES[place], centre, radius)


def draw_mark(painter: QPainter, place: int, centre: QPointF, radius: float, of: Tokens) -> None:
    """Draw a mark through which others are seen."""
    ink = series_ink(place, of)
    painter.setPen(QPen(color(ink), 1.25))
    painter.setBrush(color(ink, 0.3))
    painter.drawPath(ring(place, centre, radius))


def draw_mark_legend(painter: QPainter, area: QRectF, of: Tokens, entries: Sequence[tuple[int, str]]) -> None:
    """Say in one line which mark is which network's; ``entries`` are places and names."""
    painter.setFont(font(Size.SMALL))
    x, y = area.left() + Space.NEAR, area.top() + 10
    room = (area.width() - 2 * Space.NEAR) / max(1, len(entries))
    for place, name in entries:
        draw_mark(painter, place, QPointF(x + _SIZE, y), _SIZE, of)
        painter.setPen(color(of.t1))
        text = f"{LETTERS[place]} {name}"
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room - 24))
        painter.drawText(QRectF(x + 14, y - 8, room - 18, 16), Qt.AlignmentFlag.AlignVCenter, words)
        x += min(room, 28 + QFontMetricsF(painter.font()).horizontalAdvance(words))

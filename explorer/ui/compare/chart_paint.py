"""How the charts of a comparison are painted: legend, grid, lines, and the letters at their ends."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from explorer.ui.compare.axes import Axis
from explorer.ui.compare.curves import Curve
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink, series_pen
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Space, Tokens

LEFT, RIGHT, TOP, FOOT = 46, 62, 44, 36
"""Pixels around the lines."""
MIDDLE = Qt.AlignmentFlag.AlignVCenter
_TICK_ROOM = 16


def plot_area(whole: QRectF) -> QRectF:
    """Return where the lines are drawn."""
    return whole.adjusted(LEFT, TOP, -RIGHT, -FOOT)


def draw_legend(painter: QPainter, area: QRectF, of: Tokens, curves: Sequence[Curve], heading: str) -> None:
    """Say which line is which, and what the upright axis is."""
    painter.setFont(font(Size.SMALL))
    x, y = area.left() + Space.NEAR, area.top() + 10
    room = (area.width() - 2 * Space.NEAR) / max(1, len(curves))
    for curve in curves:
        painter.setPen(series_pen(curve.place, of, 2))
        painter.drawLine(QPointF(x, y), QPointF(x + 18, y))
        painter.setPen(color(of.t1))
        words = painter.fontMetrics().elidedText(
            f"{LETTERS[curve.place]} {curve.name}", Qt.TextElideMode.ElideRight, int(room - 28)
        )
        painter.drawText(QRectF(x + 22, y - 8, room - 26, 16), MIDDLE, words)
        x += min(room, 34 + QFontMetricsF(painter.font()).horizontalAdvance(words))
    painter.setPen(color(of.t3))
    painter.drawText(QRectF(area.left() + Space.NEAR, area.top() + 22, area.width(), 16), MIDDLE, heading)


def draw_grid(painter: QPainter, plot: QRectF, axes: tuple[Axis, Axis], of: Tokens, title: str) -> None:
    """Draw ticks, their lines and the titles."""
    across, upright = axes
    painter.setFont(font(Size.SMALL))
    right = MIDDLE | Qt.AlignmentFlag.AlignRight
    for value, words in upright.marks(_TICK_ROOM):
        y = round(upright.place(value)) + 0.5
        painter.setPen(QPen(color(of.border), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(color(of.t3))
        painter.drawText(QRectF(plot.left() - LEFT, y - 8, LEFT - 6, 16), right, words)
    painter.setPen(QPen(color(of.strong), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    for value, words in across.marks(46):
        x = across.place(value)
        painter.setPen(QPen(color(of.strong), 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 3))
        painter.setPen(color(of.t3))
        painter.drawText(QRectF(x - 40, plot.bottom() + 3, 80, 15), Qt.AlignmentFlag.AlignCenter, words)
    place = QRectF(plot.left() - LEFT, plot.bottom() + 17, plot.width() + LEFT + RIGHT, 16)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)


def draw_curve(painter: QPainter, curve: Curve, axes: tuple[Axis, Axis], of: Tokens, *, steps: bool) -> None:
    """Draw the line of a network; with ``steps`` a figure holds until the next point."""
    if not curve.spots:
        return
    across, upright = axes
    first = curve.spots[0]
    path = QPainterPath(QPointF(across.place(first.x), upright.place(first.y)))
    for spot in curve.spots[1:]:
        x, y = across.place(spot.x), upright.place(spot.y)
        if steps:
            path.lineTo(x, path.currentPosition().y())
        path.lineTo(x, y)
    painter.setPen(series_pen(curve.place, of, 1.75))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def draw_ends(
    painter: QPainter,
    plot: QRectF,
    axes: tuple[Axis, Axis],
    of: Tokens,
    curves: Sequence[Curve],
    text: Callable[[float], str],
) -> None:
    """Write each network's letter and last figure at the end of its line, apart from each other."""
    across, upright = axes
    ends = [(upright.place(curve.spots[-1].y), curve) for curve in curves if curve.spots]
    painter.setFont(font(Size.SMALL, 600))
    last = float("-inf")
    for y, curve in sorted(ends, key=lambda end: end[0]):
        spot = curve.spots[-1]
        x = across.place(spot.x)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(series_ink(curve.place, of)))
        painter.drawEllipse(QPointF(x, y), 3, 3)
        middle = max(y, last + 14)
        last = middle
        painter.setPen(color(series_ink(curve.place, of)))
        words = f"{LETTERS[curve.place]} {text(spot.y)}"
        painter.drawText(QRectF(x + 6, middle - 8, plot.right() + RIGHT - x - 6, 16), MIDDLE, words)

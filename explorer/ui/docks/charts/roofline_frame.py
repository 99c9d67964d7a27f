"""What stands behind the marks of a roofline: the axes, the two roofs, their names."""

from dataclasses import dataclass
from math import atan2, degrees, hypot, sqrt
from operator import itemgetter

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from explorer.analysis.timing.roofline import Point, Roofline
from explorer.ui.docks.charts.log_axis import LogAxis, span, tick_text
from explorer.ui.numbers import rate
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Tokens

_LINE = 15
"""Height of a line of small text."""
_LEAST_RADIUS = 2.25
_EDGE = 6
"""Pixels between a mark and the edge."""
_LOW = 190
"""Height of a drawing below which every line of text counts."""
_REACH = 16.0, 56.0
"""Radius that a mark of all the time would have, in a small and in a large chart."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight
_CENTRE = _MIDDLE | Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes around an area."""

    area: QRectF
    x: LogAxis
    """FLOPs per byte."""
    y: LogAxis
    """FLOP/s."""
    reach: float
    """Radius of a mark that stands for all of the time."""

    def place(self, point: Point) -> QPointF:
        """Return where an operator stands, which must have both figures."""
        assert point.intensity and point.achieved
        return QPointF(self.x.place(point.intensity), self.y.place(point.achieved))

    def radius(self, point: Point) -> float:
        """Return the radius of an operator's mark, whose area is in proportion to its time."""
        return max(self.reach * sqrt(point.share), _LEAST_RADIUS)


def frame_of(measured: Roofline, points: list[Point], whole: QRectF) -> Frame | None:
    """Return axes that hold these operators and the ridge in ``whole``; None without operators."""
    marked = [(point.intensity, point.achieved, point.share) for point in points if point.intensity and point.achieved]
    if not marked:
        return None
    widest = QFontMetricsF(font(Size.SMALL)).horizontalAdvance(tick_text(1e11))
    area = whole.adjusted(widest + 14, _LINE + 5, -10, -_LINE - 4 if _is_low(whole) else -2 * _LINE - 2)
    if area.width() < 20 or area.height() < 20:
        return None
    ridge, peak = measured.ridge, measured.ceilings.peak_flops
    least, most = _REACH
    reach = min(max(0.16 * sqrt(area.width() * area.height()), least), most)

    def margin(part: float) -> float:
        # Marks at an edge must be seen whole, and what is chosen has a ring.
        return _EDGE + reach * sqrt(part)

    first, last = min(marked), max(marked)
    slowest, fastest = min(marked, key=itemgetter(1)), max(marked, key=itemgetter(1))
    low, high = span(min(first[0], ridge), max(last[0], ridge))
    x = LogAxis(low, high, area.left() + margin(first[2]), area.right() - margin(last[2]))
    low, high = span(min(slowest[1], peak), max(fastest[1], peak))
    # Above the flat roof, and the marks on it, there must be room for its name.
    above = _LINE + 2 + (margin(fastest[2]) - _EDGE if fastest[1] > peak / 2 else 0)
    y = LogAxis(low, high, area.bottom() - margin(slowest[2]), area.top() + above)
    return Frame(area, x.reaching(area.left(), area.right()), y.reaching(area.bottom(), area.top()), reach)


def _is_low(whole: QRectF) -> bool:
    """Whether the name of the lower axis has no line of its own."""
    return whole.height() < _LOW


def draw_grid(painter: QPainter, frame: Frame, whole: QRectF, of: Tokens, *, x_title: str, y_title: str) -> None:
    """Draw ticks with their lines, and the names of both axes with their units."""
    area, x, y = frame.area, frame.x, frame.y
    low = _is_low(whole)
    face = font(Size.SMALL)
    painter.setFont(face)
    line = QPen(color(of.border), 1)
    for tick in y.ticks(_LINE + 3):
        at = round(y.place(tick)) + 0.5
        painter.setPen(line)
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        painter.setPen(color(of.t3))
        painter.drawText(QRectF(area.left() - 66, at - 8, 60, 16), _RIGHT, tick_text(tick))
    width = QFontMetricsF(face).horizontalAdvance(tick_text(2e11))
    title_width = QFontMetricsF(font(Size.SMALL, 600)).horizontalAdvance(x_title)
    for tick in x.ticks(width + 8):
        at = round(x.place(tick)) + 0.5
        painter.setPen(line)
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()))
        painter.setPen(color(of.t3))
        if not low or at + width / 2 < area.right() - title_width:
            painter.drawText(QRectF(at - 30, area.bottom() + 3, 60, _LINE), _CENTRE, tick_text(tick))
    painter.setPen(QPen(color(of.strong), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    painter.setPen(color(of.t2))
    painter.setFont(font(Size.SMALL, 600))
    painter.drawText(QRectF(area.left(), area.top() - _LINE - 3, area.width(), _LINE), _MIDDLE, y_title)
    foot = QRectF(area.left(), area.bottom() + (3 if low else _LINE + 2), area.width(), _LINE)
    painter.drawText(foot, _RIGHT, x_title)


def draw_roofs(painter: QPainter, frame: Frame, measured: Roofline, of: Tokens) -> None:
    """Draw what arithmetic and memory allow at best, and shade what they do not."""
    area = frame.area
    ridge = _ridge(frame, measured)
    start = QPointF(area.left(), frame.y.place(measured.ceilings.bandwidth * frame.x.low))
    end = QPointF(area.right(), ridge.y())
    beyond = QPolygonF([area.topLeft(), start, ridge, end, area.topRight()])
    if start.y() > area.bottom():
        beyond.insert(1, QPointF(area.left(), area.bottom()))
    painter.save()
    painter.setClipRect(area)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(of.inset))
    painter.drawPolygon(beyond)
    painter.setPen(QPen(color(of.strong), 1, Qt.PenStyle.DotLine))
    painter.drawLine(ridge, QPointF(ridge.x(), area.bottom()))
    painter.setPen(QPen(color(of.t2), 2))
    painter.drawPolyline(QPolygonF([start, ridge, end]))
    painter.restore()


def name_roofs(
    painter: QPainter, frame: Frame, measured: Roofline, of: Tokens, *, peak: str, memory: str, ridge_name: str
) -> None:
    """Write the measured figure at each roof and at the ridge; the names are formats of one figure."""
    area, ridge = frame.area, _ridge(frame, measured)
    face = font(Size.SMALL, 600)
    metrics = QFontMetricsF(face)
    painter.save()
    painter.setFont(face)
    painter.setPen(color(of.t1))
    text = peak.format(rate(measured.ceilings.peak_flops, "FLOP/s"))
    painter.drawText(QRectF(area.left(), area.top() + 1, area.width() - 4, _LINE), _RIGHT, text)
    text = ridge_name.format(f"{measured.ridge:.2g}" if measured.ridge < 10 else f"{measured.ridge:,.0f}")
    width = metrics.horizontalAdvance(text) + 4
    # At the foot of its line, where it names a place on the axis.
    left = ridge.x() + 4 if ridge.x() + 4 + width < area.right() else ridge.x() - 4 - width
    place = QRectF(left, area.bottom() - _LINE - 2, width, _LINE)
    painter.fillRect(place, color(of.panel, 0.8))
    painter.setPen(color(of.t2))
    painter.drawText(place, _MIDDLE, text)
    figure = rate(measured.ceilings.bandwidth, "B/s")
    _name_slope(painter, frame, measured, ridge, (memory.format(figure), figure))
    painter.restore()


def _name_slope(painter: QPainter, frame: Frame, measured: Roofline, ridge: QPointF, texts: tuple[str, str]) -> None:
    """Write the first of two texts for which the memory roof is long enough along it, above it."""
    area = frame.area
    start = QPointF(area.left(), frame.y.place(measured.ceilings.bandwidth * frame.x.low))
    if start.y() > area.bottom():
        share = (start.y() - area.bottom()) / (start.y() - ridge.y())
        start = start + (ridge - start) * share
    along = ridge - start
    metrics, length = QFontMetricsF(painter.font()), hypot(along.x(), along.y())
    text = next((text for text in texts if 1.5 * metrics.horizontalAdvance(text) < length), "")
    width = metrics.horizontalAdvance(text) + 4
    painter.save()
    # Nearer to the ridge than to the marks at the lower end.
    painter.translate(start + along * 0.58)
    painter.rotate(degrees(atan2(along.y(), along.x())))
    painter.drawText(QRectF(-width / 2, -_LINE - 2, width, _LINE), _CENTRE, text)
    painter.restore()


def _ridge(frame: Frame, measured: Roofline) -> QPointF:
    return QPointF(frame.x.place(measured.ridge), frame.y.place(measured.ceilings.peak_flops))

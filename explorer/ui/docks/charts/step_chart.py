"""Step curves over the operators, in their order: what a figure is from each operator on."""

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QResizeEvent

from explorer.analysis.network import Network
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.numbers import thousands, with_unit
from explorer.ui.selection import Selection
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Space, Tokens

_LEFT, _RIGHT = 48, 52
_TITLE, _KEY, _FOOT = 30, 16, 22
_GAP = 4
_TICK_ROOM = 13
"""Pixels between two grid lines, at least."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_DASH = [4.0, 2.0]


@dataclass(frozen=True, slots=True)
class Series:
    """``values[i]`` holds from operator ``orders[i]`` on."""

    name: str
    column: str
    """Its name as a column of numbers."""
    orders: tuple[int, ...]
    values: tuple[float, ...]
    second: bool = False
    """Drawn in the second series' colour."""
    beyond: str = ""
    """What is so after its last operator, where the network goes on."""
    since: int | None = None
    """The operator from which on something is so beside what the curve says; None for none."""
    beside: str = ""
    """What that is, in a few words."""

    def at(self, order: int) -> float | None:
        """Return the figure at an operator, None where it is not defined any more."""
        if not self.orders or not self.orders[0] <= order <= self.orders[-1]:
            return None
        return self.values[bisect_right(self.orders, order) - 1]


@dataclass(frozen=True)
class Panel:
    """One pair of axes with one or two series."""

    title: str
    unit: str
    divisor: float
    step: float
    """Between two grid lines."""
    series: tuple[Series, ...]
    peaks: bool = False
    """Mark the highest point of the first series, instead of where curves end."""

    @cached_property
    def largest(self) -> float:
        """The highest figure of all series."""
        return max((value for one in self.series for value in one.values), default=0)

    def text(self, value: float) -> str:
        """Return a figure with three digits, without its unit."""
        if self.divisor == 1:
            return thousands(round(value))
        figure = value / self.divisor
        return f"{figure:.2f}" if figure < 9.995 else f"{figure:.1f}" if figure < 99.95 else f"{figure:,.0f}"

    def tick(self, value: float) -> str:
        """Return the label of a grid line."""
        return f"{value / self.divisor:g}"


class StepChart(Chart):
    """One or more panels over a common axis of operators."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setMinimumSize(220, 120)
        self._panels: tuple[Panel, ...] = ()
        self._paths: dict[tuple[str, tuple[float, ...]], QPainterPath] = {}

    def build(self, network: Network) -> tuple[Panel, ...]:
        """Return what is to be drawn of a network."""
        raise NotImplementedError

    def set_network(self, network: Network, selection: Selection) -> None:
        super().set_network(network, selection)
        self._panels = self.build(network)

    def clear(self) -> None:
        super().clear()
        self._panels = ()
        self._paths.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paths.clear()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """What is drawn."""
        return self._panels

    def csv(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        series = [one for panel in self._panels for one in panel.series]
        writer.writerow(["order", "path", "operator", *(one.column for one in series)])
        for row in self._network.rows if self._network else ():
            values = [one.at(row.order) for one in series]
            writer.writerow([row.order, row.path, row.operator, *("" if one is None else int(one) for one in values)])
        return text.getvalue()

    def tip(self, order: int) -> str:
        if self._network is None:
            return ""
        row = self._network.rows[order]
        lines = [f"{order}  {row.path or row.operator}"]
        for panel in self._panels:
            for one in panel.series:
                value = one.at(order)
                if value is not None:
                    lines.append(f"{one.name}: {with_unit(panel.text(value), panel.unit)}")
                    lines += [one.beside] if one.since is not None and order >= one.since else []
        return "\n".join(lines)

    def operator_at(self, place: QPointF) -> int | None:
        if not self.operators():
            return None
        return self.order_at(place.x(), self.plot_area(0))

    # -- geometry ------------------------------------------------------------------------------------------------

    def plot_area(self, number: int, whole: QRectF | None = None) -> QRectF:
        """Return where the curves of a panel are drawn."""
        whole = QRectF(self.rect()) if whole is None else whole
        count = max(len(self._panels), 1)
        height = (whole.height() - _FOOT - (count - 1) * _GAP) / count
        top = whole.top() + number * (height + _GAP)
        panel = self._panels[number] if self._panels else None
        head = _TITLE + (_KEY if panel and len(panel.series) > 1 else 0)
        right = Space.PANEL if panel and panel.peaks else _RIGHT
        return QRectF(whole.left() + _LEFT, top + head, whole.width() - _LEFT - right, height - head)

    def x_of(self, order: int, area: QRectF | None = None) -> float:
        """Return where an operator stands."""
        area = self.plot_area(0) if area is None else area
        count = len(self._network.rows) if self._network else 1
        return area.left() + area.width() * order / max(count - 1, 1)

    def order_at(self, x: float, area: QRectF) -> int:
        """Return the operator nearest to a place on the axis."""
        last = max(len(self._network.rows) - 1, 0) if self._network else 0
        part = (x - area.left()) / max(area.width(), 1)
        return min(max(round(part * last), 0), last)

    @staticmethod
    def _y_of(value: float, panel: Panel, area: QRectF) -> float:
        return area.bottom() - area.height() * value / (panel.largest or 1)

    # -- painting ------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        if self._network is None:
            return
        for number, panel in enumerate(self._panels):
            self._draw_panel(painter, panel, self.plot_area(number, area), area, of, live)
        painter.setFont(font(Size.SMALL, mono=True))
        painter.setPen(color(of.t3))
        plot = self.plot_area(0, area)
        foot = QRectF(plot.left(), area.bottom() - _FOOT, plot.width(), _FOOT)
        ends = self._network.rows[0].path, self._network.rows[-1].path
        for text, side in zip(ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(foot.width() / 2) - 8)
            painter.drawText(foot, side | _MIDDLE, shown)

    def _draw_panel(self, painter: QPainter, panel: Panel, area: QRectF, whole: QRectF, of: Tokens, live: bool) -> None:
        head = area.top() - _TITLE - (_KEY if len(panel.series) > 1 else 0) + 4
        painter.setFont(font(Size.SECONDARY, 600))
        painter.setPen(color(of.t2))
        painter.drawText(QRectF(whole.left() + 12, head, area.width(), _TITLE - 10), _MIDDLE, panel.title)
        painter.setFont(font(Size.SMALL))
        painter.setPen(color(of.t3))
        unit = QRectF(whole.left(), head, whole.width() - 12, _TITLE - 10)
        painter.drawText(unit, _MIDDLE | Qt.AlignmentFlag.AlignRight, panel.unit)
        if len(panel.series) > 1:
            place = QRectF(whole.left() + 12, head + 20, whole.width() - 24, _KEY)
            self._draw_key(painter, panel, place, of, self.selected if live else None)
        self._draw_grid(painter, panel, area, whole, of)
        for one in reversed(panel.series):
            self._draw_since(painter, panel, one, area, of)
            self._draw_curve(painter, panel, one, area, of)
        for one in panel.series[:1] if panel.peaks else ():
            self._draw_peak(painter, panel, one, area, of)
        if live:
            for one in panel.series:
                self._draw_mark(painter, panel, one, area, of)

    @staticmethod
    def _draw_key(painter: QPainter, panel: Panel, place: QRectF, of: Tokens, selected: int | None) -> None:
        """Say which line is which, and what it is at the selected operator."""
        x = place.left()
        for one in panel.series:
            painter.setPen(_pen(one, panel, of))
            painter.drawLine(QPointF(x, place.center().y()), QPointF(x + 18, place.center().y()))
            x += 22
            value = one.at(selected) if selected is not None else None
            tint = of.series_b if one.second else of.series_a
            for text, weight, ink in ((one.name, 400, of.t2), ("" if value is None else panel.text(value), 600, tint)):
                if text:
                    face = font(Size.SMALL, weight)
                    width = QFontMetricsF(face).horizontalAdvance(text) + 2
                    painter.setFont(face)
                    painter.setPen(color(ink))
                    painter.drawText(QRectF(x, place.top(), width, place.height()), _MIDDLE, text)
                    x += width + 2
            x += 10

    def _draw_grid(self, painter: QPainter, panel: Panel, area: QRectF, whole: QRectF, of: Tokens) -> None:
        painter.setFont(font(Size.SMALL))
        apart = area.height() * panel.step / (panel.largest or 1)
        for number, tick in enumerate(_ticks(panel)):
            if number % ceil(_TICK_ROOM / apart):
                continue
            y = round(self._y_of(tick, panel, area)) + 0.5
            painter.setPen(QPen(color(of.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(color(of.t3))
            label = QRectF(whole.left(), y - 8, _LEFT - 6, 16)
            painter.drawText(label, _MIDDLE | Qt.AlignmentFlag.AlignRight, panel.tick(tick))

    def _path(self, panel: Panel, one: Series, area: QRectF) -> QPainterPath:
        """Return a curve. Every hover and selection paints it again, and it has a thousand steps in a big network."""
        key = one.column, (area.x(), area.y(), area.width(), area.height())
        if key in self._paths:
            return self._paths[key]
        path = QPainterPath(QPointF(self.x_of(one.orders[0], area), self._y_of(one.values[0], panel, area)))
        for order, value in zip(one.orders[1:], one.values[1:], strict=True):
            x = self.x_of(order, area)
            path.lineTo(x, path.currentPosition().y())
            path.lineTo(x, self._y_of(value, panel, area))
        self._paths[key] = path
        return path

    def _draw_curve(self, painter: QPainter, panel: Panel, one: Series, area: QRectF, of: Tokens) -> None:
        if not one.values:
            return
        path = self._path(panel, one, area)
        if panel.peaks and not one.second:
            below = QPainterPath(path)
            below.lineTo(below.currentPosition().x(), area.bottom())
            below.lineTo(self.x_of(one.orders[0], area), area.bottom())
            painter.fillPath(below, color(of.series_a, 0.10))
        painter.setPen(_pen(one, panel, of))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if not panel.peaks:
            last = one.values[-1]
            end = QRectF(self.x_of(one.orders[-1], area) + 6, self._y_of(last, panel, area) - 8, _RIGHT, 16)
            painter.setFont(font(Size.SMALL, 600))
            painter.setPen(color(of.t1))
            painter.drawText(end, _MIDDLE, panel.text(last))
            end.setLeft(end.left() + painter.fontMetrics().horizontalAdvance(panel.text(last)) + Space.CLOSE)
            end.setRight(area.right())
            painter.setFont(font(Size.SMALL))
            if painter.fontMetrics().horizontalAdvance(one.beyond) < end.width():
                painter.setPen(color(of.t3))
                painter.drawText(end, _MIDDLE, one.beyond)

    def _draw_since(self, painter: QPainter, panel: Panel, one: Series, area: QRectF, of: Tokens) -> None:
        """Mark where something else begins to be so, with its words where there is room for them."""
        if one.since is None:
            return
        x = round(self.x_of(one.since, area)) + 0.5
        pen = QPen(color(of.t3), 1)
        pen.setDashPattern(_DASH)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, area.top() - 2), QPointF(x, area.bottom()))
        painter.setFont(font(Size.SMALL))
        place = QRectF(x + Space.TIGHT, area.top() - 4, area.right() - x - Space.TIGHT, 16)
        width = painter.fontMetrics().horizontalAdvance(one.beside)
        said = self._mark_place(panel, one, area)
        # The figure of what is selected comes first.
        if width < place.width() and (
            said is None or not said.intersects(place.adjusted(0, 0, width - place.width(), 0))
        ):
            painter.setPen(color(of.t3))
            painter.drawText(place, _MIDDLE, one.beside)

    def _draw_peak(self, painter: QPainter, panel: Panel, one: Series, area: QRectF, of: Tokens) -> None:
        peak = max(one.values, default=0)
        if not peak:
            return
        x, y = self.x_of(one.orders[one.values.index(peak)], area), self._y_of(peak, panel, area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(of.series_a))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        text = self.tr("peak {0}").format(with_unit(panel.text(peak), panel.unit))
        face = font(Size.SMALL, 600)
        width = QFontMetricsF(face).horizontalAdvance(text) + 2
        left = x + 6 if x + 6 + width <= area.right() + Space.NEAR else x - 6 - width
        place = QRectF(left, y - 8, width, 15)
        painter.fillRect(place, color(of.panel, 0.8))
        painter.setFont(face)
        painter.setPen(color(of.t1))
        painter.drawText(place, _MIDDLE, text)

    def _draw_mark(self, painter: QPainter, panel: Panel, one: Series, area: QRectF, of: Tokens) -> None:
        order = self.selected
        value = one.at(order) if order is not None else None
        if order is None or value is None:
            return
        tint = color(of.series_b if one.second else of.series_a)
        x, y = self.x_of(order, area), self._y_of(value, panel, area)
        if not (panel.peaks and one.second):
            painter.setPen(QPen(tint, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top() - 2), QPointF(x, area.bottom()))
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(color(of.panel))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        if panel.peaks:
            return  # the key has the figures: between two curves they would be in the way
        place = self._mark_place(panel, one, area)
        assert place is not None
        painter.setFont(font(Size.SMALL, 600))
        painter.setPen(tint)
        painter.drawText(place, _MIDDLE, with_unit(panel.text(value), panel.unit))

    def _mark_place(self, panel: Panel, one: Series, area: QRectF) -> QRectF | None:
        """Where the figure of the selected operator stands; None without one, or where the key has it."""
        order = self.selected
        value = one.at(order) if order is not None else None
        if order is None or value is None or panel.peaks:
            return None
        x, y = self.x_of(order, area), self._y_of(value, panel, area)
        text = with_unit(panel.text(value), panel.unit)
        # Beside the line where there is room, and never on the curve, which rises to the right.
        width = QFontMetricsF(font(Size.SMALL, 600)).horizontalAdvance(text)
        on_left = x - width - 6 > area.left()
        top = area.top() - 2
        # What it has to keep clear of: the curve where it is highest beside the words, and where it is lowest.
        far = one.at(self.order_at(x - width - 8 if on_left else x + width + 8, area))
        beside = y if far is None else self._y_of(far, panel, area)
        if min(y, beside) < top + 18:
            top = min(max(y, beside) + 6, area.bottom() - 16)
        return QRectF(x - width - 6 if on_left else x + 6, top, width + 2, 16)


def _ticks(panel: Panel) -> Iterator[float]:
    tick = 0.0
    while tick <= panel.largest and panel.step > 0:
        yield tick
        tick += panel.step


def _pen(series: Series, panel: Panel, of: Tokens) -> QPen:
    pen = QPen(color(of.series_b if series.second else of.series_a), 1.5)
    if series.second and len(panel.series) > 1:
        pen.setDashPattern(_DASH)
    return pen

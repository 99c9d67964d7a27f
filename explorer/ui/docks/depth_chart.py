"""Over depth: how MACs add up and the receptive field grows, operator by operator."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import floor, log2

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.analysis.network import Network
from explorer.ui.numbers import scaled, thousands, with_unit
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size

_LEFT, _RIGHT = 48, 52
_TITLE, _FOOT = 30, 22
_GAP = 4


@dataclass(frozen=True, slots=True)
class Series:
    """A figure that never falls: ``values[i]`` holds from operator ``orders[i]`` on."""

    title: str
    unit: str
    orders: tuple[int, ...]
    values: tuple[float, ...]
    step: float
    divisor: float
    second: bool = False
    """Drawn in the second series' colour."""

    def at(self, order: int) -> float | None:
        """Return the figure at an operator, None where it is not defined any more."""
        if not self.orders or not self.orders[0] <= order <= self.orders[-1]:
            return None
        return self.values[bisect_right(self.orders, order) - 1]

    def text(self, value: float) -> str:
        """Return a figure with three digits, without its unit."""
        if self.divisor == 1:
            return thousands(round(value))
        figure = value / self.divisor
        return f"{figure:.2f}" if figure < 9.995 else f"{figure:.1f}" if figure < 99.95 else f"{figure:.0f}"

    def tick(self, value: float) -> str:
        """Return the label of a grid line."""
        return f"{value / self.divisor:g}"


def nice_step(largest: float) -> float:
    """Return a round step of which two or three fit below ``largest``."""
    if largest <= 0:
        return 1
    scale = 10.0 ** (len(str(int(largest))) - 1)
    return max(step for step in (scale / 2, scale, 2 * scale, 2.5 * scale, 5 * scale) if step <= largest / 1.9)


def field_step(largest: int, side: int) -> float:
    """Return the input's side, doubled or halved until two or three steps fit below ``largest``."""
    return side * 2.0 ** (floor(log2(largest / side)) - 1) if largest else side


class DepthChart(QWidget):
    """Two step curves over the operators; the selected one is marked, a click selects the nearest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table.depth")
        self.setAccessibleName(self.tr("MACs and receptive field over depth"))
        self.setMinimumSize(220, 120)
        self._network: Network | None = None
        self._selection: Selection | None = None
        self._series: tuple[Series, ...] = ()
        theme().changed.connect(self.update)

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network and follow its selection."""
        self.clear()
        self._network, self._selection = network, selection
        self._series = (self._macs(network), self._field(network))
        selection.changed.connect(self._on_selection_changed)
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        self._network = self._selection = None
        self._series = ()
        self.update()

    @property
    def series(self) -> tuple[Series, ...]:
        """What is drawn."""
        return self._series

    def _macs(self, network: Network) -> Series:
        sums = tuple(accumulate(row.macs for row in network.rows))
        _, letter = scaled(sums[-1])
        divisor = {"T": 1e12, "G": 1e9, "M": 1e6, "K": 1e3}.get(letter, 1)
        orders = tuple(row.order for row in network.rows)
        return Series(self.tr("Cumulative MACs"), letter, orders, sums, nice_step(sums[-1]), divisor)

    def _field(self, network: Network) -> Series:
        # After a global operator the local path says nothing any more.
        known = [(row.order, row.rf_h) for row in network.rows if row.rf_h is not None and not row.rf_global]
        largest = tuple(accumulate((size for _, size in known), max))
        step = field_step(largest[-1] if largest else 0, network.input_shape[-2])
        orders = tuple(order for order, _ in known)
        return Series(self.tr("Receptive field"), "px", orders, largest, step, 1, second=True)

    def _on_selection_changed(self, _selected: Selected) -> None:
        self.update()

    # -- geometry ----------------------------------------------------------------------------------------------

    def plot_area(self, number: int) -> QRectF:
        """Return where the curve of a series is drawn."""
        height = (self.height() - _FOOT - _GAP) / 2
        top = number * (height + _GAP if number else 0)
        return QRectF(_LEFT, top + _TITLE, self.width() - _LEFT - _RIGHT, height - _TITLE)

    def x_of(self, order: int) -> float:
        """Return where an operator stands."""
        area = self.plot_area(0)
        count = len(self._network.rows) if self._network else 1
        return area.left() + area.width() * order / max(count - 1, 1)

    def _y_of(self, value: float, series: Series, area: QRectF) -> float:
        return area.bottom() - area.height() * value / (max(series.values, default=1) or 1)

    # -- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._network is None:
            return
        for number, series in enumerate(self._series):
            self._paint_series(painter, series, self.plot_area(number))
        painter.setFont(font(Size.SMALL, mono=True))
        painter.setPen(color(tokens().t3))
        foot = QRectF(_LEFT, self.height() - _FOOT, self.width() - _LEFT - _RIGHT, _FOOT)
        ends = self._network.rows[0].path, self._network.rows[-1].path
        for text, side in zip(ends, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(foot.width() / 2) - 8)
            painter.drawText(foot, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_series(self, painter: QPainter, series: Series, area: QRectF) -> None:
        tint = color(tokens().series_b if series.second else tokens().series_a)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(Size.SECONDARY, 600))
        painter.setPen(color(tokens().t2))
        painter.drawText(QRectF(12, area.top() - _TITLE + 4, area.width(), _TITLE - 10), middle, series.title)
        painter.setFont(font(Size.SMALL))
        painter.setPen(color(tokens().t3))
        unit = QRectF(0, area.top() - _TITLE + 4, self.width() - 12, _TITLE - 10)
        painter.drawText(unit, middle | Qt.AlignmentFlag.AlignRight, series.unit)
        largest = max(series.values, default=0)
        tick = 0.0
        while tick <= largest:
            y = round(self._y_of(tick, series, area)) + 0.5
            painter.setPen(QPen(color(tokens().border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(color(tokens().t3))
            label = QRectF(0, y - 8, _LEFT - 6, 16)
            painter.drawText(label, middle | Qt.AlignmentFlag.AlignRight, series.tick(tick))
            tick += series.step
        if not series.values:
            return
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._curve(series, area))
        end = QRectF(self.x_of(series.orders[-1]) + 6, self._y_of(largest, series, area) - 8, _RIGHT, 16)
        painter.setFont(font(Size.SMALL, 600))
        painter.setPen(color(tokens().t1))
        painter.drawText(end, middle, series.text(largest))
        self._paint_mark(painter, series, area, tint)

    def _curve(self, series: Series, area: QRectF) -> QPainterPath:
        path = QPainterPath(QPointF(self.x_of(series.orders[0]), self._y_of(series.values[0], series, area)))
        for order, value in zip(series.orders[1:], series.values[1:], strict=True):
            x = self.x_of(order)
            path.lineTo(x, path.currentPosition().y())
            path.lineTo(x, self._y_of(value, series, area))
        return path

    def _paint_mark(self, painter: QPainter, series: Series, area: QRectF, tint: QColor) -> None:
        order = self._selection.current.order if self._selection else None
        value = series.at(order) if order is not None else None
        if order is None or value is None:
            return
        x, y = self.x_of(order), self._y_of(value, series, area)
        painter.setPen(QPen(tint, 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, area.top() - 2), QPointF(x, area.bottom()))
        painter.setPen(QPen(tint, 1.5))
        painter.setBrush(color(tokens().panel))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        face = font(Size.SMALL, 600)
        text = with_unit(series.text(value), series.unit)
        width = QFontMetrics(face).horizontalAdvance(text)
        # Beside the line where there is room, and never on the curve, which rises to the right.
        left = x - width - 6 if x - width - 6 > area.left() else x + 6
        top = area.top() - 2 if left < x else min(y + 6, area.bottom() - 16)
        painter.setFont(face)
        painter.setPen(tint)
        painter.drawText(QRectF(left, top, width + 2, 16), Qt.AlignmentFlag.AlignVCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._network is None or self._selection is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        area = self.plot_area(0)
        last = len(self._network.rows) - 1
        part = (event.position().x() - area.left()) / max(area.width(), 1)
        self._selection.select_operator(self._network.rows[min(max(round(part * last), 0), last)].order)

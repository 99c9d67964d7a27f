"""What the charts of a comparison have in common: axes, a legend, lines with letters, the keyboard, export."""

import csv
import io
from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QToolTip

from explorer.ui.compare.axes import Axis
from explorer.ui.compare.chart_paint import MIDDLE, RIGHT, draw_curve, draw_ends, draw_grid, draw_legend, plot_area
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.curves import Curve, Spot
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.theme import color, font, tokens
from explorer.ui.tokens import Size, Tokens


class SeriesChart(Chart):
    """A line for each network; a click on one selects its operator."""

    operatorChosen = Signal(object, object)  # place of the network, order

    x_title = ""
    y_title = ""
    steps = True
    """Whether a figure holds until the next point."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setMinimumSize(220, 150)
        self._compared: Compared | None = None
        self._curves: tuple[Curve, ...] | None = None
        """Made when somebody looks."""
        self._orders: dict[int, int] = {}

    # what a chart says ---------------------------------------------------------

    def curves_of(self, compared: Compared) -> tuple[Curve, ...]:
        """Return what is to be drawn of a comparison."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return what the upright axis is, with its unit."""
        return self.y_title

    def axes(self, area: QRectF) -> tuple[Axis, Axis]:
        """Return the axes over a rectangle."""
        raise NotImplementedError

    def text(self, value: float) -> str:
        """Return a figure of the upright axis with its unit."""
        raise NotImplementedError

    def end_text(self, value: float) -> str:
        """Return the same for the end of a line, where there is little room."""
        return self.text(value)

    def subject(self) -> str:
        """Return what is drawn, without the networks' names."""
        raise NotImplementedError

    def title(self) -> str:
        names = self._compared.names if self._compared is not None else ()
        return f"{self.subject()}: {', '.join(names)}"

    def lines(self) -> Sequence[tuple[float, str]]:
        """Return figures of the upright axis at which a dashed line stands, with words."""
        return ()

    # what is shown -------------------------------------------------------------

    def set_compared(self, compared: Compared | None) -> None:
        """Show another comparison, or none."""
        self._compared, self._hovered = compared, None
        self._curves = None
        self._orders = {}
        self.update()

    @property
    def compared(self) -> Compared | None:
        """What is shown."""
        return self._compared

    @property
    def filled(self) -> bool:
        """Whether there is something to be seen and saved."""
        return self._compared is not None

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is drawn."""
        if self._curves is None:
            self._curves = self.curves_of(self._compared) if self._compared is not None else ()
        return self._curves

    @property
    def _spots(self) -> list[tuple[Curve, Spot]]:
        return [(curve, spot) for curve in self.curves for spot in curve.spots]

    def set_orders(self, orders: dict[int, int]) -> None:
        """Mark an operator of each of these networks, by their place."""
        self._orders = orders
        self.update()

    def csv(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["network", "order", "what", "x", "y"])
        for curve, spot in self._spots:
            order = "" if spot.order is None else spot.order
            writer.writerow([curve.name, order, spot.words, f"{spot.x:.9g}", f"{spot.y:.9g}"])
        return text.getvalue()

    def operators(self) -> list[int]:
        return list(range(len(self._spots)))

    def operator_at(self, place: QPointF) -> int | None:
        """Return the point that is meant: of the nearest line the one at the mouse."""
        if not self._spots:
            return None
        area = plot_area(QRectF(self.rect()))
        if not area.adjusted(-6, -6, RIGHT, 6).contains(place):
            return None
        across, upright = self.axes(area)
        best: tuple[float, int] | None = None
        start = 0
        for curve in self.curves:
            # Of the points at most a pixel away, the one whose height is nearest.
            for at, spot in enumerate(curve.spots):
                x, y = across.place(spot.x), upright.place(spot.y)
                far = hypot(place.x() - x, (place.y() - y) / (4 if self.steps else 1))
                if best is None or far < best[0]:
                    best = (far, start + at)
            start += len(curve.spots)
        return best[1] if best is not None else None

    def tip(self, order: int) -> str:
        curve, spot = self._spots[order]
        lines = [f"{LETTERS[curve.place]}  {spot.words}", f"{self.subject()}: {self.text(spot.y)}"]
        for other in self.curves:
            at = other.at(spot.x) if other is not curve and self.steps else None
            if at is not None:
                there = other.spots[at]
                lines.append(f"{LETTERS[other.place]}  {there.words}: {self.text(there.y)}")
        return "\n".join(lines)

    def place_of(self, at: int) -> QPointF:
        """Return where a point is on the screen."""
        across, upright = self.axes(plot_area(QRectF(self.rect())))
        spot = self._spots[at][1]
        return QPointF(across.place(spot.x), upright.place(spot.y))

    # painting ------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._compared is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, QRectF(self.rect()), tokens(), live=True)

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        if self._compared is None:
            return
        plot = plot_area(area)
        axes = self.axes(plot)
        draw_legend(painter, area, of, self.curves, self.heading())
        draw_grid(painter, plot, axes, of, self.x_title)
        for number, (value, words) in enumerate(self.lines()):
            y = axes[1].place(value)
            painter.setPen(QPen(color(of.t3), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(color(of.t2))
            painter.setFont(font(Size.SMALL))
            # Of lines close to each other one has its words at the left, the other at the right.
            side = Qt.AlignmentFlag.AlignRight if number % 2 else Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(plot.left() + 4, y - 16, plot.width() - 8, 15), MIDDLE | side, words)
        for curve in reversed(self.curves):
            self.draw_curve(painter, curve, axes, of)
        draw_ends(painter, plot, axes, of, self.curves, self.end_text)
        if live:
            self._draw_chosen(painter, plot, axes, of)

    def draw_curve(self, painter: QPainter, curve: Curve, axes: tuple[Axis, Axis], of: Tokens) -> None:
        """Draw the line of a network."""
        draw_curve(painter, curve, axes, of, steps=self.steps)

    def _draw_chosen(self, painter: QPainter, plot: QRectF, axes: tuple[Axis, Axis], of: Tokens) -> None:
        across, upright = axes
        for at, (curve, spot) in enumerate(self._spots):
            chosen = spot.order is not None and self._orders.get(curve.place) == spot.order
            if not chosen and at != self._hovered:
                continue
            x, y = across.place(spot.x), upright.place(spot.y)
            ink = color(series_ink(curve.place, of))
            if chosen:
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QPen(ink, 2))
            painter.setBrush(color(of.panel))
            painter.drawEllipse(QPointF(x, y), 4, 4)

    # events --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.operator_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.choose(at)
        else:
            super().mousePressEvent(event)

    def choose(self, at: int) -> None:
        """Choose what a point is of."""
        curve, spot = self._spots[at]
        if spot.order is not None:
            self.operatorChosen.emit(curve.place, spot.order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = event.key(), len(self._spots)
        if not count:
            super().keyPressEvent(event)
            return
        at = self._hovered
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at is not None:
            self.choose(at)
            return
        target = {
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, count - 1),
            Qt.Key.Key_Left: count - 1 if at is None else max(at - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: count - 1,
        }.get(Qt.Key(key))
        if target is None:
            super().keyPressEvent(event)
            return
        self._hovered = target
        QToolTip.showText(self.mapToGlobal(self.place_of(target).toPoint()), self.tip(target), self)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.filled:
            menu = QMenu(self)
            menu.setObjectName(f"{self.objectName()}.menu")
            menu.aboutToHide.connect(menu.deleteLater)
            self.add_exports(menu)
            menu.popup(event.globalPos())

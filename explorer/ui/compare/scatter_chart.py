"""Accuracy against cost over the whole catalogue: the compared networks among all, and which ones nothing beats."""

import csv
import io
from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPen

from explorer.analysis.comparison.trade_off import Point, pareto_front, points
from explorer.models.registry import Architecture
from explorer.ui.compare.axes import Axis, Decades, Linear
from explorer.ui.compare.chart_paint import RIGHT, draw_grid, plot_area
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.curves import Curve, Spot
from explorer.ui.compare.label_places import places_of
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink
from explorer.ui.compare.series_chart import SeriesChart
from explorer.ui.docks.charts.log_axis import LogAxis, span
from explorer.ui.numbers import percent, short
from explorer.ui.theme import color, font
from explorer.ui.tokens import Size, Space, Tokens

_REACH = 12.0
_CHOSEN, _OTHER = 6.0, 3.0


class ScatterChart(SeriesChart):
    """A point for each architecture; a double click compares with it."""

    architectureChosen = Signal(object)  # key
    steps = False

    def __init__(self, architectures: Sequence[Architecture], cost: str) -> None:
        """``cost``: ``macs`` or ``params``."""
        super().__init__(f"compare.chart.accuracy.{cost}")
        self._cost = cost
        self._found = points(architectures, cost=cost)
        self._front = pareto_front(self._found)
        self._places: dict[str, tuple[int, ...]] = {}
        """The places of each compared architecture, which may be there in several forms, by its key."""
        self.x_title = self.tr("MACs") if cost == "macs" else self.tr("parameters")
        self.y_title = self.tr("ImageNet top-1, %")
        self.setAccessibleName(self.subject())

    def subject(self) -> str:
        return self.tr("Accuracy and MACs") if self._cost == "macs" else self.tr("Accuracy and parameters")

    def captions(self) -> list[str]:
        missing = self.missing()
        text = self.tr(
            "Top-1 as the papers state it, each under its own protocol; costs at the architecture's own input. "
            "The line joins what no other network beats in both."
        )
        return [text, self.tr("Without a stated accuracy: {0}.").format(", ".join(missing))] if missing else [text]

    @property
    def points(self) -> list[Point]:
        """All architectures whose accuracy is known."""
        return self._found

    @property
    def front(self) -> list[Point]:
        """Those that nothing beats."""
        return self._front

    def missing(self) -> list[str]:
        """Return the names of compared networks whose accuracy nobody has stated."""
        known = {point.key for point in self._found}
        forms = self._compared.slots if self._compared is not None else ()
        return [form.architecture.display_name for form in forms if form and form.architecture.key not in known]

    def set_compared(self, compared: Compared | None) -> None:
        super().set_compared(compared)
        self._places = {}
        for place in compared.places if compared is not None else ():
            form = compared.slots[place] if compared is not None else None
            if form is not None:
                key = form.architecture.key
                self._places[key] = (*self._places.get(key, ()), place)

    def curves_of(self, compared: Compared) -> tuple[Curve, ...]:
        return tuple(
            Curve(
                place,
                name,
                tuple(Spot(p.cost, p.top1, p.name) for p in self._found if place in self._places.get(p.key, ())),
            )
            for place, name in zip(compared.places, compared.names, strict=True)
        )

    def csv(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["key", "name", "year", self._cost, "top1", "protocol", "pareto_front", "compared"])
        front = {point.key for point in self._front}
        for point in self._found:
            letters = " ".join(LETTERS[place] for place in self._places.get(point.key, ()))
            writer.writerow(
                [point.key, point.name, point.year, point.cost, point.top1, point.protocol, point.key in front, letters]
            )
        return text.getvalue()

    def operators(self) -> list[int]:
        return list(range(len(self._found)))

    def operator_at(self, place: QPointF) -> int | None:
        across, upright = self.axes(plot_area(QRectF(self.rect())))
        best: tuple[float, int] | None = None
        for at, point in enumerate(self._found):
            far = hypot(place.x() - across.place(point.cost), place.y() - upright.place(point.top1))
            # A compared network is the one that is meant, where several lie upon each other.
            far -= 3 if point.key in self._places else 0
            if far <= _REACH and (best is None or far < best[0]):
                best = (far, at)
        return best[1] if best is not None else None

    def tip(self, order: int) -> str:
        point = self._found[order]
        lines = [
            self.tr("{0}, {1}").format(point.name, point.year),
            self.tr("{0} top-1, {1} {2}").format(percent(point.top1), short(point.cost), self.x_title),
            point.protocol,
        ]
        if point in self._front:
            lines.append(self.tr("nothing in the catalogue beats it in both"))
        if point.key not in self._places:
            lines.append(self.tr("a double click compares with it"))
        return "\n".join(lines)

    def text(self, value: float) -> str:
        return percent(value)

    def place_of(self, at: int) -> QPointF:
        across, upright = self.axes(plot_area(QRectF(self.rect())))
        return QPointF(across.place(self._found[at].cost), upright.place(self._found[at].top1))

    def axes(self, area: QRectF) -> tuple[Axis, Axis]:
        costs, top1 = [point.cost for point in self._found], [point.top1 for point in self._found]
        low, high = span(min(costs) / 1.3, max(costs) * 1.3)
        floor = 5 * (min(top1) // 5)
        return (
            Decades(LogAxis(low, high, area.left(), area.right())),
            Linear(floor, 5 * (max(top1) // 5 + 1), area.bottom(), area.top(), 5),
        )

    def choose(self, at: int) -> None:
        """A single click does nothing: networks are not exchanged by accident."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.operator_at(event.position())
        if at is not None and self._found[at].key not in self._places:
            self.architectureChosen.emit(self._found[at].key)

    # painting ------------------------------------------------------------------

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        if self._compared is None:
            return
        plot = plot_area(area)
        across, upright = self.axes(plot)
        self._draw_key(painter, area, of)
        draw_grid(painter, plot, (across, upright), of, self.x_title)
        self._draw_front(painter, across, upright, of)
        for at, point in enumerate(self._found):
            centre = QPointF(across.place(point.cost), upright.place(point.top1))
            hovered = live and at == self._hovered
            painter.setPen(QPen(color(of.t1 if hovered else of.strong), 2 if hovered else 1))
            painter.setBrush(color(of.strong, 0.35))
            painter.drawEllipse(centre, _OTHER, _OTHER)
        self._draw_compared(painter, plot, across, upright, of)

    def _draw_key(self, painter: QPainter, area: QRectF, of: Tokens) -> None:
        painter.setFont(font(Size.SMALL))
        x, y = area.left() + Space.NEAR, area.top() + 10
        painter.setPen(QPen(color(of.strong), 1))
        painter.setBrush(color(of.strong, 0.35))
        painter.drawEllipse(QPointF(x + 4, y), _OTHER, _OTHER)
        painter.setPen(color(of.t1))
        words = self.tr("{0} networks").format(len(self._found))
        painter.drawText(QRectF(x + 12, y - 8, 120, 16), Qt.AlignmentFlag.AlignVCenter, words)
        x += 24 + QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.setPen(QPen(color(of.ok), 1.5))
        painter.drawLine(QPointF(x, y), QPointF(x + 18, y))
        painter.setPen(color(of.t1))
        painter.drawText(QRectF(x + 22, y - 8, 200, 16), Qt.AlignmentFlag.AlignVCenter, self.tr("Pareto front"))
        painter.setPen(color(of.t3))
        painter.drawText(
            QRectF(area.left() + Space.NEAR, area.top() + 22, area.width(), 16),
            Qt.AlignmentFlag.AlignVCenter,
            self.y_title,
        )

    def _draw_front(self, painter: QPainter, across: Axis, upright: Axis, of: Tokens) -> None:
        first = self._front[0]
        path = QPainterPath(QPointF(across.place(first.cost), upright.place(first.top1)))
        for point in self._front[1:]:
            path.lineTo(across.place(point.cost), path.currentPosition().y())
            path.lineTo(across.place(point.cost), upright.place(point.top1))
        painter.setPen(QPen(color(of.ok), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _draw_compared(self, painter: QPainter, plot: QRectF, across: Axis, upright: Axis, of: Tokens) -> None:
        # One point for each architecture, in the colour of the first of its places.
        found = ((self._places[point.key], point) for point in self._found if point.key in self._places)
        shown = sorted(found, key=lambda one: one[0])
        centres = [QPointF(across.place(point.cost), upright.place(point.top1)) for _, point in shown]
        # The first ones are drawn last: where points lie upon each other, A is seen.
        for (places, _), centre in reversed(list(zip(shown, centres, strict=True))):
            painter.setPen(QPen(color(of.panel), 1.5))
            painter.setBrush(color(series_ink(places[0], of)))
            painter.drawEllipse(centre, _CHOSEN, _CHOSEN)
        painter.setFont(font(Size.SMALL, 600))
        metrics = QFontMetricsF(painter.font())
        # Where there is no room for the figure there may be some for the letter; a tip tells both.
        letters = [", ".join(LETTERS[place] for place in places) for places, _ in shown]
        words = [(f"{one} {point.top1:.1f}", one) for one, (_, point) in zip(letters, shown, strict=True)]
        widths = [[metrics.horizontalAdvance(one) + 2 for one in two] for two in words]
        within = plot.adjusted(0, -Space.CLOSE, RIGHT, 0)
        for (places, _), two, spot in zip(shown, words, places_of(centres, _CHOSEN, widths, within), strict=True):
            if spot is None:
                continue
            at, box = spot
            painter.fillRect(box.adjusted(-1, 2, 1, -2), color(of.panel, 0.8))
            painter.setPen(color(series_ink(places[0], of)))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, two[at])

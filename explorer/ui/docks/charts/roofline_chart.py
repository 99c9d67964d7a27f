"""The roofline: the speed that each operator was measured to reach, under the device's two measured roofs."""

import csv
import io
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent

from explorer.analysis.network import Network
from explorer.analysis.timing.roofline import Point, Roofline
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.docks.charts.kind_marks import MarkPainter, mark
from explorer.ui.docks.charts.roofline_frame import Frame, draw_grid, draw_roofs, frame_of, name_roofs
from explorer.ui.docks.table.layer_columns import place
from explorer.ui.numbers import milliseconds, milliseconds_with_spread, percent, rate, with_unit
from explorer.ui.selection import Selection
from explorer.ui.terms import told
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Tokens
from explorer.ui.wording import operator_title

_ROOM = 6
"""Pixels around the middle of a mark that hit it, however small it is."""

Placed = tuple[Point, QPointF, float]
"""An operator, the middle of its mark, its radius."""


class RooflineChart(Chart):
    """FLOPs per byte against FLOP/s, both logarithmic; a mark per operator that does arithmetic."""

    def __init__(self) -> None:
        super().__init__("charts.roofline")
        self.setAccessibleName(self.tr("Roofline of the measured operators"))
        self.setMinimumSize(180, 110)
        theme().changed.connect(self._on_theme_changed)
        self._measured: Roofline | None = None
        self._points: list[Point] = []
        """Those with a place on the chart, in execution order."""
        self._picture: QPixmap | None = None
        """The chart as it is without selection; hundreds of marks take longer than one frame."""
        self._frame: Frame | None = None
        self._placed: list[Placed] = []
        """Where the axes and the marks of the picture are."""

    def set_network(self, network: Network, selection: Selection) -> None:
        super().set_network(network, selection)
        self.set_measured(None)

    def set_measured(self, measured: Roofline | None) -> None:
        """Show the measured times of the network that is shown, or nothing."""
        self._measured = measured
        self._points = [point for point in measured.points if point.intensity and point.achieved] if measured else []
        self._hovered = self._picture = None
        self.update()

    def clear(self) -> None:
        super().clear()
        self._measured, self._points, self._picture, self._placed = None, [], None, []

    def sizeHint(self) -> QSize:
        return QSize(292, 200)

    @property
    def measured(self) -> Roofline | None:
        """What is drawn."""
        return self._measured

    @property
    def points(self) -> list[Point]:
        """The operators that have a mark."""
        return self._points

    def without_mark(self) -> tuple[int, float]:
        """Return how many operators do no arithmetic that is known, and their part of the time."""
        assert self._measured is not None
        shown = {point.order for point in self._points}
        others = [point for point in self._measured.points if point.order not in shown]
        return len(others), sum(point.share for point in others)

    # -- what it says --------------------------------------------------------------------------------------------

    def title(self) -> str:
        return self.tr("Roofline")

    def captions(self) -> list[str]:
        if self._measured is None:
            return []
        timing = self._measured.timing
        return [
            self.tr("Measured on {0}: {1} ms a forward pass, median and interquartile range of {2} rounds.").format(
                place(self._measured),
                milliseconds_with_spread(timing.forward, timing.forward_spread),
                timing.repeats,
            ),
            self.tr("All FLOPs are counted; the area of a mark is the operator's part of the time."),
        ]

    def csv(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        names = ("seconds", "spread_seconds", "flops", "bytes_moved", "intensity", "achieved", "attainable")
        writer.writerow(["order", "path", "operator", "kind", *names, "efficiency", "bound"])
        if self._measured is not None and self._network is not None:
            spreads = {one.order: one.spread for one in self._measured.timing.operators}
            for point in self._measured.points:
                row = self._network.rows[point.order]
                figures = (
                    point.seconds,
                    spreads[point.order],
                    point.flops,
                    point.bytes_moved,
                    point.intensity,
                    point.achieved,
                    point.attainable,
                    point.efficiency,
                )
                cells = ("" if one is None else f"{one:.9g}" if isinstance(one, float) else one for one in figures)
                writer.writerow([row.order, row.path, row.operator, point.kind, *cells, point.bound])
        return text.getvalue()

    def tip(self, order: int) -> str:
        if self._network is None or self._measured is None:
            return ""
        row = self._network.rows[order]
        point = next(point for point in self._measured.points if point.order == order)
        lines = [row.path or row.operator, operator_title(row)]
        if point.intensity is not None and point.achieved is not None:
            lines.append(self.tr("{0} FLOPs per byte").format(f"{point.intensity:.3g}"))
            lines.append(self.tr("{0} achieved").format(rate(point.achieved, "FLOP/s")))
        if point.efficiency is not None:
            lines.append(self.tr("{0} of what the roofs allow").format(percent(100 * point.efficiency)))
        time = with_unit(milliseconds(point.seconds), "ms")
        lines.append(self.tr("{0}, {1} of the operators' time").format(time, percent(100 * point.share)))
        lines.append(
            {
                "compute": self.tr("limited by arithmetic"),
                "memory": self.tr("limited by memory"),
                "overhead": self.tr("smaller than a call: overhead"),
                "unknown": told(row.note),
            }[point.bound]
        )
        return "\n".join(lines)

    def operators(self) -> list[int]:
        return [point.order for point in self._points]

    def operator_at(self, place: QPointF) -> int | None:
        best: tuple[float, float, int] | None = None
        for point, centre, radius in self._placed:
            distance = hypot(place.x() - centre.x(), place.y() - centre.y())
            # A small mark on a large one is the one that is meant.
            if distance <= max(radius, _ROOM) and (best is None or (radius, distance) < best[:2]):
                best = (radius, distance, point.order)
        return best[2] if best else None

    def place_of(self, order: int) -> QPointF | None:
        """Return where the mark of an operator is on the screen."""
        return next((centre for point, centre, _ in self._placed if point.order == order), None)

    # -- painting ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._picture = None  # another font or screen

    def _on_theme_changed(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._painted()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._picture)
            if self._frame is not None:
                self._draw_chosen(painter, self._frame, tokens())

    def _painted(self) -> QPixmap:
        whole = QRectF(self.rect())
        frame = self._frame = frame_of(self._measured, self._points, whole) if self._measured else None
        self._placed = [(one, frame.place(one), frame.radius(one)) for one in self._points] if frame else []
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(color(tokens().panel))
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, whole, tokens(), live=True)
        return picture

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        frame = frame_of(self._measured, self._points, area) if self._measured else None
        if frame is None or self._measured is None:
            return
        draw_roofs(painter, frame, self._measured, of)
        draw_grid(painter, frame, area, of, x_title=self.tr("FLOPs per byte"), y_title="FLOP/s")
        name_roofs(
            painter,
            frame,
            self._measured,
            of,
            peak=self.tr("peak {0}"),
            memory=self.tr("memory {0}"),
            ridge_name=self.tr("ridge {0}"),
        )
        marks = MarkPainter(painter, of)
        # The largest first, so that none is hidden.
        for point in sorted(self._points, key=lambda one: -one.share):
            marks.draw(point.kind, frame.place(point), frame.radius(point))

    def _draw_chosen(self, painter: QPainter, frame: Frame, of: Tokens) -> None:
        """Mark what is selected, a block's operators too, and what is under the mouse."""
        area = frame.area
        chosen = self._chosen()
        marks = MarkPainter(painter, of)
        for point, centre, radius in self._placed:
            if point.order in chosen:
                if len(chosen) == 1:
                    painter.setPen(QPen(color(of.accent), 1, Qt.PenStyle.DotLine))
                    painter.drawLine(centre, QPointF(centre.x(), area.bottom()))
                    painter.drawLine(centre, QPointF(area.left(), centre.y()))
                    marks.draw(point.kind, centre, radius)
                ring = mark(point.kind, centre, radius + 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color(of.accent, 0.18), 8))
                painter.drawPath(ring)
                painter.setPen(QPen(color(of.accent), 2))
                painter.drawPath(ring)
            elif point.order == self._hovered:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color(of.t2), 2))
                painter.drawPath(mark(point.kind, centre, radius + 1))

    def _chosen(self) -> set[int]:
        if self._selection is None or self._network is None:
            return set()
        current = self._selection.current
        if current.block is not None:
            nodes = self._network.graph.nodes
            return {point.order for point in self._points if current.block in nodes[point.order]["scope"]}
        return set() if current.order is None else {current.order}

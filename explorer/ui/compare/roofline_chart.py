"""The measured operators of all compared networks under the roofs of their device, each network with its own mark."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent

from explorer.analysis.timing.roofline import Point, Roofline
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.curves import Curve, Spot
from explorer.ui.compare.marks import draw_mark, draw_mark_legend, ring
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.roofs import draw_own_roofs, shared_roofs
from explorer.ui.compare.series import series_ink
from explorer.ui.compare.series_chart import SeriesChart
from explorer.ui.compare.time_note import conditions, forward_passes, not_measured
from explorer.ui.docks.charts.roofline_frame import Frame, draw_grid, draw_roofs, frame_of, name_roofs
from explorer.ui.numbers import milliseconds, percent, rate, with_unit
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size, Space, Tokens
from explorer.ui.wording import operator_title

_LEGEND = 20
_ROOM = 6
"""Pixels around the middle of a mark that hit it, however small it is."""

Placed = tuple[int, Point, QPointF, float]
"""Which network, an operator, the middle of its mark, its radius."""


class RooflineChart(SeriesChart):
    """FLOPs per byte against FLOP/s, both logarithmic; a mark per operator that does arithmetic."""

    steps = False

    def __init__(self) -> None:
        super().__init__("compare.chart.roofline")
        self.setAccessibleName(self.subject())
        self._found: list[tuple[int, Roofline]] = []
        """Position in the comparison, and what was measured."""
        self._marked: list[tuple[int, Point]] = []
        """The operators in the order of the keyboard: network by network."""
        self._placed: list[Placed] = []
        self._picture: QPixmap | None = None
        """The chart without what is chosen; hundreds of marks take longer than one frame."""
        theme().changed.connect(self._forget_picture)

    def subject(self) -> str:
        return self.tr("Roofline")

    def set_compared(self, compared: Compared | None) -> None:
        super().set_compared(compared)
        measured = compared.rooflines if compared is not None else ()
        self._found = [(at, one) for at, one in enumerate(measured) if one is not None]
        drawn = ((at, point) for at, one in self._found for point in one.points)
        self._marked = [(at, point) for at, point in drawn if point.intensity and point.achieved]
        self._forget_picture()
        self._place(QRectF(self.rect()))

    @property
    def filled(self) -> bool:
        return bool(self._marked)

    def curves_of(self, compared: Compared) -> tuple[Curve, ...]:
        return tuple(
            Curve(
                compared.places[at],
                compared.names[at],
                tuple(
                    Spot(point.intensity or 0.0, point.achieved or 0.0, self._words(at, point), point.order)
                    for where, point in self._marked
                    if where == at
                ),
            )
            for at, _ in self._found
        )

    def _words(self, at: int, point: Point) -> str:
        assert self._compared is not None
        row = self._compared.trees[at].network.rows[point.order]
        return row.path or row.operator

    # what it says --------------------------------------------------------------

    def captions(self) -> list[str]:
        if self._compared is None or not self._found:
            return [not_measured()]
        where = "; ".join(dict.fromkeys(conditions(found.timing) for _, found in self._found))
        return [
            self.tr("Forward pass: {0}.").format(", ".join(forward_passes(self._compared))),
            self.tr("Measured on {0}.").format(where),
            self.tr("All FLOPs are counted; the area of a mark is the operator's part of its network's time."),
        ]

    def csv(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        figures = ("seconds", "flops", "bytes_moved", "intensity", "achieved", "attainable")
        writer.writerow(["network", "order", "path", "operator", "kind", *figures, "bound", "measured"])
        for at, found in self._found:
            assert self._compared is not None
            rows, name = self._compared.trees[at].network.rows, self._compared.names[at]
            for point in found.points:
                row = rows[point.order]
                values = (getattr(point, figure) for figure in figures)
                cells = ("" if one is None else f"{one:.9g}" if isinstance(one, float) else one for one in values)
                where = conditions(found.timing)
                writer.writerow([name, row.order, row.path, row.operator, point.kind, *cells, point.bound, where])
        return text.getvalue()

    def tip(self, order: int) -> str:
        at, point = self._marked[order]
        assert self._compared is not None and point.intensity is not None and point.achieved is not None
        row = self._compared.trees[at].network.rows[point.order]
        roofs = dict(self._under_roofs())[at].ceilings
        allowed = min(roofs.peak_flops, point.intensity * roofs.bandwidth)
        time = with_unit(milliseconds(point.seconds), "ms")
        return "\n".join(
            [
                f"{LETTERS[self._compared.places[at]]}  {self._words(at, point)}",
                operator_title(row),
                self.tr("{0} FLOPs per byte").format(f"{point.intensity:.3g}"),
                self.tr("{0} achieved").format(rate(point.achieved, "FLOP/s")),
                self.tr("{0} of what the roofs allow").format(percent(100 * point.achieved / allowed)),
                self.tr("{0}, {1} of the operators' time").format(time, percent(100 * point.share)),
            ]
        )

    # where things are ----------------------------------------------------------

    def operators(self) -> list[int]:
        return list(range(len(self._marked)))

    def operator_at(self, place: QPointF) -> int | None:
        best: tuple[float, float, int] | None = None
        for number, (_, _, centre, radius) in enumerate(self._placed):
            far = hypot(place.x() - centre.x(), place.y() - centre.y())
            # A small mark on a large one is the one that is meant.
            if far <= max(radius, _ROOM) and (best is None or (radius, far) < best[:2]):
                best = (radius, far, number)
        return best[2] if best is not None else None

    def place_of(self, at: int) -> QPointF:
        return self._placed[at][2] if self._placed else QPointF()

    def _under_roofs(self) -> Sequence[tuple[int, Roofline]]:
        """What was measured, in one place under the same roofs: the best that any of the runs has reached."""
        shared = shared_roofs([one for _, one in self._found])
        return self._found if shared is None else [(at, replace(one, ceilings=shared)) for at, one in self._found]

    def _frame(self, area: QRectF) -> Frame | None:
        found = [one for _, one in self._under_roofs()]
        if not found:
            return None
        highest = max(found, key=lambda one: one.ceilings.peak_flops)
        inner = area.adjusted(0, _LEGEND, 0, 0)
        return frame_of(highest, [point for _, point in self._marked], inner)

    def _place(self, area: QRectF) -> None:
        frame = self._frame(area)
        self._placed = (
            [(at, one, frame.place(one), frame.radius(one)) for at, one in self._marked] if frame is not None else []
        )

    # painting ------------------------------------------------------------------

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(QRectF(self.rect()))
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._picture = None  # another font or screen

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._compared is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(color(tokens().panel))
            with QPainter(self._picture) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                self.draw(inner, QRectF(self.rect()), tokens(), live=True)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawPixmap(0, 0, self._picture)
            self._draw_marked(painter, tokens())

    def draw(self, painter: QPainter, area: QRectF, of: Tokens, *, live: bool) -> None:
        if self._compared is None:
            return
        frame = self._frame(area)
        if frame is None:
            painter.setFont(font(Size.SECONDARY))
            painter.setPen(color(of.t2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(Space.PANEL, 0, -Space.PANEL, 0), int(flags), not_measured())
            return
        places = self._compared.places
        found = self._under_roofs()
        entries = [(places[at], self._compared.names[at]) for at, _ in found]
        draw_mark_legend(painter, area, of, entries)
        highest = max((one for _, one in found), key=lambda one: one.ceilings.peak_flops)
        shared = len({one.ceilings for _, one in found}) == 1
        if shared:
            draw_roofs(painter, frame, highest, of)
        draw_grid(painter, frame, area, of, x_title=self.tr("FLOPs per byte"), y_title="FLOP/s")
        if shared:
            words = {"peak": self.tr("peak {0}"), "memory": self.tr("memory {0}"), "ridge_name": self.tr("ridge {0}")}
            name_roofs(painter, frame, highest, of, **words)
        else:
            draw_own_roofs(painter, frame, of, [(places[at], one) for at, one in found])
        # The largest first, so that none is hidden.
        for at, point in sorted(self._marked, key=lambda one: -one[1].share):
            draw_mark(painter, places[at], frame.place(point), frame.radius(point), of)

    def _draw_marked(self, painter: QPainter, of: Tokens) -> None:
        """Mark what is selected in each network, and what is under the mouse."""
        if self._compared is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, (at, point, centre, radius) in enumerate(self._placed):
            place = self._compared.places[at]
            if self._orders.get(place) == point.order:
                painter.setPen(QPen(color(series_ink(place, of), 0.25), 8))
                painter.drawPath(ring(place, centre, radius + 3))
                painter.setPen(QPen(color(series_ink(place, of)), 2))
                painter.drawPath(ring(place, centre, radius + 3))
            elif number == self._hovered:
                painter.setPen(QPen(color(of.t1), 2))
                painter.drawPath(ring(place, centre, radius + 1))

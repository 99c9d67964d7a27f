"""Charts over depth: what has been spent so far, how far a unit sees, how maps shrink while channels grow."""

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from explorer.analysis.network import Network
from explorer.ui.compare.axes import Axis, Doubling, Linear
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.curves import Curve, Spot
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink
from explorer.ui.compare.series_chart import SeriesChart
from explorer.ui.docks.charts.depth_chart import field_step, nice_step
from explorer.ui.numbers import scaled, short, thousands, with_unit
from explorer.ui.theme import color
from explorer.ui.tokens import Tokens


class _OverDepth(SeriesChart):
    """Figures over the share of operators that have been executed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.x_title = self.tr("operators executed, %")

    def curves_of(self, compared: Compared) -> tuple[Curve, ...]:
        return tuple(
            Curve(place, name, tuple(self.spots(tree.network)))
            for place, name, tree in zip(compared.places, compared.names, compared.trees, strict=True)
        )

    def spots(self, network: Network) -> list[Spot]:
        """Return the points of a network."""
        raise NotImplementedError

    def largest(self) -> float:
        """Return the highest figure."""
        return max((spot.y for curve in self.curves for spot in curve.spots), default=0) or 1


def depth_of(network: Network, order: int) -> float:
    """Return how many percent of the operators have been executed after one."""
    return 100 * (order + 1) / len(network.rows)


class CumulativeChart(_OverDepth):
    """MACs or parameters, added up."""

    def __init__(self, figure: str) -> None:
        """``figure``: ``macs`` or ``params``."""
        super().__init__(f"compare.chart.{figure}")
        self._figure = figure
        self.setAccessibleName(self.subject())

    def subject(self) -> str:
        return self.tr("Cumulative MACs") if self._figure == "macs" else self.tr("Cumulative parameters")

    def captions(self) -> list[str]:
        if self._figure == "macs":
            return [self.tr("MACs: multiply-accumulates of convolutions and matrix products.")]
        return [
            self.tr("Trainable parameters that the forward pass reads; a shared one counts where it is read first.")
        ]

    def spots(self, network: Network) -> list[Spot]:
        sums = accumulate(getattr(row, self._figure) for row in network.rows)
        return [
            Spot(depth_of(network, row.order), total, row.path or row.operator, row.order)
            for row, total in zip(network.rows, sums, strict=True)
        ]

    def heading(self) -> str:
        letter = scaled(self.largest())[1]
        noun = self.tr("MACs") if self._figure == "macs" else self.tr("parameters")
        return f"{noun}, {letter}" if letter else noun

    def axes(self, area: QRectF) -> tuple[Axis, Axis]:
        largest = self.largest()
        divisor = {"T": 1e12, "G": 1e9, "M": 1e6, "K": 1e3}.get(scaled(largest)[1], 1)
        return (
            Linear(0, 100, area.left(), area.right(), 25),
            Linear(0, largest, area.bottom(), area.top(), nice_step(largest), divisor),
        )

    def text(self, value: float) -> str:
        return short(value)


class FieldChart(_OverDepth):
    """The receptive field, against the input's side."""

    def __init__(self) -> None:
        super().__init__("compare.chart.field")
        self.y_title = self.tr("px")
        self.setAccessibleName(self.subject())

    def subject(self) -> str:
        return self.tr("Receptive field")

    def captions(self) -> list[str]:
        return [self.tr("Largest receptive field of the local path so far, height in pixels of the input, unclipped.")]

    def spots(self, network: Network) -> list[Spot]:
        # As in the table of stages: gates do not widen the local path; behind global pooling it says nothing any more.
        known = [row for row in network.rows if row.rf_h is not None and row.rf_global in ("", "gate")]
        largest = accumulate((row.rf_h or 0 for row in known), max)
        return [
            Spot(depth_of(network, row.order), size, row.path or row.operator, row.order)
            for row, size in zip(known, largest, strict=True)
        ]

    def lines(self) -> Sequence[tuple[float, str]]:
        assert self._compared is not None
        sides: dict[int, list[str]] = {}
        for place, tree in zip(self._compared.places, self._compared.trees, strict=True):
            sides.setdefault(tree.network.input_shape[-2], []).append(LETTERS[place])
        if len(sides) == 1:
            return [(side, self.tr("input, {0} px").format(side)) for side in sides]
        return [
            (side, self.tr("input of {0}, {1} px").format(", ".join(letters), side)) for side, letters in sides.items()
        ]

    def axes(self, area: QRectF) -> tuple[Axis, Axis]:
        assert self._compared is not None
        side = min(tree.network.input_shape[-2] for tree in self._compared.trees)
        largest = max(self.largest(), *(value for value, _ in self.lines()), 1)
        return (
            Linear(0, 100, area.left(), area.right(), 25),
            Linear(0, largest, area.bottom(), area.top(), field_step(int(largest), side)),
        )

    def text(self, value: float) -> str:
        return with_unit(thousands(round(value)), "px")

    def end_text(self, value: float) -> str:
        return thousands(round(value))


class StaircaseChart(SeriesChart):
    """Channels against the side of the map, unit by unit: from large maps of few channels to small ones of many."""

    steps = False

    def __init__(self) -> None:
        super().__init__("compare.chart.shape")
        self.x_title = self.tr("height of the map, px")
        self.y_title = self.tr("channels")
        self.setAccessibleName(self.subject())

    def subject(self) -> str:
        return self.tr("Resolution and channels")

    def captions(self) -> list[str]:
        return [
            self.tr("What leaves each block or layer of the main path, from the input at the left; both axes double.")
        ]

    def curves_of(self, compared: Compared) -> tuple[Curve, ...]:
        alignments = compared.comparison.alignments
        units = [alignments[0].left, *(one.right for one in alignments)]
        found: list[Curve] = []
        for place, name, tree, members in zip(compared.places, compared.names, compared.trees, units, strict=True):
            channels, height, width = tree.network.input_shape[-3:]
            spots = [Spot(-height, channels, f"{self.tr('input')}, {channels} × {height} × {width}")]
            for unit in members:
                if unit.stride is None or len(unit.shape) != 3:
                    continue
                channels, height, width = unit.shape
                if (spots[-1].x, spots[-1].y) != (-height, channels):
                    words = f"{unit.path or unit.rows[0].operator}, {channels} × {height} × {width}"
                    spots.append(Spot(-height, channels, words, unit.rows[-1].order))
            found.append(Curve(place, name, tuple(spots)))
        return tuple(found)

    def csv(self) -> str:
        return super().csv().replace(",x,y", ",minus_height,channels", 1)

    def axes(self, area: QRectF) -> tuple[Axis, Axis]:
        spots = [spot for curve in self.curves for spot in curve.spots]
        heights, channels = [-spot.x for spot in spots] or [1], [spot.y for spot in spots] or [1]
        return (
            _Mirrored(Doubling(min(heights), max(*heights, min(heights) * 2), area.right(), area.left())),
            Doubling(min(channels), max(*channels, min(channels) * 2), area.bottom(), area.top()),
        )

    def text(self, value: float) -> str:
        return self.tr("{0} channels").format(thousands(round(value)))

    def end_text(self, value: float) -> str:
        return thousands(round(value))

    def draw_curve(self, painter: QPainter, curve: Curve, axes: tuple[Axis, Axis], of: Tokens) -> None:
        super().draw_curve(painter, curve, axes, of)
        across, upright = axes
        painter.setPen(color(series_ink(curve.place, of)))
        painter.setBrush(color(of.panel))
        for spot in curve.spots:
            painter.drawEllipse(QPointF(across.place(spot.x), upright.place(spot.y)), 2.5, 2.5)


class _Mirrored:
    """An axis of negated figures: points are sorted from left to right, and the largest maps stand at the left."""

    def __init__(self, axis: Doubling) -> None:
        self._axis = axis

    def place(self, value: float) -> float:
        return self._axis.place(-value)

    def marks(self, room: float) -> list[tuple[float, str]]:
        return [(-value, words) for value, words in self._axis.marks(room)]

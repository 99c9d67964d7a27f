"""What the graph can be coloured by besides kinds: a value for every box, and the scale of a network's values. No Qt.

A box is a cell or a closed block; its value is that of the operators in it.
What can be added is added (parameters, operations, time); of memory and
receptive fields the largest counts. One scale serves the whole network: it
spans all boxes that it can ever show, from the least operator to the largest
closed block, so that no colour changes when a block is opened or closed, and
an operator is seen against the block that it is in.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from explorer.analysis.conventions import Convention
from explorer.analysis.rows import LayerRow
from explorer.analysis.timing.timings import Timing
from explorer.visualize.graph.blocks import ROOT, BlockTree

LOG_FROM = 100.0
"""A scale whose ends are further apart than this is logarithmic."""
WIDEST = 1000.0
"""No scale is wider: a lone activation, a millionth of a block, must not take the colours from what matters."""

_LOCAL = ("", "gate")
"""What may stand in ``rf_global`` of a row whose receptive field is one of its own; as in the network's totals."""


class Metric(Enum):
    """A figure of operators and blocks; the value is the word of the command line and of the settings."""

    PARAMS = "params"
    """Trainable parameters, summed; a shared tensor counts where it is used first."""
    OPERATIONS = "macs"
    """MACs or FLOPs as the convention counts them, summed."""
    MEMORY = "memory"
    """Bytes of live activations while an operator runs, in eager execution; the largest: ``Totals.peak_bytes``."""
    FIELD = "rf"
    """Receptive field of the local path in input pixels, along its longer side; the largest."""
    TIME = "time"
    """Measured seconds, the median of each operator, summed."""

    @property
    def adds_up(self) -> bool:
        """Whether a block's value is the sum, and not the largest, of its operators'."""
        return self in (Metric.PARAMS, Metric.OPERATIONS, Metric.TIME)


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of a network's values and how it is mapped: evenly, or by logarithms where it is wide."""

    low: float
    """The least value, or a thousandth of the largest, all below being alike."""
    high: float
    open_below: bool = False
    """Whether there are values below ``low``."""

    @classmethod
    def over(cls, values: Iterable[float]) -> "Scale | None":
        """Return the scale of values above 0, None where there are none."""
        ordered = sorted(values)
        if not ordered:
            return None
        least, high = ordered[0], ordered[-1]
        low = max(least, high / WIDEST)
        return cls(low, high, least < low)

    @property
    def logarithmic(self) -> bool:
        """Whether equal ratios, and not equal differences, are equally far apart."""
        return self.high > LOG_FROM * self.low

    def position(self, value: float) -> float:
        """Return where a value lies, 0 at the low and 1 at the high end; outside it is the nearer end."""
        if self.high <= self.low:
            return 1.0
        inside = min(max(value, self.low), self.high)
        if self.logarithmic:
            return math.log(inside / self.low) / math.log(self.high / self.low)
        return (inside - self.low) / (self.high - self.low)

    def ticks(self, *, binary: bool = False, most: int = 6) -> tuple[float, ...]:
        """Return up to ``most`` round values within the scale, in order.

        Args:
            binary: powers of 2, for bytes; else powers of 10 and their 2- and 5-fold.
            most: at least 2.
        """
        if self.high <= self.low:
            return (self.low,)
        found = self._powers(4.0 if binary else 10.0, most) if self.logarithmic else self._steps(binary, most)
        return tuple(value for value in found if self.low <= value <= self.high)

    def _powers(self, base: float, most: int) -> Iterable[float]:
        # One more at each end: logarithms are rounded, and what lies outside is dropped by who asked.
        first, last = math.floor(math.log(self.low, base)), math.ceil(math.log(self.high, base))
        inside = [base**power for power in range(first, last + 1) if self.low <= base**power <= self.high]
        return inside[:: math.ceil(len(inside) / most)]

    def _steps(self, binary: bool, most: int) -> Iterable[float]:
        # The first step with which no more than ``most`` multiples lie in the range.
        least = (self.high - self.low) / most
        if binary:
            step = 2.0 ** math.ceil(math.log2(least))
        else:
            power = 10.0 ** math.floor(math.log10(least))
            step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)
        number = math.ceil(self.low / step)
        return [step * one for one in range(number, number + most + 1)][:most]


class Readings:
    """One metric over all boxes of one network."""

    def __init__(
        self,
        tree: BlockTree,
        metric: Metric,
        *,
        convention: Convention = Convention.ALL,
        timing: Timing | None = None,
        scale: Scale | None = None,
    ) -> None:
        """
        Args:
            tree: the blocks of the network.
            metric: which figure.
            convention: how operations are counted.
            timing: the measured times, without which nothing has a time.
            scale: one that serves other networks too, see :func:`shared_scale`; the network's own unless given.
        """
        self.metric = metric
        self.convention = convention
        self.timing = timing
        self._tree = tree
        self._rows = tree.rows
        self._given = scale
        self._seconds = {one.order: one.seconds for one in timing.operators} if timing is not None else {}
        self.total = self.value(tree.blocks[ROOT].operators)
        """The value of the whole network, None where there is none."""

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Of all boxes that the network can ever show, in no order."""
        boxes = [cell.operators for cell in self._tree.cells.values()]
        boxes += [block.operators for name, block in self._tree.blocks.items() if name != ROOT]
        return tuple(value for box in boxes if (value := self.value(box)) is not None)

    @cached_property
    def scale(self) -> Scale | None:
        """The range of the values; None where no box has one."""
        return (self._given or Scale.over(self.values)) if self.values else None

    def value(self, operators: Iterable[int]) -> float | None:
        """Return the value of a box by the operators in it; None where it has none, 0 counting as none."""
        found = [value for order in operators if (value := self._of_operator(order)) is not None]
        if not found:
            return None
        return (sum(found) if self.metric.adds_up else max(found)) or None

    def field(self, operators: Iterable[int]) -> tuple[int, int] | None:
        """Return the largest receptive field in a box, height and width."""
        rows = [row for order in operators if (row := self._rows.get(order)) is not None and _has_field(row)]
        if not rows:
            return None
        return max(row.rf_h or 0 for row in rows), max(row.rf_w or 0 for row in rows)

    def is_least(self, operators: Iterable[int]) -> bool:
        """Whether there is more to a box than its value: it has operators whose operations nobody has counted."""
        if self.metric is not Metric.OPERATIONS:
            return False
        return any(
            row.note.startswith("unknown operator") for one in operators if (row := self._rows.get(one)) is not None
        )

    def _of_operator(self, order: int) -> float | None:
        row = self._rows.get(order)
        if row is None:  # an input
            return None
        match self.metric:
            case Metric.PARAMS:
                return row.params
            case Metric.OPERATIONS:
                return self.convention.flops(row)
            case Metric.MEMORY:
                return row.live_bytes
            case Metric.FIELD:
                return max(row.rf_h or 0, row.rf_w or 0) if _has_field(row) else None
            case Metric.TIME:
                return self._seconds.get(order)


def shared_scale(readings: Iterable[Readings]) -> Scale | None:
    """Return the scale of several networks together, so that a colour is the same value in each of them."""
    return Scale.over(value for one in readings for value in one.values)


def _has_field(row: LayerRow) -> bool:
    return row.rf_h is not None and row.rf_w is not None and row.rf_global in _LOCAL

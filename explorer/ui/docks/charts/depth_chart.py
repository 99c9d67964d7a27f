"""Over depth: how MACs add up and the receptive field grows, operator by operator."""

from itertools import accumulate
from math import ceil, floor, log2

from explorer.analysis.network import Network
from explorer.ui.docks.charts.step_chart import Panel, Series, StepChart
from explorer.ui.numbers import scaled


def nice_step(largest: float) -> float:
    """Return a round step of which two or three fit below ``largest``."""
    if largest <= 0:
        return 1
    scale = 10.0 ** (len(str(int(largest))) - 1)
    return max(step for step in (scale / 2, scale, 2 * scale, 2.5 * scale, 5 * scale) if step <= largest / 1.9)


def field_step(largest: int, side: int) -> float:
    """Return the input's side, doubled or halved until two or three steps fit below ``largest``."""
    step = side * 2.0 ** (floor(log2(largest / side)) - 1) if largest else side
    return step if step >= 8 else ceil(step)  # there are no halves of small fields


class DepthChart(StepChart):
    """Cumulative MACs above, the receptive field below."""

    def __init__(self) -> None:
        super().__init__("charts.depth")
        self.setAccessibleName(self.tr("MACs and receptive field over depth"))

    def title(self) -> str:
        return self.tr("MACs and receptive field over depth")

    def captions(self) -> list[str]:
        return [self.tr("MACs: multiply-accumulates of convolutions and matrix products. Receptive field: local path.")]

    def build(self, network: Network) -> tuple[Panel, ...]:
        return self._macs(network), self._field(network)

    def _macs(self, network: Network) -> Panel:
        sums = tuple(accumulate(row.macs for row in network.rows))
        _, letter = scaled(sums[-1])
        divisor = {"T": 1e12, "G": 1e9, "M": 1e6, "K": 1e3}.get(letter, 1)
        orders = tuple(row.order for row in network.rows)
        title = self.tr("Cumulative MACs")
        return Panel(title, letter, divisor, nice_step(sums[-1]), (Series(title, "cumulative_macs", orders, sums),))

    def _field(self, network: Network) -> Panel:
        # A gate lets its units depend on the whole input too, and their local path goes on growing; after another
        # global operator it says nothing any more. What a gate is made of, its own pool, is no step of that path.
        known = [
            (row.order, row.rf_h) for row in network.rows if row.rf_h is not None and row.rf_global in ("", "gate")
        ]
        since = next((row.order for row in network.rows if row.rf_global == "gate"), None)
        largest = tuple(accumulate((size for _, size in known), max))
        step = field_step(largest[-1] if largest else 0, network.input_shape[-2])
        orders = tuple(order for order, _ in known)
        title = self.tr("Receptive field")
        beyond = self.tr("then the whole input") if orders and orders[-1] < len(network.rows) - 1 else ""
        gated = self.tr("gates: whole input too") if since is not None else ""
        series = Series(title, "largest_rf_h", orders, largest, second=True, beyond=beyond, since=since, beside=gated)
        return Panel(title, "px", 1, step, (series,))

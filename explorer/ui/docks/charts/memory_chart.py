"""Memory over depth: the activations that are alive while each operator runs, and where they are most."""

from explorer.analysis.network import Network
from explorer.ui.docks.charts.depth_chart import nice_step
from explorer.ui.docks.charts.step_chart import Panel, Series, StepChart
from explorer.ui.numbers import byte_scale


class MemoryChart(StepChart):
    """Live activation memory as eager execution frees it, and the bound of one that knew the whole graph."""

    def __init__(self) -> None:
        super().__init__("charts.memory")
        self.setAccessibleName(self.tr("Live activation memory over depth"))

    def title(self) -> str:
        return self.tr("Live activation memory over depth")

    def captions(self) -> list[str]:
        return [
            self.tr(
                "Eager: activations alive during each call, its output included, freed when their last name goes. "
                "Graph bound: each freed right after its last reader, the least that any execution in this order "
                "needs. Without weights and without the scratch memory of kernels."
            )
        ]

    def build(self, network: Network) -> tuple[Panel, ...]:
        orders = tuple(row.order for row in network.rows)
        eager = tuple(row.live_bytes for row in network.rows)
        graph = tuple(row.live_bytes_graph for row in network.rows)
        divisor, unit = byte_scale(max(eager, default=0))
        step = nice_step(max(eager, default=0) / divisor) * divisor
        series = (
            Series(self.tr("eager"), "live_bytes", orders, eager),
            Series(self.tr("graph bound"), "live_bytes_graph", orders, graph, second=True),
        )
        return (Panel(self.tr("Live memory"), unit, divisor, step, series, peaks=True),)

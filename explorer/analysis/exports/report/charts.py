"""The charts of the page: what adds up over the depth, the receptive field, and accuracy against cost."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.trade_off import Point, pareto_front, points
from explorer.analysis.exports.report.html import element, wrap
from explorer.analysis.exports.svg_charts import Dot, Series, line_chart, scatter_chart
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.models.registry import Architecture


def depth_charts(found: Comparison, called: Sequence[str]) -> Iterator[str]:
    """Yield a figure each of MACs and parameters so far, and of the receptive field, operator by operator."""
    steps = "operators so far"
    sums: tuple[tuple[str, Callable[[LayerRow], int]], ...] = (
        ("MACs", lambda row: row.macs),
        ("Parameters", lambda row: row.params),
    )
    for name, read in sums:
        series = [Series(label, _running(network, read)) for label, network in zip(called, found.networks, strict=True)]
        title = f"{name} over the depth, added up"
        yield _figure(title, line_chart(series, title=title, x=steps, y=f"{name}, added up"))
    fields = [Series(label, _fields(network)) for label, network in zip(called, found.networks, strict=True)]
    if any(one.points for one in fields):
        title = "Receptive field over the depth"
        sizes = {network.input_shape[1] for network in found.networks}
        # One line across for all of them, or none: several would have to be told apart.
        level = (float(size), f"input {size} px") if len(sizes) == 1 and (size := next(iter(sizes))) else None
        yield _figure(title, line_chart(fields, title=title, x=steps, y="height, input px", level=level))


def _running(network: Network, read: Callable[[LayerRow], int]) -> list[tuple[float, float]]:
    return [(0.0, 0.0), *((row.order + 1.0, float(total)) for row, total in _totals(network.rows, read))]


def _totals(rows: Sequence[LayerRow], read: Callable[[LayerRow], int]) -> Iterator[tuple[LayerRow, int]]:
    return zip(rows, accumulate(map(read, rows)), strict=True)


def _fields(network: Network) -> list[tuple[float, float]]:
    """The local field after each operator, as long as there is one."""
    return [
        (row.order + 1.0, float(row.rf_h))
        for row in network.rows
        if row.rf_h is not None and row.rf_global in ("", "gate")
    ]


def trade_off_chart(keys: Sequence[str], catalogue: Sequence[Architecture], cost: str) -> str:
    """Return the catalogue's published accuracies over their cost, these networks named; empty if none is known.

    ``cost`` is ``macs`` or ``params``.
    """
    known = points(catalogue, cost=cost)
    if not any(point.key in keys for point in known):
        return ""
    dots = {point.key: _dot(point, keys, cost) for point in known}
    front = [dots[point.key] for point in pareto_front(known)]
    unit = {"macs": "MACs (own input, batch 1)", "params": "parameters"}[cost]
    title = f"Published ImageNet accuracy over {'MACs' if cost == 'macs' else 'parameters'}"
    chart = scatter_chart(
        list(dots.values()),
        front,
        title=title,
        x=f"{unit}, logarithmic",
        y="top-1, %",
        line="no network of the catalogue is as cheap and better (Pareto front)",
    )
    return _figure(title, chart)


def _dot(point: Point, keys: Sequence[str], cost: str) -> Dot:
    unit = "MACs" if cost == "macs" else "parameters"
    tip = f"{point.name} ({point.year}): {point.top1:g} %, {point.cost:,} {unit}. {point.protocol}"
    series = keys.index(point.key) if point.key in keys else None
    return Dot(float(point.cost), point.top1, point.name, tip, series)


def _figure(title: str, drawing: str) -> str:
    return wrap("figure", element("figcaption", title) + drawing)

"""The tables of the page: totals and stages, with what each further network has more or less than the first."""

from collections.abc import Callable, Iterator, Sequence

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.stages import Figures
from explorer.analysis.comparison.times import comparable
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.report.html import table
from explorer.analysis.exports.table_cells import milliseconds, times
from explorer.analysis.network import Network

NONE = "–"

_Read = Callable[[Network, Figures], int | None]


def totals(found: Comparison, called: Sequence[str], convention: Convention) -> str:
    """Return the table of what each network comes to."""
    figures: tuple[tuple[str, _Read], ...] = (
        ("Parameters", lambda network, _: network.totals.params),
        ("MACs", lambda network, _: network.totals.macs),
        (convention.noun[0].upper() + convention.noun[1:], lambda network, _: convention.flops(network.totals)),
        ("Operators", lambda network, _: network.totals.operators),
        ("Convolutions", lambda _, whole: whole.convolutions),
        ("Activations made, bytes", lambda network, _: network.totals.activation_bytes),
        ("Peak of activations, bytes", lambda network, _: network.totals.peak_bytes),
        ("Receptive field, px", lambda network, _: network.totals.rf_h),
    )
    lines = [
        [name, *_cells([read(network, whole) for network, whole in zip(found.networks, found.whole, strict=True)])]
        for name, read in figures
    ]
    if found.timings:
        told = (
            ("Operators, measured ms", [one.operator_seconds for one in found.whole]),
            ("Forward pass, measured ms", [one.forward_seconds for one in found.whole]),
        )
        lines += [[name, *_times(found, values)] for name, values in told]
    return table(["", *_heads(called)], lines)


def stages(found: Comparison, called: Sequence[str]) -> str:
    """Return the tables of stages that belong together: their last maps, MACs, parameters, and measured times."""
    maps = [[name, *_maps(figures)] for name, figures in _lines(found)]
    tables = [table(["Stage", *called], maps, caption="Last map of the stage", last_is_sum=True)]
    figures_of: tuple[tuple[str, Callable[[Figures], int]], ...] = (
        ("MACs", lambda one: one.macs),
        ("Parameters", lambda one: one.params),
    )
    for caption, read in figures_of:
        lines = [
            [name, *_cells([read(one) if one is not None else None for one in figures])]
            for name, figures in _lines(found)
        ]
        tables.append(table(["Stage", *_heads(called)], lines, caption=caption, last_is_sum=True))
    if found.timings:
        lines = [
            [name, *_times(found, [one.operator_seconds if one is not None else None for one in figures])]
            for name, figures in _lines(found)
        ]
        tables.append(table(["Stage", *_heads(called)], lines, caption="Operators, measured ms", last_is_sum=True))
    return "\n".join(tables)


def _lines(found: Comparison) -> Iterator[tuple[str, Sequence[Figures | None]]]:
    for row in found.stages:
        yield row.name, row.figures
    yield "all", found.whole


def _maps(figures: Sequence[Figures | None]) -> list[str]:
    return [times(one.shape) if one is not None else NONE for one in figures]


def _heads(called: Sequence[str]) -> list[str]:
    first, *others = called
    if len(others) == 1:
        return [first, others[0], "Δ", "ratio"]
    # A sheet has no room for all differences; the ratio says how much they matter.
    return [first, *(head for name in others for head in (name, "ratio"))]


def _cells(values: Sequence[int | None]) -> list[str]:
    """The figures, and after each further one its difference and ratio to the first."""
    first, *others = values
    if len(others) == 1:
        return [_figure(first), _figure(others[0]), difference(first, others[0]), ratio(first, others[0])]
    return [_figure(first), *(cell for value in others for cell in (_figure(value), ratio(first, value)))]


def _times(found: Comparison, seconds: Sequence[float | None]) -> list[str]:
    """The same of measured times in ms; what was not measured in one place is not compared."""
    first, *others = seconds
    cells = [_milliseconds(first)]
    for at, other in enumerate(others, start=1):
        cells.append(_milliseconds(other))
        base, value = (first, other) if comparable(found, at) else (None, None)
        if len(others) == 1:
            more = value - base if value is not None and base is not None else None
            sign = "" if more is None or not more else "+" if more > 0 else "−"
            cells.append(sign + _milliseconds(abs(more) if more is not None else None))
        cells.append(ratio(base, value))
    return cells


def _milliseconds(seconds: float | None) -> str:
    return NONE if seconds is None else milliseconds(seconds)


def _figure(value: int | None) -> str:
    return NONE if value is None else f"{value:,}"


def difference(first: int | None, other: int | None) -> str:
    """Return how much more the other one is: ``+1,024``, ``−3``, ``0``; a dash where one is not known."""
    if first is None or other is None:
        return NONE
    more = other - first
    return f"+{more:,}" if more > 0 else f"−{-more:,}" if more < 0 else "0"


def ratio(first: float | None, other: float | None) -> str:
    """Return the other one over the first: ``0.25×``; a dash where that says nothing."""
    if not first or other is None:
        return NONE
    times_first = other / first
    return f"{times_first:,.0f}×" if times_first >= 100 else f"{times_first:.3g}×"

"""Measured times in a comparison: of every stage and of the whole, and which of them may be compared. No torch."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import fsum

from explorer.analysis.comparison.comparison import Comparison, StageRow
from explorer.analysis.comparison.stages import Stage
from explorer.analysis.comparison.units import Unit
from explorer.analysis.network import Network
from explorer.analysis.timing.bottleneck import UNSTEADY
from explorer.analysis.timing.timings import Timing
from explorer.errors import InputError


def with_times(found: Comparison, timings: Sequence[Timing | None]) -> Comparison:
    """Return the comparison with the measured times of its networks, and without any it had before.

    Args:
        found: the networks side by side.
        timings: of each network, in their order; None where one was not measured.

    Raises:
        InputError: a timing is of another network, of another form of it, or there are too few or too many.
    """
    if len(timings) != len(found.networks):
        raise InputError(f"{len(timings)} timings for {len(found.networks)} networks: give one or None for each")
    for network, timing in zip(found.networks, timings, strict=True):
        if timing is not None:
            _check(network, timing)
    first = found.alignments[0]
    sides = [(first.left, first.left_stages), *((one.right, one.right_stages) for one in found.alignments)]
    seconds = [_by_stage(*side, timing) for side, timing in zip(sides, timings, strict=True)]
    return replace(
        found,
        stages=tuple(_with_seconds(row, seconds) for row in found.stages),
        whole=tuple(
            replace(
                whole,
                operator_seconds=timing.instrumented if timing is not None else None,
                forward_seconds=timing.forward if timing is not None else None,
            )
            for whole, timing in zip(found.whole, timings, strict=True)
        ),
        timings=tuple(timings) if any(timings) else (),
    )


def _check(network: Network, timing: Timing) -> None:
    if timing.batch != network.batch:
        raise InputError(
            f"{network.name} is compared at batch {network.batch}, its timing is of batch {timing.batch}: "
            "measure what is compared"
        )
    if [row.order for row in network.rows] != [one.order for one in timing.operators]:
        raise InputError(
            f"the timing has {len(timing.operators)} operators, {network.name} has {len(network.rows)}: "
            "take the timing of this network"
        )


def _by_stage(units: Sequence[Unit], stages: Sequence[Stage], timing: Timing | None) -> Iterator[float | None]:
    of = {one.order: one.seconds for one in timing.operators} if timing is not None else None
    for stage in stages:
        rows = (row for unit in stage.units for row in units[unit].rows)
        yield fsum(of[row.order] for row in rows) if of is not None else None


def _with_seconds(row: StageRow, seconds: Sequence[Iterator[float | None]]) -> StageRow:
    # A network's stages stand in the table in their own order.
    figures = (
        replace(one, operator_seconds=next(times)) if one is not None else None
        for one, times in zip(row.figures, seconds, strict=True)
    )
    return replace(row, figures=tuple(figures))


def timing_of(found: Comparison, at: int) -> Timing | None:
    """Return what was measured of a network, by its place in the comparison."""
    return found.timings[at] if found.timings else None


def comparable(found: Comparison, at: int) -> bool:
    """Whether a network and the first one were measured in the same place: only then a ratio of times says something.

    Times are of one device, with as many threads, in one element type.
    """
    first, other = timing_of(found, 0), timing_of(found, at)
    return first is not None and other is not None and _place(first) == _place(other)


def unsteady(timing: Timing) -> bool:
    """Whether the forward pass differs so much between the rounds that the times are doubtful."""
    return timing.forward_spread > UNSTEADY * timing.forward


def _place(timing: Timing) -> tuple[str, int, str]:
    return timing.device, timing.threads, timing.dtype

"""The stages of a network: consecutive units whose maps have one stride, and what they come to. No torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add

from explorer.analysis.comparison.units import Unit
from explorer.analysis.rows import Shape, Work


@dataclass(frozen=True, slots=True)
class Stage:
    """Consecutive units of one stride; the unit that reduces the map opens the next stage."""

    stride: int | None
    """Input pixels between neighbouring units of its maps; None for the head, where positions are lost."""
    units: tuple[int, ...]
    """Positions among the network's units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Sums over a stage or a network; MACs, FLOPs and bytes are of the batch that was analysed."""

    units: int
    operators: int
    convolutions: int
    params: int
    macs: int
    work: Work
    """MACs and other operations by what they are."""
    activation_bytes: int
    """Sum of the activations that are made."""
    live_bytes: int
    """Most activation memory in use at once while it runs, in eager execution."""
    rf_h: int | None
    """Largest local receptive field in it."""
    rf_w: int | None
    shape: Shape
    """Its last map; the output in the head."""
    operator_seconds: float | None = None
    """Sum of the measured medians of its operators; None where nobody has measured."""
    forward_seconds: float | None = None
    """Of a whole network: the measured median of its forward pass, with what Python does between the operators."""


def stages_of(units: Sequence[Unit]) -> tuple[Stage, ...]:
    """Return the stages of a network's units."""
    groups = groupby(range(len(units)), key=lambda at: units[at].stride)
    return tuple(Stage(stride, tuple(members)) for stride, members in groups)


def figures_of(units: Sequence[Unit]) -> Figures:
    """Return what consecutive units come to."""
    rows = [row for unit in units for row in unit.rows]
    fields = [row for row in rows if row.rf_global in ("", "gate") and row.rf_h is not None]
    return Figures(
        units=len(units),
        operators=len(rows),
        convolutions=sum(unit.convolutions for unit in units),
        params=sum(row.params for row in rows),
        macs=sum(row.macs for row in rows),
        work=reduce(add, (row.work for row in rows), Work()),
        activation_bytes=sum(row.activation_bytes for row in rows),
        live_bytes=max((row.live_bytes for row in rows), default=0),
        rf_h=max((row.rf_h or 0 for row in fields), default=None),
        rf_w=max((row.rf_w or 0 for row in fields), default=None),
        shape=units[-1].shape if units else (),
    )

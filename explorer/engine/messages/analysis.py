"""The analysis of a network: its operators, fields and times."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from explorer.engine.messages.base import NetworkJob
from explorer.engine.messages.pictures import WeightsBadge

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

    from explorer.analysis.timing.timings import Ceilings, Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeJob(NetworkJob):
    """Capture an architecture; answered by ``explorer.analysis.network.Network``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldJob(NetworkJob):
    """Compute what every row and column of a map sees; answered by :class:`SeenLines`."""

    slot: ClassVar[str] = "field"
    order: int
    """The row of the layer table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureJob(NetworkJob):
    """Time every operator and the device's ceilings; answered by :class:`Measurement`."""

    slot: ClassVar[str] = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheckJob(NetworkJob):
    """Compare with torchinfo; answered by ``explorer.analysis.claims.crosscheck.CrossCheck``."""

    slot: ClassVar[str] = "crosscheck"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLines:
    """The exact part of the input that each row and column of a map depends on, over all channels."""

    order: int
    rows: np.ndarray = field(repr=False)
    """int32 (H, 2): first and last input row of each row of units; last < first where it sees nothing."""
    columns: np.ndarray = field(repr=False)
    """int32 (W, 2): the same for columns."""
    through_gates: tuple[tuple[int, int], ...]
    """First and last row, first and last column of what the centre unit depends on if gates are followed."""
    exact: bool
    """False where an operator on the way has no rule: what is really seen may be smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Measured times under the ceilings of the device."""

    key: str
    weights: WeightsBadge
    """Times do not depend on them, but they are what ran."""
    timing: Timing
    ceilings: Ceilings

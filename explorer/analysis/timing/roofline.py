"""The roofline: what a network was measured to take, against what arithmetic and memory allow.

Williams, Waterman, Patterson: *Roofline: An Insightful Visual Performance
Model for Multicore Architectures*, CACM 52(4), 2009. An operator that does I
FLOPs per byte reaches at most min(peak, I · bandwidth) FLOP/s; the two roofs
meet at the ridge, I = peak / bandwidth. To them comes the price of a call
(Wang et al., *Time-Based Roofline for Deep Learning Performance Analysis*,
2020): an operator whose work takes less than that is limited by neither roof.

FLOPs are ``row.flops``, the convention that counts everything: 2·MACs, biases,
normalisation, activations, pooling, element-wise work. Bytes count every
tensor that is read or written once, whether main memory or a cache serves it;
an operator that a cache serves can lie above the memory roof. No torch.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.timing.timings import Ceilings, Timing, blocks_around
from explorer.errors import InputError

Bound = Literal["compute", "memory", "overhead", "unknown"]
"""What limits an operator: arithmetic, memory, the call itself; unknown for one without a cost rule."""

BOUNDS: tuple[Bound, ...] = ("compute", "memory", "overhead", "unknown")


class _Rates:
    """What follows from the time, the FLOPs and the bytes of one operator, or of several together."""

    __slots__ = ()

    seconds: float
    flops: int
    bytes_moved: int

    @property
    def intensity(self) -> float | None:
        """FLOPs per byte; None where nothing is moved."""
        return self.flops / self.bytes_moved if self.bytes_moved else None

    @property
    def achieved(self) -> float | None:
        """FLOP/s; None where the clock saw no time pass."""
        return self.flops / self.seconds if self.seconds else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(_Rates):
    """One operator call under the roofs."""

    order: int
    kind: str
    seconds: float
    share: float
    """Of the time of all operators, 0 to 1."""
    flops: int
    bytes_moved: int
    """Read and written."""
    attainable: float | None
    """FLOP/s that the roofs allow, min(peak, intensity · bandwidth); None where nothing is moved or computed."""
    least_seconds: float
    """The time that the roofs allow at best; 0 for an operator that only makes a view."""
    bound: Bound

    @property
    def efficiency(self) -> float | None:
        """The least time over the measured one: achieved / attainable, and bytes/s over bandwidth without FLOPs.

        Above 1 where a cache serves faster than memory, or where an algorithm needs fewer operations than are
        counted. None where the clock saw no time pass or the cost is not known.
        """
        return self.least_seconds / self.seconds if self.seconds and self.bound != "unknown" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(_Rates):
    """Several operators together: of a kind, of a block, or all."""

    name: str
    """One of ``network.KINDS``, or a block's name as :meth:`Timing.of_block` takes it."""
    operators: int
    seconds: float
    share: float
    """Of the time of all operators, 0 to 1."""
    flops: int
    bytes_moved: int
    least_seconds: float
    """Sum of the operators' least times."""
    bound_seconds: Mapping[Bound, float]
    """How the measured time divides among operators of each bound."""

    @property
    def efficiency(self) -> float | None:
        """The sum of the least times over the measured time, without operators of unknown cost; None without time."""
        known = self.seconds - self.bound_seconds["unknown"]
        return self.least_seconds / known if known > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roofline:
    """A measured network under the measured roofs of its device."""

    timing: Timing
    ceilings: Ceilings
    points: tuple[Point, ...] = field(repr=False)
    """One per operator, in the order of the rows."""
    kinds: tuple[Share, ...]
    """What takes the most time first."""
    blocks: tuple[Share, ...] = field(repr=False)
    """Every module that operators run in, in the order of execution, outer ones first."""
    total: Share
    """All operators; its name is the network's."""

    @property
    def ridge(self) -> float:
        """FLOPs per byte where the roofs meet."""
        return self.ceilings.ridge

    @property
    def of_peak(self) -> float:
        """FLOP/s of the whole forward pass over the peak; 0 where no time was measured."""
        forward = self.timing.forward
        return self.total.flops / forward / self.ceilings.peak_flops if forward else 0.0


def roofline(network: Network, timing: Timing, ceilings: Ceilings) -> Roofline:
    """Set the measured time of every operator against its roof.

    Raises:
        InputError: the timing is of another network, batch or element type than the analysis, or the ceilings are
            of another device, thread count or element type than the timing.
    """
    _check(network, timing, ceilings)
    whole = timing.instrumented
    points = tuple(
        _point(row, network.graph.nodes[row.order]["kind"], measured.seconds, whole, ceilings)
        for row, measured in zip(network.rows, timing.operators, strict=True)
    )
    kinds: dict[str, list[Point]] = defaultdict(list)
    blocks: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        kinds[point.kind].append(point)
        # A module that calls itself is around its operators once.
        for name in dict.fromkeys(blocks_around(network.graph.nodes[point.order]["scope"])):
            blocks[name].append(point)
    return Roofline(
        timing=timing,
        ceilings=ceilings,
        points=points,
        kinds=tuple(sorted((together(kind, some) for kind, some in kinds.items()), key=lambda one: -one.seconds)),
        blocks=tuple(together(name, some) for name, some in blocks.items()),
        total=together(network.name, points),
    )


def _check(network: Network, timing: Timing, ceilings: Ceilings) -> None:
    if [row.order for row in network.rows] != [operator.order for operator in timing.operators]:
        raise InputError(
            f"the timing has {len(timing.operators)} operators, {network.name} has {len(network.rows)}: "
            "take the timing of this network"
        )
    # An analysis counts the bytes of a float32 input.
    if (timing.batch, timing.dtype) != (network.batch, "float32"):
        raise InputError(
            f"the figures of {network.name} are of batch {network.batch} in float32, the timing of batch "
            f"{timing.batch} in {timing.dtype}: measure what was analysed"
        )
    if (timing.device, timing.threads, timing.dtype) != (ceilings.device, ceilings.threads, ceilings.dtype):
        raise InputError(
            f"the network was measured on {_place(timing)}, the ceilings on {_place(ceilings)}: "
            "measure both in one place"
        )


def _place(measured: Timing | Ceilings) -> str:
    threads = "1 thread" if measured.threads == 1 else f"{measured.threads} threads"
    return f"{measured.device} with {threads} in {measured.dtype}"


def _point(row: LayerRow, kind: str, seconds: float, whole: float, ceilings: Ceilings) -> Point:
    moved = row.bytes_read + row.bytes_written
    for_arithmetic, for_memory = row.flops / ceilings.peak_flops, moved / ceilings.bandwidth
    least = max(for_arithmetic, for_memory)
    bound: Bound
    if row.note.startswith("unknown operator"):
        bound = "unknown"
    elif least <= ceilings.call_seconds:
        bound = "overhead"
    else:
        bound = "compute" if for_arithmetic >= for_memory else "memory"
    return Point(
        order=row.order,
        kind=kind,
        seconds=seconds,
        share=seconds / whole if whole else 0.0,
        flops=row.flops,
        bytes_moved=moved,
        attainable=row.flops / least if least else None,
        least_seconds=least,
        bound=bound,
    )


def together(name: str, points: Iterable[Point]) -> Share:
    """Return the sums over some operators."""
    points = tuple(points)
    return Share(
        name=name,
        operators=len(points),
        seconds=sum(point.seconds for point in points),
        share=sum(point.share for point in points),
        flops=sum(point.flops for point in points),
        bytes_moved=sum(point.bytes_moved for point in points),
        least_seconds=sum(point.least_seconds for point in points if point.bound != "unknown"),
        bound_seconds={bound: sum(point.seconds for point in points if point.bound == bound) for bound in BOUNDS},
    )

"""Which units and stages of two networks correspond. No torch.

Three ways are tried, and the cheapest is taken:

* *by stride*: stages of equal stride belong together, and units are matched
  within them;
* *by shifted stride*: the same with the strides of one network multiplied, for
  networks that were made for inputs of different sizes;
* *by order*: all units in order, whatever their stride. For close relatives
  that lay their strides out differently (AlexNet and ZFNet), or whose scale is
  another one (LeNet-5 and AlexNet).

A shift costs as much as two units without a partner per octave. The order alone
decides only where it saves more than two fifths: else blocks of one stage would
be matched with those of the next just because there are more of them. Two first
convolutions without a partner are partners, whatever their stride.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log2

from explorer.analysis.comparison.changes import OperatorChange, changes
from explorer.analysis.comparison.matching import GAP, align, difference, total
from explorer.analysis.comparison.stages import Stage, stages_of
from explorer.analysis.comparison.units import Unit, split
from explorer.analysis.network import Network

SHIFT = 2 * GAP
WORTH_IT = 0.6
"""Matching by order must cost less than this share of matching by stride."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnitPair:
    """Two units that correspond, or one alone."""

    left: int | None
    right: int | None
    status: str
    """``same``; ``resized``: the same operators on maps of another size; ``changed``; ``left`` or ``right``: only
    there."""
    changes: tuple[OperatorChange, ...] = ()


@dataclass(frozen=True, slots=True)
class StagePair:
    """Two stages that correspond, or one alone."""

    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """What corresponds to what in two networks, in their order."""

    left: tuple[Unit, ...]
    right: tuple[Unit, ...]
    left_stages: tuple[Stage, ...]
    right_stages: tuple[Stage, ...]
    units: tuple[UnitPair, ...]
    stages: tuple[StagePair, ...]
    rule: str
    """``stride``, ``shifted stride`` or ``order``: how it was found."""
    likeness: float
    """1 for networks of equal structure, 0 where nothing corresponds."""

    @property
    def identical(self) -> bool:
        """Whether both networks are the same in every figure."""
        return all(pair.status == "same" for pair in self.units)

    @property
    def relatives(self) -> bool:
        """Whether they are near enough for a diff of operators to say more than two lists would."""
        return self.likeness >= 0.8

    def partner(self, unit: int, *, of_left: bool) -> int | None:
        """Return the unit of the other network that corresponds to one, None if there is none."""
        for pair in self.units:
            if unit == (pair.left if of_left else pair.right):
                return pair.right if of_left else pair.left
        return None


def align_networks(left: Network, right: Network) -> Alignment:
    """Return what corresponds to what in two analysed networks; swapped networks give the mirrored answer."""
    if _identity(right) < _identity(left):
        # Where two answers are equally good, the order of the arguments must not decide.
        return _mirrored(_align(split(right), split(left)))
    return _align(split(left), split(right))


def _identity(network: Network) -> tuple[object, ...]:
    totals = network.totals
    return (network.name, network.input_shape, network.batch, totals.params, totals.macs, totals.operators)


def _align(left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Alignment:
    first, second = stages_of(left), stages_of(right)
    rule, pairs, stage_pairs = _best(left, right, first, second)
    if left and right and (not pairs or min(pairs[0]) > 0) and left[0].kind == right[0].kind == "conv":
        pairs = [(0, 0), *pairs]
    units = _sorted_by_stage(_complete(pairs, len(left), len(right)), first, second, stage_pairs)
    most = GAP * (len(left) + len(right))
    return Alignment(
        left=left,
        right=right,
        left_stages=first,
        right_stages=second,
        units=tuple(_judge(left, right, pair) for pair in units),
        stages=tuple(StagePair(*pair) for pair in _complete(stage_pairs, len(first), len(second))),
        rule=rule,
        likeness=1 - total(left, right, pairs, difference) / most if most else 1.0,
    )


def _best(
    left: Sequence[Unit], right: Sequence[Unit], first: Sequence[Stage], second: Sequence[Stage]
) -> tuple[str, list[Pair], list[Pair]]:
    def price(pairs: Sequence[Pair]) -> int:
        return total(left, right, pairs, difference)

    stage_pairs = _equal_strides(first, second, 0)
    pairs = _within(left, right, first, second, stage_pairs)
    best, rule = price(pairs), "stride"
    shift = _octaves(first) - _octaves(second)
    if shift:
        shifted = _equal_strides(first, second, shift)
        within = _within(left, right, first, second, shifted)
        if price(within) + SHIFT * abs(shift) < best:
            best, rule, pairs, stage_pairs = price(within) + SHIFT * abs(shift), "shifted stride", within, shifted
    ordered = align(left, right, difference)
    if price(ordered) < WORTH_IT * best:
        rule, pairs, stage_pairs = "order", ordered, _stages_by_units(first, second, ordered)
    return rule, pairs, stage_pairs


def _octaves(stages: Sequence[Stage]) -> int:
    """The doublings before the first stage."""
    return next((round(log2(stage.stride)) for stage in stages if stage.stride), 0)


def _equal_strides(first: Sequence[Stage], second: Sequence[Stage], shift: int) -> list[Pair]:
    def price(one: Stage, other: Stage) -> int:
        if one.stride is None or other.stride is None:
            return 0 if one.stride is other.stride else 2 * GAP
        return 0 if round(log2(one.stride)) - shift == round(log2(other.stride)) else 2 * GAP

    return align(first, second, price)


def _within(
    left: Sequence[Unit],
    right: Sequence[Unit],
    first: Sequence[Stage],
    second: Sequence[Stage],
    stage_pairs: Sequence[Pair],
) -> list[Pair]:
    """The units' pairs within stages that correspond."""
    pairs: list[Pair] = []
    for one, other in stage_pairs:
        here, there = first[one].units, second[other].units
        found = align([left[at] for at in here], [right[at] for at in there], difference)
        pairs += [(here[i], there[j]) for i, j in found]
    return pairs


def _stages_by_units(first: Sequence[Stage], second: Sequence[Stage], pairs: Sequence[Pair]) -> list[Pair]:
    """The stages' pairs, in order, that hold most pairs of units."""
    stage_of = [{at: number for number, stage in enumerate(side) for at in stage.units} for side in (first, second)]
    shared = Counter((stage_of[0][i], stage_of[1][j]) for i, j in pairs)
    most = max(shared.values(), default=0) + 1

    def price(one: int, other: int) -> int:
        # 2·GAP for stages that share nothing, less the more they share.
        count = shared[one, other]
        return 2 * GAP - round(2 * GAP * count / most) if count else 2 * GAP

    return align(range(len(first)), range(len(second)), price)


def _complete(pairs: Sequence[Pair], lefts: int, rights: int) -> list[tuple[int | None, int | None]]:
    """All elements in order: pairs, and between them what is only left, then what is only right."""
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    for at, partner in [*pairs, (lefts, rights)]:
        found += [(one, None) for one in range(i, at)]
        found += [(None, other) for other in range(j, partner)]
        if at < lefts:
            found.append((at, partner))
        i, j = at + 1, partner + 1
    return found


def _sorted_by_stage(
    units: Sequence[tuple[int | None, int | None]],
    first: Sequence[Stage],
    second: Sequence[Stage],
    stage_pairs: Sequence[Pair],
) -> list[tuple[int | None, int | None]]:
    """Sort what lies between two pairs by stages, so that units without a partner stand where they belong."""
    order = _complete(stage_pairs, len(first), len(second))
    places = [
        {
            at: place
            for place, pair in enumerate(order)
            if (stage := pair[side]) is not None
            for at in stages[stage].units
        }
        for side, stages in enumerate((first, second))
    ]
    found: list[tuple[int | None, int | None]] = []
    alone: list[tuple[int | None, int | None]] = []
    for one, other in [*units, (-1, -1)]:
        if one is None or other is None:
            alone.append((one, other))
            continue
        found += sorted(alone, key=lambda pair: places[0][pair[0]] if pair[0] is not None else places[1][pair[1] or 0])
        alone = []
        if one >= 0:
            found.append((one, other))
    return found


def _judge(left: Sequence[Unit], right: Sequence[Unit], pair: tuple[int | None, int | None]) -> UnitPair:
    one, other = pair
    if one is None or other is None:
        return UnitPair(one, other, "right" if one is None else "left")
    found = changes(left[one], right[other])
    shapes = [[(row.input_shapes, row.output_shape) for row in side.rows] for side in (left[one], right[other])]
    status = "changed" if found or left[one].kinds != right[other].kinds else "same"
    if status == "same" and shapes[0] != shapes[1]:
        status = "resized"
    return UnitPair(one, other, status, found)


_OTHER_SIDE = {"left": "right", "right": "left"}


def _mirrored(found: Alignment) -> Alignment:
    pairs = [(pair.right, pair.left) for pair in found.units if pair.left is not None and pair.right is not None]
    stage_pairs = [(pair.right, pair.left) for pair in found.stages if pair.left is not None and pair.right is not None]
    order = _sorted_by_stage(
        _complete(pairs, len(found.right), len(found.left)), found.right_stages, found.left_stages, stage_pairs
    )
    known = {(pair.right, pair.left): pair for pair in found.units}
    return replace(
        found,
        left=found.right,
        right=found.left,
        left_stages=found.right_stages,
        right_stages=found.left_stages,
        units=tuple(_mirrored_pair(known[pair]) for pair in order),
        stages=tuple(StagePair(*p) for p in _complete(stage_pairs, len(found.right_stages), len(found.left_stages))),
    )


def _mirrored_pair(pair: UnitPair) -> UnitPair:
    turned = tuple(
        OperatorChange(
            one.right, one.left, tuple(replace(field, left=field.right, right=field.left) for field in one.fields)
        )
        for one in pair.changes
    )
    return UnitPair(pair.right, pair.left, _OTHER_SIDE.get(pair.status, pair.status), turned)

"""The algebra of receptive fields along one image axis. No torch.

A field says which input pixels the units of one tensor depend on, in two ways:

* by one formula for all: unit i depends on [start + jump·i, end + jump·i],
  unclipped, so that it runs into the padding where the map's border does.
  Windows shift and widen it (Araujo, Norris & Sim, Computing Receptive Fields
  of Convolutional Neural Networks, Distill 2019, which also gives the
  conditions for merging paths: equal jumps, and equal centres if they are to
  be aligned). It ends where units differ by more than their place;
* exactly, unit by unit, in ``bounds`` (:mod:`explorer.analysis.receptive.bounds`).
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.analysis.receptive.bounds import Bounds, image, matching_groups
from explorer.analysis.rows import Shape

GLOBAL_RANK = {"": 0, "gate": 1, "pool": 2, "dense": 2}
"""A gate leaves the local path its positions; pooling and dense layers end them, so they outrank it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Receptive field of all units of one tensor along one image axis."""

    start: int | None
    """First input pixel of the first unit; None where units have no single interval."""
    end: int | None
    """Last input pixel of the first unit."""
    jump: int | None
    """Input pixels between neighbouring units; None where the units have no order along one dimension."""
    carriers: tuple[int, ...]
    """Dimensions of the tensor along which the position varies."""
    hull: tuple[int, int] | None
    """First and last input pixel that any unit depends on."""
    reason: str = ""
    """What makes units depend on the whole axis: ``gate``, ``pool``, ``dense`` or nothing."""
    unclear: str = ""
    """Why there is no single interval per unit."""
    bounds: Bounds = dataclasses.field(repr=False, compare=False)
    """The exact interval of each unit."""
    centres: tuple[int, int] | None
    """Twice the first and the last centre that the paths to the first unit have; None where there is no interval."""
    flagged: str = ""
    """Why even ``bounds`` may be wider than what units depend on: an operator without a rule, a huge product."""

    @property
    def aligned(self) -> bool | None:
        """Whether all paths to a unit have one centre; None where units have no single interval."""
        return None if self.centres is None else self.centres[0] == self.centres[1]

    @property
    def size(self) -> int | None:
        """Pixels of one unit's interval."""
        return None if self.start is None or self.end is None else self.end - self.start + 1


def image_axis(dimension: int, rank: int, size: int) -> Field:
    """Return the field of the input image itself: every pixel sees itself."""
    return Field(
        start=0,
        end=0,
        jump=1,
        carriers=(dimension,),
        hull=(0, size - 1),
        bounds=image(dimension, rank, size),
        centres=(0, 0),
    )


def blur(field: Field, why: str, hull: tuple[int, int] | None = None) -> Field:
    """Return ``field`` without an interval per unit; the first reason given stays."""
    return replace(field, start=None, end=None, jump=None, centres=None, hull=hull, unclear=field.unclear or why)


def collapse(field: Field, reason: str) -> Field:
    """Return the field of units that each depend on all units of ``field``."""
    if GLOBAL_RANK[field.reason] == GLOBAL_RANK["pool"]:
        reason = field.reason
    if field.hull is None:
        return replace(blur(field, ""), carriers=(), reason=reason)
    start, end = field.hull
    centres = None
    if field.centres is not None and field.end is not None:
        # The mean over positions lies half-way between the first one's centre and the last one's.
        way = end - field.end
        centres = (field.centres[0] + way, field.centres[1] + way)
    return replace(field, start=start, end=end, jump=None, carriers=(), reason=reason, centres=centres, unclear="")


def slide(
    field: Field, dimension: int, windows: int, *, kernel: int, stride: int, padding: int, dilation: int = 1
) -> Field:
    """Return the field after a window of ``kernel`` taps slid along ``dimension`` into ``windows`` positions."""
    if dimension not in field.carriers or (kernel == 1 and stride == 1 and padding == 0):
        return field
    if field.start is None or field.end is None or field.jump is None:
        return blur(field, "windows over positions without an order")
    before, span = padding * field.jump, (kernel - 1) * dilation * field.jump
    start, end = field.start - before, field.end + span - before
    return _positioned(field, start, end, span - 2 * before, field.jump * stride, windows)


def cut(field: Field, dimension: int, first: int, step: int, size: int) -> Field:
    """Return the field of ``size`` positions of ``dimension``, from ``first`` every ``step``-th."""
    if dimension not in field.carriers:
        return field
    if field.start is None or field.end is None or field.jump is None:
        return blur(field, "a part of positions without an order", field.hull)
    shift = first * field.jump
    return _positioned(field, field.start + shift, field.end + shift, 2 * shift, field.jump * step, size)


def _positioned(field: Field, start: int, end: int, twice_shift: int, jump: int, size: int) -> Field:
    centres = None if field.centres is None else (field.centres[0] + twice_shift, field.centres[1] + twice_shift)
    return replace(field, start=start, end=end, jump=jump, hull=(start, end + jump * (size - 1)), centres=centres)


def move(field: Field, where: dict[int, int]) -> Field:
    """Return the field with its dimensions renamed; a dimension that ``where`` lacks is gone."""
    carriers = tuple(where[dimension] for dimension in field.carriers if dimension in where)
    return replace(field, carriers=carriers, jump=field.jump if carriers else None)


def varying(fields: Sequence[Field], shapes: Sequence[Shape]) -> list[bool]:
    """Return which operands of a meeting the local path follows: those whose position varies, or all if none does."""
    found = [any(shape[d] > 1 for d in field.carriers) for field, shape in zip(fields, shapes, strict=True)]
    if not any(found):
        found = [bool(field.carriers) for field in fields]
    return found if any(found) else [True] * len(found)


def join(fields: Sequence[Field], followed: Sequence[bool], bounds: Bounds) -> Field:
    """Return the field where paths meet element by element (or in one concatenation across channels).

    The local path runs through the ``followed`` operands. Another one is
    constant along the axis (squeeze and excitation, a broadcast pooled branch):
    it makes the dependence global and is named a gate.
    """
    if all(followed):
        return _union(fields, bounds)
    return gated(_union([field for field, follows in zip(fields, followed, strict=True) if follows], bounds), bounds)


def gated(field: Field, bounds: Bounds) -> Field:
    """Return ``field`` where something that is the same at all positions, and depends on all of them, joins."""
    return replace(field, reason=_strongest([field.reason, "gate"]), bounds=bounds)


def _union(fields: Sequence[Field], bounds: Bounds) -> Field:
    first = fields[0]
    if len(fields) == 1:
        return first if first.bounds is bounds else replace(first, bounds=bounds)
    reason = _strongest([field.reason for field in fields])
    flagged = next((field.flagged for field in fields if field.flagged), "")
    hulls = [field.hull for field in fields if field.hull is not None]
    hull = (min(low for low, _ in hulls), max(high for _, high in hulls)) if len(hulls) == len(fields) else None
    starts = [field.start for field in fields if field.start is not None]
    ends = [field.end for field in fields if field.end is not None]
    if len(starts) == len(ends) == len(fields) and all(
        field.jump == first.jump and field.carriers == first.carriers for field in fields
    ):
        return Field(
            start=min(starts),
            end=max(ends),
            jump=first.jump,
            carriers=first.carriers,
            hull=hull,
            reason=reason,
            bounds=bounds,
            centres=_spread([field.centres for field in fields]),
            flagged=flagged,
        )
    return Field(
        start=None,
        end=None,
        jump=None,
        carriers=tuple(sorted({dimension for field in fields for dimension in field.carriers})),
        hull=hull,
        reason=reason,
        unclear=next((field.unclear for field in fields if field.unclear), "paths of different jumps meet"),
        bounds=bounds,
        centres=None,
        flagged=flagged,
    )


def _spread(centres: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    known = [pair for pair in centres if pair is not None]
    return (min(low for low, _ in known), max(high for _, high in known)) if len(known) == len(centres) else None


def _strongest(reasons: Sequence[str]) -> str:
    return max(reasons, key=GLOBAL_RANK.__getitem__)


def reshape(field: Field, old: Shape, new: Shape) -> Field:
    """Return the field of a view: a dimension keeps its order if it is found again whole, else it is mixed."""
    carriers: set[int] = set()
    kept = True
    for before, after in matching_groups(old, new):
        inside = [dimension for dimension in before if dimension in field.carriers]
        if not inside:
            continue
        wide_before = [d for d in before if old[d] > 1]
        wide_after = [d for d in after if new[d] > 1]
        if len(wide_before) <= 1 and len(wide_after) <= 1:
            target = wide_after or after
            # A position axis of size 1 stays what it is where the view keeps an axis for it.
            carriers.update(target[-1:] if len(inside) == 1 else target)
        else:
            kept = False
            carriers.update(wide_after or after)
    return replace(field, carriers=tuple(sorted(carriers)), jump=field.jump if kept and carriers else None)

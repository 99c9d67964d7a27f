"""The algebra of receptive fields along one image axis. No torch.

A field says which input pixels the units of one tensor depend on. For unit i
along the axis the interval is [start + jump·i, end + jump·i], unclipped: it
runs into the padding where the map's border does. Windows shift and widen it
(Araujo, Norris & Sim, Computing Receptive Fields of Convolutional Neural
Networks, Distill 2019, which also gives the condition for merging paths: equal
jumps).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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

    @property
    def size(self) -> int | None:
        """Pixels of one unit's interval."""
        return None if self.start is None or self.end is None else self.end - self.start + 1


def image_axis(dimension: int, size: int) -> Field:
    """Return the field of the input image itself: every pixel sees itself."""
    return Field(start=0, end=0, jump=1, carriers=(dimension,), hull=(0, size - 1))


def blur(field: Field, why: str, hull: tuple[int, int] | None = None) -> Field:
    """Return ``field`` without an interval per unit; the first reason given stays."""
    return replace(field, start=None, end=None, jump=None, hull=hull, unclear=field.unclear or why)


def collapse(field: Field, reason: str) -> Field:
    """Return the field of units that each depend on all units of ``field``."""
    if GLOBAL_RANK[field.reason] == GLOBAL_RANK["pool"]:
        reason = field.reason
    if field.hull is None:
        return replace(blur(field, ""), carriers=(), reason=reason)
    start, end = field.hull
    return Field(start=start, end=end, jump=None, carriers=(), hull=field.hull, reason=reason)


def slide(
    field: Field, dimension: int, windows: int, *, kernel: int, stride: int, padding: int, dilation: int = 1
) -> Field:
    """Return the field after a window of ``kernel`` taps slid along ``dimension`` into ``windows`` positions."""
    if dimension not in field.carriers or (kernel == 1 and stride == 1 and padding == 0):
        return field
    if field.start is None or field.end is None or field.jump is None:
        return blur(field, "windows over positions without an order")
    start = field.start - padding * field.jump
    end = field.end + ((kernel - 1) * dilation - padding) * field.jump
    return _positioned(field, start, end, field.jump * stride, windows)


def cut(field: Field, dimension: int, first: int, step: int, size: int) -> Field:
    """Return the field of ``size`` positions of ``dimension``, from ``first`` every ``step``-th."""
    if dimension not in field.carriers:
        return field
    if field.start is None or field.end is None or field.jump is None:
        return blur(field, "a part of positions without an order", field.hull)
    shift = first * field.jump
    return _positioned(field, field.start + shift, field.end + shift, field.jump * step, size)


def _positioned(field: Field, start: int, end: int, jump: int, size: int) -> Field:
    return replace(field, start=start, end=end, jump=jump, hull=(start, end + jump * (size - 1)))


def move(field: Field, where: dict[int, int]) -> Field:
    """Return the field with its dimensions renamed; a dimension that ``where`` lacks is gone."""
    carriers = tuple(where[dimension] for dimension in field.carriers if dimension in where)
    return replace(field, carriers=carriers, jump=field.jump if carriers else None)


def join(fields: Sequence[Field], shapes: Sequence[Shape]) -> Field:
    """Return the field where paths meet element by element (or in one concatenation across channels).

    The local path follows the operands whose position varies; one that is
    constant along the axis (squeeze and excitation, a broadcast pooled branch)
    makes the dependence global and is named a gate.
    """
    varying = [any(shape[d] > 1 for d in field.carriers) for field, shape in zip(fields, shapes, strict=True)]
    if not any(varying):
        varying = [bool(field.carriers) for field in fields]
    if any(varying) and not all(varying):
        followed = [field for field, varies in zip(fields, varying, strict=True) if varies]
        return replace(_union(followed), reason=_strongest([*(field.reason for field in followed), "gate"]))
    return _union(fields)


def _union(fields: Sequence[Field]) -> Field:
    first = fields[0]
    if len(fields) == 1:
        return first
    reason = _strongest([field.reason for field in fields])
    hulls = [field.hull for field in fields]
    hull: tuple[int, int] | None = None
    if all(one is not None for one in hulls):
        known = [one for one in hulls if one is not None]
        hull = (min(low for low, _ in known), max(high for _, high in known))
    carriers = tuple(sorted({dimension for field in fields for dimension in field.carriers}))
    starts = [field.start for field in fields if field.start is not None]
    ends = [field.end for field in fields if field.end is not None]
    same = all(field.jump == first.jump and field.carriers == first.carriers for field in fields)
    if same and len(starts) == len(ends) == len(fields):
        return Field(
            start=min(starts), end=max(ends), jump=first.jump, carriers=first.carriers, hull=hull, reason=reason
        )
    why = next((field.unclear for field in fields if field.unclear), "paths of different jumps meet")
    return Field(start=None, end=None, jump=None, carriers=carriers, hull=hull, reason=reason, unclear=why)


def _strongest(reasons: Sequence[str]) -> str:
    return max(reasons, key=GLOBAL_RANK.__getitem__)


def reshape(field: Field, old: Shape, new: Shape) -> Field:
    """Return the field of a view: a dimension keeps its order if it is found again whole, else it is mixed."""
    carriers: set[int] = set()
    kept = True
    for before, after in _matching_groups(old, new):
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
    if not kept:
        return replace(field, carriers=tuple(sorted(carriers)), jump=None)
    return replace(field, carriers=tuple(sorted(carriers)), jump=field.jump if carriers else None)


def _matching_groups(old: Shape, new: Shape) -> list[tuple[list[int], list[int]]]:
    """Split both shapes into the shortest runs of dimensions of equal element counts."""
    groups: list[tuple[list[int], list[int]]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        before, after = [], []
        count_before = count_after = 1
        if i < len(old):
            before.append(i)
            count_before = old[i]
            i += 1
        if j < len(new):
            after.append(j)
            count_after = new[j]
            j += 1
        while count_before != count_after:
            if count_before < count_after:
                before.append(i)
                count_before *= old[i]
                i += 1
            else:
                after.append(j)
                count_after *= new[j]
                j += 1
        groups.append((before, after))
    return groups

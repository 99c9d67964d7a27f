"""Where the elements of tensors that share one memory lie in it. No torch, and numpy only where it is needed: the
window's panels read traces, and are built before it is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from explorer.analysis.rows import Shape

if TYPE_CHECKING:
    import numpy as np


class Layout(NamedTuple):
    """Of one tensor: element (i, j, …) is number offset + i·strides[0] + j·strides[1] + … of its memory."""

    shape: Shape
    strides: tuple[int, ...]
    offset: int
    itemsize: int
    """Bytes of one element, the unit of all the others."""

    def positions(self) -> np.ndarray:
        """Return the number of each element: int64, of the tensor's shape."""
        import numpy as np

        found = np.full(self.shape, self.offset)
        for axis, (size, stride) in enumerate(zip(self.shape, self.strides, strict=True)):
            found += (np.arange(size) * stride).reshape(-1, *(1,) * (len(self.shape) - axis - 1))
        return found


@dataclass(frozen=True, slots=True)
class Span:
    """The positions first, first + step, … of one axis."""

    first: int
    step: int
    count: int

    @property
    def last(self) -> int:
        """The last of them."""
        return self.first + self.step * (self.count - 1)

    def within(self, size: int) -> slice:
        """Return those of an axis of ``size`` positions; an empty slice if there are none."""
        skipped = max(0, -(self.first // self.step))
        last = min(self.count - 1, (size - 1 - self.first) // self.step)
        if last < skipped:
            return slice(0, 0)
        return slice(self.first + skipped * self.step, self.first + last * self.step + 1, self.step)


@dataclass(frozen=True, slots=True)
class Box:
    """The elements of a part, as positions along each axis of a whole; they may lie outside."""

    spans: tuple[Span, ...]
    axes: dict[int, int]
    """Which axis of the whole each axis of the part runs along; those of size 1 are left out."""

    def slices(self, shape: Shape) -> tuple[slice, ...]:
        """Return what of the box lies in a whole of this shape."""
        return tuple(span.within(size) for span, size in zip(self.spans, shape, strict=True))


def box_of(part: Layout, whole: Layout) -> Box | None:
    """Return where the elements of ``part`` are in ``whole``; None where they are no box along its axes."""
    wide = sorted((axis for axis, size in enumerate(whole.shape) if size > 1), key=lambda axis: -whole.strides[axis])
    if part.itemsize != whole.itemsize or not wide or not _is_nested(whole, wide):
        return None
    first, rest = dict.fromkeys(range(len(whole.shape)), 0), part.offset - whole.offset
    for axis in wide:
        first[axis], rest = divmod(rest, whole.strides[axis])
    along: dict[int, int] = {}
    spans = {axis: Span(start, 1, 1) for axis, start in first.items()}
    for axis, size in enumerate(part.shape):
        if size == 1:
            continue
        target = next((one for one in wide if whole.strides[one] <= part.strides[axis]), None)
        if target is None or part.strides[axis] % whole.strides[target] or target in along.values():
            return None
        along[axis] = target
        spans[target] = Span(first[target], part.strides[axis] // whole.strides[target], size)
    for outer, inner in pairwise(wide):
        if spans[inner].last >= whole.strides[outer] // whole.strides[inner]:
            return None
    if rest:
        # Its elements lie between those of the whole, as odd positions do between even ones.
        spans[wide[-1]] = replace(spans[wide[-1]], count=0)
    return Box(tuple(spans[axis] for axis in range(len(whole.shape))), along)


def _is_nested(whole: Layout, wide: list[int]) -> bool:
    """Whether each step along an outer axis is a multiple of the next inner one's and passes all its positions."""
    strides = whole.strides
    return strides[wide[-1]] > 0 and all(
        strides[outer] % strides[inner] == 0 and strides[outer] >= strides[inner] * whole.shape[inner]
        for outer, inner in pairwise(wide)
    )


def may_overlap(part: Layout, whole: Layout) -> bool:
    """Return whether both may have an element in common; False is certain."""
    box = box_of(part, whole)
    return box is None or all(one.start < one.stop for one in box.slices(whole.shape))


def are_apart(first: Box, second: Box) -> bool:
    """Return whether two boxes of one whole have no element in common; True is certain."""
    return any(
        one.last < other.first
        or other.last < one.first
        or (one.step == other.step and (one.first - other.first) % one.step != 0)
        for one, other in zip(first.spans, second.spans, strict=True)
    )

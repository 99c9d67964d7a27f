"""The receptive field of a tensor after parts of its memory were written through other names. No torch.

The exact bounds are laid over each other element by element, in the order of
the writes. Where each part has all positions of some channels, they are as in
a concatenation, and one formula stands for the units of all channels. Parts of
the positions leave no formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import numpy as np

from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.bounds import FAR, Arrays, Bounds
from explorer.analysis.receptive.fields import Field, blur, join, move, varying
from explorer.analysis.tracing.layouts import Box, Layout, Span, are_apart, box_of

WHY = "a part was overwritten through a view"


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What was written, or the tensor as it was made."""

    field: Field | None
    layout: Layout
    box: Box | None
    """Where it lies in the tensor; None where it is no box along the tensor's axes."""


def overwritten(
    before: Field | None, layout: Layout, writes: Sequence[tuple[Field | None, Layout]], through_gates: bool
) -> Field | None:
    """Return the field of a tensor of this layout after ``writes``; None if it depends on no pixel."""
    whole = Box(tuple(Span(0, 1, size) for size in layout.shape), {d: d for d in range(len(layout.shape))})
    parts = [Part(before, layout, whole), *(Part(field, part, box_of(part, layout)) for field, part in writes)]
    placed = [_placed(part) for part in parts]
    axes = {axis for where in placed if where for axis in where.values()}
    positions = set(axes)
    if any(part.field is not None and not where for part, where in zip(parts, placed, strict=True)):
        axes |= set(range(2, len(layout.shape)))  # one position of a map, or what is the same at all of them
    boxes = [part.box for part in parts if part.box is not None]
    known = len(boxes) == len(parts) and None not in placed
    as_channels = known and all(_fills(box, axis, layout) for box in boxes for axis in axes)
    if as_channels:
        kept = _in_sight(boxes, axes, layout)
        parts, placed = [parts[i] for i in kept], [placed[i] for i in kept]
    live = [(part.field, part, where) for part, where in zip(parts, placed, strict=True) if part.field is not None]
    if not live:
        return None
    followed = varying([field for field, _, _ in live], [part.layout.shape for _, part, _ in live])
    # As everywhere: what is the same at all positions is a gate, which the local path leaves out.
    real = [part for (_, part, _), follows in zip(live, followed, strict=True) if follows or through_gates]
    moved = [field if where is None else move(field, where) for field, _, where in live]
    rank = len(layout.shape)
    if any(part.layout.itemsize != layout.itemsize for part in parts):
        # The same memory as elements of another size: whose bytes are written is not followed.
        wide = exact.union([exact.everywhere(part.field.bounds, rank) for part in real if part.field is not None])
        joined = replace(blur(join(moved, followed, wide), WHY), carriers=tuple(range(rank)))
        return replace(joined, flagged=joined.flagged or WHY)
    joined = join(moved, followed, _laid_over(parts, real, layout))
    if as_channels:
        return joined
    # Where nothing is hidden by a later write, all units together see what the parts together see.
    shown = before is None and known and _are_separate(boxes[1:], layout)
    if known:
        positions |= {axis for axis in axes if not all(_fills(box, axis, layout) for box in boxes)}
    carriers = tuple(sorted(positions)) if known else tuple(range(rank))
    return replace(blur(joined, WHY, joined.hull if shown else None), carriers=carriers)


def _placed(part: Part) -> dict[int, int] | None:
    """Which axis of the tensor each position axis of the part is; None where one is none of them."""
    if part.field is None:
        return {}
    if part.box is None:
        return None
    same_rank = len(part.layout.shape) == len(part.box.spans)
    # An axis of size 1 has no direction in memory; a part of the same rank has it at the same place.
    found = {axis: part.box.axes.get(axis, axis if same_rank else -1) for axis in part.field.carriers}
    return None if -1 in found.values() else found


def _fills(box: Box, axis: int, layout: Layout) -> bool:
    span = box.spans[axis]
    return span.first == 0 and span.step == 1 and span.count >= layout.shape[axis]


def _in_sight(boxes: Sequence[Box], axes: set[int], layout: Layout) -> list[int]:
    """Return which of some boxes are not wholly under later ones; all fill ``axes``."""
    shape = tuple(1 if axis in axes else size for axis, size in enumerate(layout.shape))
    uppermost = np.zeros(shape, np.int32)
    for number, box in enumerate(boxes):
        uppermost[box.slices(shape)] = number
    return [int(number) for number in np.unique(uppermost)]


def _are_separate(boxes: Sequence[Box], layout: Layout) -> bool:
    inside = all(
        span.first >= 0 and span.last < size
        for box in boxes
        for span, size in zip(box.spans, layout.shape, strict=True)
    )
    return inside and all(are_apart(one, other) for one, other in combinations(boxes, 2))


def _laid_over(parts: Sequence[Part], real: Sequence[Part], layout: Layout) -> Bounds:
    """Return the bounds of each element; those of parts that are not ``real`` depend on no pixel."""
    fields = [part.field for part in real]
    layouts = [part.layout for part in parts]
    places = [next((i for i, one in enumerate(real) if one is part), None) for part in parts]
    return Bounds(partial(_lay_over, layouts, places, layout), *(field.bounds for field in fields if field is not None))


def _lay_over(layouts: Sequence[Layout], places: Sequence[int | None], whole: Layout, *real: Arrays) -> Arrays:
    positions = [layout.positions() for layout in layouts]
    seen = whole.positions()
    size = max(int(one.max()) for one in (seen, *positions)) + 1
    low, high = np.full(size, FAR, np.int32), np.full(size, -FAR, np.int32)
    for where, place in zip(positions, places, strict=True):
        low[where] = FAR if place is None else real[place].low
        high[where] = -FAR if place is None else real[place].high
    return exact.thinned(Arrays(low[seen], high[seen]))

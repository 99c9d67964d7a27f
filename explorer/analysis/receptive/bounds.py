"""Exact input intervals of every unit along one image axis, computed when they are asked for. No torch.

Where :mod:`explorer.analysis.receptive.fields` gives one formula for all units, bounds
give each unit its own first and last input pixel: padding, last rows that no
window reaches, uneven windows, shuffled channels and interpolation included.
They are two integer arrays that broadcast to the tensor's shape, so a map
whose channels agree costs one number per row. The interval is the hull of
what a unit depends on; a unit that depends on no pixel has the empty one.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from math import floor, prod
from typing import NamedTuple

import numpy as np

from explorer.analysis.rows import Shape

FAR = 1 << 30
"""Beyond all pixels: the empty interval runs from FAR to -FAR."""


class Arrays(NamedTuple):
    """First and last pixel of every unit; empty where ``low > high``."""

    low: np.ndarray
    high: np.ndarray


class Bounds:
    """Arrays that are made from those of other bounds on first use."""

    __slots__ = ("_arrays", "_make", "_parents")

    def __init__(self, make: Callable[..., Arrays], *parents: "Bounds") -> None:
        self._make, self._parents = make, parents
        self._arrays: Arrays | None = None

    @property
    def arrays(self) -> Arrays:
        """The two arrays; shapes broadcast to the tensor's."""
        # Networks are deeper than Python's stack.
        open_ones = [self]
        while open_ones:
            one = open_ones[-1]
            waiting = [parent for parent in one._parents if parent._arrays is None]
            if waiting:
                open_ones += waiting
                continue
            if one._arrays is None:
                one._arrays = one._make(*(parent._arrays for parent in one._parents))
                one._parents = ()
            open_ones.pop()
        assert self._arrays is not None
        return self._arrays


# -- windows -------------------------------------------------------------------------------------------------------
# A table has one row per output position: the input positions that it reads. The position after the last one
# stands for padding.


@lru_cache(4096)
def sliding(size: int, windows: int, kernel: int, stride: int, padding: int, dilation: int) -> np.ndarray:
    """Return the table of a convolution or pooling."""
    taps = np.arange(windows)[:, None] * stride - padding + np.arange(kernel)[None, :] * dilation
    return np.where((taps >= 0) & (taps < size), taps, size)


@lru_cache(1024)
def spreading(size: int, outputs: int, kernel: int, stride: int, padding: int, dilation: int) -> np.ndarray:
    """Return the table of a transposed convolution: output o gets tap t of input i where o = i·S − P + t·D."""
    sources = np.arange(outputs)[:, None] + padding - np.arange(kernel)[None, :] * dilation
    index = sources // stride
    return np.where((sources % stride == 0) & (index >= 0) & (index < size), index, size)


@lru_cache(1024)
def adaptive(size: int, outputs: int) -> np.ndarray:
    """Return the table of an adaptive pooling, whose windows may overlap and differ in size."""
    starts = [i * size // outputs for i in range(outputs)]
    ends = [-(-(i + 1) * size // outputs) for i in range(outputs)]
    width = max(end - start for start, end in zip(starts, ends, strict=True))
    table = [[s + t if s + t < e else size for t in range(width)] for s, e in zip(starts, ends, strict=True)]
    return np.array(table)


@lru_cache(1024)
def padded(size: int, before: int, outputs: int, mode: str) -> np.ndarray:
    """Return the table of a padding (or of a crop, where ``before`` is negative)."""
    index = np.arange(outputs) - before
    if mode == "reflect":
        index = np.abs(index)
        index = np.where(index >= size, 2 * size - 2 - index, index)
    elif mode == "replicate":
        index = np.clip(index, 0, size - 1)
    elif mode == "circular":
        index = index % size
    else:
        index = np.where((index >= 0) & (index < size), index, size)
    return index[:, None]


@lru_cache(1024)
def interpolating(size: int, outputs: int, taps: int, scale: float | None, align_corners: bool) -> np.ndarray:
    """Return the table of an interpolation with 1 (nearest), 2 (linear) or 4 (cubic) taps.

    ``scale`` is the factor that the caller gave, which torch uses instead of
    the ratio of sizes. A linear tap of weight zero is left out.
    """
    ratio = 1 / Fraction(scale) if scale else Fraction(size, outputs)
    if taps == 1:
        return np.array([[min(floor(o * ratio), size - 1)] for o in range(outputs)])
    if align_corners:
        ratio = Fraction(size - 1, outputs - 1) if outputs > 1 else Fraction(0)
        sources = [o * ratio for o in range(outputs)]
    else:
        sources = [(2 * o + 1) * ratio / 2 - Fraction(1, 2) for o in range(outputs)]
    if taps == 2:
        sources = [max(source, Fraction(0)) for source in sources]
        pairs = [(floor(s), floor(s) + (s != floor(s))) for s in sources]
        return np.array([[min(a, size - 1), min(b, size - 1)] for a, b in pairs])
    # Cubic taps repeat the border.
    return np.array([[min(max(floor(s) + t, 0), size - 1) for t in (-1, 0, 1, 2)] for s in sources])


def image(dimension: int, rank: int, size: int) -> Bounds:
    """Return the bounds of the input: each pixel sees itself."""
    shape = [size if axis == dimension else 1 for axis in range(rank)]
    pixels = np.arange(size, dtype=np.int32).reshape(shape)
    return Bounds(lambda: Arrays(pixels, pixels))


def gather(bounds: Bounds, dimension: int, size: int, table: np.ndarray) -> Bounds:
    """Return the bounds after windows along ``dimension`` of ``size`` positions."""
    return Bounds(partial(_gather, dimension, size, table), bounds)


def _gather(dimension: int, size: int, table: np.ndarray, arrays: Arrays) -> Arrays:
    if arrays.low.shape[dimension] == 1 and (table < size).any(1).all():
        return arrays  # all positions agree, and each window has one
    return Arrays(
        _through(arrays.low, dimension, size, table, FAR, np.min),
        _through(arrays.high, dimension, size, table, -FAR, np.max),
    )


def _through(
    array: np.ndarray, dimension: int, size: int, table: np.ndarray, empty: int, extreme: Callable[..., np.ndarray]
) -> np.ndarray:
    shape = list(array.shape)
    if shape[dimension] != size:
        shape[dimension] = size
        array = np.broadcast_to(array, shape)
    shape[dimension] = 1
    array = np.concatenate([array, np.full(shape, empty, array.dtype)], dimension)
    taken = np.take(array, table.reshape(-1), dimension)
    taken = taken.reshape(*array.shape[:dimension], *table.shape, *array.shape[dimension + 1 :])
    return extreme(taken, axis=dimension + 1)


# -- channels ------------------------------------------------------------------------------------------------------


def mix(bounds: Bounds, dimension: int, groups: int, channels_in: int, channels_out: int) -> Bounds:
    """Return the bounds after every output channel has read all input channels of its group."""
    return Bounds(partial(_mix, dimension, groups, channels_in, channels_out), bounds)


def _mix(dimension: int, groups: int, channels_in: int, channels_out: int, arrays: Arrays) -> Arrays:
    if arrays.low.shape[dimension] == 1:
        return arrays

    def merged(array: np.ndarray, extreme: Callable[..., np.ndarray]) -> np.ndarray:
        shape = array.shape
        split = array.reshape(*shape[:dimension], groups, channels_in // groups, *shape[dimension + 1 :])
        result = extreme(split, axis=dimension + 1)
        return np.repeat(result, channels_out // groups, dimension) if groups > 1 else result

    mixed = Arrays(merged(arrays.low, np.min), merged(arrays.high, np.max))
    return thinned(mixed) if groups > 1 else mixed


def reduce(bounds: Bounds, dimensions: Sequence[int], keep: bool) -> Bounds:
    """Return the bounds after everything along ``dimensions`` has met; they stay with size 1 if ``keep``."""
    axes = tuple(dimensions)

    def make(arrays: Arrays) -> Arrays:
        return Arrays(arrays.low.min(axis=axes, keepdims=keep), arrays.high.max(axis=axes, keepdims=keep))

    return Bounds(make, bounds)


def accumulate(bounds: Bounds, dimension: int) -> Bounds:
    """Return the bounds after each position along ``dimension`` has met all that come before it."""

    def make(arrays: Arrays) -> Arrays:
        low, high = arrays
        return Arrays(np.minimum.accumulate(low, dimension), np.maximum.accumulate(high, dimension))

    return Bounds(make, bounds)


def everywhere(bounds: Bounds, rank: int) -> Bounds:
    """Return bounds where each unit depends on all that any unit depends on."""

    def make(arrays: Arrays) -> Arrays:
        shape = (1,) * rank
        return Arrays(arrays.low.min().reshape(shape), arrays.high.max().reshape(shape))

    return Bounds(make, bounds)


# -- moving --------------------------------------------------------------------------------------------------------


def cut(bounds: Bounds, dimension: int, first: int, step: int, size: int) -> Bounds:
    """Return the bounds of ``size`` positions of ``dimension``, from ``first`` every ``step``-th."""

    def make(arrays: Arrays) -> Arrays:
        if arrays.low.shape[dimension] == 1:
            return arrays
        chosen = (slice(None),) * dimension + (slice(first, first + step * size, step),)
        return Arrays(arrays.low[chosen], arrays.high[chosen])

    return Bounds(make, bounds)


def permute(bounds: Bounds, order: Sequence[int]) -> Bounds:
    """Return the bounds with dimensions in another order."""
    return Bounds(lambda arrays: Arrays(arrays.low.transpose(order), arrays.high.transpose(order)), bounds)


def drop(bounds: Bounds, dimension: int) -> Bounds:
    """Return the bounds without a dimension of size 1."""
    return Bounds(lambda arrays: Arrays(arrays.low.squeeze(dimension), arrays.high.squeeze(dimension)), bounds)


def raise_rank(bounds: Bounds, rank: int) -> Bounds:
    """Return the bounds with dimensions of size 1 in front, as broadcasting adds them."""

    def make(arrays: Arrays) -> Arrays:
        shape = (1,) * (rank - arrays.low.ndim) + arrays.low.shape
        return Arrays(arrays.low.reshape(shape), arrays.high.reshape(shape))

    return Bounds(make, bounds)


def roll(bounds: Bounds, shifts: Sequence[int], dimensions: Sequence[int]) -> Bounds:
    """Return the bounds after positions have moved in a circle."""
    axes = tuple(dimensions)
    return Bounds(lambda a: Arrays(np.roll(a.low, tuple(shifts), axes), np.roll(a.high, tuple(shifts), axes)), bounds)


def flip(bounds: Bounds, dimensions: Sequence[int]) -> Bounds:
    """Return the bounds with the positions along ``dimensions`` in reverse."""
    axes = tuple(dimensions)
    return Bounds(lambda arrays: Arrays(np.flip(arrays.low, axes), np.flip(arrays.high, axes)), bounds)


def repeat(bounds: Bounds, times: Sequence[int]) -> Bounds:
    """Return the bounds of a tensor laid side by side ``times`` times along each dimension."""

    def make(arrays: Arrays) -> Arrays:
        real = [count if arrays.low.shape[axis] > 1 else 1 for axis, count in enumerate(times)]
        return Arrays(np.tile(arrays.low, real), np.tile(arrays.high, real))

    return Bounds(make, bounds)


def reshape(bounds: Bounds, groups: Sequence[tuple[Sequence[int], Sequence[int]]], old: Shape, new: Shape) -> Bounds:
    """Return the bounds of a view; ``groups`` pairs runs of old and new dimensions of equal size."""
    return Bounds(partial(_reshape, groups, old, new), bounds)


def _reshape(groups: Sequence[tuple[Sequence[int], Sequence[int]]], old: Shape, new: Shape, arrays: Arrays) -> Arrays:
    wide = list(arrays.low.shape)
    target: list[int] = []
    mingled = False
    for before, after in groups:
        if any(arrays.low.shape[axis] > 1 for axis in before):
            mingled |= len(before) > 1 or len(after) > 1
            for axis in before:
                wide[axis] = old[axis]
            target += [new[axis] for axis in after]
        else:
            target += [1] * len(after)
    result = Arrays(
        np.broadcast_to(arrays.low, wide).reshape(target), np.broadcast_to(arrays.high, wide).reshape(target)
    )
    return thinned(result) if mingled else result


def thinned(arrays: Arrays) -> Arrays:
    """Give dimensions along which nothing changes the size 1 again."""
    low, high = arrays
    for axis in range(low.ndim):
        if low.shape[axis] > 1:
            first = low.take([0], axis), high.take([0], axis)
            if (low == first[0]).all() and (high == first[1]).all():
                low, high = first
    return Arrays(low, high)


# -- meeting -------------------------------------------------------------------------------------------------------


def union(many: Sequence[Bounds]) -> Bounds:
    """Return the bounds where paths of one rank meet element by element."""
    return many[0] if len(many) == 1 else Bounds(_union, *many)


def _union(*many: Arrays) -> Arrays:
    low, high = many[0]
    for other in many[1:]:
        low, high = np.minimum(low, other.low), np.maximum(high, other.high)
    return Arrays(low, high)


def concatenate(parts: Sequence[tuple[Bounds | None, Shape]], dimension: int) -> Bounds:
    """Return the bounds of tensors laid side by side; None for a part that depends on no pixel."""
    live = [bounds for bounds, _ in parts if bounds is not None]
    if len(live) == len(parts) and all(one is live[0] for one in live):
        # Halves of one map that did not change come together again.
        return Bounds(partial(_concatenate, parts, dimension), live[0])
    return Bounds(partial(_concatenate, parts, dimension), *live)


def _concatenate(parts: Sequence[tuple[Bounds | None, Shape]], dimension: int, *live: Arrays) -> Arrays:
    uniform = all(one.low.shape[dimension] == 1 for one in live)
    if uniform and all(bounds is not None for bounds, _ in parts):
        first = live[0]
        if all(np.array_equal(one.low, first.low) and np.array_equal(one.high, first.high) for one in live[1:]):
            return first
    shape = [max(one.low.shape[axis] for one in live) for axis in range(live[0].low.ndim)]
    lows, highs = [], []
    for bounds, size in parts:
        shape[dimension] = size[dimension]
        arrays = bounds.arrays if bounds is not None else None
        lows.append(np.broadcast_to(np.int32(FAR) if arrays is None else arrays.low, shape))
        highs.append(np.broadcast_to(np.int32(-FAR) if arrays is None else arrays.high, shape))
    return Arrays(np.concatenate(lows, dimension), np.concatenate(highs, dimension))


def matching_groups(old: Shape, new: Shape) -> list[tuple[list[int], list[int]]]:
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
    assert prod(old) == prod(new)
    return groups

"""Receptive-field rules of operators that only move data: views, permutations, slices, shuffles. No torch."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.bounds import Bounds, matching_groups
from explorer.analysis.receptive.fields import Field, blur, cut, move, reshape, slide
from explorer.analysis.receptive.steps import NOTHING, Result, Rule, Step, aligned_ranks
from explorer.analysis.rows import Shape


def _identity(step: Step) -> Result:
    return step.main


def _constant(step: Step) -> Result:
    return NOTHING


def _reshape(step: Step) -> Result:
    if step.main is None or prod(step.shape) != prod(step.output_shape):
        return None  # the same memory as elements of another size
    return _viewed(step.main, step.shape, step.output_shape)


def _viewed(field: Field, old: Shape, new: Shape) -> Field:
    if old == new:
        return field
    return replace(reshape(field, old, new), bounds=exact.reshape(field.bounds, matching_groups(old, new), old, new))


def _permute(step: Step) -> Result:
    rank = len(step.shape)
    return _reordered(step, [d % rank for d in step.argument("dims")])


def _reordered(step: Step, order: Sequence[int]) -> Result:
    if step.main is None:
        return None
    moved = move(step.main, {d: position for position, d in enumerate(order)})
    return replace(moved, bounds=exact.permute(step.main.bounds, order))


def _transpose(step: Step) -> Result:
    rank = len(step.shape)
    first = step.argument("dim0", "axis0", default=0) % rank
    second = step.argument("dim1", "axis1", default=1) % rank
    order = list(range(rank))
    order[first], order[second] = second, first
    return _reordered(step, order)


def _turned(step: Step) -> Result:
    return _reordered(step, list(reversed(range(len(step.shape)))))


def _matrix_turned(step: Step) -> Result:
    rank = len(step.shape)
    return _reordered(step, [*range(rank - 2), rank - 1, rank - 2])


def _moved_dimensions(step: Step) -> Result:
    rank = len(step.shape)
    sources, targets = step.dimensions("source"), step.dimensions("destination")
    order: list[int] = [-1] * rank
    for source, target in zip(sources, targets, strict=True):
        order[target] = source
    rest = iter(d for d in range(rank) if d not in sources)
    return _reordered(step, [next(rest) if d < 0 else d for d in order])


def _broadcast(step: Step) -> Result:
    if step.main is None:
        return None
    (field,), _ = aligned_ranks(step, [(step.main, step.shape)])
    return field


def _repeated(step: Step) -> Result:
    if step.main is None:
        return None
    (field,), (shape,) = aligned_ranks(step, [(step.main, step.shape)])
    times = [new // old for old, new in zip(shape, step.output_shape, strict=True)]
    exactly = exact.repeat(field.bounds, times)
    if any(times[d] > 1 and shape[d] > 1 for d in field.carriers):
        field = blur(field, "positions are repeated", field.hull)
    return replace(field, bounds=exactly)


def _slice(step: Step) -> Result:
    dimension = step.dimension()
    start, end, stride = step.argument("start"), step.argument("end"), step.argument("step", default=1)
    first, _, stride = slice(start, end, stride).indices(step.shape[dimension])
    return _part(step, dimension, first, stride, step.output_shape[dimension])


def _part(step: Step, dimension: int, first: int, stride: int, size: int) -> Field | None:
    if step.main is None:
        return None
    field = cut(step.main, dimension, first, stride, size)
    return replace(field, bounds=exact.cut(step.main.bounds, dimension, first, stride, size))


def _narrow(step: Step) -> Result:
    dimension = step.dimension()
    return _part(step, dimension, step.argument("start") % step.shape[dimension], 1, step.output_shape[dimension])


def _select(step: Step) -> Result:
    dimension = step.dimension()
    return _single(step, dimension, step.argument("index") % step.shape[dimension])


def _single(step: Step, dimension: int, index: int) -> Field | None:
    part = _part(step, dimension, index, 1, 1)
    if part is None:
        return None
    where = {d: d - (d > dimension) for d in range(len(step.shape)) if d != dimension}
    return replace(move(part, where), bounds=exact.drop(part.bounds, dimension))


def _pieces(step: Step) -> Result:
    dimension = step.dimension()
    pieces: list[Field | None] = []
    first = 0
    for output in step.call.outputs:
        pieces.append(_part(step, dimension, first, 1, output.shape[dimension]))
        first += output.shape[dimension]
    return pieces


def _unbind(step: Step) -> Result:
    dimension = step.dimension()
    return [_single(step, dimension, index) for index in range(len(step.call.outputs))]


def _rolled(step: Step) -> Result:
    field = step.main
    shifts, dimensions = step.argument("shifts"), step.argument("dims")
    if field is None or not dimensions:
        return None
    dimensions = [d % len(step.shape) for d in dimensions]
    exactly = exact.roll(field.bounds, shifts, dimensions)
    if set(dimensions) & set(field.carriers):
        field = blur(field, "positions are rolled", field.hull)
    return replace(field, bounds=exactly)


def _flipped(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    dimensions = step.dimensions("dims")
    exactly = exact.flip(field.bounds, dimensions)
    if set(dimensions) & set(field.carriers):
        field = blur(field, "positions are in reverse", field.hull)
    return replace(field, bounds=exactly)


def _rearranged(field: Field, old: Shape, split: Shape, order: Sequence[int], new: Shape) -> Bounds:
    """The bounds of a view, a permutation and a view."""
    permuted = tuple(split[d] for d in order)
    first = exact.permute(exact.reshape(field.bounds, matching_groups(old, split), old, split), order)
    return exact.reshape(first, matching_groups(permuted, new), permuted, new)


def _channel_shuffle(step: Step) -> Result:
    field = step.main
    if field is None or 1 in field.carriers:
        return None
    batch, channels, *rest = step.shape
    groups = step.argument("groups")
    order = (0, 2, 1, *range(3, len(rest) + 3))
    exactly = _rearranged(field, step.shape, (batch, groups, channels // groups, *rest), order, step.shape)
    return replace(field, bounds=exactly)


def _pixel_shuffle(step: Step) -> Result:
    field = step.main
    if field is None or len(step.shape) != 4:
        return None
    batch, channels, height, width = step.shape
    r = step.argument("upscale_factor")
    split = (batch, channels // r**2, r, r, height, width)
    exactly = _rearranged(field, step.shape, split, (0, 1, 4, 2, 5, 3), step.output_shape)
    return replace(blur(field, "pixel_shuffle gives channels to positions", field.hull), bounds=exactly)


def _pixel_unshuffle(step: Step) -> Result:
    field = step.main
    if field is None or len(step.shape) != 4:
        return None
    batch, channels, height, width = step.shape
    r = step.argument("downscale_factor")
    split = (batch, channels, height // r, r, width // r, r)
    exactly = _rearranged(field, step.shape, split, (0, 1, 3, 5, 2, 4), step.output_shape)
    for dimension in (2, 3):
        # As in a concatenation of the r shifted parts, one unit stands for those of all channels.
        field = slide(field, dimension, step.output_shape[dimension], kernel=r, stride=r, padding=0)
    return replace(field, bounds=exactly)


RULES: dict[str, Rule] = {
    **dict.fromkeys(
        (
            "batch_norm", "dropout", "feature_dropout", "alpha_dropout", "contiguous", "clone", "to", "_to_copy",
            "type_as",
        ),
        _identity,
    ),
    **dict.fromkeys(
        (
            "fill", "zero", "zeros_like", "ones_like", "full_like", "empty_like", "new_zeros", "new_ones", "new_full",
            "new_empty",
        ),
        _constant,
    ),
    **dict.fromkeys(("view", "view_as", "reshape", "reshape_as", "flatten", "unflatten"), _reshape),
    **dict.fromkeys(("squeeze", "unsqueeze"), _reshape),
    "permute": _permute,
    **dict.fromkeys(("transpose", "swapaxes"), _transpose),
    **dict.fromkeys(("t", "numpy_T"), _turned),
    **dict.fromkeys(("mT", "mH", "adjoint"), _matrix_turned),
    "movedim": _moved_dimensions,
    **dict.fromkeys(("expand", "expand_as"), _broadcast),
    **dict.fromkeys(("repeat", "tile"), _repeated),
    "slice": _slice,
    "narrow": _narrow,
    "select": _select,
    **dict.fromkeys(("chunk", "split", "split_with_sizes", "tensor_split"), _pieces),
    "unbind": _unbind,
    "roll": _rolled,
    "flip": _flipped,
    **dict.fromkeys(("channel_shuffle", "native_channel_shuffle"), _channel_shuffle),
    "pixel_shuffle": _pixel_shuffle,
    "pixel_unshuffle": _pixel_unshuffle,
}  # fmt: skip

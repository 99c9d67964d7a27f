"""Receptive-field rules of operators where paths or positions meet: arithmetic, concatenation, norms. No torch."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.analysis.kinds import ACTIVATIONS, ARITHMETIC, REDUCTIONS
from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.bounds import Bounds, matching_groups
from explorer.analysis.receptive.fields import Field, blur, collapse, join, move, varying
from explorer.analysis.receptive.steps import NOTHING, Result, Rule, Step, aligned_ranks
from explorer.analysis.rows import Shape


def _elementwise(step: Step) -> Result:
    return _meeting(*aligned_ranks(step, step.live()), step.through_gates)


def _meeting(fields: Sequence[Field], shapes: Sequence[Shape], through_gates: bool) -> Field:
    followed = varying(fields, shapes)
    real = fields if through_gates else [field for field, follows in zip(fields, followed, strict=True) if follows]
    return join(fields, followed, exact.union([field.bounds for field in real]))


def _copy(step: Step) -> Result:
    """What is overwritten is forgotten."""
    source = next((operand for operand in step.call.operands[1:]), None)
    field = step.field(source)
    if field is None or source is None:
        return NOTHING
    (field,), _ = aligned_ranks(step, [(field, source.spec.shape)])
    return field


def _concatenation(step: Step) -> Result:
    parts = [(step.field(operand), operand.spec.shape) for operand in step.argument("tensors")]
    dimension = step.argument("dim", default=0) % len(step.output_shape)
    return _side_by_side(parts, dimension, step.through_gates)


def _stack(step: Step) -> Result:
    rank = len(step.output_shape)
    dimension = step.argument("dim", default=0) % rank
    widened: list[tuple[Field | None, Shape]] = []
    for operand in step.argument("tensors"):
        shape = operand.spec.shape
        taller = (*shape[:dimension], 1, *shape[dimension:])
        field = step.field(operand)
        if field is not None:
            moved = move(field, {d: d + (d >= dimension) for d in range(rank - 1)})
            exactly = exact.reshape(field.bounds, matching_groups(shape, taller), shape, taller)
            field = replace(moved, bounds=exactly)
        widened.append((field, taller))
    return _side_by_side(widened, dimension, step.through_gates)


def _side_by_side(parts: Sequence[tuple[Field | None, Shape]], dimension: int, through_gates: bool) -> Field:
    live = [(field, shape) for field, shape in parts if field is not None]
    fields = [field for field, _ in live]
    followed = varying(fields, [shape for _, shape in live])
    follows = dict(zip(map(id, fields), followed, strict=True))
    blocks: list[tuple[Bounds | None, Shape]] = [
        (field.bounds if field is not None and (through_gates or follows[id(field)]) else None, shape)
        for field, shape in parts
    ]
    joined = join(fields, followed, exact.concatenate(blocks, dimension))
    if len(parts) > 1 and any(dimension in field.carriers for field in fields):
        return blur(joined, "positions of several maps in one row", joined.hull)
    return joined


def _reduction(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    rank = len(step.shape)
    dimensions = step.dimensions("dim") if step.argument("dim") is not None else list(range(rank))
    keep = len(step.output_shape) == rank
    exactly = exact.reduce(field.bounds, dimensions, keep)
    if set(dimensions) & set(field.carriers):
        return replace(collapse(field, "pool"), bounds=exactly)
    if not keep:
        kept = [d for d in range(rank) if d not in dimensions]
        field = move(field, {d: position for position, d in enumerate(kept)})
    return replace(field, bounds=exactly)


def _along_dimension(step: Step) -> Result:
    """Softmax and its like: everything along one dimension meets."""
    field = step.main
    if field is None:
        return None
    dimension = step.dimension()
    exactly = exact.reduce(field.bounds, [dimension], True)
    return replace(collapse(field, "dense") if dimension in field.carriers else field, bounds=exactly)


def _running_sum(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    dimension = step.dimension()
    exactly = exact.accumulate(field.bounds, dimension)
    return replace(collapse(field, "dense") if dimension in field.carriers else field, bounds=exactly)


def _normalisation(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    trailing = step.argument("normalized_shape")
    rank = len(step.shape)
    spans = list(range(rank - len(trailing), rank) if trailing else range(2, rank))
    if set(spans) & set(field.carriers):
        statistics = exact.reduce(field.bounds, spans if trailing else range(1, rank), True)
        exactly = exact.union([field.bounds, statistics]) if step.through_gates else field.bounds
        return replace(field, reason=field.reason or "gate", bounds=exactly)
    return replace(field, bounds=exact.reduce(field.bounds, spans, True)) if trailing else field


NORMALISATIONS = ("layer_norm", "rms_norm", "group_norm", "instance_norm")

RULES: dict[str, Rule] = {
    **dict.fromkeys(ACTIVATIONS | ARITHMETIC, _elementwise),
    "copy": _copy,
    "cat": _concatenation,
    "stack": _stack,
    **dict.fromkeys(REDUCTIONS, _reduction),
    **dict.fromkeys(("softmax", "log_softmax"), _along_dimension),
    "cumsum": _running_sum,
    **dict.fromkeys(NORMALISATIONS, _normalisation),
}

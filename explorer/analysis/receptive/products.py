"""Receptive-field rules of dense layers and of products of tensors. No torch."""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

from explorer.analysis.contractions import MATRIX_PRODUCTS, Contraction, Labels, contraction
from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.bounds import Bounds, matching_groups
from explorer.analysis.receptive.fields import Field, blur, collapse, join, move
from explorer.analysis.receptive.steps import Result, Rule, Step
from explorer.analysis.rows import Shape

WHY = "positions of several maps meet in a product"
MOST_UNITS = 1 << 22
"""Of a product of all positions with all positions: beyond, the exact interval of each is not kept."""


def _dense(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    last = len(step.shape) - 1
    exactly = exact.reduce(field.bounds, [last], True)
    return replace(collapse(field, "dense") if last in field.carriers or not field.carriers else field, bounds=exactly)


def _product(step: Step) -> Result:
    product = contraction(step.call)
    if product is None:
        return _mixture(step)
    live = [
        (field, labels, factor.spec.shape)
        for factor, labels in zip(product.factors, product.labels, strict=True)
        if (field := step.field(factor)) is not None
    ]
    if len(live) < len(step.live()):
        return _mixture(step)  # a summand that depends on the input too
    placed = [any(shape[d] > 1 for d in field.carriers) for field, _, shape in live]
    fields = [_carried(field, labels, shape, product.result) for field, labels, shape in live]
    if len(fields) == 1:
        return fields[0]
    summed = any(here and _is_summed(one, labels, product) for here, (one, labels, _) in zip(placed, live, strict=True))
    if sum(placed) != 1 or summed:
        return _of_maps(step, fields)
    # One factor is the same at all positions: a gate, written as a product.
    real = fields if step.through_gates else [field for field, here in zip(fields, placed, strict=True) if here]
    return join(fields, placed, exact.union([field.bounds for field in real]))


def _is_summed(field: Field, labels: Labels, product: Contraction) -> bool:
    return any(labels[dimension] not in product.result for dimension in field.carriers)


def _carried(field: Field, labels: Labels, shape: Shape, result: Labels) -> Field:
    """The field of a product with a factor that depends on no pixel."""
    summed = [dimension for dimension, label in enumerate(labels) if label not in result]
    kept = [labels.index(label) for label in result if label in labels]
    exactly = _arranged(exact.reduce(field.bounds, summed, False), labels, shape, result)
    if set(summed) & set(field.carriers) or not field.carriers:
        return replace(collapse(field, "dense"), bounds=exactly)
    where = {dimension: result.index(labels[dimension]) for dimension in kept}
    return replace(move(field, where), bounds=exactly)


def _arranged(bounds: Bounds, labels: Labels, shape: Shape, result: Labels) -> Bounds:
    """Bounds whose axes are those of ``labels`` that stay, in the order of the result, 1 long where it has others."""
    stay = [label for label in labels if label in result]
    order = [stay.index(label) for label in result if label in stay]
    sizes = tuple(shape[labels.index(stay[position])] for position in order)
    wide = tuple(shape[labels.index(label)] if label in stay else 1 for label in result)
    return exact.reshape(exact.permute(bounds, order), matching_groups(sizes, wide), sizes, wide)


def _attention(step: Step) -> Result:
    """Each unit reads its own query, and the keys and values of all positions."""
    query, key, value = (step.call.operand(name) for name in ("query", "key", "value"))
    rank = len(step.output_shape)
    reads = [(query, [rank - 1]), (key, [rank - 2, rank - 1]), (value, [rank - 2])]
    live = [(field, axes) for operand, axes in reads if (field := step.field(operand)) is not None]
    plain = not (step.argument("is_causal") or step.argument("enable_gqa"))
    if not plain or len(live) < len(step.live()) or any(len(value.spec.shape) != rank for value in step.call.values):
        return _mixture(step)
    fields = []
    for field, axes in live:
        exactly = exact.reduce(field.bounds, axes, True)
        met = set(axes) & set(field.carriers) or not field.carriers
        fields.append(replace(collapse(field, "dense") if met else field, bounds=exactly))
    return _of_maps(step, fields)


def _of_maps(step: Step, fields: Sequence[Field]) -> Field:
    """The field where units read positions of several maps; the bounds of ``fields`` have the axes of the result."""
    joined = join(fields, [True] * len(fields), exact.union([field.bounds for field in fields]))
    units = prod(step.output_shape[axis] for axis in {axis for field in fields for axis in field.carriers})
    if units > MOST_UNITS:
        wide = exact.everywhere(joined.bounds, len(step.output_shape))
        joined = replace(joined, bounds=wide, flagged=joined.flagged or WHY)
    if joined.start is not None or joined.hull is None:
        return joined
    # What has no positions left has its whole hull for its interval.
    whole = next((field for field in fields if not field.carriers and field.hull == joined.hull), None)
    if whole is not None and whole.start is not None:
        # All positions of one map hold what single positions of another one can add.
        return replace(whole, bounds=joined.bounds, flagged=joined.flagged)
    return _blurred(joined, fields)


def _mixture(step: Step) -> Result:
    """A form of which it is only known that no unit sees more than all operands do."""
    fields = [field for field, _ in step.live()]
    wide = exact.union([exact.everywhere(field.bounds, len(step.output_shape)) for field in fields])
    joined = join(fields, [True] * len(fields), wide)
    carriers = tuple(range(len(step.output_shape)))
    return replace(_blurred(joined, fields), carriers=carriers, flagged=joined.flagged or WHY)


def _blurred(joined: Field, factors: Sequence[Field]) -> Field:
    unclear = next((field.unclear for field in factors if field.unclear), WHY)
    return replace(blur(joined, WHY, joined.hull), unclear=unclear)


RULES: dict[str, Rule] = {
    "linear": _dense,
    **dict.fromkeys((*MATRIX_PRODUCTS, "einsum"), _product),
    "scaled_dot_product_attention": _attention,
}

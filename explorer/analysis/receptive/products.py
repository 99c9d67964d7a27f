"""Receptive-field rules of dense layers and of products of tensors. No torch."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.analysis.contractions import MATRIX_PRODUCTS, Contraction, Labels, contraction
from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.bounds import Bounds, matching_groups
from explorer.analysis.receptive.fields import Field, collapse, join, move
from explorer.analysis.receptive.steps import Result, Rule, Step
from explorer.analysis.rows import Shape


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
    if len(live) > 1 and sum(placed) != 1:
        return _mixture(step)
    if any(here and _is_summed(field, labels, product) for here, (field, labels, _) in zip(placed, live, strict=True)):
        if len(live) > 1:
            return _mixture(step)
        placed = [False]
    fields = [_carried(field, labels, shape, product.result) for field, labels, shape in live]
    if len(fields) == 1:
        return fields[0]
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


def _mixture(step: Step) -> Result:
    """Attention and other products of two maps mix all positions of both."""
    fields: Sequence[Field] = [field for field, _ in step.live()]
    rank = len(step.output_shape)
    mixed = [replace(collapse(field, "dense"), bounds=exact.everywhere(field.bounds, rank)) for field in fields]
    together = join(mixed, [True] * len(mixed), exact.union([field.bounds for field in mixed]))
    return replace(collapse(together, "dense"), bounds=together.bounds)


RULES: dict[str, Rule] = {
    "linear": _dense,
    **dict.fromkeys((*MATRIX_PRODUCTS, "einsum", "scaled_dot_product_attention"), _product),
}

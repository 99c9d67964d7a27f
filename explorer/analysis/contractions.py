"""Which axes of its operands a tensor product keeps and which it sums over, as labels. No torch."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from string import ascii_letters

from explorer.analysis.rows import Shape
from explorer.analysis.tracing.trace import Operand, OperatorCall

Labels = tuple[Hashable, ...]
"""One label for each axis; equal labels are one index."""

MATRIX_PRODUCTS = {
    "matmul": ("self", "other"),
    "mm": ("self", "mat2"),
    "bmm": ("self", "mat2"),
    "mv": ("self", "vec"),
    "addmm": ("mat1", "mat2"),
    "baddbmm": ("batch1", "batch2"),
    "addbmm": ("batch1", "batch2"),
    "inner": ("self", "other"),
    "outer": ("self", "vec2"),
    "tensordot": ("self", "other"),
}
"""The two factors of each, as their schemas call them."""


@dataclass(frozen=True, slots=True)
class Contraction:
    """A product over labelled axes; an axis whose label the result lacks is summed over."""

    factors: tuple[Operand, ...]
    labels: tuple[Labels, ...]
    """Of the axes of each factor."""
    result: Labels
    """Of the axes of the product."""


def contraction(call: OperatorCall) -> Contraction | None:
    """Return what a product of tensors sums over; None for any other call, and for diagonals (``ii``)."""
    if call.name == "einsum":
        factors = tuple(call.arguments["tensors"])
        shapes = [factor.spec.shape for factor in factors]
        labels, result = _einsum(call.arguments["equation"], shapes)
        if any(len(set(one)) < len(one) for one in labels):
            return None
        return Contraction(factors, labels, result)
    if call.name not in MATRIX_PRODUCTS:
        return None
    left, right = (call.operand(name) for name in MATRIX_PRODUCTS[call.name])
    if left is None or right is None:
        return None
    ranks = len(left.spec.shape), len(right.spec.shape)
    if 0 in ranks:
        return None  # a multiple
    if call.name not in _SUM_ALL_SHARED:
        first, second = _matmul(*ranks)
        batch = max(first[:-2], second[:-2], key=len)
        result = (*batch, *(one for one in ("row",) if one in first), *(one for one in ("column",) if one in second))
        return Contraction((left, right), (first, second), result)
    first, second = _sharing(*ranks, _shared_axes(call, *ranks))
    alone = [label for label in (*first, *second) if not (label in first and label in second)]
    return Contraction((left, right), (first, second), tuple(alone))


def pairs(product: Contraction, path: Sequence[int] | None = None) -> Iterator[tuple[int, bool]]:
    """Return how many products each step of a contraction takes, and whether it sums over any.

    torch contracts two factors at a time, from the left or along ``path`` (the
    places of both, pair after pair; what they give comes last). It first sums
    over what only one of the two has and nothing needs any more.
    """
    waiting = [
        {label: size for label, size in zip(labels, factor.spec.shape, strict=True) if size != 1}
        for factor, labels in zip(product.factors, product.labels, strict=True)
    ]
    places = iter(path or ())
    while len(waiting) > 1:
        one, other = sorted((next(places), next(places))) if path else (0, 1)
        second, first = waiting.pop(other), waiting.pop(one)
        needed = {*product.result, *(label for sizes in waiting for label in sizes)}
        shared = first.keys() & second.keys()
        met = {label: size for label, size in {**first, **second}.items() if label in needed or label in shared}
        yield prod(met.values()), any(label not in needed for label in shared)
        left = {label: size for label, size in met.items() if label in needed}
        waiting.insert(len(waiting) if path else 0, left)


_SUM_ALL_SHARED = frozenset({"addbmm", "inner", "outer", "tensordot"})
"""Products whose result has the axes of the first factor, then those of the second, without the ones they share."""


def _shared_axes(call: OperatorCall, left: int, right: int) -> dict[int, int]:
    """Which axis of the second factor each shared axis of the first one is."""
    if call.name == "tensordot":
        pairs = zip(call.arguments["dims_self"], call.arguments["dims_other"], strict=True)
        return {one % left: other % right for one, other in pairs}
    return {"addbmm": {0: 0, 2: 1}, "inner": {left - 1: right - 1}, "outer": {}}[call.name]


def _sharing(left: int, right: int, shared: Mapping[int, int]) -> tuple[Labels, Labels]:
    first: list[Hashable] = [("first", axis) for axis in range(left)]
    second: list[Hashable] = [("second", axis) for axis in range(right)]
    for one, other in shared.items():
        second[other] = first[one]
    return tuple(first), tuple(second)


def _matmul(left: int, right: int) -> tuple[Labels, Labels]:
    """The labels of numpy's matrix product: batch axes are counted from the matrices outwards."""
    first = ("inner",) if left == 1 else (*range(left - 2, 0, -1), "row", "inner")
    second = ("inner",) if right == 1 else (*range(right - 2, 0, -1), "inner", "column")
    return first, second


def _einsum(equation: str, shapes: Sequence[Shape]) -> tuple[tuple[Labels, ...], Labels]:
    """The labels of an equation; the axes of an ellipsis are counted from the last one outwards."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    labels = tuple(_expanded(term, len(shape)) for term, shape in zip(terms, shapes, strict=True))
    longest = max((one for one in labels), key=lambda one: sum(isinstance(label, int) for label in one), default=())
    ellipsis = tuple(label for label in longest if isinstance(label, int))
    if arrow:
        before, dots, after = right.partition("...")
        return labels, (*before, *(ellipsis if dots else ()), *after)
    letters = "".join(terms)
    # Without an arrow: the ellipsis, then what stands once, in the order of the alphabet with capitals first.
    once = sorted(letter for letter in set(letters) if letter in ascii_letters and letters.count(letter) == 1)
    return labels, (*ellipsis, *once)


def _expanded(term: str, rank: int) -> Labels:
    before, dots, after = term.partition("...")
    return (*before, *(range(rank - len(before) - len(after), 0, -1) if dots else ()), *after)

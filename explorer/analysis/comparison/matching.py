"""Aligning two sequences in order: what pairs cost, what is left out costs, and the cheapest set of pairs. No torch."""

from collections.abc import Callable, Sequence
from math import log2
from typing import TypeVar

from explorer.analysis.comparison.units import Unit
from explorer.analysis.rows import LayerRow

A = TypeVar("A")
B = TypeVar("B")

GAP = 50
"""What leaving one element without a partner costs; a pair of 100 or more is no better than none."""
NEVER = 100
BLOCKS = ("residual", "inverted residual", "branches", "separable", "plain")


def align(first: Sequence[A], second: Sequence[B], cost: Callable[[A, B], int]) -> list[tuple[int, int]]:
    """Return the pairs of the cheapest alignment in order (Needleman and Wunsch 1970).

    The cost is that of the pairs plus :data:`GAP` for every element without
    one. Of equally cheap alignments it is the one whose pairs stand earliest.
    """
    rows, columns = len(first), len(second)
    # Whole numbers: (cost, sum of the pairs' positions), so that ties are decided alike in both directions.
    best = [[(0, 0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        best[i][0] = (i * GAP, 0)
    for j in range(1, columns + 1):
        best[0][j] = (j * GAP, 0)
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            up, left, both = best[i - 1][j], best[i][j - 1], best[i - 1][j - 1]
            found = min((up[0] + GAP, up[1]), (left[0] + GAP, left[1]))
            price = cost(first[i - 1], second[j - 1])
            if price < NEVER:
                found = min(found, (both[0] + price, both[1] + i + j))
            best[i][j] = found
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        price = cost(first[i - 1], second[j - 1])
        both = best[i - 1][j - 1]
        if price < NEVER and best[i][j] == (both[0] + price, both[1] + i + j):
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i][j] == (best[i - 1][j][0] + GAP, best[i - 1][j][1]):
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def total(
    first: Sequence[A], second: Sequence[B], pairs: Sequence[tuple[int, int]], cost: Callable[[A, B], int]
) -> int:
    """Return what an alignment costs."""
    paired = sum(cost(first[i], second[j]) for i, j in pairs)
    return paired + GAP * (len(first) + len(second) - 2 * len(pairs))


def difference(one: Unit, other: Unit) -> int:
    """Return how unlike two units are in what they do, 0 to 100; names and sizes of maps do not count.

    ==============================================  =====
    one kind                                            0
    two kinds of blocks                                25
    convolution and depthwise convolution              30
    convolution and block; convolution and linear      40
    anything else                                   never
    only one reduces the map                          +15
    another largest kernel                            +10
    only one has a gate; only one groups        +5, or +5
    more convolutions, per doubling up to two          +5
    more channels, per doubling up to five             +2
    ==============================================  =====
    """
    price = _kinds(one.kind, other.kind)
    if price >= NEVER:
        return NEVER
    price += 15 * (one.reduces != other.reduces)
    price += 10 * (one.kernel != other.kernel)
    price += 5 * (one.gated != other.gated) + 5 * (one.grouped != other.grouped)
    price += 5 * min(2, _doublings(one.convolutions, other.convolutions))
    price += 2 * min(5, _doublings(one.channels, other.channels))
    return min(price, NEVER - 1)


def _kinds(one: str, other: str) -> int:
    if one == other:
        return 0
    kinds = {one, other}
    if kinds <= set(BLOCKS):
        return 25
    if kinds == {"conv", "depthwise"}:
        return 30
    if kinds == {"conv", "linear"}:
        return 40
    convolutional = {"conv", "depthwise", *BLOCKS}
    return 40 if kinds <= convolutional else NEVER


def _doublings(one: int, other: int) -> int:
    return round(abs(log2(max(one, 1) / max(other, 1))))


def operator_difference(one: tuple[LayerRow, str], other: tuple[LayerRow, str]) -> int:
    """Return how unlike two operators within matched units are, 0 to 100; each comes with its kind."""
    (row, kind), (partner, partner_kind) = one, other
    if kind != partner_kind:
        mixes = ("conv", "depthwise", "linear")
        return 30 if kind in mixes and partner_kind in mixes else NEVER
    price = 0 if row.operator == partner.operator else 20
    price += 15 * (row.kernel_size != partner.kernel_size) + 10 * (row.stride != partner.stride)
    price += 5 * ((row.groups or 1) != (partner.groups or 1)) + 5 * (row.output_shape[:1] != partner.output_shape[:1])
    # A gate's branch works on one unit a channel; nothing on the maps corresponds to it.
    return price + 60 * (_is_map(row) != _is_map(partner))


def _is_map(row: LayerRow) -> bool:
    return len(row.output_shape) == 3 and max(row.output_shape[1:]) > 1

"""Sideways places: nodes of neighbouring ranks in columns, columns as close as their boxes allow."""

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.visualize.layout import Layers

NODE_GAP = 24.0
"""Between boxes side by side."""
LANE_GAP = 16.0
"""Between lanes side by side."""
RELAXATIONS = 8


def align_columns(graph: "Layers") -> None:
    """Join nodes of neighbouring ranks into columns of one x, heaviest links first, without crossings."""
    members = dict.fromkeys(range(len(graph.rank)), 1)
    column, weight, position = graph.column, graph.weight, graph.position
    for layer in graph.layers[:-1]:
        # The longer column wins a tie, which stops the main path from drifting sideways.
        candidates = sorted((-weight[a, b], -members[column[a]], b, a) for a in layer for b in graph.down[a])
        taken_above: set[int] = set()
        taken_below: set[int] = set()
        accepted: list[tuple[int, int]] = []
        for _, _, b, a in candidates:
            if a in taken_above or b in taken_below:
                continue
            above, below = position[a], position[b]
            # Accepted pairs are kept sorted and never cross, so only the two neighbours can conflict.
            at = bisect_right(accepted, (above, below))
            if (at and accepted[at - 1][1] > below) or (at < len(accepted) and accepted[at][1] < below):
                continue
            accepted.insert(at, (above, below))
            taken_above.add(a)
            taken_below.add(b)
            out, into = graph.bend[a, b]
            graph.offset[b] = graph.offset[a] + out - into
            column[b] = column[a]
            members[column[a]] += 1


def compact(graph: "Layers") -> list[float]:
    """Return every node's x: columns as close as their boxes allow, drawn towards their neighbours."""
    distance = _separations(graph)
    right: dict[int, list[tuple[int, float]]] = defaultdict(list)
    left: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (a, b), least in distance.items():
        right[a].append((b, least))
        left[b].append((a, least))
    columns = list(dict.fromkeys(graph.column))
    missing = {column: len(left[column]) for column in columns}
    order = [column for column in columns if not missing[column]]
    for column in order:
        for other, _ in right[column]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    x: dict[int, float] = {}
    for column in order:
        x[column] = max((x[other] + least for other, least in left[column]), default=0.0)
    rightmost: dict[int, float] = {}
    widest = max(x.values())
    for column in reversed(order):
        rightmost[column] = min((rightmost[other] - least for other, least in right[column]), default=widest)
    for column in order:
        x[column] = (x[column] + rightmost[column]) / 2
    _relax(graph, x, order, left, right)
    result = [x[graph.column[node]] + graph.offset[node] for node in range(len(graph.rank))]
    leftmost = min(value - width / 2 for value, width in zip(result, graph.width, strict=True))
    return [value - leftmost for value in result]


def _separations(graph: "Layers") -> dict[tuple[int, int], float]:
    """The least distance between each two columns that have neighbours in some rank."""
    distance: dict[tuple[int, int], float] = {}
    for layer in graph.layers:
        for a, b in pairwise(layer):
            lanes = (a >= graph.real) + (b >= graph.real)
            gap = (NODE_GAP, (NODE_GAP + LANE_GAP) / 2, LANE_GAP)[lanes]
            least = (graph.width[a] + graph.width[b]) / 2 + gap + graph.offset[a] - graph.offset[b]
            pair = (graph.column[a], graph.column[b])
            distance[pair] = max(distance.get(pair, least), least)
    return distance


def _relax(
    graph: "Layers",
    x: dict[int, float],
    order: list[int],
    left: dict[int, list[tuple[int, float]]],
    right: dict[int, list[tuple[int, float]]],
) -> None:
    """Move each column to the median of where its links would be straight, within its slack."""
    wanted: dict[int, list[tuple[int, float]]] = {column: [] for column in order}
    for (a, b), (out, into) in graph.bend.items():
        one, other = graph.column[a], graph.column[b]
        if one != other:
            shift = graph.offset[a] + out - graph.offset[b] - into
            wanted[other].append((one, shift))
            wanted[one].append((other, -shift))
    for turn in range(RELAXATIONS):
        moved = 0.0
        for column in order if turn % 2 else reversed(order):
            if not wanted[column]:
                continue
            lowest = max((x[other] + least for other, least in left[column]), default=float("-inf"))
            highest = min((x[other] - least for other, least in right[column]), default=float("inf"))
            if lowest > highest:
                continue
            places = sorted(x[other] + shift for other, shift in wanted[column])
            middle = (places[(len(places) - 1) // 2] + places[len(places) // 2]) / 2
            new = min(max(middle, lowest), highest)
            moved = max(moved, abs(new - x[column]))
            x[column] = new
        if moved < 0.5:
            break

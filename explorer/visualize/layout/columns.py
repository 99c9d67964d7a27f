"""Sideways places: nodes of neighbouring ranks in columns, columns as close as their boxes allow."""

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.visualize.layout.layered import Layers
    from explorer.visualize.layout.layering import Order

NODE_GAP = 24.0
"""Between boxes side by side."""
LANE_GAP = 16.0
"""Between lanes side by side."""
RELAXATIONS = 8

Link = tuple[int, int]
"""A node and one of the next rank below it."""
Distances = dict[int, list[tuple[int, float]]]
"""For each column its neighbours on one side, and how far away these must be at least."""
STRAIGHT = (0.0, 0.0)


def choose_columns(graph: "Order") -> None:
    """Choose the links that run straight, heaviest first, without crossings; what they join is a column of one x.

    The boxes' sizes play no part in it.
    """
    column, down = list(range(len(graph.rank))), graph.down
    members = [1] * len(column)
    chosen: list[Link] = []
    for layer in graph.layers[:-1]:
        if len(layer) == 1 and len(down[layer[0]]) == 1:
            accepted = [(layer[0], down[layer[0]][0])]
        else:
            accepted = _choose_links(graph, layer, column, members)
        for a, b in accepted:
            column[b] = column[a]
            members[column[a]] += 1
        chosen += accepted
    graph.straight, graph.column = chosen, column
    graph.slanted = [(a, b) for a, following in enumerate(down) for b in following if column[a] != column[b]]


def align_columns(graph: "Layers") -> None:
    """Give every node its x within its column: links may leave and enter boxes beside their middles."""
    offset, bend = graph.offset, graph.bend
    if bend:
        for a, b in graph.straight:
            out, into = bend.get((a, b), STRAIGHT)
            offset[b] = offset[a] + out - into


def _choose_links(graph: "Order", layer: list[int], column: list[int], members: list[int]) -> list[Link]:
    """Choose which links below a layer run straight: lanes first, then between boxes, into and out of lanes last."""
    real, down = graph.real, graph.down
    chosen = _Chosen(graph.position)
    within = [(a, b) for a in layer if a >= real for b in down[a] if b >= real]
    if not chosen.add_parallel(within):
        for a, b in _longer_columns_first(within, column, members):
            chosen.add(a, b)
    depth, height = graph.depth, graph.height
    between = [(a, b) for a in layer if a < real for b in down[a] if b < real]
    # What lies on a longer path is heavier; the longer column wins a tie, which stops the main path from drifting.
    for a, b in sorted(
        between, key=lambda link: (-depth[link[0]] - height[link[1]], -members[column[link[0]]], link[1], link[0])
    ):
        chosen.add(a, b)
    for from_box in (True, False):
        rest = [
            (a, b)
            for a in layer
            if (a < real) is from_box and a not in chosen.above
            for b in down[a]
            if (b < real) is not from_box and b not in chosen.below
        ]
        for a, b in _longer_columns_first(rest, column, members):
            chosen.add(a, b)
    return chosen.links


def _longer_columns_first(links: list[Link], column: list[int], members: list[int]) -> list[Link]:
    return sorted(links, key=lambda link: (-members[column[link[0]]], link[1], link[0]))


class _Chosen:
    """Links of one gap that have no end in common and do not cross."""

    def __init__(self, position: list[int]) -> None:
        self._position = position
        self.links: list[Link] = []
        self.above: set[int] = set()
        self.below: set[int] = set()
        self._uppers: list[int] = []
        """Places of the upper ends, from left to right, and those of the lower ends."""
        self._lowers: list[int] = []

    def add_parallel(self, links: list[Link]) -> bool:
        """Take links, given from left to right, if none of them cross or share an end; the first to be added."""
        lowers = [self._position[b] for _, b in links]
        if any(one >= other for one, other in pairwise(lowers)):
            return False
        self._uppers, self._lowers = [self._position[a] for a, _ in links], lowers
        self.links = links
        self.above.update([a for a, _ in links])
        self.below.update([b for _, b in links])
        return True

    def add(self, a: int, b: int) -> None:
        """Take a link unless one that has been taken is in its way."""
        if a in self.above or b in self.below:
            return
        upper, lower = self._position[a], self._position[b]
        # What has been taken is in order on both sides, so that only the two neighbours can be in the way.
        at = bisect_right(self._uppers, upper)
        if (at and self._lowers[at - 1] > lower) or (at < len(self._lowers) and self._lowers[at] < lower):
            return
        self._uppers.insert(at, upper)
        self._lowers.insert(at, lower)
        self.links.append((a, b))
        self.above.add(a)
        self.below.add(b)


def compact(graph: "Layers") -> list[float]:
    """Return every node's x: columns as close as their boxes allow, drawn towards their neighbours."""
    right: Distances = {column: [] for column in graph.column}
    left: Distances = {column: [] for column in graph.column}
    for (a, b), least in _separations(graph).items():
        right[a].append((b, least))
        left[b].append((a, least))
    missing = {column: len(those) for column, those in left.items()}
    order = [column for column, count in missing.items() if not count]
    for column in order:
        for other, _ in right[column]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    x: dict[int, float] = {}
    for column in order:
        x[column] = max([x[other] + least for other, least in left[column]], default=0.0)
    rightmost: dict[int, float] = {}
    widest = max(x.values())
    for column in reversed(order):
        rightmost[column] = min([rightmost[other] - least for other, least in right[column]], default=widest)
    for column in order:
        x[column] = (x[column] + rightmost[column]) / 2
    _relax(graph, x, order, left, right)
    result = [x[column] + offset for column, offset in zip(graph.column, graph.offset, strict=True)]
    leftmost = min([value - width / 2 for value, width in zip(result, graph.width, strict=True)])
    return [value - leftmost for value in result]


def _separations(graph: "Layers") -> dict[tuple[int, int], float]:
    """The least distance between each two columns that have neighbours in some rank."""
    distance: dict[tuple[int, int], float] = {}
    real, width, offset, column = graph.real, graph.width, graph.offset, graph.column
    gaps = (NODE_GAP, (NODE_GAP + LANE_GAP) / 2, LANE_GAP)
    for layer in graph.layers:
        a = layer[0]
        for b in layer[1:]:
            least = (width[a] + width[b]) / 2 + gaps[(a >= real) + (b >= real)] + offset[a] - offset[b]
            pair = (column[a], column[b])
            known = distance.get(pair)
            if known is None or least > known:
                distance[pair] = least
            a = b
    return distance


def _relax(graph: "Layers", x: dict[int, float], order: list[int], left: Distances, right: Distances) -> None:
    """Move each column to the median of where its links would be straight, within its slack."""
    wanted = {column: list(those.items()) for column, those in _wishes(graph).items() if those}
    half = {column: sum([times for _, times in those]) for column, those in wanted.items()}
    for turn in range(RELAXATIONS):
        moved = 0.0
        for column in order if turn % 2 else reversed(order):
            those = wanted.get(column)
            if those is None:
                continue
            lowest = max([x[other] + least for other, least in left[column]], default=float("-inf"))
            highest = min([x[other] - least for other, least in right[column]], default=float("inf"))
            if lowest > highest:
                continue
            middle = _median([(x[other] + shift, times) for (other, shift), times in those], half[column])
            new = min(max(middle, lowest), highest)
            moved = max(moved, abs(new - x[column]))
            x[column] = new
        if moved < 0.5:
            break


def _wishes(graph: "Layers") -> dict[int, dict[tuple[int, float], int]]:
    """For each column: beside which other one, at which distance, how many of its links would be straight."""
    column, offset, bend = graph.column, graph.offset, graph.bend
    found: dict[int, dict[tuple[int, float], int]] = {one: {} for one in column}
    for a, b in graph.slanted:
        one, other = column[a], column[b]
        out, into = bend.get((a, b), STRAIGHT) if bend else STRAIGHT
        shift = offset[a] + out - offset[b] - into
        wishes = found[other]
        wishes[one, shift] = wishes.get((one, shift), 0) + 1
        wishes = found[one]
        wishes[other, -shift] = wishes.get((other, -shift), 0) + 1
    return found


def _median(places: list[tuple[float, int]], count: int) -> float:
    """The middle of ``count`` places, each given once with how often it occurs."""
    if len(places) == 1:
        return places[0][0]
    places.sort()
    lower: float | None = None
    passed = 0
    for place, times in places:
        passed += times
        if lower is None and passed > (count - 1) // 2:
            lower = place
        if passed > count // 2:
            return (place + lower) / 2 if lower is not None else place
    return places[-1][0]

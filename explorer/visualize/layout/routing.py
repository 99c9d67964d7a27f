"""Orthogonal routes for placed layers: through ranks on lanes, sideways on tracks between ranks.

Vertical pieces lie where the placement keeps a rank free (below a box's exit,
on a lane, above an entry) and horizontal ones between ranks, so no route can
pass through a box. What shares an exit or an entry shares a track; the tracks
of one gap are ordered so that few lines cross and none lie on each other.
"""

from typing import TYPE_CHECKING

from explorer.visualize.layout.tracks import TRACK_GAP, Gap

if TYPE_CHECKING:
    from explorer.visualize.layout.layered import Layers

Point = tuple[float, float]
Route = tuple[Point, ...]

RANK_GAP = 22.0
"""Between ranks whose edges run straight."""
PORT_GAP = 14.0
"""Between a rank of ports and its neighbour."""
ABOVE_TRACKS = 10.0
BELOW_TRACKS = 18.0
PIN_GAP = 12.0
"""Between the ends of edges that enter the same box."""
SPREAD_PINS = 4
"""From more edges than this on, all enter a box at one place."""
STRAIGHT = 0.5
"""Less than this sideways, and a link is straight."""
JUNCTION_REACH = 14.0
"""Least sideways distance from which an edge can enter a junction's side."""


def route_edges(graph: "Layers", x: list[float]) -> tuple[list[float], tuple[Route, ...], float]:
    """Return the y of every box's middle, each edge's route, and the length of the drawing."""
    # Dense blocks have thousands of edges; these loops are what opening one of their layers waits for.
    starts = [x[source] + offset for source, _, offset, _ in graph.edges]
    # Where each edge comes from in the gap above its target.
    arrivals = [x[end] if end >= 0 else start for end, start in zip(graph.ends, starts, strict=True)]
    entries, sides = _choose_entries(graph, x, arrivals)
    bends = _Bends(graph, x, starts, arrivals, entries)
    tops, bottoms = _rank_extents(graph, bends.gaps)
    y = [(tops[rank] + bottoms[rank]) / 2 for rank in graph.rank[: graph.real]]
    upper = [middle - node.along / 2 for middle, node in zip(y, graph.nodes, strict=True)]
    lower = [middle + node.along / 2 for middle, node in zip(y, graph.nodes, strict=True)]
    bends.place(bottoms)
    passed, levels = bends.lanes(lower), bends.levels()
    routes: list[Route] = []
    for number, (source, target, _, _) in enumerate(graph.edges):
        end, level, entry = graph.ends[number], levels[number], entries[number]
        begun = passed[end - graph.real] if end >= 0 else ((starts[number], lower[source]),)
        if sides[number]:
            side = graph.nodes[target].across / 2 * (1 if entry > x[target] else -1)
            last: Route = ((entry, y[target]), (x[target] + side, y[target]))
        else:
            last = ((entry, upper[target]),)
        routes.append(begun + last if level is None else (*begun, (arrivals[number], level), (entry, level), *last))
    return y, tuple(routes), bottoms[-1]


def _choose_entries(graph: "Layers", x: list[float], arrivals: list[float]) -> tuple[list[float], list[bool]]:
    """Return the x at which each edge enters its target, and whether it does so from the side."""
    entries: list[float] = []
    sides = [False] * len(graph.edges)
    incoming: dict[int, list[int]] = {}
    for number, (_, target, _, offset) in enumerate(graph.edges):
        if offset is None:
            entries.append(x[target])
            incoming.setdefault(target, []).append(number)
        else:
            entries.append(x[target] + offset)
    for target, numbers in incoming.items():
        node = graph.nodes[target]
        if node.junction:
            for number in numbers:
                if _is_free_sideways(graph, x, target, arrivals[number]):
                    entries[number], sides[number] = arrivals[number], True
            continue
        if len(numbers) == 1 or len(numbers) > SPREAD_PINS or node.across <= PIN_GAP:
            continue
        numbers.sort(key=lambda number: (arrivals[number], number))
        straightest = min(range(len(numbers)), key=lambda i: abs(arrivals[numbers[i]] - x[target]))
        # The straightest enters in the middle; even if it is the first or the last, all stay on the box.
        reach = max(straightest, len(numbers) - 1 - straightest)
        step = min(PIN_GAP, (node.across - 16) / len(numbers), (node.across / 2 - 1) / reach)
        for i, number in enumerate(numbers):
            entries[number] = x[target] + (i - straightest) * step
    return entries, sides


def _is_free_sideways(graph: "Layers", x: list[float], target: int, arrival: float) -> bool:
    """True where a line can come down at ``arrival`` beside the junction and run into its side."""
    distance = abs(arrival - x[target]) - graph.nodes[target].across / 2
    if distance < JUNCTION_REACH:
        return False
    layer = graph.layers[graph.rank[target]]
    step = 1 if arrival > x[target] else -1
    at = graph.position[target] + step
    if not 0 <= at < len(layer):
        return True
    neighbour = layer[at]
    nearest = x[neighbour] - step * graph.width[neighbour] / 2
    return (nearest - arrival) * step > 6


class _Bends:
    """The slanted links of all gaps; of the links on a lane, each is there once, however many edges take it."""

    def __init__(
        self, graph: "Layers", x: list[float], starts: list[float], arrivals: list[float], entries: list[float]
    ) -> None:
        self.gaps = [Gap() for _ in graph.layers[1:]]
        self._graph = graph
        self._x = x
        self._heads: dict[int, tuple[int, float]] = {}
        """Uppermost place of each lane → the box that its edges leave, and the x at which they do."""
        self._passing = [-1] * (len(graph.rank) - graph.real)
        """For each lane place the number, in its gap, of the link into it; -1 for a straight one."""
        self._arriving = [-1] * len(graph.edges)
        """The same for the link into each edge's target."""
        self._collect(starts, arrivals, entries)

    def _collect(self, starts: list[float], arrivals: list[float], entries: list[float]) -> None:
        graph, x = self._graph, self._x
        real, rank, ends, fresh, gaps = graph.real, graph.rank, graph.ends, graph.fresh, self.gaps
        for number, (source, target, _, _) in enumerate(graph.edges):
            for place in fresh[number]:
                upper, at = place - 1, x[place - 1]
                if place == graph.lanes[number].start:
                    upper, at = source, starts[number]
                    self._heads[place] = source, at
                if not -STRAIGHT < at - x[place] < STRAIGHT:
                    self._passing[place - real] = gaps[rank[place] - 1].add(upper, at, place, x[place])
            arrival, entry = arrivals[number], entries[number]
            if not -STRAIGHT < arrival - entry < STRAIGHT:
                upper = ends[number] if ends[number] >= 0 else source
                self._arriving[number] = gaps[rank[target] - 1].add(upper, arrival, target, entry)
        for gap in gaps:
            gap.assign_tracks()

    def place(self, bottoms: list[float]) -> None:
        """Give the tracks their y, from those of the ranks above."""
        for gap, bottom in zip(self.gaps, bottoms, strict=False):
            gap.place(bottom + ABOVE_TRACKS + gap.label)

    def levels(self) -> list[float | None]:
        """The y at which each edge runs sideways to its target; None for one that comes down straight."""
        rank, gaps, edges = self._graph.rank, self.gaps, self._graph.edges
        return [
            gaps[rank[edges[number][1]] - 1].levels[slant] if slant >= 0 else None
            for number, slant in enumerate(self._arriving)
        ]

    def lanes(self, lower: list[float]) -> list[Route]:
        """For each lane place the way that leads to it, from the ``lower`` side of the box which the lane leaves."""
        graph, x = self._graph, self._x
        passed: Route = ()
        found: list[Route] = []
        for node, slant in enumerate(self._passing, graph.real):
            head = self._heads.get(node)
            if head is not None:
                source, at = head
                passed = ((at, lower[source]),)
            if slant >= 0:
                level = self.gaps[graph.rank[node] - 1].levels[slant]
                passed += ((head[1] if head is not None else x[node - 1], level), (x[node], level))
            found.append(passed)
        return found


def _rank_extents(graph: "Layers", gaps: list[Gap]) -> tuple[list[float], list[float]]:
    """Return the y at which each rank begins and ends."""
    lengths = [0.0] * len(graph.layers)
    ports = [0] * len(graph.layers)
    for number, node in enumerate(graph.nodes):
        rank = graph.rank[number]
        lengths[rank] = max(lengths[rank], node.along)
        ports[rank] += not node.along
        if node.label and graph.down[number]:
            gaps[rank].label = max(gaps[rank].label, node.label)
    at_port = [len(layer) == count for layer, count in zip(graph.layers, ports, strict=True)]
    tops: list[float] = []
    bottoms: list[float] = []
    y = 0.0
    for rank, length in enumerate(lengths):
        tops.append(y)
        bottoms.append(y + length)
        if rank < len(gaps):
            y += length + _gap_length(gaps[rank], at_port[rank] or at_port[rank + 1])
    return tops, bottoms


def _gap_length(gap: Gap, at_port: bool) -> float:
    if gap.count:
        return ABOVE_TRACKS + gap.label + TRACK_GAP * (gap.count - 1) + BELOW_TRACKS
    plain = PORT_GAP if at_port else RANK_GAP
    return max(plain, gap.label + 10) if gap.label else plain

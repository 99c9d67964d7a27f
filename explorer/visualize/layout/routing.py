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
    starts = [x[edge.source] + edge.source_offset for edge in graph.edges]
    # Where each edge comes from in the gap above its target.
    arrivals = [x[lane[-1]] if lane else start for lane, start in zip(graph.lanes, starts, strict=True)]
    entries, sides = _choose_entries(graph, x, arrivals)
    bends = _Bends(graph, x, starts, entries)
    tops, bottoms = _rank_extents(graph, bends.gaps)
    y = [(tops[rank] + bottoms[rank]) / 2 for rank in graph.rank[: graph.real]]
    bends.place(bottoms)
    upper = [middle - node.along / 2 for middle, node in zip(y, graph.nodes, strict=True)]
    lower = [middle + node.along / 2 for middle, node in zip(y, graph.nodes, strict=True)]
    routes: list[Route] = []
    for number, edge in enumerate(graph.edges):
        target, entry = edge.target, entries[number]
        start = (starts[number], lower[edge.source])
        passed = bends.corners(number, arrivals[number], entry)
        if sides[number]:
            side = graph.nodes[target].across / 2 * (1 if entry > x[target] else -1)
            routes.append((start, *passed, (entry, y[target]), (x[target] + side, y[target])))
        else:
            routes.append((start, *passed, (entry, upper[target])))
    return y, tuple(routes), bottoms[-1]


def _choose_entries(graph: "Layers", x: list[float], arrivals: list[float]) -> tuple[list[float], list[bool]]:
    """Return the x at which each edge enters its target, and whether it does so from the side."""
    entries = [0.0] * len(graph.edges)
    sides = [False] * len(graph.edges)
    incoming: dict[int, list[int]] = {}
    for number, edge in enumerate(graph.edges):
        if edge.target_offset is None:
            entries[number] = x[edge.target]
            incoming.setdefault(edge.target, []).append(number)
        else:
            entries[number] = x[edge.target] + edge.target_offset
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

    def __init__(self, graph: "Layers", x: list[float], starts: list[float], entries: list[float]) -> None:
        self.gaps = [Gap() for _ in graph.layers[1:]]
        self._graph = graph
        self._x = x
        self._heads: dict[int, float] = {}
        """Uppermost place of each lane → x at which its edges leave their box."""
        self._passing = [-1] * (len(graph.rank) - graph.real)
        """For each lane place the number, in its gap, of the link into it; -1 for a straight one."""
        self._arriving = [-1] * len(graph.edges)
        """The same for the link into each edge's target."""
        self._corners: list[Route] = []
        """What each lane has turned on its way to each of its places."""
        self._collect(starts, entries)

    def _collect(self, starts: list[float], entries: list[float]) -> None:
        graph, x, gaps = self._graph, self._x, self.gaps
        known: dict[int, int] = {}
        for number, (edge, lane) in enumerate(zip(graph.edges, graph.lanes, strict=True)):
            node, at = edge.source, starts[number]
            rank = graph.rank[node]
            if lane:
                self._heads.setdefault(lane[0], at)
                new = known.get(lane[0], 0)
                if new < len(lane):
                    known[lane[0]] = len(lane)
                    if new:
                        node = lane[new - 1]
                        at = x[node]
                    for step in range(new, len(lane)):
                        place = lane[step]
                        if not -STRAIGHT < at - x[place] < STRAIGHT:
                            self._passing[place - graph.real] = gaps[rank + step].add(node, at, place, x[place])
                        node, at = place, x[place]
                else:
                    node = lane[-1]
                    at = x[node]
            entry = entries[number]
            if not -STRAIGHT < at - entry < STRAIGHT:
                self._arriving[number] = gaps[rank + len(lane)].add(node, at, edge.target, entry)
        for gap in gaps:
            gap.assign_tracks()

    def place(self, bottoms: list[float]) -> None:
        """Give the tracks their y, from those of the ranks above."""
        for gap, bottom in zip(self.gaps, bottoms, strict=False):
            gap.top = bottom + ABOVE_TRACKS + gap.label
        graph, x = self._graph, self._x
        passed: Route = ()
        for number, slant in enumerate(self._passing):
            node = graph.real + number
            head = self._heads.get(node)
            if head is not None:
                passed = ()
            if slant >= 0:
                level = self.gaps[graph.rank[node] - 1].level(slant)
                passed += ((head if head is not None else x[node - 1], level), (x[node], level))
            self._corners.append(passed)

    def corners(self, number: int, arrival: float, entry: float) -> Route:
        """Where an edge turns."""
        lane = self._graph.lanes[number]
        passed = self._corners[lane[-1] - self._graph.real] if lane else ()
        slant = self._arriving[number]
        if slant < 0:
            return passed
        level = self.gaps[self._graph.rank[self._graph.edges[number].target] - 1].level(slant)
        return (*passed, (arrival, level), (entry, level))


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

"""Orthogonal routes for placed layers: through ranks on lanes, sideways on tracks between ranks.

Vertical pieces lie where the placement keeps a rank free (below a box's exit,
on a lane, above an entry) and horizontal ones between ranks, so no route can
pass through a box. What shares an exit or an entry shares a track; the tracks
of one gap are ordered so that few lines cross and none lie on each other.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.visualize.layout import Layers

Point = tuple[float, float]
Route = tuple[Point, ...]
Exit = tuple[int, float]
"""A node and the x at which a line leaves or enters it."""

RANK_GAP = 22.0
"""Between ranks whose edges run straight."""
PORT_GAP = 14.0
"""Between a rank of ports and its neighbour."""
ABOVE_TRACKS = 10.0
BELOW_TRACKS = 18.0
TRACK_GAP = 8.0
PIN_GAP = 12.0
"""Between the ends of edges that enter the same box."""
SPREAD_PINS = 4
"""From more edges than this on, all enter a box at one place."""
JUNCTION_REACH = 14.0
"""Least sideways distance from which an edge can enter a junction's side."""


def route_edges(graph: "Layers", x: list[float]) -> tuple[list[float], tuple[Route, ...], float]:
    """Return the y of every box's middle, each edge's route, and the length of the drawing."""
    entries, sides = _choose_entries(graph, x)
    gaps = _collect_gaps(graph, x, entries)
    tracks = [gap.assign_tracks() for gap in gaps]
    tops, bottoms = _rank_extents(graph, gaps, tracks)
    y = [(tops[rank] + bottoms[rank]) / 2 for rank in graph.rank[: graph.real]]
    levels = [
        {link: bottoms[rank] + ABOVE_TRACKS + gap.label + TRACK_GAP * track for link, track in found.items()}
        for rank, (gap, found) in enumerate(zip(gaps, tracks, strict=True))
    ]
    bends: dict[int, Route] = {}
    routes = tuple(
        _route(graph, number, x, y, levels, entries[number], sides[number], bends) for number in range(len(graph.edges))
    )
    return y, routes, bottoms[-1]


def _exit_x(graph: "Layers", number: int, x: list[float]) -> float:
    edge = graph.edges[number]
    return x[edge.source] + edge.source_offset


def _arrival_x(graph: "Layers", number: int, x: list[float]) -> float:
    """Where an edge comes from in the gap above its target."""
    lane = graph.lanes[number]
    return x[lane[-1]] if lane else _exit_x(graph, number, x)


def _choose_entries(graph: "Layers", x: list[float]) -> tuple[list[float], list[bool]]:
    """Return the x at which each edge enters its target, and whether it does so from the side."""
    entries = [0.0] * len(graph.edges)
    sides = [False] * len(graph.edges)
    incoming: dict[int, list[int]] = defaultdict(list)
    for number, edge in enumerate(graph.edges):
        if edge.target_offset is None:
            incoming[edge.target].append(number)
        else:
            entries[number] = x[edge.target] + edge.target_offset
    for target, numbers in incoming.items():
        node = graph.nodes[target]
        arrivals = {number: _arrival_x(graph, number, x) for number in numbers}
        numbers.sort(key=lambda number: (arrivals[number], number))
        if node.junction:
            for number in numbers:
                entries[number] = x[target]
                if _is_free_sideways(graph, x, target, arrivals[number]):
                    entries[number], sides[number] = arrivals[number], True
            continue
        if len(numbers) > SPREAD_PINS or node.across <= PIN_GAP:
            for number in numbers:
                entries[number] = x[target]
            continue
        straightest = min(range(len(numbers)), key=lambda i: abs(arrivals[numbers[i]] - x[target]))
        step = min(PIN_GAP, (node.across - 16) / max(1, len(numbers)))
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


@dataclass(slots=True)
class _Group:
    """Connections that share a track."""

    uppers: list[float] = field(default_factory=list)
    lowers: list[float] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0

    def close(self) -> None:
        self.low = min(self.uppers + self.lowers)
        self.high = max(self.uppers + self.lowers)

    def touches(self, other: "_Group") -> bool:
        return self.low < other.high + 16 and other.low < self.high + 16

    def cost_above(self, other: "_Group") -> int:
        """Crossings (overlaps count a hundred) where this group's track lies above the other's."""
        crossings = sum(other.low < x < other.high for x in self.lowers)
        crossings += sum(self.low < x < self.high for x in other.uppers)
        overlaps = sum(abs(x - z) < 3 for x in self.lowers for z in other.uppers)
        return crossings + 100 * overlaps


@dataclass(slots=True)
class _Gap:
    """What crosses the space between two ranks."""

    links: dict[tuple[Exit, Exit], None] = field(default_factory=dict)
    label: float = 0.0
    """Length of the longest label on an edge that leaves the upper rank."""

    def assign_tracks(self) -> dict[tuple[Exit, Exit], int]:
        """Return the track of each link that is not straight, counted from above."""
        slanted = [link for link in self.links if abs(link[0][1] - link[1][1]) >= 0.5]
        if not slanted:
            return {}
        keys = _share_tracks(slanted)
        groups: dict[tuple[int, Exit], _Group] = defaultdict(_Group)
        for link, key in keys.items():
            groups[key].uppers.append(link[0][1])
            groups[key].lowers.append(link[1][1])
        for group in groups.values():
            group.close()
        order = _order_groups(list(groups.values()))
        level: dict[int, int] = {}
        done: list[_Group] = []
        for group in order:
            level[id(group)] = max((level[id(one)] + 1 for one in done if one.touches(group)), default=0)
            done.append(group)
        return {link: level[id(groups[key])] for link, key in keys.items()}


def _share_tracks(links: list[tuple[Exit, Exit]]) -> dict[tuple[Exit, Exit], tuple[int, Exit]]:
    """Group links: all of one exit, or all into one entry where the entry has several."""
    by_upper: dict[Exit, set[Exit]] = defaultdict(set)
    by_lower: dict[Exit, set[Exit]] = defaultdict(set)
    for upper, lower in links:
        by_upper[upper].add(lower)
        by_lower[lower].add(upper)
    keys: dict[tuple[Exit, Exit], tuple[int, Exit]] = {}
    for upper, lower in links:
        merges = len(by_lower[lower]) > 1
        # A fan-out that also merges elsewhere would tie lines together that have nothing to do with each other.
        keys[upper, lower] = (1, lower) if merges else (0, upper)
    return keys


def _order_groups(groups: list[_Group]) -> list[_Group]:
    """Order from the top track down; of two that meet, the cheaper arrangement, as far as these agree."""
    groups.sort(key=lambda group: (group.low, group.high))
    count = len(groups)
    below: list[list[int]] = [[] for _ in range(count)]
    above = [0] * count
    for i in range(count):
        for j in range(i + 1, count):
            if groups[j].low >= groups[i].high + 16:
                break
            difference = groups[i].cost_above(groups[j]) - groups[j].cost_above(groups[i])
            if difference:
                upper, lower = (i, j) if difference < 0 else (j, i)
                below[upper].append(lower)
                above[lower] += 1
    waiting = list(range(count))
    result: list[_Group] = []
    while waiting:
        chosen = min(waiting, key=lambda i: (above[i], i))
        waiting.remove(chosen)
        result.append(groups[chosen])
        for lower in below[chosen]:
            above[lower] -= 1
    return result


def _collect_gaps(graph: "Layers", x: list[float], entries: list[float]) -> list[_Gap]:
    gaps = [_Gap() for _ in graph.layers[1:]]
    known: set[int] = set()  # lane places whose link from above is there: edges of one exit share their lane
    for number, edge in enumerate(graph.edges):
        rank = graph.rank[edge.source]
        gaps[rank].label = max(gaps[rank].label, graph.nodes[edge.source].label)
        lane = graph.lanes[number]
        new = len(lane)
        while new and lane[new - 1] not in known:
            new -= 1
        above: Exit = (lane[new - 1], x[lane[new - 1]]) if new else (edge.source, _exit_x(graph, number, x))
        for step in range(new, len(lane)):
            here = (lane[step], x[lane[step]])
            gaps[rank + step].links[above, here] = None
            above = here
        known.update(lane[new:])
        gaps[rank + len(lane)].links[above, (edge.target, entries[number])] = None
    return gaps


def _rank_extents(
    graph: "Layers", gaps: list[_Gap], tracks: list[dict[tuple[Exit, Exit], int]]
) -> tuple[list[float], list[float]]:
    tops: list[float] = []
    bottoms: list[float] = []
    y = 0.0
    for rank, layer in enumerate(graph.layers):
        length = max((graph.nodes[node].along for node in layer if node < graph.real), default=0.0)
        tops.append(y)
        bottoms.append(y + length)
        if rank == len(gaps):
            break
        y += length + _gap_length(graph, rank, gaps[rank], tracks[rank])
    return tops, bottoms


def _gap_length(graph: "Layers", rank: int, gap: _Gap, tracks: dict[tuple[Exit, Exit], int]) -> float:
    if tracks:
        return ABOVE_TRACKS + gap.label + TRACK_GAP * max(tracks.values()) + BELOW_TRACKS
    at_port = any(
        all(node < graph.real and graph.nodes[node].along == 0 for node in layer)
        for layer in (graph.layers[rank], graph.layers[rank + 1])
    )
    plain = PORT_GAP if at_port else RANK_GAP
    return max(plain, gap.label + 10) if gap.label else plain


def _route(
    graph: "Layers",
    number: int,
    x: list[float],
    y: list[float],
    levels: list[dict[tuple[Exit, Exit], float]],
    entry: float,
    from_side: bool,
    bends: dict[int, Route],
) -> Route:
    """Return the points of one edge; ``bends`` keeps what the edges of one lane have in common."""
    edge = graph.edges[number]
    source, target = graph.nodes[edge.source], graph.nodes[edge.target]
    above: Exit = (edge.source, _exit_x(graph, number, x))
    start = (above[1], y[edge.source] + source.along / 2)
    rank = graph.rank[edge.source]
    lane = graph.lanes[number]
    known = len(lane)
    while known and lane[known - 1] not in bends:
        known -= 1
    passed: Route = ()
    if known:
        above = (lane[known - 1], x[lane[known - 1]])
        passed = bends[lane[known - 1]]
    for step in range(known, len(lane)):
        here = (lane[step], x[lane[step]])
        passed = bends[lane[step]] = passed + _bend(levels[rank + step], above, here)
        above = here
    passed += _bend(levels[rank + len(lane)], above, (edge.target, entry))
    if from_side:
        side = target.across / 2 * (1 if entry > x[edge.target] else -1)
        return (start, *passed, (entry, y[edge.target]), (x[edge.target] + side, y[edge.target]))
    return (start, *passed, (entry, y[edge.target] - target.along / 2))


def _bend(levels: dict[tuple[Exit, Exit], float], above: Exit, below: Exit) -> Route:
    """The corners of a link that runs along a track; none of a straight one."""
    level = levels.get((above, below))
    return () if level is None else ((above[1], level), (below[1], level))

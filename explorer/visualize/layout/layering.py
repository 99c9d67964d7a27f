"""Ranks of an acyclic graph, and the lanes on which long edges pass the ranks between their ends."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.visualize.layout.layered import LayoutEdge


@dataclass(slots=True)
class Order:
    """The graph with lanes, and who stands beside whom; sizes play no part in it.

    Nodes ``0 … real-1`` are boxes, the others the places where lanes pass a
    rank. A lane's places are numbered one after the other from its upper end.
    """

    real: int
    rank: list[int]
    up: list[list[int]]
    down: list[list[int]]
    lanes: list[range]
    """For each edge the lane places that it passes, top to bottom."""
    ends: list[int]
    """For each edge the lowest of them; -1 where it passes none."""
    fresh: list[range]
    """For each edge those that no edge before it has passed."""
    direct: dict[tuple[int, int], int]
    """Links from box to box, each with the edge that it was made for first."""
    depth: list[int]
    """Longest way from a source to a box, in edges."""
    height: list[int]
    """Longest way from a box to a sink, in edges."""
    layers: list[list[int]]
    position: list[int]
    """Every node's place within its layer."""
    straight: list[tuple[int, int]] = field(default_factory=list)
    """The links between neighbouring ranks that run straight, from the top."""
    column: list[int] = field(default_factory=list)
    """For each node the first one of those that straight links join to it."""
    slanted: list[tuple[int, int]] = field(default_factory=list)
    """The links between different columns."""

    def renumber(self) -> None:
        """Write every node's place within its layer to ``position``."""
        position = self.position
        for layer in self.layers:
            for place_in_layer, node in enumerate(layer):
                position[node] = place_in_layer


def assign_ranks(
    count: int, edges: Sequence["LayoutEdge"], first: Collection[int], last: Collection[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return each node's rank, its longest distance from a source and its longest distance to a sink.

    Raises:
        ValueError: the graph has a cycle.
    """
    following: list[list[int]] = [[] for _ in range(count)]
    preceding: list[list[int]] = [[] for _ in range(count)]
    for source, target in dict.fromkeys([edge[:2] for edge in edges]):
        following[source].append(target)
        preceding[target].append(source)
    order = _topological_order(following, preceding)
    depth = [0] * count
    for node in order:
        if preceding[node]:
            depth[node] = max([depth[one] for one in preceding[node]]) + 1
    height = [0] * count
    for node in reversed(order):
        if following[node]:
            height[node] = max([height[one] for one in following[node]]) + 1
    entrance = set(first)
    ranks = [0] * count
    least = 1 if entrance else 0
    for node in order:
        if node not in entrance:
            ranks[node] = max(least, max([ranks[one] for one in preceding[node]]) + 1) if preceding[node] else least
    for node in reversed(order):
        # A constant or a scale stands just above what it is used for.
        if not preceding[node] and following[node] and node not in entrance:
            ranks[node] = max(ranks[node], min([ranks[one] for one in following[node]]) - 1)
    if last:
        exits = set(last)
        bottom = max((ranks[node] for node in range(count) if node not in exits), default=-1) + 1
        for node in exits:
            ranks[node] = bottom
    return ranks, depth, height


def _topological_order(following: list[list[int]], preceding: list[list[int]]) -> list[int]:
    missing = [len(one) for one in preceding]
    order = [node for node, count in enumerate(missing) if not count]
    for node in order:
        for target in following[node]:
            missing[target] -= 1
            if not missing[target]:
                order.append(target)
    if len(order) < len(following):
        raise ValueError("the graph has a cycle")
    return order


def build_lanes(
    count: int, edges: Sequence["LayoutEdge"], ranks: list[int], depth: list[int], height: list[int]
) -> Order:
    """Split long edges into links from rank to rank; the long edges of one source exit share a lane."""
    rank = ranks[:]
    up: list[list[int]] = [[] for _ in range(count)]
    down: list[list[int]] = [[] for _ in range(count)]
    lanes = [range(0)] * len(edges)
    direct: dict[tuple[int, int], int] = {}
    by_exit: dict[tuple[int, float], list[int]] = {}
    for number, edge in enumerate(edges):
        by_exit.setdefault((edge.source, edge.source_offset), []).append(number)
    for (source, _), numbers in by_exit.items():
        top = ranks[source]
        if len(numbers) > 1:
            numbers.sort(key=lambda one: ranks[edges[one].target])
        start = len(rank)
        known = 0
        for number in numbers:
            target = edges[number].target
            length = ranks[target] - top - 1
            while known < length:
                known += 1
                lower = len(rank)
                upper = lower - 1 if known > 1 else source
                rank.append(top + known)
                up.append([upper])
                down.append([])
                down[upper].append(lower)
            lanes[number] = range(start, start + length)
            end = start + length - 1 if length else source
            # Edges between other ports of the same two boxes may have made this link before.
            if target not in down[end]:
                down[end].append(target)
                up[target].append(end)
                if not length:
                    direct[source, target] = number
    return Order(
        real=count,
        rank=rank,
        up=up,
        down=down,
        lanes=lanes,
        ends=[lane[-1] if lane else -1 for lane in lanes],
        fresh=_fresh_places(lanes),
        direct=direct,
        depth=depth,
        height=height,
        layers=[[] for _ in range(max(ranks) + 1)],
        position=[0] * len(rank),
    )


def _fresh_places(lanes: list[range]) -> list[range]:
    """The places of each lane that come for the first time; lanes of one exit begin at the same one."""
    known: dict[int, int] = {}
    found = []
    for lane in lanes:
        passed = known.get(lane.start, lane.start) if lane else 0
        if lane and lane.stop > passed:
            known[lane.start] = lane.stop
            found.append(range(passed, lane.stop))
        else:
            found.append(range(0))
    return found

"""Layered placement of nearly series-parallel graphs, and edges that cannot pass through boxes.

After Sugiyama, Tagawa and Toda, "Methods for visual understanding of
hierarchical system structures" (1981), with what convolutional networks ask for:

1. *ranks*: longest path from the inputs;
2. *lanes*: an edge over several ranks passes each between the boxes; all such
   edges of one source share one lane, which keeps dense blocks narrow;
3. *order* within a rank: depth first, the longest branch in the middle, lanes
   last, then a few barycentre sweeps;
4. *columns*: what can stand exactly below each other does, the main path first;
5. *compaction*: the mean of the leftmost and the rightmost placement, then
   moves towards the neighbours within the slack;
6. *routes*: vertical through a rank, horizontal only on tracks between ranks.

Coordinates: x goes across, y along the flow. A caller that wants the flow from
left to right swaps them. The result depends on the input alone: no hash order,
no random numbers.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.visualize.columns import align_columns, compact
from explorer.visualize.routing import Point, route_edges

__all__ = ["LayoutEdge", "LayoutNode", "Placement", "Point", "place"]

SWEEPS = 6


class LayoutNode(NamedTuple):
    """A box to be placed: its size across and along the flow."""

    across: float
    along: float
    junction: bool = False
    """A small circle in which values meet: edges enter it from the sides too."""
    label: float = 0.0
    """Length along the flow that a label on its outgoing edge needs."""


class LayoutEdge(NamedTuple):
    """An edge between nodes by index; offsets are from the box's middle, across the flow."""

    source: int
    target: int
    source_offset: float = 0.0
    target_offset: float | None = None
    """None: the layout spreads the ends over the box's side."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Middles of the boxes, orthogonal routes of the edges (as given), and the size of it all."""

    centers: tuple[Point, ...]
    routes: tuple[tuple[Point, ...], ...]
    across: float
    along: float


def place(
    nodes: Sequence[LayoutNode],
    edges: Sequence[LayoutEdge],
    first: Collection[int] = (),
    last: Collection[int] = (),
    orders: "dict[object, Order] | None" = None,
) -> Placement:
    """Lay out an acyclic graph.

    Args:
        nodes: the boxes.
        edges: what connects them; several edges may join the same pair.
        first: nodes that must stand alone in the first rank (ports through which values enter).
        last: nodes that must stand alone in the last rank.
        orders: what earlier calls found out; the same graph with boxes of other sizes costs half as much.

    Raises:
        ValueError: the graph has a cycle.
    """
    if not nodes:
        return Placement((), (), 0.0, 0.0)
    key = (len(nodes), tuple((edge.source, edge.target, edge.source_offset) for edge in edges), *first, None, *last)
    order = orders.get(key) if orders is not None else None
    if order is None:
        order = order_layers(build_lanes(len(nodes), edges, *assign_ranks(len(nodes), edges, first, last)))
        if orders is not None:
            orders[key] = order
    layers = Layers(order, nodes, edges)
    align_columns(layers)
    x = compact(layers)
    y, routes, along = route_edges(layers, x)
    centers = tuple(zip(x, y, strict=False))
    widths = (node.across for node in nodes)
    edge_of_all = max(max(value + width / 2 for value, width in zip(x, widths, strict=False)), max(x))
    return Placement(centers, routes, edge_of_all, along)


@dataclass(slots=True)
class Order:
    """The graph with lanes, and who stands beside whom; sizes play no part in it.

    Nodes ``0 … real-1`` are boxes, the others the places where lanes pass a rank.
    """

    real: int
    rank: list[int]
    up: list[list[int]]
    down: list[list[int]]
    lanes: list[tuple[int, ...]]
    """For each edge the lane places that it passes, top to bottom."""
    weight: dict[tuple[int, int], float]
    """How much a link wants to be straight."""
    maker: dict[tuple[int, int], int]
    """The edge that a link was made for first."""
    height: list[int]
    """Longest way from a node to a sink, in edges."""
    layers: list[list[int]]
    position: list[int]
    """Every node's place within its layer."""

    def renumber(self) -> None:
        """Write every node's place within its layer to ``position``."""
        for layer in self.layers:
            for place_in_layer, node in enumerate(layer):
                self.position[node] = place_in_layer


class Layers:
    """An order whose boxes have sizes and get their places across the flow."""

    def __init__(self, order: Order, nodes: Sequence[LayoutNode], edges: Sequence[LayoutEdge]) -> None:
        self.nodes = nodes
        self.edges = edges
        self.real = order.real
        self.rank = order.rank
        self.down = order.down
        self.lanes = order.lanes
        self.weight = order.weight
        self.layers = order.layers
        self.position = order.position
        count = len(order.rank)
        self.width = [node.across for node in nodes] + [0.0] * (count - order.real)
        self.column = list(range(count))
        self.offset = [0.0] * count
        """x of a node within its column."""
        self.bend: dict[tuple[int, int], tuple[float, float]] = {}
        """Offsets at the upper and lower end of a link."""
        for (a, b), number in order.maker.items():
            edge = edges[number]
            out = edge.source_offset if a < order.real else 0.0
            into = edge.target_offset or 0.0 if b < order.real else 0.0
            self.bend[a, b] = (out, into)


def assign_ranks(
    count: int, edges: Sequence[LayoutEdge], first: Collection[int], last: Collection[int]
) -> tuple[list[int], list[int], list[int]]:
    """Return each node's rank, its longest distance from a source and its longest distance to a sink."""
    following: list[list[int]] = [[] for _ in range(count)]
    preceding: list[list[int]] = [[] for _ in range(count)]
    for source, target in dict.fromkeys((edge.source, edge.target) for edge in edges):
        following[source].append(target)
        preceding[target].append(source)
    order = _topological_order(following, preceding)
    ranks = [0] * count
    entrance = set(first)
    for node in order:
        if node not in entrance:
            least = 1 if entrance else 0
            ranks[node] = max([least, *(ranks[one] + 1 for one in preceding[node])])
    for node in reversed(order):
        # A constant or a scale stands just above what it is used for.
        if not preceding[node] and following[node] and node not in entrance:
            ranks[node] = max(ranks[node], min(ranks[one] for one in following[node]) - 1)
    if last:
        exits = set(last)
        bottom = max((ranks[node] for node in range(count) if node not in exits), default=-1) + 1
        for node in exits:
            ranks[node] = bottom
    depth = [0] * count
    for node in order:
        depth[node] = max((depth[one] + 1 for one in preceding[node]), default=0)
    height = [0] * count
    for node in reversed(order):
        height[node] = max((height[one] + 1 for one in following[node]), default=0)
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
    count: int, edges: Sequence[LayoutEdge], ranks: list[int], depth: list[int], height: list[int]
) -> Order:
    """Split long edges into links from rank to rank; the long edges of one source exit share a lane."""
    result = Order(
        real=count,
        rank=ranks[:],
        up=[[] for _ in range(count)],
        down=[[] for _ in range(count)],
        lanes=[()] * len(edges),
        weight={},
        maker={},
        height=height,
        layers=[[] for _ in range(max(ranks) + 1)],
        position=[],
    )

    def link(a: int, b: int, weight: float, number: int) -> None:
        if (a, b) not in result.weight:
            result.down[a].append(b)
            result.up[b].append(a)
            result.weight[a, b] = weight
            result.maker[a, b] = number

    by_exit: dict[tuple[int, float], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        by_exit[edge.source, edge.source_offset].append(number)
    for (source, _), numbers in by_exit.items():
        lane: list[int] = []
        for number in sorted(numbers, key=lambda one: ranks[edges[one].target]):
            target = edges[number].target
            length = ranks[target] - ranks[source] - 1
            while len(lane) < length:
                dummy = len(result.rank)
                result.rank.append(ranks[source] + 1 + len(lane))
                result.up.append([])
                result.down.append([])
                if lane:
                    link(lane[-1], dummy, 1e6, number)
                else:
                    link(source, dummy, -1.0, number)
                lane.append(dummy)
            result.lanes[number] = tuple(lane[:length])
            if length:
                link(lane[length - 1], target, -2.0, number)
            else:
                link(source, target, float(depth[source] + height[target]), number)
    result.position = [0] * len(result.rank)
    return result


def order_layers(graph: Order) -> Order:
    """Order each rank: depth first with the longest branch in the middle, then barycentre sweeps."""
    _order_depth_first(graph)
    graph.renumber()
    fewest = _count_crossings(graph)
    best = [layer[:] for layer in graph.layers]
    worse = 0
    for sweep in range(SWEEPS):
        if not fewest:
            break
        downwards = sweep % 2 == 0
        neighbours = graph.up if downwards else graph.down
        for layer in graph.layers[1:] if downwards else graph.layers[-2::-1]:
            _sort_by_barycentre(layer, neighbours, graph.position)
        crossings = _count_crossings(graph, fewest)
        if crossings < fewest:
            fewest, best, worse = crossings, [layer[:] for layer in graph.layers], 0
        else:
            worse += 1
            if worse > 2:
                break
    graph.layers = best
    graph.renumber()
    return graph


def _order_depth_first(graph: Order) -> None:
    seen = [False] * len(graph.rank)
    for start in (node for node in range(graph.real) if not graph.up[node]):
        stack = [start]
        while stack:
            node = stack.pop()
            if seen[node]:
                continue
            seen[node] = True
            graph.layers[graph.rank[node]].append(node)
            boxes = sorted((one for one in graph.down[node] if one < graph.real), key=lambda one: -graph.height[one])
            branches: list[int] = []
            for number, box in enumerate(boxes):
                if number % 2 == 0 or len(boxes) == 2:
                    branches.append(box)
                else:
                    branches.insert(0, box)
            lanes = [one for one in graph.down[node] if one >= graph.real]
            stack.extend(reversed(branches + lanes))


def _sort_by_barycentre(layer: list[int], neighbours: list[list[int]], position: list[int]) -> None:
    if len(layer) < 2:
        return
    key: dict[int, float] = {}
    for node in layer:
        those = neighbours[node]
        if len(those) == 1:
            key[node] = position[those[0]]
        else:
            key[node] = sum([position[one] for one in those]) / len(those) if those else position[node]
    layer.sort(key=key.__getitem__)
    for place_in_layer, node in enumerate(layer):
        position[node] = place_in_layer


def _count_crossings(graph: Order, enough: int | None = None) -> int:
    """Return how many links cross; ``enough`` or more than that where there are at least so many."""
    total = 0
    position = graph.position
    for layer in graph.layers[:-1]:
        if len(layer) < 2:
            continue
        ends: list[int] = []
        for node in layer:
            those = graph.down[node]
            for end in [position[those[0]]] if len(those) == 1 else sorted([position[one] for one in those]):
                if not ends or end >= ends[-1]:
                    ends.append(end)
                    continue
                before = bisect_right(ends, end)
                total += len(ends) - before
                ends.insert(before, end)
        if enough is not None and total >= enough:
            break
    return total

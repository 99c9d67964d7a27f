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

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.visualize.layout.columns import align_columns, choose_columns, compact
from explorer.visualize.layout.layering import Order, assign_ranks, build_lanes
from explorer.visualize.layout.ordering import order_layers
from explorer.visualize.layout.routing import Point, route_edges

__all__ = ["LayoutEdge", "LayoutNode", "Placement", "Point", "place"]


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
    ranks: Sequence[int] | None = None,
    arrange: Callable[[Order], Order] = order_layers,
) -> Placement:
    """Lay out an acyclic graph.

    Args:
        nodes: the boxes.
        edges: what connects them; several edges may join the same pair.
        first: nodes that must stand alone in the first rank (ports through which values enter).
        last: nodes that must stand alone in the last rank.
        orders: what earlier calls found out; the same graph with boxes of other sizes costs half as much.
        ranks: the rank of each node, below those of the nodes before it; None takes the longest path. Not with
            ``orders``.
        arrange: decides who stands beside whom.

    Raises:
        ValueError: the graph has a cycle.
    """
    if not nodes:
        return Placement((), (), 0.0, 0.0)
    key = (len(nodes), tuple([edge[:3] for edge in edges]), *first, None, *last)
    order = orders.get(key) if orders is not None else None
    if order is None:
        longest, depth, height = assign_ranks(len(nodes), edges, first, last)
        chosen = longest if ranks is None else list(ranks)
        order = arrange(build_lanes(len(nodes), edges, chosen, depth, height))
        choose_columns(order)
        if orders is not None:
            orders[key] = order
    layers = Layers(order, nodes, edges)
    align_columns(layers)
    x = compact(layers)
    y, routes, along = route_edges(layers, x)
    centers = tuple(zip(x, y, strict=False))
    rightmost = max([value + width / 2 for value, width in zip(x, layers.width, strict=True)])
    return Placement(centers, routes, rightmost, along)


class Layers:
    """An order whose boxes have sizes and get their places across the flow."""

    def __init__(self, order: Order, nodes: Sequence[LayoutNode], edges: Sequence[LayoutEdge]) -> None:
        self.nodes = nodes
        self.edges = edges
        self.real = order.real
        self.rank = order.rank
        self.down = order.down
        self.lanes = order.lanes
        self.ends = order.ends
        self.fresh = order.fresh
        self.depth = order.depth
        self.height = order.height
        self.layers = order.layers
        self.position = order.position
        self.straight = order.straight
        self.slanted = order.slanted
        count = len(order.rank)
        self.width = [node.across for node in nodes] + [0.0] * (count - order.real)
        self.column = order.column
        self.offset = [0.0] * count
        """x of a node within its column."""
        self.bend: dict[tuple[int, int], tuple[float, float]] = {}
        """Offsets at the upper and lower end of the links that do not run from middle to middle."""
        if any(edge.source_offset or edge.target_offset for edge in edges):
            self._find_bends(order.direct)

    def _find_bends(self, direct: dict[tuple[int, int], int]) -> None:
        found = self.bend
        for (source, target, out, into), lane in zip(self.edges, self.lanes, strict=True):
            if lane:
                found[source, lane[0]] = (out, 0.0)
                found.setdefault((lane[-1], target), (0.0, into or 0.0))
        for link, number in direct.items():
            edge = self.edges[number]
            found[link] = (edge.source_offset, edge.target_offset or 0.0)

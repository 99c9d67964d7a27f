"""The family tree of the milestones as a drawing: years along the flow, influences as orthogonal edges.

The layout is that of the block graph with other ranks: a year is a band of one
rank, or of several where milestones of one year build on each other. Who
stands beside whom follows the history's own order, improved by exchanging
neighbours while that saves crossings (the greedy switch of Eades and Kelly,
1986). Edges run on lanes and tracks, so none passes through a box.
"""

from collections.abc import Iterable, Sequence

from explorer.models.history import History, Influence, Milestone
from explorer.visualize.graph.scene import DIRECTIONS, Box, Container, Edge, Face, GraphScene, Point
from explorer.visualize.layout.layered import LayoutEdge, LayoutNode, Placement, place
from explorer.visualize.layout.layering import Order

BOX_SIZE = (236.0, 76.0)
GUTTER = 72.0
"""Room for the years, before the first column; in a drawing to the right, above the first row."""
GUTTER_ABOVE = 34.0
PAD = 18.0
"""Around the boxes of the first and last year and at the sides."""
SWITCHES = 12
"""Rounds of exchanging neighbours; a few are enough."""

YEAR = "year:"
"""Before the year in a band's id."""


def draw_history(history: History, direction: str = "tb") -> GraphScene:
    """Return the drawing of a history.

    Boxes are the milestones by their keys, containers are bands of the years
    (:func:`band_id`), edges the influences from parent to child. Faces have the
    role ``milestone``, the line as kind, the idea as path, the contest as
    figure and the number of architectures as count.

    Args:
        history: what is drawn.
        direction: ``tb``, years downwards, or ``lr``, years to the right.

    Raises:
        ValueError: an unknown direction.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"no direction is called {direction!r}; use one of {', '.join(DIRECTIONS)}")
    down = direction == "tb"
    ranks = ranks_of(history)
    placed = _place(history, ranks, down)
    numbers = {milestone.key: number for number, milestone in enumerate(history)}
    before, above = (GUTTER + PAD, PAD) if down else (PAD, GUTTER_ABOVE + PAD)

    def at(point: Point) -> Point:
        across, along = point
        return (across + before, along + above) if down else (along + before, across + above)

    width, height = BOX_SIZE
    boxes = []
    for milestone in history:
        x, y = at(placed.centers[numbers[milestone.key]])
        boxes.append(Box(milestone.key, face_of(milestone), x - width / 2, y - height / 2, 1))
    edges = tuple(
        Edge(one.parent, one.child, (), tuple(at(point) for point in route), True)
        for one, route in zip(history.influences, placed.routes, strict=True)
    )
    across = placed.across + (before if down else above) + PAD
    bands = tuple(_bands(history, ranks, boxes, across, down))
    return GraphScene(
        direction=direction,
        width=across if down else bands[-1].x + bands[-1].width,
        height=bands[-1].y + bands[-1].height if down else across,
        boxes=tuple(boxes),
        containers=bands,
        edges=edges,
        labels=(),
        expanded=frozenset(),
    )


def band_id(year: int) -> str:
    """Return the id of a year's band in the drawing."""
    return f"{YEAR}{year}"


def ranks_of(history: History) -> list[int]:
    """Return the rank of each milestone: years in their order, in each year the longest path within it."""
    ranks: dict[str, int] = {}
    base = 0
    for year in years_of(history):
        waiting = [milestone.key for milestone in history if milestone.year == year]
        while waiting:
            key = waiting.pop(0)
            parents = [one.parent for one in history.parents(key) if history[one.parent].year == year]
            if all(parent in ranks for parent in parents):
                ranks[key] = max((ranks[parent] + 1 for parent in parents), default=base)
            else:
                waiting.append(key)
        base = max(ranks.values()) + 1
    return [ranks[milestone.key] for milestone in history]


def years_of(history: History) -> list[int]:
    """Return the years in which there is a milestone."""
    return sorted({milestone.year for milestone in history})


def face_of(milestone: Milestone) -> Face:
    """Return what the box of a milestone shows."""
    return Face(
        role="milestone",
        kind=milestone.line,
        title=milestone.name,
        path=milestone.idea,
        figure=contest_words(milestone),
        second_figure=error_words(milestone),
        count=len(milestone.architectures),
        width=BOX_SIZE[0],
        height=BOX_SIZE[1],
    )


def contest_words(milestone: Milestone) -> str:
    """Return the place in the contest, ``ILSVRC 1st``, with its year if that is another than the milestone's.

    A question mark stands where it was not re-read.
    """
    if milestone.ilsvrc is None or not milestone.place:
        return ""
    year = "" if milestone.ilsvrc == milestone.year else f" {milestone.ilsvrc}"
    return f"ILSVRC{year} {milestone.place}{_mark(milestone, 'place')}"


def error_words(milestone: Milestone) -> str:
    """Return the top-5 error: ``15.3 %``."""
    if milestone.top5_error is None:
        return ""
    return f"{percent_text(milestone.top5_error)}{_mark(milestone, 'top5_error')}"


def percent_text(value: float) -> str:
    """Return a percentage with the one or two decimals that the sources give: ``5.0 %``, ``3.57 %``."""
    decimals = 1 if round(value, 1) == value else 2
    return f"{value:.{decimals}f}\u202f%"


def _mark(milestone: Milestone, field: str) -> str:
    return "\u202f?" if field in milestone.recalled else ""


def _place(history: History, ranks: Sequence[int], down: bool) -> Placement:
    across, along = BOX_SIZE if down else BOX_SIZE[::-1]
    numbers = {milestone.key: number for number, milestone in enumerate(history)}
    nodes = [LayoutNode(across, along) for _ in history]
    edges = [LayoutEdge(numbers[one.parent], numbers[one.child]) for one in history.influences]
    wishes = [float(milestone.across) for milestone in history]
    return place(nodes, edges, ranks=ranks, arrange=lambda order: arrange(order, wishes, edges))


def arrange(order: Order, wishes: Sequence[float], edges: Sequence[LayoutEdge]) -> Order:
    """Put the boxes of each rank into the order of ``wishes``, lanes between their ends, and undo crossings."""
    wanted = [*wishes, *[0.0] * (len(order.rank) - order.real)]
    passing: dict[int, list[float]] = {}
    for edge, lane in zip(edges, order.lanes, strict=True):
        for at in lane:
            passing.setdefault(at, []).append((wishes[edge.source] + wishes[edge.target]) / 2)
    for at, places in passing.items():
        wanted[at] = sum(places) / len(places)
    order.layers = [[] for _ in order.layers]
    for node in sorted(range(len(wanted)), key=lambda one: (wanted[one], one)):
        order.layers[order.rank[node]].append(node)
    order.renumber()
    for _ in range(SWITCHES):
        changed = [_switch(order, layer) for layer in order.layers]
        if not any(changed):
            break
    return order


def _switch(order: Order, layer: list[int]) -> bool:
    """Exchange neighbours whose links then cross less; return whether any were."""
    changed = False
    for at in range(len(layer) - 1):
        a, b = layer[at], layer[at + 1]
        if _crossings(order, b, a) < _crossings(order, a, b):
            layer[at], layer[at + 1] = b, a
            order.position[a], order.position[b] = at + 1, at
            changed = True
    return changed


def _crossings(order: Order, a: int, b: int) -> int:
    """How many links of two nodes cross where ``a`` stands left of ``b``."""
    position = order.position
    return sum(
        position[one] > position[other]
        for neighbours in (order.up, order.down)
        for one in neighbours[a]
        for other in neighbours[b]
    )


def _bands(
    history: History, ranks: Sequence[int], boxes: Sequence[Box], across: float, down: bool
) -> Iterable[Container]:
    """The years from edge to edge; where two meet is half way between their boxes."""
    extents: list[tuple[int, float, float]] = []
    for year in years_of(history):
        those = [box for box, milestone in zip(boxes, history, strict=True) if milestone.year == year]
        starts = [box.y if down else box.x for box in those]
        ends = [box.y + box.height if down else box.x + box.width for box in those]
        extents.append((year, min(starts), max(ends)))
    start = 0.0
    for number, (year, _, end) in enumerate(extents):
        last = number + 1 == len(extents)
        stop = end + PAD if last else (end + extents[number + 1][1]) / 2
        yield Container(
            id=band_id(year),
            title=str(year),
            description="",
            summary="",
            count=1,
            level=0,
            x=0.0 if down else start,
            y=start if down else 0.0,
            width=across if down else stop - start,
            height=stop - start if down else across,
            lines=(),
        )
        start = stop


def relation_of(history: History, edge: Edge) -> Influence:
    """Return the influence that an edge of the drawing stands for."""
    return next(one for one in history.parents(edge.target) if one.parent == edge.source)

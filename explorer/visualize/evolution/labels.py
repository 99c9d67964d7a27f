"""Where the words on the family tree's edges go: beside or on their own edge, never on a box or on each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from explorer.models.history import History
from explorer.visualize.evolution.tree import relation_of
from explorer.visualize.graph.scene import Edge, GraphScene, Point, label_width

HEIGHT = 14.0
BESIDE = 5.0
"""Between a vertical line and the words beside it."""
CLEAR = 2.0
"""Around boxes and other words."""
REACH = 240.0
"""How far from the younger milestone words stand that are read without anything being selected."""
STEP = 12.0
"""Between the places that are tried along a line."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Place = tuple[float, float, float, str]
"""x of the line; x, y and anchor of the words."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The words on an edge and their place."""

    parent: str
    child: str
    text: str
    x: float
    """Of the left end, middle or right end."""
    y: float
    """Of the middle."""
    anchor: str
    """``left``, ``middle`` or ``right``: what of the words is at ``x``."""
    size: float = 1.0
    """How many times as large as usual."""

    @property
    def rect(self) -> Rect:
        """The room that is kept for the words, whatever the font."""
        width, height = label_width(self.text) * self.size, HEIGHT * self.size
        left = self.x - {"left": 0.0, "middle": width / 2, "right": width}[self.anchor]
        return (left, self.y - height / 2, left + width, self.y + height / 2)


def relations_of(drawing: GraphScene, history: History, key: str, size: float = 1.0) -> tuple[Relation, ...]:
    """Return the words of all edges that touch a milestone, each near its other end.

    The lines of other milestones may run below them; where there is no room
    free of the milestone's own lines, these may as well. Where there is none
    along the edge, they stand at the box at its other end; where there is none
    at ``size``, they are of the usual one.
    """
    edges = [edge for edge in drawing.edges if key in (edge.source, edge.target)]
    placer = _Placer(drawing, edges, history)
    found = []
    for edge in edges:
        forward = edge.target == key
        relation = (
            placer.place(edge, size, forward=forward)
            or placer.place(edge, 1.0, forward=forward)
            or placer.place(edge, 1.0, forward=forward, anywhere=True)
        )
        if relation is not None:
            found.append(relation)
    return tuple(found)


def uncrowded_relations(drawing: GraphScene, history: History) -> tuple[Relation, ...]:
    """Return the words of those edges beside which there is room free of every other line."""
    placer = _Placer(drawing, drawing.edges, history)
    found = [placer.place(edge, 1.0, forward=False, strict=True) for edge in drawing.edges]
    return tuple(relation for relation in found if relation is not None)


class _Placer:
    """Remembers what has been placed."""

    def __init__(self, drawing: GraphScene, lines: Sequence[Edge], history: History) -> None:
        self._history = history
        self._down = drawing.direction == "tb"
        self._boxes = {box.id: box for box in drawing.boxes}
        self._room: Rect = (0.0, 0.0, drawing.width, drawing.height)
        self._taken: list[Rect] = [
            (box.x - CLEAR, box.y - CLEAR, box.x + box.width + CLEAR, box.y + box.height + CLEAR)
            for box in drawing.boxes
        ]
        self._lines = [(edge, _hull(a, b)) for edge in lines for a, b in pairwise(edge.points)]

    def place(
        self, edge: Edge, size: float, *, forward: bool, strict: bool = False, anywhere: bool = False
    ) -> Relation | None:
        """Find the first free place along an edge, from its start if ``forward``, else from its end.

        Args:
            edge: whose words are placed.
            size: how many times as large as usual they are.
            forward: whether to begin at its start.
            strict: no other line may run below them, and they stand near the end.
            anywhere: they may also stand on the side of the box on which the edge does not lie.
        """
        text = relation_of(self._history, edge).relation
        foreign = [rect for other, rect in self._lines if other is not edge]
        fallback: Relation | None = None
        places = _candidates(edge.points, label_width(text) * size, size, forward=forward)
        if not strict:
            places = chain(places, self._around(edge, size, forward=forward, anywhere=anywhere))
        for line, x, y, anchor in places:
            if strict and abs(x - edge.points[-1][0]) + abs(y - edge.points[-1][1]) > REACH + label_width(text) / 2:
                break
            relation = Relation(edge.source, edge.target, text, x, y, anchor, size)
            rect = relation.rect
            if not _within(rect, self._room) or any(_meet(rect, other) for other in self._taken):
                continue
            # Where a line runs together with others, words beside it would be taken for theirs.
            near = (min(rect[0], line), rect[1], max(rect[2], line), rect[3])
            if not any(_meet(near, other) for other in foreign):
                return self._take(relation)
            fallback = fallback or relation
        return self._take(fallback) if fallback is not None and not strict else None

    def _around(self, edge: Edge, size: float, *, forward: bool, anywhere: bool) -> Iterator[Place]:
        """Places at the box at the start of an edge if ``forward``, else at its end, on the side on which it lies."""
        box = self._boxes[edge.source if forward else edge.target]
        off = HEIGHT * size / 2 + CLEAR + 1
        above, below = box.y - off, box.y + box.height + off
        for y in (above, below) if anywhere or not self._down else (below,) if forward else (above,):
            for x, anchor in ((box.x, "left"), (box.x + box.width, "right")):
                yield (x, x, y, anchor)

    def _take(self, relation: Relation) -> Relation:
        left, top, right, bottom = relation.rect
        self._taken.append((left - CLEAR, top - CLEAR, right + CLEAR, bottom + CLEAR))
        return relation


def _candidates(points: Sequence[Point], width: float, size: float, *, forward: bool) -> Iterator[Place]:
    """Places on horizontal lines that are long enough, right and left of vertical ones."""
    way = list(points) if forward else list(reversed(points))
    for (x0, y0), (x1, y1) in pairwise(way):
        if abs(x0 - x1) < abs(y0 - y1):
            for y in _along(y0, y1, HEIGHT * size):
                yield (x0, x0 + BESIDE, y, "left")
                yield (x0, x0 - BESIDE, y, "right")
        else:
            for x in _along(x0, x1, width + 16):
                yield (x, x, y0, "middle")


def _along(start: float, end: float, length: float) -> Iterator[float]:
    """Middles of a piece of some length on a line, from its start on."""
    room = abs(end - start) - length
    direction = 1.0 if end > start else -1.0
    if room < 0:
        return
    offset = min(room / 2, CLEAR + 1)
    while offset <= room:
        yield start + direction * (length / 2 + offset)
        offset += STEP


def _hull(a: Point, b: Point) -> Rect:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def _meet(a: Rect, b: Rect) -> bool:
    return a[0] < b[2] + 0.5 and b[0] - 0.5 < a[2] and a[1] < b[3] + 0.5 and b[1] - 0.5 < a[3]


def _within(inner: Rect, outer: Rect) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]

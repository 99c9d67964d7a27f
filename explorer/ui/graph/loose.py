"""Edges and labels on the canvas: what belongs to no box. What has only moved from one drawing to the next stays.

Only what is in sight is made before the drawing is shown; a dense network has
thousands of lines. The others are made after it, or when they come in sight.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import is_

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import branches, fork_place, group_edges
from explorer.visualize.graph.scene import Edge, GraphScene, Label, Point, label_width

TOUCH = 0.01
"""Pixels within which two places are the same: a sum of many lengths is not exact."""
HERE = (0.0, 0.0)

Key = tuple[str, int]
"""The box whose edges they are, and which part of these; :data:`LABEL` for the label beside them."""
LABEL = -1
TALL = 8.0
"""How far a label reaches above and below its middle."""
PART = 12
"""Edges that leave one box are items of so many lines each: those of a dense block are much longer than what is seen of
them."""

Span = tuple[float, float]
"""Where a stretch of the drawing begins and ends, along the flow."""


@dataclass(slots=True, eq=False)
class _Made:
    """Items and what they were made from; their place moves with it."""

    origin: Sequence[Edge] | Label
    items: Sequence[QGraphicsItem]
    place: QPointF


class Loose:
    """The edges and labels of one drawing."""

    def __init__(self) -> None:
        self._made: dict[Key, _Made] = {}
        self._moves: dict[Key, Point] = {}
        """How far what stays is from where it was made."""
        self._edges: dict[str, list[Edge]] = {}
        self._labels: dict[str, Label] = {}
        self._waiting: set[Key] = set()
        """Parts whose items have not been made yet."""
        self._served: Span | None = None
        """The stretch of the drawing whose lines are all there."""
        self._axis = 1
        self._reach: dict[str, Span] = {}
        """Where each box begins and ends, along the flow."""

    def prepare(
        self, drawing: GraphScene, factory: ItemFactory, before: "Loose", seen: Span | None = None
    ) -> Iterator[None]:
        """Make the items of a drawing bit by bit, but for those of ``before`` that can stay.

        Lines that do not meet ``seen`` wait for :meth:`make`; None leaves out nothing.
        """
        self._axis, self._served = int(drawing.direction == "tb"), seen
        if self._axis:
            self._reach = {box.id: (box.y, box.y + box.face.height) for box in drawing.boxes}
        else:
            self._reach = {box.id: (box.x, box.x + box.face.width) for box in drawing.boxes}
        for edges in group_edges(drawing.edges):
            source = edges[0].source
            self._edges[source] = edges
            known = before._edges.get(source, [])
            for number in range(-(-len(edges) // PART)):
                key = (source, number)
                old = before._made.get(key)
                # With the line before it, where the first branch begins.
                lines = slice(max(0, number * PART - 1), (number + 1) * PART)
                # Not equal lines, whose points would have to be worked out to know, but the very same.
                if old is not None and _are(known[lines], edges[lines]):
                    self._made[key], self._moves[key] = old, before._moves.get(key, HERE)
                else:
                    self._follow(key, factory, old, seen)
            yield
        self._labels = {label.source: label for label in drawing.labels}
        for label in drawing.labels:
            key = (label.source, LABEL)
            old = before._made.get(key)
            if old is not None and isinstance(old.origin, Label) and _same_words(old.origin, label):
                self._made[key], self._moves[key] = old, (label.x - old.origin.x, label.y - old.origin.y)
            elif self._is_seen(label, seen):
                self._made[key] = _label_made(label, factory)
                yield
            else:
                self._waiting.add(key)

    def _is_seen(self, label: Label, seen: Span | None) -> bool:
        if seen is None:
            return True
        first, last = (label.y - TALL, label.y + TALL) if self._axis else (label.x, label.x + label_width(label.text))
        return first <= seen[1] and last >= seen[0]

    def _follow(self, key: Key, factory: ItemFactory, old: _Made | None, seen: Span | None) -> None:
        """Keep the old items of a part if its lines have only moved, else make new ones; unless it is out of sight."""
        part = self._part(key, seen)
        if part is None:
            self._waiting.add(key)
            return
        move = _move_of(old.origin, part) if old is not None and not isinstance(old.origin, Label) else None
        if old is not None and move is not None:
            self._made[key], self._moves[key] = old, move
        else:
            self._made[key] = _Made(part, factory.edges(part), QPointF())

    def _part(self, key: Key, seen: Span | None) -> list[Edge] | None:
        """The lines of a part, as branches of a tree; None if they do not meet ``seen``."""
        source, number = key
        edges, start = self._edges[source], number * PART
        part = edges[start : start + PART]
        if seen is not None and not self._may_meet(part, seen):
            return None
        before = edges[start - 1].points if start else ()
        if seen is not None and not self._meets(part, before, seen):
            return None
        return list(branches(part, before))

    def _may_meet(self, edges: Sequence[Edge], seen: Span) -> bool:
        """Whether lines pass a stretch of the drawing, as far as the boxes at their ends tell."""
        reach, (low, high) = self._reach, seen
        if reach[edges[0].source][0] > high:
            return False
        return any(reach[edge.target][1] >= low for edge in edges)

    def _meets(self, edges: Sequence[Edge], before: Sequence[Point], seen: Span) -> bool:
        """Whether lines pass a stretch of the drawing with what each has not in common with the one before it.

        Lines only ever run along the flow and across it.
        """
        axis, (low, high) = self._axis, seen
        for edge in edges:
            points = edge.points
            if points[-1][axis] >= low and fork_place(before, points, axis) <= high:
                return True
            before = points
        return False

    @property
    def waits(self) -> bool:
        """Whether lines are still to be made."""
        return bool(self._waiting)

    def make(self, scene: QGraphicsScene, factory: ItemFactory, seen: Span | None = None) -> Iterator[None]:
        """Make the lines that wait, bit by bit, of which only those that meet ``seen`` unless it is None."""
        if seen is not None and self._served is not None and _lies_in(seen, self._served):
            return
        for key in sorted(self._waiting):
            made = self._late(key, factory, seen) if key in self._waiting else None
            if made is None:
                continue
            self._waiting.discard(key)
            self._made[key] = made
            for item in made.items:
                scene.addItem(item)
            yield
        self._served = seen

    def _late(self, key: Key, factory: ItemFactory, seen: Span | None) -> _Made | None:
        """The lines or the label that wait; None if they do not meet ``seen``."""
        source, number = key
        if number == LABEL:
            label = self._labels[source]
            return _label_made(label, factory) if self._is_seen(label, seen) else None
        part = self._part(key, seen)
        return _Made(part, factory.edges(part), QPointF()) if part is not None else None

    def replace(self, scene: QGraphicsScene, before: "Loose") -> list[QGraphicsItem]:
        """Put the items in the place of those of ``before``, and return them."""
        for key, made in before._made.items():
            if self._made.get(key) is not made:
                for item in made.items:
                    scene.removeItem(item)
        for key, made in self._made.items():
            move = self._moves.get(key)
            if move is None:
                for item in made.items:
                    scene.addItem(item)
            elif move != before._moves.get(key, HERE):
                for item in made.items:
                    item.setPos(made.place + QPointF(*move))
        return [item for made in self._made.values() for item in made.items]


def _label_made(label: Label, factory: ItemFactory) -> _Made:
    item = factory.label(label)
    return _Made(label, [item], item.pos())


def _are(some: Sequence[Edge], others: Sequence[Edge]) -> bool:
    """Whether they are the same objects."""
    return len(some) == len(others) and all(map(is_, some, others))


def _lies_in(inner: Span, outer: Span) -> bool:
    return inner[0] > outer[0] - TOUCH and inner[1] < outer[1] + TOUCH


def _same_words(one: Label, other: Label) -> bool:
    return one.text == other.text and one.level == other.level


def _move_of(before: Sequence[Edge], edges: Sequence[Edge]) -> Point | None:
    """Return how far all edges have moved without any change of their form; None where they have changed."""
    if len(before) != len(edges):
        return None
    (x0, y0), (x1, y1) = before[0].points[0], edges[0].points[0]
    dx, dy = x1 - x0, y1 - y0
    for one, other in zip(before, edges, strict=True):
        if one is other:
            if dx or dy:
                return None
            continue
        if one.target != other.target or one.shape != other.shape or one.arrow != other.arrow:
            return None
        if len(one.points) != len(other.points):
            return None
        for (x0, y0), (x1, y1) in zip(one.points, other.points, strict=True):
            if not (-TOUCH < x1 - x0 - dx < TOUCH and -TOUCH < y1 - y0 - dy < TOUCH):
                return None
    return dx, dy

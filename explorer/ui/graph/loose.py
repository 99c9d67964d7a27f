"""Edges and labels on the canvas: what belongs to no box. What has only moved from one drawing to the next stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import group_edges
from explorer.visualize.graph.scene import Edge, GraphScene, Label, Point

TOUCH = 0.01
"""Pixels within which two places are the same: a sum of many lengths is not exact."""
HERE = (0.0, 0.0)

Key = tuple[str, int]
"""The box whose edges they are, and which part of these; -1 for a label."""


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
        self._parts: dict[str, int] = {}

    def prepare(self, drawing: GraphScene, factory: ItemFactory, before: "Loose") -> Iterator[None]:
        """Make the items of a drawing bit by bit, but for those of ``before`` that can stay."""
        for edges in group_edges(drawing.edges):
            source = edges[0].source
            self._edges[source] = edges
            if before._edges.get(source) == edges:
                self._stay(source, before)
            else:
                self._follow(source, edges, factory, before)
            yield
        for label in drawing.labels:
            key = (label.source, -1)
            old = before._made.get(key)
            if old is not None and isinstance(old.origin, Label) and _same_words(old.origin, label):
                self._made[key], self._moves[key] = old, (label.x - old.origin.x, label.y - old.origin.y)
            else:
                item = factory.label(label)
                self._made[key] = _Made(label, [item], item.pos())
            yield

    def _stay(self, source: str, before: "Loose") -> None:
        self._parts[source] = before._parts[source]
        for number in range(self._parts[source]):
            key = (source, number)
            self._made[key], self._moves[key] = before._made[key], before._moves.get(key, HERE)

    def _follow(self, source: str, edges: Sequence[Edge], factory: ItemFactory, before: "Loose") -> None:
        parts = factory.split(edges)
        self._parts[source] = len(parts)
        for number, part in enumerate(parts):
            key = (source, number)
            old = before._made.get(key)
            move = _move_of(old.origin, part) if old is not None and not isinstance(old.origin, Label) else None
            if old is not None and move is not None:
                self._made[key], self._moves[key] = old, move
            else:
                self._made[key] = _Made(part, factory.edges(part), QPointF())

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

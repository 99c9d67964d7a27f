"""Which edges touch a box, and which lead to it from the input. No Qt."""

from collections.abc import Iterable
from functools import cached_property

from explorer.ui.graph.walk import contains
from explorer.visualize.graph.scene import Box, Container, Edge, GraphScene


class Links:
    """The edges of one drawing by their ends; made when first asked, since most drawings are never asked."""

    def __init__(self, drawing: GraphScene) -> None:
        self._drawing = drawing

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """The boxes by their id."""
        return {box.id: box for box in self._drawing.boxes}

    @cached_property
    def _containers(self) -> dict[str, Container]:
        return {container.id: container for container in self._drawing.containers}

    @cached_property
    def _entering(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = {}
        for edge in self._drawing.edges:
            found.setdefault(edge.target, []).append(edge)
        return found

    @cached_property
    def _leaving(self) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = {}
        for edge in self._drawing.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    def _within(self, item: str) -> frozenset[str]:
        """The boxes that an item consists of: itself, or those in an open block."""
        container = self._containers.get(item)
        if container is None:
            return frozenset((item,))
        return frozenset(box.id for box in self._drawing.boxes if contains(container, box))

    def around(self, item: str) -> tuple[list[Edge], list[Edge]]:
        """Return the edges that enter a box or open block, and those that leave it."""
        inside = self._within(item)
        entering = [edge for box in inside for edge in self._entering.get(box, ()) if edge.source not in inside]
        leaving = [edge for box in inside for edge in self._leaving.get(box, ()) if edge.target not in inside]
        return entering, leaving

    def upstream(self, item: str) -> list[Edge]:
        """Return every edge on a way from the input to a box or into an open block."""
        inside = self._within(item)
        seen, found = set(inside), []
        waiting = list(inside)
        while waiting:
            for edge in self._entering.get(waiting.pop(), ()):
                if edge.source in inside:
                    continue
                found.append(edge)
                if edge.source not in seen:
                    seen.add(edge.source)
                    waiting.append(edge.source)
        return found


def sources(edges: Iterable[Edge]) -> list[str]:
    """Return where edges begin, each box once."""
    return list(dict.fromkeys(edge.source for edge in edges))


def targets(edges: Iterable[Edge]) -> list[str]:
    """Return where edges end, each box once."""
    return list(dict.fromkeys(edge.target for edge in edges))

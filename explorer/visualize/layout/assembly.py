"""From blocks that have been laid out one by one to one drawing: everything gets its place, edges are joined."""

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple, Protocol

from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.captions import short_path
from explorer.visualize.graph.scene import Box, Container, Edge, Face, GraphScene, Label, Point, container_words
from explorer.visualize.layout.arranging import Arrangement
from explorer.visualize.layout.levels import common_length

CLOSE = 0.01
"""Pixels within which two points are one: a sum of many lengths is not exact."""


class Words(Protocol):
    """What is drawn, apart from its place."""

    tree: BlockTree

    def face(self, item: str) -> Face:
        """Return what a closed block or a cell shows."""

    def label(self, item: str) -> str:
        """Return the shape that leaves a block or cell."""

    def sheets(self, item: str) -> float:
        """Return how far a closed block reaches into a label's room."""


class Assembly:
    """One drawing in the making."""

    def __init__(
        self,
        words: Words,
        expanded: frozenset[str],
        arranged: Mapping[str, Arrangement],
        sideways: bool,
        before: "Assembly | None" = None,
    ) -> None:
        """``before`` is another drawing of the same network in the same direction, made already."""
        self._words = words
        self._tree = words.tree
        self._expanded = expanded
        self._arranged = arranged
        self._sideways = sideways
        self._origin: dict[str, Point] = {}
        """Where the content of each open block begins."""
        self._around: dict[str, tuple[str, ...]] = {}
        """The way to each open block, with itself at the end."""
        self._boxes: list[Box] = []
        self._containers: list[Container] = []
        self._labels: list[Label] = []
        self._junctions: set[str] = set()
        self._pieces: dict[tuple[str, int], tuple[Point, ...]] = {}
        self._exits: dict[tuple[str, str, str], list[Point]] = {}
        self._ways: dict[tuple[str, str], _Way] = {}
        self._drawn: dict[tuple[str, str], Edge] = {}
        self._before = before

    def scene(self) -> GraphScene:
        """Return the drawing."""
        self._put(ROOT, (0.0, 0.0), ())
        self._join_all()
        self._before = None
        width, height = self._turn(self._arranged[ROOT].size)
        return GraphScene(
            direction="lr" if self._sideways else "tb",
            width=width,
            height=height,
            boxes=tuple(self._boxes),
            containers=tuple(self._containers),
            edges=tuple(self._drawn.values()),
            labels=tuple(self._labels),
            expanded=self._expanded,
        )

    def _turn(self, point: Point) -> Point:
        return (point[1], point[0]) if self._sideways else point

    # places ------------------------------------------------------------------

    def _put(self, block: str, origin: Point, around: tuple[str, ...]) -> None:
        """Give everything in an open block its place; ``origin`` is the block's corner, across and along."""
        level = len(around)
        within = self._around[block] = (*around, block)
        arrangement = self._arranged[block]
        left, top = self._origin[block] = (origin[0] + arrangement.inset[0], origin[1] + arrangement.inset[1])
        labels = arrangement.plan.labels
        for item, (x, y) in zip(arrangement.plan.items, arrangement.placement.centers, strict=False):
            middle = (left + x, top + y)
            inside = self._arranged.get(item)
            if inside is not None:
                corner = (middle[0] - inside.size[0] / 2, middle[1] - inside.size[1] / 2)
                self._containers.append(self._container(inside, corner, level))
                self._put(item, corner, within)
            else:
                face = self._words.face(item)
                x, y = self._turn(middle)
                self._boxes.append(Box(item, face, x - face.width / 2, y - face.height / 2, level))
                if face.role == "junction":
                    self._junctions.add(item)
            if item in labels:
                self._labels.append(self._label(arrangement, item, level))

    def _container(self, arrangement: Arrangement, corner: Point, level: int) -> Container:
        block = self._tree.blocks[arrangement.plan.block]
        x, y = self._turn(corner)
        width, height = self._turn(arrangement.size)
        description, summary = container_words(block)
        entrances = arrangement.entrances.values()
        return Container(
            id=block.id,
            title=short_path(block.id),
            description=description,
            summary=summary,
            count=block.count,
            level=level,
            x=x,
            y=y,
            width=width,
            height=height,
            lines=() if self._sideways else tuple(sorted([width / 2 + offset for offset in entrances])),
        )

    def _label(self, arrangement: Arrangement, item: str, level: int) -> Label:
        """The shape beside the upper end of an edge."""
        route = arrangement.placement.routes[arrangement.routes[arrangement.plan.labels[item]]]
        left, top = self._origin[arrangement.plan.block]
        x, y = self._turn((route[0][0] + left, route[0][1] + top))
        sheets = 0.0 if item in self._arranged else self._words.sheets(item)
        if self._sideways:
            return Label(item, self._words.label(item), x + 6 + sheets, y - 10, level)
        return Label(item, self._words.label(item), x + 12, y + 11 + sheets, level)

    # edges -------------------------------------------------------------------

    def _join_all(self) -> None:
        """Draw one edge between each two boxes that a value joins; where nothing has moved, it is that of before.

        What takes the time are the points of lines, most of which are out of sight: they are left until asked for.
        """
        holders = {block: self._holder(block) for block in self._tree.blocks}
        shown: dict[str, tuple[str, str]] = {}
        for cell, around in self._tree.around.items():
            block, closed = holders[around[-1]]
            shown[cell] = (block, closed or cell)
        known = self._before._drawn if self._before is not None else {}
        drawn, ways, junctions, join = self._drawn, self._ways, self._junctions, self._join
        for edge in self._tree.edges:
            sender = edge.source
            outer, a = shown[sender]
            inner, b = shown[edge.target]
            pair = (a, b)
            if a == b or pair in drawn:
                continue
            way = ways.get((outer, inner)) or self._find_way(outer, inner)
            same = known.get(pair) if way.still else None
            if same is None:
                same = Edge(a, b, edge.shape, partial(join, way, a, b, sender), b not in junctions)
            drawn[pair] = same

    def _holder(self, block: str) -> tuple[str, str]:
        """The innermost open block around what shows the content of ``block``; the closed block that does, if any."""
        closed = ""
        while block not in self._origin:
            closed = block
            block = self._tree.blocks[block].parent
        return block, closed

    def _piece(self, block: str, link: int) -> tuple[Point, ...]:
        """The part of an edge within one block, which others may share."""
        number = self._arranged[block].routes[link]
        found = self._pieces.get((block, number))
        if found is None:
            found = self._pieces[block, number] = self._move(block, number)
        return found

    def _move(self, block: str, number: int) -> tuple[Point, ...]:
        """A route of an open block where it lies in the drawing."""
        left, top = self._origin[block]
        route = self._arranged[block].placement.routes[number]
        if self._sideways:
            return tuple([(y + top, x + left) for x, y in route])
        return tuple([(x + left, y + top) for x, y in route])

    def _join(self, way: "_Way", a: str, b: str, sender: str) -> tuple[Point, ...]:
        """An edge from the box ``a`` to ``b``: out through borders, in through others."""
        middle, within = way.middle, way.within
        points: list[Point] = []
        if way.out:
            points += self._leave(way.out, a, sender)
            a = way.out[-1]
        end = within[0] if within else b
        _append(points, self._piece(middle, self._arranged[middle].plan.inner[a, end, sender]))
        for block, child in zip(within, (*within[1:], b), strict=False):
            _append(points, self._piece(block, self._arranged[block].plan.enters[sender, child]))
        return tuple(points)

    def _leave(self, out: tuple[str, ...], a: str, sender: str) -> list[Point]:
        """The part of an edge that leaves blocks, the innermost first."""
        found = self._exits.get((out[-1], a, sender))
        if found is None:
            found = []
            for block in out:
                _append(found, self._piece(block, self._arranged[block].plan.leaves[sender]))
            # Not before it is whole: points are asked for on more than one thread.
            self._exits[out[-1], a, sender] = found
        return found

    def _find_way(self, outer: str, inner: str) -> "_Way":
        out, within = self._around[outer], self._around[inner]
        meet = common_length(out, within)
        passed = (*out[meet - 1 :], *within[meet:])
        way = _Way(out[: meet - 1 : -1], out[meet - 1], within[meet:], all(self._is_still(block) for block in passed))
        self._ways[outer, inner] = way
        return way

    def _is_still(self, block: str) -> bool:
        """Whether all in an open block that is not in blocks within it is where it was before."""
        before = self._before
        return (
            before is not None
            and before._arranged.get(block) is self._arranged[block]
            and before._origin[block] == self._origin[block]
        )


class _Way(NamedTuple):
    """How lines lead from one block to another."""

    out: tuple[str, ...]
    """Blocks that they leave, the innermost first."""
    middle: str
    """The block in which they have left all those, and enter others."""
    within: tuple[str, ...]
    """Blocks that they enter, the outermost first."""
    still: bool
    """Whether none of all these has moved or changed."""


def _append(points: list[Point], piece: tuple[Point, ...]) -> None:
    """Let a line go on with another piece, without repeated points and points on a straight line where they meet."""
    for point in piece[:2] if points else ():
        (x, y), (last_x, last_y) = point, points[-1]
        same_x, same_y = -CLOSE < last_x - x < CLOSE, -CLOSE < last_y - y < CLOSE
        if same_x and same_y:
            continue
        if len(points) > 1:
            before_x, before_y = points[-2]
            if (same_x and -CLOSE < before_x - last_x < CLOSE) or (same_y and -CLOSE < before_y - last_y < CLOSE):
                points[-1] = point
                continue
        points.append(point)
    points += piece[2:] if points else piece

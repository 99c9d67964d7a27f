"""From a block tree and the set of open blocks to a drawing.

Every open block is laid out alone, with ports (boxes of no size) where values
enter and leave; around it stands a box with these ports on its border. Equal
blocks have equal layouts, which are kept: opening one block costs its own
layout and those of the blocks around it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.analysis.network import Network
from explorer.errors import UsageError
from explorer.visualize.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.captions import shape_text, short_path
from explorer.visualize.expansion import Expansion, open_blocks
from explorer.visualize.layout import LayoutEdge, LayoutNode, Order, Placement, place
from explorer.visualize.levels import Level, collect_levels, connections, incoming_shapes
from explorer.visualize.scene import (
    DIRECTIONS,
    Box,
    Container,
    Edge,
    Face,
    GraphScene,
    Label,
    Point,
    container_words,
    face_of,
    label_width,
)

HEADER = 30.0
PADDING = 12.0
HEADER_WIDTH = 320.0
"""Least width of an open block, so that its header can be read."""
SHEETS = 4.0
"""Room for the sheets behind a repeated block, on the side where the label stands."""
MANY_BOXES = 48
"""More boxes never fit a screen, so that they need not be laid out to know."""
SCREEN = (1000.0, 1000.0)
"""What the first view of a network should not exceed, across and along the flow."""


def layout_network(network: Network, expanded: Expansion = "none", direction: str = "tb") -> GraphScene:
    """Return the drawing of a network; see :class:`Composer` for repeated drawings of the same one."""
    tree = build_tree(network)
    return Composer(tree).compose(open_blocks(tree, expanded), direction)


def initial_expansion(tree: BlockTree, direction: str = "tb") -> frozenset[str]:
    """Choose what is open at first: as many whole levels as fit a screen; a lone big block is opened in any case."""
    composer = Composer(tree)
    chosen: frozenset[str] = frozenset()
    while len(composer.visible_items(chosen)) < 16:
        closed = [item for item in composer.visible_items(chosen) if item in tree.blocks]
        if not closed:
            return chosen
        biggest = max(closed, key=lambda block: len(tree.blocks[block].operators))
        if len(tree.blocks[biggest].operators) * 2 < len(tree.rows):
            break
        chosen |= {biggest}
    for depth in range(1, 8):
        wider = chosen | open_blocks(tree, depth)
        if wider == chosen:
            continue
        if len(composer.visible_items(wider)) > MANY_BOXES:
            break
        scene = composer.compose(wider, direction)
        along, across = (scene.height, scene.width) if direction == "tb" else (scene.width, scene.height)
        if along > SCREEN[1] or across > SCREEN[0]:
            break
        chosen = wider
    return chosen


@dataclass(frozen=True, slots=True)
class _Arrangement:
    """One open block, laid out; lengths are across and along the flow."""

    block: str
    items: tuple[str, ...]
    placement: Placement
    route_of: dict[tuple[str, str, str], int]
    """(from, to, sender) → edge of the placement; ports are called ``>sender`` and ``sender>``."""
    labels: dict[str, int]
    """Items after which a shape stands → the edge beside which it does."""
    inset: Point
    size: Point
    entrances: dict[str, float]
    """Offsets of the ports from the middle of the block's border."""
    exits: dict[str, float]


class Composer:
    """Draws one network again and again, remembering the layouts of its blocks."""

    def __init__(self, tree: BlockTree) -> None:
        self.tree = tree
        self._faces: dict[str, Face] = {}
        self.levels = collect_levels(tree)
        self._placements: dict[object, Placement] = {}
        self._orders: dict[object, Order] = {}
        self._came = incoming_shapes(tree)

    def face(self, item: str) -> Face:
        """Return what the box of a block or cell shows."""
        found = self._faces.get(item)
        if found is None:
            found = self._faces[item] = face_of(self.tree, item)
        return found

    def visible_items(self, expanded: frozenset[str]) -> list[str]:
        """Return the boxes that are seen: cells and closed blocks, in execution order."""
        return list(self._visible_below(ROOT, expanded))

    def _visible_below(self, block: str, expanded: frozenset[str]) -> Iterator[str]:
        for child in self.tree.blocks[block].children:
            if child in expanded:
                yield from self._visible_below(child, expanded)
            else:
                yield child

    def compose(self, expanded: frozenset[str], direction: str = "tb") -> GraphScene:
        """Return the drawing in which the blocks ``expanded`` are open.

        Raises:
            UsageError: an unknown direction.
        """
        if direction not in DIRECTIONS:
            raise UsageError(f"cannot draw in the direction {direction!r}; use tb or lr")
        drawing = _Drawing(self, expanded, direction == "lr")
        return drawing.finish()

    def arrange(self, block: str, expanded: frozenset[str], sideways: bool, done: dict[str, _Arrangement]) -> None:
        """Lay out an open block after the open blocks in it; results go to ``done``."""
        items = self.tree.blocks[block].children
        for item in items:
            if item in expanded:
                self.arrange(item, expanded, sideways, done)
        level = self.levels[block]
        index = {item: number for number, item in enumerate(items)}
        labelled = self._labelled(items, level)
        nodes = [self._node(item, sideways, done, item in labelled) for item in items]
        entrances = {f">{level.port(sender)}": None for sender in level.enters}
        exits = {f"{sender}>": None for sender in level.leaves}
        for port in (*entrances, *exits):
            index[port] = len(nodes)
            nodes.append(LayoutNode(0.0, 0.0))
        edges: dict[LayoutEdge, int] = {}
        labels: dict[str, int] = {}
        route_of: dict[tuple[str, str, str], int] = {}
        for a, b, sender in connections(level):
            source_offset = done[a].exits[sender] if a in done else 0.0
            target_offset = done[b].entrances[self.levels[b].port(sender)] if b in done else None
            edge = LayoutEdge(index[a], index[b], source_offset, target_offset)
            number = route_of[a, b, sender] = edges.setdefault(edge, len(edges))
            if a in labelled and not b.endswith(">"):
                labels.setdefault(a, number)
        first = tuple(index[port] for port in entrances)
        last = tuple(index[port] for port in exits)
        key = (tuple(nodes), tuple(edges), first, last)
        placement = self._placements.get(key)
        if placement is None:
            placement = self._placements[key] = place(nodes, tuple(edges), first, last, self._orders)
        done[block] = _frame(block, items, placement, index, route_of, labels, sideways)

    def _node(self, item: str, sideways: bool, done: dict[str, _Arrangement], labelled: bool) -> LayoutNode:
        label = 0.0
        if labelled:
            label = (label_width(self.label(item)) if sideways else 14.0) + (0.0 if item in done else self.sheets(item))
        if item in done:
            across, along = done[item].size
            return LayoutNode(across, along, label=label)
        face = self.face(item)
        across, along = (face.height, face.width) if sideways else (face.width, face.height)
        return LayoutNode(across, along, face.role == "junction", label)

    def sheets(self, item: str) -> float:
        """Return how far the sheets behind a closed block that stands for several reach into a label's room."""
        return SHEETS if item in self.tree.blocks and self.tree.blocks[item].count > 1 else 0.0

    def label(self, item: str) -> str:
        """Return the shape that leaves a block or cell."""
        blocks, cells = self.tree.blocks, self.tree.cells
        return shape_text(blocks[item].shape if item in blocks else cells[item].shape)

    def _labelled(self, items: Iterable[str], level: Level) -> frozenset[str]:
        """Items after which the shape is another one, where that is not plain from the next box."""
        found: set[str] = set()
        tree = self.tree
        telling = {a for a, b in level.inner if b in tree.blocks or tree.cells[b].kind != "io"}
        for item in items:
            if item not in telling:
                continue
            if item in tree.blocks:
                came, left = tree.blocks[item].came, tree.blocks[item].shape
            else:
                came, left = self._came.get(item, tree.cells[item].shape), tree.cells[item].shape
            if came != left:
                found.add(item)
        return frozenset(found)


def _frame(
    block: str,
    items: tuple[str, ...],
    placement: Placement,
    index: dict[str, int],
    route_of: dict[tuple[str, str, str], int],
    labels: dict[str, int],
    sideways: bool,
) -> _Arrangement:
    """Put the border of an open block around its layout."""
    before, after, start, end = 0.0, 0.0, 0.0, 0.0
    across, along = placement.across, placement.along
    if block != ROOT:
        before = after = start = end = PADDING
        if sideways:
            before = HEADER + 4
            start = end = 4.0
            spare = max(0.0, HEADER_WIDTH - along - start - end)
            # Ports lie on the border: what is spare goes to the end, where the last stretch of line grows.
            end += spare
        else:
            start, end = HEADER, 2.0
            spare = max(0.0, HEADER_WIDTH - across - before - after)
            before, after = before + spare / 2, after + spare / 2
    size = (before + across + after, start + along + end)
    middle = size[0] / 2
    offset = {name: before + placement.centers[number][0] - middle for name, number in index.items()}
    return _Arrangement(
        block=block,
        items=items,
        placement=placement,
        route_of=route_of,
        labels=labels,
        inset=(before, start),
        size=size,
        entrances={name[1:]: offset[name] for name in index if name.startswith(">")},
        exits={name[:-1]: offset[name] for name in index if name.endswith(">") and name not in items},
    )


class _Drawing:
    """One composition in the making: arrangements get their places, pieces of edges are joined."""

    def __init__(self, composer: Composer, expanded: frozenset[str], sideways: bool) -> None:
        self.composer = composer
        self.tree = composer.tree
        self.sideways = sideways
        self.expanded = expanded & frozenset(self.tree.blocks) - {ROOT}
        self.arranged: dict[str, _Arrangement] = {}
        composer.arrange(ROOT, self.expanded, sideways, self.arranged)
        self.origin: dict[str, Point] = {}
        self.boxes: list[Box] = []
        self.containers: list[Container] = []
        self.labels: list[Label] = []
        self._routes: dict[tuple[str, int], list[Point]] = {}

    def finish(self) -> GraphScene:
        self._put(ROOT, (0.0, 0.0), 0)
        edges = tuple(self._edges())
        across, along = self.arranged[ROOT].size
        width, height = (along, across) if self.sideways else (across, along)
        return GraphScene(
            direction="lr" if self.sideways else "tb",
            width=width,
            height=height,
            boxes=tuple(self.boxes),
            containers=tuple(self.containers),
            edges=edges,
            labels=tuple(self.labels),
            expanded=self.expanded,
        )

    def _turn(self, point: Point) -> Point:
        return (point[1], point[0]) if self.sideways else point

    def _put(self, block: str, origin: Point, level: int) -> None:
        """Give everything in an open block its place; ``origin`` is the block's corner, across and along."""
        arrangement = self.arranged[block]
        inside = (origin[0] + arrangement.inset[0], origin[1] + arrangement.inset[1])
        self.origin[block] = inside
        for number, item in enumerate(arrangement.items):
            x, y = arrangement.placement.centers[number]
            middle = (inside[0] + x, inside[1] + y)
            if item in self.arranged:
                across, along = self.arranged[item].size
                corner = (middle[0] - across / 2, middle[1] - along / 2)
                self.containers.append(self._container(item, corner, level))
                self._put(item, corner, level + 1)
            else:
                face = self.composer.face(item)
                x, y = self._turn(middle)
                self.boxes.append(Box(item, face, x - face.width / 2, y - face.height / 2, level))
            if item in arrangement.labels:
                self._add_label(arrangement, item, level)

    def _container(self, block: str, corner: Point, level: int) -> Container:
        arrangement = self.arranged[block]
        x, y = self._turn(corner)
        width, height = self._turn(arrangement.size)
        description, summary = container_words(self.tree.blocks[block])
        lines = () if self.sideways else tuple(sorted(width / 2 + offset for offset in arrangement.entrances.values()))
        return Container(
            id=block,
            title=short_path(block),
            description=description,
            summary=summary,
            count=self.tree.blocks[block].count,
            level=level,
            x=x,
            y=y,
            width=width,
            height=height,
            lines=lines,
        )

    def _add_label(self, arrangement: _Arrangement, item: str, level: int) -> None:
        x, y = self._route(arrangement.block, arrangement.labels[item])[0]
        text = self.composer.label(item)
        sheets = 0.0 if item in self.arranged else self.composer.sheets(item)
        if self.sideways:
            self.labels.append(Label(item, text, x + 6 + sheets, y - 10, level))
        else:
            self.labels.append(Label(item, text, x + 12, y + 11 + sheets, level))

    def _route(self, block: str, number: int) -> list[Point]:
        key = (block, number)
        if key not in self._routes:
            dx, dy = self.origin[block]
            arrangement = self.arranged[block]
            route = arrangement.placement.routes[number]
            if self.sideways:
                self._routes[key] = [(y + dy, x + dx) for x, y in route]
            else:
                self._routes[key] = [(x + dx, y + dy) for x, y in route]
        return self._routes[key]

    def _edges(self) -> Iterator[Edge]:
        seen: set[tuple[str, str]] = set()
        shown = {cell: self._shown(cell) for cell in self.tree.cells}
        for edge in self.tree.edges:
            a, b = shown[edge.source], shown[edge.target]
            pair = (a[-1], b[-1])
            if a[-1] == b[-1] or pair in seen:
                continue
            seen.add(pair)
            target = b[-1]
            arrow = target in self.tree.blocks or self.composer.face(target).role != "junction"
            yield Edge(a[-1], target, edge.shape, self._join(a, b, edge.source), arrow)

    def _shown(self, cell: str) -> tuple[str, ...]:
        """The open blocks around what shows a cell, and that box itself at the end."""
        path = (*self.tree.around[cell], cell)
        for number, item in enumerate(path):
            if number and item not in self.arranged:
                return path[: number + 1]
        return path

    def _join(self, a: tuple[str, ...], b: tuple[str, ...], sender: str) -> tuple[Point, ...]:
        meet = 0
        while a[meet] == b[meet]:
            meet += 1
        pieces: list[list[Point]] = []

        def add(block: str, start: str, end: str) -> None:
            pieces.append(self._route(block, self.arranged[block].route_of[start, end, sender]))

        for level in range(len(a) - 2, meet - 1, -1):
            add(a[level], a[level + 1], f"{sender}>")
        add(a[meet - 1], a[meet], b[meet])
        for level in range(meet, len(b) - 1):
            port = self.composer.levels[b[level]].port(sender)
            add(b[level], f">{port}", b[level + 1])
        if len(pieces) == 1:
            return tuple(pieces[0])
        return _simplify([point for piece in pieces for point in piece])


def _simplify(points: list[Point]) -> tuple[Point, ...]:
    """Leave out repeated points and those on a straight line."""
    result: list[Point] = []
    for point in points:
        if result and abs(point[0] - result[-1][0]) < 0.01 and abs(point[1] - result[-1][1]) < 0.01:
            continue
        if len(result) > 1:
            (x0, y0), (x1, y1) = result[-2:]
            same_x = abs(x0 - x1) < 0.01 and abs(x1 - point[0]) < 0.01
            same_y = abs(y0 - y1) < 0.01 and abs(y1 - point[1]) < 0.01
            if same_x or same_y:
                result[-1] = point
                continue
        result.append(point)
    return tuple(result)

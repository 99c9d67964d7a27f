"""From a block tree and the set of open blocks to a drawing.

Every open block is laid out alone, with ports (boxes of no size) where values
enter and leave; around it stands a box with these ports on its border. Equal
blocks have equal layouts, which are kept: opening one block costs its own
layout and those of the blocks around it.
"""

from collections.abc import Callable, Iterator, Mapping

from explorer.analysis.network import Network
from explorer.errors import UsageError
from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.graph.captions import shape_text
from explorer.visualize.graph.expansion import Expansion, open_blocks
from explorer.visualize.graph.scene import DIRECTIONS, Face, GraphScene, face_of, label_width
from explorer.visualize.layout.arranging import Arrangement, Plan, connect, frame, plan_block
from explorer.visualize.layout.assembly import Assembly
from explorer.visualize.layout.layered import LayoutNode, Placement, place
from explorer.visualize.layout.layering import Order
from explorer.visualize.layout.levels import collect_levels, incoming_shapes

SHEETS = 4.0
"""Room for the sheets behind a repeated block, on the side where the label stands."""
MANY_BOXES = 48
"""More boxes never fit a screen, so that they need not be laid out to know."""
SCREEN = (1000.0, 1000.0)
"""What the first view of a network should not exceed, across and along the flow."""
PORT = LayoutNode(0.0, 0.0)


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


class Composer:
    """Draws one network again and again, remembering the layouts of its blocks."""

    def __init__(self, tree: BlockTree) -> None:
        self.tree = tree
        self._faces: dict[str, Face] = {}
        self.levels = collect_levels(tree)
        self._plans: dict[str, Plan] = {}
        self._placements: dict[object, Placement] = {}
        self._orders: dict[object, Order] = {}
        self._came = incoming_shapes(tree)
        self._last: dict[bool, tuple[frozenset[str], Mapping[str, Arrangement]]] = {}
        """Whether sideways → what was open when it was last drawn, and how that was laid out."""
        self._drawn: dict[bool, Assembly] = {}

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
        opened = expanded & self.tree.blocks.keys() - {ROOT}
        sideways = direction == "lr"
        assembly = Assembly(self, opened, self.arrange(opened, sideways), sideways, self._drawn.get(sideways))
        scene = assembly.scene()
        self._drawn[sideways] = assembly
        return scene

    def foresee(self, expanded: frozenset[str], direction: str, wanted: Callable[[], bool]) -> None:
        """Lay out what opening one more block would show, block by block for as long as that is ``wanted``.

        Nothing is drawn, and nothing but time depends on it; it may run on another thread than :meth:`compose`.
        """
        sideways, done = direction == "lr", dict[str, Arrangement]()
        for closed in self.visible_items(expanded):
            for block in self._open_within(closed, expanded):
                if not wanted():
                    return
                self._arrange(block, expanded, sideways, done, done)

    def _open_within(self, block: str, expanded: frozenset[str]) -> Iterator[str]:
        """The blocks that open together with one, which is the last of them; none for a cell."""
        if block in self.tree.blocks:
            for child in self.tree.blocks[block].children:
                if child in expanded:
                    yield from self._open_within(child, expanded)
            yield block

    def plan(self, block: str) -> Plan:
        """Return what is laid out in a block once it is open."""
        found = self._plans.get(block)
        if found is None:
            found = self._plans[block] = plan_block(self.tree, self.levels, block, self._came)
        return found

    def arrange(self, expanded: frozenset[str], sideways: bool) -> Mapping[str, Arrangement]:
        """Lay out the root and every open block in it; what is the same as last time is taken from there."""
        before, known = self._last.get(sideways, (frozenset(), {}))
        changed = {ROOT}
        for block in expanded ^ before:
            while block not in changed:
                changed.add(block)
                block = self.tree.blocks[block].parent
        done: dict[str, Arrangement] = {}
        self._arrange(ROOT, expanded, sideways, {block: known[block] for block in known if block not in changed}, done)
        self._last[sideways] = (expanded, done)
        return done

    def _arrange(
        self,
        block: str,
        expanded: frozenset[str],
        sideways: bool,
        known: Mapping[str, Arrangement],
        done: dict[str, Arrangement],
    ) -> None:
        """Lay out an open block after the open blocks in it; results go to ``done``."""
        inside: dict[str, Arrangement] = {}
        for item in self.tree.blocks[block].children:
            if item in expanded:
                self._arrange(item, expanded, sideways, known, done)
                inside[item] = done[item]
        if block in known:
            done[block] = known[block]
            return
        plan = self.plan(block)
        nodes = [self._node(plan, item, sideways, inside) for item in plan.items]
        nodes += [PORT] * (len(plan.entrances) + len(plan.exits))
        edges, routes = connect(plan, inside)
        first, last = tuple(plan.entrances.values()), tuple(plan.exits.values())
        key = (tuple(nodes), edges, first, last)
        placement = self._placements.get(key)
        if placement is None:
            placement = self._placements[key] = place(nodes, edges, first, last, self._orders)
        done[block] = frame(plan, placement, routes, sideways)

    def _node(self, plan: Plan, item: str, sideways: bool, inside: Mapping[str, Arrangement]) -> LayoutNode:
        label = 0.0
        if item in plan.labels:
            label = label_width(self.label(item)) if sideways else 14.0
        if item in inside:
            across, along = inside[item].size
            return LayoutNode(across, along, label=label)
        if label:
            label += self.sheets(item)
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

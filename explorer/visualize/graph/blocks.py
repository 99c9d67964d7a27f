"""The block tree of a network: what can be opened and closed on the graph canvas.

A *block* is a module scope that holds at least two boxes; scopes that would add
nothing (``ModuleList``, single-child chains, a convolution with its norm and
activation) are skipped, and scopes that would make a cyclic drawing are
dissolved. A *cell* is the smallest thing that is drawn: one operator, or a
convolution with the norm and activation that follow it. Equal consecutive
blocks are folded into one ("layer2.1–3 ×3") that opens like any other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape
from explorer.visualize.graph.captions import describe_block
from explorer.visualize.graph.folding import Fold, find_folds
from explorer.visualize.graph.scopes import (
    ROOT,
    Stacks,
    chain_cells,
    dissolve_cycles,
    drawable_stacks,
    drop_lonely,
    module_path,
)

__all__ = ["ROOT", "Block", "BlockTree", "Cell", "CellEdge", "build_tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One box of the fully opened graph."""

    id: str
    """``#`` and the order of its head; inputs ``#-1``, outputs ``#17>``."""
    operators: tuple[int, ...]
    """Graph nodes in it: the head first, then its padding, norm and activation. Empty for an output."""
    kind: str
    """Kind of the head."""
    path: str
    """The outermost scope that lies in this box alone; empty for a function in a block's own forward."""
    arity: int
    """How many values enter."""
    shape: Shape
    """Shape that leaves, without the batch axis."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One scope that can be opened, or a fold of equal scopes."""

    id: str
    """Its scope path (``layer2.0``), or ``layer2.1–3`` for a fold; :data:`ROOT` for the network."""
    cls: str
    """Class of its module; of the repeated one for a fold."""
    parent: str
    children: tuple[str, ...]
    """Ids of the blocks and cells inside, in execution order."""
    operators: tuple[int, ...]
    """Every operator inside, at any depth."""
    params: int
    macs: int
    came: Shape
    """Shape of the first value that enters, without the batch axis."""
    shape: Shape
    """Shape that leaves."""
    count: int
    """How many blocks of one class it consists of, 1 where they differ."""
    fold: bool
    description: str


@dataclass(frozen=True, slots=True)
class CellEdge:
    """A value that flows from one cell to another."""

    source: str
    target: str
    shape: Shape


@dataclass(frozen=True, kw_only=True)
class BlockTree:
    """Blocks, cells and the edges between cells of one network."""

    network: Network
    blocks: dict[str, Block]
    cells: dict[str, Cell]
    edges: tuple[CellEdge, ...]
    around: dict[str, tuple[str, ...]]
    """For each cell the blocks around it, the root first."""
    rows: dict[int, LayerRow]

    @cached_property
    def cell_of(self) -> dict[int, str]:
        """The cell that shows each operator and input."""
        return {order: cell.id for cell in self.cells.values() for order in cell.operators}

    @cached_property
    def _by_path(self) -> dict[str, str]:
        """Scope paths that are no blocks of their own → the innermost block or cell that shows them whole."""
        graph = self.network.graph
        members: dict[str, list[str]] = {}
        for order, cell in self.cell_of.items():
            for path in graph.nodes[order].get("scope", ()):
                inside = members.setdefault(path, [])
                if not inside or inside[-1] != cell:
                    inside.append(cell)
        found: dict[str, str] = {}
        for path, cells in members.items():
            if path in self.blocks:
                continue
            if len(set(cells)) == 1:
                found[path] = cells[0]
                continue
            common = self.around[cells[0]]
            for cell in cells[1:]:
                other = self.around[cell]
                length = next(
                    (i for i, (a, b) in enumerate(zip(common, other, strict=False)) if a != b),
                    min(len(common), len(other)),
                )
                common = common[:length]
            if common[-1] != ROOT:
                found[path] = common[-1]
        return found

    def resolve(self, path: str) -> str | None:
        """Return the id of the block or cell that shows the scope ``path``, None if there is none."""
        return path if path in self.blocks and path != ROOT else self._by_path.get(path)

    def enclosing(self, item: str) -> tuple[str, ...]:
        """Return the blocks around a block or cell, the root first."""
        if item in self.cells:
            return self.around[item]
        found: list[str] = []
        while item != ROOT:
            item = self.blocks[item].parent
            found.append(item)
        return tuple(reversed(found))

    def descendants(self, block: str = ROOT) -> Iterator[str]:
        """Yield every block below ``block``, outer ones before their children."""
        for child in self.blocks[block].children:
            if child in self.blocks:
                yield child
                yield from self.descendants(child)


def build_tree(network: Network) -> BlockTree:
    """Return the block tree of a captured network."""
    graph = network.graph
    stacks = dissolve_cycles(drawable_stacks(graph), graph.edges)
    cells = _make_cells(network, stacks)
    cell_of = {order: cell.id for cell in cells.values() for order in cell.operators}
    edges = _make_edges(network, cells, cell_of)
    around = drop_lonely({cell.id: stacks[cell.operators[0]] if cell.operators else () for cell in cells.values()})
    # Where a lonely block was dropped, two cells may have become one scope's; their drawing stays acyclic,
    # as dissolving only ever merges levels.
    classes = {path: record.cls for path, record in graph.graph.get("modules", {}).items()}
    rows = {row.order: row for row in network.rows}
    folds = find_folds(around, edges, lambda item: _signature_of(item, cells, classes, rows))
    for fold in folds:
        for cell_id, stack in around.items():
            if fold.parent in (ROOT, *stack) and any(member in stack for member in fold.members):
                at = stack.index(fold.parent) + 1 if fold.parent != ROOT else 0
                around[cell_id] = (*stack[:at], fold.id, *stack[at:])
    around = {cell: (ROOT, *stack) for cell, stack in around.items()}
    blocks = _make_blocks(network, cells, edges, around, folds, classes, rows)
    return BlockTree(network=network, blocks=blocks, cells=cells, edges=edges, around=around, rows=rows)


def _make_cells(network: Network, stacks: Stacks) -> dict[str, Cell]:
    graph = network.graph
    cells: dict[str, Cell] = {}
    outputs: list[Cell] = []
    sizes = Counter(path for node in graph.nodes for path in graph.nodes[node].get("scope", ()))
    for group in chain_cells(graph, stacks):
        head = graph.nodes[group[0]]
        inside = Counter(path for order in group for path in graph.nodes[order].get("scope", ()))
        own = [path for path in head.get("scope", ()) if inside[path] == sizes[path]]
        cells[f"#{group[0]}"] = Cell(
            id=f"#{group[0]}",
            operators=tuple(group),
            kind=head["kind"],
            path=own[0] if own else "",
            arity=graph.in_degree(group[0]),
            shape=tuple(graph.nodes[group[-1]]["shape"]),
        )
        for order in group:
            if graph.nodes[order].get("output", False):
                shape = tuple(graph.nodes[order]["shape"])
                outputs.append(Cell(id=f"#{order}>", operators=(), kind="io", path="", arity=1, shape=shape))
    return cells | {cell.id: cell for cell in outputs}


def _make_edges(network: Network, cells: dict[str, Cell], cell_of: dict[int, str]) -> tuple[CellEdge, ...]:
    found: dict[tuple[str, str], CellEdge] = {}
    for source, target, data in sorted(network.graph.edges(data=True), key=lambda edge: edge[:2]):
        a, b = cell_of[source], cell_of[target]
        if a != b:
            found.setdefault((a, b), CellEdge(a, b, tuple(data["shape"])))
    for cell in cells.values():
        if not cell.operators:
            a = cell_of[int(cell.id[1:-1])]
            found[a, cell.id] = CellEdge(a, cell.id, cell.shape)
    return tuple(found.values())


def _signature_of(
    item: str, cells: dict[str, Cell], classes: dict[str, str], rows: dict[int, LayerRow]
) -> tuple[object, ...]:
    """What must be equal for two cells (or two blocks' modules) to count as the same structure."""
    if item not in cells:
        return (classes.get(module_path(item), ""),)
    cell = cells[item]
    parts: list[object] = [cell.kind, cell.shape]
    for order in cell.operators:
        row = rows.get(order)
        if row is not None:
            parts.append((row.operator, row.kernel_size, row.stride, row.dilation, row.groups, row.input_shapes))
    return tuple(parts)


def _make_blocks(
    network: Network,
    cells: dict[str, Cell],
    edges: tuple[CellEdge, ...],
    around: dict[str, tuple[str, ...]],
    folds: list[Fold],
    classes: dict[str, str],
    rows: dict[int, LayerRow],
) -> dict[str, Block]:
    children: dict[str, dict[str, None]] = {ROOT: {}}
    parents: dict[str, str] = {ROOT: ROOT}
    operators: dict[str, list[int]] = {ROOT: []}
    for cell in cells.values():
        stack = around[cell.id]
        for outer, inner in pairwise(stack):
            children[outer][inner] = None
            children.setdefault(inner, {})
            parents[inner] = outer
        children[stack[-1]][cell.id] = None
        for path in stack:
            operators.setdefault(path, []).extend(order for order in cell.operators if order >= 0)
    came, left = _boundary_shapes(edges, around)
    by_id = {fold.id: fold for fold in folds}
    blocks: dict[str, Block] = {}
    for path in children:
        fold = by_id.get(path)
        module = module_path(fold.members[0] if fold else path)
        blocks_inside = [child for child in children[path] if child in children]
        inner_classes = [_class_of(child, by_id, classes) for child in blocks_inside]
        counts = [len(by_id[child].members) if child in by_id else 1 for child in blocks_inside]
        same = bool(blocks_inside) and len(set(inner_classes)) == 1 and inner_classes[0] not in ("", "Sequential")
        enters, leaves = came.get(path, network.input_shape), left.get(path, ())
        cls = classes.get(module, "")
        inside = _innermost_class(network, path, operators[path], classes) if not fold and cls in CONTAINERS else cls
        blocks[path] = Block(
            id=path,
            cls=cls,
            parent=parents[path],
            children=tuple(children[path]),
            operators=tuple(operators[path]),
            params=sum(rows[order].params for order in operators[path]),
            macs=sum(rows[order].macs for order in operators[path]),
            came=enters,
            shape=leaves,
            count=sum(counts) if same and (fold or cls == "Sequential") else 1,
            fold=fold is not None,
            description=describe_block(
                inside or cls,
                inner_classes if _hold_all(network, blocks_inside, operators, operators[path]) else (),
                (network.graph.nodes[order]["kind"] for order in operators[path]),
                enters,
                leaves,
            ),
        )
    return blocks


CONTAINERS = ("Sequential", "ModuleList", "ModuleDict", "")
WEIGHTY = ("conv", "depthwise", "linear", "pooling")


def _innermost_class(network: Network, path: str, operators: list[int], classes: dict[str, str]) -> str:
    """The class of the innermost module that holds all that a container holds and is none itself; empty for none."""
    common = list(network.graph.nodes[operators[0]].get("scope", ())) if operators else []
    for order in operators:
        scope = set(network.graph.nodes[order].get("scope", ()))
        common = [one for one in common if one in scope]
    found = (classes.get(module_path(one), "") for one in reversed(common) if one.startswith(f"{path}."))
    return next((cls for cls in found if cls not in CONTAINERS), "")


def _hold_all(network: Network, blocks: list[str], operators: dict[str, list[int]], whole: list[int]) -> bool:
    """Whether all convolutions, poolings and linear layers lie in these blocks, so that they tell what it is."""
    held = {order for block in blocks for order in operators[block]}
    return all(order in held for order in whole if network.graph.nodes[order]["kind"] in WEIGHTY)


def _class_of(item: str, folds: dict[str, Fold], classes: dict[str, str]) -> str:
    return classes.get(module_path(folds[item].members[0] if item in folds else item), "")


def _boundary_shapes(
    edges: tuple[CellEdge, ...], around: dict[str, tuple[str, ...]]
) -> tuple[dict[str, Shape], dict[str, Shape]]:
    """The shape of the first value that enters each block, and of the last one that leaves it."""
    came: dict[str, Shape] = {}
    left: dict[str, Shape] = {}
    for edge in edges:
        outside, inside = set(around[edge.source]), set(around[edge.target])
        for path in inside - outside:
            came.setdefault(path, edge.shape)
        for path in outside - inside:
            left[path] = edge.shape
    return came, left

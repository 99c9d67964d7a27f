"""Which blocks are open: by name, by depth, or what leads to one operator."""

from collections.abc import Iterator

from explorer.errors import UsageError
from explorer.visualize.graph.blocks import ROOT, BlockTree

Expansion = frozenset[str] | str | int
"""Ids of the open blocks, ``all``, ``none``, or down to which depth blocks are open."""


def open_blocks(tree: BlockTree, expanded: Expansion) -> frozenset[str]:
    """Return the ids of the blocks that an expansion opens.

    Depth 1 opens the outermost blocks, 2 also those directly in them; a fold is
    as deep as the blocks that it folds.

    Raises:
        UsageError: a word other than ``all`` and ``none``.
    """
    if isinstance(expanded, frozenset):
        return expanded & frozenset(tree.blocks)
    if expanded == "none":
        return frozenset()
    depth = dict(block_depths(tree))
    if expanded == "all":
        return frozenset(depth)
    if isinstance(expanded, str):
        raise UsageError(f"cannot expand {expanded!r}; use all, none or a depth such as 2")
    return frozenset(block for block, level in depth.items() if level <= expanded)


def block_depths(tree: BlockTree) -> Iterator[tuple[str, int]]:
    """Yield every block and its depth, from 1; folds count as the blocks in them."""
    depth = {ROOT: 0}
    for block in tree.descendants():
        parent = tree.blocks[block].parent
        depth[block] = depth[parent] + (0 if tree.blocks[parent].fold else 1)
        yield block, depth[block]


def expand_to(tree: BlockTree, expanded: frozenset[str], item: str) -> frozenset[str]:
    """Return ``expanded`` with everything open that hides a block or cell."""
    return expanded | (frozenset(tree.enclosing(item)) - {ROOT})


def visible_item(tree: BlockTree, expanded: frozenset[str], item: str) -> str:
    """Return the box that shows a block or cell: itself, or the outermost closed block around it."""
    for block in (*tree.enclosing(item), item):
        if block != ROOT and block not in expanded:
            return block
    return item


def way_to(tree: BlockTree, expanded: frozenset[str], item: str) -> frozenset[str]:
    """Return what is open where only a block or cell is to be seen: the blocks around it, and itself if it is open."""
    return (frozenset(tree.enclosing(item)) - {ROOT}) | (expanded & {item})


def inside(tree: BlockTree, block: str) -> frozenset[str]:
    """Return a block and all blocks in it, at any depth."""
    return frozenset((block, *tree.descendants(block)))


def blocks_of_class(tree: BlockTree, cls: str) -> tuple[str, ...]:
    """Return the blocks whose module is of a class, without the folds that stand for several of them."""
    return tuple(block for block in tree.descendants() if tree.blocks[block].cls == cls and not tree.blocks[block].fold)


def open_class(tree: BlockTree, expanded: frozenset[str], cls: str) -> frozenset[str]:
    """Return ``expanded`` with every block of a class open, and with it all that hides one."""
    found = frozenset(blocks_of_class(tree, cls))
    around = frozenset(outer for block in found for outer in tree.enclosing(block))
    return (expanded | found | around) - {ROOT}


def close_class(tree: BlockTree, expanded: frozenset[str], cls: str) -> frozenset[str]:
    """Return ``expanded`` with every block of a class closed, those in a row folded again."""
    return frozenset(block for block in expanded if tree.blocks[block].cls != cls)


def folds(tree: BlockTree) -> frozenset[str]:
    """Return the blocks that stand for several equal ones."""
    return frozenset(block for block in tree.descendants() if tree.blocks[block].fold)


def fold_around(tree: BlockTree, item: str) -> str | None:
    """Return the innermost fold that a block or cell is or lies in, None without one."""
    for block in (item, *reversed(tree.enclosing(item))):
        if block in tree.blocks and tree.blocks[block].fold:
            return block
    return None


def deepest(tree: BlockTree) -> int:
    """Return the depth at which everything is open."""
    return max((depth for _, depth in block_depths(tree)), default=0)

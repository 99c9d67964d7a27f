"""Which blocks are open: by name, by depth, or what leads to one operator."""

from collections.abc import Iterator

from explorer.errors import UsageError
from explorer.visualize.blocks import ROOT, BlockTree

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

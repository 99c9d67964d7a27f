"""The way from the network to a block or cell, in words."""

from explorer.errors import UnknownArchitecture
from explorer.models.registry import get
from explorer.ui.terms import term
from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.captions import operator_name, shape_text, short_path

Crumb = tuple[str | None, str]
"""Id of a block or cell (None for the network), and its words."""


def crumbs_to(tree: BlockTree, item: str | None) -> list[Crumb]:
    """Return the network, the blocks around an item, and the item itself."""
    crumbs: list[Crumb] = [(None, _display_name(tree.network.name))]
    if item is not None:
        crumbs += [(block, short_path(block)) for block in tree.enclosing(item) if block != ROOT]
        crumbs.append((item, _name(tree, item)))
    return crumbs


def _name(tree: BlockTree, item: str) -> str:
    if item in tree.blocks:
        return short_path(item)
    cell = tree.cells[item]
    if cell.kind == "io":
        return shape_text(cell.shape)
    return short_path(cell.path) if cell.path else term(operator_name(tree.rows[cell.operators[0]]))


def _display_name(key: str) -> str:
    try:
        return get(key).display_name
    except UnknownArchitecture:
        return key  # a module of the user's, named by its class

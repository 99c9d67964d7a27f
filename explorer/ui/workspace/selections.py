"""What is selected in a network, as it is written down: by names, which hold when rows are counted anew. No widgets."""

from explorer.analysis.network import Network
from explorer.ui.selection import Selected, Selection
from explorer.workspace.model import Chosen


def written(network: Network, selection: Selection) -> Chosen | None:
    """Return what is selected, None for nothing."""
    current = selection.current
    if current.block is not None:
        return Chosen(path=current.block)
    if current.order is None:
        return None
    row = network.rows[current.order]
    alike = [one.order for one in network.rows if (one.path, one.operator) == (row.path, row.operator)]
    return Chosen(path=row.path, operator=row.operator, place=alike.index(row.order), channel=selection.channel)


def found(network: Network, chosen: Chosen) -> Selected:
    """Return what was selected, as it is in this network; nothing where it is not there."""
    if chosen.operator is None:
        return layer_at(network, chosen.path, block=True)
    alike = [row.order for row in network.rows if (row.path, row.operator) == (chosen.path, chosen.operator)]
    if not alike:
        return Selected()
    return Selected(order=alike[min(chosen.place, len(alike) - 1)])


def layer_at(network: Network, path: str, *, block: bool = False) -> Selected:
    """Return the first operator of a module, else (or with ``block`` first of all) the block of that path."""
    order = next((row.order for row in network.rows if row.path == path), None)
    if order is not None and not block:
        return Selected(order=order)
    nodes = network.graph.nodes
    if any(path in nodes[row.order]["scope"] for row in network.rows):
        return Selected(block=path)
    return Selected()


def select(selection: Selection, selected: Selected, channel: int | None = None) -> None:
    """Make something the selection."""
    if selected.order is not None:
        selection.select_operator(selected.order)
        selection.select_channel(channel)
    elif selected.block is not None:
        selection.select_block(selected.block)

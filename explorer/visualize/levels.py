"""What flows within each block of a tree: between its children, in through its border, and out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from explorer.analysis.rows import Shape
from explorer.visualize.blocks import BlockTree

MANY_PORTS = 4
"""Values that enter a block through ports of their own; more share one."""
SHARED = "*"


@dataclass(slots=True)
class Level:
    """The values that flow within one block, by the cell that sends them."""

    inner: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    enters: dict[str, dict[str, None]] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)

    def port(self, sender: str) -> str:
        """The port through which a value enters."""
        return SHARED if len(self.enters) > MANY_PORTS else sender


def connections(level: Level) -> Iterator[tuple[str, str, str]]:
    """Yield (from, to, sender); ports are called ``>sender`` and ``sender>``."""
    for sender, children in level.enters.items():
        for child in children:
            yield f">{level.port(sender)}", child, sender
    for (a, b), senders in level.inner.items():
        for sender in senders:
            yield a, b, sender
    for sender, child in level.leaves.items():
        yield child, f"{sender}>", sender


def collect_levels(tree: BlockTree) -> dict[str, Level]:
    """Return what flows within each block, whether it is open or not."""
    levels: dict[str, Level] = defaultdict(Level)
    for edge in tree.edges:
        a, b = (*tree.around[edge.source], edge.source), (*tree.around[edge.target], edge.target)
        meet = 0
        while a[meet] == b[meet]:
            meet += 1
        senders = levels[a[meet - 1]].inner.setdefault((a[meet], b[meet]), [])
        if edge.source not in senders:
            senders.append(edge.source)
        for outer, inner in zip(a[meet:], a[meet + 1 :], strict=False):
            levels[outer].leaves[edge.source] = inner
        for outer, inner in zip(b[meet:], b[meet + 1 :], strict=False):
            levels[outer].enters.setdefault(edge.source, {})[inner] = None
    for block in tree.blocks:
        levels[block]  # a block without edges has an empty level
    return dict(levels)


def incoming_shapes(tree: BlockTree) -> dict[str, Shape]:
    """Return the shape of the first value that enters each cell."""
    came: dict[str, Shape] = {}
    for edge in tree.edges:
        came.setdefault(edge.target, edge.shape)
    return came

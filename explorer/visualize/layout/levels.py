"""What flows within each block of a tree: between its children, in through its border, and out."""

from dataclasses import dataclass, field
from itertools import pairwise

from explorer.analysis.rows import Shape
from explorer.visualize.graph.blocks import BlockTree

MANY_PORTS = 4
"""Values that enter a block through ports of their own; more share one."""
SHARED = "*"


@dataclass(slots=True)
class Level:
    """The values that flow within one block, by the cell that sends them."""

    inner: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    enters: dict[str, dict[str, None]] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)

    def port(self, sender: str) -> str:
        """The port through which a value enters."""
        return SHARED if len(self.enters) > MANY_PORTS else sender


def collect_levels(tree: BlockTree) -> dict[str, Level]:
    """Return what flows within each block, whether it is open or not."""
    levels = {block: Level() for block in tree.blocks}
    meets: dict[tuple[str, str], int] = {}
    for edge in tree.edges:
        source, target = edge.source, edge.target
        outer, inner = tree.around[source], tree.around[target]
        if outer[-1] == inner[-1]:
            levels[outer[-1]].inner.setdefault((source, target), {})[source] = None
            continue
        meet = meets.get((outer[-1], inner[-1]))
        if meet is None:
            meet = meets[outer[-1], inner[-1]] = common_length(outer, inner)
        a, b = (*outer[meet:], source), (*inner[meet:], target)
        levels[outer[meet - 1]].inner.setdefault((a[0], b[0]), {})[source] = None
        # What has left a block once has left all those in it.
        if len(a) > 1 and source not in levels[a[0]].leaves:
            for block, child in pairwise(a):
                levels[block].leaves[source] = child
        for block, child in pairwise(b):
            levels[block].enters.setdefault(source, {})[child] = None
    return levels


def common_length(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many blocks two nestings have in common, from the outermost on."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def incoming_shapes(tree: BlockTree) -> dict[str, Shape]:
    """Return the shape of the first value that enters each cell."""
    came: dict[str, Shape] = {}
    for edge in tree.edges:
        came.setdefault(edge.target, edge.shape)
    return came

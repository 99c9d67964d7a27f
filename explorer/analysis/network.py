"""The analysed network: graph, rows and totals as plain data that crosses processes. No torch."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.analysis.rows import LayerRow, Shape, Totals

if TYPE_CHECKING:
    import networkx as nx


KINDS: tuple[str, ...] = (
    "conv",
    "depthwise",
    "norm",
    "activation",
    "pooling",
    "linear",
    "join",
    "gate",
    "shape",
    "io",
)
"""Operator kinds, for colours and words: ``depthwise`` covers every grouped
convolution, ``join`` add and concat, ``gate`` a multiplication by a spatially
constant operand, ``shape`` operators that only move or view data, ``io`` the
network's inputs and outputs."""


@dataclass(frozen=True, slots=True)
class ModuleRecord:
    """One module of the network's tree."""

    path: str
    cls: str
    params: int
    """Trainable parameters of the module and everything below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What ``analyze`` returns.

    ``graph`` is a ``networkx.DiGraph``. Its nodes are integers: an operator's
    node is its row's ``order``; inputs are -1, -2, …. Node attributes:

    * ``kind``: one of :data:`KINDS`
    * ``scope``: the stack of module paths around the call, outermost first,
      without the root: ``("layer2", "layer2.0", "layer2.0.conv2")``. A module
      that is called again carries its call index: ``"block#1"``.
    * ``row``: the :class:`LayerRow` (absent on inputs)
    * ``shape``: the output shape without the batch axis
    * ``output``: True where the value is an output of the network

    Edge attributes: ``shape`` (of the value that flows, without the batch
    axis) and ``index`` (which output of the source operator).
    ``graph.graph["modules"]`` maps each module path to its
    :class:`ModuleRecord`.
    """

    name: str
    """Key of the architecture, or the class name of a module of the user's."""
    input_shape: Shape
    graph: "nx.DiGraph" = field(repr=False)
    rows: tuple[LayerRow, ...] = field(repr=False)
    totals: Totals
    warnings: tuple[str, ...] = ()
    """What a reader must know: unknown operators, a real run instead of a meta one, …"""

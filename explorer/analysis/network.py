"""The analysed network: graph, rows and totals as plain data that crosses processes. No torch."""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from explorer.analysis.rows import LayerRow, Shape, Totals

if TYPE_CHECKING:
    import networkx as nx

    from explorer.analysis.tracing.trace import Trace


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


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a network's geometry that its designer may not have meant."""

    kind: str
    """``larger``: a receptive field exceeds the input; ``unread``: a border that no window covers; ``misaligned``:
    paths with different centres meet; ``unclear``: units have no single field from there on; ``empty``: a map without
    elements."""
    order: int
    """The row it is about, the first one where there are several."""
    text: str
    """One sentence, figures included."""


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
    findings: tuple[Finding, ...] = ()
    """What is worth knowing of its geometry: fields larger than the input, rows that nothing reads, …"""
    global_from: int | None = None
    """The row from which on every unit depends on the whole input, gates counted; None where there is no such row."""
    unused: tuple[str, ...] = ()
    """Names of the parameters that the pass never read."""
    batch: int = 1
    training: bool = False
    more_inputs: tuple[Shape, ...] = ()
    """Shapes of further inputs, if the module takes several."""
    trace: "Trace | None" = field(default=None, repr=False, compare=False)
    """The record behind the rows: :class:`explorer.analysis.receptive.units.UnitFields` computes from it what single
    units see. It stays in the process that made it."""

    def __getstate__(self) -> list[Any]:
        return [None if one.name == "trace" else getattr(self, one.name) for one in fields(self)]

    def __setstate__(self, state: list[Any]) -> None:
        for one, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)

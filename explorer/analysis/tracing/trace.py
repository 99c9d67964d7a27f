"""What one forward pass did, as plain data: every operator call with its arguments, shapes and place. No torch.

All rule tables (kinds, geometry, costs, receptive field) read these records
and nothing else. Shapes here are torch's own, batch axis included.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod
from typing import Any, NamedTuple

from explorer.analysis.rows import Shape
from explorer.analysis.tracing.layouts import Layout


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """Shape and element type of one tensor."""

    shape: Shape
    dtype: str
    itemsize: int

    @property
    def elements(self) -> int:
        """Number of elements."""
        return prod(self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.elements * self.itemsize


@dataclass(frozen=True, slots=True)
class Value:
    """A tensor that flows: output ``index`` of operator ``source``; inputs have the sources -1, -2, …"""

    source: int
    index: int
    spec: TensorSpec


@dataclass(frozen=True, slots=True)
class Weight:
    """A parameter or buffer that an operator reads; a shared tensor has one canonical name."""

    name: str
    spec: TensorSpec
    is_parameter: bool
    frozen: bool = False
    """A parameter whose ``requires_grad`` is off."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A tensor that is neither parameter, buffer nor computed in the forward pass."""

    spec: TensorSpec


Operand = Value | Weight | Constant


class Write(NamedTuple):
    """An in-place operator's result, and the part of a memory that it is."""

    value: Value
    layout: Layout


@dataclass(frozen=True, slots=True)
class Overwritten:
    """What was written into the memory of a tensor since the tensor was made, through other names of the memory."""

    layout: Layout
    """Of the tensor itself."""
    writes: tuple[Write, ...]
    """In their order; those that touch none of its elements are left out."""


@dataclass(frozen=True, slots=True)
class ModuleCall:
    """One call of one module."""

    path: str
    cls: str
    index: int
    """How often the module had been called before."""
    scope: tuple[str, ...]
    """Paths of the modules around it and its own, outermost first, without the root; ``path#1`` is a second call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorCall:
    """One operator call; ``arguments`` are bound to the names of its schema, tensors replaced by operands."""

    order: int
    name: str
    """The operator's name without namespace, overload and the underscore of an in-place form."""
    arguments: dict[str, Any]
    module: ModuleCall
    operands: tuple[Operand, ...]
    """All tensors among the arguments, in their order."""
    overwritten: dict[Value, Overwritten]
    """Of the operands that were written through an alias since they were made (a view was written, the base is
    read)."""
    outputs: tuple[TensorSpec, ...]
    in_place: bool
    is_view: bool
    """The outputs share memory with an operand; nothing is computed or moved."""
    from_input: bool
    """The outputs depend on the network's input (weights that are computed from weights do not)."""
    storages: tuple[int, ...]
    """The memory that each output lies in, an index of ``Trace.storage_bytes``; -1 for memory of a weight."""
    live_bytes: int
    """Memory of all activations, the input's included, right after the outputs were made."""

    @property
    def values(self) -> tuple[Value, ...]:
        """Operands that were computed or came in."""
        return tuple(operand for operand in self.operands if isinstance(operand, Value))

    @property
    def written_through(self) -> tuple[Value, ...]:
        """The writes that the call sees in any of its operands."""
        if not self.overwritten:
            return ()
        return tuple(dict.fromkeys(write.value for found in self.overwritten.values() for write in found.writes))

    @property
    def weights(self) -> tuple[Weight, ...]:
        """Parameters and buffers among the operands."""
        return tuple(operand for operand in self.operands if isinstance(operand, Weight))

    @property
    def output(self) -> TensorSpec:
        """The first output."""
        return self.outputs[0]

    def operand(self, name: str) -> Operand | None:
        """Return the tensor argument ``name``, None where it is absent."""
        found = self.arguments.get(name)
        return found if isinstance(found, Value | Weight | Constant) else None

    def shape_of(self, name: str) -> Shape:
        """Return the shape of the tensor argument ``name``."""
        found = self.operand(name)
        if found is None:
            raise KeyError(f"{self.name} has no tensor argument {name!r}")
        return found.spec.shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One forward pass."""

    calls: tuple[OperatorCall, ...]
    inputs: tuple[TensorSpec, ...]
    outputs: tuple[Operand, ...]
    """What the module returns, and the writes through an alias that make a part of it."""
    weights: dict[str, Weight] = field(repr=False)
    """All parameters and buffers by canonical name, read or not."""
    modules: dict[str, tuple[str, int]] = field(repr=False)
    """Class and parameter count of every module path."""
    batch: int = 1
    training: bool = False
    storage_bytes: tuple[int, ...] = field(repr=False, default=())
    """Size of every memory that held an activation; the inputs' come first."""
    input_storages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[OperatorCall]:
        return iter(self.calls)

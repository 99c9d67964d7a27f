"""Collects what one forward pass does: operator calls by a dispatch mode, module calls by hooks."""

import gc
import warnings as python_warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.utils._python_dispatch import TorchDispatchMode

from explorer.analysis.tracing.layouts import Layout, may_overlap
from explorer.analysis.tracing.ledger import OF_A_WEIGHT, Ledger
from explorer.analysis.tracing.shapes import RULES
from explorer.analysis.tracing.synonyms import SYNONYMS
from explorer.analysis.tracing.trace import (
    Constant,
    ModuleCall,
    Operand,
    OperatorCall,
    Overwritten,
    TensorSpec,
    Trace,
    Value,
    Weight,
    Write,
)

NO_OPERATION = frozenset({"detach", "alias", "lift_fresh"})
"""Operators that give another name to their operand; they are not recorded."""


def renames(name: str, operand: Sequence[int], result: Sequence[int]) -> bool:
    """Tell whether an operator only gives another name to its operand; both are of these shapes.

    A slice of all there is does so: newer versions of torch leave it out, and so it counts in none.
    """
    return name in NO_OPERATION or (name == "slice" and tuple(operand) == tuple(result))


class BrokenPass(Exception):
    """The forward pass failed; ``str()`` is one line that says where, on what, and why."""

    def __init__(self, message: str, module: ModuleCall, operator: str, trace: Trace) -> None:
        super().__init__(message)
        self.module = module
        """The innermost module call that was running."""
        self.operator = operator
        """The operator that failed; empty where the module's own code failed."""
        self.trace = trace
        """What had run until then."""


@contextmanager
def _collecting() -> Iterator[None]:
    """Let Python collect garbage, as it does unless told otherwise: what is alive then does not depend on the caller.

    Tensors in reference cycles count as alive until they are collected.
    """
    enabled = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not enabled:
            gc.disable()


class Recorder:
    """Collects the operator calls of one pass of one module."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self._calls: list[OperatorCall] = []
        self._inputs: list[Value] = []
        self._input_storages: list[int] = []
        self._writes: dict[int, list[Write]] = {}
        self._constant_storages: set[int] = {OF_A_WEIGHT}
        self._dependent: set[int] = set()
        self._call_counts: dict[int, int] = {}
        self._stack: list[ModuleCall] = []
        self._attempt: tuple[str, tuple[Any, ...]] | None = None
        self._root = ModuleCall("", type(module).__name__, 0, ())
        self._modules = list(module.named_modules(remove_duplicate=False))
        self._names: dict[int, list[str]] = {}
        for path, child in self._modules:
            self._names.setdefault(id(child), []).append(path)
        self._tensors: dict[str, tuple[torch.Tensor, bool]] = {}
        for name, tensor, is_parameter in chain(
            ((name, parameter, True) for name, parameter in module.named_parameters()),
            ((name, buffer, False) for name, buffer in module.named_buffers()),
        ):
            self._tensors[name] = (tensor, is_parameter)
        self._ledger = Ledger(tensor for tensor, _ in self._tensors.values() if not is_lazy(tensor))
        # Weights live as long as the module, so that their identities are theirs alone.
        self._weights = {id(tensor): self._weight(name) for name, (tensor, _) in self._tensors.items()}

    def run(self, inputs: Sequence[torch.Tensor], surroundings: Any, *warnings: str) -> Trace:
        """Run the module on ``inputs`` and return what it did."""
        for position, x in enumerate(inputs):
            source = Value(-1 - position, 0, _spec(x))
            self._inputs.append(source)
            self._input_storages.append(self._ledger.enter(x, source))
            self._dependent.add(source.source)
        with (
            # What torch has to say about speed belongs to a run; a warning that is an error would look like a failure.
            python_warnings.catch_warnings(action="ignore"),
            self._hooked(),
            _collecting(),
            torch.inference_mode(),
            surroundings,
            _Listener(self._record),
        ):
            result = self._module(*inputs)
        return self._trace(self._returned(_tensors_in(result)), warnings)

    def broken(self, error: Exception) -> BrokenPass:
        """Return what to raise for a pass that ended in ``error``."""
        call = self._stack[-1] if self._stack else self._root
        return BrokenPass(self._describe(error, call), call, self._attempt[0] if self._attempt else "", self._trace())

    def _trace(self, outputs: tuple[Operand, ...] = (), warnings: tuple[str, ...] = ()) -> Trace:
        return Trace(
            calls=tuple(self._calls),
            inputs=tuple(value.spec for value in self._inputs),
            outputs=outputs,
            weights={name: self._weights[id(tensor)] for name, (tensor, _) in self._tensors.items()},
            modules=self._module_records(),
            batch=self._inputs[0].spec.shape[0],
            training=self._module.training,
            storage_bytes=tuple(self._ledger.storage_bytes),
            input_storages=tuple(self._input_storages),
            warnings=warnings,
        )

    def _describe(self, error: Exception, call: ModuleCall) -> str:
        place = f"{call.path} ({call.cls})" if call.path else call.cls
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        if self._attempt is None:
            kind = type(error).__name__
            speaks = isinstance(error, ValueError | TypeError | RuntimeError)  # a KeyError's text is only a key
            said = reason if speaks or reason == kind else f"{kind}: {reason}"
            return f"the forward pass fails in {place}: {said}"
        name, arguments = self._attempt
        tensors = _tensors_in(arguments)
        shapes = ", ".join(_shape_text(tensor) for tensor in tensors) or "no tensors"
        return f"the forward pass fails in {place} at {name} of {shapes}: {reason}{_hint(name, tensors, reason)}"

    # -- modules -----------------------------------------------------------------------------------------------

    @contextmanager
    def _hooked(self) -> Iterator[None]:
        handles = []
        try:
            for child in {id(child): child for _, child in self._modules}.values():
                handles.append(child.register_forward_pre_hook(self._enter, prepend=True))
                handles.append(child.register_forward_hook(self._leave))
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(self, module: nn.Module, _: Any) -> None:
        caller = self._stack[-1] if self._stack else self._root
        names = self._names[id(module)]
        # A shared module bears the name that it has below its caller; two names there cannot be told apart.
        below = f"{caller.path}." if caller.path else ""
        path = names[0] if len(names) == 1 else next((name for name in names if name.startswith(below)), names[0])
        index = self._call_counts.get(id(module), 0)
        self._call_counts[id(module)] = index + 1
        if not path:
            self._stack.append(ModuleCall("", self._root.cls, index, caller.scope))
            return
        step = path if index == 0 else f"{path}#{index}"
        self._stack.append(ModuleCall(path, type(module).__name__, index, (*caller.scope, step)))

    def _leave(self, *_: Any) -> None:
        self._stack.pop()

    def _module_records(self) -> dict[str, tuple[str, int]]:
        """Class and parameter count of every path; a shared parameter counts once in each module above it."""
        sizes = {id(one): one.numel() for one, is_own in self._tensors.values() if is_own and not is_lazy(one)}
        below: dict[int, frozenset[int]] = {}
        # Children come after their parents in named_modules().
        for _, child in reversed(self._modules):
            if id(child) not in below:
                own = frozenset(id(one) for one in child._parameters.values() if one is not None)
                below[id(child)] = own.union(*(below[id(one)] for one in child.children()))
        return {
            path: (type(child).__name__, sum(sizes.get(one, 0) for one in below[id(child)]))
            for path, child in self._modules
        }

    # -- operators ---------------------------------------------------------------------------------------------

    def _record(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        signature = _signature(func)
        self._attempt = (signature.name, (args, tuple(kwargs.values())))
        result = NotImplemented
        rule = RULES.get(func)
        if rule is not None and _all_meta(args):
            result = rule(*args, **kwargs)
        if result is NotImplemented:
            result = func(*args, **kwargs)
        outputs = _tensors_in(result)
        if outputs:
            self._add(signature, args, kwargs, outputs)
        # It holds the operands, which eager execution may free now.
        self._attempt = None
        return result

    def _add(
        self, signature: "_Signature", args: tuple[Any, ...], kwargs: dict[str, Any], outputs: list[torch.Tensor]
    ) -> None:
        operands: list[Operand] = []
        read_from: list[int] = []
        overwritten: dict[Value, Overwritten] = {}

        def replace(value: Any) -> Any:
            if isinstance(value, torch.Tensor):
                # Only what is known of tensors is kept here: they may be freed when the call is over.
                operand = self._operand(value)
                operands.append(operand)
                storage = self._ledger.storage(value)
                read_from.append(storage)
                if isinstance(operand, Value) and (storage in self._writes or storage == OF_A_WEIGHT):
                    self._note_writes(operand, value, overwritten)
                return operand
            if isinstance(value, tuple | list):
                return tuple(replace(item) for item in value)
            return value

        arguments = dict(signature.defaults)
        arguments.update((name, replace(value)) for name, value in zip(signature.names, args, strict=False))
        arguments.update((name, replace(value)) for name, value in kwargs.items())
        if operands and renames(signature.name, operands[0].spec.shape, outputs[0].shape):
            self._ledger.enter(outputs[0], operands[0])
            return
        order = len(self._calls)
        read: Iterable[Operand] = operands
        if overwritten:
            read = chain(operands, (write.value for found in overwritten.values() for write in found.writes))
        if any(isinstance(operand, Value) and operand.source in self._dependent for operand in read):
            self._dependent.add(order)
        specs = tuple(_spec(tensor) for tensor in outputs)
        storages = []
        for index, (tensor, spec) in enumerate(zip(outputs, specs, strict=True)):
            value = Value(order, index, spec)
            storages.append(self._ledger.enter(tensor, value))
            if signature.writes:
                memory = storages[-1]
                if memory in self._constant_storages:
                    memory = self._ledger.memory(tensor)
                    self._make_variable(tensor, operands[0] if operands else value, value)
                self._writes.setdefault(memory, []).append(Write(value, _layout(tensor)))
        self._calls.append(
            OperatorCall(
                order=order,
                name=signature.name,
                arguments=arguments,
                module=self._stack[-1] if self._stack else self._root,
                operands=tuple(operands),
                overwritten=overwritten,
                outputs=specs,
                in_place=signature.writes,
                is_view=not signature.writes and bool(operands) and any(one in read_from for one in storages),
                from_input=order in self._dependent,
                storages=tuple(storages),
                live_bytes=self._ledger.live_bytes,
            )
        )

    def _make_variable(self, written: torch.Tensor, before: Operand, after: Value) -> None:
        """Let buffers and constants that share the memory of ``written`` be values, which may be overwritten."""
        # They held what does not depend on the input, as the view of them does that was written; an alias is the same.
        view = before if isinstance(before, Value) else after
        weights = [tensor for tensor, _ in self._tensors.values() if not is_lazy(tensor)]
        for tensor in self._ledger.beside(written, weights):
            if not isinstance(self._operand(tensor), Value):
                self._ledger.enter(tensor, Value(view.source, 0, _spec(tensor)))

    def _note_writes(self, operand: Value, tensor: torch.Tensor, overwritten: dict[Value, Overwritten]) -> None:
        writes = self._writes.get(self._ledger.memory(tensor))
        if writes is None or writes[-1].value.source <= operand.source:
            return
        layout = _layout(tensor)
        later = [write for write in writes if write.value.source > operand.source]
        touching = tuple(write for write in later if may_overlap(write.layout, layout))
        if touching:
            overwritten[operand] = Overwritten(layout, touching)

    def _returned(self, tensors: Sequence[torch.Tensor]) -> tuple[Operand, ...]:
        outputs = [self._operand(tensor) for tensor in tensors]
        written: dict[Value, Overwritten] = {}
        for output, tensor in zip(outputs, tensors, strict=True):
            if isinstance(output, Value):
                self._note_writes(output, tensor, written)
        return (*outputs, *dict.fromkeys(write.value for found in written.values() for write in found.writes))

    def _operand(self, tensor: torch.Tensor) -> Operand:
        # A buffer that was overwritten holds what was computed, and is a weight no longer.
        known = self._ledger.operand(tensor) or self._weights.get(id(tensor))
        if known is None:
            known = Constant(_spec(tensor))
            self._constant_storages.add(self._ledger.enter(tensor, known))
        return known

    def _weight(self, name: str) -> Weight:
        tensor, is_parameter = self._tensors[name]
        return Weight(name, _spec(tensor), is_parameter, is_parameter and not tensor.requires_grad)


class _Listener(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Hands every operator call to a function that runs it."""

    def __init__(self, record: Callable[[Any, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._record = record

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        return self._record(func, args, kwargs or {})


class _Signature:
    """What the schema of an operator says."""

    __slots__ = ("defaults", "name", "names", "writes")

    def __init__(self, func: Any) -> None:
        schema = func._schema
        self.name: str = _name(func)
        self.names: tuple[str, ...] = tuple(argument.name for argument in schema.arguments)
        self.defaults: dict[str, Any] = {
            argument.name: tuple(argument.default_value)
            if isinstance(argument.default_value, list)
            else argument.default_value
            for argument in schema.arguments
        }
        self.writes: bool = any(a.alias_info is not None and a.alias_info.is_write for a in schema.arguments)


_signatures: dict[Any, _Signature] = {}


def _signature(func: Any) -> _Signature:
    found = _signatures.get(func)
    if found is None:
        found = _signatures[func] = _Signature(func)
    return found


def _name(func: Any) -> str:
    name: str = func.overloadpacket.__name__
    name = name if name.endswith("__") else name.removesuffix("_")
    return SYNONYMS.get(name, name)


def _tensors_in(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, tuple | list):
        # The result of a module may be any object; what it holds besides tensors is not ours to read.
        return []
    return [tensor for item in value for tensor in _tensors_in(item)]


def _hint(name: str, tensors: list[torch.Tensor], reason: str) -> str:
    """Say what does not fit where the shapes tell it and torch's reason does not."""
    operator, _, _ = name.partition("d_")
    axes = operator.removesuffix("d")[-1:]
    if not tensors or is_lazy(tensors[0]) or not axes.isdecimal() or not name.startswith(("conv", "max_pool", "avg_")):
        return ""
    rank, wanted = tensors[0].ndim, int(axes) + 2
    if rank != wanted:
        return f"; it takes {wanted} axes, batch and channels first, and is given {rank}"
    if name.startswith("conv") and not name.startswith("conv_transpose") and len(tensors) > 1:
        given, takes = tensors[0].shape[1], tensors[1].shape[1]
        if given % takes:
            return f"; it is given {given} channel{'s' if given > 1 else ''} and its filters take {takes}"
    if "too small" in reason or "actual input size" in reason:
        return "; give the network a larger input"
    return ""


def _shape_text(tensor: torch.Tensor) -> str:
    return "unshaped" if is_lazy(tensor) else "×".join(map(str, tensor.shape)) or "scalar"


def _all_meta(args: tuple[Any, ...]) -> bool:
    return all(tensor.is_meta for tensor in _tensors_in(args))


def _layout(tensor: torch.Tensor) -> Layout:
    return Layout(tuple(tensor.shape), tensor.stride(), int(tensor.storage_offset()), tensor.itemsize)


def _spec(tensor: torch.Tensor) -> TensorSpec:
    dtype = tensor.dtype
    # The unshaped parameter of a lazy layer that was never called has no elements.
    shape = (0,) if is_lazy(tensor) else tuple(tensor.shape)
    return TensorSpec(shape, str(dtype).removeprefix("torch."), dtype.itemsize)

"""Records one forward pass operator by operator, on tensors without memory.

A dispatch mode under ``torch.inference_mode`` sees composite operators whole
(``conv2d``, ``batch_norm``, ``linear``, ``dropout``), hooks give the exact
stack of module calls. The pass runs on a twin of the module (see
:mod:`explorer.analysis.twins`), so the module itself is never touched.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.utils._python_dispatch import TorchDispatchMode

from explorer.analysis.rows import Shape
from explorer.analysis.shapes import RULES
from explorer.analysis.trace import Constant, ModuleCall, Operand, OperatorCall, TensorSpec, Trace, Value, Weight
from explorer.analysis.twins import meta_twin, real_twin
from explorer.errors import CaptureError, ExplorerError

RAN_FOR_REAL = "the forward pass depends on values, so it was run for real on the CPU with a random input"

_NO_OPERATION = frozenset({"detach", "alias", "lift_fresh"})


def capture(module: nn.Module, input_shape: Shape) -> Trace:
    """Return the trace of one pass of ``module`` in evaluation mode on an input (1, *input_shape).

    The module keeps its weights, buffers, mode and hooks. A pass that reads
    values (branches on them, ``.item()``) cannot run without them: it is run
    for real on the CPU, and ``Trace.warnings`` says so.

    Raises:
        CaptureError: the forward pass fails; names operator, module and shapes.
    """
    needs_values: Exception | None = None
    # Tensors that forward makes on the default device need a second try with the meta device as the default.
    for surroundings in (nullcontext(), torch.device("meta")):
        x = torch.empty((1, *input_shape), device="meta")
        recorder = _Recorder(_shaped(meta_twin(module), x))
        try:
            return recorder.run(x, surroundings)
        except ExplorerError:
            raise  # the network itself says what is wrong with its input
        except Exception as error:
            if not _asks_for_values(error):
                raise CaptureError(recorder.describe(error)) from error
            needs_values = error
    x = torch.rand((1, *input_shape), generator=torch.Generator().manual_seed(0))
    recorder = _Recorder(_shaped(real_twin(module), x))
    try:
        return recorder.run(x, nullcontext(), RAN_FOR_REAL)
    except ExplorerError:
        raise
    except Exception as error:
        raise CaptureError(recorder.describe(error)) from needs_values


def capture_meta(module: nn.Module, input_shape: Shape) -> Trace:
    """Like :func:`capture` for a network of our own that is on the meta device already: no twin is made.

    Raises:
        CaptureError: the forward pass fails.
    """
    recorder = _Recorder(module)
    try:
        return recorder.run(torch.empty((1, *input_shape), device="meta"), nullcontext())
    except ExplorerError:
        raise
    except Exception as error:
        raise CaptureError(recorder.describe(error)) from error


def _shaped(twin: nn.Module, x: torch.Tensor) -> nn.Module:
    """Let lazy layers take their shapes from a first pass."""
    if any(is_lazy(parameter) for parameter in twin.parameters()):
        # Whatever breaks here breaks again in the recorded pass, which can say where.
        with contextlib.suppress(Exception), torch.no_grad():
            twin(x)
    return twin


def _asks_for_values(error: Exception) -> bool:
    return isinstance(error, NotImplementedError) or "meta" in str(error).lower()


class _Recorder:
    """Collects the operator calls of one pass of one module."""

    def __init__(self, module: nn.Module) -> None:
        self._module = module
        self._calls: list[OperatorCall] = []
        self._operands: dict[int, Operand] = {}
        # Identities are reused after a tensor dies, so every tensor seen stays alive until the end.
        self._alive: list[torch.Tensor] = []
        self._writes: dict[int, list[Value]] = {}
        self._storage_of: dict[tuple[int, int], int] = {}
        self._dependent: set[int] = set()
        self._names: dict[int, list[str]] = {}
        self._call_counts: dict[int, int] = {}
        self._stack: list[ModuleCall] = []
        self._attempt: tuple[str, tuple[Any, ...]] | None = None
        self._root = ModuleCall("", type(module).__name__, 0, ())
        for path, child in module.named_modules(remove_duplicate=False):
            self._names.setdefault(id(child), []).append(path)
        self._tensors: dict[str, tuple[torch.Tensor, bool]] = {}
        for name, tensor, is_parameter in chain(
            ((name, parameter, True) for name, parameter in module.named_parameters()),
            ((name, buffer, False) for name, buffer in module.named_buffers()),
        ):
            self._tensors[name] = (tensor, is_parameter)
        self._weight_names = {id(tensor): name for name, (tensor, _) in self._tensors.items()}

    def run(self, x: torch.Tensor, surroundings: Any, *warnings: str) -> Trace:
        """Run the module on ``x`` and return what it did."""
        source = Value(-1, 0, _spec(x))
        self._remember(x, source)
        self._dependent.add(-1)
        with self._hooked(), torch.inference_mode(), surroundings, _Listener(self._record):
            result = self._module(x)
        outputs = tuple(self._operand(tensor) for tensor in _tensors_in(result))
        return Trace(
            calls=tuple(self._calls),
            inputs=(source.spec,),
            outputs=outputs,
            weights={name: self._weight(name) for name in self._tensors},
            modules={
                path: (type(child).__name__, _parameters(child))
                for path, child in self._module.named_modules(remove_duplicate=False)
            },
            warnings=warnings,
        )

    def describe(self, error: Exception) -> str:
        """Return one line that says where the pass broke, on what, and torch's reason."""
        call = self._stack[-1] if self._stack else self._root
        place = f"{call.path} ({call.cls})" if call.path else call.cls
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
        if self._attempt is None:
            return f"the forward pass fails in {place}: {reason}"
        name, arguments = self._attempt
        shapes = ", ".join(_shape_text(tensor) for tensor in _tensors_in(arguments))
        return f"the forward pass fails in {place} at {name} of {shapes or 'no tensors'}: {reason}"

    # -- modules -----------------------------------------------------------------------------------------------

    @contextmanager
    def _hooked(self) -> Iterator[None]:
        handles = []
        try:
            for _, child in self._module.named_modules():
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

    # -- operators ---------------------------------------------------------------------------------------------

    def _record(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._attempt = (_name(func), (args, tuple(kwargs.values())))
        result = NotImplemented
        rule = RULES.get(func)
        if rule is not None and _all_meta(args):
            result = rule(*args, **kwargs)
        if result is NotImplemented:
            result = func(*args, **kwargs)
        outputs = _tensors_in(result)
        if outputs:
            self._add(_signature(func), args, kwargs, outputs)
        self._attempt = None
        return result

    def _add(
        self, signature: "_Signature", args: tuple[Any, ...], kwargs: dict[str, Any], outputs: list[torch.Tensor]
    ) -> None:
        operands: list[Operand] = []

        def replace(value: Any) -> Any:
            if isinstance(value, torch.Tensor):
                operands.append(self._operand(value))
                return operands[-1]
            if isinstance(value, tuple | list):
                return tuple(replace(item) for item in value)
            return value

        arguments = dict(signature.defaults)
        arguments.update((name, replace(value)) for name, value in zip(signature.names, args, strict=False))
        arguments.update((name, replace(value)) for name, value in kwargs.items())
        if signature.name in _NO_OPERATION and operands:
            self._remember(outputs[0], operands[0])
            return
        order = len(self._calls)
        storages = [_storage(tensor) for tensor in outputs]
        if any(isinstance(operand, Value) and operand.source in self._dependent for operand in operands):
            self._dependent.add(order)
        self._calls.append(
            OperatorCall(
                order=order,
                name=signature.name,
                arguments=arguments,
                module=self._stack[-1] if self._stack else self._root,
                operands=tuple(operands),
                written_through=self._written_through(operands),
                outputs=tuple(_spec(tensor) for tensor in outputs),
                in_place=signature.writes,
                is_view=not signature.writes and self._shares_memory(operands, storages, args, kwargs),
                from_input=order in self._dependent,
            )
        )
        for index, (tensor, storage) in enumerate(zip(outputs, storages, strict=True)):
            value = Value(order, index, _spec(tensor))
            self._remember(tensor, value)
            if signature.writes:
                self._writes.setdefault(storage, []).append(value)

    def _shares_memory(
        self, operands: list[Operand], storages: list[int], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> bool:
        return bool(operands) and any(_storage(t) in storages for t in _tensors_in((args, tuple(kwargs.values()))))

    def _written_through(self, operands: list[Operand]) -> tuple[Value, ...]:
        if not self._writes:
            return ()
        found: dict[Value, None] = {}
        for operand in operands:
            if isinstance(operand, Value):
                storage = self._storage_of[operand.source, operand.index]
                found.update((w, None) for w in self._writes.get(storage, ()) if w.source > operand.source)
        return tuple(found)

    def _operand(self, tensor: torch.Tensor) -> Operand:
        known = self._operands.get(id(tensor))
        if known is not None:
            return known
        name = self._weight_names.get(id(tensor))
        operand = self._weight(name) if name is not None else Constant(_spec(tensor))
        self._remember(tensor, operand)
        return operand

    def _remember(self, tensor: torch.Tensor, operand: Operand) -> None:
        self._operands[id(tensor)] = operand
        self._alive.append(tensor)
        if isinstance(operand, Value):
            self._storage_of.setdefault((operand.source, operand.index), _storage(tensor))

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
    return name if name.endswith("__") else name.removesuffix("_")


def _tensors_in(value: Any) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, tuple | list):
        # The result of a module may be any object; what it holds besides tensors is not ours to read.
        return []
    return [tensor for item in value for tensor in _tensors_in(item)]


def _shape_text(tensor: torch.Tensor) -> str:
    return "unshaped" if is_lazy(tensor) else "×".join(map(str, tensor.shape)) or "scalar"


def _all_meta(args: tuple[Any, ...]) -> bool:
    return all(tensor.is_meta for tensor in _tensors_in(args))


def _spec(tensor: torch.Tensor) -> TensorSpec:
    return TensorSpec(tuple(tensor.shape), str(tensor.dtype).removeprefix("torch."), tensor.element_size())


def _storage(tensor: torch.Tensor) -> int:
    try:
        storage: int = tensor.untyped_storage()._cdata
        return storage
    except (NotImplementedError, RuntimeError):
        # Sparse and other tensors without a storage of their own cannot be views of anything.
        return id(tensor)


def _parameters(module: nn.Module) -> int:
    return sum(int(parameter.numel()) for parameter in module.parameters() if not is_lazy(parameter))

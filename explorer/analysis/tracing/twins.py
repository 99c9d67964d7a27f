"""Stand-ins for a module: the same structure on other tensors, so that capturing never touches the original."""

import copy
from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import chain
from types import BuiltinFunctionType, FunctionType
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.overrides import TorchFunctionMode


def meta_twin(module: nn.Module, training: bool = False) -> nn.Module:
    """Return a copy of ``module``, in evaluation mode unless asked otherwise, whose tensors have shapes but no memory.

    No weight is read, moved or copied; shared parameters stay shared.
    """
    return _copy(module, _on_meta).train(training)


def real_twin(module: nn.Module, training: bool = False) -> nn.Module:
    """Return a copy of ``module``, in evaluation mode unless asked otherwise, that runs on the CPU.

    CPU parameters are shared with the original (the pass only reads them),
    buffers are copied, tensors on the meta device become small random ones.
    """
    return _copy(module, _on_cpu).train(training)


def _copy(module: nn.Module, stand_in: Callable[[torch.Tensor], torch.Tensor]) -> nn.Module:
    tensors = {id(tensor): stand_in(tensor) for tensor in _tensors(module)}
    with _TensorCopies(stand_in):
        memo: dict[int, Any] = dict(tensors)
        try:
            return _Copier(module, memo).twin
        except Exception:
            # A lock, a generator or an open file has no copy: the twin shares what holds it.
            memo = dict(tensors)
            memo.update((id(value), value) for value in _uncopyable(module, tensors))
            return _Copier(module, memo).twin


class _Copier:
    """``copy.deepcopy`` for modules, several times faster: most of what a module holds need not be looked into.

    Modules that say themselves how they are copied are left to ``deepcopy``.
    """

    def __init__(self, module: nn.Module, memo: dict[int, Any]) -> None:
        self._memo = memo
        plain = [child for child in module.modules() if _copies_plainly(type(child))]
        # All shells come first: a module may hold another one, or its parent, in any attribute.
        for child in plain:
            memo[id(child)] = child.__class__.__new__(child.__class__)
        for child in plain:
            # Straight into the dictionary: nn.Module's own __setattr__ wants an initialised module.
            vars(memo[id(child)]).update((name, self._value(value)) for name, value in vars(child).items())
        self.twin: nn.Module = memo[id(module)] if id(module) in memo else copy.deepcopy(module, memo)

    def _value(self, value: Any) -> Any:
        if type(value) in _ATOMS:
            return value
        known = self._memo.get(id(value))
        if known is not None:
            return known
        if type(value) in (dict, OrderedDict):
            self._memo[id(value)] = twin = type(value)()
            for name, one in value.items():
                twin[name] = self._value(one)
            return twin
        if type(value) is tuple and all(type(one) in _ATOMS for one in value):
            return value
        return copy.deepcopy(value, self._memo)


_ATOMS = frozenset({type(None), bool, int, float, str, bytes, type, FunctionType, BuiltinFunctionType, torch.dtype})


def _copies_plainly(cls: type[nn.Module]) -> bool:
    return all(
        getattr(cls, name, None) is getattr(nn.Module, name, None)
        for name in ("__deepcopy__", "__copy__", "__reduce__", "__reduce_ex__", "__getstate__", "__new__")
    )


def _uncopyable(module: nn.Module, memo: dict[int, Any]) -> Iterator[Any]:
    for child in module.modules():
        for name, value in vars(child).items():
            if name == "_modules":
                continue
            try:
                copy.deepcopy(value, dict(memo))
            except Exception:
                yield value


def _tensors(module: nn.Module) -> Iterator[torch.Tensor]:
    return chain(module.parameters(), module.buffers())


class _TensorCopies(TorchFunctionMode):
    """Applies ``stand_in`` to the tensors that hide in plain attributes, lists and closures of a module."""

    def __init__(self, stand_in: Callable[[torch.Tensor], torch.Tensor]) -> None:
        super().__init__()
        self._stand_in = stand_in

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        if func is torch.Tensor.__deepcopy__:
            tensor, memo = args
            if id(tensor) not in memo:
                memo[id(tensor)] = self._stand_in(tensor)
            return memo[id(tensor)]
        return func(*args, **(kwargs or {}))


def _on_meta(tensor: torch.Tensor) -> torch.Tensor:
    if is_lazy(tensor):
        # A lazy layer gives it a shape in the first pass.
        unshaped: torch.Tensor = type(tensor)(device="meta")  # type: ignore[call-arg]
        return unshaped
    if tensor.is_contiguous():  # most are, and empty_like is slow on the meta device
        return _like(tensor, torch.empty(tensor.shape, dtype=tensor.dtype, device="meta"))
    return _like(tensor, torch.empty_like(tensor, device="meta", requires_grad=False))


def _on_cpu(tensor: torch.Tensor) -> torch.Tensor:
    if is_lazy(tensor):
        return copy.deepcopy(tensor)
    if tensor.device.type == "meta":
        values = torch.zeros(tensor.shape, dtype=tensor.dtype)
        if values.is_floating_point():
            values.uniform_(0.0, 0.01, generator=torch.Generator().manual_seed(0))
        return _like(tensor, values)
    if isinstance(tensor, nn.Parameter) and tensor.device.type == "cpu":
        return tensor
    return _like(tensor, tensor.detach().to("cpu", copy=True))


def _like(tensor: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    return nn.Parameter(values, requires_grad=tensor.requires_grad) if isinstance(tensor, nn.Parameter) else values

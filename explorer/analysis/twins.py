"""Stand-ins for a module: the same structure on other tensors, so that capturing never touches the original."""

import copy
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.overrides import TorchFunctionMode


def meta_twin(module: nn.Module) -> nn.Module:
    """Return a copy of ``module`` in evaluation mode whose tensors have shapes but no memory.

    No weight is read, moved or copied; shared parameters stay shared.
    """
    return _copy(module, _on_meta).eval()


def real_twin(module: nn.Module) -> nn.Module:
    """Return a copy of ``module`` in evaluation mode that runs on the CPU.

    CPU parameters are shared with the original (the pass only reads them),
    buffers are copied, tensors on the meta device become small random ones.
    """
    return _copy(module, _on_cpu).eval()


def _copy(module: nn.Module, stand_in: Callable[[torch.Tensor], torch.Tensor]) -> nn.Module:
    memo: dict[int, Any] = {id(tensor): stand_in(tensor) for tensor in _tensors(module)}
    with _TensorCopies(stand_in):
        try:
            return copy.deepcopy(module, dict(memo))
        except Exception:
            # A lock, a generator or an open file has no copy: the twin shares what holds it.
            memo.update((id(value), value) for value in _uncopyable(module, memo))
            return copy.deepcopy(module, memo)


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

"""Activation functions that work in place on a view, which the autograd graph hides.

The answer of an instance norm, a permuted tensor and a part of a tensor are views. After an operator has worked on one
in place, the graph has a ``CopySlices`` node of the viewed tensor, which does not say what operator that was. While a
forward pass is recorded, a watch notes beside such a node where an activation function was at work. It looks on at
torch's functions on the calling thread, and changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node
from torch.overrides import TorchFunctionMode

from explorer.visualize.methods.hooks import Gradients, Hook
from explorer.visualize.methods.kinds import kinds

_FUNCTIONS = kinds(
    "relu relu6 hardtanh leaky_relu rrelu elu celu selu silu mish hardswish threshold clamp clamp_min clamp_max clip"
    " sigmoid hardsigmoid tanh"
)
"""Activation functions that have a form in place, without the underscore at the end of some."""

_KEY = "explorer.in_place_activation"


@dataclass(frozen=True, slots=True)
class Part:
    """Where in a tensor's memory a view of it lies."""

    size: tuple[int, ...]
    stride: tuple[int, ...]
    offset: int

    def of(self, whole: Tensor) -> Tensor:
        """The same part of a tensor that is laid out like the viewed one."""
        return whole.as_strided(self.size, self.stride, whole.storage_offset() + self.offset)


class WatchInPlace(TorchFunctionMode):
    """For the time of its block, notes which ``CopySlices`` nodes hide an activation function."""

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        """Call the function as it would be called without the watch."""
        result = func(*args, **(kwargs or {}))
        if getattr(func, "__name__", "").rstrip("_") in _FUNCTIONS and isinstance(result, Tensor):
            base = result._base
            if base is not None and base.grad_fn is not None and torch.is_grad_enabled():
                offset = int(result.storage_offset() - base.storage_offset())
                _notes(base.grad_fn)[_KEY] = Part(tuple(result.shape), result.stride(), offset)
        return result


def hidden_part(node: Node) -> Part | None:
    """Return the part of its tensor to which a node applies an activation function in place; None for all others."""
    part: Part | None = _notes(node).get(_KEY) if node.name().endswith("CopySlices") else None
    return part


def _notes(node: Node) -> dict[str, Any]:
    """What stands beside a node for as long as the graph lives; torch's stub says a method, but it is a property."""
    notes: dict[str, Any] = node.metadata  # type: ignore[assignment]
    return notes


def within(part: Part, rectify: Hook) -> Hook:
    """A hook that rectifies the part, and leaves the rest as it passes."""

    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        gradient, passed = above[0], below[0]
        if gradient is None or passed is None:
            return tuple(below)
        # The node has just made what is below, laid out like its tensor; what comes from above may lie otherwise.
        alike = torch.empty_strided(passed.shape, passed.stride(), dtype=gradient.dtype, device=gradient.device)
        (kept,) = rectify((part.of(passed),), (part.of(alike.copy_(gradient)),))
        if kept is not None:
            part.of(passed).copy_(kept)
        return passed, *(None for _ in below[1:])

    return hook

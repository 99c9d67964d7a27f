"""What a backward rule does at one node: hooks that change the gradients which the node passes down.

A hook takes the gradients that the node is about to pass to its operands, and those that arrived from above, and
returns what is passed down in their stead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.graph import Node

Gradients = Sequence[Tensor | None]
Hook = Callable[[Gradients, Gradients], tuple[Tensor | None, ...]]


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one node: nothing if there is no hook."""

    name: str = ""
    hook: Hook | None = None
    dropped: int | None = None
    """The operand that counts as a constant, below which nothing needs a rule."""


PLAIN = Edit()


# ---------------------------------------------------------------- rectifiers and constants


def rectify(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    return (_positive(above[0]), *(None for _ in below[1:]))


def rectify_over(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    # torch's own activations have just made what is below, so it may be written over: half the memory to touch.
    gradient, passed = above[0], below[0]
    if gradient is None or passed is None or passed.dtype is not gradient.dtype:
        return rectify(below, above)
    return (torch.clamp(gradient, min=0, out=passed), *(None for _ in below[1:]))


def rectify_guided_rising(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    passed = below[0]
    return (None if passed is None else passed.clamp_(min=0), *(None for _ in below[1:]))


def rectify_guided(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    # below is g·f'(x): where g is positive, its positive part is max(g, 0)·max(f', 0).
    gradient, passed = above[0], below[0]
    if gradient is None or passed is None:
        return tuple(below)
    # threshold_backward keeps its first operand where the second is above 0: one pass instead of two.
    kept = torch.ops.aten.threshold_backward(passed.clamp(min=0), gradient, 0)
    return (kept, *(None for _ in below[1:]))


def rectify_product(gate: int, rule: str) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        # Guided: the slope of x·s(x) is taken to be s(x).
        kept = _positive(above[0]) if rule == "deconv" else rectify_guided((below[1 - gate],), above)[0]
        return tuple(None if position == gate else kept for position in range(2))

    return hook


def rectify_operand(position: int, rule: str) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        kept = _positive(above[0]) if rule == "deconv" else rectify_guided((below[position],), above)[0]
        return tuple(kept if index == position else None for index in range(len(below)))

    return hook


def rectify_both(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
    return tuple(map(_positive, below))


def drop(position: int) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        return tuple(None if index == position else gradient for index, gradient in enumerate(below))

    return hook


def _scale_by(factor: Tensor) -> Hook:
    def hook(below: Gradients, above: Gradients) -> tuple[Tensor | None, ...]:
        gradient = above[0]
        return (None if gradient is None else gradient * factor, *(None for _ in below[1:]))

    return hook


def _positive(gradient: Tensor | None) -> Tensor | None:
    return None if gradient is None else gradient.clamp(min=0)


# ---------------------------------------------------------------- normalisation: y = (x - mean) / deviation · weight


def _saved(node: Node, name: str) -> Any:
    return getattr(node, f"_saved_{name}")


def layer_norm_hook(node: Node) -> Hook:
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    return _scale_by(inverse if weight is None else inverse * weight)


def group_norm_hook(node: Node) -> Hook:
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    batch, channels, groups = int(_saved(node, "N")), int(_saved(node, "C")), int(_saved(node, "group"))
    factor = inverse.reshape(batch, groups, 1).expand(batch, groups, channels // groups).reshape(batch, channels)
    if weight is not None:
        factor = factor * weight
    spatial = len(_saved(node, "input").shape) - 2
    return _scale_by(factor.reshape(batch, channels, *(1 for _ in range(spatial))))


def batch_norm_hook(node: Node) -> Hook:
    # Batch statistics at inference: an instance norm, which folds the batch into the channels.
    weight, inverse = _saved(node, "weight"), _saved(node, "result2")
    factor = inverse if weight is None else inverse * weight
    spatial = len(_saved(node, "input").shape) - 2
    return _scale_by(factor.reshape(1, -1, *(1 for _ in range(spatial))))

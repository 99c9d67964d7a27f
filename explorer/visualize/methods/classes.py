"""The class that a picture is asked about: its score, its gradient, and the last map before the decision."""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.graph import GradientEdge

from explorer.errors import UsageError
from explorer.visualize.methods.calls import first_tensor, last_map
from explorer.visualize.methods.layers import run_to_end, trace_through_layer


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one class stands in a prediction."""

    index: int
    rank: int
    """From 1; among equal logits the lower index comes first."""
    logit: float
    probability: float
    """Of the softmax over all classes."""


def class_scores(network: nn.Module, x: Tensor) -> Tensor:
    """Return the logits (N, classes) of inputs (N, C, H, W), without recording gradients.

    Raises:
        UsageError: the network's output is not one number for each class, or it is in training mode.
    """
    return scores_of(run_to_end(network, x))


def scores_of(output: Any) -> Tensor:
    """Return the logits (N, classes) in a network's output: itself, or the first tensor of a tuple or mapping.

    Raises:
        UsageError: it is not one number for each class.
    """
    scores = first_tensor(output)
    if scores is None or scores.dim() != 2 or not scores.is_floating_point():
        shape = "no tensor" if scores is None else "×".join(map(str, scores.shape))
        raise UsageError(f"the network decides between no classes: its output is {shape}, not (1, classes)")
    return scores


def standing(logits: Tensor, target: int | None) -> Standing:
    """Return where a class, or the most probable one, stands among the logits (classes,).

    Raises:
        UsageError: there is no such class.
    """
    count = len(logits)
    if target is not None and target not in range(count):
        raise UsageError(f"the network has no class {target}; choose 0 to {count - 1}, or the most probable one")
    logits = logits.detach().cpu().double()
    order = torch.argsort(logits, descending=True, stable=True).tolist()
    index = order[0] if target is None else int(target)
    probability = torch.softmax(logits, dim=0)[index]
    return Standing(index, order.index(index) + 1, float(logits[index]), float(probability))


def probabilities(scores: Tensor) -> Tensor:
    """Return the softmax (N, classes) of logits, float64 on the CPU, whatever their dtype."""
    return torch.softmax(scores.detach().cpu().double(), dim=1)


@dataclass(frozen=True, slots=True)
class LayerEvidence:
    """A map, and how the class's logit changes with each of its units."""

    layer: str
    activation: Tensor
    """(C, H, W)."""
    gradient: Tensor
    """(C, H, W): of the logit."""
    target: Standing


def layer_evidence(network: nn.Module, x: Tensor, layer: str, target: int | None) -> LayerEvidence:
    """Run the network once and take the gradient of a class's logit at a layer.

    Args:
        network: in evaluation mode.
        x: (1, C, H, W).
        layer: a module path; empty for the last map before the classes, see
            :func:`explorer.visualize.methods.calls.last_map`.
        target: index of the class; None for the most probable one.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: there is no such class, the layer has no map, or the class does not depend on it.
    """
    layer = layer or last_map(network, x)
    traced, output = trace_through_layer(network, x, layer)
    if traced.value.dim() != 4:
        raise UsageError(f"layer {layer!r} has no map: it is behind the last one; choose a layer before it")
    chosen, gradient = class_gradient(output, traced.edge, target)
    return LayerEvidence(layer, traced.value[0], gradient[0], chosen)


def class_gradient(output: Any, at: Tensor | GradientEdge, target: int | None) -> tuple[Standing, Tensor]:
    """Return the class, and the gradient of its logit at a place in the output's graph, (1, C, H, W).

    Raises:
        UsageError: there is no such class, or it does not depend on the layer.
    """
    scores = scores_of(output)
    chosen = standing(scores[0], target)
    with torch.inference_mode(False):
        (gradient,) = torch.autograd.grad(scores[0, chosen.index], at, allow_unused=True)
    if gradient is None:
        raise UsageError("the class does not depend on this layer; choose another one")
    return chosen, gradient.detach()

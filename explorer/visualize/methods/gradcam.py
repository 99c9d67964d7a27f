"""Grad-CAM: which part of a layer's map speaks for a class.

Selvaraju, Cogswell, Das, Vedantam, Parikh & Batra, Grad-CAM: Visual
Explanations from Deep Networks via Gradient-based Localization, ICCV 2017
(arXiv:1610.02391), §3, equations 1 and 2: the gradient of the class's logit
(before the softmax) is averaged over each channel of the layer, the channels
are added up with these averages as weights, and what is negative becomes 0.

``hirescam`` leaves the averaging out: gradient times activation, unit by unit
(Draelos & Carin, Use HiResCAM instead of Grad-CAM for faithful explanations of
convolutional neural networks, 2020, arXiv:2011.08891). Where the layer is
followed by nothing but global average pooling and one dense layer the two are
the same, and equal to CAM; elsewhere Grad-CAM may mark places that the network
did not use.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import nn

from explorer.visualize.methods.classes import LayerEvidence, Standing, layer_evidence
from explorer.visualize.methods.layers import as_array, input_tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassMap:
    """Where on a layer's map the evidence for a class lies."""

    array: np.ndarray = field(repr=False)
    """(H, W) of the layer, 0 or more, in the logit's units; not enlarged, not normalised."""
    layer: str
    target: Standing


def gradcam(module: nn.Module, x: Any, layer: str = "", target: int | None = None) -> ClassMap:
    """Return the Grad-CAM of a class.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        layer: a module path, see :mod:`explorer.visualize.methods.layers`; empty for
            the last map before the classes are decided, as in the paper.
        target: index of the class; None for the most probable one.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: there is no such class, the network has none, the layer has
            no map, the class does not depend on it, or the module is in training mode.
        InputError: ``x`` is not one picture.
    """
    evidence = layer_evidence(module, input_tensor(module, x), layer, target)
    weights = evidence.gradient.mean((1, 2), keepdim=True)
    return class_map(evidence, weights)


def hirescam(module: nn.Module, x: Any, layer: str = "", target: int | None = None) -> ClassMap:
    """Return the HiResCAM of a class; arguments and errors as of :func:`gradcam`."""
    evidence = layer_evidence(module, input_tensor(module, x), layer, target)
    return class_map(evidence, evidence.gradient)


def class_map(evidence: LayerEvidence, weights: torch.Tensor) -> ClassMap:
    """Return the positive part of the channels' weighted sum; ``weights`` spread over (C, H, W)."""
    summed = (weights * evidence.activation).sum(0).clamp(min=0)
    return ClassMap(array=as_array(summed), layer=evidence.layer, target=evidence.target)

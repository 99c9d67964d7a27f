"""Saliency of a class at the input: its gradient, and the guided one.

``gradient``: Simonyan, Vedaldi & Zisserman, Deep Inside Convolutional Networks
(2013, arXiv:1312.6034), §3: the derivative of the class's logit with respect
to every pixel. ``guided``: Springenberg, Dosovitskiy, Brox & Riedmiller,
Striving for Simplicity (2014, arXiv:1412.6806), §3.4: the same path, on which
every activation function also drops what is negative.

Deviations: the sign and the colours are kept (Simonyan et al. show the largest
magnitude over the colours), and gates and statistics count as constants for
``guided``, see :mod:`explorer.visualize.methods.rules`. A channel of a layer is
projected by :func:`explorer.visualize.methods.deconvnet.project`, on the same graph.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.autograd.graph import get_gradient_edge

from explorer.visualize.methods.classes import Standing, class_gradient
from explorer.visualize.methods.layers import as_array, input_tensor, trace_through_layer
from explorer.visualize.methods.rules import RuleReport, rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Saliency:
    """How a class's logit answers to each input value."""

    array: np.ndarray = field(repr=False)
    """(C, H, W) at the input's size, signed."""
    rule: str
    target: Standing
    report: RuleReport


def saliency(module: nn.Module, x: Any, target: int | None = None, rule: str = "gradient") -> Saliency:
    """Return the gradient of a class's logit with respect to the input, by one of the backward rules.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        target: index of the class; None for the most probable one.
        rule: ``gradient``, ``guided`` or ``deconv``.

    Raises:
        UsageError: there is no such class or rule, the network has no classes, or it is in training mode.
        InputError: ``x`` is not one picture.
    """
    traced, output = trace_through_layer(module, input_tensor(module, x), "")
    with torch.inference_mode(False):
        report = rewrite(traced.edge.node, get_gradient_edge(traced.leaf).node, rule)
    chosen, gradient = class_gradient(output, traced.leaf, target)
    return Saliency(array=as_array(gradient[0]), rule=rule, target=chosen, report=report)

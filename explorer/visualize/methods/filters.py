"""The filters of the first convolution, the only ones that look at the picture itself.

Krizhevsky, Sutskever & Hinton, ImageNet Classification with Deep Convolutional
Neural Networks, NIPS 2012, Figure 3; Zeiler & Fergus 2013 (arXiv:1311.2901),
§4.1 and Figure 5 (the same layer before and after they mended its stride and
size: few dead filters, no aliasing). Three planes are shown as red, green and
blue of one small picture.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import nn

from explorer.errors import UsageError
from explorer.visualize.methods.calls import first_readers
from explorer.visualize.methods.layers import as_array, input_tensor


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The filters of a convolution."""

    layer: str
    kernels: np.ndarray = field(repr=False)
    """(N, C, kh, kw), as learnt."""
    rgb: bool
    """The convolution reads the three planes of the picture, each filter all of them."""


def first_filters(module: nn.Module, x: Any) -> Filters:
    """Return the filters of the first two-dimensional convolution that an input meets.

    Where several read it side by side (RepVGG), those with the largest windows.

    Args:
        module: a network.
        x: any input that it takes, (C, H, W) or (1, C, H, W); zeros will do.

    Raises:
        UsageError: the network has no such convolution.
        InputError: ``x`` is not one picture.
    """
    tensor = input_tensor(module, x)
    found = [(layer, one) for layer, one in first_readers(module, tensor, nn.Conv2d) if isinstance(one, nn.Conv2d)]
    if not found:
        raise UsageError("this network has no convolution, so there are no filters to show")
    layer, convolution = max(found, key=lambda pair: pair[1].weight[0, 0].numel())
    weight = convolution.weight
    with torch.no_grad():
        return Filters(layer=layer, kernels=as_array(weight), rgb=tensor.shape[1] == weight.shape[1] == 3)

"""One forward pass for everything that is shown of a live frame: the prediction, a layer, and the way back from it.

As in :mod:`explorer.visualize.methods.layers` one temporary hook sits on the layer, but
the pass goes on to the end. Where a projection is wanted, the autograd graph
is recorded up to the layer only; what comes after it runs without gradients on
a copy of its output, so that an operator that works in place spoils neither
the values nor the graph. Neither changes a bit of the result.
"""

import threading
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.graph import get_gradient_edge

from explorer.errors import UnknownLayer, UsageError
from explorer.visualize.methods.calls import call, first_tensor
from explorer.visualize.methods.deconvnet import Channel, Projection, Unit, project_traced, says_overwritten
from explorer.visualize.methods.in_place import WatchInPlace
from explorer.visualize.methods.layers import TracedLayer, find_layer, independent


@dataclass(frozen=True, slots=True)
class OnePass:
    """What one forward pass gave."""

    output: Tensor
    """Of the network."""
    value: Tensor | None
    """A copy of the layer's output, (1, C, H, W) or (1, F); None where no layer was asked for."""
    traced: TracedLayer | None
    """The layer with the way back to the picture; None unless gradients were asked for."""


def run_once(network: nn.Module, x: Tensor, layer: str | None = None, gradients: bool = False) -> OnePass:
    """Run ``network(x)`` to its end, and keep what ``layer`` answered on the way.

    Args:
        network: in evaluation mode.
        x: its input, (1, C, H, W), of its dtype and on its device.
        layer: a module path, see :mod:`explorer.visualize.methods.layers`.
        gradients: keep the layer's autograd graph too, for
            :func:`project_once`.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the layer gives no feature map, or does not depend on the picture.
    """
    if layer is None:
        with torch.inference_mode():
            return OnePass(call(network, x), None, None)
    watch = _Watch(network, layer, gradients)
    handle = watch.call.module.register_forward_hook(watch)
    try:
        if not gradients:
            with torch.inference_mode():
                output = call(network, x)
            return OnePass(output, watch.found(), None)
        with torch.inference_mode(False), torch.enable_grad():
            leaf = x.detach().clone().requires_grad_(True)
            with WatchInPlace():
                output = call(network, leaf)
            value = watch.found()
            return OnePass(output.detach(), value, TracedLayer(value, watch.edge, leaf, layer))
    finally:
        handle.remove()


class Overwritten(Exception):
    """The network has overwritten what the way back needs; a pass that ends at the layer comes before that."""


def project_once(seen: OnePass, channel: Channel = "max", unit: Unit = "max", rule: str = "deconv") -> Projection:
    """Project a channel of the layer that a pass has recorded; its graph is used up.

    Raises:
        Overwritten: the rest of the pass has spoilt the graph.
        UsageError: the channel, unit or rule does not exist.
    """
    assert seen.traced is not None
    try:
        return project_traced(seen.traced, channel, unit, rule)
    except RuntimeError as error:
        if says_overwritten(error):
            raise Overwritten from error
        raise


class _Watch:
    """The hook: takes the output of one call of one module, on one thread."""

    def __init__(self, network: nn.Module, layer: str, gradients: bool) -> None:
        self.call = find_layer(network, layer)
        self.edge: Any = None
        self._gradients = gradients
        self._thread = threading.get_ident()
        self._calls = 0
        self._value: Tensor | None = None

    def __call__(self, module: nn.Module, args: tuple[Any, ...], output: Any) -> Any:
        if threading.get_ident() != self._thread:
            return None
        self._calls += 1
        if self._calls != self.call.index + 1:
            return None
        tensor = first_tensor(output)
        if tensor is None or tensor.dim() < 2 or not tensor.is_floating_point():
            raise UsageError(f"layer {self.call.name!r} gives no feature map that could be shown")
        self._value = tensor.detach().clone()
        if not self._gradients:
            return None
        if not tensor.requires_grad:
            raise independent(self.call.name)
        self.edge = get_gradient_edge(tensor)
        # Until the caller's block ends: the rest of the pass needs no graph.
        torch.set_grad_enabled(False)
        return tensor.detach().clone() if output is tensor else None

    def found(self) -> Tensor:
        """Return what the layer answered."""
        if self._value is None:
            raise UnknownLayer(f"layer {self.call.name!r} is never called in this network's forward pass")
        return self._value

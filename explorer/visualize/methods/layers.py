"""Running a network up to one layer and taking that layer's output.

A layer is named by its module path, as in ``named_modules()`` and the layer
table; the empty path is the network itself. A module that is called several
times (a shared ReLU) stands for its first call; ``path#K`` names another one,
K being the table's ``call``, counted from 0. A container that is never called
itself (a ``ModuleList``) stands for the last call inside it.

Outputs are read as (N, C, H, W). That is wrong of the few layers that have their
channels last: the dense layers and norms inside of ConvNeXt's blocks.

One temporary forward hook sits on the layer while the call runs. It acts on
the calling thread alone, ends the forward pass as soon as the layer has
answered unless the rest is wanted too, and is gone when the call returns or
raises.
"""

import difflib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.graph import GradientEdge, get_gradient_edge

from explorer.errors import InputError, UnknownLayer, UsageError
from explorer.visualize.methods.calls import Reached, call, evaluating, first_tensor, last_call_within
from explorer.visualize.methods.in_place import WatchInPlace

Kept = TypeVar("Kept")
_DIGITS = 10
"""No network calls a module so often; Python refuses to read numbers of thousands of digits."""


@dataclass(frozen=True, slots=True)
class LayerCall:
    """One call of one module."""

    name: str
    """As the user wrote it."""
    module: nn.Module
    index: int
    """How many calls of the module come before this one."""


@dataclass(frozen=True, slots=True)
class TracedLayer:
    """What a layer answered, and the way back from it to the picture."""

    value: Tensor
    """A copy of the output, (1, C, H, W) or (1, F), without gradient history."""
    edge: GradientEdge
    """The output's place in the autograd graph of this call."""
    leaf: Tensor
    """The copy of the input that the graph begins at."""
    layer: str
    """As the user wrote it."""


def find_layer(network: nn.Module, layer: str) -> LayerCall:
    """Return the module call that ``layer`` names.

    Raises:
        UnknownLayer: no module has that path; the message names the nearest ones.
    """
    path, mark, count = layer.partition("#")
    if mark and not (count.isdecimal() and len(count) < _DIGITS):
        raise UnknownLayer(f"layer {layer!r}: after # comes the number of the call, counted from 0")
    try:
        module = network.get_submodule(path)
    except AttributeError:
        known = [name for name, _ in network.named_modules(remove_duplicate=False)]
        raise UnknownLayer(f"the network has no layer {path!r}; {_nearest(path, known)}") from None
    return LayerCall(layer, module, int(count) if mark else 0)


def _nearest(path: str, known: list[str]) -> str:
    near = difflib.get_close_matches(path, known, n=3)
    if not near:
        # A person who stops halfway down means something below the part that exists.
        parent = path.rpartition(".")[0]
        while parent and parent not in known:
            parent = parent.rpartition(".")[0]
        near = [name for name in known if name.rpartition(".")[0] == parent and name][:5]
    return f"did you mean {', '.join(near)}?" if near else "it has no named layers"


def input_tensor(network: nn.Module, x: Any) -> Tensor:
    """Return ``x`` as the network's input: (1, C, H, W), of the parameters' dtype and on their device.

    Args:
        x: (C, H, W) or (1, C, H, W), a tensor or an array.

    Raises:
        InputError: it has another rank, or more than one picture.
    """
    if isinstance(x, np.ndarray):
        # A copy: torch takes no array that is read-only, reversed or in another machine's byte order.
        x = np.array(x, dtype=x.dtype.newbyteorder("="), order="C")
    tensor = torch.as_tensor(x)
    if tensor.dim() == 3:
        tensor = tensor[None]
    if tensor.dim() != 4 or tensor.shape[0] != 1:
        shape = "×".join(map(str, tensor.shape))
        raise InputError(f"the input is {shape}; give one picture, (C, H, W) or (1, C, H, W)")
    weight = next((item for item in network.parameters() if item.is_floating_point()), None)
    if weight is not None:
        tensor = tensor.to(device=weight.device, dtype=weight.dtype)
    elif not tensor.is_floating_point():
        tensor = tensor.to(torch.get_default_dtype())
    return tensor


def independent(layer: str) -> UsageError:
    """The error of a layer that nothing of the picture reaches."""
    return UsageError(f"the output of layer {layer!r} does not depend on the picture")


def as_array(tensor: Tensor) -> np.ndarray:
    """Return the tensor as an array of its dtype; bfloat16, which numpy lacks, as float32."""
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.float()
    array: np.ndarray = tensor.detach().cpu().numpy()
    return array


def run_to_layer(network: nn.Module, x: Tensor, layer: str) -> Tensor:
    """Run ``network(x)`` as far as ``layer`` and return a copy of what the layer answers.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the layer gives no feature map, or a module on the way to it
            behaves as in training (batch statistics, dropout).
    """
    with torch.no_grad():
        return _run(network, x, layer, lambda output: output.detach().clone(), stop=True)[0]


def run_through_layer(network: nn.Module, x: Tensor, layer: str) -> tuple[Tensor, Any]:
    """Run all of ``network(x)``; return a copy of what ``layer`` answers on the way, and the network's output.

    Raises:
        UnknownLayer, UsageError: as :func:`run_to_layer`.
    """
    with torch.no_grad():
        return _run(network, x, layer, lambda output: output.detach().clone(), stop=False)


def run_to_end(network: nn.Module, x: Tensor) -> Any:
    """Run ``network(x)`` without recording gradients and return its output.

    Raises:
        UsageError: a module behaves as in training.
    """
    with torch.no_grad(), evaluating(network):
        return call(network, x)


def trace_to_layer(network: nn.Module, x: Tensor, layer: str) -> TracedLayer:
    """Run ``network(x)`` as far as ``layer``, recording the autograd graph.

    The gradient modes of the caller and of the parameters do not matter, and
    the parameters' ``grad`` and ``requires_grad`` stay as they are.

    Raises:
        UnknownLayer, UsageError: as :func:`run_to_layer`; also if the layer does
            not depend on the input, or the parameters are inference tensors.
    """
    return _trace(network, x, layer, stop=True)[0]


def trace_through_layer(network: nn.Module, x: Tensor, layer: str) -> tuple[TracedLayer, Any]:
    """Run all of ``network(x)``, recording the graph; return the layer on the way, and the network's output.

    Raises:
        UnknownLayer, UsageError: as :func:`trace_to_layer`.
    """
    return _trace(network, x, layer, stop=False)


def _trace(network: nn.Module, x: Tensor, layer: str, stop: bool) -> tuple[TracedLayer, Any]:
    with torch.inference_mode(False), torch.enable_grad():
        leaf = x.detach().clone().requires_grad_(True)

        def keep(output: Tensor) -> TracedLayer:
            if not output.requires_grad:
                raise independent(layer)
            # The copy is for the operators that follow and work in place.
            return TracedLayer(output.detach().clone(), get_gradient_edge(output), leaf, layer)

        try:
            with WatchInPlace():
                return _run(network, leaf, layer, keep, stop)
        except RuntimeError as error:
            if "nference tensors cannot" in str(error):
                message = "the network was made in inference mode and has no gradients; build it outside of that"
                raise UsageError(message) from error
            raise


def _run(network: nn.Module, x: Tensor, layer: str, keep: Callable[[Tensor], Kept], stop: bool) -> tuple[Kept, Any]:
    """What ``keep`` makes of the layer's output, and the network's output unless the pass stops at the layer."""
    meant = find_layer(network, layer)
    found: list[Kept] = []
    result = None
    with suppress(Reached), evaluating(network), _listening(meant, lambda output: found.append(keep(output)), stop):
        result = call(network, x)
    if found:
        return found[0], result
    inner = last_call_within(network, x, layer.partition("#")[0]) if meant.index == 0 else None
    if inner is None:
        raise UnknownLayer(f"layer {layer!r} is never called in this network's forward pass")
    return _run(network, x, inner, keep, stop)


@contextmanager
def _listening(meant: LayerCall, take: Callable[[Tensor], None], stop: bool) -> Iterator[None]:
    """Hand the output of one module call to ``take``, for the time of the block and on this thread."""
    thread = threading.get_ident()
    seen = 0

    def hook(module: nn.Module, args: tuple[Any, ...], output: Any) -> Any:
        nonlocal seen
        if threading.get_ident() != thread:
            return None
        seen += 1
        if seen != meant.index + 1:
            return None
        tensor = first_tensor(output)
        if tensor is None or tensor.dim() < 2 or not tensor.is_floating_point():
            raise UsageError(f"layer {meant.name!r} gives no feature map that could be shown")
        take(tensor)
        if stop:
            raise Reached
        # An operator that works in place on a view gives the viewed tensor another history, which passes by the view.
        return tensor.clone() if output is tensor and tensor._is_view() else None

    with meant.module.register_forward_hook(hook):
        yield

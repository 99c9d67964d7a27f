"""Running a network up to one layer and taking that layer's output.

A layer is named by its module path, as in ``named_modules()`` and the layer
table; the empty path is the network itself. A module that is called several
times (a shared ReLU) stands for its first call; ``path#K`` names another one,
K being the table's ``call``, counted from 0.

One temporary forward hook sits on the layer while the call runs. It acts on
the calling thread alone, ends the forward pass as soon as the layer has
answered, and is gone when the call returns or raises.
"""

import difflib
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.graph import GradientEdge, get_gradient_edge

from explorer.errors import InputError, UnknownLayer, UsageError


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


class _Reached(BaseException):
    """Ends a forward pass at the layer; a BaseException, so that no network's ``except Exception`` catches it."""


def find_layer(network: nn.Module, layer: str) -> LayerCall:
    """Return the module call that ``layer`` names.

    Raises:
        UnknownLayer: no module has that path; the message names the nearest ones.
    """
    path, mark, count = layer.partition("#")
    if mark and not count.isdecimal():
        raise UnknownLayer(f"layer {layer!r}: after # comes the number of the call, counted from 0")
    modules = dict(network.named_modules(remove_duplicate=False))
    if path not in modules:
        raise UnknownLayer(f"the network has no layer {path!r}; {_nearest(path, list(modules))}")
    return LayerCall(layer, modules[path], int(count) if mark else 0)


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


def run_to_layer(network: nn.Module, x: Tensor, layer: str) -> Tensor:
    """Run ``network(x)`` as far as ``layer`` and return a copy of what the layer answers.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the layer gives no feature map, or a module on the way to it
            behaves as in training (batch statistics, dropout).
    """
    with torch.no_grad():
        return _output_of(network, x, layer).detach().clone()


def trace_to_layer(network: nn.Module, x: Tensor, layer: str) -> TracedLayer:
    """Run ``network(x)`` as far as ``layer``, recording the autograd graph.

    The gradient modes of the caller and of the parameters do not matter, and
    the parameters' ``grad`` and ``requires_grad`` stay as they are.

    Raises:
        UnknownLayer, UsageError: as :func:`run_to_layer`; also if the layer does
            not depend on the input, or the parameters are inference tensors.
    """
    with torch.inference_mode(False), torch.enable_grad():
        leaf = x.detach().clone().requires_grad_(True)
        try:
            # A clone, so that a network whose first operator works in place may do so.
            output = _output_of(network, leaf.clone(), layer)
        except RuntimeError as error:
            if "nference tensors cannot" in str(error):
                message = "the network was made in inference mode and has no gradients; build it outside of that"
                raise UsageError(message) from error
            raise
        if not output.requires_grad:
            raise UsageError(f"the output of layer {layer!r} does not depend on the picture")
        return TracedLayer(output.detach().clone(), get_gradient_edge(output), leaf)


def _output_of(network: nn.Module, x: Tensor, layer: str) -> Tensor:
    call = find_layer(network, layer)
    found: list[Tensor] = []
    with suppress(_Reached), _hooked(network, call, found):
        network(x)
    if not found:
        raise UnknownLayer(f"layer {layer!r} is never called in this network's forward pass")
    return found[0]


@contextmanager
def _hooked(network: nn.Module, call: LayerCall, found: list[Tensor]) -> Iterator[None]:
    thread = threading.get_ident()
    seen = 0

    def take(module: nn.Module, args: tuple[Any, ...], output: Any) -> None:
        nonlocal seen
        if threading.get_ident() != thread:
            return
        if seen < call.index:
            seen += 1
            return
        tensor = _first_tensor(output)
        if tensor is None or tensor.dim() < 2 or not tensor.is_floating_point():
            raise UsageError(f"layer {call.name!r} gives no feature map that could be shown")
        found.append(tensor)
        raise _Reached

    def refuse(module: nn.Module, args: tuple[Any, ...]) -> None:
        if threading.get_ident() == thread:
            raise UsageError(f"the network is in training mode ({type(module).__name__}); call .eval() on it first")

    with ExitStack() as hooks:
        hooks.enter_context(call.module.register_forward_hook(take))
        # Their forward pass would draw random numbers, or change the running statistics.
        for module in network.modules():
            if module.training and _acts_in_training(module):
                hooks.enter_context(module.register_forward_pre_hook(refuse))
        yield


def _acts_in_training(module: nn.Module) -> bool:
    if isinstance(module, nn.modules.batchnorm._NormBase):
        return module.track_running_stats
    return isinstance(module, nn.modules.dropout._DropoutNd) or type(module).__name__ in {"StochasticDepth", "DropPath"}


def _first_tensor(output: Any) -> Tensor | None:
    """The first tensor of what a module returned: itself, or in a tuple, list or mapping."""
    if isinstance(output, Tensor):
        return output
    if isinstance(output, Mapping):
        output = tuple(output.values())
    if isinstance(output, (tuple, list)):
        return next((tensor for tensor in map(_first_tensor, output) if tensor is not None), None)
    return None

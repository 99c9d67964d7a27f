"""DeconvNet: what a unit of a layer answered to, projected back to the picture.

Zeiler & Fergus 2013 (arXiv:1311.2901), §2.1: keep one activation of a layer
with its value, set the others to zero, and go back to the pixels through
unpooling at the recorded switches, rectification and transposed filters. That
path is the backward pass of the same call with the rule of
:mod:`explorer.visualize.rules` at every activation function, so it works for
any network and needs no second one. Guided backpropagation and the plain
gradient differ in that rule alone.

Deviations: contrast normalisation is passed with its divisor constant (the
paper leaves it out), and the pictures' pixels are not rectified.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.graph import get_gradient_edge

from explorer.errors import UsageError
from explorer.visualize.layers import input_tensor, trace_to_layer
from explorer.visualize.rules import rewrite

Channel = int | Literal["max"]
Unit = tuple[int, ...] | Literal["max", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """One channel of a layer, projected to the input."""

    array: np.ndarray = field(repr=False)
    """(C, H, W) at the input's size, signed, not normalised."""
    activation: np.ndarray = field(repr=False)
    """The channel's map (H, W), or a scalar () of a layer without positions."""
    channel: int
    unit: tuple[int, ...] | None
    """(y, x) of the projected unit; None for the whole map, or a layer without positions."""
    value: float
    """The unit's activation; of a whole map its largest."""
    rule: str
    """``deconv``, ``guided`` or ``gradient``."""
    switches: int
    """Max-pools below the layer. With 0, a DeconvNet projection is the same for every picture, up to its scale."""
    rules_applied: dict[str, int]
    """How often each rule acted: ``activation``, ``gate``, ``statistics``."""
    unknown: tuple[str, ...]
    """Autograd nodes without a rule, for which the plain gradient stands."""


def deconv(module: nn.Module, x: Any, layer: str, channel: Channel = "max", unit: Unit = "max") -> np.ndarray:
    """Return the DeconvNet projection (C, H, W) of a channel, in the module's dtype; see :func:`project`."""
    return project(module, x, layer, channel, unit).array


def project(
    module: nn.Module,
    x: Any,
    layer: str,
    channel: Channel = "max",
    unit: Unit = "max",
    rule: str = "deconv",
) -> Projection:
    """Project a channel of a layer to the input.

    The seed is the layer's own output at the kept unit or units, sign and all,
    and zero elsewhere. The forward pass ends at the layer. Nothing of the
    module changes, not even for the time of the call.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        layer: a module path, see :mod:`explorer.visualize.layers`.
        channel: index on axis 1 of the layer's output, or ``max`` for the
            channel that holds the strongest unit.
        unit: (y, x), ``max`` for the channel's strongest (largest, not largest
            in size) unit, the first of several in reading order, or ``all``
            for the whole map. Without meaning for a layer (N, F).
        rule: ``deconv``, ``guided`` or ``gradient``.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the channel, unit or rule does not exist, or the module is in training mode.
        InputError: ``x`` is not one picture.
    """
    traced = trace_to_layer(module, input_tensor(module, x), layer)
    with torch.inference_mode(False), torch.no_grad():
        seed, index, place = _seed(traced.value, channel, unit)
        report = rewrite(traced.edge.node, get_gradient_edge(traced.leaf).node, rule)
        (gradient,) = torch.autograd.grad(traced.edge, traced.leaf, seed, allow_unused=True, materialize_grads=True)
        activation = traced.value[0, index]
        value = activation[place] if place is not None else activation.max()
    return Projection(
        array=_array(gradient[0]),
        activation=_array(activation),
        channel=index,
        unit=place,
        value=float(value),
        rule=rule,
        switches=report.switches,
        rules_applied=report.applied,
        unknown=report.unknown,
    )


def _seed(output: Tensor, channel: Channel, unit: Unit) -> tuple[Tensor, int, tuple[int, ...] | None]:
    """Return the seed (1, C, ...), the channel's index and the unit's place in its map."""
    index = _channel_index(output[0], channel)
    chosen = output[0, index]
    place = _unit_place(chosen, unit)
    seed = torch.zeros_like(output)
    where = (0, index) if place is None else (0, index, *place)
    seed[where] = output[where]
    return seed, index, place


def _channel_index(maps: Tensor, channel: Channel) -> int:
    count = maps.shape[0]
    if channel == "max":
        return int(maps.reshape(count, -1).amax(1).argmax())
    if channel not in range(count):
        raise UsageError(f"the layer has no channel {channel}; choose 0 to {count - 1}, or max")
    return int(channel)


def _unit_place(chosen: Tensor, unit: Unit) -> tuple[int, ...] | None:
    if chosen.dim() == 0 or unit == "all":
        return None
    if unit == "max":
        strongest = np.unravel_index(int(chosen.argmax()), tuple(chosen.shape))
        return tuple(int(position) for position in strongest)
    place = tuple(unit)
    if len(place) != chosen.dim() or not all(at in range(size) for at, size in zip(place, chosen.shape, strict=True)):
        written = ",".join(map(str, place))
        last = ",".join(str(size - 1) for size in chosen.shape)
        first = ",".join("0" for _ in chosen.shape)
        raise UsageError(f"the layer's map has no unit {written}; choose {first} to {last}, max or all")
    return tuple(int(position) for position in place)


def _array(tensor: Tensor) -> np.ndarray:
    """The tensor as an array of its dtype; bfloat16, which numpy lacks, as float32."""
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.float()
    array: np.ndarray = tensor.detach().cpu().numpy()
    return array

"""DeconvNet: what a unit of a layer answered to, projected back to the picture.

Zeiler & Fergus 2013 (arXiv:1311.2901), §2.1: keep one activation of a layer
with its value, set the others to zero, and go back to the pixels through
unpooling at the recorded switches, rectification and transposed filters. That
path is the backward pass of the same call with the rule of
:mod:`explorer.visualize.methods.rules` at every activation function, so it works for
any network and needs no second one. Guided backpropagation and the plain
gradient differ in that rule alone.

Deviations: contrast normalisation is passed with its divisor constant (the
paper leaves it out), and the pictures' pixels are not rectified.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.graph import Node, get_gradient_edge

from explorer.errors import UsageError
from explorer.visualize.methods.layers import TracedLayer, as_array, independent, input_tensor, trace_to_layer
from explorer.visualize.methods.rules import rewrite, topmost_activation

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
    """Max-pools below the layer. With 0 and neither gates nor statistics that count as constants, a DeconvNet
    projection is the same for every picture, up to its scale."""
    rules_applied: dict[str, int]
    """How often each rule acted: ``activation``, ``gate``, ``statistics``."""
    unknown: tuple[str, ...]
    """Autograd nodes without a rule, for which the plain gradient stands."""
    saturated: bool
    """The layer's own activation function is flat at the projected units (the top of a ReLU6, the foot of any), so
    that a guided projection or a gradient is zero everywhere: choose the layer before it, or ``deconv``."""
    nonfinite: int
    """Values of the map and the projection that are NaN or infinite."""


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
        layer: a module path, see :mod:`explorer.visualize.methods.layers`.
        channel: index on axis 1 of the layer's output, or ``max`` for the
            channel that holds the strongest unit.
        unit: (y, x), ``max`` for the channel's strongest (largest, not largest
            in size) unit, the first of several in reading order, or ``all``
            for the whole map. Without meaning for a layer (N, F).
        rule: ``deconv``, ``guided`` or ``gradient``.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the channel, unit or rule does not exist, the layer does not
            depend on the picture, the module is in training mode, or it overwrites
            what the way back needs.
        InputError: ``x`` is not one picture.
    """
    traced = trace_to_layer(module, input_tensor(module, x), layer)
    try:
        return project_traced(traced, channel, unit, rule)
    except RuntimeError as error:
        if says_overwritten(error):
            message = (
                f"an operator below layer {layer!r} overwrites in place what the way back needs; let it make a copy"
            )
            raise UsageError(message) from error
        raise


def says_overwritten(error: RuntimeError) -> bool:
    """Tell whether an error of torch is that of a graph whose values the network has overwritten."""
    return "modified by an inplace operation" in str(error)


def project_traced(
    traced: TracedLayer, channel: Channel = "max", unit: Unit = "max", rule: str = "deconv"
) -> Projection:
    """Project a channel of a layer that has run already; the graph of its call is used up.

    Raises:
        UsageError: the channel, unit or rule does not exist, or the layer does not depend on the picture.
    """
    with torch.inference_mode(False), torch.no_grad():
        seed, index, place = _seed(traced.value, channel, unit)
        report = rewrite(traced.edge.node, get_gradient_edge(traced.leaf).node, rule)
        passed = _gradients_below(topmost_activation(traced.edge.node))
        (gradient,) = torch.autograd.grad(traced.edge, traced.leaf, seed, allow_unused=True)
        if gradient is None:
            raise independent(traced.layer)
        activation = traced.value[0, index]
        value = activation[place] if place is not None else _numbers(activation).max()
        saturated = bool(passed) and not gradient.any() and bool(seed.any()) and not any(one.any() for one in passed)
        nonfinite = sum(int((~values.isfinite()).sum()) for values in (activation, gradient))
    return Projection(
        array=as_array(gradient[0]),
        activation=as_array(activation),
        channel=index,
        unit=place,
        value=float(value),
        rule=rule,
        switches=report.switches,
        rules_applied=report.applied,
        unknown=report.unknown,
        saturated=saturated,
        nonfinite=nonfinite,
    )


def _gradients_below(node: Node | None) -> list[Tensor]:
    """What a node is going to pass down, in a list that the backward pass fills."""
    passed: list[Tensor] = []
    if node is not None:
        node.register_hook(lambda below, above: passed.extend(one for one in below if one is not None))
    return passed


def _numbers(values: Tensor) -> Tensor:
    """The values with -∞ in the place of NaN, which is never the strongest."""
    return values.nan_to_num(nan=-torch.inf, posinf=torch.inf, neginf=-torch.inf)


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
    if _is_word(channel, "max"):
        # A channel with a NaN in it comes last, as in rank_channels.
        return int(_numbers(maps.reshape(count, -1).amax(1)).argmax())
    if channel not in range(count):
        raise UsageError(f"the layer has no channel {channel}; choose 0 to {count - 1}, or max")
    return int(channel)


def _is_word(value: Any, word: str) -> bool:
    return isinstance(value, str) and value == word  # an array is compared element by element


def _unit_place(chosen: Tensor, unit: Unit) -> tuple[int, ...] | None:
    if chosen.dim() == 0 or _is_word(unit, "all"):
        return None
    if _is_word(unit, "max"):
        strongest = np.unravel_index(int(_numbers(chosen).argmax()), tuple(chosen.shape))
        return tuple(int(position) for position in strongest)
    place: tuple[Any, ...] = tuple(unit) if isinstance(unit, Iterable) and not isinstance(unit, str) else (unit,)
    if len(place) != chosen.dim() or not all(at in range(size) for at, size in zip(place, chosen.shape, strict=True)):
        written = ",".join(map(str, place))
        last = ",".join(str(size - 1) for size in chosen.shape)
        first = ",".join("0" for _ in chosen.shape)
        raise UsageError(f"the layer's map has no unit {written}; choose {first} to {last}, max or all")
    return tuple(int(position) for position in place)

"""The effective receptive field: which input pixels a unit in fact depends on.

Luo, Li, Urtasun & Zemel, Understanding the Effective Receptive Field in Deep
Convolutional Neural Networks, NIPS 2016 (arXiv:1701.04128). The theoretical
field says which pixels *can* reach a unit. The effective one is the region
that has a non-negligible impact on it, impact being the partial derivative of
the unit with respect to the pixel (§2): one backward pass from a gradient of 1
at the unit and 0 everywhere else. The paper takes the centre of the output
plane, averages over runs with different random seeds, and counts as size the
square root of the number of pixels above 1 - 95.45 % of the centre's value
(§3.1; :attr:`EffectiveField.side`). In linear stacks of n equal layers it is
nearly Gaussian, with a width that grows like √n while the theoretical field
grows like n.

What is done here, where the paper leaves it open or does otherwise:
    channels of the unit    1 in all of them: the gradient of their sum, in which
                            channels of opposite sign may cancel; or one channel
    channels of the input   absolute values, summed
    runs                    the weights stay as they are loaded and the inputs
                            differ: standard normal ones, or pictures that are
                            given; the absolute gradients are averaged as they
                            are, so that an input which moves the unit more counts
                            for more; then they are scaled to sum 1
    size                    the extent that holds 95 % of the influence along each
                            axis (:meth:`EffectiveField.extent`), which needs no
                            Gaussian shape; the paper's own beside it
    the unit                any unit of any layer

A gate or a statistic over the whole map (squeeze-and-excitation, group
normalisation) carries influence to the unit from outside of its local path's
theoretical field; it is part of the result.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal

import torch
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.visualize.methods.influence import EffectiveField, describe, picture
from explorer.visualize.methods.layers import find_layer, independent, input_tensor, trace_to_layer

__all__ = ["EffectiveField", "describe", "effective_receptive_field", "picture"]

Place = Sequence[int] | Literal["centre"] | None


def effective_receptive_field(
    module: nn.Module,
    layer: str,
    *,
    input_shape: Sequence[int] | None = None,
    inputs: Any = None,
    unit: Place = "centre",
    channel: int | None = None,
    samples: int = 16,
    seed: int = 0,
    checkpoint: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> EffectiveField:
    """Measure how much each input pixel counts for one unit of a layer.

    The network is run in evaluation mode, one input at a time and as far as
    the layer; no gradient of a parameter is computed. When the call returns or
    raises, its modules are in their own modes again and nothing else of it has
    changed. While a network that trains is measured, no other thread may use
    it. The gradient modes of the caller and of the parameters do not matter.

    Args:
        module: a network with its weights, on any device.
        layer: a module path, see :mod:`explorer.visualize.methods.layers`. Its output is read as
            (N, C, H, W), which is wrong of a layer with channels last (inside ConvNeXt's blocks).
        input_shape: (C, H, W) of the random inputs.
        inputs: in their stead (N, C, H, W) or (C, H, W), prepared pictures, a tensor or an array.
        unit: (y, x) on the layer's map, or ``centre`` (also None): (H // 2, W // 2),
            of an even map the later one of the middle. A layer without a map,
            (N, F), has no other unit than that; all its features are summed.
        channel: index on axis 1 of the layer's output; by default the sum over all.
        samples: how many random inputs; without meaning for given ones. A larger number begins with the same ones.
        seed: of the random inputs, the same on every device.
        checkpoint: called before each sample; it raises :class:`Cancelled` to stop.
        progress: called after each sample with the number done and that of all.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: ``samples`` is below 1, the seed is negative, the channel does not
            exist, neither or both of ``input_shape`` and ``inputs`` are given, or the
            layer does not depend on the input.
        InputError: the unit lies outside of the map, the inputs cannot be used,
            or the gradient is not finite.
    """
    find_layer(module, layer)  # A wrong name should not wait for the first forward pass.
    pictures, count = _pictures(input_shape, inputs, samples, seed)
    total: Tensor | None = None
    place: tuple[int, int] | None = None
    with _evaluating(module):
        for done in range(1, count + 1):
            if checkpoint is not None:
                checkpoint()
            gradient, place = _influence(module, next(pictures), layer, unit, channel)
            total = gradient if total is None else total + gradient
            if progress is not None:
                progress(done, count)
    assert total is not None
    if not bool(total.isfinite().all()):
        raise InputError(f"the gradient of layer {layer!r} is not finite; look at the weights and the inputs")
    mass = total.sum()
    array = (total / mass if mass > 0 else total).float().numpy()
    array.flags.writeable = False
    return EffectiveField(array=array, layer=layer, unit=place, channel=channel, samples=count)


def _pictures(input_shape: Sequence[int] | None, inputs: Any, samples: int, seed: int) -> tuple[Iterator[Any], int]:
    """Return the inputs one by one, each (C, H, W), and how many there are."""
    if (input_shape is None) == (inputs is None):
        raise UsageError("give either input_shape, for random inputs, or the inputs themselves")
    if inputs is not None:
        if len(inputs.shape) not in (3, 4) or 0 in inputs.shape:
            shape = "×".join(map(str, inputs.shape))
            raise InputError(f"the inputs are {shape}; give pictures, (N, C, H, W) or (C, H, W)")
        several = inputs if len(inputs.shape) == 4 else inputs[None]
        return iter(several), len(several)
    assert input_shape is not None
    size = tuple(input_shape)
    if len(size) != 3 or min(size) < 1:
        raise InputError(f"an input of {'×'.join(map(str, size))} cannot be drawn; give (C, H, W)")
    if samples < 1:
        raise UsageError(f"{samples} samples make no field; ask for 1 or more")
    if not 0 <= seed < 2**63:
        raise UsageError(f"seed {seed}: it must be a whole number from 0 up, below 2^63")
    # On the CPU whatever the device: each has random numbers of its own.
    generator = torch.Generator().manual_seed(seed)
    return (torch.randn(size, generator=generator) for _ in range(samples)), samples


@contextmanager
def _evaluating(network: nn.Module) -> Iterator[None]:
    """Put the modules that train into evaluation mode for the time of the block."""
    # Flag by flag: a train() of the network's own may do more, and not take it back.
    training = [module for module in network.modules() if module.training]
    try:
        for module in training:
            module.training = False
        yield
    finally:
        for module in training:
            module.training = True


def _influence(
    network: nn.Module, x: Any, layer: str, unit: Place, channel: int | None
) -> tuple[Tensor, tuple[int, int] | None]:
    """Return the absolute gradient (H, W) of the unit, float64 on the CPU, and the unit's place."""
    traced = trace_to_layer(network, input_tensor(network, x), layer)
    with torch.inference_mode(False), torch.no_grad():
        place = _place(traced.value, layer, unit)
        count = traced.value.shape[1]
        if channel is not None and channel not in range(count):
            raise UsageError(f"the layer has no channel {channel}; choose 0 to {count - 1}, or none for their sum")
        ones = torch.zeros_like(traced.value)
        channels = slice(None) if channel is None else channel
        ones[(0, channels) if place is None else (0, channels, *place)] = 1
        (gradient,) = torch.autograd.grad(traced.edge, traced.leaf, ones, allow_unused=True)
        if gradient is None:
            raise independent(layer)
        # Moved first: not every accelerator has float64.
        return gradient[0].cpu().double().abs().sum(dim=0), place


def _place(output: Tensor, layer: str, unit: Place) -> tuple[int, int] | None:
    if output.dim() != 4:
        if unit is None or unit == "centre":
            return None
        shape = "×".join(map(str, output.shape[1:]))
        raise InputError(f"layer {layer!r} gives {shape}, without a map; its unit can only be the centre")
    height, width = output.shape[2:]
    if unit is None or unit == "centre":
        return height // 2, width // 2
    place = tuple(unit)
    if len(place) != 2 or place[0] not in range(height) or place[1] not in range(width):
        written = ", ".join(map(str, place))
        last = f"({height - 1}, {width - 1})"
        raise InputError(f"the map of layer {layer!r} has no unit ({written}); choose (0, 0) to {last}, or the centre")
    return int(place[0]), int(place[1])

"""What a layer answers to a picture, and which of its channels answer most."""

from typing import Any

import numpy as np
from torch import nn

from explorer.errors import UsageError
from explorer.visualize.methods.layers import as_array, input_tensor, run_to_layer

RANKINGS: tuple[str, ...] = ("max", "mean")


def activations(module: nn.Module, x: Any, layer: str) -> np.ndarray:
    """Return the layer's output without the batch axis: (C, H, W), or (F,) of a dense layer.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        layer: a module path, see :mod:`explorer.visualize.methods.layers`.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the module is in training mode.
        InputError: ``x`` is not one picture.
    """
    return as_array(run_to_layer(module, input_tensor(module, x), layer)[0])


def channel_strength(maps: np.ndarray, by: str = "max") -> np.ndarray:
    """Return the strength (C,) of each channel of (C, H, W) or (F,): its largest or its mean activation.

    Raises:
        UsageError: ``by`` is neither ``max`` nor ``mean``.
    """
    if by not in RANKINGS:
        raise UsageError(f"channels are ranked by {' or '.join(RANKINGS)}, not by {by!r}")
    flat = maps.reshape(len(maps), -1)
    strength: np.ndarray = flat.max(axis=1) if by == "max" else flat.mean(axis=1)
    return strength


def rank_channels(maps: np.ndarray, by: str = "max") -> np.ndarray:
    """Return all channel indices, the strongest first, equal ones in their order, undefined (NaN) ones last."""
    strength = channel_strength(maps, by)
    return np.argsort(np.where(np.isnan(strength), np.inf, -strength), kind="stable")


def dead_channels(maps: np.ndarray) -> np.ndarray:
    """Return (C,) bool: channels that are nowhere above zero on this picture.

    After a rectifier that is a channel which says nothing at all; before one,
    a channel that the rectifier will silence.
    """
    silent: np.ndarray = maps.reshape(len(maps), -1) <= 0
    return np.asarray(silent.all(axis=1))

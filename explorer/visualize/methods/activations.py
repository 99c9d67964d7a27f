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
    if maps.ndim == 1:
        return maps
    if by == "max" and maps.ndim == 3 and not maps.flags.c_contiguous:
        # The channels are innermost in memory: axis by axis numpy is four to ten times as fast as for both at once.
        rows: np.ndarray = maps.max(axis=1)
        return np.asarray(rows.max(axis=1))
    flat = maps.reshape(len(maps), -1)
    strength: np.ndarray = flat.max(axis=1) if by == "max" else flat.mean(axis=1)
    return strength


def rank_channels(maps: np.ndarray, by: str = "max") -> np.ndarray:
    """Return all channel indices, the strongest first, equal ones in their order, undefined (NaN) ones last."""
    # numpy sorts NaN to the end.
    return np.argsort(-channel_strength(maps, by), kind="stable")


def dead_channels(maps: np.ndarray) -> np.ndarray:
    """Return (C,) bool: channels that are nowhere above zero on this picture.

    After a rectifier that is a channel which says nothing at all; before one,
    a channel that the rectifier will silence.
    """
    silent: np.ndarray = maps <= 0
    return silent if maps.ndim == 1 else np.asarray(silent.reshape(len(maps), -1).all(axis=1))

"""Colour maps: from activations and projections to pixels (numpy only).

viridis for activations, inferno for overlays: tables of 256 colours under
``resources/colormaps``. Signed values have their own diverging map, white (on
dark: near black) at zero.
"""

from functools import cache

import numpy as np

from explorer.assets import resource_text

PERCENTILE = 99.5
"""Where a scale ends: one hot unit must not turn all others black."""

_DIVERGING_LIGHT = ("#2166AC", "#92C5DE", "#F7F7F7", "#F4A582", "#B2182B")
_DIVERGING_DARK = ("#2166AC", "#92C5DE", "#2B2F34", "#F4A582", "#B2182B")


@cache
def colour_table(name: str) -> np.ndarray:
    """Return the colours of ``viridis`` or ``inferno``: uint8 (256, 3), read-only."""
    rows = [line for line in resource_text("colormaps", f"{name}.csv").splitlines() if not line.startswith("#")]
    values = np.array([[float(value) for value in row.split(",")] for row in rows])
    return _frozen(np.rint(values * 255).astype(np.uint8))


@cache
def signed_table(dark: bool = False) -> np.ndarray:
    """Return the diverging colours, blue over the neutral middle to red: uint8 (255, 3), read-only.

    The length is odd, so that zero has a colour of its own.
    """
    stops = np.array([_from_hex(colour) for colour in (_DIVERGING_DARK if dark else _DIVERGING_LIGHT)], float)
    at = np.linspace(0, len(stops) - 1, 255)
    channels = [np.interp(at, np.arange(len(stops)), stops[:, channel]) for channel in range(3)]
    return _frozen(np.rint(np.stack(channels, axis=-1)).astype(np.uint8))


def scale_of(values: np.ndarray, percentile: float = PERCENTILE) -> float:
    """Return the percentile of the finite magnitudes in ``values``: 1 if that is 0, or nothing is finite.

    If so few values differ from zero that the percentile is 0 (the projection
    of a single early unit), the percentile of those few is taken.
    """
    magnitudes = np.abs(np.asarray(values, dtype=np.float32))
    finite = np.isfinite(magnitudes)
    flat = magnitudes.reshape(-1) if finite.all() else magnitudes[finite]
    if flat.size and (scale := float(_percentiles(flat[None], percentile)[0])) > 0:
        return scale
    some = flat[flat > 0]
    return float(_percentiles(some[None], percentile)[0]) if some.size else 1.0


def _percentiles(rows: np.ndarray, percentile: float) -> np.ndarray:
    """``np.percentile(rows, percentile, axis=1)`` of finite values (N, K), in a fifth of its time for small maps."""
    place = percentile / 100 * (rows.shape[1] - 1)
    at = int(place)
    share = place - at
    if at + 1 >= rows.shape[1]:
        return np.asarray(rows.max(axis=1))
    ordered = np.partition(rows, (at, at + 1), axis=1)
    lower, upper = ordered[:, at], ordered[:, at + 1]
    gap = upper - lower
    # As numpy does it, from the nearer of the two: the same number to the last bit.
    found: np.ndarray = upper - gap * (1 - share) if share >= 0.5 else lower + gap * share
    return found


def stretch(array: np.ndarray, percentile: float = PERCENTILE, scale: float | None = None) -> np.ndarray:
    """Return ``array`` / ``scale`` clipped to [0, 1], float32; what is negative or not a number becomes 0.

    Args:
        array: activations of any shape.
        percentile: of the positive part, where ``scale`` is not given.
        scale: the value that becomes 1, to hold it over several maps or frames.
    """
    positive = _positive(array)
    top = scale_of(positive, percentile) if scale is None else scale
    stretched: np.ndarray = np.clip(positive / np.float32(top), 0, 1)
    return stretched


def activation_rgba(activation: np.ndarray, scale: float | None = None) -> np.ndarray:
    """Return a map (H, W) in viridis, from 0 to its 99.5th percentile: uint8 (H, W, 4), opaque.

    Units that are not a number are transparent.
    """
    colours = colour_table("viridis")[_indices(stretch(activation, scale=scale))]
    alpha = np.where(np.isnan(activation), 0, 255).astype(np.uint8)
    return np.concatenate([colours, alpha[..., None]], axis=-1)


def activation_argb(maps: np.ndarray, scale: float | None = None) -> np.ndarray:
    """Return maps (N, H, W) in viridis as one number a pixel, as Qt wants them: uint32 (N, H, W), 0xAARRGGBB.

    The colours are those of :func:`activation_rgba` for each, several times faster where maps are many and small.

    Args:
        maps: activations; units that are not a number become transparent.
        scale: the value at the bright end; by default each map has its own.
    """
    positive = _positive(maps)
    tops = _scales_of(positive) if scale is None else np.float32(scale)
    pixels: np.ndarray = _argb_table("viridis")[_indices(np.clip(positive / tops, 0, 1))]
    pixels[np.isnan(maps)] = 0
    return pixels


def _scales_of(maps: np.ndarray) -> np.ndarray:
    """What :func:`scale_of` is for each of many maps (N, H, W) without negative values: float32 (N, 1, 1)."""
    flat = maps.reshape(len(maps), -1)
    if np.isfinite(flat).all():
        found = _percentiles(flat, PERCENTILE)
        for number in np.flatnonzero(found <= 0):
            found[number] = scale_of(flat[number])
    else:
        found = np.array([scale_of(one) for one in flat], np.float32)
    tops: np.ndarray = found[:, None, None]
    return tops


@cache
def _argb_table(name: str) -> np.ndarray:
    red, green, blue = colour_table(name).astype(np.uint32).T
    return _frozen(0xFF000000 | red << 16 | green << 8 | blue)


def overlay_rgba(
    activation: np.ndarray, opacity: float = 0.85, gamma: float = 1.0, scale: float | None = None
) -> np.ndarray:
    """Return a map (H, W) to be laid over its picture: inferno, uint8 (H, W, 4), alpha **premultiplied**.

    Alpha is value^gamma × opacity, so that the picture stays as it is where
    the channel is silent; premultiplied colours can be enlarged smoothly
    without dark rims (``QImage.Format_RGBA8888_Premultiplied``).
    """
    value = stretch(activation, scale=scale)
    alpha = value**gamma * opacity
    colours = colour_table("inferno")[_indices(value)] * alpha[..., None]
    rgba: np.ndarray = np.rint(np.concatenate([colours, alpha[..., None] * 255], axis=-1)).astype(np.uint8)
    return rgba


def projection_rgb(projection: np.ndarray, gamma: float = 1.0, scale: float | None = None) -> np.ndarray:
    """Return a projection (C, H, W) as a picture, uint8 (H, W, 3): grey is 0, each colour its own channel.

    Args:
        projection: of 3 channels, or of 1.
        gamma: below 1 (0.7) lifts faint parts.
        scale: the magnitude that reaches white or black; by default the 99.5th
            percentile over all channels together, so that hues are kept.
    """
    values = np.nan_to_num(np.asarray(projection, np.float32))
    top = scale_of(values) if scale is None else scale
    relative = np.clip(values / np.float32(top), -1, 1)
    shaped = np.sign(relative) * np.abs(relative) ** gamma
    pixels = np.rint(127.5 + 127.5 * shaped).astype(np.uint8).transpose(1, 2, 0)
    return np.ascontiguousarray(np.repeat(pixels, 3, axis=2) if pixels.shape[2] == 1 else pixels)


def signed_rgb(values: np.ndarray, dark: bool = False, scale: float | None = None) -> np.ndarray:
    """Return signed values (H, W) in the diverging map, symmetric about 0: uint8 (H, W, 3)."""
    finite = np.nan_to_num(np.asarray(values, np.float32))
    top = scale_of(finite) if scale is None else scale
    relative = np.clip(finite / np.float32(top), -1, 1)
    pixels: np.ndarray = signed_table(dark)[np.rint(127 + 127 * relative).astype(np.intp)]
    return pixels


def _positive(array: np.ndarray) -> np.ndarray:
    """``array``, float32, with 0 in place of what is negative or not a number."""
    # fmax takes the other value where one is not a number.
    positive: np.ndarray = np.fmax(np.asarray(array, np.float32), np.float32(0))
    return positive


def _indices(value: np.ndarray) -> np.ndarray:
    """Table rows of values in [0, 1]."""
    rows: np.ndarray = np.rint(value * 255).astype(np.intp)
    return rows


def _from_hex(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _frozen(table: np.ndarray) -> np.ndarray:
    table.flags.writeable = False
    return table

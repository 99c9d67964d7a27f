"""Maps and projections as Qt images; the colours themselves come from ``explorer.visualize.colormaps``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    import numpy as np

    from explorer.visualize.methods.influence import EffectiveField

GAMMA = 1.3
"""Alpha of an activation overlay is value ** GAMMA: strong places stand out, weak ones leave the picture alone."""
FAINT = 0.7
"""Gamma of projections: below 1 it lifts what is faint."""
TILE_CELLS = 72
"""More cells a side than a tile has pixels would cost time that nobody sees."""


def activation_overlay(values: np.ndarray, scale: float | None = None) -> QImage:
    """Return a channel's map (H, W) in inferno, transparent where it is zero, at full opacity."""
    from explorer.visualize.colormaps import overlay_rgba

    # Premultiplied colours scale without dark fringes.
    pixels = overlay_rgba(values, opacity=1.0, gamma=GAMMA, scale=scale)
    return _image(pixels, QImage.Format.Format_RGBA8888_Premultiplied)


def signed_overlay(values: np.ndarray, scale: float | None = None) -> QImage:
    """Return a signed map (H, W), red above zero and blue below, transparent at zero."""
    import numpy as np

    from explorer.visualize.colormaps import scale_of, signed_rgb

    top = scale_of(values) if scale is None else scale
    alpha = np.clip(np.abs(np.nan_to_num(values)) / np.float32(top), 0, 1) ** FAINT
    colours = signed_rgb(values, scale=top) * alpha[..., None]
    pixels = np.rint(np.concatenate([colours, alpha[..., None] * 255], axis=-1)).astype(np.uint8)
    return _image(pixels, QImage.Format.Format_RGBA8888_Premultiplied)


def projection_image(projection: np.ndarray, scale: float | None = None) -> QImage:
    """Return a projection (C, H, W) around grey."""
    from explorer.ui.live.pixels import image_of
    from explorer.visualize.colormaps import projection_rgb

    return image_of(projection_rgb(projection, gamma=FAINT, scale=scale))


def tile_image(values: np.ndarray, scale: float | None = None, cells: int = TILE_CELLS) -> QImage:
    """Return a channel's map (H, W) in viridis; units that are not a number are transparent.

    Args:
        values: the map.
        scale: the activation at the bright end; by default the map's own.
        cells: a map that has more a side is averaged.
    """
    from explorer.visualize.colormaps import activation_argb

    return _argb_image(activation_argb(_reduced(values, cells)[None], scale)[0])


def tile_images(maps: np.ndarray) -> list[QImage | None]:
    """Return :func:`tile_image` of each channel's map (N, H, W), None for those that are dead."""
    import numpy as np

    from explorer.visualize.colormaps import activation_argb

    pixels = activation_argb(_reduced(maps, TILE_CELLS))
    dead = np.all(maps <= 0, axis=(1, 2))
    return [None if silent else _argb_image(one) for one, silent in zip(pixels, dead, strict=True)]


def filter_images(kernels: np.ndarray, *, rgb: bool) -> list[QImage]:
    """Return the filters (N, C, kh, kw) as pictures, each stretched around zero by its own largest weight."""
    import numpy as np

    from explorer.ui.live.pixels import image_of
    from explorer.visualize.colormaps import projection_rgb, signed_rgb

    images = []
    for kernel in kernels:
        top = float(np.abs(np.nan_to_num(kernel)).max()) or 1.0
        images.append(image_of(projection_rgb(kernel, scale=top) if rgb else signed_rgb(kernel.sum(axis=0))))
    return images


def influence_image(found: EffectiveField) -> QImage:
    """Return an effective receptive field in inferno, transparent where a pixel does not count."""
    from explorer.visualize.colormaps import overlay_rgba

    # The square root, as elsewhere: influence falls off like a Gaussian.
    relative = (found.array / (found.array.max() or 1.0)) ** 0.5
    return _image(overlay_rgba(relative, opacity=1.0, scale=1.0), QImage.Format.Format_RGBA8888_Premultiplied)


def scale_top(values: np.ndarray, *, signed: bool = False) -> float:
    """Return the value at the hot end of a map's or a projection's colours."""
    from explorer.visualize.colormaps import scale_of

    return scale_of(values if signed else values.clip(min=0))


def is_dead(values: np.ndarray) -> bool:
    """Say whether a map is nowhere above zero; one with values that are not numbers is not dead but broken."""
    import numpy as np

    return bool(np.all(values <= 0))


def is_broken(values: np.ndarray) -> bool:
    """Say whether a map has values that are NaN or infinite."""
    import numpy as np

    return not bool(np.isfinite(values).all())


def which_broken(maps: np.ndarray) -> list[bool]:
    """Say of each map (N, H, W) what :func:`is_broken` says."""
    import numpy as np

    return [not fine for fine in np.isfinite(maps).all(axis=(1, 2)).tolist()]


def scale_colors(name: str = "inferno", steps: int = 32) -> tuple[QColor, ...]:
    """Return the colours of ``inferno``, ``viridis`` or ``signed`` from the low to the high end, for a colour bar."""
    from explorer.visualize.colormaps import colour_table, signed_table

    table = signed_table() if name == "signed" else colour_table(name)
    return tuple(QColor(*table[round(at * (len(table) - 1) / (steps - 1))].tolist()) for at in range(steps))


def _reduced(values: np.ndarray, cells: int) -> np.ndarray:
    """Average maps (…, H, W) by a whole factor where a tile has no pixel for each of its cells."""
    *many, height, width = values.shape
    factor = -(-max(height, width) // cells)
    rows, columns = height // factor, width // factor
    if factor == 1 or not rows or not columns:
        return values
    blocks = values[..., : rows * factor, : columns * factor].reshape(*many, rows, factor, columns, factor)
    averaged: np.ndarray = blocks.mean(axis=(-3, -1))
    return averaged


def _argb_image(pixels: np.ndarray) -> QImage:
    height, width = pixels.shape
    # A copy, so that the image outlives the array.
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _image(pixels: np.ndarray, form: QImage.Format) -> QImage:
    import numpy as np

    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    # convertToFormat copies, so that the image outlives the array.
    return QImage(rows.data, width, height, 4 * width, form).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

"""Maps and projections as Qt images; the colours themselves come from ``explorer.visualize.colormaps``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np

GAMMA = 1.3
"""Alpha of an activation overlay is value ** GAMMA: strong places stand out, weak ones leave the picture alone."""


FAINT = 0.7
"""Gamma of projections: below 1 it lifts what is faint."""
TILE_CELLS = 72
"""More cells a side than a tile has pixels would cost time that nobody sees."""


def activation_overlay(values: np.ndarray) -> QImage:
    """Return a channel's map (H, W) in inferno, transparent where it is zero, at full opacity."""
    from explorer.visualize.colormaps import overlay_rgba

    # Premultiplied colours scale without dark fringes.
    return _image(overlay_rgba(values, opacity=1.0, gamma=GAMMA), QImage.Format.Format_RGBA8888_Premultiplied)


def projection_image(projection: np.ndarray) -> QImage:
    """Return a projection (C, H, W) around grey."""
    from explorer.ui.live.source import image_of
    from explorer.visualize.colormaps import projection_rgb

    return image_of(projection_rgb(projection, gamma=FAINT))


def tile_image(values: np.ndarray) -> QImage:
    """Return a channel's map (H, W) in viridis; units that are not a number are transparent."""
    from explorer.visualize.colormaps import activation_rgba

    return _image(activation_rgba(_reduced(values)), QImage.Format.Format_RGBA8888)


def scale_top(values: np.ndarray) -> float:
    """Return the activation at the hot end of a map's colours."""
    from explorer.visualize.colormaps import scale_of

    return scale_of(values.clip(min=0))


def is_dead(values: np.ndarray) -> bool:
    """Say whether a map is nowhere above zero; one with values that are not numbers is not dead but broken."""
    import numpy as np

    return bool(np.all(values <= 0))


def scale_colors(steps: int = 32) -> list[tuple[int, int, int]]:
    """Return the overlay's colours from 0 to the hot end, for the colour bar."""
    from explorer.visualize.colormaps import colour_table

    table = colour_table("inferno")
    return [(int(red), int(green), int(blue)) for red, green, blue in table[:: 256 // steps]]


def _reduced(values: np.ndarray) -> np.ndarray:
    """Average a map by a whole factor where a tile has no pixel for each of its cells."""
    height, width = values.shape
    factor = -(-max(height, width) // TILE_CELLS)
    rows, columns = height // factor, width // factor
    if factor == 1 or not rows or not columns:
        return values
    blocks = values[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    averaged: np.ndarray = blocks.mean(axis=(1, 3))
    return averaged


def _image(pixels: np.ndarray, form: QImage.Format) -> QImage:
    import numpy as np

    rows = np.ascontiguousarray(pixels)
    height, width = rows.shape[:2]
    # convertToFormat copies, so that the image outlives the array.
    return QImage(rows.data, width, height, 4 * width, form).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)

"""Writing arrays as files: ``.npy`` as they are, ``.png`` to be looked at (no torch)."""

import os
from typing import BinaryIO

import numpy as np
from PIL import Image

from explorer.files import write_whole
from explorer.visualize.colormaps import activation_rgba, overlay_rgba, projection_rgb, scale_of, signed_rgb, stretch

_LONGEST_WALL_SIDE = 4096
_GAP = 1


def save_array(array: np.ndarray, target: str | os.PathLike[str]) -> None:
    """Write ``array`` as ``.npy``, float32, whole or not at all.

    Raises:
        OutputError: it cannot be written there.
    """

    def write(file: BinaryIO) -> None:
        np.save(file, np.ascontiguousarray(array, dtype=np.float32), allow_pickle=False)

    write_whole(target, write)


def save_picture(pixels: np.ndarray, target: str | os.PathLike[str]) -> None:
    """Write uint8 pixels (H, W), (H, W, 3) or (H, W, 4) as PNG, whole or not at all.

    Raises:
        OutputError: it cannot be written there.
    """
    image = Image.fromarray(pixels)
    write_whole(target, lambda file: image.save(file, format="PNG"))


def overlaid(photo: np.ndarray, values: np.ndarray, signed: bool = False) -> np.ndarray:
    """Return a photo, drained of most of its colour, under a map that is laid evenly over it: uint8 (H, W, 3).

    The map covers the photo as much as it is strong, so that the photo stays
    visible where it says nothing.

    Args:
        photo: uint8 (H, W, 3).
        values: (h, w).
        signed: blue below 0 and red above, else inferno from 0 up.
    """
    height, width = photo.shape[:2]
    finite = np.nan_to_num(np.asarray(values, np.float32))
    scale = scale_of(finite)
    smooth = Image.fromarray(finite).resize((width, height), Image.Resampling.BILINEAR)
    enlarged = np.asarray(smooth)
    grey = photo.mean(axis=2, keepdims=True)
    base = 0.75 * grey + 0.25 * photo
    if signed:
        alpha = 0.85 * stretch(np.abs(enlarged), scale=scale)[..., None]
        blended = alpha * signed_rgb(enlarged, scale=scale) + (1 - alpha) * base
    else:
        overlay = overlay_rgba(enlarged, scale=scale).astype(np.float32)
        blended = overlay[..., :3] + (1 - overlay[..., 3:] / 255) * base
    pixels: np.ndarray = np.rint(np.clip(blended, 0, 255)).astype(np.uint8)
    return pixels


def filter_wall(kernels: np.ndarray, rgb: bool) -> np.ndarray:
    """Return filters (N, C, kh, kw) as one picture: uint8 (rows, columns, 3), grey is 0.

    All have one scale, so that weak filters look weak. Filters over red,
    green and blue are coloured; of others every plane is a tile of its own.
    """
    height, width = kernels.shape[2:]
    tiles = kernels if rgb else kernels.reshape(-1, 1, height, width)
    scale = scale_of(kernels, 100)
    columns = max(1, round(np.sqrt(len(tiles) * height / width)))
    rows = -(-len(tiles) // columns)
    factor = max(1, 48 // max(height, width))
    tall, broad = height * factor + 2 * _GAP, width * factor + 2 * _GAP
    wall = np.full((rows * tall, columns * broad, 3), 255, np.uint8)
    for position, tile in enumerate(tiles):
        top, left = position // columns * tall + _GAP, position % columns * broad + _GAP
        enlarged = projection_rgb(tile, scale=scale).repeat(factor, axis=0).repeat(factor, axis=1)
        wall[top : top + height * factor, left : left + width * factor] = enlarged
    return wall


def activation_wall(maps: np.ndarray, order: np.ndarray | None = None) -> np.ndarray:
    """Return all maps of (C, H, W), or all values of (F,), as one picture: uint8 (rows, columns, 4), viridis.

    Tiles run from left to right in rows, in the given order or the channels'
    own, on one scale, enlarged by a whole factor up to 32 pixels a side; the
    gaps between them are transparent.
    """
    tiles = maps.reshape(len(maps), 1, 1) if maps.ndim == 1 else maps
    if order is not None:
        tiles = tiles[order]
    count, height, width = tiles.shape
    scale = scale_of(np.clip(np.nan_to_num(tiles), 0, None))
    columns = max(1, round(np.sqrt(count * height / width)))
    rows = -(-count // columns)
    factor = max(1, 32 // max(height, width))
    while factor > 1 and max(rows * height, columns * width) * factor > _LONGEST_WALL_SIDE:
        factor -= 1
    tall, broad = height * factor, width * factor
    wall = np.zeros((rows * (tall + _GAP) - _GAP, columns * (broad + _GAP) - _GAP, 4), np.uint8)
    for position, tile in enumerate(tiles):
        top, left = position // columns * (tall + _GAP), position % columns * (broad + _GAP)
        enlarged = activation_rgba(tile, scale).repeat(factor, axis=0).repeat(factor, axis=1)
        wall[top : top + tall, left : left + broad] = enlarged
    return wall

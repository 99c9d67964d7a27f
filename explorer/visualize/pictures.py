"""Writing arrays as files: ``.npy`` as they are, ``.png`` to be looked at (no torch)."""

import os
from typing import BinaryIO

import numpy as np
from PIL import Image

from explorer.files import write_whole
from explorer.visualize.colormaps import activation_rgba, scale_of

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

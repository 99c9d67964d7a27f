"""From a picture to a network's input, exactly as its weights were evaluated.

The steps are those of torchvision's classification presets on PIL images:
resize the shorter side (antialiased), keep the centre square, scale to [0, 1],
normalise each channel. Pixel values agree with theirs to the last bit.

Frames of a moving source may be resized by torch instead, several times faster
on CPUs with vector units (measured for 640 × 480 pixels to 341 × 256, bicubic:
0.35 instead of 3.0 ms). Its fixed-point arithmetic rounds otherwise here and
there: in three photos, less than 1 % of the values differ, each by one of 255
levels. Bilinear values never differ by more. Bicubic ones do where black meets
white from pixel to pixel: by a few levels in one of a thousand small crops of
photos, by up to 22 in noise.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from explorer.errors import InputError
from explorer.models.registry import Preprocessing

_FILTERS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "bicubic": Image.Resampling.BICUBIC,
    "lanczos": Image.Resampling.LANCZOS,
}
_IN_TORCH = {
    "bilinear": torch.ops.aten._upsample_bilinear2d_aa.default,
    "bicubic": torch.ops.aten._upsample_bicubic2d_aa.default,
}
"""Filters of which torch has the antialiased form that Pillow uses: what ``functional.interpolate`` calls for them."""
_REACH = 2
"""Pixels to each side of its place that the wider of them looks at; in the picture's, where that is made smaller."""
_LONGEST_RATIO = 16
"""A longer strip loses its ends before it is resized: a 1 × 100,000 picture would grow beyond all memory."""


@dataclass(frozen=True, slots=True)
class CropGeometry:
    """The rectangle of the picture that a network sees, in the picture's pixels."""

    left: float
    top: float
    width: float
    height: float


def preprocess(
    pixels: np.ndarray, record: Preprocessing, channels: int = 3, *, exact: bool = True
) -> tuple[Tensor, CropGeometry]:
    """Return the input (1, C, crop, crop), float32 on the CPU, and the part of the picture in it.

    Args:
        pixels: RGB, uint8, (H, W, 3).
        record: how the weights want it. A ``crop`` beyond the resized picture
            is filled up with black, as torchvision does.
        channels: of the network: 3, or 1 for grey (ITU-R 601 luma).
        exact: False for speed: some values are one of 255 levels off, see above, and in memory the channels are
            innermost, as in the picture (torch's ``channels_last``).

    Raises:
        InputError: ``pixels`` is no such array, or the network takes neither 1 nor 3 channels.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        shape = "×".join(map(str, pixels.shape))
        raise InputError(f"a picture is a uint8 array (height, width, 3), not {pixels.dtype} {shape}")
    if channels not in (1, 3):
        raise InputError(f"the network takes {channels} channels, a picture has 3; give a float32 (C, H, W) array")
    kept, offset_x, offset_y = _without_far_ends(pixels)
    size = kept.shape[1], kept.shape[0]
    resized = _resized_size(size, record.resize)
    left, top = (_crop_start(side, record.crop) for side in resized)
    if exact or record.interpolation not in _IN_TORCH or record.crop > record.resize:
        seen = _cropped_by_pillow(kept, record, resized, left, top)
    else:
        seen = _cropped_by_torch(kept, record, resized, left, top)
    if channels == 1:
        grey = Image.fromarray(seen.contiguous().numpy()).convert("L")
        seen = torch.from_numpy(np.array(grey))[:, :, None]
    geometry = _geometry(size, resized, (left, top), record.crop)
    geometry = CropGeometry(geometry.left + offset_x, geometry.top + offset_y, geometry.width, geometry.height)
    tensor = _normalised(seen, record)
    return (tensor.contiguous() if exact else tensor), geometry


def _cropped_by_pillow(pixels: np.ndarray, record: Preprocessing, size: tuple[int, int], left: int, top: int) -> Tensor:
    """The resized picture's part that the network sees, uint8 (crop, crop, 3)."""
    resized = Image.fromarray(pixels).resize(size, _FILTERS[record.interpolation])
    cropped = resized.crop((left, top, left + record.crop, top + record.crop))
    return torch.from_numpy(np.array(cropped))


def _cropped_by_torch(pixels: np.ndarray, record: Preprocessing, size: tuple[int, int], left: int, top: int) -> Tensor:
    """The same but for rounding; the crop must lie within the resized picture."""
    # torch refuses arrays that it could not write to, though it only reads here. With the batch axis put before the
    # others are turned it sees that the channels are innermost, and does not take the pixels apart first.
    picture = torch.from_numpy(np.require(pixels, requirements=["C", "W"]))[None].permute(0, 3, 1, 2)
    rows, height, across_rows = _part(pixels.shape[0], size[1], top + record.crop)
    _, width, across_columns = _part(pixels.shape[1], size[0], left + record.crop)
    resize = _IN_TORCH[record.interpolation]
    # Only rows are left out of the picture: without some columns, it would no longer lie in one piece.
    resized: Tensor = resize(picture[:, :, :rows], [height, width], False, across_rows, across_columns)
    return resized[0, :, top : top + record.crop, left : left + record.crop].permute(1, 2, 0)


@lru_cache(maxsize=16)
def _part(side: int, resized: int, end: int) -> tuple[int, int, float | None]:
    """How to resize a side only as far as the crop's end: pixels to read, pixels to make, and the scale for torch.

    torch steps by ``1 / scale`` where it is given one, else by the quotient of the sides that it sees. Where no scale
    gives the whole sides' quotient to the last bit, all is resized: the crop's values must not change. So it is where
    as many pixels would be made as there are, which torch takes for nothing to do.
    """
    step = side / resized
    nearest = resized / side
    for scale in (nearest, math.nextafter(nearest, 0), math.nextafter(nearest, math.inf)):
        read = min(side, math.ceil(end * step + _REACH * max(step, 1)) + 1)
        if 1 / scale == step and end not in (read, side):
            return read, end, scale
    return side, resized, None


def _normalised(pixels: Tensor, record: Preprocessing) -> Tensor:
    """(1, C, H, W) of uint8 pixels (H, W, C)."""
    height, width, channels = pixels.shape
    # Row by row: each step is one long loop, where three channels innermost would be a short one for each pixel.
    mean, std = (_along_a_row(values, channels, width) for values in (record.mean, record.std))
    rows = pixels.flatten(1).to(torch.float32).div_(255).sub_(mean).div_(std)
    if channels == 1:
        # Both layouts are the same here, but torch goes by the strides, and would take this for the other one.
        return rows.view(1, 1, height, width)
    return rows.view(1, height, width, channels).permute(0, 3, 1, 2)


def flat_colour(level: float, record: Preprocessing, channels: int) -> Tensor:
    """Return what an even grey, from 0 (black) to 1 (white), becomes as input: float32 (C, 1, 1)."""
    mean, std = (_per_channel(values, channels) for values in (record.mean, record.std))
    return (level - mean) / std


def _per_channel(values: tuple[float, ...], channels: int) -> Tensor:
    """(C, 1, 1); for a grey network with a colour record the mean over the colours."""
    if len(values) != channels:
        values = (sum(values) / len(values),) * channels
    return torch.tensor(values, dtype=torch.float32).reshape(channels, 1, 1)


@lru_cache(maxsize=16)
def _along_a_row(values: tuple[float, ...], channels: int, width: int) -> Tensor:
    """(width · C,): what :func:`_per_channel` gives, for each pixel of a row."""
    return _per_channel(values, channels).flatten().repeat(width)


def _resized_size(size: tuple[int, int], shorter: int) -> tuple[int, int]:
    width, height = size
    if width <= height:
        return shorter, int(shorter * height / width)
    return int(shorter * width / height), shorter


def _crop_start(size: int, crop: int) -> int:
    if size < crop:
        return -((crop - size) // 2)
    return round((size - crop) / 2.0)


def _without_far_ends(pixels: np.ndarray) -> tuple[np.ndarray, int, int]:
    height, width = pixels.shape[:2]
    kept_width = min(width, height * _LONGEST_RATIO)
    kept_height = min(height, width * _LONGEST_RATIO)
    if (kept_width, kept_height) == (width, height):
        return pixels, 0, 0
    left, top = (width - kept_width) // 2, (height - kept_height) // 2
    return pixels[top : top + kept_height, left : left + kept_width], left, top


def _geometry(picture: tuple[int, int], resized: tuple[int, int], start: tuple[int, int], crop: int) -> CropGeometry:
    scale_x, scale_y = picture[0] / resized[0], picture[1] / resized[1]
    return CropGeometry(start[0] * scale_x, start[1] * scale_y, crop * scale_x, crop * scale_y)

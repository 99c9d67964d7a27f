"""From a picture to a network's input, exactly as its weights were evaluated.

The steps are those of torchvision's classification presets on PIL images:
resize the shorter side (antialiased), keep the centre square, scale to [0, 1],
normalise each channel. Pixel values agree with theirs to the last bit.
"""

from dataclasses import dataclass

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
_LONGEST_RATIO = 16
"""A longer strip loses its ends before it is resized: a 1 × 100,000 picture would grow beyond all memory."""


@dataclass(frozen=True, slots=True)
class CropGeometry:
    """The rectangle of the picture that a network sees, in the picture's pixels."""

    left: float
    top: float
    width: float
    height: float


def preprocess(pixels: np.ndarray, record: Preprocessing, channels: int = 3) -> tuple[Tensor, CropGeometry]:
    """Return the input (1, C, crop, crop), float32 on the CPU, and the part of the picture in it.

    Args:
        pixels: RGB, uint8, (H, W, 3).
        record: how the weights want it. A ``crop`` beyond the resized picture
            is filled up with black, as torchvision does.
        channels: of the network: 3, or 1 for grey (ITU-R 601 luma).

    Raises:
        InputError: ``pixels`` is no such array, or the network takes neither 1 nor 3 channels.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or 0 in pixels.shape:
        shape = "×".join(map(str, pixels.shape))
        raise InputError(f"a picture is a uint8 array (height, width, 3), not {pixels.dtype} {shape}")
    if channels not in (1, 3):
        raise InputError(f"the network takes {channels} channels, a picture has 3; give a float32 (C, H, W) array")
    image, offset_x, offset_y = _without_far_ends(Image.fromarray(pixels))
    resized = image.resize(_resized_size(image.size, record.resize), _FILTERS[record.interpolation])
    left, top = (_crop_start(size, record.crop) for size in resized.size)
    cropped = resized.crop((left, top, left + record.crop, top + record.crop))
    if channels == 1:
        cropped = cropped.convert("L")
    geometry = _geometry(image.size, resized.size, (left, top), record.crop)
    geometry = CropGeometry(geometry.left + offset_x, geometry.top + offset_y, geometry.width, geometry.height)
    return _normalised(np.array(cropped), record, channels), geometry


def _normalised(pixels: np.ndarray, record: Preprocessing, channels: int) -> Tensor:
    planes = torch.from_numpy(pixels.reshape(*pixels.shape[:2], channels)).permute(2, 0, 1).contiguous()
    mean, std = (_per_channel(values, channels) for values in (record.mean, record.std))
    return (planes.to(torch.float32) / 255).sub_(mean).div_(std)[None]


def _per_channel(values: tuple[float, ...], channels: int) -> Tensor:
    """(C, 1, 1); for a grey network with a colour record the mean over the colours."""
    if len(values) != channels:
        values = (sum(values) / len(values),) * channels
    return torch.tensor(values, dtype=torch.float32).reshape(channels, 1, 1)


def _resized_size(size: tuple[int, int], shorter: int) -> tuple[int, int]:
    width, height = size
    if width <= height:
        return shorter, int(shorter * height / width)
    return int(shorter * width / height), shorter


def _crop_start(size: int, crop: int) -> int:
    if size < crop:
        return -((crop - size) // 2)
    return round((size - crop) / 2.0)


def _without_far_ends(image: Image.Image) -> tuple[Image.Image, int, int]:
    width, height = image.size
    kept_width = min(width, height * _LONGEST_RATIO)
    kept_height = min(height, width * _LONGEST_RATIO)
    if (kept_width, kept_height) == (width, height):
        return image, 0, 0
    left, top = (width - kept_width) // 2, (height - kept_height) // 2
    return image.crop((left, top, left + kept_width, top + kept_height)), left, top


def _geometry(picture: tuple[int, int], resized: tuple[int, int], start: tuple[int, int], crop: int) -> CropGeometry:
    scale_x, scale_y = picture[0] / resized[0], picture[1] / resized[1]
    return CropGeometry(start[0] * scale_x, start[1] * scale_y, crop * scale_x, crop * scale_y)

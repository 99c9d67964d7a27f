"""The input equals that of torchvision's evaluation presets, and the geometry finds it in the picture."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from skimage import data
from torchvision import models
from torchvision.transforms import InterpolationMode
from torchvision.transforms._presets import ImageClassification
from torchvision.transforms.functional import center_crop

from explorer.errors import InputError
from explorer.inference.preprocessing import CropGeometry, preprocess
from explorer.models.registry import Preprocessing

PRESETS = {
    "resnet50 V1": models.ResNet50_Weights.IMAGENET1K_V1,
    "resnet50 V2": models.ResNet50_Weights.IMAGENET1K_V2,
    "efficientnet_b0": models.EfficientNet_B0_Weights.IMAGENET1K_V1,
}


def record_of(transform: ImageClassification) -> Preprocessing:
    return Preprocessing(
        resize=transform.resize_size[0],
        crop=transform.crop_size[0],
        interpolation=transform.interpolation.value,
        mean=tuple(transform.mean),
        std=tuple(transform.std),
    )


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("picture", ["chelsea", "astronaut", "rocket"])
def test_equals_torchvision(name, picture):
    pixels = getattr(data, picture)()
    transform = PRESETS[name].transforms()
    tensor, _ = preprocess(pixels, record_of(transform))
    assert tensor.dtype == torch.float32
    assert torch.equal(tensor[0], transform(Image.fromarray(pixels)))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(1, 40),
    st.integers(1, 60),
    st.sampled_from([1, 3]),
    st.sampled_from(["bilinear", "nearest", "lanczos"]),
)
def test_frames_are_off_by_a_level_at_most(height, width, resize, crop, channels, interpolation):
    pixels = np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)
    pixels.flags.writeable = False
    record = Preprocessing(resize=resize, crop=crop, interpolation=interpolation, mean=(0, 0, 0), std=(1, 1, 1))
    exact, seen = preprocess(pixels, record, channels)
    fast, same = preprocess(pixels, record, channels, exact=False)
    assert same == seen
    assert fast.shape == exact.shape
    assert float((fast - exact).abs().max()) < 1.01 / 255


@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic"])
@pytest.mark.parametrize("picture", ["chelsea", "coffee", "rocket"])
def test_frames_hardly_differ_from_pictures(picture, interpolation):
    pixels = getattr(data, picture)()
    record = Preprocessing(resize=256, crop=224, interpolation=interpolation, mean=(0, 0, 0), std=(1, 1, 1))
    exact, fast = (preprocess(pixels, record, exact=exact)[0] for exact in (True, False))
    assert float((fast != exact).float().mean()) < 0.01
    assert float((fast - exact).abs().max()) < 1.01 / 255


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 90),
    st.integers(1, 90),
    st.integers(1, 40),
    st.integers(1, 60),
    st.sampled_from(["bilinear", "bicubic", "nearest", "lanczos"]),
)
def test_equals_torchvision_at_any_size(height, width, resize, crop, interpolation):
    if max(height, width) > 16 * min(height, width):
        width = height
    pixels = np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)
    transform = ImageClassification(crop_size=crop, resize_size=resize, interpolation=InterpolationMode(interpolation))
    tensor, _ = preprocess(pixels, record_of(transform))
    assert tensor.shape == (1, 3, crop, crop)
    assert torch.equal(tensor[0], transform(Image.fromarray(pixels)))


@settings(max_examples=120, deadline=None)
@given(
    st.integers(1, 130),
    st.integers(1, 130),
    st.integers(1, 64),
    st.integers(1, 80),
    st.sampled_from([1, 3]),
    st.sampled_from(["bilinear", "bicubic", "nearest"]),
    st.booleans(),
    st.sampled_from(["ours", "read-only", "strided"]),
)
def test_every_bit_is_that_of_the_plain_formula(height, width, resize, crop, channels, interpolation, exact, memory):
    if max(height, width) > 16 * min(height, width):
        width = height
    pixels = np.random.default_rng(height).integers(0, 256, (height, width, 3), dtype=np.uint8)
    if memory == "read-only":
        pixels.flags.writeable = False
    if memory == "strided":
        pixels = np.repeat(pixels, 2, axis=1)[:, ::2]
    record = Preprocessing(resize=resize, crop=crop, interpolation=interpolation)
    tensor, _ = preprocess(pixels, record, channels, exact=exact)
    assert torch.equal(tensor, plainly(pixels, record, channels, exact))
    # Grey inputs lie as torch makes them: it tells layouts by the strides, even where there is but one channel.
    layout = torch.channels_last if channels == 3 and not exact else torch.contiguous_format
    assert crop == 1 or tensor.stride() == torch.empty(tensor.shape, memory_format=layout).stride()


@pytest.mark.parametrize("size", [(480, 640), (720, 1280), (360, 640), (640, 480), (300, 300), (200, 3000)])
@pytest.mark.parametrize("resize", [224, 232, 256])
@pytest.mark.parametrize("interpolation", ["bilinear", "bicubic"])
def test_frames_of_cameras_are_resized_to_the_last_bit_as_torch_does(size, resize, interpolation):
    pixels = np.random.default_rng(resize).integers(0, 256, (*size, 3), dtype=np.uint8)
    record = Preprocessing(resize=resize, crop=224, interpolation=interpolation)
    tensor, _ = preprocess(pixels, record, exact=False)
    assert torch.equal(tensor, plainly(pixels, record, 3, exact=False))


def plainly(pixels: np.ndarray, record: Preprocessing, channels: int, exact: bool) -> torch.Tensor:
    """The same input, made of whole pictures plane by plane."""
    height, width = pixels.shape[:2]
    resize, crop = record.resize, record.crop
    size = (int(resize * height / width), resize) if width <= height else (resize, int(resize * width / height))
    if exact or record.interpolation == "nearest" or crop > resize:
        method = Image.Resampling[record.interpolation.upper()]
        planes = torch.from_numpy(np.array(Image.fromarray(pixels).resize(size[::-1], method))).permute(2, 0, 1)
    else:
        whole = torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None]
        planes = torch.nn.functional.interpolate(whole, size, mode=record.interpolation, antialias=True)[0]
    planes = center_crop(planes, [crop, crop])
    if channels == 1:
        grey = Image.fromarray(planes.permute(1, 2, 0).contiguous().numpy()).convert("L")
        planes = torch.from_numpy(np.array(grey))[None]
        mean, std = (torch.tensor([sum(values) / 3]) for values in (record.mean, record.std))
    else:
        mean, std = torch.tensor(record.mean), torch.tensor(record.std)
    return ((planes.to(torch.float32) / 255 - mean[:, None, None]) / std[:, None, None])[None]


def test_geometry():
    record = Preprocessing(resize=256, crop=224)
    _, geometry = preprocess(np.zeros((512, 1024, 3), np.uint8), record)
    assert geometry == CropGeometry(left=288, top=32, width=448, height=448)
    _, geometry = preprocess(np.zeros((1024, 512, 3), np.uint8), record)
    assert geometry == CropGeometry(left=32, top=288, width=448, height=448)


def test_the_geometry_holds_what_the_network_sees():
    pixels = data.astronaut()[:300]
    record = Preprocessing(resize=100, crop=60, mean=(0, 0, 0), std=(1, 1, 1))
    tensor, seen = preprocess(pixels, record)
    box = (seen.left, seen.top, seen.left + seen.width, seen.top + seen.height)
    direct = Image.fromarray(pixels).resize((60, 60), Image.Resampling.BILINEAR, box=box)
    difference = tensor[0].permute(1, 2, 0).numpy() * 255 - np.asarray(direct, dtype=np.float32)
    # All but the rims, where the resize of the whole picture saw beyond the crop.
    assert np.abs(difference[2:-2, 2:-2]).max() <= 2


def test_extremes():
    record = Preprocessing(resize=256, crop=224)
    tensor, geometry = preprocess(np.full((1, 1, 3), 255, np.uint8), record)
    assert tensor.shape == (1, 3, 224, 224)
    assert geometry.width == pytest.approx(0.875)
    strip = np.zeros((3, 200_000, 3), np.uint8)
    strip[:, 100_000 - 12 : 100_000 + 12] = 255
    tensor, geometry = preprocess(strip, record)
    assert (tensor[0, 0] == tensor[0, 0].max()).all()
    assert tensor[0, 0].max() > 2
    assert geometry.left == pytest.approx(100_000 - geometry.width / 2, abs=0.1)


def test_grey_networks():
    pixels = data.chelsea()
    record = Preprocessing(resize=32, crop=32, mean=(0.1307,), std=(0.3081,))
    tensor, _ = preprocess(pixels, record, channels=1)
    colour, _ = preprocess(pixels, Preprocessing(resize=32, crop=32, mean=(0, 0, 0), std=(1, 1, 1)))
    luma = (colour[0] * torch.tensor([0.299, 0.587, 0.114])[:, None, None]).sum(0)
    assert tensor.shape == (1, 1, 32, 32)
    assert (tensor[0, 0] * 0.3081 + 0.1307 - luma).abs().max() < 1 / 255
    with pytest.raises(InputError, match="takes 4 channels"):
        preprocess(pixels, record, channels=4)


@pytest.mark.parametrize(
    "pixels",
    [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)],
)
def test_what_is_no_picture(pixels):
    with pytest.raises(InputError, match="uint8 array"):
        preprocess(pixels, Preprocessing(resize=8, crop=8))

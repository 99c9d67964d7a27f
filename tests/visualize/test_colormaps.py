"""Colour maps: their tables, their ends, and what becomes of odd values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from explorer.visualize import colormaps

# Corners and a middle of the published tables, as matplotlib writes them.
KNOWN = {
    "viridis": {0: "440154", 128: "21918c", 255: "fde725"},
    "inferno": {0: "000004", 128: "bc3754", 255: "fcffa4"},
}


@pytest.mark.parametrize("name", KNOWN)
def test_tables(name):
    table = colormaps.colour_table(name)
    assert table.shape == (256, 3)
    assert {row: bytes(table[row]).hex() for row in KNOWN[name]} == KNOWN[name]
    luminance = table @ [0.2126, 0.7152, 0.0722]
    assert np.all(np.diff(luminance) > -1)
    assert not table.flags.writeable


def test_signed_table():
    for dark, middle in ((False, "f7f7f7"), (True, "2b2f34")):
        table = colormaps.signed_table(dark)
        assert bytes(table[127]).hex() == middle
        assert bytes(table[0]).hex() == "2166ac"
        assert bytes(table[254]).hex() == "b2182b"


def test_stretch_ends_at_the_percentile():
    values = np.arange(1000, dtype=np.float32)
    stretched = colormaps.stretch(values)
    top = np.percentile(values, 99.5)
    assert stretched[500] == pytest.approx(500 / top)
    assert np.all(stretched[values >= top] == 1)
    assert colormaps.stretch(np.array([1.0, 2.0]), scale=4).tolist() == [0.25, 0.5]
    assert colormaps.stretch(np.array([-3.0, 0.0])).tolist() == [0, 0]


def test_one_unit_among_zeros_sets_the_scale():
    values = np.zeros((100, 100))
    values[3, 4] = 8
    assert colormaps.scale_of(values) == 8
    assert colormaps.stretch(values)[3, 4] == 1


@given(
    arrays.arrays(np.float32, arrays.array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.floats(width=32))
)
def test_any_map_gives_a_picture(values):
    rgba = colormaps.activation_rgba(values)
    assert rgba.dtype == np.uint8
    assert rgba.shape == (*values.shape, 4)
    assert np.array_equal(rgba[..., 3] == 0, np.isnan(values))
    overlay = colormaps.overlay_rgba(values, opacity=0.8, gamma=1.5)
    assert np.all(overlay[..., :3] <= overlay[..., 3:] + 1)
    assert np.all(overlay[..., 3] <= 204)
    assert np.all(overlay[~(values > 0)] == 0)
    assert colormaps.signed_rgb(values).shape == (*values.shape, 3)
    assert colormaps.projection_rgb(values[None]).shape == (*values.shape, 3)


def test_projection_is_grey_at_zero_and_keeps_hues():
    projection = np.zeros((3, 2, 2), np.float32)
    projection[0, 0, 0], projection[2, 1, 1] = 4, -2
    picture = colormaps.projection_rgb(projection, scale=4)
    assert picture[0, 1].tolist() == [128, 128, 128]
    assert picture[0, 0].tolist() == [255, 128, 128]
    assert picture[1, 1].tolist() == [128, 128, 64]
    lifted = colormaps.projection_rgb(projection, gamma=0.7, scale=4)
    assert lifted[1, 1, 2] < picture[1, 1, 2]
    assert lifted[0, 0, 0] == 255


def test_signed_is_symmetric():
    pixels = colormaps.signed_rgb(np.array([[-2.0, 0.0, 2.0, np.nan]]))
    assert bytes(pixels[0, 0]).hex() == "2166ac"
    assert bytes(pixels[0, 1]).hex() == bytes(pixels[0, 3]).hex() == "f7f7f7"
    assert bytes(pixels[0, 2]).hex() == "b2182b"


@pytest.mark.parametrize("odd", [None, np.nan, np.inf, -np.inf])
def test_many_maps_at_once_have_the_colours_that_each_has_alone(odd: float | None) -> None:
    maps = np.random.default_rng(4).normal(size=(5, 9, 7)).astype(np.float32)
    maps[1] = 0
    maps[2] = 0
    maps[2, 3, 3] = 2.0  # so few that the percentile is 0
    if odd is not None:
        maps[3, 0, 0] = odd
    found = colormaps.activation_argb(maps)
    for pixels, values in zip(found, maps, strict=True):
        alone = colormaps.activation_rgba(values).astype(np.uint32)
        expected = alone[..., 3] << 24 | alone[..., 0] << 16 | alone[..., 1] << 8 | alone[..., 2]
        expected[alone[..., 3] == 0] = 0  # premultiplied
        np.testing.assert_array_equal(pixels, expected)
    held = colormaps.activation_argb(maps[:1], scale=0.5)
    assert (held[0] >> 16 & 255 == colormaps.activation_rgba(maps[0], scale=0.5)[..., 0]).all()


@pytest.mark.parametrize("columns", [1, 2, 3, 49, 196, 784])
@pytest.mark.parametrize("percentile", [0, 50, 99.5, 100])
def test_scales_are_numpy_s_percentiles(columns, percentile):
    rows = np.random.default_rng(columns).gamma(0.5, size=(6, columns)).astype(np.float32)
    wanted = np.percentile(rows, percentile, axis=1).astype(np.float32)
    found = np.array([colormaps.scale_of(row, percentile) for row in rows], np.float32)
    np.testing.assert_array_max_ulp(found, wanted, maxulp=2)

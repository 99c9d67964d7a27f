"""Arrays as files."""

import numpy as np
import pytest
from PIL import Image

from explorer.errors import OutputError
from explorer.visualize.pictures import activation_wall, save_array, save_picture


def test_array(tmp_path):
    array = np.arange(12, dtype=np.float64).reshape(3, 2, 2)
    save_array(array, tmp_path / "a.npy")
    loaded = np.load(tmp_path / "a.npy")
    assert loaded.dtype == np.float32
    np.testing.assert_array_equal(loaded, array)
    assert [path.name for path in tmp_path.iterdir()] == ["a.npy"]
    with pytest.raises(OutputError, match="cannot write"):
        save_array(array, tmp_path / "missing" / "a.npy")


def test_picture(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 4), dtype=np.uint8)
    save_picture(pixels, tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as image:
        np.testing.assert_array_equal(np.asarray(image), pixels)


def test_wall_places_every_channel():
    maps = np.zeros((5, 16, 16), np.float32)
    maps[3, 0, 0] = 1
    wall = activation_wall(maps)
    assert wall.shape == (3 * 33 - 1, 2 * 33 - 1, 4)
    bright = np.argwhere((wall[..., 0] == 253) & (wall[..., 3] == 255))
    assert bright.min(axis=0).tolist() == [33, 33]
    assert bright.max(axis=0).tolist() == [34, 34]
    assert np.all(wall[66:, 33:] == 0)
    first = activation_wall(maps, order=np.array([3, 0, 1, 2, 4]))
    assert first[0, 0].tolist() == [253, 231, 37, 255]


def test_wall_of_a_dense_layer_and_of_many_large_maps():
    assert activation_wall(np.arange(10, dtype=np.float32)).shape[2] == 4
    assert max(activation_wall(np.ones((64, 112, 112), np.float32)).shape[:2]) < 1000

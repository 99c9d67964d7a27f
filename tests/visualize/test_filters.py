"""First-layer filters, and how they are drawn."""

import numpy as np
import pytest
import torch
from torch import nn

from explorer.errors import UsageError
from explorer.models import registry
from explorer.visualize.methods.filters import first_filters
from explorer.visualize.pictures import filter_wall, overlaid


@pytest.mark.parametrize(
    ("key", "layer", "shape", "rgb"),
    [
        ("lenet5_modern", "0", (6, 1, 5, 5), False),
        ("squeezenet1_1", "features.0", (64, 3, 3, 3), True),
        ("repvgg_a0", "stem.conv_kxk.conv", (48, 3, 3, 3), True),
        ("mobilenetv1_025", "features.0.0", (8, 3, 3, 3), True),
    ],
)
def test_the_convolution_that_reads_the_picture(key: str, layer: str, shape: tuple[int, ...], rgb: bool) -> None:
    architecture = registry.get(key)
    network = architecture.build().eval()
    found = first_filters(network, torch.zeros(architecture.input_shape))
    assert (found.layer, found.kernels.shape, found.rgb) == (layer, shape, rgb)
    np.testing.assert_array_equal(found.kernels, network.get_submodule(layer).weight.detach().numpy())
    assert not any(module._forward_pre_hooks for module in network.modules() if isinstance(module, nn.Conv2d))


def test_the_first_to_be_called_and_not_the_first_to_be_made() -> None:
    class Crossed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.second, self.first = nn.Conv2d(4, 2, 1), nn.Conv2d(3, 4, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.second(self.first(x))
            return result

    assert first_filters(Crossed().eval(), torch.zeros(3, 4, 4)).layer == "first"
    with pytest.raises(UsageError, match="no convolution"):
        first_filters(nn.Sequential(nn.Flatten(), nn.Linear(48, 2)), torch.zeros(3, 4, 4))


def test_a_wall_of_filters() -> None:
    kernels = np.zeros((4, 3, 2, 2), np.float32)
    kernels[0, 0, 0, 0] = 2  # the largest: full red
    kernels[3, 1, 1, 1] = -1  # half as strong, and negative
    wall = filter_wall(kernels, rgb=True)
    assert wall.shape == (100, 100, 3)
    assert wall[1, 1].tolist() == [255, 128, 128]
    assert wall[98, 98].tolist() == [128, 64, 128]
    assert wall[0, 0].tolist() == [255, 255, 255]
    # Without colours each plane has a tile.
    assert filter_wall(kernels[:, :, :, :1], rgb=False).shape[2] == 3
    assert filter_wall(kernels, rgb=False).shape == (200, 150, 3)


def test_a_map_over_its_photo() -> None:
    photo = np.full((8, 12, 3), (200, 100, 0), np.uint8)
    silent = overlaid(photo, np.zeros((2, 3), np.float32))
    assert (silent == [125, 100, 75]).all()  # three quarters of its grey of 100, a quarter of its colour
    values = np.zeros((2, 3), np.float32)
    values[0, 0] = 1
    hot = overlaid(photo, values)
    assert (hot[0, 0] != silent[0, 0]).any()
    assert (hot[-1, -1] == silent[-1, -1]).all()
    cold = overlaid(photo, -values, signed=True)
    assert cold[0, 0, 2] > cold[0, 0, 0]
    assert (overlaid(photo, -values) == silent).all()

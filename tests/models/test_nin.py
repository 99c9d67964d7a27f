"""Network in Network against its published layer sizes and its own definition."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.nin import mlpconv
from tests.models.parity import assert_golden_figures, assert_input_sizes, fill, on_meta, pictures

KEYS = ("nin_imagenet", "nin_d2l")
MLPCONV_AT = (0, 7, 14, 22)


@pytest.mark.parametrize("key", KEYS)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


def test_an_mlpconv_layer_is_a_perceptron_at_each_position() -> None:
    """Lin, Chen, Yan 2014, arXiv:1312.4400, equation 2: each unit from the units of the same position below."""
    layer = fill(nn.Sequential(*mlpconv(3, (8, 6, 4), kernel_size=3, padding=1)))
    x = pictures(2, 3, 5, 5)
    weights = [module.weight for module in layer if isinstance(module, nn.Conv2d)]
    biases = [module.bias for module in layer if isinstance(module, nn.Conv2d)]
    with torch.inference_mode():
        patches = F.unfold(x, kernel_size=3, padding=1)  # (N, 27, 25)
        f = patches
        for weight, bias in zip(weights, biases, strict=True):
            f = (weight.flatten(1) @ f + bias[:, None]).clamp(min=0)
        torch.testing.assert_close(layer(x).flatten(2), f, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(
    ("key", "channels", "sides"),
    [
        # Caffe model zoo, nin_imagenet: pools rounded up.
        ("nin_imagenet", ((96, 96, 96), (256, 256, 256), (384, 384, 384), (1024, 1024, 1000)), (54, 27, 13, 6)),
        # Dive into Deep Learning, section 8.3: pools rounded down.
        ("nin_d2l", ((96, 96, 96), (256, 256, 256), (384, 384, 384), (10, 10, 10)), (54, 26, 12, 5)),
    ],
)
def test_layers_have_the_published_sizes(
    key: str, channels: tuple[tuple[int, ...], ...], sides: tuple[int, ...]
) -> None:
    network, shapes = on_meta(key), []
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            module.register_forward_hook(lambda _, __, output: shapes.append(tuple(output.shape[1:])))
    network(torch.empty(1, *registry.get(key).input_shape, device="meta"))
    assert shapes == [(width, side, side) for widths, side in zip(channels, sides, strict=True) for width in widths]
    kernels = [network.get_submodule(str(index)).kernel_size for index in MLPCONV_AT]
    assert kernels == [(11, 11), (5, 5), (3, 3), (3, 3)]


def test_logits_are_the_means_of_the_class_maps() -> None:
    network = fill(registry.get("nin_d2l").build(init=False))
    maps: list[torch.Tensor] = []
    network.get_submodule("27").register_forward_hook(lambda _, __, output: maps.append(output))
    with torch.inference_mode():
        logits = network(pictures(2, 1, 96, 80))
    assert maps[0].shape == (2, 10, 1, 1)
    torch.testing.assert_close(logits, maps[0].mean((2, 3)))
    assert (logits >= 0).all()
    assert not any(isinstance(module, nn.Linear) for module in network.modules())


@pytest.mark.parametrize(("key", "minimum"), [("nin_imagenet", 39), ("nin_d2l", 67)])
def test_input_sizes(key: str, minimum: int) -> None:
    assert_input_sizes(key, minimum, ((96, minimum + 1), (256, 300)))
    # The real kernels draw the line where the shapes do.
    x = pictures(1, registry.get(key).input_shape[0], minimum, minimum)
    network = registry.get(key).build()
    with torch.inference_mode():
        assert network(x).isfinite().all()
        with pytest.raises(RuntimeError):
            network.forward(x[..., 1:])


@pytest.mark.parametrize("key", KEYS)
def test_options(key: str) -> None:
    network = registry.get(key).build(num_classes=7, in_channels=2, dropout=0.2)
    with torch.inference_mode():
        logits = network(pictures(2, 2, 96, 96))
    assert logits.shape == (2, 7)
    assert logits.std() > 0
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get(key).build(dropout=-1)

"""VGG against torchvision and the tables of Simonyan, Zisserman 2015, arXiv:1409.1556."""

import pytest
import torch
from torch import nn
from torchvision import models

from explorer.models import registry
from explorer.models.build import skip_initialisers
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_logits,
    fill,
    on_meta,
    ours_like,
    pictures,
    torchvision_network,
)

PLAIN = ("vgg11", "vgg13", "vgg16", "vgg19")
KEYS = (*PLAIN, *(f"{key}_bn" for key in PLAIN))


def features(key: str, dtype: torch.dtype = torch.float32) -> tuple[nn.Module, nn.Module]:
    """Our convolutions and torchvision's, with the same random weights; the dense layers stay unfilled."""
    with skip_initialisers():
        theirs = fill(getattr(models, key)().features.to(dtype)).eval()
    ours = registry.get(key).build(init=False).get_submodule("features").to(dtype)
    ours.load_state_dict(theirs.state_dict())
    return ours, theirs


@pytest.mark.parametrize("key", KEYS)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", KEYS)
def test_logits_equal_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 64, 48))


def test_maps_equal_torchvisions_in_double_precision() -> None:
    ours, theirs = features("vgg19_bn", torch.float64)
    assert_same_logits(ours, theirs, pictures(2, 3, 32, 32, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions_in_training_mode() -> None:
    ours, theirs = features("vgg11_bn", torch.float64)
    x = pictures(3, 3, 64, 32, dtype=torch.float64)
    for network in (theirs, ours):
        network.train()(x).square().mean().backward()
    expected = dict(theirs.named_parameters())
    for name, parameter in ours.named_parameters():
        torch.testing.assert_close(parameter.grad, expected[name].grad, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(ours.state_dict(), theirs.state_dict(), rtol=1e-12, atol=1e-12)


@pytest.mark.slow
def test_gradients_of_the_whole_network_equal_torchvisions() -> None:
    theirs = torchvision_network("vgg11", dropout=0.0, num_classes=10).train()
    ours = ours_like("vgg11", theirs, dropout=0.0, num_classes=10).train()
    x, labels = pictures(2, 3, 32, 32), torch.tensor([1, 7])
    for network in (theirs, ours):
        nn.functional.cross_entropy(network(x), labels).backward()
    expected = dict(theirs.named_parameters())
    for name, parameter in ours.named_parameters():
        torch.testing.assert_close(parameter.grad, expected[name].grad, rtol=1e-4, atol=1e-6)


# Table 1: the convolutions of each configuration, by their channels, and "M" for max pooling.
TABLE_1 = {
    "vgg11": "64 M 128 M 256 256 M 512 512 M 512 512 M",
    "vgg13": "64 64 M 128 128 M 256 256 M 512 512 M 512 512 M",
    "vgg16": "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M",
    "vgg19": "64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M",
}
# Table 2, in millions.
PARAMETERS = {"vgg11": 133, "vgg13": 133, "vgg16": 138, "vgg19": 144}


@pytest.mark.parametrize("key", KEYS)
def test_configurations_are_table_1s(key: str) -> None:
    network, plain = on_meta(key), key.removesuffix("_bn")
    layers = [
        str(module.out_channels) if isinstance(module, nn.Conv2d) else "M"
        for module in network.get_submodule("features").modules()
        if isinstance(module, (nn.Conv2d, nn.MaxPool2d))
    ]
    assert " ".join(layers) == TABLE_1[plain]
    trained = [module for module in network.modules() if isinstance(module, (nn.Conv2d, nn.Linear))]
    assert len(trained) == int(plain.removeprefix("vgg"))
    assert round(registry.get(key).params / 1e6) == PARAMETERS[plain]
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    assert len(norms) == (len(trained) - 3 if key.endswith("_bn") else 0)


@pytest.mark.parametrize("key", KEYS)
def test_input_sizes(key: str) -> None:
    assert_input_sizes(key, 32, ((96, 33), (256, 300)))


@pytest.mark.parametrize("key", KEYS)
def test_channels_and_classes_are_options(key: str) -> None:
    network = on_meta(key, num_classes=7, in_channels=2, dropout=0.0)
    assert network(torch.empty(2, 2, 64, 64, device="meta")).shape == (2, 7)

"""The rules against their second implementation, on a network of every family of the zoo."""

import functools

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.models import registry
from explorer.visualize.methods.deconvnet import project
from tests.visualize.second_implementation import project_by_mode

TOLERANCE = 1e-8

CASES = [
    ("lenet5_modern", 32, "2"),
    ("googlenet", 64, "inception4c"),
    ("nin_d2l", 96, "2"),
    ("resnet18", 64, "layer3.1"),
    ("densenet121", 32, "features.denseblock2"),
    ("squeezenet1_1", 64, "features.7"),
    ("mobilenetv1_025", 64, "features.13"),
    ("mobilenetv2_035", 64, "features.9"),
    ("mobilenet_v3_small", 64, "features.8"),
    ("shufflenet_v1_g3_x0_25", 64, "stage3"),
    ("shufflenet_v2_x0_5", 64, "stage3"),
    ("mnasnet1_0", 64, "layers.10"),
    ("efficientnet_b0", 64, "features.5"),
    ("efficientnet_lite0", 64, "blocks.4"),
    ("ghostnet_100", 64, "blocks.5"),
    ("regnet_y_400mf", 64, "trunk_output.block3"),
    ("repvgg_a0", 64, "stages.2"),
]
SLOW = [
    ("vgg11_bn", 32, "features.18"),
    ("lenet5_original", 32, "s4"),
    ("lenet5_d2l", 28, "3"),
    ("alexnet_original", 227, "conv4"),
    ("zfnet", 224, "conv4"),
    ("bn_inception", 64, "blocks.4c"),
    ("inception_v3", 96, "Mixed_6c"),
    ("inception_v4", 96, "features.10"),
    ("inception_resnet_v1", 96, "repeat_2"),
    ("resnet50", 64, "layer3.3"),
    ("resnext50_32x4d", 64, "layer3.3"),
    ("legacy_xception", 64, "block6"),
    ("legacy_seresnet50", 64, "layer3.3"),
    ("legacy_seresnext50_32x4d", 64, "layer3"),
    ("efficientnet_v2_s", 64, "features.4"),
    ("convnext_tiny", 64, "features.5"),
    ("replknet_31b", 64, "stages.1"),
]
GATELESS = {"lenet5_d2l"}
"""Their sigmoids are activation functions."""
PLAIN_GRADIENT = {"lenet5_original": ("PowBackward0",)}
"""The squared distances of its last layer have no rule."""


def realise(network: nn.Module) -> nn.Module:
    """Give a network on the meta device random float64 weights, so that no rule is trivially right."""
    network = network.double().to_empty(device="cpu").eval()
    generator = torch.Generator().manual_seed(7)
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        if not tensor.is_floating_point():
            continue
        with torch.no_grad():
            if name.endswith(("running_var", "deviation")):
                tensor.uniform_(0.5, 1.5, generator=generator)
            elif tensor.dim() > 1:
                tensor.normal_(std=(2 / tensor[0].numel()) ** 0.5, generator=generator)
            elif name.endswith("weight"):
                tensor.uniform_(0.5, 1.5, generator=generator)
            else:
                tensor.normal_(std=0.2, generator=generator)
    return network


@functools.lru_cache(maxsize=2)
def network_of(key: str) -> nn.Module:
    with torch.device("meta"):
        return realise(registry.get(key).build(init=False))


@pytest.mark.parametrize("rule", ["deconv", "guided"])
@pytest.mark.parametrize(
    ("key", "size", "layer"), [*CASES, *(pytest.param(*case, marks=pytest.mark.slow) for case in SLOW)]
)
def test_equals_a_second_implementation(key: str, size: int, layer: str, rule: str) -> None:
    network = network_of(key)
    channels = registry.get(key).input_shape[0]
    x = torch.randn(channels, size, size, dtype=torch.float64, generator=torch.Generator().manual_seed(5))
    for place in (layer, ""):
        projection = project(network, x, place, "max", "all", rule)
        expected, output = project_by_mode(network, x, place, rule, gated=key not in GATELESS)
        assert_close(projection.activation, output[0, projection.channel])
        assert float(expected.abs().max()) > 0
        assert_close(projection.array, expected)
        assert projection.unknown == (PLAIN_GRADIENT.get(key, ()) if place == "" else ())


def assert_close(ours: np.ndarray, theirs: Tensor) -> None:
    assert np.abs(ours - theirs.numpy()).max() <= TOLERANCE * float(theirs.abs().max())


def test_every_family_is_here() -> None:
    families = {registry.get(key).family for key, *_ in [*CASES, *SLOW]}
    assert families == {architecture.family for architecture in registry.architectures()}

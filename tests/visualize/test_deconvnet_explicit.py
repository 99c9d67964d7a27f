"""The projection equals a deconvnet that is spelled out: transposed convolutions, switches, rectifiers.

Float64, relative to the largest magnitude. Unpooling adds up where overlapping
windows share their maximum; ``MaxUnpool2d`` would keep one of the summands.
"""

from collections import OrderedDict

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torchvision.models import alexnet, vgg11_bn, vgg16

from explorer.models import registry
from explorer.models.layers import LocalResponseNorm
from explorer.visualize.methods.deconvnet import project

TOLERANCE = 1e-10


def run_with_switches(chain: list[nn.Module], x: Tensor) -> tuple[Tensor, list]:
    """Run a chain and note what each module needs for its way back."""
    notes = []
    for module in chain:
        indices = None
        shape = x.shape
        if isinstance(module, nn.MaxPool2d):
            x, indices = functional.max_pool2d(
                x, module.kernel_size, module.stride, module.padding, ceil_mode=module.ceil_mode, return_indices=True
            )
        elif isinstance(module, LocalResponseNorm):
            indices = divisor_of(module, x)
            x = module(x)
        else:
            x = module(x)
        notes.append((module, shape, indices))
    return x, notes


def divisor_of(norm: LocalResponseNorm, x: Tensor) -> Tensor:
    """Krizhevsky et al. 2012, §3.3, channel by channel: (k + α Σ a²)^β over the neighbouring maps."""
    channels = x.shape[1]
    sums = [
        (x[:, max(0, index - norm.size // 2) : index + norm.size // 2 + 1] ** 2).sum(1) for index in range(channels)
    ]
    return (norm.k + norm.alpha * torch.stack(sums, 1)) ** norm.beta


def project_explicitly(chain: list[nn.Module], x: Tensor, keep) -> tuple[Tensor, Tensor]:
    """Zeiler & Fergus §2.1; ``keep`` makes the seed of the chain's output."""
    output, notes = run_with_switches(chain, x)
    signal = keep(output)
    for module, shape, indices in reversed(notes):
        if isinstance(module, nn.Conv2d):
            back = nn.ConvTranspose2d(
                module.out_channels,
                module.in_channels,
                module.kernel_size,
                module.stride,
                module.padding,
                groups=module.groups,
                bias=False,
            )
            back.weight = module.weight
            signal = back(signal, output_size=shape)
        elif isinstance(module, nn.MaxPool2d):
            unpooled = signal.new_zeros(shape).flatten(2)
            unpooled.scatter_add_(2, indices.flatten(2), signal.flatten(2))
            signal = unpooled.reshape(shape)
        elif isinstance(module, nn.ReLU):
            signal = signal.relu()
        elif isinstance(module, nn.BatchNorm2d):
            signal = signal * (module.weight / (module.running_var + module.eps).sqrt())[:, None, None]
        elif isinstance(module, nn.Linear):
            signal = signal @ module.weight
        elif isinstance(module, nn.AdaptiveAvgPool2d):
            # Linear: its transpose is read off its matrix, one unit vector at a time.
            size = shape[-2] * shape[-1]
            matrix = module(torch.eye(size, dtype=x.dtype).reshape(size, 1, *shape[-2:])).reshape(size, -1)
            signal = (signal.flatten(2) @ matrix.T).reshape(shape)
        elif isinstance(module, nn.Flatten):
            signal = signal.reshape(shape)
        elif isinstance(module, LocalResponseNorm):
            signal = signal / indices
        elif not isinstance(module, nn.Dropout):
            raise AssertionError(module)
    return output, signal


def chain_of(network: nn.Module) -> dict[str, nn.Module]:
    """The modules of an AlexNet, ZFNet or VGG in the order of their calls."""
    if isinstance(network, nn.Sequential):
        return dict(network.named_children())
    parts = {f"features.{name}": module for name, module in network.features.named_children()}
    parts |= {"avgpool": network.avgpool, "flatten": nn.Flatten()}
    return parts | {f"classifier.{name}": module for name, module in network.classifier.named_children()}


def small_head(network: nn.Module) -> nn.Module:
    """Replace the dense layers, which cost much and show nothing new, by small ones."""
    features = next(module.in_features for module in network.classifier if isinstance(module, nn.Linear))
    network.classifier = nn.Sequential(
        nn.Linear(features, 64, device="meta"), nn.ReLU(inplace=True), nn.Dropout(), nn.Linear(64, 10, device="meta")
    )
    return network


def without_head(key: str) -> nn.Module:
    """A network of the zoo up to its last pool."""
    parts = dict(registry.get(key).build(init=False).named_children())
    last = max(index for index, part in enumerate(parts.values()) if isinstance(part, nn.MaxPool2d))
    return nn.Sequential(OrderedDict(list(parts.items())[: last + 1]))


def realise(network: nn.Module) -> nn.Module:
    """Give a network on the meta device random float64 weights."""
    network = network.double().to_empty(device="cpu").eval()
    generator = torch.Generator().manual_seed(7)
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            fan_in = module.weight[0].numel()
            nn.init.normal_(module.weight, std=(2 / fan_in) ** 0.5, generator=generator)
            nn.init.normal_(module.bias, std=0.05, generator=generator)
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, -1, 1.5, generator=generator)
            nn.init.normal_(module.bias, std=0.1, generator=generator)
            nn.init.normal_(module.running_mean, std=0.1, generator=generator)
            nn.init.uniform_(module.running_var, 0.5, 2, generator=generator)
        elif isinstance(module, LocalResponseNorm):
            module.alpha = 0.1  # strong enough to be missed
    return network


@pytest.fixture(scope="module")
def networks() -> dict[str, nn.Module]:
    with torch.device("meta"):
        built = {
            "vgg16": small_head(vgg16(init_weights=False)),
            "vgg11_bn": small_head(vgg11_bn(init_weights=False)),
            "alexnet": small_head(alexnet()),
            **{key: without_head(key) for key in ("zfnet", "alexnet_original")},
        }
    return {name: realise(network) for name, network in built.items()}


def picture(size: int) -> Tensor:
    return torch.randn(3, size, size, dtype=torch.float64, generator=torch.Generator().manual_seed(size))


CASES = [
    ("vgg16", "features.0", 5, (3, 7)),
    ("vgg16", "features.3", "max", "max"),
    ("vgg16", "features.9", "max", "all"),
    ("vgg16", "features.14", 17, (0, 15)),
    ("vgg16", "features.23", "max", "max"),
    ("vgg16", "features.28", 100, "all"),
    ("vgg16", "features.30", "max", "max"),
    ("vgg16", "classifier.0", "max", "max"),
    ("vgg16", "classifier.3", 3, "max"),
    ("vgg11_bn", "features.13", "max", "max"),
    ("vgg11_bn", "features.28", 11, "all"),
    ("alexnet", "features.2", "max", "all"),
    ("alexnet", "features.5", 9, (2, 1)),
    ("alexnet", "features.12", "max", "all"),
    ("alexnet", "classifier.3", "max", "max"),
    # Normalisation across maps, pools that overlap and are rounded up, two towers.
    ("zfnet", "conv2", "max", "max"),
    ("zfnet", "pool2", "max", "all"),
    ("zfnet", "conv5", 100, (6, 5)),
    ("zfnet", "pool5", "max", "all"),
    ("alexnet_original", "conv2", 200, "max"),
    ("alexnet_original", "conv5", "max", "all"),
]


@pytest.mark.parametrize(("name", "layer", "channel", "unit"), CASES)
def test_equals_the_explicit_deconvnet(networks, name, layer, channel, unit):
    network = networks[name]
    x = picture({"alexnet": 95, "zfnet": 224, "alexnet_original": 227}.get(name, 64))
    projection = project(network, x, layer, channel, unit)

    parts = chain_of(network)
    chain = list(parts.values())[: list(parts).index(layer) + 1]
    chosen = {}

    def keep(output: Tensor) -> Tensor:
        maps = output[0]
        index = int(maps.flatten(1).amax(1).argmax()) if channel == "max" and maps.dim() > 1 else channel
        if channel == "max" and maps.dim() == 1:
            index = int(maps.argmax())
        seed = torch.zeros_like(output)
        if unit == "all" or maps.dim() == 1:
            seed[0, index] = maps[index]
        else:
            row, column = divmod(int(maps[index].argmax()), maps.shape[2]) if unit == "max" else unit
            seed[0, index, row, column] = maps[index, row, column]
            chosen["unit"] = (row, column)
        chosen["channel"] = index
        return seed

    with torch.no_grad():
        output, expected = project_explicitly([fresh(module) for module in chain], x[None], keep)
    expected = expected[0].numpy()
    assert np.abs(expected).max() > 0
    assert projection.array.dtype == np.float64
    assert np.abs(projection.array - expected).max() <= TOLERANCE * np.abs(expected).max()
    assert (projection.channel, projection.unit) == (chosen["channel"], chosen.get("unit"))
    np.testing.assert_array_equal(projection.activation, output[0, projection.channel].numpy())
    assert projection.switches == sum(isinstance(module, nn.MaxPool2d) for module in chain)
    assert projection.rules_applied.get("activation", 0) == sum(isinstance(module, nn.ReLU) for module in chain)
    assert projection.unknown == ()


def fresh(module: nn.Module) -> nn.Module:
    """Rectifiers that work in place would change what the chain noted."""
    return nn.ReLU() if isinstance(module, nn.ReLU) else module


def test_overlapping_windows_add_up():
    """All four windows of a 3×3, stride-2 pool share the one large pixel in their middle."""
    x = torch.zeros(1, 5, 5)
    x[0, 2, 2] = 1
    projection = project(nn.Sequential(nn.MaxPool2d(3, 2)), x, "0", 0, "all")
    assert projection.array[0, 2, 2] == 4
    assert projection.array.sum() == 4


def test_a_unit_below_zero_seeds_with_its_sign():
    convolution = nn.Conv2d(1, 1, 1, bias=False)
    nn.init.constant_(convolution.weight, -2)
    x = torch.tensor([[[1.0, 3.0], [2.0, 5.0]]])
    projection = project(convolution, x, "", 0, "max")
    assert projection.unit == (0, 0)
    assert projection.value == -2
    np.testing.assert_array_equal(projection.array, [[[4, 0], [0, 0]]])

"""DenseNet: each layer reads the maps of all layers before it."""

import re
from collections import OrderedDict
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.options import InputCheck, require_counts, require_rates

_BOTTLENECK = 4
"""A layer's 1×1 convolution makes this many times k maps (section 3, "Bottleneck layers")."""


class DenseLayer(nn.Module):
    """The function H_l: BN-ReLU-Conv(1×1)-BN-ReLU-Conv(3×3), the bottleneck form "B" (section 3).

    Input (N, in_channels, H, W), the maps of all layers before joined; output
    (N, growth, H, W), its own k new maps.
    """

    def __init__(self, in_channels: int, growth: int, drop_rate: float) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(in_channels)
        self.relu1 = nn.ReLU()
        self.conv1 = nn.Conv2d(in_channels, _BOTTLENECK * growth, kernel_size=1, bias=False)
        self.norm2 = nn.BatchNorm2d(_BOTTLENECK * growth)
        self.relu2 = nn.ReLU()
        self.conv2 = nn.Conv2d(_BOTTLENECK * growth, growth, kernel_size=3, padding=1, bias=False)
        self.dropout = nn.Dropout(drop_rate) if drop_rate else None

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(self.relu1(self.norm1(x)))
        x = self.conv2(self.relu2(self.norm2(x)))
        return x if self.dropout is None else self.dropout(x)


class DenseBlock(nn.Sequential):
    """Layers of which each reads the block's input and all outputs before: x_l = H_l([x_0, …, x_{l-1}]) (equation 2).

    Input (N, in_channels, H, W), output (N, in_channels + depth · growth, H, W).
    """

    def __init__(self, depth: int, in_channels: int, growth: int, drop_rate: float) -> None:
        layers = (DenseLayer(in_channels + index * growth, growth, drop_rate) for index in range(depth))
        super().__init__(OrderedDict((f"denselayer{number}", layer) for number, layer in enumerate(layers, 1)))

    def forward(self, x: Tensor) -> Tensor:
        maps = [x]
        for layer in self:
            maps.append(layer(x))
            x = torch.cat(maps, 1)
        return x


class Transition(nn.Sequential):
    """Between blocks: half the channels (θ = 0.5, compression, "C") and half the size (section 3).

    Input (N, C, H, W), output (N, C/2, ⌊H/2⌋, ⌊W/2⌋).
    """

    def __init__(self, in_channels: int) -> None:
        super().__init__()
        self.add_module("norm", nn.BatchNorm2d(in_channels))
        self.add_module("relu", nn.ReLU())
        self.add_module("conv", nn.Conv2d(in_channels, in_channels // 2, kernel_size=1, bias=False))
        self.add_module("pool", nn.AvgPool2d(kernel_size=2, stride=2))


class DenseNet(nn.Module):
    """A 7×7 stem, four dense blocks with transitions between, global average pooling (DenseNet-BC).

    Huang, Liu, van der Maaten, Weinberger: Densely Connected Convolutional
    Networks, CVPR 2017, arXiv:1608.06993, table 1.

    Input (N, 3, H, W) from 29 pixels up, usually 224; output logits (N, 1000).

    Args:
        depths: layers per block.
        growth: the rate k, maps that each layer adds. The stem makes 2k.
        drop_rate: of dropout after each layer, for small data sets only (section 4.2).
    """

    def __init__(
        self,
        depths: Sequence[int],
        growth: int,
        num_classes: int = 1000,
        in_channels: int = 3,
        drop_rate: float = 0.0,
    ) -> None:
        super().__init__()
        channels = 2 * growth
        # Sizes at 224 pixels.
        self.features = nn.Sequential(
            OrderedDict(
                conv0=nn.Conv2d(in_channels, channels, kernel_size=7, stride=2, padding=3, bias=False),  # 112 × 112
                norm0=nn.BatchNorm2d(channels),
                relu0=nn.ReLU(),
                pool0=nn.MaxPool2d(kernel_size=3, stride=2, padding=1),  # 56 × 56
            )
        )
        for number, depth in enumerate(depths, 1):  # 56 × 56, 28 × 28, 14 × 14, 7 × 7
            self.features.add_module(f"denseblock{number}", DenseBlock(depth, channels, growth, drop_rate))
            channels += depth * growth
            if number < len(depths):
                self.features.add_module(f"transition{number}", Transition(channels))
                channels //= 2
        self.features.add_module("norm5", nn.BatchNorm2d(channels))
        self.relu = nn.ReLU()
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(channels, num_classes)
        self.register_forward_pre_hook(InputCheck("DenseNet", in_channels, minimum=29))

    def forward(self, x: Tensor) -> Tensor:
        x = self.relu(self.features(x))
        logits: Tensor = self.classifier(self.avgpool(x).flatten(1))
        return logits


def checkpoint_keys(network: DenseNet) -> dict[str, str]:
    """Return our state-dict key for each key of torchvision's files, which write ``norm.1`` where we have ``norm1``."""
    return {re.sub(r"\.(norm|conv)([12])\.", r".\1.\2.", key): key for key in network.state_dict()}


def _initialise(module: nn.Module) -> None:
    """He normal for convolutions (He et al., arXiv:1502.01852), torch's defaults with bias 0 for the classifier."""
    if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
        module.reset_parameters()
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight)
    elif isinstance(module, nn.Linear):
        nn.init.zeros_(module.bias)


def _densenet(
    depths: Sequence[int], growth: int, num_classes: int, in_channels: int, drop_rate: float, init: bool
) -> DenseNet:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(drop_rate=drop_rate)
    return construct(lambda: DenseNet(depths, growth, num_classes, in_channels, drop_rate), _initialise, init)


def densenet121(
    *, num_classes: int = 1000, in_channels: int = 3, drop_rate: float = 0.0, init: bool = True
) -> DenseNet:
    """Return DenseNet-121 (k = 32) with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _densenet((6, 12, 24, 16), 32, num_classes, in_channels, drop_rate, init)


def densenet169(
    *, num_classes: int = 1000, in_channels: int = 3, drop_rate: float = 0.0, init: bool = True
) -> DenseNet:
    """Return DenseNet-169 (k = 32) with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _densenet((6, 12, 32, 32), 32, num_classes, in_channels, drop_rate, init)


def densenet201(
    *, num_classes: int = 1000, in_channels: int = 3, drop_rate: float = 0.0, init: bool = True
) -> DenseNet:
    """Return DenseNet-201 (k = 32) with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _densenet((6, 12, 48, 32), 32, num_classes, in_channels, drop_rate, init)


def densenet161(
    *, num_classes: int = 1000, in_channels: int = 3, drop_rate: float = 0.0, init: bool = True
) -> DenseNet:
    """Return DenseNet-161 (k = 48) with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _densenet((6, 12, 36, 24), 48, num_classes, in_channels, drop_rate, init)


def densenet264(
    *, num_classes: int = 1000, in_channels: int = 3, drop_rate: float = 0.0, init: bool = True
) -> DenseNet:
    """Return DenseNet-264 (k = 32) named as torchvision names the shallower ones.

    Raises:
        UsageError: an option is out of range.
    """
    return _densenet((6, 12, 64, 48), 32, num_classes, in_channels, drop_rate, init)

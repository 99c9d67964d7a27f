"""GhostNet: half of all maps are cheap copies of the other half, each filtered a little."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import ConvBNActivation, SqueezeExcitation, round_channels
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates


@dataclass(frozen=True, slots=True)
class Row:
    """One G-bneck row of table 1."""

    kernel_size: int
    expansion: int
    channels: int
    gated: bool
    stride: int


# Grouped as the blocks are in the weights' keys.
_STAGES = (
    (Row(3, 16, 16, False, 1),),  # 112 × 112 at 224 pixels
    (Row(3, 48, 24, False, 2),),  # 56 × 56
    (Row(3, 72, 24, False, 1),),
    (Row(5, 72, 40, True, 2),),  # 28 × 28
    (Row(5, 120, 40, True, 1),),
    (Row(3, 240, 80, False, 2),),  # 14 × 14
    (
        Row(3, 200, 80, False, 1),
        Row(3, 184, 80, False, 1),
        Row(3, 184, 80, False, 1),
        Row(3, 480, 112, True, 1),
        Row(3, 672, 112, True, 1),
    ),
    (Row(5, 672, 160, True, 2),),  # 7 × 7
    (
        Row(5, 960, 160, False, 1),
        Row(5, 960, 160, True, 1),
        Row(5, 960, 160, False, 1),
        Row(5, 960, 160, True, 1),
    ),
)
_STEM_CHANNELS = 16
_LAST_CHANNELS = 960
_HEAD_CHANNELS = 1280


class GhostModule(nn.Module):
    """A 1×1 convolution to half the maps, a depthwise 3×3 of these for the other half (figure 2b, s = 2, d = 3).

    Input (N, in_channels, H, W), output (N, out_channels, H, W), out_channels even.
    """

    def __init__(self, in_channels: int, out_channels: int, *, activation: Callable[[], nn.Module] | None) -> None:
        super().__init__()
        half = out_channels // 2
        self.primary_conv = ConvBNActivation(in_channels, half, 1, activation=activation)
        self.cheap_operation = ConvBNActivation(half, half, 3, groups=half, activation=activation)

    def forward(self, x: Tensor) -> Tensor:
        intrinsic = self.primary_conv(x)
        return torch.cat((intrinsic, self.cheap_operation(intrinsic)), 1)


class GhostBottleneck(nn.Module):
    """A Ghost module that widens, one that narrows without activation, and a shortcut (figure 3).

    A depthwise convolution between them takes the stride; squeeze-excitation
    gates some blocks. Where the shape changes, the shortcut is a depthwise and
    a 1×1 convolution.

    Input (N, in_channels, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(
        self, in_channels: int, expanded: int, out_channels: int, kernel_size: int, stride: int, *, gated: bool
    ) -> None:
        super().__init__()
        padding = kernel_size // 2
        self.ghost1 = GhostModule(in_channels, expanded, activation=nn.ReLU)
        self.conv_dw = self.bn_dw = None
        if stride > 1:
            self.conv_dw = nn.Conv2d(expanded, expanded, kernel_size, stride, padding, groups=expanded, bias=False)
            self.bn_dw = nn.BatchNorm2d(expanded)
        self.se = _gate(expanded) if gated else None
        self.ghost2 = GhostModule(expanded, out_channels, activation=None)
        self.shortcut = None
        if stride > 1 or in_channels != out_channels:
            self.shortcut = nn.Sequential(
                nn.Conv2d(in_channels, in_channels, kernel_size, stride, padding, groups=in_channels, bias=False),
                nn.BatchNorm2d(in_channels),
                nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False),
                nn.BatchNorm2d(out_channels),
            )

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.ghost1(x)
        if self.conv_dw is not None and self.bn_dw is not None:
            residual = self.bn_dw(self.conv_dw(residual))
        if self.se is not None:
            residual = self.se(residual)
        residual = self.ghost2(residual)
        return residual + (x if self.shortcut is None else self.shortcut(x))


def _gate(channels: int) -> SqueezeExcitation:
    squeezed = round_channels(channels / 4, 4)
    return SqueezeExcitation(channels, squeezed, gate=nn.Hardsigmoid, names=("conv_reduce", "conv_expand"))


class GhostNet(nn.Module):
    """A 3×3 stem, sixteen Ghost bottlenecks, a 1×1 convolution, pooling, a dense layer of 1280, the classifier.

    Han et al.: GhostNet: More Features from Cheap Operations, CVPR 2020,
    arXiv:1911.11907, table 1. State-dict keys are timm's.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        width: the multiplier α of all channels but the 1280; they round to multiples of 4.
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, width: float = 1.0, dropout: float = 0.2) -> None:
        super().__init__()
        channels = round_channels(_STEM_CHANNELS * width, 4)
        self.conv_stem = nn.Conv2d(in_channels, channels, kernel_size=3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.act1 = nn.ReLU()
        stages: list[nn.Module] = []
        for rows in _STAGES:
            blocks = []
            for row in rows:
                expanded, out_channels = (round_channels(one * width, 4) for one in (row.expansion, row.channels))
                blocks.append(
                    GhostBottleneck(channels, expanded, out_channels, row.kernel_size, row.stride, gated=row.gated)
                )
                channels = out_channels
            stages.append(nn.Sequential(*blocks))
        last = round_channels(_LAST_CHANNELS * width, 4)
        stages.append(nn.Sequential(LastConv(channels, last)))
        self.blocks = nn.Sequential(*stages)
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.conv_head = nn.Conv2d(last, _HEAD_CHANNELS, kernel_size=1)
        self.act2 = nn.ReLU()
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(_HEAD_CHANNELS, num_classes)
        self.register_forward_pre_hook(InputCheck("GhostNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.act1(self.bn1(self.conv_stem(x)))
        x = self.global_pool(self.blocks(x))
        x = self.act2(self.conv_head(x)).flatten(1)
        logits: Tensor = self.classifier(self.dropout(x))
        return logits


class LastConv(nn.Module):
    """The 1×1 convolution after the bottlenecks, with batch norm and ReLU."""

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(out_channels)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.relu(self.bn1(self.conv(x)))
        return result


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    init_default(module)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def ghostnet_100(
    *, num_classes: int = 1000, in_channels: int = 3, width: float = 1.0, dropout: float = 0.2, init: bool = True
) -> GhostNet:
    """Return GhostNet with timm's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_multipliers(width=width)
    require_rates(dropout=dropout)
    return construct(lambda: GhostNet(num_classes, in_channels, width, dropout), _initialise, init)

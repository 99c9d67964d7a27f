"""ShuffleNet (v1): grouped pointwise convolutions, and a shuffle that lets the groups talk."""

from functools import partial

import torch
from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.layers import ChannelShuffle, ConvBNActivation
from explorer.models.options import InputCheck, require_counts

_DEPTHS = (4, 8, 4)
"""Units of stages 2, 3 and 4 (table 1: one of stride 2, then Repeat)."""


class ShuffleUnit(nn.Module):
    """A bottleneck of grouped 1×1, shuffle, depthwise 3×3, grouped 1×1 (figures 2b and 2c).

    With stride 1 the input is added. With stride 2 a 3×3 average pool of the
    input is concatenated, so the branch computes only the channels that it
    lacks. No activation follows the depthwise convolution (section 3.2).

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).

    Args:
        groups: of the last 1×1 convolution and of the shuffle.
        first_groups: of the first 1×1 convolution; the network's very first is
            not grouped, its input has too few channels (section 3.2).
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int, groups: int, first_groups: int) -> None:
        super().__init__()
        width = out_channels // 4
        self.pool = nn.AvgPool2d(3, stride=2, padding=1) if stride == 2 else None
        branch_channels = out_channels if self.pool is None else out_channels - in_channels
        self.gconv1 = nn.Conv2d(in_channels, width, kernel_size=1, groups=first_groups, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU()
        self.shuffle = ChannelShuffle(groups)
        self.dw = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, groups=width, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.gconv3 = nn.Conv2d(width, branch_channels, kernel_size=1, groups=groups, bias=False)
        self.bn3 = nn.BatchNorm2d(branch_channels)

    def forward(self, x: Tensor) -> Tensor:
        branch = self.shuffle(self.relu(self.bn1(self.gconv1(x))))
        branch = self.bn2(self.dw(branch))
        branch = self.bn3(self.gconv3(branch))
        joined = branch + x if self.pool is None else torch.cat((self.pool(x), branch), 1)
        result: Tensor = self.relu(joined)
        return result


class ShuffleNetV1(nn.Module):
    """A stem, three stages of shuffle units, global average pooling.

    Zhang, Zhou, Lin, Sun: ShuffleNet: An Extremely Efficient Convolutional
    Neural Network for Mobile Devices, CVPR 2018, arXiv:1707.01083, table 1.
    The shuffle is the paper's. The authors' later code applies its inverse, and
    after the depthwise convolution: weights trained there need their depthwise
    channels reordered. As there, the classifier has no bias.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        groups: g of table 1.
        channels: output of stage 2; stages 3 and 4 double it.
        stem_channels: of Conv1.
    """

    def __init__(
        self, groups: int, channels: int, stem_channels: int, num_classes: int = 1000, in_channels: int = 3
    ) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = ConvBNActivation(in_channels, stem_channels, 3, stride=2)  # Conv1: 112 × 112
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)  # MaxPool: 56 × 56
        stage2, stage3, stage4 = _DEPTHS
        self.stage2 = _stage(stage2, stem_channels, channels, groups, first_groups=1)  # 28 × 28
        self.stage3 = _stage(stage3, channels, 2 * channels, groups, first_groups=groups)  # 14 × 14
        self.stage4 = _stage(stage4, 2 * channels, 4 * channels, groups, first_groups=groups)  # 7 × 7
        self.avgpool = nn.AdaptiveAvgPool2d(1)  # GlobalPool
        self.fc = nn.Linear(4 * channels, num_classes, bias=False)
        self.register_forward_pre_hook(InputCheck("ShuffleNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.conv1(x))
        x = self.stage4(self.stage3(self.stage2(x)))
        logits: Tensor = self.fc(self.avgpool(x).flatten(1))
        return logits


def _stage(depth: int, in_channels: int, out_channels: int, groups: int, first_groups: int) -> nn.Sequential:
    first = ShuffleUnit(in_channels, out_channels, 2, groups, first_groups)
    others = (ShuffleUnit(out_channels, out_channels, 1, groups, groups) for _ in range(depth - 1))
    return nn.Sequential(first, *others)


def _shufflenet_v1(
    groups: int,
    channels: int,
    stem_channels: int,
    /,
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    init: bool = True,
) -> ShuffleNetV1:
    """Return ShuffleNet (v1).

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(
        lambda: ShuffleNetV1(groups, channels, stem_channels, num_classes, in_channels), init_he_fan_out, init
    )


# Table 1: groups, output channels of stage 2, channels of Conv1. Wider groups buy more channels at equal cost.
shufflenet_v1_g1_x1_0 = partial(_shufflenet_v1, 1, 144, 24)
shufflenet_v1_g2_x1_0 = partial(_shufflenet_v1, 2, 200, 24)
shufflenet_v1_g3_x1_0 = partial(_shufflenet_v1, 3, 240, 24)
shufflenet_v1_g4_x1_0 = partial(_shufflenet_v1, 4, 272, 24)
shufflenet_v1_g8_x1_0 = partial(_shufflenet_v1, 8, 384, 24)

# Table 2: "ShuffleNet s×" has s times the channels. The paper does not give Conv1's: they are the authors' code's,
# and for 0.25×, which the code lacks, the 12 that the published cost implies.
shufflenet_v1_g3_x0_25 = partial(_shufflenet_v1, 3, 60, 12)
shufflenet_v1_g3_x0_5 = partial(_shufflenet_v1, 3, 120, 12)
shufflenet_v1_g8_x0_5 = partial(_shufflenet_v1, 8, 192, 16)
shufflenet_v1_g3_x1_5 = partial(_shufflenet_v1, 3, 360, 24)
shufflenet_v1_g8_x1_5 = partial(_shufflenet_v1, 8, 576, 24)
shufflenet_v1_g3_x2_0 = partial(_shufflenet_v1, 3, 480, 48)
shufflenet_v1_g8_x2_0 = partial(_shufflenet_v1, 8, 768, 48)

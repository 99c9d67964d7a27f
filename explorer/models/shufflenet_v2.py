"""ShuffleNetV2: half of the channels pass by untouched, since memory traffic costs time too."""

from functools import partial

import torch
from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.layers import ChannelShuffle, ConvBNActivation
from explorer.models.options import InputCheck, require_counts

_STEM_CHANNELS = 24
_DEPTHS = (4, 8, 4)
"""Units of stages 2, 3 and 4 (table 5)."""


class ShuffleUnit(nn.Module):
    """Split, transform one half, concatenate, shuffle (figures 3c and 3d).

    With stride 1 the first half of the channels goes past ``branch2``. With
    stride 2 nothing is split: both branches see all channels and halve the map.

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int) -> None:
        super().__init__()
        half = out_channels // 2
        self.branch1 = _downsample(in_channels, half) if stride == 2 else None
        self.branch2 = _transform(in_channels if stride == 2 else half, half, stride)
        self.shuffle = ChannelShuffle(2)

    def forward(self, x: Tensor) -> Tensor:
        if self.branch1 is None:
            passed, rest = x.chunk(2, 1)
        else:
            passed, rest = self.branch1(x), x
        result: Tensor = self.shuffle(torch.cat((passed, self.branch2(rest)), 1))
        return result


def _downsample(in_channels: int, out_channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(in_channels, in_channels, 3, stride=2, padding=1, groups=in_channels, bias=False),
        nn.BatchNorm2d(in_channels),
        nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )


def _transform(in_channels: int, out_channels: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
        nn.Conv2d(out_channels, out_channels, 3, stride=stride, padding=1, groups=out_channels, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.Conv2d(out_channels, out_channels, kernel_size=1, bias=False),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
    )


class ShuffleNetV2(nn.Module):
    """A stem, three stages of shuffle units, a 1×1 convolution, global average pooling.

    Ma, Zhang, Zheng, Sun: ShuffleNet V2: Practical Guidelines for Efficient CNN
    Architecture Design, ECCV 2018, arXiv:1807.11164, table 5. Its four
    guidelines (section 2): as many channels out as in, few groups, few
    fragments, few element-wise operations.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        channels: output of stage 2; stages 3 and 4 double it.
        head_channels: of Conv5.
    """

    def __init__(self, channels: int, head_channels: int, num_classes: int = 1000, in_channels: int = 3) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = ConvBNActivation(in_channels, _STEM_CHANNELS, 3, stride=2)  # Conv1: 112 × 112
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)  # MaxPool: 56 × 56
        stage2, stage3, stage4 = _DEPTHS
        self.stage2 = _stage(stage2, _STEM_CHANNELS, channels)  # 28 × 28
        self.stage3 = _stage(stage3, channels, 2 * channels)  # 14 × 14
        self.stage4 = _stage(stage4, 2 * channels, 4 * channels)  # 7 × 7
        self.conv5 = ConvBNActivation(4 * channels, head_channels, 1)  # Conv5: 7 × 7
        self.avgpool = nn.AdaptiveAvgPool2d(1)  # GlobalPool
        self.fc = nn.Linear(head_channels, num_classes)
        self.register_forward_pre_hook(InputCheck("ShuffleNetV2", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.conv1(x))
        x = self.stage4(self.stage3(self.stage2(x)))
        x = self.avgpool(self.conv5(x)).flatten(1)
        logits: Tensor = self.fc(x)
        return logits


def _stage(depth: int, in_channels: int, out_channels: int) -> nn.Sequential:
    first = ShuffleUnit(in_channels, out_channels, stride=2)
    others = (ShuffleUnit(out_channels, out_channels, stride=1) for _ in range(depth - 1))
    return nn.Sequential(first, *others)


def _shufflenet_v2(
    channels: int, head_channels: int, /, *, num_classes: int = 1000, in_channels: int = 3, init: bool = True
) -> ShuffleNetV2:
    """Return ShuffleNetV2 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: ShuffleNetV2(channels, head_channels, num_classes, in_channels), init_he_fan_out, init)


# Table 5: output channels of stage 2, and of Conv5.
shufflenet_v2_x0_5 = partial(_shufflenet_v2, 48, 1024)
shufflenet_v2_x1_0 = partial(_shufflenet_v2, 116, 1024)
shufflenet_v2_x1_5 = partial(_shufflenet_v2, 176, 1024)
shufflenet_v2_x2_0 = partial(_shufflenet_v2, 244, 2048)

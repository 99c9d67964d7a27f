"""SENet: residual blocks whose channels are weighted by what the whole map holds.

Hu, Shen, Albanie, Sun, Wu: Squeeze-and-Excitation Networks, CVPR 2018,
arXiv:1709.01507. The weighting stands at the end of the residual branch,
before the addition (figure 3), and squeezes the channels by r = 16.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.layers import SqueezeExcitation
from explorer.models.options import InputCheck, require_counts, require_rates
from explorer.models.resnet import (
    Bottleneck,
    ResidualBlock,
    init_residual,
    projection,
    residual_stage,
    resnet_builder,
)


class SEBottleneck(Bottleneck):
    """The block of SE-ResNet and SE-ResNeXt (table 1): ResNet's bottleneck with a gated branch.

    Input (N, C, H, W), output (N, 4·width, H/stride, W/stride). Options are
    those of :class:`~explorer.models.resnet.Bottleneck`.
    """

    def __init__(self, in_channels: int, width: int, stride: int, **options: Any) -> None:
        super().__init__(in_channels, width, stride, **options)
        self.se_module = _squeeze_excitation(self.expansion * width)

    def residual(self, x: Tensor) -> Tensor:
        gated: Tensor = self.se_module(super().residual(x))
        return gated


class SEBottleneckV15(Bottleneck):
    """The same block under timm's newer names, stride in the 3×3 convolution."""

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__(in_channels, width, stride)
        self.se = _squeeze_excitation(self.expansion * width)

    def residual(self, x: Tensor) -> Tensor:
        gated: Tensor = self.se(super().residual(x))
        return gated


class SENet154Bottleneck(ResidualBlock):
    """The block of SENet-154, SE-ResNeXt 64×4d with two changes (appendix of the paper).

    The first 1×1 convolution has half of the channels of the 3×3, and the
    projection of a block with stride is a 3×3 convolution too.

    Input (N, C, H, W), output (N, 4·width, H/stride, W/stride).
    """

    expansion = 4

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, 2 * width, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(2 * width)
        self.conv2 = nn.Conv2d(2 * width, 4 * width, kernel_size=3, stride=stride, padding=1, groups=64, bias=False)
        self.bn2 = nn.BatchNorm2d(4 * width)
        self.conv3 = nn.Conv2d(4 * width, 4 * width, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(4 * width)
        self.relu = nn.ReLU()
        self.se_module = _squeeze_excitation(4 * width)
        self.downsample = projection(in_channels, 4 * width, stride, kernel_size=3 if stride > 1 else 1)

    def residual(self, x: Tensor) -> Tensor:
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        gated: Tensor = self.se_module(self.bn3(self.conv3(x)))
        return gated


def _squeeze_excitation(channels: int) -> SqueezeExcitation:
    return SqueezeExcitation(channels, channels // 16)


class SENet(nn.Module):
    """A stem, four stages of gated residual blocks, global average pooling (table 1).

    Names and figures are those of the networks that the authors trained in
    Caffe: the max pool takes no padding and rounds sizes up, and SE-ResNets
    have their strides in the first 1×1 convolutions.

    Input (N, 3, H, W) from 3 pixels up, usually 224; output logits (N, 1000).

    Args:
        block: the residual block.
        depths: blocks per stage.
        deep_stem: three 3×3 convolutions in place of one 7×7, as SENet-154 has.
        options: of every block.
    """

    def __init__(
        self,
        block: type[ResidualBlock],
        depths: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.0,
        *,
        deep_stem: bool = False,
        **options: Any,
    ) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.layer0 = _deep_stem(in_channels) if deep_stem else _stem(in_channels)  # 112 × 112
        self.pool0 = nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)  # 56 × 56
        one, two, three, four = depths
        out = block.expansion
        self.layer1 = residual_stage(block, one, 128 if deep_stem else 64, 64, stride=1, **options)  # 56 × 56
        self.layer2 = residual_stage(block, two, 64 * out, 128, stride=2, **options)  # 28 × 28
        self.layer3 = residual_stage(block, three, 128 * out, 256, stride=2, **options)  # 14 × 14
        self.layer4 = residual_stage(block, four, 256 * out, 512, stride=2, **options)  # 7 × 7
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.last_linear = nn.Linear(512 * out, num_classes)
        self.register_forward_pre_hook(InputCheck("SENet", in_channels, minimum=3))

    def forward(self, x: Tensor) -> Tensor:
        x = self.pool0(self.layer0(x))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits: Tensor = self.last_linear(self.dropout(self.global_pool(x).flatten(1)))
        return logits


def _stem(in_channels: int) -> nn.Sequential:
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(in_channels, 64, kernel_size=7, stride=2, padding=3, bias=False),
            bn1=nn.BatchNorm2d(64),
            relu1=nn.ReLU(),
        )
    )


def _deep_stem(in_channels: int) -> nn.Sequential:
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(in_channels, 64, kernel_size=3, stride=2, padding=1, bias=False),
            bn1=nn.BatchNorm2d(64),
            relu1=nn.ReLU(),
            conv2=nn.Conv2d(64, 64, kernel_size=3, padding=1, bias=False),
            bn2=nn.BatchNorm2d(64),
            relu2=nn.ReLU(),
            conv3=nn.Conv2d(64, 128, kernel_size=3, padding=1, bias=False),
            bn3=nn.BatchNorm2d(128),
            relu3=nn.ReLU(),
        )
    )


def _senet_builder(
    name: str, block: type[ResidualBlock], depths: Sequence[int], *, rate: float = 0.0, **options: Any
) -> Callable[..., SENet]:
    def build(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = rate, init: bool = True) -> SENet:
        require_counts(num_classes=num_classes, in_channels=in_channels)
        require_rates(dropout=dropout)
        return construct(
            lambda: SENet(block, depths, num_classes, in_channels, dropout, **options), init_residual, init
        )

    build.__doc__ = f"""Return {name} with the state-dict keys of the authors' converted weights (timm's ``legacy_``).

    Raises:
        UsageError: an option is out of range.
    """
    return build


_DEPTHS_50 = (3, 4, 6, 3)
_DEPTHS_101 = (3, 4, 23, 3)
_DEPTHS_152 = (3, 8, 36, 3)

legacy_seresnet50 = _senet_builder("SE-ResNet-50", SEBottleneck, _DEPTHS_50, stride_in_1x1=True)
legacy_seresnet101 = _senet_builder("SE-ResNet-101", SEBottleneck, _DEPTHS_101, stride_in_1x1=True)
legacy_seresnet152 = _senet_builder("SE-ResNet-152", SEBottleneck, _DEPTHS_152, stride_in_1x1=True)
legacy_seresnext50_32x4d = _senet_builder("SE-ResNeXt-50 32×4d", SEBottleneck, _DEPTHS_50, cardinality=32, base_width=4)
legacy_seresnext101_32x4d = _senet_builder(
    "SE-ResNeXt-101 32×4d", SEBottleneck, _DEPTHS_101, cardinality=32, base_width=4
)
legacy_senet154 = _senet_builder("SENet-154", SENet154Bottleneck, _DEPTHS_152, rate=0.2, deep_stem=True)

seresnet50 = resnet_builder("SE-ResNet-50 v1.5", SEBottleneckV15, _DEPTHS_50)

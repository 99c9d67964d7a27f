"""MobileNetV2: inverted residuals with linear bottlenecks."""

from functools import partial
from typing import NamedTuple

from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.checkpoints import keys_by_module
from explorer.models.layers import ConvBNActivation, round_channels
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates


class Bottlenecks(NamedTuple):
    """One row of table 2; the columns are t, c, n and s there."""

    expansion: int
    channels: int
    depth: int
    stride: int


_STEM_CHANNELS = 32
_HEAD_CHANNELS = 1280
_ROWS = (
    Bottlenecks(expansion=1, channels=16, depth=1, stride=1),
    Bottlenecks(expansion=6, channels=24, depth=2, stride=2),
    Bottlenecks(expansion=6, channels=32, depth=3, stride=2),
    Bottlenecks(expansion=6, channels=64, depth=4, stride=2),
    Bottlenecks(expansion=6, channels=96, depth=3, stride=1),
    Bottlenecks(expansion=6, channels=160, depth=3, stride=2),
    Bottlenecks(expansion=6, channels=320, depth=1, stride=1),
)
"""Table 2 between the first and the last convolution."""


class InvertedResidual(nn.Module):
    """The bottleneck residual block: expand, depthwise, project linearly (table 1, figure 4d).

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉). The
    input is added where shapes agree: stride 1 and as many channels out as in.
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int, expansion: int) -> None:
        super().__init__()
        self.has_skip = stride == 1 and in_channels == out_channels
        expanded = in_channels * expansion
        layers: list[nn.Module] = []
        if expansion > 1:
            layers.append(ConvBNActivation(in_channels, expanded, 1, activation=nn.ReLU6))
        layers += [
            ConvBNActivation(expanded, expanded, 3, stride=stride, groups=expanded, activation=nn.ReLU6),
            nn.Conv2d(expanded, out_channels, kernel_size=1, bias=False),
            nn.BatchNorm2d(out_channels),
        ]
        self.conv = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.conv(x)
        return x + residual if self.has_skip else residual


class MobileNetV2(nn.Module):
    """A 3×3 stem, 17 inverted residuals, a 1×1 convolution, global average pooling.

    Sandler et al.: MobileNetV2: Inverted Residuals and Linear Bottlenecks, CVPR
    2018, arXiv:1801.04381, table 2.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        width: scales all channels, rounded to multiples of 8. Below 1 the last
            convolution keeps its 1280 (section 4), so that thin networks spend
            most of their parameters in the classifier.
    """

    def __init__(self, width: float = 1.0, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        channels = round_channels(_STEM_CHANNELS * width)
        layers: list[nn.Module] = [ConvBNActivation(in_channels, channels, 3, stride=2, activation=nn.ReLU6)]
        for row in _ROWS:
            out_channels = round_channels(row.channels * width)
            for index in range(row.depth):
                stride = row.stride if index == 0 else 1
                layers.append(InvertedResidual(channels, out_channels, stride, row.expansion))
                channels = out_channels
        head_channels = round_channels(_HEAD_CHANNELS * max(width, 1.0))
        layers.append(ConvBNActivation(channels, head_channels, 1, activation=nn.ReLU6))
        self.features = nn.Sequential(*layers)  # 1280 × 7 × 7 at 224 pixels
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(head_channels, num_classes))
        self.register_forward_pre_hook(InputCheck("MobileNetV2", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x)).flatten(1)
        logits: Tensor = self.classifier(x)
        return logits


def mobilenet_v2(
    *,
    width: float = 1.0,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.2,
    init: bool = True,
) -> MobileNetV2:
    """Return MobileNetV2 of the given width, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_multipliers(width=width)
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: MobileNetV2(width, num_classes, in_channels, dropout), init_he_fan_out, init)


mobilenetv2_140 = partial(mobilenet_v2, width=1.4)
mobilenetv2_075 = partial(mobilenet_v2, width=0.75)
mobilenetv2_050 = partial(mobilenet_v2, width=0.5)
mobilenetv2_035 = partial(mobilenet_v2, width=0.35)


_TIMM_EXPANDING = {
    "conv_pw": "0.0",
    "bn1": "0.1",
    "conv_dw": "1.0",
    "bn2": "1.1",
    "conv_pwl": "2",
    "bn3": "3",
}
_TIMM_SEPARABLE = {"conv_dw": "0.0", "bn1": "0.1", "conv_pw": "1", "bn2": "2"}


def timm_keys(network: MobileNetV2) -> dict[str, str]:
    """Return our state-dict key for each key of timm's checkpoints, whose ``blocks`` are the rows of table 2."""
    last = sum(row.depth for row in _ROWS) + 1
    modules = {
        "conv_stem": "features.0.0",
        "bn1": "features.0.1",
        "conv_head": f"features.{last}.0",
        "bn2": f"features.{last}.1",
        "classifier": "classifier.1",
    }
    places = [(stage, block) for stage, row in enumerate(_ROWS) for block in range(row.depth)]
    for number, (stage, block) in enumerate(places, start=1):
        parts = _TIMM_EXPANDING if _ROWS[stage].expansion > 1 else _TIMM_SEPARABLE
        modules |= {
            f"blocks.{stage}.{block}.{theirs}": f"features.{number}.conv.{ours}" for theirs, ours in parts.items()
        }
    return keys_by_module(network, modules)

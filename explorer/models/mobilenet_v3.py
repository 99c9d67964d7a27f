"""MobileNetV3: found by search, finished by hand, with squeeze-excitation and h-swish."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.layers import ConvBNActivation, SqueezeExcitation, round_channels
from explorer.models.mbconv import MBConv
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates

RE = nn.ReLU
HS = nn.Hardswish
"""h-swish: x · ReLU6(x + 3) / 6 (equation 1)."""

_norm = partial(nn.BatchNorm2d, eps=1e-3, momentum=0.01)
"""Batch norm with TensorFlow's constants."""


class Row(NamedTuple):
    """One "bneck" row of table 1 or 2, with their columns' names in the comments below."""

    kernel_size: int
    expanded: int
    channels: int
    squeeze: bool
    nonlinearity: type[nn.Module]
    stride: int


LARGE = (
    # k, exp size, #out, SE, NL, s
    Row(3, 16, 16, False, RE, 1),
    Row(3, 64, 24, False, RE, 2),
    Row(3, 72, 24, False, RE, 1),
    Row(5, 72, 40, True, RE, 2),
    Row(5, 120, 40, True, RE, 1),
    Row(5, 120, 40, True, RE, 1),
    Row(3, 240, 80, False, HS, 2),
    Row(3, 200, 80, False, HS, 1),
    Row(3, 184, 80, False, HS, 1),
    Row(3, 184, 80, False, HS, 1),
    Row(3, 480, 112, True, HS, 1),
    Row(3, 672, 112, True, HS, 1),
    Row(5, 672, 160, True, HS, 2),
    Row(5, 960, 160, True, HS, 1),
    Row(5, 960, 160, True, HS, 1),
)
"""Table 1."""

SMALL = (
    # k, exp size, #out, SE, NL, s
    Row(3, 16, 16, True, RE, 2),
    Row(3, 72, 24, False, RE, 2),
    Row(3, 88, 24, False, RE, 1),
    Row(5, 96, 40, True, HS, 2),
    Row(5, 240, 40, True, HS, 1),
    Row(5, 240, 40, True, HS, 1),
    Row(5, 120, 48, True, HS, 1),
    Row(5, 144, 48, True, HS, 1),
    Row(5, 288, 96, True, HS, 2),
    Row(5, 576, 96, True, HS, 1),
    Row(5, 576, 96, True, HS, 1),
)
"""Table 2."""


class Bneck(MBConv):
    """One row of the tables: :class:`MBConv` whose gate is a hard sigmoid (figure 4).

    The squeeze is a quarter of the expanded channels (section 5.3). Input
    (N, C, H, W), output (N, row's channels · width, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, row: Row, width: float) -> None:
        expanded = round_channels(row.expanded * width)
        gate = None
        if row.squeeze:
            gate = SqueezeExcitation(expanded, round_channels(expanded // 4), gate=nn.Hardsigmoid)
        super().__init__(
            in_channels,
            expanded,
            round_channels(row.channels * width),
            row.kernel_size,
            row.stride,
            activation=row.nonlinearity,
            gate=gate,
            norm=_norm,
        )


class MobileNetV3(nn.Module):
    """A stem of 16 channels, inverted residuals by the table, and a head that pools early.

    Howard et al.: Searching for MobileNetV3, ICCV 2019, arXiv:1905.02244,
    tables 1 and 2. The last 1×1 convolution to 1280 (1024) channels follows the
    global pooling, where it costs a forty-ninth (section 5.1); it is the first
    dense layer of ``classifier``.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        rows: of table 1 (Large) or 2 (Small).
        head_channels: width of the first dense layer.
        width: scales all channels, the head's too, rounded to multiples of 8.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        head_channels: int,
        width: float = 1.0,
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        channels = round_channels(16 * width)
        layers: list[nn.Module] = [ConvBNActivation(in_channels, channels, 3, stride=2, activation=HS, norm=_norm)]
        for row in rows:
            layers.append(Bneck(channels, row, width))
            channels = round_channels(row.channels * width)
        last = 6 * channels  # 960 in table 1, 576 in table 2
        layers.append(ConvBNActivation(channels, last, 1, activation=HS, norm=_norm))
        self.features = nn.Sequential(*layers)  # 960 (576) × 7 × 7 at 224 pixels
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        head_channels = round_channels(head_channels * width)
        self.classifier = nn.Sequential(
            nn.Linear(last, head_channels),
            HS(),
            nn.Dropout(dropout),
            nn.Linear(head_channels, num_classes),
        )
        self.register_forward_pre_hook(InputCheck("MobileNetV3", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x)).flatten(1)
        logits: Tensor = self.classifier(x)
        return logits


def _mobilenet_v3(
    rows: Sequence[Row],
    head_channels: int,
    /,
    *,
    width: float = 1.0,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.2,
    init: bool = True,
) -> MobileNetV3:
    """Return MobileNetV3 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_multipliers(width=width)
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(
        lambda: MobileNetV3(rows, head_channels, width, num_classes, in_channels, dropout), init_he_fan_out, init
    )


mobilenet_v3_large = partial(_mobilenet_v3, LARGE, 1280)
mobilenet_v3_small = partial(_mobilenet_v3, SMALL, 1024)

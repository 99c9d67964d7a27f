"""MobileNet (v1): depthwise separable convolutions, and one number that scales the width."""

from functools import partial
from typing import NamedTuple

from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.checkpoints import keys_by_module
from explorer.models.layers import ConvBNActivation, round_channels
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates


class Separable(NamedTuple):
    """One pair of rows of table 1: "Conv dw" with a stride, then a pointwise "Conv" to so many channels."""

    stride: int
    channels: int


_STEM_CHANNELS = 32
_PAIRS = (
    Separable(stride=1, channels=64),
    Separable(stride=2, channels=128),
    Separable(stride=1, channels=128),
    Separable(stride=2, channels=256),
    Separable(stride=1, channels=256),
    Separable(stride=2, channels=512),
    *[Separable(stride=1, channels=512)] * 5,
    Separable(stride=2, channels=1024),
    # The table prints s2 here too, but with the 7 × 7 map that it also prints only stride 1 agrees.
    Separable(stride=1, channels=1024),
)
"""Table 1 without its first row, at width 1."""


class DepthwiseConv(ConvBNActivation):
    """A 3×3 filter per channel, batch norm, ReLU6 (figure 3 right, upper half).

    Input (N, C, H, W), output (N, C, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, channels: int, stride: int) -> None:
        super().__init__(channels, channels, 3, stride=stride, groups=channels, activation=nn.ReLU6)


class PointwiseConv(ConvBNActivation):
    """A 1×1 convolution that mixes the channels, batch norm, ReLU6 (figure 3 right, lower half).

    Input (N, in_channels, H, W), output (N, out_channels, H, W).
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__(in_channels, out_channels, 1, activation=nn.ReLU6)


class MobileNetV1(nn.Module):
    """A 3×3 stem and 13 depthwise separable convolutions, without shortcuts.

    Howard et al.: MobileNets: Efficient Convolutional Neural Networks for
    Mobile Vision Applications, arXiv:1704.04861, table 1; ``features`` has one
    entry per convolutional row. A separable convolution costs 1/C' + 1/9 of a
    plain 3×3 with C' outputs (section 3.1). ReLU6 as in the released network;
    the paper writes ReLU. Its second multiplier, the resolution's, is the size
    of the input.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        width: the width multiplier α: every layer has α times the channels.
        dropout: rate before the classifier (the paper has none).
    """

    def __init__(self, width: float = 1.0, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.0) -> None:
        super().__init__()
        channels = round_channels(_STEM_CHANNELS * width)
        rows: list[nn.Module] = [ConvBNActivation(in_channels, channels, 3, stride=2, activation=nn.ReLU6)]
        for pair in _PAIRS:
            out_channels = round_channels(pair.channels * width)
            rows += [DepthwiseConv(channels, pair.stride), PointwiseConv(channels, out_channels)]
            channels = out_channels
        self.features = nn.Sequential(*rows)  # 1024·α × 7 × 7 at 224 pixels
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(channels, num_classes)
        self.register_forward_pre_hook(InputCheck("MobileNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x)).flatten(1)
        logits: Tensor = self.fc(self.dropout(x))
        return logits


def mobilenet_v1(
    *,
    width: float = 1.0,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.0,
    init: bool = True,
) -> MobileNetV1:
    """Return MobileNet (v1) of the given width.

    Raises:
        UsageError: an option is out of range.
    """
    require_multipliers(width=width)
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: MobileNetV1(width, num_classes, in_channels, dropout), init_he_fan_out, init)


# The widths of table 6.
mobilenetv1_075 = partial(mobilenet_v1, width=0.75)
mobilenetv1_050 = partial(mobilenet_v1, width=0.5)
mobilenetv1_025 = partial(mobilenet_v1, width=0.25)


def timm_keys(network: MobileNetV1) -> dict[str, str]:
    """Return our state-dict key for each key of timm's checkpoints, which begin a stage at each stride."""
    modules = {"conv_stem": "features.0.0", "bn1": "features.0.1", "classifier": "fc"}
    stage, block = 0, -1
    for number, pair in enumerate(_PAIRS):
        stage, block = (stage + 1, 0) if pair.stride == 2 else (stage, block + 1)
        depthwise, pointwise = f"features.{2 * number + 1}", f"features.{2 * number + 2}"
        theirs = f"blocks.{stage}.{block}"
        modules |= {
            f"{theirs}.conv_dw": f"{depthwise}.0",
            f"{theirs}.bn1": f"{depthwise}.1",
            f"{theirs}.conv_pw": f"{pointwise}.0",
            f"{theirs}.bn2": f"{pointwise}.1",
        }
    return keys_by_module(network, modules)

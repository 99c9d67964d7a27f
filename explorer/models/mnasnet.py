"""MnasNet: mobile blocks whose kernels, depths and widths a search chose by accuracy and measured latency."""

from dataclasses import dataclass

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.layers import round_channels
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates


@dataclass(frozen=True, slots=True)
class Stage:
    """One block of the search space: ``depth`` layers MBConv``expansion`` (``kernel_size``)."""

    expansion: int
    kernel_size: int
    channels: int
    depth: int
    stride: int


B1 = (
    Stage(expansion=3, kernel_size=3, channels=24, depth=3, stride=2),  # 56 × 56 at 224 pixels
    Stage(expansion=3, kernel_size=5, channels=40, depth=3, stride=2),  # 28 × 28
    Stage(expansion=6, kernel_size=5, channels=80, depth=3, stride=2),  # 14 × 14
    Stage(expansion=6, kernel_size=3, channels=96, depth=2, stride=1),  # 14 × 14
    Stage(expansion=6, kernel_size=5, channels=192, depth=4, stride=2),  # 7 × 7
    Stage(expansion=6, kernel_size=3, channels=320, depth=1, stride=1),  # 7 × 7
)
"""The network found without squeeze-excitation. A1 (figure 7) has other stages and gates in three of them."""

_MOMENTUM = 1 - 0.9997
"""How much of a batch's statistics the running ones take up: a decay of 0.9997, as in torchvision's training."""


class MBConv(nn.Module):
    """Inverted bottleneck: 1×1 expand, depthwise k×k, linear 1×1 project (figure 7).

    From MobileNetV2 (Sandler et al., arXiv:1801.04381); a shortcut joins equal shapes.

    Input (N, in_channels, H, W), output (N, out_channels, H/stride, W/stride).
    """

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int, expansion: int) -> None:
        super().__init__()
        width = in_channels * expansion
        self.has_shortcut = stride == 1 and in_channels == out_channels
        self.layers = nn.Sequential(
            nn.Conv2d(in_channels, width, kernel_size=1, bias=False),
            nn.BatchNorm2d(width, momentum=_MOMENTUM),
            nn.ReLU(),
            nn.Conv2d(
                width, width, kernel_size=kernel_size, stride=stride, padding=kernel_size // 2, groups=width, bias=False
            ),
            nn.BatchNorm2d(width, momentum=_MOMENTUM),
            nn.ReLU(),
            nn.Conv2d(width, out_channels, kernel_size=1, bias=False),
            nn.BatchNorm2d(out_channels, momentum=_MOMENTUM),
        )

    def forward(self, x: Tensor) -> Tensor:
        projected: Tensor = self.layers(x)
        return projected + x if self.has_shortcut else projected


class MnasNet(nn.Module):
    """A strided convolution, a separable one, six searched stages of MBConv, 1×1 to 1280, global average pooling.

    Tan, Chen, Pang, Vasudevan, Sandler, Howard, Le: MnasNet: Platform-Aware
    Neural Architecture Search for Mobile, CVPR 2019, arXiv:1807.11626. Stages
    differ (the factorised hierarchical search space of section 4.1), layers of
    one stage are alike.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        width: the paper's depth multiplier, which scales the channels of every layer but the last.
    """

    def __init__(self, width: float = 1.0, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        stem, separable = round_channels(32 * width), round_channels(16 * width)
        layers: list[nn.Module] = [
            nn.Conv2d(in_channels, stem, kernel_size=3, stride=2, padding=1, bias=False),  # 112 × 112 at 224 pixels
            nn.BatchNorm2d(stem, momentum=_MOMENTUM),
            nn.ReLU(),
            # SepConv 3×3: depthwise, then linear 1×1.
            nn.Conv2d(stem, stem, kernel_size=3, padding=1, groups=stem, bias=False),
            nn.BatchNorm2d(stem, momentum=_MOMENTUM),
            nn.ReLU(),
            nn.Conv2d(stem, separable, kernel_size=1, bias=False),
            nn.BatchNorm2d(separable, momentum=_MOMENTUM),
        ]
        channels = separable
        for stage in B1:
            scaled = round_channels(stage.channels * width)
            layers.append(_stage(stage, channels, scaled))
            channels = scaled
        layers += [
            nn.Conv2d(channels, 1280, kernel_size=1, bias=False),  # 7 × 7
            nn.BatchNorm2d(1280, momentum=_MOMENTUM),
            nn.ReLU(),
        ]
        self.layers = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(1280, num_classes))
        self.register_forward_pre_hook(InputCheck("MnasNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.layers(x))
        logits: Tensor = self.classifier(x.flatten(1))
        return logits


def _stage(stage: Stage, in_channels: int, channels: int) -> nn.Sequential:
    first = MBConv(in_channels, channels, stage.kernel_size, stage.stride, stage.expansion)
    others = (MBConv(channels, channels, stage.kernel_size, 1, stage.expansion) for _ in range(stage.depth - 1))
    return nn.Sequential(first, *others)


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions, uniform by the outputs for the dense layer, batch norm 1 and 0."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(module.weight, mode="fan_out", nonlinearity="sigmoid")
        nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        module.reset_parameters()


def mnasnet1_0(
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    width: float = 1.0,
    dropout: float = 0.2,
    init: bool = True,
) -> MnasNet:
    """Return MnasNet-B1 with torchvision's state-dict keys.

    Args:
        num_classes: outputs.
        in_channels: channels of the picture.
        width: multiplies the channels; the paper uses 0.35 to 1.4.
        dropout: rate before the dense layer.
        init: initialise the weights.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    require_multipliers(width=width)
    return construct(lambda: MnasNet(width, num_classes, in_channels, dropout), _initialise, init)

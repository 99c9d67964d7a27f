"""EfficientNet and EfficientNetV2: one searched network, scaled in width, depth and resolution together."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from torch import Tensor, nn

from explorer.models.build import construct, init_he_fan_out
from explorer.models.layers import ConvBNActivation, DropPath, SqueezeExcitation, round_channels
from explorer.models.mbconv import MBConv
from explorer.models.options import InputCheck, require_counts, require_multipliers, require_rates

Norm = Callable[[int], nn.Module]
"""Makes a batch norm of so many channels."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of a table of MBConv blocks; the first block has the stride."""

    expansion: int
    kernel_size: int
    stride: int
    channels: int
    depth: int
    fused: bool = False


B0 = (
    Stage(expansion=1, kernel_size=3, stride=1, channels=16, depth=1),
    Stage(expansion=6, kernel_size=3, stride=2, channels=24, depth=2),
    Stage(expansion=6, kernel_size=5, stride=2, channels=40, depth=2),
    Stage(expansion=6, kernel_size=3, stride=2, channels=80, depth=3),
    Stage(expansion=6, kernel_size=5, stride=1, channels=112, depth=3),
    Stage(expansion=6, kernel_size=5, stride=2, channels=192, depth=4),
    Stage(expansion=6, kernel_size=3, stride=1, channels=320, depth=1),
)
"""Stages 2 to 8 of EfficientNet-B0 (Tan, Le 2019, arXiv:1905.11946, table 1; 1 is the stem, 9 the head)."""

V2_S = (
    Stage(expansion=1, kernel_size=3, stride=1, channels=24, depth=2, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=48, depth=4, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=64, depth=4, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=128, depth=6),
    Stage(expansion=6, kernel_size=3, stride=1, channels=160, depth=9),
    Stage(expansion=6, kernel_size=3, stride=2, channels=256, depth=15),
)
"""Stages 1 to 6 of EfficientNetV2-S (Tan, Le 2021, arXiv:2104.00298, table 4; 0 is the stem, 7 the head)."""

V2_M = (
    Stage(expansion=1, kernel_size=3, stride=1, channels=24, depth=3, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=48, depth=5, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=80, depth=5, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=160, depth=7),
    Stage(expansion=6, kernel_size=3, stride=1, channels=176, depth=14),
    Stage(expansion=6, kernel_size=3, stride=2, channels=304, depth=18),
    Stage(expansion=6, kernel_size=3, stride=1, channels=512, depth=5),
)
"""M, of the authors' code: S scaled up, with a stage more (section 3.3)."""

V2_L = (
    Stage(expansion=1, kernel_size=3, stride=1, channels=32, depth=4, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=64, depth=7, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=96, depth=7, fused=True),
    Stage(expansion=4, kernel_size=3, stride=2, channels=192, depth=10),
    Stage(expansion=6, kernel_size=3, stride=1, channels=224, depth=19),
    Stage(expansion=6, kernel_size=3, stride=2, channels=384, depth=25),
    Stage(expansion=6, kernel_size=3, stride=1, channels=640, depth=7),
)
"""L, of the authors' code."""


def scale_stages(width: float, depth: float) -> tuple[Stage, ...]:
    """Return B0's stages with ``width`` times the channels and ``depth`` times the blocks.

    Compound scaling (section 3.3): depth grows as 1.2^φ, width as 1.1^φ and
    resolution as 1.15^φ, where 1.2 · 1.1² · 1.15² ≈ 2, so that φ + 1 doubles
    the cost. The published variants round these. Channels go to multiples of 8,
    depths up.
    """
    return tuple(
        replace(stage, channels=round_channels(stage.channels * width), depth=math.ceil(stage.depth * depth))
        for stage in B0
    )


class FusedMBConv(nn.Module):
    """MBConv with one plain k×k convolution for the 1×1 and the depthwise one, ungated (Tan, Le 2021, figure 2).

    Early, where maps are large and channels few, this uses hardware better.
    Without expansion the one convolution is all.

    Input (N, C, H, W), output (N, stage's channels, ⌈H/stride⌉, ⌈W/stride⌉).
    """

    def __init__(self, in_channels: int, stage: Stage, stride: int, *, drop_path: float, norm: Norm) -> None:
        super().__init__()
        width = stage.channels if stage.expansion == 1 else in_channels * stage.expansion
        self.block = nn.Sequential(
            ConvBNActivation(in_channels, width, stage.kernel_size, stride=stride, activation=nn.SiLU, norm=norm)
        )
        if stage.expansion > 1:
            self.block.append(ConvBNActivation(width, stage.channels, 1, activation=None, norm=norm))
        self.stochastic_depth = DropPath(drop_path)
        self.has_skip = stride == 1 and in_channels == stage.channels

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.block(x)
        return self.stochastic_depth(residual) + x if self.has_skip else residual


def _block(in_channels: int, stage: Stage, stride: int, drop_path: float, norm: Norm) -> nn.Module:
    """Return one block of a stage; MBConv squeezes to a quarter of the block's *input* channels."""
    if stage.fused:
        return FusedMBConv(in_channels, stage, stride, drop_path=drop_path, norm=norm)
    expanded = in_channels * stage.expansion
    gate = SqueezeExcitation(expanded, max(1, in_channels // 4), activation=nn.SiLU)
    return MBConv(
        in_channels,
        expanded,
        stage.channels,
        stage.kernel_size,
        stride,
        activation=nn.SiLU,
        gate=gate,
        drop_path=drop_path,
        norm=norm,
    )


class EfficientNet(nn.Module):
    """A 3×3 stem, stages of MBConv blocks, a 1×1 head, global average pooling.

    Tan, Le: EfficientNet: Rethinking Model Scaling for Convolutional Neural
    Networks, ICML 2019, arXiv:1905.11946, table 1; and EfficientNetV2: Smaller
    Models and Faster Training, ICML 2021, arXiv:2104.00298, table 4. ``features``
    holds one entry per row of the table. Strided convolutions are padded on both
    sides, as torch does; weights trained in TensorFlow need another padding.

    Input (N, 3, H, W), by the variant 224 to 600 pixels; output logits (N, 1000).

    Args:
        stem_channels: of the stem.
        head_channels: of the head.
        dropout: rate before the classifier.
        drop_path: rate of stochastic depth of a block after the last; it grows linearly from 0.
        norm_eps: ε of the batch norms.
        norm_momentum: share of a new batch in the running statistics.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        stem_channels: int,
        head_channels: int,
        *,
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.2,
        drop_path: float = 0.2,
        norm_eps: float = 1e-5,
        norm_momentum: float = 0.1,
    ) -> None:
        super().__init__()
        norm = partial(nn.BatchNorm2d, eps=norm_eps, momentum=norm_momentum)
        rows: list[nn.Module] = [
            ConvBNActivation(in_channels, stem_channels, 3, stride=2, activation=nn.SiLU, norm=norm)
        ]
        channels, block, blocks = stem_channels, 0, sum(stage.depth for stage in stages)
        for stage in stages:
            layers: list[nn.Module] = []
            for index in range(stage.depth):
                stride = stage.stride if index == 0 else 1
                layers.append(_block(channels, stage, stride, drop_path * block / blocks, norm))
                channels, block = stage.channels, block + 1
            rows.append(nn.Sequential(*layers))
        rows.append(ConvBNActivation(channels, head_channels, 1, activation=nn.SiLU, norm=norm))
        self.features = nn.Sequential(*rows)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(head_channels, num_classes))
        self.register_forward_pre_hook(InputCheck("EfficientNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x)).flatten(1)
        logits: Tensor = self.classifier(x)
        return logits


def initialise(module: nn.Module) -> None:
    """By the outputs for convolutions, uniform ±1/√outputs for the classifier, biases 0."""
    if isinstance(module, nn.Linear):
        bound = 1 / math.sqrt(module.out_features)
        nn.init.uniform_(module.weight, -bound, bound)
        nn.init.zeros_(module.bias)
    else:
        init_he_fan_out(module)


def efficientnet_b0(
    *,
    width: float = 1.0,
    depth: float = 1.0,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.2,
    drop_path: float = 0.2,
    norm_eps: float = 1e-5,
    norm_momentum: float = 0.1,
    init: bool = True,
) -> EfficientNet:
    """Return EfficientNet-B0, or another size of it, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_multipliers(width=width, depth=depth)
    stages = scale_stages(width, depth)
    return _efficientnet(
        stages,
        round_channels(32 * width),
        4 * stages[-1].channels,
        num_classes=num_classes,
        in_channels=in_channels,
        dropout=dropout,
        drop_path=drop_path,
        norm_eps=norm_eps,
        norm_momentum=norm_momentum,
        init=init,
    )


def _efficientnet(
    stages: Sequence[Stage],
    stem_channels: int,
    head_channels: int,
    /,
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    dropout: float = 0.2,
    drop_path: float = 0.2,
    norm_eps: float = 1e-5,
    norm_momentum: float = 0.1,
    init: bool = True,
) -> EfficientNet:
    """Return EfficientNet of the given stages, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout, drop_path=drop_path, norm_eps=norm_eps, norm_momentum=norm_momentum)
    return construct(
        lambda: EfficientNet(
            stages,
            stem_channels,
            head_channels,
            num_classes=num_classes,
            in_channels=in_channels,
            dropout=dropout,
            drop_path=drop_path,
            norm_eps=norm_eps,
            norm_momentum=norm_momentum,
        ),
        initialise,
        init,
    )


# The authors' code rounds the compound coefficients so; the input's sizes are 224, 240, 260, 300, 380, 456, 528, 600.
efficientnet_b1 = partial(efficientnet_b0, width=1.0, depth=1.1, dropout=0.2)
efficientnet_b2 = partial(efficientnet_b0, width=1.1, depth=1.2, dropout=0.3)
efficientnet_b3 = partial(efficientnet_b0, width=1.2, depth=1.4, dropout=0.3)
efficientnet_b4 = partial(efficientnet_b0, width=1.4, depth=1.8, dropout=0.4)

# The published weights of the three largest come from TensorFlow, with its batch norm's constants.
_tensorflow = partial(efficientnet_b0, norm_eps=1e-3, norm_momentum=0.01)
efficientnet_b5 = partial(_tensorflow, width=1.6, depth=2.2, dropout=0.4)
efficientnet_b6 = partial(_tensorflow, width=1.8, depth=2.6, dropout=0.5)
efficientnet_b7 = partial(_tensorflow, width=2.0, depth=3.1, dropout=0.5)

efficientnet_v2_s = partial(_efficientnet, V2_S, 24, 1280, dropout=0.2, norm_eps=1e-3)
efficientnet_v2_m = partial(_efficientnet, V2_M, 24, 1280, dropout=0.3, norm_eps=1e-3)
efficientnet_v2_l = partial(_efficientnet, V2_L, 32, 1280, dropout=0.4, norm_eps=1e-3)

"""BN-Inception (Inception v2): the network that batch normalisation was introduced with."""

from functools import partial

import torch
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import ConvBNReLU
from explorer.models.options import InputCheck, require_counts, require_rates

_conv = partial(ConvBNReLU, bias=True)
"""The published weights keep biases before the norm, which takes them away: 10,016 parameters without effect."""

_halve = partial(nn.MaxPool2d, kernel_size=3, stride=2, ceil_mode=True)
_average = partial(nn.AvgPool2d, kernel_size=3, stride=1, padding=1)
_maximum = partial(nn.MaxPool2d, kernel_size=3, stride=1, padding=1)


class Inception(nn.Module):
    """An Inception block whose 5×5 branch became two 3×3 (Ioffe, Szegedy 2015, appendix, figure 5).

    Arguments are the columns of the paper's table. Without ``conv1x1`` and
    ``pool_proj`` the block halves the map: the last 3×3 of both branches has
    stride 2, and the pool joins as it is.

    Input (N, in_channels, H, W), output (N, sum of the branches, H, W) or half
    of H and W, rounded up.
    """

    def __init__(
        self,
        in_channels: int,
        conv1x1: int | None,
        reduce3x3: int,
        conv3x3: int,
        reduce_double: int,
        conv_double: int,
        pool: nn.Module,
        pool_proj: int | None,
    ) -> None:
        super().__init__()
        stride = 2 if conv1x1 is None else 1
        self.b1 = None if conv1x1 is None else _conv(in_channels, conv1x1, kernel_size=1)
        self.b2 = nn.Sequential(
            _conv(in_channels, reduce3x3, kernel_size=1),
            _conv(reduce3x3, conv3x3, kernel_size=3, stride=stride, padding=1),
        )
        self.b3 = nn.Sequential(
            _conv(in_channels, reduce_double, kernel_size=1),
            _conv(reduce_double, conv_double, kernel_size=3, padding=1),
            _conv(conv_double, conv_double, kernel_size=3, stride=stride, padding=1),
        )
        self.pool = pool
        self.proj = None if pool_proj is None else _conv(in_channels, pool_proj, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        branches = [] if self.b1 is None else [self.b1(x)]
        branches += [self.b2(x), self.b3(x)]
        pooled = self.pool(x)
        branches.append(pooled if self.proj is None else self.proj(pooled))
        return torch.cat(branches, 1)


class BNInception(nn.Module):
    """Ten Inception blocks between a convolutional stem and one dense layer, each convolution normalised.

    Ioffe, Szegedy: Batch Normalization, ICML 2015, arXiv:1502.03167, appendix,
    figure 5. The paper's table projects the pool of (4c) and (4d) to fewer
    channels, so that all maps from (3c) to (4d) have 576; the network whose
    weights were published, and this one, has 608 there. Local response
    normalisation and dropout are gone, as section 4.2.1 recommends.

    Input (N, 3, H, W) from 31 pixels up, usually 224; output logits (N, 1000).
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.0) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = _conv(in_channels, 64, kernel_size=7, stride=2, padding=3)  # 64 × 112 × 112
        self.pool1 = _halve()  # 56 × 56
        self.conv2a = _conv(64, 64, kernel_size=1)
        self.conv2 = _conv(64, 192, kernel_size=3, padding=1)  # 192 × 56 × 56
        self.pool2 = _halve()  # 28 × 28
        self.blocks = nn.ModuleDict(
            {
                "3a": Inception(192, 64, 64, 64, 64, 96, _average(), 32),  # 256 × 28 × 28
                "3b": Inception(256, 64, 64, 96, 64, 96, _average(), 64),  # 320 × 28 × 28
                "3c": Inception(320, None, 128, 160, 64, 96, _halve(), None),  # 576 × 14 × 14
                "4a": Inception(576, 224, 64, 96, 96, 128, _average(), 128),  # 576 × 14 × 14
                "4b": Inception(576, 192, 96, 128, 96, 128, _average(), 128),
                "4c": Inception(576, 160, 128, 160, 128, 160, _average(), 128),  # 608 × 14 × 14
                "4d": Inception(608, 96, 128, 192, 160, 192, _average(), 128),
                "4e": Inception(608, None, 128, 192, 192, 256, _halve(), None),  # 1056 × 7 × 7
                "5a": Inception(1056, 352, 192, 320, 160, 224, _average(), 128),  # 1024 × 7 × 7
                "5b": Inception(1024, 352, 192, 320, 192, 224, _maximum(), 128),
            }
        )
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout) if dropout else None
        self.fc = nn.Linear(1024, num_classes)
        self.register_forward_pre_hook(InputCheck("BN-Inception", in_channels, minimum=31))

    def forward(self, x: Tensor) -> Tensor:
        x = self.pool1(self.conv1(x))
        x = self.pool2(self.conv2(self.conv2a(x)))
        for block in self.blocks.values():
            x = block(x)
        x = self.pool(x).flatten(1)
        if self.dropout is not None:
            x = self.dropout(x)
        logits: Tensor = self.fc(x)
        return logits


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    init_default(module)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def bn_inception(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.0, init: bool = True
) -> BNInception:
    """Return BN-Inception.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: BNInception(num_classes, in_channels, dropout), _initialise, init)

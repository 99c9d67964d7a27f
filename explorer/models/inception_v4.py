"""Inception v4: the Inception idea in uniform, wide blocks, without residual connections."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import ConvBNReLU
from explorer.models.options import InputCheck, require_counts, require_rates


@dataclass(frozen=True, slots=True)
class Conv:
    """One box of the paper's figures: a convolution with batch norm and ReLU."""

    channels: int
    kernel_size: int | tuple[int, int]
    """A side, or (height, width)."""
    stride: int = 1
    valid: bool = False
    """Without padding, which the figures mark with V; otherwise the map keeps its size."""


def chain(in_channels: int, *convs: Conv) -> nn.Module:
    """Return the convolutions one after another; a single one stands by itself."""
    layers = []
    for conv in convs:
        height, width = conv.kernel_size if isinstance(conv.kernel_size, tuple) else (conv.kernel_size,) * 2
        layers.append(
            ConvBNReLU(
                in_channels,
                conv.channels,
                kernel_size=(height, width),
                stride=conv.stride,
                padding=0 if conv.valid else (height // 2, width // 2),
                eps=1e-3,  # as in the TensorFlow networks
            )
        )
        in_channels = conv.channels
    return layers[0] if len(layers) == 1 else nn.Sequential(*layers)


def pooled(in_channels: int, channels: int) -> nn.Sequential:
    """Return the branch of average pool and 1×1 convolution; the pool leaves padding out of its means."""
    pool = nn.AvgPool2d(kernel_size=3, stride=1, padding=1, count_include_pad=False)
    return nn.Sequential(pool, chain(in_channels, Conv(channels, 1)))


class Branches(nn.Module):
    """Branches over one input (N, C, H, W), joined along the channels.

    They are ``branch0``, ``branch1``, … in the state dict, from left to right
    as the weights' publishers count them.
    """

    def __init__(self, *branches: nn.Module) -> None:
        super().__init__()
        self.number = len(branches)
        for index, branch in enumerate(branches):
            self.add_module(f"branch{index}", branch)

    def join(self, x: Tensor) -> Tensor:
        return torch.cat([self.get_submodule(f"branch{index}")(x) for index in range(self.number)], 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.join(x)


class ReductionA(Branches):
    """35×35 to 17×17 (figure 7), input (N, C, H, W), output (N, C + m + n, ⌊(H-1)/2⌋, ⌊(W-1)/2⌋).

    Table 1 gives k, l, m, n for each network of the paper.
    """

    def __init__(self, in_channels: int, k: int, l: int, m: int, n: int) -> None:  # noqa: E741 - the paper's letters
        super().__init__(
            chain(in_channels, Conv(n, 3, stride=2, valid=True)),
            chain(in_channels, Conv(k, 1), Conv(l, 3), Conv(m, 3, stride=2, valid=True)),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )


class Mixed3a(nn.Module):
    """The stem's first split: max pool beside a strided 3×3 (figure 3), 64 to 160 channels."""

    def __init__(self) -> None:
        super().__init__()
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2)
        self.conv = chain(64, Conv(96, 3, stride=2, valid=True))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((self.maxpool(x), self.conv(x)), 1)


class Mixed4a(Branches):
    """The stem's second split: 3×3 beside a factorised 7×7 (figure 3), 160 to 192 channels."""

    def __init__(self) -> None:
        super().__init__(
            chain(160, Conv(64, 1), Conv(96, 3, valid=True)),
            chain(160, Conv(64, 1), Conv(64, (1, 7)), Conv(64, (7, 1)), Conv(96, 3, valid=True)),
        )


class Mixed5a(nn.Module):
    """The stem's third split: strided 3×3 beside max pool (figure 3), 192 to 384 channels."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = chain(192, Conv(192, 3, stride=2, valid=True))
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((self.conv(x), self.maxpool(x)), 1)


class InceptionA(Branches):
    """The 35×35 block (figure 4), input and output (N, 384, H, W)."""

    def __init__(self) -> None:
        super().__init__(
            chain(384, Conv(96, 1)),
            chain(384, Conv(64, 1), Conv(96, 3)),
            chain(384, Conv(64, 1), Conv(96, 3), Conv(96, 3)),
            pooled(384, 96),
        )


class InceptionB(Branches):
    """The 17×17 block (figure 5), input and output (N, 1024, H, W)."""

    def __init__(self) -> None:
        super().__init__(
            chain(1024, Conv(384, 1)),
            chain(1024, Conv(192, 1), Conv(224, (1, 7)), Conv(256, (7, 1))),
            chain(1024, Conv(192, 1), Conv(192, (7, 1)), Conv(224, (1, 7)), Conv(224, (7, 1)), Conv(256, (1, 7))),
            pooled(1024, 128),
        )


class ReductionB(Branches):
    """17×17 to 8×8 (figure 8), input (N, 1024, H, W), output (N, 1536, ⌊(H-1)/2⌋, ⌊(W-1)/2⌋)."""

    def __init__(self) -> None:
        super().__init__(
            chain(1024, Conv(192, 1), Conv(192, 3, stride=2, valid=True)),
            chain(1024, Conv(256, 1), Conv(256, (1, 7)), Conv(320, (7, 1)), Conv(320, 3, stride=2, valid=True)),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )


class InceptionC(nn.Module):
    """The 8×8 block, two of whose branches fork into 1×3 and 3×1 (figure 6), input and output (N, 1536, H, W)."""

    def __init__(self) -> None:
        super().__init__()
        self.branch0 = chain(1536, Conv(256, 1))
        self.branch1_0 = chain(1536, Conv(384, 1))
        self.branch1_1a = chain(384, Conv(256, (1, 3)))
        self.branch1_1b = chain(384, Conv(256, (3, 1)))
        self.branch2_0 = chain(1536, Conv(384, 1))
        self.branch2_1 = chain(384, Conv(448, (3, 1)))
        self.branch2_2 = chain(448, Conv(512, (1, 3)))
        self.branch2_3a = chain(512, Conv(256, (1, 3)))
        self.branch2_3b = chain(512, Conv(256, (3, 1)))
        self.branch3 = pooled(1536, 256)

    def forward(self, x: Tensor) -> Tensor:
        single = self.branch1_0(x)
        double = self.branch2_2(self.branch2_1(self.branch2_0(x)))
        return torch.cat(
            (
                self.branch0(x),
                self.branch1_1a(single),
                self.branch1_1b(single),
                self.branch2_3a(double),
                self.branch2_3b(double),
                self.branch3(x),
            ),
            1,
        )


class InceptionV4(nn.Module):
    """A branching stem, then 4 Inception-A, 7 Inception-B and 3 Inception-C blocks with reductions between.

    Szegedy, Ioffe, Vanhoucke, Alemi: Inception-v4, Inception-ResNet and the
    Impact of Residual Connections on Learning, AAAI 2017, arXiv:1602.07261,
    figure 9. State-dict keys are timm's.

    Input (N, 3, H, W) from 75 pixels up, usually 299, normalised to [-1, 1];
    output logits (N, 1000).

    Args:
        dropout: the paper keeps 0.8 of the features in training.
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        stem: Sequence[nn.Module] = (
            chain(in_channels, Conv(32, 3, stride=2, valid=True)),  # 149 × 149 at 299 pixels
            chain(32, Conv(32, 3, valid=True)),  # 147 × 147
            chain(32, Conv(64, 3)),
            Mixed3a(),  # 160 × 73 × 73
            Mixed4a(),  # 192 × 71 × 71
            Mixed5a(),  # 384 × 35 × 35
        )
        self.features = nn.Sequential(
            *stem,
            *(InceptionA() for _ in range(4)),
            ReductionA(384, k=192, l=224, m=256, n=384),  # 1024 × 17 × 17
            *(InceptionB() for _ in range(7)),
            ReductionB(),  # 1536 × 8 × 8
            *(InceptionC() for _ in range(3)),
        )
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.last_linear = nn.Linear(1536, num_classes)
        self.register_forward_pre_hook(InputCheck("Inception v4", in_channels, minimum=75))

    def forward(self, x: Tensor) -> Tensor:
        x = self.global_pool(self.features(x)).flatten(1)
        logits: Tensor = self.last_linear(self.dropout(x))
        return logits


def initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    init_default(module)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def inception_v4(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2, init: bool = True
) -> InceptionV4:
    """Return Inception v4 with timm's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: InceptionV4(num_classes, in_channels, dropout), initialise, init)

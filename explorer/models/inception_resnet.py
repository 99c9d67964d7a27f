"""Inception-ResNet v1 and v2: Inception branches that learn what to add to their input."""

from collections.abc import Iterable

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.inception_v4 import Branches, Conv, ReductionA, chain, initialise, pooled
from explorer.models.options import InputCheck, require_counts, require_rates

_SCALE_A, _SCALE_B, _SCALE_C = 0.17, 0.10, 0.20
"""Factors of the residuals, as in the authors' code; section 3.3 recommends 0.1 to 0.3."""


class Residual(Branches):
    """Branches, a linear 1×1 convolution back to the input's channels, scaled addition, ReLU.

    Input and output (N, C, H, W): ``relu(x + scale · W [branches of x])``.
    Without the scaling wide residual networks die early in training (section 3.3).

    Args:
        channels: of input and output.
        joined: channels of the branches together.
        activate: end with the ReLU.
    """

    def __init__(
        self, channels: int, branches: Iterable[nn.Module], joined: int, scale: float, *, activate: bool = True
    ) -> None:
        super().__init__(*branches)
        self.conv2d = nn.Conv2d(joined, channels, kernel_size=1)
        self.relu = nn.ReLU() if activate else None
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.conv2d(self.join(x)) * self.scale
        return x if self.relu is None else self.relu(x)

    def extra_repr(self) -> str:
        return f"scale={self.scale:g}"


class InceptionResNetA(Residual):
    """The 35×35 block (figures 10 and 16), ``widths`` of the third branch's 3×3: v1 32 and 32, v2 48 and 64."""

    def __init__(self, channels: int, widths: tuple[int, int]) -> None:
        first, second = widths
        branches = (
            chain(channels, Conv(32, 1)),
            chain(channels, Conv(32, 1), Conv(32, 3)),
            chain(channels, Conv(32, 1), Conv(first, 3), Conv(second, 3)),
        )
        super().__init__(channels, branches, 32 + 32 + second, _SCALE_A)


class InceptionResNetB(Residual):
    """The 17×17 block (figures 11 and 17), ``widths`` of 1×1, then of 1×1, 1×7 and 7×1."""

    def __init__(self, channels: int, widths: tuple[int, int, int, int]) -> None:
        single, reduced, row, column = widths
        branches = (
            chain(channels, Conv(single, 1)),
            chain(channels, Conv(reduced, 1), Conv(row, (1, 7)), Conv(column, (7, 1))),
        )
        super().__init__(channels, branches, single + column, _SCALE_B)


class InceptionResNetC(Residual):
    """The 8×8 block (figures 13 and 19), ``widths`` of 1×1, then of 1×1, 1×3 and 3×1."""

    def __init__(
        self, channels: int, widths: tuple[int, int, int, int], scale: float = _SCALE_C, *, activate: bool = True
    ) -> None:
        single, reduced, row, column = widths
        branches = (
            chain(channels, Conv(single, 1)),
            chain(channels, Conv(reduced, 1), Conv(row, (1, 3)), Conv(column, (3, 1))),
        )
        super().__init__(channels, branches, single + column, scale, activate=activate)


class Mixed5b(Branches):
    """v2's way from the stem to the first A block, input (N, 192, H, W), output (N, 320, H, W).

    The published network has it and the stem of v1's kind where the paper's
    figure 15 takes the stem of Inception v4.
    """

    def __init__(self) -> None:
        super().__init__(
            chain(192, Conv(96, 1)),
            chain(192, Conv(48, 1), Conv(64, 5)),
            chain(192, Conv(64, 1), Conv(96, 3), Conv(96, 3)),
            pooled(192, 64),
        )


class ReductionB(Branches):
    """17×17 to 8×8 (figures 12 and 18).

    Input (N, C, H, W), output (N, C + 384 + middle + last of right, ⌊(H-1)/2⌋, ⌊(W-1)/2⌋).
    """

    def __init__(self, in_channels: int, middle: int, right: tuple[int, int]) -> None:
        second, third = right
        super().__init__(
            chain(in_channels, Conv(256, 1), Conv(384, 3, stride=2, valid=True)),
            chain(in_channels, Conv(256, 1), Conv(middle, 3, stride=2, valid=True)),
            chain(in_channels, Conv(256, 1), Conv(second, 3), Conv(third, 3, stride=2, valid=True)),
            nn.MaxPool2d(kernel_size=3, stride=2),
        )


class InceptionResNetV1(nn.Module):
    """A plain stem, then 5 A, 10 B and 5 C residual blocks with reductions between.

    Szegedy, Ioffe, Vanhoucke, Alemi: Inception-v4, Inception-ResNet and the
    Impact of Residual Connections on Learning, AAAI 2017, arXiv:1602.07261,
    figures 14 and 15; about as costly as Inception v3.

    Input (N, 3, H, W) from 75 pixels up, usually 299; output logits (N, 1000).

    Args:
        dropout: the paper keeps 0.8 of the features in training.
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        # Sizes at 299 pixels.
        self.conv2d_1a = chain(in_channels, Conv(32, 3, stride=2, valid=True))  # 149 × 149
        self.conv2d_2a = chain(32, Conv(32, 3, valid=True))  # 147 × 147
        self.conv2d_2b = chain(32, Conv(64, 3))
        self.maxpool_3a = nn.MaxPool2d(kernel_size=3, stride=2)  # 73 × 73
        self.conv2d_3b = chain(64, Conv(80, 1))
        self.conv2d_4a = chain(80, Conv(192, 3, valid=True))  # 192 × 71 × 71
        self.conv2d_4b = chain(192, Conv(256, 3, stride=2, valid=True))  # 256 × 35 × 35
        self.repeat_1 = nn.Sequential(*(InceptionResNetA(256, (32, 32)) for _ in range(5)))
        self.mixed_6a = ReductionA(256, k=192, l=192, m=256, n=384)  # 896 × 17 × 17
        self.repeat_2 = nn.Sequential(*(InceptionResNetB(896, (128, 128, 128, 128)) for _ in range(10)))
        self.mixed_7a = ReductionB(896, middle=256, right=(256, 256))  # 1792 × 8 × 8
        self.repeat_3 = nn.Sequential(*(InceptionResNetC(1792, (192, 192, 192, 192)) for _ in range(5)))
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.last_linear = nn.Linear(1792, num_classes)
        self.register_forward_pre_hook(InputCheck("Inception-ResNet v1", in_channels, minimum=75))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool_3a(self.conv2d_2b(self.conv2d_2a(self.conv2d_1a(x))))
        x = self.conv2d_4b(self.conv2d_4a(self.conv2d_3b(x)))
        x = self.mixed_6a(self.repeat_1(x))
        x = self.mixed_7a(self.repeat_2(x))
        x = self.global_pool(self.repeat_3(x)).flatten(1)
        logits: Tensor = self.last_linear(self.dropout(x))
        return logits


class InceptionResNetV2(nn.Module):
    """A stem, then 10 A, 20 B and 10 C residual blocks with reductions between, and a last 1×1 convolution.

    Szegedy, Ioffe, Vanhoucke, Alemi, arXiv:1602.07261, figure 15; about as
    costly as Inception v4. The published network, whose state-dict keys in
    timm's spelling these are, has twice the paper's number of blocks, 320, 1088
    and 2080 channels where the stem of Inception v4 would give 384, 1152 and
    2144, a last block without scaling and ReLU, and a 1×1 convolution at the end.

    Input (N, 3, H, W) from 75 pixels up, usually 299, normalised to [-1, 1];
    output logits (N, 1000).
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        # Sizes at 299 pixels.
        self.conv2d_1a = chain(in_channels, Conv(32, 3, stride=2, valid=True))  # 149 × 149
        self.conv2d_2a = chain(32, Conv(32, 3, valid=True))  # 147 × 147
        self.conv2d_2b = chain(32, Conv(64, 3))
        self.maxpool_3a = nn.MaxPool2d(kernel_size=3, stride=2)  # 73 × 73
        self.conv2d_3b = chain(64, Conv(80, 1))
        self.conv2d_4a = chain(80, Conv(192, 3, valid=True))  # 192 × 71 × 71
        self.maxpool_5a = nn.MaxPool2d(kernel_size=3, stride=2)  # 35 × 35
        self.mixed_5b = Mixed5b()  # 320 × 35 × 35
        self.repeat = nn.Sequential(*(InceptionResNetA(320, (48, 64)) for _ in range(10)))
        self.mixed_6a = ReductionA(320, k=256, l=256, m=384, n=384)  # 1088 × 17 × 17
        self.repeat_1 = nn.Sequential(*(InceptionResNetB(1088, (192, 128, 160, 192)) for _ in range(20)))
        self.mixed_7a = ReductionB(1088, middle=288, right=(288, 320))  # 2080 × 8 × 8
        self.repeat_2 = nn.Sequential(*(InceptionResNetC(2080, (192, 192, 224, 256)) for _ in range(9)))
        self.block8 = InceptionResNetC(2080, (192, 192, 224, 256), scale=1.0, activate=False)
        self.conv2d_7b = chain(2080, Conv(1536, 1))
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.classif = nn.Linear(1536, num_classes)
        self.register_forward_pre_hook(InputCheck("Inception-ResNet v2", in_channels, minimum=75))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool_3a(self.conv2d_2b(self.conv2d_2a(self.conv2d_1a(x))))
        x = self.mixed_5b(self.maxpool_5a(self.conv2d_4a(self.conv2d_3b(x))))
        x = self.mixed_6a(self.repeat(x))
        x = self.mixed_7a(self.repeat_1(x))
        x = self.conv2d_7b(self.block8(self.repeat_2(x)))
        logits: Tensor = self.classif(self.dropout(self.global_pool(x).flatten(1)))
        return logits


def inception_resnet_v1(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2, init: bool = True
) -> InceptionResNetV1:
    """Return Inception-ResNet v1.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: InceptionResNetV1(num_classes, in_channels, dropout), initialise, init)


def inception_resnet_v2(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.2, init: bool = True
) -> InceptionResNetV2:
    """Return Inception-ResNet v2 with timm's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: InceptionResNetV2(num_classes, in_channels, dropout), initialise, init)

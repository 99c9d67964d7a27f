"""Inception v3: large kernels factorised into small and one-sided ones."""

from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from explorer.errors import UsageError
from explorer.models.build import construct
from explorer.models.googlenet import imagenet_to_half, leave_out_of_checkpoints
from explorer.models.layers import ConvBNReLU
from explorer.models.options import InputCheck, require_counts, require_rates


class InceptionV3Outputs(NamedTuple):
    """What a network with its auxiliary head returns in training mode, each (N, num_classes)."""

    logits: Tensor
    aux_logits: Tensor
    """Of the head on the last 17×17 map."""


def _conv(in_channels: int, out_channels: int, **options: Any) -> ConvBNReLU:
    # ε as in the TensorFlow network that the published weights were trained with.
    return ConvBNReLU(in_channels, out_channels, eps=1e-3, **options)


def _row(in_channels: int, out_channels: int, length: int) -> ConvBNReLU:
    """A 1×length kernel, the first or second half of a factorised square one (section 3.2)."""
    return _conv(in_channels, out_channels, kernel_size=(1, length), padding=(0, length // 2))


def _column(in_channels: int, out_channels: int, length: int) -> ConvBNReLU:
    return _conv(in_channels, out_channels, kernel_size=(length, 1), padding=(length // 2, 0))


def _average() -> nn.AvgPool2d:
    return nn.AvgPool2d(kernel_size=3, stride=1, padding=1)


class InceptionA(nn.Module):
    """The 35×35 block: two 3×3 in place of a 5×5 in one branch (figure 5); another keeps its 5×5.

    Input (N, in_channels, H, W), output (N, 224 + pool_channels, H, W).
    """

    def __init__(self, in_channels: int, pool_channels: int) -> None:
        super().__init__()
        self.branch1x1 = _conv(in_channels, 64, kernel_size=1)
        self.branch5x5_1 = _conv(in_channels, 48, kernel_size=1)
        self.branch5x5_2 = _conv(48, 64, kernel_size=5, padding=2)
        self.branch3x3dbl_1 = _conv(in_channels, 64, kernel_size=1)
        self.branch3x3dbl_2 = _conv(64, 96, kernel_size=3, padding=1)
        self.branch3x3dbl_3 = _conv(96, 96, kernel_size=3, padding=1)
        self.pool = _average()
        self.branch_pool = _conv(in_channels, pool_channels, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        small = self.branch1x1(x)
        large = self.branch5x5_2(self.branch5x5_1(x))
        double = self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x)))
        return torch.cat((small, large, double, self.branch_pool(self.pool(x))), 1)


class InceptionB(nn.Module):
    """35×35 to 17×17: convolutions and pool with stride 2 side by side (figure 10).

    Input (N, in_channels, H, W), output (N, 480 + in_channels, ⌊(H-1)/2⌋, ⌊(W-1)/2⌋).
    """

    def __init__(self, in_channels: int) -> None:
        super().__init__()
        self.branch3x3 = _conv(in_channels, 384, kernel_size=3, stride=2)
        self.branch3x3dbl_1 = _conv(in_channels, 64, kernel_size=1)
        self.branch3x3dbl_2 = _conv(64, 96, kernel_size=3, padding=1)
        self.branch3x3dbl_3 = _conv(96, 96, kernel_size=3, stride=2)
        self.pool = nn.MaxPool2d(kernel_size=3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        double = self.branch3x3dbl_3(self.branch3x3dbl_2(self.branch3x3dbl_1(x)))
        return torch.cat((self.branch3x3(x), double, self.pool(x)), 1)


class InceptionC(nn.Module):
    """The 17×17 block: 7×7 factorised into 1×7 and 7×1, once and twice (figure 6 with n = 7).

    Input (N, in_channels, H, W), output (N, 768, H, W).
    """

    def __init__(self, in_channels: int, width: int) -> None:
        super().__init__()
        self.branch1x1 = _conv(in_channels, 192, kernel_size=1)
        self.branch7x7_1 = _conv(in_channels, width, kernel_size=1)
        self.branch7x7_2 = _row(width, width, 7)
        self.branch7x7_3 = _column(width, 192, 7)
        self.branch7x7dbl_1 = _conv(in_channels, width, kernel_size=1)
        self.branch7x7dbl_2 = _column(width, width, 7)
        self.branch7x7dbl_3 = _row(width, width, 7)
        self.branch7x7dbl_4 = _column(width, width, 7)
        self.branch7x7dbl_5 = _row(width, 192, 7)
        self.pool = _average()
        self.branch_pool = _conv(in_channels, 192, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        small = self.branch1x1(x)
        large = self.branch7x7_3(self.branch7x7_2(self.branch7x7_1(x)))
        double = self.branch7x7dbl_3(self.branch7x7dbl_2(self.branch7x7dbl_1(x)))
        double = self.branch7x7dbl_5(self.branch7x7dbl_4(double))
        return torch.cat((small, large, double, self.branch_pool(self.pool(x))), 1)


class InceptionD(nn.Module):
    """17×17 to 8×8: as figure 10, with a factorised 7×7 in one branch.

    Input (N, in_channels, H, W), output (N, 512 + in_channels, ⌊(H-1)/2⌋, ⌊(W-1)/2⌋).
    """

    def __init__(self, in_channels: int) -> None:
        super().__init__()
        self.branch3x3_1 = _conv(in_channels, 192, kernel_size=1)
        self.branch3x3_2 = _conv(192, 320, kernel_size=3, stride=2)
        self.branch7x7x3_1 = _conv(in_channels, 192, kernel_size=1)
        self.branch7x7x3_2 = _row(192, 192, 7)
        self.branch7x7x3_3 = _column(192, 192, 7)
        self.branch7x7x3_4 = _conv(192, 192, kernel_size=3, stride=2)
        self.pool = nn.MaxPool2d(kernel_size=3, stride=2)

    def forward(self, x: Tensor) -> Tensor:
        small = self.branch3x3_2(self.branch3x3_1(x))
        large = self.branch7x7x3_3(self.branch7x7x3_2(self.branch7x7x3_1(x)))
        return torch.cat((small, self.branch7x7x3_4(large), self.pool(x)), 1)


class InceptionE(nn.Module):
    """The 8×8 block: 1×3 and 3×1 side by side, for many channels on the smallest map (figure 7).

    Input (N, in_channels, H, W), output (N, 2048, H, W).
    """

    def __init__(self, in_channels: int) -> None:
        super().__init__()
        self.branch1x1 = _conv(in_channels, 320, kernel_size=1)
        self.branch3x3_1 = _conv(in_channels, 384, kernel_size=1)
        self.branch3x3_2a = _row(384, 384, 3)
        self.branch3x3_2b = _column(384, 384, 3)
        self.branch3x3dbl_1 = _conv(in_channels, 448, kernel_size=1)
        self.branch3x3dbl_2 = _conv(448, 384, kernel_size=3, padding=1)
        self.branch3x3dbl_3a = _row(384, 384, 3)
        self.branch3x3dbl_3b = _column(384, 384, 3)
        self.pool = _average()
        self.branch_pool = _conv(in_channels, 192, kernel_size=1)

    def forward(self, x: Tensor) -> Tensor:
        small = self.branch1x1(x)
        single = self.branch3x3_1(x)
        single = torch.cat((self.branch3x3_2a(single), self.branch3x3_2b(single)), 1)
        double = self.branch3x3dbl_2(self.branch3x3dbl_1(x))
        double = torch.cat((self.branch3x3dbl_3a(double), self.branch3x3dbl_3b(double)), 1)
        return torch.cat((small, single, double, self.branch_pool(self.pool(x))), 1)


class AuxiliaryHead(nn.Module):
    """A normalised classifier on the last 17×17 map, which regularises training (section 4, figure 8).

    Input (N, in_channels, 17, 17) or larger, output logits (N, num_classes).
    """

    def __init__(self, in_channels: int, num_classes: int) -> None:
        super().__init__()
        self.pool = nn.AvgPool2d(kernel_size=5, stride=3)  # 5 × 5
        self.conv0 = _conv(in_channels, 128, kernel_size=1)
        self.conv1 = _conv(128, 768, kernel_size=5)  # 1 × 1
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(768, num_classes)
        check = InputCheck("Inception v3's auxiliary head (images from 299 pixels up)", in_channels, minimum=17)
        self.register_forward_pre_hook(check)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(self.conv0(self.pool(x)))
        logits: Tensor = self.fc(self.avgpool(x).flatten(1))
        return logits


class InceptionV3(nn.Module):
    """A convolutional stem, eleven Inception blocks on 35×35, 17×17 and 8×8 maps, one dense layer.

    Szegedy, Vanhoucke, Ioffe, Shlens, Wojna: Rethinking the Inception
    Architecture for Computer Vision, CVPR 2016, arXiv:1512.00567, table 1; the
    stem and the widths are those of the published network. Modules bear the
    names of that network (Mixed_5b is the first block).

    Input (N, 3, H, W) from 75 pixels up, usually 299; output logits (N, 1000),
    or :class:`InceptionV3Outputs` in training mode with ``aux_logits``, which
    needs 299 pixels.

    Args:
        aux_logits: build the auxiliary head. A checkpoint's head is left out
            where the network has none.
        transform_input: change inputs normalised by ImageNet's mean and
            deviation to (v - 0.5) / 0.5, which the published weights expect.
    """

    def __init__(
        self,
        num_classes: int = 1000,
        in_channels: int = 3,
        *,
        aux_logits: bool = False,
        transform_input: bool = False,
        dropout: float = 0.5,
    ) -> None:
        super().__init__()
        self.transform_input = imagenet_to_half() if transform_input else None
        # Sizes at 299 pixels.
        self.Conv2d_1a_3x3 = _conv(in_channels, 32, kernel_size=3, stride=2)  # 32 × 149 × 149
        self.Conv2d_2a_3x3 = _conv(32, 32, kernel_size=3)  # 147 × 147
        self.Conv2d_2b_3x3 = _conv(32, 64, kernel_size=3, padding=1)  # 64 × 147 × 147
        self.maxpool1 = nn.MaxPool2d(kernel_size=3, stride=2)  # 73 × 73
        self.Conv2d_3b_1x1 = _conv(64, 80, kernel_size=1)
        self.Conv2d_4a_3x3 = _conv(80, 192, kernel_size=3)  # 192 × 71 × 71
        self.maxpool2 = nn.MaxPool2d(kernel_size=3, stride=2)  # 35 × 35
        self.Mixed_5b = InceptionA(192, pool_channels=32)  # 256 × 35 × 35
        self.Mixed_5c = InceptionA(256, pool_channels=64)  # 288 × 35 × 35
        self.Mixed_5d = InceptionA(288, pool_channels=64)
        self.Mixed_6a = InceptionB(288)  # 768 × 17 × 17
        self.Mixed_6b = InceptionC(768, width=128)
        self.Mixed_6c = InceptionC(768, width=160)
        self.Mixed_6d = InceptionC(768, width=160)
        self.Mixed_6e = InceptionC(768, width=192)
        self.AuxLogits = AuxiliaryHead(768, num_classes) if aux_logits else None
        self.Mixed_7a = InceptionD(768)  # 1280 × 8 × 8
        self.Mixed_7b = InceptionE(1280)  # 2048 × 8 × 8
        self.Mixed_7c = InceptionE(2048)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(2048, num_classes)

        self.register_forward_pre_hook(InputCheck("Inception v3", in_channels, minimum=75))
        if not aux_logits:
            leave_out_of_checkpoints(self, "AuxLogits.")

    def forward(self, x: Tensor) -> Tensor | InceptionV3Outputs:
        if self.transform_input is not None:
            x = self.transform_input(x)
        x = self.Conv2d_2b_3x3(self.Conv2d_2a_3x3(self.Conv2d_1a_3x3(x)))
        x = self.Conv2d_4a_3x3(self.Conv2d_3b_1x1(self.maxpool1(x)))
        x = self.Mixed_5d(self.Mixed_5c(self.Mixed_5b(self.maxpool2(x))))
        x = self.Mixed_6c(self.Mixed_6b(self.Mixed_6a(x)))
        x = grid17 = self.Mixed_6e(self.Mixed_6d(x))
        x = self.Mixed_7c(self.Mixed_7b(self.Mixed_7a(x)))
        logits: Tensor = self.fc(self.dropout(self.avgpool(x)).flatten(1))
        if self.training and self.AuxLogits is not None:
            return InceptionV3Outputs(logits, self.AuxLogits(grid17))
        return logits


def _initialise(module: nn.Module) -> None:
    """Truncated normal, σ = 0.1, within ±2, for all weights; biases as torch draws them."""
    if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
        module.reset_parameters()
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.trunc_normal_(module.weight, std=0.1)


def inception_v3(
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    aux_logits: bool = False,
    transform_input: bool = False,
    dropout: float = 0.5,
    init: bool = True,
) -> InceptionV3:
    """Return Inception v3 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    if transform_input and in_channels != 3:
        raise UsageError(f"transform_input needs 3 input channels, not {in_channels}")
    return construct(
        lambda: InceptionV3(
            num_classes, in_channels, aux_logits=aux_logits, transform_input=transform_input, dropout=dropout
        ),
        _initialise,
        init,
    )

"""GoogLeNet (Inception v1) as the paper has it: local response normalisation, biases, real 5×5 kernels."""

from functools import partial
from typing import Any

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.googlenet import GoogLeNetOutputs, Inception, leave_out_of_checkpoints
from explorer.models.layers import LocalResponseNorm
from explorer.models.options import InputCheck, require_counts, require_rates


class ConvReLU(nn.Module):
    """Convolution with bias → ReLU, input (N, C, H, W), output (N, C', H', W')."""

    def __init__(self, in_channels: int, out_channels: int, **conv_options: Any) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, **conv_options)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.relu(self.conv(x))
        return result


class AuxiliaryHead(nn.Module):
    """A classifier on an intermediate map, for training only (section 5).

    Its loss joins the network's with weight 0.3. Pooling 5×5 with stride 3
    gives 4×4 from the 14×14 map of a 224-pixel input; the adaptive pool after
    it does nothing then and lets other sizes through.

    Input (N, in_channels, H, W), output logits (N, num_classes).
    """

    def __init__(self, in_channels: int, num_classes: int, dropout: float) -> None:
        super().__init__()
        self.avgpool = nn.Sequential(nn.AvgPool2d(kernel_size=5, stride=3), nn.AdaptiveAvgPool2d(4))
        self.conv = ConvReLU(in_channels, 128, kernel_size=1)
        self.fc1 = nn.Linear(128 * 4 * 4, 1024)
        self.relu = nn.ReLU()
        self.dropout = nn.Dropout(dropout)
        self.fc2 = nn.Linear(1024, num_classes)
        check = InputCheck("GoogLeNet's auxiliary head (images from 79 pixels up)", in_channels, minimum=5)
        self.register_forward_pre_hook(check)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(self.avgpool(x)).flatten(1)
        logits: Tensor = self.fc2(self.dropout(self.relu(self.fc1(x))))
        return logits


_inception = partial(Inception, kernel5x5=5, convolution=ConvReLU)


def _norm() -> LocalResponseNorm:
    # The paper gives no constants; these are of the network's Caffe form, whose α = 1e-4 weighs the mean of 5 squares.
    return LocalResponseNorm(size=5, alpha=1e-4 / 5, beta=0.75, k=1.0)


def _halve() -> nn.MaxPool2d:
    return nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)


class OriginalGoogLeNet(nn.Module):
    """Nine Inception modules between a convolutional stem and one dense layer.

    Szegedy et al.: Going Deeper with Convolutions, CVPR 2015, arXiv:1409.4842,
    table 1 and figure 3: 22 layers with parameters. Pools round sizes up.

    Input (N, 3, H, W) from 31 pixels up, usually 224; output logits (N, 1000),
    or :class:`~explorer.models.googlenet.GoogLeNetOutputs` in training mode
    with ``aux_logits``.

    Args:
        aux_logits: build the two auxiliary heads. A checkpoint's heads are left
            out where the network has none.
    """

    def __init__(
        self,
        num_classes: int = 1000,
        in_channels: int = 3,
        *,
        aux_logits: bool = False,
        dropout: float = 0.4,
        dropout_aux: float = 0.7,
    ) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = ConvReLU(in_channels, 64, kernel_size=7, stride=2, padding=3)  # 64 × 112 × 112
        self.maxpool1 = _halve()  # 56 × 56
        self.norm1 = _norm()
        self.conv2 = ConvReLU(64, 64, kernel_size=1)  # "#3×3 reduce" of the table's second row
        self.conv3 = ConvReLU(64, 192, kernel_size=3, padding=1)  # 192 × 56 × 56
        self.norm2 = _norm()
        self.maxpool2 = _halve()  # 28 × 28

        self.inception3a = _inception(192, 64, 96, 128, 16, 32, 32)  # 256 × 28 × 28
        self.inception3b = _inception(256, 128, 128, 192, 32, 96, 64)  # 480 × 28 × 28
        self.maxpool3 = _halve()  # 14 × 14

        self.inception4a = _inception(480, 192, 96, 208, 16, 48, 64)  # 512 × 14 × 14
        self.inception4b = _inception(512, 160, 112, 224, 24, 64, 64)
        self.inception4c = _inception(512, 128, 128, 256, 24, 64, 64)
        self.inception4d = _inception(512, 112, 144, 288, 32, 64, 64)  # 528 × 14 × 14
        self.inception4e = _inception(528, 256, 160, 320, 32, 128, 128)  # 832 × 14 × 14
        self.maxpool4 = _halve()  # 7 × 7

        self.inception5a = _inception(832, 256, 160, 320, 32, 128, 128)
        self.inception5b = _inception(832, 384, 192, 384, 48, 128, 128)  # 1024 × 7 × 7

        self.aux1 = AuxiliaryHead(512, num_classes, dropout_aux) if aux_logits else None
        self.aux2 = AuxiliaryHead(528, num_classes, dropout_aux) if aux_logits else None

        self.avgpool = nn.AdaptiveAvgPool2d(1)  # 7×7 in the table
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(1024, num_classes)

        self.register_forward_pre_hook(InputCheck("GoogLeNet", in_channels, minimum=31))
        if not aux_logits:
            leave_out_of_checkpoints(self, "aux1.", "aux2.")

    def forward(self, x: Tensor) -> Tensor | GoogLeNetOutputs:
        x = self.norm1(self.maxpool1(self.conv1(x)))
        x = self.maxpool2(self.norm2(self.conv3(self.conv2(x))))
        x = self.maxpool3(self.inception3b(self.inception3a(x)))
        x = out4a = self.inception4a(x)
        x = out4d = self.inception4d(self.inception4c(self.inception4b(x)))
        x = self.maxpool4(self.inception4e(x))
        x = self.inception5b(self.inception5a(x))
        logits: Tensor = self.fc(self.dropout(self.avgpool(x).flatten(1)))
        if self.training and self.aux1 is not None and self.aux2 is not None:
            return GoogLeNetOutputs(logits, self.aux2(out4d), self.aux1(out4a))
        return logits


def _initialise(module: nn.Module) -> None:
    """Glorot uniform and biases 0.2 (0 for dense layers), as the network's Caffe form; the paper does not say."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(module.weight)
        nn.init.constant_(module.bias, 0.2 if isinstance(module, nn.Conv2d) else 0.0)  # type: ignore[arg-type]


def googlenet_original(
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    aux_logits: bool = False,
    dropout: float = 0.4,
    dropout_aux: float = 0.7,
    init: bool = True,
) -> OriginalGoogLeNet:
    """Return GoogLeNet of the paper.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout, dropout_aux=dropout_aux)
    return construct(
        lambda: OriginalGoogLeNet(
            num_classes, in_channels, aux_logits=aux_logits, dropout=dropout, dropout_aux=dropout_aux
        ),
        _initialise,
        init,
    )

"""VGG: depth from 3×3 convolutions alone; configurations A, B, D and E, plain and with batch norm."""

from collections.abc import Sequence

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts, require_rates

_WIDTHS = (64, 128, 256, 512, 512)
"""Channels of the five stages, the same in every configuration (table 1)."""

A = (1, 1, 2, 2, 2)
B = (2, 2, 2, 2, 2)
D = (2, 2, 3, 3, 3)
E = (2, 2, 4, 4, 4)
"""Convolutions per stage (table 1's columns). Not here: A-LRN, and C, whose third convolutions are 1×1."""


class VGG(nn.Module):
    """Stages of 3×3 convolutions, each closed by a 2×2 max pool, then three dense layers.

    Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image
    Recognition, ICLR 2015, arXiv:1409.1556, table 1. Adaptive pooling to 7×7
    does nothing at 224 pixels and lets other sizes through.

    Input (N, 3, H, W) from 32 pixels up, usually 224; output logits (N, 1000).

    Args:
        depths: convolutions per stage, one column of the table.
        batch_norm: between each convolution and its ReLU. Batch norm is a year
            younger than the paper; the biases of the convolutions, which it
            makes idle, stay.
    """

    def __init__(
        self,
        depths: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
        dropout: float = 0.5,
        batch_norm: bool = False,
    ) -> None:
        super().__init__()
        self.features = nn.Sequential(*_stages(depths, in_channels, batch_norm))  # 512 × 7 × 7 at 224 pixels
        self.avgpool = nn.AdaptiveAvgPool2d(7)
        self.classifier = nn.Sequential(
            nn.Linear(512 * 7 * 7, 4096),  # FC-4096
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(4096, 4096),  # FC-4096
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(4096, num_classes),  # FC-1000
        )
        name = f"VGG-{sum(depths) + 3}"
        self.register_forward_pre_hook(InputCheck(name, in_channels, minimum=32))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x))
        logits: Tensor = self.classifier(x.flatten(1))
        return logits


def _stages(depths: Sequence[int], in_channels: int, batch_norm: bool) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for depth, width in zip(depths, _WIDTHS, strict=True):
        for _ in range(depth):
            layers.append(nn.Conv2d(in_channels, width, kernel_size=3, padding=1))
            if batch_norm:
                layers.append(nn.BatchNorm2d(width))
            layers.append(nn.ReLU())
            in_channels = width
        layers.append(nn.MaxPool2d(2))
    return layers


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions, σ = 0.01 for dense layers, biases 0.

    The paper draws weights with σ = 0.1 and starts the deep configurations from
    the trained layers of configuration A (section 3.1).
    """
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.01)
    else:
        init_default(module)
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.bias is not None:
        nn.init.zeros_(module.bias)


def _vgg(
    depths: Sequence[int], batch_norm: bool, num_classes: int, in_channels: int, dropout: float, init: bool
) -> VGG:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: VGG(depths, num_classes, in_channels, dropout, batch_norm), _initialise, init)


def vgg11(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-11, configuration A, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(A, False, num_classes, in_channels, dropout, init)


def vgg11_bn(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-11, configuration A, with batch norm, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(A, True, num_classes, in_channels, dropout, init)


def vgg13(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-13, configuration B, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(B, False, num_classes, in_channels, dropout, init)


def vgg13_bn(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-13, configuration B, with batch norm, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(B, True, num_classes, in_channels, dropout, init)


def vgg16(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-16, configuration D, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(D, False, num_classes, in_channels, dropout, init)


def vgg16_bn(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-16, configuration D, with batch norm, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(D, True, num_classes, in_channels, dropout, init)


def vgg19(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-19, configuration E, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(E, False, num_classes, in_channels, dropout, init)


def vgg19_bn(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-19, configuration E, with batch norm, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg(E, True, num_classes, in_channels, dropout, init)

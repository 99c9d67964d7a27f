"""VGG: depth from 3×3 convolutions alone."""

from collections.abc import Sequence

from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.options import InputCheck, require_counts, require_rates

_WIDTHS = (64, 128, 256, 512, 512)
"""Channels of the five stages, the same in every configuration (table 1)."""


class VGG(nn.Module):
    """Stages of 3×3 convolutions, each closed by a 2×2 max pool, then three dense layers.

    Simonyan, Zisserman: Very Deep Convolutional Networks for Large-Scale Image
    Recognition, ICLR 2015, arXiv:1409.1556, table 1. Adaptive pooling to 7×7
    does nothing at 224 pixels and lets other sizes through.

    Input (N, 3, H, W) from 32 pixels up, usually 224; output logits (N, 1000).

    Args:
        depths: convolutions per stage; configuration D (VGG-16) is 2, 2, 3, 3, 3.
    """

    def __init__(
        self, depths: Sequence[int], num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5
    ) -> None:
        super().__init__()
        self.features = nn.Sequential(*_stages(depths, in_channels))  # 512 × 7 × 7 at 224 pixels
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


def _stages(depths: Sequence[int], in_channels: int) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for depth, width in zip(depths, _WIDTHS, strict=True):
        for _ in range(depth):
            layers += [nn.Conv2d(in_channels, width, kernel_size=3, padding=1), nn.ReLU()]
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
    if isinstance(module, (nn.Conv2d, nn.Linear)) and module.bias is not None:
        nn.init.zeros_(module.bias)


def _vgg(depths: Sequence[int], num_classes: int, in_channels: int, dropout: float, init: bool) -> VGG:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: VGG(depths, num_classes, in_channels, dropout), _initialise, init)


def vgg16(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> VGG:
    """Return VGG-16, configuration D, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _vgg((2, 2, 3, 3, 3), num_classes, in_channels, dropout, init)

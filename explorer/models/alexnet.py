"""AlexNet in the form of Krizhevsky's second paper, the one whose weights torchvision publishes."""

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts, require_rates


class AlexNet(nn.Module):
    """Five convolutions and three dense layers, without towers and without LRN.

    Krizhevsky: One weird trick for parallelizing convolutional neural networks,
    arXiv:1404.5997, 2014, section 5: the single-tower variant of the network of
    Krizhevsky, Sutskever, Hinton (NIPS 2012), with 64, 192, 384, 256 and 256
    channels. The pools overlap (3×3, stride 2). Adaptive pooling to 6×6 does
    nothing at 224 pixels and lets other sizes through.

    Input (N, 3, H, W) from 63 pixels up, usually 224; output logits (N, 1000).
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.features = nn.Sequential(
            nn.Conv2d(in_channels, 64, kernel_size=11, stride=4, padding=2),  # conv1: 64 × 55 × 55
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),  # 27 × 27
            nn.Conv2d(64, 192, kernel_size=5, padding=2),  # conv2: 192 × 27 × 27
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),  # 13 × 13
            nn.Conv2d(192, 384, kernel_size=3, padding=1),  # conv3: 384 × 13 × 13
            nn.ReLU(),
            nn.Conv2d(384, 256, kernel_size=3, padding=1),  # conv4: 256 × 13 × 13
            nn.ReLU(),
            nn.Conv2d(256, 256, kernel_size=3, padding=1),  # conv5: 256 × 13 × 13
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2),  # 6 × 6
        )
        self.avgpool = nn.AdaptiveAvgPool2d(6)
        self.classifier = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(256 * 6 * 6, 4096),  # fc6
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(4096, 4096),  # fc7
            nn.ReLU(),
            nn.Linear(4096, num_classes),  # fc8
        )
        self.register_forward_pre_hook(InputCheck("AlexNet", in_channels, minimum=63))

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x))
        logits: Tensor = self.classifier(x.flatten(1))
        return logits


def alexnet(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> AlexNet:
    """Return AlexNet with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: AlexNet(num_classes, in_channels, dropout), init_default, init)

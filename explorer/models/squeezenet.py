"""SqueezeNet: AlexNet's accuracy with a fiftieth of its parameters."""

import torch
from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.options import InputCheck, require_counts, require_rates


class Fire(nn.Module):
    """Squeeze to few channels by 1×1, then expand by 1×1 and 3×3 side by side (section 3.2, figure 1).

    The 3×3 kernels, nine times as dear, see the few squeezed channels only and
    are half of the filters.

    Input (N, in_channels, H, W), output (N, 2·expand, H, W).

    Args:
        squeeze: s₁ₓ₁ of table 1.
        expand: e₁ₓ₁ and e₃ₓ₃, which are equal.
    """

    def __init__(self, in_channels: int, squeeze: int, expand: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(in_channels, squeeze, kernel_size=1)
        self.squeeze_activation = nn.ReLU()
        self.expand1x1 = nn.Conv2d(squeeze, expand, kernel_size=1)
        self.expand1x1_activation = nn.ReLU()
        self.expand3x3 = nn.Conv2d(squeeze, expand, kernel_size=3, padding=1)
        self.expand3x3_activation = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        x = self.squeeze_activation(self.squeeze(x))
        wide = self.expand3x3_activation(self.expand3x3(x))
        return torch.cat([self.expand1x1_activation(self.expand1x1(x)), wide], dim=1)


class SqueezeNet(nn.Module):
    """A strided convolution, eight Fire modules, a 1×1 convolution that gives one map per class, and its mean.

    Iandola, Han, Moskewicz, Ashraf, Dally, Keutzer: SqueezeNet: AlexNet-level
    accuracy with 50x fewer parameters and <0.5MB model size, arXiv:1602.07360,
    2016, table 1. The pools overlap (3×3, stride 2) and are rounded up.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000), which the
    last ReLU keeps from falling below 0.

    Args:
        features: everything before conv10.
        minimum: the smallest input.
    """

    def __init__(
        self, features: nn.Sequential, minimum: int, num_classes: int, in_channels: int, dropout: float
    ) -> None:
        super().__init__()
        self.features = features
        self.classifier = nn.Sequential(
            nn.Dropout(dropout),
            nn.Conv2d(512, num_classes, kernel_size=1),  # conv10
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(1),
        )
        self.register_forward_pre_hook(InputCheck("SqueezeNet", in_channels, minimum))

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.classifier(self.features(x))
        return logits.flatten(1)


def _pool() -> nn.MaxPool2d:
    return nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)


def _features_1_0(in_channels: int) -> nn.Sequential:
    """Return the layers of table 1; sizes at 224 pixels, where the table's 111 of conv1 would need padding."""
    return nn.Sequential(
        nn.Conv2d(in_channels, 96, kernel_size=7, stride=2),  # conv1: 109 × 109
        nn.ReLU(),
        _pool(),  # maxpool1: 54 × 54
        Fire(96, 16, 64),  # fire2
        Fire(128, 16, 64),  # fire3
        Fire(128, 32, 128),  # fire4
        _pool(),  # maxpool4: 27 × 27
        Fire(256, 32, 128),  # fire5
        Fire(256, 48, 192),  # fire6
        Fire(384, 48, 192),  # fire7
        Fire(384, 64, 256),  # fire8
        _pool(),  # maxpool8: 13 × 13
        Fire(512, 64, 256),  # fire9
    )


def _features_1_1(in_channels: int) -> nn.Sequential:
    """Return the authors' later form: a smaller conv1, pools sooner."""
    return nn.Sequential(
        nn.Conv2d(in_channels, 64, kernel_size=3, stride=2),  # conv1: 111 × 111
        nn.ReLU(),
        _pool(),  # maxpool1: 55 × 55
        Fire(64, 16, 64),  # fire2
        Fire(128, 16, 64),  # fire3
        _pool(),  # maxpool3: 27 × 27
        Fire(128, 32, 128),  # fire4
        Fire(256, 32, 128),  # fire5
        _pool(),  # maxpool5: 13 × 13
        Fire(256, 48, 192),  # fire6
        Fire(384, 48, 192),  # fire7
        Fire(384, 64, 256),  # fire8
        Fire(512, 64, 256),  # fire9
    )


def _initialise(module: nn.Module) -> None:
    """He uniform by the inputs, σ = 0.01 for conv10, biases 0."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, SqueezeNet):
        nn.init.normal_(module.get_parameter("classifier.1.weight"), std=0.01)


def squeezenet1_0(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> SqueezeNet:
    """Return SqueezeNet 1.0, the paper's, with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(
        lambda: SqueezeNet(_features_1_0(in_channels), 21, num_classes, in_channels, dropout), _initialise, init
    )


def squeezenet1_1(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> SqueezeNet:
    """Return SqueezeNet 1.1 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(
        lambda: SqueezeNet(_features_1_1(in_channels), 17, num_classes, in_channels, dropout), _initialise, init
    )

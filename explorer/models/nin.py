"""Network in Network: a small perceptron slides over the picture in place of a linear filter."""

from collections.abc import Sequence

from torch import nn

from explorer.models.build import construct
from explorer.models.options import InputCheck, require_counts, require_rates


def mlpconv(
    in_channels: int, widths: tuple[int, int, int], kernel_size: int, stride: int = 1, padding: int = 0
) -> list[nn.Module]:
    """Return one mlpconv layer: a convolution and two 1×1 convolutions, a ReLU after each.

    The 1×1 convolutions (Caffe's ``cccp`` layers: cascaded cross-channel
    parametric pooling, section 3.1) are the hidden and the output layer of a
    perceptron that is the same at each position.

    Input (N, in_channels, H, W), output (N, widths[2], H', W').
    """
    first, second, third = widths
    return [
        nn.Conv2d(in_channels, first, kernel_size=kernel_size, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(first, second, kernel_size=1),
        nn.ReLU(),
        nn.Conv2d(second, third, kernel_size=1),
        nn.ReLU(),
    ]


class NiN(nn.Sequential):
    """Four mlpconv layers, then the mean of each class's map: no dense layer at all.

    Lin, Chen, Yan: Network In Network, ICLR 2014, arXiv:1312.4400, sections 3.1
    (mlpconv) and 3.2 (global average pooling). The paper's networks are for
    CIFAR, SVHN and MNIST; these two are on AlexNet's skeleton of windows and
    strides. Between the layers the pools overlap (3×3, stride 2). The ReLU
    after the last layer keeps the logits from falling below 0.

    Input (N, C, H, W), usually 224 pixels; output logits (N, classes).

    Args:
        widths: channels of the three convolutions of each mlpconv layer.
        ceil_mode: round the sizes of pooled maps up, as Caffe does.
    """

    def __init__(
        self, widths: Sequence[tuple[int, int, int]], ceil_mode: bool, in_channels: int, dropout: float
    ) -> None:
        one, two, three, four = widths
        # Sizes at 224 pixels, rounded up | down.
        super().__init__(
            *mlpconv(in_channels, one, kernel_size=11, stride=4),  # 54 × 54
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=ceil_mode),  # 27 × 27 | 26 × 26
            *mlpconv(one[-1], two, kernel_size=5, padding=2),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=ceil_mode),  # 13 × 13 | 12 × 12
            *mlpconv(two[-1], three, kernel_size=3, padding=1),
            nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=ceil_mode),  # 6 × 6 | 5 × 5
            nn.Dropout(dropout),
            *mlpconv(three[-1], four, kernel_size=3, padding=1),  # one map per class
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        )
        self.register_forward_pre_hook(InputCheck("NiN", in_channels, minimum=39 if ceil_mode else 67))


def _initialise(module: nn.Module) -> None:
    """He normal by the inputs, biases 0: twelve ReLUs in a row let smaller weights fade away."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def nin_imagenet(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> NiN:
    """Return the authors' ImageNet model of the Caffe model zoo.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    widths = ((96, 96, 96), (256, 256, 256), (384, 384, 384), (1024, 1024, num_classes))
    return construct(lambda: NiN(widths, True, in_channels, dropout), _initialise, init)


def nin_d2l(*, num_classes: int = 10, in_channels: int = 1, dropout: float = 0.5, init: bool = True) -> NiN:
    """Return NiN as in "Dive into Deep Learning" (arXiv:2106.11342, section 8.3), for grey pictures.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    widths = ((96, 96, 96), (256, 256, 256), (384, 384, 384), (num_classes, num_classes, num_classes))
    return construct(lambda: NiN(widths, False, in_channels, dropout), _initialise, init)

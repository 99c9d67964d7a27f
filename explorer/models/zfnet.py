"""ZFNet: AlexNet with a finer first layer, found by looking at what AlexNet's layers respond to."""

from collections import OrderedDict

from torch import nn

from explorer.models.alexnet import dense_layers
from explorer.models.build import construct
from explorer.models.layers import LocalResponseNorm
from explorer.models.options import InputCheck, require_counts, require_rates


class ZFNet(nn.Sequential):
    """Five convolutions and three dense layers; conv1 has 7×7 windows every 2 units, not 11×11 every 4.

    Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV
    2014, arXiv:1311.2901, figure 3. conv2 has stride 2 as well. conv1 and conv2
    are normalised after their pool. The pools overlap (3×3, stride 2) and are
    rounded up: 110 → 55 and 26 → 13 need it. The paper says "contrast
    normalized across feature maps" and gives no constants: AlexNet's here.

    Input (N, 3, 224, 224), output logits (N, 1000).

    Args:
        widths: channels of conv3, conv4 and conv5.
    """

    def __init__(self, widths: tuple[int, int, int], num_classes: int, in_channels: int, dropout: float) -> None:
        third, fourth, fifth = widths
        layers = OrderedDict[str, nn.Module](
            conv1=nn.Conv2d(in_channels, 96, kernel_size=7, stride=2, padding=1),  # 96 × 110 × 110
            relu1=nn.ReLU(),
            pool1=nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),  # 55 × 55
            norm1=LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0),
            conv2=nn.Conv2d(96, 256, kernel_size=5, stride=2),  # 256 × 26 × 26
            relu2=nn.ReLU(),
            pool2=nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),  # 13 × 13
            norm2=LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0),
            conv3=nn.Conv2d(256, third, kernel_size=3, padding=1),  # 13 × 13
            relu3=nn.ReLU(),
            conv4=nn.Conv2d(third, fourth, kernel_size=3, padding=1),  # 13 × 13
            relu4=nn.ReLU(),
            conv5=nn.Conv2d(fourth, fifth, kernel_size=3, padding=1),  # 13 × 13
            relu5=nn.ReLU(),
            pool5=nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True),  # 6 × 6
        )
        super().__init__(layers | dense_layers(fifth * 6 * 6, num_classes, dropout))
        self.register_forward_pre_hook(InputCheck("ZFNet", in_channels, minimum=207, maximum=238))


class TutorialZFNet(nn.Sequential):
    """ZFNet as tutorials write it: conv2 keeps stride 1, pools round down, nothing is normalised.

    The maps are four times as large from conv2 on, and fc6 sees 12 × 12 units
    in place of 6 × 6: 2.8 times the weights of the paper's network.

    Input (N, 3, 224, 224), output logits (N, 1000).
    """

    def __init__(self, num_classes: int, in_channels: int, dropout: float) -> None:
        layers = OrderedDict[str, nn.Module](
            conv1=nn.Conv2d(in_channels, 96, kernel_size=7, stride=2, padding=1),  # 96 × 110 × 110
            relu1=nn.ReLU(),
            pool1=nn.MaxPool2d(kernel_size=3, stride=2),  # 54 × 54
            conv2=nn.Conv2d(96, 256, kernel_size=5, padding=2),  # 256 × 54 × 54
            relu2=nn.ReLU(),
            pool2=nn.MaxPool2d(kernel_size=3, stride=2),  # 26 × 26
            conv3=nn.Conv2d(256, 384, kernel_size=3, padding=1),  # 26 × 26
            relu3=nn.ReLU(),
            conv4=nn.Conv2d(384, 384, kernel_size=3, padding=1),  # 26 × 26
            relu4=nn.ReLU(),
            conv5=nn.Conv2d(384, 256, kernel_size=3, padding=1),  # 26 × 26
            relu5=nn.ReLU(),
            pool5=nn.MaxPool2d(kernel_size=3, stride=2),  # 12 × 12
        )
        super().__init__(layers | dense_layers(256 * 12 * 12, num_classes, dropout))
        self.register_forward_pre_hook(InputCheck("ZFNet", in_channels, minimum=209, maximum=224))


def _initialise(module: nn.Module) -> None:
    """Weights normal with σ = 0.01, biases 0 (section 3.1, where "initialized to 10⁻²" can only mean the deviation)."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.normal_(module.weight, std=0.01)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def _zfnet(widths: tuple[int, int, int], num_classes: int, in_channels: int, dropout: float, init: bool) -> ZFNet:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: ZFNet(widths, num_classes, in_channels, dropout), _initialise, init)


def zfnet(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> ZFNet:
    """Return the paper's network, its layers named as in Caffe.

    Raises:
        UsageError: an option is out of range.
    """
    return _zfnet((384, 384, 256), num_classes, in_channels, dropout, init)


def zfnet_b(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> ZFNet:
    """Return the paper's wider network, row (b) of its table 2.

    Raises:
        UsageError: an option is out of range.
    """
    return _zfnet((512, 1024, 512), num_classes, in_channels, dropout, init)


def zfnet_seed(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> TutorialZFNet:
    """Return ZFNet in a form that tutorials print.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: TutorialZFNet(num_classes, in_channels, dropout), _initialise, init)

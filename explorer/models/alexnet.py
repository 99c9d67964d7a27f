"""AlexNet: the two towers of 2012, three forms of them in one tower, and the form of Krizhevsky's second paper."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import LocalResponseNorm
from explorer.models.options import InputCheck, require_counts, require_rates


class AlexNet2012(nn.Sequential):
    """The network that won ILSVRC-2012: five convolutions and three dense layers in two towers, one per GPU.

    Krizhevsky, Sutskever, Hinton: ImageNet Classification with Deep
    Convolutional Neural Networks, NIPS 2012, figure 2. The towers are groups:
    conv2, conv4 and conv5 see the channels of their own GPU only, conv3 and the
    dense layers all. conv1 and conv2 are normalised over neighbouring channels
    after their ReLU; the paper does not say whether a neighbourhood ends with
    its tower, and as in Caffe it does not here.

    The pools overlap: windows of 3×3 every 2 units (section 3.4), which the
    paper found 0.4 points better than 2×2 and a little harder to overfit.

    Input (N, 3, 227, 227): the paper says 224, its 55 × 55 maps need 227.
    Output logits (N, 1000).
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5) -> None:
        layers = OrderedDict[str, nn.Module](
            conv1=nn.Conv2d(in_channels, 96, kernel_size=11, stride=4),  # 96 × 55 × 55
            relu1=nn.ReLU(),
            norm1=LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0),
            pool1=nn.MaxPool2d(kernel_size=3, stride=2),  # 27 × 27
            conv2=nn.Conv2d(96, 256, kernel_size=5, padding=2, groups=2),  # 256 × 27 × 27
            relu2=nn.ReLU(),
            norm2=LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0),
            pool2=nn.MaxPool2d(kernel_size=3, stride=2),  # 13 × 13
            conv3=nn.Conv2d(256, 384, kernel_size=3, padding=1),  # 384 × 13 × 13
            relu3=nn.ReLU(),
            conv4=nn.Conv2d(384, 384, kernel_size=3, padding=1, groups=2),  # 384 × 13 × 13
            relu4=nn.ReLU(),
            conv5=nn.Conv2d(384, 256, kernel_size=3, padding=1, groups=2),  # 256 × 13 × 13
            relu5=nn.ReLU(),
            pool5=nn.MaxPool2d(kernel_size=3, stride=2),  # 6 × 6
        )
        super().__init__(layers | dense_layers(256 * 6 * 6, num_classes, dropout))
        self.register_forward_pre_hook(InputCheck("AlexNet", in_channels, minimum=227, maximum=258))


class SingleTowerAlexNet(nn.Sequential):
    """The network of 2012 on one GPU as tutorials write it: no groups, no local response normalisation.

    Without the towers conv2, conv4 and conv5 hold twice the weights.

    Input (N, C, H, W), output logits (N, 1000).

    Args:
        padding: of conv1.
        side: of the map that fc6 sees.
        sizes: smallest and largest input that lead to such a map; None pools
            any map to it, which does nothing at the usual size.
    """

    def __init__(
        self,
        num_classes: int,
        in_channels: int,
        dropout: float,
        *,
        padding: int,
        side: int,
        sizes: tuple[int, int] | None,
    ) -> None:
        layers = OrderedDict[str, nn.Module](
            conv1=nn.Conv2d(in_channels, 96, kernel_size=11, stride=4, padding=padding),
            relu1=nn.ReLU(),
            pool1=nn.MaxPool2d(kernel_size=3, stride=2),
            conv2=nn.Conv2d(96, 256, kernel_size=5, padding=2),
            relu2=nn.ReLU(),
            pool2=nn.MaxPool2d(kernel_size=3, stride=2),
            conv3=nn.Conv2d(256, 384, kernel_size=3, padding=1),
            relu3=nn.ReLU(),
            conv4=nn.Conv2d(384, 384, kernel_size=3, padding=1),
            relu4=nn.ReLU(),
            conv5=nn.Conv2d(384, 256, kernel_size=3, padding=1),
            relu5=nn.ReLU(),
            pool5=nn.MaxPool2d(kernel_size=3, stride=2),
        )
        if sizes is None:
            layers["avgpool"] = nn.AdaptiveAvgPool2d(side)
        super().__init__(layers | dense_layers(256 * side * side, num_classes, dropout))
        minimum, maximum = sizes if sizes is not None else (67 - 2 * padding, None)
        self.register_forward_pre_hook(InputCheck("AlexNet", in_channels, minimum, maximum))


def dense_layers(features: int, num_classes: int, dropout: float) -> OrderedDict[str, nn.Module]:
    """Return the head from fc6 on, for maps of ``features`` units in all; ZFNet has the same."""
    return OrderedDict[str, nn.Module](
        flatten=nn.Flatten(),
        fc6=nn.Linear(features, 4096),
        relu6=nn.ReLU(),
        drop6=nn.Dropout(dropout),
        fc7=nn.Linear(4096, 4096),
        relu7=nn.ReLU(),
        drop7=nn.Dropout(dropout),
        fc8=nn.Linear(4096, num_classes),
    )


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


def _initialise_2012(module: nn.Module) -> None:
    """Weights normal with σ = 0.01, biases 0, but 1 before the ReLUs of conv2, conv4, conv5, fc6 and fc7 (section 5).

    A module's parts are initialised before it is.
    """
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.normal_(module.weight, std=0.01)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, (AlexNet2012, SingleTowerAlexNet)):
        for name in ("conv2", "conv4", "conv5", "fc6", "fc7"):
            nn.init.ones_(module.get_parameter(f"{name}.bias"))


def _checked(
    make: Callable[[int, int, float], nn.Sequential], num_classes: int, in_channels: int, dropout: float, init: bool
) -> nn.Sequential:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: make(num_classes, in_channels, dropout), _initialise_2012, init)


def alexnet_original(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> nn.Sequential:
    """Return the AlexNet of 2012, its layers named as in Caffe.

    Raises:
        UsageError: an option is out of range.
    """
    return _checked(AlexNet2012, num_classes, in_channels, dropout, init)


def alexnet_single_tower_224(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> nn.Sequential:
    """Return AlexNet in one tower for 224 pixels: conv1 is padded by 2, pool5 is averaged to 6 × 6.

    Raises:
        UsageError: an option is out of range.
    """
    make = partial(SingleTowerAlexNet, padding=2, side=6, sizes=None)
    return _checked(make, num_classes, in_channels, dropout, init)


def alexnet_single_tower_227(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> nn.Sequential:
    """Return AlexNet in one tower for 227 pixels: conv1 is not padded, and 224 pixels are too few.

    Raises:
        UsageError: an option is out of range.
    """
    make = partial(SingleTowerAlexNet, padding=0, side=6, sizes=(227, 258))
    return _checked(make, num_classes, in_channels, dropout, init)


def alexnet_d2l(
    *, num_classes: int = 1000, in_channels: int = 1, dropout: float = 0.5, init: bool = True
) -> nn.Sequential:
    """Return AlexNet as in "Dive into Deep Learning" (arXiv:2106.11342, section 8.1): grey pictures, 5 × 5 before fc6.

    Raises:
        UsageError: an option is out of range.
    """
    make = partial(SingleTowerAlexNet, padding=1, side=5, sizes=(193, 224))
    return _checked(make, num_classes, in_channels, dropout, init)


def alexnet(*, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True) -> AlexNet:
    """Return AlexNet with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: AlexNet(num_classes, in_channels, dropout), init_default, init)

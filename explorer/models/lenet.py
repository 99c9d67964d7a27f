"""LeNet-5, the first convolutional network in daily use (cheque reading)."""

from torch import nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts


class LeNet5(nn.Sequential):
    """LeNet-5 as it is built today: dense C3, max pooling, ReLU, linear output.

    After LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to
    Document Recognition, Proc. IEEE 86(11), 1998, section II.B and figure 2.
    There C3 sees chosen subsets of S2 (table I), S2 and S4 are averages with a
    trained coefficient and bias, units squash by a scaled tanh, and the output
    is a layer of Euclidean radial basis functions.

    Input (N, 1, 32, 32), output logits (N, 10). C5 covers all of S4 and is
    therefore written as a dense layer.
    """

    def __init__(self, num_classes: int = 10, in_channels: int = 1) -> None:
        super().__init__(
            nn.Conv2d(in_channels, 6, kernel_size=5),  # C1: 6 × 28 × 28
            nn.ReLU(),
            nn.MaxPool2d(2),  # S2: 6 × 14 × 14
            nn.Conv2d(6, 16, kernel_size=5),  # C3: 16 × 10 × 10
            nn.ReLU(),
            nn.MaxPool2d(2),  # S4: 16 × 5 × 5
            nn.Flatten(),
            nn.Linear(16 * 5 * 5, 120),  # C5
            nn.ReLU(),
            nn.Linear(120, 84),  # F6
            nn.ReLU(),
            nn.Linear(84, num_classes),  # output
        )
        self.register_forward_pre_hook(InputCheck("LeNet-5", in_channels, minimum=32, maximum=35))


def lenet5_modern(*, num_classes: int = 10, in_channels: int = 1, init: bool = True) -> LeNet5:
    """Return LeNet-5 in its modern form.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: LeNet5(num_classes, in_channels), init_default, init)

"""LeNet-5, the first convolutional network in daily use (cheque reading): as published, and as it is built today."""

import random

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every torch reader expects
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts

S2_MAPS_OF_C3 = (
    (0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 5), (0, 1, 5),  # six neighbouring triples
    (0, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 5), (0, 3, 4, 5), (0, 1, 4, 5), (0, 1, 2, 5),  # six neighbouring fours
    (0, 1, 3, 4), (1, 2, 4, 5), (0, 2, 3, 5),  # three fours with gaps
    (0, 1, 2, 3, 4, 5),
)  # fmt: skip
"""The maps of S2 that each of the 16 maps of C3 sees (LeCun et al. 1998, table I)."""

_DIGITS = """
.#####. ...#... .#####. .#####. ....##. ####### ..####. ####### .#####. .#####.
##...## ..##... ##...## ##...## ...###. ##..... .##.... .....## ##...## ##...##
##...## .###... .....## .....## ..####. ##..... ##..... .....## ##...## ##...##
##...## ...#... .....## .....## .##.##. ##..... ##..... ....##. ##...## ##...##
##...## ...#... ....##. ...###. ##..##. ######. ##..... ....##. .##.##. .######
##...## ...#... ...##.. .....## ##..##. .....## ######. ...##.. ..###.. .....##
##...## ...#... ..##... .....## ####### .....## ##...## ...##.. .##.##. .....##
##...## ...#... .##.... .....## ....##. .....## ##...## ..##... ##...## .....##
##...## ...#... ##..... ##...## ....##. ##...## ##...## ..##... ##...## ....##.
.#####. .#####. ####### .#####. ....##. .#####. .#####. ..##... .#####. .####..
....... ....... ....... ....... ....... ....... ....... ....... ....... .......
....... ....... ....... ....... ....... ....... ....... ....... ....... .......
"""
"""Our drawing of 0 … 9 on 7 × 12 units."""


class ScaledTanh(nn.Module):
    """The squashing function A · tanh(S · a) with A = 1.7159, S = 2/3 (LeCun et al. 1998, equation 6).

    The constants give f(±1) = ±1, where the curvature is greatest (appendix A).
    """

    def forward(self, x: Tensor) -> Tensor:
        return 1.7159 * torch.tanh(x * (2 / 3))


class TrainableSubsample(nn.Module):
    """S2 and S4: the sum of each 2×2 window, times a trained coefficient, plus a trained bias, one pair per map.

    Input (N, C, H, W), output (N, C, H/2, W/2).
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.coef = nn.Parameter(torch.empty(channels))
        self.bias = nn.Parameter(torch.empty(channels))

    def forward(self, x: Tensor) -> Tensor:
        sums = F.avg_pool2d(x, kernel_size=2, divisor_override=1)
        # Channels last, where one factor per map multiplies as it is.
        return (sums.permute(0, 2, 3, 1) * self.coef + self.bias).permute(0, 3, 1, 2)


class SparseConv(nn.Module):
    """C3: 5×5 convolutions that see chosen maps of S2 only.

    The subsets break the symmetry, so that the maps of C3 learn different
    features, and keep the connections few: 60 kernels in place of 96.

    Input (N, 6, H, W), output (N, 16, H - 4, W - 4).
    """

    def __init__(self) -> None:
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv2d(len(seen), 1, kernel_size=5) for seen in S2_MAPS_OF_C3)

    def forward(self, x: Tensor) -> Tensor:
        maps = x.chunk(6, dim=1)
        seen = (torch.cat([maps[index] for index in chosen], dim=1) for chosen in S2_MAPS_OF_C3)
        return torch.cat([conv(x) for conv, x in zip(self.convs, seen, strict=True)], dim=1)


class RBF(nn.Module):
    """The output layer: Euclidean radial basis functions, yᵢ = Σⱼ (xⱼ - wᵢⱼ)² (equation 7).

    Row i of ``w`` is the prototype of class i, its 84 components fixed at ±1: a
    picture of the character on 7 × 12 units, so that characters of like shape
    lie close together. The further x is from it, the larger yᵢ.

    Input (N, 84), output (N, classes).

    Args:
        num_classes: 10 take the digits as prototypes, other numbers random ±1
            codes (the paper's alternative), always the same ones.
    """

    w: Tensor

    def __init__(self, num_classes: int) -> None:
        super().__init__()
        self.register_buffer("w", torch.tensor(_digits() if num_classes == 10 else _random_codes(num_classes)))

    def forward(self, x: Tensor) -> Tensor:
        return (x.unsqueeze(1) - self.w).square().sum(dim=2)


def _digits() -> list[list[float]]:
    rows = [line.split() for line in _DIGITS.split("\n") if line]
    return [[1.0 if unit == "#" else -1.0 for row in rows for unit in row[digit]] for digit in range(10)]


def _random_codes(num_classes: int) -> list[list[float]]:
    draw = random.Random(84)  # noqa: S311 - nothing secret
    return [[draw.choice((-1.0, 1.0)) for _ in range(84)] for _ in range(num_classes)]


class LeNet5Original(nn.Module):
    """LeNet-5 as published: sparse C3, trained subsampling, scaled tanh, radial basis functions.

    LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document
    Recognition, Proc. IEEE 86(11), 1998, section II.B, figure 2 and table I.
    60,000 trainable parameters, 340,908 connections.

    Input (N, 1, 32, 32), output logits (N, 10): the *negative* outputs of the
    paper's last layer. There the smallest distance names the class, and the
    distances are penalties, -log p up to a constant (section II.B); negated,
    the largest names it and a softmax gives the probabilities.
    """

    def __init__(self, num_classes: int = 10, in_channels: int = 1) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(in_channels, 6, kernel_size=5)  # 6 × 28 × 28
        self.squash_c1 = ScaledTanh()
        self.s2 = TrainableSubsample(6)  # 6 × 14 × 14
        self.squash_s2 = ScaledTanh()
        self.c3 = SparseConv()  # 16 × 10 × 10
        self.squash_c3 = ScaledTanh()
        self.s4 = TrainableSubsample(16)  # 16 × 5 × 5
        self.squash_s4 = ScaledTanh()
        self.c5 = nn.Conv2d(16, 120, kernel_size=5)  # 120 × 1 × 1: covers all of S4
        self.squash_c5 = ScaledTanh()
        self.f6 = nn.Linear(120, 84)
        self.squash_f6 = ScaledTanh()
        self.output = RBF(num_classes)
        self.register_forward_pre_hook(InputCheck("LeNet-5", in_channels, minimum=32, maximum=35))

    def forward(self, x: Tensor) -> Tensor:
        x = self.squash_s2(self.s2(self.squash_c1(self.c1(x))))
        x = self.squash_s4(self.s4(self.squash_c3(self.c3(x))))
        x = self.squash_c5(self.c5(x)).flatten(1)
        distances: Tensor = self.output(self.squash_f6(self.f6(x)))
        return -distances


class LeNet5(nn.Sequential):
    """LeNet-5 as it is built today: dense C3, max pooling, ReLU, linear output.

    After LeCun et al. 1998 (see :class:`LeNet5Original`). C5 covers all of S4
    and is therefore written as a dense layer.

    Input (N, 1, 32, 32), output logits (N, 10).
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


class LeNet5D2L(nn.Sequential):
    """LeNet-5 of the textbook: 28 × 28 pictures padded by 2, sigmoids, average pooling, linear output.

    Zhang, Lipton, Li, Smola: Dive into Deep Learning, arXiv:2106.11342, section 7.6.

    Input (N, 1, 28, 28), output logits (N, 10).
    """

    def __init__(self, num_classes: int = 10, in_channels: int = 1) -> None:
        super().__init__(
            nn.Conv2d(in_channels, 6, kernel_size=5, padding=2),  # 6 × 28 × 28
            nn.Sigmoid(),
            nn.AvgPool2d(2),  # 6 × 14 × 14
            nn.Conv2d(6, 16, kernel_size=5),  # 16 × 10 × 10
            nn.Sigmoid(),
            nn.AvgPool2d(2),  # 16 × 5 × 5
            nn.Flatten(),
            nn.Linear(16 * 5 * 5, 120),
            nn.Sigmoid(),
            nn.Linear(120, 84),
            nn.Sigmoid(),
            nn.Linear(84, num_classes),
        )
        self.register_forward_pre_hook(InputCheck("LeNet-5", in_channels, minimum=28, maximum=31))


def _initialise_original(module: nn.Module) -> None:
    """Weights uniform in ±2.4 / fan-in (the paper's appendix A), biases 0."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        bound = 2.4 / module.weight[0].numel()
        nn.init.uniform_(module.weight, -bound, bound)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, TrainableSubsample):
        nn.init.uniform_(module.coef, -2.4 / 4, 2.4 / 4)
        nn.init.zeros_(module.bias)


def _initialise_d2l(module: nn.Module) -> None:
    """Xavier uniform weights, as the textbook: through sigmoids smaller ones would vanish."""
    init_default(module)
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(module.weight)


def lenet5_original(*, num_classes: int = 10, in_channels: int = 1, init: bool = True) -> LeNet5Original:
    """Return LeNet-5 as published.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: LeNet5Original(num_classes, in_channels), _initialise_original, init)


def lenet5_modern(*, num_classes: int = 10, in_channels: int = 1, init: bool = True) -> LeNet5:
    """Return LeNet-5 in its modern form.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: LeNet5(num_classes, in_channels), init_default, init)


def lenet5_d2l(*, num_classes: int = 10, in_channels: int = 1, init: bool = True) -> LeNet5D2L:
    """Return LeNet-5 as the textbook "Dive into Deep Learning" builds it.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: LeNet5D2L(num_classes, in_channels), _initialise_d2l, init)

"""GoogLeNet (Inception v1) in torchvision's form: batch norm after every convolution."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every torch reader expects
from torch import Tensor, nn

from explorer.errors import UsageError
from explorer.models.build import construct
from explorer.models.layers import ChannelAffine, ConvBNReLU
from explorer.models.options import InputCheck, require_counts, require_rates

_EPS = 1e-3
"""Batch norm's ε, as in the TensorFlow network that the weights were trained with."""

Convolution = Callable[..., nn.Module]
"""Makes a convolution with what follows it, from input channels, output channels and ``nn.Conv2d``'s options."""


class GoogLeNetOutputs(NamedTuple):
    """What a network with auxiliary heads returns in training mode, each (N, num_classes)."""

    logits: Tensor
    aux_logits2: Tensor
    """Of the head on inception (4d)."""
    aux_logits1: Tensor
    """Of the head on inception (4a)."""


def _conv(in_channels: int, out_channels: int, **options: Any) -> ConvBNReLU:
    return ConvBNReLU(in_channels, out_channels, eps=_EPS, **options)


class Inception(nn.Module):
    """Four branches over one input, joined along the channels (Szegedy et al. 2014, figure 2b).

    Positional arguments are the columns of table 1. The column "5×5" is built
    from 3×3 kernels, as the network that the published weights belong to was,
    unless ``kernel5x5`` says otherwise.

    Input (N, in_channels, H, W), output (N, sum of the four branches, H, W).
    """

    def __init__(
        self,
        in_channels: int,
        conv1x1: int,
        reduce3x3: int,
        conv3x3: int,
        reduce5x5: int,
        conv5x5: int,
        pool_proj: int,
        *,
        kernel5x5: int = 3,
        convolution: Convolution = _conv,
    ) -> None:
        super().__init__()
        self.branch1 = convolution(in_channels, conv1x1, kernel_size=1)
        self.branch2 = nn.Sequential(
            convolution(in_channels, reduce3x3, kernel_size=1),
            convolution(reduce3x3, conv3x3, kernel_size=3, padding=1),
        )
        self.branch3 = nn.Sequential(
            convolution(in_channels, reduce5x5, kernel_size=1),
            convolution(reduce5x5, conv5x5, kernel_size=kernel5x5, padding=kernel5x5 // 2),
        )
        self.branch4 = nn.Sequential(
            nn.MaxPool2d(kernel_size=3, stride=1, padding=1, ceil_mode=True),
            convolution(in_channels, pool_proj, kernel_size=1),
        )

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat((self.branch1(x), self.branch2(x), self.branch3(x), self.branch4(x)), 1)


class AuxiliaryHead(nn.Module):
    """A classifier on an intermediate map, for training only (section 5).

    Input (N, in_channels, H, W), output logits (N, num_classes). The paper
    pools 5×5 with stride 3, which gives 4×4 from 14×14; here the pool adapts.
    """

    def __init__(self, in_channels: int, num_classes: int, dropout: float) -> None:
        super().__init__()
        self.conv = _conv(in_channels, 128, kernel_size=1)
        self.fc1 = nn.Linear(128 * 4 * 4, 1024)
        self.fc2 = nn.Linear(1024, num_classes)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(F.adaptive_avg_pool2d(x, 4)).flatten(1)
        logits: Tensor = self.fc2(self.dropout(F.relu(self.fc1(x))))
        return logits


class GoogLeNet(nn.Module):
    """Nine Inception modules between a convolutional stem and one dense layer.

    Szegedy et al.: Going Deeper with Convolutions, CVPR 2015, arXiv:1409.4842,
    table 1. Against the paper: batch norm and no LRN, no convolution biases,
    3×3 instead of 5×5, a 2×2 ``maxpool4``, dropout 0.2. Pools round sizes up.

    Input (N, 3, H, W) from 15 pixels up, usually 224; output logits (N, 1000),
    or :class:`GoogLeNetOutputs` in training mode with ``aux_logits``.

    Args:
        aux_logits: build the two auxiliary heads. A checkpoint's heads are left
            out where the network has none.
        transform_input: change inputs normalised by ImageNet's mean and
            deviation to (v - 0.5) / 0.5, which the published weights expect.
    """

    def __init__(
        self,
        num_classes: int = 1000,
        in_channels: int = 3,
        *,
        aux_logits: bool = False,
        transform_input: bool = False,
        dropout: float = 0.2,
        dropout_aux: float = 0.7,
    ) -> None:
        super().__init__()
        self.transform_input = imagenet_to_half() if transform_input else None
        # Sizes at 224 pixels.
        self.conv1 = _conv(in_channels, 64, kernel_size=7, stride=2, padding=3)  # 64 × 112 × 112
        self.maxpool1 = nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)  # 56 × 56
        self.conv2 = _conv(64, 64, kernel_size=1)
        self.conv3 = _conv(64, 192, kernel_size=3, padding=1)  # 192 × 56 × 56
        self.maxpool2 = nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)  # 28 × 28

        self.inception3a = Inception(192, 64, 96, 128, 16, 32, 32)  # 256 × 28 × 28
        self.inception3b = Inception(256, 128, 128, 192, 32, 96, 64)  # 480 × 28 × 28
        self.maxpool3 = nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)  # 14 × 14

        self.inception4a = Inception(480, 192, 96, 208, 16, 48, 64)  # 512 × 14 × 14
        self.inception4b = Inception(512, 160, 112, 224, 24, 64, 64)
        self.inception4c = Inception(512, 128, 128, 256, 24, 64, 64)
        self.inception4d = Inception(512, 112, 144, 288, 32, 64, 64)  # 528 × 14 × 14
        self.inception4e = Inception(528, 256, 160, 320, 32, 128, 128)  # 832 × 14 × 14
        self.maxpool4 = nn.MaxPool2d(kernel_size=2, stride=2, ceil_mode=True)  # 7 × 7

        self.inception5a = Inception(832, 256, 160, 320, 32, 128, 128)
        self.inception5b = Inception(832, 384, 192, 384, 48, 128, 128)  # 1024 × 7 × 7

        self.aux1 = AuxiliaryHead(512, num_classes, dropout_aux) if aux_logits else None
        self.aux2 = AuxiliaryHead(528, num_classes, dropout_aux) if aux_logits else None

        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(1024, num_classes)

        self.register_forward_pre_hook(InputCheck("GoogLeNet", in_channels, minimum=15))
        if not aux_logits:
            leave_out_of_checkpoints(self, "aux1.", "aux2.")

    def forward(self, x: Tensor) -> Tensor | GoogLeNetOutputs:
        if self.transform_input is not None:
            x = self.transform_input(x)
        x = self.maxpool1(self.conv1(x))
        x = self.maxpool2(self.conv3(self.conv2(x)))
        x = self.maxpool3(self.inception3b(self.inception3a(x)))
        x = out4a = self.inception4a(x)
        x = out4d = self.inception4d(self.inception4c(self.inception4b(x)))
        x = self.maxpool4(self.inception4e(x))
        x = self.inception5b(self.inception5a(x))
        logits: Tensor = self.fc(self.dropout(self.avgpool(x).flatten(1)))
        if self.training and self.aux1 is not None and self.aux2 is not None:
            return GoogLeNetOutputs(logits, self.aux2(out4d), self.aux1(out4a))
        return logits


def imagenet_to_half() -> ChannelAffine:
    """Return the change from inputs normalised by ImageNet's mean and deviation to (v - 0.5) / 0.5."""
    mean, std = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
    return ChannelAffine([s / 0.5 for s in std], [(m - 0.5) / 0.5 for m in mean])


def leave_out_of_checkpoints(network: nn.Module, *heads: str) -> None:
    """Make ``network`` load checkpoints of its form with auxiliary heads, whose keys begin with ``heads``."""
    hook = partial(_leave_out, heads)
    network.register_load_state_dict_pre_hook(hook)  # type: ignore[no-untyped-call]


def _leave_out(heads: tuple[str, ...], module: nn.Module, state: dict[str, Any], prefix: str, *_: Any) -> None:
    unused = tuple(prefix + head for head in heads)
    for key in [key for key in state if key.startswith(unused)]:
        del state[key]


def _initialise(module: nn.Module) -> None:
    """Truncated normal, σ = 0.01, for all weights; biases as torch draws them."""
    if isinstance(module, (nn.Conv2d, nn.Linear, nn.BatchNorm2d)):
        module.reset_parameters()
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.trunc_normal_(module.weight, std=0.01)


def googlenet(
    *,
    num_classes: int = 1000,
    in_channels: int = 3,
    aux_logits: bool = False,
    transform_input: bool = False,
    dropout: float = 0.2,
    dropout_aux: float = 0.7,
    init: bool = True,
) -> GoogLeNet:
    """Return GoogLeNet with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout, dropout_aux=dropout_aux)
    if transform_input and in_channels != 3:
        raise UsageError(f"transform_input needs 3 input channels, not {in_channels}")
    return construct(
        lambda: GoogLeNet(
            num_classes,
            in_channels,
            aux_logits=aux_logits,
            transform_input=transform_input,
            dropout=dropout,
            dropout_aux=dropout_aux,
        ),
        _initialise,
        init,
    )

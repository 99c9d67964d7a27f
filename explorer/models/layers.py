"""Layers that several families share."""

from collections.abc import Sequence
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every torch reader expects
from torch import Tensor, nn


def same_padding(size: int, kernel_size: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """Return TensorFlow's "SAME" padding (before, after) along one axis of ``size`` units.

    The output has ⌈size / stride⌉ units; of an odd total the extra unit goes
    after, so that at stride 2 an even input is padded on one side only.
    """
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + (kernel_size - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


class Conv2dSame(nn.Conv2d):
    """A convolution padded as TensorFlow's "SAME" does, by the input's size.

    Torch pads both sides alike; weights trained in TensorFlow see their input
    shifted by a pixel then. Input (N, C, H, W), output (N, C', ⌈H/s⌉, ⌈W/s⌉).
    Without stride and with an odd kernel both paddings are equal: use a plain
    ``Conv2d`` there.
    """

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, **options: Any) -> None:
        super().__init__(in_channels, out_channels, kernel_size, padding=0, **options)

    def forward(self, x: Tensor) -> Tensor:
        top, bottom = same_padding(x.shape[-2], self.kernel_size[0], self.stride[0], self.dilation[0])
        left, right = same_padding(x.shape[-1], self.kernel_size[1], self.stride[1], self.dilation[1])
        return super().forward(F.pad(x, (left, right, top, bottom)))


class ConvBNReLU(nn.Module):
    """Convolution without bias → batch norm (Ioffe, Szegedy 2015, arXiv:1502.03167) → ReLU."""

    def __init__(self, in_channels: int, out_channels: int, *, eps: float = 1e-5, **conv_options: Any) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, bias=False, **conv_options)
        self.bn = nn.BatchNorm2d(out_channels, eps=eps)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.bn(self.conv(x)))


class ChannelAffine(nn.Module):
    """A fixed ``x · scale + shift`` per channel, input and output (N, C, H, W); nothing of it is in the state dict."""

    scale: Tensor
    shift: Tensor

    def __init__(self, scale: Sequence[float], shift: Sequence[float]) -> None:
        super().__init__()
        self.register_buffer("scale", torch.tensor(scale).view(1, -1, 1, 1), persistent=False)
        self.register_buffer("shift", torch.tensor(shift).view(1, -1, 1, 1), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.scale + self.shift

"""Layers that several families share.

The inverted residual block stands in ``mbconv``; what torch has in one piece
(grouped and transposed convolution, overlapping pooling) is written out by its
definition in ``textbook``.
"""

from collections.abc import Callable, Sequence
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
    """Convolution → batch norm (Ioffe, Szegedy 2015, arXiv:1502.03167) → ReLU.

    Input (N, C, H, W), output (N, C', H', W'). The norm takes its input's mean
    away and with it any bias, so that the convolution needs none.
    """

    def __init__(
        self, in_channels: int, out_channels: int, *, bias: bool = False, eps: float = 1e-5, **conv_options: Any
    ) -> None:
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, bias=bias, **conv_options)
        self.bn = nn.BatchNorm2d(out_channels, eps=eps)
        self.relu = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.relu(self.bn(self.conv(x)))
        return result


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


class SqueezeExcitation(nn.Sequential):
    """A gate per channel, computed from all channels' means (Hu et al. 2018, arXiv:1709.01507, equations 2 to 4).

    Input and output (N, C, H, W): ``x · gate(W₂ activation(W₁ z + b₁) + b₂)``,
    z the mean of each map, W₁ reducing C to ``squeeze_channels`` and W₂
    restoring them. The dense layers are 1×1 convolutions of a 1×1 map.

    Args:
        activation: between the dense layers.
        gate: maps into [0, 1]; the paper's is a sigmoid, MobileNetV3's a hard one.
        names: of the two dense layers in the state dict.
    """

    def __init__(
        self,
        channels: int,
        squeeze_channels: int,
        activation: Callable[[], nn.Module] = nn.ReLU,
        gate: Callable[[], nn.Module] = nn.Sigmoid,
        names: tuple[str, str] = ("fc1", "fc2"),
    ) -> None:
        super().__init__()
        reduce, expand = names
        self.add_module("avgpool", nn.AdaptiveAvgPool2d(1))  # squeeze
        self.add_module(reduce, nn.Conv2d(channels, squeeze_channels, kernel_size=1))  # excitation
        self.add_module("activation", activation())
        self.add_module(expand, nn.Conv2d(squeeze_channels, channels, kernel_size=1))
        self.add_module("scale_activation", gate())

    def forward(self, x: Tensor) -> Tensor:
        gates = x
        for layer in self:
            gates = layer(gates)
        return x * gates


class DropPath(nn.Module):
    """Stochastic depth: in training drop a residual branch for some samples (Huang et al. 2016, arXiv:1603.09382).

    Each sample of (N, …) becomes zero with probability ``rate``, else it is
    divided by 1 - ``rate``, so that the expectation stays. In evaluation
    nothing happens and no operator runs.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        kept = 1 - self.rate
        return x * x.new_empty(len(x), *[1] * (x.dim() - 1)).bernoulli_(kept).div_(kept)

    def extra_repr(self) -> str:
        return f"rate={self.rate:g}"


class ChannelLayerNorm(nn.LayerNorm):
    """Layer norm over the channels, at each position of each map by itself.

    Input and output (N, C, H, W): ``(x - mean) / √(var + ε) · weight + bias``,
    mean and (biased) variance over the C values of one position, weight and
    bias per channel (layer norm: Ba et al. 2016, arXiv:1607.06450).
    """

    def __init__(self, channels: int, eps: float = 1e-6) -> None:
        super().__init__(channels, eps=eps)

    def forward(self, x: Tensor) -> Tensor:
        x = F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps)
        return x.permute(0, 3, 1, 2)


class LocalResponseNorm(nn.Module):
    """Brightness normalisation across neighbouring channels (Krizhevsky et al. 2012, section 3.3).

    Input a and output b are (N, C, H, W); with n = ``size``, at each position

        bᵢ = aᵢ / (k + α · Σⱼ aⱼ²)^β,   j from max(0, i - n/2) to min(C - 1, i + n/2),

    n/2 rounded down. ``alpha`` is the paper's α, which weighs the *sum* of the
    squares. ``torch.nn.LocalResponseNorm`` (as Caffe) weighs their *mean* over
    n channels, so there the same α must be given n times as large: 5e-4 for
    the paper's n = 5, α = 1e-4.

    Args:
        size: n, odd; the paper's constants are the defaults.
    """

    def __init__(self, size: int = 5, alpha: float = 1e-4, beta: float = 0.75, k: float = 2.0) -> None:
        super().__init__()
        if size % 2 == 0:
            raise ValueError(f"size must be odd, not {size}: an even window has no middle channel")
        self.size, self.alpha, self.beta, self.k = size, alpha, beta, k

    def forward(self, x: Tensor) -> Tensor:
        return F.local_response_norm(x, self.size, alpha=self.alpha * self.size, beta=self.beta, k=self.k)

    def extra_repr(self) -> str:
        return f"{self.size}, alpha={self.alpha:g}, beta={self.beta:g}, k={self.k:g}"


def round_channels(channels: float, divisor: int = 8) -> int:
    """Return the multiple of ``divisor`` nearest to ``channels``, at least one, and never more than 10 % below it.

    How the MobileNet and EfficientNet families round scaled widths.
    """
    rounded = max(divisor, int(channels + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * channels else rounded


class ConvBNActivation(nn.Sequential):
    """Convolution without bias → batch norm → activation, which are 0, 1 and 2 in the state dict.

    Input (N, C, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉): an odd
    kernel is padded by half its size.

    Args:
        activation: None for a linear layer.
        norm: makes the batch norm of so many channels.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel_size: int,
        *,
        stride: int = 1,
        groups: int = 1,
        activation: Callable[[], nn.Module] | None = nn.ReLU,
        norm: Callable[[int], nn.Module] = nn.BatchNorm2d,
    ) -> None:
        padding = kernel_size // 2
        layers: list[nn.Module] = [
            nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, groups=groups, bias=False),
            norm(out_channels),
        ]
        super().__init__(*layers, *([] if activation is None else [activation()]))


class ChannelShuffle(nn.Module):
    """Deal the channels of ``groups`` groups out, so that the next grouped convolution sees all of them.

    Zhang et al. 2017, arXiv:1707.01083, section 3.1: g groups of n channels
    are a (g, n) matrix, which is transposed and flattened. Output channel
    i·g + j is input channel j·n + i; nine channels in three groups become
    0, 3, 6, 1, 4, 7, 2, 5, 8. Input and output (N, C, H, W), C divisible by
    ``groups``. Shuffling with n groups undoes it.
    """

    def __init__(self, groups: int) -> None:
        super().__init__()
        self.groups = groups

    def forward(self, x: Tensor) -> Tensor:
        size, channels, height, width = x.shape
        x = x.view(size, self.groups, channels // self.groups, height, width)
        return x.transpose(1, 2).flatten(1, 2)

    def extra_repr(self) -> str:
        return f"groups={self.groups}"


def fold_batch_norm(weight: Tensor, norm: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Return weight and bias of the one convolution that equals a convolution without bias and its batch norm.

    In evaluation mode ``norm`` maps v to ``(v - μ) · γ/√(σ² + ε) + β`` with
    stored statistics, which is linear: ``weight · γ/√(σ² + ε)`` and
    ``β - μ · γ/√(σ² + ε)`` do the same. ``weight`` is (C', C, H, W).
    """
    mean, variance = norm.running_mean, norm.running_var
    if mean is None or variance is None:
        raise ValueError("a batch norm without stored statistics cannot be folded")
    scale = norm.weight / (variance + norm.eps).sqrt()
    return weight * scale.view(-1, 1, 1, 1), norm.bias - mean * scale

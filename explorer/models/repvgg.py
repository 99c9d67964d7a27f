"""RepVGG: trained with three branches in each block, run as a plain stack of 3×3 convolutions.

Ding, Zhang, Ma, Han, Ding, Sun: RepVGG: Making VGG-style ConvNets Great Again,
CVPR 2021, arXiv:2101.03697. State-dict keys are timm's.
"""

from collections import OrderedDict
from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every torch reader expects
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import fold_batch_norm
from explorer.models.options import InputCheck, require_counts

_WIDTHS = (64, 64, 128, 256, 512)
"""Channels of the five stages before scaling (table 2); the first stage is the stem, one block."""


class RepVGGBlock(nn.Module):
    """3×3, 1×1 and identity, each with a batch norm, added up, then ReLU (figure 2 b).

    In evaluation the sum is linear: :meth:`merge` makes one 3×3 convolution of
    it (section 3.3). The identity exists where shapes stay.

    Input (N, C, H, W), output (N, C', ⌈H/stride⌉, ⌈W/stride⌉).

    Args:
        merged: build the one convolution (figure 2 c).
    """

    def __init__(self, in_channels: int, out_channels: int, stride: int, merged: bool) -> None:
        super().__init__()
        self.reparam_conv: nn.Conv2d | None = None
        self.identity: nn.BatchNorm2d | None = None
        self.conv_kxk: ConvBN | None = None
        self.conv_1x1: ConvBN | None = None
        if merged:
            self.reparam_conv = nn.Conv2d(in_channels, out_channels, kernel_size=3, stride=stride, padding=1)
        else:
            if in_channels == out_channels and stride == 1:
                self.identity = nn.BatchNorm2d(in_channels)
            self.conv_kxk = ConvBN(in_channels, out_channels, kernel_size=3, stride=stride)
            self.conv_1x1 = ConvBN(in_channels, out_channels, kernel_size=1, stride=stride)
        self.act = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.act(self._branches(x) if self.reparam_conv is None else self.reparam_conv(x))
        return result

    def _branches(self, x: Tensor) -> Tensor:
        assert self.conv_kxk is not None
        assert self.conv_1x1 is not None
        total: Tensor = self.conv_1x1(x) + self.conv_kxk(x)
        return total if self.identity is None else total + self.identity(x)

    def merge(self) -> None:
        """Replace the branches by one convolution that gives the same in evaluation mode; does nothing twice.

        A 1×1 kernel is a 3×3 one with zeros around, the identity a 1×1 one
        that gives each channel its own input.
        """
        if self.conv_kxk is None or self.conv_1x1 is None:
            return
        conv = self.conv_kxk.conv
        with torch.no_grad():
            weight, bias = fold_batch_norm(conv.weight, self.conv_kxk.bn)
            pointwise, pointwise_bias = fold_batch_norm(self.conv_1x1.conv.weight, self.conv_1x1.bn)
            if self.identity is not None:
                each = torch.eye(conv.in_channels, dtype=weight.dtype, device=weight.device)
                kept, kept_bias = fold_batch_norm(each[:, :, None, None], self.identity)
                pointwise, pointwise_bias = pointwise + kept, pointwise_bias + kept_bias
            weight, bias = weight + F.pad(pointwise, (1, 1, 1, 1)), bias + pointwise_bias
        with torch.device("meta"):
            merged = nn.Conv2d(conv.in_channels, conv.out_channels, kernel_size=3, stride=conv.stride[0], padding=1)
        merged.weight, merged.bias = nn.Parameter(weight), nn.Parameter(bias)
        self.reparam_conv, self.identity, self.conv_kxk, self.conv_1x1 = merged, None, None, None


class ConvBN(nn.Module):
    """Convolution without bias → batch norm. Input (N, C, H, W), output (N, C', ⌈H/stride⌉, ⌈W/stride⌉)."""

    def __init__(self, in_channels: int, out_channels: int, kernel_size: int, stride: int) -> None:
        super().__init__()
        padding = kernel_size // 2
        self.conv = nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(out_channels)

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.bn(self.conv(x))
        return result


class RepVGG(nn.Module):
    """Five stages, each of which halves the map in its first block, and global average pooling (table 2).

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        depths: blocks in stages 2 to 5; stage 1, the stem, has one.
        a: scales the channels of stages 1 to 4, of the stem only down.
        b: scales the channels of stage 5.
        merged: build the form for inference; :meth:`merge` turns the form for training into it.
    """

    def __init__(
        self,
        depths: Sequence[int],
        a: float,
        b: float,
        num_classes: int = 1000,
        in_channels: int = 3,
        merged: bool = False,
    ) -> None:
        super().__init__()
        scales = (min(a, 1), a, a, a, b)
        widths = [int(width * scale) for width, scale in zip(_WIDTHS, scales, strict=True)]
        # Sizes at 224 pixels.
        self.stem = RepVGGBlock(in_channels, widths[0], 2, merged)  # stage 1: 112 × 112
        stages = []
        for before, width, depth in zip(widths, widths[1:], depths, strict=False):
            first = RepVGGBlock(before, width, 2, merged)
            stages.append(nn.Sequential(first, *(RepVGGBlock(width, width, 1, merged) for _ in range(depth - 1))))
        self.stages = nn.Sequential(*stages)  # stages 2 to 5: 56 × 56, 28 × 28, 14 × 14, 7 × 7
        self.head = nn.Sequential(
            OrderedDict(
                global_pool=nn.AdaptiveAvgPool2d(1),
                flatten=nn.Flatten(),
                fc=nn.Linear(widths[-1], num_classes),
            )
        )
        self.register_forward_pre_hook(InputCheck("RepVGG", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(self.stages(self.stem(x)))
        return logits

    def merge(self) -> "RepVGG":
        """Merge the branches of every block, in place; return the network.

        Outputs in evaluation mode stay the same up to rounding. The result has
        the parameters of one built with ``merged``.
        """
        for module in list(self.modules()):
            if isinstance(module, RepVGGBlock):
                module.merge()
        return self


def repvgg_a0(*, num_classes: int = 1000, in_channels: int = 3, merged: bool = False, init: bool = True) -> RepVGG:
    """Return RepVGG-A0 (table 2: depths of A, a = 0.75, b = 2.5), with ``merged`` in its form for inference.

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: RepVGG((2, 4, 14, 1), 0.75, 2.5, num_classes, in_channels, merged), init_default, init)

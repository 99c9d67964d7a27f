"""RepLKNet: few depthwise convolutions of up to 31×31 in place of many small ones.

Ding, Zhang, Zhou, Han, Ding, Sun: Scaling Up Your Kernels to 31x31: Revisiting
Large Kernel Design in CNNs, CVPR 2022, arXiv:2203.06717. State-dict keys are
those of the authors' published code.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import torch
import torch.nn.functional as F  # noqa: N812 - the name that every torch reader expects
from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.layers import DropPath, fold_batch_norm
from explorer.models.options import InputCheck, require_counts, require_rates

_DEPTHS = (2, 2, 18, 2)
"""B: pairs of RepLK block and ConvFFN in each stage, the same in every variant (section 4.1)."""


def _conv_bn(
    in_channels: int, out_channels: int, kernel_size: int = 1, *, stride: int = 1, groups: int = 1, relu: bool = False
) -> nn.Sequential:
    padding = kernel_size // 2
    layers: OrderedDict[str, nn.Module] = OrderedDict(
        conv=nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, groups=groups, bias=False),
        bn=nn.BatchNorm2d(out_channels),
    )
    if relu:
        layers["nonlinear"] = nn.ReLU()
    return nn.Sequential(layers)


class LargeKernelConv(nn.Module):
    """A large depthwise convolution, trained with a small one beside it (guideline 3 and figure 2).

    In training both have a batch norm of their own and their outputs are added
    up. As all of it is linear in evaluation, :meth:`merge` makes one
    convolution with a bias of it: the small kernel is added to the middle of
    the large one. Input and output (N, C, H, W).

    Args:
        small_kernel_size: of the convolution beside the large one; None leaves it out.
        merged: build the one convolution.
    """

    def __init__(self, channels: int, kernel_size: int, small_kernel_size: int | None, merged: bool) -> None:
        super().__init__()
        self.lkb_reparam: nn.Conv2d | None = None
        self.lkb_origin: nn.Sequential | None = None
        self.small_conv: nn.Sequential | None = None
        if merged:
            self.lkb_reparam = nn.Conv2d(channels, channels, kernel_size, padding=kernel_size // 2, groups=channels)
            return
        self.lkb_origin = _conv_bn(channels, channels, kernel_size, groups=channels)
        if small_kernel_size is not None:
            self.small_conv = _conv_bn(channels, channels, small_kernel_size, groups=channels)

    def forward(self, x: Tensor) -> Tensor:
        if self.lkb_reparam is not None:
            merged: Tensor = self.lkb_reparam(x)
            return merged
        assert self.lkb_origin is not None
        large: Tensor = self.lkb_origin(x)
        return large if self.small_conv is None else large + self.small_conv(x)

    def merge(self) -> None:
        """Replace the branches by one convolution that gives the same in evaluation mode; does nothing twice."""
        if self.lkb_origin is None:
            return
        with torch.no_grad():
            weight, bias = _folded(self.lkb_origin)
            if self.small_conv is not None:
                small_weight, small_bias = _folded(self.small_conv)
                border = (weight.shape[-1] - small_weight.shape[-1]) // 2
                weight, bias = weight + F.pad(small_weight, (border,) * 4), bias + small_bias
        channels, _, _, size = weight.shape
        with torch.device("meta"):
            merged = nn.Conv2d(channels, channels, size, padding=size // 2, groups=channels)
        merged.weight, merged.bias = nn.Parameter(weight), nn.Parameter(bias)
        self.lkb_reparam, self.lkb_origin, self.small_conv = merged, None, None


def _folded(conv_bn: nn.Sequential) -> tuple[Tensor, Tensor]:
    conv, norm = conv_bn.get_submodule("conv"), conv_bn.get_submodule("bn")
    assert isinstance(conv, nn.Conv2d)
    assert isinstance(norm, nn.BatchNorm2d)
    return fold_batch_norm(conv.weight, norm)


class RepLKBlock(nn.Module):
    """1×1, large depthwise, 1×1 beside a shortcut, normalised first (figure 4). Input and output (N, C, H, W)."""

    def __init__(
        self,
        channels: int,
        dw_channels: int,
        kernel_size: int,
        small_kernel_size: int | None,
        drop_path: float,
        merged: bool,
    ) -> None:
        super().__init__()
        self.prelkb_bn = nn.BatchNorm2d(channels)
        self.pw1 = _conv_bn(channels, dw_channels, relu=True)
        self.large_kernel = LargeKernelConv(dw_channels, kernel_size, small_kernel_size, merged)
        self.lk_nonlinear = nn.ReLU()
        self.pw2 = _conv_bn(dw_channels, channels)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        residual = self.lk_nonlinear(self.large_kernel(self.pw1(self.prelkb_bn(x))))
        result: Tensor = x + self.drop_path(self.pw2(residual))
        return result


class ConvFFN(nn.Module):
    """1×1 up to four times the channels, GELU, 1×1 down beside a shortcut (figure 4). Input and output (N, C, H, W)."""

    def __init__(self, channels: int, drop_path: float) -> None:
        super().__init__()
        self.preffn_bn = nn.BatchNorm2d(channels)
        self.pw1 = _conv_bn(channels, 4 * channels)
        self.nonlinear = nn.GELU()
        self.pw2 = _conv_bn(4 * channels, channels)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        residual = self.pw2(self.nonlinear(self.pw1(self.preffn_bn(x))))
        result: Tensor = x + self.drop_path(residual)
        return result


class RepLKNetStage(nn.Module):
    """RepLK blocks and ConvFFNs in turn. Input and output (N, C, H, W)."""

    def __init__(self, blocks: Iterable[nn.Module]) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*blocks)

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.blocks(x)
        return result


class RepLKNet(nn.Module):
    """A stem, four stages, transitions between them, global average pooling (section 4.1, figure 4).

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        kernel_sizes: K, of the large kernels of each stage.
        channels: C, of each stage.
        small_kernel_size: of the convolution trained beside each large one; None leaves it out.
        dw_ratio: channels of the large convolutions for each channel of the stage.
        drop_path: rate of stochastic depth in the last blocks; it grows linearly from 0 in the first.
        merged: build the form for inference; :meth:`merge` turns the form for training into it.
    """

    def __init__(
        self,
        kernel_sizes: Sequence[int],
        channels: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
        *,
        small_kernel_size: int | None = 5,
        dw_ratio: float = 1.0,
        drop_path: float = 0.0,
        merged: bool = False,
    ) -> None:
        super().__init__()
        first, last = channels[0], channels[-1]
        # Sizes at 224 pixels.
        self.stem = nn.Sequential(
            _conv_bn(in_channels, first, 3, stride=2, relu=True),  # 112 × 112
            _conv_bn(first, first, 3, groups=first, relu=True),
            _conv_bn(first, first, relu=True),
            _conv_bn(first, first, 3, stride=2, groups=first, relu=True),  # 56 × 56
        )
        rates = [drop_path * index / (sum(_DEPTHS) - 1) for index in range(sum(_DEPTHS))]
        stages = []
        for width, kernel_size, depth in zip(channels, kernel_sizes, _DEPTHS, strict=True):
            blocks: list[nn.Module] = []
            for rate in rates[:depth]:
                dw_channels = int(width * dw_ratio)
                blocks += [
                    RepLKBlock(width, dw_channels, kernel_size, small_kernel_size, rate, merged),
                    ConvFFN(width, rate),
                ]
            del rates[:depth]
            stages.append(RepLKNetStage(blocks))
        self.stages = nn.ModuleList(stages)  # 56 × 56, 28 × 28, 14 × 14, 7 × 7
        self.transitions = nn.ModuleList(
            nn.Sequential(
                _conv_bn(narrow, wide, relu=True),
                _conv_bn(wide, wide, 3, stride=2, groups=wide, relu=True),
            )
            for narrow, wide in pairwise(channels)
        )
        self.norm = nn.BatchNorm2d(last)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(last, num_classes)
        self.register_forward_pre_hook(InputCheck("RepLKNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.stages[0](self.stem(x))
        for transition, stage in zip(self.transitions, self.stages[1:], strict=True):
            x = stage(transition(x))
        logits: Tensor = self.head(self.avgpool(self.norm(x)).flatten(1))
        return logits

    def merge(self) -> "RepLKNet":
        """Merge every large kernel with its small one and their batch norms, in place; return the network.

        Outputs in evaluation mode stay the same up to rounding. The result has
        the parameters of one built with ``merged``.
        """
        for module in list(self.modules()):
            if isinstance(module, LargeKernelConv):
                module.merge()
        return self


def _replknet_builder(
    name: str,
    kernel_sizes: Sequence[int],
    channels: Sequence[int],
    *,
    rate: float = 0.3,
    small_kernel_size: int | None = 5,
    dw_ratio: float = 1.0,
) -> Callable[..., RepLKNet]:
    def build(
        *,
        num_classes: int = 1000,
        in_channels: int = 3,
        drop_path: float = rate,
        merged: bool = False,
        init: bool = True,
    ) -> RepLKNet:
        require_counts(num_classes=num_classes, in_channels=in_channels)
        require_rates(drop_path=drop_path)
        return construct(
            lambda: RepLKNet(
                kernel_sizes,
                channels,
                num_classes,
                in_channels,
                small_kernel_size=small_kernel_size,
                dw_ratio=dw_ratio,
                drop_path=drop_path,
                merged=merged,
            ),
            init_default,
            init,
        )

    build.__doc__ = f"""Return {name}, with ``merged`` in its form for inference.

    Raises:
        UsageError: an option is out of range.
    """
    return build


# Section 4.1: K and C. The rates of stochastic depth are the authors' code's, of 31B their ImageNet-1K training's.
replknet_31b = _replknet_builder("RepLKNet-31B", (31, 29, 27, 13), (128, 256, 512, 1024), rate=0.5)
replknet_31l = _replknet_builder("RepLKNet-31L", (31, 29, 27, 13), (192, 384, 768, 1536))
replknet_xl = _replknet_builder(
    "RepLKNet-XL", (27, 27, 27, 13), (256, 512, 1024, 2048), small_kernel_size=None, dw_ratio=1.5
)

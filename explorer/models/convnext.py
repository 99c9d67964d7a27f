"""ConvNeXt: a ResNet made over step by step with what vision transformers do, without attention.

Liu, Mao, Wu, Feichtenhofer, Darrell, Xie: A ConvNet for the 2020s, CVPR 2022,
arXiv:2201.03545.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from explorer.models.build import construct
from explorer.models.checkpoints import keys_by_module
from explorer.models.layers import ChannelLayerNorm, DropPath
from explorer.models.options import InputCheck, require_counts, require_rates

_EPS = 1e-6
"""Of all layer norms."""

_LAYER_SCALE = 1e-6
"""What every channel's scale starts with (appendix A.1), so that a block begins as its shortcut."""


class Permute(nn.Module):
    """``Tensor.permute`` as a module."""

    def __init__(self, *axes: int) -> None:
        super().__init__()
        self.axes = axes

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(self.axes)

    def extra_repr(self) -> str:
        return ", ".join(map(str, self.axes))


class ConvNeXtBlock(nn.Module):
    """7×7 depthwise, then 1×1 up to four times the channels and 1×1 down, beside a shortcut (figure 4).

    One norm and one activation for the three. The 1×1 convolutions are dense
    layers over the last axis of (N, H, W, C), which gives the same figures.

    Input and output (N, C, H, W).
    """

    def __init__(self, channels: int, drop_path: float) -> None:
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(channels, channels, kernel_size=7, padding=3, groups=channels),
            Permute(0, 2, 3, 1),
            nn.LayerNorm(channels, eps=_EPS),
            nn.Linear(channels, 4 * channels),
            nn.GELU(),
            nn.Linear(4 * channels, channels),
            Permute(0, 3, 1, 2),
        )
        self.layer_scale = nn.Parameter(torch.empty(channels, 1, 1))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.drop_path(self.block(x) * self.layer_scale)
        return residual + x


class ConvNeXt(nn.Module):
    """A patchify stem and four stages with downsampling layers between them (table 9).

    State-dict keys are torchvision's: ``features`` holds the stem at 0, the
    stages at 1, 3, 5, 7, and the downsampling layers at 2, 4, 6.

    Input (N, 3, H, W) from 32 pixels up, usually 224; output logits (N, 1000).

    Args:
        depths: blocks per stage, the paper's B.
        channels: of the stages, the paper's C.
        drop_path: rate of stochastic depth in the last block; it grows linearly from 0 in the first.
    """

    def __init__(
        self,
        depths: Sequence[int],
        channels: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
        drop_path: float = 0.0,
    ) -> None:
        super().__init__()
        rates = _drop_path_rates(depths, drop_path)
        one, two, three, four = channels
        # Sizes at 224 pixels.
        self.features = nn.Sequential(
            nn.Sequential(  # stem: 56 × 56
                nn.Conv2d(in_channels, one, kernel_size=4, stride=4),
                ChannelLayerNorm(one, eps=_EPS),
            ),
            _stage(one, rates[0]),  # res2: 56 × 56
            _downsampling(one, two),
            _stage(two, rates[1]),  # res3: 28 × 28
            _downsampling(two, three),
            _stage(three, rates[2]),  # res4: 14 × 14
            _downsampling(three, four),
            _stage(four, rates[3]),  # res5: 7 × 7
        )
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(
            ChannelLayerNorm(four, eps=_EPS),
            nn.Flatten(),
            nn.Linear(four, num_classes),
        )
        self.register_forward_pre_hook(InputCheck("ConvNeXt", in_channels, minimum=32))

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.classifier(self.avgpool(self.features(x)))
        return logits


def _stage(channels: int, rates: Sequence[float]) -> nn.Sequential:
    return nn.Sequential(*(ConvNeXtBlock(channels, rate) for rate in rates))


def _downsampling(in_channels: int, out_channels: int) -> nn.Sequential:
    """A layer of its own between two stages, normalised first (section 2.6)."""
    return nn.Sequential(
        ChannelLayerNorm(in_channels, eps=_EPS),
        nn.Conv2d(in_channels, out_channels, kernel_size=2, stride=2),
    )


def _drop_path_rates(depths: Sequence[int], last: float) -> list[list[float]]:
    blocks = sum(depths)
    rates = iter([last * index / max(blocks - 1, 1) for index in range(blocks)])
    return [[next(rates) for _ in range(depth)] for depth in depths]


def _initialise(module: nn.Module) -> None:
    """Truncated normal, σ = 0.02, for weights, biases 0 (section A.1); layer scales as the paper has them."""
    if isinstance(module, (nn.Conv2d, nn.Linear)):
        nn.init.trunc_normal_(module.weight, std=0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.LayerNorm):
        module.reset_parameters()
    elif isinstance(module, ConvNeXtBlock):
        nn.init.constant_(module.layer_scale, _LAYER_SCALE)


def _convnext_builder(
    name: str, depths: Sequence[int], channels: Sequence[int], rate: float
) -> Callable[..., ConvNeXt]:
    def build(*, num_classes: int = 1000, in_channels: int = 3, drop_path: float = rate, init: bool = True) -> ConvNeXt:
        require_counts(num_classes=num_classes, in_channels=in_channels)
        require_rates(drop_path=drop_path)
        return construct(lambda: ConvNeXt(depths, channels, num_classes, in_channels, drop_path), _initialise, init)

    build.__doc__ = f"""Return {name} with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return build


# Section 3: B, C; the rates are those of training (tables 5 and 6; XL's is of pre-training on ImageNet-22K).
convnext_tiny = _convnext_builder("ConvNeXt-T", (3, 3, 9, 3), (96, 192, 384, 768), 0.1)
convnext_small = _convnext_builder("ConvNeXt-S", (3, 3, 27, 3), (96, 192, 384, 768), 0.4)
convnext_base = _convnext_builder("ConvNeXt-B", (3, 3, 27, 3), (128, 256, 512, 1024), 0.5)
convnext_large = _convnext_builder("ConvNeXt-L", (3, 3, 27, 3), (192, 384, 768, 1536), 0.5)
convnext_xlarge = _convnext_builder("ConvNeXt-XL", (3, 3, 27, 3), (256, 512, 1024, 2048), 0.2)


_TIMM_BLOCK = {"": "", ".conv_dw": ".block.0", ".norm": ".block.2", ".mlp.fc1": ".block.3", ".mlp.fc2": ".block.5"}


def timm_keys(network: ConvNeXt) -> dict[str, str]:
    """Return our state-dict key for each key of timm's checkpoints.

    They hold the layer scale, γ, without the two axes of length 1.
    """
    modules = {
        "stem.0": "features.0.0",
        "stem.1": "features.0.1",
        "head.norm": "classifier.0",
        "head.fc": "classifier.2",
    }
    for stage in range(4):
        if stage > 0:
            modules |= {f"stages.{stage}.downsample.{index}": f"features.{2 * stage}.{index}" for index in range(2)}
        blocks = network.features.get_submodule(str(2 * stage + 1))
        modules |= {
            f"stages.{stage}.blocks.{block}{theirs}": f"features.{2 * stage + 1}.{block}{ours}"
            for block, _ in blocks.named_children()
            for theirs, ours in _TIMM_BLOCK.items()
        }
    found = keys_by_module(network, modules)
    return {theirs.replace(".layer_scale", ".gamma"): ours for theirs, ours in found.items()}

"""ResNet: blocks that learn what to add to their input."""

from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts


class ResidualBlock(nn.Module):
    """``relu(F(x) + shortcut(x))``, F being :meth:`residual` (He et al. 2015, figure 2).

    Input (N, C, H, W), output (N, expansion·width, H/stride, W/stride).
    """

    expansion = 1
    downsample: nn.Module | None
    """The shortcut; None is the identity."""
    relu: nn.ReLU

    def residual(self, x: Tensor) -> Tensor:
        """Return what the block adds to its shortcut."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        residual = self.residual(x)
        shortcut = x if self.downsample is None else self.downsample(x)
        result: Tensor = self.relu(residual + shortcut)
        return result


class BasicBlock(ResidualBlock):
    """Two 3×3 convolutions beside a shortcut (He et al. 2015, figure 5 left)."""

    expansion = 1

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = projection(in_channels, width, stride)

    def residual(self, x: Tensor) -> Tensor:
        x = self.relu(self.bn1(self.conv1(x)))
        added: Tensor = self.bn2(self.conv2(x))
        return added


class Bottleneck(ResidualBlock):
    """1×1 reduce, 3×3, 1×1 restore beside a shortcut (He et al. 2015, figure 5 right).

    Args:
        cardinality: groups of the 3×3 convolution, ResNeXt's C.
        base_width: channels of one group where ``width`` is 64, ResNeXt's d;
            it grows with ``width``. 128 with one group is Wide ResNet's "-2".
        stride_in_1x1: put the stride into the first 1×1 convolution, as the
            paper does ("v1"), so that it skips three of four units. Else it
            is in the 3×3 one, which sees them all ("v1.5", fb.resnet.torch 2016).
    """

    expansion = 4

    def __init__(
        self,
        in_channels: int,
        width: int,
        stride: int,
        *,
        cardinality: int = 1,
        base_width: int = 64,
        stride_in_1x1: bool = False,
    ) -> None:
        super().__init__()
        inner = cardinality * (base_width * width // 64)
        out_channels = self.expansion * width
        stride1, stride2 = (stride, 1) if stride_in_1x1 else (1, stride)
        self.conv1 = nn.Conv2d(in_channels, inner, kernel_size=1, stride=stride1, bias=False)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = nn.Conv2d(inner, inner, kernel_size=3, stride=stride2, padding=1, groups=cardinality, bias=False)
        self.bn2 = nn.BatchNorm2d(inner)
        self.conv3 = nn.Conv2d(inner, out_channels, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.relu = nn.ReLU()
        self.downsample = projection(in_channels, out_channels, stride)

    def residual(self, x: Tensor) -> Tensor:
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        added: Tensor = self.bn3(self.conv3(x))
        return added


def projection(in_channels: int, out_channels: int, stride: int, kernel_size: int = 1) -> nn.Sequential | None:
    """Return the shortcut's convolution where the shape changes (option B of section 3.3), else nothing."""
    if stride == 1 and in_channels == out_channels:
        return None
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size, stride=stride, padding=kernel_size // 2, bias=False),
        nn.BatchNorm2d(out_channels),
    )


class ResNet(nn.Module):
    """A 7×7 stem, four stages of residual blocks, global average pooling.

    He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition, CVPR
    2016, arXiv:1512.03385, table 1. The paper's conv2_x … conv5_x are
    ``layer1`` … ``layer4``; each but the first halves the map in its first block.

    Input (N, 3, H, W), usually 224 pixels; output logits (N, 1000).

    Args:
        block: the residual block.
        depths: blocks per stage.
        options: of every block.
    """

    def __init__(
        self,
        block: type[ResidualBlock],
        depths: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
        **options: Any,
    ) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = nn.Conv2d(in_channels, 64, kernel_size=7, stride=2, padding=3, bias=False)  # 112 × 112
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)  # 56 × 56
        one, two, three, four = depths
        out = block.expansion
        self.layer1 = residual_stage(block, one, 64, 64, stride=1, **options)  # conv2_x: 56 × 56
        self.layer2 = residual_stage(block, two, 64 * out, 128, stride=2, **options)  # conv3_x: 28 × 28
        self.layer3 = residual_stage(block, three, 128 * out, 256, stride=2, **options)  # conv4_x: 14 × 14
        self.layer4 = residual_stage(block, four, 256 * out, 512, stride=2, **options)  # conv5_x: 7 × 7
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512 * out, num_classes)
        self.register_forward_pre_hook(InputCheck("ResNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits: Tensor = self.fc(self.avgpool(x).flatten(1))
        return logits


def residual_stage(
    block: type[ResidualBlock], depth: int, in_channels: int, width: int, stride: int, **options: Any
) -> nn.Sequential:
    """Return ``depth`` blocks, of which the first changes the channels and takes the stride."""
    first = block(in_channels, width, stride, **options)
    others = (block(width * block.expansion, width, 1, **options) for _ in range(depth - 1))
    return nn.Sequential(first, *others)


def init_residual(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    else:
        init_default(module)


def resnet_builder(
    name: str, block: type[ResidualBlock], depths: Sequence[int], **options: Any
) -> Callable[..., ResNet]:
    """Return the builder of one variant: a row of table 1 and the options of its blocks."""

    def build(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> ResNet:
        require_counts(num_classes=num_classes, in_channels=in_channels)
        return construct(lambda: ResNet(block, depths, num_classes, in_channels, **options), init_residual, init)

    build.__doc__ = f"""Return {name}; the state-dict keys are torchvision's and timm's.

    Raises:
        UsageError: an option is out of range.
    """
    return build


# Table 1: blocks in conv2_x … conv5_x.
resnet18 = resnet_builder("ResNet-18", BasicBlock, (2, 2, 2, 2))
resnet34 = resnet_builder("ResNet-34", BasicBlock, (3, 4, 6, 3))
resnet50 = resnet_builder("ResNet-50 v1.5", Bottleneck, (3, 4, 6, 3))
resnet101 = resnet_builder("ResNet-101 v1.5", Bottleneck, (3, 4, 23, 3))
resnet152 = resnet_builder("ResNet-152 v1.5", Bottleneck, (3, 8, 36, 3))

resnet50_v1 = resnet_builder("ResNet-50 as in the paper", Bottleneck, (3, 4, 6, 3), stride_in_1x1=True)
resnet101_v1 = resnet_builder("ResNet-101 as in the paper", Bottleneck, (3, 4, 23, 3), stride_in_1x1=True)
resnet152_v1 = resnet_builder("ResNet-152 as in the paper", Bottleneck, (3, 8, 36, 3), stride_in_1x1=True)

# Zagoruyko, Komodakis: Wide Residual Networks, BMVC 2016, arXiv:1605.07146, section 3.4.
wide_resnet50_2 = resnet_builder("Wide ResNet-50-2", Bottleneck, (3, 4, 6, 3), base_width=128)
wide_resnet101_2 = resnet_builder("Wide ResNet-101-2", Bottleneck, (3, 4, 23, 3), base_width=128)

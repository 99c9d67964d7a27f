"""ResNet: blocks that learn what to add to their input."""

from collections.abc import Sequence

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts


class BasicBlock(nn.Module):
    """Two 3×3 convolutions beside a shortcut (He et al. 2015, figure 5 left).

    Input (N, C, H, W), output (N, width, H/stride, W/stride).
    """

    expansion = 1

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU()
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.downsample = _projection(in_channels, width, stride)

    def forward(self, x: Tensor) -> Tensor:
        residual = self.relu(self.bn1(self.conv1(x)))
        residual = self.bn2(self.conv2(residual))
        shortcut = x if self.downsample is None else self.downsample(x)
        result: Tensor = self.relu(residual + shortcut)
        return result


class Bottleneck(nn.Module):
    """1×1 reduce, 3×3, 1×1 restore beside a shortcut (He et al. 2015, figure 5 right).

    The stride sits in the 3×3 convolution ("v1.5", fb.resnet.torch 2016); the
    paper has it in the first 1×1, which skips three of four units.

    Input (N, C, H, W), output (N, 4·width, H/stride, W/stride).
    """

    expansion = 4

    def __init__(self, in_channels: int, width: int, stride: int) -> None:
        super().__init__()
        out_channels = width * self.expansion
        self.conv1 = nn.Conv2d(in_channels, width, kernel_size=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, out_channels, kernel_size=1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.relu = nn.ReLU()
        self.downsample = _projection(in_channels, out_channels, stride)

    def forward(self, x: Tensor) -> Tensor:
        residual = self.relu(self.bn1(self.conv1(x)))
        residual = self.relu(self.bn2(self.conv2(residual)))
        residual = self.bn3(self.conv3(residual))
        shortcut = x if self.downsample is None else self.downsample(x)
        result: Tensor = self.relu(residual + shortcut)
        return result


def _projection(in_channels: int, out_channels: int, stride: int) -> nn.Sequential | None:
    """Return the shortcut's 1×1 projection where the shape changes (option B of section 3.3), else nothing."""
    if stride == 1 and in_channels == out_channels:
        return None
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size=1, stride=stride, bias=False),
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
    """

    def __init__(
        self,
        block: type[BasicBlock] | type[Bottleneck],
        depths: Sequence[int],
        num_classes: int = 1000,
        in_channels: int = 3,
    ) -> None:
        super().__init__()
        # Sizes at 224 pixels.
        self.conv1 = nn.Conv2d(in_channels, 64, kernel_size=7, stride=2, padding=3, bias=False)  # 112 × 112
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)  # 56 × 56
        one, two, three, four = depths
        self.layer1 = _stage(block, one, 64, 64, stride=1)  # conv2_x: 56 × 56
        self.layer2 = _stage(block, two, 64 * block.expansion, 128, stride=2)  # conv3_x: 28 × 28
        self.layer3 = _stage(block, three, 128 * block.expansion, 256, stride=2)  # conv4_x: 14 × 14
        self.layer4 = _stage(block, four, 256 * block.expansion, 512, stride=2)  # conv5_x: 7 × 7
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512 * block.expansion, num_classes)
        self.register_forward_pre_hook(InputCheck("ResNet", in_channels))

    def forward(self, x: Tensor) -> Tensor:
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits: Tensor = self.fc(self.avgpool(x).flatten(1))
        return logits


def _stage(
    block: type[BasicBlock] | type[Bottleneck], depth: int, in_channels: int, width: int, stride: int
) -> nn.Sequential:
    first = block(in_channels, width, stride)
    others = (block(width * block.expansion, width, 1) for _ in range(depth - 1))
    return nn.Sequential(first, *others)


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    else:
        init_default(module)


def _resnet(
    block: type[BasicBlock] | type[Bottleneck], depths: Sequence[int], num_classes: int, in_channels: int, init: bool
) -> ResNet:
    require_counts(num_classes=num_classes, in_channels=in_channels)
    return construct(lambda: ResNet(block, depths, num_classes, in_channels), _initialise, init)


def resnet18(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> ResNet:
    """Return ResNet-18 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _resnet(BasicBlock, (2, 2, 2, 2), num_classes, in_channels, init)


def resnet50(*, num_classes: int = 1000, in_channels: int = 3, init: bool = True) -> ResNet:
    """Return ResNet-50 v1.5 with torchvision's state-dict keys.

    Raises:
        UsageError: an option is out of range.
    """
    return _resnet(Bottleneck, (3, 4, 6, 3), num_classes, in_channels, init)

"""Xception: the Inception idea taken to its end, one spatial filter per channel."""

from torch import Tensor, nn

from explorer.models.build import construct, init_default
from explorer.models.options import InputCheck, require_counts, require_rates


class SeparableConv(nn.Module):
    """A depthwise 3×3, then a pointwise convolution, nothing between (section 3; figure 10 shows why).

    Input (N, in_channels, H, W), output (N, out_channels, H, W).
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, in_channels, kernel_size=3, padding=1, groups=in_channels, bias=False)
        self.pointwise = nn.Conv2d(in_channels, out_channels, kernel_size=1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.pointwise(self.conv1(x))
        return result


class Block(nn.Module):
    """Separable convolutions, each after a ReLU and before a batch norm, beside a shortcut (figure 5).

    With ``stride`` 2 a max pool ends the block and a 1×1 convolution with batch
    norm fits the shortcut to it.

    Input (N, in_channels, H, W), output (N, last of widths, ⌈H/stride⌉, ⌈W/stride⌉).

    Args:
        widths: output channels of the separable convolutions.
        start_with_relu: False where the input comes from a ReLU already.
    """

    def __init__(
        self, in_channels: int, widths: tuple[int, ...], stride: int = 1, *, start_with_relu: bool = True
    ) -> None:
        super().__init__()
        out_channels = widths[-1]
        fits = stride == 1 and in_channels == out_channels
        self.skip = None if fits else nn.Conv2d(in_channels, out_channels, kernel_size=1, stride=stride, bias=False)
        self.skipbn = None if fits else nn.BatchNorm2d(out_channels)
        layers: list[nn.Module] = []
        for width in widths:
            layers += [nn.ReLU(), SeparableConv(in_channels, width), nn.BatchNorm2d(width)]
            in_channels = width
        if stride != 1:
            layers.append(nn.MaxPool2d(kernel_size=3, stride=stride, padding=1))
        self.rep = nn.Sequential(*(layers if start_with_relu else layers[1:]))

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.skip is None or self.skipbn is None else self.skipbn(self.skip(x))
        residual: Tensor = self.rep(x)
        return residual + shortcut


class Xception(nn.Module):
    """Entry flow, eight equal blocks of the middle flow, exit flow; 36 convolutional layers.

    Chollet: Xception: Deep Learning with Depthwise Separable Convolutions, CVPR
    2017, arXiv:1610.02357, figure 5. State-dict keys are timm's.

    Input (N, 3, H, W) from 7 pixels up, usually 299, normalised to [-1, 1];
    output logits (N, 1000).

    Args:
        dropout: before the classifier; the paper trains ImageNet with 0.5.
    """

    def __init__(self, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5) -> None:
        super().__init__()
        # Entry flow. Sizes at 299 pixels.
        self.conv1 = nn.Conv2d(in_channels, 32, kernel_size=3, stride=2, bias=False)  # 149 × 149
        self.bn1 = nn.BatchNorm2d(32)
        self.act1 = nn.ReLU()
        self.conv2 = nn.Conv2d(32, 64, kernel_size=3, bias=False)  # 147 × 147
        self.bn2 = nn.BatchNorm2d(64)
        self.act2 = nn.ReLU()
        self.block1 = Block(64, (128, 128), stride=2, start_with_relu=False)  # 74 × 74
        self.block2 = Block(128, (256, 256), stride=2)  # 37 × 37
        self.block3 = Block(256, (728, 728), stride=2)  # 19 × 19
        # Middle flow.
        for number in range(4, 12):
            self.add_module(f"block{number}", Block(728, (728, 728, 728)))
        # Exit flow.
        self.block12 = Block(728, (728, 1024), stride=2)  # 10 × 10
        self.conv3 = SeparableConv(1024, 1536)
        self.bn3 = nn.BatchNorm2d(1536)
        self.act3 = nn.ReLU()
        self.conv4 = SeparableConv(1536, 2048)
        self.bn4 = nn.BatchNorm2d(2048)
        self.act4 = nn.ReLU()
        self.global_pool = nn.AdaptiveAvgPool2d(1)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(2048, num_classes)
        self.register_forward_pre_hook(InputCheck("Xception", in_channels, minimum=7))

    def forward(self, x: Tensor) -> Tensor:
        x = self.act1(self.bn1(self.conv1(x)))
        x = self.act2(self.bn2(self.conv2(x)))
        for number in range(1, 13):
            x = self.get_submodule(f"block{number}")(x)
        x = self.act3(self.bn3(self.conv3(x)))
        x = self.act4(self.bn4(self.conv4(x)))
        logits: Tensor = self.fc(self.dropout(self.global_pool(x).flatten(1)))
        return logits


def _initialise(module: nn.Module) -> None:
    """He normal by the outputs for convolutions (He et al., arXiv:1502.01852), torch's defaults elsewhere."""
    init_default(module)
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")


def legacy_xception(
    *, num_classes: int = 1000, in_channels: int = 3, dropout: float = 0.5, init: bool = True
) -> Xception:
    """Return Xception with timm's state-dict keys (``legacy_xception`` there).

    Raises:
        UsageError: an option is out of range.
    """
    require_counts(num_classes=num_classes, in_channels=in_channels)
    require_rates(dropout=dropout)
    return construct(lambda: Xception(num_classes, in_channels, dropout), _initialise, init)

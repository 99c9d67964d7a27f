"""MBConv, the inverted residual block that MobileNetV3 and EfficientNet are built of."""

from collections.abc import Callable

from torch import Tensor, nn

from explorer.models.layers import ConvBNActivation, DropPath


class MBConv(nn.Module):
    """Expand, filter each channel by itself, gate, project back without activation.

    An inverted residual (Sandler et al. 2018, arXiv:1801.04381, section 3.3)
    is narrow where a ResNet bottleneck is wide: the shortcut joins the narrow
    maps, and no activation follows the projection, since one would destroy what
    few channels carry (section 3.2). MnasNet (Tan et al. 2018, arXiv:1807.11626)
    added squeeze-excitation and the name MBConv. In order:

    1. 1×1 convolution to ``expanded`` channels, unless there are so many already;
    2. depthwise k×k convolution with the stride;
    3. the gate, on the expanded maps;
    4. 1×1 convolution to ``out_channels``, linear;
    5. with stride 1 and as many channels out as in: stochastic depth, then the
       input is added. (Whether the block expands plays no part in that.)

    Input (N, in_channels, H, W), output (N, out_channels, ⌈H/stride⌉, ⌈W/stride⌉).

    Args:
        activation: after steps 1 and 2.
        gate: squeeze-excitation, (N, expanded, H, W) to the same; None leaves it out.
        drop_path: rate of stochastic depth in training.
        norm: makes a batch norm of so many channels.
    """

    def __init__(
        self,
        in_channels: int,
        expanded: int,
        out_channels: int,
        kernel_size: int,
        stride: int,
        *,
        activation: Callable[[], nn.Module],
        gate: nn.Module | None = None,
        drop_path: float = 0.0,
        norm: Callable[[int], nn.Module] = nn.BatchNorm2d,
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        if expanded != in_channels:
            layers.append(ConvBNActivation(in_channels, expanded, 1, activation=activation, norm=norm))
        layers.append(
            ConvBNActivation(
                expanded,
                expanded,
                kernel_size,
                stride=stride,
                groups=expanded,
                activation=activation,
                norm=norm,
            )
        )
        if gate is not None:
            layers.append(gate)
        layers.append(ConvBNActivation(expanded, out_channels, 1, activation=None, norm=norm))
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = DropPath(drop_path)
        self.has_skip = stride == 1 and in_channels == out_channels

    def forward(self, x: Tensor) -> Tensor:
        residual: Tensor = self.block(x)
        return self.stochastic_depth(residual) + x if self.has_skip else residual

"""Operators that torch runs in one piece, written out by their definition.

The networks use torch's own forms, which are faster and whose names stand in
every table; these say what they mean, step by step, and are held equal to
them by the tests. Their parameters have torch's names and shapes.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.errors import UsageError
from explorer.models.options import require_counts


class GroupedConvolution(nn.Module):
    """A convolution whose channels are split into groups that do not see each other.

    Krizhevsky et al. 2012, section 3.2, split AlexNet over two GPUs with it;
    Xie et al. 2016, figure 3c, made the number of groups a measure of
    capacity; with as many groups as channels it is the depthwise convolution.
    Compared with one group it has 1 / groups of the weights and of the MACs.

    Args:
        in_channels, out_channels: both divisible by ``groups``.
        kernel_size: of the square kernel.
        groups: independent convolutions side by side.
        stride, padding: as in ``nn.Conv2d``.

    Raises:
        UsageError: the channels cannot be split evenly.
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: int, groups: int, *, stride: int = 1, padding: int = 0
    ) -> None:
        super().__init__()
        require_counts(in_channels=in_channels, out_channels=out_channels, kernel_size=kernel_size, groups=groups)
        if in_channels % groups or out_channels % groups:
            raise UsageError(f"{in_channels} and {out_channels} channels cannot be split into {groups} equal groups")
        self.groups, self.stride, self.padding = groups, stride, padding
        fused = nn.Conv2d(in_channels, out_channels, kernel_size, stride, padding, groups=groups)
        self.weight = fused.weight  # (out, in / groups, k, k)
        assert fused.bias is not None
        self.bias = fused.bias

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, H, W) → (N, out_channels, H', W')."""
        pieces = zip(
            x.chunk(self.groups, dim=1),
            self.weight.chunk(self.groups, dim=0),
            self.bias.chunk(self.groups, dim=0),
            strict=True,
        )
        apart = [functional.conv2d(part, weight, bias, self.stride, self.padding) for part, weight, bias in pieces]
        return torch.cat(apart, dim=1)


class TransposedConvolution(nn.Module):
    """The transpose of a convolution as a matrix: what its gradient applies, and a DeconvNet on its way down.

    Zeros are put between the input's units, ``stride`` - 1 of them, and round
    it, ``kernel_size`` - 1 - ``padding`` lines; then the result is convolved
    with the kernel turned by half a turn (Zeiler et al. 2010; Dumoulin and
    Visin 2016, section 4). Output size: (H - 1)·stride - 2·padding + kernel_size.

    Args:
        in_channels, out_channels, kernel_size: of the square kernel.
        stride, padding: those of the convolution that is transposed; ``padding`` below ``kernel_size``.

    Raises:
        UsageError: the padding is not below the kernel size.
    """

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: int, *, stride: int = 1, padding: int = 0
    ) -> None:
        super().__init__()
        require_counts(in_channels=in_channels, out_channels=out_channels, kernel_size=kernel_size, stride=stride)
        if not 0 <= padding < kernel_size:
            raise UsageError(f"padding must be from 0 to below kernel_size {kernel_size}, not {padding}")
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        fused = nn.ConvTranspose2d(in_channels, out_channels, kernel_size, stride, padding)
        self.weight = fused.weight  # (in, out, k, k)
        assert fused.bias is not None
        self.bias = fused.bias

    def forward(self, x: Tensor) -> Tensor:
        """(N, in_channels, H, W) → (N, out_channels, H', W')."""
        count, channels, height, width = x.shape
        spread = x.new_zeros(count, channels, (height - 1) * self.stride + 1, (width - 1) * self.stride + 1)
        spread[:, :, :: self.stride, :: self.stride] = x
        turned = self.weight.flip(2, 3).transpose(0, 1)  # (out, in, k, k)
        return functional.conv2d(spread, turned, self.bias, padding=self.kernel_size - 1 - self.padding)


class OverlappingMaxPool(nn.Module):
    """Max pooling whose windows are wider than the step between them, so that neighbours share units.

    Krizhevsky et al. 2012, section 3.4: 3 × 3 windows every 2 pixels in place of 2 × 2 every 2 took 0.4 % off
    AlexNet's top-1 error and made it overfit a little less. Two windows may have their maximum in the same unit;
    its gradient is then the sum of both.

    Raises:
        UsageError: the windows do not overlap.
    """

    def __init__(self, kernel_size: int = 3, stride: int = 2) -> None:
        super().__init__()
        require_counts(kernel_size=kernel_size, stride=stride)
        if kernel_size <= stride:
            raise UsageError(f"windows of {kernel_size} every {stride} pixels do not overlap")
        self.kernel_size, self.stride = kernel_size, stride

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) → (N, C, ⌊(H - k) / s⌋ + 1, ⌊(W - k) / s⌋ + 1)."""
        windows = x.unfold(2, self.kernel_size, self.stride).unfold(3, self.kernel_size, self.stride)
        return windows.amax(dim=(4, 5))  # N, C, H', W', k, k → N, C, H', W'

"""The receptive field against what NaN pixels reach in the unmodified network."""

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional

from explorer.analysis import analyze
from explorer.analysis.rows import LayerRow
from explorer.errors import CaptureError

SIDE = 40


class Pad(nn.Module):
    def __init__(self, amounts: tuple[int, int, int, int]) -> None:
        super().__init__()
        self.amounts = amounts

    def forward(self, x: Tensor) -> Tensor:
        return functional.pad(x, self.amounts)


class Fork(nn.Module):
    """Two paths of one stride that meet by addition or concatenation; the second one is shifted."""

    def __init__(self, kernel: int, how: str) -> None:
        super().__init__()
        self.wide = nn.Conv2d(2, 2, kernel, padding=kernel // 2)
        self.short = nn.Conv2d(2, 2, 1)
        self.after = nn.Conv2d(4 if how == "cat" else 2, 2, 1)
        self.how = how

    def forward(self, x: Tensor) -> Tensor:
        a, b = self.wide(x), self.short(x)
        a = a[:, :, : x.shape[2], : x.shape[3]]
        return self.after(torch.cat([a, b], 1) if self.how == "cat" else a + b)


@st.composite
def layers(draw: st.DrawFn) -> nn.Module:
    pair = lambda low, high: draw(st.tuples(st.integers(low, high), st.integers(low, high)))  # noqa: E731
    kind = draw(st.sampled_from(["conv", "grouped", "max", "average", "pad", "fork", "relu", "norm"]))
    kernel = pair(1, 4)
    if kind in ("conv", "grouped"):
        padding = pair(0, 2)
        return nn.Conv2d(2, 2, kernel, pair(1, 2), padding, pair(1, 2), groups=2 if kind == "grouped" else 1)
    if kind == "max":
        return nn.MaxPool2d(kernel, pair(1, 2), (kernel[0] // 2, kernel[1] // 2), pair(1, 2))
    if kind == "average":
        return nn.AvgPool2d(kernel, pair(1, 2), (kernel[0] // 2, kernel[1] // 2))
    if kind == "pad":
        return Pad((draw(st.integers(0, 2)), *pair(0, 2), draw(st.integers(0, 2))))
    if kind == "fork":
        return Fork(draw(st.integers(1, 4)), draw(st.sampled_from(["add", "cat"])))
    return nn.ReLU() if kind == "relu" else nn.BatchNorm2d(2).eval()


def reached(module: nn.Module, axis: int) -> Tensor:
    """Whether each input line (first dimension) reaches each output line."""
    x = torch.rand(SIDE, 2, SIDE, SIDE)
    lines = torch.arange(SIDE)
    if axis == 0:
        x[lines, :, lines, :] = torch.nan
    else:
        x[lines, :, :, lines] = torch.nan
    with torch.inference_mode():
        y = torch.isnan(module(x))
    return y.any(1).any(2 if axis == 0 else 1)


@settings(max_examples=40, deadline=None)
@given(st.lists(layers(), min_size=1, max_size=4))
def test_random_chains_agree_with_nan_pixels(chain: list[nn.Module]) -> None:
    module = nn.Sequential(*chain).eval()
    try:
        network = analyze(module, (2, SIDE, SIDE))
    except CaptureError:
        # The maps have become smaller than a kernel: torch must say so too.
        with pytest.raises(RuntimeError):
            module(torch.zeros(1, 2, SIDE, SIDE))
        return
    row = network.rows[-1]
    with torch.inference_mode():
        assert tuple(module(torch.zeros(1, 2, SIDE, SIDE)).shape[1:]) == row.output_shape
    for axis, size, jump, start in (
        (0, row.rf_h, row.jump_h, row.rf_start_h),
        (1, row.rf_w, row.jump_w, row.rf_start_w),
    ):
        assert size is not None and jump is not None and start is not None
        seen = reached(module, axis)
        for unit in range(seen.shape[1]):
            lines = seen[:, unit].nonzero().flatten()
            first, last = start + jump * unit, start + jump * unit + size - 1
            if len(lines):
                assert first <= lines.min() and lines.max() <= last
            # Far from the border no path runs through padding or past the last window.
            if first >= 0 and last + size < SIDE:
                assert (lines.min(), lines.max()) == (first, last)


def last(module: nn.Module, shape: tuple[int, ...] = (4, 16, 16)) -> LayerRow:
    return analyze(module, shape).rows[-1]


def one(module: nn.Module, shape: tuple[int, ...], operator: str) -> LayerRow:
    return next(row for row in analyze(module, shape).rows if row.operator == operator)


class Excite(nn.Module):
    """Squeeze and excitation by mean and multiplication, then a 3×3 convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Conv2d(4, 4, 1)
        self.conv = nn.Conv2d(4, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(x * self.fc(x.mean((2, 3), keepdim=True)).sigmoid())


@pytest.mark.parametrize("side", [16, 1])
def test_gate(side: int) -> None:
    row = last(Excite(), (4, side, side))
    assert (row.rf_h, row.jump_h, row.rf_start_h, row.rf_global) == (3, 1, -1, "gate")


def test_strips_of_one_axis_only_end_that_axis() -> None:
    row = last(nn.Sequential(nn.Conv2d(4, 4, 3), nn.AdaptiveAvgPool2d((None, 1))))
    assert (row.rf_h, row.jump_h) == (3, 1)
    assert (row.rf_w, row.jump_w, row.rf_global) == (16, None, "pool")


def test_average_over_the_whole_map_is_global() -> None:
    row = last(nn.Sequential(nn.Conv2d(4, 4, 3, 2, 1), nn.AvgPool2d(8)))
    assert (row.rf_h, row.jump_h, row.rf_global) == (3 + 7 * 2, None, "pool")


def test_dense_after_flatten() -> None:
    module = nn.Sequential(nn.Conv2d(4, 4, 3), nn.Flatten(), nn.Linear(4 * 14 * 14, 3), nn.ReLU())
    flat = one(module, (4, 16, 16), "flatten")
    assert (flat.rf_h, flat.jump_h, flat.rf_global) == (3, None, "")
    assert (last(module).rf_h, last(module).rf_global) == (16, "dense")


def test_a_dense_layer_across_channels_keeps_positions() -> None:
    class Mixer(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv, self.fc = nn.Conv2d(4, 4, 3), nn.Linear(4, 8)

        def forward(self, x: Tensor) -> Tensor:
            return self.fc(self.conv(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

    assert (last(Mixer()).rf_h, last(Mixer()).jump_h, last(Mixer()).rf_global) == (3, 1, "")


@pytest.mark.parametrize(
    ("module", "why"),
    [
        (nn.Upsample(scale_factor=2), "upsampling"),
        (nn.ConvTranspose2d(4, 4, 2, 2), "transposed convolution"),
        (nn.AdaptiveAvgPool2d(5), "several sizes"),
        (nn.PixelShuffle(2), "pixel_shuffle"),
    ],
)
def test_what_has_no_single_interval_is_none_and_says_why(module: nn.Module, why: str) -> None:
    row = last(nn.Sequential(nn.Conv2d(4, 4, 3), module, nn.ReLU()))
    assert (row.rf_h, row.rf_w, row.jump_h, row.rf_start_w) == (None, None, None, None)
    assert why in row.note


def test_paths_of_different_jumps_have_no_single_interval() -> None:
    class Meeting(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return functional.max_pool2d(x, 2, 2) + x[:, :, :8, :8]

    assert last(Meeting()).rf_h is None
    assert "jumps" in last(Meeting()).note


def test_vision_transformers_are_dense_after_attention() -> None:
    layer = nn.MultiheadAttention(4, 2, batch_first=True)

    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.patch, self.attention = nn.Conv2d(4, 4, 4, 4), layer

        def forward(self, x: Tensor) -> Tensor:
            tokens = self.patch(x).flatten(2).transpose(1, 2)
            return self.attention(tokens, tokens, tokens, need_weights=False)[0]

    network = analyze(Block(), (4, 16, 16))
    assert network.rows[0].rf_h == 4
    assert (network.rows[-1].rf_h, network.rows[-1].rf_global) == (16, "dense")
    assert {row.rf_global for row in network.rows} == {"", "dense"}


@pytest.mark.parametrize(
    ("cut", "jump", "start"),
    [
        (lambda x: x[:, :, 1::2], 4, 2),
        (lambda x: x[:, :, 3:], 2, 6),
        (lambda x: x.narrow(2, 2, 4), 2, 4),
        (lambda x: x.chunk(2, 2)[1].relu(), 2, 8),
        (lambda x: x[:, :, -1].relu(), None, 14),
        (lambda x: x.transpose(2, 3)[:, :, :, 1:].transpose(2, 3), 2, 2),
    ],
)
def test_parts_of_a_map_start_at_the_cut(cut: Callable[[Tensor], Tensor], jump: int | None, start: int) -> None:
    class Cut(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return cut(functional.max_pool2d(x, 2, 2))

    row = last(Cut())
    assert (row.rf_h, row.jump_h, row.rf_start_h) == (2, jump, start)
    assert (row.rf_w, row.jump_w, row.rf_start_w) == (2, 2, 0)

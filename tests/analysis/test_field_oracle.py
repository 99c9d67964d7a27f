"""Exact receptive fields of real and of random networks against what NaN in single input lines reaches."""

from collections.abc import Callable

import pytest
import timm
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional
from torchvision import models

from explorer.analysis import analyze
from explorer.errors import CaptureError
from explorer.models import registry
from tests.analysis.field_oracle import OWN, TIMM, TORCHVISION, build, compare


@pytest.mark.parametrize(("name", "side"), [*TORCHVISION.items(), *TIMM.items(), *OWN.items()])
def test_every_unit_of_a_real_network(name: str, side: int) -> None:
    module, channels = build(name)
    verdict = compare(module, (channels, side, side))
    assert verdict.mismatches == []
    assert verdict.flagged == 0
    assert verdict.nodes > 10


@pytest.mark.parametrize(("name", "side"), [("efficientnet_b0", 48), ("legacy_seresnet18", 48), ("skresnet18", 48)])
def test_through_gates(name: str, side: int) -> None:
    module, channels = build(name)
    verdict = compare(module, (channels, side, side), through_gates=True)
    assert verdict.mismatches == []


def test_there_are_enough_of_them() -> None:
    assert len(TORCHVISION) + len(TIMM) + len(OWN) >= 25
    assert set(TORCHVISION) <= set(models.list_models(models))
    assert set(TIMM) <= set(timm.list_models())
    assert set(OWN) <= set(registry.keys())


# -- networks that nobody drew -------------------------------------------------------------------------------------

CHANNELS = 4
SHAPE = (CHANNELS, 19, 22)


class Function(nn.Module):
    """A function that says in a failure what it was."""

    def __init__(self, text: str, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.text, self.function = text, function

    def extra_repr(self) -> str:
        return self.text

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


class Meeting(nn.Module):
    """Two paths, cut to the smaller extent, that meet by addition, product or concatenation."""

    def __init__(self, first: nn.Module, second: nn.Module, how: str) -> None:
        super().__init__()
        self.first, self.second, self.how = first, second, how
        self.merge = nn.Conv2d(2 * CHANNELS, CHANNELS, 1, groups=2)

    def forward(self, x: Tensor) -> Tensor:
        a, b = self.first(x), self.second(x)
        height, width = min(a.shape[2], b.shape[2]), min(a.shape[3], b.shape[3])
        a, b = a[:, :, :height, :width], b[:, :, :height, :width]
        if self.how == "cat":
            return functional.channel_shuffle(self.merge(torch.cat([a, b], 1)), 2)
        return a + b if self.how == "add" else a * b


class Gate(nn.Module):
    """Squeeze and excitation by a 1×1 convolution."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Conv2d(CHANNELS, CHANNELS, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.fc(functional.adaptive_avg_pool2d(x, 1)).sigmoid()


def pairs(low: int, high: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(low, high), st.integers(low, high))


@st.composite
def simple_layers(draw: st.DrawFn) -> nn.Module:
    kind = draw(st.sampled_from(SIMPLE))
    kernel = draw(pairs(1, 4))
    half = (kernel[0] // 2, kernel[1] // 2)
    if kind in ("conv", "grouped", "depthwise"):
        groups = {"conv": 1, "grouped": 2, "depthwise": CHANNELS}[kind]
        padding: tuple[int, int] | str = draw(st.one_of(pairs(0, 2), st.just("same")))
        stride = (1, 1) if padding == "same" else draw(pairs(1, 3))
        return nn.Conv2d(CHANNELS, CHANNELS, kernel, stride, padding, draw(pairs(1, 2)), groups)
    if kind == "transposed":
        stride, padding = draw(pairs(1, 3)), (min(half[0], 1), min(half[1], 1))
        return nn.ConvTranspose2d(CHANNELS, CHANNELS, kernel, stride, padding, dilation=draw(pairs(1, 2)), groups=2)
    if kind == "max":
        return nn.MaxPool2d(kernel, draw(pairs(1, 3)), half, draw(pairs(1, 2)), ceil_mode=draw(st.booleans()))
    if kind == "average":
        return nn.AvgPool2d(kernel, draw(pairs(1, 3)), half, draw(st.booleans()), draw(st.booleans()))
    if kind == "adaptive":
        size = draw(pairs(1, 7))
        return nn.AdaptiveAvgPool2d(size) if draw(st.booleans()) else nn.AdaptiveMaxPool2d(size)
    if kind == "pad":
        sides = (*draw(pairs(-1, 2)), *draw(pairs(-1, 2)))
        return Function(f"pad {sides}", lambda x: functional.pad(x, sides))
    if kind == "reflect":
        sides = (*draw(pairs(0, 2)), *draw(pairs(0, 2)))
        mode = draw(st.sampled_from(["reflect", "replicate", "circular"]))
        return Function(f"{mode} {sides}", lambda x: functional.pad(x, sides, mode))
    if kind == "nearest":
        return nn.Upsample(scale_factor=draw(st.sampled_from([1.5, 2, 3])))
    if kind == "resize":
        size = draw(pairs(1, 24))
        return Function(f"nearest to {size}", lambda x: functional.interpolate(x, size))
    if kind == "slice":
        first, step = draw(pairs(0, 2)), draw(pairs(1, 2))
        return Function(f"slice {first} {step}", lambda x: x[:, :, first[0] :: step[0], first[1] :: step[1]])
    if kind == "unshuffle":
        return Function(
            "unshuffle",
            lambda x: functional.pixel_unshuffle(x[:, :, : x.shape[2] // 2 * 2, : x.shape[3] // 2 * 2], 2)[:, ::4],
        )
    return {
        "shuffle": lambda: nn.Sequential(nn.Conv2d(CHANNELS, 4 * CHANNELS, 1, groups=2), nn.PixelShuffle(2)),
        "relu": nn.ReLU,
        "norm": lambda: nn.BatchNorm2d(CHANNELS),
        "group_norm": lambda: nn.GroupNorm(2, CHANNELS),
        "lrn": lambda: nn.LocalResponseNorm(3),
        "gate": Gate,
        "channels_last": lambda: Function(
            "layer norm of channels",
            lambda x: functional.layer_norm(x.permute(0, 2, 3, 1), (CHANNELS,)).permute(0, 3, 1, 2),
        ),
        "roll": lambda: Function("roll", lambda x: x.roll((1, -2), (2, 3))),
        "flip": lambda: Function("flip", lambda x: x.flip(3)),
        "halves": lambda: Function("swap halves", lambda x: torch.cat(x.chunk(2, 1)[::-1], 1)),
    }[kind]()


SIMPLE = [
    "conv", "grouped", "depthwise", "transposed", "max", "average", "adaptive", "pad",
    "reflect", "nearest", "resize", "slice", "unshuffle", "shuffle", "relu", "norm",
    "group_norm", "lrn", "gate", "channels_last", "roll", "flip", "halves",
]  # fmt: skip


@st.composite
def layers(draw: st.DrawFn) -> nn.Module:
    if draw(st.integers(0, 3)):
        return draw(simple_layers())
    return Meeting(draw(simple_layers()), draw(simple_layers()), draw(st.sampled_from(["add", "mul", "cat"])))


@settings(max_examples=60, deadline=None)
@given(st.lists(layers(), min_size=1, max_size=4), st.booleans())
def test_random_networks(chain: list[nn.Module], through_gates: bool) -> None:
    module = nn.Sequential(*chain).eval()
    try:
        network = analyze(module, SHAPE)
    except CaptureError as error:
        # A map has become smaller than a kernel: torch must say so too.
        with pytest.raises((RuntimeError, ValueError)):
            module(torch.zeros(1, *SHAPE))
        assert error.operator or error.path
        return
    with torch.inference_mode():
        output = module(torch.zeros(1, *SHAPE))
    assume(output.numel())  # torch itself is of two minds about the shapes of empty maps
    if network.rows:
        assert tuple(output.shape[1:]) == network.rows[-1].output_shape
    verdict = compare(module, SHAPE, through_gates=through_gates)
    assert verdict.mismatches == []
    assert verdict.flagged == 0

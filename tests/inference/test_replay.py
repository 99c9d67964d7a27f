"""Recorded passes: the same bits as the network itself, for any picture; and what cannot be recorded."""

import weakref
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from explorer.inference.replay import Recording, Results, record
from explorer.models import registry
from explorer.visualize.methods.one_pass import run_once

KEYS = sorted(
    set({one.family: one.key for one in reversed(registry.architectures())}.values())
    | {"inception_v3", "mobilenet_v3_small", "shufflenet_v2_x1_0", "densenet121"}
)
"""The first architecture of each family, and some that are built in ways of their own."""


def noise(*shape: int, seed: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@torch.inference_mode()
def recorded(network: nn.Module, x: Tensor) -> Recording | None:
    results, recording = record(lambda x: (network(x),), x.clone(), network)
    assert torch.equal(results[0], network(x.clone()))
    return recording


@torch.inference_mode()
def assert_plays(network: nn.Module, *shape: int) -> Recording:
    network.eval()
    recording = recorded(network, noise(*shape, seed=1))
    assert recording is not None
    for seed in (2, 3):
        x = noise(*shape, seed=seed)
        assert torch.equal(recording.play(x.clone())[0], network(x.clone()))
    return recording


@pytest.mark.parametrize("key", KEYS)
def test_every_family_plays_to_the_last_bit(key: str) -> None:
    architecture = registry.get(key)
    channels, *sides = architecture.input_shape
    # Small enough to be fast, large enough for every network's last map.
    height, width = (side if architecture.macs < 2e9 else max(side // 2, 112) for side in sides)
    torch.manual_seed(0)
    assert_plays(architecture.build(), 1, channels, height, width)


class Lambda(nn.Module):
    """A network that is a function, with a layer to make it one with parameters."""

    def __init__(self, function: Callable[[Any, Tensor], Tensor]) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.conv = nn.Conv2d(4, 4, 3, padding=1)
        self.register_buffer("scale", torch.full((1, 4, 1, 1), 0.5))
        self.loose = torch.ones(1, 4, 1, 1)
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(self, x)


def in_place(net: Any, x: Tensor) -> Tensor:
    y = net.conv(x)
    kept = y.clone()
    y.mul_(net.scale).clamp_(0, 1)
    y += kept
    y[:, 1:2] = kept[:, :1]
    view = y[:, 2]
    view.zero_()
    return y.relu_()


def in_pieces(net: Any, x: Tensor) -> Tensor:
    one, two = net.conv(x).chunk(2, 1)
    largest, where = one.max(dim=1, keepdim=True)
    together = torch.cat([two, largest, where.to(x.dtype)], dim=1)
    return torch.stack((together, functional.pad(together, (1, 1, 1, 1))[..., 1:-1, 1:-1]), 0).sum(0)


def by_its_size(net: Any, x: Tensor) -> Tensor:
    n, channels, height, width = x.shape
    grid = torch.arange(height * width, dtype=x.dtype).view(1, 1, height, width)
    y = torch.einsum("nchw,nchw->nhw", x, grid.expand(n, channels, -1, -1)) / x.numel()
    return y[:, None] + torch.zeros_like(x) if x.ndim == 4 and x.is_floating_point() else x


def by_names(net: Any, x: Tensor) -> Tensor:
    return functional.conv2d(input=x, weight=net.conv.weight.contiguous(), bias=None, padding=(1, 1)).mean(dim=(2, 3))


def by_indices(net: Any, x: Tensor) -> Tensor:
    where = net.conv(x).mean((2, 3)).argsort(1)[0]
    return x[:, where]


class Doubled(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x * 2


def goes_by_way_of_a_function_of_its_own(net: Any, x: Tensor) -> Tensor:
    return net.conv(Doubled.apply(x))


@pytest.mark.parametrize(
    "function", [in_place, in_pieces, by_its_size, by_names, by_indices, goes_by_way_of_a_function_of_its_own]
)
def test_forms_of_calls(function: Callable[[Any, Tensor], Tensor]) -> None:
    assert_plays(Lambda(function), 2, 4, 6, 5)


@pytest.mark.parametrize("layer", ["0", "2", "3"])
def test_a_layer_is_kept_too(layer: str) -> None:
    torch.manual_seed(0)
    # What follows the layer works in its place: the value that is kept must be the layer's.
    network = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(True), nn.Conv2d(8, 8, 3), nn.Hardtanh(inplace=True)).eval()

    def look(x: Tensor) -> Results:
        seen = run_once(network, x, layer)
        return seen.output, seen.value

    with torch.inference_mode():
        _, recording = record(look, noise(1, 3, 9, 9, seed=1), network)
        assert recording is not None
        x = noise(1, 3, 9, 9, seed=2)
        for got, expected in zip(recording.play(x), look(x), strict=True):
            assert torch.equal(got, expected)


def asks_a_value(net: Any, x: Tensor) -> Tensor:
    return net.conv(x) * x.mean().item()


def decides_by_a_value(net: Any, x: Tensor) -> Tensor:
    return net.conv(x) if x.sum() > 0 else -net.conv(x)


def goes_by_way_of_numpy(net: Any, x: Tensor) -> Tensor:
    return net.conv(torch.from_numpy(x.numpy() * 2))


def counts(net: Any, x: Tensor) -> Tensor:
    return net.conv(x)[..., : len(x[x > 0].tolist()) % 3 + 1]


def has_a_tensor_of_its_own(net: Any, x: Tensor) -> Tensor:
    return net.conv(x) + net.loose


@pytest.mark.parametrize(
    "function", [asks_a_value, decides_by_a_value, goes_by_way_of_numpy, counts, has_a_tensor_of_its_own]
)
def test_what_cannot_be_recorded_is_not(function: Callable[[Any, Tensor], Tensor]) -> None:
    assert recorded(Lambda(function).eval(), noise(1, 4, 6, 5, seed=1)) is None


def test_what_one_run_gives_is_not_overwritten_by_the_next() -> None:
    recording = assert_plays(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()), 1, 3, 8, 8)
    with torch.inference_mode():
        first = recording.play(noise(1, 3, 8, 8, seed=5))[0]
        kept = first.clone()
        recording.play(noise(1, 3, 8, 8, seed=6))
    assert torch.equal(first, kept)


def test_trained_further_it_plays_what_the_network_is_now() -> None:
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
    recording = assert_plays(network, 1, 3, 8, 8)
    with torch.no_grad():
        network[0].weight.mul_(2)
        network[1].running_mean.fill_(3)
    with torch.inference_mode():
        x = noise(1, 3, 8, 8, seed=4)
        assert torch.equal(recording.play(x)[0], network(x))


class Alive(TorchFunctionMode):
    """Counts the maps that are alive when a call is made."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0
        self._maps: list[weakref.ref[Tensor]] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.most = max(self.most, sum(one() is not None for one in self._maps))
        result = func(*args, **(kwargs or {}))
        self._maps.append(weakref.ref(result))
        return result


def test_maps_are_let_go_after_their_last_use() -> None:
    chain = nn.Sequential(*(nn.Conv2d(4, 4, 3, padding=1) for _ in range(20)))
    recording = assert_plays(chain, 1, 4, 8, 8)
    x = noise(1, 4, 8, 8, seed=7)
    with torch.inference_mode(), Alive() as alive:
        recording.play(x)
    assert alive.most == 1  # the one that the call reads


@st.composite
def networks(draw: st.DrawFn) -> nn.Module:
    """Branches of layers that join, one after the other, some of them working in place."""
    torch.manual_seed(draw(st.integers(0, 1000)))

    def layer() -> nn.Module:
        makers: tuple[Callable[[], nn.Module], ...] = (
            lambda: nn.Conv2d(4, 4, 3, padding=1, groups=draw(st.sampled_from((1, 2, 4)))),
            lambda: nn.BatchNorm2d(4),
            lambda: nn.ReLU(inplace=draw(st.booleans())),
            lambda: nn.Hardswish(inplace=draw(st.booleans())),
            lambda: nn.MaxPool2d(3, 1, 1),
            lambda: nn.ChannelShuffle(2),
            lambda: nn.Dropout(),
            lambda: nn.Identity(),
        )
        return draw(st.sampled_from(makers))()

    blocks = [
        (nn.Sequential(*(layer() for _ in range(draw(st.integers(0, 4))))), draw(st.sampled_from(JOINS)))
        for _ in range(draw(st.integers(1, 4)))
    ]

    class Drawn(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.branches = nn.ModuleList(branch for branch, _ in blocks)

        def forward(self, x: Tensor) -> Tensor:
            for branch, (_, join) in zip(self.branches, blocks, strict=True):
                x = join(x, branch(x.clone()))
            return x

    return Drawn()


JOINS: tuple[Callable[[Tensor, Tensor], Tensor], ...] = (
    lambda x, y: x + y,
    lambda x, y: x.add_(y),
    lambda x, y: torch.cat((x, y), 1)[:, ::2],
    lambda x, y: torch.where(x > y, x, y),
    lambda x, y: y,
)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_any_network_plays_to_the_last_bit(network: nn.Module) -> None:
    assert_plays(network, 1, 4, 7, 6)

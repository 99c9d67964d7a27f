"""Picture after picture: what comes out is what the network says, and it is played as soon as that is proved."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.errors import UnknownLayer
from explorer.inference.series import Series
from explorer.inference.session import Session
from explorer.visualize.methods.one_pass import run_once


def picture(seed: int, side: int = 12) -> Tensor:
    return torch.randn(1, 3, side, side, generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 5, 3), nn.Flatten(2)).eval().requires_grad_(False)


class Runs:
    """How often a network itself has run."""

    def __init__(self, network: nn.Module) -> None:
        self.count = 0
        network.register_forward_pre_hook(self._count)

    def _count(self, module: nn.Module, args: object) -> None:
        self.count += 1

    @contextmanager
    def counted(self, times: int) -> Iterator[None]:
        self.count = 0
        yield
        assert self.count == times


def agree(series: Series, network: nn.Module, x: Tensor, layer: str | None = None) -> None:
    seen = series.run(x.clone(), layer)
    expected = run_once(network, x.clone(), layer)
    assert torch.equal(seen.output, expected.output)
    assert seen.traced is None
    assert seen.value is expected.value is None or torch.equal(seen.value, expected.value)


def test_recorded_proved_played(network: nn.Module) -> None:
    series, runs = Series(network), Runs(network)
    for number, times in enumerate((2, 2, 1, 1, 1)):
        with runs.counted(times):  # one of them is the comparison's
            agree(series, network, picture(number), "1")


def test_the_picture_that_was_recorded_proves_nothing(network: nn.Module) -> None:
    series, runs = Series(network), Runs(network)
    for number, times in enumerate((2, 2, 2, 2, 1)):
        with runs.counted(times):
            agree(series, network, picture(max(0, number - 2)))


def test_another_layer_or_size_begins_anew(network: nn.Module) -> None:
    series, runs = Series(network), Runs(network)
    for layer, side in (("0", 12), ("2", 12), (None, 12), (None, 15), ("2", 12)):
        for number, times in enumerate((2, 2, 1)):
            with runs.counted(times):
                agree(series, network, picture(number, side), layer)
    with runs.counted(2):
        agree(series, network, picture(9).contiguous(memory_format=torch.channels_last), "2")


def test_a_layer_that_is_not_there_costs_nothing_that_was_recorded(network: nn.Module) -> None:
    series, runs = Series(network), Runs(network)
    for number in range(2):
        agree(series, network, picture(number))
    with pytest.raises(UnknownLayer):
        series.run(picture(2), "7")
    with runs.counted(1):
        agree(series, network, picture(3))


class Counting(nn.Module):
    """Its answer depends on how often it has been asked, which no recording can know."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 2, 1)
        self.asked = 0

    def forward(self, x: Tensor) -> Tensor:
        self.asked += 1
        return self.conv(x) * self.asked


def test_a_recording_that_is_wrong_is_never_shown() -> None:
    torch.manual_seed(0)
    network = Counting().eval()
    series = Series(network)
    for number in range(5):
        x = picture(number)
        output = series.run(x, None).output
        assert torch.equal(output, network.conv(x) * network.asked)
        assert network.asked == number + 1


def test_what_cannot_be_recorded_runs_as_ever() -> None:
    class Deciding(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x if x.mean() > 0 else -x

    network = Deciding()
    series = Series(network)
    for sign in (1, 1, -1, 1, -1):
        agree(series, network, sign * torch.ones(1, 3, 2, 2))


def test_a_network_that_answers_nan_runs_as_ever(network: nn.Module) -> None:
    network[2].bias.fill_(float("nan"))
    series, runs = Series(network), Runs(network)
    for number in range(4):
        with runs.counted(1):
            assert series.run(picture(number), None).output.isnan().all()


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("channels_last", [False, True])
def test_sessions(precision: str, channels_last: bool) -> None:
    session = Session("squeezenet1_1", "random:1", "cpu", precision=precision)
    session.use_layout(channels_last)
    rng = np.random.default_rng(1)
    for _ in range(4):
        pixels = rng.integers(0, 256, (90, 120, 3), np.uint8)
        alone, first = session.look(pixels, "features.4.squeeze")
        played, seen = session.look(pixels, "features.4.squeeze", series=True)
        assert (alone.logits == played.logits).all()
        assert alone.top == played.top
        assert torch.equal(first.value, seen.value)
        assert seen.value.dtype == first.value.dtype


def test_a_series_with_the_way_back_runs_as_ever() -> None:
    session = Session("squeezenet1_1", "random:1", "cpu")
    for _ in range(3):
        _, seen = session.look(np.zeros((64, 64, 3), np.uint8), "features.3", gradients=True, series=True)
        assert seen.traced is not None

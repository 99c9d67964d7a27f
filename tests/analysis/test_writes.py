"""Memory that a network fills or changes part by part, through views."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import UnitFields

SHAPE = (4, 11, 13)
SMALL, WIDE, LAST = nn.Conv2d(4, 2, 3, padding=1), nn.Conv2d(4, 2, 5, padding=2), nn.Conv2d(4, 3, 3)


class Around(nn.Module):
    """A function between nothing and a convolution."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function
        self.small, self.wide, self.last = SMALL, WIDE, LAST

    def forward(self, x: Tensor) -> Tensor:
        return self.last(self.function(x))


def filled(x: Tensor) -> Tensor:
    out = x.new_empty(x.shape)
    out[:, :2], out[:, 2:] = SMALL(x), WIDE(x)
    return out


def filled_zeros(x: Tensor) -> Tensor:
    out = torch.zeros(x.shape)
    out[:, :2], out[:, 2:] = SMALL(x), WIDE(x)
    return out


def partial_convolution(x: Tensor) -> Tensor:
    """Chen et al. 2023, Run, Don't Walk, section 3.2."""
    y = x.clone()
    y[:, :2] = SMALL(x)
    return y


def two_in_place(x: Tensor) -> Tensor:
    y = x.clone()
    y[:, 1:3] += WIDE(x)
    return y


def channel_by_channel(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    for channel in range(4):
        y[:, channel] = SMALL(x)[:, channel % 2]
    return y


def shift(x: Tensor) -> Tensor:
    """Lin et al. 2019, Temporal Shift Module, along the height."""
    y = torch.zeros_like(x)
    y[:, :1, :-1] = x[:, :1, 1:]
    y[:, 1:2, 1:] = x[:, 1:2, :-1]
    y[:, 2:] = x[:, 2:]
    return y


def shift_all(x: Tensor) -> Tensor:
    y = x.clone()
    y[:, :, 1:] = x[:, :, :-1]
    return y


def padded_by_hand(x: Tensor) -> Tensor:
    y = x.new_zeros(x.shape[0], 4, 15, 17)
    y[:, :, 2:-2, 2:-2] = x
    return y


ALL = (
    filled,
    filled_zeros,
    partial_convolution,
    two_in_place,
    channel_by_channel,
    shift,
    shift_all,
    padded_by_hand,
)


def reached(module: nn.Module, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last input row (column) that each row (column) of the output depends on."""
    first, last = [], []
    for line in range(SHAPE[axis]):
        x = torch.rand(1, *SHAPE)
        x.select(axis + 1, line).fill_(torch.nan)
        with torch.no_grad():
            hit = module(x)[0].isnan().any(0).any(2 - axis).numpy()
        first.append(np.where(hit, line, 99))
        last.append(np.where(hit, line, -1))
    return np.min(first, axis=0), np.max(last, axis=0)


def stated(network: Network, axis: int) -> tuple[np.ndarray, np.ndarray]:
    lines = UnitFields(network).lines(network.rows[-1].order, axis - 1)
    assert lines is not None
    return lines[:, 0], lines[:, 1]


@pytest.mark.parametrize("function", ALL)
def test_units_depend_on_what_was_written(function: Callable[[Tensor], Tensor]) -> None:
    module = Around(function)
    network = analyze(module, SHAPE)
    for axis in (1, 2):
        (first, last), (low, high) = reached(module, axis), stated(network, axis)
        assert (low <= first).all() and (last <= high).all()
    seen = UnitFields(network).seen(network.rows[-1].order, (2, 2))
    assert seen is not None and not seen.exact


@pytest.mark.parametrize(
    ("function", "size"), [(filled, 7), (filled_zeros, 7), (partial_convolution, 5), (two_in_place, 7)]
)
def test_whole_channels_that_were_written_are_as_in_a_concatenation(
    function: Callable[[Tensor], Tensor], size: int
) -> None:
    row = analyze(Around(function), SHAPE).rows[-1]
    assert (row.rf_h, row.jump_h, row.rf_start_h) == (size, 1, 1 - size // 2)
    assert (row.input_shapes[0], row.output_shape) == (SHAPE, (3, 9, 11))
    assert row.note == ""
    first, last = reached(Around(function), 1)
    middle = len(first) // 2
    assert last[middle] - first[middle] + 1 == size


@pytest.mark.parametrize("function", [channel_by_channel, shift, shift_all, padded_by_hand])
def test_other_writes_leave_no_interval_and_say_so(function: Callable[[Tensor], Tensor]) -> None:
    row = analyze(Around(function), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_start_h, row.jump_h) == (None, None, None)
    assert "a part was overwritten through a view" in row.note


@pytest.mark.parametrize("function", [filled, partial_convolution, two_in_place])
def test_what_fills_the_result_leads_to_an_output(function: Callable[[Tensor], Tensor]) -> None:
    class Bare(Around):
        def forward(self, x: Tensor) -> Tensor:
            return self.function(x)

    graph = analyze(Bare(function), SHAPE, batch=2).graph
    assert all(graph.nodes[node]["output"] for node in graph if not graph.out_degree(node))
    assert {graph.nodes[node]["shape"] for node in graph if graph.nodes[node]["output"]} <= {SHAPE, (2, 11, 13)}


def test_a_buffer_that_was_overwritten_carries_what_was_computed() -> None:
    class Remembering(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(4, 4, 3, padding=1)
            self.register_buffer("state", torch.zeros(1, 4, 11, 13))

        def forward(self, x: Tensor) -> Tensor:
            self.state.copy_(self.conv(x))
            return self.conv(self.state + x)

    network = analyze(Remembering(), SHAPE)
    copy, add, conv = network.rows[-3:]
    assert (copy.operator, add.output_shape, conv.rf_h, conv.note) == ("copy", SHAPE, 5, "")
    assert network.graph.has_edge(copy.order, add.order)
    assert (network.totals.buffers, network.totals.params) == (4 * 11 * 13, 4 * 4 * 9 + 4)

"""Memory that a network fills or changes part by part, through views."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.analysis.receptive.receptive_field import receptive_fields
from explorer.analysis.receptive.units import Interval, UnitFields

SHAPE = (4, 11, 13)
FAR = 99
SMALL, WIDE, LAST = nn.Conv2d(4, 2, 3, padding=1), nn.Conv2d(4, 2, 5, padding=2), nn.Conv2d(4, 3, 3)
SAME, WIDER = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 5, padding=2)
KEPT = torch.zeros(1, *SHAPE)


class Around(nn.Module):
    """A function between nothing and a convolution."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function
        self.small, self.wide, self.last = SMALL, WIDE, LAST
        self.same, self.wider = SAME, WIDER

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


def even_places(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    y[:, :, ::2, ::2] = SMALL(x)[:, :, ::2, ::2].repeat(1, 2, 1, 1)
    return y


def left_and_right(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    y[..., :6], y[..., 6:] = SAME(x)[..., :6], WIDER(x)[..., 6:]
    return y


def shuffled_by_hand(x: Tensor) -> Tensor:
    """Shi et al. 2016, Real-Time Single Image and Video Super-Resolution, section 3.2."""
    y, parts = x.new_zeros(x.shape[0], 2, 2 * x.shape[2], 2 * x.shape[3]), torch.cat([SAME(x), WIDER(x)], 1)
    for i in range(2):
        for j in range(2):
            y[:, :, i::2, j::2] = parts[:, 4 * i + 2 * j : 4 * i + 2 * j + 2]
    return y.repeat(1, 2, 1, 1)


def row_by_row(x: Tensor) -> Tensor:
    y, z = torch.zeros_like(x), SAME(x)
    for row in range(x.shape[2]):
        y[:, :, row] = z[:, :, -1 - row]
    return y


def a_row_only(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    y[:, :, 3] = SAME(x)[:, :, 3]
    return y


def no_border(x: Tensor) -> Tensor:
    y = SAME(x)
    y[:, :, 0] = 0
    return y


def as_a_row_of_places(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    y.flatten(2)[:] = SAME(x).flatten(2)
    return y


def a_window_that_was_cut_before(x: Tensor) -> Tensor:
    y = SAME(x)
    window = y[:, :, 1:-1, 1:-1]
    y[:, :, :5] = x[:, :, :5]
    return window


def channels_last(x: Tensor) -> Tensor:
    y = x.new_zeros(x.shape[0], *x.shape[2:], x.shape[1])
    y.permute(0, 3, 1, 2)[:] = SAME(x)
    return y.permute(0, 3, 1, 2)


def groups(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    halves = y.view(-1, 2, 2, *x.shape[2:])
    halves[:, :, 0], halves[:, :, 1] = SMALL(x), WIDE(x)
    return y


def interleaved(x: Tensor) -> Tensor:
    y = x.new_zeros(x.shape[0], 4, x.shape[2], 2, x.shape[3])
    y[:, :, :, 0], y[:, :, :, 1] = SAME(x), WIDER(x)
    return y.flatten(2, 3)


def covered(x: Tensor) -> Tensor:
    y = WIDER(x)
    y[:, :2], y[:, 2:] = SMALL(x), x[:, 2:]
    return y


def halves_in_turn(x: Tensor) -> Tensor:
    y = x.clone()
    first, second = y.chunk(2, 1)
    first.add_(WIDE(x))
    return second.repeat(1, 2, 1, 1)


def lifted(x: Tensor) -> Tensor:
    """Sweldens 1996, The Lifting Scheme, along the width."""
    y = x[..., :12].clone()
    even, odd = y[..., ::2], y[..., 1::2]
    odd.sub_(even)
    even.add_(odd)
    return even


def a_view_that_was_cut_before(x: Tensor) -> Tensor:
    y = x.clone()
    view = y[:, 1:3]
    y[:] = WIDER(x)
    return view.repeat(1, 2, 1, 1)


def one_row_for_all(x: Tensor) -> Tensor:
    y = torch.zeros_like(x)
    y[:] = x[:, :, 2:3]
    return y


def a_part_of_a_constant(x: Tensor) -> Tensor:
    y = KEPT.zero_()
    y[:, :2] = SMALL(x)
    return KEPT + 0


def square(x: Tensor) -> Tensor:
    return x[..., :11]


def turned_square(x: Tensor) -> Tensor:
    y = torch.zeros_like(square(x))
    y.mT.copy_(SAME(square(x)))
    return y


def turned_in_part(x: Tensor) -> Tensor:
    y = square(x).clone()
    y.transpose(2, 3)[:, :2] = SMALL(square(x))
    return y


WHOLE_CHANNELS: dict[Callable[[Tensor], Tensor], int] = {
    filled: 7,
    filled_zeros: 7,
    partial_convolution: 5,
    two_in_place: 7,
    channel_by_channel: 5,
    channels_last: 5,
    groups: 7,
    covered: 5,
    halves_in_turn: 3,
    a_view_that_was_cut_before: 7,
    a_part_of_a_constant: 5,
}
"""Functions, and the size of the field of a convolution after them."""
PARTS_OF_POSITIONS = (
    shift,
    shift_all,
    padded_by_hand,
    even_places,
    shuffled_by_hand,
    row_by_row,
    a_row_only,
    no_border,
    as_a_row_of_places,
    a_window_that_was_cut_before,
)
OTHERS = (left_and_right, interleaved, lifted, turned_square, turned_in_part, one_row_for_all)


def reached(module: nn.Module, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """First and last input row (column) that each unit of the output depends on, by NaN."""
    first, last = [], []
    for line in range(SHAPE[axis]):
        x = torch.rand(1, *SHAPE)
        x.select(axis + 1, line).fill_(torch.nan)
        with torch.no_grad():
            hit = module(x)[0].isnan().numpy()
        first.append(np.where(hit, line, FAR))
        last.append(np.where(hit, line, -FAR))
    return np.min(first, axis=0), np.max(last, axis=0)


def stated(network: Network, axis: int) -> tuple[np.ndarray, np.ndarray]:
    assert network.trace is not None
    field = receptive_fields(network.trace)[axis - 1][network.rows[-1].order, 0]
    assert field is not None and not field.flagged
    low, high = (np.broadcast_to(one, (1, *network.rows[-1].output_shape))[0] for one in field.bounds.arrays)
    return np.where(low > high, FAR, low), np.where(low > high, -FAR, high)


@pytest.mark.parametrize("function", [*WHOLE_CHANNELS, *PARTS_OF_POSITIONS, *OTHERS])
@pytest.mark.parametrize("axis", [1, 2])
def test_units_depend_on_what_was_written(function: Callable[[Tensor], Tensor], axis: int) -> None:
    module = Around(function)
    network = analyze(module, SHAPE)
    seen = UnitFields(network).seen(network.rows[-1].order, (2, 2))
    assert seen is not None and seen.exact
    (first, last), (low, high) = reached(module, axis), stated(network, axis)
    np.testing.assert_array_equal(low, first)
    np.testing.assert_array_equal(high, last)


@pytest.mark.parametrize(("function", "size"), WHOLE_CHANNELS.items())
def test_whole_channels_that_were_written_are_as_in_a_concatenation(
    function: Callable[[Tensor], Tensor], size: int
) -> None:
    row = analyze(Around(function), SHAPE).rows[-1]
    assert (row.rf_h, row.jump_h, row.rf_start_h) == (size, 1, 1 - size // 2)
    assert (row.rf_w, row.jump_w, row.rf_start_w) == (size, 1, 1 - size // 2)
    assert (row.input_shapes[0], row.output_shape) == (SHAPE, (3, 9, 11))
    assert row.note == ""
    first, last = reached(Around(function), 1)
    middle = first.shape[1] // 2
    assert last[:, middle].max() - first[:, middle].min() + 1 == size


@pytest.mark.parametrize("function", PARTS_OF_POSITIONS)
def test_parts_of_the_positions_leave_no_interval_and_say_so(function: Callable[[Tensor], Tensor]) -> None:
    row = analyze(Around(function), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_start_h, row.jump_h) == (None, None, None)
    assert "a part was overwritten through a view" in row.note


def test_an_axis_that_is_filled_keeps_its_formula() -> None:
    row = analyze(Around(left_and_right), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_start_h, row.rf_w) == (7, -2, None)
    # Each row of the result is one of two maps.
    row = analyze(Around(interleaved), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_w, row.rf_start_w) == (None, 7, -2)
    row = analyze(Around(lifted), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_w, row.jump_w, row.rf_start_w) == (3, 6, 2, 0)


def test_a_square_that_was_written_turned_has_its_axes_changed() -> None:
    row = analyze(Around(turned_square), SHAPE).rows[-1]
    assert (row.rf_h, row.jump_h, row.rf_start_h, row.note) == (5, 1, -1, "")
    row = analyze(Around(turned_in_part), SHAPE).rows[-1]
    assert (row.rf_h, row.rf_w) == (None, None)


def test_one_row_that_was_written_to_all_is_seen_by_all() -> None:
    row = analyze(Around(one_row_for_all), SHAPE).rows[0]
    assert row.operator == "zeros_like"
    copy = next(row for row in analyze(Around(one_row_for_all), SHAPE).rows if row.operator == "copy")
    assert (copy.rf_h, copy.rf_start_h, copy.jump_h) == (1, 2, None)


def test_what_was_written_elsewhere_is_not_read() -> None:
    network = analyze(Around(halves_in_turn), SHAPE)
    add = next(row.order for row in network.rows if row.operator == "add")
    repeat = next(row.order for row in network.rows if row.operator == "repeat")
    assert not network.graph.has_edge(add, repeat)


def test_a_part_of_a_buffer_that_was_overwritten_is_seen() -> None:
    class Filling(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(4, 2, 3, padding=1)
            self.register_buffer("state", torch.zeros(1, 4, 11, 13))

        def forward(self, x: Tensor) -> Tensor:
            self.state[:, 1:3] = self.conv(x)
            return self.state + 1

    network = analyze(Filling(), SHAPE)
    row = network.rows[-1]
    assert (row.rf_h, row.jump_h, row.note, row.input_shapes) == (3, 1, "", (SHAPE,))
    seen = UnitFields(network)
    inside, outside = (seen.seen(row.order, (5, 5), channel) for channel in (1, 3))
    assert inside is not None and (inside.rows, inside.exact) == (Interval(4, 6), True)
    assert outside is not None and (outside.rows.size, outside.exact) == (0, True)
    assert network.totals.buffers == 4 * 11 * 13


def test_the_same_memory_as_other_elements_is_a_bound_and_says_so() -> None:
    def reinterpreted(x: Tensor) -> Tensor:
        y = SAME(x)
        y.view(torch.int16)[:, :, :3] = 0
        return y

    network = analyze(Around(reinterpreted), SHAPE)
    row = network.rows[-1]
    seen = UnitFields(network).seen(row.order, (2, 2))
    assert seen is not None and not seen.exact
    assert (row.rf_h, row.note) == (None, "receptive field unclear: a part was overwritten through a view")


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

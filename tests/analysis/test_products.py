"""Matrix products and einsum: what single units see against NaN pixels, and MACs against torch's own counter."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from explorer.analysis import analyze
from explorer.analysis.receptive.units import Interval, UnitFields

CHANNELS, HEIGHT, WIDTH = 3, 6, 5
MIX = torch.rand(4, CHANNELS)
ROWS = torch.rand(HEIGHT, 7)


class Around(nn.Module):
    """A pooling, so that positions and pixels differ, and a function after it."""

    def __init__(self, function: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(functional.max_pool2d(x, 3, 1, 1))


def map_of(flat: Tensor) -> Tensor:
    return flat.view(len(flat), -1, HEIGHT, WIDTH)


KEEP_POSITIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "weights before a flat map": lambda x: map_of(MIX @ x.flatten(2)),
    "weights of a batch": lambda x: map_of(torch.bmm(MIX.expand(len(x), -1, -1), x.flatten(2))),
    "weights after a flat map": lambda x: map_of((x.flatten(2).mT @ MIX.mT).mT),
    "einsum": lambda x: torch.einsum("bchw,oc->bohw", x, MIX),
    "einsum, weights first": lambda x: torch.einsum("oc, bchw -> bohw", MIX, x),
    "einsum with an ellipsis": lambda x: torch.einsum("bc...,oc->bo...", x, MIX),
    "einsum, turned": lambda x: torch.einsum("bchw,oc->bowh", x, MIX).transpose(2, 3),
    "einsum without a result": lambda x: torch.einsum("bchw,ac", x, MIX).movedim(0, 1),
    "tensordot": lambda x: torch.tensordot(x, MIX, ([1], [1])).movedim(-1, 1),
    "tensordot, weights first": lambda x: torch.tensordot(MIX, x, ([-1], [-3])).movedim(1, 0),
    "inner": lambda x: torch.inner(x.movedim(1, -1), MIX).movedim(-1, 1),
}
SUM_ROWS: dict[str, Callable[[Tensor], Tensor]] = {
    "rows, by einsum": lambda x: torch.einsum("bchw,hk->bckw", x, ROWS),
    "rows, by a product from the left": lambda x: ROWS.mT @ x,
    "rows, by a product over all channels": lambda x: ROWS.mT.expand(CHANNELS, -1, -1) @ x,
    "rows, by tensordot": lambda x: torch.tensordot(x, ROWS, ([2], [0])).mT,
}


def pixels_seen(module: nn.Module, output: tuple[int, int]) -> dict[tuple[int, int], tuple[Interval, Interval]]:
    """Rows and columns that NaN pixels reach each output unit from, by brute force."""
    reached = torch.zeros(HEIGHT, WIDTH, *output, dtype=torch.bool)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            picture = torch.rand(1, CHANNELS, HEIGHT, WIDTH)
            picture[..., y, x] = torch.nan
            reached[y, x] = module(picture)[0].isnan().any(0)

    def hull(lines: Tensor) -> Interval:
        found = lines.nonzero().flatten()
        return Interval(int(found[0]), int(found[-1]))

    return {
        (i, j): (hull(reached[..., i, j].any(1)), hull(reached[..., i, j].any(0)))
        for i in range(output[0])
        for j in range(output[1])
    }


@pytest.mark.parametrize("name", [*KEEP_POSITIONS, *SUM_ROWS, "running sum"])
def test_units_see_what_nan_pixels_reach(name: str) -> None:
    functions = {**KEEP_POSITIONS, **SUM_ROWS, "running sum": lambda x: x.cumsum(2)}
    module = Around(functions[name])
    network = analyze(module, (CHANNELS, HEIGHT, WIDTH))
    row, fields = network.rows[-1], UnitFields(network)
    height, width = row.output_shape[1:]
    for unit, (rows, columns) in pixels_seen(module, (height, width)).items():
        seen = fields.seen(row.order, unit)
        assert seen is not None and seen.exact
        assert (seen.rows, seen.columns) == (rows, columns), unit


@pytest.mark.parametrize("name", [name for name in KEEP_POSITIONS if name.startswith(("einsum", "tensordot", "inner"))])
def test_a_product_over_channels_keeps_the_formula(name: str) -> None:
    row = analyze(Around(KEEP_POSITIONS[name]), (CHANNELS, HEIGHT, WIDTH)).rows[-1]
    assert (row.rf_h, row.rf_w, row.jump_h, row.jump_w, row.rf_start_h) == (3, 3, 1, 1, -1)
    assert row.rf_global == ""


@pytest.mark.parametrize("name", SUM_ROWS)
def test_a_product_over_rows_is_dense_along_them(name: str) -> None:
    row = analyze(Around(SUM_ROWS[name]), (CHANNELS, HEIGHT, WIDTH)).rows[-1]
    assert (row.jump_h, row.rf_global) == (None, "dense")
    assert (row.rf_w, row.jump_w, row.rf_start_w) == (3, 1, -1)


def test_a_gate_may_be_written_as_a_product() -> None:
    module = Around(lambda x: torch.einsum("bchw,bc->bchw", x, x.mean((2, 3)).sigmoid()))
    network = analyze(module, (CHANNELS, HEIGHT, WIDTH))
    row = network.rows[-1]
    assert (row.rf_h, row.jump_h, row.rf_start_h, row.rf_global) == (3, 1, -1, "gate")
    through = UnitFields(network, through_gates=True).seen(row.order, (0, 0))
    assert through is not None
    assert (through.rows, through.columns) == (Interval(0, HEIGHT - 1), Interval(0, WIDTH - 1))


def flat(x: Tensor) -> Tensor:
    return x.flatten(2)


TWO_MAPS: dict[str, Callable[[Tensor], Tensor]] = {
    "rows with rows": lambda x: x @ x.mT,
    "rows with rows, by einsum": lambda x: torch.einsum("bchw,bcvw->bchv", x, functional.avg_pool2d(x, 3, 1, 1)),
    "columns with columns": lambda x: x.mT @ x,
    "places with places": lambda x: (flat(x).mT @ flat(functional.max_pool2d(x, (1, 3), 1, (0, 1))))[:, None],
    "channels with channels": lambda x: (flat(x) @ flat(x).mT)[:, None],
    "the same places": lambda x: torch.einsum("bchw,bchw->bhw", x, functional.max_pool2d(x, 3, 1, 1))[:, None],
    "attention by hand": lambda x: map_of((torch.softmax(flat(x).mT @ flat(x), -1) @ flat(x).mT).mT),
    "attention": lambda x: map_of(functional.scaled_dot_product_attention(*3 * (flat(x).mT,)).mT),
    "three factors": lambda x: torch.einsum("bchw,bcvw,bcvu->bchu", x, x, x),
}


@pytest.mark.parametrize("name", TWO_MAPS)
def test_units_of_a_product_of_two_maps_see_what_nan_pixels_reach(name: str) -> None:
    module = Around(TWO_MAPS[name])
    network = analyze(module, (CHANNELS, HEIGHT, WIDTH))
    row, fields = network.rows[-1], UnitFields(network, through_gates=True)
    height, width = row.output_shape[1:]
    for (i, j), (rows, columns) in pixels_seen(module, (height, width)).items():
        seen = fields.seen(row.order, (i, j))
        assert seen is not None and seen.exact
        assert (seen.rows, seen.columns) == (rows, columns), (i, j)


def test_a_product_of_two_maps_states_a_size_only_where_all_its_units_have_it() -> None:
    def stated(name: str) -> tuple[int | None, int | None, str, str]:
        row = analyze(Around(TWO_MAPS[name]), (CHANNELS, HEIGHT, WIDTH)).rows[-1]
        return row.rf_h, row.rf_w, row.rf_global, row.note

    unclear = "receptive field unclear: positions of several maps meet in a product"
    assert stated("rows with rows") == (None, WIDTH + 2, "dense", unclear)
    assert stated("columns with columns") == (HEIGHT + 2, None, "dense", unclear)
    assert stated("the same places") == (5, 5, "", "")
    for name in ("channels with channels", "attention by hand", "attention"):
        assert stated(name)[2:] == ("dense", "")
        assert stated(name)[:2] == (HEIGHT + 2, WIDTH + 2)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: functional.scaled_dot_product_attention(*3 * (flat(x).mT,), is_causal=True),
        lambda x: torch.baddbmm(x[:, 0], x[:, 1], x[:, 2].mT @ x[:, 2]),
    ],
)
def test_products_that_are_not_followed_say_that_units_may_see_less(function: Callable[[Tensor], Tensor]) -> None:
    network = analyze(Around(function), (CHANNELS, WIDTH, WIDTH))
    row = network.rows[-1]
    seen = UnitFields(network).seen(row.order)
    assert seen is not None and not seen.exact
    assert (row.rf_h, row.rf_w) == (None, None)
    assert row.note == "receptive field unclear: positions of several maps meet in a product"


def test_a_product_of_too_many_places_keeps_a_bound_and_says_so() -> None:
    network = analyze(Around(lambda x: flat(x).mT @ flat(x)), (1, 50, 50))
    order = network.rows[-1].order
    seen = UnitFields(network).seen(order, (0, 0))
    assert seen is not None and not seen.exact
    assert (seen.rows, seen.columns) == (Interval(0, 49), Interval(0, 49))


@pytest.mark.parametrize(
    "function",
    [*KEEP_POSITIONS.values(), *SUM_ROWS.values(), lambda x: torch.einsum("...hw,...vw->...hv", x, x)],
)
def test_macs_equal_torch_own_counter(function: Callable[[Tensor], Tensor]) -> None:
    network = analyze(Around(function), (CHANNELS, HEIGHT, WIDTH), batch=2)
    with FlopCounterMode(display=False) as counter:
        function(torch.rand(2, CHANNELS, HEIGHT, WIDTH))
    assert 2 * network.totals.macs == counter.get_total_flops()
    assert not any("unknown" in row.note for row in network.rows)


EQUATIONS = (
    "bchw,hk,wl->bckl",
    "bchw,wl,hk->bclk",
    "bchw,bc,hk->bkw",
    "bchw,hk,kl,lm->bcwm",
    "bchw,hk,wl,cm,kn->bmnl",
    "bchw,ck->bk",
    "bchw,bc->bchw",
    "bchw,hk->bcwhk",
)


@pytest.mark.parametrize("equation", EQUATIONS)
@pytest.mark.parametrize("first", [None, 0, -1])
def test_macs_of_many_factors_are_those_of_the_pairs_that_torch_takes(equation: str, first: int | None) -> None:
    sizes = dict(zip("bchwklmn", (2, CHANNELS, HEIGHT, WIDTH, 7, 4, 3, 2), strict=True))
    terms = equation.partition("->")[0].split(",")
    factors = [torch.rand([sizes[letter] for letter in term]) for term in terms[1:]]
    path = None if first is None else [place for n in range(len(terms), 1, -1) for place in (first % (n - 1), n - 1)]

    def function(x: Tensor) -> Tensor:
        return torch.ops.aten.einsum(equation, [x, *factors], path=path)

    network = analyze(Around(function), (CHANNELS, HEIGHT, WIDTH), batch=2)
    with FlopCounterMode(display=False) as counter:
        function(torch.rand(2, CHANNELS, HEIGHT, WIDTH))
    assert 2 * network.totals.macs == counter.get_total_flops()
    assert not any("unknown" in row.note for row in network.rows)


def test_an_einsum_of_one_factor_is_a_sum_or_a_view() -> None:
    for equation, sums in (("bchw->bhw", 2 * CHANNELS * HEIGHT * WIDTH), ("bchw->bwhc", 0)):
        module = Around(lambda x, equation=equation: torch.einsum(equation, x))
        assert analyze(module, (CHANNELS, HEIGHT, WIDTH), batch=2).rows[-1].work.pooling == sums


def test_a_diagonal_is_unknown_rather_than_guessed() -> None:
    module = Around(lambda x: torch.einsum("bchw,cc->bhw", x, torch.rand(3, 3)))
    assert analyze(module, (CHANNELS, HEIGHT, WIDTH)).rows[-1].note.startswith("unknown operator: einsum")

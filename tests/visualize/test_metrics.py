"""Values of boxes against the network's totals, and the scale that they are seen on."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from explorer.analysis import analyze
from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.graph.metrics import WIDEST, Metric, Readings, Scale
from tests.ui.measured_stage import measurement_of
from tests.visualize.drawing_networks import captured

NAMES = ("resnet50", "densenet121", "efficientnet_b0", "googlenet")


@pytest.fixture(params=NAMES)
def tree(request: pytest.FixtureRequest) -> BlockTree:
    return build_tree(captured(request.param))


def of_network(tree: BlockTree, metric: Metric, convention: Convention = Convention.ALL) -> float | None:
    return Readings(tree, metric, convention=convention).total


def test_the_whole_network_has_its_totals(tree: BlockTree) -> None:
    totals = tree.network.totals
    assert of_network(tree, Metric.PARAMS) == totals.params
    for convention in Convention:
        assert of_network(tree, Metric.OPERATIONS, convention) == convention.flops(totals)
    assert of_network(tree, Metric.MEMORY) == totals.peak_bytes
    field = Readings(tree, Metric.FIELD).field(tree.blocks[ROOT].operators)
    assert field == (totals.rf_h, totals.rf_w)
    assert of_network(tree, Metric.FIELD) == max(totals.rf_h or 0, totals.rf_w or 0)


def test_measured_times_add_up_to_those_of_the_modules(tree: BlockTree) -> None:
    timing = measurement_of(tree.network).timing
    readings = Readings(tree, Metric.TIME, timing=timing)
    assert readings.total == pytest.approx(timing.instrumented)
    modules = tree.network.graph.graph["modules"]
    plain = [block for block in tree.blocks.values() if block.id in modules and block.id != ROOT]
    assert plain
    for block in plain:
        assert readings.value(block.operators) == pytest.approx(timing.of_block(tree.network, block.id))


def test_without_a_measurement_nothing_has_a_time(tree: BlockTree) -> None:
    readings = Readings(tree, Metric.TIME)
    assert readings.total is None and readings.scale is None


@pytest.mark.parametrize("metric", [metric for metric in Metric if metric is not Metric.TIME])
def test_a_block_is_the_sum_or_the_largest_of_what_it_holds(tree: BlockTree, metric: Metric) -> None:
    readings = Readings(tree, metric)
    for block in tree.blocks.values():
        inside = [tree.blocks[child] if child in tree.blocks else tree.cells[child] for child in block.children]
        values = [value for one in inside if (value := readings.value(one.operators)) is not None]
        expected = (sum(values) if metric.adds_up else max(values)) if values else None
        assert readings.value(block.operators) == expected
    # A fold stands for all its members: ×3 has three times the work.
    for fold in (block for block in tree.blocks.values() if block.fold and metric is Metric.OPERATIONS):
        first = readings.value(tree.blocks[fold.children[0]].operators)
        assert first is not None and readings.value(fold.operators) == first * len(fold.children)


@pytest.mark.parametrize("metric", [metric for metric in Metric if metric is not Metric.TIME])
def test_the_scale_spans_every_box_that_can_be_shown(tree: BlockTree, metric: Metric) -> None:
    readings = Readings(tree, metric)
    scale = readings.scale
    assert scale is not None
    boxes = [*tree.cells.values(), *(block for name, block in tree.blocks.items() if name != ROOT)]
    values = [value for box in boxes if (value := readings.value(box.operators)) is not None]
    assert max(values) == scale.high
    assert scale.open_below == (min(values) < scale.low)
    assert scale.low == (scale.high / WIDEST if scale.open_below else min(values))
    assert scale.logarithmic == (scale.high / scale.low > 100)


class Shared(nn.Module):
    """One convolution that is called twice."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3, padding=1, bias=False)
        self.head = nn.Conv2d(4, 4, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.conv(self.conv(x)))


def analysed(module: nn.Module) -> Network:
    return analyze(module.eval(), (4, 8, 8))


def test_shared_parameters_count_once_and_their_operations_each_time() -> None:
    tree = build_tree(analysed(Shared()))
    readings = Readings(tree, Metric.PARAMS)
    assert [readings.value(cell.operators) for cell in tree.cells.values() if cell.operators] == [None, 144, None, 16]
    assert readings.total == 160
    work = Readings(tree, Metric.OPERATIONS, convention=Convention.MACS)
    assert [work.value((order,)) for order in range(3)] == [144 * 64, 144 * 64, 16 * 64]


class Odd(nn.Module):
    """Ends in an operator for which there is no rule."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.erfinv(torch.linalg.matrix_exp(self.conv(x)))


def test_what_nobody_has_counted_is_no_zero() -> None:
    network = analysed(Odd())
    unknown = [row.order for row in network.rows if row.note.startswith("unknown operator")]
    assert unknown
    readings = Readings(build_tree(network), Metric.OPERATIONS)
    assert readings.value((unknown[0],)) is None
    assert readings.is_least((0, unknown[0])) and readings.value((0, unknown[0])) == network.rows[0].flops
    assert not readings.is_least((0,))
    assert not Readings(build_tree(network), Metric.PARAMS).is_least((unknown[0],))


def test_a_layer_that_sees_all_of_the_input_has_no_field_of_its_own() -> None:
    tree = build_tree(captured("resnet50"))
    readings = Readings(tree, Metric.FIELD)
    pooled = [row.order for row in tree.network.rows if row.rf_global == "pool"]
    assert pooled
    assert readings.value(tuple(pooled)) is None and readings.field(tuple(pooled)) is None
    assert readings.value((-1,)) is None  # the input


values = st.floats(1e-9, 1e15, allow_nan=False, allow_infinity=False)


@given(st.lists(values, min_size=1, max_size=8), st.tuples(values, values))
def test_more_is_never_lower_on_the_scale(found: list[float], pair: tuple[float, float]) -> None:
    scale = Scale.over(found)
    assert scale is not None and scale.high == max(found)
    less, more = sorted(pair)
    assert 0.0 <= scale.position(less) <= scale.position(more) <= 1.0
    assert scale.position(max(found)) == 1.0
    assert scale.high / scale.low <= WIDEST * (1 + 1e-9)
    if scale.low < scale.high:
        assert scale.position(scale.low) == 0.0


@given(st.lists(values, min_size=1, max_size=8), st.booleans(), st.integers(2, 8))
def test_ticks_are_round_few_and_on_the_scale(found: list[float], binary: bool, most: int) -> None:
    scale = Scale.over(found)
    assert scale is not None
    ticks = scale.ticks(binary=binary, most=most)
    assert len(ticks) <= most and list(ticks) == sorted(set(ticks))
    assert all(scale.low <= one <= scale.high for one in ticks)
    assert len({scale.position(one) for one in ticks}) == len(ticks)
    if scale.logarithmic:
        assert ticks  # over two decades there is always a power of ten, and of four
        if not binary:
            assert all(math.isclose(math.log10(one), round(math.log10(one)), abs_tol=1e-6) for one in ticks)


def test_the_scale_of_nothing() -> None:
    assert Scale.over([]) is None
    alone = Scale(5.0, 5.0)
    assert alone.ticks() == (5.0,) and alone.position(5.0) == 1.0 and not alone.logarithmic


def test_linear_ticks() -> None:
    assert Scale(7, 427).ticks() == (100, 200, 300, 400)
    assert Scale(1 * 2**20, 11 * 2**20).ticks(binary=True) == tuple(one * 2**20 for one in (2, 4, 6, 8, 10))
    assert Scale(1e4, 3e6).ticks() == (1e4, 1e5, 1e6)

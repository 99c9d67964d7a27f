"""Roofs, points and sums by hand; sentences that say what the figures say, and no more."""

import pickle
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.analysis.timing.bottleneck import sentence
from explorer.analysis.timing.roofline import Roofline, roofline
from explorer.analysis.timing.timings import Ceilings, OperatorTime, Timing
from explorer.errors import InputError


def ceilings_of(peak: float, bandwidth: float, call: float = 0.0) -> Ceilings:
    return Ceilings(device="cpu", threads=1, dtype="float32", peak_flops=peak, bandwidth=bandwidth, call_seconds=call)


def timing_of(seconds: Sequence[float], forward: float | None = None) -> Timing:
    whole = sum(seconds) if forward is None else forward
    return Timing(
        device="cpu",
        threads=1,
        dtype="float32",
        batch=1,
        warmup=0,
        repeats=1,
        operators=tuple(OperatorTime(order, one, 0.0) for order, one in enumerate(seconds)),
        forward=whole,
        forward_spread=0.0,
        between=whole - sum(seconds),
        between_spread=0.0,
    )


class Net(nn.Module):
    """A convolution (conv), a depthwise one, ReLU and a view, in two blocks, of which the first is called twice."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(4, 4, 1, bias=False), nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False))
        self.head = nn.Sequential(nn.ReLU(), nn.Flatten())

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.body(self.body(x)))


E = 4 * 8 * 8
CONV = (2 * E * 4, 4 * (E + 16), 4 * E)
DEPTHWISE = (2 * E * 9, 4 * (E + 36), 4 * E)
RELU = (E, 4 * E, 4 * E)
VIEW = (0, 0, 0)
SECONDS = (1.0, 2.0, 3.0, 4.0, 5.0, 0.5)


@pytest.fixture(scope="module")
def network() -> Network:
    return analyze(Net(), (4, 8, 8))


def said(module: nn.Module, shape: tuple[int, ...], seconds: Sequence[float], ceilings: Ceilings, **changes) -> str:  # type: ignore[no-untyped-def]
    network = analyze(module, shape)
    timing = replace(timing_of(seconds), **changes)
    return sentence(roofline(network, timing, ceilings), network)


# ---------------------------------------------------------------- arithmetic


def test_points_by_hand(network: Network) -> None:
    # A ridge at 2 FLOPs per byte lies between the depthwise convolution (2.1) and the others (0.97 and 0.125).
    found = roofline(network, timing_of(SECONDS), ceilings_of(peak=1000.0, bandwidth=500.0))
    assert found.ridge == 2.0
    for point, (flops, read, written), seconds in zip(
        found.points, (CONV, DEPTHWISE, CONV, DEPTHWISE, RELU, VIEW), SECONDS, strict=True
    ):
        moved = read + written
        assert (point.flops, point.bytes_moved, point.seconds) == (flops, moved, seconds)
        assert point.share == pytest.approx(seconds / 15.5)
        assert point.achieved == pytest.approx(flops / seconds)
        assert point.least_seconds == pytest.approx(max(flops / 1000, moved / 500))
        if moved:
            assert point.intensity == pytest.approx(flops / moved)
            assert point.attainable == pytest.approx(min(1000, flops / moved * 500))
            assert point.efficiency == pytest.approx(point.achieved / point.attainable)
    assert [point.kind for point in found.points] == ["conv", "depthwise", "conv", "depthwise", "activation", "shape"]
    # 2048 FLOPs and 2112 bytes; 4608 and 2192; 256 and 2048.
    assert [point.bound for point in found.points] == ["memory", "compute", "memory", "compute", "memory", "overhead"]
    view = found.points[-1]
    assert (view.intensity, view.attainable, view.achieved, view.least_seconds, view.efficiency) == (
        None,
        None,
        0,
        0,
        0,
    )


def test_sums_over_kinds_and_blocks(network: Network) -> None:
    found = roofline(network, timing_of(SECONDS, forward=20.0), ceilings_of(peak=1000.0, bandwidth=500.0))
    assert [kind.name for kind in found.kinds] == ["depthwise", "activation", "conv", "shape"]
    depthwise = found.kinds[0]
    assert (depthwise.operators, depthwise.seconds, depthwise.flops) == (2, 6.0, 2 * 4608)
    assert depthwise.share == pytest.approx(6 / 15.5)
    assert depthwise.intensity == pytest.approx(4608 / 2192)
    assert depthwise.achieved == pytest.approx(2 * 4608 / 6)
    assert depthwise.efficiency == pytest.approx(2 * 4.608 / 6)
    assert depthwise.bound_seconds == {"compute": 6.0, "memory": 0, "overhead": 0, "unknown": 0}
    blocks = {block.name: block for block in found.blocks}
    assert list(blocks) == ["body", "body.0", "body.1", "body#1", "body.0#1", "body.1#1", "head", "head.0", "head.1"]
    assert [blocks[name].seconds for name in ("body", "body#1", "body.1", "body.1#1", "head")] == [10, 7, 6, 4, 5.5]
    assert blocks["body"].bound_seconds == {"compute": 6.0, "memory": 4.0, "overhead": 0, "unknown": 0}
    timing = found.timing
    assert all(block.seconds == timing.of_block(network, block.name) for block in found.blocks)
    assert found.total.name == "Net"
    assert (found.total.seconds, found.total.share, found.total.operators) == (15.5, pytest.approx(1), 6)
    assert found.total.flops == network.totals.flops
    assert found.of_peak == pytest.approx(network.totals.flops / 20 / 1000)


def test_a_call_can_cost_more_than_the_work(network: Network) -> None:
    # The least times are 4.224, 4.608, 4.096 (ReLU) and 0.
    bounds = [
        [point.bound for point in roofline(network, timing_of(SECONDS), ceilings_of(1000.0, 500.0, call)).points]
        for call in (4.0, 4.2, 4.5, 5.0)
    ]
    assert bounds == [
        ["memory", "compute", "memory", "compute", "memory", "overhead"],
        ["memory", "compute", "memory", "compute", "overhead", "overhead"],
        ["overhead", "compute", "overhead", "compute", "overhead", "overhead"],
        ["overhead"] * 6,
    ]


def test_unseen_time_and_unknown_operators() -> None:
    network = analyze(Unknown(), (4, 8, 8))
    found = roofline(network, timing_of([0.0, 2.0]), ceilings_of(1000.0, 500.0))
    relu, unknown = found.points
    assert (relu.achieved, relu.efficiency, relu.share) == (None, None, 0)
    assert (unknown.bound, unknown.efficiency, unknown.share) == ("unknown", None, 1)
    assert found.total.efficiency is None
    assert found.total.bound_seconds["unknown"] == 2.0
    # ReLU reads and writes 2048 bytes; what erfinv takes says nothing about efficiency.
    both = roofline(network, timing_of([8.192, 2.0]), ceilings_of(1000.0, 500.0)).total
    assert both.efficiency == pytest.approx(0.5)


def test_rooflines_cross_processes(network: Network) -> None:
    found = roofline(network, timing_of(SECONDS), ceilings_of(1000.0, 500.0))
    copy = pickle.loads(pickle.dumps(found))
    assert isinstance(copy, Roofline)
    assert copy == found


def test_what_does_not_belong_together_is_refused(network: Network) -> None:
    timing, ceilings = timing_of(SECONDS), ceilings_of(1000.0, 500.0)
    with pytest.raises(InputError, match="the timing has 5 operators, Net has 6: take the timing of this network"):
        roofline(network, timing_of(SECONDS[:5]), ceilings)
    with pytest.raises(InputError, match="batch 1 in float32, the timing of batch 2 in float32"):
        roofline(network, replace(timing, batch=2), ceilings)
    with pytest.raises(InputError, match="batch 1 in float32, the timing of batch 1 in float16"):
        roofline(network, replace(timing, dtype="float16"), replace(ceilings, dtype="float16"))
    with pytest.raises(
        InputError, match="on cpu with 1 thread in float32, the ceilings on cpu with 2 threads in float32"
    ):
        roofline(network, timing, replace(ceilings, threads=2))
    with pytest.raises(InputError, match="the ceilings on cuda:0 X with 1 thread"):
        roofline(network, timing, replace(ceilings, device="cuda:0 X"))


# ---------------------------------------------------------------- sentences


def depthwise(count: int = 1) -> nn.Module:
    """Depthwise convolutions of 4608 FLOPs and 2192 bytes each."""
    return nn.Sequential(*(nn.Conv2d(4, 4, 3, padding=1, groups=4, bias=False) for _ in range(count)))


def test_memory_limits() -> None:
    # Ridge 4; memory allows 2192 / 1000 s for each.
    text = said(depthwise(2), (4, 8, 8), [2.74, 2.74], ceilings_of(peak=4000.0, bandwidth=1000.0))
    assert text == (
        "100 % of the operators' time goes to the 2 depthwise convolutions: they do 100 % of the FLOPs at 2.1 per "
        "byte, below the ridge of 4; memory, not arithmetic, limits them, and they reach 80 % of what it allows. "
        "Counting all FLOPs, the network reaches 42 % of the measured peak of 4,000 FLOP/s."
    )


def test_memory_would_allow_more() -> None:
    text = said(depthwise(), (4, 8, 8), [21.92], ceilings_of(4000.0, 1000.0))
    assert (
        "the depthwise convolution: it does 100 % of the FLOPs at 2.1 per byte, below the ridge of 4; "
        "memory would allow 10 times its speed, so neither roof explains its time."
    ) in text
    assert "limits" not in text


def test_caches_are_faster_than_memory() -> None:
    text = said(depthwise(), (4, 8, 8), [1.096], ceilings_of(4000.0, 1000.0))
    assert "below the ridge of 4; caches serve it 2 times as fast as memory would." in text


def test_arithmetic_limits_everything() -> None:
    module = nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.Conv2d(4, 4, 1, bias=False))
    # 18432 FLOPs and 2624 bytes, 2048 FLOPs and 2112 bytes; the ridge is at 0.5.
    text = said(module, (4, 8, 8), [2.3, 0.26], ceilings_of(peak=1e4, bandwidth=2e4))
    assert text == (
        "100 % of the operators' time goes to the 2 convolutions: they do 100 % of the FLOPs at 4.3 per byte, above "
        "the ridge of 0.5; arithmetic, not memory, limits them, and they reach 80 % of the peak. "
        "Counting all FLOPs, the network reaches 80 % of the measured peak of 10,000 FLOP/s."
    )
    assert "arithmetic would allow 4 times their speed, so neither roof explains their time." in said(
        module, (4, 8, 8), [7.68, 0.512], ceilings_of(1e4, 2e4)
    )
    assert "arithmetic, not memory, limits them, and they reach 125 % of the peak." in said(
        module, (4, 8, 8), [1.4336, 0.2048], ceilings_of(1e4, 2e4)
    )


def test_a_kind_on_both_sides_of_the_ridge() -> None:
    module = nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.Conv2d(4, 4, 1, bias=False))
    # The ridge is at 2: 18432 FLOPs take 1.84 s at the peak, 2112 bytes 0.42 s.
    text = said(module, (4, 8, 8), [2.0, 1.0], ceilings_of(peak=1e4, bandwidth=5e3))
    assert text.startswith(
        "67 % of the operators' time goes to 1 of the 2 convolutions: it does 90 % of the FLOPs at 7 per byte, above "
        "the ridge of 2; arithmetic, not memory, limits it, and it reaches 92 % of the peak. "
        "Another 33 % goes to 1 of the 2 convolutions: it does 10 % of the FLOPs at 0.97 per byte, below the ridge "
        "of 2; memory would allow 2.4 times its speed, so neither roof explains its time. "
    )


def test_time_that_is_not_lost_needs_no_second_sentence() -> None:
    module = nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.ReLU())
    ceilings = ceilings_of(1e4, 5e3)
    assert "Another" not in said(module, (4, 8, 8), [2.0, 0.2], ceilings)
    # Two convolutions near the peak: the second one takes a fifth of the time, but loses hardly any of it.
    efficient = nn.Sequential(nn.Conv2d(4, 4, 3, padding=1, bias=False), depthwise()[0])
    assert "Another" not in said(efficient, (4, 8, 8), [1.9, 0.48], ceilings)
    assert "Another" in said(efficient, (4, 8, 8), [1.9, 0.8], ceilings)
    assert "Another 13 % goes to the activation function: it does 1 % of the FLOPs" in said(
        module, (4, 8, 8), [2.0, 0.3], ceilings
    )


def test_grouped_is_not_depthwise() -> None:
    grouped = nn.Conv2d(4, 4, 3, padding=1, groups=2, bias=False)
    ceilings = ceilings_of(1e4, 5e3)
    assert "goes to the grouped convolution:" in said(grouped, (4, 8, 8), [5.0], ceilings)
    both = nn.Sequential(grouped, *depthwise(2))
    assert "goes to the 3 grouped convolutions:" in said(both, (4, 8, 8), [5.0, 5.0, 5.0], ceilings_of(1e4, 1e5))
    # All that is spoken of are depthwise, but not all of the three.
    assert "goes to 2 of the 3 grouped convolutions:" in said(both, (4, 8, 8), [0.1, 5.0, 5.0], ceilings_of(1e4, 4e3))


def test_moving_data_without_arithmetic() -> None:
    class Join(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return torch.cat([x, x], 1)

    text = said(Join(), (4, 8, 8), [4.096], ceilings_of(1e4, 1000.0))
    assert text == (
        "100 % of the operators' time goes to the join of paths: it does no arithmetic; memory, not arithmetic, "
        "limits it, and it reaches 100 % of what it allows. "
        "Counting all FLOPs, the network reaches 0 % of the measured peak of 10,000 FLOP/s."
    )


def test_overhead() -> None:
    module = nn.Sequential(nn.Conv2d(1, 1, 1), nn.ReLU(), nn.Flatten(), nn.Linear(4, 2))
    text = said(module, (1, 2, 2), [5e-6] * 4, ceilings_of(1e11, 2e10, call=2.1e-6), forward=40e-6, between=20e-6)
    assert text == (
        "100 % of the operators' time goes to the 4 operators, so small that a call (2.1 µs) costs more than their "
        "work: overhead, neither arithmetic nor memory, limits them. "
        "50 % of the forward pass is spent between the operators, in Python. "
        "Counting all FLOPs, the network reaches less than 1 % of the measured peak of 100 GFLOP/s."
    )
    only = said(nn.Flatten(), (1, 2, 2), [5e-6], ceilings_of(1e11, 2e10, call=2.1e-6))
    assert only.startswith("100 % of the operators' time goes to the operator, so small that a call (2.1 µs) costs ")
    assert "more than its work: overhead, neither arithmetic nor memory, limits it." in only


class Unknown(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return torch.erfinv(x.relu())


def test_operators_of_unknown_cost() -> None:
    ceilings = ceilings_of(1000.0, 500.0)
    assert said(Unknown(), (4, 8, 8), [4.096, 12.288], ceilings) == (
        "75 % of the operators' time goes to 1 of the 2 operators without a cost rule (erfinv). "
        "Another 25 % goes to the activation function: it does 100 % of the FLOPs at 0.12 per byte, below the ridge "
        "of 2; memory, not arithmetic, limits it, and it reaches 100 % of what it allows. "
        "Counting all FLOPs that are known, the network reaches 2 % of the measured peak of 1,000 FLOP/s."
    )


def test_nothing_that_took_time() -> None:
    nothing = "No operator took a time that the clock could see."
    assert said(nn.Identity(), (4, 8, 8), [], ceilings_of(1e4, 1e3), forward=1e-6) == nothing
    assert said(nn.ReLU(), (4, 8, 8), [0.0], ceilings_of(1e4, 1e3)) == nothing


def test_time_between_operators_must_be_sure() -> None:
    def text(**changes: float) -> str:
        return said(nn.ReLU(), (4, 8, 8), [2.0], ceilings_of(1000.0, 500.0), **changes)

    assert "between" not in text()
    assert "33 % of the forward pass is spent between the operators, in Python." in text(forward=3.0, between=1.0)
    assert "between" not in text(forward=3.0, between=1.0, between_spread=0.8)
    # Within the rounds nothing lies between the operators: another program slowed the passes.
    assert "between" not in text(forward=3.0, between=-0.1)


def test_unsteady_times_are_said_to_be_so() -> None:
    def unsteady(**changes: float) -> bool:
        text = said(nn.ReLU(), (4, 8, 8), [2.0], ceilings_of(1000.0, 500.0), **changes)
        return text.endswith(" The times are unsteady: measure again when nothing else runs.")

    assert not unsteady()
    assert not unsteady(forward_spread=0.4)
    assert unsteady(forward_spread=0.6)
    assert not unsteady(forward=3.0, between=1.0)
    assert unsteady(forward=3.0, between=-0.1)


def test_a_processor_that_others_had_is_named() -> None:
    def text(**changes: float) -> str:
        return said(nn.ReLU(), (4, 8, 8), [2.0], ceilings_of(1000.0, 500.0), **changes)

    assert text(on_processor=0.6, forward_spread=1.0).endswith(
        " It had a processor for only 60 % of the time: measure again when nothing else runs."
    )
    assert "processor" not in text(on_processor=0.8)


def test_several_threads_may_wait_for_each_other() -> None:
    network = analyze(nn.ReLU(), (4, 8, 8))
    timing = replace(timing_of([2.0]), on_processor=0.6, threads=2)
    ceilings = replace(ceilings_of(1000.0, 500.0), threads=2)
    assert "processor" not in sentence(roofline(network, timing, ceilings), network)


NETWORKS = [
    analyze(module, (4, 8, 8))
    for module in (
        Net(),
        Unknown(),
        nn.Sequential(
            nn.Conv2d(4, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(72, 2)
        ),
    )
]


@given(st.data())
def test_every_sentence_agrees_with_its_figures(data: st.DataObject) -> None:
    network = NETWORKS[data.draw(st.integers(0, len(NETWORKS) - 1))]
    positive = st.floats(1e-9, 1e9)
    seconds = data.draw(st.lists(st.just(0.0) | positive, min_size=len(network.rows), max_size=len(network.rows)))
    ceilings = ceilings_of(data.draw(positive), data.draw(positive), data.draw(st.just(0.0) | positive))
    timing = replace(
        timing_of(seconds, forward=data.draw(st.just(0.0) | positive)),
        forward_spread=data.draw(positive),
        between=data.draw(st.floats(-1e9, 1e9)),
        between_spread=data.draw(st.just(0.0) | positive),
    )
    found = roofline(network, timing, ceilings)
    text = sentence(found, network)
    if not any(seconds) or not timing.forward:
        assert text == "No operator took a time that the clock could see."
        return
    assert sum(kind.seconds for kind in found.kinds) == pytest.approx(found.total.seconds)
    assert sum(kind.share for kind in found.kinds) == pytest.approx(1)
    assert sum(found.total.bound_seconds.values()) == pytest.approx(found.total.seconds)
    assert text.count("%") >= 2
    assert "\n" not in text
    assert "  " not in text
    for share, count, side in re.findall(
        r"(\d+) %(?: of the operators' time)? goes to (?:the )?(\d*)[^:.]*: [^;.]* FLOPs[^;]*, (above|below) the ridge",
        text,
    ):
        bound = "compute" if side == "above" else "memory"
        matching = [
            sum(point.share for point in found.points if point.kind == kind.name and point.bound == bound)
            for kind in found.kinds
            if not count
            or int(count) == sum(point.kind == kind.name and point.bound == bound for point in found.points)
        ]
        assert any(abs(100 * one - int(share)) <= 1 for one in matching)
    for intensity, just, side, ridge in re.findall(
        r"at (\S+) per byte, (just )?(above|below) the ridge of ([\d.,e+-]+\d)", text
    ):
        one, other = (float(number.replace(",", "")) for number in (intensity, ridge))
        assert one == other if just else (one > other) == (side == "above")

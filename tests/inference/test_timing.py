"""Operators are timed one by one, in the order of the rows, and the network does not notice."""

import pickle
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import _len_torch_dispatch_stack
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.timing.timings import OperatorTime, Timing
from explorer.errors import Cancelled, InputError, UnknownLayer, UsageError
from explorer.inference import ceilings, timing
from explorer.inference.ceilings import measure_ceilings
from explorer.inference.timing import measure

CPU = torch.device("cpu")


class Clock:
    """A clock that only work moves on."""

    def __init__(self) -> None:
        self.now = 0
        self.queued = 0

    def __call__(self) -> int:
        return self.now

    def finish(self, device: torch.device) -> None:
        """Do what an accelerator was given."""
        self.now += self.queued
        self.queued = 0


CLOCK = Clock()


def wait(x: Tensor, nanoseconds: int) -> Tensor:
    CLOCK.now += nanoseconds
    return x + 0


def queue(x: Tensor, nanoseconds: int) -> Tensor:
    CLOCK.queued += nanoseconds
    return x + 0


LIBRARY = torch.library.Library("explorer_timing_tests", "DEF")
for operator in (wait, queue):
    LIBRARY.define(f"{operator.__name__}(Tensor x, int nanoseconds) -> Tensor")
    LIBRARY.impl(operator.__name__, operator, "CPU")
    LIBRARY.impl(operator.__name__, lambda x, nanoseconds: torch.empty_like(x), "Meta")


class Wait(nn.Module):
    """An operator that takes as long as it says, times what the round says."""

    def __init__(self, nanoseconds: int, rounds: "Rounds") -> None:
        super().__init__()
        self.nanoseconds = nanoseconds
        self.rounds = rounds

    def forward(self, x: Tensor) -> Tensor:
        return torch.ops.explorer_timing_tests.wait(x, self.nanoseconds * self.rounds.factor)


class Rounds:
    """How much slower the machine is in each pass."""

    def __init__(self, *factors: int) -> None:
        self.factors = iter(factors)
        self.factor = 1

    def begin(self) -> None:
        self.factor = next(self.factors, 1)


class Slow(nn.Module):
    """Two operators in a block that is called twice, one behind it, and 5 µs of Python."""

    def __init__(self, *factors: int) -> None:
        super().__init__()
        self.rounds = Rounds(*factors)
        self.block = nn.Sequential(Wait(1_000, self.rounds), Wait(2_000, self.rounds))
        self.head = Wait(4_000, self.rounds)

    def forward(self, x: Tensor) -> Tensor:
        self.rounds.begin()
        CLOCK.now += 5_000
        return self.head(self.block(self.block(x)))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(timing, "perf_counter_ns", CLOCK)
    # Another program has the processor every other nanosecond.
    monkeypatch.setattr(timing, "thread_time_ns", lambda: CLOCK.now // 2)
    return CLOCK


def state_of(module: nn.Module) -> list[object]:
    return [
        {name: (tensor.data_ptr(), tensor._version) for name, tensor in module.state_dict().items()},
        [child.training for child in module.modules()],
        [(len(child._forward_hooks), len(child._forward_pre_hooks)) for child in module.modules()],
        [parameter.requires_grad for parameter in module.parameters()],
    ]


def small_network() -> nn.Module:
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(inplace=True), nn.Flatten()).eval()


# ---------------------------------------------------------------- arithmetic, on a clock of our own


def test_medians_and_spreads(clock: Clock) -> None:
    # Analysis, then per round the whole pass and the instrumented one; the first round is thrown away.
    network = analyze(Slow(), (1, 2, 2))
    module = Slow(*[100, 100], *[1, 1], *[2, 2], *[3, 3], *[10, 10]).eval()
    found = measure(module, torch.zeros(1, 1, 2, 2), network, warmup=1, repeats=4)
    assert (found.warmup, found.repeats, found.batch, found.dtype) == (1, 4, 1, "float32")
    # Of 1, 2, 3, 10: median 2.5, quartiles 1.75 and 4.75.
    micro = 1e-6
    for operator, unit in zip(found.operators, (1, 2, 1, 2, 4), strict=True):
        assert operator.seconds == pytest.approx(2.5 * unit * micro)
        assert operator.spread == pytest.approx(3 * unit * micro)
    assert found.instrumented == pytest.approx(25 * micro)
    assert found.forward == pytest.approx(30 * micro)
    assert found.forward_spread == pytest.approx(30 * micro)
    # What is not an operator takes 5 µs in every round, however slow the operators are.
    assert found.between == pytest.approx(5 * micro)
    assert found.between_spread == pytest.approx(0, abs=1e-12)
    assert found.on_processor == pytest.approx(0.5)


def test_one_repeat_has_no_spread(clock: Clock) -> None:
    network = analyze(Slow(), (1, 2, 2))
    found = measure(Slow().eval(), torch.zeros(1, 1, 2, 2), network, warmup=0, repeats=1)
    assert [operator.spread for operator in found.operators] == [0.0] * 5
    assert found.forward == pytest.approx(15e-6)


def test_blocks(clock: Clock) -> None:
    network = analyze(Slow(), (1, 2, 2))
    found = measure(Slow().eval(), torch.zeros(1, 1, 2, 2), network, warmup=0, repeats=2)
    micro = 1e-6
    assert found.of_block(network, "") == found.instrumented == pytest.approx(10 * micro)
    assert found.of_block(network, "block") == pytest.approx(6 * micro)
    assert found.of_block(network, "block#1") == pytest.approx(3 * micro)
    assert found.of_block(network, "block.1") == pytest.approx(4 * micro)
    assert found.of_block(network, "head") == pytest.approx(4 * micro)
    for path in ("bloc", "block#2", "head.0"):
        with pytest.raises(UnknownLayer, match="no operator runs in a module"):
            found.of_block(network, path)


def test_a_clock_that_cannot_see_the_processor(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    network = analyze(Slow(), (1, 2, 2))
    monkeypatch.setattr(timing, "get_clock_info", lambda name: SimpleNamespace(resolution=0.0156))
    assert measure(Slow().eval(), torch.zeros(1, 1, 2, 2), network, repeats=1).on_processor is None


def test_an_accelerator_is_waited_for(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    network = analyze(Queued(), (1, 2, 2))
    clock.queued = 0
    monkeypatch.setattr(timing, "synchronize", clock.finish)
    found = measure(Queued().eval(), torch.zeros(1, 1, 2, 2), network, warmup=1, repeats=3)
    # What waits before an operator is no part of it; all that it starts is.
    assert [operator.seconds for operator in found.operators] == pytest.approx([1e-6, 2e-6])
    assert found.forward == pytest.approx(12e-6)


class Queued(nn.Module):
    """Work that is only queued: a copy of 9 µs, and two operators."""

    def forward(self, x: Tensor) -> Tensor:
        CLOCK.queued += 9_000
        return torch.ops.explorer_timing_tests.queue(torch.ops.explorer_timing_tests.queue(x, 1_000), 2_000)


# ---------------------------------------------------------------- real networks


@pytest.mark.parametrize(
    "build", [models.resnet18, models.mobilenet_v2, models.convnext_tiny, models.shufflenet_v2_x0_5]
)
def test_operators_are_those_of_the_rows(build) -> None:  # type: ignore[no-untyped-def]
    module = build(weights=None).eval()
    network = analyze(module, (3, 64, 64))
    told: list[tuple[int, int]] = []
    x = torch.rand(1, 3, 64, 64)
    found = measure(module, x, network, warmup=1, repeats=2, progress=lambda *counts: told.append(counts))
    assert [operator.order for operator in found.operators] == [row.order for row in network.rows]
    assert all(operator.seconds >= 0 and operator.spread >= 0 for operator in found.operators)
    assert found.forward > 0
    assert found.threads == torch.get_num_threads()
    assert found.device.startswith("cpu ")
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert found.of_block(network, "") == pytest.approx(sum(operator.seconds for operator in found.operators))
    # Every operator is in the network itself or in one of its children.
    scopes = dict(network.graph.nodes(data="scope"))
    outside = sum(operator.seconds for operator in found.operators if not scopes[operator.order])
    children = {scopes[operator.order][0].partition("#")[0] for operator in found.operators if scopes[operator.order]}
    inside = sum(found.of_block(network, child) for child in children)
    assert inside + outside == pytest.approx(found.instrumented)


def test_results_are_bit_identical_and_the_module_is_left_alone() -> None:
    module = models.mobilenet_v2(weights=None).eval()
    x = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = module(x)
    network = analyze(module, (3, 64, 64))
    seen: list[Tensor] = []
    handle = module.register_forward_hook(lambda _, __, output: seen.append(output))
    before, kept = state_of(module), x.clone()
    measure(module, x, network, warmup=1, repeats=2)
    assert state_of(module) == before
    handle.remove()
    assert len(seen) == 6
    assert all(torch.equal(output, expected) for output in seen)
    assert torch.equal(x, kept)
    assert not torch.is_inference_mode_enabled()
    assert _len_torch_dispatch_stack() == 0


class Odd(nn.Module):
    """Works in place on its input, splits, and calls what has no row."""

    def forward(self, x: Tensor) -> Tensor:
        x.add_(1).mul_(2)
        left, right = x.detach().chunk(2, dim=1)
        pooled, places = nn.functional.max_pool2d(left, 2, return_indices=True)
        assert torch.is_tensor(places.sum())
        right.shape.numel()
        return pooled.view(-1) + right[:, :, ::2, ::2].reshape(-1)


def test_views_in_place_and_several_outputs() -> None:
    module = Odd().eval()
    network = analyze(module, (4, 4, 4))
    x = torch.rand(1, 4, 4, 4)
    kept = x.clone()
    results: list[Tensor] = []
    module.register_forward_hook(lambda _, __, output: results.append(output))
    found = measure(module, x, network, warmup=0, repeats=2)
    assert torch.equal(x, kept)
    assert len(results) == 4
    assert all(torch.equal(result, results[0]) for result in results)
    assert "detach" not in [row.operator for row in network.rows]
    assert len(found.operators) == len(network.rows)


class Two(nn.Module):
    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        return left + right.mean((2, 3), keepdim=True)


def test_batches_and_several_inputs() -> None:
    network = analyze(Two(), [(2, 4, 4), (2, 8, 8)], batch=3)
    inputs = (torch.rand(3, 2, 4, 4), torch.rand(3, 2, 8, 8))
    found = measure(Two().eval(), inputs, network, warmup=0, repeats=1)
    assert found.batch == 3
    assert len(found.operators) == 2
    with pytest.raises(InputError, match=r"the input is 3×2×8×8 and 3×2×4×4, the analysis is of 3×2×4×4 and 3×2×8×8"):
        measure(Two().eval(), inputs[::-1], network)


def test_timings_cross_processes() -> None:
    network = analyze(small_network(), (3, 8, 8))
    found = measure(small_network(), torch.rand(1, 3, 8, 8), network, warmup=0, repeats=1)
    copy = pickle.loads(pickle.dumps(found))
    assert isinstance(copy, Timing)
    assert copy == found
    assert isinstance(copy.operators[0], OperatorTime)


# ---------------------------------------------------------------- stopping, and what does not fit


@pytest.mark.parametrize("after", [0, 1, 4, 5, 8])
def test_cancelling_leaves_nothing_behind(after: int) -> None:
    module = small_network()
    x = torch.rand(1, 3, 8, 8)
    with torch.no_grad():
        expected = module(x)
    before = state_of(module)
    # One call before each round, one before each of its four operators.
    calls = iter(range(after))

    def checkpoint() -> None:
        if next(calls, None) is None:
            raise Cancelled("enough")

    with pytest.raises(Cancelled, match="enough"):
        measure(module, x, analyze(module, (3, 8, 8)), warmup=1, repeats=1, checkpoint=checkpoint)
    assert state_of(module) == before
    assert _len_torch_dispatch_stack() == 0
    assert not torch.is_inference_mode_enabled()
    with torch.no_grad():
        assert torch.equal(module(x), expected)


def test_a_checkpoint_that_lets_pass_is_asked_before_every_operator() -> None:
    module = small_network()
    asked: list[int] = []
    measure(
        module,
        torch.rand(1, 3, 8, 8),
        analyze(module, (3, 8, 8)),
        warmup=1,
        repeats=2,
        checkpoint=lambda: asked.append(1),
    )
    assert len(asked) == 3 * (1 + 4)


def test_another_network_is_refused() -> None:
    x = torch.rand(1, 3, 8, 8)
    shorter = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)).eval()
    other = nn.Sequential(nn.Conv2d(3, 4, 3), nn.GroupNorm(2, 4), nn.ReLU(), nn.Flatten()).eval()
    network = analyze(small_network(), (3, 8, 8))
    with pytest.raises(InputError, match="2 operators ran, the analysis has 4; analyse the network that is measured"):
        measure(shorter, x, network)
    with pytest.raises(InputError, match="operator 1 ran as group_norm, the analysis has batch_norm there"):
        measure(other, x, network)


class Branching(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.exp() if x.sum().item() > 0 else x.abs()


def test_a_network_that_took_another_branch_is_refused() -> None:
    network = analyze(Branching(), (1, 2, 2))
    measure(Branching().eval(), torch.ones(1, 1, 2, 2), network, warmup=0, repeats=1)
    with pytest.raises(InputError, match=r"operator 1 ran as abs, the analysis has exp .* branches on values"):
        measure(Branching().eval(), -torch.ones(1, 1, 2, 2), network)


def test_what_cannot_be_measured() -> None:
    module, x = small_network(), torch.rand(1, 3, 8, 8)
    network = analyze(module, (3, 8, 8))
    with pytest.raises(InputError, match="the input is 1×3×9×9, the analysis is of 1×3×8×8"):
        measure(module, torch.rand(1, 3, 9, 9), network)
    with pytest.raises(InputError, match="the input is 2×3×8×8"):
        measure(module, torch.rand(2, 3, 8, 8), network)
    with pytest.raises(InputError, match="shapes but no values"):
        measure(small_network().to("meta"), x, network)
    with pytest.raises(InputError, match="of training mode"):
        measure(module, x, analyze(module, (3, 8, 8), training=True))
    with pytest.raises(UsageError, match="training mode; call its eval"):
        measure(small_network().train(), x, network)
    for warmup, repeats in ((0, 0), (-1, 1)):
        with pytest.raises(UsageError, match="measure nothing"):
            measure(module, x, network, warmup=warmup, repeats=repeats)


# ---------------------------------------------------------------- ceilings


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Tests of a size that takes no time, and nothing remembered."""
    monkeypatch.setattr(ceilings, "GEMM_SIZES", (8, 16, 32))
    monkeypatch.setattr(ceilings, "CONV_CHANNELS", 2)
    monkeypatch.setattr(ceilings, "CONV_SIZE", 4)
    monkeypatch.setattr(ceilings, "ARRAY_BYTES", 4096)
    monkeypatch.setattr(ceilings, "PATIENCE", 0.001)
    ceilings._measured.cache_clear()
    yield
    ceilings._measured.cache_clear()


@pytest.mark.parametrize(
    ("times", "peak", "bandwidth"),
    [
        # Products of 8 and 16 (too slow for 32), the convolution, copy, triad. The product and the copy are best.
        ((1e-3, 1.0, 1.0, 1e-3, 1.0), 2 * 8**3 / 1e-3, 2 * 4096 / 1e-3),
        # The first product is too slow for another; the convolution of 2·4²·2²·9 FLOPs is best, and the triad.
        ((1.0, 1e-3, 1.0, 1e-3), 2 * 16 * 4 * 9 / 1e-3, 3 * 4096 / 1e-3),
        # All products are quick, so the convolution is of 57 maps, as much work as 2·32³.
        ((1e-5, 1e-5, 1e-5, 2e-5, 1.0, 1.0), 2 * 32**3 / 1e-5, 3 * 4096),
        ((1e-5, 1e-5, 1e-5, 1e-6, 1.0, 1.0), 57 * 1152 / 1e-6, 3 * 4096),
    ],
)
def test_ceilings_arithmetic(tiny, monkeypatch, times, peak, bandwidth) -> None:  # type: ignore[no-untyped-def]
    taken = iter(times)

    def shortest(run, device) -> float:  # type: ignore[no-untyped-def]
        run()
        return next(taken)

    monkeypatch.setattr(ceilings, "_shortest", shortest)
    monkeypatch.setattr(ceilings, "PATIENCE", 0.12)
    found = measure_ceilings(CPU, threads=1)
    assert next(taken, None) is None
    assert found.peak_flops == pytest.approx(peak)
    assert found.bandwidth == pytest.approx(bandwidth)
    assert found.ridge == pytest.approx(peak / bandwidth)


def test_ceilings_are_measured_once_and_threads_put_back(tiny: None) -> None:
    before = torch.get_num_threads()
    assert measure_ceilings(CPU, threads=before + 1).threads == before + 1
    assert torch.get_num_threads() == before
    found = measure_ceilings(CPU, threads=1)
    assert torch.get_num_threads() == before
    assert found.peak_flops > 0
    assert found.bandwidth > 0
    assert found.call_seconds > 0
    assert (found.threads, found.dtype) == (1, "float32")
    assert found.device.startswith("cpu ")
    assert measure_ceilings(torch.device("cpu"), torch.float32, 1) is found
    other = measure_ceilings(CPU, torch.float64, threads=1)
    assert other is not found
    assert other.dtype == "float64"
    assert measure_ceilings(CPU).threads == before


def test_an_accelerator_is_named_as_its_tensors_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = torch.device("cuda", 0)
    asked: list[object] = []
    monkeypatch.setattr(ceilings, "_measured", lambda *arguments: asked.append(arguments))
    monkeypatch.setattr(ceilings.torch, "empty", lambda *_, device: SimpleNamespace(device=exact))
    measure_ceilings(torch.device("cuda"), threads=2)
    assert asked == [(exact, torch.float32, 2)]


def test_ceilings_take_the_shortest_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(ceilings, "perf_counter_ns", clock)
    monkeypatch.setattr(ceilings, "PATIENCE", 20e-9)
    durations = iter([9, 5, 3, 4, 100])

    def run() -> None:
        clock.now += next(durations)

    # 9 ns to warm up, then 5, 3 and 4 until 20 ns are spent; the last is not run.
    assert ceilings._shortest(run, CPU) == pytest.approx(3e-9)
    assert next(durations) == 100
    # A run that the clock does not see, and one that outlasts all patience, which still repeats.
    assert ceilings._seconds(lambda: None, CPU) == pytest.approx(1e-9)
    long = iter([1000, 900, 800])

    def run_long() -> None:
        clock.now += next(long)

    assert ceilings._shortest(run_long, CPU) == pytest.approx(800e-9)


def test_ceilings_of_nothing_are_refused() -> None:
    with pytest.raises(UsageError, match=r"not of torch.int64; choose torch.float32"):
        measure_ceilings(CPU, torch.int64)
    with pytest.raises(UsageError, match="0 threads can measure nothing"):
        measure_ceilings(CPU, threads=0)

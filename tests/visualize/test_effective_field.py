"""The effective receptive field against repeated convolution, closed forms and the theoretical field."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.analysis import analyze
from explorer.analysis.rows import LayerRow
from explorer.errors import InputError, UnknownLayer, UsageError
from explorer.inference import Session
from explorer.visualize.methods.effective_field import EffectiveField, describe, effective_receptive_field, picture


def averaging_chain(depth: int, kernel: tuple[int, int], padding: tuple[int, int] = (0, 0)) -> nn.Sequential:
    """``depth`` convolutions without bias, all weights 1 / kernel area."""
    layers = [nn.Conv2d(1, 1, kernel, padding=padding, bias=False) for _ in range(depth)]
    for layer in layers:
        nn.init.constant_(layer.weight, 1 / (kernel[0] * kernel[1]))
    return nn.Sequential(*layers).eval()


def repeated(kernel: np.ndarray, times: int) -> np.ndarray:
    """The ``times``-fold convolution of a kernel with itself."""
    result = np.ones(1)
    for _ in range(times):
        result = np.convolve(result, kernel)
    return result


def deviation(shares: np.ndarray) -> float:
    """Standard deviation of the position along one axis."""
    at = np.arange(len(shares))
    return float(np.sqrt(((at - (at * shares).sum()) ** 2 * shares).sum()))


def made_field(array: np.ndarray, **changes: Any) -> EffectiveField:
    facts = {"layer": "conv", "unit": (7, 7), "channel": None, "samples": 16}
    return EffectiveField(array=np.asarray(array, np.float32), **facts | changes)


# What it must equal.


@pytest.mark.parametrize("depth", [1, 3, 8])
@pytest.mark.parametrize("kernel", [(3, 3), (5, 3), (2, 4)])
def test_a_chain_of_averages_is_the_repeated_convolution(depth, kernel):
    height, width = depth * (kernel[0] - 1) + 1, depth * (kernel[1] - 1) + 1
    field = effective_receptive_field(
        averaging_chain(depth, kernel), str(depth - 1), input_shape=(1, height, width), samples=2
    )
    expected = np.outer(repeated(np.full(kernel[0], 1 / kernel[0]), depth), repeated(np.ones(kernel[1]), depth))
    np.testing.assert_allclose(field.array, expected / expected.sum(), atol=1e-6)
    assert field.array.dtype == np.float32
    assert field.array.sum(dtype=np.float64) == pytest.approx(1, abs=1e-6)
    assert (field.unit, field.layer, field.samples, field.dead) == ((0, 0), str(depth - 1), 2, False)


@pytest.mark.parametrize("kernel", [3, 5])
def test_width_grows_like_the_root_of_the_depth_and_the_theoretical_field_like_the_depth(kernel):
    side, sides = 121, {}
    for depth in (5, 10, 20):
        network = averaging_chain(depth, (kernel, kernel), (kernel // 2, kernel // 2))
        field = effective_receptive_field(network, str(depth - 1), input_shape=(1, side, side), samples=1)
        # Luo et al. §2.1: each of the n layers adds the variance (k² - 1) / 12 of its kernel.
        assert deviation(field.array.sum(1)) == pytest.approx(np.sqrt(depth * (kernel**2 - 1) / 12), rel=1e-4)
        rows = (field.array.sum(1) > 0).sum()
        assert rows == depth * (kernel - 1) + 1 == analyze(network, (1, side, side)).rows[-1].rf_h
        sides[depth] = field.side
    assert sides[20] / sides[5] == pytest.approx(2, rel=0.06)
    # π·r² pixels lie above 4.55 % of a Gaussian's peak, where r² = 2·ln(1 / 0.0455)·σ².
    sigma = np.sqrt(20 * (kernel**2 - 1) / 12)
    assert sides[20] == pytest.approx(np.sqrt(2 * np.pi * np.log(1 / 0.0455)) * sigma, rel=0.03)


class Residual(nn.Module):
    def __init__(self, branch: nn.Module) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, x: Tensor) -> Tensor:
        return x + self.branch(x)


def test_skip_connections_make_it_smaller():
    depth, shape = 16, (1, 41, 41)
    plain = averaging_chain(depth, (3, 3), (1, 1))
    skipping = nn.Sequential(*(Residual(layer) for layer in plain)).eval()
    without = effective_receptive_field(plain, "15", input_shape=shape, samples=1)
    with_skips = effective_receptive_field(skipping, "15", input_shape=shape, samples=1)
    assert analyze(plain, shape).rows[-1].rf_h == analyze(skipping, shape).rows[-1].rf_h == 33
    # Each block passes half of the gradient by: on average half of the kernels' variance.
    assert deviation(with_skips.array.sum(0)) == pytest.approx(deviation(without.array.sum(0)) / np.sqrt(2), rel=1e-3)
    assert with_skips.height < without.height
    assert with_skips.side < without.side


def test_channels_of_the_unit_are_summed_or_one_is_chosen():
    network = nn.Conv2d(2, 3, 3, bias=False).eval()
    weight = network.weight.detach().double().numpy()
    x = {"input_shape": (2, 5, 5), "unit": (1, 2)}
    for channel, kernel in [(None, weight.sum(0)), (2, weight[2])]:
        field = effective_receptive_field(network, "", channel=channel, **x)
        expected = np.zeros((5, 5))
        expected[1:4, 2:5] = np.abs(kernel).sum(0)
        np.testing.assert_allclose(field.array, expected / expected.sum(), atol=1e-6)
        assert (field.channel, field.unit) == (channel, (1, 2))


def test_given_inputs_are_averaged_as_they_are():
    """The gradient of x² is 2x, so that the field shows the inputs themselves."""

    class Square(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return (x * x).sum((2, 3))

    inputs = torch.randn(3, 2, 4, 5, generator=torch.Generator().manual_seed(1))
    expected = inputs.double().abs().sum((0, 1)).numpy()
    field = effective_receptive_field(Square(), "", inputs=inputs, samples=99)
    np.testing.assert_allclose(field.array, expected / expected.sum(), atol=1e-6)
    assert (field.samples, field.unit) == (3, None)
    for form in (inputs.numpy(), inputs.clone().requires_grad_(), inputs.double()):
        np.testing.assert_array_equal(effective_receptive_field(Square(), "", inputs=form).array, field.array)
    one = effective_receptive_field(Square(), "", inputs=inputs[1])
    assert one.samples == 1
    np.testing.assert_allclose(one.array, (a := inputs[1].abs().sum(0).numpy()) / a.sum(), atol=1e-6)


def test_random_inputs_follow_from_the_seed():
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 4, 3)).eval()
    ask = lambda **options: effective_receptive_field(network, "2", input_shape=(3, 9, 9), **options).array  # noqa: E731
    torch.manual_seed(5)
    state = torch.get_rng_state()
    first = ask(samples=3, seed=7)
    assert torch.equal(torch.get_rng_state(), state)
    torch.manual_seed(6)
    np.testing.assert_array_equal(ask(samples=3, seed=7), first)
    assert not np.array_equal(ask(samples=3, seed=8), first)
    generator = torch.Generator().manual_seed(7)
    drawn = torch.stack([torch.randn(3, 9, 9, generator=generator) for _ in range(3)])
    np.testing.assert_array_equal(effective_receptive_field(network, "2", inputs=drawn).array, first)


# The theoretical field contains it.


@st.composite
def layers(draw: st.DrawFn) -> nn.Module:
    pair = lambda low, high: draw(st.tuples(st.integers(low, high), st.integers(low, high)))  # noqa: E731
    kind = draw(st.sampled_from(["conv", "grouped", "max", "average", "relu", "skip", "norm"]))
    kernel = pair(1, 4)
    if kind in ("conv", "grouped"):
        return nn.Conv2d(2, 2, kernel, pair(1, 2), pair(0, 2), pair(1, 2), groups=2 if kind == "grouped" else 1)
    if kind == "max":
        return nn.MaxPool2d(kernel, pair(1, 2), (kernel[0] // 2, kernel[1] // 2))
    if kind == "average":
        return nn.AvgPool2d(kernel, pair(1, 2))
    if kind == "skip":
        return Residual(nn.Conv2d(2, 2, 3, padding=1))
    return nn.LeakyReLU() if kind == "relu" else nn.BatchNorm2d(2)


def row_of(network: nn.Module, shape: tuple[int, int, int], layer: str) -> LayerRow:
    """The last row of the layer: a module that pads first has two."""
    return [row for row in analyze(network, shape).rows if row.path == layer][-1]


def theoretical(row: LayerRow, unit: tuple[int, int]) -> tuple[range, range]:
    """The unit's theoretical field, unclipped."""
    figures = zip((row.rf_start_h, row.rf_start_w), (row.jump_h, row.jump_w), (row.rf_h, row.rf_w), unit, strict=True)
    rows, columns = (range(start + jump * at, start + jump * at + size) for start, jump, size, at in figures)
    return rows, columns


def support(field: EffectiveField) -> tuple[range, range]:
    spans = [np.flatnonzero(field.array.any(axis)) for axis in (1, 0)]
    rows, columns = (range(int(span[0]), int(span[-1]) + 1) if len(span) else range(0) for span in spans)
    return rows, columns


@settings(max_examples=50)
@given(st.lists(layers(), min_size=1, max_size=3), st.data())
def test_influence_comes_from_within_the_theoretical_field(parts, data):
    network = nn.Sequential(*parts, nn.Conv2d(2, 2, 1)).eval()
    shape = (2, 48, 44)
    row = analyze(network, shape).rows[-1]
    height, width = row.output_shape[1:]
    unit = data.draw(st.tuples(st.integers(0, height - 1), st.integers(0, width - 1)))
    field = effective_receptive_field(network, row.path, input_shape=shape, unit=unit, samples=2)
    for reached, allowed in zip(support(field), theoretical(row, unit), strict=True):
        assert set(reached) <= set(allowed)


@pytest.mark.parametrize("unit", [(0, 0), (2, 1)])
def test_all_of_the_theoretical_field_is_reached_where_nothing_cancels(unit):
    network = nn.Sequential(
        nn.Conv2d(2, 3, 3, 2), nn.ReLU(inplace=True), nn.AvgPool2d(2, 1), nn.Conv2d(3, 2, (3, 2), dilation=2)
    ).eval()
    for weight in network.parameters():
        weight.data.abs_()
    inputs = torch.rand(2, 2, 40, 40)
    row = analyze(network, (2, 40, 40)).rows[-1]
    field = effective_receptive_field(network, "3", inputs=inputs, unit=unit)
    assert support(field) == theoretical(row, unit)
    assert field.extent(1) == support(field)


@pytest.fixture(scope="module")
def lite() -> Session:
    return Session("efficientnet_lite0")


def test_the_trained_network_uses_much_less_than_its_theoretical_field(lite):
    shape = (3, 928, 96)  # Tall enough for the whole of the centre unit's 851 rows.
    row = row_of(lite.module, shape, "conv_head")
    field = effective_receptive_field(lite.module, "conv_head", input_shape=shape, samples=2)
    rows, _ = theoretical(row, field.unit)
    assert len(rows) == 851
    assert rows.start >= 0
    assert rows.stop <= 928
    assert set(field.extent()[0]) < set(rows)
    assert 100 < field.height < 0.6 * 851
    assert abs(field.extent(0.5)[0].start + field.extent(0.5)[0].stop - 928) < 100  # It looks at its centre.


def test_it_takes_photographs(lite, sample):
    prepared = lite.prepare(str(sample)).tensor
    early = effective_receptive_field(lite.module, "blocks.2.0.conv_dw", inputs=prepared, unit=(9, 20))
    later = effective_receptive_field(lite.module, "blocks.4.0.conv_dw", inputs=prepared)
    row = row_of(lite.module, (3, 224, 224), "blocks.2.0.conv_dw")
    for reached, allowed in zip(support(early), theoretical(row, (9, 20)), strict=True):
        assert set(reached) <= set(allowed)
    assert early.extent_area() < later.extent_area() < 224 * 224


# What it leaves alone.


class Small(nn.Module):
    """In-place and shared rectifiers, batch statistics, dropout, a dense layer, an unused module."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.act = nn.ReLU(inplace=True)
        self.second = nn.Conv2d(8, 8, 3, padding=1)
        self.dropout = nn.Dropout()
        self.dense = nn.Linear(8, 5)
        self.unused = nn.Conv2d(3, 3, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.act(self.norm(self.first(x)))
        x = self.act(self.dropout(self.second(x)) + x)
        return self.dense(x.mean((2, 3)))


@pytest.fixture
def network() -> Small:
    with torch.random.fork_rng():
        torch.manual_seed(4)
        return Small().eval()


def state_of(network: nn.Module) -> list[Any]:
    """Everything of a module that a method could leave behind."""
    found: list[Any] = []
    for name, module in network.named_modules():
        hooks = [len(value) for key, value in sorted(vars(module).items()) if "hook" in key and value is not None]
        found.append((name, type(module), module.training, hooks, sorted(vars(module))))
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        found.append((name, id(tensor), tensor._version, tensor.requires_grad, tensor.grad, tensor.tolist()))
    return found


def measure(network: nn.Module, layer: str = "act#1", **options: Any) -> np.ndarray:
    return effective_receptive_field(network, layer, input_shape=(3, 12, 12), samples=2, **options).array


def mix_modes(network: Small) -> None:
    network.train()
    network.norm.eval()
    network.first.weight.requires_grad_(False)


@pytest.mark.parametrize("prepare", [nn.Module.eval, nn.Module.train, mix_modes])
def test_modes_flags_hooks_and_buffers_stay(network, prepare):
    expected = measure(network)
    prepare(network)
    before = state_of(network)
    # Whatever its mode, the network is measured as in evaluation.
    np.testing.assert_array_equal(measure(network), expected)
    assert state_of(network) == before


class StopError(Exception):
    pass


def fail(*args: Any) -> None:
    raise StopError


@pytest.mark.parametrize("how", ["module", "checkpoint", "progress"])
@pytest.mark.parametrize("prepare", [nn.Module.eval, mix_modes])
def test_nothing_stays_after_an_exception(network, how, prepare):
    prepare(network)
    handle = network.second.register_forward_pre_hook(fail) if how == "module" else None
    before = state_of(network)
    with pytest.raises(StopError):
        measure(network, **({} if how == "module" else {how: fail}))
    assert state_of(network) == before
    assert torch.is_grad_enabled()
    if handle is not None:
        handle.remove()


def test_gradient_modes_do_not_matter(network):
    expected = measure(network)
    with torch.no_grad():
        np.testing.assert_array_equal(measure(network), expected)
    with torch.inference_mode():
        np.testing.assert_array_equal(measure(network), expected)
        inputs = torch.ones(2, 3, 12, 12)
        within = effective_receptive_field(network, "second", inputs=inputs).array
        assert torch.is_inference_mode_enabled()
    np.testing.assert_array_equal(
        effective_receptive_field(network, "second", inputs=torch.ones(1, 3, 12, 12)).array, within
    )
    network.requires_grad_(False)
    np.testing.assert_array_equal(measure(network), expected)
    assert measure(network.double()).dtype == np.float32
    np.testing.assert_allclose(measure(network), expected, atol=1e-6)
    assert measure(network.bfloat16()).sum() == pytest.approx(1, abs=1e-5)


def test_it_reports_progress_and_asks_before_each_sample(network):
    events: list[Any] = []
    options: dict[str, Callable[..., None]] = {
        "checkpoint": lambda: events.append("asked"),
        "progress": lambda done, count: events.append((done, count)),
    }
    measure(network, **options)
    assert events == ["asked", (1, 2), "asked", (2, 2)]


# Units.


def test_the_centre_and_layers_without_a_map(network):
    np.testing.assert_array_equal(measure(network, unit=(6, 6)), measure(network))
    np.testing.assert_array_equal(measure(network, unit=None), measure(network))
    dense = effective_receptive_field(network, "dense", input_shape=(3, 12, 12), unit=None, channel=3)
    assert (dense.unit, dense.channel) == (None, 3)
    assert dense.extent(1) == (range(12), range(12))  # The mean over the map reaches all of it.
    with pytest.raises(InputError, match="without a map"):
        measure(network, "dense", unit=(0, 0))


def test_a_dead_unit():
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU()).eval()
    nn.init.constant_(network[0].bias, -1e6)
    field = effective_receptive_field(network, "1", input_shape=(1, 6, 6), samples=3)
    assert field.dead
    assert field.array.shape == (6, 6)
    assert not field.array.any()
    assert (field.height, field.width, field.extent_area(), field.ratio(3, 3), field.side) == (0, 0, 0, 0, 0)
    assert field.extent() == (range(0), range(0))
    assert describe(field, 3, 3) == "Unit (2, 2) is dead: no input pixel has any influence on it in 3 samples"
    assert len(np.unique(picture(field).reshape(-1, 3), axis=0)) == 1


def test_a_vanishing_gradient_is_not_a_dead_unit():
    network = nn.Conv2d(1, 1, 3, bias=False).eval()
    nn.init.constant_(network.weight, 1e-44)
    field = effective_receptive_field(network, "", input_shape=(1, 3, 3), samples=1)
    np.testing.assert_allclose(field.array, np.full((3, 3), 1 / 9), rtol=1e-6)


@pytest.mark.parametrize(
    ("error", "words", "options"),
    [
        (UnknownLayer, "did you mean", {"layer": "secnd"}),
        (UnknownLayer, "never called", {"layer": "unused"}),
        (UnknownLayer, "never called", {"layer": "second#1"}),
        (UsageError, "0 samples", {"samples": 0}),
        (UsageError, "seed -1", {"seed": -1}),
        (UsageError, "no channel 8; choose 0 to 7", {"channel": 8}),
        (UsageError, "no channel -1", {"channel": -1}),
        (UsageError, "either input_shape", {"input_shape": None}),
        (UsageError, "either input_shape", {"inputs": torch.zeros(1, 3, 12, 12)}),
        (InputError, r"no unit \(12, 0\); choose \(0, 0\) to \(11, 11\)", {"unit": (12, 0)}),
        (InputError, "no unit", {"unit": (0, -1)}),
        (InputError, "no unit", {"unit": (0,)}),
        (InputError, "12×12", {"input_shape": (12, 12)}),
        (InputError, "3×0×12", {"input_shape": (3, 0, 12)}),
        (InputError, "0×3×12×12", {"input_shape": None, "inputs": torch.zeros(0, 3, 12, 12)}),
        (InputError, "the inputs are 12×12", {"input_shape": None, "inputs": torch.zeros(12, 12)}),
        (InputError, "not finite", {"input_shape": None, "inputs": torch.full((1, 3, 12, 12), torch.nan)}),
    ],
)
def test_what_cannot_be_measured_is_named(network, error, words, options):
    # A gradient that depends on its input, so that one which is not a number shows.
    network.act = nn.SiLU()
    with pytest.raises(error, match=words):
        effective_receptive_field(network, **{"layer": "act", "input_shape": (3, 12, 12), **options})


@pytest.mark.parametrize("trained", [False, True])
def test_a_layer_without_the_input_has_no_field(trained):
    class Aside(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = nn.Conv2d(1, 1, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return x * self.inner(torch.ones(1, 1, 1, 1))

    with pytest.raises(UsageError, match="does not depend on the picture"):
        effective_receptive_field(Aside().requires_grad_(trained), "inner", input_shape=(3, 12, 12))


# Plain data.


def test_the_extent_is_the_shortest_interval_of_each_axis():
    rows, columns = np.array([0, 1, 4, 0, 5, 10, 0]) / 20, np.full(20, 1 / 20)
    field = made_field(np.outer(rows, columns))
    # 19 of 20 hold 95 % exactly; of the equal columns the first ones are taken.
    assert field.extent() == (range(2, 6), range(19))
    assert field.extent(0.5) == (range(5, 6), range(10))
    assert field.extent(0.7) == (range(4, 6), range(14))
    assert field.extent(1) == (range(1, 6), range(20))
    # In float32 three sixths are more than a half.
    assert made_field(np.array([[1, 1, 1, 3]]) / 6).extent(0.5)[1] == range(3, 4)
    assert (field.height, field.width) == (4, 19)
    assert field.extent_area() == 76
    assert field.extent_area(0.5) == 10
    assert field.ratio(8, 19) == pytest.approx(0.5)
    for share in (0, -0.1, 1.1, float("nan")):
        with pytest.raises(UsageError, match="share"):
            field.extent(share)
    with pytest.raises(UsageError, match="no area"):
        field.ratio(0, 5)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=12).filter(any), st.sampled_from([0.3, 0.5, 0.95, 1.0]))
def test_no_shorter_interval_holds_the_share(counts, share):
    shares = np.array(counts) / sum(counts)
    (rows, columns), size = made_field(shares[:, None]).extent(share), len(counts)
    assert columns == range(1)
    held = {(a, b): sum(counts[a:b]) / sum(counts) for a in range(size) for b in range(a + 1, size + 1)}
    enough = [(b - a, -part, a, b) for (a, b), part in held.items() if part >= share - 1e-9]
    shortest = min(length for length, *_ in enough)
    assert len(rows) == shortest
    best = max(-part for length, part, *_ in enough if length == shortest)
    assert held[rows.start, rows.stop] == pytest.approx(best, abs=1e-6)


def test_the_picture_follows_the_colour_map():
    field = made_field(np.array([[0, 1], [4, 16]]) / 21)
    pixels = picture(field)
    assert (pixels.dtype, pixels.shape) == (np.uint8, (2, 2, 3))
    # matplotlib's inferno and viridis: their first and last colours, and inferno's middle.
    assert pixels[0, 0].tolist() == [0, 0, 4]
    assert pixels[1, 1].tolist() == [252, 255, 164]
    np.testing.assert_allclose(pixels[1, 0], [188, 55, 84], atol=3)  # √(4/16) = ½
    np.testing.assert_allclose(picture(field, gamma=1)[1, 0], picture(field)[0, 1])  # 4/16 = √(1/16)
    assert picture(field, "viridis")[0, 0].tolist() == [68, 1, 84]
    with pytest.raises(UsageError, match="jet"):
        picture(field, "jet")
    for gamma in (0, -1, float("nan")):
        with pytest.raises(UsageError, match="gamma"):
            picture(field, gamma=gamma)


def test_the_sentence_says_what_is_compared():
    array = np.zeros((100, 80))
    array[40:50, 30:50] = 1 / 200  # 95 % of equal rows and columns: all 10 and 19 of 20
    field = made_field(array)
    start = "Along each axis, 95 % of the influence on unit (7, 7) comes from 10 × 19 px, "
    assert describe(field, 50, 60) == start + "6.3 % of the area of its theoretical field of 50 × 60 px"
    too_large = (
        "2.4 % of the area of the input of 100 × 80 px, into which its theoretical field of 90 × 90 px does not fit"
    )
    assert describe(field, 90, 90) == start + too_large
    cut = "3.2 % of the area of the 75 × 80 px of its theoretical field of 90 × 90 px that lie inside the input"
    assert describe(field, 90, 90, (-15, -3)) == start + cut
    assert describe(field, 90, 80, (5, 0)) == start + "2.6 % of the area of its theoretical field of 90 × 80 px"
    assert describe(field, None, 90) == start + "2.4 % of the area of the input of 100 × 80 px"
    assert describe(field, 90, 90, (None, 0)) == describe(field, 90, 90)
    assert "unit (7, 7) of channel 2 comes" in describe(made_field(array, channel=2), 50, 60)
    assert "unit 2 comes" in describe(made_field(array, channel=2, unit=None), 50, 60)
    assert "influence on the layer comes" in describe(made_field(array, unit=None), 50, 60)
    point = np.zeros((100, 80))
    point[3, 4] = 1
    assert "1 × 1 px, 0.02 % of the area" in describe(made_field(point), 70, 70)

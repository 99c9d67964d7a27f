"""Costs and kinds, operator by operator."""

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.costs import RULES
from explorer.analysis.network import KINDS, Network
from explorer.analysis.rows import LayerRow, Work

MAP = (8, 6, 10)
E = 8 * 6 * 10


class Call(nn.Module):
    """One function as a module."""

    def __init__(self, function) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


CASES = [
    # module, params, macs, flops, kind
    (nn.Conv2d(8, 4, (3, 5), padding=(1, 2)), 4 * 8 * 15 + 4, 240 * 120, 2 * 240 * 120 + 240, "conv"),
    (nn.Conv2d(8, 4, 3, padding="same", bias=False), 288, 240 * 72, 2 * 240 * 72, "conv"),
    (nn.Conv2d(8, 8, 3, padding=1, groups=8, bias=False), 72, E * 9, 2 * E * 9, "depthwise"),
    (nn.Conv2d(8, 4, 3, padding=1, groups=2, bias=False), 4 * 4 * 9, 240 * 36, 2 * 240 * 36, "depthwise"),
    (nn.ConvTranspose2d(8, 4, 2, 2), 8 * 4 * 4 + 4, E * 16, 2 * E * 16 + 4 * 12 * 20, "conv"),
    (nn.Linear(10, 3), 33, 48 * 30, 2 * 48 * 30 + 48 * 3, "linear"),
    (nn.BatchNorm2d(8), 16, 0, 2 * E, "norm"),
    (nn.GroupNorm(2, 8), 16, 0, 8 * E, "norm"),
    (nn.LayerNorm(10), 20, 0, 8 * E, "norm"),
    (nn.ReLU6(), 0, 0, E, "activation"),
    (nn.GELU(), 0, 0, E, "activation"),
    (nn.Softmax(1), 0, 0, 5 * E, "activation"),
    (nn.MaxPool2d(3, 1), 0, 0, 8 * 4 * 8 * 9, "pooling"),
    (nn.AvgPool2d(2), 0, 0, 8 * 3 * 5 * 4, "pooling"),
    (nn.AdaptiveAvgPool2d(1), 0, 0, E, "pooling"),
    (Call(lambda x: x.mean((2, 3))), 0, 0, E, "pooling"),
    (Call(lambda x: x + x), 0, 0, E, "join"),
    (Call(lambda x: torch.cat([x, x], 1)), 0, 0, 0, "join"),
    (Call(lambda x: functional.pad(x, (1, 0, 1, 0))), 0, 0, 0, "shape"),
    (nn.Flatten(), 0, 0, 0, "shape"),
    (nn.Dropout(), 0, 0, 0, "shape"),
]


@pytest.mark.parametrize(("module", "params", "macs", "flops", "kind"), CASES)
def test_one_operator(module: nn.Module, params: int, macs: int, flops: int, kind: str) -> None:
    network = analyze(module, MAP)
    (row,) = network.rows
    assert (row.params, row.macs, row.flops) == (params, macs, flops)
    assert "unknown" not in row.note
    assert network.graph.nodes[0]["kind"] == kind
    assert kind in KINDS


def only(module: nn.Module) -> LayerRow:
    (row,) = analyze(module, MAP).rows
    return row


def test_bytes() -> None:
    conv = only(nn.Conv2d(8, 4, 1))
    assert (conv.bytes_read, conv.bytes_written) == (4 * (E + 36), 4 * 240)
    norm = only(nn.BatchNorm2d(8))
    assert (norm.bytes_read, norm.buffers) == (4 * (E + 32), 17)
    assert (only(nn.ReLU(inplace=True)).bytes_read, only(nn.ReLU(inplace=True)).bytes_written) == (4 * E, 4 * E)
    for view in (nn.Flatten(), nn.Dropout(), nn.Dropout(inplace=True), Call(lambda x: x[:, :4])):
        assert (only(view).bytes_read, only(view).bytes_written) == (0, 0)
    # a reshape that has to copy is no view
    assert analyze(Call(lambda x: x.transpose(1, 2).reshape(1, -1)), MAP).rows[1].bytes_written == 4 * E


def test_an_unknown_operator_is_named_and_not_guessed() -> None:
    network = analyze(Call(lambda x: torch.fft.fft2(x).real), MAP)
    row = network.rows[0]
    assert row.note.startswith(f"unknown operator: {row.operator}")
    assert (row.macs, row.flops, row.rf_h) == (0, 0, None)
    assert row.operator in network.warnings[0]
    assert row.operator not in RULES


@pytest.mark.parametrize("name", ["resnet18", "mobilenet_v3_small", "shufflenet_v2_x0_5", "vit_b_16", "convnext_tiny"])
def test_macs_equal_torch_own_counter(name: str) -> None:
    with torch.device("meta"):
        module = models.get_model(name, weights=None).eval()
        x = torch.empty(1, 3, 224, 224)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        module(x)
    assert 2 * analyze(module, (3, 224, 224)).totals.macs == counter.get_total_flops()


def kinds(network: Network) -> list[str]:
    return [network.graph.nodes[row.order]["kind"] for row in network.rows]


def test_kinds_of_arithmetic() -> None:
    class Mixed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.scale = nn.Parameter(torch.ones(8, 1, 1))

        def forward(self, x: Tensor) -> Tensor:
            pooled = x.mean((2, 3), keepdim=True)
            spatial = x.mean(1, keepdim=True)
            return (x * pooled) * spatial * self.scale * x * 2.0

    network = analyze(Mixed(), MAP)
    assert kinds(network) == ["pooling", "pooling", "gate", "join", "norm", "join", "activation"]
    assert network.graph.nodes[-1]["kind"] == "io"
    assert set(kinds(analyze(nn.LocalResponseNorm(3), MAP))) <= {"norm", "shape", "pooling"}


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize(("make", "gates"), [(nn.LSTM, 4), (nn.GRU, 3), (nn.RNN, 1)])
def test_recurrent_layers(make: type[nn.RNNBase], gates: int, both: bool, layers: int) -> None:
    hidden, width, steps, directions = 16, 8, 5, 1 + both
    network = analyze(make(width, hidden, layers, bidirectional=both, batch_first=True), (steps, width))
    row = next(row for row in network.rows if row.macs)
    inputs = [width, *[hidden * directions] * (layers - 1)]
    assert row.macs == steps * directions * sum(gates * hidden * (size + hidden) for size in inputs)
    assert row.work.bias == steps * directions * layers * 2 * gates * hidden
    special = {4: 5, 3: 3, 1: 1}[gates]
    assert row.work.special == steps * directions * layers * special * hidden
    assert network.warnings == ()


@pytest.mark.parametrize(
    ("second", "first"),
    [
        (lambda x: torch.concat([x, x], 1), lambda x: torch.cat([x, x], 1)),
        (lambda x: torch.subtract(x, torch.multiply(x, x)), lambda x: x - x * x),
        (lambda x: torch.true_divide(x, 2).clip(0, 6), lambda x: (x / 2).clamp(0, 6)),
        (lambda x: torch.special.expit(x.absolute().negative()), lambda x: torch.sigmoid(-x.abs())),
        (lambda x: x.swapdims(2, 3).moveaxis(1, 2).ravel(), lambda x: x.transpose(2, 3).movedim(1, 2).flatten()),
        (lambda x: x.multiply_(2).relu(), lambda x: x.mul_(2).relu()),
    ],
)
def test_second_names_of_an_operator_make_no_difference(second, first) -> None:  # type: ignore[no-untyped-def]
    assert analyze(Call(second), MAP).rows == analyze(Call(first), MAP).rows
    assert analyze(Call(second), MAP).warnings == ()


def test_turned_matrices_are_views() -> None:
    for turn in (lambda x: x.mT, lambda x: x.mH, lambda x: x.adjoint(), lambda x: x[0, 0].T):
        row = analyze(Call(turn), (8, 6, 10)).rows[-1]
        assert (row.output_shape[-1], row.flops, row.bytes_written, row.rf_h, row.note) == (6, 0, 0, 1, "")


def test_products_of_vectors() -> None:
    class Vectors(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            flat = x[0, :, 0, 0]
            return torch.dot(flat, flat) + torch.mv(x[0, 0], x[0, 0, 0])

    network = analyze(Vectors(), MAP)
    assert {row.operator: row.macs for row in network.rows if row.macs} == {"dot": 8, "mv": 60}
    assert network.warnings == ()


def test_products_over_a_batch_and_between_vectors() -> None:
    square = torch.rand(10, 10)
    batch = analyze(Call(lambda x: torch.addbmm(x[0, 0], x[0], square.expand(8, -1, -1))), MAP).rows[-1]
    assert (batch.macs, batch.work.bias) == (E * 10, 6 * 10)
    vector = analyze(Call(lambda x: torch.addmv(x[0, 0, :, 0], x[0, 0], square[0])), MAP).rows[-1]
    assert (vector.macs, vector.work.bias) == (60, 6)
    dots = analyze(Call(lambda x: torch.linalg.vecdot(x, x, dim=1)), MAP).rows[-1]
    assert (dots.macs, dots.output_shape) == (E, (6, 10))
    for outer in (torch.outer, torch.ger):
        row = analyze(Call(lambda x, outer=outer: outer(x[0, 0, 0], x[0, 0, :, 0])), MAP).rows[-1]
        assert (row.operator, row.macs, row.flops, row.note) == ("outer", 0, 60, "")


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize(
    ("make", "gates", "special", "arithmetic"), [(nn.LSTMCell, 4, 5, 4), (nn.GRUCell, 3, 3, 5), (nn.RNNCell, 1, 1, 0)]
)
def test_cells_cost_what_one_step_of_their_layer_costs(
    make: type[nn.RNNCellBase], gates: int, special: int, arithmetic: int, bias: bool
) -> None:
    network = analyze(make(8, 16, bias=bias), (8,), batch=3)
    row = next(row for row in network.rows if row.macs)
    assert row.work == Work(
        macs=3 * gates * 16 * (8 + 16),
        bias=3 * 2 * gates * 16 * bias,
        special=3 * special * 16,
        elementwise=3 * arithmetic * 16,
    )
    assert row.params == gates * 16 * (8 + 16 + 2 * bias)
    assert network.warnings == ()


def test_a_weight_that_is_normalised_is_no_unknown() -> None:
    network = analyze(nn.utils.parametrizations.weight_norm(nn.Conv2d(8, 4, 3)), MAP)
    assert [row.work.norm for row in network.rows] == [3 * 4 * 8 * 9, 0]
    assert network.warnings == ()

"""Every filled-in formula evaluates to its row's figure."""

import math
import re
from functools import cache

import pytest
import torch
from torch import Tensor, nn
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.formulas import Formula, explain
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.models import registry
from tests.zoo import network_of

# torch tells that an even "same" kernel costs a copy; the toy network has one on purpose.
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")


class Odd(nn.Module):
    """What the catalogue's networks lack: dilation, even "same" kernels, ceil mode, unequal axes, transposition."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(4, 6, (3, 5), (2, 1), (1, 0), (2, 1), groups=2),
            nn.Conv2d(6, 6, 4, padding="same"),
            nn.MaxPool2d(3, 2, ceil_mode=True),
            nn.AvgPool2d((2, 3), ceil_mode=True),
            nn.PReLU(6),
            nn.AdaptiveMaxPool2d(2),
            nn.ConvTranspose2d(6, 4, 3, 2, 1, 1),
            nn.Flatten(),
            nn.Linear(64, 3, bias=False),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x)


KEYS = registry.keys()


@cache
def network(name: str) -> Network:
    if name == "odd":
        return analyze(Odd(), (4, 49, 53))
    if name in KEYS:
        return network_of(name)
    with torch.device("meta"):
        return analyze(models.get_model(name, weights=None), (3, 224, 224))


NAMES = [*KEYS, "odd", "efficientnet_b0", "convnext_tiny", "shufflenet_v2_x1_0", "squeezenet1_1"]
ALL_EXPLAINED = {"alexnet", "vgg16", "resnet18", "resnet50", "googlenet", "efficientnet_lite0", "lenet5_modern"}


def evaluate(text: str) -> float:
    """The value of one side of a filled formula."""
    text = re.sub(r"</?b>", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for written, meant in (("⌊", "floor("), ("⌋", ")"), ("⌈", "ceil("), ("⌉", ")"), ("·", "*"), ("−", "-"), (";", ",")):
        text = text.replace(written, meant)
    return float(eval(text, {"floor": math.floor, "ceil": math.ceil, "max": max, "min": min}))


def lines(formula: Formula) -> list[str]:
    return [re.sub(r"^[DHW]: ", "", line) for line in formula.filled.split("<br>")]


def figures(row: LayerRow, name: str, axes: int) -> list[int]:
    """What the lines of a formula must come to."""
    both = {
        "Parameters": [row.params],
        "MACs": [row.macs],
        "FLOPs": [row.flops],
        "Receptive field": [row.rf_h, row.rf_w],
        "Jump": [row.jump_h, row.jump_w],
    }[name]
    return [value for value in both if value is not None]


@pytest.mark.parametrize("name", NAMES)
def test_filled_formulas_come_to_the_row_figures(name: str) -> None:
    for row in network(name).rows:
        for formula in explain(network(name), row.order):
            if not formula.filled or "×" in formula.filled:
                assert formula.value in formula.filled or formula.value == "–"
                continue
            results = []
            for line in lines(formula):
                sides = [evaluate(side) for side in line.split(" = ")]
                assert all(side == pytest.approx(sides[-1], abs=1e-9) or "." in line for side in sides), (row, formula)
                assert sides[0] == sides[-1], (row, formula)
                results.append(int(sides[-1]))
            if formula.name == "Output size":
                # One line may stand for both axes, or for the one axis that changed.
                assert set(results) <= set(row.output_shape), (row, formula)
                if row.kernel_size:
                    assert set(results) == set(row.output_shape[-len(row.kernel_size) :])
            else:
                assert set(results) == set(figures(row, formula.name, len(results))), (row, formula)


@pytest.mark.parametrize("name", sorted(ALL_EXPLAINED))
def test_every_figure_of_the_catalogue_is_derived(name: str) -> None:
    for row in network(name).rows:
        bare = [formula.name for formula in explain(network(name), row.order) if not formula.symbolic]
        assert not bare, (row, bare)


def by_name(network: Network, path: str, operator: str) -> dict[str, Formula]:
    row = next(row for row in network.rows if row.path == path and row.operator == operator)
    return {formula.name: formula for formula in explain(network, row.order)}


def test_a_strided_convolution_in_words() -> None:
    found = by_name(network("resnet50"), "layer2.0.conv2", "conv2d")
    assert found["Output size"] == Formula(
        "Output size",
        "28 × 28",
        "",
        "⌊(W − K + 2P) / S⌋ + 1",
        "⌊(56 − 3 + 2·1) / 2⌋ + 1 = ⌊27.5⌋ + 1 = <b>28</b>",
    )
    assert found["Parameters"].filled == "128 · 128 / 1 · 3 · 3 = <b>147,456</b>"
    assert found["MACs"].filled == "147,456 · 28 · 28 = <b>115,605,504</b>"
    assert (found["MACs"].value, found["MACs"].unit, found["MACs"].remark) == ("115.6", "M", "2.83 % of net")
    assert found["Receptive field"].filled == "35 + (3 − 1) · 4 = <b>43</b>"
    assert (found["Receptive field"].value, found["Jump"].filled) == ("43 × 43", "4 · 2 = <b>8</b>")


def test_special_cases_are_written_out() -> None:
    odd = network("odd")
    first = by_name(odd, "body.0", "conv2d")
    assert first["Output size"].filled.startswith(
        "H: ⌊(49 − 2·(3 − 1) − 1 + 2·1) / 2⌋ + 1 = ⌊23⌋ + 1 = <b>24</b><br>W: "
    )
    assert first["Receptive field"].filled == "H: 1 + 2 · (3 − 1) · 1 = <b>5</b><br>W: 1 + (5 − 1) · 1 = <b>5</b>"
    assert "P<sub>end</sub>" in by_name(odd, "body.1", "conv2d")["Output size"].symbolic
    assert (
        "⌈"
        in by_name(odd, "body.2", "max_pool2d")["Output size"].filled
        + by_name(odd, "body.3", "avg_pool2d")["Output size"].filled
    )
    assert "P<sub>out</sub>" in by_name(odd, "body.6", "conv_transpose2d")["Output size"].symbolic
    assert by_name(odd, "body.6", "conv_transpose2d")["Receptive field"].value == "–"


def test_joins_show_the_union_and_gates_say_so() -> None:
    joined = [
        formula
        for row in network("googlenet").rows
        if row.operator == "cat"
        for formula in explain(network("googlenet"), row.order)
        if formula.name == "Receptive field"
    ]
    assert len(joined) == 9
    gated = by_name(network("efficientnet_b0"), "features.1.0.block.1", "mul")
    assert "gate" in gated["Receptive field"].remark


def test_an_order_that_is_not_there() -> None:
    with pytest.raises(IndexError, match="rows 0 to 21"):
        explain(network("alexnet"), 22)

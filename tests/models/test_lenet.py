"""LeNet-5 against the figures and formulas of LeCun, Bottou, Bengio, Haffner, Proc. IEEE 86(11), 1998."""

import math
from collections import Counter
from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from explorer.errors import InputError
from explorer.models import registry
from explorer.models.lenet import RBF, S2_MAPS_OF_C3, ScaledTanh, SparseConv, TrainableSubsample
from tests.models.parity import assert_golden_figures, assert_input_sizes, fill, on_meta, pictures

KEYS = ("lenet5_original", "lenet5_modern", "lenet5_d2l")

# Section II.B, layer by layer: trainable parameters, connections.
PAPER = {
    "c1": (156, 122_304),
    "s2": (12, 5_880),
    "c3": (1_516, 151_600),
    "s4": (32, 2_000),
    "c5": (48_120, 48_120),
    "f6": (10_164, 10_164),
}


@pytest.mark.parametrize("key", KEYS)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


def test_the_papers_parameters_and_connections() -> None:
    connections: Counter[str] = Counter()

    def count(path: str, module: nn.Module) -> Any:
        def hook(_: nn.Module, __: Any, output: Tensor) -> None:
            fan_in = 4 if isinstance(module, TrainableSubsample) else module.weight[0].numel()
            connections[path.split(".")[0]] += output.numel() * (fan_in + 1)

        return hook

    network = on_meta("lenet5_original")
    for path, module in network.named_modules():
        if isinstance(module, (nn.Conv2d, nn.Linear, TrainableSubsample)):
            module.register_forward_hook(count(path, module))
    network(torch.empty(1, 1, 32, 32, device="meta"))
    counted = {
        name: (sum(p.numel() for p in network.get_submodule(name).parameters()), connections[name]) for name in PAPER
    }
    assert counted == PAPER
    assert sum(parameters for parameters, _ in counted.values()) == 60_000
    output = network.get_buffer("output.w").numel()  # 10 × 84, fixed
    assert sum(connections.values()) + output == 340_908


def test_the_papers_map_sizes() -> None:
    shapes: dict[str, tuple[int, ...]] = {}
    network = on_meta("lenet5_original")
    for name in (*PAPER, "output"):
        network.get_submodule(name).register_forward_hook(
            lambda _, __, output, name=name: shapes.update({name: tuple(output.shape[1:])})
        )
    network(torch.empty(1, 1, 32, 32, device="meta"))
    assert shapes == {
        "c1": (6, 28, 28),
        "s2": (6, 14, 14),
        "c3": (16, 10, 10),
        "s4": (16, 5, 5),
        "c5": (120, 1, 1),
        "f6": (84,),
        "output": (10,),
    }


# Table I: which of the 16 maps of C3 (columns) see which of the six maps of S2 (rows).
TABLE_1 = """
X...XXX..XXXX.XX
XX...XXX..XXXX.X
XXX...XXX..X.XXX
.XXX..XXXX..X.XX
..XXX..XXXX.XX.X
...XXX..XXXX.XXX
"""


def test_c3_sees_what_table_1_says() -> None:
    rows = TABLE_1.split()
    columns = [tuple(i for i, row in enumerate(rows) if row[column] == "X") for column in range(16)]
    assert list(S2_MAPS_OF_C3) == columns


def test_table_1_connects_every_map_alike() -> None:
    assert Counter(len(seen) for seen in S2_MAPS_OF_C3) == {3: 6, 4: 9, 6: 1}
    assert Counter(index for seen in S2_MAPS_OF_C3 for index in seen) == dict.fromkeys(range(6), 10)
    assert len(set(S2_MAPS_OF_C3)) == 16
    # "every contiguous subset" of three and of four maps, around the ring of six
    assert {frozenset((i + j) % 6 for j in range(3)) for i in range(6)} == set(map(frozenset, S2_MAPS_OF_C3[:6]))
    assert {frozenset((i + j) % 6 for j in range(4)) for i in range(6)} == set(map(frozenset, S2_MAPS_OF_C3[6:12]))


def test_c3_is_a_dense_convolution_with_gaps() -> None:
    c3 = fill(SparseConv())
    weight, bias = torch.zeros(16, 6, 5, 5), torch.zeros(16)
    for index, (conv, seen) in enumerate(zip(c3.convs, S2_MAPS_OF_C3, strict=True)):
        weight[index, list(seen)] = conv.weight[0].detach()
        bias[index] = conv.bias.item()
    x = pictures(2, 6, 14, 14)
    with torch.inference_mode():
        torch.testing.assert_close(c3(x), F.conv2d(x, weight, bias), rtol=1e-5, atol=1e-5)


def test_subsampling_is_a_scaled_and_shifted_sum() -> None:
    layer = fill(TrainableSubsample(3))
    x = pictures(2, 3, 6, 4)
    with torch.inference_mode():
        y = layer(x)
        assert y.shape == (2, 3, 3, 2)
        for index in (0, 0, 0, 0), (1, 2, 2, 1), (0, 1, 1, 0):
            sample, channel, row, column = index
            window = x[sample, channel, 2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
            expected = layer.coef[channel] * window.sum() + layer.bias[channel]
            torch.testing.assert_close(y[index], expected)


def test_squashing_keeps_one_at_one() -> None:
    squash = ScaledTanh()
    # f(1) = 1 to the four places that the constants have, f'' is extreme there, and the asymptotes are ±A.
    torch.testing.assert_close(
        squash(torch.tensor([-1.0, 0.0, 1.0])), torch.tensor([-1.0, 0.0, 1.0]), rtol=0, atol=1e-4
    )
    torch.testing.assert_close(squash(torch.tensor([-50.0, 50.0])), torch.tensor([-1.7159, 1.7159]))
    x = torch.tensor(0.7, dtype=torch.float64)
    assert squash(x).item() == pytest.approx(1.7159 * math.tanh(2 * 0.7 / 3), rel=1e-12)


def test_outputs_are_squared_distances_to_fixed_pictures() -> None:
    layer = RBF(10)
    assert not list(layer.parameters())
    assert layer.w.shape == (10, 7 * 12)
    assert set(layer.w.unique().tolist()) == {-1.0, 1.0}
    x = pictures(2, 84)
    expected = [[sum((x[n, j] - layer.w[i, j]) ** 2 for j in range(84)).item() for i in range(10)] for n in range(2)]
    torch.testing.assert_close(layer(x), torch.tensor(expected), rtol=1e-5, atol=1e-4)
    # Two prototypes that differ in d units lie 4d apart; those of a pair alike are closer than those of one unlike.
    distances = layer(layer.w)
    assert distances.diagonal().abs().max() == 0
    assert (distances + 1000 * torch.eye(10)).min() >= 4 * 4
    assert distances[5, 6] < distances[1, 0]


def test_the_nearest_prototype_names_the_class() -> None:
    network = registry.get("lenet5_original").build()
    features: list[Tensor] = []
    network.get_submodule("squash_f6").register_forward_hook(lambda _, __, output: features.append(output))
    with torch.inference_mode():
        logits = network(pictures(5, 1, 32, 32))
    distances = (features[0][:, None] - network.get_buffer("output.w")).square().sum(2)
    torch.testing.assert_close(logits, -distances)
    assert torch.equal(logits.argmax(1), distances.argmin(1))


def test_other_numbers_of_classes_have_other_codes() -> None:
    first, second = RBF(26).w, RBF(26).w
    assert torch.equal(first, second)
    assert len(first.unique(dim=0)) == 26
    assert set(first.unique().tolist()) == {-1.0, 1.0}
    assert registry.get("lenet5_original").build(num_classes=26)(pictures(1, 1, 32, 32)).shape == (1, 26)


def test_weights_start_within_the_papers_bounds() -> None:
    network = registry.get("lenet5_original").build()
    for name, fan_in in {"c1": 25, "c3.convs.0": 75, "c3.convs.15": 150, "c5": 400, "f6": 120}.items():
        weight = network.get_parameter(f"{name}.weight")
        assert weight.abs().max() <= 2.4 / fan_in
        assert weight.abs().max() > 2.0 / fan_in
    assert network.get_parameter("s4.coef").abs().max() <= 0.6


def test_every_weight_of_the_original_is_trained() -> None:
    network = registry.get("lenet5_original").build().train()
    nn.functional.cross_entropy(network(pictures(4, 1, 32, 32)), torch.tensor([0, 3, 5, 9])).backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None and parameter.grad.abs().sum() > 0, name


def test_the_textbooks_form_holds_the_modern_forms_weights() -> None:
    modern = fill(registry.get("lenet5_modern").build(init=False))
    textbook = registry.get("lenet5_d2l").build(init=False)
    textbook.load_state_dict(modern.state_dict())
    weights = dict(textbook.named_parameters())
    x = pictures(2, 1, 28, 28)
    y = F.avg_pool2d(torch.sigmoid(F.conv2d(F.pad(x, (2, 2, 2, 2)), weights["0.weight"], weights["0.bias"])), 2)
    y = F.avg_pool2d(torch.sigmoid(F.conv2d(y, weights["3.weight"], weights["3.bias"])), 2).flatten(1)
    for layer in ("7", "9"):
        y = torch.sigmoid(F.linear(y, weights[f"{layer}.weight"], weights[f"{layer}.bias"]))
    torch.testing.assert_close(textbook(x), F.linear(y, weights["11.weight"], weights["11.bias"]))


@pytest.mark.parametrize(("key", "minimum"), [("lenet5_original", 32), ("lenet5_modern", 32), ("lenet5_d2l", 28)])
def test_input_sizes(key: str, minimum: int) -> None:
    assert_input_sizes(key, minimum, ((minimum + 3, minimum + 1), (minimum + 2, minimum + 3)))
    network = on_meta(key)
    with pytest.raises(InputError, match=f"takes at most {minimum + 3}×{minimum + 3} pixels"):
        network(torch.empty(1, 1, minimum + 4, minimum, device="meta"))
    with pytest.raises(RuntimeError):
        network.forward(torch.empty(1, 1, minimum + 4, minimum, device="meta"))


@pytest.mark.parametrize("key", KEYS)
def test_channels_and_classes_are_options(key: str) -> None:
    size = registry.get(key).input_shape[1]
    assert registry.get(key).build(num_classes=7, in_channels=3)(pictures(2, 3, size, size)).shape == (2, 7)

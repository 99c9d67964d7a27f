"""Squeeze-excitation, stochastic depth and channel layer norm against their definitions."""

import pytest
import torch
import torchvision
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from explorer.analysis import analyze
from explorer.models.layers import ChannelLayerNorm, DropPath, SqueezeExcitation
from tests.models.parity import fill, pictures


@pytest.mark.parametrize("gate", [nn.Sigmoid, nn.Hardsigmoid])
def test_squeeze_excitation_is_equations_2_to_4(gate: type[nn.Module]) -> None:
    layer = SqueezeExcitation(6, 2, nn.SiLU, gate).double()
    fill(layer)
    x = pictures(3, 6, 5, 7, dtype=torch.float64)
    reduce, expand = layer.get_submodule("fc1"), layer.get_submodule("fc2")
    z = x.mean((2, 3))
    s = nn.functional.silu(z @ reduce.weight[:, :, 0, 0].T + reduce.bias)
    gates = gate()(s @ expand.weight[:, :, 0, 0].T + expand.bias)
    torch.testing.assert_close(layer(x), x * gates[:, :, None, None])


def test_squeeze_excitation_equals_torchvisions() -> None:
    theirs = fill(torchvision.ops.SqueezeExcitation(8, 2))
    ours = SqueezeExcitation(8, 2)
    ours.load_state_dict(theirs.state_dict())
    x = pictures(2, 8, 6, 6)
    torch.testing.assert_close(ours(x), theirs(x))
    assert {name for name, _ in ours.named_children()} == {name for name, _ in theirs.named_children()}


def test_squeeze_excitations_dense_layers_bear_the_names_of_their_source() -> None:
    layer = SqueezeExcitation(8, 2, names=("conv_reduce", "conv_expand"))
    assert set(layer.state_dict()) == {
        f"conv_{side}.{leaf}" for side in ("reduce", "expand") for leaf in ("weight", "bias")
    }
    assert layer(pictures(1, 8, 3, 3)).shape == (1, 8, 3, 3)


def test_squeeze_excitation_is_a_gate_in_the_analysis() -> None:
    network = analyze(SqueezeExcitation(8, 2), (8, 5, 5))
    kinds = [network.graph.nodes[row.order]["kind"] for row in network.rows]
    assert kinds[-1] == "gate"
    assert network.totals.macs == 2 * 8 * 2
    assert network.totals.params == 2 * 8 * 2 + 8 + 2


@given(rate=st.floats(0, 0.99), seed=st.integers(0, 2**32))
def test_drop_path_drops_whole_samples_and_scales_the_others(rate: float, seed: int) -> None:
    x = torch.ones(40, 2, 3, 3, dtype=torch.float64)
    torch.manual_seed(seed)
    y = DropPath(rate).train()(x)
    for sample in y:
        assert sample.unique().numel() == 1
        assert sample[0, 0, 0] == 0 or sample[0, 0, 0] == pytest.approx(1 / (1 - rate))
    assert DropPath(rate).eval()(x) is x


def test_drop_path_keeps_the_expectation() -> None:
    torch.manual_seed(0)
    y = DropPath(0.3).train()(torch.ones(20_000, 1))
    assert y.mean() == pytest.approx(1, abs=0.02)
    assert (y == 0).double().mean() == pytest.approx(0.3, abs=0.02)


def test_drop_path_equals_torchvisions() -> None:
    x = pictures(16, 4, 2, 2)
    torch.manual_seed(3)
    expected = torchvision.ops.stochastic_depth(x, 0.4, "row")
    torch.manual_seed(3)
    torch.testing.assert_close(DropPath(0.4).train()(x), expected)


def test_drop_path_runs_no_operator_in_evaluation_mode() -> None:
    network = analyze(nn.Sequential(nn.Conv2d(1, 1, 1), DropPath(0.5)), (1, 4, 4))
    assert [row.operator for row in network.rows] == ["conv2d"]


def test_channel_layer_norm_is_its_definition() -> None:
    norm = ChannelLayerNorm(7, eps=1e-3).double()
    fill(norm)
    x = 3 * pictures(2, 7, 4, 5, dtype=torch.float64) + 1
    mean = x.mean(1, keepdim=True)
    variance = ((x - mean) ** 2).mean(1, keepdim=True)
    expected = (x - mean) / (variance + 1e-3).sqrt() * norm.weight.view(-1, 1, 1) + norm.bias.view(-1, 1, 1)
    torch.testing.assert_close(norm(x), expected)


def test_channel_layer_norm_sees_one_position_only() -> None:
    x = pictures(1, 5, 4, 4)
    changed = x.clone()
    changed[..., 2, 1] += pictures(5)
    norm = ChannelLayerNorm(5)
    difference = (norm(x) != norm(changed)).any(1)[0]
    assert difference[2, 1]
    assert difference.sum() == 1

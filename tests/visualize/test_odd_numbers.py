"""Values that are no numbers, narrow floating point, flat activation functions, containers and tuples."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from explorer.errors import UnknownLayer, UsageError
from explorer.visualize.methods.activations import activations, rank_channels
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.gradcam import gradcam
from explorer.visualize.methods.integrated_gradients import integrate
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.occlusion import occlude
from explorer.visualize.methods.saliency import saliency
from tests.visualize.plain_network import picture, plain_network


def test_nan_and_infinity_are_counted_and_never_the_strongest() -> None:
    network = plain_network()
    network[3].bias.data[2] = torch.nan
    projection = project(network, picture(), "3")
    maps = activations(network, picture(), "3")
    assert np.isnan(maps[2]).all()
    assert projection.channel == rank_channels(maps)[0] != 2
    assert projection.nonfinite == 0
    assert np.isfinite(projection.value)
    broken = project(network, picture(), "3", 2)
    assert np.isnan(broken.value)
    assert broken.nonfinite >= broken.activation.size
    network[3].bias.data[2] = torch.inf
    assert project(network, picture(), "3").channel == 2
    assert project(network, picture(), "3").value == np.inf


def test_a_unit_of_nan_beside_numbers() -> None:
    class Spoilt(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            spoilt = x.clone()
            spoilt[0, 0, 0, 0] = torch.nan
            return spoilt

    x = torch.arange(32.0).reshape(2, 4, 4)
    assert project(Spoilt(), x, "").channel == 1
    whole = project(Spoilt(), x, "", 0, "all")
    assert (whole.value, whole.nonfinite) == (15, 1)
    assert project(Spoilt(), x, "", 0).unit == (3, 3)


def cosine(one: np.ndarray, other: np.ndarray) -> float:
    # Rounding moves the maximum of a pool now and then, and with it single values of a projection.
    a, b = one.ravel().astype(np.float64), other.ravel().astype(np.float64)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float16])
def test_narrow_floating_point(dtype: torch.dtype) -> None:
    network, exact = plain_network().to(dtype), plain_network()
    for rule in ("deconv", "guided", "gradient"):
        narrow, wide = (project(one, picture(), "5", 1, "all", rule).array for one in (network, exact))
        assert narrow.dtype == (np.float32 if dtype is torch.bfloat16 else np.float16)
        assert cosine(narrow, wide) > 0.98
    assert activations(network, picture(), "5").shape == (12, 12, 12)
    for method in (gradcam, layercam, saliency):
        found = method(network, picture(), target=1)
        assert found.array.shape[-1] in (2, 24)
        assert found.target.logit == pytest.approx(method(exact, picture(), target=1).target.logit, abs=0.05)
    assert occlude(network, picture(), 1, patch=8, stride=8).drop.dtype == np.float32
    assert integrate(network, picture(), 1, steps=3).array.shape == (3, 24, 24)


def test_autocast() -> None:
    network = plain_network().float()
    with torch.autocast("cpu", torch.bfloat16):
        projection = project(network, picture(), "5", 1, "all")
        assert gradcam(network, picture(), "5", 1).array.dtype == np.float32
    exact = project(network, picture(), "5", 1, "all")
    assert projection.unknown == ()
    assert cosine(projection.array, exact.array) > 0.98


def test_a_flat_activation_function_is_reported() -> None:
    convolution = nn.Conv2d(3, 2, 1).double()
    nn.init.constant_(convolution.weight, 1)
    convolution.bias.data = torch.tensor([100.0, 1.0], dtype=torch.float64)
    network = nn.Sequential(convolution, nn.ReLU6()).eval()
    x = torch.ones(3, 4, 4, dtype=torch.float64)
    top = {rule: project(network, x, "1", 0, rule=rule) for rule in ("deconv", "guided", "gradient")}
    assert {rule: one.saturated for rule, one in top.items()} == {"deconv": False, "guided": True, "gradient": True}
    assert top["deconv"].array.any() and not top["guided"].array.any()
    for layer, channel in (("1", 1), ("0", 0)):
        assert not project(network, x, layer, channel, rule="guided").saturated
    # A unit of zero has nothing to project.
    convolution.bias.data[0] = -100
    assert not project(network, x, "1", 0, rule="guided").saturated


def test_dense_layers_have_one_value() -> None:
    network = plain_network()
    for layer in ("8", "9", "10", "11"):
        projection = project(network, picture(), layer, rule="guided")
        assert (projection.activation.shape, projection.unit) == ((), None)
        assert projection.array.shape == (3, 24, 24)
        assert activations(network, picture(), layer).ndim == 1


class Listed(nn.Module):
    """A list of modules that are called one by one, one twice, one never; and a module that returns a tuple."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.ModuleList([nn.Conv2d(3, 3, 1), nn.ReLU(), nn.Conv2d(3, 5, 1)])
        self.unused = nn.ModuleList([nn.Conv2d(3, 3, 1)])
        self.pair = Pair()
        self.words = Words()

    def forward(self, x: Tensor) -> Tensor:
        for step in (0, 1, 0, 1, 2):
            x = self.steps[step](x)
        self.words(x)
        result: Tensor = self.pair(x)[1]
        return result.mean((2, 3))


class Pair(nn.Module):
    def forward(self, x: Tensor) -> tuple[None, Tensor]:
        return None, x * 2


class Words(nn.Module):
    def forward(self, x: Tensor) -> str:
        return "no tensor"


def test_containers_and_tuples() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        network = Listed().double().eval()
    last = activations(network, picture(), "steps.2")
    np.testing.assert_array_equal(activations(network, picture(), "steps"), last)
    np.testing.assert_array_equal(activations(network, picture(), "steps#0"), last)
    np.testing.assert_array_equal(activations(network, picture(), "pair"), 2 * last)
    deconv = project(network, picture(), "steps", 3)
    np.testing.assert_array_equal(deconv.array, project(network, picture(), "steps.2", 3).array)
    assert gradcam(network, picture(), "pair", 1).array.shape == (24, 24)
    with pytest.raises(UnknownLayer, match="never called"):
        activations(network, picture(), "unused")
    with pytest.raises(UnknownLayer, match="never called"):
        activations(network, picture(), "steps#1")
    with pytest.raises(UsageError, match="no feature map"):
        activations(network, picture(), "words")

"""Activation functions that work in place on a view: seen as all others, and the forward pass is the same."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.one_pass import project_once, run_once

Function = Callable[[Tensor], Tensor]


class Between(nn.Module):
    """conv, the function in question, conv."""

    def __init__(self, function: Function) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(4)
            self.before = nn.Conv2d(3, 8, 3)
            self.after = nn.Conv2d(8, 4, 3, stride=2)
        self.function = function
        self.double().eval()

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.function(self.before(x)))


def picture() -> Tensor:
    return torch.randn(3, 13, 13, dtype=torch.float64, generator=torch.Generator().manual_seed(5))


NORM = nn.InstanceNorm2d(8)


def on_part(x: Tensor) -> Tensor:
    y = x.clone()
    functional.relu_(y[:, 1::2, :, 3:])
    return y


SPELLINGS: dict[str, tuple[Function, Function]] = {
    "after an instance norm": (
        lambda x: functional.relu(NORM(x), inplace=True),
        lambda x: functional.relu(NORM(x)),
    ),
    "permuted": (
        lambda x: functional.relu6(x.permute(0, 2, 3, 1), inplace=True).permute(0, 3, 1, 2),
        functional.relu6,
    ),
    "flattened": (
        lambda x: x.flatten(2).clamp_(min=0).view(x.shape),
        functional.relu,
    ),
    "a slope that is not 0 or 1": (
        lambda x: functional.silu(x.view(1, 2, 4, 11, 11), inplace=True).view(x.shape),
        functional.silu,
    ),
    "one after the other": (
        lambda x: (functional.leaky_relu_(x.view(x.shape)) * 2).view(x.shape).clamp_(max=0.7),
        lambda x: (functional.leaky_relu(x) * 2).clamp(max=0.7),
    ),
}


@pytest.mark.parametrize("rule", ["deconv", "guided", "gradient"])
@pytest.mark.parametrize("name", SPELLINGS)
def test_equals_the_same_function_on_a_copy(name: str, rule: str) -> None:
    in_place, apart = SPELLINGS[name]
    found = project(Between(in_place), picture(), "", 1, "all", rule)
    expected = project(Between(apart), picture(), "", 1, "all", rule)
    assert expected.array.any()
    np.testing.assert_allclose(found.array, expected.array, rtol=0, atol=1e-12 * np.abs(expected.array).max())
    assert found.rules_applied == expected.rules_applied
    assert found.unknown == ()


@pytest.mark.parametrize("rule", ["deconv", "guided"])
def test_the_rest_of_the_tensor_passes_as_it_is(rule: str) -> None:
    found = project(Between(on_part), picture(), "", 1, "all", rule)
    network = Between(on_part)
    x = picture()[None].requires_grad_()
    before = network.before(x)
    rectified = on_part(before).detach().requires_grad_()
    output = network.after(rectified)
    seed = torch.zeros_like(output)
    seed[0, 1] = output[0, 1].detach()
    (above,) = torch.autograd.grad(output, rectified, seed)
    kept = above.clamp(min=0) * (1 if rule == "deconv" else before > 0)
    passed = above.clone()
    passed[:, 1::2, :, 3:] = kept[:, 1::2, :, 3:]
    (expected,) = torch.autograd.grad(before, x, passed)
    np.testing.assert_allclose(found.array, expected[0].numpy(), rtol=0, atol=1e-12)
    assert found.rules_applied == {"activation": 1}
    assert found.unknown == ()


def test_another_operator_on_a_part_is_reported() -> None:
    def half(x: Tensor) -> Tensor:
        y = x.clone()
        y[:, :4].sin_()
        return y

    found = project(Between(half), picture(), "", 1, "all")
    assert found.unknown == ("torch::autograd::CopySlices",)
    assert found.rules_applied == {}


def test_the_live_pass_sees_them_too() -> None:
    network = Between(SPELLINGS["after an instance norm"][0])
    live = project_once(run_once(network, picture()[None], "after", gradients=True), 1, "all")
    np.testing.assert_array_equal(live.array, project(network, picture(), "after", 1, "all").array)
    assert live.rules_applied == {"activation": 1, "statistics": 1}


def test_a_flat_function_in_place_is_said_to_be_saturated() -> None:
    network = nn.Sequential(nn.Conv2d(3, 4, 3), nn.InstanceNorm2d(4), nn.Hardtanh(0, 1, inplace=True)).double().eval()
    clipped = project(network, picture(), "2", 0, "max", "guided")
    assert clipped.value == 1
    assert clipped.saturated
    assert not project(network, picture(), "2", 0, "all", "guided").saturated


@pytest.mark.parametrize("name", SPELLINGS)
def test_the_forward_pass_is_the_same_with_the_watch(name: str) -> None:
    network = Between(SPELLINGS[name][0])
    with torch.no_grad():
        expected = network(picture()[None])
    seen = run_once(network, picture()[None], "", gradients=True)
    assert torch.equal(seen.output, expected)
    assert seen.value is not None
    assert torch.equal(seen.value, expected)

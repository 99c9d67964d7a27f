"""Networks of people's own: in place from the first operator on, compiled, parametrised, in training mode."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch._dynamo.testing import CompileCounter
from torch.nn import functional
from torch.nn.utils import parametrizations

from explorer.errors import UnknownLayer, UsageError
from explorer.visualize.methods.activations import activations
from explorer.visualize.methods.calls import evaluating
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.filters import first_filters
from explorer.visualize.methods.gradcam import gradcam, hirescam
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.occlusion import occlude
from explorer.visualize.methods.one_pass import project_once, run_once


def made(build: Callable[[], nn.Module]) -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(7)
        return build().double().eval()


def picture() -> Tensor:
    return torch.rand(3, 16, 16, dtype=torch.float64, generator=torch.Generator().manual_seed(3))


class Normalising(nn.Module):
    """Normalises its input, in place or not, before two blocks that are held in a list."""

    def __init__(self, in_place: bool) -> None:
        super().__init__()
        self.in_place = in_place
        self.blocks = nn.ModuleList([nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3)])
        self.decide = nn.Linear(4, 5)

    def forward(self, x: Tensor) -> Tensor:
        x = x.sub_(0.5).div_(0.25) if self.in_place else x.sub(0.5).div(0.25)
        for block in self.blocks:
            x = functional.relu(block(x))
        return self.decide(x.mean((2, 3)))


@pytest.mark.parametrize(
    "look",
    [
        lambda network, x: project(network, x, "blocks", 1).array,
        lambda network, x: project(network, x, "blocks.1", 1, rule="guided").array,
        lambda network, x: activations(network, x, "blocks"),
        lambda network, x: activations(network, x, "blocks.0"),
        lambda network, x: gradcam(network, x).array,
        lambda network, x: layercam(network, x, layer="blocks.0").array,
        lambda network, x: occlude(network, x, patch=4, stride=4).drop,
        lambda network, x: run_once(network, x[None], "blocks.1").value.numpy(),
        lambda network, x: project_once(run_once(network, x[None], "blocks.1", gradients=True), 1).array,
    ],
)
def test_a_network_that_begins_in_place_changes_neither_the_input_nor_the_result(look: Callable[..., Any]) -> None:
    x = picture()
    assert np.array_equal(look(made(lambda: Normalising(True)), x), look(made(lambda: Normalising(False)), picture()))
    assert torch.equal(x, picture())


class Viewed(nn.Module):
    """An instance norm answers with a view, on which the activation function may work in place."""

    def __init__(self, in_place: bool) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.norm = nn.InstanceNorm2d(4)
        self.relu = nn.ReLU(inplace=in_place)
        self.decide = nn.Linear(4, 5)

    def forward(self, x: Tensor) -> Tensor:
        return self.decide(self.relu(self.norm(self.conv(x))).mean((2, 3)))


@pytest.mark.parametrize("method", [gradcam, hirescam, layercam])
def test_a_class_depends_on_a_layer_whose_answer_is_changed_in_place(method: Callable[..., Any]) -> None:
    found = method(made(lambda: Viewed(True)), picture(), layer="norm").array
    assert found.any()
    assert np.array_equal(found, method(made(lambda: Viewed(False)), picture(), layer="norm").array)


# Parametrised and compiled


def plain() -> nn.Sequential:
    layers = [nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3)]
    return nn.Sequential(*layers, nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(6, 5))


@pytest.mark.parametrize("kind", [parametrizations.weight_norm, parametrizations.spectral_norm])
@pytest.mark.parametrize("last", ["conv", "relu"])
def test_what_makes_a_weight_is_no_layer(kind: Callable[..., nn.Module], last: str) -> None:
    def build() -> nn.Module:
        network = plain()
        kind(network[3])
        if last == "conv":
            network[4] = nn.Identity()
            return nn.Sequential(*network[:4], *network[5:])
        return network

    found = gradcam(made(build), picture())
    assert (found.layer, found.array.shape) == (("3" if last == "conv" else "4"), (5, 5))


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_compiled_network_is_looked_into(wrapped: bool, warm: bool) -> None:
    network, x = made(plain), picture()
    expected = project(network, x, "3", 1, (2, 2)).array, activations(network, x, "3"), gradcam(network, x).array
    within = "_orig_mod." if wrapped else ""
    if wrapped:
        network = torch.compile(network, backend="eager")  # type: ignore[assignment]
    else:
        network.compile(backend="eager")
    if warm:
        network(x[None])
    found = (
        project(network, x, f"{within}3", 1, (2, 2)).array,
        activations(network, x, f"{within}3"),
        gradcam(network, x).array,
    )
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(one, other)


def test_compiled_networks_on_two_threads_are_compiled_again_afterwards() -> None:
    network, compiled = made(plain), made(plain)
    compiled.compile(backend="eager")
    inside, leave = [threading.Event(), threading.Event()], [threading.Event(), threading.Event()]

    def look(at: int) -> None:
        with evaluating(compiled):
            inside[at].set()
            assert leave[at].wait(20)

    threads = [threading.Thread(target=look, args=(at,)) for at in range(2)]
    for at, thread in enumerate(threads):
        thread.start()
        assert inside[at].wait(20)
    for at, thread in enumerate(threads):  # the first one in is the first one out
        leave[at].set()
        thread.join()
    counter = CompileCounter()
    network.compile(backend=counter)
    network(picture()[None])
    assert counter.frame_count > 0


def test_a_convolution_that_is_called_by_keyword_has_filters() -> None:
    class Keyword(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv = nn.Conv2d(3, 4, 3)

        def forward(self, x: Tensor) -> Tensor:
            return self.conv(input=x)

    assert first_filters(made(Keyword), picture()).layer == "conv"


# Training mode


class Calls(nn.Module):
    def __init__(self, function: Callable[[nn.Module, Tensor], Tensor], **parts: nn.Module) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.function = function
        for name, part in parts.items():
            self.add_module(name, part)
        self.register_buffer("mean", torch.zeros(4))
        self.register_buffer("var", torch.ones(4))
        self.after = nn.Conv2d(4, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.function(self, self.conv(x)))


def attended(network: nn.Module, x: Tensor) -> Tensor:
    rows = x.flatten(2).transpose(1, 2)
    return network.attention(rows, rows, rows)[0].transpose(1, 2).reshape(x.shape)


AS_IN_TRAINING: dict[str, Callable[[], nn.Module]] = {
    "dropout": lambda: Calls(lambda net, x: functional.dropout(x, 0.5, net.training)),
    "dropout by default": lambda: Calls(lambda net, x: functional.dropout2d(x, 0.5)),
    "torch.dropout": lambda: Calls(lambda net, x: torch.dropout(x, 0.5, net.training)),
    "rrelu": lambda: Calls(lambda net, x: net.rrelu(x), rrelu=nn.RReLU()),
    "rrelu, a function": lambda: Calls(lambda net, x: functional.rrelu(x, training=net.training)),
    "batch norm": lambda: Calls(lambda net, x: functional.batch_norm(x, net.mean, net.var, training=net.training)),
    "instance norm": lambda: Calls(
        lambda net, x: functional.instance_norm(x, net.mean, net.var, use_input_stats=net.training)
    ),
    "attention": lambda: Calls(attended, attention=nn.MultiheadAttention(4, 2, dropout=0.5, batch_first=True)),
    "spectral norm": lambda: Calls(
        lambda net, x: net.inner(x), inner=parametrizations.spectral_norm(nn.Conv2d(4, 4, 1))
    ),
    "spectral norm, the old one": lambda: Calls(
        lambda net, x: net.inner(x), inner=nn.utils.spectral_norm(nn.Conv2d(4, 4, 1))
    ),
}


@pytest.mark.parametrize("name", AS_IN_TRAINING)
def test_what_acts_as_in_training_is_refused_and_changes_nothing(name: str) -> None:
    network = made(AS_IN_TRAINING[name]).train()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    for look in (project, activations):
        with pytest.raises(UsageError, match=r"training mode \(.*\); call .eval\(\)"):
            look(network, picture(), "after")
    assert all(torch.equal(before[key], value) for key, value in network.state_dict().items())
    if "default" not in name:
        assert project(network.eval(), picture(), "after", 1).array.any()


STEADY: dict[str, Callable[[], nn.Module]] = {
    "a norm that remembers nothing": lambda: Calls(
        lambda net, x: net.norm(x), norm=nn.BatchNorm2d(4, track_running_stats=False)
    ),
    "an instance norm": lambda: Calls(lambda net, x: net.norm(x), norm=nn.InstanceNorm2d(4)),
    "attention without dropout": lambda: Calls(attended, attention=nn.MultiheadAttention(4, 2, batch_first=True)),
    "dropout of nothing": lambda: Calls(lambda net, x: functional.dropout(x, 0.0, net.training)),
    "dropout that is off": lambda: Calls(lambda net, x: functional.dropout(x, 0.5, training=False)),
}


@pytest.mark.parametrize("name", STEADY)
def test_what_is_the_same_in_training_is_let_pass(name: str) -> None:
    network = made(STEADY[name])
    expected = activations(network, picture(), "after")
    np.testing.assert_allclose(activations(network.train(), picture(), "after"), expected, rtol=0, atol=1e-12)


def test_a_number_of_a_call_that_nobody_could_mean() -> None:
    with pytest.raises(UnknownLayer, match="number of the call"):
        activations(made(plain), picture(), "3#" + "9" * 5000)

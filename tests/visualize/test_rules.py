"""The rules against a second implementation of all, and each against its definition."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.autograd.graph import get_gradient_edge
from torch.nn import functional
from torchvision import models
from torchvision.models.googlenet import googlenet

from explorer.errors import UsageError
from explorer.models import registry
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.layers import trace_to_layer
from explorer.visualize.methods.rules import rewrite
from tests.visualize.second_implementation import output_of, project_by_mode


def unsettle(network: nn.Module) -> nn.Module:
    """Random statistics and scales, so that no rule is trivially right."""
    generator = torch.Generator().manual_seed(3)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5, generator=generator)
            nn.init.normal_(module.bias, std=0.2, generator=generator)
            nn.init.normal_(module.running_mean, std=0.2, generator=generator)
            nn.init.uniform_(module.running_var, 0.5, 1.5, generator=generator)
    for name, parameter in network.named_parameters():
        if name.endswith("layer_scale"):
            nn.init.uniform_(parameter, -1, 1, generator=generator)
    return network.double().eval()


BUILDERS = {
    "resnet18": lambda: models.resnet18(),
    "googlenet": lambda: googlenet(aux_logits=False, init_weights=False),
    "mobilenet_v3_small": lambda: models.mobilenet_v3_small(),
    "convnext_tiny": lambda: models.convnext_tiny(),
    "efficientnet_b0": lambda: models.efficientnet_b0(),
}


@pytest.fixture(scope="module")
def network(request) -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(11)
        return unsettle(BUILDERS[request.param]())


@pytest.mark.parametrize("rule", ["deconv", "guided", "gradient"])
@pytest.mark.parametrize(
    ("network", "layer", "applied"),
    [
        ("resnet18", "layer3.0", {"activation"}),
        ("resnet18", "layer4.1.conv2", {"activation"}),
        ("googlenet", "inception4c", {"activation"}),
        ("mobilenet_v3_small", "features.11", {"activation", "gate"}),
        ("convnext_tiny", "features.5.2", {"activation", "statistics"}),
        ("efficientnet_b0", "features.6", {"activation", "gate"}),
    ],
    indirect=["network"],
)
def test_equals_a_second_implementation(network, layer, applied, rule):
    x = torch.randn(3, 64, 64, dtype=torch.float64, generator=torch.Generator().manual_seed(5))
    projection = project(network, x, layer, "max", "all", rule)
    if rule == "gradient":
        leaf = x[None].clone().requires_grad_()
        expected = plain_gradient(network, leaf, layer, projection.channel)
    else:
        expected, output = project_by_mode(network, x, layer, rule)
        np.testing.assert_allclose(projection.activation, output[0, projection.channel].numpy(), rtol=1e-9, atol=1e-12)
    scale = float(expected.abs().max())
    assert scale > 0
    assert np.abs(projection.array - expected.numpy()).max() <= 1e-10 * scale
    assert set(projection.rules_applied) == (set() if rule == "gradient" else applied)
    assert projection.unknown == ()


def plain_gradient(network: nn.Module, leaf: Tensor, layer: str, channel: int) -> Tensor:
    kept = output_of(network, leaf, layer)[0, channel]
    (gradient,) = torch.autograd.grad(kept, leaf, kept.detach())
    return gradient[0]


# ---------------------------------------------------------------- single rules


class Between(nn.Module):
    """conv, the operator in question, conv."""

    def __init__(self, operator) -> None:
        super().__init__()
        self.before = nn.Conv2d(3, 8, 3, padding=1)
        self.operator = operator
        self.after = nn.Conv2d(8, 4, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.after(self.operator(self.before(x)))


def between(operator, reference) -> tuple[np.ndarray, np.ndarray, dict, tuple]:
    """Project through ``operator``, and take the plain gradient through ``reference``."""
    with torch.random.fork_rng():
        torch.manual_seed(2)
        network = Between(operator).double().eval()
        x = torch.randn(3, 12, 12, dtype=torch.float64)
    projection = project(network, x, "", 1, "all", "deconv")
    network.operator = reference
    expected = plain_gradient(network, x[None].clone().requires_grad_(), "after", 1)
    return projection.array, expected.numpy(), projection.rules_applied, projection.unknown


def agree(operator, reference, applied: dict) -> None:
    array, expected, rules, unknown = between(operator, reference)
    assert np.abs(expected).max() > 0
    assert np.abs(array - expected).max() <= 1e-12 * np.abs(expected).max()
    assert rules == applied
    assert unknown == ()


class Rectifier(torch.autograd.Function):
    """The forward pass of any activation, the backward pass of a DeconvNet."""

    @staticmethod
    def forward(ctx, x, function):
        return function(x)

    @staticmethod
    def backward(ctx, gradient):
        return gradient.relu(), None


SLOPES = torch.linspace(0.1, 0.5, 8, dtype=torch.float64)

ACTIVATIONS = {
    "relu": torch.relu,
    "relu in place": lambda x: functional.relu(x, inplace=True),
    "relu6": functional.relu6,
    "leaky relu": functional.leaky_relu,
    "prelu": lambda x: functional.prelu(x, SLOPES),
    "elu": functional.elu,
    "selu": functional.selu,
    "celu": functional.celu,
    "gelu": functional.gelu,
    "gelu, tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "silu": functional.silu,
    "silu in place": lambda x: functional.silu(x, inplace=True),
    "mish": functional.mish,
    "hardswish": functional.hardswish,
    "softplus": functional.softplus,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "hardsigmoid": functional.hardsigmoid,
    "clamp": lambda x: x.clamp(0, 6),
    "swish, written out": lambda x: x * torch.sigmoid(x),
    "swish with a slope": lambda x: torch.sigmoid(1.7 * x) * x,
    "hardswish, written out": lambda x: x * (functional.relu6(x + 3) / 6),
    "mish, written out": lambda x: x * torch.tanh(functional.softplus(x)),
    "softsign": functional.softsign,
    "swish, as a quotient": lambda x: x / (1 + torch.exp(-x)),
    "larger than a constant": lambda x: torch.max(x, torch.zeros_like(x)),
    "smaller than a constant": lambda x: torch.minimum(torch.tensor(0.3, dtype=torch.float64), x),
    "leaky relu, as the larger of two": lambda x: torch.maximum(0.1 * x, x),
    "elu, as a choice": lambda x: torch.where(x > 0, x, torch.exp(x) - 1),
    "gelu, written out": lambda x: x * (0.5 * (1 + torch.erf(x / 2**0.5))),
}


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_activation_function_rectifies(name):
    function = ACTIVATIONS[name]
    agree(Call(function), Call(lambda x: Rectifier.apply(x, lambda y: function(y.clone()))), {"activation": 1})


class Call(nn.Module):
    def __init__(self, function) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        return self.function(x)


WEIGHT = torch.linspace(-1, 2, 8, dtype=torch.float64)


def standardised(x: Tensor, axes: tuple[int, ...]) -> Tensor:
    mean = x.mean(axes, keepdim=True).detach()
    return (x - mean) * (x.var(axes, unbiased=False, keepdim=True) + 1e-5).rsqrt().detach()


def grouped(x: Tensor) -> Tensor:
    return standardised(x.reshape(1, 4, 2, 12, 12), (2, 3, 4)).reshape(x.shape) * WEIGHT[:, None, None]


NORMS = {
    "layer": (
        lambda x: functional.layer_norm(x.permute(0, 2, 3, 1), (8,), WEIGHT).permute(0, 3, 1, 2),
        lambda x: standardised(x, (1,)) * WEIGHT[:, None, None],
    ),
    "layer without weight": (
        lambda x: functional.layer_norm(x, x.shape[1:]),
        lambda x: standardised(x, (1, 2, 3)),
    ),
    "group": (lambda x: functional.group_norm(x, 4, WEIGHT), grouped),
    "instance": (
        lambda x: functional.instance_norm(x, weight=WEIGHT),
        lambda x: standardised(x, (2, 3)) * WEIGHT[:, None, None],
    ),
    "local response": (
        lambda x: functional.local_response_norm(x, 5, alpha=0.1, k=2.0),
        lambda x: x * (functional.local_response_norm(x, 5, alpha=0.1, k=2.0) / x).detach(),
    ),
}


@pytest.mark.parametrize("name", NORMS)
def test_statistics_are_constants(name):
    operator, reference = NORMS[name]
    agree(Call(operator), Call(reference), {"statistics": 1})


GATES = {
    "squeeze and excitation": lambda x: torch.sigmoid(x.mean((2, 3), keepdim=True) * WEIGHT[:, None, None]),
    "hard gate": lambda x: functional.hardsigmoid(x.mean((2, 3), keepdim=True)),
    "gate without squashing": lambda x: x.norm(dim=(2, 3), keepdim=True),
    "spatial gate": lambda x: torch.sigmoid(x.roll(1, 1).roll(1, 2)),
}


@pytest.mark.parametrize("name", GATES)
def test_gates_are_constants(name):
    gate = GATES[name]
    agree(Call(lambda x: x * gate(x)), Call(lambda x: x * gate(x).detach()), {"gate": 1})


LINEAR = {
    "rows": lambda x: functional.interpolate(x.flatten(2), scale_factor=2, mode="linear").view(1, 8, 24, 12),
    "nearest rows": lambda x: functional.interpolate(x.flatten(2), scale_factor=2).view(1, 8, 24, 12),
    "volume": lambda x: functional.interpolate(x[:, None], scale_factor=(1, 2, 2), mode="trilinear")[:, 0],
    "nearest volume": lambda x: functional.interpolate(x[:, None], scale_factor=(1, 2, 2))[:, 0],
    "pooled volume": lambda x: functional.adaptive_avg_pool3d(x[:, None], (8, 5, 4))[:, 0],
    "reflected volume": lambda x: functional.pad(x[:, None], (2, 1, 1, 2, 0, 0), mode="reflect")[:, 0],
    "replicated volume": lambda x: functional.pad(x[:, None], (2, 1, 1, 2, 0, 0), mode="replicate")[:, 0],
    "patches": lambda x: functional.unfold(x, 3, padding=1).view(1, 8, 9, 12, 12)[:, :, 2],
    "running sum": lambda x: x.cumsum(2),
    "turned": lambda x: x.rot90(1, (2, 3)),
    "half": torch.triu,
    "windows": lambda x: x.unfold(2, 3, 1).sum(-1),
    "gathered": lambda x: x.gather(1, torch.arange(8).flip(0).view(1, 8, 1, 1).expand_as(x)),
}


@pytest.mark.parametrize("name", LINEAR)
def test_linear_operators_are_transposed_and_not_reported(name):
    agree(Call(LINEAR[name]), Call(LINEAR[name]), {})


def test_unpooling_passes_what_its_places_take():
    def there_and_back(x: Tensor) -> Tensor:
        pooled, places = functional.max_pool2d(x, 2, return_indices=True)
        return functional.max_unpool2d(pooled, places, 2)

    agree(Call(there_and_back), Call(there_and_back), {})


def test_what_has_no_rule_is_reported_and_passes_its_gradient():
    array, expected, rules, unknown = between(Call(torch.sin), Call(torch.sin))
    np.testing.assert_allclose(array, expected, rtol=0, atol=1e-12 * np.abs(expected).max())
    assert rules == {}
    assert unknown == ("SinBackward0",)


UNKNOWN = {
    "MulBackward0": lambda x: x * (x > 0),
    "WhereBackward0": lambda x: torch.where(x > 0, x, 0.0),
    "BmmBackward0": lambda x: (x.flatten(2) @ x.flatten(2).transpose(1, 2) @ torch.ones(8, 144).double()).view(x.shape),
    "ConvolutionBackward0": lambda x: functional.conv2d(x, x.mean((2, 3)).view(8, 1, 1, 1), groups=8),
    "MaximumBackward0": lambda x: torch.maximum(x, x.roll(1, 1)),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_only_looks_linear_or_like_an_activation_function_is_reported(name):
    array, expected, _, unknown = between(Call(UNKNOWN[name]), Call(UNKNOWN[name]))
    np.testing.assert_allclose(array, expected, rtol=0, atol=1e-12 * np.abs(expected).max())
    assert unknown == (name,)


CLAMPS = {
    "a bound that is a tensor": (lambda x: torch.clamp(x, min=torch.zeros(())), functional.relu),
    "the bound is the picture's": (lambda x: torch.clamp(torch.zeros_like(x), min=x), functional.relu),
    "both": (lambda x: torch.clamp(0.1 * x, min=x), lambda x: functional.leaky_relu(x, 0.1)),
}


@pytest.mark.parametrize("name", CLAMPS)
@pytest.mark.parametrize("rule", ["deconv", "guided"])
def test_a_clamp_between_tensors_is_an_activation_function(name, rule):
    found, expected = (through(function, rule) for function in CLAMPS[name])
    np.testing.assert_allclose(found.array, expected.array, rtol=0, atol=1e-12)
    assert found.rules_applied == {"activation": 1} and found.unknown == ()


@pytest.mark.parametrize("name", ["of another size", "between two of the picture's"])
def test_a_clamp_that_is_none_is_reported_and_passes_its_gradient(name):
    function = {
        "of another size": lambda x: torch.clamp(x.mean((2, 3), keepdim=True), min=torch.zeros_like(x)),
        "between two of the picture's": lambda x: torch.clamp(x, x.roll(1, 1) - 1, x.roll(2, 1) + 1),
    }[name]
    found, plain = through(function, "deconv"), through(function, "gradient")
    assert len(found.unknown) == 1 and found.unknown[0].startswith("Clamp")
    np.testing.assert_array_equal(found.array, plain.array)


HOOKED = {
    "a gate": lambda gate: lambda x: x * gate(x.mean(1, keepdim=True)),
    "x·sigmoid(x)": lambda gate: lambda x: x * gate(x),
    "alone": lambda gate: lambda x: gate(x),
}


@pytest.mark.parametrize("name", HOOKED)
def test_a_hook_on_the_way_back_changes_nothing(name):
    free, hooked = nn.Sigmoid(), nn.Sigmoid()
    hooked.register_full_backward_hook(lambda module, below, above: None)
    found, expected = (through(HOOKED[name](gate), "deconv") for gate in (hooked, free))
    np.testing.assert_array_equal(found.array, expected.array)
    assert (found.rules_applied, found.unknown) == (expected.rules_applied, ())


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x.amax((2, 3), keepdim=True).expand_as(x),
        lambda x: x.max(3, keepdim=True).values.expand_as(x),
        lambda x: functional.adaptive_max_pool3d(x, (8, 4, 4)),
    ],
)
def test_every_maximum_is_a_switch(function):
    found = through(function, "deconv")
    assert (found.switches, found.unknown) == (1, ())


def through(function, rule: str):
    """A projection through a function between two convolutions."""
    with torch.random.fork_rng():
        torch.manual_seed(2)
        network = Between(Call(function)).double().eval()
        x = torch.randn(3, 12, 12, dtype=torch.float64)
    return project(network, x, "", 1, "all", rule)


@pytest.mark.parametrize("rule", ["deconv", "guided"])
def test_power_average_pooling_passes_its_gradient_where_all_it_pools_is_zero(rule):
    with torch.random.fork_rng():
        torch.manual_seed(5)
        network = nn.Sequential(nn.Conv2d(3, 8, 3), nn.LPPool2d(2, 2), nn.Conv2d(8, 4, 3)).double().eval()
        x = torch.rand(1, 3, 16, 16, dtype=torch.float64)
    x[..., :6] = 0  # of a unit without a bias nothing but zeros
    network[0].bias.detach().zero_()
    seen = project(network, x, "2", 1, "all", rule=rule)
    plain = project(network, x, "2", 1, "all", rule="gradient")
    assert np.isfinite(plain.array).all() and np.array_equal(seen.array, plain.array)
    assert not seen.rules_applied and any("Pow" in name for name in seen.unknown)


def test_an_unknown_rule_is_refused():
    with pytest.raises(UsageError, match="deconv, guided, gradient"):
        project(nn.Conv2d(3, 2, 1), torch.zeros(3, 4, 4), "", rule="smooth")


@pytest.mark.parametrize("key", registry.keys())
def test_no_operator_of_ours_is_without_a_rule(key):
    architecture = registry.get(key)
    with torch.device("meta"):
        traced = trace_to_layer(architecture.build(), torch.empty(1, *architecture.input_shape), "")
    report = rewrite(traced.edge.node, get_gradient_edge(traced.leaf).node, "deconv")
    # The squared distances of LeNet-5's radial basis functions have the plain gradient, and are reported.
    assert report.unknown == (("PowBackward0",) if key == "lenet5_original" else ())
    assert report.applied["activation"] > 0

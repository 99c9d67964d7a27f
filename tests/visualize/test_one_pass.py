"""One pass for the prediction, a layer and its projection: the same bits as a pass for each."""

import pytest
import torch
from torch import Tensor, nn

from explorer.errors import UnknownLayer, UsageError
from explorer.models import registry
from explorer.models.weights import load_network
from explorer.visualize.methods.deconvnet import project
from explorer.visualize.methods.layers import run_to_layer
from explorer.visualize.methods.one_pass import Overwritten, project_once, run_once


class InPlace(nn.Module):
    """What comes after each layer overwrites what the layer has returned."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1)
        self.act = nn.ReLU(inplace=True)
        self.again = nn.Conv2d(4, 4, 3, padding=1)
        self.unused = nn.Conv2d(4, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.act(self.conv(x))
        y = self.again(x)
        y += x
        return self.act(y).mean((2, 3))


@pytest.fixture
def picture() -> Tensor:
    return torch.randn(1, 3, 24, 24, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def network() -> nn.Module:
    torch.manual_seed(0)
    return InPlace().eval().requires_grad_(False)


@pytest.mark.parametrize("layer", ["conv", "act", "act#1", "again"])
@pytest.mark.parametrize("rule", ["deconv", "guided", "gradient"])
def test_operators_that_work_in_place_spoil_nothing(network: nn.Module, picture: Tensor, layer: str, rule: str) -> None:
    with torch.inference_mode():
        output = network(picture.clone())
    plain, recorded = run_once(network, picture, layer), run_once(network, picture, layer, gradients=True)
    value = run_to_layer(network, picture, layer)
    for one in (plain, recorded):
        assert torch.equal(one.output, output)
        assert torch.equal(one.value, value)
    assert plain.traced is None
    alone = project(network, picture, layer, rule=rule)
    shared = project_once(recorded, rule=rule)
    assert (shared.channel, shared.unit, shared.value) == (alone.channel, alone.unit, alone.value)
    assert (shared.array == alone.array).all()


@pytest.mark.parametrize(
    ("key", "layer"),
    [
        ("resnet18", "layer2.0.conv2"),
        ("efficientnet_lite0", "blocks.2.0.conv_dw"),
        ("densenet121", "features.denseblock1.denselayer2.conv2"),
        ("squeezenet1_1", "features.3.expand1x1_activation"),
    ],
)
def test_whole_networks_agree_to_the_last_bit(key: str, layer: str) -> None:
    module, _ = load_network(registry.get(key), "random:1")
    module.eval().requires_grad_(False)
    x = torch.randn(1, 3, 96, 96, generator=torch.Generator().manual_seed(2))
    with torch.inference_mode():
        output = module(x)
    seen = run_once(module, x, layer, gradients=True)
    assert torch.equal(seen.output, output)
    assert torch.equal(run_once(module, x).output, output)
    assert (project_once(seen, rule="guided").array == project(module, x, layer, rule="guided").array).all()


def test_a_network_that_overwrites_what_its_gradient_needs_is_found_out(picture: Tensor) -> None:
    class Overwriting(InPlace):
        def forward(self, x: Tensor) -> Tensor:
            x = self.act(self.conv(x))
            y = self.again(x)
            x *= 2
            return (x + y).mean((2, 3))

    network = Overwriting().eval().requires_grad_(False)
    seen = run_once(network, picture, "again", gradients=True)
    assert torch.equal(seen.output, network(picture))
    with pytest.raises(Overwritten):
        project_once(seen)
    # A pass of its own ends at the layer, before the harm is done.
    assert project(network, picture, "again").array.any()


def test_nothing_stays_behind(network: nn.Module, picture: Tensor) -> None:
    run_once(network, picture, "conv", gradients=True)
    with pytest.raises(UnknownLayer):
        run_once(network, picture, "nowhere")
    with pytest.raises(UnknownLayer, match="never called"):
        run_once(network, picture, "unused", gradients=True)
    assert not any(module._forward_hooks for module in network.modules())
    assert torch.is_grad_enabled()


def test_an_input_that_the_layer_does_not_depend_on_is_refused(picture: Tensor) -> None:
    class Constant(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Identity()

        def forward(self, x: Tensor) -> Tensor:
            return self.layer(torch.ones_like(x)) + x

    with pytest.raises(UsageError, match="does not depend"):
        run_once(Constant().eval(), picture, "layer", gradients=True)


def test_the_whole_way_runs_on_any_device() -> None:
    """The meta device refuses every tensor that was made elsewhere."""
    with torch.device("meta"):
        network = InPlace().eval().requires_grad_(False)
    seen = run_once(network, torch.empty(1, 3, 24, 24, device="meta"), "again", gradients=True)
    assert seen.output.device.type == seen.value.device.type == "meta"
    assert seen.output.shape == (1, 4) and seen.value.shape == (1, 4, 24, 24)

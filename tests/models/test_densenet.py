"""DenseNet against torchvision and Huang et al. 2017, arXiv:1608.06993."""

import re
from types import SimpleNamespace

import pytest
import torch
from torch import nn
from torchvision.models import densenet as oracle

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.build import skip_initialisers
from explorer.models.checkpoints import load_state
from explorer.models.densenet import DenseBlock, checkpoint_keys
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    fill,
    on_meta,
    ours_like,
    pictures,
    torchvision_network,
)

# Table 1: layers per block. DenseNet-161 (k = 48) is of the authors' code.
DEPTHS = {
    "densenet121": (6, 12, 24, 16),
    "densenet169": (6, 12, 32, 32),
    "densenet201": (6, 12, 48, 32),
    "densenet161": (6, 12, 36, 24),
    "densenet264": (6, 12, 64, 48),
}


def counterpart(key: str) -> nn.Module:
    if key != "densenet264":
        return torchvision_network(key)
    with skip_initialisers():
        network = oracle.DenseNet(32, DEPTHS[key], 64)
    return fill(network).eval()


@pytest.mark.parametrize("key", DEPTHS)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", DEPTHS)
def test_input_sizes(key: str) -> None:
    assert_input_sizes(key, 29, ((96, 131), (320, 256)))


@pytest.mark.parametrize("key", DEPTHS)
def test_logits_equal_torchvisions(key: str) -> None:
    theirs = counterpart(key)
    # Averages of noise look alike: what tells the pictures apart is their contrast.
    x = pictures(2, 3, 70, 64) * torch.tensor([0.2, 5.0]).view(2, 1, 1, 1)
    assert_same_logits(ours_like(key, theirs), theirs, x)


def test_logits_equal_torchvisions_in_double_precision() -> None:
    theirs = counterpart("densenet121").double()
    ours = registry.get("densenet121").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(1, 3, 64, 40, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions_in_training_mode() -> None:
    theirs = counterpart("densenet121").double()
    ours = registry.get("densenet121").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 64, 64, dtype=torch.float64))


@pytest.mark.parametrize(("key", "depths"), DEPTHS.items())
def test_layers_are_those_of_table_1(key: str, depths: tuple[int, ...]) -> None:
    network = on_meta(key)
    blocks = [module for module in network.modules() if isinstance(module, DenseBlock)]
    assert tuple(map(len, blocks)) == depths
    # The name counts convolutions and the classifier: two per dense layer, stem and three transitions besides.
    # The paper's blocks of DenseNet-264 make one more than its name says.
    layers = 2 * sum(depths) + 5
    assert layers == (265 if key == "densenet264" else int(key.removeprefix("densenet")))


def test_every_layer_reads_the_maps_of_all_before() -> None:
    # Equation 2, on one block: blanking the output of layer 1 changes what every later layer reads.
    block = fill(DenseBlock(4, 8, 4, 0.0)).eval()
    seen: list[torch.Tensor] = []
    for layer in block:
        layer.register_forward_pre_hook(lambda _module, args: seen.append(args[0]))
    x = pictures(1, 8, 5, 5)
    with torch.inference_mode():
        result = block(x)
    assert [one.shape[1] for one in seen] == [8, 12, 16, 20]
    for one in (*seen, result):
        assert torch.equal(one, result[:, : one.shape[1]])


@pytest.mark.parametrize("key", ["densenet121", "densenet161"])
def test_published_files_are_read_as_torchvision_reads_them(key: str) -> None:
    theirs = torchvision_network(key)
    # The files were written when a layer's norms were "norm.1" and "norm.2", before batches were counted.
    state = {
        re.sub(r"(denselayer\d+\.(?:norm|conv))(\d)", r"\1.\2", name): tensor.clone()
        for name, tensor in theirs.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }
    assert "features.denseblock2.denselayer3.norm.1.weight" in state
    fresh = getattr(oracle, key)()
    oracle._load_state_dict(fresh, SimpleNamespace(get_state_dict=lambda **_: dict(state)), progress=False)
    ours = registry.get(key).build(init=False)
    names = checkpoint_keys(ours)
    load_state(ours, {names[name]: tensor for name, tensor in state.items()}, "a published file")
    expected = fresh.state_dict()
    assert all(torch.equal(tensor, expected[name]) for name, tensor in ours.state_dict().items())


def test_dropout_follows_each_layer() -> None:
    network = registry.get("densenet121").build(drop_rate=0.2, num_classes=7, in_channels=2)
    assert sum(isinstance(module, nn.Dropout) for module in network.modules()) == sum(DEPTHS["densenet121"])
    with torch.inference_mode():
        x = pictures(2, 2, 32, 32)
        assert network(x).shape == (2, 7)
        assert torch.equal(network(x), network(x))
        assert not torch.equal(network.train()(x), network(x))
    with pytest.raises(UsageError, match="drop_rate must be a rate"):
        registry.get("densenet121").build(drop_rate=1.5)

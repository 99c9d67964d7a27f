"""SqueezeNet against torchvision and table 1 of Iandola et al. 2016, arXiv:1602.07360."""

import pytest
import torch

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.squeezenet import Fire
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    on_meta,
    ours_like,
    pictures,
    torchvision_network,
)

KEYS = ("squeezenet1_0", "squeezenet1_1")


@pytest.mark.parametrize("key", KEYS)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", KEYS)
def test_logits_equal_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 97, 80))


@pytest.mark.parametrize("key", KEYS)
def test_logits_equal_torchvisions_in_double_precision(key: str) -> None:
    theirs = torchvision_network(key).double()
    ours = registry.get(key).build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions_in_training_mode() -> None:
    theirs = torchvision_network("squeezenet1_1", dropout=0.0).double()
    ours = registry.get("squeezenet1_1").build(init=False, dropout=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 48, 64, dtype=torch.float64))


# Table 1, before pruning: squeeze 1×1, expand 1×1, expand 3×3, parameters.
TABLE_1 = [
    (16, 64, 64, 11_920),
    (16, 64, 64, 12_432),
    (32, 128, 128, 45_344),
    (32, 128, 128, 49_440),
    (48, 192, 192, 104_880),
    (48, 192, 192, 111_024),
    (64, 256, 256, 188_992),
    (64, 256, 256, 197_184),
]


def test_fire_modules_are_table_1s() -> None:
    network = on_meta("squeezenet1_0")
    fires = [module for module in network.modules() if isinstance(module, Fire)]
    assert [
        (
            fire.squeeze.out_channels,
            fire.expand1x1.out_channels,
            fire.expand3x3.out_channels,
            sum(parameter.numel() for parameter in fire.parameters()),
        )
        for fire in fires
    ] == TABLE_1
    assert sum(p.numel() for p in network.get_submodule("features.0").parameters()) == 14_208
    assert sum(p.numel() for p in network.get_submodule("classifier.1").parameters()) == 513_000
    assert sum(p.numel() for p in network.parameters()) == 1_248_424


def test_version_1_1_needs_less_than_half_the_work() -> None:
    one, two = registry.get("squeezenet1_0"), registry.get("squeezenet1_1")
    assert round(one.macs / two.macs, 2) == 2.35
    assert one.params > two.params


@pytest.mark.parametrize(("key", "minimum"), [("squeezenet1_0", 21), ("squeezenet1_1", 17)])
def test_input_sizes(key: str, minimum: int) -> None:
    assert_input_sizes(key, minimum, ((96, minimum + 1), (256, 300)))
    x = pictures(1, 3, minimum, minimum)
    network = registry.get(key).build()
    with torch.inference_mode():
        assert network(x).isfinite().all()
        with pytest.raises(RuntimeError):
            network.forward(x[..., 1:])


@pytest.mark.parametrize("key", KEYS)
def test_options(key: str) -> None:
    network = registry.get(key).build(num_classes=7, in_channels=2, dropout=0.2)
    assert network(pictures(2, 2, 64, 64)).shape == (2, 7)
    # conv10 alone starts from σ = 0.01.
    assert network.get_parameter("classifier.1.weight").std().item() == pytest.approx(0.01, rel=0.1)
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get(key).build(dropout=2)

"""Xception against timm and Chollet 2017, arXiv:1610.02357."""

import pytest
import torch
from torch import nn

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.xception import SeparableConv
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    on_meta,
    ours_like,
    pictures,
    timm_network,
)


def test_figures_are_golden() -> None:
    assert_golden_figures("legacy_xception")


def test_input_sizes() -> None:
    assert_input_sizes("legacy_xception", 7, ((96, 131), (320, 256)))


def test_logits_equal_timms() -> None:
    theirs = timm_network("legacy_xception")
    assert_same_logits(ours_like("legacy_xception", theirs), theirs, pictures(2, 3, 75, 64))


def test_equals_timms_in_double_precision_and_in_training() -> None:
    theirs = timm_network("legacy_xception").double()
    ours = registry.get("legacy_xception").build(init=False, dropout=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(2, 3, 48, 48, dtype=torch.float64)
    assert_same_logits(ours, theirs, x, rtol=1e-10, atol=1e-10)
    assert_same_gradients(ours, theirs, x)


def test_layers_are_those_of_figure_5() -> None:
    network = on_meta("legacy_xception")
    separable = sum(isinstance(module, SeparableConv) for module in network.modules())
    assert separable + 2 == 36  # "36 convolutional layers" (section 4): shortcuts are not counted
    shortcuts = [name for name, module in network.named_children() if getattr(module, "skip", None) is not None]
    assert shortcuts == ["block1", "block2", "block3", "block12"]
    assert all(not hasattr(module, "relu") for module in network.modules() if isinstance(module, SeparableConv))


def test_options() -> None:
    network = registry.get("legacy_xception").build(num_classes=7, in_channels=2, dropout=0.3)
    assert any(isinstance(module, nn.Dropout) and module.p == 0.3 for module in network.modules())
    with torch.inference_mode():
        assert network(pictures(1, 2, 32, 32)).shape == (1, 7)
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get("legacy_xception").build(dropout=-1)

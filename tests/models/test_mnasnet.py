"""MnasNet against torchvision, at every width that it has."""

import pytest
import torch
from torch import nn

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.mnasnet import B1, MBConv
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


def test_figures_are_golden() -> None:
    assert_golden_figures("mnasnet1_0")


@pytest.mark.parametrize(
    ("name", "width"), [("mnasnet1_0", 1.0), ("mnasnet0_5", 0.5), ("mnasnet0_75", 0.75), ("mnasnet1_3", 1.3)]
)
def test_logits_equal_torchvisions(name: str, width: float) -> None:
    theirs = torchvision_network(name)
    assert_same_logits(ours_like("mnasnet1_0", theirs, width=width), theirs, pictures(2, 3, 65, 96))


def test_logits_equal_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("mnasnet1_0").double()
    ours = registry.get("mnasnet1_0").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_and_statistics_equal_torchvisions_in_training_mode() -> None:
    theirs = torchvision_network("mnasnet0_5", dropout=0.0).double()
    ours = registry.get("mnasnet1_0").build(init=False, dropout=0.0, width=0.5).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 64, 64, dtype=torch.float64))


def test_stages_are_the_searched_ones() -> None:
    network = on_meta("mnasnet1_0")
    stages = [
        [block for block in stage if isinstance(block, MBConv)]
        for stage in network.get_submodule("layers").children()
        if isinstance(stage, nn.Sequential)
    ]
    assert [len(stage) for stage in stages] == [stage.depth for stage in B1] == [3, 3, 3, 2, 4, 1]
    # A shortcut in every layer of a stage but its first, which changes the shape.
    assert [[block.has_shortcut for block in stage] for stage in stages] == [
        [False] + [True] * (stage.depth - 1) for stage in B1
    ]


def test_input_sizes() -> None:
    assert_input_sizes("mnasnet1_0", 1, ((65, 96), (256, 300)))


def test_options() -> None:
    network = registry.get("mnasnet1_0").build(num_classes=7, in_channels=2, width=0.35, dropout=0.0)
    assert network(pictures(2, 2, 64, 64)).shape == (2, 7)
    for width in (0, -1.0, "wide", True, float("nan")):
        with pytest.raises(UsageError, match="width must be a number above 0"):
            registry.get("mnasnet1_0").build(width=width)

"""RegNet against torchvision and Radosavovic et al. 2020, arXiv:2003.13678."""

import pytest
import torch

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.regnet import Design
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

# Depths and widths of the four stages. The authors' RegNetX-400MF ends 384 wide, torchvision's 400.
STAGES = {
    "regnet_x_400mf": ((1, 2, 7, 12), (32, 64, 160, 400)),
    "regnet_y_400mf": ((1, 3, 6, 6), (48, 104, 208, 440)),
    "regnet_x_3_2gf": ((2, 6, 15, 2), (96, 192, 432, 1008)),
    "regnet_y_3_2gf": ((2, 5, 13, 1), (72, 216, 576, 1512)),
}


@pytest.mark.parametrize("key", STAGES)
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", STAGES)
def test_input_sizes(key: str) -> None:
    assert_input_sizes(key, 1, ((96, 131), (320, 256)))


@pytest.mark.parametrize("key", STAGES)
def test_logits_equal_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 70, 64))


def test_equals_torchvisions_in_double_precision_and_in_training() -> None:
    theirs = torchvision_network("regnet_y_400mf").double()
    ours = registry.get("regnet_y_400mf").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(3, 3, 64, 64, dtype=torch.float64)
    assert_same_logits(ours, theirs, x, rtol=1e-10, atol=1e-10)
    assert_same_gradients(ours, theirs, x)


@pytest.mark.parametrize(("key", "stages"), STAGES.items())
def test_stages_are_those_of_the_paper(key: str, stages: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    body = on_meta(key).get_submodule("trunk_output")
    assert tuple(len(stage) for stage in body) == stages[0]
    assert tuple(stage[-1].f.c[0].out_channels for stage in body) == stages[1]


def test_widths_are_multiples_of_the_group_width() -> None:
    design = Design(depth=22, initial_width=24, slope=24.48, quantisation=2.54, group_width=16)
    assert [width % group for width, _, group in design.stages()] == [0, 0, 0, 0]
    assert sum(depth for _, depth, _ in design.stages()) == 22
    # A stage narrower than the group width is one group.
    narrow = Design(depth=6, initial_width=8, slope=20.0, quantisation=3.0, group_width=64)
    assert next(iter(narrow.stages())) == (8, 1, 8)


def test_options() -> None:
    network = registry.get("regnet_y_400mf").build(num_classes=7, in_channels=2)
    with torch.inference_mode():
        assert network(pictures(1, 2, 32, 32)).shape == (1, 7)
    with pytest.raises(UsageError, match="num_classes must be a whole number"):
        registry.get("regnet_y_400mf").build(num_classes=0)

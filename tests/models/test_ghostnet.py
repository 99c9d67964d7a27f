"""GhostNet against timm and Han et al. 2020, arXiv:1911.11907."""

import pytest
import torch

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.ghostnet import GhostBottleneck, GhostModule
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    fill,
    on_meta,
    ours_like,
    pictures,
    timm_network,
)


def test_figures_are_golden() -> None:
    assert_golden_figures("ghostnet_100")


def test_input_sizes() -> None:
    assert_input_sizes("ghostnet_100", 1, ((96, 131), (320, 256)))


def test_logits_equal_timms() -> None:
    theirs = timm_network("ghostnet_100")
    assert_same_logits(ours_like("ghostnet_100", theirs), theirs, pictures(2, 3, 160, 131))


@pytest.mark.parametrize(("width", "name"), [(1.3, "ghostnet_130"), (0.5, "ghostnet_050")])
def test_the_width_multiplier_is_timms(width: float, name: str) -> None:
    theirs = timm_network(name)
    assert_same_logits(ours_like("ghostnet_100", theirs, width=width), theirs, pictures(2, 3, 96, 96))


def test_equals_timms_in_double_precision_and_in_training() -> None:
    theirs = timm_network("ghostnet_100", drop_rate=0.0).double()
    ours = registry.get("ghostnet_100").build(init=False, dropout=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(3, 3, 64, 64, dtype=torch.float64)
    assert_same_logits(ours, theirs, x, rtol=1e-10, atol=1e-10)
    assert_same_gradients(ours, theirs, x)


def test_blocks_are_those_of_table_1() -> None:
    blocks = [module for module in on_meta("ghostnet_100").modules() if isinstance(module, GhostBottleneck)]
    channels = [block.ghost2.cheap_operation[0].out_channels * 2 for block in blocks]
    assert channels == [16, 24, 24, 40, 40, 80, 80, 80, 80, 112, 112, 160, 160, 160, 160, 160]
    strides = [2 if block.conv_dw is not None else 1 for block in blocks]
    assert [index for index, stride in enumerate(strides) if stride == 2] == [1, 3, 5, 11]
    gated = [index for index, block in enumerate(blocks) if block.se is not None]
    assert gated == [3, 4, 9, 10, 11, 13, 15]


def test_half_of_a_ghost_modules_maps_are_filtered_copies() -> None:
    module = fill(GhostModule(6, 8, activation=torch.nn.ReLU)).eval()
    x = pictures(1, 6, 7, 7)
    with torch.inference_mode():
        result = module(x)
        torch.testing.assert_close(result[:, :4], module.primary_conv(x))
        torch.testing.assert_close(result[:, 4:], module.cheap_operation(result[:, :4]))


def test_options() -> None:
    network = registry.get("ghostnet_100").build(num_classes=7, in_channels=2, width=0.1)
    with torch.inference_mode():
        assert network(pictures(1, 2, 32, 32)).shape == (1, 7)
    with pytest.raises(UsageError, match="width must be a number above 0"):
        registry.get("ghostnet_100").build(width=0)

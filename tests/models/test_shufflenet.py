"""ShuffleNet v1 by its paper's definitions and tables, v2 against torchvision; the channel shuffle."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.models import registry
from explorer.models.layers import ChannelShuffle
from explorer.models.shufflenet_v1 import ShuffleNetV1, ShuffleUnit
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

V1 = (
    "shufflenet_v1_g1_x1_0",
    "shufflenet_v1_g2_x1_0",
    "shufflenet_v1_g3_x1_0",
    "shufflenet_v1_g4_x1_0",
    "shufflenet_v1_g8_x1_0",
    "shufflenet_v1_g3_x0_25",
    "shufflenet_v1_g3_x0_5",
    "shufflenet_v1_g8_x0_5",
    "shufflenet_v1_g3_x1_5",
    "shufflenet_v1_g8_x1_5",
    "shufflenet_v1_g3_x2_0",
    "shufflenet_v1_g8_x2_0",
)
V2 = ("shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0")


@pytest.mark.parametrize("key", [*V1, *V2])
def test_figures_are_exact(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", [*V1, *V2])
def test_any_size_of_input(key: str) -> None:
    assert_input_sizes(key, 1, ((192, 160), (33, 57)))
    with pytest.raises(InputError, match="needs at least 1×1 pixels, not 0×5"):
        on_meta(key)(torch.empty(1, 3, 0, 5, device="meta"))


# ---------------------------------------------------------------- channel shuffle


def test_nine_channels_in_three_groups() -> None:
    shuffled = ChannelShuffle(3)(torch.arange(9.0).view(1, 9, 1, 1))
    assert shuffled.flatten().tolist() == [0, 3, 6, 1, 4, 7, 2, 5, 8]


@given(groups=st.integers(1, 6), width=st.integers(1, 6))
def test_channel_shuffle_by_its_definition(groups: int, width: int) -> None:
    x = pictures(2, groups * width, 2, 3)
    shuffled = ChannelShuffle(groups)(x)
    for i in range(width):
        for j in range(groups):
            assert torch.equal(shuffled[:, i * groups + j], x[:, j * width + i])
    assert torch.equal(ChannelShuffle(width)(shuffled), x)
    assert torch.equal(shuffled, F.channel_shuffle(x, groups))


@given(groups=st.integers(2, 6), times=st.integers(1, 4))
def test_after_the_shuffle_every_group_has_as_many_of_each(groups: int, times: int) -> None:
    width = groups * times
    origin = torch.arange(groups).repeat_interleave(width).view(1, -1, 1, 1)
    for group in ChannelShuffle(groups)(origin).flatten().split(width):
        assert group.bincount(minlength=groups).tolist() == [times] * groups


# ---------------------------------------------------------------- v1: no counterpart, but a paper

# Zhang et al. 2017, table 1: output channels of stages 2 to 4, and the cost in MFLOPs, which leaves the classifier out.
TABLE_1 = {
    "shufflenet_v1_g1_x1_0": ((144, 288, 576), 143),
    "shufflenet_v1_g2_x1_0": ((200, 400, 800), 140),
    "shufflenet_v1_g3_x1_0": ((240, 480, 960), 137),
    "shufflenet_v1_g4_x1_0": ((272, 544, 1088), 133),
    "shufflenet_v1_g8_x1_0": ((384, 768, 1536), 137),
}


@pytest.mark.parametrize(("key", "row"), TABLE_1.items())
def test_v1_has_the_shapes_and_the_cost_of_table_1(key: str, row: tuple[tuple[int, ...], int]) -> None:
    network = on_meta(key)
    assert isinstance(network, ShuffleNetV1)
    channels, cost = row
    x = network.conv1(torch.empty(1, 3, 224, 224, device="meta"))
    assert x.shape[1:] == (24, 112, 112)
    x = network.maxpool(x)
    assert x.shape[1:] == (24, 56, 56)
    for stage, depth, width, size in zip(
        (network.stage2, network.stage3, network.stage4), (4, 8, 4), channels, (28, 14, 7), strict=True
    ):
        x = stage(x)
        assert len(stage) == depth
        assert x.shape[1:] == (width, size, size)
    assert round((registry.get(key).macs - network.fc.weight.numel()) / 1e6) == cost


# Zhang et al. 2017, tables 2 and 5, and the authors' repository: MFLOPs, here with the classifier.
SCALED = {
    "shufflenet_v1_g3_x0_25": 13,
    "shufflenet_v1_g3_x0_5": 38,
    "shufflenet_v1_g3_x1_5": 292,
    "shufflenet_v1_g8_x1_5": 290,
    "shufflenet_v1_g3_x2_0": 524,
    "shufflenet_v1_g8_x2_0": 522,
}


@pytest.mark.parametrize(("key", "cost"), SCALED.items())
def test_v1_scaled_costs_what_is_published(key: str, cost: int) -> None:
    assert round(registry.get(key).macs / 1e6) == cost


@pytest.mark.parametrize("key", V1)
def test_v1_scales_the_channels_of_table_1(key: str) -> None:
    groups, scale = key.removeprefix("shufflenet_v1_g").split("_x")
    network = on_meta(key)
    channels = TABLE_1[f"shufflenet_v1_g{groups}_x1_0"][0]
    for name, width in zip(("stage2", "stage3", "stage4"), channels, strict=True):
        last = network.get_submodule(f"{name}.3.gconv3")
        assert isinstance(last, nn.Conv2d)
        assert last.out_channels == width * float(scale.replace("_", "."))
        assert last.groups == int(groups)
    first = network.get_submodule("stage2.0.gconv1")
    assert isinstance(first, nn.Conv2d)
    assert first.groups == 1


def norm(unit: nn.Module, index: int, x: Tensor) -> Tensor:
    state = unit.get_submodule(f"bn{index}").state_dict()
    return F.batch_norm(x, state["running_mean"], state["running_var"], state["weight"], state["bias"])


@pytest.mark.parametrize("stride", [1, 2])
def test_a_shuffle_unit_by_its_definition(stride: int) -> None:
    # Zhang et al. 2017, figure 2 (b) and (c).
    unit = ShuffleUnit(12, 12 * stride, stride, groups=3, first_groups=3)
    fill(unit).eval()
    x = pictures(2, 12, 9, 10)
    weights = unit.state_dict()
    out = norm(unit, 1, F.conv2d(x, weights["gconv1.weight"], groups=3)).relu()
    out = F.channel_shuffle(out, 3)
    out = norm(unit, 2, F.conv2d(out, weights["dw.weight"], stride=stride, padding=1, groups=out.shape[1]))
    out = norm(unit, 3, F.conv2d(out, weights["gconv3.weight"], groups=3))
    out = out + x if stride == 1 else torch.cat((F.avg_pool2d(x, 3, stride=2, padding=1), out), 1)
    with torch.inference_mode():
        torch.testing.assert_close(unit(x), out.relu(), rtol=1e-5, atol=1e-5)
    assert out.shape[1] == 12 * stride


@pytest.mark.parametrize("shuffled", [True, False])
def test_the_shuffle_lets_groups_talk(shuffled: bool) -> None:
    # Which of the three groups of input channels the first group of output channels depends on (figure 1).
    unit = ShuffleUnit(36, 36, 1, groups=3, first_groups=3)
    fill(unit).eval()
    if not shuffled:
        unit.shuffle = ChannelShuffle(1)
    x = pictures(1, 36, 3, 3).requires_grad_()
    unit(x)[:, :12].sum().backward()
    assert x.grad is not None
    assert [bool(part.any()) for part in x.grad[0].split(12)] == [True, shuffled, shuffled]


def test_v1_trains() -> None:
    network = registry.get("shufflenet_v1_g3_x0_25").build(num_classes=3).train()
    nn.functional.cross_entropy(network(pictures(4, 3, 64, 64)), torch.tensor([0, 1, 2, 0])).backward()
    assert all(parameter.grad is not None and parameter.grad.abs().sum() > 0 for parameter in network.parameters())


# ---------------------------------------------------------------- v2


@pytest.mark.parametrize("key", V2)
def test_v2_equals_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 96, 65))


def test_v2_equals_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("shufflenet_v2_x1_0").double()
    ours = registry.get("shufflenet_v2_x1_0").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_v2_gradients_equal_torchvisions() -> None:
    theirs = torchvision_network("shufflenet_v2_x0_5").double()
    ours = registry.get("shufflenet_v2_x0_5").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 64, 64, dtype=torch.float64))


# Ma et al. 2018, table 5: MFLOPs, and parameters in millions.
TABLE_5 = {
    "shufflenet_v2_x0_5": (41, 1.4),
    "shufflenet_v2_x1_0": (146, 2.3),
    "shufflenet_v2_x1_5": (299, 3.5),
    "shufflenet_v2_x2_0": (591, 7.4),
}


@pytest.mark.parametrize(("key", "row"), TABLE_5.items())
def test_v2_costs_what_table_5_says(key: str, row: tuple[int, float]) -> None:
    architecture = registry.get(key)
    assert architecture.macs / 1e6 == pytest.approx(row[0], rel=0.015)
    assert architecture.params / 1e6 == pytest.approx(row[1], abs=0.05)


# ---------------------------------------------------------------- options


@pytest.mark.parametrize("key", ["shufflenet_v1_g8_x0_5", "shufflenet_v2_x1_5"])
def test_options_reach_the_network(key: str) -> None:
    network = on_meta(key, num_classes=7, in_channels=2)
    assert network(torch.empty(2, 2, 32, 32, device="meta")).shape == (2, 7)
    with pytest.raises(UsageError, match="has no option 'groups'; it has num_classes, in_channels, init"):
        registry.get(key).build(groups=5)
    with pytest.raises(UsageError, match="num_classes must be a whole number"):
        registry.get(key).build(num_classes=0)

"""MobileNet v1, v2 and v3 against timm, torchvision and the papers' tables; the blocks that they share."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
import torchvision.models
from torch import Tensor, nn

from explorer.analysis import analyze
from explorer.errors import InputError, UsageError
from explorer.models import registry
from explorer.models.build import skip_initialisers
from explorer.models.layers import ConvBNActivation, SqueezeExcitation, round_channels
from explorer.models.mbconv import MBConv
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    fill,
    on_meta,
    ours_like,
    pictures,
    shapes_of,
    timm_network,
    torchvision_network,
)

V1 = {"mobilenetv1_100": 1.0, "mobilenetv1_075": 0.75, "mobilenetv1_050": 0.5, "mobilenetv1_025": 0.25}
V2 = {
    "mobilenet_v2": 1.0,
    "mobilenetv2_140": 1.4,
    "mobilenetv2_075": 0.75,
    "mobilenetv2_050": 0.5,
    "mobilenetv2_035": 0.35,
}
V3 = ("mobilenet_v3_large", "mobilenet_v3_small")
KEYS = (*V1, *V2, *V3)


def torchvision_v2(width: float, **options: float) -> nn.Module:
    with skip_initialisers():
        return fill(torchvision.models.MobileNetV2(width_mult=width, **options)).eval()


def million(count: int) -> float:
    return count / 1e6


@pytest.mark.parametrize("key", KEYS)
def test_figures_are_exact(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", KEYS)
def test_any_size_of_input(key: str) -> None:
    assert_input_sizes(key, 1, ((192, 160), (33, 57)))
    with pytest.raises(InputError, match="needs at least 1×1 pixels, not 0×5"):
        on_meta(key)(torch.empty(1, 3, 0, 5, device="meta"))


# ---------------------------------------------------------------- counterparts


def test_v1_equals_timms() -> None:
    theirs = timm_network("mobilenetv1_100")
    ours = registry.get("mobilenetv1_100").build(init=False)
    # The same layers in the same order; timm numbers them by stages, we as table 1 does.
    state = dict(zip(ours.state_dict(), theirs.state_dict().values(), strict=True))
    ours.load_state_dict(state)
    assert_same_logits(ours, theirs, pictures(2, 3, 96, 65))


@pytest.mark.parametrize(("key", "width"), V2.items())
def test_v2_equals_torchvisions(key: str, width: float) -> None:
    theirs = torchvision_v2(width)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 96, 65))


@pytest.mark.parametrize("key", V3)
def test_v3_equals_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 96, 65))
    theirs = torchvision_network(key, width_mult=0.75)
    assert_same_logits(ours_like(key, theirs, width=0.75), theirs, pictures(2, 3, 64, 64))


def test_v3_equals_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("mobilenet_v3_large").double()
    ours = ours_like("mobilenet_v3_large", theirs).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("key", ["mobilenet_v2", "mobilenet_v3_small"])
def test_gradients_equal_torchvisions(key: str) -> None:
    theirs = torchvision_network(key, dropout=0.0).double()
    ours = registry.get(key).build(dropout=0.0, init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 64, 64, dtype=torch.float64))


# ---------------------------------------------------------------- the papers' tables

# Howard et al. 2017, table 6 (multiply-adds and parameters in millions) and table 7.
TABLE_6 = {
    "mobilenetv1_100": (569, 4.2),
    "mobilenetv1_075": (325, 2.6),
    "mobilenetv1_050": (149, 1.3),
    "mobilenetv1_025": (41, 0.5),
}
TABLE_7 = {224: 569, 192: 418, 160: 290, 128: 186}


@pytest.mark.parametrize(("key", "row"), TABLE_6.items())
def test_v1_costs_what_table_6_says(key: str, row: tuple[int, float]) -> None:
    architecture = registry.get(key)
    assert million(architecture.macs) == pytest.approx(row[0], abs=0.5)
    assert million(architecture.params) == pytest.approx(row[1], abs=0.05)


@pytest.mark.parametrize(("size", "macs"), TABLE_7.items())
def test_v1_costs_what_table_7_says_at_other_resolutions(size: int, macs: int) -> None:
    totals = analyze(on_meta("mobilenetv1_100"), (3, size, size)).totals
    assert million(totals.macs) == pytest.approx(macs, abs=0.7)


def test_v1_spends_as_table_2_says() -> None:
    # Howard et al. 2017, table 2: percent of multiply-adds and of weights, without biases and batch norm.
    network = on_meta("mobilenetv1_100")
    rows = [row for row in analyze(network, (3, 224, 224)).rows if row.macs]
    weights = {row.path: network.get_parameter(f"{row.path}.weight").numel() for row in rows}
    pointwise = [row for row in rows if row.kernel_size == (1, 1)]
    depthwise = [row for row in rows if row.groups and row.groups > 1]
    assert (len(pointwise), len(depthwise)) == (13, 13)
    for part, *expected in ((pointwise, 94.86, 74.59), (depthwise, 3.06, 1.06), (rows[-1:], 0.18, 24.33)):
        macs = sum(row.macs for row in part) / sum(row.macs for row in rows)
        share = sum(weights[row.path] for row in part) / sum(weights.values())
        assert [100 * macs, 100 * share] == pytest.approx(expected, abs=0.01)


def test_v1_halves_the_map_where_table_1_says() -> None:
    features = on_meta("mobilenetv1_100").get_submodule("features")
    x, sizes = torch.empty(1, 3, 224, 224, device="meta"), []
    for row in features.children():
        x = row(x)
        sizes.append(tuple(x.shape[1:3]))
    # Output of the stem, then of each pointwise convolution; the input sizes of table 1 are one row later.
    assert sizes[0] == (32, 112)
    assert sizes[2::2] == [
        (64, 112), (128, 56), (128, 56), (256, 28), (256, 28), (512, 14), *[(512, 14)] * 5, (1024, 7), (1024, 7),
    ]  # fmt: skip


def test_v2_has_the_shapes_of_table_2() -> None:
    # Sandler et al. 2018, table 2: the input of each row.
    features = on_meta("mobilenet_v2").get_submodule("features")
    x, shapes = torch.empty(1, 3, 224, 224, device="meta"), []
    for row in features.children():
        x = row(x)
        shapes.append((x.shape[2], x.shape[1]))
    ends = [shapes[index] for index in (0, 1, 3, 6, 10, 13, 16, 17, 18)]
    assert ends == [(112, 32), (112, 16), (56, 24), (28, 32), (14, 64), (14, 96), (7, 160), (7, 320), (7, 1280)]


def test_v2_costs_what_table_4_says() -> None:
    assert million(registry.get("mobilenet_v2").macs) == pytest.approx(300, abs=1)
    assert million(registry.get("mobilenetv2_140").macs) == pytest.approx(585, rel=0.01)


def test_v3_costs_what_table_3_says() -> None:
    # Howard et al. 2019, table 3: multiply-adds and parameters in millions.
    for key, macs, params in (("mobilenet_v3_large", 219, 5.4), ("mobilenet_v3_small", 56, 2.5)):
        assert million(registry.get(key).macs) == pytest.approx(macs, rel=0.02)
        assert million(registry.get(key).params) == pytest.approx(params, rel=0.02)


def test_v3_heads_are_those_of_the_tables() -> None:
    for key, last, head in (("mobilenet_v3_large", 960, 1280), ("mobilenet_v3_small", 576, 1024)):
        dense = on_meta(key).get_submodule("classifier.0")
        assert isinstance(dense, nn.Linear)
        assert (dense.in_features, dense.out_features) == (last, head)


# ---------------------------------------------------------------- blocks


def conv_bn(layer: nn.Module, x: Tensor, **options: int) -> Tensor:
    state = layer.state_dict()
    x = F.conv2d(x, state["0.weight"], **options)
    mean, var = state["1.running_mean"], state["1.running_var"]
    return F.batch_norm(x, mean, var, state["1.weight"], state["1.bias"])


@pytest.mark.parametrize(("expanded", "out_channels", "stride", "gated"), [(24, 6, 1, True), (6, 6, 1, False)])
def test_mbconv_by_its_definition(expanded: int, out_channels: int, stride: int, gated: bool) -> None:
    gate = SqueezeExcitation(expanded, 3) if gated else None
    block = MBConv(6, expanded, out_channels, 5, stride, activation=nn.SiLU, gate=gate)
    fill(block).eval()
    x = pictures(2, 6, 9, 8)
    layers = list(block.block)
    out = x
    if expanded != 6:
        out = F.silu(conv_bn(layers.pop(0), out))
    out = F.silu(conv_bn(layers.pop(0), out, padding=2, groups=expanded))
    if gate is not None:
        weights = gate.state_dict()
        means = out.mean((2, 3), keepdim=True)
        squeezed = F.conv2d(means, weights["fc1.weight"], weights["fc1.bias"]).relu()
        out = out * F.conv2d(squeezed, weights["fc2.weight"], weights["fc2.bias"]).sigmoid()
        assert layers.pop(0) is gate
    out = conv_bn(layers.pop(0), out)
    assert not layers
    with torch.inference_mode():
        torch.testing.assert_close(block(x), out + x, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("out_channels", "stride"), [(8, 1), (6, 2)])
def test_mbconv_adds_its_input_only_where_shapes_agree(out_channels: int, stride: int) -> None:
    block = fill(MBConv(6, 12, out_channels, 3, stride, activation=nn.ReLU)).eval()
    x = pictures(2, 6, 7, 7)
    with torch.inference_mode():
        assert torch.equal(block(x), block.get_submodule("block")(x))
        assert block(x).shape == (2, out_channels, -(-7 // stride), -(-7 // stride))


def test_mbconv_drops_whole_samples_in_training() -> None:
    block = MBConv(4, 8, 4, 3, 1, activation=nn.ReLU, drop_path=0.5)
    x = pictures(64, 4, 3, 3)
    torch.manual_seed(0)
    dropped = (block.train()(x) == x).flatten(1).all(1)
    assert 10 < int(dropped.sum()) < 54


@pytest.mark.parametrize(("kernel_size", "stride", "size"), [(3, 1, 8), (3, 2, 9), (5, 2, 8), (1, 1, 4)])
def test_conv_bn_activation_by_its_definition(kernel_size: int, stride: int, size: int) -> None:
    layer = fill(ConvBNActivation(4, 6, kernel_size, stride=stride, groups=2, activation=nn.ReLU6)).eval()
    x = pictures(2, 4, size, size)
    expected = conv_bn(layer, x, stride=stride, padding=kernel_size // 2, groups=2).clamp(0, 6)
    with torch.inference_mode():
        assert torch.equal(layer(x), expected)
    assert expected.shape[-1] == -(-size // stride)
    assert len(ConvBNActivation(4, 6, 1, activation=None)) == 2


@pytest.mark.parametrize(("channels", "rounded"), [(1, 8), (11.2, 16), (11.9, 16), (12, 16), (44.8, 48), (22.4, 24)])
def test_channels_round_to_multiples_of_eight(channels: float, rounded: int) -> None:
    assert round_channels(channels) == rounded


def test_rounding_takes_at_most_a_tenth() -> None:
    for channels in range(1, 400):
        rounded = round_channels(channels)
        assert rounded % 8 == 0
        assert 0.9 * channels <= rounded <= max(8, channels + 8)


# ---------------------------------------------------------------- options


@pytest.mark.parametrize("width", [0, -1, float("nan"), float("inf"), True, "1"])
def test_wrong_widths_are_refused(width: object) -> None:
    with pytest.raises(UsageError, match="width must be a number above 0"):
        registry.get("mobilenet_v2").build(width=width)


def test_options_of_a_variant_are_named() -> None:
    with pytest.raises(UsageError, match="has no option 'rows'; it has width, num_classes, in_channels, dropout, init"):
        registry.get("mobilenet_v3_small").build(rows=())
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get("mobilenetv1_025").build(dropout=1)


@pytest.mark.parametrize("key", KEYS)
def test_options_reach_the_network(key: str) -> None:
    network = on_meta(key, width=0.1, num_classes=7, in_channels=2, dropout=0.4)
    assert network(torch.empty(2, 2, 32, 32, device="meta")).shape == (2, 7)
    assert [module.p for module in network.modules() if isinstance(module, nn.Dropout)] == [0.4]


@pytest.mark.parametrize("key", ["mobilenetv1_050", "mobilenetv2_140"])
def test_a_variant_is_a_width(key: str) -> None:
    other, width = ("mobilenetv1_100", V1[key]) if key in V1 else ("mobilenet_v2", V2[key])
    assert shapes_of(on_meta(key)) == shapes_of(on_meta(other, width=width))

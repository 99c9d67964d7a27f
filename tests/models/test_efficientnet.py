"""EfficientNet, V2 and Lite against torchvision, timm and an independent Lite with the real weights."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
import torchvision.models
from torch import nn
from torchvision.ops import StochasticDepth

from explorer.errors import InputError, UsageError
from explorer.inference import Session, samples
from explorer.inference.images import load_image
from explorer.models import registry
from explorer.models.efficientnet import FusedMBConv, Stage, scale_stages
from explorer.models.layers import DropPath
from explorer.models.weight_files import locate
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
    torchvision_network,
)

B = tuple(f"efficientnet_b{size}" for size in range(8))
V2 = ("efficientnet_v2_s", "efficientnet_v2_m", "efficientnet_v2_l")
LITE = tuple(f"efficientnet_lite{size}" for size in range(5))
HUGE = "efficientnet_v2_l"
"""119 million parameters, twice: compared by ``make test-all`` only."""


@pytest.mark.parametrize("key", [*B, *V2, *LITE])
def test_figures_are_exact(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", [*B, *V2, *LITE])
def test_any_size_of_input(key: str) -> None:
    assert_input_sizes(key, 1, ((192, 160), (33, 57)))
    with pytest.raises(InputError, match="needs at least 1×1 pixels, not 0×5"):
        on_meta(key)(torch.empty(1, 3, 0, 5, device="meta"))


# ---------------------------------------------------------------- counterparts


@pytest.mark.parametrize("key", [pytest.param(key, marks=pytest.mark.slow if key == HUGE else ()) for key in (*B, *V2)])
def test_logits_equal_torchvisions(key: str) -> None:
    theirs = torchvision_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 96, 65))


@pytest.mark.parametrize("key", LITE)
def test_lite_logits_equal_timms(key: str) -> None:
    theirs = timm_network(f"tf_{key}")
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 96, 65))


@pytest.mark.parametrize("key", ["efficientnet_b0", "efficientnet_v2_s"])
def test_logits_equal_torchvisions_in_double_precision(key: str) -> None:
    theirs = torchvision_network(key).double()
    ours = registry.get(key).build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions() -> None:
    theirs = torchvision_network("efficientnet_b0", dropout=0.0, stochastic_depth_prob=0.0).double()
    ours = registry.get("efficientnet_b0").build(dropout=0.0, drop_path=0.0, init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(3, 3, 64, 64, dtype=torch.float64))


@pytest.mark.parametrize("key", [*B, *V2])
def test_training_drops_at_torchvisions_rates(key: str) -> None:
    with torch.device("meta"):
        theirs = getattr(torchvision.models, key)()
    ours = on_meta(key)
    rates = [module.rate for module in ours.modules() if isinstance(module, DropPath)]
    dropout = [module.p for module in ours.modules() if isinstance(module, nn.Dropout)]
    assert rates == pytest.approx([module.p for module in theirs.modules() if isinstance(module, StochasticDepth)])
    assert dropout == [module.p for module in theirs.modules() if isinstance(module, nn.Dropout)]


# ---------------------------------------------------------------- real weights


def lite_weights(size: int) -> str:
    """The key of a Lite whose trained weights are installed; skips the test where they are not."""
    key = f"efficientnet_lite{size}"
    record = registry.get(key).weights[0]
    if locate(record) is None:
        distribution = record.location.partition(":")[0]
        pytest.skip(f"the weights come with the distribution {distribution}, which is not installed")
    return key


@pytest.mark.parametrize("size", [1, 2])
def test_lite_recognises_the_samples(size: int) -> None:
    session = Session(lite_weights(size))
    crop = {1: 240, 2: 260}[size]
    assert session.weights.trained
    cat = session.predict(load_image(samples.sample("chelsea").read()))
    assert {entry.label for entry in cat.top[:3]} <= {"tiger cat", "Egyptian cat", "tabby", "lynx"}
    assert sum(entry.probability for entry in cat.top[:3]) > 0.5
    cup = session.predict(load_image(samples.sample("coffee").read())).top[0]
    assert cup.label == "espresso"
    assert cup.probability > 0.5
    prepared = session.prepare(load_image(samples.sample("coffee").read()))
    assert prepared.tensor.shape == (1, 3, crop, crop)


@pytest.mark.parametrize("size", [1, 2])
def test_lite_equals_an_independent_implementation_with_the_real_weights(size: int) -> None:
    oracle = pytest.importorskip("efficientnet_lite_pytorch")
    key = lite_weights(size)
    session = Session(key, device="cpu")
    reference = oracle.EfficientNet.from_name(f"efficientnet-lite{size}").eval()
    path = locate(registry.get(key).weights[0])
    reference.load_state_dict(torch.load(path, weights_only=True))
    for name in ("chelsea", "coffee"):
        prepared = session.prepare(load_image(samples.sample(name).read()))
        with torch.inference_mode():
            expected = reference(prepared.tensor)[0]
        assert (torch.from_numpy(session.predict(prepared).logits) - expected).abs().max() <= 1e-4


def test_lite_is_prepared_as_published() -> None:
    # tensorflow/tpu, efficientnet/preprocessing: a centre crop of size / (size + 32), bicubic; (x - 127) / 128.
    for key, size in zip(LITE, (224, 240, 260, 280, 300), strict=True):
        architecture = registry.get(key)
        # timm's own records of these weights state timm's preprocessing.
        ways = [record.preprocessing for record in architecture.weights if record.source == "package"]
        if architecture.preprocessing is not None:
            ways.append(architecture.preprocessing)
        assert len(ways) == 1
        assert (ways[0].resize, ways[0].crop, ways[0].interpolation) == (size + 32, size, "bicubic")
        assert architecture.input_shape == (3, size, size)
        assert [255 * mean for mean in ways[0].mean] == pytest.approx([127] * 3)
        assert [255 * std for std in ways[0].std] == pytest.approx([128] * 3)


# ---------------------------------------------------------------- the papers' tables

# Tan, Le 2019, table 2: parameters in millions, multiply-accumulates in billions; the input's size is the code's.
TABLE_2 = {
    "efficientnet_b0": (5.3, 0.39, 224),
    "efficientnet_b1": (7.8, 0.70, 240),
    "efficientnet_b2": (9.2, 1.0, 260),
    "efficientnet_b3": (12, 1.8, 300),
    "efficientnet_b4": (19, 4.2, 380),
    "efficientnet_b5": (30, 9.9, 456),
    "efficientnet_b6": (43, 19, 528),
    "efficientnet_b7": (66, 37, 600),
}


@pytest.mark.parametrize(("key", "row"), TABLE_2.items())
def test_variants_cost_what_table_2_says(key: str, row: tuple[float, float, int]) -> None:
    architecture = registry.get(key)
    params, macs, size = row
    assert architecture.params / 1e6 == pytest.approx(params, rel=0.03)
    assert architecture.macs / 1e9 == pytest.approx(macs, rel=0.05)
    assert architecture.input_shape == (3, size, size)


def test_b0_has_the_shapes_of_table_1() -> None:
    # Tan, Le 2019, table 1: operator's input size and output channels of stages 1 to 9.
    features = on_meta("efficientnet_b0").get_submodule("features")
    x, rows = torch.empty(1, 3, 224, 224, device="meta"), []
    for stage in features.children():
        x = stage(x)
        rows.append((x.shape[2], x.shape[1]))
    assert rows == [(112, 32), (112, 16), (56, 24), (28, 40), (14, 80), (14, 112), (7, 192), (7, 320), (7, 1280)]


def test_v2_s_has_the_stages_of_table_4() -> None:
    # Tan, Le 2021, table 4: operator, stride, channels, layers of stages 1 to 6.
    features = on_meta("efficientnet_v2_s").get_submodule("features")
    x, rows = torch.empty(1, 3, 384, 384, device="meta"), []
    for stage in features.children():
        size = x.shape[2]
        x = stage(x)
        if type(stage) is nn.Sequential:
            rows.append((type(stage[0]).__name__, size // x.shape[2], x.shape[1], len(stage)))
    assert rows == [
        ("FusedMBConv", 1, 24, 2),
        ("FusedMBConv", 2, 48, 4),
        ("FusedMBConv", 2, 64, 4),
        ("MBConv", 2, 128, 6),
        ("MBConv", 1, 160, 9),
        ("MBConv", 2, 256, 15),
    ]


def test_stages_scale_as_published() -> None:
    # The authors' code: B7 is 2.0 wide and 3.1 deep.
    assert [stage.channels for stage in scale_stages(2.0, 3.1)] == [32, 48, 80, 160, 224, 384, 640]
    assert [stage.depth for stage in scale_stages(2.0, 3.1)] == [4, 7, 7, 10, 10, 13, 4]
    assert sum(stage.depth for stage in scale_stages(1.0, 1.0)) == 16


# ---------------------------------------------------------------- blocks and options


@pytest.mark.parametrize(("expansion", "channels", "stride"), [(4, 6, 1), (4, 8, 2), (1, 6, 1)])
def test_fused_mbconv_by_its_definition(expansion: int, channels: int, stride: int) -> None:
    stage = Stage(expansion, kernel_size=3, stride=stride, channels=channels, depth=1, fused=True)
    block = FusedMBConv(6, stage, stride, drop_path=0.5, norm=nn.BatchNorm2d)
    fill(block).eval()
    x = pictures(2, 6, 9, 8)
    state = block.state_dict()

    def norm(name: str, value: torch.Tensor) -> torch.Tensor:
        mean, var = state[f"{name}.running_mean"], state[f"{name}.running_var"]
        return F.batch_norm(value, mean, var, state[f"{name}.weight"], state[f"{name}.bias"])

    out = F.silu(norm("block.0.1", F.conv2d(x, state["block.0.0.weight"], stride=stride, padding=1)))
    if expansion > 1:
        out = norm("block.1.1", F.conv2d(out, state["block.1.0.weight"]))
    if stride == 1:
        out = out + x
    with torch.inference_mode():
        torch.testing.assert_close(block(x), out, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("key", ["efficientnet_b0", "efficientnet_b6", "efficientnet_v2_m", "efficientnet_lite3"])
def test_options_reach_the_network(key: str) -> None:
    network = on_meta(key, num_classes=7, in_channels=2, dropout=0.35, drop_path=0.5)
    assert network(torch.empty(2, 2, 32, 32, device="meta")).shape == (2, 7)
    assert [module.p for module in network.modules() if isinstance(module, nn.Dropout)] == [0.35]
    rates = [module.rate for module in network.modules() if isinstance(module, DropPath)]
    assert rates == pytest.approx([0.5 * index / len(rates) for index in range(len(rates))])


@pytest.mark.parametrize(
    ("key", "options", "message"),
    [
        ("efficientnet_b3", {"width": 0}, "width must be a number above 0"),
        ("efficientnet_lite1", {"depth": -1.0}, "depth must be a number above 0"),
        ("efficientnet_v2_s", {"drop_path": 1.0}, "drop_path must be a rate"),
        ("efficientnet_v2_s", {"width": 2.0}, "has no option 'width'"),
        ("efficientnet_b5", {"norm_eps": "small"}, "norm_eps must be a rate"),
    ],
)
def test_wrong_options_are_refused(key: str, options: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        registry.get(key).build(**options)

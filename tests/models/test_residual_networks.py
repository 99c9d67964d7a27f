"""ResNet, ResNeXt and SENet against torchvision, timm, counted figures and the papers."""

import pytest
import torch
from torch import nn

from explorer.analysis.analyzer import analyze_architecture
from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.resnet import BasicBlock, Bottleneck, ResNet
from explorer.models.senet import SENet154Bottleneck
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    calibrate,
    on_meta,
    ours_like,
    pictures,
    timm_network,
    torchvision_network,
)

TORCHVISION = {
    "resnet34": (65, 90),
    "resnet101": (64, 64),
    "resnet152": (64, 64),
    "wide_resnet50_2": (64, 64),
    "wide_resnet101_2": (48, 48),
    "resnext50_32x4d": (64, 80),
    "resnext101_64x4d": (48, 48),
    "resnext101_32x8d": (48, 48),
}
TIMM = {
    "resnext101_32x4d": (48, 48),
    "legacy_seresnet50": (64, 75),
    "legacy_seresnet101": (64, 64),
    "legacy_seresnet152": (48, 48),
    "legacy_seresnext50_32x4d": (65, 64),
    "legacy_seresnext101_32x4d": (48, 48),
    "legacy_senet154": (48, 48),
    "seresnet50": (64, 75),
}
WITHOUT_COUNTERPART = ("resnet50_v1", "resnet101_v1", "resnet152_v1")
KEYS = (*TORCHVISION, *TIMM, *WITHOUT_COUNTERPART)


@pytest.mark.parametrize(("name", "size"), TORCHVISION.items())
def test_logits_equal_torchvisions(name: str, size: tuple[int, int]) -> None:
    x = pictures(2, 3, *size)
    theirs = calibrate(torchvision_network(name), x)
    assert_same_logits(ours_like(name, theirs), theirs, x)


@pytest.mark.parametrize(("name", "size"), TIMM.items())
def test_logits_equal_timms(name: str, size: tuple[int, int]) -> None:
    x = pictures(2, 3, *size)
    theirs = calibrate(timm_network(name), x)
    assert_same_logits(ours_like(name, theirs), theirs, x)


def test_logits_equal_in_double_precision() -> None:
    for theirs, name in (
        (torchvision_network("resnet34"), "resnet34"),
        (torchvision_network("resnext50_32x4d"), "resnext50_32x4d"),
        (timm_network("legacy_seresnet50"), "legacy_seresnet50"),
    ):
        ours = ours_like(name, theirs).double()
        x = pictures(2, 3, 64, 64, dtype=torch.float64)
        assert_same_logits(ours, theirs.double(), x, rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions() -> None:
    theirs = torchvision_network("resnext50_32x4d").double()
    ours = ours_like("resnext50_32x4d", theirs).double()
    assert_same_gradients(ours, theirs, pictures(2, 3, 48, 48, dtype=torch.float64))


def test_gradients_equal_timms_senet() -> None:
    theirs = timm_network("legacy_seresnext50_32x4d", drop_rate=0.0).double()
    ours = ours_like("legacy_seresnext50_32x4d", theirs).double()
    assert_same_gradients(ours, theirs, pictures(2, 3, 48, 48, dtype=torch.float64))


@pytest.mark.parametrize("key", KEYS)
def test_figures_and_keys_are_exact(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", KEYS)
def test_other_input_sizes(key: str) -> None:
    minimum = 3 if key.startswith("legacy_se") else 1
    assert_input_sizes(key, minimum, ((97, 33),))


@pytest.mark.parametrize(("key", "gmacs"), [("resnet50_v1", 3.8), ("resnet101_v1", 7.6), ("resnet152_v1", 11.3)])
def test_v1_costs_what_the_paper_says(key: str, gmacs: float) -> None:
    # He et al. 2015, table 1; it counts the convolutions of ResNet-50 a little low.
    assert registry.get(key).macs / 1e9 == pytest.approx(gmacs, abs=0.06)


# He et al. 2015, table 1: outputs of conv1 and of conv2_x to conv5_x.
TABLE_1 = {"conv1": 112, "layer1": 56, "layer2": 28, "layer3": 14, "layer4": 7}


@pytest.mark.parametrize("key", ["resnet34", "resnet50_v1", "resnet101", "resnext50_32x4d"])
def test_stages_have_the_sizes_of_table_1(key: str) -> None:
    sizes = {}
    network = on_meta(key)
    for name in TABLE_1:
        network.get_submodule(name).register_forward_hook(
            lambda _, __, out, name=name: sizes.__setitem__(name, (out.shape[-2], out.shape[-1]))
        )
    with torch.inference_mode():
        network(torch.empty(1, 3, 224, 224, device="meta"))
    assert sizes == {name: (size, size) for name, size in TABLE_1.items()}


def test_v1_strides_in_the_first_convolution_and_v15_in_the_second() -> None:
    for key, strides in (("resnet50_v1", (2, 1)), ("resnet50", (1, 2))):
        block = on_meta(key).get_submodule("layer3.0")
        assert isinstance(block, Bottleneck)
        assert (block.conv1.stride[0], block.conv2.stride[0]) == strides
        others = on_meta(key).get_submodule("layer3.1")
        assert isinstance(others, Bottleneck)
        assert (others.conv1.stride[0], others.conv2.stride[0]) == (1, 1)


def test_v15_weights_load_into_v1_and_give_other_logits() -> None:
    theirs = torchvision_network("resnet50")
    with torch.inference_mode():
        x = pictures(1, 3, 64, 64)
        assert not torch.allclose(ours_like("resnet50_v1", theirs)(x), theirs(x), rtol=0.1)


def test_v1_equals_torchvision_with_the_strides_moved() -> None:
    theirs = torchvision_network("resnet50")
    for stage in ("layer2", "layer3", "layer4"):
        block = theirs.get_submodule(f"{stage}.0")
        block.conv1.stride, block.conv2.stride = (2, 2), (1, 1)
    assert_same_logits(ours_like("resnet50_v1", theirs), theirs, pictures(2, 3, 64, 64))


def test_a_resnext_block_is_a_sum_of_paths() -> None:
    """Xie et al. 2016, figure 3: the grouped bottleneck (c) equals the sum of 32 paths of 4 channels (a)."""
    torch.manual_seed(0)
    block = Bottleneck(256, 64, 1, cardinality=32, base_width=4).double().eval()
    x = pictures(1, 256, 9, 9, dtype=torch.float64)
    total = torch.zeros_like(x)
    with torch.inference_mode():
        # Folded norms leave each path linear layers with a bias and a ReLU between them.
        scales = [norm.weight / (norm.running_var + norm.eps).sqrt() for norm in (block.bn1, block.bn2, block.bn3)]
        for path in range(32):
            own = slice(4 * path, 4 * path + 4)
            y = nn.functional.conv2d(x, block.conv1.weight[own] * scales[0][own].view(-1, 1, 1, 1)).relu()
            y = nn.functional.conv2d(y, block.conv2.weight[own] * scales[1][own].view(-1, 1, 1, 1), padding=1).relu()
            total += nn.functional.conv2d(y, block.conv3.weight[:, own] * scales[2].view(-1, 1, 1, 1))
        torch.testing.assert_close(block(x), (total + x).relu())


def test_resnext_keeps_resnets_size() -> None:
    # Xie et al. 2016, section 3.3 and table 1: about 70 k parameters in a block of either.
    def weights(block: nn.Module) -> int:
        return sum(p.numel() for name, p in block.named_parameters() if "conv" in name)

    assert weights(Bottleneck(256, 64, 1)) == 69_632
    assert weights(Bottleneck(256, 64, 1, cardinality=32, base_width=4)) == 70_144


def test_squeeze_excitation_adds_what_the_paper_derives() -> None:
    """Hu et al. 2018, section 4: 2/r · Σ N·C² weights; SE-ResNet-50 grows by about 10 %."""
    plain, gated = (
        sum(p.numel() for name, p in on_meta(key).named_parameters() if not name.endswith("bias"))
        for key in ("resnet50_v1", "legacy_seresnet50")
    )
    derived = (
        2 * sum(depth * channels**2 for depth, channels in zip((3, 4, 6, 3), (256, 512, 1024, 2048), strict=True)) // 16
    )
    assert gated - plain == derived
    assert derived / plain == pytest.approx(0.1, abs=0.002)


def test_senet154_is_named_by_its_layers() -> None:
    network = on_meta("legacy_senet154")
    blocks = [module for module in network.modules() if isinstance(module, SENet154Bottleneck)]
    assert len(blocks) == 50
    stem = [module for module in network.get_submodule("layer0").modules() if isinstance(module, nn.Conv2d)]
    # The paper counts 152 layers of the depths 3-8-36-3, and two more in the stem.
    assert 3 * len(blocks) + len(stem) + 1 == 154
    assert network.get_submodule("dropout").p == 0.2


def test_blocks_per_stage_are_those_of_table_1() -> None:
    for key, depths in {"resnet34": (3, 4, 6, 3), "resnet101": (3, 4, 23, 3), "resnet152_v1": (3, 8, 36, 3)}.items():
        network = on_meta(key)
        assert isinstance(network, ResNet)
        stages = [network.layer1, network.layer2, network.layer3, network.layer4]
        assert tuple(map(len, stages)) == depths
        assert isinstance(network.layer1[0], BasicBlock if key == "resnet34" else Bottleneck)


def test_options_are_checked() -> None:
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get("legacy_senet154").build(dropout=1)
    with pytest.raises(UsageError, match="num_classes must be a whole number"):
        registry.get("resnext50_32x4d").build(num_classes=-1)
    with pytest.raises(UsageError, match="resnet34 has no option 'dropout'; it has num_classes, in_channels, init"):
        registry.get("resnet34").build(dropout=0.1)


def test_channels_and_classes_are_options() -> None:
    totals = analyze_architecture(registry.get("legacy_senet154"), (1, 64, 64), in_channels=1, num_classes=7).totals
    assert totals.params == registry.get("legacy_senet154").params - 2 * 64 * 9 - 993 * 2049

"""RepVGG and RepLKNet: as trained and merged, against timm, counted figures and the papers."""

import copy

import pytest
import torch
from torch import nn

from explorer.analysis import analyze
from explorer.analysis.analyzer import analyze_architecture
from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.layers import fold_batch_norm
from explorer.models.replknet import LargeKernelConv, RepLKNet
from explorer.models.repvgg import RepVGG, RepVGGBlock
from tests.models.parity import (
    assert_golden_figures,
    assert_input_sizes,
    assert_same_gradients,
    assert_same_logits,
    calibrate,
    fill,
    on_meta,
    ours_like,
    pictures,
    shapes_of,
    timm_network,
)

KEYS = ("repvgg_a0", "replknet_31b", "replknet_31l", "replknet_xl")


@pytest.mark.parametrize("key", KEYS)
def test_figures_and_keys_are_exact(key: str) -> None:
    assert_golden_figures(key)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("merged", [False, True])
def test_other_input_sizes(key: str, merged: bool) -> None:
    assert_input_sizes(key, 1, ((70, 33),), merged=merged)


@pytest.mark.parametrize(
    ("key", "size", "params", "macs"),
    [
        ("replknet_31b", 224, 79_527_272, 15_353_525_248),
        ("replknet_31b", 384, 79_527_272, 45_118_578_688),
        ("replknet_31l", 384, 172_165_672, 95_989_420_032),
        ("replknet_xl", 320, 335_399_656, 128_730_316_800),
        ("repvgg_a0", 224, 8_309_384, 1_361_451_008),
    ],
)
def test_figures_of_the_merged_form(key: str, size: int, params: int, macs: int) -> None:
    totals = analyze_architecture(registry.get(key), (3, size, size), merged=True).totals
    assert (totals.params, totals.macs) == (params, macs)
    published = registry.get(key).published
    if (3, size, size) == registry.get(key).input_shape:
        assert published.params == pytest.approx(params, rel=0.01)
        assert published.macs == pytest.approx(macs, rel=0.03)


@pytest.mark.parametrize("key", KEYS)
def test_merging_gives_the_form_that_is_built_merged(key: str) -> None:
    with torch.device("meta"):
        network = registry.get(key).build()
    assert isinstance(network, (RepLKNet, RepVGG))
    assert shapes_of(network.merge()) == shapes_of(on_meta(key, merged=True))
    assert shapes_of(network.merge()) == shapes_of(on_meta(key, merged=True))  # a second time changes nothing


def assert_merging_changes_nothing(network: nn.Module, size: int, tolerance: float) -> None:
    assert isinstance(network, (RepLKNet, RepVGG))
    x = pictures(2, 3, size, size, dtype=next(network.parameters()).dtype)
    calibrate(fill(network), x)
    merged = copy.deepcopy(network).merge()
    with torch.inference_mode():
        scale = network(x).std().item()
    assert_same_logits(merged, network, x, rtol=tolerance, atol=tolerance * scale)


def test_repvgg_merged_equals_trained() -> None:
    network = registry.get("repvgg_a0").build(init=False)
    assert_merging_changes_nothing(network, 48, 1e-4)
    assert_merging_changes_nothing(network.double(), 48, 1e-10)


def test_replknet_31b_merged_equals_trained() -> None:
    assert_merging_changes_nothing(registry.get("replknet_31b").build(init=False, drop_path=0.0), 48, 1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("key", ["replknet_31l", "replknet_xl"])
def test_large_replknets_merged_equal_trained(key: str) -> None:
    assert_merging_changes_nothing(registry.get(key).build(init=False, drop_path=0.0), 48, 1e-3)


@pytest.mark.parametrize(
    ("small", "ratio"), [(5, 1.0), (None, 1.5), (3, 1.0)], ids=["as 31B", "as XL", "other small kernel"]
)
def test_replknets_merged_equal_trained_in_double_precision(small: int | None, ratio: float) -> None:
    thin = RepLKNet((31, 29, 27, 13), (4, 4, 4, 4), 10, small_kernel_size=small, dw_ratio=ratio)
    assert_merging_changes_nothing(thin.double(), 48, 1e-10)


def test_small_kernels_stand_in_the_middle_of_large_ones() -> None:
    conv = fill(LargeKernelConv(4, 13, 5, merged=False)).eval()
    assert isinstance(conv, LargeKernelConv)
    assert conv.lkb_origin is not None
    nn.init.zeros_(conv.lkb_origin.get_submodule("conv").weight)
    conv.merge()
    assert conv.lkb_reparam is not None
    used = (conv.lkb_reparam.weight != 0).all(0).squeeze(0)
    assert used[4:9, 4:9].all()
    assert used.sum() == 25


def test_folding_a_batch_norm_is_the_batch_norm() -> None:
    conv = nn.Conv2d(3, 7, 3, bias=False, dtype=torch.float64)
    norm = nn.BatchNorm2d(7, dtype=torch.float64)
    fill(nn.Sequential(conv, norm)).eval()
    x = pictures(2, 3, 9, 9, dtype=torch.float64)
    weight, bias = fold_batch_norm(conv.weight, norm)
    torch.testing.assert_close(nn.functional.conv2d(x, weight, bias), norm(conv(x)), rtol=1e-12, atol=1e-12)
    with pytest.raises(ValueError, match="without stored statistics"):
        fold_batch_norm(conv.weight, nn.BatchNorm2d(7, track_running_stats=False))


def test_repvgg_equals_timms_as_trained_and_merged() -> None:
    x = pictures(2, 3, 48, 51)
    theirs = calibrate(timm_network("repvgg_a0"), x)
    ours = ours_like("repvgg_a0", theirs)
    assert isinstance(ours, RepVGG)
    assert_same_logits(ours, theirs, x)
    for module in theirs.modules():
        if hasattr(module, "reparameterize"):
            module.reparameterize()
    merged = ours_like("repvgg_a0", theirs, merged=True)
    torch.testing.assert_close(ours.merge().state_dict(), merged.state_dict(), rtol=1e-5, atol=1e-6)


def test_repvgg_in_double_precision_and_its_gradients_equal_timms() -> None:
    theirs = timm_network("repvgg_a0").double()
    ours = ours_like("repvgg_a0", theirs).double()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(2, 3, 48, 48, dtype=torch.float64)
    assert_same_gradients(ours, theirs, x)
    assert_same_logits(ours.eval(), theirs.eval(), x, rtol=1e-10, atol=1e-10)


def test_repvgg_is_table_2s() -> None:
    # Ding et al. 2021, table 2: A has 1, 2, 4, 14, 1 blocks; a = 0.75 and b = 2.5 scale 64, 64, 128, 256, 512.
    network = on_meta("repvgg_a0", merged=True)
    assert isinstance(network, RepVGG)
    assert tuple(len(list(stage.children())) for stage in network.stages) == (2, 4, 14, 1)
    blocks = [module for module in network.modules() if isinstance(module, RepVGGBlock)]
    widths = [block.reparam_conv.out_channels for block in blocks if block.reparam_conv is not None]
    assert widths == [48] * 3 + [96] * 4 + [192] * 14 + [1280]
    assert sum(block.reparam_conv.stride[0] == 2 for block in blocks if block.reparam_conv is not None) == 5


def test_replknets_blocks_are_those_of_section_4() -> None:
    # Ding et al. 2022, section 4.1: [B, C, K] of the stages, and no small kernels in XL.
    for key, kernels, dw_channels in (
        ("replknet_31b", (31, 29, 27, 13), (128, 256, 512, 1024)),
        ("replknet_31l", (31, 29, 27, 13), (192, 384, 768, 1536)),
        ("replknet_xl", (27, 27, 27, 13), (384, 768, 1536, 3072)),
    ):
        network = on_meta(key)
        assert isinstance(network, RepLKNet)
        for stage, kernel, channels, depth in zip(network.stages, kernels, dw_channels, (2, 2, 18, 2), strict=True):
            convs = [module for module in stage.modules() if isinstance(module, LargeKernelConv)]
            assert len(convs) == depth
            for conv in convs:
                assert conv.lkb_origin is not None
                assert conv.lkb_origin.get_submodule("conv").weight.shape == (channels, 1, kernel, kernel)
                assert (conv.small_conv is None) == (key == "replknet_xl")


def test_large_kernels_cost_what_the_paper_says() -> None:
    """Ding et al. 2022, section 3.1: 18.6 % more multiply-accumulates and 10.4 % more parameters than with 3×3."""
    totals = []
    for kernels in ((3, 3, 3, 3), (31, 29, 27, 13)):
        with torch.device("meta"):
            network = RepLKNet(kernels, (128, 256, 512, 1024), merged=True).eval()
        totals.append(analyze(network, (3, 224, 224)).totals)
    small, large = totals
    assert large.macs / small.macs - 1 == pytest.approx(0.186, abs=0.003)
    assert large.params / small.params - 1 == pytest.approx(0.104, abs=0.003)


def test_stochastic_depth_grows_over_the_pairs_of_blocks() -> None:
    rates = [module.drop_path.rate for module in on_meta("replknet_31b").modules() if hasattr(module, "drop_path")]
    assert len(rates) == 48
    assert rates[::2] == rates[1::2] == pytest.approx([0.5 * index / 23 for index in range(24)])


def test_options_are_checked() -> None:
    with pytest.raises(UsageError, match="drop_path must be a rate"):
        registry.get("replknet_31b").build(drop_path=-0.5)
    with pytest.raises(UsageError, match="has no option 'drop_path'"):
        registry.get("repvgg_a0").build(drop_path=0.5)

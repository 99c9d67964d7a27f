"""The networks of torchvision and timm: every operator known, MACs and parameters equal to independent counts."""

import pytest
import timm
import torch
import torchvision.models
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.models.build import skip_initialisers

TRANSFORMERS = ("maxvit", "swin", "vit")
PUBLISHED = sorted(
    {
        # The record of each size at which operations are published, e.g. SWAG's of 224 and 384 pixels.
        (name, weights.transforms.keywords["crop_size"], weights.meta["_ops"], weights.meta["num_params"])
        for name in torchvision.models.list_models(module=torchvision.models)
        if not name.startswith(TRANSFORMERS)
        for weights in torchvision.models.get_model_weights(name)
    }
)
OWN_INITIALISER = ("googlenet", "inception_v3")

# The smallest network of each kind of block, by timm's modules; no network that mixes positions by attention.
NAMES = """
    resnet10t resnet18d resnet26t resnet50c resnet50s resnetaa34d resnetblur18 resnetrs50 resnet50_gn resnext50_32x4d
    seresnet18 seresnext26d_32x4d ecaresnet26t ecaresnetlight ecaresnext26t_32x4d wide_resnet50_2
    resnetv2_18d resnetv2_50d_evos resnetv2_50d_frn resnetv2_50x1_bit resnest14d resnest50d_4s2x40d
    skresnet18 skresnext50_32x4d res2net50_48w_2s res2next50 legacy_senet154 legacy_seresnext26_32x4d
    hrnet_w18_small hgnet_tiny hgnetv2_b0 dla34 dla46x_c dla60_res2net dla60_res2next
    darknet17 darknetaa53 sedarknet21 cspresnet50 cspresnext50 cspdarknet53 cs3darknet_focus_s cs3sedarknet_xdw
    cs3edgenet_x cspnext_tiny densenet121 densenetblur121d rdnet_tiny
    vovnet39a ese_vovnet19b_slim_dw eca_vovnet39b dpn48b dpn68b
    legacy_xception xception41 xception41p inception_v3 inception_v4 inception_resnet_v2 inception_next_atto
    nasnetalarge pnasnet5large
    mobilenetv1_100 mobilenetv2_050 mobilenetv3_small_050 mobilenetv4_conv_small_035 mobilenetv4_conv_blur_medium
    mobilenet_edgetpu_v2_xs tf_mobilenetv3_small_minimal_100 mnasnet_small semnasnet_075 spnasnet_100
    fbnetc_100 fbnetv3_b lcnet_035 lcnetv2_small tinynet_e tf_mixnet_s hardcorenas_a
    efficientnet_b0 efficientnet_es efficientnet_b0_g8_gn efficientnet_b0_g16_evos efficientnet_blur_b0
    efficientnet_cc_b0_4e gc_efficientnetv2_rw_t tf_efficientnet_b0 tf_efficientnetv2_b0 tf_efficientnet_lite0
    ghostnet_050 ghostnetv2_100 ghostnetv3_050 repghostnet_050 repvit_m0_9
    regnetx_002 regnety_002 regnetz_005 regnetv_040 regnety_040_sgn regnetz_b16 regnetz_c16_evos
    gernet_s repvgg_a0 repvgg_d2se mobileone_s0 mobileone_s1 resnet32ts gcresnext26ts eca_resnet33ts resnet51q
    resnet50_mlp resnet50_clip_gap rexnet_100 rexnetr_100 tresnet_m selecsls42 vgg11_bn
    nf_regnet_b0 nf_seresnet26 nf_ecaresnet26 nfnet_l0 dm_nfnet_f0 eca_nfnet_l0
    convnext_atto convnext_zepto_rms convnextv2_atto convmixer_768_32 convformer_s18 poolformerv2_s12
    fastvit_t8 starnet_s1 starnet_s050 mambaout_femto fasternet_t0 focalnet_tiny_srf
"""
TIMM = NAMES.split()


def test_the_lists_are_as_broad_as_they_claim() -> None:
    assert len({name for name, *_ in PUBLISHED}) >= 68
    assert len(set(TIMM)) == len(TIMM) >= 55


def assert_all_known(network: Network) -> None:
    assert [row.operator for row in network.rows if "unknown operator" in row.note] == []
    # No warning: in particular the pass was not run for real, with values.
    assert network.warnings == ()


def parameters(module: nn.Module, *prefixes: str) -> int:
    return sum(parameter.numel() for name, parameter in module.named_parameters() if name.startswith(prefixes))


@pytest.mark.parametrize(("name", "size", "giga_macs", "params"), PUBLISHED)
def test_torchvisions_published_figures(name: str, size: int, giga_macs: float, params: int) -> None:
    # RegNets read values while they are built, so none is built on the meta device; memory never touched costs nothing.
    options = {"init_weights": False} if name in OWN_INITIALISER else {}
    with skip_initialisers():
        module = torchvision.models.get_model(name, weights=None, **options)
    network = analyze(module, (3, size, size))
    assert_all_known(network)
    # Published to three decimals.
    assert network.totals.macs / 1e9 == pytest.approx(giga_macs, rel=0, abs=0.0006)
    auxiliary = parameters(module, "aux1", "aux2", "AuxLogits")
    assert network.totals.params_unused == auxiliary
    # Inception v3's record counts the auxiliary classifier, GoogLeNet's does not.
    assert network.totals.params == (params - auxiliary if name == "inception_v3" else params)


@pytest.mark.parametrize("name", TIMM)
def test_timms_networks_against_torchs_own_counter(name: str) -> None:
    with torch.device("meta"), skip_initialisers():
        module = timm.create_model(name).eval()
    shape = module.pretrained_cfg["input_size"]
    network = analyze(module, shape)
    assert_all_known(network)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        module(torch.empty(1, *shape, device="meta"))
    assert 2 * network.totals.macs == counter.get_total_flops()
    assert network.totals.params_unused == 0
    assert network.totals.params == parameters(module, "")

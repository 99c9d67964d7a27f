"""ConvNeXt against torchvision, timm, counted figures and the paper."""

import pytest
import torch
import torchvision.models.convnext as theirs_convnext
from torch import nn

from explorer.errors import UsageError
from explorer.models import registry
from explorer.models.build import skip_initialisers
from explorer.models.convnext import ConvNeXt, ConvNeXtBlock, timm_keys
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
    state_dict_digest,
    timm_network,
    torchvision_network,
)

KEYS = ("convnext_tiny", "convnext_small", "convnext_base", "convnext_large", "convnext_xlarge")


def torchvision_xlarge() -> nn.Module:
    """torchvision has the class but no such variant."""
    dims = (256, 512, 1024, 2048)
    setting = [
        theirs_convnext.CNBlockConfig(before, after, depth)
        for before, after, depth in zip(dims, (*dims[1:], None), (3, 3, 27, 3), strict=True)
    ]
    return theirs_convnext.ConvNeXt(setting)


def timm_key(key: str) -> str:
    """timm's name of one of our state-dict entries."""
    head, *rest = key.split(".")
    if head == "classifier":
        return {"0": "head.norm", "2": "head.fc"}[rest[0]] + f".{rest[1]}"
    part, index, *rest = rest
    if part == "0":
        return f"stem.{index}.{rest[0]}"
    stage, between = divmod(int(part) - 1, 2)
    if between:
        return f"stages.{stage + 1}.downsample.{index}.{rest[0]}"
    layers = {"0": "conv_dw", "2": "norm", "3": "mlp.fc1", "5": "mlp.fc2"}
    own = "gamma" if rest == ["layer_scale"] else f"{layers[rest[1]]}.{rest[2]}"
    return f"stages.{stage}.blocks.{index}.{own}"


@pytest.mark.parametrize("name", ["convnext_tiny", "convnext_small", "convnext_base"])
def test_logits_equal_torchvisions(name: str) -> None:
    theirs = torchvision_network(name)
    assert_same_logits(ours_like(name, theirs), theirs, pictures(2, 3, 64, 75))


@pytest.mark.slow
def test_logits_of_large_equal_torchvisions() -> None:
    theirs = torchvision_network("convnext_large")
    assert_same_logits(ours_like("convnext_large", theirs), theirs, pictures(2, 3, 64, 64))


@pytest.mark.slow
def test_logits_of_xlarge_equal_torchvisions_class() -> None:
    with skip_initialisers():
        theirs = fill(torchvision_xlarge()).eval()
    assert_same_logits(ours_like("convnext_xlarge", theirs), theirs, pictures(2, 3, 64, 64))


@pytest.mark.parametrize("name", ["convnext_tiny", pytest.param("convnext_xlarge", marks=pytest.mark.slow)])
def test_logits_equal_timms(name: str) -> None:
    theirs = timm_network(name)
    state = theirs.state_dict()
    ours = registry.get(name).build(init=False)
    taken = {key: state.pop(timm_key(key)).view_as(tensor) for key, tensor in ours.state_dict().items()}
    assert not state
    ours.load_state_dict(taken)
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64))


def test_logits_equal_in_double_precision() -> None:
    theirs = torchvision_network("convnext_tiny").double()
    ours = ours_like("convnext_tiny", theirs).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(1, 3, 64, 64, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_gradients_equal_torchvisions() -> None:
    theirs = torchvision_network("convnext_tiny", stochastic_depth_prob=0.0).double()
    ours = ours_like("convnext_tiny", theirs, drop_path=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64))


@pytest.mark.parametrize("key", KEYS)
def test_figures_and_keys_are_exact(key: str) -> None:
    assert_golden_figures(key)


def test_xlarge_is_torchvisions_class_and_timms_network_renamed() -> None:
    ours = shapes_of(on_meta("convnext_xlarge"))
    with torch.device("meta"):
        assert ours == shapes_of(torchvision_xlarge())
    renamed = {timm_key(key): shape[:1] if key.endswith("layer_scale") else shape for key, shape in ours.items()}
    assert state_dict_digest(renamed) == "27b4946e14f52236"  # timm's convnext_xlarge


@pytest.mark.parametrize("key", ["convnext_tiny", "convnext_xlarge"])
def test_timms_keys_are_mapped(key: str) -> None:
    network = on_meta(key)
    assert isinstance(network, ConvNeXt)
    assert timm_keys(network) == {timm_key(ours): ours for ours in network.state_dict()}


@pytest.mark.parametrize("key", KEYS)
def test_other_input_sizes(key: str) -> None:
    assert_input_sizes(key, 32, ((65, 130),))


# Liu et al. 2022, section 3: C and B of each variant; parameters and multiply-accumulates of table 1.
SECTION_3 = {
    "convnext_tiny": ((96, 192, 384, 768), (3, 3, 9, 3), 29, 4.5),
    "convnext_small": ((96, 192, 384, 768), (3, 3, 27, 3), 50, 8.7),
    "convnext_base": ((128, 256, 512, 1024), (3, 3, 27, 3), 89, 15.4),
    "convnext_large": ((192, 384, 768, 1536), (3, 3, 27, 3), 198, 34.4),
    "convnext_xlarge": ((256, 512, 1024, 2048), (3, 3, 27, 3), 350, 60.9),
}


@pytest.mark.parametrize(("key", "row"), SECTION_3.items())
def test_variants_are_those_of_section_3(key: str, row: tuple[tuple[int, ...], tuple[int, ...], int, float]) -> None:
    channels, depths, millions, gmacs = row
    network, architecture = on_meta(key), registry.get(key)
    stages = [network.get_submodule(f"features.{index}") for index in (1, 3, 5, 7)]
    assert tuple(len(list(stage.children())) for stage in stages) == depths
    assert tuple(block.layer_scale.shape[0] for stage in stages for block in [stage.get_submodule("0")]) == channels
    assert round(architecture.params / 1e6) == millions
    assert round(architecture.macs / 1e9, 1) == gmacs


def test_a_3_4_6_3_convnext_is_another_network() -> None:
    # What convnext_tiny's errata say of the depths that are often quoted.
    with torch.device("meta"):
        network = ConvNeXt((3, 4, 6, 3), (96, 192, 384, 768))
    assert sum(p.numel() for p in network.parameters()) == 25_289_416
    with torch.device("meta"):
        block = ConvNeXtBlock(96, 0.0)
    assert sum(p.numel() for p in block.parameters()) == 79_296


def test_stochastic_depth_grows_with_depth_as_torchvisions() -> None:
    with torch.device("meta"):
        theirs = theirs_convnext.convnext_small()
    expected = [module.stochastic_depth.p for module in theirs.modules() if hasattr(module, "stochastic_depth")]
    rates = [module.drop_path.rate for module in on_meta("convnext_small").modules() if hasattr(module, "drop_path")]
    assert rates == pytest.approx(expected)
    assert (rates[0], rates[-1], len(rates)) == (0, 0.4, 36)


def test_a_fresh_block_is_nearly_its_shortcut() -> None:
    network = registry.get("convnext_tiny").build()
    block = network.get_submodule("features.1.0")
    x = pictures(1, 96, 8, 8)
    with torch.inference_mode():
        change = block(x) - x
    assert 0 < change.abs().max() < 1e-5


def test_options_are_checked() -> None:
    with pytest.raises(UsageError, match="drop_path must be a rate"):
        registry.get("convnext_tiny").build(drop_path=1.0)

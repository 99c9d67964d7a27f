"""The Inception family against torchvision, timm and the tables of its papers."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.models import registry
from explorer.models.googlenet import GoogLeNetOutputs
from explorer.models.inception_resnet import InceptionResNetA
from explorer.models.inception_v3 import InceptionV3Outputs
from tests.models.parity import (
    FACTS,
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

MINIMUM = {
    "googlenet_original": 31,
    "googlenet": 15,
    "bn_inception": 31,
    "inception_v3": 75,
    "inception_v4": 75,
    "inception_resnet_v1": 75,
    "inception_resnet_v2": 75,
}
PLAIN_V3 = {"aux_logits": False, "init_weights": False}


@pytest.mark.parametrize("key", MINIMUM)
def test_figures_are_golden(key: str) -> None:
    # Nobody else's version 1 has its modules, so only the number of its keys is compared.
    assert_golden_figures(key, digest=key != "inception_resnet_v1")


@pytest.mark.parametrize(("key", "minimum"), MINIMUM.items())
def test_input_sizes(key: str, minimum: int) -> None:
    assert_input_sizes(key, minimum, ((96, 131), (320, 256)))


def test_v3_equals_torchvisions() -> None:
    theirs = torchvision_network("inception_v3", **PLAIN_V3)
    assert_same_logits(ours_like("inception_v3", theirs), theirs, pictures(2, 3, 107, 91))


@pytest.mark.parametrize("key", ["inception_v4", "inception_resnet_v2"])
def test_logits_equal_timms(key: str) -> None:
    theirs = timm_network(key)
    assert_same_logits(ours_like(key, theirs), theirs, pictures(2, 3, 91, 80))


def test_v3_equals_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("inception_v3", **PLAIN_V3).double()
    ours = registry.get("inception_v3").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 75, 80, dtype=torch.float64), rtol=1e-10, atol=1e-10)


def test_v3_has_torchvisions_gradients_in_training_mode() -> None:
    theirs = torchvision_network("inception_v3", dropout=0.0, **PLAIN_V3).double()
    ours = registry.get("inception_v3").build(init=False, dropout=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(2, 3, 107, 107, dtype=torch.float64))


def test_v3_transforms_its_input_as_torchvision() -> None:
    theirs = torchvision_network("inception_v3", transform_input=True, **PLAIN_V3)
    x = pictures(1, 3, 80, 80)
    assert_same_logits(ours_like("inception_v3", theirs, transform_input=True), theirs, x)
    with torch.inference_mode():
        assert not torch.allclose(ours_like("inception_v3", theirs)(x), theirs(x), rtol=1e-2)


def test_v3_trains_its_auxiliary_head_as_torchvision() -> None:
    theirs = torchvision_network("inception_v3", aux_logits=True, init_weights=False, dropout=0.0)
    ours = ours_like("inception_v3", theirs, aux_logits=True, dropout=0.0)
    assert sum(p.numel() for p in ours.parameters()) == int(FACTS["inception_v3"]["params_with_aux"])
    # The network alone trains, its batch norms do not: this is about the wiring, which a small batch would blur.
    for network in (theirs, ours):
        network.training = True
    with torch.inference_mode():
        outputs, expected = ours(pictures(1, 3, 299, 299)), theirs(pictures(1, 3, 299, 299))
    assert isinstance(outputs, InceptionV3Outputs)
    torch.testing.assert_close(outputs.logits, expected.logits, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(outputs.aux_logits, expected.aux_logits, rtol=1e-4, atol=1e-4)


def test_v3_without_a_head_leaves_a_checkpoints_head_out() -> None:
    checkpoint = on_meta("inception_v3", aux_logits=True).state_dict()
    network = on_meta("inception_v3")
    network.load_state_dict(checkpoint)
    assert any(key.startswith("AuxLogits.") for key in checkpoint)
    assert not any(key.startswith("AuxLogits.") for key in network.state_dict())


@pytest.mark.parametrize(("key", "size"), [("inception_v3", 299), ("googlenet_original", 79)])
def test_auxiliary_heads_need_larger_images(key: str, size: int) -> None:
    network = on_meta(key, aux_logits=True)
    small, large = (torch.empty(2, 3, side, side, device="meta") for side in (size - 1, size))
    assert network(small).shape == (2, 1000)
    network.train()
    assert all(logits.shape == (2, 1000) for logits in network(large))
    with pytest.raises(InputError, match=f"images from {size} pixels up"):
        network(small)


def shapes(network: nn.Module, size: int, names: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """Output shapes (C, H, W) of the named modules in one pass over a picture of ``size`` pixels."""
    found: dict[str, tuple[int, ...]] = {}
    for name in names:
        network.get_submodule(name).register_forward_hook(
            lambda _module, _args, output, name=name: found.__setitem__(name, tuple(output.shape[1:]))
        )
    with torch.inference_mode():
        network(torch.empty(1, 3, size, size, device="meta"))
    return found


def weights(module: nn.Module) -> int:
    return sum(parameter.numel() for parameter in module.parameters() if parameter.dim() > 1)


# Szegedy et al. 2014, arXiv:1409.4842, table 1: output size, and parameters in units of 1,024. Those of conv1 (2.7K),
# 4c (463K) and 5a (1072K) are left out, as the kernels in the same rows of the table make 9.2K, 497.5K and 1018K.
GOOGLENET_TABLE_1 = {
    "conv1": ((64, 112, 112), None),
    "maxpool1": ((64, 56, 56), None),
    "conv3": ((192, 56, 56), None),
    "maxpool2": ((192, 28, 28), None),
    "inception3a": ((256, 28, 28), 159),
    "inception3b": ((480, 28, 28), 380),
    "maxpool3": ((480, 14, 14), None),
    "inception4a": ((512, 14, 14), 364),
    "inception4b": ((512, 14, 14), 437),
    "inception4c": ((512, 14, 14), None),
    "inception4d": ((528, 14, 14), 580),
    "inception4e": ((832, 14, 14), 840),
    "maxpool4": ((832, 7, 7), None),
    "inception5a": ((832, 7, 7), None),
    "inception5b": ((1024, 7, 7), 1388),
    "avgpool": ((1024, 1, 1), None),
    "fc": ((1000,), 1000),
}


def test_the_original_googlenet_follows_table_1() -> None:
    network = on_meta("googlenet_original")
    assert shapes(network, 224, tuple(GOOGLENET_TABLE_1)) == {
        name: shape for name, (shape, _) in GOOGLENET_TABLE_1.items()
    }
    for name, (_, thousands) in GOOGLENET_TABLE_1.items():
        if thousands is not None:
            assert weights(network.get_submodule(name)) / 1024 == pytest.approx(thousands, rel=0.025), name
    # "22 layers deep when counting only layers with parameters" (section 5): parallel ones count once.
    stem, dense = 3, 1
    assert stem + 2 * sum(name.startswith("inception") for name, _ in network.named_children()) + dense == 22
    kernels = {network.get_submodule(f"inception{block}.branch3.1.conv").kernel_size for block in ("3a", "4c", "5b")}
    assert kernels == {(5, 5)}


def macs_of_training_pass(key: str, size: int) -> int:
    macs = 0

    def count(module: nn.Module, _: Any, output: Tensor) -> None:
        nonlocal macs
        macs += output[0].numel() * module.weight[0].numel()

    network = on_meta(key, aux_logits=True).train()
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            module.register_forward_hook(count)
    network(torch.empty(2, 3, size, size, device="meta"))
    return macs


def test_auxiliary_heads_cost_what_they_should() -> None:
    heads = on_meta("googlenet_original", aux_logits=True)
    assert sum(p.numel() for p in heads.parameters()) == int(FACTS["googlenet_original"]["params_with_aux"])
    assert macs_of_training_pass("googlenet_original", 224) == 1_591_044_096
    assert macs_of_training_pass("inception_v3", 299) == 5_718_899_296


def test_the_original_googlenet_trains_on_three_outputs() -> None:
    network = registry.get("googlenet_original").build(aux_logits=True, num_classes=5).train()
    outputs = network(pictures(1, 3, 96, 96))
    assert isinstance(outputs, GoogLeNetOutputs)
    assert [tuple(logits.shape) for logits in outputs] == [(1, 5)] * 3
    sum(logits.sum() for logits in outputs).backward()
    assert all(parameter.grad is not None for parameter in network.parameters())
    plain = registry.get("googlenet_original").build(num_classes=5, init=False)
    plain.load_state_dict(network.state_dict())
    x = pictures(1, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(plain(x), network.eval()(x))


def test_bn_inception_follows_its_table() -> None:
    # Ioffe, Szegedy 2015, arXiv:1502.03167, figure 5; (4c) and (4d) have 576 there (see the notes of the catalogue).
    expected = {
        "conv1": (64, 112, 112),
        "pool1": (64, 56, 56),
        "conv2": (192, 56, 56),
        "pool2": (192, 28, 28),
        "blocks.3a": (256, 28, 28),
        "blocks.3b": (320, 28, 28),
        "blocks.3c": (576, 14, 14),
        "blocks.4a": (576, 14, 14),
        "blocks.4b": (576, 14, 14),
        "blocks.4c": (608, 14, 14),
        "blocks.4d": (608, 14, 14),
        "blocks.4e": (1056, 7, 7),
        "blocks.5a": (1024, 7, 7),
        "blocks.5b": (1024, 7, 7),
    }
    network = on_meta("bn_inception")
    assert shapes(network, 224, tuple(expected)) == expected
    biases = sum(module.bias.numel() for module in network.modules() if isinstance(module, nn.Conv2d))
    assert biases == 10_016
    # Hu et al. 2018, arXiv:1709.01507, table 2: 2.03 GFLOPs.
    assert registry.get("bn_inception").macs / 1e9 == pytest.approx(2.03, abs=0.005)


def test_bn_inceptions_biases_have_no_effect_in_training() -> None:
    network = fill(registry.get("bn_inception").build(init=False).double()).train()
    x = pictures(2, 3, 64, 64, dtype=torch.float64)
    with torch.no_grad():
        before = network(x)
        for module in network.modules():
            if isinstance(module, nn.Conv2d):
                module.bias.normal_(generator=torch.Generator().manual_seed(1))
        torch.testing.assert_close(network(x), before, rtol=1e-8, atol=1e-8)


def test_inception_resnet_v1_follows_its_figures() -> None:
    # Szegedy et al. 2016, arXiv:1602.07261, figures 10 to 15.
    expected = {
        "conv2d_1a": (32, 149, 149),
        "conv2d_2b": (64, 147, 147),
        "maxpool_3a": (64, 73, 73),
        "conv2d_3b": (80, 73, 73),
        "conv2d_4a": (192, 71, 71),
        "conv2d_4b": (256, 35, 35),
        "repeat_1": (256, 35, 35),
        "mixed_6a": (896, 17, 17),
        "repeat_2": (896, 17, 17),
        "mixed_7a": (1792, 8, 8),
        "repeat_3": (1792, 8, 8),
    }
    network = on_meta("inception_resnet_v1")
    assert shapes(network, 299, tuple(expected)) == expected
    blocks = (network.get_submodule(f"repeat_{number}") for number in (1, 2, 3))
    assert [len(stage) for stage in blocks] == [5, 10, 5]
    assert all(conv.bias is not None for name, conv in network.named_modules() if name.endswith(".conv2d"))


def test_residuals_are_scaled_before_they_are_added() -> None:
    block = fill(InceptionResNetA(64, (48, 64))).eval()
    x = pictures(1, 64, 9, 9)
    with torch.inference_mode():
        joined = torch.cat([block.get_submodule(f"branch{number}")(x) for number in range(3)], 1)
        torch.testing.assert_close(block(x), torch.relu(x + 0.17 * block.conv2d(joined)))


def test_only_the_last_block_of_v2_has_no_relu() -> None:
    network = on_meta("inception_resnet_v2")
    missing = [name for name, module in network.named_modules() if getattr(module, "relu", True) is None]
    assert missing == ["block8"]


@pytest.mark.parametrize("key", sorted({*MINIMUM} - {"googlenet"}))
def test_classes_channels_and_rates_are_options(key: str) -> None:
    with torch.device("meta"):
        network = registry.get(key).build(num_classes=7, in_channels=2, dropout=0.3)
        assert network(torch.empty(1, 2, 96, 96)).shape == (1, 7)
    assert any(isinstance(module, nn.Dropout) and module.p == 0.3 for module in network.modules())
    with pytest.raises(UsageError, match="dropout must be a rate"):
        registry.get(key).build(dropout=1)


def test_transform_input_needs_three_channels() -> None:
    with pytest.raises(UsageError, match="transform_input needs 3 input channels, not 1"):
        registry.get("inception_v3").build(transform_input=True, in_channels=1)

"""The networks against torchvision, an independent EfficientNet-Lite, and counted figures."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.models import registry
from explorer.models.build import skip_initialisers
from explorer.models.efficientnet_lite import EfficientNetLite, package_keys, scale_stages
from explorer.models.googlenet import GoogLeNet, GoogLeNetOutputs
from explorer.models.layers import Conv2dSame, same_padding
from tests.models.parity import (
    FACTS,
    fill,
    ours_like,
    pictures,
    shapes_of,
    state_dict_digest,
    torchvision_network,
)

SMALLEST = {"lenet5_modern": 32, "alexnet": 63, "vgg16": 32, "googlenet": 15}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("alexnet", (96, 80)),
        ("vgg16", (64, 48)),
        ("resnet18", (65, 90)),
        ("resnet50", (64, 64)),
        ("googlenet", (71, 64)),
    ],
)
def test_logits_equal_torchvisions(name: str, size: tuple[int, int]) -> None:
    theirs = torchvision_network(name)
    ours = ours_like(name, theirs)
    x = pictures(2, 3, *size)
    with torch.inference_mode():
        expected = theirs(x)
        torch.testing.assert_close(ours(x), expected, rtol=1e-4, atol=1e-5)
    # Or the comparison would say little: the two pictures must show in the logits.
    assert (expected[0] - expected[1]).std() > 0.05 * expected.std()


def test_logits_equal_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("resnet50").double()
    ours = registry.get("resnet50").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(1, 3, 64, 64, dtype=torch.float64)
    with torch.inference_mode():
        torch.testing.assert_close(ours(x), theirs(x), rtol=1e-10, atol=1e-10)


def test_googlenet_transforms_its_input_as_torchvision() -> None:
    theirs = torchvision_network("googlenet", transform_input=True)
    ours = ours_like("googlenet", theirs, transform_input=True)
    x = pictures(1, 3, 64, 64)
    with torch.inference_mode():
        expected = theirs(x)
        torch.testing.assert_close(ours(x), expected, rtol=1e-4, atol=1e-5)
        assert not torch.allclose(ours_like("googlenet", theirs)(x), expected, rtol=1e-2)


def test_googlenet_trains_its_auxiliary_heads_as_torchvision() -> None:
    no_dropout = {"dropout": 0.0, "dropout_aux": 0.0, "aux_logits": True}
    theirs = torchvision_network("googlenet", **no_dropout).train()
    ours = ours_like("googlenet", theirs, **no_dropout).train()
    assert sum(p.numel() for p in ours.parameters()) == int(FACTS["googlenet"]["params_with_aux"])
    x = pictures(2, 3, 80, 80)
    outputs = ours(x)
    assert isinstance(outputs, GoogLeNetOutputs)
    for mine, expected in zip(outputs, theirs(x), strict=True):
        torch.testing.assert_close(mine, expected, rtol=1e-4, atol=1e-5)


def test_googlenet_without_heads_leaves_a_checkpoints_heads_out() -> None:
    checkpoint = torchvision_network("googlenet", aux_logits=True).state_dict()
    keys = list(checkpoint)
    plain = registry.get("googlenet").build(init=False)
    plain.load_state_dict(checkpoint)
    assert list(checkpoint) == keys
    assert not any(key.startswith("aux") for key in plain.state_dict())
    with pytest.raises(RuntimeError, match=r"Missing key.*aux1\.conv"):
        registry.get("googlenet").build(aux_logits=True, init=False).load_state_dict(plain.state_dict())


def test_gradients_equal_torchvisions_in_training_mode() -> None:
    theirs = torchvision_network("resnet18").double().train()
    ours = registry.get("resnet18").build(init=False).double().train()
    ours.load_state_dict(theirs.state_dict())
    x = pictures(3, 3, 64, 64, dtype=torch.float64)
    labels = torch.tensor([1, 20, 300])
    for network in (theirs, ours):
        nn.functional.cross_entropy(network(x), labels).backward()
    expected = dict(theirs.named_parameters())
    for name, parameter in ours.named_parameters():
        torch.testing.assert_close(parameter.grad, expected[name].grad, rtol=1e-9, atol=1e-12)
    torch.testing.assert_close(ours.state_dict(), theirs.state_dict(), rtol=1e-12, atol=1e-12)


def test_lite0_equals_an_independent_implementation() -> None:
    oracle = pytest.importorskip("efficientnet_lite_pytorch")
    theirs = fill(oracle.EfficientNet.from_name("efficientnet-lite0")).eval()
    ours = registry.get("efficientnet_lite0").build(init=False)
    assert isinstance(ours, EfficientNetLite)
    names = package_keys(ours)
    ours.load_state_dict({names[key]: tensor for key, tensor in theirs.state_dict().items()})
    x = pictures(2, 3, 224, 224)
    with torch.inference_mode():
        torch.testing.assert_close(ours(x), theirs(x), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("key", registry.keys())
def test_figures_and_keys_are_exact(key: str) -> None:
    facts, architecture = FACTS[key], registry.get(key)
    with torch.device("meta"):
        network = architecture.build(init=False)
    assert f"{'x'.join(map(str, architecture.input_shape))}" == facts["input_shape"]
    assert (architecture.year, architecture.num_classes) == (int(facts["year"]), int(facts["num_classes"]))
    assert sum(p.numel() for p in network.parameters()) == architecture.params == int(facts["params"])
    assert architecture.macs == int(facts["macs"])

    shapes = shapes_of(network)
    assert len(shapes) == int(facts["state_dict_entries"])
    # No public network has Inception-ResNet v1's names, so that its reference was named by a scheme that is not known.
    if key != "inception_resnet_v1":
        assert state_dict_digest(shapes) == facts["state_dict_sha256"]


@pytest.mark.parametrize("key", registry.keys())
def test_macs_are_those_of_a_forward_pass(key: str) -> None:
    architecture = registry.get(key)
    macs = 0

    def count(module: nn.Module, _: Any, output: Tensor) -> None:
        nonlocal macs
        macs += output.numel() * module.weight[0].numel()

    with torch.device("meta"):
        network = architecture.build(init=False)
        for module in network.modules():
            if isinstance(module, (nn.Conv2d, nn.Linear)):
                module.register_forward_hook(count)
        with torch.inference_mode():
            logits = network(torch.empty(1, *architecture.input_shape))
    assert macs == architecture.macs
    assert logits.shape == (1, architecture.num_classes)


@pytest.fixture
def uninitialised_memory_is_nan() -> Iterator[None]:
    torch.use_deterministic_algorithms(True)
    yield
    torch.use_deterministic_algorithms(False)


BIG_ONES_SLOW = [
    pytest.param(one.key, marks=pytest.mark.slow) if one.params > 60e6 else one.key for one in registry.architectures()
]


@pytest.mark.usefixtures("uninitialised_memory_is_nan")
@pytest.mark.parametrize("key", BIG_ONES_SLOW)
def test_every_parameter_and_buffer_is_initialised(key: str) -> None:
    options = {"aux_logits": True, "transform_input": True} if key == "googlenet" else {}
    network = registry.get(key).build(**options)
    assert not network.training
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        assert tensor.isfinite().all(), name
    for name, parameter in network.named_parameters():
        if parameter.dim() > 1 and parameter[0].numel() > 1:  # ConvNeXt's layer scales (C, 1, 1) start alike
            assert parameter.std() > 0, name


@pytest.mark.usefixtures("uninitialised_memory_is_nan")
def test_init_false_skips_initialisers_but_not_buffers() -> None:
    network = registry.get("resnet18").build(init=False)
    assert all(parameter.isnan().all() for parameter in network.parameters())
    assert all(buffer.isfinite().all() for buffer in network.buffers())


def test_other_threads_initialise_while_one_skips() -> None:
    filled: list[bool] = []
    with skip_initialisers():
        thread = threading.Thread(target=lambda: filled.append(bool((nn.init.ones_(torch.zeros(3)) == 1).all())))
        thread.start()
        thread.join()
        assert (nn.init.ones_(torch.zeros(3)) == 0).all()
    assert filled == [True]
    assert (nn.init.ones_(torch.zeros(3)) == 1).all()


@pytest.mark.parametrize("key", registry.keys())
def test_meta_device_allocates_nothing(key: str) -> None:
    with torch.device("meta"):
        network = registry.get(key).build()
    assert all(tensor.is_meta for tensor in network.state_dict().values())


@pytest.mark.parametrize("key", registry.keys())
def test_classes_and_channels_are_options(key: str) -> None:
    architecture = registry.get(key)
    with torch.device("meta"), torch.inference_mode():
        network = architecture.build(num_classes=7, in_channels=2)
        assert network(torch.empty(2, 2, *architecture.input_shape[1:])).shape == (2, 7)


@pytest.mark.parametrize(
    ("key", "options", "message"),
    [
        ("resnet50", {"num_classes": 0}, "num_classes must be a whole number from 1 up, not 0"),
        ("resnet50", {"num_classes": True}, "num_classes"),
        ("lenet5_modern", {"in_channels": 1.5}, "in_channels"),
        ("vgg16", {"dropout": 1.0}, "dropout must be a rate"),
        ("googlenet", {"dropout_aux": -0.1}, "dropout_aux must be a rate"),
        ("googlenet", {"transform_input": True, "in_channels": 1}, "transform_input needs 3 input channels"),
        ("resnet18", {"width": 2}, "resnet18 has no option 'width'; it has num_classes, in_channels, init"),
    ],
)
def test_wrong_options_are_refused(key: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        registry.get(key).build(**options)


@pytest.mark.parametrize(("key", "size"), SMALLEST.items())
def test_the_smallest_input_is_exact(key: str, size: int) -> None:
    with torch.device("meta"):
        network = registry.get(key).build(init=False)
        channels = registry.get(key).input_shape[0]
        with torch.inference_mode():
            network(torch.empty(1, channels, size, size))
            with pytest.raises(InputError, match=f"needs at least {size}×{size} pixels, not {size}×{size - 1}"):
                network(torch.empty(1, channels, size, size - 1))
            with pytest.raises(RuntimeError):
                network.forward(torch.empty(1, channels, size, size - 1))


@pytest.mark.parametrize("key", ["resnet18", "efficientnet_lite0"])
def test_some_networks_take_a_single_pixel(key: str) -> None:
    with torch.inference_mode():
        assert registry.get(key).build()(pictures(1, 3, 1, 1)).isfinite().all()


def test_inputs_of_a_wrong_shape_are_named() -> None:
    network = registry.get("lenet5_modern").build()
    with pytest.raises(InputError, match=r"LeNet-5 takes inputs \(N, 1, H, W\), not \(1, 3, 32, 32\)"):
        network(torch.zeros(1, 3, 32, 32))
    with pytest.raises(InputError, match="takes at most 35×35 pixels, not 36×35"):
        network(torch.zeros(1, 1, 36, 35))
    with pytest.raises(InputError, match=r"not \(1, 32, 32\)"):
        network(torch.zeros(1, 32, 32))


@pytest.mark.parametrize("size", range(1, 20))
@pytest.mark.parametrize(("kernel_size", "stride"), [(3, 1), (3, 2), (5, 2), (5, 3), (1, 2), (2, 2)])
def test_same_padding_gives_the_rounded_up_size(size: int, kernel_size: int, stride: int) -> None:
    before, after = same_padding(size, kernel_size, stride)
    assert 0 <= after - before <= 1
    conv = Conv2dSame(1, 1, kernel_size, stride=stride)
    assert conv(torch.zeros(1, 1, size, 1)).shape[2] == -(-size // stride)


def test_same_padding_puts_the_odd_pixel_after() -> None:
    assert same_padding(224, 3, 2) == (0, 1)
    assert same_padding(225, 3, 2) == (1, 1)
    assert same_padding(112, 5, 2) == (1, 2)


def test_lite_stages_scale_as_published() -> None:
    # tensorflow/tpu, efficientnet/lite: Lite4 is 1.4 wide and 1.8 deep.
    assert [stage.channels for stage in scale_stages(1.4, 1.8)] == [24, 32, 56, 112, 160, 272, 448]
    assert [stage.depth for stage in scale_stages(1.4, 1.8)] == [1, 4, 4, 6, 6, 8, 1]
    assert [stage.channels for stage in scale_stages(1.0, 1.0)] == [16, 24, 40, 80, 112, 192, 320]


def test_modules_bear_the_papers_words() -> None:
    with torch.device("meta"):
        network = registry.get("googlenet").build(init=False)
    assert isinstance(network, GoogLeNet)
    assert type(network.get_submodule("inception4c")).__name__ == "Inception"
    with torch.device("meta"):
        lite = registry.get("efficientnet_lite0").build(init=False)
    assert type(lite.get_submodule("blocks.0.0")).__name__ == "DepthwiseSeparable"
    assert type(lite.get_submodule("blocks.5.3")).__name__ == "InvertedResidual"
    assert type(lite.get_submodule("blocks.1.0.conv_dw")) is Conv2dSame

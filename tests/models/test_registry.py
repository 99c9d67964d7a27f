"""The catalogue: complete, consistent, and readable without torch."""

import importlib
import inspect
import pickle
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
import torchvision.models

from explorer.assets import resource
from explorer.errors import UnknownArchitecture
from explorer.models import registry
from explorer.models.classes import class_names
from tests.models.parity import FACTS

DOWNLOADS = [
    (architecture.key, record)
    for architecture in registry.architectures()
    for record in architecture.weights
    if record.location.startswith("https://download.pytorch.org/")
]


def test_architectures_come_by_family_and_year() -> None:
    families: dict[str, list[int]] = {}
    for architecture in registry.architectures():
        families.setdefault(architecture.family, []).append(architecture.year)
    # Each family in one piece, the families by their first year.
    assert [one.family for one in registry.architectures()] == [name for name in families for _ in families[name]]
    first_years = [min(years) for years in families.values()]
    assert first_years == sorted(first_years)
    assert next(iter(families)) == "LeNet"


def test_a_key_is_registered_once() -> None:
    catalogue = registry.Registry()
    catalogue.register(registry.get("resnet18"))
    with pytest.raises(ValueError, match="two architectures are named 'resnet18'"):
        catalogue.register(replace(registry.get("resnet50"), key="resnet18"))
    assert catalogue.keys() == ("resnet18",)


def test_an_unknown_key_suggests_near_ones() -> None:
    with pytest.raises(UnknownArchitecture, match=r"no architecture is called 'ResNet51'; did you mean resnet50"):
        registry.get("ResNet51")
    with pytest.raises(UnknownArchitecture, match=r"'transformer'; `cnn-explorer list` shows all"):
        registry.get("transformer")


@pytest.mark.parametrize("key", registry.keys())
def test_facts_are_complete(key: str) -> None:
    architecture = registry.get(key)
    assert architecture.key == key
    for text in (architecture.idea, architecture.notes, architecture.paper, architecture.display_name):
        assert text == text.strip()
        assert len(text) > 5
    assert architecture.tier in ("seed", "beyond")
    assert len(class_names(architecture.classes)) == architecture.num_classes
    published = architecture.published
    assert bool(published.source) == any((published.params, published.macs, published.top1, published.top5_error))
    assert set(architecture.parents) <= FACTS.keys() - {key}
    names = [record.name for record in architecture.weights]
    assert len(set(names)) == len(names)
    assert hash(architecture) == hash(pickle.loads(pickle.dumps(architecture)))


@pytest.mark.parametrize("key", registry.keys())
def test_options_are_the_builders(key: str) -> None:
    """What the window offers to change without importing torch is what the builder takes, with its defaults."""
    architecture = registry.get(key)
    builder = getattr(importlib.import_module(architecture.module), architecture.builder)
    options = inspect.signature(builder).parameters
    assert options["num_classes"].default == architecture.num_classes
    assert options["in_channels"].default == architecture.input_shape[0]
    assert ("width" in options) == (architecture.width is not None)
    if architecture.width is not None:
        assert options["width"].default == architecture.width


@pytest.mark.parametrize(("key", "record"), DOWNLOADS, ids=lambda value: getattr(value, "name", value))
def test_downloads_are_torchvisions(key: str, record: registry.WeightsRecord) -> None:
    weights = torchvision.models.get_model_weights(key)[record.name]
    preset = weights.transforms()
    assert record.location == weights.url
    assert record.sha256 == Path(record.location).stem.rpartition("-")[2]
    assert record.size / 2**20 == pytest.approx(weights.meta["_file_size"], abs=6e-4)
    assert record.top1 == weights.meta["_metrics"]["ImageNet-1K"]["acc@1"]
    ours = record.preprocessing
    assert ([ours.resize], [ours.crop]) == (preset.resize_size, preset.crop_size)
    assert (ours.mean, ours.std) == (tuple(preset.mean), tuple(preset.std))
    assert ours.interpolation == preset.interpolation.value
    assert class_names(record.classes) == tuple(weights.meta["categories"])


def test_every_class_list_is_named_by_an_architecture() -> None:
    lists = {item.name.removesuffix(".txt") for item in resource("classes").iterdir()}
    assert lists == {architecture.classes for architecture in registry.architectures()}
    assert class_names("mnist") == tuple("0123456789")


def test_every_family_has_facts_and_code() -> None:
    names = {item.name for item in files("explorer.models").iterdir()}
    for architecture in registry.architectures():
        stem = architecture.module.rpartition(".")[2]
        assert {f"{stem}.py", f"{stem}.toml"} <= names


def test_the_catalogue_needs_no_torch() -> None:
    code = (
        "import sys; from explorer.models import classes, registry, weight_files\n"
        "record = registry.get('efficientnet_lite0').weights[0]\n"
        "assert weight_files.locate(record) and classes.class_names('imagenet1k')\n"
        "assert 'torch' not in sys.modules and 'safetensors' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

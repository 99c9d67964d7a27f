"""The records of timm's checkpoints, against timm itself: where they lie, how pictures are prepared, what they fit."""

import math
from pathlib import Path

import pytest
import safetensors.torch
import torch

from explorer.models import convnext, registry
from explorer.models.checkpoints import load_state
from explorer.models.registry import Architecture, WeightsRecord
from explorer.models.weight_files import cache_folder, file_name
from explorer.models.weights import load_network
from tests.models.parity import assert_same_logits, calibrate, on_meta, pictures, shapes_of, timm_network

timm = pytest.importorskip("timm")

RECORDS = [
    pytest.param(architecture, record, id=f"{architecture.key}-{record.name}")
    for architecture in registry.architectures()
    for record in architecture.weights
    if record.name.startswith("TIMM_")
]
LICENCES = {"apache-2.0": "Apache-2.0", "mit": "MIT"}
NAMES = {"mobilenet_v2": "mobilenetv2_100"} | {
    f"efficientnet_lite{size}": f"tf_efficientnet_lite{size}" for size in range(5)
}


def timm_name(architecture: Architecture) -> str:
    return NAMES.get(architecture.key, architecture.key)


def key_map(architecture: Architecture, record: WeightsRecord) -> dict[str, str]:
    """Our key for each key of a checkpoint of timm's."""
    ours = on_meta(architecture.key)
    if not record.key_map:
        return {key: key for key in ours.state_dict()}
    module = __import__(architecture.module, fromlist=[record.key_map])
    found: dict[str, str] = getattr(module, record.key_map)(ours)
    return found


@pytest.mark.parametrize(("architecture", "record"), RECORDS)
def test_records_say_what_timm_says(architecture: Architecture, record: WeightsRecord) -> None:
    name = f"{timm_name(architecture)}.{record.name.removeprefix('TIMM_').lower()}"
    theirs = timm.models.get_pretrained_cfg(name, allow_unregistered=False)
    if record.sha256:
        assert record.location == theirs.url
        assert record.location.endswith(f"-{record.sha256}.pth")
        assert len(record.sha256) >= 8
    else:
        assert record.location == f"https://huggingface.co/{theirs.hf_hub_id}/resolve/main/model.safetensors"
        assert file_name(record) == f"timm--{name}.safetensors"
    assert record.licence == LICENCES[theirs.license]
    assert record.title
    recipe = record.preprocessing
    assert (3, recipe.crop, recipe.crop) == theirs.input_size
    assert recipe.resize == math.floor(recipe.crop / theirs.crop_pct)
    assert theirs.crop_mode == "center"
    assert (recipe.interpolation, recipe.mean, recipe.std) == (theirs.interpolation, theirs.mean, theirs.std)
    assert theirs.num_classes == architecture.num_classes


@pytest.mark.parametrize(("architecture", "record"), RECORDS)
def test_every_key_of_timms_network_has_its_place(architecture: Architecture, record: WeightsRecord) -> None:
    with torch.device("meta"):
        theirs = timm.create_model(timm_name(architecture))
    names = key_map(architecture, record)
    placed = {names[key]: tensor.squeeze().shape for key, tensor in theirs.state_dict().items()}
    ours = on_meta(architecture.key).state_dict()
    assert placed == {key: tensor.squeeze().shape for key, tensor in ours.items()}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("resnet18", "TIMM_A1_IN1K"),
        ("efficientnet_lite0", "TIMM_IN1K"),
        ("mobilenetv1_100", "TIMM_RA4_E3600_R224_IN1K"),
        ("mobilenet_v2", "TIMM_RA_IN1K"),
        ("mobilenetv2_050", "TIMM_LAMB_IN1K"),
        ("repvgg_a0", "TIMM_RVGG_IN1K"),
        ("densenet121", "TIMM_RA_IN1K"),
    ],
)
def test_a_checkpoint_in_the_cache_gives_timms_logits(
    key: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    architecture = registry.get(key)
    record = next(one for one in architecture.weights if one.name == name)
    x = pictures(2, 3, 96, 96)
    theirs = calibrate(timm_network(timm_name(architecture)), x)
    path = cache_folder() / file_name(record)
    path.parent.mkdir(parents=True)
    if path.suffix == ".safetensors":
        safetensors.torch.save_file(theirs.state_dict(), path)
    else:
        torch.save(theirs.state_dict(), path)
    ours, weights = load_network(architecture, name)
    assert (weights.record, weights.path) == (record, path)
    assert weights.source.startswith(record.title)
    assert_same_logits(ours, theirs, x)
    # The same file under a name of the user's, which no record tells: the keys are understood.
    copy = tmp_path / f"mine{path.suffix}"
    path.rename(copy)
    ours, weights = load_network(architecture, str(copy))
    assert weights.record is None
    assert_same_logits(ours, theirs, x)


def test_convnexts_checkpoints_fit() -> None:
    """By the smallest of the family, which has the layers of the largest."""
    theirs = timm_network("convnext_tiny")
    ours = registry.get("convnext_tiny").build(init=False)
    assert isinstance(ours, convnext.ConvNeXt)
    names = convnext.timm_keys(ours)
    assert theirs.state_dict().keys() == names.keys()
    load_state(ours, {names[key]: tensor for key, tensor in theirs.state_dict().items()}, "timm's")
    assert shapes_of(ours) == shapes_of(on_meta("convnext_tiny"))
    assert_same_logits(ours, theirs, pictures(2, 3, 64, 64))

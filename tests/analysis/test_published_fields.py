"""Receptive fields against the tables that others have published.

Araujo, Norris & Sim, Computing Receptive Fields of Convolutional Neural
Networks, Distill 2019: size, effective stride and effective padding of the
last map of TF-Slim's networks.
"""

from typing import Any

import pytest
import torch
from torch import nn
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.network import Network
from tests.zoo import network_of


def build_meta(name: str, **options: Any) -> Any:
    """A network of torchvision's without weights."""
    with torch.device("meta"):
        return models.get_model(name, weights=None, **options).eval()


def last_map(network: Network) -> tuple[int | None, int | None, int]:
    """Size, jump and padding along the height of the largest local field (1×7 and 7×1 kernels make it oblong)."""
    local = [row for row in network.rows if row.rf_h is not None and row.rf_global in ("", "gate")]
    row = max(local, key=lambda one: (one.rf_h or 0, -(one.rf_start_h or 0)))
    assert row.rf_h == network.totals.rf_h
    return row.rf_h, row.jump_h, -(row.rf_start_h or 0)


@pytest.mark.parametrize(
    ("key", "size", "stride", "padding"),
    [
        ("alexnet_original", 195, 32, 64),
        ("vgg16", 212, 32, 90),
        ("inception_v3", 1311, 32, 618),
        ("inception_v4", 2071, 32, 998),
        ("inception_resnet_v2", 3039, 32, 1482),
    ],
)
def test_distill(key: str, size: int, stride: int, padding: int) -> None:
    assert last_map(network_of(key)) == (size, stride, padding)


def test_distill_mobilenet() -> None:
    # TF-Slim pads as TensorFlow does, ours as torch does: the start differs, size and stride do not.
    assert last_map(network_of("mobilenetv1_100"))[:2] == (315, 32)


def slim_resnet(name: str) -> nn.Module:
    """TF-Slim's ResNet v1: a stage's stride stands in its last unit, whose shortcut is subsampled."""
    module = build_meta(name)
    stages = [module.layer1, module.layer2, module.layer3, module.layer4]
    for stage in stages[1:]:
        stage[0].conv2.stride = (1, 1)
        stage[0].downsample[0].stride = (1, 1)
    for stage in stages[:3]:
        stage[-1].conv2.stride = (2, 2)
        stage[-1].downsample = nn.MaxPool2d(1, 2)
    return module


@pytest.mark.parametrize(("name", "size"), [("resnet50", 483), ("resnet101", 1027), ("resnet152", 1507)])
def test_slim_resnets(name: str, size: int) -> None:
    assert last_map(analyze(slim_resnet(name), (3, 224, 224)))[:2] == (size, 32)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("resnet18", 435),
        ("resnet50", 427),
        ("resnet101", 971),
        ("resnet152", 1451),
        ("densenet121", 2071),
        ("densenet201", 3863),
        ("googlenet", 379),
        ("mobilenet_v2", 491),
        ("efficientnet_b0", 851),
        ("convnext_tiny", 1688),
    ],
)
def test_torchvision(name: str, size: int) -> None:
    """Figures that an independent engine gave; NaN pixels confirm smaller inputs of the same networks."""
    module = build_meta(name, **({"init_weights": False} if name == "googlenet" else {}))
    assert analyze(module, (3, 224, 224)).totals.rf_h == size

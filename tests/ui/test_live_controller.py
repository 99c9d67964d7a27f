"""Which layer is shown for a selection, and where its receptive field lies on the picture."""

import pytest
from PySide6.QtCore import QRectF

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.engine.messages import SeenRegion
from explorer.models import registry
from explorer.ui.live.control.layers import default_row, layer_path, receptive_field_box


@pytest.fixture(scope="module")
def resnet() -> Network:
    return analyze_architecture(registry.get("resnet18"))


def test_a_repeated_module_is_named_by_its_call(resnet: Network) -> None:
    paths = [layer_path(resnet, row) for row in resnet.rows if row.path == "layer1.0.relu"]
    assert paths == ["layer1.0.relu", "layer1.0.relu#1"]


def test_a_function_in_the_networks_own_forward_is_no_layer(resnet: Network) -> None:
    flatten = next(row for row in resnet.rows if row.operator == "flatten")
    assert layer_path(resnet, flatten) is None


@pytest.mark.parametrize("key", ["lenet5_modern", "alexnet", "vgg16", "resnet18", "googlenet", "efficientnet_lite0"])
def test_the_first_look_falls_on_a_map_that_is_still_fine(key: str) -> None:
    network = analyze_architecture(registry.get(key))
    row = default_row(network)
    assert row is not None
    assert layer_path(network, row)
    height = row.output_shape[1]
    assert 10 <= height <= 60


def test_the_box_of_a_unit_is_scaled_to_the_picture_and_clipped(resnet: Network) -> None:
    row = next(row for row in resnet.rows if row.path == "conv1")
    seen = SeenRegion(left=100, top=50, width=448, height=448, input_size=(224, 224))  # 2 pixels each
    # Unit (0, 0) of a 7×7 / 2 convolution padded by 3 begins at -3: four of its seven rows are in the picture.
    assert receptive_field_box(row, (0, 0), (3, 224, 224), seen) == QRectF(100, 50, 8, 8)
    assert receptive_field_box(row, (10, 20), (3, 224, 224), seen) == QRectF(100 + 74, 50 + 34, 14, 14)
    pooled = next(row for row in resnet.rows if row.operator == "adaptive_avg_pool2d")
    assert receptive_field_box(pooled, (0, 0), (3, 224, 224), seen) is None


def test_a_picture_of_another_size_gets_no_box(resnet: Network) -> None:
    row = next(row for row in resnet.rows if row.path == "conv1")
    seen = SeenRegion(left=0, top=0, width=288, height=288, input_size=(288, 288))
    assert receptive_field_box(row, (0, 0), (3, 224, 224), seen) is None
    assert receptive_field_box(row, (0, 0), (3, 288, 288), seen) == QRectF(0, 0, 4, 4)

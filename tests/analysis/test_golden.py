"""Every row of the reference layer tables, and the figures of published networks."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from torchvision import models

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.models import registry
from tests.zoo import network_of as network

TABLES = Path(__file__).parent.parent / "golden" / "layers"
KEYS = sorted(path.stem for path in TABLES.glob("*.csv"))


def golden_rows(key: str) -> Iterator[dict[str, str]]:
    """The rows of modules that run an operator, in this package's names."""
    with (TABLES / f"{key}.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            path, cls = row["path"], row["type"]
            if cls in ("Identity", "StochasticDepth"):  # no operator runs in evaluation mode
                continue
            if key == "efficientnet_lite0":
                # The table's source nests the activation in the norm, and flattens in a module.
                if cls == "Flatten":
                    continue
                path = re.sub(r"bn(\d)\.act$", r"act\1", path).removesuffix(".pool")
            if key == "legacy_senet154":
                if cls == "Flatten":
                    continue
                path = path.replace("se_module.relu", "se_module.activation").removesuffix(".pool")
                path = path.replace("se_module.sigmoid", "se_module.scale_activation")
            yield row | {"path": path}


def calls(network: Network) -> dict[tuple[str, int], list[LayerRow]]:
    grouped = defaultdict(list)
    for row in network.rows:
        grouped[row.path, row.call].append(row)
    return grouped


def joined(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))


def square(cell: str) -> tuple[int, ...]:
    sizes = tuple(int(size) for size in cell.split("x"))
    return sizes * 2 if len(sizes) == 1 else sizes


@pytest.mark.parametrize("key", KEYS)
def test_every_module_of_the_reference_table_is_there_with_its_figures(key: str) -> None:
    ours = calls(network(key))
    seen = 0
    for golden in golden_rows(key):
        rows = ours[golden["path"], int(golden["call"])]
        assert rows, golden
        seen += 1
        padded = next((row for row in rows if row.kernel_size is not None), rows[0])
        assert joined(rows[0].input_shapes[0]) == golden["in_shape"], golden
        assert joined(rows[-1].output_shape) == golden["out_shape"], golden
        assert sum(row.params for row in rows) == int(golden["params"]), golden
        assert sum(row.macs for row in rows) == int(golden["macs"]), golden
        for column in ("kernel_size", "stride", "padding"):
            if golden[column]:
                assert getattr(padded, column) == square(golden[column]), golden
        if golden["groups"]:
            assert padded.groups == int(golden["groups"]), golden
    assert seen > 10


@pytest.mark.parametrize("key", registry.keys())
def test_totals_equal_the_exact_figures_of_the_catalogue(key: str) -> None:
    architecture = registry.get(key)
    totals = network(key).totals
    assert (totals.params, totals.macs) == (architecture.params, architecture.macs)
    assert not network(key).warnings
    assert not any("unknown" in row.note for row in network(key).rows)


def test_resnet50_in_figures() -> None:
    totals = network("resnet50").totals
    assert totals.params == sum(row.params for row in network("resnet50").rows) == 25_557_032
    assert totals.macs == sum(row.macs for row in network("resnet50").rows) == 4_089_184_256
    assert totals.operators == 175
    module = registry.get("resnet50").build(init=False)
    assert totals.buffers == sum(buffer.numel() for buffer in module.buffers())


def test_auxiliary_heads_are_counted_as_unused() -> None:
    aux = {"weights": None, "init_weights": False, "aux_logits": True}
    with torch.device("meta"):
        module = models.googlenet(**aux)
    totals = analyze(module, (3, 224, 224)).totals
    assert totals.params == 6_624_904
    assert totals.params + totals.params_unused == sum(p.numel() for p in module.parameters())


LAST_LOCAL = {"alexnet": 195, "vgg16": 212, "googlenet": 379, "resnet18": 435, "resnet50": 427, "lenet5_modern": 16}


@pytest.mark.parametrize(("key", "size"), LAST_LOCAL.items())
def test_receptive_field_before_pooling(key: str, size: int) -> None:
    totals = network(key).totals
    assert (totals.rf_h, totals.rf_w) == (size, size)


OTHERS = {
    # name: input side, receptive field, GMACs as torchvision publishes them
    "mobilenet_v2": (224, 491, 0.301),
    "densenet121": (224, 2071, 2.834),
    "resnet152": (224, 1451, 11.514),
    "inception_v3": (299, 1311, 5.713),
    "efficientnet_b0": (224, 851, 0.386),
    "shufflenet_v2_x1_0": (224, 527, 0.145),
    "convnext_tiny": (224, 1688, 4.456),
}


@pytest.mark.parametrize("name", OTHERS)
def test_networks_of_torchvision(name: str) -> None:
    side, size, gmacs = OTHERS[name]
    options = {"init_weights": False} if name == "inception_v3" else {}
    with torch.device("meta"):
        module = models.get_model(name, weights=None, **options)
    result = analyze(module, (3, side, side))
    assert result.totals.rf_h == result.totals.rf_w == size
    assert result.totals.macs / 1e9 == pytest.approx(gmacs, abs=0.001)
    assert not result.warnings


def test_past_global_pooling_the_field_is_the_whole_map() -> None:
    rows = network("resnet50").rows
    assert (rows[-1].rf_h, rows[-1].jump_h, rows[-1].rf_global) == (427 + 6 * 32, None, "pool")
    before = next(row for row in reversed(rows) if not row.rf_global)
    assert (before.rf_h, before.jump_h) == (427, 32)
    dense = network("vgg16").rows[-1]
    assert (dense.rf_h, dense.rf_global) == (212 + 6 * 32, "dense")


def test_a_gate_is_named_and_the_local_path_goes_on() -> None:
    with torch.device("meta"):
        module = models.efficientnet_b0(weights=None)
    result = analyze(module, (3, 224, 224))
    first = next(row for row in result.rows if row.operator == "mul")
    assert first.rf_global == "gate"
    assert result.graph.nodes[first.order]["kind"] == "gate"
    assert first.rf_h == result.rows[first.order - 6].rf_h  # the map that is gated
    assert all(row.rf_global in ("gate", "pool") for row in result.rows[first.order :])
    assert result.rows[-1].rf_global == "pool"

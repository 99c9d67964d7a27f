"""Networks side by side: units, stages, what corresponds, and what the figures come to."""

import csv
import io
import json
from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.comparison.alignment import Alignment, align_networks
from explorer.analysis.comparison.comparison import compare
from explorer.analysis.comparison.matching import GAP, NEVER, align, total
from explorer.analysis.comparison.stages import figures_of, stages_of
from explorer.analysis.comparison.units import split
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.comparison_tables import to_csv, to_json, to_latex, to_markdown
from explorer.analysis.network import Network
from explorer.cli import main
from explorer.errors import UsageError
from explorer.models import registry
from tests.zoo import network_of


@cache
def network(key: str, *shape: int) -> Network:
    return analyze_architecture(registry.get(key), shape) if shape else network_of(key)


@cache
def aligned(left: str, right: str) -> Alignment:
    return align_networks(network(left), network(right))


def stage_pairs(found: Alignment) -> list[tuple[int | str | None, int | str | None]]:
    """Strides of the stages that belong together; ``-`` for none."""
    return [
        (
            found.left_stages[pair.left].stride if pair.left is not None else "-",
            found.right_stages[pair.right].stride if pair.right is not None else "-",
        )
        for pair in found.stages
    ]


def unit_pairs(found: Alignment) -> set[tuple[str, str]]:
    """Paths of the units that correspond."""
    return {
        (found.left[pair.left].path, found.right[pair.right].path)
        for pair in found.units
        if pair.left is not None and pair.right is not None
    }


# Units and stages


@pytest.mark.parametrize("key", ["lenet5_original", "zfnet", "inception_v4", "efficientnet_b0", "replknet_31b"])
def test_every_operator_is_in_one_unit_and_the_figures_add_up(key: str) -> None:
    check_sums(network(key))


@pytest.mark.slow
@pytest.mark.parametrize("key", registry.keys())
def test_figures_add_up_in_the_whole_zoo(key: str) -> None:
    check_sums(network(key))


def check_sums(shown: Network) -> None:
    units, totals = split(shown), shown.totals
    assert [row.order for unit in units for row in unit.rows] == list(range(len(shown.rows)))
    whole = figures_of(units)
    found = (whole.params, whole.macs, whole.work, whole.activation_bytes, whole.live_bytes, whole.rf_h, whole.rf_w)
    assert found == (
        totals.params, totals.macs, totals.work, totals.activation_bytes, totals.peak_bytes, totals.rf_h, totals.rf_w
    )  # fmt: skip
    assert [at for stage in stages_of(units) for at in stage.units] == list(range(len(units)))


def test_the_units_of_resnet_50_are_its_stem_its_blocks_and_its_head() -> None:
    units = split(network("resnet50"))
    depths = {1: 3, 2: 4, 3: 6, 4: 3}
    blocks = [f"layer{stage}.{block}" for stage, depth in depths.items() for block in range(depth)]
    assert [unit.path for unit in units] == ["conv1", "maxpool", *blocks, "avgpool", "fc"]
    assert {unit.kind for unit in units[2:-2]} == {"residual"}
    assert [unit.stride for unit in units][:3] == [2, 4, 4]
    assert [unit.path for unit in units if unit.reduces] == ["conv1", "maxpool", "layer2.0", "layer3.0", "layer4.0"]


def test_blocks_without_a_shortcut_are_units_all_the_same() -> None:
    kinds = [unit.kind for unit in split(network("mobilenet_v2"))]
    assert kinds == ["conv", "separable", *["inverted residual"] * 16, "conv", "pooling", "linear"]
    assert [unit.kind for unit in split(network("mobilenetv1_100"))].count("separable") == 13
    gates = [unit for unit in split(network("efficientnet_b0")) if unit.gated]
    assert len(gates) == 16


def test_inception_and_dense_blocks_cannot_be_cut() -> None:
    assert [unit.path for unit in split(network("googlenet")) if unit.kind == "branches"] == [
        f"inception{one}" for one in ("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b")
    ]
    dense = [unit for unit in split(network("densenet121")) if unit.kind == "branches"]
    assert [unit.convolutions for unit in dense] == [12, 24, 48, 32]  # two for each of 6, 12, 24, 16 layers


# What corresponds

BY_STRIDE = [(2, 2), (4, 4), (8, 8), (16, 16), (32, 32), (None, None)]
GOLDEN_STAGES = {
    ("lenet5_modern", "alexnet"): [(1, 4), (2, 8), (4, 16), ("-", 32), (None, None)],
    ("alexnet", "zfnet"): [(4, 2), (8, 4), ("-", 8), (16, 16), (32, 32), (None, None)],
    ("vgg16", "resnet50"): [(1, "-"), *BY_STRIDE],
    ("resnet50", "resnext50_32x4d"): BY_STRIDE,
    ("resnet50", "seresnet50"): BY_STRIDE,
    ("resnet50", "convnext_tiny"): [(2, "-"), *BY_STRIDE[1:]],
    ("mobilenetv1_100", "mobilenet_v2"): BY_STRIDE,
    ("mobilenet_v2", "efficientnet_b0"): BY_STRIDE,
    ("resnet50_v1", "resnet50"): BY_STRIDE,
    ("googlenet", "inception_v3"): BY_STRIDE,
    ("resnet50", "densenet121"): BY_STRIDE,
    ("squeezenet1_1", "mobilenet_v2"): [(2, 2), (4, 4), (8, 8), (16, 16), ("-", 32), (None, None)],
}


@pytest.mark.parametrize("pair", GOLDEN_STAGES, ids="-".join)
def test_stages_are_matched_as_a_person_would(pair: tuple[str, str]) -> None:
    assert stage_pairs(aligned(*pair)) == GOLDEN_STAGES[pair]


@pytest.mark.parametrize("pair", GOLDEN_STAGES, ids="-".join)
def test_swapped_networks_give_the_mirrored_answer(pair: tuple[str, str]) -> None:
    forth, back = aligned(*pair), aligned(pair[1], pair[0])
    assert unit_pairs(back) == {(right, left) for left, right in unit_pairs(forth)}
    assert {(a, b) for a, b in stage_pairs(back)} == {(b, a) for a, b in stage_pairs(forth)}
    turned = {"left": "right", "right": "left"}
    assert {(p.left, p.right, p.status) for p in back.units} == {
        (p.right, p.left, turned.get(p.status, p.status)) for p in forth.units
    }
    assert (back.rule, back.likeness) == (forth.rule, forth.likeness)


GOLDEN_UNITS = {
    ("lenet5_modern", "alexnet"): {
        ("0", "features.0"), ("2", "features.2"), ("3", "features.3"), ("5", "features.5"), ("7", "classifier.1"),
        ("9", "classifier.4"), ("11", "classifier.6"),
    },
    ("alexnet", "zfnet"): {
        ("features.0", "conv1"), ("features.2", "pool1"), ("features.3", "conv2"), ("features.5", "pool2"),
        ("features.6", "conv3"), ("features.8", "conv4"), ("features.10", "conv5"), ("features.12", "pool5"),
        ("classifier.1", "fc6"), ("classifier.4", "fc7"), ("classifier.6", "fc8"),
    },
    ("vgg16", "resnet50"): {
        ("features.9", "maxpool"), ("features.10", "layer1.0"), ("features.12", "layer1.1"),
        ("features.14", "layer1.2"), ("classifier.6", "fc"),
    },
    ("resnet50", "convnext_tiny"): {
        ("conv1", "features.0.0"), ("layer1.0", "features.1.0"), ("layer1.1", "features.1.1"),
        ("layer1.2", "features.1.2"), ("layer3.0", "features.5.0"), ("layer3.5", "features.5.5"),
        ("layer4.0", "features.7.0"), ("layer4.2", "features.7.2"), ("avgpool", "avgpool"), ("fc", "classifier.2"),
    },
    ("mobilenetv1_100", "mobilenet_v2"): {
        ("features.0.0", "features.0.0"), ("features.1.0", "features.1"), ("features.3.0", "features.2"),
        ("features.5.0", "features.3"), ("features.7.0", "features.4"), ("features.11.0", "features.7"),
        ("features.23.0", "features.14"), ("fc", "classifier.1"),
    },
    ("mobilenet_v2", "efficientnet_b0"): {
        ("features.0.0", "features.0.0"), ("features.1", "features.1.0"), ("features.2", "features.2.0"),
        ("features.3", "features.2.1"), ("features.4", "features.3.0"), ("features.11", "features.5.0"),
        ("features.14", "features.6.0"), ("features.17", "features.7.0"), ("features.18.0", "features.8.0"),
        ("classifier.1", "classifier.1"),
    },
    ("googlenet", "inception_v3"): {
        ("conv1.conv", "Conv2d_1a_3x3.conv"), ("maxpool1", "maxpool1"), ("conv2.conv", "Conv2d_3b_1x1.conv"),
        ("conv3.conv", "Conv2d_4a_3x3.conv"), ("inception3a", "Mixed_5b"), ("inception5b", "Mixed_7c"), ("fc", "fc"),
    },
}  # fmt: skip


@pytest.mark.parametrize("pair", GOLDEN_UNITS, ids="-".join)
def test_units_are_matched_as_a_person_would(pair: tuple[str, str]) -> None:
    assert unit_pairs(aligned(*pair)) >= GOLDEN_UNITS[pair]


@pytest.mark.parametrize(
    "pair", [("resnet50_v1", "resnet50"), ("resnet50", "seresnet50"), ("resnet50", "resnext50_32x4d")]
)
def test_blocks_of_relatives_are_matched_one_to_one(pair: tuple[str, str]) -> None:
    found = aligned(*pair)
    assert found.relatives
    assert unit_pairs(found) == {(unit.path, unit.path) for unit in found.left}


# What changed


def texts(found: Alignment) -> dict[str, list[str]]:
    return {
        found.left[pair.left].path: [change.text for change in pair.changes]
        for pair in found.units
        if pair.left is not None and pair.changes
    }


def test_version_1_5_moves_the_stride_into_the_3x3() -> None:
    assert texts(aligned("resnet50_v1", "resnet50")) == {
        f"layer{stage}.0": [f"layer{stage}.0.conv1 1×1/2 → 1×1", f"layer{stage}.0.conv2 3×3 → 3×3/2"]
        for stage in (2, 3, 4)
    }


def test_zfnet_looks_closer_in_the_first_layer() -> None:
    found = texts(aligned("alexnet", "zfnet"))
    assert found["features.0"] == ["features.0 11×11/4, 64 → 7×7/2, 96"]
    assert "+ norm1 avg_pool3d, 5×1×1" in found["features.2"]


def test_resnext_widens_and_groups_the_3x3_and_se_adds_gates_alone() -> None:
    assert texts(aligned("resnet50", "resnext50_32x4d"))["layer1.1"] == [
        "layer1.1.conv1 64 → 128",
        "layer1.1.conv2 64 → 128, groups 32",
        "layer1.1.conv3 64 to 256 → 128 to 256",
    ]
    gates = texts(aligned("resnet50", "seresnet50"))
    assert set(gates) == {unit.path for unit in split(network("resnet50")) if unit.kind == "residual"}
    assert all(text.startswith("+ ") and ".se" in text for found in gates.values() for text in found)


def test_batch_norm_is_what_vgg_16_bn_adds() -> None:
    found = texts(aligned("vgg16", "vgg16_bn"))
    assert len(found) == 13
    assert all(len(text) == 1 and text[0].endswith("batch_norm") for text in found.values())


# A network and itself


@pytest.mark.parametrize("key", ["lenet5_modern", "resnet50", "densenet121", "shufflenet_v1_g3_x1_0", "replknet_31b"])
def test_a_network_equals_itself(key: str) -> None:
    found = align_networks(network(key), network(key))
    assert found.identical
    assert found.likeness == 1
    assert {pair.status for pair in found.units} == {"same"}
    table = compare([network(key), network(key)])
    assert all(row.figures[0] == row.figures[1] for row in table.stages)


def test_another_input_size_changes_maps_alone() -> None:
    found = align_networks(network("resnet50"), network("resnet50", 3, 288, 288))
    assert {pair.status for pair in found.units} == {"resized", "same"}  # behind the pooling all is as it was
    assert [found.left[pair.left or 0].path for pair in found.units if pair.status == "same"] == ["fc"]
    assert not found.identical


def test_another_width_changes_channels_alone() -> None:
    found = aligned("mobilenetv1_100", "mobilenetv1_050")
    assert found.rule == "stride"
    assert stage_pairs(found) == BY_STRIDE
    fields = {field.name for pair in found.units for change in pair.changes for field in change.fields}
    assert fields == {"in_channels", "out_channels", "groups"}  # one filter a channel: groups follow


@pytest.mark.slow
def test_swapping_mirrors_the_answer_for_many_pairs() -> None:
    keys = registry.keys()[::7]
    for left, right in combinations(keys, 2):
        forth, back = aligned(left, right), aligned(right, left)
        assert unit_pairs(back) == {(b, a) for a, b in unit_pairs(forth)}, (left, right)


# The alignment of two sequences


def cheapest(first: list[int], second: list[int], cost: dict[tuple[int, int], int]) -> int:
    """The least cost over all sets of pairs in order, tried one by one."""
    if not first or not second:
        return GAP * (len(first) + len(second))
    best = min(cheapest(first[1:], second, cost), cheapest(first, second[1:], cost)) + GAP
    price = cost[first[0], second[0]]
    return min(best, price + cheapest(first[1:], second[1:], cost)) if price < NEVER else best


@given(st.data())
def test_the_alignment_is_the_cheapest(data: st.DataObject) -> None:
    first, second = (list(range(data.draw(st.integers(0, 5)))) for _ in range(2))
    cost = {(a, b): data.draw(st.integers(0, 130)) for a in first for b in second}
    pairs = align(first, second, lambda a, b: cost[a, b])
    assert pairs == sorted(pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    assert total(first, second, pairs, lambda a, b: cost[a, b]) == cheapest(first, second, cost)


# Tables


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {row["stage"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("keys", [("resnet50", "convnext_tiny"), ("lenet5_modern", "alexnet", "zfnet")])
def test_stages_add_up_to_the_totals_of_the_layer_table(keys: tuple[str, ...]) -> None:
    networks = [network(key) for key in keys]
    lines = list(csv.DictReader(io.StringIO(to_csv(compare(networks)))))
    for shown in networks:
        for figure, expected in (
            ("params", shown.totals.params),
            ("macs", shown.totals.macs),
            ("flops", shown.totals.flops),
        ):
            cells = [line[f"{figure}:{shown.name}"] for line in lines]
            assert int(cells[-1]) == expected
            assert sum(int(cell) for cell in cells[:-1] if cell) == expected


def test_differences_are_against_the_first_network() -> None:
    table = rows_of(to_csv(compare([network("resnet50"), network("convnext_tiny")])))
    assert table["stride 8"]["macs_delta:convnext_tiny"] == str(773563392 - 1027604480)
    assert table["stride 8"]["macs_ratio:convnext_tiny"] == "0.7528"
    assert table["stride 2"]["macs_ratio:convnext_tiny"] == ""
    assert table["head"]["stride:resnet50"] == ""


def test_the_convention_is_applied() -> None:
    found = compare([network("resnet18"), network("resnet50")])
    table = rows_of(to_csv(found, Convention.TWICE_MACS))
    assert int(table["all"]["flops:resnet50"]) == 2 * network("resnet50").totals.macs
    assert "FLOPs: 2·MACs, a multiplication" in to_markdown(found, Convention.TWICE_MACS)
    for write in (to_markdown, to_latex):
        assert "operations resnet50" in write(found, Convention.MACS)
        assert "FLOPs" not in write(found, Convention.MACS)


def test_json_says_what_corresponds_and_what_changed() -> None:
    document = json.loads(to_json(compare([network("resnet50_v1"), network("resnet50")])))
    (alignment,) = document["alignments"]
    changed = [unit for unit in alignment["units"] if unit["status"] == "changed"]
    assert [unit["left"]["path"] for unit in changed] == ["layer2.0", "layer3.0", "layer4.0"]
    assert document["all"]["resnet50"]["macs"] == network("resnet50").totals.macs
    assert document["convention"] == "all"


def test_one_key_may_stand_twice_in_two_forms() -> None:
    found = compare([network("resnet50"), network("resnet50", 3, 288, 288)])
    heads = to_csv(found).splitlines()[0].split(",")
    assert "macs:resnet50@3x224x224" in heads
    assert "macs_ratio:resnet50@3x288x288" in heads


def test_latex_and_markdown_have_a_line_for_each_stage() -> None:
    found = compare([network("resnet50"), network("convnext_tiny")])
    assert to_latex(found).count("\\\\\n") == len(found.stages) + 3
    assert sum(line.startswith("| ") for line in to_markdown(found).splitlines()) == len(found.stages) + 3


def test_a_comparison_takes_two() -> None:
    with pytest.raises(UsageError, match="two networks"):
        compare([network("resnet50")])


def test_the_command_line_agrees_with_the_layer_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "lenet5_modern", "lenet5_modern@1x34x34"]) == 0
    compared = rows_of(capsys.readouterr().out)["all"]
    for shape in ("1x32x32", "1x34x34"):
        assert main(["table", "lenet5_modern", "--input", shape]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        for figure in ("params", "macs", "flops"):
            assert int(compared[f"{figure}:lenet5_modern@{shape}"]) == sum(int(row[figure]) for row in rows)


@pytest.mark.parametrize("words", [["compare", "resnet50"], ["compare", "resnet50@banana", "vgg16"]])
def test_wrong_words_are_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1

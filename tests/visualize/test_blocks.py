"""The block tree: what can be opened, what is one box, what is folded."""

import networkx as nx
import pytest

from explorer.analysis.network import ModuleRecord, Network
from explorer.analysis.rows import LayerRow, Totals
from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from tests.visualize.drawing_networks import NAMES, captured


@pytest.fixture(scope="module")
def resnet50() -> BlockTree:
    return build_tree(captured("resnet50"))


def handmade(
    nodes: dict[int, tuple[str, str, tuple[str, ...]]], edges: list[tuple[int, int]], modules: dict[str, str]
) -> Network:
    """A network from (operator, kind, scope) per node."""
    graph = nx.DiGraph()
    graph.graph["modules"] = {path: ModuleRecord(path=path, cls=cls, params=0) for path, cls in modules.items()}
    graph.add_node(-1, kind="io", scope=(), shape=(3, 8, 8), output=False)
    rows = []
    for order, (operator, kind, scope) in nodes.items():
        row = LayerRow(
            order=order,
            path=scope[-1] if scope else "",
            operator=operator,
            module="",
            call=0,
            input_shapes=((3, 8, 8),),
            output_shape=(3, 8, 8),
            params=1,
            macs=10,
        )
        rows.append(row)
        graph.add_node(order, kind=kind, scope=scope, row=row, shape=(3, 8, 8), output=order == max(nodes))
    graph.add_edges_from(edges, shape=(3, 8, 8), index=0)
    totals = Totals(
        operators=len(nodes), params=0, params_unused=0, buffers=0, macs=0, flops=0, bytes_read=0, bytes_written=0,
        rf_h=1, rf_w=1,
    )  # fmt: skip
    return Network(name="handmade", input_shape=(3, 8, 8), graph=graph, rows=tuple(rows), totals=totals)


def test_resnet50_has_its_stages_and_stem(resnet50: BlockTree) -> None:
    top = resnet50.blocks[ROOT].children
    assert [item for item in top if item in resnet50.blocks] == ["layer1", "layer2", "layer3", "layer4"]
    assert [resnet50.cells[item].path for item in top if item in resnet50.cells and item != "#-1"] == [
        "conv1", "maxpool", "avgpool", "", "fc", "",
    ]  # fmt: skip


def test_a_convolution_takes_its_norm_and_activation(resnet50: BlockTree) -> None:
    rows = resnet50.rows
    stem = resnet50.cells["#0"]
    assert [rows[order].operator for order in stem.operators] == ["conv2d", "batch_norm", "relu"]
    downsample = resnet50.cells[resnet50.cell_of[44]]
    assert [rows[order].operator for order in downsample.operators] == ["conv2d", "batch_norm"]
    assert downsample.path == "layer2.0.downsample"


def test_equal_blocks_in_a_row_are_folded(resnet50: BlockTree) -> None:
    assert resnet50.blocks["layer2"].children == ("layer2.0", "layer2.1–3")
    fold = resnet50.blocks["layer2.1–3"]
    assert fold.fold and fold.count == 3
    assert fold.children == ("layer2.1", "layer2.2", "layer2.3")
    assert fold.cls == "Bottleneck"
    assert [resnet50.blocks[f"layer{n}"].count for n in (1, 2, 3, 4)] == [3, 4, 6, 3]


def test_descriptions_are_honest(resnet50: BlockTree) -> None:
    assert resnet50.blocks["layer1"].description == "bottleneck, 256 out"
    assert resnet50.blocks["layer2.0"].description == "bottleneck, 512 out, halves the grid"
    assert build_tree(captured("vgg16")).blocks["classifier"].description == "3 linear, 1000 out"


def test_sums_of_blocks_are_those_of_their_operators(resnet50: BlockTree) -> None:
    totals = resnet50.network.totals
    assert resnet50.blocks[ROOT].params == totals.params == 25_557_032
    assert resnet50.blocks[ROOT].macs == totals.macs == 4_089_184_256
    for block in resnet50.blocks.values():
        inner = [resnet50.blocks[child] for child in block.children if child in resnet50.blocks]
        assert sum(child.macs for child in inner) <= block.macs
    assert resnet50.blocks["layer2.1–3"].params == 3 * resnet50.blocks["layer2.1"].params


@pytest.mark.parametrize("name", NAMES)
def test_every_operator_is_in_one_cell_and_every_block_has_two_children(name: str) -> None:
    tree = build_tree(captured(name))
    shown = [order for cell in tree.cells.values() for order in cell.operators]
    assert sorted(shown) == sorted(tree.network.graph.nodes)
    assert all(len(block.children) > 1 for block in tree.blocks.values())
    members = [child for block in tree.blocks.values() for child in block.children]
    assert sorted(members) == sorted([*tree.cells, *(set(tree.blocks) - {ROOT})])


def test_a_scope_that_is_no_block_is_shown_by_what_holds_it(resnet50: BlockTree) -> None:
    assert resnet50.resolve("layer2.0") == "layer2.0"
    assert resnet50.resolve("layer2.0.conv2") == resnet50.cell_of[39]
    assert resnet50.resolve("layer2.0.downsample") == resnet50.cell_of[44]
    assert resnet50.resolve("nowhere") is None
    google = build_tree(captured("googlenet"))
    branch = google.cells[google.resolve("inception3a.branch1") or ""]
    assert branch.path == "inception3a.branch1"
    assert [google.rows[order].operator for order in branch.operators] == ["conv2d", "batch_norm", "relu"]


def test_lists_of_modules_and_single_child_chains_are_skipped() -> None:
    scopes = [("stages", "stages.0", "stages.0.only", f"stages.0.only.{n}") for n in range(2)]
    scopes += [("stages", "stages.1", f"stages.1.{n}") for n in range(2)]
    network = handmade(
        {n: ("max_pool2d", "pooling", scope) for n, scope in enumerate(scopes)},
        [(-1, 0), (0, 1), (1, 2), (2, 3)],
        {"stages": "ModuleList", "stages.0": "Sequential", "stages.1": "Stage", "stages.0.only": "Sequential"},
    )
    tree = build_tree(network)
    assert set(tree.blocks) == {ROOT, "stages.0", "stages.1"}
    assert tree.resolve("stages.0.only") == "stages.0"


def test_a_block_that_a_value_leaves_and_comes_back_to_is_dissolved() -> None:
    scopes = [("a", "a.0"), ("b", "b.0"), ("a", "a.1"), ("b", "b.1")]
    network = handmade(
        {n: ("max_pool2d", "pooling", scope) for n, scope in enumerate(scopes)},
        [(-1, 0), (0, 1), (1, 2), (2, 3)],
        {"a": "Branch", "b": "Branch"},
    )
    tree = build_tree(network)
    assert set(tree.blocks) == {ROOT}
    assert tree.blocks[ROOT].children == ("#-1", "#0", "#1", "#2", "#3", "#3>")


def test_a_convolution_with_two_consumers_keeps_its_box() -> None:
    network = handmade(
        {
            0: ("conv2d", "conv", ("conv",)),
            1: ("relu", "activation", ("relu",)),
            2: ("add", "join", ()),
        },
        [(-1, 0), (0, 1), (0, 2), (1, 2)],
        {"conv": "Conv2d", "relu": "ReLU"},
    )
    tree = build_tree(network)
    assert tree.cells["#0"].operators == (0,)
    assert tree.cells["#2"].arity == 2


def test_the_tree_needs_no_torch() -> None:
    import subprocess
    import sys

    code = (
        "import sys, explorer.visualize.layout.compound; sys.exit('torch' in sys.modules or 'networkx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

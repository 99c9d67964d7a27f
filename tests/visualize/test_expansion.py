"""Which blocks are open: the sets that the window's commands ask for."""

import pytest

from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.graph.expansion import (
    blocks_of_class,
    close_class,
    deepest,
    fold_around,
    folds,
    inside,
    open_blocks,
    open_class,
    way_to,
)
from explorer.visualize.layout.compound import Composer
from tests.visualize.drawing_networks import captured


@pytest.fixture(scope="module")
def tree() -> BlockTree:
    return build_tree(captured("resnet50"))


def seen(tree: BlockTree, expanded: frozenset[str]) -> list[str]:
    return Composer(tree).visible_items(expanded)


def test_all_blocks_of_a_class_are_counted_one_by_one(tree: BlockTree) -> None:
    found = blocks_of_class(tree, "Bottleneck")
    assert len(found) == 16  # 3 + 4 + 6 + 3, He et al. 2015, table 1
    assert found[0] == "layer1.0" and found[-1] == "layer4.2"
    assert not any(tree.blocks[block].fold for block in found)
    assert blocks_of_class(tree, "BasicBlock") == ()


def test_opening_a_class_shows_the_inside_of_each(tree: BlockTree) -> None:
    expanded = open_class(tree, frozenset(), "Bottleneck")
    assert ROOT not in expanded
    assert not any(item in tree.blocks for item in seen(tree, expanded))
    assert open_class(tree, frozenset(), "Sequential") == {"layer1", "layer2", "layer3", "layer4"}


def test_closing_a_class_folds_its_runs_again(tree: BlockTree) -> None:
    everything = open_blocks(tree, "all")
    expanded = close_class(tree, everything, "Bottleneck")
    assert expanded == {"layer1", "layer2", "layer3", "layer4"}
    assert "layer2.1–3" in seen(tree, expanded)


def test_only_the_way_to_an_operator_is_open(tree: BlockTree) -> None:
    cell = tree.cell_of[58]
    expanded = way_to(tree, open_blocks(tree, "all"), cell)
    assert expanded == {"layer2", "layer2.1–3", "layer2.2"}
    assert cell in seen(tree, expanded)
    # An open block stays open, what is in it does not; a closed one stays closed.
    assert way_to(tree, open_blocks(tree, "all"), "layer2") == {"layer2"}
    assert way_to(tree, frozenset(), "layer2.0") == {"layer2"}


def test_folds_and_what_lies_in_them(tree: BlockTree) -> None:
    assert folds(tree) == {"layer1.1–2", "layer2.1–3", "layer3.1–5", "layer4.1–2"}
    assert fold_around(tree, "layer2.1–3") == "layer2.1–3"
    assert fold_around(tree, "layer2.2") == "layer2.1–3"
    assert fold_around(tree, tree.cell_of[58]) == "layer2.1–3"
    assert fold_around(tree, "layer2.0") is None and fold_around(tree, "#0") is None


def test_a_block_and_all_in_it(tree: BlockTree) -> None:
    assert inside(tree, "layer1") == {"layer1", "layer1.0", "layer1.1–2", "layer1.1", "layer1.2"}
    assert inside(tree, "layer1.0") == {"layer1.0"}


@pytest.mark.parametrize("name", ["resnet50", "googlenet", "densenet121", "vgg16"])
def test_at_the_greatest_depth_all_is_open(name: str) -> None:
    tree = build_tree(captured(name))
    depth = deepest(tree)
    assert open_blocks(tree, depth) == open_blocks(tree, "all")
    assert depth == 0 or open_blocks(tree, depth - 1) < open_blocks(tree, depth)

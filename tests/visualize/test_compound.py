"""Whole drawings: nothing overlaps, no edge passes through a box, the same on every run."""

import random
from collections.abc import Sequence
from typing import Any

import pytest

from explorer.errors import UsageError
from explorer.visualize.graph.blocks import ROOT, BlockTree, build_tree
from explorer.visualize.graph.expansion import block_depths, expand_to, open_blocks
from explorer.visualize.graph.scene import DIRECTIONS, GraphScene
from explorer.visualize.layout import compound
from explorer.visualize.layout.compound import Composer, initial_expansion, layout_network
from explorer.visualize.layout.layered import LayoutNode, Placement, place
from tests.visualize.drawing_checks import faults
from tests.visualize.drawing_networks import NAMES, captured


def check(tree: BlockTree, scene: GraphScene) -> None:
    assert faults(tree, scene) == {}


@pytest.mark.parametrize("direction", ["tb", "lr"])
@pytest.mark.parametrize("name", NAMES)
def test_no_overlap_and_no_edge_through_a_box(name: str, direction: str) -> None:
    tree = build_tree(captured(name))
    composer = Composer(tree)
    expansions = ["none", 1, 2, "all"]
    for expanded in [*(open_blocks(tree, one) for one in expansions), initial_expansion(tree, direction)]:
        check(tree, composer.compose(expanded, direction))


@pytest.mark.parametrize("name", ["googlenet", "resnet50", "efficientnet_b0"])
def test_each_block_opened_alone_is_drawn_as_well(name: str) -> None:
    tree = build_tree(captured(name))
    composer = Composer(tree)
    for block in tree.descendants():
        expanded = expand_to(tree, frozenset({block}), block)
        scene = composer.compose(expanded)
        assert {container.id for container in scene.containers} == expanded
        check(tree, scene)


@pytest.mark.parametrize("name", NAMES)
def test_all_operators_are_seen_once_with_everything_open(name: str) -> None:
    network = captured(name)
    scene = layout_network(network, "all")
    orders = [order for box in scene.boxes for order in box.face.operators if order >= 0]
    assert sorted(orders) == [row.order for row in network.rows]
    strips = [strip.order for box in scene.boxes for strip in box.face.strips]
    assert set(strips) <= set(orders)


def test_edges_join_what_the_graph_joins() -> None:
    network = captured("googlenet")
    tree = build_tree(network)
    scene = Composer(tree).compose(open_blocks(tree, "all"))
    drawn = {(edge.source, edge.target) for edge in scene.edges}
    expected = {
        (tree.cell_of[a], tree.cell_of[b]) for a, b in network.graph.edges if tree.cell_of[a] != tree.cell_of[b]
    }
    assert {pair for pair in drawn if not pair[1].endswith(">")} == expected


def test_the_spine_is_straight_with_everything_closed() -> None:
    scene = layout_network(captured("resnet50"), "none")
    assert len({box.x + box.width / 2 for box in scene.boxes}) == 1
    assert all(len(edge.points) == 2 for edge in scene.edges)


def test_opening_a_block_leaves_the_order_of_its_siblings() -> None:
    tree = build_tree(captured("resnet50"))
    composer = Composer(tree)
    closed = {box.id: box for box in composer.compose(frozenset()).boxes}
    opened = {box.id: box for box in composer.compose(frozenset({"layer2"})).boxes}
    kept = [name for name in closed if name in opened]
    assert len(kept) == len(closed) - 1
    assert sorted(kept, key=lambda name: closed[name].y) == sorted(kept, key=lambda name: opened[name].y)


@pytest.mark.parametrize("name", ["resnet50", "densenet121"])
def test_opening_a_block_leaves_its_siblings_beside_it_where_they_are(name: str) -> None:
    """Seen from the block that opens, which stays where it is on the screen."""
    tree = build_tree(captured(name))
    composer = Composer(tree)
    for block in (child for child in tree.blocks[ROOT].children if child in tree.blocks):
        closed, opened = (centres(composer.compose(expanded)) for expanded in (frozenset(), frozenset({block})))
        for sibling in tree.blocks[ROOT].children:
            assert opened[sibling] - opened[block] == pytest.approx(closed[sibling] - closed[block]), (block, sibling)


def centres(scene: GraphScene) -> dict[str, float]:
    return {thing.id: thing.x + thing.width / 2 for thing in (*scene.boxes, *scene.containers)}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_composer_remembers_changes_nothing(name: str) -> None:
    """Blocks opened and closed one after the other, also in blocks that are closed: as from a cold start."""
    tree = build_tree(captured(name))
    warm = Composer(tree)
    blocks = list(tree.descendants())
    choice = random.Random(name)
    expanded = frozenset(choice.sample(blocks, len(blocks) // 2))
    for turn in range(12):
        expanded ^= set(choice.sample(blocks, min(len(blocks), 1 + turn % 2)))
        direction = choice.choice(DIRECTIONS)
        assert warm.compose(expanded, direction) == Composer(tree).compose(expanded, direction)


def test_equal_blocks_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def counted(nodes: Sequence[LayoutNode], *rest: Any) -> Placement:
        calls.append(len(nodes))
        return place(nodes, *rest)

    monkeypatch.setattr(compound, "place", counted)
    tree = build_tree(captured("resnet50"))
    composer = Composer(tree)
    composer.compose(open_blocks(tree, "all"))
    assert len(calls) < len(tree.blocks) / 2
    before = len(calls)
    composer.compose(open_blocks(tree, "all") - {"layer3.1–5"})
    assert len(calls) - before == 2  # layer3, which holds the fold, and the root around it


def test_labels_stand_where_the_shape_changes() -> None:
    scene = layout_network(captured("resnet50"), "none")
    assert {label.text for label in scene.labels} == {
        "64 × 112 × 112", "64 × 56 × 56", "256 × 56 × 56", "512 × 28 × 28", "1024 × 14 × 14", "2048 × 7 × 7",
        "2048 × 1 × 1", "2048",
    }  # fmt: skip


def test_depths_count_folds_as_what_they_fold() -> None:
    tree = build_tree(captured("resnet50"))
    depth = dict(block_depths(tree))
    assert depth["layer2"] == 1
    assert depth["layer2.0"] == depth["layer2.1–3"] == depth["layer2.2"] == 2
    assert open_blocks(tree, 0) == open_blocks(tree, "none") == frozenset()
    assert open_blocks(tree, 2) == open_blocks(tree, "all")


def test_expanding_to_an_operator_opens_what_hides_it() -> None:
    tree = build_tree(captured("resnet50"))
    item = tree.cell_of[58]
    assert expand_to(tree, frozenset(), item) == {"layer2", "layer2.1–3", "layer2.2"}


@pytest.mark.parametrize("name", NAMES)
def test_the_first_view_is_short_enough_to_be_read(name: str) -> None:
    tree = build_tree(captured(name))
    scene = Composer(tree).compose(initial_expansion(tree))
    assert 8 <= len(scene.boxes) <= 48
    assert scene.width <= 1000


@pytest.mark.parametrize(("expanded", "direction"), [("some", "tb"), ("all", "rl")])
def test_unknown_words_are_refused(expanded: str, direction: str) -> None:
    with pytest.raises(UsageError):
        layout_network(captured("vgg16"), expanded, direction)

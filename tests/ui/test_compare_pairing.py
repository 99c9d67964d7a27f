"""What a selection is in the other network, what differs, and which places of two drawings correspond."""

from functools import cache
from itertools import pairwise

import pytest

from explorer.analysis.comparison.alignment import align_networks
from explorer.ui.compare.axes import Doubling, Linear
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.differences import Difference, differences
from explorer.ui.compare.pairing import Pairing
from explorer.ui.compare.places import PlaceMap, marks_of, place_map, spans
from explorer.ui.selection import Selected
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.layout.compound import Composer
from tests.ui.inspector_stage import network_of


@cache
def pairing(left: str, right: str) -> Pairing:
    networks = network_of(left), network_of(right)
    return Pairing.of(align_networks(*networks), *map(build_tree, networks))


def order(found: Pairing, path: str, *, left: bool = True) -> int:
    half = found.left if left else found.right
    return next(row.order for row in half.tree.network.rows if row.path == path)


def test_an_operator_leads_to_the_one_that_does_its_work() -> None:
    found = pairing("alexnet", "zfnet")
    there = found.counterpart(Selected(order=order(found, "features.3")), of_left=True)
    assert there == Selected(order=order(found, "conv2", left=False))
    assert found.counterpart(there, of_left=False) == Selected(order=order(found, "features.3"))


def test_a_block_leads_to_a_block() -> None:
    found = pairing("resnet50_v1", "resnet50")
    for path in ("layer1", "layer2.0", "layer3.5"):
        assert found.counterpart(Selected(block=path), of_left=True) == Selected(block=path)
    found = pairing("resnet50", "convnext_tiny")
    assert found.counterpart(Selected(block="layer1"), of_left=True) == Selected(block="features.1")
    # Four blocks against a downsampling layer and three blocks: not the module around everything.
    assert found.counterpart(Selected(block="layer2"), of_left=True) == Selected(block="features.3")


def test_what_has_no_counterpart_leads_nowhere() -> None:
    found = pairing("resnet50", "convnext_tiny")
    assert not found.counterpart(Selected(order=order(found, "maxpool")), of_left=True)
    assert not found.counterpart(Selected(block="features.4"), of_left=False)
    assert not found.counterpart(Selected(), of_left=True)


@pytest.mark.parametrize(
    ("left", "right"), [("alexnet", "zfnet"), ("resnet50_v1", "resnet50"), ("vgg16", "densenet121")]
)
def test_counterparts_of_operators_are_mutual(left: str, right: str) -> None:
    found = pairing(left, right)
    there_and_back = 0
    for row in found.left.tree.network.rows:
        there = found.counterpart(Selected(order=row.order), of_left=True)
        if there.order is not None:
            assert found.counterpart(there, of_left=False) == Selected(order=row.order)
            there_and_back += 1
    assert there_and_back > 5


def test_relatives_differ_operator_by_operator() -> None:
    found = differences(pairing("resnet50_v1", "resnet50"))
    # He et al. halve the map in the first 1×1 convolution of a stage, the later form in the 3×3 (three stages of two).
    assert [one.kind for one in found] == ["changed"] * 6
    assert found[0].lines == ("layer2.0.conv1 1×1/2 → 1×1",)
    assert found[1].lines == ("layer2.0.conv2 3×3 → 3×3/2",)
    assert (found[1].left_name, found[1].right_name, found[1].stride) == ("layer2.0.conv2", "layer2.0.conv2", 8)


def test_a_module_of_many_operators_comes_as_one() -> None:
    found = [one for one in differences(pairing("alexnet", "zfnet")) if one.right_name == "norm1"]
    assert [(one.kind, one.right, one.lines) for one in found] == [
        ("added", Selected(block="norm1"), ("+ norm1 LocalResponseNorm",))
    ]


def test_other_families_differ_unit_by_unit() -> None:
    found = pairing("resnet50", "convnext_tiny")
    units = [pair for pair in found.alignment.units if pair.status != "same"]
    listed = differences(found)
    assert len(listed) == len(units)
    pool = next(one for one in listed if one.left_name == "maxpool")
    assert pool.kind == "removed" and not pool.right and pool.lines == ("pooling, 64 × 56 × 56",)


def test_the_same_network_at_another_size_is_resized() -> None:
    from explorer.analysis.analyzer import analyze_architecture
    from explorer.models import registry

    larger = analyze_architecture(registry.get("resnet18"), (3, 320, 320))
    one = network_of("resnet18")
    found = differences(Pairing.of(align_networks(one, larger), build_tree(one), build_tree(larger)))
    assert {each.kind for each in found} == {"resized"}
    assert found[0].lines == ("64 × 112 × 112 → 64 × 160 × 160",)


def test_places_between_knots_are_in_proportion() -> None:
    places = PlaceMap([(0, 0), (10, 30), (20, 40), (15, 50), (100, 100)])
    assert places.forward(5) == 15 and places.backward(35) == 15
    assert places.forward(-7) == -7 and places.forward(110) == 110
    for value in (0, 3, 12, 19, 60, 140):
        assert places.backward(places.forward(value)) == pytest.approx(value)


@pytest.mark.parametrize("expanded", ["none", 1, "all"])
def test_units_that_correspond_lie_at_places_that_correspond(expanded: str | int) -> None:
    found = pairing("resnet50", "convnext_tiny")
    drawings = [Composer(half.tree).compose(open_blocks(half.tree, expanded)) for half in (found.left, found.right)]
    where = [spans(half, drawing) for half, drawing in zip((found.left, found.right), drawings, strict=True)]
    for one in where:
        known = [span for span in one if span is not None]
        assert len(known) == len(one)
        # In order, and none within another: closed blocks are shared out.
        assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(known))
    places = place_map(found.alignment, where[0], where[1], (drawings[0].height, drawings[1].height))
    for pair in found.alignment.units:
        if pair.left is not None and pair.right is not None:
            left, right = where[0][pair.left], where[1][pair.right]
            assert left is not None and right is not None
            middle = places.forward((left[0] + left[1]) / 2)
            assert right[0] - 1e-6 <= middle <= right[1] + 1e-6


def test_a_closed_block_bears_the_marks_of_what_it_hides() -> None:
    found = pairing("resnet50_v1", "resnet50")
    marks = [(one.left, one.kind) for one in differences(found)]
    tree = found.left.tree
    closed = marks_of(found.left, Composer(tree).compose(frozenset()), marks)
    assert closed == {"layer2": ["changed"] * 2, "layer3": ["changed"] * 2, "layer4": ["changed"] * 2}
    opened = marks_of(found.left, Composer(tree).compose(open_blocks(tree, "all")), marks)
    assert len(opened) == 6 and all(kinds == ["changed"] for kinds in opened.values())


def test_the_next_difference_is_after_what_is_selected() -> None:
    from explorer.analysis.comparison.comparison import compare

    found = pairing("resnet50_v1", "resnet50")
    trees = [found.left.tree, found.right.tree]
    result = Compared.of((None, None), (0, 1), trees, compare([tree.network for tree in trees]))

    def place(path: str, by: int) -> str:
        at = result.near((Selected(order=order(found, path)), Selected()), by)
        chosen: Difference = result.differences[at]
        return chosen.left_name

    assert place("layer2.3.conv1", 1) == "layer3.0.conv1"
    assert place("layer2.3.conv1", -1) == "layer2.0.conv2"
    assert place("fc", 1) == "layer2.0.conv1" and place("conv1", -1) == "layer4.0.conv2"
    assert result.near((Selected(), Selected()), 1) == 0 and result.near((Selected(), Selected()), -1) == 5


def test_axes_place_their_ticks() -> None:
    axis = Linear(0, 50, 100, 0, 10, 1)
    assert axis.place(25) == 50
    assert axis.marks(15) == [(0, "0"), (10, "10"), (20, "20"), (30, "30"), (40, "40"), (50, "50")]
    assert axis.marks(30) == [(0, "0"), (20, "20"), (40, "40")]
    doubling = Doubling(7, 224, 0, 100)
    assert [words for _, words in doubling.marks(5)] == ["8", "16", "32", "64", "128"]
    assert doubling.place(7) == 0 and doubling.place(224) == 100

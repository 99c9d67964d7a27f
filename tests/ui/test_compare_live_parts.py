"""What the live comparison goes by: layers of stages, agreement of predictions, the wishes of both sides."""

from functools import cache

import pytest

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.comparison.comparison import compare
from explorer.engine.messages import (
    ChannelJob,
    ChannelView,
    ClassJob,
    FrameWish,
    PredictionResult,
    PredictJob,
    Ranked,
    SeenRegion,
    WeightsBadge,
)
from explorer.models import registry
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.live.layers import StageLayers
from explorer.ui.compare.live.wishes import CompareWishes
from explorer.ui.live.method.methods import LASTING, OVERLAYS
from explorer.ui.live.stream.frames import wanted_sides
from explorer.ui.selection import Selected
from explorer.ui.what_if import Form
from explorer.visualize.graph.blocks import build_tree

REGION = SeenRegion(left=0, top=0, width=224, height=224, input_size=(224, 224))


@cache
def compared(*keys: str) -> Compared:
    forms = tuple(Form.own(registry.get(key)) for key in keys)
    trees = [build_tree(analyze_architecture(form.architecture)) for form in forms]
    return Compared.of(forms, tuple(range(len(keys))), trees, compare([tree.network for tree in trees]))


def layers_of(*keys: str) -> StageLayers:
    both = compared(*keys)
    return StageLayers(both, (both.trees[0].network, both.trees[1].network))


def paths(layers: object) -> list[str | None]:
    return [one.path if one is not None else None for one in layers]  # type: ignore[attr-defined]


def result(*classes: tuple[int, str], trained: bool = True) -> PredictionResult:
    top = tuple(
        Ranked(rank=at + 1, index=index, label=label, probability=0.1, logit=1.0)
        for at, (index, label) in enumerate(classes)
    )
    badge = WeightsBadge(name="", trained=trained, source="")
    return PredictionResult(key="a", weights=badge, device="cpu", milliseconds=1, top=top, region=REGION)


# Layers


def test_a_stage_is_shown_by_its_last_map_on_each_side() -> None:
    layers = layers_of("efficientnet_lite0", "resnet18")
    found = {layers.name(stage): paths(layers.of_stage(stage)) for stage in layers.stages}
    assert found["stride 8"] == ["blocks.2.1", "layer2.1"]
    assert all(one is None or one.has_map for stage in layers.stages for one in layers.of_stage(stage))
    # The head has no map: it is not among the stages that one steps through.
    assert len(layers.stages) == len(layers._compared.comparison.stages) - 1
    assert layers.of_stage(len(layers.stages)) == (None, None)


def test_one_looks_first_where_maps_are_fine_and_for_classes_at_the_last_map_of_each() -> None:
    layers = layers_of("efficientnet_lite0", "resnet18")
    assert layers.name(layers.first()) == "stride 8"
    assert paths(layers.last()) == ["bn2", "layer4.1"]
    # AlexNet has fewer stages: its last map is in another one.
    assert paths(layers_of("alexnet", "resnet18").last()) == ["avgpool", "layer4.1"]


def test_what_has_no_counterpart_is_shown_beside_the_last_map_of_its_stage() -> None:
    layers = layers_of("alexnet", "resnet18")
    chosen = Selected(block="layer4.1")
    assert layers.of_selection((Selected(), chosen))[1].path == "layer4.1"
    stage = layers.stage_of(1, layers.of_selection((Selected(), chosen))[1])
    assert layers.of_selection((Selected(), chosen))[0] == layers.of_stage(stage)[0]


def test_the_receptive_field_of_a_unit_lies_on_the_picture_where_the_layer_is_the_shown_one() -> None:
    layers = layers_of("alexnet", "resnet18")
    layer = layers.of_stage(2)[1]
    view = ChannelView(
        key="resnet18",
        layer=layer.path,
        weights=WeightsBadge(name="", trained=True, source=""),
        method="activation",
        channel=0,
        unit=(14, 14),
        value=1.0,
        map=None,
        region=REGION,
    )
    box = layers.receptive_field(1, layer, view)
    assert box is not None and box.width() == layer.row.rf_w
    other = layers.of_stage(1)[1]
    assert layers.receptive_field(1, other, view) is None


# Agreement


def test_classes_agree_by_index_and_name() -> None:
    left = result((1, "cat"), (2, "dog"), (3, "cow"))
    right = result((2, "dog"), (1, "cat"), (3, "a digit"))
    found = Agreement.of_two(left, right)
    assert not found.same_first and (found.shared, found.of) == (2, 3)
    assert found.ranks == ({1: 2, 2: 1}, {1: 1, 2: 2})
    assert Agreement.of_two(left, left).same_first
    assert Agreement.of_two(left, result((1, "cat"), trained=False)).untrained == (1,)


# Wishes


def wishes(*keys: str) -> CompareWishes:
    found = CompareWishes(lambda place: f"weights of {'AB'[place]}")
    both = compared(*keys)
    found.begin(both, (both.trees[0].network, both.trees[1].network))
    return found


def test_both_are_wished_for_with_their_own_weights_and_one_method() -> None:
    found = wishes("alexnet", "resnet18")
    found.method = "guided"
    left, right = found.sides()
    assert left.predict == PredictJob(key="alexnet", weights="weights of A")
    assert isinstance(left.view, ChannelJob) and isinstance(right.view, ChannelJob)
    assert left.view.method == right.view.method == "guided"
    assert right.view.layer == right.layer.layer
    found.method = "gradcam"
    left, right = found.sides()
    assert isinstance(left.view, ClassJob) and left.layer is None and right.view.layer == "layer4.1"
    stage = found.next_stage(-1)
    found.choose_stage(stage)
    assert [side.view.layer for side in found.sides()] == paths(found.layers.of_stage(stage))
    found.method = None
    assert found.sides()[0] == FrameWish(predict=PredictJob(key="alexnet", weights="weights of A"))


def test_a_class_is_explained_in_both_where_both_know_it() -> None:
    same = wishes("alexnet", "resnet18")
    same.choose_target(1, 7)
    assert same.targets == [7, 7]
    other = wishes("alexnet", "lenet5_modern")
    other.choose_target(1, 7)
    assert other.targets == [None, 7]
    other.choose_target(0, None)
    assert other.targets == [None, None]


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("moving", [False, True])
def test_the_key_goes_round_all_methods_that_there_is_time_for(step: int, moving: bool) -> None:
    found = wishes("alexnet", "resnet18")
    offered = [one for one in OVERLAYS if not moving or one not in LASTING]
    seen = []
    for _ in offered:
        seen.append(found.method)
        found.method = found.next_method(step, moving=moving)
    assert set(seen) == set(offered) and found.method == seen[0]
    # From a method that was chosen while the source stood, it leads back to the others.
    found.method = "occlusion"
    assert found.next_method(1, moving=True) is None


def test_what_lasts_is_asked_apart_from_the_frame() -> None:
    found = wishes("alexnet", "resnet18")
    assert found.lasting() == (None, None)
    for method in LASTING:
        found.method = method
        found.choose_target(0, 7)
        assert [side.view for side in found.sides()] == [None, None]
        assert found.lasting() == tuple(
            ClassJob(key=key, weights=f"weights of {letter}", method=method, target=7)
            for key, letter in (("alexnet", "A"), ("resnet18", "B"))
        )


def test_nothing_is_wished_for_before_two_are_compared() -> None:
    found = CompareWishes(lambda place: "default")
    assert found.sides() == (None, None) and found.shown() == (None, None)
    found.begin(None, None)
    assert found.next_stage(1) is None and found.shown_stage() is None


# What is still wanted of an answer


def test_of_another_network_nothing_is_shown_on_either_side() -> None:
    before = wishes("alexnet", "resnet18").sides()
    after = wishes("alexnet", "squeezenet1_1").sides()
    assert wanted_sides((None, None), (None, None), (None, None)) == (None, None)
    assert wanted_sides((None, None), before, after) is None
    assert wanted_sides((None, None), (None, before[1]), before) is None

"""Accuracy against cost, and the front that nothing beats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.comparison.trade_off import Point, pareto_front, points
from explorer.errors import UsageError
from explorer.models import registry


def test_the_published_front_of_the_catalogue_runs_from_shufflenet_to_replknet() -> None:
    front = pareto_front(points(registry.architectures()))
    assert front[0].key == "shufflenet_v1_g3_x0_25"
    assert front[-1].key == "replknet_xl"
    assert {"efficientnet_b0", "efficientnet_b3"} <= {point.key for point in front}
    assert not {point.key for point in front} & {"vgg16", "alexnet_original", "resnet50"}


def test_of_weights_the_best_set_counts_and_is_named() -> None:
    found = {point.key: point for point in points(registry.architectures(), accuracy="weights", cost="params")}
    best = max((one for one in registry.get("resnet50").weights if one.top1), key=lambda one: one.top1 or 0)
    assert found["resnet50"].top1 == best.top1
    assert found["resnet50"].protocol in (best.title, best.name)
    assert found["resnet50"].cost == registry.get("resnet50").params
    assert "resnet50_v1" not in found


def test_every_point_says_its_protocol() -> None:
    for accuracy in ("published", "weights"):
        assert all(point.protocol for point in points(registry.architectures(), accuracy=accuracy))


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30))))
def test_the_front_holds_exactly_what_nothing_beats(drawn: list[tuple[int, int]]) -> None:
    found = [Point(str(at), "", 2000, cost, float(top1), "") for at, (cost, top1) in enumerate(drawn)]
    front = {(point.cost, point.top1) for point in pareto_front(found)}
    beaten = {
        (one.cost, one.top1)
        for one in found
        for other in found
        if other.cost <= one.cost and other.top1 >= one.top1 and (other.cost, other.top1) != (one.cost, one.top1)
    }
    assert front == {(point.cost, point.top1) for point in found} - beaten


def test_unknown_axes_are_usage() -> None:
    with pytest.raises(UsageError, match="cost is one of"):
        points([], cost="watts")

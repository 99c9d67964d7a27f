"""The checks of drawings, on small drawings that are wrong in one way each."""

from dataclasses import replace

import pytest

from explorer.visualize.graph.scene import Box, Container, Edge, Face, GraphScene, Label, Point
from tests.visualize.drawing_checks import (
    coincident,
    covered_labels,
    loose_ends,
    outside,
    overlaps,
    pierced,
    trespassing,
)


def box(name: str, x: float, y: float) -> Box:
    """A box of 100 × 20 pixels."""
    return Box(name, Face(role="operator", kind="conv", title=name, width=100, height=20), x, y, 0)


def container(name: str, x: float, y: float, width: float, height: float) -> Container:
    return Container(
        id=name,
        title=name,
        description="",
        summary="",
        count=1,
        level=0,
        x=x,
        y=y,
        width=width,
        height=height,
        lines=(),
    )


def edge(source: str, target: str, *points: Point) -> Edge:
    return Edge(source, target, (1,), points, True)


A, B, C = box("a", 0, 0), box("b", 0, 60), box("c", 200, 60)
SCENE = GraphScene(
    direction="tb",
    width=300,
    height=140,
    boxes=(A, B, C),
    containers=(),
    edges=(edge("a", "b", (50, 20), (50, 60)),),
    labels=(Label("a", "64 × 8 × 8", 56, 40, 0),),
    expanded=frozenset(),
)


def test_nothing_is_wrong_with_a_proper_drawing() -> None:
    around = replace(SCENE, containers=(container("all", 0, 0, 300, 140),))
    for scene in (SCENE, around):
        assert overlaps(scene) == pierced(scene) == loose_ends(scene) == coincident(scene) == []
        assert covered_labels(scene) == outside(scene) == []
        assert trespassing(scene, {"all": {"a", "b", "c"}}) == []


@pytest.mark.parametrize(("x", "y", "meets"), [(50, 70, True), (99, 60, True), (100, 60, False), (0, 80, False)])
def test_boxes_may_touch_but_not_overlap(x: float, y: float, meets: bool) -> None:
    scene = replace(SCENE, boxes=(A, B, box("c", x, y)))
    assert overlaps(scene) == ([("b", "c")] if meets else [])


def test_a_box_must_be_inside_a_container_or_outside_but_not_across_its_border() -> None:
    scene = replace(SCENE, containers=(container("block", -10, 50, 120, 20),))
    assert overlaps(scene) == [("b", "block")]
    crossing = (container("one", 0, 0, 100, 80), container("two", 0, 50, 100, 80))
    assert overlaps(replace(SCENE, boxes=(), containers=crossing)) == [("one", "two")]


def test_a_line_through_a_foreign_box_is_found() -> None:
    below = box("d", 0, 120)
    scene = replace(SCENE, boxes=(A, B, C, below), edges=(edge("a", "d", (50, 20), (50, 120)),))
    assert pierced(scene) == [("a", "d", "b")]
    beside = edge("a", "d", (50, 20), (50, 40), (120, 40), (120, 100), (50, 100), (50, 120))
    assert pierced(replace(scene, edges=(beside,))) == []


def test_a_line_through_its_own_box_is_found() -> None:
    scene = replace(SCENE, edges=(edge("a", "b", (50, 0), (50, 60)),))
    assert pierced(scene) == [("a", "b", "a")]


def test_a_line_through_a_foreign_block_is_found_but_not_one_that_ends_in_it() -> None:
    scene = replace(SCENE, containers=(container("block", -10, 30, 220, 100),))
    assert trespassing(scene, {"block": {"c"}}) == [("a", "b", "block")]
    assert trespassing(scene, {"block": {"b", "c"}}) == []


@pytest.mark.parametrize(
    "points", [((50, 22), (50, 60)), ((50, 20), (50, 58)), ((50, 20), (60, 60)), ((50, 10), (50, 60))]
)
def test_ends_off_the_border_and_lines_askew_are_found(points: tuple[Point, ...]) -> None:
    assert loose_ends(replace(SCENE, edges=(edge("a", "b", *points),))) == [("a", "b")]


def test_foreign_lines_on_each_other_are_found_but_not_those_that_meet() -> None:
    boxes = (A, B, C, box("d", 200, 0))
    one = edge("a", "c", (50, 20), (50, 40), (250, 40), (250, 60))
    other = edge("d", "b", (230, 20), (230, 40), (70, 40), (70, 60))
    assert coincident(replace(SCENE, boxes=boxes, edges=(one, other))) == [("a", "c", "d", "b")]
    shared = edge("a", "b", (50, 20), (50, 60))
    assert coincident(replace(SCENE, boxes=boxes, edges=(one, shared))) == []


def test_labels_on_boxes_and_on_each_other_are_found() -> None:
    label = Label("a", "64 × 8 × 8", 56, 62, 0)
    assert covered_labels(replace(SCENE, labels=(label,))) == [("a", "b")]
    twice = (Label("a", "64", 120, 40, 0), Label("b", "64", 125, 40, 0))
    assert covered_labels(replace(SCENE, labels=twice)) == [("a", "b")]


def test_what_the_size_of_the_drawing_leaves_out_is_found() -> None:
    assert outside(replace(SCENE, width=299)) == [("c",)]
    assert outside(replace(SCENE, height=79)) == [("b",), ("c",)]

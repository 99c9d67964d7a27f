"""Opening and closing many blocks at once, and what stays where it is meanwhile."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from explorer.ui.graph.transition import DURATION
from explorer.ui.graph.view import GraphView
from explorer.ui.motion import motion
from explorer.ui.selection import Selection
from tests.ui.graph_window import centre, click, corner, marked, open_all, resnet50, selection, shown, sign, view

__all__ = ["resnet50", "selection", "view"]


def test_all_of_a_class_open_and_close(qtbot: QtBot, view: GraphView) -> None:
    view.set_expanded(1)
    before = shown(view)
    view.opening.open_class("Bottleneck", "layer2.0")
    qtbot.waitUntil(lambda: not view.busy, timeout=10_000)
    assert not shown(view) & view.tree.blocks.keys()  # type: ignore[union-attr]
    view.opening.close_class("Bottleneck", "layer2.0")
    qtbot.waitUntil(lambda: not view.busy, timeout=10_000)
    assert shown(view) == before


def test_folds_unfold_and_fold_again(qtbot: QtBot, view: GraphView) -> None:
    view.set_expanded(1)
    assert "layer3.1–5" in shown(view)
    click(qtbot, view, sign(view, "layer3.1–5"))
    assert {f"layer3.{number}" for number in range(1, 6)} <= shown(view)
    view.opening.fold_all()
    assert "layer3.1–5" in shown(view)
    view.opening.unfold_all()
    assert "layer1.2" in shown(view) and not any("–" in box for box in shown(view))
    # In a closed block as well, once it is opened.
    view.set_expanded("none")
    view.opening.unfold_all()
    view.toggle("layer4")
    assert "layer4.2" in shown(view)


def test_everything_inside_one_block(view: GraphView) -> None:
    view.opening.open_inside("layer1")
    assert view.expanded == {"layer1", "layer1.0", "layer1.1–2", "layer1.1", "layer1.2"}
    view.opening.close_inside("layer1")
    assert view.expanded == {"layer1"} and "layer1.1–2" in shown(view)


def test_only_the_way_to_the_selection(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    open_all(qtbot, view)
    selection.select_operator(58)
    before = corner(view, "#58")
    view.show_only_way()
    assert view.expanded == {"layer2", "layer2.1–3", "layer2.2"}
    assert marked(view) == "#58"
    assert (corner(view, "#58") - before).manhattanLength() <= 2, "it stays where it is"


def test_the_way_to_a_hidden_selection(view: GraphView, selection: Selection) -> None:
    selection.select_operator(58)
    view.set_expanded("none")
    assert marked(view) == "layer2"
    view.show_way()
    assert marked(view) == "#58"
    rect = view.canvas.rect_of("#58")
    assert rect is not None and view.canvas.visible_rect().contains(rect)


def test_what_one_is_at_stays_when_all_is_opened(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    view.set_expanded(frozenset({"layer3"}))
    selection.select_block("layer3.0")
    before = corner(view, "layer3.0")
    open_all(qtbot, view)
    assert (corner(view, "layer3.0") - before).manhattanLength() <= 2
    view.set_expanded("none")
    assert view.canvas.visible_rect().intersects(view.canvas.rect_of("layer3"))  # type: ignore[arg-type]


def test_without_a_selection_the_middle_stays(qtbot: QtBot, view: GraphView) -> None:
    open_all(qtbot, view)
    rect = view.canvas.rect_of("layer3.2")
    assert rect is not None
    view.canvas.set_view(1.0, rect.center() - QPointF(500, 330))
    view.set_expanded(1)
    fold = view.canvas.rect_of("layer3.1–5")
    assert fold is not None and view.canvas.visible_rect().intersects(fold)


def test_siblings_keep_their_place_across_the_flow(qtbot: QtBot, view: GraphView) -> None:
    """Opening a block pushes what follows down and nothing aside, as long as it is no wider than the rest."""
    view.set_expanded(frozenset({"layer2"}))
    before = {box: centre(view, box).x() for box in ("layer1", "layer3", "layer4", "layer2.1–3")}
    top = {box: centre(view, box).y() for box in ("layer1", "layer3")}
    view.set_expanded(frozenset({"layer2", "layer2.1–3"}))
    assert {box: centre(view, box).x() for box in ("layer1", "layer3", "layer4")} == {
        box: x for box, x in before.items() if box != "layer2.1–3"
    }
    assert centre(view, "layer1").y() == top["layer1"] or centre(view, "layer3").y() == top["layer3"]


@pytest.mark.parametrize("reduced", [True, False])
def test_nothing_glides_where_the_system_asks_for_reduced_motion(qtbot: QtBot, view: GraphView, reduced: bool) -> None:
    view.set_reduced_motion(False)
    view.canvas.set_view(1.0, QPointF(0, 0))
    motion().set_from_portal(reduced)
    try:
        view.toggle("layer2")
        rect = view.canvas.rect_of("layer3")
        assert rect is not None
        box = view.canvas.items(view.canvas.mapFromScene(rect.center()))
        placed = any(one.topLevelItem().y() == rect.y() and one.topLevelItem().opacity() == 1.0 for one in box)
        assert placed == reduced
        view.fit()
        at_once = view.canvas.scale_factor
        qtbot.wait(DURATION * 2)
        assert (view.canvas.scale_factor == at_once) == reduced
    finally:
        motion().set_from_portal(False)

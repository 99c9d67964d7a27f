"""The page on which networks are compared, driven by key and mouse."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from explorer.engine.messages import Lost
from explorer.ui.compare.page import ComparePage
from explorer.ui.docks.library.library_view import ARCHITECTURE
from explorer.ui.selection import Selected
from tests.ui.compare_stage import Engine, click, compare, engine, form, keys_of, known, marked, order_of, page

__all__ = ["engine", "page"]

PLAIN = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot: QtBot, page: ComparePage, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    page.sides[0].view.canvas.setFocus()
    qtbot.keyClick(page.sides[0].view.canvas, key, modifier)


def push(qtbot: QtBot, page: ComparePage, name: str) -> None:
    button = page.findChild(QToolButton, name) or page.findChild(QPushButton, name)
    assert button is not None and button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(qtbot: QtBot, page: ComparePage, text: str) -> None:
    """Type into the pop-up that asks for a network, and press Enter."""
    picker = page.replacing.picker
    assert picker is not None and picker.isVisible()
    qtbot.keyClicks(picker.search.edit, text)
    qtbot.keyClick(picker.search.edit, Qt.Key.Key_Return)
    assert not picker.isVisible()


def middles(page: ComparePage) -> list[QPointF]:
    return [side.view.canvas.visible_rect().center() for side in page.sides]


# Building a comparison


def test_a_comparison_is_built_by_hand(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    assert keys_of(page) == [None, None] and "Choose two networks" in page.card.text()
    for name, text in (("compare.a.name", "alexnet"), ("compare.b.name", "zfnet")):
        push(qtbot, page, name)
        choose(qtbot, page, text)
    assert keys_of(page) == ["alexnet", "zfnet"]
    known(qtbot, page, engine)
    first, second = page.sides
    assert first.name.text() == "AlexNet (2014)" and "61.1" in first.totals.accessibleName()
    assert second.name.text() == "ZFNet (2013)" and second.view.drawing is not None
    assert "aligned by order" in page.bar.rule.text()


def test_a_side_is_replaced_swapped_and_removed(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    trees = [side.tree for side in page.sides]
    press(qtbot, page, Qt.Key.Key_X)
    known(qtbot, page, engine)
    assert keys_of(page) == ["zfnet", "alexnet"] and [side.tree for side in page.sides] == trees[::-1]
    push(qtbot, page, "compare.b.name")
    choose(qtbot, page, "resnet 18")
    known(qtbot, page, engine)
    assert keys_of(page) == ["zfnet", "resnet18"]
    assert page.sides[0].tree is trees[1], "the other side is not drawn anew"
    push(qtbot, page, "compare.0.remove")
    assert keys_of(page) == ["resnet18", None]
    qtbot.waitUntil(lambda: page.sides[0].tree is not None)
    assert page.sides[1].view.state.isVisible() and page.result is None


def test_everything_that_was_built_can_be_undone(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    push(qtbot, page, "compare.add")
    choose(qtbot, page, "lenet5_modern")
    press(qtbot, page, Qt.Key.Key_X)
    push(qtbot, page, "compare.2.remove")
    states = [keys_of(page)]
    for _ in range(3):
        press(qtbot, page, Qt.Key.Key_Z, CONTROL)
        states.append(keys_of(page))
    assert states == [
        ["zfnet", "alexnet"],
        ["zfnet", "alexnet", "lenet5_modern"],
        ["alexnet", "zfnet", "lenet5_modern"],
        ["alexnet", "zfnet"],
    ]
    assert not page.bar.undo.isEnabled() and "Add LeNet-5" in page.bar.redo.toolTip()
    press(qtbot, page, Qt.Key.Key_Z, CONTROL)
    for state in states[2::-1]:
        press(qtbot, page, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert keys_of(page) == state
    known(qtbot, page, engine)


def test_four_networks_are_the_most(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet", "lenet5_modern", "lenet5_original")
    assert not page.bar.add.isVisible() and not page.add("resnet18")
    assert page.result is not None and page.result.places == (0, 1, 2, 3)
    page.members.remove(3)
    assert page.bar.add.isVisible() and page.add("resnet18")


def test_a_network_is_compared_with_itself_in_another_form(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet18", "resnet18")
    assert "the same in every figure" in page.card.text() and page.result is not None and not page.result.differences
    qtbot.mouseClick(page.sides[1].chip, Qt.MouseButton.LeftButton)
    panel = page.sides[1].panel
    assert panel is not None and panel.isVisible()
    panel.height_box.setValue(320)
    qtbot.waitUntil(lambda: page.members.slots[1] is not None and page.members.slots[1].input_shape[1] == 320)
    known(qtbot, page, engine)
    assert {one.kind for one in page.result.differences} == {"resized"}
    assert "320" in page.sides[1].chip.text() and "224" in page.sides[0].chip.text()
    # One more is another form, and Undo goes back to it.
    press(qtbot, page, Qt.Key.Key_Z, CONTROL)
    known(qtbot, page, engine)
    assert not page.result.differences


def test_an_architecture_is_dropped_on_a_side(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    data = QMimeData()
    data.setData(ARCHITECTURE, b"lenet5_modern")
    buttons, actions = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    page.sides[1].dropEvent(QDropEvent(QPointF(10, 10), actions, data, buttons, Qt.KeyboardModifier.NoModifier))
    assert keys_of(page) == ["alexnet", "lenet5_modern"]


# Two canvases


def test_both_canvases_move_together(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    first, second = (side.view.canvas for side in page.sides)
    places = page.moving.map
    assert places is not None
    for leader, follower, there in ((first, second, places.forward), (second, first, places.backward)):
        leader.camera.pan(0, -150)
        leader.zoom_at(1.3)
        assert follower.scale_factor == pytest.approx(leader.scale_factor)
        a, b = leader.visible_rect().center(), follower.visible_rect().center()
        assert b.y() == pytest.approx(there(a.y()), abs=1.5 / leader.scale_factor)
    wheel = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(0, -240), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = middles(page)
    QApplication.sendEvent(first.viewport(), wheel)
    after = middles(page)
    assert after[0] != before[0] and after[1] != before[1]


def test_each_canvas_moves_for_itself_when_they_are_unlinked(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    push(qtbot, page, "compare.sync")
    assert not page.moving.enabled
    before = middles(page)
    page.sides[0].view.canvas.camera.pan(0, -200)
    assert middles(page)[0] != before[0] and middles(page)[1] == before[1]
    press(qtbot, page, Qt.Key.Key_L)
    assert page.moving.enabled and middles(page)[1] != before[1]


def test_a_block_opens_in_both(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    page.set_expanded("none")
    qtbot.waitUntil(lambda: not any(side.view.busy for side in page.sides))
    page.sides[1].view.toggle("layer2")
    assert page.sides[0].view.expanded == page.sides[1].view.expanded == {"layer2"}
    page.sides[0].view.toggle("layer2")
    assert page.sides[0].view.expanded == page.sides[1].view.expanded == frozenset()


def test_canvases_stand_beside_or_above_each_other(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    assert page.canvases.orientation() == Qt.Orientation.Horizontal
    press(qtbot, page, Qt.Key.Key_O)
    assert page.canvases.orientation() == Qt.Orientation.Vertical and page.bar.stacked.isChecked()
    page.resize(1000, 760)
    QApplication.processEvents()
    for side in page.sides:
        # Signs and bands lie over the whole canvas, whatever size it has got.
        assert side.overlay.geometry() == side.view.canvas.viewport().geometry()
        drawing = side.view.drawing
        assert drawing is not None and side.view.canvas.visible_rect().contains(drawing.width / 2, 5)


def test_commands_act_on_both(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.fit()
    for side in page.sides:
        drawing, seen = side.view.drawing, side.view.canvas.visible_rect()
        assert drawing is not None and seen.height() >= drawing.height
    page.set_direction("lr")
    qtbot.waitUntil(lambda: all(side.view.drawing and side.view.drawing.direction == "lr" for side in page.sides))
    before = middles(page)
    page.sides[0].view.canvas.camera.pan(-120, 0)
    assert middles(page)[1].x() > before[1].x()


# Selection


def test_the_counterpart_of_a_selection_lights_up(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    first, second = page.sides
    before = middles(page)[0]
    item = f"#{order_of(first, 'features.3')}"
    click(qtbot, first, item)
    assert page.counterparts.current == (
        Selected(order=order_of(first, "features.3")),
        Selected(order=order_of(second, "conv2")),
    )
    assert marked(first) == item and marked(second) == f"#{order_of(second, 'conv2')}"
    assert middles(page)[0] == before, "the graph in which somebody clicks stays"
    rect = second.view.canvas.rect_of(marked(second) or "")
    assert rect is not None and second.view.canvas.visible_rect().intersects(rect)
    assert page.card.lines == ["features.3 5×5, 64 to 192, padding 2×2 → 5×5/2, 96 to 256, padding 0×0"]


def test_what_has_no_counterpart_says_so(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    click(qtbot, page.sides[1], "norm1")
    assert page.counterparts.current[1] == Selected(block="norm1") and not page.counterparts.current[0]
    assert "no counterpart in AlexNet (2014)" in page.card.text() and marked(page.sides[0]) is None


# Differences


def test_keys_go_through_the_differences(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    assert page.bar.where() == "6 differences"
    seen = []
    for _ in range(7):
        press(qtbot, page, Qt.Key.Key_F8)
        qtbot.waitUntil(lambda: not any(side.view.busy for side in page.sides))
        seen.append((page.bar.where(), page.card.lines[0]))
        for side in page.sides:
            rect = side.view.canvas.rect_of(marked(side) or "")
            assert rect is not None and side.view.canvas.visible_rect().intersects(rect)
    assert seen[0] == ("1 of 6", "layer2.0.conv1 1×1/2 → 1×1") and seen[5][0] == "6 of 6" and seen[6] == seen[0]
    press(qtbot, page, Qt.Key.Key_F8, SHIFT)
    assert page.bar.where() == "6 of 6"
    # From a place of somebody's own choice, the next one is the next in the network.
    page.counterparts.selections[0].select_operator(order_of(page.sides[0], "layer3.0.conv2") + 3)
    press(qtbot, page, Qt.Key.Key_F8)
    assert page.card.lines == ["layer4.0.conv1 1×1/2 → 1×1"]


def test_differences_are_marked_by_sign_and_outline(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    first, second = page.sides
    assert first.overlay.marked[f"#{order_of(first, 'features.0')}"] == ["changed"]
    assert second.overlay.marked["norm1"] == ["added"]
    with_marks = second.view.canvas.grab().toImage()
    press(qtbot, page, Qt.Key.Key_D)
    assert not second.overlay.shown and second.view.canvas.grab().toImage() != with_marks
    press(qtbot, page, Qt.Key.Key_D)
    assert second.view.canvas.grab().toImage() == with_marks


def test_a_stage_is_shown_in_both_canvases(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    table = page.panel.stages
    row = next(at for at in range(table.stages.rowCount()) if table.stages.index(at, 0).data() == "stride 16")
    place = table.visualRect(table.stages.index(row, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for side in page.sides:
        band, seen = side.overlay.band, side.view.canvas.visible_rect()
        rect = side.view.canvas.rect_of("layer3")
        assert band is not None and rect is not None
        assert band[0] >= rect.top() - 1 and band[1] <= rect.bottom() + 1
        assert seen.top() < band[1] and band[0] < seen.bottom()
    # Something else is chosen: the band goes.
    click(
        qtbot,
        page.sides[0],
        next(box.id for box in page.sides[0].view.drawing.boxes if box.id in ("layer3", "layer3.0")),
    )  # type: ignore[union-attr]
    assert page.sides[0].overlay.band is None and not table.selectionModel().hasSelection()


# What can go wrong


def test_a_network_that_cannot_be_read_says_why(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.put(1, "resnet18")
    qtbot.waitUntil(lambda: bool(engine.under_way()))
    engine.fail_all("the input is too small for resnet18; give a larger one")
    state = page.sides[1].view.state
    assert state.isVisible() and "too small" in state.accessibleName()
    assert page.result is None and page.sides[0].tree is not None
    engine_asked = len(engine.client.jobs)
    retry = page.sides[1].view.findChild(QPushButton, "graph.state.retry")
    assert retry is not None
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(engine.client.jobs) > engine_asked)
    known(qtbot, page, engine)
    assert page.result is not None and not state.isVisible()


def test_a_further_network_that_fails_leaves_the_others(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.add("resnet18")
    qtbot.waitUntil(lambda: bool(engine.under_way()))
    engine.fail_all("out of memory")
    qtbot.waitUntil(lambda: page.result is not None)
    assert page.result is not None and page.result.places == (0, 1)
    assert any("failed" in label.text() for label in page.bar.findChildren(type(page.bar.rule)))


def test_an_engine_that_is_lost_is_waited_for(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    page.begin([form("alexnet"), form("zfnet")])
    qtbot.waitUntil(lambda: len(engine.under_way()) == 2)
    for _ in range(4):
        engine._arrived.emit(Lost("SIGKILL"))
    assert engine.state == "down"
    for side in page.sides:
        assert side.view.state.isVisible() and "stopped" in side.view.state.accessibleName()
    engine.restart()
    engine.say_ready()
    known(qtbot, page, engine)
    assert page.result is not None


def test_the_newest_wish_wins(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    for key in ("resnet18", "lenet5_modern", "lenet5_original"):
        page.put(1, key)
    known(qtbot, page, engine)
    assert keys_of(page) == ["alexnet", "lenet5_original"]
    assert page.sides[1].tree is not None and page.sides[1].tree.network.name == "lenet5_original"
    assert {job.key for _, job in engine.under_way()} == set()


def test_a_page_closes_with_its_networks_on_their_way(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    page.begin([form("alexnet"), form("zfnet")])
    qtbot.waitUntil(lambda: len(engine.under_way()) == 2)
    page.close_page()
    assert not engine.under_way()
    engine.say_ready()
    assert not engine.under_way(), "nothing is asked again"

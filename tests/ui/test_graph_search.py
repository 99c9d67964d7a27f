"""Searching in the block graph, by key and mouse in a real widget."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.ui.actions import ACTIONS, create_actions
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.visualize.graph.blocks import build_tree
from tests.visualize.drawing_networks import captured


@pytest.fixture(scope="module")
def resnet50() -> Network:
    return captured("resnet50")


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def window(qtbot: QtBot, resnet50: Network, selection: Selection) -> QMainWindow:
    """A window with nothing but a graph and the commands that search in it."""
    theme().set_mode("light")
    result = QMainWindow()
    qtbot.addWidget(result)
    view = GraphView()
    view.set_reduced_motion(True)
    result.setCentralWidget(view)
    handlers = {spec.id: lambda: None for spec in ACTIONS}
    handlers["go.search"] = view.search.open
    handlers["go.search.next"] = lambda: view.search.step(1)
    handlers["go.search.previous"] = lambda: view.search.step(-1)
    create_actions(result, handlers)
    result.resize(1000, 700)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    view.set_network(resnet50, selection)
    view.canvas.setFocus()
    return result


@pytest.fixture
def view(window: QMainWindow) -> GraphView:
    result = window.centralWidget()
    assert isinstance(result, GraphView)
    return result


def focused() -> QWidget:
    result = QApplication.focusWidget()
    assert result is not None
    return result


def search(qtbot: QtBot, view: GraphView, text: str) -> None:
    """Open the search by its shortcut and type; wait until it has been looked for."""
    qtbot.keyClick(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.is_open and focused() is view.search.card.field.edit
    qtbot.keyClicks(focused(), text)
    settle(qtbot, view)


def settle(qtbot: QtBot, view: GraphView) -> None:
    qtbot.waitUntil(lambda: not view.search._soon.isActive() and not view.busy)


def count(view: GraphView) -> str:
    return view.search.card.count.text()


def titles(view: GraphView) -> list[str]:
    return [result.title for result in view.search.results]


def test_typing_lists_what_is_found_and_selects_nothing(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "params>1M")
    assert count(view) == "10 matches"
    assert titles(view)[:2] == ["layer4.0.conv2", "layer4.0.conv3"]
    assert view.search.results[0].figure.replace("\u202f", " ") == "2.36 M params"
    assert view.search.results[0].shape == "512 × 7 × 7"
    assert not selection.current
    qtbot.keyClicks(focused(), " kernel=3x3")
    settle(qtbot, view)
    assert titles(view) == ["layer4.0.conv2", "layer4.1.conv2", "layer4.2.conv2"]


def test_it_waits_for_the_hand_to_pause(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "")
    qtbot.keyClicks(focused(), "conv")
    assert not view.search.results
    settle(qtbot, view)
    assert view.search.results


def test_enter_goes_through_the_results_and_round(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "layer2.0.conv")
    orders = [result.selected.order for result in view.search.results]
    assert len(orders) == 3
    for number, order in enumerate([*orders, orders[0]]):
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
        assert selection.current == Selected(order=order)
        assert count(view) == f"{number % 3 + 1} of 3"
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert selection.current == Selected(order=orders[2])
    assert focused() is view.search.card.field.edit


def test_enter_does_not_wait_for_the_pause(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "")
    qtbot.keyClicks(focused(), "fc")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert selection.current == Selected(order=view.search.results[0].selected.order)


def test_f3_works_from_the_canvas_and_begins_at_the_selection(
    qtbot: QtBot, view: GraphView, selection: Selection
) -> None:
    search(qtbot, view, "kernel=3x3 conv")
    view.canvas.setFocus()
    selection.select_block("layer3.0")
    qtbot.keyClick(view.canvas, Qt.Key.Key_F3)
    assert view.search.results[view.search._numbers[selection.current]].title == "layer3.0.conv2"
    qtbot.keyClick(view.canvas, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert view.search.results[view.search._numbers[selection.current]].title == "layer2.3.conv2"


def test_f3_brings_a_closed_search_back(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "fc")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.keyClick(view.canvas, Qt.Key.Key_F3)
    assert view.search.is_open and count(view) == "1 of 1"
    assert selection.current.order is not None


def test_a_chosen_result_is_opened_centred_and_selected(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "layer4.2.conv2")
    assert "layer4" not in view.expanded
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle(qtbot, view)
    item = view.search.results[0].item
    assert {"layer4", "layer4.2"} <= view.expanded
    assert view.canvas.marks is not None and view.canvas.marks.selected == item
    rect = view.canvas.rect_of(item)
    assert rect is not None and view.canvas.visible_rect().contains(rect)
    middle = view.canvas.mapFromScene(rect.center())
    assert abs(middle.y() - view.canvas.viewport().height() / 2) < 40
    assert not view.search.card.geometry().contains(middle)
    assert view.header.breadcrumb.texts()[-1] == "conv2"


def test_a_click_in_the_list_chooses(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "bottleneck")
    results = view.search.card.results
    place = results.visualRect(results.results.index(2)).center()
    qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selection.current == view.search.results[2].selected == Selected(block="layer1.1")
    assert count(view).startswith("3 of ")


def test_arrow_keys_walk_through_the_list_and_back_to_the_field(
    qtbot: QtBot, view: GraphView, selection: Selection
) -> None:
    search(qtbot, view, "layer1.0.conv")
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is view.search.card.results and count(view) == "1 of 3"
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert selection.current == view.search.results[1].selected
    qtbot.keyClick(focused(), Qt.Key.Key_Up)
    qtbot.keyClick(focused(), Qt.Key.Key_Up)
    assert focused() is view.search.card.field.edit
    assert selection.current == view.search.results[0].selected


def test_the_buttons_step(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "layer1.0.conv")
    card = view.search.card
    for button, text in ((card.next, "1 of 3"), (card.next, "2 of 3"), (card.previous, "1 of 3")):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert count(view) == text
    card.field.clear()
    settle(qtbot, view)
    assert count(view) == "" and not card.next.isEnabled()


def test_a_selection_of_another_panel_is_placed_among_the_results(
    qtbot: QtBot, view: GraphView, selection: Selection
) -> None:
    search(qtbot, view, "kind:linear")
    assert count(view) == "1 match"
    order = view.search.results[0].selected.order
    assert order is not None
    selection.select_operator(order)
    assert count(view) == "1 of 1"
    selection.clear()
    assert count(view) == "1 match"


def test_escape_closes_and_hands_the_keyboard_back(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    search(qtbot, view, "conv")
    assert view.canvas.marks is not None and view.canvas.marks.counts
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert not view.search.is_open and focused() is view.canvas
    assert not view.canvas.marks.outlines and not view.canvas.marks.counts
    search(qtbot, view, "x")  # what was typed is replaced
    assert view.search.card.field.text() == "x"


def test_escape_in_the_canvas_closes_the_search_before_it_clears_the_selection(
    qtbot: QtBot, view: GraphView, selection: Selection
) -> None:
    search(qtbot, view, "fc")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    view.canvas.setFocus()
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not view.search.is_open and selection.current
    qtbot.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert not selection.current


def test_keys_in_the_card_do_not_reach_the_canvas(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "layer1.0.conv")
    scale = view.canvas.scale_factor
    view.search.card.next.setFocus()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_F, Qt.Key.Key_Backspace):
        qtbot.keyClick(focused(), key)
    assert view.canvas.scale_factor == scale


# marks ------------------------------------------------------------------------


def test_matches_are_outlined_and_hidden_ones_counted(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "kernel=3x3 conv")
    marks = view.canvas.marks
    assert marks is not None and not marks.outlines
    assert [(rect, number) for rect, number in marks.counts] == [
        (view.canvas.rect_of("layer1"), 3),
        (view.canvas.rect_of("layer2"), 4),
        (view.canvas.rect_of("layer3"), 6),
        (view.canvas.rect_of("layer4"), 3),
    ]
    view.toggle("layer1")
    settle(qtbot, view)
    assert {number: rect for rect, number in marks.counts}[2] == view.canvas.rect_of("layer1.1–2")
    view.toggle("layer1.0")
    settle(qtbot, view)
    assert [rect for rect, _ in marks.outlines] == [view.canvas.rect_of(view.search.results[0].item)]
    assert sum(number for _, number in marks.counts) + len(marks.outlines) == len(view.search.results)


def test_a_strip_is_marked_on_its_own(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "bn1 -layer")
    marks = view.canvas.marks
    strip, box = view.canvas.strip_rect("#0", 1), view.canvas.rect_of("#0")
    assert marks is not None and strip is not None and box is not None
    assert len(marks.outlines) == 1 and strip.contains(marks.outlines[0][0])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_outline_is_dashed_and_seen(qtbot: QtBot, view: GraphView, mode: str) -> None:
    theme().set_mode(mode)
    search(qtbot, view, "fc")
    view.canvas.set_view(1.0, QPointF(0, 300))
    rect = view.canvas.rect_of(view.search.results[0].item)
    assert rect is not None
    corner = view.canvas.mapFromScene(rect.topLeft())
    picture = view.canvas.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    accent = QColor(theme().tokens.accent)
    y = round((corner.y() - 2) * ratio)
    line = [picture.pixelColor(round(x * ratio), y) == accent for x in range(corner.x() + 12, corner.x() + 80)]
    assert any(line) and not all(line)
    theme().set_mode("light")


def test_marks_are_seen_from_afar(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "fc")
    view.canvas.set_view(0.1, QPointF(-3000, -2000))
    rect = view.canvas.rect_of(view.search.results[0].item)
    assert rect is not None
    middle = view.canvas.mapFromScene(rect.center())
    accent = QColor(theme().tokens.accent)

    def near() -> int:
        picture = view.canvas.viewport().grab().toImage()
        points = [QPoint(middle.x() + x, middle.y() + y) for x in range(-20, 21) for y in range(-10, 11)]
        return sum(picture.pixelColor(point * picture.devicePixelRatio()) == accent for point in points)

    assert near() > 10
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert near() == 0


def test_another_form_of_the_network_is_searched_anew(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "concat")
    assert not view.search.results and "Nothing" in view.search.card.message()
    view.replace_tree(build_tree(captured("googlenet")), Selection())
    settle(qtbot, view)
    assert len(view.search.results) == 9
    view.clear()
    assert not view.search.is_open
    qtbot.keyClick(focused(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert not view.search.is_open


# words and room ---------------------------------------------------------------


def test_a_mistake_is_explained_in_place(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "params>")
    card = view.search.card
    assert "number" in card.message() and card._message.isVisible()
    assert count(view) == "" and card.field.edit.accessibleDescription() == card.message()
    qtbot.keyClicks(focused(), "1M")
    settle(qtbot, view)
    assert not card._message.isVisible() and count(view) == "10 matches"


def test_help_shows_examples_that_can_be_tried(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "")
    card = view.search.card
    question = card.findChild(QToolButton, "graph.search.help_button")
    qtbot.mouseClick(question, Qt.MouseButton.LeftButton)
    assert card.help.isVisible()
    examples = [button for button in card.help.findChildren(QPushButton) if button.text() == "kernel=3x3"]
    qtbot.mouseClick(examples[0], Qt.MouseButton.LeftButton)
    settle(qtbot, view)
    assert card.field.text() == "kernel=3x3" and view.search.results and not card.help.isVisible()


def test_every_example_is_understood(qtbot: QtBot, view: GraphView) -> None:
    search(qtbot, view, "")
    card = view.search.card
    for button in card.help.findChildren(QPushButton):
        card.field.set_text(button.text())
        settle(qtbot, view)
        found = "Nothing" in card.message() or bool(view.search.results)
        assert found, button.text()


def test_on_a_narrow_canvas_the_result_stands_below_the_card(
    qtbot: QtBot, window: QMainWindow, view: GraphView
) -> None:
    window.resize(400, 700)
    search(qtbot, view, "layer3 conv")
    card = view.search.card
    assert card.width() == view.canvas.width() - 24
    assert card.height() < view.canvas.height() / 2
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    settle(qtbot, view)
    rect = view.canvas.rect_of(view.search.results[0].item)
    assert rect is not None
    assert view.canvas.mapFromScene(rect.topLeft()).y() > card.geometry().bottom()


def test_the_drawing_makes_way_for_the_card(qtbot: QtBot, view: GraphView) -> None:
    before = view.canvas.mapFromScene(view.canvas.rect_of("layer1").topRight())  # type: ignore[union-attr]
    search(qtbot, view, "layer1")
    after = view.canvas.mapFromScene(view.canvas.rect_of("layer1").topRight())  # type: ignore[union-attr]
    assert before.x() > view.search.card.x() > after.x()
    assert before.y() == after.y()


def test_the_commands_have_no_shortcut_in_common(window: QMainWindow) -> None:
    shortcuts = [action.shortcut().toString() for action in window.findChildren(QAction) if action.shortcut()]
    taken = [text for text in shortcuts if text]
    assert len(taken) == len(set(taken))
    assert {"Ctrl+F", "F3", "Shift+F3", "Ctrl+Shift+F"} <= set(taken)


def test_who_looks_for_kernels_by_their_size_is_told_how(qtbot: QtBot, view: GraphView) -> None:
    view.search.ask("3x3")
    qtbot.waitUntil(lambda: "kernel=3x3" in view.search.card.message())
    view.search.ask("kernel=3x3")
    qtbot.waitUntil(lambda: bool(view.search.results))

"""The block graph by keyboard, and what a screen reader hears of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.graph import speech
from explorer.ui.graph.canvas import FAR
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from explorer.ui.widgets.buttons import IconButton
from tests.ui.graph_window import centre, marked, open_all, press, resnet50, selection, shown, view

__all__ = ["resnet50", "selection", "view"]


def test_arrows_walk_along_edges(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(3)
    press(qtbot, view, Qt.Key.Key_Down)
    assert selection.current == Selected(block="layer1")
    press(qtbot, view, Qt.Key.Key_Return)
    assert "layer1" in view.expanded
    press(qtbot, view, Qt.Key.Key_Down)
    assert selection.current == Selected(block="layer1.0")
    press(qtbot, view, Qt.Key.Key_Enter)
    press(qtbot, view, Qt.Key.Key_Down)
    assert selection.current == Selected(order=4)
    press(qtbot, view, Qt.Key.Key_Right)
    assert selection.current == Selected(order=12)
    press(qtbot, view, Qt.Key.Key_Left)
    press(qtbot, view, Qt.Key.Key_Up)
    assert selection.current == Selected(order=3)


def test_tab_walks_through_siblings_and_leaves_at_the_end(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    selection.select_block("layer1")
    press(qtbot, view, Qt.Key.Key_Tab)
    assert selection.current == Selected(block="layer2")
    qtbot.keyClick(view.canvas, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert selection.current == Selected(block="layer1")


def test_a_ring_shows_that_the_keyboard_acts_on_the_canvas(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    ring = view.findChild(QWidget, "graph.ring")
    assert not ring.isVisible()
    view.header.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    view.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()


def test_backspace_closes_the_block_around(qtbot, view: GraphView, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(39)
    press(qtbot, view, Qt.Key.Key_Backspace)
    assert "layer2.0" not in view.expanded and "layer2" in view.expanded
    assert selection.current == Selected(block="layer2.0")
    press(qtbot, view, Qt.Key.Key_Backspace)
    assert "layer2" not in view.expanded


def test_f_shows_the_whole_graph_and_plus_and_minus_zoom(qtbot, view: GraphView) -> None:  # type: ignore[no-untyped-def]
    open_all(qtbot, view)
    press(qtbot, view, Qt.Key.Key_F)
    assert view.drawing is not None
    seen = view.canvas.visible_rect()
    assert seen.height() >= view.drawing.height and seen.width() >= view.drawing.width
    scale = view.canvas.scale_factor
    assert scale < FAR
    press(qtbot, view, Qt.Key.Key_Plus)
    assert view.canvas.scale_factor == pytest.approx(scale * 1.25)
    button = view.findChild(IconButton, "graph.zoom_out")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.canvas.scale_factor == pytest.approx(scale)


def test_from_the_input_to_the_output(qtbot: QtBot, view: GraphView) -> None:
    press(qtbot, view, Qt.Key.Key_End)
    last = marked(view)
    assert last is not None and last.endswith(">")
    assert view.canvas.accessibleName().startswith("output, 1000")
    press(qtbot, view, Qt.Key.Key_Home)
    assert marked(view) == "#-1"
    rect = view.canvas.rect_of("#-1")
    assert rect is not None and view.canvas.visible_rect().contains(rect)
    press(qtbot, view, Qt.Key.Key_Down)
    assert marked(view) == "#0"


def test_an_input_stays_marked_when_the_graph_is_drawn_anew(qtbot: QtBot, view: GraphView) -> None:
    press(qtbot, view, Qt.Key.Key_Home)
    view.toggle("layer1")
    assert marked(view) == "#-1"
    view.clear_selection()
    assert marked(view) is None


def test_digits_open_to_a_depth(qtbot: QtBot, view: GraphView) -> None:
    press(qtbot, view, Qt.Key.Key_1)
    assert view.expanded == {"layer1", "layer2", "layer3", "layer4"}
    press(qtbot, view, Qt.Key.Key_2)
    assert {"layer2.0", "layer2.1–3", "layer2.3"} <= view.expanded
    press(qtbot, view, Qt.Key.Key_0)
    assert view.expanded == frozenset()
    qtbot.keyClick(view.canvas, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert view.expanded == frozenset(), "with Ctrl it is a command of the window's"


def test_space_opens_and_closes(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    selection.select_block("layer1")
    press(qtbot, view, Qt.Key.Key_Space)
    assert "layer1" in view.expanded
    press(qtbot, view, Qt.Key.Key_Space)
    assert "layer1" not in view.expanded


def test_z_shows_the_selection_alone(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    selection.select_operator(0)
    press(qtbot, view, Qt.Key.Key_Z)
    rect = view.canvas.rect_of("#0")
    assert rect is not None
    middle, seen = rect.center(), view.canvas.visible_rect()
    assert view.canvas.scale_factor == pytest.approx(1.5)
    assert seen.contains(rect) and abs(middle.y() - seen.center().y()) < 5
    selection.select_block("layer1")
    press(qtbot, view, Qt.Key.Key_Return)
    press(qtbot, view, Qt.Key.Key_Z)
    rect = view.canvas.rect_of("layer1")
    assert rect is not None and view.canvas.visible_rect().contains(rect)


@pytest.mark.parametrize("menu_key", [True, False])
def test_the_menu_key_opens_the_menu_at_the_box(
    qtbot: QtBot, view: GraphView, selection: Selection, menu_key: bool
) -> None:
    selection.select_block("layer1")
    if menu_key:
        qtbot.keyClick(view.canvas, Qt.Key.Key_Menu)
    else:
        qtbot.keyClick(view.canvas, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menus = [menu for menu in view.findChildren(QMenu, "graph.menu") if menu.isVisible()]
    assert len(menus) == 1
    at = view.canvas.mapToGlobal(centre(view, "layer1"))
    assert (menus[0].pos() - at).manhattanLength() < 8
    qtbot.keyClick(menus[0], Qt.Key.Key_Down)
    qtbot.keyClick(menus[0], Qt.Key.Key_Return)
    assert "layer1" in view.expanded
    assert not menus[0].isVisible()


def test_the_keyboard_is_never_kept(qtbot: QtBot, resnet50, selection: Selection) -> None:  # type: ignore[no-untyped-def]
    window = QWidget()
    qtbot.addWidget(window)
    before, graph, after = QLineEdit(), GraphView(), QLineEdit()
    column = QVBoxLayout(window)
    for widget in (before, graph, after):
        column.addWidget(widget)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    graph.set_reduced_motion(True)
    graph.set_network(resnet50, selection)
    # Past the last sibling Tab goes on to what comes after the graph's boxes.
    graph.canvas.setFocus()
    selection.select_block("layer4")
    for _ in range(8):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is not graph.canvas:
            break
    assert window.focusWidget() is not graph.canvas
    # With nothing selected it goes on at once.
    graph.canvas.setFocus()
    selection.select_block("layer1")
    qtbot.keyClick(graph.canvas, Qt.Key.Key_Escape)
    assert not selection.current and window.focusWidget() is graph.canvas
    qtbot.keyClick(graph.canvas, Qt.Key.Key_Tab)
    assert window.focusWidget() is not graph.canvas


def test_every_box_can_be_reached_and_has_a_name_of_its_own(qtbot: QtBot, view: GraphView) -> None:
    view.set_expanded(frozenset({"layer2", "layer2.0"}))
    press(qtbot, view, Qt.Key.Key_Home)
    heard: dict[str, str] = {}
    waiting = [marked(view)]
    while waiting:
        box = waiting.pop()
        if box is None or box in heard:
            continue
        view.go_to(box)
        heard[box] = view.canvas.accessibleName()
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left):
            view.go_to(box)
            qtbot.keyClick(view.canvas, key)
            waiting.append(marked(view))
    assert set(heard) >= shown(view)
    assert len(set(heard.values())) == len(heard)
    assert all(heard.values())


def test_what_is_said_of_a_block_and_an_operator(view: GraphView, selection: Selection) -> None:
    canvas = view.canvas
    assert canvas.accessibleName() == "Block graph of ResNet"
    selection.select_block("layer2")
    assert canvas.accessibleName() == (
        "layer2, Sequential, closed, gives 512 × 28 × 28, 1.03\u202fG MACs, 1.22\u202fM parameters; 1 before, 1 after"
    )
    view.toggle("layer2")
    assert canvas.accessibleName().startswith("layer2, Sequential, open")
    selection.select_operator(39)
    assert canvas.accessibleName().startswith("layer2.0.conv2, Conv2d 3×3 / 2, gives 128 × 28 × 28")
    assert canvas.accessibleDescription() == "layer2 › layer2.0 › conv2"
    view.toggle("layer2")
    assert "in the closed block layer2" in canvas.accessibleName()
    selection.clear()
    assert canvas.accessibleName() == "Block graph of ResNet"


def test_a_screen_reader_is_told_of_each_step(
    qtbot: QtBot, view: GraphView, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[QAccessible.Event, str]] = []

    class Listening(QAccessible):
        @staticmethod
        def updateAccessibility(event) -> None:  # type: ignore[no-untyped-def]
            heard.append((event.type(), event.message()))

    monkeypatch.setattr(speech, "QAccessible", Listening)
    selection.select_operator(0)
    press(qtbot, view, Qt.Key.Key_Down)
    assert [kind for kind, _ in heard] == [QAccessible.Event.Announcement] * 2
    assert heard[1][1] == view.canvas.accessibleName()
    assert "max pool" in heard[1][1].lower() or "MaxPool" in heard[1][1]
    heard.clear()
    view.header.form.setFocus()
    view.header.breadcrumb.setFocus()
    view.canvas.clearFocus()
    selection.select_operator(39)
    assert heard == [], "what another panel selects is that panel's to tell"

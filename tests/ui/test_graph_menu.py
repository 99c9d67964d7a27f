"""The graph's context menu, by mouse and key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from explorer.ui.graph.exporter import offer_exports
from explorer.ui.graph.menu import paths_of
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from tests.ui.graph_window import centre, open_all, resnet50, selection, shown, view

__all__ = ["resnet50", "selection", "view"]


def menu_at(view: GraphView, at: QPoint) -> dict[str, QAction]:
    """Click with the right button, and return the commands by their last name."""
    port = view.canvas.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)
    menus = [menu for menu in view.findChildren(QMenu, "graph.menu") if menu.isVisible()]
    assert len(menus) == 1, "one menu at a time"
    return {
        action.objectName().removeprefix("graph.menu."): action
        for action in menus[0].actions()
        if not action.isSeparator()
    }


def words(action: QAction) -> str:
    return action.text().replace("&", "")


def test_a_closed_block(view: GraphView, selection: Selection) -> None:
    menu = menu_at(view, centre(view, "layer2"))
    assert selection.current == Selected(block="layer2"), "what the menu is about is selected"
    assert [words(action) for action in menu.values()] == [
        "Open\tEnter",
        "Open everything inside",
        "Open all Sequential (4)",
        "Show only the way here",
        "Zoom to it\tZ",
        "Mark all Sequential",
        "Show in the table",
        "Copy path",
    ]
    menu["toggle"].trigger()
    assert "layer2" in view.expanded


def test_an_open_block_closes_and_its_kind_with_it(qtbot: QtBot, view: GraphView) -> None:
    view.set_expanded(frozenset({"layer2", "layer2.0"}))
    rect = view.canvas.rect_of("layer2.0")
    assert rect is not None
    header = view.canvas.mapFromScene(rect.topLeft()) + QPoint(60, 15)
    menu = menu_at(view, header)
    assert words(menu["toggle"]) == "Close\tBackspace"
    assert words(menu["open_class"]) == "Open all Bottleneck (16)"
    assert words(menu["close_class"]) == "Close all Bottleneck (16)"
    menu["close_class"].trigger()
    assert "layer2.0" in shown(view)


def test_a_fold(view: GraphView, selection: Selection) -> None:
    view.set_expanded(frozenset({"layer3"}))
    menu = menu_at(view, centre(view, "layer3.1–5"))
    assert words(menu["toggle"]) == "Unfold ×5\tEnter"
    menu["copy_path"].trigger()
    assert QApplication.clipboard().text().split("\n") == [f"layer3.{number}" for number in range(1, 6)]
    menu["toggle"].trigger()
    assert "layer3.3" in shown(view)
    menu = menu_at(view, centre(view, "layer3.3"))
    assert words(menu["fold"]) == "Fold these ×5 again"
    menu["fold"].trigger()
    assert "layer3.1–5" in shown(view)


def test_a_strip(view: GraphView, selection: Selection) -> None:
    rect = view.canvas.strip_rect("#0", 2)
    assert rect is not None
    menu = menu_at(view, view.canvas.mapFromScene(rect.center()))
    assert selection.current == Selected(order=2)
    menu["copy_path"].trigger()
    assert QApplication.clipboard().text() == "relu"


def test_the_table_is_asked_for(qtbot: QtBot, view: GraphView) -> None:
    with qtbot.waitSignal(view.tableRequested) as asked:
        menu_at(view, centre(view, "layer4"))["table"].trigger()
    assert asked.args == [Selected(block="layer4")]


@pytest.mark.parametrize(
    ("item", "words_typed", "found"), [("layer2.0", "kind:block class:Bottleneck", 16), ("#0", "kind:conv", 53)]
)
def test_all_of_a_kind_are_marked_by_the_search(
    qtbot: QtBot, view: GraphView, item: str, words_typed: str, found: int
) -> None:
    view.set_expanded(frozenset({"layer2"}))
    view.canvas.show_start()
    rect = view.canvas.rect_of(item)
    assert rect is not None
    view.canvas.bring_into_view(rect)
    menu_at(view, centre(view, item) - QPoint(0, 8))["mark"].trigger()
    qtbot.waitUntil(lambda: len(view.search.results) == found)
    assert view.search.card.field.text() == words_typed
    assert view.canvas.marks is not None and view.canvas.marks.counts and view.canvas.marks.outlines


def test_the_whole(qtbot: QtBot, view: GraphView, selection: Selection) -> None:
    selection.select_block("layer2")
    copy, export = QAction("Copy graph as image", view), QAction("Export graph…", view)
    offer_exports(view.canvas, (copy, export))
    menu = menu_at(view, QPoint(500, 3))
    assert selection.current == Selected(block="layer2"), "nothing is selected by asking what can be done"
    assert list(menu)[:3] == ["fit", "all", "none"]
    assert view.findChild(QMenu, "graph.menu").actions()[-2:] == [copy, export]
    depths = view.findChild(QMenu, "graph.menu.depths")
    assert [words(one) for one in depths.actions()] == ["1\t1", "2\t2"]
    depths.actions()[0].trigger()
    assert view.expanded == {"layer1", "layer2", "layer3", "layer4"}
    menu = menu_at(view, QPoint(500, 3))
    menu["unfold_all"].trigger()
    assert "layer3.3" in shown(view)
    menu = menu_at(view, QPoint(5, 690))
    menu["fold_all"].trigger()
    assert "layer3.1–5" in shown(view)


def test_an_input_has_no_path_and_no_row(view: GraphView) -> None:
    menu = menu_at(view, centre(view, "#-1"))
    assert {"way", "zoom"} == set(menu)
    assert view.tree is not None and paths_of(view.tree, "#-1", None) == ()


def test_another_network_takes_the_menu_away(qtbot: QtBot, view: GraphView) -> None:
    menu_at(view, centre(view, "layer2"))
    view.clear()
    assert not any(menu.isVisible() for menu in view.findChildren(QMenu, "graph.menu"))


def test_the_right_button_neither_drags_nor_clicks(qtbot: QtBot, view: GraphView) -> None:
    open_all(qtbot, view)
    place = view.canvas.top_left
    port = view.canvas.viewport()
    with qtbot.assertNotEmitted(view.canvas.clicked):
        qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=QPoint(400, 300))
        qtbot.mouseMove(port, QPoint(460, 380))
        qtbot.mouseRelease(port, Qt.MouseButton.RightButton, pos=QPoint(460, 380))
    assert view.canvas.top_left == place

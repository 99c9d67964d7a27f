"""Commands on the graph in the real window: menus, shortcuts, the mouse's own buttons for back and forward."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from explorer.ui.selection import Selected

from .test_first_light import click_box, front, selected_line, table, wait_for_network

Open = Callable[..., MainWindow]


def test_levels_history_and_table(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("resnet18")
    wait_for_network(qtbot, window, "resnet18")
    document = front(window)
    view, selection, canvas = document.view, document.selection, document.view.canvas
    view.set_reduced_motion(True)
    control, shift, alt = (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.AltModifier,
    )

    # To a depth, and only the way to the selection.
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_1, alt)
    assert view.expanded == {"layer1", "layer2", "layer3", "layer4"}
    click_box(qtbot, window, "layer1.1")
    assert selection.current == Selected(block="layer1.1")
    qtbot.keyClick(canvas, Qt.Key.Key_Up, control | shift)
    assert view.expanded == {"layer1"}
    window.commands["view.unfold"].trigger()
    window.commands["view.fold"].trigger()

    # Back and forward by key and by the mouse's buttons, over the graph and elsewhere.
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    click_box(qtbot, window, "#0")
    assert selection.current == Selected(order=0)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, alt)
    assert selection.current == Selected(block="layer1.1")
    qtbot.keyClick(canvas, Qt.Key.Key_Right, alt)
    assert selection.current == Selected(order=0)
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.BackButton, pos=QPoint(20, 20))
    assert selection.current == Selected(block="layer1.1")
    qtbot.mouseClick(window.inspector, Qt.MouseButton.ForwardButton, pos=QPoint(5, 5))
    assert selection.current == Selected(order=0)

    # The table, hidden, comes to the front at the row.
    qtbot.waitUntil(lambda: selected_line(window) == "conv1")
    window.docks["layers"].hide()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(canvas, Qt.Key.Key_T, control)
    assert window.docks["layers"].isVisible() and selected_line(window) == "conv1"
    assert window.focusWidget() is table(window)

    # The window's own commands stand at the end of the graph's menu.
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Menu)
    menu = next(one for one in view.findChildren(QMenu, "graph.menu") if one.isVisible())
    assert menu.actions()[-2:] == [window.commands["graph.copy"], window.commands["graph.export"]]
    window.docks["layers"].hide()
    next(one for one in menu.actions() if one.objectName() == "graph.menu.table").trigger()
    menu.close()
    assert window.docks["layers"].isVisible()

    # Closing the tab leaves every command harmless.
    window.commands["tab.close"].trigger()
    for name in ("view.zoom", "view.depth.2", "view.way", "view.way.only", "view.fold", "go.table"):
        assert not window.commands[name].isEnabled()

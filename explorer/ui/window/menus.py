"""What the menus hold beside the commands: lists that change, choices, and the docks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from explorer.ui.device_menu import DeviceMenu
from explorer.ui.recent import RecentMenu

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow


def complete_menus(window: MainWindow) -> None:
    """Add it to the menus that ``ui.actions`` has made."""
    _menu(window, "file").insertMenu(window.commands["picture.paste"], RecentMenu(window.recent, window))
    view = _menu(window, "view")
    view.addMenu(window.colouring.menu)
    view.addMenu(window.counting.menu)
    view.addSeparator()
    for dock in window.docks.values():
        view.addAction(dock.toggleViewAction())
    engine = _menu(window, "engine")
    engine.addSeparator()
    engine.addMenu(window.weights_menu)
    engine.addMenu(DeviceMenu(window.device, window.engine, window))


def _menu(window: MainWindow, key: str) -> QMenu:
    menu = window.menuBar().findChild(QMenu, f"menu.{key}")
    assert isinstance(menu, QMenu)
    return menu

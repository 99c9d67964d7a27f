"""The menu of a milestone's networks, with the window's own commands on the canvas at its end."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from explorer.models import registry


class NetworksMenu(QObject):
    """Makes a menu when it is asked for; one at a time."""

    architectureChosen = Signal(object)  # key

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.menu: QMenu | None = None
        """The menu that was shown last, while it has not been taken away."""

    def show(self, keys: Sequence[str] | None, place: QPoint) -> None:
        """Show the networks of these keys at a place on the screen; None shows the window's commands alone."""
        self.close()
        menu = self.menu = QMenu(self._canvas)
        menu.setObjectName("evolution.menu")
        for key in keys or ():
            menu.addAction(registry.get(key).display_name).setData(key)
        if keys is not None and not keys:
            menu.addAction(self.tr("No network here")).setEnabled(False)
        menu.addSeparator()
        menu.addActions(self._canvas.actions())
        menu.triggered.connect(self._on_triggered)
        if menu.actions():
            menu.popup(place)
            menu.setActiveAction(menu.actions()[0])

    def close(self) -> None:
        """Take the menu away."""
        if self.menu is not None:
            self.menu.close()
            self.menu.deleteLater()
            self.menu = None

    def _on_triggered(self, action: QAction) -> None:
        if action.data() is not None:
            self.architectureChosen.emit(action.data())

"""The header of a dock: its title, the panel's own buttons, and a menu."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import label


class DockTitle(QFrame):
    """Replaces a dock's title bar (``dock.setTitleBarWidget``); dragging it still moves the dock."""

    def __init__(self, dock: QDockWidget, buttons: Iterable[QWidget] = (), *, lead: QWidget | None = None) -> None:
        """``buttons`` stand before the menu, from left to right; ``lead`` (tabs) stands in place of the title."""
        super().__init__(dock)
        self._dock = dock
        self._height = Space.DOCK_HEADER
        self.setProperty("surface", "title")
        self.setFixedHeight(self._height)
        self._title = label(dock.windowTitle(), "heading")
        more = IconButton("ellipsis", self.tr("Panel options"), f"{dock.objectName()}.menu")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        self._float = menu.addAction(self.tr("Float"))
        close = menu.addAction(self.tr("Close"))
        more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL, 0, Space.CLOSE, 0)
        row.setSpacing(Space.TIGHT)
        if lead is None:
            row.addWidget(self._title, 1)
        else:
            row.setContentsMargins(Space.TIGHT, 0, Space.CLOSE, 0)
            row.addWidget(lead, 0, Qt.AlignmentFlag.AlignBottom)
            row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addWidget(more)
        features = dock.features()
        self._float.setEnabled(bool(features & QDockWidget.DockWidgetFeature.DockWidgetFloatable))
        close.setEnabled(bool(features & QDockWidget.DockWidgetFeature.DockWidgetClosable))
        self._float.triggered.connect(self._on_float_triggered)
        close.triggered.connect(dock.close)
        dock.windowTitleChanged.connect(self._title.setText)
        dock.topLevelChanged.connect(self._on_top_level_changed)

    def sizeHint(self) -> QSize:
        # A dock lays its title out by the hints alone, whatever height was fixed.
        return QSize(super().sizeHint().width(), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height)

    def set_tabbed(self, tabbed: bool) -> None:
        """Say whether a tab above names the dock already: then there is no title."""
        height = 0 if tabbed else Space.DOCK_HEADER
        if height != self._height:
            self._height = height
            self.setFixedHeight(height)

    def _on_float_triggered(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

    def _on_top_level_changed(self, floating: bool) -> None:
        self._float.setText(self.tr("Dock") if floating else self.tr("Float"))

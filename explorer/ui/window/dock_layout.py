"""The docks of the window: which there are, where they stand at first, and how they were left."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.tokens import Space
from explorer.ui.window.side_docks import SideDocks


class DockLayout(QObject):
    """Makes the docks, blank at first, and puts them in their places."""

    def __init__(self, window: QMainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        window.setDockNestingEnabled(True)
        window.setCorner(Qt.Corner.BottomRightCorner, bottom)
        window.setCorner(Qt.Corner.BottomLeftCorner, left)
        self.docks: dict[str, QDockWidget] = {}
        self._areas: dict[str, Qt.DockWidgetArea] = {}
        for key, title, area in (
            ("library", _tr("Library"), left),
            ("live", _tr("Live"), right),
            ("inspector", _tr("Inspector"), right),
            ("layers", _tr("Layers"), bottom),
            ("charts", _tr("Charts"), bottom),
            ("top9", _tr("Top 9"), bottom),
        ):
            dock = QDockWidget(title, window)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(_blank())
            bar = _blank()
            bar.setFixedHeight(Space.DOCK_HEADER)
            dock.setTitleBarWidget(bar)
            self.docks[key] = dock
            self._areas[key] = area
        self.sides = SideDocks(window, self.docks["live"], self.docks["inspector"])
        self._place()
        for area in (bottom, right):
            window.setTabPosition(area, QTabWidget.TabPosition.North)

    def fill(self, key: str, panel: QWidget, *, titled: bool = True, lead: QWidget | None = None) -> None:
        """Put a panel into its dock; ``lead`` stands in place of the title."""
        from explorer.ui.widgets.dock_title import DockTitle

        dock = self.docks[key]
        dock.setTitleBarWidget(DockTitle(dock, lead=lead) if titled else QWidget())
        dock.setWidget(panel)

    def arrange(self) -> None:
        """Put the docks where they were left, or where they are at first."""
        docks = self._settings.docks
        if docks is not None and self._window.restoreState(docks, LAYOUT_VERSION):
            return
        self.sides.adapt()
        self._measure()

    @Slot()
    def reset(self) -> None:
        """Put the docks where they were at the very first start."""
        for dock in self.docks.values():
            dock.setFloating(False)
            self._window.removeDockWidget(dock)  # a tab bar would be left behind
        self._place()
        for dock in self.docks.values():
            dock.show()
        self.sides.adapt()
        self._measure()

    def _place(self) -> None:
        window, docks = self._window, self.docks
        for key, area in self._areas.items():
            window.addDockWidget(area, docks[key])
        self.sides.place()
        window.splitDockWidget(docks["layers"], docks["charts"], Qt.Orientation.Horizontal)
        window.tabifyDockWidget(docks["layers"], docks["top9"])
        docks["layers"].raise_()

    def _measure(self) -> None:
        window, docks = self._window, self.docks
        library = min(324, max(248, round(0.22 * window.width())))
        window.resizeDocks([docks["library"]], [library], Qt.Orientation.Horizontal)
        self.sides.measure()
        window.resizeDocks([docks["layers"], docks["charts"]], [984, 292], Qt.Orientation.Horizontal)
        window.resizeDocks([docks["layers"]], [260], Qt.Orientation.Vertical)


def _blank() -> QWidget:
    """What stands in a dock until its panel is there."""
    blank = QWidget()
    blank.setProperty("surface", "panel")
    blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return blank


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)

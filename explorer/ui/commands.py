"""What each command of ``ui.actions`` does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from explorer.ui.compare.opening import Comparing
from explorer.ui.everyday import Everyday
from explorer.ui.evolution.opening import FamilyTree
from explorer.ui.exports.drawings import DrawingExports
from explorer.ui.exports.panels import PanelExports
from explorer.ui.exports.saving import Saving
from explorer.ui.report_command import Reporting
from explorer.ui.theme import theme
from explorer.ui.workspace.noting import Noting
from explorer.ui.workspace.workspaces import Workspaces

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow


class Commands(QObject):
    """Carries out the commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        saving = Saving(window)
        self.family_tree = FamilyTree(window)
        self.drawings = DrawingExports(window, saving, self.family_tree)
        self.panels = PanelExports(window, saving)
        self.everyday = Everyday(window)
        self.comparing = Comparing(window, saving)
        self.workspaces = Workspaces(window)
        self.noting = Noting(window)
        self.reporting = Reporting(window, saving)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of every action, by its id."""
        window = self._window
        panel = window.live_panel
        return {
            "picture.open": panel.open_file,
            "picture.paste": panel.paste,
            "measure.time": self.measure_time,
            "tab.close": self.close_current,
            "quit": window.close,
            "view.fit": self._fit,
            "view.expand": lambda: self._expand("all"),
            "view.collapse": lambda: self._expand("none"),
            "view.zoom": self._zoom,
            "view.depth.1": lambda: self._expand(1),
            "view.depth.2": lambda: self._expand(2),
            "view.depth.3": lambda: self._expand(3),
            "view.unfold": lambda: self._fold(False),
            "view.fold": lambda: self._fold(True),
            "view.way": lambda: self._show_way(only=False),
            "view.way.only": lambda: self._show_way(only=True),
            "view.direction": self._set_direction,
            "view.form": self._open_what_if,
            "theme.toggle": self._set_dark,
            "go.back": lambda: self._go(-1),
            "go.forward": lambda: self._go(1),
            "go.library": self._find_network,
            "go.search": self._search,
            "go.search.next": lambda: self._step_match(1),
            "go.search.previous": lambda: self._step_match(-1),
            "go.table": self.show_in_table,
            "go.layer": self._find_layer,
            "live.channel.next": lambda: panel.step_channel(1),
            "live.channel.previous": lambda: panel.step_channel(-1),
            "live.layer.next": lambda: panel.step_layer(1),
            "live.layer.previous": lambda: panel.step_layer(-1),
            "live.method": panel.cycle_method,
            "engine.cancel": window.engine.cancel_all,
            "engine.restart": window.engine.restart,
            "help.live": self._show_live_keys,
            **self.drawings.handlers(),
            **self.panels.handlers(),
            **self.family_tree.handlers(),
            **self.everyday.handlers(),
            **self.workspaces.handlers(),
            **self.noting.handlers(),
            **self.reporting.handlers(),
            **self.comparing.handlers(),
        }

    @property
    def _document(self) -> Document | None:
        return self._window.documents.current

    @Slot()
    def close_current(self) -> None:
        """Close the tab in front."""
        documents = self._window.documents
        if documents.tabs.count():
            documents.close_document(documents.tabs.currentIndex())

    # Times

    @Slot()
    def measure_time(self) -> None:
        """Have the network in front measured, or those that are compared, where it can be watched."""
        if self._document is not None:
            self._window.docks["charts"].show()
            self._window.charts.show_roofline()
            self._window.measurements.measure(self._document)
        elif (page := self.comparing.page) is not None:
            page.measure()

    # Views

    def _fit(self) -> None:
        if self._document is not None:
            self._document.view.canvas.fit()
        elif (tree := self.family_tree.page) is not None:
            tree.canvas.fit()
        elif (page := self.comparing.page) is not None:
            page.fit()

    def _expand(self, what: str | int) -> None:
        if self._document is not None:
            self._document.view.set_expanded(what)
        elif (page := self.comparing.page) is not None:
            page.set_expanded(what)

    def _fold(self, folded: bool) -> None:
        if self._document is not None:
            opening = self._document.view.opening
            (opening.fold_all if folded else opening.unfold_all)()

    def _zoom(self) -> None:
        if self._document is not None:
            self._document.view.zoom_to_selection()

    def _show_way(self, *, only: bool) -> None:
        if self._document is not None:
            view = self._document.view
            (view.show_only_way if only else view.show_way)()

    @Slot(bool)
    def _set_direction(self, left_to_right: bool) -> None:
        direction = "lr" if left_to_right else "tb"
        if self._document is not None:
            self._document.view.set_direction(direction)
        elif (tree := self.family_tree.page) is not None:
            tree.set_direction(direction)
        elif (page := self.comparing.page) is not None:
            page.set_direction(direction)

    def _open_what_if(self) -> None:
        if self._document is not None:
            self._document.open_what_if()

    @Slot(bool)
    def _set_dark(self, dark: bool) -> None:
        mode = "dark" if dark else "light"
        theme().set_mode(mode)
        self._window.settings.theme = mode

    def _go(self, step: int) -> None:
        if self._document is not None:
            self._document.go(step)

    def _find_network(self) -> None:
        self._window.docks["library"].show()
        self._window.library.focus_search()

    def _search(self) -> None:
        if self._document is not None:
            self._document.view.search.open()

    def _step_match(self, by: int) -> None:
        if self._document is not None:
            self._document.view.search.step(by)

    @Slot()
    def show_in_table(self) -> None:
        """Bring the layer table to the front, at the rows of what is selected."""
        dock = self._window.docks["layers"]
        dock.show()
        dock.raise_()
        self._window.layers.show_selected()

    def _find_layer(self) -> None:
        self._window.docks["layers"].show()
        self._window.layers.focus_filter()

    def _show_live_keys(self) -> None:
        """Bring the live panel up with its keys."""
        dock = self._window.docks["live"]
        dock.show()
        dock.raise_()
        self._window.live_panel.show_keys()

"""The window: tabs of networks in the middle, panels around them, one engine behind.

The frame is painted first, and only then are the panels built, one at a time,
so that a click is never kept waiting: their imports stand in the steps.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QMenu, QWidget

from explorer.ui.assembly import Step, assemble
from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.theme import theme
from explorer.ui.tokens import Space

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
    from explorer.engine.messages import Progress
    from explorer.ui.background import Background
    from explorer.ui.convention_choice import ConventionChoice
    from explorer.ui.docks.charts.charts import Charts
    from explorer.ui.docks.inspector.inspector import Inspector
    from explorer.ui.docks.library.library import LibraryPanel
    from explorer.ui.docks.table.layers import LayerTable
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.live.panel import LivePanel
    from explorer.ui.live.source import LoadedPicture
    from explorer.ui.live_controller import LiveController
    from explorer.ui.measurement import Measurements
    from explorer.ui.tool_bar import ToolBar
    from explorer.ui.weights_menu import WeightsMenu

FIRST_SAMPLE = "chelsea"
"""Shown until somebody opens a picture."""

BREATH = 5
"""Milliseconds between two steps of the assembly."""

PAUSE = 25
"""Milliseconds between two panels that fill when a network arrives: each has been painted before the next begins."""

NEEDS_NETWORK = (
    "table.export",
    "graph.export",
    "graph.copy",
    "view.fit",
    "view.expand",
    "view.collapse",
    "view.direction",
    "view.form",
    "measure.time",
)


class MainWindow(QMainWindow):
    """A frame at first; ``start`` fills it and says ``assembled`` when it is complete."""

    painted = Signal()
    assembled = Signal()

    engine: EngineLink
    background: Background
    documents: DocumentArea
    library: LibraryPanel
    layers: LayerTable
    charts: Charts
    measurements: Measurements
    inspector: Inspector
    live_panel: LivePanel
    live: LiveController
    commands: dict[str, QAction]
    tool_bar: ToolBar

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("cnn-explorer")
        self.setDockNestingEnabled(True)
        self.resize(1600, 1000)
        self.settings = Settings()
        self.docks: dict[str, QDockWidget] = {}
        self._weights_menu: WeightsMenu | None = None
        self._counting: ConventionChoice | None = None
        self._steps: Iterator[Step] = iter(())
        self._imports: list[str] = []
        self._painted = False
        self._panels_to_fill: list[QWidget] = []
        self._next_panel = QTimer(self)
        self._next_panel.setSingleShot(True)
        self._next_panel.setInterval(PAUSE)
        self._next_panel.timeout.connect(self._fill_next_panel)
        self._complete = False
        self._create_docks()
        self._create_status_bar()
        self._restore()

    # Life

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._say_painted)

    @Slot()
    def _say_painted(self) -> None:
        self.painted.emit()

    def start(self, keys: list[str]) -> None:
        """Build the panels, start the engine, open these architectures and a sample picture."""
        self._steps = assemble(self, keys)
        self._take_step()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end everything that runs."""
        self._steps = iter(())
        self._next_panel.stop()
        if self._complete:
            self.settings.geometry = self.saveGeometry()
            self.settings.docks = self.saveState(LAYOUT_VERSION)
            self.settings.save()
        for part in ("live", "engine", "background"):
            if hasattr(self, part):  # the window may be closed before it is complete
                getattr(self, part).close()
        super().closeEvent(event)

    # The frame

    def _create_docks(self) -> None:
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomRightCorner, bottom)
        self.setCorner(Qt.Corner.BottomLeftCorner, left)
        for key, title, area in (
            ("library", self.tr("Library"), left),
            ("live", self.tr("Live"), right),
            ("inspector", self.tr("Inspector"), right),
            ("layers", self.tr("Layers"), bottom),
            ("charts", self.tr("Charts"), bottom),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(_blank())
            bar = _blank()
            bar.setFixedHeight(Space.DOCK_HEADER)
            dock.setTitleBarWidget(bar)
            self.addDockWidget(area, dock)
            self.docks[key] = dock
        self.splitDockWidget(self.docks["live"], self.docks["inspector"], Qt.Orientation.Horizontal)
        self.splitDockWidget(self.docks["layers"], self.docks["charts"], Qt.Orientation.Horizontal)
        self.setCentralWidget(QWidget())

    def _create_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._status = QLabel(self.tr("Starting"))
        self._status.setObjectName("status.text")
        self._convention = QLabel()
        self._convention.setObjectName("status.convention")
        self._engine_status = QLabel()
        self._engine_status.setObjectName("status.engine")
        bar.addWidget(self._status, 1)
        bar.addWidget(self._convention, 2)
        self._show_form(None)
        bar.addPermanentWidget(self._engine_status)

    def _restore(self) -> None:
        if self.settings.theme != theme().mode:
            theme().set_mode(self.settings.theme, whole=False)
        geometry = self.settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._arrange_docks()

    def _arrange_docks(self) -> None:
        """Put the docks where they were left, or where they are at first."""
        docks = self.settings.docks
        if docks is not None and self.restoreState(docks, LAYOUT_VERSION):
            return
        columns = [self.docks[key] for key in ("library", "live", "inspector")]
        self.resizeDocks(columns, [324, 384, 344], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks["layers"], self.docks["charts"]], [984, 292], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks["layers"]], [228], Qt.Orientation.Vertical)

    # The panels

    @Slot()
    def _take_step(self) -> None:
        """Go on with the assembly by one import, one part, or one piece of work on a thread."""
        if self._imports:
            importlib.import_module(self._imports.pop(0))
        else:
            try:
                wanted = next(self._steps)
            except StopIteration:
                return
            if callable(wanted):
                self.background.run(wanted, lambda nothing: self._take_step())
                return
            if isinstance(wanted, int):
                QTimer.singleShot(wanted, self._take_step)
                return
            self._imports = list(wanted)
        QTimer.singleShot(BREATH, self._take_step)

    def follow_engine(self) -> None:
        """Say what the engine is doing."""
        self.engine.stateChanged.connect(self._on_engine_state)
        self.engine.lost.connect(self._on_engine_lost)
        self.engine.workChanged.connect(self._on_work_changed)

    def begin(self) -> None:
        """Everything is there: show a sample until somebody opens a picture."""
        from explorer.ui.live.source import PictureSource

        self.live.open_picture(PictureSource(name=FIRST_SAMPLE, sample=True))
        self._status.setText(self.tr("Ready"))
        self.assembled.emit()

    def fill_dock(self, key: str, panel: QWidget, *, titled: bool = True, lead: QWidget | None = None) -> None:
        """Put a panel into its dock; ``lead`` stands in place of the title."""
        from explorer.ui.widgets.dock_title import DockTitle

        dock = self.docks[key]
        dock.setTitleBarWidget(DockTitle(dock, lead=lead) if titled else QWidget())
        dock.setWidget(panel)

    def create_commands(self) -> None:
        """Make the menus."""
        from explorer.analysis.conventions import Convention
        from explorer.ui.actions import create_actions
        from explorer.ui.commands import Commands
        from explorer.ui.convention_choice import ConventionChoice
        from explorer.ui.weights_menu import WeightsMenu

        carried_out = Commands(self)
        self.commands = create_actions(self, carried_out.handlers())
        self.layers.exportRequested.connect(carried_out.export_table_as)
        self.layers.copyRequested.connect(carried_out.copy_table)
        self.charts.exportRequested.connect(carried_out.export_chart)
        self._counting = ConventionChoice(Convention(self.settings.convention), self)
        self._counting.changed.connect(self._on_convention_changed)
        self.commands["theme.toggle"].setChecked(theme().tokens.dark)
        view = self._menu("view")
        view.addMenu(self._counting.menu)
        view.addSeparator()
        for dock in self.docks.values():
            view.addAction(dock.toggleViewAction())
        self._weights_menu = WeightsMenu(self.live, self)
        self._menu("engine").addSeparator()
        self._menu("engine").addMenu(self._weights_menu)

    def create_tool_bar(self) -> None:
        """Make the tool bar, and the place of the status bar that tells of lasting work."""
        from explorer.ui.tool_bar import ToolBar
        from explorer.ui.work_status import WorkStatus

        self.statusBar().insertPermanentWidget(2, WorkStatus(self.engine))

        assert self._counting is not None
        self.tool_bar = ToolBar(
            self.commands, self.docks["library"].toggleViewAction(), self, right=(self._counting.switch,)
        )
        self.addToolBar(self.tool_bar)

    def _menu(self, key: str) -> QMenu:
        menu = self.menuBar().findChild(QMenu, f"menu.{key}")
        assert isinstance(menu, QMenu)
        return menu

    def connect_parts(self) -> None:
        """Link the panels with each other and the engine."""
        from explorer.ui.widgets.focus_ring import FocusRing

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._focus_ring = FocusRing(app)
        self.library.architectureChosen.connect(self._on_architecture_chosen)
        self.documents.currentChanged.connect(self._on_document_changed)
        self.documents.networkShown.connect(self._on_network_shown)
        self.documents.libraryRequested.connect(self.commands["go.library"].trigger)
        self.layers.columnsChanged.connect(self._on_columns_changed)
        if self.settings.columns is not None:
            self.layers.set_columns(self.settings.columns)
        assert self._counting is not None
        self.layers.columns.addMenu(self._counting.menu)
        self.layers.set_convention(self._counting.convention)
        self.charts.measureRequested.connect(self.commands["measure.time"].trigger)
        self.charts.cancelRequested.connect(self._on_measuring_cancelled)
        self.measurements.changed.connect(self._on_measurement_changed)
        self.measurements.progressed.connect(self._on_measurement_progressed)
        self.live.pictureShown.connect(self._on_picture_shown)
        self.live.regionKnown.connect(self.inspector.set_region)
        self.live.weightsKnown.connect(self.inspector.set_weights)
        self._on_document_changed(None)
        self._on_engine_state(self.engine.state)
        self._arrange_docks()  # the panels' own size hints have moved what was blank
        self._complete = True

    # Documents

    @Slot(object)
    def _on_architecture_chosen(self, key: str) -> None:
        self.documents.open_architecture(key)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.live.set_document(document)
        if self._weights_menu is not None:
            self._weights_menu.set_architecture(document.architecture if document else None)
        self.library.set_current(document.key if document else None)
        self._show_form(document)
        self._show_in_panels(document)
        if document is not None:
            document.historyChanged.connect(self._update_commands, Qt.ConnectionType.UniqueConnection)
        self._update_commands()

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        from explorer.ui.graph.exporter import offer_exports

        offer_exports(document.view.canvas, (self.commands["graph.copy"], self.commands["graph.export"]))
        if document is self.documents.current:
            self._show_form(document)
            self._show_in_panels(document)
            self.live.network_arrived()
            self._update_commands()

    def _show_form(self, document: Document | None) -> None:
        """Say what the figures are of: the network and its form in the title, the batch in the status bar."""
        title, batch = "cnn-explorer", 1
        if document is not None:
            name, form = document.architecture.display_name, document.form
            if not form.is_own:
                name = self.tr("{0}, what if {1}").format(name, form.changes())
            title, batch = f"{name} — cnn-explorer", form.batch
        self.setWindowTitle(title)
        if self._counting is None:
            self._convention.setText(self.tr("MACs: multiply-accumulates of convolutions and matrix products"))
            return
        convention = self._counting.convention
        self._convention.setText(self.tr("{0}, batch {1}, float32").format(convention.label, batch))
        self._convention.setToolTip(convention.text)

    # How operations are counted, and how long they take

    @property
    def convention(self) -> Convention:
        """How operations are counted in the table and its exports."""
        assert self._counting is not None
        return self._counting.convention

    @Slot(object)
    def _on_convention_changed(self, convention: Convention) -> None:
        self.settings.convention = convention.value
        self.layers.set_convention(convention)
        self._show_form(self.documents.current)

    @Slot(object)
    def _on_columns_changed(self, names: tuple[str, ...]) -> None:
        self.settings.columns = names

    @Slot(object)
    def _on_measurement_changed(self, document: Document) -> None:
        if document is not self.documents.current:
            return
        state = self.measurements.state_of(document)
        # A panel that is still to be filled with the network is told then.
        if self.layers not in self._panels_to_fill:
            self.layers.set_measured(state.roofline)
        if self.charts not in self._panels_to_fill:
            self.charts.set_state(state)

    @Slot(object, object)
    def _on_measurement_progressed(self, document: Document, progress: Progress) -> None:
        if document is self.documents.current:
            self.charts.set_progress(progress)

    @Slot()
    def _on_measuring_cancelled(self) -> None:
        if self.documents.current is not None:
            self.measurements.cancel(self.documents.current)

    def _show_in_panels(self, document: Document | None) -> None:
        """Fill table, charts and inspector, one after the other: together they would be felt."""
        if document is None or document.network is None:
            self.layers.clear()
            self.charts.clear()
            self.inspector.clear()
            return
        self.commands["view.direction"].setChecked(document.view.direction == "lr")
        self._panels_to_fill = [self.layers, self.charts, self.inspector]
        self._next_panel.start()

    @Slot()
    def _fill_next_panel(self) -> None:
        document = self.documents.current
        if document is None or document.network is None:
            return
        panel = self._panels_to_fill.pop(0)
        if panel is self.layers:
            self.layers.set_network(document.network, document.selection)
            self.layers.set_measured(self.measurements.state_of(document).roofline)
        elif panel is self.charts:
            self.charts.set_network(document.network, document.selection)
            self.charts.set_state(self.measurements.state_of(document))
        else:
            self.inspector.set_network(document.network, document.selection, document.form)
        if self._panels_to_fill:
            self._next_panel.start()

    @Slot()
    def _update_commands(self) -> None:
        document = self.documents.current
        there = document is not None and document.network is not None
        for name in NEEDS_NETWORK:
            self.commands[name].setEnabled(there)
        self.commands["tab.close"].setEnabled(document is not None)
        self.commands["go.back"].setEnabled(document is not None and document.can_go_back)
        self.commands["go.forward"].setEnabled(document is not None and document.can_go_forward)

    # The engine

    @Slot(object)
    def _on_engine_state(self, state: str) -> None:
        words = {
            "off": self.tr("Engine off"),
            "starting": self.tr("Engine starting…"),
            "running": self.tr("Engine running"),
            "down": self.tr("Engine stopped"),
        }
        self._engine_status.setText(words[state])
        if not hasattr(self, "tool_bar"):
            return
        info = self.engine.info
        if info is not None:
            one = info.threads == 1
            threads = self.tr("1 thread") if one else self.tr("{} threads").format(info.threads)
            self.tool_bar.device.set_state(f"{info.device.upper()} · {threads}", "plain")
        else:
            self.tool_bar.device.set_state(words[state], "error" if state == "down" else "plain")
        if state == "running" and self.documents.notice.text:
            self.documents.notice.say(self.tr("The engine runs again."), seconds=4)

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
        if not self._complete:
            return
        if self.engine.state == "starting":
            text = self.tr("The engine stopped ({}) and is being restarted. Nothing of yours is lost.").format(reason)
            self.documents.notice.say(text, "warn")
        else:
            text = self.tr(
                "The engine keeps stopping ({}). Choose a smaller network or close other programs, then restart it."
            ).format(reason)
            self.documents.notice.say(text, "error", button=self.tr("Restart"), action=self.engine.restart)

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        if self._complete:
            self.commands["engine.cancel"].setEnabled(jobs > 0)

    @Slot(object)
    def _on_picture_shown(self, picture: LoadedPicture) -> None:
        self.inspector.set_picture(picture.preview, picture.width, picture.height)


def _blank() -> QWidget:
    """What stands in a dock until its panel is there."""
    blank = QWidget()
    blank.setProperty("surface", "panel")
    blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return blank

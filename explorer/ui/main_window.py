"""The window: tabs of networks in the middle, panels around them, one engine behind.

The frame is painted first, and only then are the panels built, one at a time,
so that a click is never kept waiting: their imports stand in the steps.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QMainWindow, QMenu, QTabWidget, QWidget

from explorer.ui.assembly import Step, assemble
from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.terms import term
from explorer.ui.theme import theme
from explorer.ui.tokens import Space

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
    from explorer.engine.messages import Progress
    from explorer.ui.background import Background
    from explorer.ui.compare.opening import Comparing
    from explorer.ui.convention_choice import ConventionChoice
    from explorer.ui.device_menu import DeviceChoice
    from explorer.ui.docks.charts.charts import Charts
    from explorer.ui.docks.inspector.inspector import Inspector
    from explorer.ui.docks.library.library import LibraryPanel
    from explorer.ui.docks.table.layers import LayerTable
    from explorer.ui.docks.top_patches.controller import TopPatchesController
    from explorer.ui.docks.top_patches.panel import TopPatchesPanel
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.everyday import Everyday
    from explorer.ui.graph.colouring_choice import ColouringChoice
    from explorer.ui.live.panel import LivePanel
    from explorer.ui.live.source import LoadedPicture
    from explorer.ui.live_controller import LiveController
    from explorer.ui.measurement import Measurements
    from explorer.ui.recent import Recent
    from explorer.ui.selection import Selected
    from explorer.ui.tool_bar import ToolBar
    from explorer.ui.weights_menu import WeightsMenu
    from explorer.ui.workspace.estate import Estate
    from explorer.ui.workspace.notes import Notes
    from explorer.ui.workspace.workspaces import Workspaces
    from explorer.visualize.graph.metrics import Metric
    from explorer.workspace.model import Workspace

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
    "view.zoom",
    "view.depth.1",
    "view.depth.2",
    "view.depth.3",
    "view.unfold",
    "view.fold",
    "view.way",
    "view.way.only",
    "go.table",
    "view.direction",
    "view.form",
    "note.edit",
    "note.next",
    "note.previous",
    "measure.time",
)


class MainWindow(QMainWindow):
    """A frame at first; ``start`` fills it and says ``assembled`` when it is complete."""

    painted = Signal()
    assembled = Signal()
    languageChosen = Signal()

    engine: EngineLink
    background: Background
    documents: DocumentArea
    library: LibraryPanel
    layers: LayerTable
    charts: Charts
    measurements: Measurements
    inspector: Inspector
    top_patches_panel: TopPatchesPanel
    top_patches: TopPatchesController
    live_panel: LivePanel
    live: LiveController
    commands: dict[str, QAction]
    tool_bar: ToolBar
    device: DeviceChoice
    everyday: Everyday
    comparing: Comparing
    recent: Recent
    notes: Notes
    workspaces: Workspaces

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("cnn-explorer")
        self.setDockNestingEnabled(True)
        self.resize(1600, 1000)
        self.settings = settings or Settings()
        self.estate: Estate | None = None
        """What the window whose place this one takes has left; to be set before ``start``."""
        self.renewable = False
        """Whether somebody builds another window when ``languageChosen`` is emitted."""
        self._remembered = False
        self.docks: dict[str, QDockWidget] = {}
        self._areas: dict[str, Qt.DockWidgetArea] = {}
        self._weights_menu: WeightsMenu | None = None
        self._counting: ConventionChoice | None = None
        self._colouring: ColouringChoice | None = None
        self._steps: Iterator[Step] = iter(())
        self._imports: list[str] = []
        self._painted = False
        self._panels_to_fill: list[QWidget] = []
        self._next_panel = QTimer(self)
        self._next_panel.setSingleShot(True)
        self._next_panel.setInterval(PAUSE)
        self._next_panel.timeout.connect(self._fill_next_panel)
        self._complete = False
        self._engine_was_lost = False
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

    def start(self, keys: list[str], *, comparing: bool = False, workspace: str | None = None) -> None:
        """Build the panels, start the engine, open these architectures (or compare them) and a sample picture.

        ``workspace`` is a file to be opened instead, or empty for the state in which the last window was closed; the
        architectures are opened where there is none.
        """
        gc.unfreeze()  # what is left of a window before this one
        self._steps = assemble(self, keys, comparing=comparing, workspace=workspace)
        self._take_step()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end everything that runs."""
        self._steps = iter(())
        self._next_panel.stop()
        if self._complete and not self._remembered:
            self.remember()
        for part in ("live", "engine"):
            if hasattr(self, part):  # the window may be closed before it is complete
                getattr(self, part).close()
        from explorer.ui.background import Background

        for background in self.findChildren(Background):  # the window's own, and those of its graphs
            background.close()
        super().closeEvent(event)

    def remember(self) -> Workspace:
        """Write down layout and state for the next start, and return the state; done once, just before the end."""
        self._remembered = True
        self.comparing.give_room_back()
        self.workspaces.keep()
        self.settings.geometry = self.saveGeometry()
        self.settings.docks = self.saveState(LAYOUT_VERSION)
        self.settings.save()
        return self.workspaces.state()

    @property
    def busy(self) -> bool:
        """Whether something is under way that would be lost if the window were closed now."""
        from explorer.ui.graph.exporter import GraphExporter

        if not self._complete or not self.workspaces.begun or self.workspaces.restoring.busy:
            return True
        return self.engine.jobs > 0 or any(one.busy for one in self.findChildren(GraphExporter))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go through the selections with the mouse's own buttons for it, wherever no panel has a use for them."""
        way = {Qt.MouseButton.BackButton: "go.back", Qt.MouseButton.ForwardButton: "go.forward"}.get(event.button())
        if way is not None and self._complete:
            self.commands[way].trigger()
        else:
            super().mousePressEvent(event)

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
            ("top9", self.tr("Top 9"), bottom),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(_blank())
            bar = _blank()
            bar.setFixedHeight(Space.DOCK_HEADER)
            dock.setTitleBarWidget(bar)
            self.docks[key] = dock
            self._areas[key] = area
        self._place_docks()
        self.setTabPosition(bottom, QTabWidget.TabPosition.North)
        self.setCentralWidget(QWidget())

    def _place_docks(self) -> None:
        for key, area in self._areas.items():
            self.addDockWidget(area, self.docks[key])
        self.splitDockWidget(self.docks["live"], self.docks["inspector"], Qt.Orientation.Horizontal)
        self.splitDockWidget(self.docks["layers"], self.docks["charts"], Qt.Orientation.Horizontal)
        self.tabifyDockWidget(self.docks["layers"], self.docks["top9"])
        self.docks["layers"].raise_()

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
        self._measure_docks()

    def _measure_docks(self) -> None:
        columns = [self.docks[key] for key in ("library", "live", "inspector")]
        self.resizeDocks(columns, [324, 384, 344], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks["layers"], self.docks["charts"]], [984, 292], Qt.Orientation.Horizontal)
        self.resizeDocks([self.docks["layers"]], [260], Qt.Orientation.Vertical)

    # The panels

    @Slot()
    def _take_step(self) -> None:
        """Go on with the assembly by one import, one part, or one piece of work on a thread."""
        if self._imports:
            importlib.import_module(self._imports.pop(0))
            # Modules stay for good: to look for garbage among them would hold up the window for 0.1 s and more.
            gc.freeze()
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
        from explorer.ui.faults import faults

        self.engine.faulted.connect(faults().tell_engine)
        self.engine.stateChanged.connect(self._on_engine_state)
        self.engine.lost.connect(self._on_engine_lost)
        self.engine.moved.connect(lambda moved: self._on_engine_state(self.engine.state))
        self.engine.workChanged.connect(self._on_work_changed)

    def begin(self) -> None:
        """Everything is there: show a sample until somebody opens a picture, if nobody has yet."""
        from explorer.ui.live.source import PictureSource

        if not self.workspaces.brings_picture and self.live.sources.current is None:
            self.live.open_picture(PictureSource(name=FIRST_SAMPLE, sample=True))
        self._status.setText(self.tr("Ready"))
        if self.settings.problem:
            self.documents.notice.say(self.settings.problem, "warn")
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
        from explorer.ui.device_menu import DeviceChoice, DeviceMenu
        from explorer.ui.graph.colouring_choice import ColouringChoice
        from explorer.ui.motion import motion
        from explorer.ui.recent import Recent, RecentMenu
        from explorer.ui.weights_menu import WeightsMenu
        from explorer.ui.workspace.notes import Notes
        from explorer.visualize.graph.metrics import Metric

        self.notes = self.estate.notes if self.estate is not None else Notes()
        self.notes.setParent(self)
        self.inspector.set_notes(self.notes)
        self.notes.changed.connect(self._on_notes_changed)
        carried_out = Commands(self)
        self.everyday = carried_out.everyday
        self.comparing = carried_out.comparing
        self.workspaces = carried_out.workspaces
        self.commands = create_actions(self, carried_out.handlers())
        self.recent = Recent(self)
        self._menu("file").insertMenu(self.commands["picture.paste"], RecentMenu(self.recent, self))
        self.layers.exportRequested.connect(carried_out.export_table_as)
        self.layers.copyRequested.connect(carried_out.copy_table)
        self.charts.exportRequested.connect(carried_out.export_chart)
        self._counting = ConventionChoice(Convention(self.settings.convention), self)
        self._counting.changed.connect(self._on_convention_changed)
        remembered = self.settings.colouring
        metric = None if remembered == "kind" else Metric(remembered)
        self._colouring = ColouringChoice(metric, self._counting.convention, self)
        self._colouring.chosen.connect(self._on_colouring_chosen)
        self._on_theme_changed()
        theme().changed.connect(self._on_theme_changed)
        view = self._menu("view")
        view.addMenu(self._colouring.menu)
        view.addMenu(self._counting.menu)
        view.addSeparator()
        for dock in self.docks.values():
            view.addAction(dock.toggleViewAction())
        self._weights_menu = WeightsMenu(self.live, self)
        self.device = DeviceChoice(self.engine, self)
        self.device.device, self.device.precision = self.settings.device, self.settings.precision
        self.device.threads = self.settings.threads
        self.device.chosen.connect(self._on_device_chosen)
        motion().choose(self.settings.motion)
        self.device.looked.connect(self._on_device_looked_for)
        self.device.failed.connect(lambda message: self.documents.notice.say(message, "error"))
        self.device.moved.connect(lambda reason: self.documents.notice.say(reason, "warn"))
        self._menu("engine").addSeparator()
        self._menu("engine").addMenu(self._weights_menu)
        self._menu("engine").addMenu(DeviceMenu(self.device, self.engine, self))

    def create_tool_bar(self) -> None:
        """Make the tool bar, and the place of the status bar that tells of lasting work."""
        from explorer.ui.palette.button import PaletteButton
        from explorer.ui.tool_bar import ToolBar
        from explorer.ui.work_status import WorkStatus

        self.statusBar().insertPermanentWidget(2, WorkStatus(self.engine))

        assert self._counting is not None and self._colouring is not None
        search = PaletteButton(self.commands["go.palette"].shortcut())
        search.clicked.connect(self.commands["go.palette"].trigger)
        self.tool_bar = ToolBar(
            self.commands,
            self.docks["library"].toggleViewAction(),
            self,
            left=(self._colouring.switch,),
            middle=search,
            right=(self._counting.switch,),
        )
        self.addToolBar(self.tool_bar)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.commands["theme.toggle"].setChecked(theme().tokens.dark)

    def _menu(self, key: str) -> QMenu:
        menu = self.menuBar().findChild(QMenu, f"menu.{key}")
        assert isinstance(menu, QMenu)
        return menu

    def connect_parts(self) -> None:
        """Link the panels with each other and the engine."""
        from explorer.ui.graph.colouring_control import ColouringControl
        from explorer.ui.widgets.focus_ring import FocusRing

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._focus_ring = FocusRing(app)
        self._focus_ring.setParent(self)
        self.library.architectureChosen.connect(self._on_architecture_chosen)
        self.library.compareRequested.connect(self.comparing.open_with)
        self.library.evolutionRequested.connect(self._on_evolution_requested)
        self.documents.currentChanged.connect(self._on_document_changed)
        self.documents.currentChanged.connect(self.comparing.on_front_changed)
        self.documents.networkShown.connect(self._on_network_shown)
        self.documents.libraryRequested.connect(self.commands["go.library"].trigger)
        self.layers.columnsChanged.connect(self._on_columns_changed)
        if self.settings.columns is not None:
            self.layers.set_columns(self.settings.columns)
        assert self._counting is not None and self._colouring is not None
        ColouringControl(self._colouring, self._counting, self.documents, self.measurements, self)
        self.layers.columns.addMenu(self._counting.menu)
        self.layers.set_convention(self._counting.convention)
        self._counting.changed.connect(self.comparing.on_convention_changed)
        self.charts.measureRequested.connect(self.commands["measure.time"].trigger)
        self.charts.cancelRequested.connect(self._on_measuring_cancelled)
        self.measurements.changed.connect(self._on_measurement_changed)
        self.measurements.changed.connect(self.comparing.on_measurement_changed)
        self.measurements.progressed.connect(self._on_measurement_progressed)
        self.live.pictureShown.connect(self._on_picture_shown)
        self.top_patches.pictureRequested.connect(self.live.open_picture)
        self.live.regionKnown.connect(self.inspector.set_region)
        self.live.weightsKnown.connect(self.inspector.set_weights)
        self._on_document_changed(None)
        self._on_engine_state(self.engine.state)
        self._arrange_docks()  # the panels' own size hints have moved what was blank
        self._complete = True

    def reset_layout(self) -> None:
        """Put the docks where they were at the very first start."""
        for dock in self.docks.values():
            dock.setFloating(False)
            dock.show()
        self._place_docks()
        self._measure_docks()

    # Documents

    @Slot(object)
    def _on_architecture_chosen(self, key: str) -> None:
        self.documents.open_architecture(key)

    @Slot(object)
    def _on_evolution_requested(self, key: str | None) -> None:
        from explorer.ui.evolution.page import EvolutionPage

        self.commands["go.evolution"].trigger()
        page = self.documents.page
        if key is not None and isinstance(page, EvolutionPage):
            page.go_to(key)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.live.set_document(document)
        self.top_patches.set_document(document)
        if self._weights_menu is not None:
            self._weights_menu.set_architecture(document.architecture if document else None)
        self.library.set_current(document.key if document else None)
        self._show_form(document)
        self._show_in_panels(document)
        if document is not None:
            document.historyChanged.connect(self._update_commands, Qt.ConnectionType.UniqueConnection)
            document.view.tableRequested.connect(self._on_table_requested, Qt.ConnectionType.UniqueConnection)
        self._update_commands()

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        from explorer.ui.graph.exporter import offer_exports

        offer_exports(document.view.canvas, (self.commands["graph.copy"], self.commands["graph.export"]))
        if document is self.documents.current:
            self._show_form(document)
            self._show_in_panels(document)
            self.live.network_arrived()
            self.top_patches.set_document(document)
            self._update_commands()

    @Slot(object)
    def _on_table_requested(self, selected: Selected) -> None:
        self.commands["go.table"].trigger()

    def _show_form(self, document: Document | None) -> None:
        """Say what the figures are of: the network and its form in the title, the batch in the status bar."""
        title, batch = "cnn-explorer", 1
        if document is not None:
            name, form = document.architecture.display_name, document.form
            if not form.is_own:
                name = self.tr("{0}, what if {1}").format(name, form.changes())
            title, batch = f"{name} — cnn-explorer", form.batch
        elif self._complete and self.documents.page is not None:
            title = f"{self.documents.page.title} — cnn-explorer"
        self.setWindowTitle(title)
        if self._counting is None:
            self._convention.setText(self.tr("MACs: multiply-accumulates of convolutions and matrix products"))
            return
        convention = self._counting.convention
        self._convention.setText(self.tr("{0}, batch {1}, float32").format(term(convention.label), batch))
        self._convention.setToolTip(term(convention.text))

    # How operations are counted, and how long they take

    @property
    def counting(self) -> ConventionChoice:
        """The choice of how operations are counted."""
        assert self._counting is not None
        return self._counting

    @property
    def colouring(self) -> ColouringChoice:
        """The choice of what graphs are coloured by."""
        assert self._colouring is not None
        return self._colouring

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
    def _on_colouring_chosen(self, metric: Metric | None) -> None:
        # Measured times are gone with the window that measured them: they are not what the next one begins with.
        if metric is None or metric.value != "time":
            self.settings.colouring = metric.value if metric is not None else "kind"

    @Slot(object)
    def _on_device_looked_for(self, missing: str) -> None:
        """Say once that the chosen one is not there: who knows it need not be told at every start."""
        if self.settings.missed == missing:
            return
        self.settings.missed = missing
        if missing:
            text = self.tr("{0} is not on this machine now: networks run on the CPU. Others are in the Engine menu.")
            self.documents.notice.say(text.format(missing), "warn")

    @Slot()
    def _on_device_chosen(self) -> None:
        settings, chosen = self.settings, self.device
        settings.device, settings.precision, settings.threads = chosen.device, chosen.precision, chosen.threads

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
            self.layers.set_noted(dict(self.notes.of_network(document.form)))
        elif panel is self.charts:
            self.charts.set_network(document.network, document.selection)
            self.charts.set_state(self.measurements.state_of(document))
        else:
            self.inspector.set_network(document.network, document.selection, document.form)
        if self._panels_to_fill:
            self._next_panel.start()

    @Slot()
    def _on_notes_changed(self) -> None:
        if self.documents.current is not None and self.layers not in self._panels_to_fill:
            self.layers.set_noted(dict(self.notes.of_network(self.documents.current.form)))

    @Slot()
    def _update_commands(self) -> None:
        document, page = self.documents.current, self.documents.page
        there = document is not None and document.network is not None
        for name in NEEDS_NETWORK:
            self.commands[name].setEnabled(there)
        if page is not None:
            for name in page.commands:
                self.commands[name].setEnabled(True)
            self.commands["view.direction"].setChecked(page.direction == "lr")
        self.commands["tab.close"].setEnabled(document is not None or page is not None)
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
            mixed = f" · {info.precision}" if info.precision != "float32" else ""
            self.tool_bar.device.set_state(f"{info.device.upper()} · {threads}{mixed}", "plain")
        else:
            self.tool_bar.device.set_state(words[state], "error" if state == "down" else "plain")
        if state == "running" and self._engine_was_lost:
            self._engine_was_lost = False
            self.documents.notice.say(self.tr("The engine runs again."), seconds=4)

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
        if not self._complete:
            return
        self._engine_was_lost = True
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

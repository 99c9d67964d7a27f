"""The window: tabs of networks in the middle, panels around them, one engine behind.

The frame is painted first, and only then are the panels built, one at a time,
so that a click is never kept waiting: their imports stand in the steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from explorer.ui.assembly import assemble
from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.theme import theme
from explorer.ui.window.dock_layout import DockLayout
from explorer.ui.window.status_texts import StatusTexts
from explorer.ui.window.steps import Steps

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
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
    from explorer.ui.documents import DocumentArea
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.everyday import Everyday
    from explorer.ui.evolution.opening import FamilyTree
    from explorer.ui.graph.colouring_choice import ColouringChoice
    from explorer.ui.live.control.controller import LiveController
    from explorer.ui.live.panel.panel import LivePanel
    from explorer.ui.live.sources.source import LoadedPicture
    from explorer.ui.measurement import Measurements
    from explorer.ui.recent import Recent
    from explorer.ui.tool_bar import ToolBar
    from explorer.ui.weights_menu import WeightsMenu
    from explorer.ui.window.engine_status import EngineStatus
    from explorer.ui.window.network_panels import NetworkPanels
    from explorer.ui.workspace.estate import Estate
    from explorer.ui.workspace.notes import Notes
    from explorer.ui.workspace.workspaces import Workspaces
    from explorer.workspace.model import Workspace

FIRST_SAMPLE = "chelsea"
"""Shown until somebody opens a picture."""


class MainWindow(QMainWindow):
    """A frame at first; ``start`` fills it and says ``assembled`` when it is complete."""

    painted = Signal()
    assembled = Signal()
    languageChosen = Signal()

    engine: EngineLink
    engine_status: EngineStatus
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
    network_panels: NetworkPanels
    commands: dict[str, QAction]
    tool_bar: ToolBar
    counting: ConventionChoice
    colouring: ColouringChoice
    device: DeviceChoice
    weights_menu: WeightsMenu
    everyday: Everyday
    comparing: Comparing
    family_tree: FamilyTree
    recent: Recent
    notes: Notes
    workspaces: Workspaces

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("cnn-explorer")
        self.resize(QSize(1600, 1000).boundedTo(self.screen().availableSize()))
        self.settings = settings or Settings()
        self.estate: Estate | None = None
        """What the window whose place this one takes has left; to be set before ``start``."""
        self.renewable = False
        """Whether somebody builds another window when ``languageChosen`` is emitted."""
        self.complete = False
        """Whether all panels are there and linked with each other."""
        self._remembered = False
        self._painted = False
        self._steps = Steps(self)
        self.dock_layout = DockLayout(self, self.settings)
        self.docks = self.dock_layout.docks
        self.setCentralWidget(QWidget())
        self.status_texts = StatusTexts(self.statusBar())
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
        self._steps.start(assemble(self, keys, comparing=comparing, workspace=workspace))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end everything that runs."""
        self._steps.stop()
        if self.complete and not self._remembered:
            self.remember()
        for part in ("network_panels", "live", "engine"):
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

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview, version: int | None = 0) -> bool:
        """Put docks and bars where they were left."""
        restored = super().restoreState(state, version)
        self.dock_layout.sides.restored()
        return restored

    @property
    def busy(self) -> bool:
        """Whether something is under way that would be lost if the window were closed now."""
        from explorer.ui.graph.exporter import GraphExporter

        if not self.complete or not self.workspaces.begun or self.workspaces.restoring.busy:
            return True
        return self.engine.jobs > 0 or any(one.busy for one in self.findChildren(GraphExporter))

    @property
    def convention(self) -> Convention:
        """How operations are counted in the table and its exports."""
        return self.counting.convention

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go through the selections with the mouse's own buttons for it, wherever no panel has a use for them."""
        way = {Qt.MouseButton.BackButton: "go.back", Qt.MouseButton.ForwardButton: "go.forward"}.get(event.button())
        if way is not None and self.complete:
            self.commands[way].trigger()
        else:
            super().mousePressEvent(event)

    def _restore(self) -> None:
        if self.settings.theme != theme().mode:
            theme().set_mode(self.settings.theme, whole=False)
        geometry = self.settings.geometry
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.dock_layout.arrange()

    # The panels

    def begin(self) -> None:
        """Everything is there: show a sample until somebody opens a picture, if nobody has yet."""
        from explorer.ui.live.sources.source import PictureSource

        if not self.workspaces.brings_picture and self.live.sources.current is None:
            self.live.open_picture(PictureSource(name=FIRST_SAMPLE, sample=True))
        self.status_texts.say_ready()
        if self.settings.problem:
            self.documents.notice.say(self.settings.problem, "warn")
        self.assembled.emit()

    def create_commands(self) -> None:
        """Make the commands and their menus, and what is chosen for the whole window."""
        from explorer.ui.actions import create_actions
        from explorer.ui.commands import Commands
        from explorer.ui.recent import Recent
        from explorer.ui.weights_menu import WeightsMenu
        from explorer.ui.window.choices import Choices
        from explorer.ui.window.menus import complete_menus
        from explorer.ui.workspace.notes import Notes

        self.notes = self.estate.notes if self.estate is not None else Notes()
        self.notes.setParent(self)
        self.inspector.set_notes(self.notes)
        carried_out = Commands(self)
        self.everyday = carried_out.everyday
        self.comparing = carried_out.comparing
        self.family_tree = carried_out.family_tree
        self.workspaces = carried_out.workspaces
        self.commands = create_actions(self, carried_out.handlers())
        self.recent = Recent(self)
        self.layers.exportRequested.connect(carried_out.panels.export_table_as)
        self.layers.copyRequested.connect(carried_out.panels.copy_table)
        self.charts.exportRequested.connect(carried_out.panels.export_chart)
        choices = Choices(self)
        choices.follow_columns(self.layers)
        self.counting, self.colouring, self.device = choices.counting, choices.colouring, choices.device
        self.weights_menu = WeightsMenu(self.live, self)
        complete_menus(self)
        self._on_theme_changed()
        theme().changed.connect(self._on_theme_changed)

    def create_tool_bar(self) -> None:
        """Make the tool bar, and the place of the status bar that tells of lasting work."""
        from explorer.ui.palette.button import PaletteButton
        from explorer.ui.tool_bar import ToolBar
        from explorer.ui.work_status import WorkStatus

        self.statusBar().insertPermanentWidget(2, WorkStatus(self.engine))
        search = PaletteButton(self.commands["go.palette"].shortcut())
        search.clicked.connect(self.commands["go.palette"].trigger)
        self.tool_bar = ToolBar(
            self.commands,
            self.docks["library"].toggleViewAction(),
            self,
            left=(self.colouring.switch,),
            middle=search,
            right=(self.counting.switch,),
        )
        self.addToolBar(self.tool_bar)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.commands["theme.toggle"].setChecked(theme().tokens.dark)

    def connect_parts(self) -> None:
        """Link the panels with each other and the engine."""
        from explorer.ui.graph.colouring_control import ColouringControl
        from explorer.ui.widgets.focus_ring import FocusRing
        from explorer.ui.window.front import Front
        from explorer.ui.window.network_panels import NetworkPanels

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._focus_ring = FocusRing(app)
        self._focus_ring.setParent(self)
        self.library.architectureChosen.connect(self.documents.open_architecture)
        self.library.compareRequested.connect(self.comparing.open_with)
        self.library.evolutionRequested.connect(self.family_tree.open_at)
        self._front = Front(self)
        self.documents.currentChanged.connect(self.comparing.on_front_changed)
        self.documents.libraryRequested.connect(self.commands["go.library"].trigger)
        ColouringControl(self.colouring, self.counting, self.documents, self.measurements, self)
        self.layers.columns.addMenu(self.counting.menu)
        self.counting.changed.connect(self.comparing.on_convention_changed)
        self.charts.measureRequested.connect(self.commands["measure.time"].trigger)
        self.network_panels = NetworkPanels(self)
        self.live.pictureShown.connect(self._on_picture_shown)
        self.top_patches.pictureRequested.connect(self.live.open_picture)
        self.live.regionKnown.connect(self.inspector.set_region)
        self.live.weightsKnown.connect(self.inspector.set_weights)
        self._front.show()
        self.engine_status.show()
        self.dock_layout.arrange()  # the panels' own size hints have moved what was blank
        self.complete = True

    @Slot(object)
    def _on_picture_shown(self, picture: LoadedPicture) -> None:
        self.inspector.set_picture(picture.preview, picture.width, picture.height)

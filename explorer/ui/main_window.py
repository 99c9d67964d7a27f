"""The window: tabs of networks in the middle, panels around them, one engine behind."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDockWidget, QFileDialog, QLabel, QMainWindow, QMenu, QMessageBox, QWidget

from explorer import __version__
from explorer.analysis import tables
from explorer.errors import ExplorerError
from explorer.files import write_text
from explorer.models import registry
from explorer.ui.actions import create_actions
from explorer.ui.background import Background
from explorer.ui.docks.inspector import Inspector
from explorer.ui.docks.layers import LayerTable
from explorer.ui.docks.library import LibraryPanel
from explorer.ui.document import Document
from explorer.ui.documents import DocumentArea
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.panel import LivePanel
from explorer.ui.live.source import LoadedPicture, PictureSource
from explorer.ui.live_controller import LiveController
from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.theme import theme
from explorer.ui.tool_bar import ToolBar
from explorer.ui.weights_menu import WeightsMenu
from explorer.ui.widgets.dock_title import DockTitle

CONVENTION = "MACs: multiply-accumulates of convolutions and matrix products, batch 1, float32"
FIRST_SAMPLE = "chelsea"
"""Shown until somebody opens a picture."""


class MainWindow(QMainWindow):
    """Puts the panels together and carries out the commands of ``ui.actions``."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setWindowTitle("cnn-explorer")
        self.setDockNestingEnabled(True)
        self.resize(1600, 1000)
        self.settings = Settings()
        self.engine = EngineLink(self)
        self.background = Background(self)
        self.documents = DocumentArea(self.engine, self.background)
        self.setCentralWidget(self.documents)
        self.library = LibraryPanel(registry.architectures())
        self.layers = LayerTable()
        self.inspector = Inspector()
        self.live_panel = LivePanel()
        self.live = LiveController(self.live_panel, self.engine, self)
        self._docks: dict[str, QDockWidget] = {}
        self._create_docks()
        self.commands = create_actions(self, self._handlers())
        self._weights_menu = WeightsMenu(self.live, self)
        self._complete_menus()
        self.tool_bar = ToolBar(self.commands, self._docks["library"].toggleViewAction(), self)
        self.addToolBar(self.tool_bar)
        self._create_status_bar()
        self._connect()
        self._restore()
        self._on_document_changed(None)
        self._on_engine_state(self.engine.state)

    # Life

    def start(self, keys: list[str]) -> None:
        """Start the engine, open these architectures and the first sample picture."""
        self.engine.start()
        for key in keys:
            self.documents.open_architecture(key)
        self.documents.tabs.setCurrentIndex(0)
        self.live.open_picture(PictureSource(name=FIRST_SAMPLE, sample=True))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout and end everything that runs."""
        self.settings.geometry = self.saveGeometry()
        self.settings.docks = self.saveState(LAYOUT_VERSION)
        self.settings.save()
        self.live.close()
        self.engine.close()
        self.background.close()
        super().closeEvent(event)

    # Putting together

    def _create_docks(self) -> None:
        right, bottom = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
        self.setCorner(Qt.Corner.BottomRightCorner, bottom)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        for key, title, panel, area in (
            ("library", self.tr("Library"), self.library, Qt.DockWidgetArea.LeftDockWidgetArea),
            ("live", self.tr("Live"), self.live_panel, right),
            ("inspector", self.tr("Inspector"), self.inspector, right),
            ("layers", self.tr("Layers"), self.layers, bottom),
        ):
            dock = QDockWidget(title, self)
            dock.setObjectName(f"dock.{key}")
            dock.setWidget(panel)
            dock.setTitleBarWidget(DockTitle(dock) if key != "layers" else QWidget())
            self.addDockWidget(area, dock)
            self._docks[key] = dock
        self.splitDockWidget(self._docks["live"], self._docks["inspector"], Qt.Orientation.Horizontal)
        self.resizeDocks(
            [self._docks["library"], self._docks["live"], self._docks["inspector"]],
            [300, 384, 344],
            Qt.Orientation.Horizontal,
        )
        self.resizeDocks([self._docks["layers"]], [252], Qt.Orientation.Vertical)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        return {
            "picture.open": self.live_panel.open_file,
            "picture.paste": self.live_panel.paste,
            "table.export": self.export_table,
            "graph.export": self.export_graph,
            "tab.close": self.close_current,
            "quit": self.close,
            "view.fit": self._fit,
            "view.expand": lambda: self._expand("all"),
            "view.collapse": lambda: self._expand("none"),
            "view.direction": self._set_direction,
            "theme.toggle": self._set_dark,
            "go.back": lambda: self._go(-1),
            "go.forward": lambda: self._go(1),
            "go.library": self._find_network,
            "go.layer": self._find_layer,
            "live.channel.next": lambda: self.live_panel.step_channel(1),
            "live.channel.previous": lambda: self.live_panel.step_channel(-1),
            "live.layer.next": lambda: self.live_panel.step_layer(1),
            "live.layer.previous": lambda: self.live_panel.step_layer(-1),
            "live.method": self.live_panel.cycle_method,
            "engine.cancel": self.engine.cancel_all,
            "engine.restart": self.engine.restart,
            "help.about": self._show_about,
        }

    def _complete_menus(self) -> None:
        """Add what is no fixed command: the docks, and the weights of the network in front."""
        view = self._menu("view")
        view.addSeparator()
        for dock in self._docks.values():
            view.addAction(dock.toggleViewAction())
        self._menu("engine").addSeparator()
        self._menu("engine").addMenu(self._weights_menu)
        self.commands["theme.toggle"].setChecked(theme().tokens.dark)

    def _menu(self, key: str) -> QMenu:
        menu = self.menuBar().findChild(QMenu, f"menu.{key}")
        assert isinstance(menu, QMenu)
        return menu

    def _create_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._status = QLabel(self.tr("Ready"))
        self._status.setObjectName("status.text")
        convention = QLabel(self.tr(CONVENTION))
        convention.setObjectName("status.convention")
        self._engine_status = QLabel()
        self._engine_status.setObjectName("status.engine")
        bar.addWidget(self._status, 1)
        bar.addWidget(convention, 2)
        bar.addPermanentWidget(self._engine_status)

    def _connect(self) -> None:
        self.library.architectureChosen.connect(self._on_architecture_chosen)
        self.documents.currentChanged.connect(self._on_document_changed)
        self.documents.networkShown.connect(self._on_network_shown)
        self.layers.exportRequested.connect(self.export_table)
        self.live.pictureShown.connect(self._on_picture_shown)
        self.live.regionKnown.connect(self.inspector.set_region)
        self.live.weightsKnown.connect(self.inspector.set_weights)
        self.engine.stateChanged.connect(self._on_engine_state)
        self.engine.lost.connect(self._on_engine_lost)
        self.engine.workChanged.connect(self._on_work_changed)

    def _restore(self) -> None:
        geometry, docks = self.settings.geometry, self.settings.docks
        if geometry is not None:
            self.restoreGeometry(geometry)
        if docks is not None:
            self.restoreState(docks, LAYOUT_VERSION)

    # Documents

    @Slot(object)
    def _on_architecture_chosen(self, key: str) -> None:
        self.documents.open_architecture(key)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.live.set_document(document)
        self._weights_menu.set_architecture(document.architecture if document else None)
        self.library.set_current(document.key if document else None)
        self.setWindowTitle(f"{document.architecture.display_name} — cnn-explorer" if document else "cnn-explorer")
        self._show_in_panels(document)
        if document is not None:
            document.historyChanged.connect(self._update_commands, Qt.ConnectionType.UniqueConnection)
        self._update_commands()

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        if document is self.documents.current:
            self._show_in_panels(document)
            self.live.network_arrived()
            self._update_commands()

    def _show_in_panels(self, document: Document | None) -> None:
        if document is None or document.network is None:
            self.layers.clear()
            self.inspector.clear()
            return
        self.layers.set_network(document.network, document.selection)
        self.inspector.set_network(document.network, document.selection, document.architecture)
        if self.commands["view.direction"].isChecked() != (document.view.direction == "lr"):
            self.commands["view.direction"].setChecked(document.view.direction == "lr")

    @Slot()
    def _update_commands(self) -> None:
        document = self.documents.current
        there = document is not None and document.network is not None
        for name in ("table.export", "graph.export", "view.fit", "view.expand", "view.collapse", "view.direction"):
            self.commands[name].setEnabled(there)
        self.commands["tab.close"].setEnabled(document is not None)
        self.commands["go.back"].setEnabled(document is not None and document.can_go_back)
        self.commands["go.forward"].setEnabled(document is not None and document.can_go_forward)

    # Commands

    @Slot()
    def close_current(self) -> None:
        """Close the network in front."""
        if self.documents.current is not None:
            self.documents.close_document(self.documents.tabs.currentIndex())

    @Slot()
    def export_table(self) -> None:
        """Ask for a file and write the layer table of the network in front."""
        document = self.documents.current
        if document is None or document.network is None:
            return
        formats = {"CSV (*.csv)": ".csv", "JSON (*.json)": ".json", "Markdown (*.md)": ".md"}
        path = self._ask_where(f"{document.key}-layers.csv", formats)
        if path is not None:
            writers = {".json": tables.to_json, ".md": tables.to_markdown}
            text = writers.get(path.suffix.lower(), tables.to_csv)(document.network)
            self._save(path, lambda: write_text(path, text))

    @Slot()
    def export_graph(self) -> None:
        """Ask for a file and draw the graph, opened as it is on the canvas."""
        document = self.documents.current
        if document is None or document.network is None:
            return
        formats = {"SVG (*.svg)": ".svg", "PDF (*.pdf)": ".pdf", "PNG (*.png)": ".png", "JSON (*.json)": ".json"}
        path = self._ask_where(f"{document.key}.svg", formats)
        if path is not None:
            from explorer.ui.graph.export import export_graph

            network, view = document.network, document.view
            self._save(
                path,
                lambda: export_graph(
                    network, path, path.suffix.lower(), expand=view.expanded, direction=view.direction
                ),
            )

    def _ask_where(self, name: str, formats: dict[str, str]) -> Path | None:
        start = str(Path(self.settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self, self.tr("Export"), start, ";;".join(formats))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in formats.values():
            path = path.with_name(path.name + formats[kind])
        self.settings.folder = str(path.parent)
        return path

    def _save(self, path: Path, write: Callable[[], object]) -> None:
        try:
            write()
        except ExplorerError as error:
            self.documents.notice.say(str(error), "error")
        else:
            self.documents.notice.say(self.tr("Saved {}").format(path), seconds=6)

    def _fit(self) -> None:
        if self.documents.current is not None:
            self.documents.current.view.canvas.fit()

    def _expand(self, what: str) -> None:
        if self.documents.current is not None:
            self.documents.current.view.set_expanded(what)

    @Slot(bool)
    def _set_direction(self, left_to_right: bool) -> None:
        document = self.documents.current
        if document is not None:
            document.view.set_direction("lr" if left_to_right else "tb")

    @Slot(bool)
    def _set_dark(self, dark: bool) -> None:
        mode = "dark" if dark else "light"
        theme().set_mode(mode)
        self.settings.theme = mode

    def _go(self, step: int) -> None:
        if self.documents.current is not None:
            self.documents.current.go(step)

    def _find_network(self) -> None:
        self._docks["library"].show()
        self.library.focus_search()

    def _find_layer(self) -> None:
        self._docks["layers"].show()
        self.layers.focus_filter()

    def _show_about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About cnn-explorer"),
            self.tr(
                "<b>cnn-explorer {}</b><p>See, measure and watch convolutional networks.</p>"
                "<p>BSD 3-Clause. Icons: Lucide (ISC). EfficientNet-Lite0 weights: Apache-2.0.</p>"
            ).format(__version__),
        )

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
        info = self.engine.info
        if info is not None:
            threads = self.tr("%n thread(s)", "", info.threads)
            self.tool_bar.device.set_state(f"{info.device.upper()} · {threads}", "plain")
        else:
            self.tool_bar.device.set_state(words[state], "error" if state == "down" else "plain")
        if state == "running" and self.documents.notice.text:
            self.documents.notice.say(self.tr("The engine runs again."), seconds=4)

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
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
        self._status.setText(self.tr("Working…") if jobs else self.tr("Ready"))
        self.commands["engine.cancel"].setEnabled(jobs > 0)

    @Slot(object)
    def _on_picture_shown(self, picture: LoadedPicture) -> None:
        self.inspector.set_picture(picture.preview, picture.width, picture.height)

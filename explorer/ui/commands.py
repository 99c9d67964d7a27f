"""What each command of ``ui.actions`` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.ui.compare.opening import Comparing
from explorer.ui.everyday import Everyday
from explorer.ui.report_command import Reporting
from explorer.ui.terms import term, told
from explorer.ui.theme import theme
from explorer.ui.workspace.noting import Noting
from explorer.ui.workspace.workspaces import Workspaces

if TYPE_CHECKING:
    from explorer.ui.docks.charts.chart import Chart
    from explorer.ui.document import Document
    from explorer.ui.evolution.exports import TreeExports
    from explorer.ui.evolution.page import EvolutionPage
    from explorer.ui.graph.export import DrawingExport
    from explorer.ui.graph.export_dialog import ExportDialog
    from explorer.ui.graph.exporter import GraphExporter
    from explorer.ui.main_window import MainWindow
    from explorer.visualize.graph.scene import GraphScene


class Commands(QObject):
    """Carries out the commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._exporter: GraphExporter | None = None
        self._of_tree: TreeExports | None = None
        self.everyday = Everyday(window)
        self.comparing = Comparing(window, self)
        self.workspaces = Workspaces(window)
        self.noting = Noting(window)
        self.reporting = Reporting(window, self)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of every action, by its id."""
        window = self._window
        panel = window.live_panel
        return {
            "picture.open": panel.open_file,
            "picture.paste": panel.paste,
            "table.export": self.export_table,
            "measure.time": self.measure_time,
            "graph.export": self.export_graph,
            "graph.copy": lambda: self.copy_graph(),
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
            "go.evolution": self.open_evolution,
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
            **self.everyday.handlers(),
            **self.workspaces.handlers(),
            **self.noting.handlers(),
            **self.reporting.handlers(),
            **self.comparing.handlers(),
        }

    @property
    def _document(self) -> Document | None:
        return self._window.documents.current

    @property
    def _tree(self) -> EvolutionPage | None:
        """The family tree, if it is in front."""
        page = self._window.documents.page
        if page is None:
            return None
        from explorer.ui.evolution.page import EvolutionPage

        return page if isinstance(page, EvolutionPage) else None

    # Files

    @Slot()
    def close_current(self) -> None:
        """Close the tab in front."""
        documents = self._window.documents
        if documents.tabs.count():
            documents.close_document(documents.tabs.currentIndex())

    @Slot()
    def export_table(self) -> None:
        """Ask for a file and write the layer table of the network in front, in the format of the file's name."""
        self.export_table_as("csv")

    @Slot(object)
    def export_table_as(self, first: str) -> None:
        """Do the same with one format as the first choice."""
        document = self._document
        if document is None or document.network is None:
            return
        from explorer.analysis.exports.tables import WRITERS
        from explorer.files import write_text
        from explorer.ui.docks.table.export_menu import FORMATS

        keys = sorted(FORMATS, key=lambda key: key != first)
        formats = {f"{FORMATS[key][0]} (*{FORMATS[key][1]})": FORMATS[key][1] for key in keys}
        path = self.ask_where(f"{document.key}{document.form.suffix()}-layers{FORMATS[first][1]}", formats)
        if path is None:
            return
        suffix = path.suffix.lower()
        write = next(WRITERS[key] for key in keys if FORMATS[key][1] == suffix)
        network, convention = document.network, self._window.convention
        self._save_later(path, lambda: write_text(path, write(network, convention)))

    @Slot(object)
    def copy_table(self, key: str) -> None:
        """Put the layer table of the network in front on the clipboard, in a format."""
        document = self._document
        if document is None or document.network is None:
            return
        from explorer.analysis.exports.tables import WRITERS
        from explorer.ui.docks.table.export_menu import FORMATS

        network, convention, notice = document.network, self._window.convention, self._window.documents.notice

        def deliver(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            notice.say(self.tr("Copied the layer table as {}").format(FORMATS[key][0]), seconds=4)

        self._window.background.run(lambda: WRITERS[key](network, convention), deliver, self._say_failure)

    @Slot(object, object)
    def export_chart(self, chart: Chart, suffix: str) -> None:
        """Ask for a file and draw a chart into it, or write its points."""
        document = self._document
        if document is None or chart.network is None:
            return
        from explorer.files import write_whole
        from explorer.ui.docks.charts.chart import SUFFIXES
        from explorer.ui.docks.charts.chart_export import draw_for_file

        suffixes = sorted(SUFFIXES, key=lambda one: one != suffix)
        kind = chart.objectName().rpartition(".")[2]
        path = self.ask_where(
            f"{document.key}{document.form.suffix()}-{kind}{suffix}",
            {f"{SUFFIXES[one]} (*{one})": one for one in suffixes},
        )
        if path is None:
            return
        content = draw_for_file(chart, path.suffix.lower())

        def fill(file: BinaryIO) -> None:
            file.write(content())

        self._save_later(path, lambda: write_whole(path, fill))

    @Slot()
    def export_graph(self) -> None:
        """Ask how to export the graph of the network in front, and do it."""
        document = self._document
        if self._tree is not None:
            self._tree_exports().export(self._tree)
            return
        if document is None or document.network is None or document.view.drawing is None:
            return
        from explorer.ui.graph.export_dialog import ExportDialog

        dialog = ExportDialog(parent=self._window)
        dialog.saveRequested.connect(lambda: self._save_graph(document, dialog))
        dialog.copyRequested.connect(
            lambda: self.copy_graph(document, whole=dialog.whole, dark=dialog.dark, scale=dialog.scale)
        )
        dialog.open()

    def _save_graph(self, document: Document, dialog: ExportDialog) -> None:
        from explorer.ui.graph.export_dialog import FORMS

        first = dialog.form
        suffixes = sorted(FORMS, key=lambda one: one != first)
        formats = {f"{FORMS[one]} (*{one})": one for one in suffixes}
        path = self.ask_where(f"{document.key}{document.form.suffix()}{first}", formats)
        if path is None:
            return
        saved = self.tr("Saved {}").format(path)
        self._draw_graph(
            document,
            (path.suffix.lower(),),
            lambda exports: exports[0].write(path),
            lambda nothing, exports: self.say_done(saved, exports),
            whole=dialog.whole,
            dark=dialog.dark,
            scale=dialog.scale,
        )

    def copy_graph(
        self, document: Document | None = None, *, whole: bool = False, dark: bool = False, scale: float = 2.0
    ) -> None:
        """Put the graph of the network in front on the clipboard, as a picture and as a vector drawing."""
        document = document or self._document
        if document is None and self._tree is not None:
            self._tree_exports().copy(self._tree)
            return
        if document is None or document.network is None or document.view.drawing is None:
            return
        from explorer.ui.graph.export import mime_data

        def deliver(contents: object, exports: list[DrawingExport]) -> None:
            assert isinstance(contents, list)
            svg, png = contents
            QGuiApplication.clipboard().setMimeData(mime_data(svg, png, exports[1].image))
            self.say_done(self.tr("Copied the graph"), exports)

        self._draw_graph(
            document,
            (".svg", ".png"),
            lambda exports: [export.content() for export in exports],
            deliver,
            whole=whole,
            dark=dark,
            scale=scale,
        )

    def _draw_graph(
        self,
        document: Document,
        suffixes: tuple[str, ...],
        finish: Callable[[list[DrawingExport]], object],
        done: Callable[[object, list[DrawingExport]], None],
        *,
        whole: bool,
        dark: bool,
        scale: float,
    ) -> None:
        from explorer.ui.graph.exporter import Style
        from explorer.ui.tokens import DARK, LIGHT
        from explorer.visualize.graph.expansion import open_blocks
        from explorer.visualize.layout.compound import Composer

        view = document.view
        tree, shown, direction = view.tree, view.drawing, view.direction
        assert tree is not None and shown is not None
        colours = DARK if dark else LIGHT
        exporter = self.exporter()

        def everything() -> GraphScene:
            return Composer(tree).compose(open_blocks(tree, "all"), direction)

        style = Style(colours, view.colouring_in(colours), scale)
        exporter.start(tree, everything if whole else lambda: shown, suffixes, style, finish, done, self.say_failure)

    def exporter(self) -> GraphExporter:
        """Return what draws for files and the clipboard, one drawing at a time."""
        if self._exporter is None:
            from explorer.ui.graph.exporter import GraphExporter

            self._exporter = GraphExporter(self._window.background, self)
            self._exporter.progressed.connect(self._say_drawing)
        return self._exporter

    def _tree_exports(self) -> TreeExports:
        from explorer.ui.evolution.exports import TreeExports

        if self._of_tree is None:
            self._of_tree = TreeExports(self, self._window)
        return self._of_tree

    @Slot(object)
    def _say_drawing(self, share: float) -> None:
        assert self._exporter is not None
        text = self.tr("Drawing the graph … {:.0%}").format(share)
        self._window.documents.notice.say(text, button=self.tr("Cancel"), action=self._exporter.cancel)

    def say_failure(self, error: Exception) -> None:
        """Say why there is no drawing, in place of how far it is."""
        self._window.documents.notice.hide()
        self._say_failure(error)

    def say_done(self, text: str, exports: list[DrawingExport]) -> None:
        """Say what has been written or copied, and what had to differ."""
        notes = "; ".join(term(export.note) for export in exports if export.note)
        self._window.documents.notice.say(f"{text}: {notes}" if notes else text, seconds=6)

    def ask_where(self, name: str, formats: dict[str, str]) -> Path | None:
        """Ask for a file, with a name to begin with and suffixes by their words; None if there is to be none."""
        settings = self._window.settings
        start = str(Path(settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self._window, self.tr("Export"), start, ";;".join(formats))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in formats.values():
            path = path.with_name(path.name + formats[kind])
        settings.folder = str(path.parent)
        return path

    def _save_later(self, path: Path, write: Callable[[], object]) -> None:
        """Write on the thread: large tables and slow disks would be felt."""
        notice = self._window.documents.notice
        saved = self.tr("Saved {}").format(path)
        self._window.background.run(write, lambda nothing: notice.say(saved, seconds=6), self._say_failure)

    def _say_failure(self, error: Exception) -> None:
        if not isinstance(error, ExplorerError):
            raise error
        self._window.documents.notice.say(told(str(error)), "error")

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
        elif self._tree is not None:
            self._tree.canvas.fit()
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
        elif self._tree is not None:
            self._tree.set_direction(direction)
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

    @Slot()
    def open_evolution(self) -> None:
        """Bring the family tree to the front."""
        page = self._window.documents.open_page("evolution", self._make_evolution)
        page.setFocus()

    def _make_evolution(self) -> EvolutionPage:
        from explorer.ui.catalogue import translated_history
        from explorer.ui.evolution.page import EvolutionPage
        from explorer.ui.graph.exporter import offer_exports

        page = EvolutionPage(translated_history())
        page.architectureChosen.connect(self._window.documents.open_architecture)
        page.milestoneSelected.connect(self._window.library.set_milestone)
        offer_exports(page.canvas, (self._window.commands["graph.copy"], self._window.commands["graph.export"]))
        return page

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

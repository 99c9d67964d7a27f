"""What each command of ``ui.actions`` does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer import __version__
from explorer.errors import ExplorerError
from explorer.ui.theme import theme

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow


class Commands(QObject):
    """Carries out the commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of every action, by its id."""
        window = self._window
        panel = window.live_panel
        return {
            "picture.open": panel.open_file,
            "picture.paste": panel.paste,
            "table.export": self.export_table,
            "graph.export": self.export_graph,
            "tab.close": self.close_current,
            "quit": window.close,
            "view.fit": self._fit,
            "view.expand": lambda: self._expand("all"),
            "view.collapse": lambda: self._expand("none"),
            "view.direction": self._set_direction,
            "theme.toggle": self._set_dark,
            "go.back": lambda: self._go(-1),
            "go.forward": lambda: self._go(1),
            "go.library": self._find_network,
            "go.layer": self._find_layer,
            "live.channel.next": lambda: panel.step_channel(1),
            "live.channel.previous": lambda: panel.step_channel(-1),
            "live.layer.next": lambda: panel.step_layer(1),
            "live.layer.previous": lambda: panel.step_layer(-1),
            "live.method": panel.cycle_method,
            "engine.cancel": window.engine.cancel_all,
            "engine.restart": window.engine.restart,
            "help.about": self._show_about,
        }

    @property
    def _document(self) -> Document | None:
        return self._window.documents.current

    # Files

    @Slot()
    def close_current(self) -> None:
        """Close the network in front."""
        documents = self._window.documents
        if documents.current is not None:
            documents.close_document(documents.tabs.currentIndex())

    @Slot()
    def export_table(self) -> None:
        """Ask for a file and write the layer table of the network in front."""
        document = self._document
        if document is None or document.network is None:
            return
        formats = {"CSV (*.csv)": ".csv", "JSON (*.json)": ".json", "Markdown (*.md)": ".md"}
        path = self._ask_where(f"{document.key}-layers.csv", formats)
        if path is None:
            return
        from explorer.analysis import tables
        from explorer.files import write_text

        writers = {".json": tables.to_json, ".md": tables.to_markdown}
        text = writers.get(path.suffix.lower(), tables.to_csv)(document.network)
        self._save(path, lambda: write_text(path, text))

    @Slot()
    def export_graph(self) -> None:
        """Ask for a file and draw the graph of the network in front, opened as it is on the screen."""
        document = self._document
        if document is None or document.network is None:
            return
        formats = {"SVG (*.svg)": ".svg", "PDF (*.pdf)": ".pdf", "PNG (*.png)": ".png", "JSON (*.json)": ".json"}
        path = self._ask_where(f"{document.key}.svg", formats)
        if path is None:
            return
        from explorer.ui.graph.export import export_graph

        network, view = document.network, document.view
        suffix = path.suffix.lower()
        self._save(path, lambda: export_graph(network, path, suffix, expand=view.expanded, direction=view.direction))

    def _ask_where(self, name: str, formats: dict[str, str]) -> Path | None:
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

    def _save(self, path: Path, write: Callable[[], object]) -> None:
        notice = self._window.documents.notice
        try:
            write()
        except ExplorerError as error:
            notice.say(str(error), "error")
        else:
            notice.say(self.tr("Saved {}").format(path), seconds=6)

    # Views

    def _fit(self) -> None:
        if self._document is not None:
            self._document.view.canvas.fit()

    def _expand(self, what: str) -> None:
        if self._document is not None:
            self._document.view.set_expanded(what)

    @Slot(bool)
    def _set_direction(self, left_to_right: bool) -> None:
        if self._document is not None:
            self._document.view.set_direction("lr" if left_to_right else "tb")

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

    def _find_layer(self) -> None:
        self._window.docks["layers"].show()
        self._window.layers.focus_filter()

    def _show_about(self) -> None:
        QMessageBox.about(
            self._window,
            self.tr("About cnn-explorer"),
            self.tr(
                "<b>cnn-explorer {}</b><p>See, measure and watch convolutional networks.</p>"
                "<p>BSD 3-Clause. Icons: Lucide (ISC). EfficientNet-Lite0 weights: Apache-2.0.</p>"
            ).format(__version__),
        )

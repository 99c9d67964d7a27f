"""What is in front, a network or a page, and what the window owes it: panels, title, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot

from explorer.ui.graph.exporter import offer_exports
from explorer.ui.window.enabling import enable_commands

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow
    from explorer.ui.selection import Selected


class Front(QObject):
    """Tells all parts of the window when another tab comes to the front, or its network arrives."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.documents.currentChanged.connect(self._on_document_changed)
        window.documents.networkShown.connect(self._on_network_shown)
        window.counting.changed.connect(self._on_convention_changed)

    def show(self) -> None:
        """Tell them what is in front now."""
        self._window.layers.set_convention(self._window.convention)
        self._on_document_changed(self._window.documents.current)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        window = self._window
        window.live.set_document(document)
        window.top_patches.set_document(document)
        window.weights_menu.set_architecture(document.architecture if document else None)
        window.library.set_current(document.key if document else None)
        self._show_form(document)
        window.network_panels.show(document)
        if document is not None:
            document.historyChanged.connect(self._update_commands, Qt.ConnectionType.UniqueConnection)
            document.view.tableRequested.connect(self._on_table_requested, Qt.ConnectionType.UniqueConnection)
        self._update_commands()

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        window = self._window
        offer_exports(document.view.canvas, (window.commands["graph.copy"], window.commands["graph.export"]))
        if document is window.documents.current:
            self._show_form(document)
            window.network_panels.show(document)
            window.live.network_arrived()
            window.top_patches.set_document(document)
            self._update_commands()

    @Slot(object)
    def _on_convention_changed(self, convention: Convention) -> None:
        self._window.layers.set_convention(convention)
        self._show_form(self._window.documents.current)

    @Slot(object)
    def _on_table_requested(self, selected: Selected) -> None:
        self._window.commands["go.table"].trigger()

    @Slot()
    def _update_commands(self) -> None:
        documents = self._window.documents
        enable_commands(self._window.commands, documents.current, documents.page)

    def _show_form(self, document: Document | None) -> None:
        """Say what the figures are of: the network and its form in the title, the batch in the status bar."""
        window = self._window
        title, batch = "cnn-explorer", 1
        if document is not None:
            name, form = document.architecture.display_name, document.form
            if not form.is_own:
                name = _tr("{0}, what if {1}").format(name, form.changes())
            title, batch = f"{name} — cnn-explorer", form.batch
        elif window.documents.page is not None:
            title = f"{window.documents.page.title} — cnn-explorer"
        window.setWindowTitle(title)
        window.status_texts.say_figures(window.convention, batch)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)

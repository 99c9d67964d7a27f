"""Notes and the graphs: shown on every graph, written from there, gone through one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from explorer.ui.graph.canvas import GraphCanvas

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow


class Noting(QObject):
    """Carries out the commands about notes of one window; the notes themselves are the window's ``notes``."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._back: GraphCanvas | None = None
        """The graph from which somebody went to write."""
        window.notes.changed.connect(self._on_changed)
        window.documents.networkShown.connect(self._on_network_shown)
        window.inspector.note_bar.editor.ended.connect(self._on_ended)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of each of these actions, by its id."""
        return {"note.edit": self.edit, "note.next": lambda: self.step(1), "note.previous": lambda: self.step(-1)}

    @Slot()
    def edit(self) -> None:
        """Let people write on what is selected, in the inspector; the keyboard then goes back to the graph."""
        window = self._window
        bar, focus = window.inspector.note_bar, QApplication.focusWidget()
        if not bar.ready:
            words = self.tr(
                "This operator belongs to no module that a note could be held by; choose a block or a layer."
            )
            window.documents.notice.say(words, seconds=6)
            return
        dock = window.docks["inspector"]
        dock.show()
        dock.raise_()
        bar.edit()
        self._back = focus if isinstance(focus, GraphCanvas) else None

    def step(self, by: int) -> None:
        """Select the next (+1) or previous (-1) layer with a note of the network in front."""
        document = self._window.documents.current
        if document is not None and not document.view.notes.step(by):
            words = self.tr("There are no notes on the layers of {0} yet.").format(document.architecture.display_name)
            self._window.documents.notice.say(words, seconds=6)

    @Slot()
    def _on_changed(self) -> None:
        for document in self._window.documents.documents:
            self._show(document)

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        document.view.notes.requested.connect(self.edit, Qt.ConnectionType.UniqueConnection)
        self._show(document)

    def _show(self, document: Document) -> None:
        document.view.notes.set_texts(dict(self._window.notes.of_network(document.form)))

    @Slot(bool)
    def _on_ended(self, kept: bool) -> None:
        back, self._back = self._back, None
        if back is not None and back.isVisible():
            back.setFocus()

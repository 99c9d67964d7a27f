"""Opening what a workspace holds: one tab after the other, each brought to its state when its network is there."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from explorer.ui.live.sources.source import PictureSource
from explorer.ui.settings import LAYOUT_VERSION
from explorer.ui.theme import theme
from explorer.ui.workspace.forms import form_of
from explorer.ui.workspace.placing import Placing
from explorer.ui.workspace.selections import found, select
from explorer.visualize.graph.metrics import Metric
from explorer.workspace.model import OpenNetwork, OpenPage, Source, Workspace

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow

BREATH = 60
"""Milliseconds between two tabs: a network that is known is shown at once, and painted before the next comes."""


class Restoring(QObject):
    """Restores workspaces into one window; a new one ends the one before."""

    settled = Signal(object)  # Document that has come to its state
    refused = Signal(str)  # one line: a form that cannot be had any more, and why
    finished = Signal()  # every tab is open; networks that must be analysed first may still be on their way

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[OpenNetwork | OpenPage] = deque()
        self.workspace = Workspace()
        """What is restored, or was last."""
        self._pending: dict[Document, OpenNetwork] = {}
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(BREATH)
        self._next.timeout.connect(self._open_next)
        window.documents.networkShown.connect(self._on_network_shown)

    @property
    def busy(self) -> bool:
        """Whether tabs are still to be opened."""
        return self._next.isActive()

    def pending(self, document: Document) -> OpenNetwork | None:
        """Return what a network is to become, None if that is done or nothing was asked."""
        return self._pending.get(document)

    def begin(self, workspace: Workspace) -> None:
        """Close what is open and open this instead; everything in it must be there."""
        window = self._window
        self.stop()
        self.workspace = workspace
        while window.documents.tabs.count():
            window.documents.close_document(0)
        window.counting.choose(workspace.convention)
        window.colouring.choose(None if workspace.colouring == "kind" else Metric(workspace.colouring))
        if workspace.theme is not None and workspace.theme != theme().mode:
            theme().set_mode(workspace.theme)  # not the user's own choice, so that it is not remembered
        if workspace.layout is not None and workspace.layout.version == LAYOUT_VERSION:
            window.restoreState(workspace.layout.docks, LAYOUT_VERSION)
        window.live_panel.viewer.methodChosen.emit(workspace.method)
        window.notes.begin(workspace.notes)
        for one in workspace.weights:
            window.live.set_weights(one.key, one.weights)
        self._open_source(workspace.source)
        self._waiting = deque(workspace.tabs)
        self._next.start()

    def stop(self) -> None:
        """Open nothing more."""
        self._next.stop()
        self._waiting.clear()
        self._pending.clear()

    def _open_source(self, source: Source | None) -> None:
        if source is None:
            return
        if source.kind == "sample":
            self._window.live.open_picture(PictureSource(name=source.name, sample=True))
        else:
            path = Path(source.name)
            self._window.live.open_picture(PictureSource(name=path.name, path=path))

    @Slot()
    def _open_next(self) -> None:
        if not self._waiting:
            documents = self._window.documents
            if documents.tabs.count():
                documents.tabs.setCurrentIndex(min(self.workspace.front, documents.tabs.count() - 1))
            self.finished.emit()
            return
        tab = self._waiting.popleft()
        if isinstance(tab, OpenPage):
            self._open_page(tab.name)
        else:
            self._open_network(tab)
        self._next.start()

    def _open_page(self, name: str) -> None:
        if name == "compare":
            comparing = self._window.comparing
            comparing.begin([form_of(one) for one in self.workspace.compared if one is not None])
            if comparing.page is not None and comparing.page.weights is not None:
                comparing.page.weights.begin(self.workspace.sides)
        else:
            self._window.commands[f"go.{name}"].trigger()

    def _open_network(self, tab: OpenNetwork) -> None:
        window = self._window
        window.live.set_weights(tab.form.key, tab.weights)
        document = window.documents.open_architecture(tab.form.key)
        self._pending[document] = tab
        document.refused.connect(self._on_refused)
        if document.network is not None:
            self._on_network_shown(document)

    # Networks that have come

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        tab = self._pending.get(document)
        if tab is None:
            return
        # First its own form, on which pictures run; then the one that it was left in.
        form = form_of(tab.form)
        if document.form != form:
            document.show_form(form)
            return
        self._settle(document, tab)

    @Slot(object)
    def _on_refused(self, message: str) -> None:
        """A form cannot be had any more: the network stays in its own."""
        document = self.sender()
        tab = self._pending.get(document)  # type: ignore[call-overload]
        if tab is not None:
            self._settle(document, replace(tab, place=None))  # type: ignore[arg-type]
            self.refused.emit(message)

    def _settle(self, document: Document, tab: OpenNetwork) -> None:
        """Bring the graph and the selection to their state."""
        view, network = document.view, document.network
        assert network is not None
        if tab.chosen is not None:
            select(document.selection, found(network, tab.chosen), tab.chosen.channel)
        view.set_direction(tab.direction)
        view.set_expanded(frozenset(tab.expanded))
        if tab.place is not None:
            Placing(view, tab.place)
        del self._pending[document]
        self.settled.emit(document)

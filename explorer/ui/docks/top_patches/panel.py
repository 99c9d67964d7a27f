"""The panel of strongest patches: it asks by signals and is told by setters; it knows no engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.ui.docks.top_patches.bar import NARROWEST, Head, SearchLine
from explorer.ui.docks.top_patches.grid import PatchGrid
from explorer.ui.docks.top_patches.words import used_pictures
from explorer.ui.numbers import thousands
from explorer.ui.terms import term
from explorer.ui.widgets.labels import hair_line
from explorer.ui.widgets.state_card import StateCard

if TYPE_CHECKING:
    from explorer.engine.messages import Progress, TopPatches, TopPatchesPage


class TopPatchesPanel(QWidget):
    """Which pictures of a folder excite each channel of the selected layer most."""

    shown = Signal()
    folderRequested = Signal()
    searchRequested = Signal(object)  # bool: anew
    cancelRequested = Signal()
    retryRequested = Signal()
    clearRequested = Signal()
    methodChosen = Signal(object)  # "deconv" or "guided"
    sightChanged = Signal()
    patchChosen = Signal(object)  # Patch
    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top9")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(160)
        self._summary: TopPatches | None = None
        self._order = "number"
        self.head = Head()
        self.line = SearchLine()
        self.grid = PatchGrid()
        self.card = StateCard("top9.card")
        # Of the card's buttons no more than two are ever there; its layout reckons with all while it is hidden.
        self.card.setMinimumWidth(NARROWEST)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._stack.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(hair_line())
        column.addWidget(self.line)
        column.addWidget(self._stack, 1)
        self._offers_search = False
        self._connect()

    def _connect(self) -> None:
        self.head.folderRequested.connect(self.folderRequested)
        self.head.methodChosen.connect(self.methodChosen)
        self.head.orderChosen.connect(self._on_order_chosen)
        self.head.anewRequested.connect(lambda: self.searchRequested.emit(True))
        self.head.clearRequested.connect(self.clearRequested)
        self.line.cancelRequested.connect(self.cancelRequested)
        self.line.resumeRequested.connect(lambda: self.searchRequested.emit(False))
        self.card.actionRequested.connect(self._on_card_action)
        self.card.cancelRequested.connect(self.cancelRequested)
        self.card.retryRequested.connect(self.retryRequested)
        self.grid.sightChanged.connect(self.sightChanged)
        self.grid.patchChosen.connect(self.patchChosen)
        self.grid.channelChosen.connect(self.channelChosen)

    def sizeHint(self) -> QSize:
        return QSize(900, 252)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    # States

    def show_no_network(self) -> None:
        """Say that there is no layer to search."""
        self._clear(None)
        self.card.show_empty(self.tr("Open a network to see what excites its channels."), icon="network")

    def show_no_folder(self, layer: str) -> None:
        """Invite to choose a folder."""
        self._clear(layer)
        self._offers_search = False
        self.card.show_empty(
            self.tr("Choose a folder of pictures to see what excites each channel most."),
            icon="folder-open",
            action=self.tr("Choose a folder…"),
        )

    def show_looking(self, layer: str) -> None:
        """Say that it is looked up what is known of a layer."""
        self._clear(layer)
        self.card.show_loading(self.tr("Looking for stored results"))

    def show_unsearched(self, summary: TopPatches) -> None:
        """Offer to search a layer."""
        self._clear(summary.layer)
        self.head.show_summary(summary)
        self._offers_search = True
        one = summary.total == 1
        self.card.show_empty(
            self.tr("This layer has not been searched in this folder yet."),
            icon="search",
            action=self.tr("Search 1 picture")
            if one
            else self.tr("Search {0} pictures").format(thousands(summary.total)),
        )

    def show_error(self, message: str) -> None:
        """Say why there is nothing."""
        self.line.hide()
        self._stack.setCurrentWidget(self.card)
        self.card.show_error(message)

    def show_begun(self, layer: str) -> None:
        """Say that a search begins, of which nothing is known yet."""
        self._clear(layer)
        self.card.show_loading(self.tr("Searching the strongest patches"))

    def show_results(self, summary: TopPatches) -> None:
        """Show the channels; their patches follow by :meth:`set_page`."""
        self._summary = summary
        self.head.set_layer(summary.layer)
        self.head.show_summary(summary)
        self.grid.set_summary(summary, self._ordered(summary))
        self.card.dismiss()
        self._stack.setCurrentWidget(self.grid)

    def set_page(self, page: TopPatchesPage) -> None:
        """Show the patches of some channels."""
        self.grid.set_page(page)

    def show_running(self, layer: str, progress: Progress | None) -> None:
        """Say how far the search of a layer is."""
        done, total = (progress.done, progress.total) if progress is not None else (0, 0)
        text = self.tr("Searching {0}").format(layer)
        if total:
            text = self.tr("{0}, {1} of {2} pictures").format(text, thousands(done), thousands(total))
        elif progress is not None:
            text = term(progress.text)
        self.line.show_running(text, done, total)

    def show_stopped(self, summary: TopPatches) -> None:
        """Say where the search of the layer was stopped."""
        done, total = thousands(summary.done), thousands(summary.total)
        self.line.show_stopped(
            self.tr("Stopped at {0} of {1} pictures").format(done, total), summary.done, summary.total
        )

    def show_idle(self) -> None:
        """Nothing runs and nothing was stopped."""
        self.line.hide()

    @property
    def summary(self) -> TopPatches | None:
        """What is shown."""
        return self._summary

    def _clear(self, layer: str | None) -> None:
        self._summary = None
        self.head.set_layer(layer)
        self.head.show_summary(None)
        self.grid.forget()
        self.grid.set_summary(None, ())
        self._stack.setCurrentWidget(self.card)

    def _ordered(self, summary: TopPatches) -> list[int]:
        channels = list(range(len(summary.best)))
        if self._order == "strongest":
            channels.sort(key=lambda channel: -summary.best[channel])
        return channels

    def _on_order_chosen(self, order: str) -> None:
        self._order = order
        if self._summary is not None and used_pictures(self._summary):
            self.grid.set_summary(self._summary, self._ordered(self._summary))
            self.grid.verticalScrollBar().setValue(0)

    def _on_card_action(self) -> None:
        if self._offers_search:
            self.searchRequested.emit(False)
        else:
            self.folderRequested.emit()

"""Table, charts and inspector: the panels that are filled anew with each network in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from explorer.engine.messages import Progress
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow

PAUSE = 25
"""Milliseconds between two panels that fill when a network arrives: each has been painted before the next begins."""


class NetworkPanels(QObject):
    """Fills them one after the other, since together they would be felt, and tells them of times and notes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._layers, self._charts, self._inspector = window.layers, window.charts, window.inspector
        self._measurements, self._notes = window.measurements, window.notes
        self._to_fill: list[QWidget] = []
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(PAUSE)
        self._next.timeout.connect(self._fill_next)
        self._charts.cancelRequested.connect(self._on_measuring_cancelled)
        self._measurements.changed.connect(self._on_measurement_changed)
        self._measurements.progressed.connect(self._on_measurement_progressed)
        self._notes.changed.connect(self._on_notes_changed)

    @property
    def _document(self) -> Document | None:
        return self._window.documents.current

    def show(self, document: Document | None) -> None:
        """Begin to fill the panels with the network in front, or clear them where there is none yet."""
        if document is None or document.network is None:
            self._layers.clear()
            self._charts.clear()
            self._inspector.clear()
            return
        self._to_fill = [self._layers, self._charts, self._inspector]
        self._next.start()

    def close(self) -> None:
        """Fill no further panel."""
        self._next.stop()

    @Slot()
    def _fill_next(self) -> None:
        document = self._document
        if document is None or document.network is None:
            return
        panel = self._to_fill.pop(0)
        if panel is self._layers:
            self._layers.set_network(document.network, document.selection)
            self._layers.set_measured(self._measurements.state_of(document).roofline)
            self._layers.set_noted(dict(self._notes.of_network(document.form)))
        elif panel is self._charts:
            self._charts.set_network(document.network, document.selection)
            self._charts.set_state(self._measurements.state_of(document))
        else:
            self._inspector.set_network(document.network, document.selection, document.form)
        if self._to_fill:
            self._next.start()

    # A panel that is still to be filled with the network learns of times and notes then.

    @Slot(object)
    def _on_measurement_changed(self, document: Document) -> None:
        if document is not self._document:
            return
        state = self._measurements.state_of(document)
        if self._layers not in self._to_fill:
            self._layers.set_measured(state.roofline)
        if self._charts not in self._to_fill:
            self._charts.set_state(state)

    @Slot(object, object)
    def _on_measurement_progressed(self, document: Document, progress: Progress) -> None:
        if document is self._document:
            self._charts.set_progress(progress)

    @Slot()
    def _on_measuring_cancelled(self) -> None:
        if self._document is not None:
            self._measurements.cancel(self._document)

    @Slot()
    def _on_notes_changed(self) -> None:
        document = self._document
        if document is not None and self._layers not in self._to_fill:
            self._layers.set_noted(dict(self._notes.of_network(document.form)))

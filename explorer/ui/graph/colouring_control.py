"""Keeps the graph in front coloured as chosen: by the metric, the convention and what has been measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from explorer.ui.graph.colouring import ColourBy, Times
from explorer.visualize.graph.metrics import Metric

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
    from explorer.ui.convention_choice import ConventionChoice
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.graph.colouring_choice import ColouringChoice
    from explorer.ui.measurement import Measurements


class ColouringControl(QObject):
    """Links one choice of colours with all open networks; a graph that is not in front follows when it comes there."""

    def __init__(
        self,
        choice: ColouringChoice,
        counting: ConventionChoice,
        documents: DocumentArea,
        measurements: Measurements,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._choice, self._counting = choice, counting
        self._documents, self._measurements = documents, measurements
        choice.chosen.connect(self._on_chosen)
        counting.changed.connect(self._on_convention_changed)
        documents.currentChanged.connect(self._on_document_changed)
        documents.networkShown.connect(self._on_document_changed)
        measurements.changed.connect(self._on_document_changed)
        self._on_document_changed(documents.current)

    @Slot(object)
    def _on_chosen(self, metric: Metric | None) -> None:
        document, page = self._documents.current, self._documents.page
        if page is not None:
            page.set_metric(metric, chosen=True)
        if metric is Metric.TIME and document is not None and document.network is not None:
            state = self._measurements.state_of(document)
            if state.roofline is None and state.phase != "running":
                self._measurements.measure(document)
        self._on_document_changed(document)

    @Slot(object)
    def _on_convention_changed(self, convention: Convention) -> None:
        self._choice.set_convention(convention)
        self._on_document_changed(self._documents.current)

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        if document is not None and document is self._documents.current:
            document.view.set_colouring(self._by(document))
        elif (page := self._documents.page) is not None:
            page.set_metric(self._choice.metric)

    def _by(self, document: Document) -> ColourBy:
        metric, convention = self._choice.metric, self._counting.convention
        if metric is not Metric.TIME:
            return ColourBy(metric, convention)
        state = self._measurements.state_of(document)
        if state.roofline is not None and document.network is not None:
            return ColourBy(metric, convention, times=Times(document.network, state.roofline.timing))
        if state.phase == "running":
            hint = self.tr("Being measured; the status bar tells how far it is.")
        elif state.phase == "failed":
            hint = self.tr("Could not be measured: {0}").format(state.message)
        else:
            hint = self.tr("Not measured. Ctrl+M measures this network.")
        return ColourBy(metric, convention, hint=hint)

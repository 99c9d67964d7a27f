"""Measured times of the open networks: asked for by a person, kept as long as the measured form is on show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Qt, Signal, Slot

from explorer.analysis.timing.bottleneck import sentence
from explorer.analysis.timing.roofline import Roofline, roofline
from explorer.engine.messages import MeasureJob, Measurement, WeightsBadge
from explorer.errors import ExplorerError
from explorer.ui.measured_times import Found, TimeRecord
from explorer.ui.question import Question
from explorer.ui.terms import told

if TYPE_CHECKING:
    from explorer.analysis.network import Network
    from explorer.engine.messages import Progress
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.what_if import Form

Phase = Literal["none", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How far the measurement of a network has come, and what it found."""

    phase: Phase = "none"
    message: str = ""
    """Why it failed, in one line."""
    found: Found | None = None
    sentence: str = ""
    """Why the network takes the time that it takes."""

    @property
    def roofline(self) -> Roofline | None:
        """The times under the roofs of the device."""
        return self.found.roofline if self.found is not None else None

    @property
    def weights(self) -> WeightsBadge | None:
        """What ran; times do not depend on it."""
        return self.found.weights if self.found is not None else None


NOT_MEASURED = Measured()


@dataclass(frozen=True, slots=True)
class _Asked:
    document: Document
    form: Form
    network: Network
    earlier: Measured
    """What was known before; it stays if no newer result comes."""


class Measurements(QObject):
    """At most one measurement runs, since two would slow each other; nothing is measured unless it is asked for.

    What was measured belongs to the ``Network`` that a document showed: under
    another form of it (another input, batch, width) the times do not hold.
    A form that has been measured elsewhere in the window, in the comparison or
    in this form's earlier days, is not measured anew.
    """

    changed = Signal(object)  # Document whose state is another now
    progressed = Signal(object, object)  # Document, Progress

    def __init__(self, engine: EngineLink, documents: DocumentArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self.record = TimeRecord(engine, self)
        """What has been measured, here and in the comparison."""
        self._states: WeakKeyDictionary[Document, tuple[Network, Measured]] = WeakKeyDictionary()
        self._asked: _Asked | None = None
        # Times are never the same twice: who asks again wants them anew.
        self._question = Question(engine, self, kept=0)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        self._question.dropped.connect(self._on_dropped)
        self._question.progressed.connect(self._on_progressed)
        self.record.added.connect(self._on_added)
        documents.networkShown.connect(self._on_network_shown)
        # Whoever shows the network is to have it before its times.
        documents.networkShown.connect(self._look_up, Qt.ConnectionType.QueuedConnection)

    def state_of(self, document: Document) -> Measured:
        """Return what is known of the network that a document shows."""
        network, state = self._states.get(document, (None, NOT_MEASURED))
        return state if network is document.network else NOT_MEASURED

    def restore(self, document: Document, found: Found) -> None:
        """Know of a document's network what was measured on the same one in the comparison, or in a window before."""
        network, measured = document.network, found.roofline
        if network is None:
            return
        try:
            measured = roofline(network, measured.timing, measured.ceilings)
        except ExplorerError:
            return  # it was read anew and is another one; its times are not these
        found, words = replace(found, roofline=measured), told(sentence(measured, network))
        self._states[document] = network, Measured(phase="done", found=found, sentence=words)
        self.changed.emit(document)

    def measure(self, document: Document) -> None:
        """Have the engine measure the network that a document shows, instead of any other."""
        network = document.network
        if network is None or self._is_asked(document):
            return
        self._give_up()
        self._asked = asked = _Asked(document, document.form, network, self.state_of(document))
        document.destroyed.connect(self._on_document_closed)
        self._set(asked, replace(asked.earlier, phase="running", message=""))
        self._question.ask(document.form.job(MeasureJob))

    def cancel(self, document: Document) -> None:
        """Stop measuring a document's network; an earlier result of it stays."""
        if self._is_asked(document):
            self._give_up()

    def _is_asked(self, document: Document) -> bool:
        return self._asked is not None and self._asked.document is document

    def _give_up(self) -> None:
        self._question.withdraw()
        self._on_dropped()

    def _set(self, asked: _Asked, state: Measured) -> None:
        self._states[asked.document] = asked.network, state
        self.changed.emit(asked.document)

    def _take(self) -> _Asked | None:
        asked, self._asked = self._asked, None
        return asked

    @Slot(object, object)
    def _on_answered(self, job: MeasureJob, answer: Measurement) -> None:
        asked = self._take()
        if asked is None:
            return
        try:
            measured = roofline(asked.network, answer.timing, answer.ceilings)
        except ExplorerError as error:
            self._set(asked, replace(asked.earlier, phase="failed", message=told(str(error))))
            return
        found = Found(roofline=measured, weights=answer.weights, compared=False, at=datetime.now())
        self._set(asked, Measured(phase="done", found=found, sentence=told(sentence(measured, asked.network))))
        self.record.add(asked.form, found)

    @Slot(object, object)
    def _on_failed(self, job: MeasureJob, message: str) -> None:
        asked = self._take()
        if asked is not None:
            self._set(asked, replace(asked.earlier, phase="failed", message=message))

    @Slot()
    def _on_dropped(self) -> None:
        asked = self._take()
        if asked is not None:
            kept = asked.earlier.found is not None
            self._set(asked, replace(asked.earlier, phase="done" if kept else "cancelled", message=""))

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._asked is not None:
            self.progressed.emit(self._asked.document, progress)

    @Slot(object, object)
    def _on_added(self, form: Form, found: Found) -> None:
        """A form has been measured: the tabs that show it know it from now on."""
        for document in self._documents.documents:
            known = self._is_asked(document) or self.state_of(document).found is found
            if document.form == form and not known and self.record.holds(found):
                self.restore(document, found)

    @Slot(object)
    def _look_up(self, document: Document) -> None:
        """A network has come into a tab: its times may be known."""
        if document in self._documents.documents and self.state_of(document) is NOT_MEASURED:
            found = self.record.of(document.form)
            if found is not None:
                self.restore(document, found)

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        if self._asked is not None and self._is_asked(document) and self._asked.network is not document.network:
            self._give_up()  # nobody looks at that form any more

    @Slot()
    def _on_document_closed(self) -> None:
        if self._asked is not None and self._asked.document not in self._documents.documents:
            self._asked = None
            self._question.withdraw()

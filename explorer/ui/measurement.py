"""Measured times of the open networks: asked for by a person, kept as long as the measured form is on show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis.timing.bottleneck import sentence
from explorer.analysis.timing.roofline import Roofline, roofline
from explorer.engine.messages import MeasureJob, Measurement, WeightsBadge
from explorer.errors import ExplorerError
from explorer.ui.question import Question
from explorer.ui.terms import told

if TYPE_CHECKING:
    from explorer.analysis.network import Network
    from explorer.engine.messages import Progress
    from explorer.ui.document import Document
    from explorer.ui.documents import DocumentArea
    from explorer.ui.engine_link import EngineLink

Phase = Literal["none", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How far the measurement of a network has come, and what it found."""

    phase: Phase = "none"
    message: str = ""
    """Why it failed, in one line."""
    roofline: Roofline | None = None
    sentence: str = ""
    """Why the network takes the time that it takes."""
    weights: WeightsBadge | None = None
    """What ran; times do not depend on it."""


NOT_MEASURED = Measured()


@dataclass(frozen=True, slots=True)
class _Asked:
    document: Document
    network: Network
    earlier: Measured
    """What was known before; it stays if no newer result comes."""


class Measurements(QObject):
    """At most one measurement runs, since two would slow each other; nothing is measured unless it is asked for.

    What was measured belongs to the ``Network`` that a document showed: under
    another form of it (another input, batch, width) the times do not hold.
    """

    changed = Signal(object)  # Document whose state is another now
    progressed = Signal(object, object)  # Document, Progress

    def __init__(self, engine: EngineLink, documents: DocumentArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self._states: WeakKeyDictionary[Document, tuple[Network, Measured]] = WeakKeyDictionary()
        self._asked: _Asked | None = None
        # Times are never the same twice: who asks again wants them anew.
        self._question = Question(engine, self, kept=0)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        self._question.dropped.connect(self._on_dropped)
        self._question.progressed.connect(self._on_progressed)
        documents.networkShown.connect(self._on_network_shown)

    def state_of(self, document: Document) -> Measured:
        """Return what is known of the network that a document shows."""
        network, state = self._states.get(document, (None, NOT_MEASURED))
        return state if network is document.network else NOT_MEASURED

    def restore(self, document: Document, found: Roofline, weights: WeightsBadge | None) -> None:
        """Know of a document's network what was measured on the same one in a window that is gone."""
        network = document.network
        if network is None:
            return
        try:
            found = roofline(network, found.timing, found.ceilings)
        except ExplorerError:
            return  # it was read anew and is another one; its times are not these
        words = told(sentence(found, network))
        self._states[document] = network, Measured(phase="done", roofline=found, sentence=words, weights=weights)
        self.changed.emit(document)

    def measure(self, document: Document) -> None:
        """Have the engine measure the network that a document shows, instead of any other."""
        network = document.network
        if network is None or self._is_asked(document):
            return
        self._give_up()
        self._asked = asked = _Asked(document, network, self.state_of(document))
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
            found = roofline(asked.network, answer.timing, answer.ceilings)
        except ExplorerError as error:
            self._set(asked, replace(asked.earlier, phase="failed", message=told(str(error))))
            return
        words = sentence(found, asked.network)
        self._set(asked, Measured(phase="done", roofline=found, sentence=told(words), weights=answer.weights))

    @Slot(object, object)
    def _on_failed(self, job: MeasureJob, message: str) -> None:
        asked = self._take()
        if asked is not None:
            self._set(asked, replace(asked.earlier, phase="failed", message=message))

    @Slot()
    def _on_dropped(self) -> None:
        asked = self._take()
        if asked is not None:
            kept = asked.earlier.roofline is not None
            self._set(asked, replace(asked.earlier, phase="done" if kept else "cancelled", message=""))

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._asked is not None:
            self.progressed.emit(self._asked.document, progress)

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        if self._asked is not None and self._is_asked(document) and self._asked.network is not document.network:
            self._give_up()  # nobody looks at that form any more

    @Slot()
    def _on_document_closed(self) -> None:
        if self._asked is not None and self._asked.document not in self._documents.documents:
            self._asked = None
            self._question.withdraw()

"""Measured times of compared networks: taken over from the tabs', or measured one after the other when asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis.timing.roofline import roofline
from explorer.engine.messages import MeasureJob
from explorer.errors import ExplorerError
from explorer.ui.measured_times import Found, TimeRecord
from explorer.ui.question import Question
from explorer.ui.terms import told
from explorer.ui.what_if import Form

if TYPE_CHECKING:
    from explorer.analysis.network import Network
    from explorer.engine.messages import Measurement, Progress
    from explorer.ui.engine_link import EngineLink

KEPT = 16
"""Forms of networks whose times are remembered."""

Phase = Literal["idle", "running", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """How far the measurement of several networks has come."""

    phase: Phase = "idle"
    form: Form | None = None
    """What is measured now, or what could not be."""
    share: float | None = None
    """Of all that was asked for, 0 to 1; None while it is not known."""
    message: str = ""
    """Why it failed, in one line."""


class Times(QObject):
    """What is known of each form; at most one network is measured at a time, since two would slow each other.

    Each measurement begins with a network of its own and ends with the device's
    roofs, so that a figure belongs to the form alone and outlives the comparison.
    """

    changed = Signal()  # another form has times, or other times would hold now
    measuringChanged = Signal(object)  # Measuring

    def __init__(self, record: TimeRecord, engine: EngineLink | None, parent: QObject) -> None:
        """``record``: what has been measured in the window, which learns what is measured here."""
        super().__init__(parent)
        self.record = record
        self._known: OrderedDict[Form, Found] = OrderedDict()
        self._waiting: list[tuple[Form, Network]] = []
        self._count = 0
        self.measuring = Measuring()
        # Times are never the same twice: who asks again wants them anew.
        self._question = Question(engine, self, kept=0)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        self._question.dropped.connect(self._on_dropped)
        self._question.progressed.connect(self._on_progressed)
        record.added.connect(self._on_added)
        record.moved.connect(self.changed)

    def of(self, form: Form | None) -> Found | None:
        """Return what was measured of a form, here or elsewhere; what has been on show stays, on whatever it was."""
        if form is None:
            return None
        found = self.record.of(form) or self._known.get(form)
        if found is not None:
            self._known[form] = found
            self._known.move_to_end(form)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found

    def holds(self, form: Form) -> bool:
        """Whether the times of a form are those that it has on what the engine runs on now."""
        found = self.of(form)
        return found is not None and self.record.holds(found)

    @Slot(object, object)
    def _on_added(self, form: Form, found: Found) -> None:
        self.changed.emit()

    # measuring ---------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether something is being measured."""
        return bool(self._waiting)

    def measure(self, networks: Sequence[tuple[Form, Network]]) -> None:
        """Have these measured in their order, a form that stands twice once; what is under way goes on instead."""
        if self.running or not networks:
            return
        self._waiting = list({form: (form, network) for form, network in networks}.values())
        self._count = len(self._waiting)
        self._next()

    @Slot()
    def cancel(self) -> None:
        """Stop; what has been measured stays."""
        if self.running:
            self._question.withdraw()
            self._on_dropped()

    def keep(self, wanted: Iterable[Form]) -> None:
        """Stop measuring if nobody looks at one of those that are still to be measured."""
        needed = set(wanted)
        if any(form not in needed for form, _ in self._waiting):
            self.cancel()

    def _next(self) -> None:
        form = self._waiting[0][0]
        self._say(Measuring(phase="running", form=form, share=self._share(0.0) or None))
        self._question.ask(form.job(MeasureJob))

    def _share(self, of_this: float) -> float:
        return (self._count - len(self._waiting) + of_this) / self._count

    def _say(self, measuring: Measuring) -> None:
        self.measuring = measuring
        self.measuringChanged.emit(measuring)

    @Slot(object, object)
    def _on_answered(self, job: MeasureJob, answer: Measurement) -> None:
        form, network = self._waiting[0]
        try:
            measured = roofline(network, answer.timing, answer.ceilings)
        except ExplorerError as error:
            self._fail(told(str(error)))
            return
        del self._waiting[0]
        self.record.add(form, Found(roofline=measured, weights=answer.weights, compared=True, at=datetime.now()))
        if self._waiting:
            self._next()
        else:
            self._say(Measuring())

    @Slot(object, object)
    def _on_failed(self, job: MeasureJob, message: str) -> None:
        self._fail(message)

    def _fail(self, message: str) -> None:
        form = self._waiting[0][0]
        self._waiting.clear()
        self._say(Measuring(phase="failed", form=form, message=message))

    @Slot()
    def _on_dropped(self) -> None:
        if self._waiting:
            self._waiting.clear()
            self._say(Measuring(phase="cancelled"))

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._waiting and progress.total:
            # The device's roofs come after the last operator.
            share = self._share(0.9 * progress.done / progress.total)
            self._say(Measuring(phase="running", form=self._waiting[0][0], share=share))

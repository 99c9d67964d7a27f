"""One thing at a time that a panel wants to know from the engine; the newest wins, answers are kept."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from explorer.engine.messages import EngineInfo, Failed, Job, Progress
    from explorer.ui.engine_link import EngineLink


class Question(QObject):
    """Posts the job that is wanted last, and says how it ends.

    Exactly one of ``answered``, ``failed`` and ``dropped`` follows each job
    that nothing newer has replaced and nobody has withdrawn.
    """

    answered = Signal(object, object)  # Job, its answer
    failed = Signal(object, object)  # Job, one line that says why
    dropped = Signal(object)  # Job: cancelled elsewhere
    progressed = Signal(object)  # Progress

    def __init__(self, engine: EngineLink | None, parent: QObject, *, kept: int = 64, patient: bool = False) -> None:
        """``kept``: how many answers stay; ``patient``: what an engine could not answer waits for the next one."""
        super().__init__(parent)
        self._engine = engine
        self._kept = kept
        self._patient = patient
        self._known: OrderedDict[Job, Any] = OrderedDict()
        self._number: int | None = None
        self.job: Job | None = None
        """What is asked and not answered yet."""
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._post)
        # A job that is dropped is never answered; one whose answer is on its way is told from it a moment later.
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(0)
        self._look.timeout.connect(self._look_for_drop)
        if engine is not None:
            engine.ready.connect(self._on_ready)
            engine.lost.connect(self._on_lost)
            engine.progressed.connect(self._on_progressed)
            engine.workChanged.connect(self._on_work_changed)

    def ask(self, job: Job, delay: int = 0) -> None:
        """Ask for a job in ``delay`` milliseconds instead of all before; a known answer is given at once."""
        if job == self.job:
            return
        self.withdraw()
        if job in self._known:
            self._known.move_to_end(job)
            self.answered.emit(job, self._known[job])
            return
        self.job = job
        if delay:
            self._delay.start(delay)
        else:
            self._post()

    def known(self, job: Job) -> Any | None:
        """Return the answer that was given to a job, None if it is not known."""
        return self._known.get(job)

    def withdraw(self) -> None:
        """The answer is no longer wanted."""
        number, self._number, self.job = self._number, None, None
        self._delay.stop()
        self._look.stop()
        if number is not None and self._engine is not None:
            self._engine.cancel(number)

    def forget(self) -> None:
        """Answers do not hold any more."""
        self.withdraw()
        self._known.clear()

    def _post(self) -> None:
        job = self.job
        if job is None:
            return
        if self._engine is not None:
            self._number = self._engine.post(job, partial(self._on_done, job), partial(self._on_failed, job))
        if self._number is None and not self._patient:
            self._end()
            self.failed.emit(job, self.tr("The engine is not running; restart it from the Engine menu."))

    def _end(self) -> None:
        self._number = self.job = None

    def _on_done(self, job: Job, answer: Any) -> None:
        self._end()
        self._known[job] = answer
        while len(self._known) > self._kept:
            self._known.popitem(last=False)
        self.answered.emit(job, answer)

    def _on_failed(self, job: Job, failure: Failed) -> None:
        self._end()
        self.failed.emit(job, failure.message)

    @Slot(object)
    def _on_ready(self, info: EngineInfo) -> None:
        if self.job is not None and self._number is None and not self._delay.isActive():
            self._post()

    @Slot(object)
    def _on_lost(self, reason: str) -> None:
        job, asked = self.job, self._number is not None
        if job is None or not asked:
            return
        self._number = None
        if not self._patient:
            self._end()
            self.failed.emit(job, self.tr("The engine stopped before it could answer ({0}).").format(reason))

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if progress.number == self._number:
            self.progressed.emit(progress)

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        if self._number is not None:
            self._look.start()

    def _look_for_drop(self) -> None:
        job = self.job
        if job is None or self._number is None or self._engine is None or self._engine.awaits(self._number):
            return
        if self._patient and self._engine.state != "running":
            self._number = None  # somebody restarts the engine
            return
        self._end()
        self.dropped.emit(job)

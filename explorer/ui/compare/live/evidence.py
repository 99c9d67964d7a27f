"""Methods that run a network many times, asked about a picture that stands: of A, then of B."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from explorer.engine.messages import ClassJob, ClassView, Progress
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.control.inquiry import CYCLING
from explorer.ui.question import Question

Jobs = tuple[ClassJob | None, ClassJob | None]
"""What is wanted of A and of B."""


class Evidence(QObject):
    """One side after the other, since the engine does one of these at a time; what is known of a picture is kept.

    They are about the picture that the live panel has handed over, which is
    the one on show here wherever it stands.
    """

    answered = Signal(object)  # place: there is a view, or a reason why there is none
    progressed = Signal(object, object)  # place, Progress; None: it is waited for

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        # Answers about a picture are not kept there: a job does not say which picture it is about.
        self._questions = tuple(Question(link, self, kept=0) for _ in range(2))
        self._picture = 0
        self._jobs: Jobs = (None, None)
        self._views: list[tuple[ClassJob, ClassView | str] | None] = [None, None]
        for place, question in enumerate(self._questions):
            question.answered.connect(partial(self._on_answered, place))
            question.failed.connect(partial(self._on_answered, place))
            question.dropped.connect(self._on_dropped)
            question.progressed.connect(partial(self._on_progressed, place))
        link.ready.connect(self._on_another_engine)
        link.moved.connect(self._on_another_engine)

    def ask(self, jobs: Jobs, picture: int) -> None:
        """Want this of a picture, whose number tells it from others."""
        if (jobs, picture) == (self._jobs, self._picture):
            return
        # What failed or was cancelled may be asked again.
        keep = picture == self._picture
        self._views = [one if one and keep and not isinstance(one[1], str) else None for one in self._views]
        self._jobs, self._picture = jobs, picture
        for question in self._questions:
            question.withdraw()
        self._next(CYCLING)

    def stop(self) -> None:
        """Want nothing; what is known stays known."""
        self._jobs = (None, None)
        for question in self._questions:
            question.withdraw()

    def forget(self) -> None:
        """Ask everything anew when it is wanted again."""
        self.stop()
        self._views = [None, None]

    def of(self, place: int) -> ClassView | str | None:
        """Return what is wanted of A (0) or B (1): its view, why it cannot be shown, or None while it is not known."""
        known, job = self._views[place], self._jobs[place]
        return known[1] if known is not None and known[0] == job else None

    def awaits(self, place: int) -> bool:
        """Whether something is wanted of A or B that is not known yet."""
        return self._jobs[place] is not None and self.of(place) is None

    def _next(self, delay: int = 0) -> None:
        """Ask for the first side that is not known; whoever only passes a method by starts nothing."""
        missing = [place for place in range(2) if self.awaits(place)]
        for place in missing:
            self.progressed.emit(place, None)
        if missing:
            job = self._jobs[missing[0]]
            assert job is not None
            self._questions[missing[0]].ask(job, delay)

    def _on_answered(self, place: int, job: ClassJob, answer: ClassView | str) -> None:
        self._views[place] = job, answer
        self.answered.emit(place)
        self._next()

    def _on_progressed(self, place: int, progress: Progress) -> None:
        self.progressed.emit(place, progress)

    @Slot(object)
    def _on_dropped(self, dropped: ClassJob) -> None:
        """Cancelled elsewhere: neither side is asked for it until somebody chooses it again."""
        for place, job in enumerate(self._jobs):
            if job is not None and self.of(place) is None:
                self._views[place] = job, self.tr("It was cancelled; choose the method again to ask anew.")
                self.answered.emit(place)

    @Slot(object)
    def _on_another_engine(self, told: object) -> None:
        self.forget()

"""Noticing an engine that hangs: whether its work goes on, and whether it listens at all.

While something is under way the engine is asked every now and then how many
steps its work has made. One that answers and makes none for longer than a step
of that job may take is called stuck: a person is told and decides, as nobody
else can know whether it still comes to an end. One that does not even answer
is of no use to anybody.

Time is counted in questions, not by the clock: a computer that has slept, or a
window that was held up, must not take that for a silence of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from explorer.engine.messages import Pulse

INTERVAL = 2.0
"""Seconds from one question to the next."""
SILENCE = 60.0
"""Seconds after which an engine that was running and answers nothing is given up. Weights may keep the interpreter for
themselves while they are read, and a share on the network takes its time."""
START = 60.0
"""Seconds after which somebody is told that the engine is still being started. It is never given up then: that it
loads from a slow disk is likelier than that it hangs, and another one would have to begin all over again."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """Work that does not go on."""

    number: int | None
    """The job; None while the engine is being started."""
    minutes: int
    """For how long, at least 1."""


class EngineWatch(QObject):
    """Watches one engine at a time."""

    asked = Signal()
    """The engine is to be asked for its pulse."""
    stuckChanged = Signal(object)  # Stuck | None
    fellSilent = Signal(object)  # seconds
    """The engine has not answered for so long that it is given up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_question_due)
        self._starting = self._wanted = False
        self._pulse: Pulse | None = None
        self._unanswered = 0
        self._still = 0
        self.stuck: Stuck | None = None
        """What does not go on, None while all is well."""

    def begin(self) -> None:
        """Watch a fresh engine."""
        self._starting, self._pulse = True, None
        self._unanswered = self._still = 0
        self._set_stuck(None)
        self._timer.start(round(INTERVAL * 1000))

    def ready(self) -> None:
        """The engine has been started and takes jobs."""
        self._starting = False
        self._unanswered = self._still = 0
        self._set_stuck(None)

    def end(self) -> None:
        """There is no engine to watch."""
        self._timer.stop()
        self._set_stuck(None)

    def want(self, wanted: bool) -> None:
        """Say whether anything is under way; while nothing is, and the engine is idle, it is left alone."""
        self._wanted = wanted
        if wanted and not self._timer.isActive():
            self._pulse = None
            self._unanswered = self._still = 0
            self._timer.start(round(INTERVAL * 1000))

    def hear(self, pulse: Pulse) -> None:
        """Take note of an answer."""
        before, self._pulse = self._pulse, pulse
        self._unanswered = 0
        if self._starting:
            return
        if pulse.number is None or before is None or (before.number, before.steps) != (pulse.number, pulse.steps):
            self._still = 0
            self._set_stuck(None)
        elif self._still * INTERVAL >= pulse.patience:
            self._say_stuck(pulse.number)

    @Slot()
    def _on_question_due(self) -> None:
        if not (self._starting or self._wanted or (self._pulse is not None and self._pulse.number is not None)):
            self._timer.stop()
            return
        self._still += 1
        self._unanswered += 1
        if self._unanswered == 1:
            self.asked.emit()
        if self._starting:
            if self._still * INTERVAL >= START:
                self._say_stuck(None)
        elif self._unanswered * INTERVAL > SILENCE:
            self._timer.stop()
            self.fellSilent.emit(SILENCE)

    def _say_stuck(self, number: int | None) -> None:
        self._set_stuck(Stuck(number, max(1, int(self._still * INTERVAL / 60))))

    def _set_stuck(self, stuck: Stuck | None) -> None:
        if stuck != self.stuck:
            self.stuck = stuck
            self.stuckChanged.emit(stuck)

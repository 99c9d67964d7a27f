"""The engine as the window sees it: post a job, get one answer on the GUI thread.

An engine that dies, or hangs so that it does not even listen, is restarted;
what was under way is gone, and whoever asked asks again on ``ready``. One that
keeps dying stays down until a person restarts it. Of one that listens while its
work does not go on, ``stuckChanged`` tells; a person decides.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from explorer.engine.client import EngineClient
from explorer.engine.messages import (
    Done,
    Dropped,
    EngineInfo,
    Event,
    Failed,
    Job,
    Logged,
    Lost,
    Moved,
    PictureJob,
    PixelsJob,
    Progress,
    Pulse,
    Ready,
)
from explorer.ui.engine_watch import EngineWatch
from explorer.ui.terms import quoted, told

log = logging.getLogger(__name__)

RESTARTS = 3
"""Automatic restarts allowed within :data:`RESTART_WINDOW` seconds, which is longer than as many silences last."""
RESTART_WINDOW = 300.0


@dataclass(slots=True)
class _Pending:
    done: Callable[[Any], None]
    failed: Callable[[Failed], None]
    counted: bool


class EngineLink(QObject):
    """Starts the engine, hears it on the GUI thread, restarts it when it dies."""

    stateChanged = Signal(object)  # "off", "starting", "running", "down"
    ready = Signal(object)  # EngineInfo
    lost = Signal(object)  # the reason, as text
    moved = Signal(object)  # Moved: networks run on another device or with another precision
    faulted = Signal(object)  # Failed, at which code of ours is to blame
    progressed = Signal(object)  # Progress
    workChanged = Signal(object)  # how many jobs are under way
    stuckChanged = Signal(object)  # Stuck: the engine listens, but its work does not go on; None: it does again
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = EngineClient(self._arrived.emit)
        self._arrived.connect(self._on_arrived)
        self._pending: dict[int, _Pending] = {}
        self._restarts: list[float] = []
        self._watch = EngineWatch(self)
        self._watch.asked.connect(self._on_question_due)
        self._watch.stuckChanged.connect(self.stuckChanged)
        self._watch.fellSilent.connect(self._on_silence)
        self.workChanged.connect(self._on_work_changed)
        self.state = "off"
        self.info: EngineInfo | None = None

    @property
    def pid(self) -> int | None:
        """The process id of the running engine."""
        return self._client.pid

    @property
    def jobs(self) -> int:
        """How many jobs are under way.

        Frames, of which one follows the other for hours, are not counted, nor is the handing over of a picture.
        """
        return sum(pending.counted for pending in self._pending.values())

    def start(self) -> None:
        """Start the engine, or replace the running one by a fresh one."""
        self._forget()
        self.info = None
        self._start_client()

    def restart(self) -> None:
        """A person's wish: start again whatever happened before."""
        self._restarts.clear()
        self.start()

    def post(self, job: Job, done: Callable[[Any], None], failed: Callable[[Failed], None] | None = None) -> int | None:
        """Post a job; exactly one of ``done`` and ``failed`` is called later, or neither if it is dropped.

        Returns the job's number, or None where no engine runs.
        """
        if self.state not in ("starting", "running"):
            return None
        number = self._client.post(job)
        self._pending[number] = _Pending(done, failed or self._log_failure, not isinstance(job, PictureJob | PixelsJob))
        self.workChanged.emit(self.jobs)
        return number

    def awaits(self, number: int) -> bool:
        """Tell whether a job is still under way."""
        return number in self._pending

    def cancel(self, number: int) -> None:
        """Drop a job: its answer will not be delivered, and the engine stops working on it."""
        if self._pending.pop(number, None) is not None:
            self._client.cancel(number)
            self.workChanged.emit(self.jobs)

    def cancel_all(self) -> None:
        """Drop every job that is under way, but not the frames of a moving source: who wants no more stops it.

        A picture is handed over in any case: what is asked afterwards is asked about the picture on show.
        """
        for number, pending in tuple(self._pending.items()):
            if pending.counted:
                self.cancel(number)

    def close(self) -> None:
        """End the engine; nothing is delivered any more."""
        self._pending.clear()
        self._watch.end()
        self._client.close()
        self._set_state("off")

    @Slot(object)
    def _on_arrived(self, event: Event) -> None:
        if self.state == "off":
            return
        if isinstance(event, Pulse):
            self._watch.hear(event)
        elif isinstance(event, Ready):
            self._watch.ready()
            self.info = info = event.info
            log.info("engine %d: torch %s, %s, %d threads", info.pid, info.torch, info.device, info.threads)
            self._set_state("running")
            self.ready.emit(event.info)
        elif isinstance(event, Lost):
            self._on_lost(event)
        elif isinstance(event, Moved):
            self.info = event.info
            self.moved.emit(event)
        elif isinstance(event, Progress):
            if event.number in self._pending:
                self.progressed.emit(event)
        elif isinstance(event, Logged):
            logging.getLogger(f"engine.{event.name}").log(event.level, "%s", event.text)
        else:
            self._deliver(event)

    def _deliver(self, event: Done | Failed | Dropped) -> None:
        pending = self._pending.pop(event.number, None)
        if pending is None:  # cancelled here before its answer arrived
            return
        self.workChanged.emit(self.jobs)
        if isinstance(event, Done):
            pending.done(event.answer)
        elif isinstance(event, Failed):
            if not event.expected:
                log.error("the engine failed at a job: %s\n%s", event.message, event.details)
                self.faulted.emit(event)
            pending.failed(replace(event, message=told(event.message)))

    def _on_lost(self, event: Lost) -> None:
        log.warning("the engine has ended: %s", event.reason)
        self._forget()
        self.info = None
        now = time.monotonic()
        self._restarts = [moment for moment in self._restarts if now - moment < RESTART_WINDOW]
        if len(self._restarts) < RESTARTS:
            self._restarts.append(now)
            self._start_client()
        else:
            self._watch.end()
            self._set_state("down")
        self.lost.emit(quoted(event.reason))

    def _start_client(self) -> None:
        self._client.start()
        self._watch.begin()
        self._set_state("starting")

    @Slot()
    def _on_question_due(self) -> None:
        self._client.ping()

    @Slot(object)
    def _on_silence(self, seconds: float) -> None:
        log.warning("the engine has not answered for %.0f s and is ended", seconds)
        self._client.kill(f"it did not answer for {seconds:.0f} s")

    @Slot(object)
    def _on_work_changed(self, jobs: int) -> None:
        # Frames and pictures count here: they too may wait for ever.
        if self.state in ("starting", "running"):
            self._watch.want(bool(self._pending))

    def _forget(self) -> None:
        self._pending.clear()
        self.workChanged.emit(0)

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.stateChanged.emit(state)

    def _log_failure(self, failure: Failed) -> None:
        log.error("a job failed: %s", failure.message)

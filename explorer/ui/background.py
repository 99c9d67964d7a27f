"""Small work that needs no engine but must not hold up the window: one thread, answers on the GUI thread."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

log = logging.getLogger(__name__)


class _Call:
    """Work and what follows it. The thread only borrows it: what it holds is let go of on the GUI thread."""

    def __init__(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None] | None
    ) -> None:
        self._work: Callable[[], Any] | None = work
        self._done: Callable[[Any], None] | None = done
        self._failed = failed
        self._result: Any = None
        self._error: Exception | None = None

    def carry_out(self) -> None:
        """Do the work, on the thread."""
        work = self._work
        if work is None:  # forgotten meanwhile
            return
        try:
            self._result = work()
        except Exception as error:
            self._error = error
            if self._failed is None:
                log.exception("work in the background failed")

    def answer(self) -> None:
        """Say how it went, on the GUI thread."""
        result, error, done, failed = self._result, self._error, self._done, self._failed
        self.forget()
        if error is None:
            if done is not None:
                done(result)
        elif failed is not None:
            failed(error)

    def forget(self) -> None:
        """Let go of everything."""
        self._work = self._done = self._failed = None
        self._result = self._error = None


class _Messenger(QObject):
    """Brings a call back from the thread.

    Nobody's child: whoever asked may be deleted while the thread is about to speak, and a signal of an object that is
    being deleted elsewhere crashes.
    """

    arrived = Signal(object)  # _Call


class Background(QObject):
    """Runs plain functions in order on a thread and delivers their results here.

    The thread ends with it: at once where it is idle, else after what it is at.
    """

    def __init__(self, parent: QObject | None = None, *, finishes: bool = True) -> None:
        """``finishes``: closing waits for work that has begun, such as a file that is being written."""
        super().__init__(parent)
        self._finishes = finishes
        self._pool = pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._calls = calls = set[_Call]()
        self._messenger = _Messenger()
        self._messenger.arrived.connect(self._deliver)
        self._closed = False
        # What is destroyed has no methods any more.
        self.destroyed.connect(lambda *_: _end(pool, calls, wait=False))

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Call ``work`` on the thread, then ``done`` with its result (or ``failed``) on the GUI thread."""
        if not self._closed:
            call = _Call(work, done, failed)
            self._calls.add(call)
            self._pool.submit(_carry_out, call, self._messenger)

    def close(self) -> None:
        """Drop what has not begun; nothing is delivered any more."""
        self._closed = True
        _end(self._pool, self._calls, wait=self._finishes)

    @Slot(object)
    def _deliver(self, call: _Call) -> None:
        if not self._closed:
            self._calls.discard(call)
            call.answer()


def _carry_out(call: _Call, messenger: _Messenger) -> None:
    call.carry_out()
    messenger.arrived.emit(call)


def _end(pool: ThreadPoolExecutor, calls: set[_Call], *, wait: bool) -> None:
    pool.shutdown(wait=wait, cancel_futures=True)
    for call in calls:
        call.forget()
    calls.clear()

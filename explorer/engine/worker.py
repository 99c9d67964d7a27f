"""The engine's side of the boundary: one loop that does the jobs, one thread that listens.

The listening thread marks jobs as cancelled while one is running; the job
itself looks at its :class:`Task` between the modules of a forward pass. Each
look is a step, and the listening thread tells how many there have been: so the
window notices work that hangs, and a process that does not even listen.
"""

import collections
import gc
import logging
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from explorer.engine.messages import (
    AnalyzeJob,
    Cancel,
    Done,
    Dropped,
    EngineInfo,
    Event,
    Failed,
    Job,
    Logged,
    Moved,
    Ping,
    Post,
    Progress,
    Pulse,
    Ready,
)
from explorer.errors import Cancelled, ExplorerError
from explorer.inference.allocator import keep_freed_memory
from explorer.inference.threads import WORKER_ENVIRONMENT

Request = Post | Cancel | Ping

NICENESS = 3
"""How far the engine stands back behind the window when both want the processor.

It stands back behind every other program too. Beside one that keeps all cores busy it is left half of them with 0, a
third with 3 and a tenth with 10: ResNet-50 is then on show after 13, 18 to 21 and 50 seconds, with idle cores after 10.
The window's gaps beside it (99 of 100) are at most 11, 9 to 10 and 7.5 milliseconds.
"""


class StepAside(Exception):
    """Raised by a lasting job that lets the waiting ones go first; it is called again after them."""


class Task:
    """One posted job, as the code that does it sees it."""

    def __init__(self, number: int, job: Job, outlet: "Outlet") -> None:
        self.number = number
        self.job = job
        self._outlet = outlet
        self._cancelled = threading.Event()
        self._silent = False
        self.others_wait: Callable[[], bool] = lambda: False
        """Tells whether other jobs wait for this one to end."""

    def cancel(self) -> None:
        self._cancelled.set()

    def checkpoint(self) -> None:
        """A step has been made: raise :class:`Cancelled` if the answer is no longer wanted."""
        self._outlet.steps += 1
        if self._cancelled.is_set():
            raise Cancelled("cancelled")

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Tell the window how far the job has come, and stop if it is not wanted."""
        self.checkpoint()
        if not self._silent:
            self._outlet.send(Progress(self.number, text, done, total))

    def silenced(self) -> "Task":
        """The same task, whose reports are not sent: for parts that take no time that anybody would wait."""
        quiet = Task(self.number, self.job, self._outlet)
        quiet._cancelled = self._cancelled
        quiet._silent = True
        return quiet

    def tell_moved(self, info: EngineInfo, reason: str = "") -> None:
        """Tell the window that networks run on another device from now on."""
        self._outlet.send(Moved(info, reason))


class Outlet:
    """The way back to the window."""

    def __init__(self, connection: "Connection[Event, Request]") -> None:
        self._connection = connection
        self._one_at_a_time = threading.Lock()
        self.steps = 0
        """Steps of work until now; only the thread that works counts them."""

    def send(self, event: Event) -> None:
        # The newest protocol copies arrays once less than the default that the connection itself would use.
        packed = pickle.dumps(event, pickle.HIGHEST_PROTOCOL)
        try:
            with self._one_at_a_time:
                self._connection.send_bytes(packed)
        except (BrokenPipeError, OSError):
            os._exit(0)  # the window is gone; nobody is left to answer


class LogOutlet(logging.Handler):
    """Sends the engine's log, and the warnings of the libraries, to the window, whose log file holds both."""

    def __init__(self, outlet: Outlet) -> None:
        super().__init__(logging.INFO)
        self._outlet = outlet

    def emit(self, record: logging.LogRecord) -> None:
        self._outlet.send(Logged(record.levelno, record.name, self.format(record)))


class Inbox:
    """Jobs in their order; a newer job of a slot cancels the older ones."""

    def __init__(self, connection: "Connection[Event, Request]", outlet: Outlet) -> None:
        self._connection = connection
        self._outlet = outlet
        self._waiting: collections.deque[Task] = collections.deque()
        self._running: Task | None = None
        self._changed = threading.Condition()
        threading.Thread(target=self._listen, name="listener", daemon=True).start()

    def take(self) -> Task:
        """Wait for the next task."""
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: bool(self._waiting))
            self._running = self._waiting.popleft()
            self._outlet.steps += 1
            return self._running

    def give_back(self, task: Task) -> None:
        """Put a task that has stepped aside behind all that wait."""
        with self._changed:
            self._waiting.append(task)

    def _others_wait(self) -> bool:
        return bool(self._waiting)

    def _listen(self) -> None:
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)  # the window has ended, however it did
            if isinstance(message, Ping):
                self._outlet.send(self._pulse())
                continue
            with self._changed:
                if isinstance(message, Cancel):
                    self._cancel(lambda task, number=message.number: task.number == number)
                else:
                    slot = message.job.slot
                    if slot:
                        self._cancel(lambda task, slot=slot: task.job.slot == slot)
                    task = Task(message.number, message.job, self._outlet)
                    task.others_wait = self._others_wait
                    self._waiting.append(task)
                    self._changed.notify()

    def _pulse(self) -> Pulse:
        # Without the lock: who holds it may be what hangs.
        running, steps = self._running, self._outlet.steps
        return Pulse(None, steps, 0.0) if running is None else Pulse(running.number, steps, running.job.patience)

    def _cancel(self, matches: Any) -> None:
        for task in (*self._waiting, *([self._running] if self._running else [])):
            if matches(task):
                task.cancel()


def serve(connection: "Connection[Event, Request]") -> None:
    """Run the engine until the window closes its end of the connection."""
    # Ctrl-C in the terminal is the window's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where cores are few, the window goes first: it needs little, but at once.
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    os.environ.update({name: os.environ.get(name, value) for name, value in WORKER_ENVIRONMENT.items()})
    keep_freed_memory()
    outlet = Outlet(connection)
    logging.getLogger().addHandler(LogOutlet(outlet))
    logging.captureWarnings(True)
    inbox = Inbox(connection, outlet)
    # Only now: the listener already takes jobs while torch loads.
    from explorer.engine.jobs import Workbench

    workbench = Workbench()
    outlet.send(Ready(workbench.info()))
    # What torch has loaded stays: the collector's full rounds need not walk through it, which took 0.2 s each time.
    gc.freeze()
    settled = False
    while True:
        task = inbox.take()
        answer = _answer(workbench, task)
        if answer is None:
            inbox.give_back(task)
        else:
            outlet.send(answer)
        if not settled and isinstance(task.job, AnalyzeJob) and workbench.bare:
            # The first capture loads the rest of torch. A loaded network must stay with the collector: it will go.
            settled = True
            gc.freeze()


def _answer(workbench: Any, task: Task) -> Event | None:
    """The event that ends a task, None if it has stepped aside."""
    try:
        task.checkpoint()
        return Done(task.number, workbench.do(task))
    except StepAside:
        return None
    except Cancelled:
        return Dropped(task.number)
    except ExplorerError as error:
        return Failed(task.number, str(error), "", expected=True)
    except MemoryError:
        return Failed(
            task.number, "not enough memory for this network; choose a smaller input or network", "", expected=True
        )
    except Exception as error:
        return Failed(task.number, f"{type(error).__name__}: {error}", traceback.format_exc(), expected=False)

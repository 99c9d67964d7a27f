"""The engine's side of the boundary: one loop that does the jobs, one thread that listens.

The listening thread marks jobs as cancelled while one is running; the job
itself looks at its :class:`Task` between the modules of a forward pass.
"""

import collections
import os
import signal
import threading
import traceback
from multiprocessing.connection import Connection
from typing import Any

from explorer.engine.messages import Cancel, Done, Dropped, EngineInfo, Event, Failed, Job, Post, Progress, Ready
from explorer.errors import Cancelled, ExplorerError
from explorer.inference.threads import WORKER_ENVIRONMENT

NICENESS = 10
"""How far the engine stands back behind the window when both want the processor."""


class Task:
    """One posted job, as the code that does it sees it."""

    def __init__(self, number: int, job: Job, outlet: "Outlet") -> None:
        self.number = number
        self.job = job
        self._outlet = outlet
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    def checkpoint(self) -> None:
        """Raise :class:`Cancelled` if the answer is no longer wanted."""
        if self._cancelled.is_set():
            raise Cancelled("cancelled")

    def report(self, text: str, done: int = 0, total: int = 0) -> None:
        """Tell the window how far the job has come, and stop if it is not wanted."""
        self.checkpoint()
        self._outlet.send(Progress(self.number, text, done, total))


class Outlet:
    """The way back to the window."""

    def __init__(self, connection: "Connection[Event, Post | Cancel]") -> None:
        self._connection = connection

    def send(self, event: Event) -> None:
        try:
            self._connection.send(event)
        except (BrokenPipeError, OSError):
            os._exit(0)  # the window is gone; nobody is left to answer


class Inbox:
    """Jobs in their order; a newer job of a slot cancels the older ones."""

    def __init__(self, connection: "Connection[Event, Post | Cancel]", outlet: Outlet) -> None:
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
            return self._running

    def _listen(self) -> None:
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)  # the window has ended, however it did
            with self._changed:
                if isinstance(message, Cancel):
                    self._cancel(lambda task, number=message.number: task.number == number)
                else:
                    slot = message.job.slot
                    if slot:
                        self._cancel(lambda task, slot=slot: task.job.slot == slot)
                    self._waiting.append(Task(message.number, message.job, self._outlet))
                    self._changed.notify()

    def _cancel(self, matches: Any) -> None:
        for task in (*self._waiting, *([self._running] if self._running else [])):
            if matches(task):
                task.cancel()


def serve(connection: "Connection[Event, Post | Cancel]") -> None:
    """Run the engine until the window closes its end of the connection."""
    # Ctrl-C in the terminal is the window's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where cores are few, the window goes first: it needs little, but at once.
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    os.environ.update({name: os.environ.get(name, value) for name, value in WORKER_ENVIRONMENT.items()})
    outlet = Outlet(connection)
    inbox = Inbox(connection, outlet)
    # Only now: the listener already takes jobs while torch loads.
    from explorer.engine.jobs import Workbench

    workbench = Workbench()
    outlet.send(Ready(EngineInfo(pid=os.getpid(), **workbench.describe())))
    while True:
        task = inbox.take()
        outlet.send(_answer(workbench, task))


def _answer(workbench: Any, task: Task) -> Event:
    try:
        task.checkpoint()
        return Done(task.number, workbench.do(task))
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

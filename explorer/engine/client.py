"""The window's side of the boundary: start the engine, post jobs, hear events. No Qt, no torch.

Nothing here blocks its caller: a writer thread starts the process and sends, a
reader thread receives and calls ``on_event`` (on the reader's thread).
"""

import dataclasses
import itertools
import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from explorer.engine import sharing
from explorer.engine.messages import Cancel, Done, Dropped, Event, Failed, FrameJob, Job, Lost, PictureJob, Post
from explorer.engine.worker import serve


class EngineClient:
    """One engine process at a time; ``start`` again after :class:`Lost`.

    ``on_event`` is called with each event of the engine that was started last,
    and with :class:`Lost` when that engine ends by itself.
    """

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self._on_event = on_event
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._engine: _Engine | None = None

    @property
    def pid(self) -> int | None:
        """The process id of the running engine, None where none runs."""
        engine = self._engine
        return engine.process.pid if engine and engine.process else None

    def start(self) -> None:
        """Start a fresh engine; jobs may be posted at once and wait until it is ready."""
        with self._lock:
            if self._engine is not None:
                self._engine.end()
            self._engine = _Engine(self._hear)

    def post(self, job: Job) -> int:
        """Queue a job and return its number."""
        number = next(self._numbers)
        self._send(Post(number, job))
        return number

    def cancel(self, number: int) -> None:
        """Say that a job's answer is no longer wanted."""
        self._send(Cancel(number))

    def close(self) -> None:
        """End the engine and both threads; returns within about a second."""
        with self._lock:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.end()
            engine.join()

    def _send(self, message: Post | Cancel) -> None:
        with self._lock:
            if self._engine is None:
                raise RuntimeError("the engine has not been started")
            self._engine.outbox.put(message)

    def _hear(self, engine: "_Engine", event: Event) -> None:
        # An engine that was replaced has nothing to say any more.
        if engine is self._engine:
            self._on_event(event)


class _Engine:
    """One life of the process, with the two threads that talk to it."""

    def __init__(self, hear: Callable[["_Engine", Event], None]) -> None:
        self.outbox: queue.SimpleQueue[Post | Cancel | None] = queue.SimpleQueue()
        self.process: BaseProcess | None = None
        self._hear = hear
        self._ended = threading.Event()
        self._underway: dict[int, sharing.SharedArray] = {}
        self._ring = sharing.FrameRing()
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._reader: threading.Thread | None = None
        self._writer.start()

    def end(self) -> None:
        """Stop hearing, kill the process; does not wait."""
        self._ended.set()
        self.outbox.put(None)
        if self.process is not None:
            self.process.kill()

    def join(self) -> None:
        self._writer.join(timeout=2)
        if self._reader is not None:
            self._reader.join(timeout=2)

    def _write(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = self.process = context.Process(target=serve, args=(theirs,), name="cnn-explorer engine", daemon=True)
        process.start()
        theirs.close()
        if self._ended.is_set():  # ended while the process was being born
            process.kill()
        self._reader = threading.Thread(target=self._read, args=(process, ours), name="engine-reader", daemon=True)
        self._reader.start()
        while (message := self.outbox.get()) is not None:
            if self._ended.is_set():
                continue
            try:
                ours.send(self._packed(message))
            except OSError:  # a broken pipe is the reader's to report
                self._free(message.number)

    def _packed(self, message: Post | Cancel) -> Post | Cancel:
        if isinstance(message, Post) and isinstance(message.job, PictureJob):
            shared = sharing.share(message.job.pixels)
            if isinstance(shared, sharing.SharedArray):
                self._underway[message.number] = shared
                return Post(message.number, sharing.SharedPicture(pixels=shared))
        elif isinstance(message, Post) and isinstance(message.job, FrameJob):
            frame = self._ring.put(message.number, message.job.pixels)
            return Post(message.number, dataclasses.replace(message.job, pixels=frame))  # type: ignore[arg-type]
        return message

    def _free(self, number: int) -> None:
        """Remove the block of a picture that nobody has received; does nothing where there is none."""
        shared = self._underway.pop(number, None)
        if shared is not None:
            sharing.discard(shared)

    def _read(self, process: BaseProcess, connection: "Connection[Post | Cancel, Event]") -> None:
        try:
            while True:
                event = connection.recv()
                if isinstance(event, Done | Failed | Dropped):
                    self._free(event.number)
                    self._ring.release(event.number)
                if not self._ended.is_set():
                    self._hear(self, event)
        except (EOFError, OSError):
            pass
        process.join()
        self._ring.close()
        for number in tuple(self._underway):
            self._free(number)
        if not self._ended.is_set():
            self._ended.set()
            self.outbox.put(None)
            self._hear(self, Lost(_reason(process.exitcode)))


def _reason(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            name = signal.Signals(-exitcode).name
        except ValueError:
            name = f"signal {-exitcode}"
        return f"killed by {name}" + (" (often: out of memory)" if name == "SIGKILL" else "")
    return f"ended with status {exitcode}"

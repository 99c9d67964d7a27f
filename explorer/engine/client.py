"""The window's side of the boundary: start the engine, post jobs, hear events. No Qt, no torch.

Nothing here blocks its caller: a writer thread starts the process and sends, a
reader thread receives and calls ``on_event`` (on the reader's thread).
"""

import dataclasses
import itertools
import logging
import multiprocessing
import queue
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from explorer.engine import sharing
from explorer.engine.messages import (
    Cancel,
    Done,
    Dropped,
    Event,
    Failed,
    Job,
    Lost,
    PictureJob,
    Ping,
    PixelsJob,
    Post,
)
from explorer.engine.worker import Request, serve

if TYPE_CHECKING:
    from multiprocessing.shared_memory import SharedMemory

log = logging.getLogger(__name__)


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
        self._leaving: list[_Engine] = []

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
                self._leaving = [engine for engine in self._leaving if engine.lives]
                self._leaving.append(self._engine)
            self._engine = _Engine(self._hear)

    def post(self, job: Job) -> int:
        """Queue a job and return its number."""
        number = next(self._numbers)
        self._send(Post(number, job))
        return number

    def cancel(self, number: int) -> None:
        """Say that a job's answer is no longer wanted."""
        self._send(Cancel(number))

    def ping(self) -> None:
        """Ask the engine for its ``Pulse``."""
        self._send(Ping())

    def kill(self, reason: str) -> None:
        """End an engine that hangs; :class:`Lost` follows and gives ``reason``."""
        with self._lock:
            if self._engine is not None:
                self._engine.kill(reason)

    def close(self) -> None:
        """End the engine and both threads, and wait for those that it has replaced; returns within about a second."""
        with self._lock:
            engine, self._engine = self._engine, None
            leaving, self._leaving = self._leaving, []
        if engine is not None:
            engine.end()
            leaving.append(engine)
        for one in leaving:
            one.join()

    def _send(self, message: Request) -> None:
        with self._lock:
            if self._engine is None:
                raise RuntimeError("the engine has not been started")
            self._engine.outbox.put(message)

    def _hear(self, engine: "_Engine", event: Event) -> None:
        with self._lock:  # an engine may end before ``start`` has taken note of it
            replaced = engine is not self._engine
        if not replaced:
            self._on_event(event)


class _Engine:
    """One life of the process, with the two threads that talk to it."""

    def __init__(self, hear: Callable[["_Engine", Event], None]) -> None:
        self.outbox: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self.process: BaseProcess | None = None
        """The process, once it has been started."""
        self._hear = hear
        self._ended = threading.Event()
        self._reason = ""
        self._underway: dict[int, SharedMemory] = {}
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

    @property
    def lives(self) -> bool:
        """Whether its process or its threads are still there."""
        return self._writer.is_alive() or (self._reader is not None and self._reader.is_alive())

    def kill(self, reason: str) -> None:
        """Kill the process, and say that it has ended for this reason."""
        self._reason = reason
        if self.process is not None:
            self.process.kill()

    def join(self) -> None:
        self._writer.join(timeout=2)
        if self._reader is not None:
            self._reader.join(timeout=2)

    def _write(self) -> None:
        context = multiprocessing.get_context("spawn")
        try:
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), name="cnn-explorer engine", daemon=True)
            process.start()
        except OSError as error:  # no room for another process, or a limit on processes or files
            self._ring.close()
            self._tell_lost(f"it cannot be started: {error}")
            return
        self.process = process
        theirs.close()
        if self._ended.is_set() or self._reason:  # ended while the process was being born
            process.kill()
        self._reader = threading.Thread(target=self._read, args=(process, ours), name="engine-reader", daemon=True)
        self._reader.start()
        while (message := self.outbox.get()) is not None:
            if self._ended.is_set():
                continue
            try:
                ours.send(self._packed(message))
            except OSError:  # a broken pipe is the reader's to report
                if isinstance(message, Post):
                    self._free(message.number)
            except Exception as error:  # such as a frame that needs the pipe and does not fit into memory twice
                if isinstance(message, Post):
                    self._free(message.number)
                    what = f"the request could not be sent: {type(error).__name__}: {error}"
                    self._hear(self, Failed(message.number, what, traceback.format_exc(), expected=False))

    def _packed(self, message: Request) -> Request:
        if isinstance(message, Post) and isinstance(message.job, PictureJob):
            shared = sharing.share(message.job.pixels)
            if shared is not None:
                pixels, self._underway[message.number] = shared
                return Post(message.number, sharing.SharedPicture(pixels=pixels))
        elif isinstance(message, Post) and isinstance(message.job, PixelsJob):
            frame = self._ring.put(message.number, message.job.pixels)
            return Post(message.number, dataclasses.replace(message.job, pixels=frame))  # type: ignore[arg-type]
        return message

    def _free(self, number: int) -> None:
        """Remove the block of a picture that nobody needs any more; does nothing where there is none."""
        block = self._underway.pop(number, None)
        if block is not None:
            sharing.remove(block)

    def _read(self, process: BaseProcess, connection: "Connection[Request, Event]") -> None:
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
        except Exception as error:  # such as an answer that does not fit into memory
            log.exception("an answer of the engine cannot be received")
            self.kill(f"its answer could not be received: {type(error).__name__}")
        process.join()
        self._ring.close()
        for number in tuple(self._underway):
            self._free(number)
        self._tell_lost(self._reason or _reason(process.exitcode))

    def _tell_lost(self, reason: str) -> None:
        if not self._ended.is_set():
            self._ended.set()
            self.outbox.put(None)
            self._hear(self, Lost(reason))


def _reason(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        try:
            name = signal.Signals(-exitcode).name
        except ValueError:
            name = f"signal {-exitcode}"
        return f"killed by {name}" + (", often because memory ran out" if name == "SIGKILL" else "")
    return f"ended with status {exitcode}"

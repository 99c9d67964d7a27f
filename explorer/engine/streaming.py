"""Frames of a moving source: one forward pass of each gives all that is shown of it.

The doers of the other jobs do the rest of the work: they ask the
:class:`SharedPass` of the frame for what a pass of their own would give, and
run one only where it has not got it.
"""

import logging
import time
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

import numpy as np

from explorer.engine import sharing
from explorer.engine.messages import (
    ChannelJob,
    ComparedFrame,
    ComparedFrameJob,
    EngineInfo,
    FrameAnswer,
    FrameFailure,
    FrameJob,
    FrameTimings,
    FrameWish,
    Job,
)
from explorer.engine.volumes import Volume
from explorer.engine.worker import Task
from explorer.errors import Cancelled, ExplorerError, MemoryShortage, UsageError
from explorer.inference.session import Prediction, Prepared, Session
from explorer.visualize.methods.deconvnet import Channel, Projection, Unit
from explorer.visualize.methods.layers import as_array
from explorer.visualize.methods.one_pass import OnePass, Overwritten, project_once
from explorer.visualize.methods.rules import RULES

log = logging.getLogger(__name__)


class SharedPass:
    """What one forward pass of one frame has given."""

    def __init__(self, session: Session, layer: str | None, prediction: Prediction, seen: OnePass) -> None:
        self._session = session
        self._layer = layer
        self._prediction = prediction
        self._volume = None if seen.value is None else Volume(as_array(seen.value[0]))
        self._seen = seen if seen.traced is not None else None

    def prediction(self, session: Session) -> Prediction | None:
        """What the network says, if this pass was of that session."""
        return self._prediction if session is self._session else None

    def volume(self, session: Session, layer: str) -> Volume | None:
        """The layer's output, if this pass kept it."""
        return self._volume if session is self._session and layer == self._layer else None

    def projection(self, session: Session, job: ChannelJob) -> Projection | None:
        """The channel's projection, if this pass recorded the way back from its layer; a second time it has not."""
        if session is not self._session or job.layer != self._layer or self._seen is None:
            return None
        seen, self._seen = self._seen, None
        channel: Channel = "max" if job.channel is None else job.channel
        try:
            return project_once(seen, channel, cast(Unit, job.unit), job.method)
        except Overwritten:
            return None


class Bench(Protocol):
    """What :class:`Frames` needs of the workbench."""

    def info(self) -> EngineInfo:
        """Return what the engine runs on."""

    def session(self, key: str, weights: str, task: Task) -> Session:
        """Return the network with these weights, loaded if need be."""

    def prepared(self, session: Session) -> Prepared:
        """Return the picture as the network's input."""

    def looking_at(self, pixels: np.ndarray, *, moving: bool = True) -> AbstractContextManager[None]:
        """Make a frame the picture of all doers, for the time of the block; one of a ``moving`` source is made
        an input in the fastest way."""

    def share(self, shared: SharedPass) -> None:
        """Let the doers use a pass, until the block of :meth:`looking_at` ends."""

    def carry_out(self, job: Job, task: Task) -> Any:
        """Do a job."""


class Frames:
    """Does frames on a workbench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._reader = sharing.RingReader()

    def show(self, job: FrameJob, task: Task) -> FrameAnswer:
        """Do a frame.

        A layer or view that cannot be shown costs only itself: the answer says why.
        """
        with self._bench.looking_at(self._reader.read(job.pixels)):
            return self._answer(job.frame, job.wish, task)

    def show_compared(self, job: ComparedFrameJob, task: Task) -> ComparedFrame:
        """Do a frame in several networks.

        One that fails costs only itself; where the device's memory does not
        suffice for it, all of them go to the CPU.
        """
        with self._bench.looking_at(self._reader.read(job.pixels), moving=not job.still):
            return ComparedFrame(
                frame=job.frame,
                sides=tuple(None if wish is None else self._try(job.frame, wish, task) for wish in job.sides),
            )

    def _try(self, frame: int, wish: FrameWish, task: Task) -> FrameAnswer | FrameFailure:
        try:
            return self._answer(frame, wish, task)
        except Cancelled:
            raise
        except MemoryShortage as error:
            if self._bench.info().device != "cpu":
                raise
            return FrameFailure(message=str(error))
        except ExplorerError as error:
            return FrameFailure(message=str(error))
        except Exception as error:
            # Code of ours is to blame, or a network's: the log gets it all, the other networks go on.
            log.exception("%s failed at a frame", wish.predict.key)
            return FrameFailure(message=" ".join(f"{type(error).__name__}: {error}".split()))

    def _answer(self, frame: int, wish: FrameWish, task: Task) -> FrameAnswer:
        bench = self._bench
        begun = time.perf_counter()
        session = bench.session(wish.predict.key, wish.predict.weights, task)
        loaded = time.perf_counter()
        prepared = bench.prepared(session)
        ready = time.perf_counter()
        prediction = self._pass(wish, session, prepared, task)
        quiet = task.silenced()
        predicted = bench.carry_out(wish.predict, quiet)
        problem = ""
        maps = view = None
        try:
            maps = None if wish.layer is None else bench.carry_out(wish.layer, quiet)
            looked = time.perf_counter()
            view = None if wish.view is None else bench.carry_out(wish.view, quiet)
        except (Cancelled, MemoryShortage):
            raise
        except ExplorerError as error:
            looked = time.perf_counter()
            problem = str(error)
        ended = time.perf_counter()
        return FrameAnswer(
            frame=frame,
            prediction=predicted,
            maps=maps,
            view=view,
            problem=problem,
            timings=FrameTimings(
                prepare=1000 * (ready - loaded),
                forward=1000 * prediction.seconds,
                view=1000 * (ended - looked),
                total=1000 * (ended - begun),
            ),
        )

    def _pass(self, wish: FrameWish, session: Session, prepared: Prepared, task: Task) -> Prediction:
        layer, gradients = wanted_of(wish)
        # No looking between the modules whether the frame is still wanted: it would cost more than it could save.
        task.checkpoint()
        try:
            prediction, seen = session.look(prepared, layer, gradients=gradients, series=True, top=wish.predict.top)
        except UsageError:
            # No such layer, or none that one hook can watch: the doers say so, or know another way.
            layer = None
            prediction, seen = session.look(prepared, None, series=True, top=wish.predict.top)
        self._bench.share(SharedPass(session, layer, prediction, seen))
        return prediction


def wanted_of(wish: FrameWish) -> tuple[str | None, bool]:
    """Return the layer that the frame's forward pass must keep, and whether the way back from it is wanted too."""
    view = wish.view if isinstance(wish.view, ChannelJob) else None
    if wish.layer is not None:
        layer: str | None = wish.layer.layer
    else:
        layer = view.layer if view is not None else None
    return layer, view is not None and view.layer == layer and view.method in RULES

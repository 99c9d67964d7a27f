"""Frames of a moving source: one forward pass of each gives all that is shown of it.

The doers of the other jobs do the rest of the work: they ask the
:class:`SharedPass` of the frame for what a pass of their own would give, and
run one only where it has not got it.
"""

import time
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

import numpy as np

from explorer.engine import sharing
from explorer.engine.messages import ChannelJob, FrameAnswer, FrameJob, FrameTimings, Job
from explorer.engine.worker import Task
from explorer.errors import Cancelled, ExplorerError, MemoryShortage, UsageError
from explorer.inference.session import Prediction, Prepared, Session
from explorer.visualize.methods.deconvnet import Channel, Projection, Unit
from explorer.visualize.methods.layers import as_array
from explorer.visualize.methods.one_pass import OnePass, Overwritten, project_once
from explorer.visualize.methods.rules import RULES


class SharedPass:
    """What one forward pass of one frame has given."""

    def __init__(self, session: Session, layer: str | None, prediction: Prediction, seen: OnePass) -> None:
        self._session = session
        self._layer = layer
        self._prediction = prediction
        self._volume = None if seen.value is None else as_array(seen.value[0])
        self._seen = seen if seen.traced is not None else None

    def prediction(self, session: Session) -> Prediction | None:
        """What the network says, if this pass was of that session."""
        return self._prediction if session is self._session else None

    def volume(self, session: Session, layer: str) -> np.ndarray | None:
        """The layer's output without the batch axis, if this pass kept it."""
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

    def session(self, key: str, weights: str, task: Task) -> Session:
        """Return the network with these weights, loaded if need be."""

    def prepared(self, session: Session) -> Prepared:
        """Return the picture as the network's input."""

    def looking_at(self, pixels: np.ndarray) -> AbstractContextManager[None]:
        """Make a frame the picture of all doers, for the time of the block."""

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
        bench = self._bench
        begun = time.perf_counter()
        with bench.looking_at(self._reader.read(job.pixels)):
            session = bench.session(job.predict.key, job.predict.weights, task)
            loaded = time.perf_counter()
            prepared = bench.prepared(session)
            ready = time.perf_counter()
            prediction = self._pass(job, session, prepared, task)
            quiet = task.silenced()
            predicted = bench.carry_out(job.predict, quiet)
            problem = ""
            maps = view = None
            try:
                maps = None if job.layer is None else bench.carry_out(job.layer, quiet)
                looked = time.perf_counter()
                view = None if job.view is None else bench.carry_out(job.view, quiet)
            except (Cancelled, MemoryShortage):
                raise
            except ExplorerError as error:
                looked = time.perf_counter()
                problem = str(error)
        ended = time.perf_counter()
        return FrameAnswer(
            frame=job.frame,
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

    def _pass(self, job: FrameJob, session: Session, prepared: Prepared, task: Task) -> Prediction:
        layer, gradients = wanted_of(job)
        # No looking between the modules whether the frame is still wanted: it would cost more than it could save.
        task.checkpoint()
        try:
            prediction, seen = session.look(prepared, layer, gradients=gradients, top=job.predict.top)
        except UsageError:
            # No such layer, or none that one hook can watch: the doers say so, or know another way.
            layer = None
            prediction, seen = session.look(prepared, None, top=job.predict.top)
        self._bench.share(SharedPass(session, layer, prediction, seen))
        return prediction


def wanted_of(job: FrameJob) -> tuple[str | None, bool]:
    """Return the layer that the frame's forward pass must keep, and whether the way back from it is wanted too."""
    view = job.view if isinstance(job.view, ChannelJob) else None
    if job.layer is not None:
        layer: str | None = job.layer.layer
    else:
        layer = view.layer if view is not None else None
    return layer, view is not None and view.layer == layer and view.method in RULES

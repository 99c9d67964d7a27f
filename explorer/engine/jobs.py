"""What the engine does for each kind of job. Imports torch; only the engine process imports this."""

import gc
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
import torch

from explorer.engine import sharing
from explorer.engine.analyses import Analyses
from explorer.engine.class_methods import ClassMethods
from explorer.engine.messages import (
    AnalyzeJob,
    ChannelJob,
    ClassJob,
    ComparedFrameJob,
    CrossCheckJob,
    DeviceJob,
    EffectiveFieldJob,
    EngineInfo,
    FieldJob,
    FiltersJob,
    FrameJob,
    Job,
    LayerJob,
    MeasureJob,
    Measurement,
    PictureJob,
    PredictionResult,
    PredictJob,
    Ranked,
    SeenRegion,
    TopPatchesJob,
    TopPatchesPageJob,
)
from explorer.engine.methods import LayerMethods, badge_of
from explorer.engine.streaming import Frames, SharedPass
from explorer.engine.top_patches import TopSearches
from explorer.engine.worker import Task
from explorer.errors import Cancelled, InputError, MemoryShortage, UsageError
from explorer.inference.devices import choose_device, device_summary, free_memory
from explorer.inference.session import PRECISIONS, Prepared, Session
from explorer.inference.threads import tune_layout, tune_threads
from explorer.models import registry

SESSIONS = 2
"""Networks kept in memory; the one that was used longest ago goes first."""


TUNED_MACS = 2_000_000_000
"""A network up to this size tries thread counts and layouts when it is loaded; for a bigger one that takes too long."""


class Workbench:
    """The sessions, the picture and the device of one engine."""

    def __init__(self) -> None:
        self._device = choose_device("auto")
        self._precision = "float32"
        self._own_threads = self._threads_in_use = torch.get_num_threads()
        self._threads = 0
        self._sessions: OrderedDict[tuple[str, str], Session] = OrderedDict()
        self._tuned: dict[tuple[str, str], int] = {}
        """The number of threads that suits each network."""
        self._untuned: set[tuple[str, str]] = set()
        """Networks that were loaded and not tuned to the end."""
        self._picture: np.ndarray | None = None
        self._moving = False
        self._input: tuple[Session, Prepared] | None = None
        self._region: tuple[Prepared, SeenRegion] | None = None
        self._shared: SharedPass | None = None
        self._frames = Frames(self)
        self._layers = LayerMethods(self)
        self._classes = ClassMethods(self)
        self._analyses = Analyses(self._device)
        self._top_searches = TopSearches(self)
        self._doers: dict[type[Job], Callable[[Any, Task], Any]] = {
            AnalyzeJob: self._analyses.analyze,
            FieldJob: self._analyses.see,
            MeasureJob: self._measure,
            CrossCheckJob: self._analyses.cross_check,
            EffectiveFieldJob: self._layers.show_effective_field,
            TopPatchesJob: self._top_searches.search,
            TopPatchesPageJob: self._top_searches.page,
            DeviceJob: self._use_device,
            FrameJob: self._frames.show,
            ComparedFrameJob: self._frames.show_compared,
            PictureJob: self._take_picture,
            sharing.SharedPicture: self._take_picture,
            PredictJob: self._predict,
            LayerJob: self._layers.show_layer,
            ChannelJob: self._layers.show_channel,
            ClassJob: self._classes.show_class,
            FiltersJob: self._classes.show_filters,
        }

    def info(self) -> EngineInfo:
        """What this engine runs on."""
        return EngineInfo(
            pid=os.getpid(),
            device=str(self._device),
            threads=self._threads or self._own_threads,
            torch=str(torch.__version__),
            precision=self._precision,
            devices=device_summary().devices,
        )

    @property
    def bare(self) -> bool:
        """Whether no network is loaded."""
        return not self._sessions

    def do(self, task: Task) -> Any:
        """Do a job and return its answer; on the CPU where the device has not enough memory.

        Raises:
            ExplorerError: the request cannot be met; the message says why.
        """
        try:
            return self.carry_out(task.job, task)
        except MemoryShortage as error:
            if self._device.type == "cpu":
                raise
            reason = f"{str(error).partition(';')[0]}: everything runs on the CPU now"
        self._move("cpu", self._precision)
        task.tell_moved(self.info(), reason)
        return self.carry_out(task.job, task)

    def carry_out(self, job: Job, task: Task) -> Any:
        """Do a job, which may be a part of the task's own."""
        return self._doers[type(job)](job, task)

    def _use_device(self, job: DeviceJob, task: Task) -> EngineInfo:
        if job.precision not in PRECISIONS:
            raise UsageError(f"there is no precision {job.precision!r}; choose {' or '.join(PRECISIONS)}")
        if not 0 <= job.threads <= 1024:
            raise UsageError(f"{job.threads} CPU threads cannot be used; choose 1 to 1024, or 0 for the fastest number")
        self._threads = job.threads
        self._move(job.device, job.precision)
        self._use_threads(job.threads or self._own_threads)
        task.tell_moved(self.info())
        return self.info()

    def _measure(self, job: MeasureJob, task: Task) -> Measurement:
        # Not on the threads of whichever network was loaded last: what is measured is to be comparable.
        self._use_threads(self._threads or self._own_threads)
        return self._analyses.measure(job, task)

    def _use_threads(self, count: int) -> None:
        # Asked between two passes, when its libraries have left the processor's caches, torch takes 30 µs to find
        # that nothing changes.
        if count != self._threads_in_use:
            torch.set_num_threads(count)
            self._threads_in_use = count

    def _move(self, device: str, precision: str) -> None:
        """Run on another device from now on; networks are loaded anew when they are asked for."""
        chosen = choose_device(device)
        self._sessions.clear()
        self._tuned.clear()
        self._untuned.clear()
        self._input = self._shared = None
        self._top_searches.forget()
        gc.collect()
        free_memory(self._device)
        self._device, self._precision = chosen, precision
        self._analyses.set_device(chosen)

    @contextmanager
    def looking_at(self, pixels: np.ndarray, *, moving: bool = True) -> Iterator[None]:
        """Make a frame the picture of all doers, for the time of the block."""
        kept = self._picture, self._input, self._moving
        self._picture, self._input, self._moving = pixels, None, moving
        try:
            yield
        finally:
            self._picture, self._input, self._moving = kept
            self._shared = None

    @property
    def shared(self) -> SharedPass | None:
        """What a forward pass of the same picture has given already."""
        return self._shared

    def share(self, shared: SharedPass) -> None:
        """Let the doers use a pass, until the block of :meth:`looking_at` ends."""
        self._shared = shared

    def _take_picture(self, job: PictureJob | sharing.SharedPicture, task: Task) -> None:
        self._picture = sharing.receive(job.pixels)
        self._input = None

    def _predict(self, job: PredictJob, task: Task) -> PredictionResult:
        session = self.session(job.key, job.weights, task)
        task.report("Predicting")
        prediction = self._shared.prediction(session) if self._shared else None
        if prediction is None:
            prediction = session.predict(self.prepared(session), top=job.top, checkpoint=task.checkpoint)
        return PredictionResult(
            key=job.key,
            weights=badge_of(session),
            device=str(session.device),
            precision=session.precision,
            milliseconds=prediction.seconds * 1000,
            top=tuple(
                Ranked(rank=one.rank, index=one.index, label=one.label, probability=one.probability, logit=one.logit)
                for one in prediction.top
            ),
            region=self.region(session),
        )

    def session(self, key: str, weights: str, task: Task) -> Session:
        """Return a network with these weights, loaded if need be."""
        found = self._sessions.get((key, weights))
        if found is None:
            architecture = registry.get(key)
            task.report(f"Loading {architecture.display_name}")
            while len(self._sessions) >= SESSIONS:
                self._sessions.popitem(last=False)
            started = time.monotonic()

            def report(done: int, total: int) -> None:
                # A download reports every block; the window needs a few a second.
                nonlocal started
                if time.monotonic() - started > 0.2:
                    started = time.monotonic()
                    task.report(f"Downloading {architecture.display_name}", done, total)

            found = Session(architecture, weights, str(self._device), precision=self._precision, progress=report)
            self._sessions[key, weights] = found
            self._untuned.add((key, weights))
        if (key, weights) in self._untuned:
            self._untuned.discard((key, weights))
            try:
                self._tune(found, weights, task)
            except Cancelled:
                self._untuned.add((key, weights))  # the next one who asks waits for it
                raise
        if not self._threads:
            # Whichever network was loaded last: two that are compared each run as fast as they can.
            self._use_threads(self._tuned.get((key, weights), self._own_threads))
        self._sessions.move_to_end((key, weights))
        return found

    def _tune(self, session: Session, weights: str, task: Task) -> None:
        """Find out with how many threads and in which layout a small network runs fastest."""
        if self._device.type != "cpu" or session.architecture.macs > TUNED_MACS:
            return
        blank = np.zeros(session.input_shape, np.float32)
        run = partial(session.predict, blank, checkpoint=task.checkpoint)
        if not self._threads:
            self._threads_in_use = 0  # it tries several, and may be cancelled at any of them
            self._tuned[session.architecture.key, weights] = tune_threads(run)
        tune_layout(session.use_layout, run)

    def prepared(self, session: Session) -> Prepared:
        """The picture as this network's input, made once."""
        if self._picture is None:
            raise InputError("no picture is open; open one first")
        if self._input is None or self._input[0] is not session:
            threads = self._threads_in_use
            if self._moving:
                # The window is just painting the frame before: a second thread would wait for a core, longer than
                # the work takes (measured in ResNet-50: 3.5 ms with two, 1.4 with one).
                self._use_threads(1)
            try:
                self._input = session, session.prepare(self._picture, exact=not self._moving)
            finally:
                self._use_threads(threads)
        return self._input[1]

    def region(self, session: Session) -> SeenRegion:
        """The part of the picture that is in this network's input."""
        prepared = self.prepared(session)
        if self._region is not None and self._region[0] is prepared:
            # One object for all parts of a frame's answer: it is pickled once.
            return self._region[1]
        geometry = prepared.geometry
        if geometry is None:
            raise InputError("a raw array has no place in a picture; open a picture")
        _, height, width = session.input_shape
        region = SeenRegion(
            left=geometry.left,
            top=geometry.top,
            width=geometry.width,
            height=geometry.height,
            input_size=(height, width),
        )
        self._region = prepared, region
        return region

"""What the engine does for each kind of job. Imports torch; only the engine process imports this."""

import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch

from explorer.analysis.rows import Shape
from explorer.engine import sharing
from explorer.engine.analyses import Analyses
from explorer.engine.messages import (
    AnalyzeJob,
    ChannelJob,
    ChannelView,
    CrossCheckJob,
    EffectiveAnswer,
    EffectiveFieldJob,
    FieldJob,
    Job,
    LayerJob,
    LayerMaps,
    MeasureJob,
    PictureJob,
    PredictionResult,
    PredictJob,
    Ranked,
    SeenRegion,
    WeightsBadge,
)
from explorer.engine.worker import Task
from explorer.errors import InputError, UsageError
from explorer.inference.devices import choose_device
from explorer.inference.session import Prepared, Session, checkpoints
from explorer.inference.threads import tune_threads
from explorer.models import registry
from explorer.models.registry import Preprocessing
from explorer.visualize.activations import dead_channels, rank_channels
from explorer.visualize.deconvnet import project
from explorer.visualize.effective_field import effective_receptive_field

SESSIONS = 2
"""Networks kept in memory; the one that was used longest ago goes first."""


TUNED_MACS = 2_000_000_000
"""A network up to this size tries thread counts when it is loaded; for a bigger one that takes too long."""


class Workbench:
    """The sessions, the picture and the device of one engine."""

    def __init__(self) -> None:
        self._device = choose_device("auto")
        self._sessions: OrderedDict[tuple[str, str], Session] = OrderedDict()
        self._picture: np.ndarray | None = None
        self._input: tuple[tuple[Preprocessing, Shape], Prepared] | None = None
        self._analyses = Analyses(self._device)
        self._doers: dict[type[Job], Callable[[Any, Task], Any]] = {
            AnalyzeJob: self._analyses.analyze,
            FieldJob: self._analyses.see,
            MeasureJob: self._analyses.measure,
            CrossCheckJob: self._analyses.cross_check,
            EffectiveFieldJob: self._show_effective_field,
            PictureJob: self._take_picture,
            sharing.SharedPicture: self._take_picture,
            PredictJob: self._predict,
            LayerJob: self._show_layer,
            ChannelJob: self._show_channel,
        }

    def describe(self) -> dict[str, Any]:
        """The facts of an ``EngineInfo``."""
        return {"device": str(self._device), "threads": torch.get_num_threads(), "torch": str(torch.__version__)}

    def do(self, task: Task) -> Any:
        """Do a job and return its answer.

        Raises:
            ExplorerError: the request cannot be met; the message says why.
        """
        return self._doers[type(task.job)](task.job, task)

    def _take_picture(self, job: PictureJob | sharing.SharedPicture, task: Task) -> None:
        self._picture = sharing.receive(job.pixels)
        self._input = None

    def _predict(self, job: PredictJob, task: Task) -> PredictionResult:
        session = self._session(job.key, job.weights, task)
        task.report("Predicting")
        prediction = session.predict(self._prepared(session), top=job.top, checkpoint=task.checkpoint)
        return PredictionResult(
            key=job.key,
            weights=_badge(session),
            device=str(session.device),
            milliseconds=prediction.seconds * 1000,
            top=tuple(
                Ranked(rank=one.rank, index=one.index, label=one.label, probability=one.probability, logit=one.logit)
                for one in prediction.top
            ),
            region=self._region(session),
        )

    def _show_layer(self, job: LayerJob, task: Task) -> LayerMaps:
        session = self._session(job.key, job.weights, task)
        task.report("Running to the layer")
        shape, volume = self._volume(session, job.layer, task)
        channels = rank_channels(volume)[: job.strongest]
        maxima = volume.max(axis=(1, 2))
        return LayerMaps(
            key=job.key,
            layer=job.layer,
            weights=_badge(session),
            shape=shape,
            maxima=maxima,
            channels=tuple(int(one) for one in channels),
            maps=np.ascontiguousarray(volume[channels]),
            dead=int(dead_channels(volume).sum()),
            region=self._region(session),
        )

    def _show_channel(self, job: ChannelJob, task: Task) -> ChannelView:
        session = self._session(job.key, job.weights, task)
        answer = partial(
            ChannelView,
            key=job.key,
            layer=job.layer,
            weights=_badge(session),
            method=job.method,
            region=self._region(session),
        )
        if job.method == "activation":
            task.report("Running to the layer")
            _, volume = self._volume(session, job.layer, task)
            channel = int(volume.max(axis=(1, 2)).argmax()) if job.channel is None else job.channel
            if not 0 <= channel < len(volume):
                raise UsageError(f"{job.layer} has channels 0 to {len(volume) - 1}, not {channel}")
            chosen = volume[channel]
            row, column = np.unravel_index(int(chosen.argmax()), chosen.shape)
            unit = job.unit if isinstance(job.unit, tuple) else (int(row), int(column))
            return answer(channel=channel, unit=unit, value=float(chosen[unit]), map=np.ascontiguousarray(chosen))
        task.report("Projecting")
        with checkpoints(session.module, task.checkpoint):
            found = project(
                session.module,
                self._prepared(session).tensor,
                job.layer,
                "max" if job.channel is None else job.channel,
                job.unit,  # type: ignore[arg-type]
                rule=job.method,
            )
        return answer(
            channel=found.channel,
            unit=(found.unit[0], found.unit[1]) if found.unit else None,
            value=found.value,
            map=np.atleast_2d(found.activation),
            projection=found.array,
            switches=found.switches,
        )

    def _show_effective_field(self, job: EffectiveFieldJob, task: Task) -> EffectiveAnswer:
        session = self._session(job.key, job.weights, task)
        found = effective_receptive_field(
            session.module,
            job.layer,
            input_shape=session.input_shape,
            unit="centre" if job.unit is None else job.unit,
            samples=job.samples,
            checkpoint=task.checkpoint,
            progress=partial(task.report, "Averaging gradients"),
        )
        return EffectiveAnswer(key=job.key, weights=_badge(session), found=found)

    def _volume(self, session: Session, layer: str, task: Task) -> tuple[Shape, np.ndarray]:
        """The layer's output: its shape without the batch axis, and its values as (C, H, W)."""
        maps = session.activations(self._prepared(session), layer, checkpoint=task.checkpoint)
        height, width = maps.shape[1:] if maps.ndim == 3 else (1, -1)
        return maps.shape, maps.reshape(maps.shape[0], height, width)

    def _session(self, key: str, weights: str, task: Task) -> Session:
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

            found = Session(architecture, weights, str(self._device), progress=report)
            self._sessions[key, weights] = found
            if self._device.type == "cpu" and architecture.macs <= TUNED_MACS and self._picture is not None:
                tune_threads(partial(found.predict, self._prepared(found), checkpoint=task.checkpoint), repeats=2)
        self._sessions.move_to_end((key, weights))
        return found

    def _prepared(self, session: Session) -> Prepared:
        """The picture as this network's input, made once."""
        if self._picture is None:
            raise InputError("no picture is open; open one first")
        preprocessing = session.weights.preprocessing
        if self._input is None or self._input[0] != (preprocessing, session.input_shape):
            self._input = (preprocessing, session.input_shape), session.prepare(self._picture)
        return self._input[1]

    def _region(self, session: Session) -> SeenRegion:
        geometry = self._prepared(session).geometry
        if geometry is None:
            raise InputError("a raw array has no place in a picture; open a picture")
        _, height, width = session.input_shape
        return SeenRegion(
            left=geometry.left,
            top=geometry.top,
            width=geometry.width,
            height=geometry.height,
            input_size=(height, width),
        )


def _badge(session: Session) -> WeightsBadge:
    loaded = session.weights
    return WeightsBadge(name=loaded.name, trained=loaded.trained, source=loaded.source)

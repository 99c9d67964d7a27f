"""What the engine shows of layers and channels: activations, projections, effective fields."""

from functools import lru_cache, partial
from typing import Protocol, cast

import numpy as np

from explorer.engine.messages import (
    METHODS,
    ChannelJob,
    ChannelView,
    EffectiveAnswer,
    EffectiveFieldJob,
    LayerJob,
    LayerMaps,
    SeenRegion,
    WeightsBadge,
)
from explorer.engine.streaming import SharedPass
from explorer.engine.volumes import Volume
from explorer.engine.worker import Task
from explorer.errors import UsageError
from explorer.inference.running import checkpoints
from explorer.inference.session import Prepared, Session
from explorer.visualize.methods.activations import dead_channels
from explorer.visualize.methods.deconvnet import Channel, Projection, Unit, project
from explorer.visualize.methods.effective_field import effective_receptive_field


class Bench(Protocol):
    """What the methods need of the workbench."""

    @property
    def shared(self) -> SharedPass | None:
        """What a forward pass of the same picture has given already."""

    def session(self, key: str, weights: str, task: Task) -> Session:
        """Return the network with these weights, loaded if need be."""

    def prepared(self, session: Session) -> Prepared:
        """Return the picture as the network's input."""

    def region(self, session: Session) -> SeenRegion:
        """Return the part of the picture in that input."""


class LayerMethods:
    """Shows layers and channels on a workbench."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def show_layer(self, job: LayerJob, task: Task) -> LayerMaps:
        """Run to a layer and return its strongest channels.

        Raises:
            UnknownLayer, UsageError: there is no such layer, or it gives no feature map.
        """
        session = self._bench.session(job.key, job.weights, task)
        task.report("Running to the layer")
        volume = self._volume(session, job.layer, task)
        values, channels = volume.values, volume.ranked[: job.strongest]
        return LayerMaps(
            key=job.key,
            layer=job.layer,
            weights=badge_of(session),
            shape=volume.shape,
            maxima=volume.maxima,
            channels=tuple(channels.tolist()),
            maps=np.ascontiguousarray(values[channels]),
            # A channel's largest value tells whether it is dead as well as all of its values do.
            dead=int(np.count_nonzero(dead_channels(volume.maxima))),
            nonfinite=values.size - int(np.count_nonzero(np.isfinite(values))),
            region=self._bench.region(session),
        )

    def show_channel(self, job: ChannelJob, task: Task) -> ChannelView:
        """Show one channel as its map, or projected to the input.

        Raises:
            UnknownLayer, UsageError: there is no such layer, channel, unit or method.
        """
        if job.method not in METHODS:
            raise UsageError(f"there is no method {job.method!r} for a channel; choose one of {', '.join(METHODS)}")
        session = self._bench.session(job.key, job.weights, task)
        if job.method == "activation":
            task.report("Running to the layer")
            return self._activation(session, job, task)
        task.report("Projecting")
        found = self._project(session, job, task)
        return ChannelView(
            key=job.key,
            layer=job.layer,
            weights=badge_of(session),
            method=job.method,
            channel=found.channel,
            unit=(found.unit[0], found.unit[1]) if found.unit else None,
            value=found.value,
            map=np.atleast_2d(found.activation),
            projection=found.array,
            switches=found.switches,
            rules=tuple(found.rules_applied.items()),
            unknown=found.unknown,
            saturated=found.saturated,
            nonfinite=found.nonfinite,
            region=self._bench.region(session),
        )

    def show_effective_field(self, job: EffectiveFieldJob, task: Task) -> EffectiveAnswer:
        """Average a unit's gradients over random inputs.

        Raises:
            UnknownLayer, InputError, UsageError: see :func:`effective_receptive_field`.
        """
        session = self._bench.session(job.key, job.weights, task)
        found = effective_receptive_field(
            session.module,
            job.layer,
            input_shape=session.input_shape,
            unit="centre" if job.unit is None else job.unit,
            samples=job.samples,
            checkpoint=task.checkpoint,
            progress=partial(task.report, "Averaging gradients"),
        )
        return EffectiveAnswer(key=job.key, weights=badge_of(session), found=found)

    def _activation(self, session: Session, job: ChannelJob, task: Task) -> ChannelView:
        volume = self._volume(session, job.layer, task)
        channel = int(volume.ranked[0]) if job.channel is None else job.channel
        if not 0 <= channel < len(volume.values):
            raise UsageError(f"{job.layer} has channels 0 to {len(volume.values) - 1}, not {channel}")
        chosen = np.ascontiguousarray(volume.values[channel])
        if isinstance(job.unit, tuple):
            unit = job.unit
            if len(unit) != 2 or not all(at in range(size) for at, size in zip(unit, chosen.shape, strict=True)):
                last = ",".join(str(size - 1) for size in chosen.shape)
                raise UsageError(f"the layer's map has no unit {','.join(map(str, unit))}; choose 0,0 to {last}")
        else:
            strongest = np.where(np.isnan(chosen), -np.inf, chosen).argmax()
            row, column = np.unravel_index(int(strongest), chosen.shape)
            unit = int(row), int(column)
        return ChannelView(
            key=job.key,
            layer=job.layer,
            weights=badge_of(session),
            method=job.method,
            channel=channel,
            unit=unit,
            value=float(chosen[unit]),
            map=chosen,
            nonfinite=int((~np.isfinite(chosen)).sum()),
            region=self._bench.region(session),
        )

    def _project(self, session: Session, job: ChannelJob, task: Task) -> Projection:
        channel: Channel = "max" if job.channel is None else job.channel
        unit = cast(Unit, job.unit)
        shared = self._bench.shared
        found = shared.projection(session, job) if shared else None
        if found is not None:
            return found
        with checkpoints(session.module, task.checkpoint):
            return project(session.module, self._bench.prepared(session).tensor, job.layer, channel, unit, job.method)

    def _volume(self, session: Session, layer: str, task: Task) -> Volume:
        shared = self._bench.shared
        found = shared.volume(session, layer) if shared else None
        if found is None:
            found = Volume(session.activations(self._bench.prepared(session), layer, checkpoint=task.checkpoint))
        return found


def badge_of(session: Session) -> WeightsBadge:
    """Return which weights a session has."""
    loaded = session.weights
    return _badge(loaded.name, loaded.trained, loaded.source)


@lru_cache(maxsize=8)
def _badge(name: str, trained: bool, source: str) -> WeightsBadge:
    # One object for all parts of an answer: it is pickled once.
    return WeightsBadge(name=name, trained=trained, source=source)

"""What the engine does about the numbers of a network: analysis, exact fields, measured times, cross-checks."""

from collections import OrderedDict
from functools import partial

import torch

from explorer.analysis import cache
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.claims.crosscheck import CrossCheck, against_torchinfo
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import UnitFields
from explorer.engine.messages import (
    AnalyzeJob,
    CrossCheckJob,
    FieldJob,
    MeasureJob,
    Measurement,
    NetworkJob,
    SeenLines,
    WeightsBadge,
)
from explorer.engine.worker import Task
from explorer.errors import InputError
from explorer.inference.ceilings import measure_ceilings
from explorer.inference.session import Session
from explorer.inference.timing import measure
from explorer.models import registry

KEPT = 4
"""Analysed networks whose record stays, for questions about single units."""

Identity = tuple[str, tuple[int, ...] | None, int, tuple[tuple[str, object], ...]]


class Analyses:
    """The analysed networks of one engine."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._networks: OrderedDict[Identity, Network] = OrderedDict()
        self._fields: tuple[Identity, UnitFields, UnitFields] | None = None

    def set_device(self, device: torch.device) -> None:
        """Measure on another device from now on."""
        self._device = device

    def analyze(self, job: AnalyzeJob, task: Task) -> Network:
        """Analyse an architecture anew and remember the result on disk."""
        task.report("Capturing")
        network = self._captured(job)
        cache.remember(network, dict(job.options))
        return network

    def see(self, job: FieldJob, task: Task) -> SeenLines:
        """Say what each row and column of a map sees.

        Raises:
            InputError: there is no such row, or it does not depend on the input.
        """
        task.report("Following the windows")
        network = self._network(job)
        local, reachable = self._unit_fields(job, network)
        rows, columns = local.lines(job.order, 0), local.lines(job.order, 1)
        whole = local.seen(job.order)
        if rows is None or columns is None or whole is None:
            raise InputError(f"row {job.order} of {network.name} does not depend on the input")
        task.checkpoint()
        reach = [reachable.lines(job.order, axis) for axis in (0, 1)]
        centres = [lines[len(lines) // 2] for lines in reach if lines is not None]
        return SeenLines(
            order=job.order,
            rows=rows,
            columns=columns,
            through_gates=tuple((int(first), int(last)) for first, last in centres),
            exact=whole.exact,
        )

    def measure(self, job: MeasureJob, task: Task) -> Measurement:
        """Time the network with random weights at the job's input; times do not depend on the weights' values.

        Raises:
            InputError: the device has not enough memory.
            Cancelled: the answer is no longer wanted.
        """
        network = self._network(job)
        task.report("Building the network")
        session = Session(registry.get(job.key), "random", str(self._device), **dict(job.options))
        x = torch.randn((network.batch, *network.input_shape), generator=torch.Generator().manual_seed(0))
        timing = measure(
            session.module,
            x.to(self._device),
            network,
            checkpoint=task.checkpoint,
            progress=partial(task.report, "Timing the operators"),
        )
        task.report("Measuring the device")
        ceilings = measure_ceilings(self._device)
        badge = WeightsBadge(name=session.weights.name, trained=session.weights.trained, source=session.weights.source)
        return Measurement(key=job.key, weights=badge, timing=timing, ceilings=ceilings)

    def cross_check(self, job: CrossCheckJob, task: Task) -> CrossCheck:
        """Compare with what torchinfo says."""
        task.report("Asking torchinfo")
        with torch.device("meta"):
            module = registry.get(job.key).build(**dict(job.options))
        return against_torchinfo(module, self._network(job))

    def _network(self, job: NetworkJob) -> Network:
        found = self._networks.get(_identity(job))
        if found is None:
            return self._captured(job)
        self._networks.move_to_end(_identity(job))
        return found

    def _captured(self, job: NetworkJob) -> Network:
        network = analyze_architecture(registry.get(job.key), job.input_shape, batch=job.batch, **dict(job.options))
        self._networks[_identity(job)] = network
        while len(self._networks) > KEPT:
            self._networks.popitem(last=False)
        return network

    def _unit_fields(self, job: NetworkJob, network: Network) -> tuple[UnitFields, UnitFields]:
        if self._fields is None or self._fields[0] != _identity(job):
            self._fields = _identity(job), UnitFields(network), UnitFields(network, through_gates=True)
        return self._fields[1:]


def _identity(job: NetworkJob) -> Identity:
    shape = registry.get(job.key).input_shape if job.input_shape is None else job.input_shape
    return job.key, tuple(shape), job.batch, job.options

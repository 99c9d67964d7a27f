"""What the tests of the inspector share: networks, an engine that answers when it is told, what a reader sees."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import torch
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from explorer.analysis import analyze
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import UnitFields
from explorer.engine.messages import Done, EngineInfo, Failed, FieldJob, Job, Lost, Progress, Pulse, Ready, SeenLines
from explorer.models import registry
from explorer.ui.engine_link import EngineLink
from tests.labels import text_of


class _Client:
    """Stands for the process: it takes jobs and remembers them, and is never found to hang."""

    pid = None

    def __init__(self, say: Callable[[object], None]) -> None:
        self._say = say
        self.jobs: dict[int, Job] = {}
        self.cancelled: list[int] = []

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""

    def ping(self) -> None:
        self._say(Pulse(None, 0, 0.0))

    def post(self, job: Job) -> int:
        self.jobs[len(self.jobs) + 1] = job
        return len(self.jobs)

    def cancel(self, number: int) -> None:
        self.cancelled.append(number)


class PatientEngine(EngineLink):
    """The window's link to an engine whose answers the test gives."""

    def __init__(self) -> None:
        super().__init__()
        self.client = self._client = _Client(self._arrived.emit)  # type: ignore[assignment]
        self.start()
        self.say_ready()

    def say_ready(self) -> None:
        """The engine has loaded torch."""
        self._arrived.emit(Ready(EngineInfo(pid=1, device="cpu", threads=2, torch="")))

    def die(self) -> None:
        """The engine's process has ended; another one is being started."""
        self._arrived.emit(Lost("SIGKILL"))

    def posted(self, kind: type[Job]) -> list[Job]:
        """All jobs of a kind that were ever posted."""
        return [job for job in self.client.jobs.values() if isinstance(job, kind)]

    def waiting(self, kind: type[Job]) -> int:
        """The number of the one job of a kind that is under way."""
        (number,) = [n for n, job in self.client.jobs.items() if isinstance(job, kind) and self.awaits(n)]
        return number

    def answer(self, kind: type[Job], answer: Any) -> None:
        """Answer the job of a kind that is under way."""
        self._arrived.emit(Done(self.waiting(kind), answer))

    def fail(self, kind: type[Job], message: str) -> None:
        """Say that the job of a kind cannot be done."""
        self._arrived.emit(Failed(self.waiting(kind), message, "", expected=True))

    def progress(self, kind: type[Job], done: int, total: int) -> None:
        """Say how far the job of a kind has come."""
        self._arrived.emit(Progress(self.waiting(kind), "Averaging gradients", done, total))

    def answer_field(self, network: Network) -> SeenLines:
        """Answer a field job as the engine does."""
        job = self.client.jobs[self.waiting(FieldJob)]
        assert isinstance(job, FieldJob)
        lines = seen_lines(network, job.order)
        self.answer(FieldJob, lines)
        return lines


def seen_lines(network: Network, order: int) -> SeenLines:
    """What the engine says of a row."""
    local, reachable = _fields(network)
    whole = local.seen(order)
    reach = [reachable.lines(order, axis) for axis in (0, 1)]
    centres = tuple((int(lines[len(lines) // 2][0]), int(lines[len(lines) // 2][1])) for lines in reach)
    return SeenLines(
        order=order,
        rows=local.lines(order, 0),
        columns=local.lines(order, 1),
        through_gates=centres,
        exact=whole is not None and whole.exact,
    )


_FIELDS: dict[int, tuple[UnitFields, UnitFields]] = {}


def _fields(network: Network) -> tuple[UnitFields, UnitFields]:
    return _FIELDS.setdefault(id(network), (UnitFields(network), UnitFields(network, through_gates=True)))


@cache
def network_of(key: str) -> Network:
    """An architecture in its own form."""
    return analyze_architecture(registry.get(key))


@cache
def upsampling() -> Network:
    """A map of half the size, doubled again: neighbouring units do not see parts of one size."""
    layers = torch.nn.Sequential(
        torch.nn.Conv2d(3, 4, 3, stride=2, padding=1),
        torch.nn.Upsample(scale_factor=2, mode="nearest"),
        torch.nn.Conv2d(4, 4, 3, padding=1),
    )
    return analyze(layers, (3, 32, 32))


def row_of(network: Network, path: str, operator: str = "") -> int:
    """The order of the first row of a path, and of an operator where that is said."""
    return next(row.order for row in network.rows if row.path == path and row.operator.startswith(operator))


def texts(widget: QWidget) -> list[str]:
    """What a reader sees, without markup."""
    QApplication.processEvents()  # what was added is shown when its layout is laid out
    page = widget.findChild(QScrollArea, "inspector.scroll").widget()
    shown = [label for label in page.findChildren(QLabel) if label.isVisible()]
    plain = [re.sub(r"<style>.*?</style>|<[^>]+>", "", text_of(label)) for label in shown]
    return [text for text in plain if text]


def spread(height: int, width: int, rows: range, columns: range) -> np.ndarray:
    """Influence that lies evenly in a box."""
    array = np.zeros((height, width), np.float32)
    array[rows.start : rows.stop, columns.start : columns.stop] = 1
    return array / max(float(array.sum()), 1.0)

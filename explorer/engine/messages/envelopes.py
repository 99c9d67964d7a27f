"""How requests go out, and what comes back about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from explorer.engine.messages.base import Job
from explorer.engine.messages.devices import EngineInfo


@dataclass(frozen=True, slots=True)
class Post:
    """Window to engine: do this job."""

    number: int
    job: Job


@dataclass(frozen=True, slots=True)
class Cancel:
    """Window to engine: the answer to this job is no longer wanted."""

    number: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Window to engine: are you there, and does your work go on?"""


@dataclass(frozen=True, slots=True)
class Pulse:
    """Engine to window: the answer to :class:`Ping`, given by the thread that listens whatever the work does."""

    number: int | None
    """The job that is being done; None where none is."""
    steps: int
    """Steps of work since the engine was started: the same number twice, and nothing has moved in between."""
    patience: float
    """Seconds that a step of this job may take; see :class:`Job`."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Engine to window: torch is loaded, jobs are taken."""

    info: EngineInfo


@dataclass(frozen=True, slots=True)
class Progress:
    """Engine to window: how far a job has come; ``total`` 0 while it is not known."""

    number: int
    text: str
    done: int
    total: int


@dataclass(frozen=True)
class Done:
    """Engine to window: the answer to a job."""

    number: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """Engine to window: a job could not be done; ``expected`` tells bad input from a defect."""

    number: int
    message: str
    details: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """Engine to window: a job was cancelled or overtaken by a newer one."""

    number: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Engine to window: networks run on another device or with another precision now."""

    info: EngineInfo
    reason: str = ""
    """One line why, where nobody has asked for it."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Said by the client itself: the engine process has ended without being asked to."""

    reason: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the engine's log, for the window's."""

    level: int
    """As in :mod:`logging`."""
    name: str
    text: str


Event = Ready | Pulse | Moved | Progress | Logged | Done | Failed | Dropped | Lost

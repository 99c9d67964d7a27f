"""Moving pictures: what a frame is, and what every source of frames can be asked for (no Qt, no torch).

A source is started, and says that a newer frame can be taken; who is ready
for one takes it. What nobody has taken by the time that the next one comes is
dropped: the latest frame wins, and nothing queues.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One picture of a source."""

    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (H, W, 3); nobody writes to it."""
    sequence: int
    """Counts what the source has captured, from 1, over all its starts; dropped frames leave gaps."""
    timestamp: float
    """When it was captured, in seconds of ``time.perf_counter``."""


class FrameState(Enum):
    """What a source is doing."""

    IDLE = "idle"
    """Not started, or stopped."""
    STARTING = "starting"
    """Asked to start; no frame yet."""
    RUNNING = "running"
    PAUSED = "paused"
    """Its last frame stands; stepping and seeking still give frames."""
    ENDED = "ended"
    """At the end of what there is; starting begins anew."""
    FAILED = "failed"
    """``problem`` says why, and what to do."""


class Ability(Enum):
    """What a source can be asked for besides starting and stopping."""

    PAUSE = "pause"
    STEP = "step"
    """Exactly one frame on or back."""
    SEEK = "seek"
    """Any place, in seconds."""
    LOOP = "loop"
    """Begin again at the end."""
    NEIGHBOURS = "neighbours"
    """A next and a previous picture."""
    MIRROR = "mirror"
    """Left and right exchanged, as people know themselves."""
    SIZES = "sizes"
    """A choice of frame sizes."""


class FrameSource(Protocol):
    """A source of frames. It belongs to one thread, and all its methods return at once."""

    @property
    def name(self) -> str:
        """What people call it: a file, a camera."""

    @property
    def state(self) -> FrameState:
        """What it is doing."""

    @property
    def problem(self) -> str:
        """Why it has failed and what to do, in one sentence or two; empty unless it has."""

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it can be asked for; the other methods do nothing."""

    @property
    def dropped(self) -> int:
        """Frames that a newer one replaced before anybody took them."""

    def start(self) -> None:
        """Begin to deliver, from the beginning if it had ended or failed."""

    def stop(self) -> None:
        """End it and free its device or file; it may be started again."""

    def pause(self) -> None:
        """Deliver no more frames by itself."""

    def resume(self) -> None:
        """Go on after a pause."""

    def step(self, by: int = 1) -> None:
        """Pause, and deliver the frame that lies ``by`` frames from the last one."""

    def seek(self, seconds: float) -> None:
        """Go to a place, and deliver its frame."""

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end, or stand there."""

    def go(self, by: int) -> None:
        """Go on to the next picture (1) or back to the previous one (-1)."""

    def take(self) -> Frame | None:
        """Return the newest frame, None if it has been taken already."""

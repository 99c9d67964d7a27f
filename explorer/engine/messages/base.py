"""What all requests have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.analysis.rows import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A request to the engine."""

    slot: ClassVar[str] = ""
    """Jobs of one slot replace each other; an empty slot never does."""
    patience: ClassVar[float] = 120.0
    """Seconds that one step of it may take before somebody is told that nothing moves. The longest steps load
    weights from a slow disk, or run a giant network on a slow processor without a look between its modules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkJob(Job):
    """A request about one analysed form of an architecture: its input, batch and build options."""

    patience: ClassVar[float] = 300.0
    """A network that is not known yet is captured in one step."""
    key: str
    input_shape: Shape | None = None
    """(C, H, W), or None for the architecture's own."""
    batch: int = 1
    options: tuple[tuple[str, Any], ...] = ()
    """Of the builder, sorted by name: ``(("num_classes", 10),)``."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkJob(Job):
    """A request about one analysed form of an architecture: its input, batch and build options."""

    key: str
    input_shape: Shape | None = None
    """(C, H, W), or None for the architecture's own."""
    batch: int = 1
    options: tuple[tuple[str, Any], ...] = ()
    """Of the builder, sorted by name: ``(("num_classes", 10),)``."""

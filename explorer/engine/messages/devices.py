"""What networks run on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from explorer.engine.messages.base import Job

PRECISIONS: tuple[str, ...] = ("float32", "bfloat16")
"""How networks compute: as their weights are, or by torch's automatic mixed precision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceJob(Job):
    """Run everything on another device, or with another precision; answered by :class:`EngineInfo`."""

    slot: ClassVar[str] = "device"
    device: str = "auto"
    """``auto``, ``cpu``, or an accelerator (``cuda:0``)."""
    precision: str = "float32"
    """One of :data:`PRECISIONS`."""
    threads: int = 0
    """CPU threads, 1 to 1024; 0 for as many as are fastest for each network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """Said by an engine that is ready, and again when it runs on something else."""

    pid: int
    device: str
    threads: int
    torch: str
    precision: str = "float32"
    devices: tuple[str, ...] = ()
    """All that can be chosen: ``cuda:0 NVIDIA …``, ``cpu x86_64``."""

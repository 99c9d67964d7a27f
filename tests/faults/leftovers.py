"""Processes, threads, descriptors and shared memory of this process, as /proc tells them."""

from __future__ import annotations

import os
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Leftovers:
    """What a process holds; compare two of them by :meth:`beyond`."""

    children: frozenset[int]
    threads: Counter[str]
    """How many of each name: Python's own; those of Qt's pools come and go as they like."""
    descriptors: Counter[str]
    """How many of each target; sockets and pipes without their numbers."""

    @classmethod
    def now(cls) -> Leftovers:
        """Look."""
        return cls(
            frozenset(_children()),
            Counter(thread.name for thread in threading.enumerate()),
            Counter(_descriptors()),
        )

    def beyond(self, before: Leftovers) -> str:
        """Say what there is more than there was before; empty if nothing."""
        parts = []
        if more := self.children - before.children:
            parts.append(f"processes {[_command(pid) for pid in sorted(more)]}")
        if names := self.threads - before.threads:
            parts.append(f"threads {dict(names)}")
        if targets := self.descriptors - before.descriptors:
            parts.append(f"descriptors {dict(targets)}")
        return "; ".join(parts)


def memory(pid: int | None = None) -> int:
    """Bytes of memory that a process has in use."""
    pages = int((PROC / str(pid or os.getpid()) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _children() -> list[int]:
    own, found = str(os.getpid()), []
    for folder in PROC.iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has ended
            continue
        # Python's own, one for the whole life of this process.
        if parent == own and "resource_tracker" not in _command(int(folder.name)) and state != "X":
            found.append(int(folder.name))
    return found


def _command(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


def _descriptors() -> list[str]:
    found = []
    for entry in (PROC / "self" / "fd").iterdir():
        try:
            target = str(entry.readlink())
        except OSError:  # the one of the listing itself
            continue
        kind = target.partition(":")[0]
        # Event loops of the media framework and the system's own tables stay open for the life of the process.
        if kind != "anon_inode" and not target.startswith("/usr/"):
            found.append(kind if kind in ("socket", "pipe") else target)
    return found

"""Which blocks of shared memory a test has made, and which of them are still there."""

from collections.abc import Callable
from multiprocessing import shared_memory
from pathlib import Path

import pytest


def watch_blocks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], set[str]]:
    """From now on, remember the blocks of this process; return what says which of them exist.

    Other processes have blocks of their own in the same place.
    """
    names: set[str] = set()

    class Remembered(shared_memory.SharedMemory):
        def __init__(self, name: str | None = None, create: bool = False, size: int = 0) -> None:
            super().__init__(name, create, size)
            if create:
                names.add(self.name)

    monkeypatch.setattr(shared_memory, "SharedMemory", Remembered)
    return lambda: {name for name in names if Path("/dev/shm", name).exists()}

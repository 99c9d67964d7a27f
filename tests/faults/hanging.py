"""An engine that hangs at its next job when it is told to, as a call into a library may.

It is real but for that: put :func:`serve` in place of the client's own.
"""

import ctypes
import os
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from explorer.engine import worker
from explorer.engine.messages import Job, NetworkJob

ORDER = "CNN_EXPLORER_TEST_HANG"
PATIENCE = "CNN_EXPLORER_TEST_PATIENCE"


class Trap:
    """Tells engines when to hang."""

    def __init__(self, order: Path) -> None:
        self._order = order

    def set(self, how: str) -> None:
        """Hang at the next job: ``in a call`` that lets other threads run, or ``with the lock`` of the interpreter."""
        self._order.write_text(how)

    @property
    def sprung(self) -> bool:
        """Whether an engine hangs."""
        return not self._order.exists()


def lay_trap(monkeypatch: pytest.MonkeyPatch, folder: Path, patience: float = 0.5) -> Trap:
    """Let every engine be one that can hang, and whose steps may take so many seconds."""
    monkeypatch.setenv(ORDER, str(folder / "hang"))
    monkeypatch.setenv(PATIENCE, str(patience))
    monkeypatch.setattr("explorer.engine.client.serve", serve)
    return Trap(folder / "hang")


def serve(connection: "Connection[Any, Any]") -> None:
    """Run the engine; see :class:`Trap`."""
    from explorer.engine.jobs import Workbench

    do = Workbench.do

    def hang_or_do(bench: Workbench, task: worker.Task) -> Any:
        order = Path(os.environ[ORDER])
        if order.exists():
            how = order.read_text()
            order.unlink()
            if how == "in a call":
                time.sleep(3600)
            ctypes.PyDLL(None).sleep(3600)
        return do(bench, task)

    Workbench.do = hang_or_do  # type: ignore[method-assign]
    Job.patience = NetworkJob.patience = float(os.environ[PATIENCE])
    worker.serve(connection)

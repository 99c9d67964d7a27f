"""Engines that are there at once: forked from a process that has loaded torch, instead of loading it each time.

Loading takes as long as most tests of the window themselves. The engine is a process of its own all the same, with
the same pipe, signals and exit codes. That it also starts from nothing is proven where this is not used: in
tests/engine/test_engine.py, in tests/faults, and by the programs that tests/e2e/test_started.py starts.
"""

import multiprocessing

import pytest

from explorer.engine import client

LOADED = ["pytest", "explorer.engine.jobs", "networkx", "torch._dynamo"]
"""What the process imports before the first engine: what runs the tests, what an engine and a first capture load."""


def start_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork the engines of this test; does nothing on systems where that cannot be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    monkeypatch.setattr(client.multiprocessing, "get_context", lambda method: context)

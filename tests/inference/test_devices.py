"""The device is chosen by what there is, without naming one in the code."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
import torch

from explorer.errors import UsageError
from explorer.inference import devices
from explorer.inference.devices import choose_device, device_summary, free_memory, synchronize, to_device
from explorer.inference.threads import WORKER_ENVIRONMENT, tune_layout, tune_threads


@pytest.fixture
def accelerator(monkeypatch):
    """Pretend to have two accelerators of a kind, or none."""

    def pretend(kind: str | None) -> None:
        found = None if kind is None else torch.device(kind)
        monkeypatch.setattr(torch.accelerator, "is_available", lambda: found is not None)
        monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda: found or torch.device("cuda"))
        monkeypatch.setattr(torch.accelerator, "device_count", lambda: 2 if kind else 0)

    return pretend


def test_without_an_accelerator(accelerator):
    accelerator(None)
    for name in (None, "auto", "cpu", "cpu:0"):
        assert choose_device(name) == torch.device("cpu")
    for name in ("cuda", "mps", "xpu:1"):
        with pytest.raises(UsageError, match=r"not available on this machine; choose auto, cpu$"):
            choose_device(name)
    with pytest.raises(UsageError, match="no device 'gpu'"):
        choose_device("gpu")
    assert device_summary().devices[0].startswith("cpu ")


@pytest.mark.parametrize("kind", ["cuda", "mps", "xpu"])
def test_with_an_accelerator(accelerator, kind):
    accelerator(kind)
    assert choose_device() == torch.device(kind)
    assert choose_device(f"{kind}:1") == torch.device(kind, 1)
    assert choose_device("cpu") == torch.device("cpu")
    with pytest.raises(UsageError, match=f"choose auto, cpu, {kind}:0 or {kind}:1"):
        choose_device(f"{kind}:2")


def test_summary_names_the_accelerators(accelerator, monkeypatch):
    accelerator("cuda")
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: f"Model {index}")
    assert device_summary().devices[:2] == ("cuda:0 Model 0", "cuda:1 Model 1")
    assert device_summary().torch == torch.__version__


def test_waiting(monkeypatch):
    waited = []
    monkeypatch.setattr(torch.accelerator, "synchronize", waited.append)
    synchronize(torch.device("cpu"))
    assert waited == []
    synchronize(torch.device("cuda:1"))
    assert waited == [torch.device("cuda:1")]


@pytest.fixture
def passes(monkeypatch):
    """A pass whose time depends on the threads, on a clock of its own; and the thread counts of all passes."""
    counts: list[int] = []
    used = [1]
    clock = [0.0]
    monkeypatch.setattr(torch, "set_num_threads", used.append)
    monkeypatch.setattr("explorer.inference.threads.time.perf_counter", lambda: clock[0])

    def cost(*, seconds: dict[int, float], slow_at_first: int = 0) -> Callable[[], None]:
        def run() -> None:
            counts.append(used[-1])
            clock[0] += seconds[used[-1]] * (3 if len(counts) <= slow_at_first else 1)

        return run

    return SimpleNamespace(cost=cost, counts=counts, used=used)


def test_threads_are_tuned(passes) -> None:
    # Four threads are no more than 10 % faster than two, which leave two cores free.
    run = passes.cost(seconds={1: 8.0, 2: 4.0, 4: 3.7})
    assert tune_threads(run, [1, 2, 4]) == 2
    assert passes.used[-1] == 2
    assert passes.counts == [1, 1, 2, 2, 4, 4] + [1, 2, 4] * 2
    assert WORKER_ENVIRONMENT["OMP_WAIT_POLICY"] == "PASSIVE"


def test_that_a_process_is_slow_at_first_does_not_decide_the_threads(passes) -> None:
    run = passes.cost(seconds={1: 2.0, 2: 3.0}, slow_at_first=2)
    assert tune_threads(run, [1, 2]) == 1
    assert passes.used[-1] == 1


def test_this_machine():
    assert choose_device() == choose_device("auto")
    assert devices.device_summary().threads >= 1


@pytest.mark.parametrize("kind", ["cuda", "xpu", "mps", "cpu", "meta"])
def test_inputs_are_copied_as_the_device_likes_it(monkeypatch, kind) -> None:
    asked = []

    def pin(tensor: torch.Tensor) -> torch.Tensor:
        asked.append("pinned")
        return tensor

    def to(tensor: torch.Tensor, device: torch.device, non_blocking: bool = False) -> torch.Tensor:
        asked.append((str(device), non_blocking))
        return tensor

    monkeypatch.setattr(torch.Tensor, "pin_memory", pin)
    monkeypatch.setattr(torch.Tensor, "to", to)
    to_device(torch.zeros(2), torch.device(kind))
    assert asked == (["pinned", (kind, True)] if kind in ("cuda", "xpu") else [(kind, False)])


def test_there_is_nothing_to_free_without_an_accelerator() -> None:
    free_memory(torch.device("cpu"))
    free_memory(torch.device("meta"))


@pytest.mark.parametrize(("last", "first", "better"), [(0.02, 0.03, True), (0.03, 0.02, False), (0.03, 0.03, False)])
def test_the_faster_layout_stays(monkeypatch, last, first, better) -> None:
    used = []
    monkeypatch.setattr("explorer.inference.threads._duration", lambda run, clock: last if used[-1] else first)
    assert tune_layout(used.append, lambda: None) is better
    assert used[-1] is better


def test_what_disturbs_one_turn_does_not_decide_the_layout(monkeypatch) -> None:
    used: list[bool] = []

    def duration(run, clock) -> float:
        disturbed = len(used) == 1
        return 0.09 if disturbed else 0.02 if used[-1] else 0.03

    monkeypatch.setattr("explorer.inference.threads._duration", duration)
    assert tune_layout(used.append, lambda: None)

"""Where a network runs: an accelerator if there is one, else the CPU."""

import platform
from dataclasses import dataclass

import torch

from explorer.errors import UsageError

PINNED = ("cuda", "xpu")
"""Accelerators that copy from page-locked memory while the CPU goes on."""


@dataclass(frozen=True, slots=True)
class DeviceSummary:
    """What this machine offers, for ``doctor`` and the status bar."""

    torch: str
    """Version."""
    devices: tuple[str, ...]
    """All that can be chosen, the automatic choice first: ``cuda:0 NVIDIA …``, ``cpu x86_64``."""
    threads: int
    """CPU threads that torch uses in the calling thread."""


def choose_device(name: str | None = None) -> torch.device:
    """Return the device of that name; with None or ``auto`` the accelerator, or the CPU without one.

    Raises:
        UsageError: no such device here; the message names those that exist.
    """
    accelerator = _accelerator()
    if name is None or name == "auto":
        return accelerator or torch.device("cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise UsageError(f"there is no device {name!r}; choose auto, {_choices(accelerator)}") from error
    if device.type == "cpu":
        return torch.device("cpu")
    if (
        accelerator is None
        or device.type != accelerator.type
        or (device.index or 0) >= torch.accelerator.device_count()
    ):
        raise UsageError(f"device {name!r} is not available on this machine; choose auto, {_choices(accelerator)}")
    return device


def _accelerator() -> torch.device | None:
    # Unasked, torch names the accelerator that it was built for, which may not be in this machine.
    return torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None


def device_summary() -> DeviceSummary:
    """Return what there is to run on."""
    devices = [f"cpu {platform.machine()}"]
    accelerator = _accelerator()
    if accelerator is not None:
        names = (_accelerator_name(accelerator.type, index) for index in range(torch.accelerator.device_count()))
        devices = [*names, *devices]
    return DeviceSummary(torch.__version__, tuple(devices), torch.get_num_threads())


def synchronize(device: torch.device) -> None:
    """Wait until ``device`` has done all that it was given; at once on the CPU."""
    if device.type not in ("cpu", "meta"):
        torch.accelerator.synchronize(device)


def to_device(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """Return ``tensor`` on ``device``; to CUDA and XPU through page-locked memory, without waiting for the copy.

    The copy is in the device's own queue: whatever is given to it afterwards finds it done.
    """
    if device.type in PINNED and tensor.device.type == "cpu":
        return tensor.pin_memory().to(device, non_blocking=True)
    return tensor.to(device)


def free_memory(device: torch.device) -> None:
    """Give back what torch keeps of an accelerator's memory for later; nothing to do on the CPU."""
    if device.type not in ("cpu", "meta"):
        torch.accelerator.empty_cache()


def _choices(accelerator: torch.device | None) -> str:
    names = ["cpu"]
    if accelerator is not None:
        names += [f"{accelerator.type}:{index}" for index in range(torch.accelerator.device_count())]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _accelerator_name(kind: str, index: int) -> str:
    # Each kind names its devices in its own torch module (torch.cuda, torch.xpu); some have no names.
    describe = getattr(getattr(torch, kind, None), "get_device_name", None)
    return f"{kind}:{index} {describe(index)}" if describe else f"{kind}:{index}"

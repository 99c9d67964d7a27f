"""While a network runs: stopping it between its modules, and saying clearly that the memory does not suffice."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

from explorer.errors import MemoryShortage

Checkpoint = Callable[[], None]
"""Called between the modules of a running network; it raises :class:`Cancelled` to stop it."""


@contextmanager
def checkpoints(network: nn.Module, checkpoint: Checkpoint | None) -> Iterator[None]:
    """Call ``checkpoint`` before each leaf module that this thread runs, for the time of the block."""
    if checkpoint is None:
        yield
        return
    thread = threading.get_ident()

    def hook(module: nn.Module, args: tuple[Any, ...]) -> None:
        if threading.get_ident() == thread:
            checkpoint()

    leaves = [module for module in network.modules() if next(module.children(), None) is None]
    handles = [leaf.register_forward_pre_hook(hook) for leaf in leaves]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def clear_failures(network: str, device: torch.device) -> Iterator[None]:
    """Say in one line that the memory does not suffice.

    Raises:
        MemoryShortage: instead of torch's own error, when there is not enough for the block.
    """
    try:
        yield
    except RuntimeError as error:
        if not says_no_memory(error):
            raise
        hint = "close other programs" if device.type == "cpu" else "choose the CPU"
        raise MemoryShortage(f"{device} has not enough memory for {network}; {hint}, or use a smaller input") from error


def says_no_memory(error: RuntimeError) -> bool:
    """Tell whether an error of torch is that of a full memory."""
    # Accelerators have a class of their own for it, the CPU's allocator only a text.
    return isinstance(error, torch.OutOfMemoryError) or "can't allocate memory" in str(error)

"""Large arrays between processes: through shared memory where there is room, else through the pipe.

The sender creates a block and copies into it; the receiver copies out and
unlinks it. A sender whose receiver died calls ``discard``. numpy and the
shared memory module are imported on use: the window imports this before it
paints.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.engine.messages import Job

if TYPE_CHECKING:
    import numpy as np

SMALLEST = 256 * 1024
"""Below this many bytes a pipe is as fast."""


@dataclass(frozen=True, slots=True)
class SharedArray:
    """The name and layout of an array in shared memory."""

    name: str
    shape: tuple[int, ...]
    dtype: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture(Job):
    """A ``PictureJob`` on its way: its pixels lie in shared memory."""

    pixels: SharedArray


def share(array: np.ndarray) -> SharedArray | np.ndarray:
    """Copy ``array`` into a new shared block, or return it as it is where that is not possible or worth it."""
    from multiprocessing import shared_memory

    import numpy as np

    if array.nbytes < SMALLEST or not _has_room(array.nbytes):
        return array
    try:
        block = shared_memory.SharedMemory(create=True, size=array.nbytes)
    except OSError:
        return array
    view: np.ndarray = np.ndarray(array.shape, array.dtype, block.buf)
    view[...] = array
    del view  # a block with a living view cannot be closed
    block.close()
    return SharedArray(block.name, array.shape, array.dtype.str)


def receive(shared: SharedArray | np.ndarray) -> np.ndarray:
    """Return the array, copied out of its block; the block is gone afterwards."""
    from multiprocessing import shared_memory

    import numpy as np

    if not isinstance(shared, SharedArray):
        return shared
    block = shared_memory.SharedMemory(name=shared.name)
    try:
        view: np.ndarray = np.ndarray(shared.shape, np.dtype(shared.dtype), block.buf)
        result = view.copy()
        del view
    finally:
        block.close()
        block.unlink()
    return result


def discard(shared: SharedArray | np.ndarray) -> None:
    """Free a block that nobody has received."""
    from multiprocessing import shared_memory

    if not isinstance(shared, SharedArray):
        return
    try:
        block = shared_memory.SharedMemory(name=shared.name)
    except FileNotFoundError:
        return
    block.close()
    block.unlink()


def _has_room(size: int) -> bool:
    """Tell whether the block surely fits.

    Linux hands out shared memory lazily: writing to a block that does not fit
    kills the process with SIGBUS instead of raising.
    """
    if not sys.platform.startswith("linux"):
        return True
    try:
        free = os.statvfs("/dev/shm")  # noqa: S108 - where Linux keeps shared memory
    except OSError:
        return False
    return size * 2 < free.f_bavail * free.f_frsize

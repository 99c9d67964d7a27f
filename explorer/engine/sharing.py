"""Large arrays between processes: through shared memory where there is room, else through the pipe.

The sender makes a block, copies into it and removes it once the receiver has
answered or died; the receiver copies out. A receiver may be killed at any
moment, so nothing is left for it to tidy up. Frames go through a ring of
blocks that are used over and over: see :class:`FrameRing`. numpy and the
shared memory module are imported on use: the window imports this before it
paints.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.engine.messages import FRAMES_UNDER_WAY, Job

if TYPE_CHECKING:
    from multiprocessing.shared_memory import SharedMemory

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


def share(array: np.ndarray) -> tuple[SharedArray, SharedMemory] | None:
    """Copy ``array`` into a new block and return both, None where that is not possible or worth it.

    The block is there until it is given to :func:`remove`.
    """
    from multiprocessing import shared_memory

    import numpy as np

    if array.nbytes < SMALLEST or not _has_room(array.nbytes):
        return None
    try:
        block = shared_memory.SharedMemory(create=True, size=array.nbytes)
    except OSError:
        return None
    view: np.ndarray = np.ndarray(array.shape, array.dtype, block.buf)
    view[...] = array
    del view  # a block with a living view cannot be closed
    return SharedArray(block.name, array.shape, array.dtype.str), block


def receive(shared: SharedArray | np.ndarray) -> np.ndarray:
    """Return the array, copied out of its block."""
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
    return result


def remove(block: SharedMemory) -> None:
    """Remove a block that was made here."""
    block.close()
    with contextlib.suppress(FileNotFoundError):
        block.unlink()


class FrameRing:
    """The window's blocks for frames, one for each frame that may be under way.

    The window owns them: it makes them as large as its frames are, fills a free
    one for each frame, and removes them with the engine that they were made
    for, however that ended. All methods may be called from any thread.
    """

    def __init__(self, slots: int = FRAMES_UNDER_WAY) -> None:
        self._lock = threading.Lock()
        self._blocks: list[SharedMemory | None] = [None] * slots
        self._users: list[int | None] = [None] * slots
        self._closed = False

    def put(self, number: int, pixels: np.ndarray) -> SharedArray | np.ndarray:
        """Copy the frame of job ``number`` into a free block; return it as it is where there is none, or no need."""
        import numpy as np

        with self._lock:
            if self._closed or pixels.nbytes < SMALLEST or None not in self._users:
                return pixels
            slot = self._users.index(None)
            block = self._block(slot, pixels.nbytes)
            if block is None:
                return pixels
            view: np.ndarray = np.ndarray(pixels.shape, pixels.dtype, block.buf)
            view[...] = pixels
            del view  # a block with a living view cannot be closed
            self._users[slot] = number
            return SharedArray(block.name, pixels.shape, pixels.dtype.str)

    def release(self, number: int) -> None:
        """Free the block of a job that has ended."""
        with self._lock:
            if number in self._users:
                self._users[self._users.index(number)] = None

    def close(self) -> None:
        """Remove all blocks; frames go through the pipe from now on."""
        with self._lock:
            self._closed = True
            for slot in range(len(self._blocks)):
                self._remove(slot)

    def _block(self, slot: int, size: int) -> SharedMemory | None:
        """The block of a slot, made or made anew where it is too small."""
        from multiprocessing import shared_memory

        block = self._blocks[slot]
        if block is None or block.size < size:
            self._remove(slot)
            if not _has_room(size):
                return None
            try:
                self._blocks[slot] = shared_memory.SharedMemory(create=True, size=size)
            except OSError:
                return None
        return self._blocks[slot]

    def _remove(self, slot: int) -> None:
        block = self._blocks[slot]
        self._blocks[slot] = None
        if block is not None:
            remove(block)


class RingReader:
    """The engine's side of a ring: it stays attached to the blocks, and reads frames where they lie."""

    def __init__(self, slots: int = FRAMES_UNDER_WAY) -> None:
        self._slots = slots
        self._blocks: OrderedDict[str, SharedMemory] = OrderedDict()

    def read(self, shared: SharedArray | np.ndarray) -> np.ndarray:
        """Return a frame without a copy: it is valid until the job is answered."""
        from multiprocessing import shared_memory

        import numpy as np

        if not isinstance(shared, SharedArray):
            return shared
        block = self._blocks.get(shared.name)
        if block is None:
            while len(self._blocks) >= self._slots:
                _, old = self._blocks.popitem(last=False)
                # A frame of it that is still referred to keeps it; it goes with the last reference.
                with contextlib.suppress(BufferError):
                    old.close()
            block = self._blocks[shared.name] = shared_memory.SharedMemory(name=shared.name)
        self._blocks.move_to_end(shared.name)
        return np.ndarray(shared.shape, np.dtype(shared.dtype), block.buf)


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

"""A lock file that one process at a time may hold. No torch."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL = 0.2
"""Seconds between two tries."""


@contextmanager
def locked(path: Path, *, wait: Callable[[], None], keep: Callable[[], bool]) -> Iterator[BinaryIO]:
    """Hold ``path`` locked, and give it open for reading and appending.

    The system releases the lock of a process that dies.

    Args:
        wait: called again and again while another process holds it; may raise to give up.
        keep: whether the file is to stay when the lock is released.

    Raises:
        OSError: the file cannot be made or locked.
    """
    file = _claim(path, wait)
    try:
        yield file
    finally:
        if not keep():
            _remove(path, file)
        file.close()


def _claim(path: Path, wait: Callable[[], None]) -> BinaryIO:
    while True:
        file = path.open("a+b")
        try:
            while not _try_lock(file):
                wait()
                time.sleep(POLL)
            if _is_at(file, path):
                return file
        except BaseException:
            file.close()
            raise
        # Who had the lock has removed this file meanwhile; a third process may hold its successor.
        file.close()


def _is_at(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _try_lock(file: BinaryIO) -> bool:
        # One byte far behind the content, which then stays open to reading and writing.
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _remove(path: Path, file: BinaryIO) -> None:
        file.close()
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            return  # another process has it open by now, and will remove it

else:

    def _try_lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _remove(path: Path, file: BinaryIO) -> None:
        path.unlink(missing_ok=True)

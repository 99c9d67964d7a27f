"""Writing results: a file appears whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from explorer.errors import OutputError


def write_whole(target: str | os.PathLike[str], write: Callable[[BinaryIO], None]) -> None:
    """Let ``write`` fill a binary file that takes the place of ``target`` only once it is complete.

    ``-`` is standard output. The bytes go to a temporary file in the same
    folder, are flushed to the disk, and replace ``target`` in one step, so a
    full disk or a crash leaves an older ``target`` as it was.

    Raises:
        OutputError: the folder is missing, not writable, or the disk is full.
    """
    if os.fspath(target) == "-":
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; name a file")
    temporary: str | None = None
    try:
        # Follow a link, so that the file it points at is replaced and not the link.
        path = path.resolve()
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(descriptor, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode_for(path))
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def write_text(target: str | os.PathLike[str], text: str) -> None:
    """Write ``text`` as UTF-8 by :func:`write_whole`, line ends as they are."""
    data = text.encode("utf-8")
    write_whole(target, lambda file: _write_all(file, data))


def _write_all(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def _mode_for(path: Path) -> int:
    """The permissions that an ordinary ``open(path, "w")`` would leave."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

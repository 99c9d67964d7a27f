"""Writing results: a file appears whole or not at all."""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, BinaryIO

from explorer.errors import OutputError


def write_whole(target: str | os.PathLike[str], write: Callable[[BinaryIO], None]) -> None:
    """Let ``write`` fill a binary file that takes the place of ``target`` only once it is complete.

    ``-`` is standard output. The bytes go to a temporary file in the same
    folder, are flushed to the disk, and replace ``target`` in one step, so a
    full disk or a crash leaves an older ``target`` as it was. A device or a
    pipe (``/dev/null``, ``/dev/stdout``) is never replaced but written to,
    once all bytes are there.

    Raises:
        OutputError: the folder is missing, not writable, or the disk is full.
    """
    path = Path(target)
    if os.fspath(target) == "-" or _is_standard_output(path):
        if sys.stdout is None:
            raise OutputError("there is no standard output to write to; name a file")
        _pass_on("standard output", write, sys.stdout.buffer)
        return
    temporary: str | None = None
    try:
        if path.is_dir():
            raise OutputError(f"cannot write {path}: it is a folder; name a file")
        if path.exists() and not path.is_file():
            # Unbuffered: there is nothing left that could fail when it is closed.
            with path.open("wb", buffering=0) as device:
                _pass_on(target, write, device)
            return
        # Follow a link, so that the file it points at is replaced and not the link.
        path = path.resolve()
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
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


def _pass_on(target: str | os.PathLike[str], write: Callable[[BinaryIO], None], stream: IO[bytes]) -> None:
    """Send what ``write`` makes, once it is complete, through a stream that cannot be replaced."""
    made = io.BytesIO()
    write(made)
    left = made.getbuffer()
    try:
        while left:
            # A pipe may take less than all at once.
            left = left[stream.write(left) :]
        stream.flush()
    except BrokenPipeError:
        raise  # whoever reads has had enough, which is no failure of ours
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}") from error


def _is_standard_output(path: Path) -> bool:
    """Whether this is the very file that standard output goes to; replaced, the output would be lost."""
    try:
        return os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, AttributeError, ValueError):
        return False  # there is no such file, or no standard output


def _mode_for(path: Path) -> int:
    """The permissions that an ordinary ``open(path, "w")`` would leave."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

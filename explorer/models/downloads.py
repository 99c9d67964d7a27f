"""Downloading a file so that it appears whole and checked, or not at all. No torch.

What has come lies beside the target as ``NAME.part``, and is continued by the
next attempt; ``NAME.part.state`` is locked by the process that downloads, and
holds the server's tag of the version that the part belongs to.
"""

import hashlib
import http.client
import os
import shutil
import socket
import ssl
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from explorer.errors import OutputError, WeightsError
from explorer.models.file_lock import locked
from explorer.models.transport import Response, Transport, open_https

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all (0: not known); what it raises stops the download."""

_CHUNK = 1 << 18
_SLACK = 1 << 20
"""Bytes by which a file may be longer than recorded, beside a tenth, before it is refused unread."""
LARGEST = 2 << 30
"""Bytes that a file of unknown size may have; the largest network of the catalogue takes 1.4 GB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be fetched, where to, and what is known of it."""

    name: str
    """What people call it, for messages."""
    url: str
    target: Path
    size: int = 0
    """Bytes; 0 if not known."""
    sha256: str = ""
    """SHA-256 or the prefix of it that the publisher gives; empty if none."""

    @property
    def part(self) -> Path:
        """Where the file grows."""
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def state(self) -> Path:
        """The lock, and the tag of what ``part`` holds."""
        return self.target.with_name(f"{self.target.name}.part.state")

    @property
    def limit(self) -> int:
        """More bytes than this are not accepted."""
        return self.size + self.size // 10 + _SLACK if self.size else LARGEST


def download(order: Order, *, progress: Progress | None = None, transport: Transport = open_https) -> None:
    """Fetch the file of ``order``, continuing where an earlier attempt stopped.

    A broken connection and a cancelled download keep what has come; a wrong
    checksum and a full disk do not. If another process downloads the same
    file, its result is awaited.

    Raises:
        WeightsError: the server cannot be reached or refuses, the connection
            broke off, or the file is not the published one.
        OutputError: the folder cannot be written, or is too small.
    """
    report = progress or _say_nothing
    with ExitStack() as stack:
        with _writing(order.target):
            order.target.parent.mkdir(parents=True, exist_ok=True)
            state = stack.enter_context(
                locked(
                    order.state,
                    wait=lambda: report(_size(order.part), order.size),
                    keep=order.part.exists,
                )
            )
        if order.target.is_file():
            return  # another process was faster
        try:
            _receive(order, state, report, transport)
        except _PartRefusedError:
            order.part.unlink()
            _receive(order, state, report, transport)
        with _writing(order.target):
            order.part.replace(order.target)


class _PartRefusedError(Exception):
    """The server has nothing to add to the part: that is not of this file."""


def _receive(order: Order, state: BinaryIO, report: Progress, transport: Transport) -> None:
    """Complete ``order.part`` and check it."""
    state.seek(0)
    tag = state.read().decode("latin-1")
    # Without a tag or a checksum nothing would tell that two versions were joined.
    begun = _size(order.part) if tag or order.sha256 else 0
    with _opened(order, transport, begun, tag) as response:
        if response.start not in (0, begun):
            order.part.unlink()
            raise WeightsError(f"{order.url} sent another part than asked for; try again, from the start")
        total = response.total or order.size
        _require_room(order, total, response.start)
        with _writing(order.target):
            state.seek(0)
            state.truncate()
            state.write(response.tag.encode("latin-1"))
            state.flush()
            # Unbuffered, so that a full disk shows at the write and not when the file is closed.
            file = FileIO(order.part, "r+" if response.start else "w")
        with file:
            digest = hashlib.sha256()
            done = 0
            while done < response.start:
                done += _hash(digest, file.read(min(_CHUNK, response.start - done)))
            report(done, total)
            while chunk := _read(order, response):
                done += _hash(digest, chunk)
                if done > order.limit:
                    raise _too_long(order, done)
                _write(order, file, chunk)
                report(done, max(done, total) if total else 0)
            # A size that only the record gives may be rounded.
            if done < (response.total or order.size - order.size // 1000) or not done:
                raise WeightsError(
                    f"the download of {order.name} from {_host(order)} broke off after {done:,} of "
                    f"{f'{total:,}' if total else 'an unknown number of'} bytes; try again, it goes on from there"
                )
            _verify(order, digest.hexdigest())
            with _writing(order.target):
                os.fsync(file.fileno())
            report(done, done)


def _hash(digest: "hashlib._Hash", chunk: bytes) -> int:
    digest.update(chunk)
    return len(chunk)


def _verify(order: Order, found: str) -> None:
    if not found.startswith(order.sha256):
        order.part.unlink()
        raise WeightsError(
            f"{order.url} sent another file than published (SHA-256 {found[:16]}…, not {order.sha256[:16]}…); "
            "nothing was kept, try again"
        )


def _require_room(order: Order, total: int, start: int) -> None:
    if total > order.limit:
        raise _too_long(order, total)
    free = shutil.disk_usage(order.target.parent).free
    if total - start > free:
        raise OutputError(
            f"{order.name} needs {(total - start) / 1e6:,.1f} MB more, and {order.target.parent} has "
            f"{free / 1e6:,.1f} MB free; make room and try again"
        )


def _too_long(order: Order, length: int) -> WeightsError:
    order.part.unlink(missing_ok=True)
    return WeightsError(
        f"{order.url} sends {length:,} bytes or more where {order.size or order.limit:,} were expected; "
        "that is not the published file, nothing was kept"
    )


def _write(order: Order, file: FileIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    try:
        while rest:
            rest = rest[file.write(rest) :]
    except OSError as error:
        order.part.unlink()
        raise OutputError(
            f"cannot write {order.target}: {error.strerror or error}; make room and try again, nothing was kept"
        ) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _say_nothing(done: int, total: int) -> None:
    pass


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {target}: {error.strerror or error}; make {target.parent} writable, "
            "or set TORCH_HOME to another folder"
        ) from error


# The server


@contextmanager
def _opened(order: Order, transport: Transport, start: int, tag: str) -> Iterator[Response]:
    with ExitStack() as stack:
        try:
            response = stack.enter_context(transport(order.url, start, tag))
        except (OSError, http.client.HTTPException) as error:
            if start and getattr(error, "code", 0) == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise _PartRefusedError from error
            raise _failure(order, error) from error
        yield response


def _read(order: Order, response: Response) -> bytes:
    try:
        return response.read(_CHUNK)
    except (OSError, http.client.HTTPException) as error:
        raise _failure(order, error) from error


def _host(order: Order) -> str:
    return urlsplit(order.url).hostname or order.url


def _failure(order: Order, error: Exception) -> WeightsError:
    """Return what went wrong between us and the server, and what to do about it."""
    host = _host(order)
    by_hand = f"or put the file at {order.target}"
    if isinstance(error, urllib.error.HTTPError):
        answer = f"{error.code} {error.reason}".strip()
        if 300 <= error.code < 400:
            return WeightsError(f"{host} redirects {order.url} in a circle or astray; check the network, {by_hand}")
        if error.code in (404, 410):
            return WeightsError(f"{host} has no {order.url} any more ({answer}); choose other weights {by_hand}")
        if error.code in (401, 403, 451):
            return WeightsError(f"{host} does not give {order.url} away ({answer}); choose other weights {by_hand}")
        return WeightsError(f"{host} cannot send {order.name} now ({answer}); try again later")
    reason = getattr(error, "reason", None) or error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return WeightsError(
            f"the certificate of {host} cannot be trusted ({reason.verify_message}); "
            f"check this machine's clock and proxy, {by_hand}"
        )
    if isinstance(reason, TimeoutError):
        return WeightsError(f"{host} does not answer; try again later, what has come of {order.name} is kept")
    if isinstance(reason, socket.gaierror):
        return WeightsError(f"{host} is not found ({reason.strerror}); go online and try again, {by_hand}")
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return WeightsError(f"cannot download {order.name} from {host} ({text}); go online and try again, {by_hand}")

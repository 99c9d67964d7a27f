"""Opening a file on a server, from the start or from where an earlier download stopped. No torch."""

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit

from explorer.errors import WeightsError

TIMEOUT = 30.0
"""Seconds without a byte before a connection counts as dead."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The body of an answer, to be read in pieces."""

    read: Callable[[int], bytes]
    """At most so many bytes; none at the end. Raises OSError or HTTPException when the connection breaks."""
    start: int = 0
    """Where in the file the body begins; 0 if the server sends all of it, whatever was asked for."""
    total: int = 0
    """Bytes of the whole file; 0 if the server does not say."""
    tag: str = ""
    """The server's name for exactly this version of the file (a strong ETag); empty if it gives none."""


Transport = Callable[[str, int, str], AbstractContextManager[Response]]
"""Opens (URL, start, tag): the file from byte ``start`` on if it is still the version ``tag`` (any, if that is empty),
else from the beginning. Raises OSError or HTTPException where it cannot."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to a scheme that is allowed."""

    def __init__(self, schemes: Collection[str]) -> None:
        self._schemes = schemes

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in self._schemes:
            fp.close()
            allowed = " or ".join(self._schemes)
            raise WeightsError(
                f"{req.full_url} redirects to {newurl}, but only {allowed} is fetched; check the network"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def http_transport(schemes: Collection[str] = ("https",), timeout: float = TIMEOUT) -> Transport:
    """Return a transport over HTTP that opens URLs of these schemes and no others.

    It goes through the proxy that the environment names, and checks
    certificates as Python does.
    """

    @contextmanager
    def open_url(url: str, start: int, tag: str) -> Iterator[Response]:
        if urlsplit(url).scheme not in schemes:
            raise WeightsError(f"{url} is not fetched: downloads are by {' or '.join(schemes)} only")
        headers = {"User-Agent": "cnn-explorer"}
        if start:
            headers["Range"] = f"bytes={start}-"
            if tag:
                headers["If-Range"] = tag
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the scheme is checked above
        opener = urllib.request.build_opener(_Redirects(schemes))
        try:
            answer = opener.open(request, timeout=timeout)
        except urllib.error.HTTPError as error:
            error.close()
            raise
        with answer:
            begin, total = _extent(answer.status, answer.headers)
            found = answer.headers.get("ETag") or ""
            strong = "" if found.startswith("W/") else found
            yield Response(read=answer.read, start=begin, total=total, tag=strong)

    return open_url


open_https = http_transport()
"""The transport of every download that is not a test's."""


def _extent(status: int, headers: HTTPMessage) -> tuple[int, int]:
    """Return where the body begins and how long the whole file is."""
    if status == 206:
        match = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", ""))
        if match is None:
            raise OSError("the server does not say which part of the file it sends")
        return int(match[1]), 0 if match[2] == "*" else int(match[2])
    length = headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else 0

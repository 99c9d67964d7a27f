"""A web server on this machine's loopback that sends one file, well or badly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Server:
    """What it serves, how it behaves, and what it was asked."""

    content: bytes
    tag: str = '"v1"'
    ranges: bool = True
    """Whether it honours ranges."""
    says_size: bool = True
    cut_after: int | None = None
    """Bytes after which it drops each connection."""
    hold_after: int | None = None
    """Bytes after which it waits until ``resume`` is set."""
    status: int = 200
    location: str = ""
    """Where it redirects ``/moved`` to."""
    claims: int | None = None
    """A length that it pretends."""
    shift: int = 0
    """By how much it mistakes the asked start."""
    resume: threading.Event = field(default_factory=threading.Event)
    sent: threading.Event = field(default_factory=threading.Event)
    """Set once ``hold_after`` bytes are out."""
    asked: list[dict[str, str]] = field(default_factory=list)
    """The range headers of each request for the file."""
    url: str = ""


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Run ``server`` in a thread; ``server.url`` is its file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(self, server)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        server.url = f"http://127.0.0.1:{web.server_port}/net.pth"
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.resume.set()
            web.shutdown()
            thread.join()


def _answer(request: BaseHTTPRequestHandler, server: Server) -> None:
    if request.path == "/moved":
        request.send_response(302)
        request.send_header("Location", server.location)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    server.asked.append({name: request.headers[name] for name in ("Range", "If-Range") if name in request.headers})
    if server.status != 200:
        request.send_error(server.status)
        return
    start = _asked_start(request, server)
    if start >= len(server.content):
        request.send_error(416)
        return
    body = server.content[start:]
    if start:
        first = start + server.shift
        request.send_response(206)
        request.send_header("Content-Range", f"bytes {first}-{len(server.content) - 1}/{len(server.content)}")
    else:
        request.send_response(200)
    if server.says_size:
        request.send_header("Content-Length", str(server.claims or len(body)))
    if server.tag:
        request.send_header("ETag", server.tag)
    request.end_headers()
    _send(request, server, body)


def _asked_start(request: BaseHTTPRequestHandler, server: Server) -> int:
    if not server.ranges or request.headers.get("If-Range", server.tag) != server.tag:
        return 0
    return int(request.headers.get("Range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))


def _send(request: BaseHTTPRequestHandler, server: Server, body: bytes) -> None:
    try:
        if server.hold_after is not None:
            request.wfile.write(body[: server.hold_after])
            request.wfile.flush()
            server.sent.set()
            server.resume.wait(10)
            body = body[server.hold_after :]
        request.wfile.write(body[: server.cut_after])
    except (BrokenPipeError, ConnectionResetError):
        pass  # the client has gone, as some tests want
    request.close_connection = True

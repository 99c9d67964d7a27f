"""The stored form of a network and the cache of analysed architectures."""

import gzip
import json
import os
import subprocess
import sys
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest

from explorer.analysis import cache as cache_module
from explorer.analysis import store
from explorer.analysis.cache import cached, remember
from explorer.analysis.network import Network
from explorer.errors import InputError, OutputError
from explorer.models import registry
from tests.zoo import network_of as network

KEYS = registry.keys()


def assert_same(one: Network, other: Network) -> None:
    plain = [field.name for field in fields(Network) if field.name not in ("graph", "trace")]
    assert {name: getattr(one, name) for name in plain} == {name: getattr(other, name) for name in plain}
    assert list(one.graph.nodes(data=True)) == list(other.graph.nodes(data=True))
    assert list(one.graph.edges(data=True)) == list(other.graph.edges(data=True))
    assert one.graph.graph == other.graph.graph


@pytest.mark.parametrize("key", KEYS)
def test_store_is_lossless(key: str, tmp_path: Path) -> None:
    store.save(network(key), tmp_path / "net.json.gz")
    assert_same(store.load(tmp_path / "net.json.gz"), network(key))
    assert_same(store.from_dict(json.loads(json.dumps(store.to_dict(network(key))))), network(key))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not gzip",
        gzip.compress(b"not json"),
        gzip.compress(b"[]"),
        gzip.compress(b'{"schema": 999}'),
        gzip.compress(b'{"schema": 1}'),
        gzip.compress(b'{"schema": %d}' % store.SCHEMA),
        gzip.compress(b'{"schema": %d, "rows": 5, "row_columns": null}' % store.SCHEMA),
        gzip.compress(b"\xff\xfe"),
        gzip.compress(b"{}" * 500)[:-9],
    ],
)
def test_damaged_files_are_refused_in_one_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "net.json.gz"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        store.load(path)
    assert "\n" not in str(caught.value)


def test_saving_where_it_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        store.save(network("alexnet"), tmp_path / "missing" / "net.json.gz")


def test_cache_hits_by_key_shape_and_options_only(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "cache"
    assert cached("alexnet", (3, 224, 224), folder=folder) is None
    remember(network("alexnet"), folder=folder)
    found = cached("alexnet", (3, 224, 224), folder=folder)
    assert found is not None
    assert_same(found, network("alexnet"))
    assert cached("alexnet", (3, 225, 224), folder=folder) is None
    assert cached("vgg16", (3, 224, 224), folder=folder) is None
    assert cached("alexnet", (3, 224, 224), {"num_classes": 10}, folder=folder) is None


def test_cache_forgets_when_sources_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(network("alexnet"), folder=tmp_path)
    monkeypatch.setattr(cache_module, "_sources_digest", lambda: "other")
    assert cached("alexnet", (3, 224, 224), folder=tmp_path) is None


def test_a_damaged_or_foreign_file_is_a_miss_and_is_replaced(tmp_path: Path) -> None:
    remember(network("alexnet"), folder=tmp_path)
    (path,) = tmp_path.iterdir()
    for bad in (b"rubbish", gzip.compress(json.dumps(store.to_dict(network("vgg16"))).encode())):
        path.write_bytes(bad)
        assert cached("alexnet", (3, 224, 224), folder=tmp_path) is None
        remember(network("alexnet"), folder=tmp_path)
        assert cached("alexnet", (3, 224, 224), folder=tmp_path) is not None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    remember(network("alexnet"), folder=tmp_path / "file" / "below")
    assert cached("alexnet", (3, 224, 224), folder=tmp_path / "file" / "below") is None


def test_cache_is_bounded_and_drops_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "KEPT_FILES", 2)
    for age, key in enumerate(("alexnet", "vgg16", "resnet18")):
        remember(network(key), folder=tmp_path)
        for path in tmp_path.glob(f"{key}-*"):
            os.utime(path, (1000 + age, 1000 + age))
        if key == "vgg16":
            assert cached("alexnet", (3, 224, 224), folder=tmp_path) is not None  # used: young again
    assert sorted(path.name.split("-")[0] for path in tmp_path.iterdir()) == ["alexnet", "resnet18"]


def test_folders_of_the_platforms() -> None:
    home = Path("/home/u")
    folder = cache_module._user_cache
    assert folder("linux", {}, home) == home / ".cache"
    assert folder("linux", {"XDG_CACHE_HOME": "/tmp/c"}, home) == Path("/tmp/c")
    assert folder("linux", {"XDG_CACHE_HOME": "relative"}, home) == home / ".cache"
    assert folder("darwin", {}, home) == home / "Library" / "Caches"
    assert folder("win32", {"LOCALAPPDATA": "/l"}, home) == Path("/l")


def test_drawing_a_known_network_needs_no_torch(tmp_path: Path) -> None:
    remember(network("resnet18"), folder=tmp_path)
    script = (
        "import sys, pathlib\n"
        "from explorer.analysis import cache, formulas, kinds, costs, store\n"
        "from explorer.analysis.exports import tables\n"
        "from explorer.analysis.receptive import receptive_field\n"
        "assert 'networkx' not in sys.modules\n"
        "network = cache.cached('resnet18', (3, 224, 224), folder=pathlib.Path(sys.argv[1]))\n"
        "assert len(formulas.explain(network, 0)) == 5 and tables.to_csv(network)\n"
        "assert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=Path(__file__).parents[2])


def test_every_source_has_a_part_in_the_name_of_a_stored_network() -> None:
    root = Path(cache_module.__file__).parent
    named = {name for name, _ in cache_module._sources(files("explorer.analysis"))}
    assert named == {path.relative_to(root).as_posix() for path in root.rglob("*.py")}
    assert any("/" in name for name in named)

"""Tables as text, the stored form, and the cache."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from explorer.analysis import cache as cache_module
from explorer.analysis import store
from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.cache import cached, remember
from explorer.analysis.network import Network
from explorer.analysis.rows import COLUMNS
from explorer.analysis.tables import to_csv, to_json, to_markdown, totals_text
from explorer.errors import InputError, OutputError
from explorer.models import registry

KEYS = registry.keys()


@cache
def network(key: str) -> Network:
    return analyze_architecture(registry.get(key))


def parsed(column: str, cell: str) -> object:
    shape = lambda text: tuple(map(int, text.split("x")))  # noqa: E731
    if column in ("path", "operator", "module", "rf_global", "note"):
        return cell
    if column == "input_shapes":
        return tuple(map(shape, cell.split(";"))) if cell else ()
    if not cell:
        return None
    if column in ("output_shape", "kernel_size", "stride", "padding", "dilation"):
        return shape(cell)
    return int(cell)


@pytest.mark.parametrize("key", KEYS)
def test_csv_reads_back_to_the_rows(key: str) -> None:
    text = to_csv(network(key))
    header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    assert header[:5] == ["order", "path", "operator", "module", "call"] and header[-2:] == ["rf_global", "note"]
    assert text.count("\r\n") == len(lines) + 1 == len(network(key).rows) + 1
    for row, line in zip(network(key).rows, lines, strict=True):
        assert {c: parsed(c, cell) for c, cell in zip(COLUMNS, line, strict=True)} == {
            c: getattr(row, c) for c in COLUMNS
        }


def test_csv_quotes_what_needs_it() -> None:
    rows = (replace(network("alexnet").rows[0], note='a, "b"\nc'),)
    assert (
        next(csv.DictReader(io.StringIO(to_csv(replace(network("alexnet"), rows=rows)), newline="")))["note"]
        == rows[0].note
    )


def test_json_is_versioned_and_complete() -> None:
    document = json.loads(to_json(network("resnet18")))
    assert list(document) == ["schema", "name", "input_shape", "conventions", "rows", "totals", "warnings"]
    assert (document["schema"], document["name"], document["input_shape"]) == (1, "resnet18", [3, 224, 224])
    assert [tuple(row)[: len(COLUMNS)] for row in document["rows"]] == [COLUMNS] * 69
    assert document["totals"]["macs"] == sum(row["macs"] for row in document["rows"]) == 1_814_073_344


def test_markdown_is_aligned_with_totals_and_conventions() -> None:
    text = to_markdown(network("resnet18"))
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 69 + 3
    assert len({len(line) for line in table}) == 1
    assert "11,689,512" in table[-1] and "435 × 435" in table[-1]
    assert "MACs: multiply-accumulates" in text


def test_totals_in_one_line() -> None:
    text = totals_text(network("resnet50"))
    assert "\n" not in text
    for part in ("resnet50 at 3×224×224", "175 operators", "25,557,032 params", "4,089,184,256 MACs", "427 × 427"):
        assert part in text


def assert_same(one: Network, other: Network) -> None:
    assert (one.name, one.input_shape, one.rows, one.totals, one.warnings) == (
        other.name,
        other.input_shape,
        other.rows,
        other.totals,
        other.warnings,
    )
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
        gzip.compress(b'{"schema": 1, "rows": 5, "row_columns": null}'),
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
        "from explorer.analysis import cache, formulas, kinds, costs, receptive_field, store, tables\n"
        "assert 'networkx' not in sys.modules\n"
        "network = cache.cached('resnet18', (3, 224, 224), folder=pathlib.Path(sys.argv[1]))\n"
        "assert len(formulas.explain(network, 0)) == 5 and tables.to_csv(network)\n"
        "assert 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, cwd=Path(__file__).parents[2])

"""Workspaces as files: everything comes back, and nothing else than a workspace is taken for one."""

import json
import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.messages import CLASS_METHODS
from explorer.engine.messages import METHODS as CHANNEL_METHODS
from explorer.errors import WorkspaceError
from explorer.workspace import model
from explorer.workspace.file import DEEPEST, DOCKS, LARGEST, LONGEST_NOTE, SCHEMA, from_json, load, save, to_json
from explorer.workspace.model import (
    Chosen,
    ChosenWeights,
    Layout,
    NetworkForm,
    OpenNetwork,
    OpenPage,
    Place,
    Remark,
    Source,
    Workspace,
)

counts = st.integers(1, 1_000_000)
words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n\t<>&\"'\\"), min_size=1, max_size=40
)
places = st.floats(-1e9, 1e9)
forms = st.builds(
    NetworkForm,
    key=words,
    input_shape=st.tuples(counts, counts, counts),
    batch=counts,
    num_classes=counts,
    width=st.none() | st.floats(1e-3, 100),
)
networks = st.builds(
    OpenNetwork,
    form=forms,
    weights=words,
    expanded=st.lists(words, max_size=4).map(tuple),
    direction=st.sampled_from(model.DIRECTIONS),
    chosen=st.none()
    | st.builds(
        Chosen,
        path=words | st.just(""),
        operator=st.none() | words,
        place=st.integers(0, 1_000_000),
        channel=st.none() | st.integers(0, 1_000_000),
    ),
    place=st.none() | st.builds(Place, scale=st.floats(1e-4, 1e4), x=places, y=places),
)


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    tabs = tuple(draw(st.lists(networks | st.builds(OpenPage, name=words), max_size=4)))
    return Workspace(
        tabs=tabs,
        front=draw(st.integers(0, max(0, len(tabs) - 1))),
        source=draw(st.none() | st.builds(Source, kind=st.sampled_from(model.SOURCES), name=words)),
        method=draw(st.none() | st.sampled_from(model.METHODS)),
        colouring=draw(st.sampled_from(model.COLOURINGS)),
        convention=draw(st.sampled_from(model.CONVENTIONS)),
        theme=draw(st.none() | st.sampled_from(model.THEMES)),
        layout=draw(st.none() | st.builds(Layout, version=st.integers(0, 99), docks=st.binary(max_size=60))),
        compared=tuple(draw(st.lists(st.none() | forms, max_size=model.COMPARED))),
        notes=tuple(draw(st.lists(st.builds(Remark, form=forms, path=words | st.just(""), text=words), max_size=3))),
        weights=tuple(draw(st.lists(st.builds(ChosenWeights, key=words, weights=words), max_size=3))),
        sides=draw(st.tuples(st.none() | words, st.none() | words)),
    )


@given(workspaces())
def test_everything_comes_back(workspace: Workspace) -> None:
    loaded = from_json(to_json(workspace).encode())
    assert loaded.workspace == workspace
    assert loaded.ignored == ()


OWN = NetworkForm(key="zfnet", input_shape=(3, 224, 224), batch=1, num_classes=1000, width=None)
FULL = Workspace(
    tabs=(
        OpenNetwork(
            form=OWN,
            expanded=("features", "features.0"),
            chosen=Chosen(path="features.0", operator="conv2d", channel=3),
            place=Place(scale=0.5, x=1.5, y=-2),
        ),
        OpenPage(name="evolution"),
    ),
    front=1,
    source=Source(kind="picture", name="/photos/cat.png"),
    layout=Layout(version=3, docks=b"\x00\xff"),
    compared=(OWN, None),
    notes=(Remark(form=OWN, path="features.0", text="7×7, not 11×11"),),
    weights=(ChosenWeights(key="alexnet", weights="random:3"),),
    sides=(None, "random"),
)


def document() -> dict[str, Any]:
    found = json.loads(to_json(FULL))
    assert isinstance(found, dict)
    return found


def refused(value: object) -> str:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(WorkspaceError) as caught:
        from_json(data)
    text = str(caught.value)
    assert "\n" not in text and len(text) < 300
    return text


def test_a_file_is_written_whole_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.cnnx"
    save(FULL, path)
    assert load(path).workspace == FULL
    assert json.loads(path.read_text("utf-8"))["schema"] == list(SCHEMA)
    assert list(tmp_path.iterdir()) == [path]


def test_the_methods_are_those_of_the_engine() -> None:
    assert (*CHANNEL_METHODS, *CLASS_METHODS) == model.METHODS


def test_a_newer_minor_version_is_read_and_what_is_unknown_is_named() -> None:
    value = document()
    value["schema"] = [1, SCHEMA[1] + 1]
    value["music"] = {"loud": True}
    value["tabs"][0]["form"]["precision"] = "float16"
    loaded = from_json(json.dumps(value).encode())
    assert loaded.workspace == FULL
    assert set(loaded.ignored) == {"music", "tabs[0].form.precision"}
    value["schema"] = list(SCHEMA)
    assert "is not known" in refused(value)


def test_a_file_of_the_first_version_is_read() -> None:
    value = document()
    value["schema"] = [1, 0]
    assert "is not known" in refused(value), "it had no such fields"
    del value["weights"], value["sides"]
    loaded = from_json(json.dumps(value).encode())
    assert loaded.workspace == replace(FULL, weights=(), sides=(None, None)) and loaded.ignored == ()


def test_a_newer_major_version_is_refused_in_a_clear_sentence() -> None:
    value = document()
    value["schema"] = [2, 0]
    value["tabs"] = "something else"
    text = refused(value)
    assert "version 2.0" in text and "update" in text


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("front",), 2),
        (("front",), -1),
        (("front",), True),
        (("front",), 1.0),
        (("tabs",), {}),
        (("tabs",), [document()["tabs"][0]] * 65),
        (("tabs", 0, "tab"), "plugin"),
        (("tabs", 0, "form", "batch"), 10**30),
        (("tabs", 0, "form", "input"), [3, 224]),
        (("tabs", 0, "form", "input"), [3, 224, 0]),
        (("tabs", 0, "form", "width"), 1e300),
        (("tabs", 0, "place", "x"), "1"),
        (("tabs", 0, "place", "scale"), 0),
        (("tabs", 0, "expanded"), ["features", 3]),
        (("tabs", 0, "weights"), ""),
        (("tabs", 0, "weights"), "a\0b"),
        (("tabs", 0, "weights"), "x" * 5000),
        (("tabs", 0, "direction"), ["tb"]),
        (("source", "kind"), "camera"),
        (("source", "name"), "\ud800"),
        (("method",), "exec"),
        (("theme",), 3),
        (("layout", "docks"), "!!"),
        (("layout", "docks"), "AAAA" * DOCKS),
        (("compared",), [None] * 5),
        (("notes", 0, "text"), "x" * (LONGEST_NOTE + 1)),
        (("notes", 0), None),
        (("weights", 0, "weights"), ""),
        (("weights", 0, "network"), 3),
        (("sides",), ["random", "random"]),
        (("sides", "a"), ""),
        (("schema",), "1.0"),
        (("schema",), [0, 9]),
        (("format",), "another"),
    ],
)
def test_a_field_out_of_its_bounds_is_refused(where: tuple[str | int, ...], value: object) -> None:
    whole = document()
    part: Any = whole
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    refused(whole)


@pytest.mark.parametrize("name", list(document()))
def test_a_missing_field_is_refused(name: str) -> None:
    value = document()
    del value[name]
    refused(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"format": "cnn-explorer workspace", "schema": [1, NaN]}',
        b'{"format": "cnn-explorer workspace", "format": "cnn-explorer workspace"}',
        b'{"format": "cnn-explorer workspace", "schema": [' + b"9" * 10_000 + b", 0]}",
        b" " * (LARGEST + 1),
        b"\x80\x04\x95cos\nsystem\n",
    ],
    ids=["empty", "no text", "null", "deep lists", "deep objects", "nan", "twice", "long number", "large", "pickle"],
)
def test_what_is_no_workspace_is_refused(data: bytes) -> None:
    refused(data)


def test_brackets_in_texts_are_no_depth() -> None:
    note = Remark(form=OWN, path="a", text='"\\' + "[{" * DEEPEST)
    workspace = Workspace(notes=(note,))
    assert from_json(to_json(workspace).encode()).workspace == workspace


def test_a_damaged_file_is_refused_or_reads_as_a_workspace() -> None:
    """Bytes are changed, cut and doubled at random: there is never any other error."""
    chance = random.Random(7)
    whole = to_json(FULL).encode()
    read = 0
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randint(1, 20)]
        try:
            loaded = from_json(bytes(data))
        except WorkspaceError:
            continue
        read += 1
        assert from_json(to_json(loaded.workspace).encode()).workspace == loaded.workspace
    assert read < 400


def test_files_that_cannot_be_read_are_said_in_one_line(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.cnnx"
    os.mkfifo(pipe)
    cut = tmp_path / "cut.cnnx"
    cut.write_bytes(to_json(FULL).encode()[:200])
    for path in (tmp_path / "missing.cnnx", tmp_path, pipe, cut, Path("a\0b")):
        with pytest.raises(WorkspaceError) as caught:
            load(path)
        assert "\n" not in str(caught.value)
    with pytest.raises(WorkspaceError, match=r"cut\.cnnx"):
        load(cut)

"""Workspaces as JSON files: written whole, read strictly.

A file of a newer minor version is read and its unknown fields are named; one
of a newer major version is refused. Files are bounded in size and depth before
they are looked at: they may come from anybody.
"""

import json
import os
import stat
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.errors import WorkspaceError
from explorer.files import write_text
from explorer.workspace.fields import Fields
from explorer.workspace.model import (
    COLOURINGS,
    COMPARED,
    CONVENTIONS,
    DIRECTIONS,
    METHODS,
    SCHEMA,
    SOURCES,
    THEMES,
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

SUFFIX = ".cnnx"
FORMAT = "cnn-explorer workspace"

LARGEST = 4_000_000
"""Bytes of a file."""
DEEPEST = 12
"""Lists and objects in each other; a workspace has six."""
TABS, OPEN, NOTES, WEIGHTS = 64, 20_000, 2_000, 2_000
"""Entries of each list."""
LONGEST_NOTE = 4_000
"""Characters."""
SIZE = 1_000_000
"""The largest number of anything that is counted."""
FAR = 1e9
"""The farthest place of a drawing."""
DOCKS = 100_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A workspace that was read, and what had to be left out."""

    workspace: Workspace
    ignored: tuple[str, ...] = ()
    """Fields of a newer version that are not known here."""


def save(workspace: Workspace, path: str | os.PathLike[str]) -> None:
    """Write a workspace, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    write_text(path, to_json(workspace))


def load(path: str | os.PathLike[str]) -> Loaded:
    """Read a workspace.

    Raises:
        WorkspaceError: there is no such file, it cannot be read, or it holds no workspace that can be used.
    """
    try:
        # A pipe or a device would never end, so only files are opened.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise WorkspaceError(f"cannot read {path}: it is no file")
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise WorkspaceError(f"cannot read {path}: {reason}") from error
    try:
        return from_json(data)
    except WorkspaceError as error:
        raise WorkspaceError(f"{path}: {error}") from error


def from_json(data: bytes) -> Loaded:
    """Return the workspace of a file's content.

    Raises:
        WorkspaceError: it is too large, no workspace, damaged, or of a newer major version.
    """
    if len(data) > LARGEST:
        raise WorkspaceError(f"no workspace: larger than {LARGEST / 1e6:g} MB")
    _check_depth(data)
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_number, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise WorkspaceError(f"no workspace: {' '.join(str(error).split())}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise WorkspaceError(f"no workspace: it does not say that it is a {FORMAT!r}")
    head = Fields({"schema": value.get("schema")}, "", None)
    major, minor = head.integers("schema", 2, 0, 1_000_000)
    if major > SCHEMA[0]:
        raise WorkspaceError(
            f"the workspace is of version {major}.{minor}, which a newer cnn-explorer has written; "
            f"this one reads {SCHEMA[0]}.x: update it to open the file"
        )
    if major < SCHEMA[0]:
        raise WorkspaceError(f"damaged workspace: there has never been a version {major}.{minor}")
    ignored: list[str] | None = [] if minor > SCHEMA[1] else None
    rest = {name: one for name, one in value.items() if name not in ("format", "schema")}
    fields = Fields(rest, "", ignored)
    workspace = _workspace(fields, minor)
    fields.end()
    return Loaded(workspace, tuple(dict.fromkeys(ignored or ())))


def _check_depth(data: bytes) -> None:
    """Count brackets outside texts: a parser might run out of stack before it says anything."""
    depth, quoted, escaped = 0, False, False
    for byte in data:
        if quoted:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                quoted = False
        elif byte == 0x22:
            quoted = True
        elif byte in b"[{":
            depth += 1
            if depth > DEEPEST:
                raise WorkspaceError(f"no workspace: more than {DEEPEST} levels deep")
        elif byte in b"]}":
            depth -= 1


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field stands twice")
    return found


# From JSON


def _workspace(fields: Fields, minor: int) -> Workspace:
    tabs = fields.parts("tabs", TABS, _tab)
    return Workspace(
        tabs=tabs,
        front=fields.integer("front", 0, max(0, len(tabs) - 1)),
        source=fields.maybe("source", lambda name: fields.part(name, _source)),
        method=fields.maybe("method", lambda name: fields.one_of(name, METHODS)),
        colouring=fields.one_of("colouring", COLOURINGS),
        convention=fields.one_of("convention", CONVENTIONS),
        theme=fields.maybe("theme", lambda name: fields.one_of(name, THEMES)),
        layout=fields.maybe("layout", lambda name: fields.part(name, _layout)),
        compared=fields.parts_or_none("compared", COMPARED, _form),
        notes=fields.parts("notes", NOTES, _note),
        # A file of version 1.0 has neither.
        weights=fields.parts("weights", WEIGHTS, _weights) if minor >= 1 else (),
        sides=fields.part("sides", _sides) if minor >= 1 else (None, None),
    )


def _tab(fields: Fields) -> OpenNetwork | OpenPage:
    if fields.one_of("tab", ("network", "page")) == "page":
        return OpenPage(name=fields.text("name", longest=100))
    return OpenNetwork(
        form=fields.part("form", _form),
        weights=fields.text("weights"),
        expanded=fields.texts("expanded", OPEN),
        direction=fields.one_of("direction", DIRECTIONS),
        chosen=fields.maybe("chosen", lambda name: fields.part(name, _chosen)),
        place=fields.maybe("place", lambda name: fields.part(name, _place)),
    )


def _form(fields: Fields) -> NetworkForm:
    channels, height, width = fields.integers("input", 3, 1, SIZE)
    return NetworkForm(
        key=fields.text("network", longest=200),
        input_shape=(channels, height, width),
        batch=fields.integer("batch", 1, SIZE),
        num_classes=fields.integer("classes", 1, SIZE),
        width=fields.maybe("width", lambda name: fields.number(name, 1e-3, 100)),
    )


def _chosen(fields: Fields) -> Chosen:
    return Chosen(
        path=fields.text("path", empty=True),
        operator=fields.maybe("operator", fields.text),
        place=fields.integer("place", 0, SIZE),
        channel=fields.maybe("channel", lambda name: fields.integer(name, 0, SIZE)),
    )


def _place(fields: Fields) -> Place:
    return Place(
        scale=fields.number("scale", 1e-4, 1e4), x=fields.number("x", -FAR, FAR), y=fields.number("y", -FAR, FAR)
    )


def _source(fields: Fields) -> Source:
    return Source(kind=fields.one_of("kind", SOURCES), name=fields.text("name"))


def _layout(fields: Fields) -> Layout:
    version = fields.integer("version", 0, SIZE)
    try:
        docks = b64decode(fields.text("docks", longest=DOCKS * 2, empty=True), validate=True)
    except (NoBase64, ValueError) as error:
        raise WorkspaceError("damaged workspace: layout.docks is no base64") from error
    if len(docks) > DOCKS:
        raise WorkspaceError(f"damaged workspace: layout.docks is larger than {DOCKS:,} bytes")
    return Layout(version=version, docks=docks)


def _note(fields: Fields) -> Remark:
    return Remark(
        form=fields.part("form", _form),
        path=fields.text("path", empty=True),
        text=fields.text("text", longest=LONGEST_NOTE),
    )


def _weights(fields: Fields) -> ChosenWeights:
    return ChosenWeights(key=fields.text("network", longest=200), weights=fields.text("weights"))


def _sides(fields: Fields) -> tuple[str | None, str | None]:
    return fields.maybe("a", fields.text), fields.maybe("b", fields.text)


# To JSON


def to_json(workspace: Workspace) -> str:
    """Return the content of a workspace's file."""
    document = {
        "format": FORMAT,
        "schema": list(SCHEMA),
        "tabs": [_tab_object(tab) for tab in workspace.tabs],
        "front": workspace.front,
        "source": None if (one := workspace.source) is None else {"kind": one.kind, "name": one.name},
        "method": workspace.method,
        "colouring": workspace.colouring,
        "convention": workspace.convention,
        "theme": workspace.theme,
        "layout": None if workspace.layout is None else _layout_object(workspace.layout),
        "compared": _forms(workspace.compared),
        "notes": [{"form": _form_object(one.form), "path": one.path, "text": one.text} for one in workspace.notes],
        "weights": [{"network": one.key, "weights": one.weights} for one in workspace.weights],
        "sides": dict(zip("ab", workspace.sides, strict=True)),
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _forms(forms: Sequence[NetworkForm | None]) -> list[dict[str, Any] | None]:
    return [None if form is None else _form_object(form) for form in forms]


def _form_object(form: NetworkForm) -> dict[str, Any]:
    return {
        "network": form.key,
        "input": list(form.input_shape),
        "batch": form.batch,
        "classes": form.num_classes,
        "width": form.width,
    }


def _tab_object(tab: OpenNetwork | OpenPage) -> dict[str, Any]:
    if isinstance(tab, OpenPage):
        return {"tab": "page", "name": tab.name}
    chosen, place = tab.chosen, tab.place
    return {
        "tab": "network",
        "form": _form_object(tab.form),
        "weights": tab.weights,
        "expanded": list(tab.expanded),
        "direction": tab.direction,
        "chosen": None
        if chosen is None
        else {
            "path": chosen.path,
            "operator": chosen.operator,
            "place": chosen.place,
            "channel": chosen.channel,
        },
        "place": None if place is None else {"scale": place.scale, "x": place.x, "y": place.y},
    }


def _layout_object(layout: Layout) -> dict[str, Any]:
    return {"version": layout.version, "docks": b64encode(layout.docks).decode("ascii")}

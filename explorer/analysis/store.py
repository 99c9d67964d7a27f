"""A network as plain JSON and as a small file, and back without loss. No torch."""

import gzip
import json
import os
import zlib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from explorer.analysis.network import Finding, ModuleRecord, Network
from explorer.analysis.rows import LayerRow, Totals, Work
from explorer.errors import InputError
from explorer.files import write_whole

SCHEMA = 2
"""Version of the stored layout; another version is refused."""

_SHAPES = frozenset({"output_shape", "kernel_size", "stride", "padding", "dilation"})


def to_dict(network: Network) -> dict[str, Any]:
    """Return the network as numbers, strings, lists and dictionaries."""
    graph = network.graph
    return {
        "schema": SCHEMA,
        "name": network.name,
        "input_shape": list(network.input_shape),
        "more_inputs": [list(shape) for shape in network.more_inputs],
        "batch": network.batch,
        "training": network.training,
        "rows": [[_plain(getattr(row, column)) for column in _ROW_COLUMNS] for row in network.rows],
        "row_columns": list(_ROW_COLUMNS),
        "totals": asdict(network.totals),
        "warnings": list(network.warnings),
        "findings": [[finding.kind, finding.order, finding.text] for finding in network.findings],
        "global_from": network.global_from,
        "unused": list(network.unused),
        "modules": [[record.path, record.cls, record.params] for record in graph.graph["modules"].values()],
        "nodes": [
            [node, data["kind"], list(data["scope"]), list(data["shape"]), data["output"]]
            for node, data in graph.nodes(data=True)
        ],
        "edges": [
            [source, target, list(data["shape"]), data["index"]] for source, target, data in graph.edges(data=True)
        ],
    }


def from_dict(document: dict[str, Any]) -> Network:
    """Return the network that :func:`to_dict` described.

    Raises:
        InputError: the document is of another version or damaged.
    """
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise InputError(f"this is not a stored network of version {SCHEMA}; analyse the network anew")
    try:
        return _restore(document)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise InputError(f"the stored network is damaged ({error!r}); analyse the network anew") from error


def save(network: Network, path: str | os.PathLike[str]) -> None:
    """Write the network as gzip-compressed JSON, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    text = json.dumps(to_dict(network), ensure_ascii=False, separators=(",", ":"))
    data = gzip.compress(text.encode("utf-8"), compresslevel=5, mtime=0)

    def write(file: Any) -> None:
        file.write(data)

    write_whole(path, write)


def load(path: str | os.PathLike[str]) -> Network:
    """Read what :func:`save` wrote.

    Raises:
        InputError: the file cannot be read, is of another version or damaged.
    """
    try:
        document = json.loads(gzip.decompress(Path(path).read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise InputError(f"cannot read the stored network {path}: {error}") from error
    return from_dict(document)


_ROW_COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(LayerRow))
_KINDS_OF_WORK: tuple[str, ...] = tuple(field.name for field in fields(Work))


def _restore(document: dict[str, Any]) -> Network:
    import networkx as nx

    columns = document["row_columns"]
    rows = tuple(_row(dict(zip(columns, values, strict=True))) for values in document["rows"])
    graph = nx.DiGraph()
    graph.graph["modules"] = {path: ModuleRecord(path, cls, params) for path, cls, params in document["modules"]}
    for node, kind, scope, shape, output in document["nodes"]:
        data: dict[str, Any] = {"kind": kind, "scope": tuple(scope)}
        if node >= 0:
            data["row"] = rows[node]
        graph.add_node(node, **data, shape=tuple(shape), output=output)
    for source, target, shape, index in document["edges"]:
        graph.add_edge(source, target, shape=tuple(shape), index=index)
    return Network(
        name=document["name"],
        input_shape=tuple(document["input_shape"]),
        graph=graph,
        rows=rows,
        totals=Totals(**document["totals"] | {"work": Work(**document["totals"]["work"])}),
        warnings=tuple(document["warnings"]),
        findings=tuple(Finding(*finding) for finding in document["findings"]),
        global_from=document["global_from"],
        unused=tuple(document["unused"]),
        batch=document["batch"],
        training=document["training"],
        more_inputs=tuple(tuple(shape) for shape in document["more_inputs"]),
    )


def _plain(value: Any) -> Any:
    return [getattr(value, kind) for kind in _KINDS_OF_WORK] if isinstance(value, Work) else value


def _row(values: dict[str, Any]) -> LayerRow:
    for name in _SHAPES:
        if values[name] is not None:
            values[name] = tuple(values[name])
    values["work"] = Work(**dict(zip(_KINDS_OF_WORK, values["work"], strict=True)))
    values["input_shapes"] = tuple(tuple(shape) for shape in values["input_shapes"])
    return LayerRow(**values)

"""The layer table as a JSON document, and its rows back without loss. No torch."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from explorer.analysis.conventions import Convention
from explorer.analysis.exports.table_cells import conventions
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape, Work
from explorer.errors import InputError

SCHEMA = 2
"""Version of the JSON layout. 2: batch, mode, convention, work by kind, memory and findings joined version 1."""


def to_json(network: Network, convention: Convention = Convention.ALL) -> str:
    """Return the versioned document: what was analysed, rows, totals, warnings and findings.

    A row is an object of all fields of :class:`LayerRow` and ``intensity``;
    shapes are lists, ``work`` is an object and complete in every convention.
    ``flops`` and ``intensity`` of rows and totals follow ``convention``, whose
    key stands in the document and whose meaning is spelt out under
    ``conventions``.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "name": network.name,
        "input_shape": network.input_shape,
        "more_inputs": network.more_inputs,
        "batch": network.batch,
        "training": network.training,
        "convention": convention.value,
        "conventions": conventions(network, convention),
        "rows": [_object(convention.apply(row)) for row in network.rows],
        "totals": asdict(convention.apply(network.totals)),
        "warnings": network.warnings,
        "findings": [asdict(finding) for finding in network.findings],
        "global_from": network.global_from,
        "unused": network.unused,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def rows_from_json(text: str) -> tuple[LayerRow, ...]:
    """Return the rows that :func:`to_json` wrote, as they were: ``flops`` counts everything, whatever the
    document's convention.

    Raises:
        InputError: the text is no such document, is of another version or damaged.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the layer table is no JSON ({error}); write it anew") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise InputError(f"this is no layer table of version {SCHEMA}; write it anew with this program")
    try:
        convention = Convention(document.get("convention"))
        return tuple(_row(values, convention, number) for number, values in enumerate(_list(document.get("rows"))))
    except ValueError as error:
        raise InputError(f"the layer table is damaged ({error}); write it anew") from error


def _object(row: LayerRow) -> dict[str, Any]:
    return asdict(row) | {"intensity": row.intensity}


def _row(values: Any, convention: Convention, number: int) -> LayerRow:
    if not isinstance(values, dict):
        raise ValueError(f"row {number} is no object")
    found = {}
    for name, read in _READ.items():
        try:
            found[name] = read(values[name])
        except KeyError:
            raise ValueError(f"row {number} has no {name}") from None
        except ValueError:
            raise ValueError(f"{name} of row {number} is {values[name]!r:.40}") from None
    row = LayerRow(**found)
    if convention is Convention.ALL:
        return row
    if row.flops != convention.flops(row.work):
        raise ValueError(f"flops of row {number} do not follow from its work")
    return replace(row, flops=row.work.flops)


def _exactly(*types: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        # Not isinstance: True is an int to it.
        if type(value) not in types:
            raise ValueError
        return value

    return read


_integer = _exactly(int)
_list = _exactly(list)


def _shape(value: Any) -> Shape:
    return tuple(map(_integer, _list(value)))


def _work(value: Any) -> Work:
    kinds = [one.name for one in fields(Work)]
    if not isinstance(value, dict) or sorted(value) != sorted(kinds):
        raise ValueError
    return Work(**{kind: _integer(value[kind]) for kind in kinds})


_READERS: dict[Any, Callable[[Any], Any]] = {
    str: _exactly(str),
    int: _integer,
    int | None: _exactly(int, type(None)),
    bool | None: _exactly(bool, type(None)),
    Shape: _shape,
    Shape | None: lambda value: None if value is None else _shape(value),
    tuple[Shape, ...]: lambda value: tuple(map(_shape, _list(value))),
    Work: _work,
}
_READ = {one.name: _READERS[one.type] for one in fields(LayerRow)}

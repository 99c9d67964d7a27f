"""The layer table as text: CSV and back, Markdown, one line of totals. No torch.

JSON and LaTeX have modules of their own and are reached from here too.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from explorer.analysis.conventions import Convention
from explorer.analysis.exports.documents import rows_from_json, to_json
from explorer.analysis.exports.latex import to_latex
from explorer.analysis.exports.table_cells import (
    PATH,
    RIGHT,
    conventions,
    extent,
    headings,
    inputs,
    memory,
    row_cells,
    title,
    total_cells,
)
from explorer.analysis.network import Network
from explorer.analysis.rows import COLUMNS, LayerRow, Shape
from explorer.errors import InputError

__all__ = [
    "WRITERS",
    "rows_from_csv",
    "rows_from_json",
    "to_csv",
    "to_json",
    "to_latex",
    "to_markdown",
    "totals_text",
]


def to_csv(network: Network, convention: Convention = Convention.ALL) -> str:
    """Return one line per row under the line of :data:`COLUMNS` (RFC 4180: CRLF, quotes where needed).

    Shapes are joined by ``x``, several inputs by ``;``, what is absent is
    empty; a scalar is written as ``1``. No totals, and nothing says which
    convention ``flops`` follows: :func:`totals_text` does.

    Cells are written as they are. A path that begins with ``=``, which no
    attribute's name but a key of a ``ModuleDict`` can, is a formula to a
    spreadsheet; an apostrophe before it would be part of the path to every
    other reader.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in network.rows:
        counted = convention.apply(row)
        writer.writerow([_cell(column, getattr(counted, column)) for column in COLUMNS])
    return text.getvalue()


def rows_from_csv(text: str) -> tuple[LayerRow, ...]:
    """Return the rows that :func:`to_csv` wrote; what has no column is left at its default.

    ``flops`` is what the file says, in the convention of whoever wrote it.
    Columns may stand in another order and further ones among them; a byte order
    mark and other line ends are no obstacle. A scalar's shape ``()`` comes back
    as ``(1,)``; JSON keeps them apart.

    Raises:
        InputError: columns are missing, or a line or a cell is damaged.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = next(reader, [])
        lacking = [column for column in COLUMNS if header.count(column) != 1]
        if lacking:
            raise InputError(
                f"this is no layer table: column {lacking[0]} must be there once (and {len(lacking) - 1} more); "
                "write it anew, as CSV with commas"
            )
        return tuple(_row(header, line) for line in reader if line)
    except (csv.Error, ValueError) as error:
        raise InputError(f"the layer table is damaged at line {reader.line_num} ({error}); write it anew") from error


def to_markdown(network: Network, convention: Convention = Convention.ALL) -> str:
    """Return an aligned table of the main columns with totals, conventions, memory, findings and warnings."""
    head = [_markdown(cell) for cell in headings(convention)]
    lines = []
    for row in network.rows:
        cells = row_cells(row, convention)
        cells[PATH] = _code(cells[PATH])
        lines.append([_markdown(cell) for cell in cells])
    totals = total_cells(network, convention)
    totals[PATH] = f"**{totals[PATH]}**"
    lines.append(totals)
    widths = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]

    def render(cells: list[str]) -> str:
        padded = (
            cell.rjust(width) if i in RIGHT else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "| " + " | ".join(padded) + " |"

    rule = "| " + " | ".join("-" * (w - 1) + ":" if i in RIGHT else "-" * w for i, w in enumerate(widths)) + " |"
    parts = [f"# {_one_line(title(network))}", "", render(head), rule, *map(render, lines)]
    parts += ["", conventions(network, convention), "", *_memory_notes(network)]
    for heading, notes in (
        ("Findings", [finding.text for finding in network.findings]),
        ("Warnings", network.warnings),
    ):
        if notes:
            parts += ["", f"## {heading}", "", *(f"- {_one_line(note)}" for note in notes)]
    return "\n".join(parts) + "\n"


def totals_text(network: Network, convention: Convention = Convention.ALL) -> str:
    """Return the totals as one line for people, which ends with the convention."""
    totals = network.totals
    parts = [
        f"{totals.operators:,} operators",
        f"{totals.params:,} params",
        f"{totals.macs:,} MACs",
        f"{convention.flops(totals):,} {convention.noun}",
        f"peak of live activations {memory(totals.peak_bytes)}",
    ]
    if totals.params_unused:
        parts.insert(2, f"{totals.params_unused:,} params unused")
    if totals.rf_h is not None and totals.rf_w is not None:
        parts.append(f"receptive field {extent(totals.rf_h, totals.rf_w)} px")
    batch = f", batch {network.batch}" if network.batch != 1 else ""
    line = f"{network.name} at {inputs(network)}{batch}: {', '.join(parts)}; {convention.label}"
    return _one_line(line)


Writer = Callable[[Network, Convention], str]

WRITERS: dict[str, Writer] = {"csv": to_csv, "json": to_json, "markdown": to_markdown, "latex": to_latex}
"""Every format of the layer table, by its name on the command line."""


# CSV, cell by cell


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "input_shapes":
        return ";".join(map(_joined, value))
    return _joined(value) if isinstance(value, tuple) else str(value)


def _joined(shape: Shape) -> str:
    # A scalar has one element and no axes.
    return "x".join(map(str, shape)) or "1"


def _row(header: list[str], line: list[str]) -> LayerRow:
    if len(line) != len(header):
        raise ValueError(f"{len(line)} cells for {len(header)} columns")
    cells = dict(zip(header, line, strict=True))
    values = {}
    for column, read in _READ.items():
        try:
            values[column] = read(cells[column])
        except ValueError:
            raise ValueError(f"column {column} is {cells[column]!r:.40}") from None
    return LayerRow(**values)


def _integer(cell: str) -> int:
    # int() alone would take spaces, underscores and digits of other scripts.
    if not re.fullmatch(r"-?[0-9]+", cell):
        raise ValueError
    return int(cell)


def _shape(cell: str) -> Shape:
    return tuple(map(_integer, cell.split("x")))


def _shapes(cell: str) -> tuple[Shape, ...]:
    return tuple(map(_shape, cell.split(";"))) if cell else ()


def _optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda cell: read(cell) if cell else None


_READERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _integer,
    int | None: _optional(_integer),
    Shape: _shape,
    Shape | None: _optional(_shape),
    tuple[Shape, ...]: _shapes,
}
_READ = {one.name: _READERS[one.type] for one in fields(LayerRow) if one.name in COLUMNS}


# Markdown (GitHub's tables)


def _memory_notes(network: Network) -> list[str]:
    totals = network.totals
    peak = "Peak activation memory (peak of live activations)"
    place = "".join(
        f", reached at row {row.order} ({_code(row.path) or row.operator})"
        for row in network.rows
        if row.order == totals.peak_order
    )
    freed = "every tensor freed right after its last reader"
    notes = [
        f"{peak}, eager execution: {memory(totals.peak_bytes)}{place}.",
        f"{peak}, graph, {freed}: {memory(totals.peak_bytes_graph)}.",
        f"Sum of all activations (traffic, not memory): {memory(totals.activation_bytes)}.",
    ]
    if totals.params_unused:
        notes.append(f"Parameters that the pass never reads: {totals.params_unused:,}.")
    return [f"- {note}" for note in notes]


def _code(text: str) -> str:
    """Set ``text`` as code, between more backticks than it has in a row."""
    text = _one_line(text)
    if not text:
        return ""
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    # A reader takes one space off either end, but not off code of nothing but spaces.
    pad = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _markdown(cell: str) -> str:
    # Even within code, a bar ends a cell of a table.
    return _one_line(cell).replace("|", r"\|")


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())

"""The layer table as text: CSV, JSON, Markdown. No torch."""

import csv
import io
import json
from dataclasses import asdict
from typing import Any

from explorer.analysis.network import Network
from explorer.analysis.rows import COLUMNS, LayerRow, Shape

SCHEMA = 1
"""Version of the JSON layout."""

CONVENTIONS = (
    "Batch 1, evaluation mode. MACs: multiply-accumulates of convolutions and matrix products. "
    "FLOPs: 2·MACs + bias + element-wise work. Receptive field: local path, unclipped, in input pixels."
)

_MARKDOWN_COLUMNS = ("#", "Path", "Operator", "Input", "Output", "Kernel", "Stride", "Params", "MACs", "FLOPs", "RF")


def to_csv(network: Network) -> str:
    """Return one line per row under the line of :data:`COLUMNS` (RFC 4180: CRLF, quotes where needed).

    Shapes are joined by ``x``, several inputs by ``;``, what is absent is empty. No totals.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(column, getattr(row, column)) for column in COLUMNS] for row in network.rows)
    return text.getvalue()


def to_json(network: Network) -> str:
    """Return the versioned JSON document: rows (shapes as lists), totals, conventions and warnings."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "name": network.name,
        "input_shape": network.input_shape,
        "conventions": CONVENTIONS,
        "rows": [asdict(row) for row in network.rows],
        "totals": asdict(network.totals),
        "warnings": network.warnings,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_markdown(network: Network) -> str:
    """Return an aligned table of the main columns with totals, conventions and warnings."""
    totals = network.totals
    lines = [_markdown_cells(row) for row in network.rows]
    lines.append(
        [
            "",
            "**Total**",
            f"{totals.operators:,} operators",
            *[""] * 4,
            f"{totals.params:,}",
            f"{totals.macs:,}",
            f"{totals.flops:,}",
            _extent(totals.rf_h, totals.rf_w),
        ]
    )
    widths = [max(len(line[i]) for line in [list(_MARKDOWN_COLUMNS), *lines]) for i in range(len(_MARKDOWN_COLUMNS))]
    right = {0, 7, 8, 9, 10}

    def render(cells: list[str]) -> str:
        padded = (
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return "| " + " | ".join(padded) + " |"

    rule = "| " + " | ".join("-" * (w - 1) + ":" if i in right else "-" * w for i, w in enumerate(widths)) + " |"
    head = f"# {network.name}, input {_times(network.input_shape)}"
    notes = [f"- {warning}" for warning in network.warnings]
    parts = [head, "", render(list(_MARKDOWN_COLUMNS)), rule, *map(render, lines), "", CONVENTIONS]
    return "\n".join([*parts, *([""] if notes else []), *notes]) + "\n"


def totals_text(network: Network) -> str:
    """Return the totals as one line for people."""
    totals = network.totals
    parts = [
        f"{totals.operators:,} operators",
        f"{totals.params:,} params",
        f"{totals.macs:,} MACs",
        f"{totals.flops:,} FLOPs",
    ]
    if totals.params_unused:
        parts.insert(2, f"{totals.params_unused:,} params unused")
    if totals.rf_h is not None and totals.rf_w is not None:
        parts.append(f"receptive field {_extent(totals.rf_h, totals.rf_w)} px")
    return f"{network.name} at {_times(network.input_shape)}: {', '.join(parts)}"


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if column == "input_shapes":
        return ";".join(_joined(shape) for shape in value)
    return _joined(value) if isinstance(value, tuple) else str(value)


def _joined(shape: Shape) -> str:
    # A scalar has one element and no axes.
    return "x".join(map(str, shape)) or "1"


def _times(shape: Shape) -> str:
    return "×".join(map(str, shape)) or "1"


def _extent(height: int | None, width: int | None) -> str:
    return "–" if height is None or width is None else f"{height:,} × {width:,}"


def _markdown_cells(row: LayerRow) -> list[str]:
    return [
        str(row.order),
        f"`{row.path}`" if row.path else "",
        row.operator,
        ", ".join(map(_times, row.input_shapes)),
        _times(row.output_shape),
        _times(row.kernel_size) if row.kernel_size else "",
        _times(row.stride) if row.stride else "",
        f"{row.params:,}",
        f"{row.macs:,}",
        f"{row.flops:,}",
        _extent(row.rf_h, row.rf_w),
    ]

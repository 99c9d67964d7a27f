"""Which input rows and columns the units of a map see: by the row's formula, or exactly as the engine says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.analysis.rows import LayerRow, Shape

if TYPE_CHECKING:
    from explorer.engine.messages import SeenLines

Unit = tuple[int, int]
"""Row and column of a unit on its map; of a vector, 0 and its place."""


@dataclass(frozen=True, slots=True)
class UnitLines:
    """Inside the input; empty ranges where a unit sees nothing but padding."""

    rows: tuple[range, ...]
    """The input rows that each row of units sees; one where units have no place along the height."""
    columns: tuple[range, ...]
    paired: bool = False
    """The units of a flattened map: place i of both belongs to unit i."""

    @property
    def units(self) -> Unit:
        """How many rows and columns of units there are; of a flattened map 1 and all."""
        return 1 if self.paired else len(self.rows), len(self.columns)

    def seen(self, unit: Unit) -> tuple[range, range]:
        """Return the input rows and columns that a unit sees."""
        return self.rows[unit[1] if self.paired else unit[0]], self.columns[unit[1]]


def map_axes(row: LayerRow, input_shape: Shape) -> tuple[int, int] | None:
    """Return which axes of the output, counted from its end, are the height and the width of a map; None without one.

    Channels may be last. No row says so, but a map's sides are to each other
    very nearly as the input's.
    """
    if row.jump_h is None or row.jump_w is None or len(row.output_shape) < 3:
        return None
    height, width = input_shape[-2:]

    def skew(axes: tuple[int, int]) -> float:
        tall, broad = row.output_shape[axes[0]] * width or 1, row.output_shape[axes[1]] * height or 1
        return max(tall / broad, broad / tall)

    return min(((-2, -1), (-3, -2)), key=skew)


def by_formula(row: LayerRow, input_shape: Shape) -> UnitLines | None:
    """Return what units see along the local path by the row's one formula; None where it has none."""
    if row.rf_h is None or row.rf_w is None:
        return None
    axes = map_axes(row, input_shape)
    counts = (1, 1) if axes is None else (row.output_shape[axes[0]], row.output_shape[axes[1]])
    starts, jumps = (row.rf_start_h, row.rf_start_w), (row.jump_h, row.jump_w)
    rows, columns = (
        tuple(_clipped((start or 0) + place * (jump or 0), size, limit) for place in range(count))
        for start, jump, size, limit, count in zip(
            starts, jumps, (row.rf_h, row.rf_w), input_shape[-2:], counts, strict=True
        )
    )
    return UnitLines(rows, columns)


def as_answered(lines: SeenLines, row: LayerRow) -> UnitLines:
    """Return what the units of a row exactly see, as the engine has computed it."""
    rows, columns = (
        tuple(range(first, last + 1) for first, last in axis.tolist()) for axis in (lines.rows, lines.columns)
    )
    return UnitLines(rows, columns, paired=len(row.output_shape) == 1 and len(rows) > 1)


def _clipped(first: int, size: int, limit: int) -> range:
    return range(max(first, 0), max(min(first + size, limit), max(first, 0)))

"""From a cell of a map to what it sees of the picture, and from a point of the picture to the cells that see it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

from explorer.engine.messages import SeenRegion
from explorer.ui.docks.inspector.unit_lines import UnitLines

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Probe:
    """What the units of a layer see, laid on a picture. Without lines it knows nothing."""

    lines: UnitLines | None = None
    exact: bool = False
    """Computed operator by operator; otherwise by the formula of the path with the largest field."""
    region: SeenRegion | None = None
    input_size: tuple[int, int] | None = None
    """(H, W) that the lines are of."""

    def on(self, region: SeenRegion | None) -> Probe:
        """Return the same on another picture."""
        return self if region is self.region else replace(self, region=region)

    @property
    def usable(self) -> bool:
        """Whether the lines are known and belong to the input that the picture became."""
        return self.lines is not None and self.region is not None and self.region.input_size == self.input_size

    def seen(self, cell: Cell) -> tuple[range, range] | None:
        """Return the input rows and columns that a cell sees; None if that is not known."""
        if not self.usable or self.lines is None:
            return None
        try:
            return self.lines.seen(cell)
        except IndexError:  # the map is not the one that the lines are of
            return None

    def box(self, cell: Cell) -> QRectF | None:
        """Return what a cell sees in picture pixels; empty where it sees nothing but padding."""
        seen = self.seen(cell)
        if seen is None or self.region is None or self.input_size is None:
            return None
        rows, columns = seen
        down = self.region.height / self.input_size[0]
        across = self.region.width / self.input_size[1]
        return QRectF(
            self.region.left + columns.start * across,
            self.region.top + rows.start * down,
            len(columns) * across,
            len(rows) * down,
        )

    def pixel(self, point: QPointF) -> Cell | None:
        """Return the input pixel (row, column) at a point of the picture, None outside the region."""
        seen = self.region
        if seen is None or self.input_size is None:
            return None
        row = int((point.y() - seen.top) / seen.height * self.input_size[0] // 1)
        column = int((point.x() - seen.left) / seen.width * self.input_size[1] // 1)
        inside = 0 <= row < self.input_size[0] and 0 <= column < self.input_size[1]
        return (row, column) if inside else None

    def cells(self, point: QPointF) -> tuple[tuple[range, range], ...]:
        """Return the cells that see a point of the picture, as blocks of rows and columns."""
        pixel = self.pixel(point)
        if not self.usable or self.lines is None or pixel is None:
            return ()
        if self.lines.paired:
            there = [
                at
                for at, (rows, columns) in enumerate(zip(self.lines.rows, self.lines.columns, strict=True))
                if pixel[0] in rows and pixel[1] in columns
            ]
            return tuple((range(1), run) for run in _runs(there))
        down = _runs([at for at, rows in enumerate(self.lines.rows) if pixel[0] in rows])
        across = _runs([at for at, columns in enumerate(self.lines.columns) if pixel[1] in columns])
        return tuple((rows, columns) for rows in down for columns in across)


def _runs(numbers: list[int]) -> list[range]:
    """Return ascending numbers as ranges."""
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs

"""One strongest unit in its picture, and where what it saw lies in its frame. No torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np  # the window imports this before it has painted its panels


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a unit sees, in pixels of the network's input."""

    rows: tuple[int, int]
    """First and last row that the unit depends on, both included."""
    columns: tuple[int, int]
    frame: tuple[int, int, int, int]
    """Top, left, bottom, right (the latter two excluded) of the theoretical field: past the input's border, where the
    unit saw padding, it is larger than ``rows`` × ``columns``. A field larger than the input ends with it."""
    whole: bool
    """Whether the unit depends on the whole input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """One of a channel's strongest units, in its picture."""

    channel: int
    rank: int
    """From 1."""
    path: Path
    value: float
    unit: tuple[int, ...]
    """(y, x), or () of a layer without positions."""
    window: Window
    box: tuple[float, float, float, float]
    """Left, top, width and height of ``rows`` × ``columns`` in the picture's own pixels; not clipped to it, because a
    picture may be smaller than the network's crop."""
    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (h, w, 3): that part of the picture; (0, 0, 3) where the file is gone or has changed its kind."""
    projection: np.ndarray | None = field(repr=False, default=None)
    """RGB, uint8: ``rows`` × ``columns`` of the unit's projection, grey where it is 0; None if none was asked for."""


def placed(window: Window, side: float) -> tuple[float, float, float, float]:
    """Return left, top, width and height of what the unit saw, in a square that shows its frame as large as fits."""
    top, left, bottom, right = window.frame
    scale = side / max(bottom - top, right - left)
    (first_row, last_row), (first_column, last_column) = window.rows, window.columns
    inset_x, inset_y = (side - (right - left) * scale) / 2, (side - (bottom - top) * scale) / 2
    return (
        inset_x + (first_column - left) * scale,
        inset_y + (first_row - top) * scale,
        (last_column + 1 - first_column) * scale,
        (last_row + 1 - first_row) * scale,
    )

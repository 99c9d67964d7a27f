"""The points that a chart of a comparison shows of each network. No Qt."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """One point of a curve."""

    x: float
    y: float
    words: str
    """What it is of: a module path, a stage."""
    order: int | None = None
    """The operator, where it is one."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of one network, from left to right."""

    place: int
    name: str
    spots: tuple[Spot, ...]

    def at(self, x: float) -> int | None:
        """Return the last point that is not right of ``x``; None where it has not begun."""
        found = bisect_right(self.spots, x, key=lambda spot: spot.x) - 1
        return found if found >= 0 else None

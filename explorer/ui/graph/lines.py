"""Edges as painter paths: orthogonal lines with round corners, and arrow heads."""

import math
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from explorer.visualize.scene import Edge, Point

CORNER = 7.0


def group_edges(edges: Iterable[Edge]) -> list[list[Edge]]:
    """Return the edges of each source together: one item draws them all."""
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.source, []).append(edge)
    return list(groups.values())


def add_line(path: QPainterPath, points: Sequence[Point], *, arrow: bool) -> None:
    """Add an orthogonal line with round corners; it stops short where an arrow head follows."""
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        lengths = (math.dist(before, corner), math.dist(corner, after))
        radius = min(CORNER, lengths[0] / 2, lengths[1] / 2)
        path.lineTo(*_towards(corner, before, radius, lengths[0]))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, radius, lengths[1])))
    length = math.dist(points[-2], points[-1])
    path.lineTo(*(_towards(points[-1], points[-2], min(5.0, length), length) if arrow else points[-1]))


def add_arrow(path: QPainterPath, points: Sequence[Point]) -> None:
    """Add a head of 8 × 6 pixels at the end of a line."""
    (x0, y0), (x, y) = points[-2:]
    length = math.dist((x0, y0), (x, y)) or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length
    path.moveTo(x, y)
    path.lineTo(x - 6 * dx - 4 * dy, y - 6 * dy + 4 * dx)
    path.lineTo(x - 6 * dx + 4 * dy, y - 6 * dy - 4 * dx)
    path.closeSubpath()


def _towards(start: Point, end: Point, distance: float, length: float) -> Point:
    part = distance / length if length else 0.0
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)

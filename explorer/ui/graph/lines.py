"""Edges as painter paths: orthogonal lines with round corners, and arrow heads."""

import math
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from explorer.visualize.graph.scene import Edge, Point

CORNER = 7.0
TILE = 1000.0
"""Length of the pieces in which a line through the whole drawing is painted: far fewer than all are ever seen."""


def group_edges(edges: Iterable[Edge]) -> list[list[Edge]]:
    """Return the edges of each source together: one item draws them all."""
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.source, []).append(edge)
    return list(groups.values())


def edge_paths(edges: Iterable[Edge]) -> tuple[QPainterPath, QPainterPath]:
    """Return the lines of edges, and the heads of those that have one, as a path each."""
    lines, heads = QPainterPath(), QPainterPath()
    for edge in edges:
        add_line(lines, edge.points, arrow=edge.arrow)
        if edge.arrow:
            add_arrow(heads, edge.points)
    return lines, heads


def bands(edges: Iterable[Edge], width: float, *, downwards: bool) -> list[list[QRectF]]:
    """Return rectangles under the lines of edges, no stretch twice, in tiles along the flow.

    Lines that share a stretch, as those do that leave one box, have it once; what is not seen costs nothing.
    """
    stretches: dict[tuple[int, float], list[tuple[float, float]]] = {}
    for edge in edges:
        for start, end in zip(edge.points, edge.points[1:], strict=False):
            axis = 0 if start[1] == end[1] else 1
            low, high = sorted((start[axis], end[axis]))
            stretches.setdefault((axis, start[1 - axis]), []).append((low, high))
    tiles: dict[int, list[QRectF]] = {}
    flow, half = int(downwards), width / 2
    for (axis, across), spans in stretches.items():
        for low, high in _joined(spans):
            # Longer by half the width at both ends, where it meets the next stretch at a right angle.
            first, last = low - half, high + half
            places = [(first, last)]
            numbers = [int(across // TILE)]
            if axis == flow:
                numbers = list(range(int(first // TILE), int(last // TILE) + 1))
                places = [(max(first, one * TILE), min(last, (one + 1) * TILE)) for one in numbers]
            for number, (begin, finish) in zip(numbers, places, strict=True):
                along, beside = (begin, finish - begin), (across - half, width)
                (x, wide), (y, tall) = (along, beside) if axis == 0 else (beside, along)
                tiles.setdefault(number, []).append(QRectF(x, y, wide, tall))
    return list(tiles.values())


def _joined(spans: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches of one straight line, those that touch as one."""
    spans.sort()
    low, high = spans[0]
    for first, last in spans[1:]:
        if first > high:
            yield low, high
            low, high = first, last
        else:
            high = max(high, last)
    yield low, high


def branches(edges: Iterable[Edge], before: Sequence[Point] = ()) -> Iterator[Edge]:
    """Yield edges that leave one box as the branches of a tree.

    Each begins where it parts from the one before (the first from ``before``), just far enough back for its
    first corner: what all have in common, as in a dense block, is there once.
    """
    for edge in edges:
        points = _from_fork(before, edge.points)
        yield edge if points is edge.points else Edge(edge.source, edge.target, edge.shape, points, edge.arrow)
        before = edge.points


def fork_place(before: Sequence[Point], points: Sequence[Point], axis: int) -> float:
    """Return where along an axis, on which no line ever goes back, a line parts from the one before."""
    for one, other in zip(before, points, strict=False):
        if one != other:
            return min(one[axis], other[axis])
    return points[0][axis]


def _from_fork(before: Sequence[Point], points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The part of a line that the one before does not have; all of it where the fork is too close to a corner."""
    common = 0
    for one, other in zip(before, points, strict=False):
        if one != other:
            break
        common += 1
    if not common or common in (len(before), len(points)):
        return points
    (x, y), (x0, y0), (x1, y1) = points[common - 1], before[common], points[common]
    if x == x0 == x1 and (y0 > y) == (y1 > y):
        near = _fork(abs(y0 - y), abs(y1 - y))
        start = (x, y + near if y1 > y else y - near)
    elif y == y0 == y1 and (x0 > x) == (x1 > x):
        near = _fork(abs(x0 - x), abs(x1 - x))
        start = (x + near if x1 > x else x - near, y)
    else:
        return points
    return (start, *points[common:]) if near > CORNER else points


def _fork(before: float, on: float) -> float:
    """How far from the last corner a line begins that runs ``on`` from there, beside one that turns at ``before``."""
    # What lies on itself looks darker; only where both turn close to each other there is a bit of that.
    return before - CORNER if on - before > CORNER else min(before, on) - 2 * CORNER


def add_line(path: QPainterPath, points: Sequence[Point], *, arrow: bool) -> None:
    """Add an orthogonal line with round corners; it stops short where an arrow head follows."""
    (x0, y0), (x1, y1) = points[:2]
    path.moveTo(x0, y0)
    length = math.hypot(x1 - x0, y1 - y0)
    for x2, y2 in points[2:]:
        following = math.hypot(x2 - x1, y2 - y1)
        radius = min(CORNER, length / 2, following / 2)
        if radius:
            back, on = radius / length, radius / following
            path.lineTo(x1 + (x0 - x1) * back, y1 + (y0 - y1) * back)
            path.quadTo(x1, y1, x1 + (x2 - x1) * on, y1 + (y2 - y1) * on)
        x0, y0, x1, y1, length = x1, y1, x2, y2, following
    back = min(5.0, length) / length if arrow and length else 0.0
    path.lineTo(x1 + (x0 - x1) * back, y1 + (y0 - y1) * back)


def add_arrow(path: QPainterPath, points: Sequence[Point]) -> None:
    """Add a head of 8 × 6 pixels at the end of a line."""
    (x0, y0), (x, y) = points[-2:]
    length = math.dist((x0, y0), (x, y)) or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length
    path.moveTo(x, y)
    path.lineTo(x - 6 * dx - 4 * dy, y - 6 * dy + 4 * dx)
    path.lineTo(x - 6 * dx + 4 * dy, y - 6 * dy - 4 * dx)
    path.closeSubpath()

"""Where the words beside the points of a chart stand, so that they cover neither each other nor a point. No widgets."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF

HEIGHT = 16.0
"""Pixels of a line of words."""
GAP = 3.0


def places_of(
    points: Sequence[QPointF], radius: float, widths: Sequence[Sequence[float]], within: QRectF
) -> list[tuple[int, QRectF] | None]:
    """Return for each point which of its words are shown, and where; None if there is no room for any.

    Args:
        points: middles of the points, the one that matters most first.
        radius: of each point, in pixels.
        widths: of the words that each point may have, the ones that say most first.
        within: what the words must not leave.
    """
    taken = [QRectF(one.x() - radius, one.y() - radius, 2 * radius, 2 * radius) for one in points]
    found: list[tuple[int, QRectF] | None] = []
    for point, wished in zip(points, widths, strict=True):
        spots = ((at, box) for at, width in enumerate(wished) for box in _around(point, radius + GAP, width))
        free = (spot for spot in spots if within.contains(spot[1]) and not any(map(spot[1].intersects, taken)))
        best = next(free, None)
        found.append(best)
        if best is not None:
            taken.append(best[1])
    return found


def _around(point: QPointF, far: float, width: float) -> list[QRectF]:
    """Right and left of a point, above and below it, and then at its corners."""
    beside, before = point.x() + far, point.x() - far - width
    level, middle = point.y() - HEIGHT / 2, point.x() - width / 2
    above, below = point.y() - far - HEIGHT, point.y() + far
    corners = [(x, y) for y in (above, below) for x in (point.x(), point.x() - width)]
    spots = [(beside, level), (before, level), (middle, above), (middle, below), *corners]
    return [QRectF(x, y, width, HEIGHT) for x, y in spots]

"""Where units lie in a drawing, and which place of one drawing corresponds to which of another. No widgets."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from explorer.analysis.comparison.alignment import Alignment
from explorer.ui.compare.pairing import Half
from explorer.ui.selection import Selected
from explorer.visualize.graph.expansion import visible_item
from explorer.visualize.graph.scene import Box, Container, GraphScene

Span = tuple[float, float]
"""From where to where along the flow, in pixels of the drawing."""
Area = tuple[float, float, float, float]
"""x, y, width, height."""


def areas(drawing: GraphScene) -> dict[str, Area]:
    """Return where every box and open block lies."""
    things: list[Box | Container] = [*drawing.containers, *drawing.boxes]
    return {one.id: (one.x, one.y, one.width, one.height) for one in things}


def items_of_units(half: Half, drawing: GraphScene) -> list[tuple[str, ...]]:
    """Return, for every unit, the boxes in which it is seen; a closed block may show several units."""
    seen: dict[str, str] = {}
    found: list[tuple[str, ...]] = []
    for unit in half.units:
        cells = dict.fromkeys(half.tree.cell_of[row.order] for row in unit.rows)
        for cell in cells:
            if cell not in seen:
                seen[cell] = visible_item(half.tree, drawing.expanded, cell)
        found.append(tuple(dict.fromkeys(seen[cell] for cell in cells)))
    return found


def spans(half: Half, drawing: GraphScene) -> list[Span | None]:
    """Return where every unit lies along the flow; units in one closed block share its length."""
    where, items = areas(drawing), items_of_units(half, drawing)
    axis = 1 if drawing.direction == "tb" else 0
    sharing: dict[str, list[int]] = {}
    for at, shown in enumerate(items):
        for item in shown:
            sharing.setdefault(item, []).append(at)
    found: list[Span | None] = []
    for at, shown in enumerate(items):
        parts: list[Span] = []
        for item in shown:
            area = where.get(item)
            if area is None:
                continue
            members = sharing[item]
            share = area[axis + 2] / len(members)
            start = area[axis] + share * members.index(at)
            parts.append((start, start + share))
        found.append((min(one for one, _ in parts), max(end for _, end in parts)) if parts else None)
    return found


class PlaceMap:
    """Piecewise linear between the beginnings and ends of units that correspond, and of the drawings."""

    def __init__(self, knots: Iterable[tuple[float, float]]) -> None:
        """``knots``: places that correspond, one of each drawing; those that would run backwards are left out."""
        xs: list[float] = []
        ys: list[float] = []
        for x, y in knots:
            if not xs or (x > xs[-1] and y > ys[-1]):
                xs.append(x)
                ys.append(y)
        self._xs, self._ys = xs, ys

    def forward(self, place: float) -> float:
        """Return where a place of the first drawing is in the second; beyond the ends, as far beyond."""
        return _along(self._xs, self._ys, place)

    def backward(self, place: float) -> float:
        """Return where a place of the second drawing is in the first."""
        return _along(self._ys, self._xs, place)


def _along(xs: Sequence[float], ys: Sequence[float], x: float) -> float:
    if not xs:
        return x
    if x <= xs[0]:
        return ys[0] + x - xs[0]
    if x >= xs[-1]:
        return ys[-1] + x - xs[-1]
    at = bisect_right(xs, x)
    part = (x - xs[at - 1]) / (xs[at] - xs[at - 1])
    return ys[at - 1] + part * (ys[at] - ys[at - 1])


def place_map(
    alignment: Alignment, left: Sequence[Span | None], right: Sequence[Span | None], lengths: tuple[float, float]
) -> PlaceMap:
    """Return the map between two drawings of these lengths whose units lie there."""
    knots = [(0.0, 0.0)]
    for pair in alignment.units:
        first = left[pair.left] if pair.left is not None else None
        second = right[pair.right] if pair.right is not None else None
        if first is not None and second is not None:
            knots += [(first[0], second[0]), (first[1], second[1])]
    # The ends correspond, too, whatever the last pair is.
    knots = [knot for knot in knots if knot[0] < lengths[0] and knot[1] < lengths[1]]
    return PlaceMap([*knots, lengths])


def marks_of(half: Half, drawing: GraphScene, marks: Iterable[tuple[Selected, str]]) -> dict[str, list[str]]:
    """Return, for every box that is seen, the kinds of the differences that it shows or hides.

    Args:
        half: the network.
        drawing: what is seen of it.
        marks: operators and blocks, each with the kind of its difference.
    """
    found: dict[str, list[str]] = {}
    for selected, kind in marks:
        item = half.item(selected)
        if item is not None:
            found.setdefault(visible_item(half.tree, drawing.expanded, item), []).append(kind)
    return found

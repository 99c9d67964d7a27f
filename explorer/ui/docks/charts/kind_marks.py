"""A shape for each kind of operator, so that a chart's marks are told apart without their colours."""

from functools import cache
from math import cos, pi, sin, sqrt

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTransform

from explorer.analysis.network import KINDS
from explorer.ui.theme import color
from explorer.ui.tokens import Tokens

Corners = list[tuple[float, float]]


def _polygon(corners: int, turn: float) -> Corners:
    """Corners of a regular polygon whose area is that of a circle of radius 1."""
    reach = sqrt(2 * pi / (corners * sin(2 * pi / corners)))
    angles = (2 * pi * (corner / corners + turn) for corner in range(corners))
    return [(reach * sin(angle), -reach * cos(angle)) for angle in angles]


def _cross(*, turned: bool) -> Corners:
    """Corners of a cross of five squares whose area is that of a circle of radius 1."""
    a = sqrt(pi / 5) / 2
    corners = [(-a, -3 * a), (a, -3 * a), (a, -a), (3 * a, -a), (3 * a, a), (a, a)]
    corners += [(-x, -y) for x, y in corners]
    if not turned:
        return corners
    half = sqrt(0.5)
    return [(half * (x - y), half * (x + y)) for x, y in corners]


_CORNERS: dict[str, Corners] = {
    "depthwise": _polygon(4, 0.0),
    "norm": _polygon(4, 0.125),
    "activation": _polygon(3, 0.0),
    "pooling": _polygon(3, 0.5),
    "linear": _polygon(5, 0.0),
    "join": _cross(turned=False),
    "gate": _cross(turned=True),
    "shape": _polygon(6, 0.0),
}
"""Convolutions, which are most of the work, are circles."""


@cache
def _unit(kind: str) -> QPainterPath:
    path = QPainterPath()
    corners = _CORNERS.get(kind)
    if corners is None:
        path.addEllipse(QPointF(0, 0), 1, 1)
    else:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    return path


def mark(kind: str, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a kind's mark; its area is that of a circle of ``radius``."""
    return QTransform(radius, 0, 0, radius, centre.x(), centre.y()).map(_unit(kind))


class MarkPainter:
    """Draws marks in the colours of their kinds, so that marks which overlap are both seen."""

    def __init__(self, painter: QPainter, of: Tokens) -> None:
        self._painter = painter
        self._inks = {kind: (QPen(color(of.kind(kind)), 1.25), color(of.kind(kind), 0.42)) for kind in KINDS}

    def draw(self, kind: str, centre: QPointF, radius: float) -> None:
        """Draw one mark."""
        pen, fill = self._inks[kind]
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawPath(mark(kind, centre, radius))

"""The drawing from afar: a few batches of rectangles and lines, and the blocks' names at one size."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import branches, group_edges
from explorer.ui.theme import font
from explorer.ui.tokens import Size
from explorer.visualize.graph.scene import Box, Container, GraphScene


@dataclass(slots=True)
class _Areas:
    """The rectangles of a drawing, in the order in which they are painted."""

    containers: list[tuple[QRectF, QColor]]
    hollow: list[QRectF]
    """Boxes without a value, which are outlines."""
    filled: dict[str, list[QRectF]]
    """Colour → boxes."""
    names: list[tuple[int, str, QRectF]]
    """(level, title, place) of each block, outer ones first."""


class FarPainter:
    """Paints one drawing where its words could not be read anyway.

    What it paints is made when it is first seen, or by :meth:`prepare`: most drawings are never seen from afar.
    """

    def __init__(self, drawing: GraphScene, factory: ItemFactory) -> None:
        self._drawing = drawing
        self._factory = factory

    @cached_property
    def _areas(self) -> _Areas:
        drawing, colouring = self._drawing, self._factory.colouring
        hollow: list[QRectF] = []
        filled: dict[str, list[QRectF]] = {}
        for box in drawing.boxes:
            fill = colouring.fill(box.face)
            if fill is not None and fill.colour is None:
                hollow.append(_rect(box))
            else:
                filled.setdefault(colouring(box.face), []).append(_rect(box))
        containers = [(_rect(one), QColor(self._factory.surface(one.level + 1))) for one in drawing.containers]
        names: list[tuple[int, str, QRectF]] = [(one.level, one.title, _rect(one)) for one in drawing.containers]
        names += [(one.level, one.face.title, _rect(one)) for one in drawing.boxes if one.face.role == "block"]
        names.sort(key=lambda entry: entry[0])
        return _Areas(containers, hollow, filled, names)

    @cached_property
    def _lines(self) -> QPainterPath:
        """All lines."""
        path = QPainterPath()
        for edges in group_edges(self._drawing.edges):
            for branch in branches(edges):
                path.moveTo(*branch.points[0])
                for x, y in branch.points[1:]:
                    path.lineTo(x, y)
        return path

    def prepare(self) -> None:
        """Make ready what the first look from afar would have to wait for."""
        _ = self._areas, self._lines

    def paint(self, painter: QPainter, view: QTransform, room: QRectF, selected: QRectF | None) -> None:
        """Paint onto a viewport; ``selected`` is outlined."""
        tokens, areas = self._factory.tokens, self._areas
        painter.fillRect(room, QColor(tokens.canvas))
        painter.setTransform(view)
        hairline = QPen(QColor(tokens.strong), 0)
        painter.setPen(hairline)
        for rect, fill in areas.containers:
            painter.setBrush(fill)
            painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._lines)
        painter.setBrush(QColor(self._factory.node_surface))
        painter.drawRects(areas.hollow)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in areas.filled.items():
            painter.setBrush(QColor(colour))
            painter.drawRects(rects)
        painter.resetTransform()
        if selected is not None:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(view.mapRect(selected).adjusted(-2, -2, 2, 2))
        self._paint_names(painter, view, room)

    def _paint_names(self, painter: QPainter, view: QTransform, room: QRectF) -> None:
        """Names beside the drawing, outer blocks first, as long as there is room."""
        painter.setFont(font(Size.SMALL, 600))
        painter.setPen(QColor(self._factory.tokens.t1))
        metrics = painter.fontMetrics()
        down = self._drawing.direction == "tb"
        whole = view.mapRect(QRectF(0, 0, self._drawing.width, self._drawing.height))
        taken: list[QRectF] = []
        for _, name, place in self._areas.names:
            rect = view.mapRect(place)
            if not rect.intersects(room):
                continue
            width = metrics.horizontalAdvance(name)
            if down:
                spot = QRectF(whole.left() - width - 8, max(rect.top(), 4.0), width, 14)
            else:
                spot = QRectF(max(rect.left(), 4.0), whole.top() - 18, width, 14)
            if any(spot.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                continue
            taken.append(spot)
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def _rect(thing: Box | Container) -> QRectF:
    return QRectF(thing.x, thing.y, thing.width, thing.height)

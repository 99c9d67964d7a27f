"""The drawing from afar: a few batches of rectangles and lines, and the blocks' names at one size."""

from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import branches, group_edges
from explorer.ui.theme import font
from explorer.ui.tokens import Size
from explorer.visualize.graph.scene import Box, Container, GraphScene


class FarPainter:
    """Paints one drawing where its words could not be read anyway."""

    def __init__(self, drawing: GraphScene, factory: ItemFactory) -> None:
        self._drawing = drawing
        self._factory = factory
        self._boxes: dict[str, list[QRectF]] = {}
        self._hollow: list[QRectF] = []
        for box in drawing.boxes:
            filled = factory.colouring.fill(box.face)
            if filled is not None and filled.colour is None:
                self._hollow.append(_rect(box))
            else:
                self._boxes.setdefault(factory.colouring(box.face), []).append(_rect(box))
        self._containers = [
            (_rect(container), QColor(factory.surface(container.level + 1))) for container in drawing.containers
        ]
        blocks: list[tuple[int, str, QRectF]] = [(one.level, one.title, _rect(one)) for one in drawing.containers]
        blocks += [(one.level, one.face.title, _rect(one)) for one in drawing.boxes if one.face.role == "block"]
        self._names = sorted(blocks, key=lambda entry: entry[0])

    @cached_property
    def _lines(self) -> QPainterPath:
        """All lines; made when they are first seen, as most drawings are never seen from afar."""
        path = QPainterPath()
        for edges in group_edges(self._drawing.edges):
            for branch in branches(edges):
                path.moveTo(*branch.points[0])
                for x, y in branch.points[1:]:
                    path.lineTo(x, y)
        return path

    def prepare(self) -> None:
        """Make ready what the first look from afar would have to wait for."""
        _ = self._lines

    def paint(self, painter: QPainter, view: QTransform, room: QRectF, selected: QRectF | None) -> None:
        """Paint onto a viewport; ``selected`` is outlined."""
        tokens = self._factory.tokens
        painter.fillRect(room, QColor(tokens.canvas))
        painter.setTransform(view)
        hairline = QPen(QColor(tokens.strong), 0)
        painter.setPen(hairline)
        for rect, fill in self._containers:
            painter.setBrush(fill)
            painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._lines)
        # A box without a value is an outline alone.
        painter.setBrush(QColor(self._factory.node_surface))
        painter.drawRects(self._hollow)
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in self._boxes.items():
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
        for _, name, place in self._names:
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

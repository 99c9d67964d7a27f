"""What lies over the drawing: the selected box and its edges, the hovered box, and what a search found."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import add_arrow, add_line
from explorer.visualize.scene import GraphScene

MATCH_DASHES = (4.0, 2.0)
"""Dash and gap around a match, in widths of its line: it is told from the selection without its colour."""

LEAST = 10.0
"""Pixels on the screen of the outline of a small match that is seen from afar."""

Outline = tuple[QRectF, float]
"""A box and the radius of its corners."""
Count = tuple[QRectF, int]
"""A closed block and how many matches are hidden in it."""


class Marks:
    """A few items that move from box to box, so that no box has to change."""

    def __init__(self, scene: QGraphicsScene, factory: ItemFactory) -> None:
        tokens = factory.tokens
        self._scene, self._factory = scene, factory
        self._matches: list[QGraphicsItem] = []
        self.outlines: tuple[Outline, ...] = ()
        self.counts: tuple[Count, ...] = ()
        accent = QColor(tokens.accent)
        halo = QColor(accent)
        halo.setAlphaF(0.18)
        clear = QPen(Qt.PenStyle.NoPen)
        self._halo = _item(scene, QPen(halo, 4), 3.0)
        self._outline = _item(scene, QPen(accent, 2), 3.1)
        self._strip = _item(scene, QPen(accent, 1.5), 3.2)
        self._lines = _item(scene, QPen(accent, 2), 1.2)
        self._heads = _item(scene, clear, 1.2)
        self._heads.setBrush(accent)
        self._hover = _item(scene, QPen(QColor(tokens.t2), 1.5), 2.9)
        self.selected: str | None = None
        self._hovered: QRectF | None = None
        self.selected_rect: QRectF | None = None

    def select(
        self, drawing: GraphScene, item: str | None, rect: QRectF | None, radius: float, strip: QRectF | None
    ) -> None:
        """Outline a box and its edges; nothing for ``rect`` None."""
        self.selected = item
        self.selected_rect = rect
        halo, outline, inner = QPainterPath(), QPainterPath(), QPainterPath()
        if rect is not None:
            outline.addRoundedRect(rect, radius, radius)
            halo.addRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        if strip is not None:
            inner.addRect(strip.adjusted(1.5, 0, -1.5, -1))
        self._halo.setPath(halo)
        self._outline.setPath(outline)
        self._strip.setPath(inner)
        self.refresh(drawing)

    def refresh(self, drawing: GraphScene) -> None:
        """Trace the edges of the selected box anew."""
        lines, heads = QPainterPath(), QPainterPath()
        if self.selected is not None:
            for edge in drawing.edges:
                if self.selected in (edge.source, edge.target):
                    add_line(lines, edge.points, arrow=edge.arrow)
                    if edge.arrow:
                        add_arrow(heads, edge.points)
        self._lines.setPath(lines)
        self._heads.setPath(heads)

    def mark_matches(self, outlines: Sequence[Outline], counts: Sequence[Count]) -> None:
        """Outline what a search found, and put a count on closed blocks."""
        for item in self._matches:
            self._scene.removeItem(item)
        self.outlines, self.counts = tuple(outlines), tuple(counts)
        self._matches = []
        pen = self._match_pen()
        for rect, radius in outlines:
            path = QPainterPath()
            path.addRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
            outline = _item(self._scene, pen, 2.95)
            outline.setPath(path)
            self._matches.append(outline)
        for rect, count in counts:
            badge = self._factory.badge(str(count))
            badge.setPos(rect.topRight() + QPointF(-4, 0))
            self._scene.addItem(badge)
            self._matches.append(badge)

    def paint_matches(self, painter: QPainter, view: QTransform, room: QRectF) -> None:
        """Paint them where the drawing is seen from afar; counts as far as there is room for them."""
        pen = self._match_pen()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        for rect, _ in self.outlines:
            placed = view.mapRect(rect).adjusted(-2, -2, 2, 2)
            # What is smaller than this would be covered by its own outline.
            wider, higher = max(0.0, LEAST - placed.width()) / 2, max(0.0, LEAST - placed.height()) / 2
            placed.adjust(-wider, -higher, wider, higher)
            if placed.intersects(room):
                painter.drawRect(placed)
        taken: list[QRectF] = []
        for rect, count in self.counts:
            corner = view.mapRect(rect).topRight()
            badge = self._factory.badge_rect(str(count)).translated(corner)
            if badge.intersects(room) and not any(badge.intersects(other) for other in taken):
                taken.append(badge)
                self._factory.paint_badge(painter, str(count), badge)

    def _match_pen(self) -> QPen:
        pen = QPen(QColor(self._factory.tokens.accent), 2)
        pen.setDashPattern(MATCH_DASHES)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def hover(self, rect: QRectF | None, radius: float) -> bool:
        """Outline the box under the cursor; return whether it is another than before."""
        if rect == self._hovered:
            return False
        self._hovered = rect
        path = QPainterPath()
        if rect is not None:
            path.addRoundedRect(rect, radius, radius)
        self._hover.setPath(path)
        return True


def _item(scene: QGraphicsScene, pen: QPen, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem()
    item.setPen(pen)
    item.setZValue(z)
    # Marks are not there for the mouse: what lies under them is hit.
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    scene.addItem(item)
    return item

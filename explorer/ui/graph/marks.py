"""What lies over the drawing: the outline of the selected box, its edges, and the hovered box."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import add_arrow, add_line
from explorer.visualize.scene import GraphScene


class Marks:
    """A few items that move from box to box, so that no box has to change."""

    def __init__(self, scene: QGraphicsScene, factory: ItemFactory) -> None:
        tokens = factory.tokens
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

"""What lies over the drawing: the selection and its way from the input, what is pointed at, what a search found."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from explorer.ui.graph.items import ItemFactory
from explorer.ui.graph.lines import bands, edge_paths
from explorer.ui.graph.links import Links, sources, targets
from explorer.ui.graph.parts import blend
from explorer.ui.tokens import Radius
from explorer.visualize.graph.scene import Box, Container, Edge, GraphScene

MATCH_DASHES = (4.0, 2.0)
"""Dash and gap around a match, in widths of its line: it is told from the selection without its colour."""
ENTERING_DASHES = (2.0, 1.5)
"""The same of what comes to the box that is pointed at; what leaves it is drawn through."""
WAY = 7.0
"""Width of the band along the way from the input."""
WAY_STRENGTH = 0.22
WAY_FROM_AFAR, WAY_STRENGTH_FROM_AFAR = 3.0, 0.4
"""Least width on the screen, and strength over the lines, which lie below it where the drawing is seen from afar."""

LEAST = 10.0
"""Pixels on the screen of the outline of a small match that is seen from afar."""

Outline = tuple[QRectF, float]
"""A box and the radius of its corners."""
Count = tuple[QRectF, int]
"""A closed block and how many matches are hidden in it."""


def outline_of(thing: Box | Container) -> Outline:
    """Return where the border of a box or container runs."""
    rect = QRectF(thing.x, thing.y, thing.width, thing.height)
    if isinstance(thing, Container):
        return rect, Radius.CONTAINER
    if thing.face.role in ("junction", "io"):
        return rect, rect.height() / 2
    return rect, Radius.CONTROL if thing.face.role == "block" else Radius.OPERATOR


class Band(QGraphicsItem):
    """A stretch of the way from the input. Opaque and without smooth edges, which straight ones do not need: there
    may be thousands.
    """

    def __init__(self, rects: list[QRectF], colour: QColor) -> None:
        super().__init__()
        self._rects, self._colour = rects, colour
        bounds = QRectF()
        for rect in rects:
            bounds |= rect
        self._bounds = bounds
        self.setZValue(0.9)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return QPainterPath()  # what lies under it is hit

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.fill(painter, self._colour)

    def fill(self, painter: QPainter, colour: QColor, more: float = 0.0) -> None:
        """Paint it, wider by ``more`` on all sides."""
        smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRects([rect.adjusted(-more, -more, more, more) for rect in self._rects] if more else self._rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


class Marks:
    """A few items that move from box to box, so that no box has to change."""

    def __init__(self, scene: QGraphicsScene, factory: ItemFactory) -> None:
        tokens = factory.tokens
        self._scene, self._factory = scene, factory
        self._matches: list[QGraphicsItem] = []
        self.outlines: tuple[Outline, ...] = ()
        self.counts: tuple[Count, ...] = ()
        self._links: Links | None = None
        self._downwards = True
        accent, grey = QColor(tokens.accent), QColor(tokens.t2)
        halo = QColor(accent)
        halo.setAlphaF(0.18)
        clear = QPen(Qt.PenStyle.NoPen)
        self._band: list[Band] = []
        self._halo = _item(scene, QPen(halo, 4), 3.0)
        self._outline = _item(scene, QPen(accent, 2), 3.1)
        self._strip = _item(scene, QPen(accent, 1.5), 3.2)
        self._lines = _item(scene, QPen(accent, 2), 1.2)
        self._heads = _item(scene, clear, 1.2)
        self._heads.setBrush(accent)
        self._hover = _item(scene, QPen(grey, 1.5), 2.9)
        self._entering = _item(scene, _dashed(grey, 2.5), 1.3)
        self._leaving = _item(scene, QPen(grey, 2), 1.3)
        self._hover_heads = _item(scene, clear, 1.3)
        self._hover_heads.setBrush(grey)
        self._before = _item(scene, _dashed(grey, 1.5), 2.9)
        self._after = _item(scene, QPen(grey, 1.5), 2.9)
        self.selected: str | None = None
        self.hovered: str | None = None
        self.neighbours: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        """The boxes before and after the one that is pointed at."""
        self.way: frozenset[str] = frozenset()
        """The boxes on the way from the input to the selected one."""
        self.selected_rect: QRectF | None = None

    def set_drawing(self, drawing: GraphScene) -> None:
        """Take the lines of another drawing; nothing is pointed at in it yet."""
        self._links, self._downwards = Links(drawing), drawing.direction == "tb"
        self.hover(None, None)

    # the selection -----------------------------------------------------------

    def select(self, item: str | None, outline: Outline | None, strip: QRectF | None) -> None:
        """Outline a box, its lines and the way to it from the input; nothing for None."""
        self.selected = item
        self.selected_rect = outline[0] if outline is not None else None
        halo, border, inner = QPainterPath(), QPainterPath(), QPainterPath()
        if outline is not None:
            rect, radius = outline
            border.addRoundedRect(rect, radius, radius)
            halo.addRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
        if strip is not None:
            inner.addRect(strip.adjusted(1.5, 0, -1.5, -1))
        self._halo.setPath(halo)
        self._outline.setPath(border)
        self._strip.setPath(inner)
        way: list[Edge] = []
        entering: list[Edge] = []
        leaving: list[Edge] = []
        if item is not None and outline is not None and self._links is not None:
            way = self._links.upstream(item)
            entering, leaving = self._links.around(item)
        self.way = frozenset(sources(way))
        lines, heads = edge_paths([*entering, *leaving])
        for old in self._band:
            self._scene.removeItem(old)
        colour = blend(self._factory.tokens.accent, self._factory.tokens.canvas, WAY_STRENGTH)
        self._band = [Band(tile, colour) for tile in bands(way, WAY, downwards=self._downwards)]
        for made in self._band:
            self._scene.addItem(made)
        self._lines.setPath(lines)
        self._heads.setPath(heads)

    def linked(self, item: str) -> tuple[list[str], list[str]]:
        """Return the boxes from which lines lead to a box or open block, and those to which lines lead from it."""
        if self._links is None:
            return [], []
        entering, leaving = self._links.around(item)
        return sources(entering), targets(leaving)

    # what is pointed at ------------------------------------------------------

    def hover(self, item: str | None, outline: Outline | None) -> bool:
        """Outline a box, its lines and what is at their other ends; return whether it is another than before."""
        if item == self.hovered:
            return False
        self.hovered = item
        border, before, after = QPainterPath(), QPainterPath(), QPainterPath()
        entering: list[Edge] = []
        leaving: list[Edge] = []
        if item is not None and outline is not None and self._links is not None:
            border.addRoundedRect(outline[0], outline[1], outline[1])
            entering, leaving = self._links.around(item)
        self.neighbours = (tuple(sources(entering)), tuple(targets(leaving)))
        for path, ids in zip((before, after), self.neighbours, strict=True):
            for one in ids:
                assert self._links is not None
                rect, radius = outline_of(self._links.boxes[one])
                path.addRoundedRect(rect, radius, radius)
        came, came_heads = edge_paths(entering)
        left, left_heads = edge_paths(leaving)
        came_heads.addPath(left_heads)
        self._hover.setPath(border)
        self._entering.setPath(came)
        self._leaving.setPath(left)
        self._hover_heads.setPath(came_heads)
        self._before.setPath(before)
        self._after.setPath(after)
        return True

    # what was found ----------------------------------------------------------

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

    # from afar ---------------------------------------------------------------

    def paint(self, painter: QPainter, view: QTransform, room: QRectF) -> None:
        """Paint them where the drawing is seen from afar, lines of one width at every scale."""
        painter.save()
        painter.setTransform(view)
        # Lines of the drawing lie below it here, and at a small scale it would be too thin to be seen.
        accent = QColor(self._factory.tokens.accent)
        accent.setAlphaF(WAY_STRENGTH_FROM_AFAR)
        more = max(0.0, WAY_FROM_AFAR / view.m11() - WAY) / 2
        for band in self._band:
            band.fill(painter, accent, more)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for item, width in (
            (self._lines, 1.5),
            (self._entering, 1.5),
            (self._leaving, 1.5),
            (self._hover, 1.5),
            (self._before, 1.5),
            (self._after, 1.5),
        ):
            if not item.path().isEmpty():
                pen = QPen(item.pen())
                pen.setWidthF(width)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPath(item.path())
        painter.restore()
        self._paint_matches(painter, view, room)

    def _paint_matches(self, painter: QPainter, view: QTransform, room: QRectF) -> None:
        """Matches, and counts as far as there is room for them."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._match_pen())
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


def _dashed(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern(ENTERING_DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _item(scene: QGraphicsScene, pen: QPen, z: float) -> QGraphicsPathItem:
    item = QGraphicsPathItem()
    item.setPen(pen)
    item.setZValue(z)
    # Marks are not there for the mouse: what lies under them is hit.
    item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
    scene.addItem(item)
    return item

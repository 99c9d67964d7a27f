"""The graph's boxes, containers, edges and labels as Qt's own graphics items.

Only ``QGraphicsPathItem`` and ``QGraphicsSimpleTextItem``: items that paint
themselves in Python are several times slower. Positions and words come from
``explorer.visualize.graph.scene``; colours from the tokens and the colouring, and so
do the figures, which no place or width depends on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from explorer.ui.graph.colouring import Colouring, colour_by_kind
from explorer.ui.graph.legend import DASHES
from explorer.ui.graph.lines import add_arrow, add_line
from explorer.ui.graph.parts import DATA_ID, DATA_ORDER, DATA_PART, Parts, blend
from explorer.ui.terms import phrase
from explorer.ui.tokens import Radius, Tokens
from explorer.visualize.graph.scene import Box, Container, Edge, Face, Label, Strip

__all__ = ["DATA_ID", "DATA_ORDER", "DATA_PART", "BoxItem", "Colouring", "ItemFactory", "colour_by_kind"]

SHORTEST_NAME = 56.0
"""Room below which a name that must be cut is left out."""
KIND_BAR = 5.0
TINT = 0.10
STRIP_TINT = 0.14
SWATCH = 12.0
"""Side of the sign that shows the colour of an open block's sum."""


@dataclass(slots=True)
class _Paint:
    """The colours of one box."""

    fill: QColor
    outline: QPen
    bar: str | None
    """Of the kind; None where the colour is that of a value, beside which no other code may stand."""
    ink: str
    soft: str
    """Of the words that matter less; on a value's colour they need as much contrast as the others."""


class ItemFactory(Parts):
    """Makes items for one theme and one colouring."""

    def __init__(self, tokens: Tokens, colouring: Colouring | None = None) -> None:
        super().__init__(tokens)
        self.colouring = colouring or colour_by_kind(tokens)

    # boxes -------------------------------------------------------------------

    def box(self, box: Box) -> "BoxItem":
        """Make the item of a closed block or a cell."""
        face = box.face
        if face.role == "block":
            made = self._block(box)
        elif face.role == "junction":
            made = self._junction(face)
        elif face.role == "io":
            made = self._pill(face)
        elif face.role == "small":
            made = self._small(face)
        else:
            made = self._operator(face)
        made.root.setData(DATA_ID, box.id)
        made.root.setPos(box.x, box.y)
        made.root.setZValue(2)
        return made

    def _paint_of(self, face: Face, tint: float, surface: str) -> _Paint:
        """The colours of a box that bears ``tint`` of its kind's colour on ``surface`` if it shows its kind."""
        tokens, filled = self.tokens, self.colouring.fill(face)
        if filled is None:
            colour = self.colouring(face)
            return _Paint(blend(colour, surface, tint), QPen(QColor(colour), 1), colour, tokens.t1, tokens.t2)
        outline = QPen(QColor(tokens.strong), 1)
        if filled.colour is None:
            outline.setDashPattern(DASHES)
            return _Paint(QColor(surface), outline, None, tokens.t1, tokens.t2)
        return _Paint(QColor(filled.colour), outline, None, filled.ink, filled.ink)

    def _operator(self, face: Face) -> "BoxItem":
        paint = self._paint_of(face, TINT, self.node_surface)
        figure, _ = self.colouring.figures(face)
        shape = self.rounded(face.width, face.height, Radius.OPERATOR)
        root = self.path(None, shape, paint.fill, paint.outline)
        details: list[QGraphicsItem] = []
        head = face.height - 14 if face.strips else face.height
        self._kind_bar(root, paint, face.height, head)
        middle = head / 2 + 0.5
        figure_width = self.width(figure, "small") if figure else 0.0
        room = face.width - 14 - 10 - (figure_width + 8 if figure else 0)
        title = self.fitted(phrase(face.title), "title", room)
        self.text(root, title, "title", paint.ink, 14, middle)
        if figure:
            details.append(self.text(root, figure, "small", paint.soft, face.width - 8 - figure_width, middle))
        left = 14 + self.width(title, "title") + 8
        room = face.width - 16 - figure_width - left
        name = self.fitted(face.path, "mono", room, Qt.TextElideMode.ElideMiddle)
        # "a…l" is no name.
        if name == face.path or room >= SHORTEST_NAME:
            details.append(self.text(root, name, "mono", paint.soft, left, middle))
        strips = self._strips(root, face.strips, paint, face.width, face.height, details)
        return BoxItem(root, details, strips)

    def _kind_bar(self, root: QGraphicsItem, paint: _Paint, height: float, head: float) -> None:
        if paint.bar is None:
            return
        bar = QPainterPath()
        bar.addRect(QRectF(0.5, 0.5, KIND_BAR, head - 0.5))
        clip = self.rounded(KIND_BAR * 4, height, Radius.OPERATOR)
        self.path(root, bar.intersected(clip), QColor(paint.bar))

    def _strips(
        self,
        root: QGraphicsItem,
        strips: Sequence[Strip],
        paint: _Paint,
        width: float,
        height: float,
        details: list[QGraphicsItem],
    ) -> dict[int, QRectF]:
        areas: dict[int, QRectF] = {}
        whole = self.rounded(width, height, Radius.OPERATOR)
        share = width / max(1, len(strips))
        for number, strip in enumerate(strips):
            area = QRectF(number * share, height - 14, share, 14)
            path = QPainterPath()
            path.addRect(area.adjusted(0.5 if number == 0 else 0, 0, -0.5 if number == len(strips) - 1 else 0, -0.5))
            # The value of a box is that of all its operators: one colour for all, and lines between them.
            colour = self.tokens.kind(strip.kind)
            fill = paint.fill if paint.bar is None else blend(colour, self.node_surface, STRIP_TINT)
            surface = self.path(root, path.intersected(whole), fill)
            surface.setData(DATA_ORDER, strip.order)
            if paint.bar is None:
                self._strip_lines(root, area, paint, first=number == 0)
            else:
                bar = QPainterPath()
                bar.addRect(QRectF(area.x() + (0.5 if number == 0 else 0), area.y(), KIND_BAR, 13.5))
                mark = self.path(root, bar.intersected(whole), QColor(colour))
                mark.setData(DATA_ORDER, strip.order)
            text = self.fitted(phrase(strip.text), "strip", share - 14)
            left = area.x() + (10 if paint.bar is not None or number else 14)
            label = self.text(root, text, "strip", paint.soft, left, area.center().y())
            label.setData(DATA_ORDER, strip.order)
            details.append(label)
            areas[strip.order] = area
        return areas

    def _strip_lines(self, root: QGraphicsItem, area: QRectF, paint: _Paint, *, first: bool) -> None:
        path = QPainterPath(QPointF(area.left() + 0.5, area.top()))
        path.lineTo(area.right() - 0.5, area.top())
        if not first:
            path.moveTo(area.left(), area.top())
            path.lineTo(area.left(), area.bottom() - 0.5)
        self.path(root, path, None, QPen(self._faint(paint), 1))

    def _faint(self, paint: _Paint) -> QColor:
        """The colour of lines within a box."""
        return blend(paint.ink, paint.fill.name(), 0.35)

    def _small(self, face: Face) -> "BoxItem":
        paint = self._paint_of(face, STRIP_TINT, self.node_surface)
        shape = self.rounded(face.width, face.height, Radius.OPERATOR)
        root = self.path(None, shape, paint.fill, paint.outline)
        self._kind_bar(root, paint, face.height, face.height)
        text = self.fitted(phrase(face.title), "small", face.width - 16)
        bar = KIND_BAR if paint.bar is not None else 0.0
        left = bar + (face.width - bar - self.width(text, "small")) / 2
        self.text(root, text, "small", paint.ink, left, face.height / 2)
        return BoxItem(root)

    def _pill(self, face: Face) -> "BoxItem":
        root = self.path(None, self.rounded(face.width, face.height, face.height / 2), QColor(self.tokens.io))
        text = self.fitted(phrase(face.title), "title", face.width - 12)
        left = (face.width - self.width(text, "title")) / 2
        self.text(root, text, "title", self.tokens.canvas, left, face.height / 2)
        return BoxItem(root)

    def _junction(self, face: Face) -> "BoxItem":
        size = face.width
        paint = self._paint_of(face, 0.0, self.node_surface)
        if paint.bar is not None:
            paint.outline.setWidthF(2)
        circle = QPainterPath()
        circle.addEllipse(QRectF(1, 1, size - 2, size - 2))
        root = self.path(None, circle, paint.fill, paint.outline)
        sign = QPainterPath()
        middle, arm = size / 2, 4.0
        strokes = {
            "+": ((-arm, 0, arm, 0), (0, -arm, 0, arm)),
            "−": ((-arm, 0, arm, 0),),
            "×": ((-3, -3, 3, 3), (-3, 3, 3, -3)),
            "‖": ((-2, -arm, -2, arm), (2, -arm, 2, arm)),
        }.get(face.title)
        if strokes is None:
            text = self.text(root, face.title, "strip", paint.ink, 0, middle)
            text.setX(middle - self.width(face.title, "strip") / 2)
            return BoxItem(root)
        for x0, y0, x1, y1 in strokes:
            sign.moveTo(middle + x0, middle + y0)
            sign.lineTo(middle + x1, middle + y1)
        pen = QPen(QColor(paint.ink), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.path(root, sign, None, pen)
        return BoxItem(root)

    def _block(self, box: Box) -> "BoxItem":
        face, tokens = box.face, self.tokens
        paint = self._paint_of(face, 0.0, tokens.panel)
        valued = paint.bar is None
        shape = self.rounded(face.width, face.height, Radius.CONTROL)
        root = self.path(None, shape, paint.fill, paint.outline)
        if face.count > 1:
            for offset in (6, 3):
                sheet = self.path(root, shape, paint.fill, paint.outline if valued else QPen(QColor(tokens.border), 1))
                sheet.setPos(offset, offset)
                sheet.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        details: list[QGraphicsItem] = []
        self.sign(root, 16, face.height / 2, plus=True, ink=paint.soft)
        figures = self.colouring.figures(face)
        column = max(self.width(figures[0], "figure"), self.width(figures[1], "small"))
        divider = face.width - 12 - max(column, 44) - 12
        if any(figures):
            line = QPainterPath(QPointF(divider, 9))
            line.lineTo(divider, face.height - 9)
            colour = self._faint(paint) if valued else QColor(tokens.border)
            details.append(self.path(root, line, None, QPen(colour, 1)))
        else:
            divider = face.width
        # One figure alone stands in the middle.
        alone = bool(figures[0]) and not figures[1]
        for figure, name, ink, middle in (
            (figures[0], "figure", paint.ink, face.height / 2 if alone and valued else 13.5),
            (figures[1], "small", paint.soft, 29.5),
        ):
            if figure:
                x = face.width - 12 - self.width(figure, name)
                details.append(self.text(root, figure, name, ink, x, middle))
        pill = f"×{face.count}" if face.count > 1 else ""
        pill_room = self.width(pill, "pill") + 22 if pill else 0
        title = self.fitted(face.title, "block", divider - 42 - pill_room, Qt.TextElideMode.ElideMiddle)
        heading: list[QGraphicsItem] = [self.text(root, title, "block", paint.ink, 30, 13.5)]
        if pill:
            colours = (paint.ink, paint.fill.name()) if valued else None
            heading.append(self.pill(root, pill, 30 + self.width(title, "block") + 8, 13.5, colours))
        description = self.fitted(phrase(face.path), "small", divider - 38)
        details.append(self.text(root, description, "small", paint.soft, 30, 29.5))
        return BoxItem(root, details, heading=heading, drop=face.height / 2 - 13.5)

    # containers, edges, labels -----------------------------------------------

    def container(self, container: Container) -> "BoxItem":
        """Make the border and header of an open block."""
        tokens = self.tokens
        fill = QColor(self.surface(container.level + 1))
        shape = self.rounded(container.width, container.height, Radius.CONTAINER)
        root = self.path(None, shape, fill, QPen(QColor(tokens.strong), 1))
        root.setData(DATA_ID, container.id)
        root.setPos(container.x, container.y)
        root.setZValue(0.001 * container.level)
        self.sign(root, 16, 15, plus=False)
        details: list[QGraphicsItem] = []
        # Lines cross the header: words stay clear of them.
        left_end = (min(container.lines) - 10) if container.lines else container.width - 12
        right_start = (max(container.lines) + 10) if container.lines else 0.0
        x = 30 + self._swatch(root, container)
        pill = f"×{container.count}" if container.count > 1 else ""
        pill_room = self.width(pill, "pill") + 20 if pill else 0
        # The name comes first: a fold's says how many there are.
        if self.width(container.title, "block") > left_end - x - pill_room:
            pill, pill_room = "", 0
        title = self.fitted(container.title, "block", left_end - x - pill_room, Qt.TextElideMode.ElideMiddle)
        self.text(root, title, "block", tokens.t1, x, 15)
        x += self.width(title, "block") + 8
        if pill:
            self.pill(root, pill, x, 15)
            x += self.width(pill, "pill") + 20
        parts = self.colouring.summary(container) or ("",)
        # Of the sums as many are shown as have room.
        for count in range(len(parts), 0, -1):
            summary = "   ".join(parts[:count])
            summary_start = container.width - 12 - self.width(summary, "small")
            fits = summary_start >= right_start and (bool(container.lines) or summary_start > x)
            if fits:
                break
        if fits:
            details.append(self.text(root, summary, "small", tokens.t2, summary_start, 15))
        end = left_end if container.lines else (summary_start - 12 if fits else left_end)
        description = phrase(container.description)
        if self.width(description, "small") <= end - x:
            details.append(self.text(root, description, "small", tokens.t2, x, 15))
        return BoxItem(root, details)

    def _swatch(self, root: QGraphicsItem, container: Container) -> float:
        """Show the colour of an open block's value, if it has one; return how much room that takes."""
        filled = self.colouring.swatch(container)
        if filled is None or filled.colour is None:
            return 0.0
        mark = self.path(
            root, self.rounded(SWATCH, SWATCH, 3), QColor(filled.colour), QPen(QColor(self.tokens.strong), 1)
        )
        mark.setPos(30, 15 - SWATCH / 2)
        return SWATCH + 8

    def edges(self, edges: Iterable[Edge]) -> list[QGraphicsPathItem]:
        """Make the lines of edges that leave one box, and their arrow heads."""
        lines, heads = QPainterPath(), QPainterPath()
        for edge in edges:
            add_line(lines, edge.points, arrow=edge.arrow)
            if edge.arrow:
                add_arrow(heads, edge.points)
        colour = QColor(self.tokens.strong)
        items = [self.path(None, lines, None, QPen(colour, 1.5)), self.path(None, heads, colour)]
        for item in items:
            item.setZValue(1)
        return items

    def label(self, label: Label) -> QGraphicsPathItem:
        """Make a shape label on a backing of the surface's colour."""
        width = self.width(label.text, "small") + 6
        root = self.path(None, self.rounded(width, 14, 2), QColor(self.surface(label.level)))
        root.setPos(label.x - 3, label.y - 7)
        root.setZValue(1.5)
        self.text(root, label.text, "small", self.tokens.t3, 3, 7)
        return root


@dataclass(slots=True)
class BoxItem:
    """One box or container on the canvas."""

    root: QGraphicsPathItem
    details: list[QGraphicsItem] = field(default_factory=list)
    """Parts that are left out when zoomed out."""
    strips: dict[int, QRectF] = field(default_factory=dict)

    heading: list[QGraphicsItem] = field(default_factory=list)
    """Parts that stand alone, and so in the middle, once the details are left out."""
    drop: float = 0.0
    detailed: bool = True

    def show_details(self, shown: bool) -> None:
        """Show or leave out what can only be read from near."""
        if shown == self.detailed:
            return
        self.detailed = shown
        for part in self.details:
            part.setVisible(shown)
        for part in self.heading:
            part.moveBy(0, -self.drop if shown else self.drop)

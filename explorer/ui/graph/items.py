"""The graph's boxes, containers, edges and labels as Qt's own graphics items.

Only ``QGraphicsPathItem`` and ``QGraphicsSimpleTextItem``: items that paint
themselves in Python are several times slower. Positions and words come from
``explorer.visualize.scene``; colours from the tokens.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from explorer.ui.graph.lines import add_arrow, add_line
from explorer.ui.theme import font
from explorer.ui.tokens import Radius, Size, Tokens
from explorer.visualize.scene import Box, Container, Edge, Face, Label, Strip

DATA_ID = 0
DATA_ORDER = 1
DATA_PART = 2
"""``toggle`` on the plus or minus sign of a block."""

KIND_BAR = 5.0
TINT = 0.10
STRIP_TINT = 0.14
Colouring = Callable[[Face], str]
"""The colour (``#RRGGBB``) that a face's bar, tint and outline are made of."""


def colour_by_kind(tokens: Tokens) -> Colouring:
    """Return the colouring in which every operator bears its kind's colour; blocks are neutral."""
    return lambda face: tokens.strong if face.role == "block" else tokens.kind(face.kind)


@lru_cache(maxsize=1024)
def blend(over: str, under: str, alpha: float) -> QColor:
    """Return ``over`` at ``alpha`` on an opaque ``under``, itself opaque."""
    a, b = QColor(over), QColor(under)
    mixed = (
        alpha * x + (1 - alpha) * y for x, y in ((a.redF(), b.redF()), (a.greenF(), b.greenF()), (a.blueF(), b.blueF()))
    )
    return QColor.fromRgbF(*mixed)


@dataclass(slots=True)
class Fonts:
    """The canvas's fonts and their metrics."""

    title: QFont = field(default_factory=lambda: font(Size.SECONDARY, 600))
    mono: QFont = field(default_factory=lambda: font(Size.SMALL, mono=True))
    block: QFont = field(default_factory=lambda: font(Size.BODY, 600, mono=True))
    small: QFont = field(default_factory=lambda: font(Size.SMALL))
    figure: QFont = field(default_factory=lambda: font(Size.SECONDARY))
    strip: QFont = field(default_factory=lambda: font(Size.STRIP))
    pill: QFont = field(default_factory=lambda: font(Size.SMALL, 600))
    symbol: QFont = field(default_factory=lambda: font(Size.TITLE, 600))


class ItemFactory:
    """Makes items for one theme, with fonts and paths shared between equal ones."""

    def __init__(self, tokens: Tokens, colouring: Colouring | None = None) -> None:
        self.tokens = tokens
        self.colouring = colouring or colour_by_kind(tokens)
        self.fonts = Fonts()
        self._metrics: dict[str, QFontMetricsF] = {}
        self._rounded: dict[tuple[float, float, float], QPainterPath] = {}

    # surfaces ----------------------------------------------------------------

    def surface(self, level: int) -> str:
        """The colour behind things at a nesting level: the canvas, then inset and panel in turn."""
        if level == 0:
            return self.tokens.canvas
        return self.tokens.inset if level % 2 else self.tokens.panel

    @property
    def node_surface(self) -> str:
        """The colour of a box's face."""
        return self.tokens.inset if self.tokens.dark else self.tokens.panel

    def rounded(self, width: float, height: float, radius: float) -> QPainterPath:
        """A rounded rectangle at (0, 0), one path for all that are equal."""
        key = (width, height, radius)
        path = self._rounded.get(key)
        if path is None:
            path = QPainterPath()
            path.addRoundedRect(QRectF(0, 0, width, height), radius, radius)
            self._rounded[key] = path
        return path

    def metrics(self, name: str) -> QFontMetricsF:
        """The metrics of one of :class:`Fonts`."""
        if name not in self._metrics:
            self._metrics[name] = QFontMetricsF(getattr(self.fonts, name))
        return self._metrics[name]

    # parts -------------------------------------------------------------------

    def _path(
        self, parent: QGraphicsItem | None, path: QPainterPath, fill: QColor | None, pen: QPen | None = None
    ) -> QGraphicsPathItem:
        item = QGraphicsPathItem(path, parent)
        item.setPen(pen if pen is not None else QPen(Qt.PenStyle.NoPen))
        if fill is not None:
            item.setBrush(QBrush(fill))
        return item

    def text(
        self, parent: QGraphicsItem, text: str, name: str, colour: str, x: float, middle: float
    ) -> QGraphicsSimpleTextItem:
        """A line of text whose left end is ``x`` and whose middle is ``middle``."""
        item = QGraphicsSimpleTextItem(text, parent)
        item.setFont(getattr(self.fonts, name))
        item.setBrush(QBrush(QColor(colour)))
        metrics = self.metrics(name)
        item.setPos(x, middle - metrics.height() / 2)
        return item

    def width(self, text: str, name: str) -> float:
        """How wide a text is in one of the fonts."""
        return self.metrics(name).horizontalAdvance(text)

    def fitted(self, text: str, name: str, room: float, where: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """The text, shortened to ``room``; empty where not even three letters fit."""
        if self.width(text, name) <= room:
            return text
        return self.metrics(name).elidedText(text, where, room) if room > 28 else ""

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

    def _operator(self, face: Face) -> "BoxItem":
        tokens = self.tokens
        colour = self.colouring(face)
        fill = blend(colour, self.node_surface, TINT)
        root = self._path(None, self.rounded(face.width, face.height, Radius.OPERATOR), fill, QPen(QColor(colour), 1))
        details: list[QGraphicsItem] = []
        head = face.height - 14 if face.strips else face.height
        self._kind_bar(root, colour, face.height, head)
        middle = head / 2 + 0.5
        figure_width = self.width(face.figure, "small") if face.figure else 0.0
        room = face.width - 14 - 10 - (figure_width + 8 if face.figure else 0)
        title = self.fitted(face.title, "title", room)
        self.text(root, title, "title", tokens.t1, 14, middle)
        if face.figure:
            details.append(self.text(root, face.figure, "small", tokens.t2, face.width - 8 - figure_width, middle))
        left = 14 + self.width(title, "title") + 8
        name = self.fitted(face.path, "mono", face.width - 16 - figure_width - left, Qt.TextElideMode.ElideMiddle)
        if name:
            details.append(self.text(root, name, "mono", tokens.t2, left, middle))
        strips = self._strips(root, face.strips, face.width, face.height, details)
        return BoxItem(root, details, strips)

    def _kind_bar(self, root: QGraphicsItem, colour: str, height: float, head: float) -> None:
        bar = QPainterPath()
        bar.addRect(QRectF(0.5, 0.5, KIND_BAR, head - 0.5))
        clip = self.rounded(KIND_BAR * 4, height, Radius.OPERATOR)
        self._path(root, bar.intersected(clip), QColor(colour))

    def _strips(
        self, root: QGraphicsItem, strips: Sequence[Strip], width: float, height: float, details: list[QGraphicsItem]
    ) -> dict[int, QRectF]:
        areas: dict[int, QRectF] = {}
        whole = self.rounded(width, height, Radius.OPERATOR)
        share = width / max(1, len(strips))
        for number, strip in enumerate(strips):
            area = QRectF(number * share, height - 14, share, 14)
            colour = self.tokens.kind(strip.kind)
            path = QPainterPath()
            path.addRect(area.adjusted(0.5 if number == 0 else 0, 0, -0.5 if number == len(strips) - 1 else 0, -0.5))
            surface = self._path(root, path.intersected(whole), blend(colour, self.node_surface, STRIP_TINT))
            surface.setData(DATA_ORDER, strip.order)
            bar = QPainterPath()
            bar.addRect(QRectF(area.x() + (0.5 if number == 0 else 0), area.y(), KIND_BAR, 13.5))
            mark = self._path(root, bar.intersected(whole), QColor(colour))
            mark.setData(DATA_ORDER, strip.order)
            text = self.fitted(strip.text, "strip", share - 14)
            label = self.text(root, text, "strip", self.tokens.t2, area.x() + 10, area.center().y())
            label.setData(DATA_ORDER, strip.order)
            details.append(label)
            areas[strip.order] = area
        return areas

    def _small(self, face: Face) -> "BoxItem":
        colour = self.colouring(face)
        root = self._path(
            None,
            self.rounded(face.width, face.height, Radius.OPERATOR),
            blend(colour, self.node_surface, STRIP_TINT),
            QPen(QColor(colour), 1),
        )
        self._kind_bar(root, colour, face.height, face.height)
        text = self.fitted(face.title, "small", face.width - 16)
        left = KIND_BAR + (face.width - KIND_BAR - self.width(text, "small")) / 2
        self.text(root, text, "small", self.tokens.t1, left, face.height / 2)
        return BoxItem(root)

    def _pill(self, face: Face) -> "BoxItem":
        root = self._path(None, self.rounded(face.width, face.height, face.height / 2), QColor(self.tokens.io))
        text = self.fitted(face.title, "title", face.width - 12)
        left = (face.width - self.width(text, "title")) / 2
        self.text(root, text, "title", self.tokens.canvas, left, face.height / 2)
        return BoxItem(root)

    def _junction(self, face: Face) -> "BoxItem":
        size = face.width
        colour = QColor(self.colouring(face))
        circle = QPainterPath()
        circle.addEllipse(QRectF(1, 1, size - 2, size - 2))
        root = self._path(None, circle, QColor(self.node_surface), QPen(colour, 2))
        sign = QPainterPath()
        middle, arm = size / 2, 4.0
        strokes = {
            "+": ((-arm, 0, arm, 0), (0, -arm, 0, arm)),
            "−": ((-arm, 0, arm, 0),),
            "×": ((-3, -3, 3, 3), (-3, 3, 3, -3)),
            "‖": ((-2, -arm, -2, arm), (2, -arm, 2, arm)),
        }.get(face.title)
        if strokes is None:
            text = self.text(root, face.title, "strip", self.tokens.t1, 0, middle)
            text.setX(middle - self.width(face.title, "strip") / 2)
            return BoxItem(root)
        for x0, y0, x1, y1 in strokes:
            sign.moveTo(middle + x0, middle + y0)
            sign.lineTo(middle + x1, middle + y1)
        pen = QPen(QColor(self.tokens.t1), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._path(root, sign, None, pen)
        return BoxItem(root)

    def _block(self, box: Box) -> "BoxItem":
        face, tokens = box.face, self.tokens
        outline = QPen(QColor(self.colouring(face)), 1)
        shape = self.rounded(face.width, face.height, Radius.CONTROL)
        root = self._path(None, shape, QColor(tokens.panel), outline)
        if face.count > 1:
            for offset in (6, 3):
                sheet = self._path(root, shape, QColor(tokens.panel), QPen(QColor(tokens.border), 1))
                sheet.setPos(offset, offset)
                sheet.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        details: list[QGraphicsItem] = []
        self.sign(root, 16, face.height / 2, plus=True)
        figures = (face.figure, face.second_figure)
        column = max(self.width(figures[0], "figure"), self.width(figures[1], "small"))
        divider = face.width - 12 - max(column, 44) - 12
        if any(figures):
            line = QPainterPath(QPointF(divider, 9))
            line.lineTo(divider, face.height - 9)
            details.append(self._path(root, line, None, QPen(QColor(tokens.border), 1)))
        else:
            divider = face.width
        for figure, name, colour, middle in (
            (figures[0], "figure", tokens.t1, 13.5),
            (figures[1], "small", tokens.t2, 29.5),
        ):
            if figure:
                x = face.width - 12 - self.width(figure, name)
                details.append(self.text(root, figure, name, colour, x, middle))
        pill = f"×{face.count}" if face.count > 1 else ""
        pill_room = self.width(pill, "pill") + 22 if pill else 0
        title = self.fitted(face.title, "block", divider - 42 - pill_room, Qt.TextElideMode.ElideMiddle)
        heading: list[QGraphicsItem] = [self.text(root, title, "block", tokens.t1, 30, 13.5)]
        if pill:
            heading.append(self.pill(root, pill, 30 + self.width(title, "block") + 8, 13.5))
        description = self.fitted(face.path, "small", divider - 38)
        details.append(self.text(root, description, "small", tokens.t2, 30, 29.5))
        return BoxItem(root, details, heading=heading, drop=face.height / 2 - 13.5)

    def pill(self, parent: QGraphicsItem, text: str, x: float, middle: float) -> QGraphicsItem:
        """The dark "×3" beside a repeated block's name."""
        width = self.width(text, "pill") + 12
        body = self._path(parent, self.rounded(width, 16, 8), QColor(self.tokens.t2))
        body.setPos(x, middle - 8)
        self.text(body, text, "pill", self.tokens.panel, 6, 8)
        return body

    def badge(self, text: str) -> QGraphicsPathItem:
        """A count of matches, on the point at which it is put; of one size on the screen at every scale."""
        area = self.badge_rect(text)
        path = QPainterPath()
        path.addRoundedRect(area, area.height() / 2, area.height() / 2)
        root = self._path(None, path, QColor(self.tokens.accent), QPen(QColor(self.tokens.canvas), 1.5))
        root.setZValue(3.3)
        root.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        root.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        label = self.text(root, text, "pill", self.tokens.on_accent, 0, 0)
        label.setX(-self.width(text, "pill") / 2)
        return root

    def badge_rect(self, text: str) -> QRectF:
        """How large such a count is, around (0, 0)."""
        width = max(20.0, self.width(text, "pill") + 12)
        return QRectF(-width / 2, -8, width, 16)

    def paint_badge(self, painter: QPainter, text: str, area: QRectF) -> None:
        """Paint such a count without an item."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.canvas), 1.5))
        painter.setBrush(QColor(self.tokens.accent))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setFont(self.fonts.pill)
        painter.setPen(QColor(self.tokens.on_accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def sign(self, parent: QGraphicsItem, x: float, y: float, *, plus: bool) -> None:
        """The plus or minus that opens or closes a block, with a hit area of 24 pixels."""
        area = QPainterPath()
        area.addRect(QRectF(x - 12, y - 12, 24, 24))
        hit = self._path(parent, area, None)
        hit.setBrush(QBrush(Qt.GlobalColor.transparent))
        hit.setData(DATA_PART, "toggle")
        sign = QPainterPath(QPointF(x - 4.5, y))
        sign.lineTo(x + 4.5, y)
        if plus:
            sign.moveTo(x, y - 4.5)
            sign.lineTo(x, y + 4.5)
        drawn = self._path(parent, sign, None, QPen(QColor(self.tokens.t2), 1.5))
        drawn.setData(DATA_PART, "toggle")

    # containers, edges, labels -----------------------------------------------

    def container(self, container: Container) -> "BoxItem":
        """Make the border and header of an open block."""
        tokens = self.tokens
        fill = QColor(self.surface(container.level + 1))
        shape = self.rounded(container.width, container.height, Radius.CONTAINER)
        root = self._path(None, shape, fill, QPen(QColor(tokens.strong), 1))
        root.setData(DATA_ID, container.id)
        root.setPos(container.x, container.y)
        root.setZValue(0.001 * container.level)
        self.sign(root, 16, 15, plus=False)
        details: list[QGraphicsItem] = []
        # Lines cross the header: words stay clear of them.
        left_end = (min(container.lines) - 10) if container.lines else container.width - 12
        right_start = (max(container.lines) + 10) if container.lines else 0.0
        pill = f"×{container.count}" if container.count > 1 else ""
        pill_room = self.width(pill, "pill") + 20 if pill else 0
        title = self.fitted(container.title, "block", left_end - 30 - pill_room, Qt.TextElideMode.ElideMiddle)
        self.text(root, title, "block", tokens.t1, 30, 15)
        x = 30 + self.width(title, "block") + 8
        if pill:
            self.pill(root, pill, x, 15)
            x += self.width(pill, "pill") + 20
        summary_start = container.width - 12 - self.width(container.summary, "small")
        fits = summary_start >= right_start and (bool(container.lines) or summary_start > x)
        if fits:
            details.append(self.text(root, container.summary, "small", tokens.t2, summary_start, 15))
        end = left_end if container.lines else (summary_start - 12 if fits else left_end)
        if self.width(container.description, "small") <= end - x:
            details.append(self.text(root, container.description, "small", tokens.t2, x, 15))
        return BoxItem(root, details)

    def edges(self, edges: Iterable[Edge]) -> list[QGraphicsPathItem]:
        """Make the lines of edges that leave one box, and their arrow heads."""
        lines, heads = QPainterPath(), QPainterPath()
        for edge in edges:
            add_line(lines, edge.points, arrow=edge.arrow)
            if edge.arrow:
                add_arrow(heads, edge.points)
        colour = QColor(self.tokens.strong)
        items = [self._path(None, lines, None, QPen(colour, 1.5)), self._path(None, heads, colour)]
        for item in items:
            item.setZValue(1)
        return items

    def label(self, label: Label) -> QGraphicsPathItem:
        """Make a shape label on a backing of the surface's colour."""
        width = self.width(label.text, "small") + 6
        root = self._path(None, self.rounded(width, 14, 2), QColor(self.surface(label.level)))
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

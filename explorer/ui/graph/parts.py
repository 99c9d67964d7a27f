"""What the graph's items are put together from: fonts, surfaces, paths, lines of text, pills and signs."""

from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from explorer.ui.theme import font
from explorer.ui.tokens import Size, Tokens

DATA_ID = 0
DATA_ORDER = 1
DATA_PART = 2
"""``toggle`` on the plus or minus sign of a block."""


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


class Parts:
    """Makes parts of items in one theme, with fonts and paths shared between equal ones."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
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

    def path(
        self, parent: QGraphicsItem | None, path: QPainterPath, fill: QColor | None, pen: QPen | None = None
    ) -> QGraphicsPathItem:
        """A path, filled and outlined if told."""
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

    # signs -------------------------------------------------------------------

    def pill(
        self, parent: QGraphicsItem, text: str, x: float, middle: float, colours: tuple[str, str] | None = None
    ) -> QGraphicsItem:
        """The dark "×3" beside a repeated block's name, or one in other colours (ground and text)."""
        ground, ink = colours or (self.tokens.t2, self.tokens.panel)
        width = self.width(text, "pill") + 12
        body = self.path(parent, self.rounded(width, 16, 8), QColor(ground))
        body.setPos(x, middle - 8)
        self.text(body, text, "pill", ink, 6, 8)
        return body

    def badge(self, text: str) -> QGraphicsPathItem:
        """A count of matches, on the point at which it is put; of one size on the screen at every scale."""
        area = self.badge_rect(text)
        path = QPainterPath()
        path.addRoundedRect(area, area.height() / 2, area.height() / 2)
        root = self.path(None, path, QColor(self.tokens.accent), QPen(QColor(self.tokens.canvas), 1.5))
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

    def sign(self, parent: QGraphicsItem, x: float, y: float, *, plus: bool, ink: str | None = None) -> None:
        """The plus or minus that opens or closes a block, with a hit area of 24 pixels."""
        area = QPainterPath()
        area.addRect(QRectF(x - 12, y - 12, 24, 24))
        hit = self.path(parent, area, None)
        hit.setBrush(QBrush(Qt.GlobalColor.transparent))
        hit.setData(DATA_PART, "toggle")
        sign = QPainterPath(QPointF(x - 4.5, y))
        sign.lineTo(x + 4.5, y)
        if plus:
            sign.moveTo(x, y - 4.5)
            sign.lineTo(x, y + 4.5)
        drawn = self.path(parent, sign, None, QPen(QColor(ink or self.tokens.t2), 1.5))
        drawn.setData(DATA_PART, "toggle")

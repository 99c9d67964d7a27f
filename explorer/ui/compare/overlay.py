"""What lies over a canvas of a comparison: signs on what differs, and a band along the chosen stage.

Painted in pixels of the screen, so that signs can be told at every scale; the
canvas below knows nothing of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.compare.differences import KINDS
from explorer.ui.compare.pairing import Half
from explorer.ui.compare.places import Span, marks_of, spans
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Radius, Size, Tokens

LEAST = 15.0
"""Pixels of a box on the screen below which it has no sign, only a line at its side."""
_SIGN = 16.0
_DASHES: dict[str, list[float] | None] = {
    "removed": [4, 2],
    "added": [1.2, 2],
    "changed": None,
    "resized": [6, 2, 1, 2],
}


def ink(kind: str, of: Tokens) -> str:
    """Return the colour of a kind of difference; beside it, there is always a sign."""
    return {"removed": of.series_a, "added": of.series_b, "changed": of.differ, "resized": of.t2}[kind]


class Overlay(QWidget):
    """Transparent for the mouse; follows the view's canvas."""

    def __init__(self, view: GraphView) -> None:
        super().__init__(view.canvas)
        self.setObjectName("compare.overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view
        self._half: Half | None = None
        self._marks: tuple[tuple[Selected, str], ...] = ()
        self._stage: tuple[Sequence[int], str] = ((), "")
        self.marked: dict[str, list[str]] = {}
        """By the id of a box that is seen, the kinds of the differences in it."""
        self._band: Span | None = None
        self.shown = True
        view.drawn.connect(self.refresh)
        view.canvas.viewMoved.connect(self.update)
        view.canvas.scaleChanged.connect(self.update)
        # The viewport's own events: the canvas hears of a new size before it has given it to the viewport.
        view.canvas.viewport().installEventFilter(self)
        theme().changed.connect(self.update)
        self.lower()
        self.stackUnder(view.cards.legend)

    def set_content(self, half: Half | None, marks: Iterable[tuple[Selected, str]]) -> None:
        """Mark these operators and blocks of a network."""
        self._half, self._marks, self._stage = half, tuple(marks), ((), "")
        self.refresh()

    def set_shown(self, shown: bool) -> None:
        """Show the signs of differences, or only the stage."""
        self.shown = shown
        self.update()

    def set_stage(self, units: Sequence[int], words: str) -> None:
        """Let a band run along these units; none for no units."""
        self._stage = (units, words)
        self.refresh()

    @property
    def band(self) -> Span | None:
        """From where to where in the drawing the band runs."""
        return self._band

    def refresh(self) -> None:
        """Find again where everything is, in another drawing."""
        drawing = self._view.drawing
        self.marked, self._band = {}, None
        self._cover()
        if self._half is not None and drawing is not None and self._view.tree is self._half.tree:
            self.marked = marks_of(self._half, drawing, self._marks)
            if self._stage[0]:
                where = spans(self._half, drawing)
                parts = [one for unit in self._stage[0] if (one := where[unit]) is not None]
                if parts:
                    self._band = (min(start for start, _ in parts), max(end for _, end in parts))
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._view.canvas.viewport().geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._view.drawing is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._band is not None:
                self._paint_band(painter, self._band)
            if self.shown:
                self._paint_marks(painter)

    def _paint_band(self, painter: QPainter, band: Span) -> None:
        transform, of = self._view.canvas.viewportTransform(), tokens()
        start, end = transform.map(QPointF(band[0], band[0])), transform.map(QPointF(band[1], band[1]))
        drawing = self._view.drawing
        assert drawing is not None
        if drawing.direction == "tb":
            area = QRectF(0, start.y() - 4, self.width(), end.y() - start.y() + 8)
            edge = QRectF(0, area.top(), 3, area.height())
        else:
            area = QRectF(start.x() - 4, 0, end.x() - start.x() + 8, self.height())
            edge = QRectF(area.left(), 0, area.width(), 3)
        painter.fillRect(area, color(of.accent, 0.08))
        painter.fillRect(edge, color(of.accent))
        painter.setFont(font(Size.SMALL, 600))
        painter.setPen(color(of.accent))
        seen = area.intersected(QRectF(self.rect()))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self._stage[1]) + 8
        place = QRectF(seen.left() + 6, seen.bottom() - 22, width, 18)
        painter.fillRect(place, color(of.canvas, 0.85))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._stage[1])

    def _paint_marks(self, painter: QPainter) -> None:
        canvas, of = self._view.canvas, tokens()
        transform, room = canvas.viewportTransform(), QRectF(self.rect())
        for item, kinds in self.marked.items():
            rect = canvas.rect_of(item)
            if rect is None:
                continue
            placed = transform.mapRect(rect)
            if placed.adjusted(-_SIGN, -_SIGN, _SIGN, _SIGN).intersects(room):
                draw_mark(painter, placed, Counter(kinds), of)


def draw_mark(painter: QPainter, placed: QRectF, kinds: Mapping[str, int], of: Tokens) -> None:
    """Draw the outline of what differs and the signs at its corner, with counts where it hides several."""
    first = next(kind for kind in KINDS if kind in kinds)
    pen = QPen(color(ink(first, of)), 1.5)
    dashes = _DASHES[first] if len(kinds) == 1 else None
    if dashes is not None:
        pen.setDashPattern(dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if placed.height() < LEAST:
        painter.drawLine(placed.topLeft() - QPointF(4, 0), placed.bottomLeft() - QPointF(4, 0))
        return
    painter.drawRoundedRect(placed.adjusted(-2, -2, 2, 2), Radius.CONTROL, Radius.CONTROL)
    right = placed.right() + 2
    for kind in KINDS[::-1]:
        if kind in kinds:
            right -= draw_sign(painter, kind, kinds[kind], QPointF(right, placed.top() - 2), of) + 2


def draw_sign(painter: QPainter, kind: str, count: int, corner: QPointF, of: Tokens) -> float:
    """Draw the sign of a kind with its right end at ``corner``, halfway above it; return its width."""
    painter.setFont(font(Size.STRIP, 600))
    number = str(count) if count > 1 else ""
    room = QFontMetricsF(painter.font()).horizontalAdvance(number) + 3 if number else 0.0
    body = QRectF(corner.x() - _SIGN - room, corner.y() - _SIGN / 2, _SIGN + room, _SIGN)
    painter.setPen(QPen(color(of.canvas), 1.5))
    painter.setBrush(color(ink(kind, of)))
    painter.drawRoundedRect(body, _SIGN / 2, _SIGN / 2)
    pen = QPen(color(of.canvas), 1.75)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(sign(kind).translated(body.left() + _SIGN / 2, body.center().y()))
    if number:
        painter.drawText(QRectF(body.left() + _SIGN - 2, body.top(), room, _SIGN), Qt.AlignmentFlag.AlignCenter, number)
    return body.width()


def sign(kind: str) -> QPainterPath:
    """Return the strokes of a sign around (0, 0), 8 pixels wide; no font needs to have it."""
    strokes: dict[str, Sequence[tuple[float, float, float, float]]] = {
        "removed": ((-3.5, 0, 3.5, 0),),
        "added": ((-3.5, 0, 3.5, 0), (0, -3.5, 0, 3.5)),
        "changed": ((-3.5, -1.75, 3.5, -1.75), (-3.5, 1.75, 3.5, 1.75), (2, -4, -2, 4)),
        "resized": ((-3, 3, 3, -3), (0, -3, 3, -3), (3, -3, 3, 0), (-3, 0, -3, 3), (-3, 3, 0, 3)),
        "same": ((-3.5, -1.75, 3.5, -1.75), (-3.5, 1.75, 3.5, 1.75)),
    }
    path = QPainterPath()
    for x0, y0, x1, y1 in strokes[kind]:
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    return path

"""The legend: what the colours of the graph mean, on the canvas and in exports."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from explorer.ui.theme import font, theme, tokens
from explorer.ui.tokens import Radius, Size, Space, Tokens

ROW = 20.0
PAD = float(Space.NEAR)
SWATCH = 10.0
BAR = QSizeF(14, 132)
MARK = 4.0
"""Length of a tick."""
LEAST_WIDTH = 88.0
NOTE_WIDTH = 116.0
"""Width in which longer notes are broken into lines."""
DASHES = (3.0, 2.0)
"""Dash and gap of the outline of a box without a value, in widths of its line."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOTE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class ColourBar:
    """The colours of a scale, and which values they stand for."""

    colours: tuple[str, ...]
    """``#RRGGBB`` from the low to the high end."""
    ends: tuple[str, str]
    """The values at the low and at the high end, in words."""
    marks: tuple[tuple[float, str], ...] = ()
    """Round values in between: where, from 0 to 1, and in words."""


@dataclass(frozen=True, slots=True)
class LegendContent:
    """A title, a scale or swatches with words, and what else must be known."""

    title: str
    bar: ColourBar | None = None
    rows: tuple[tuple[str | None, str], ...] = ()
    """Colour and word; without a colour it is the look of a box that has no value."""
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """All of it in one line, for those who do not see it."""
        words = [word for _, word in self.rows]
        if self.bar is not None:
            low, high = self.bar.ends
            words.insert(0, low if low == high else f"{low} – {high}")
        said = ", ".join(words)
        return ". ".join(part for part in (f"{self.title}: {said}" if said else self.title, *self.notes) if part)


def legend_size(content: LegendContent) -> QSizeF:
    """Return how large the card of a legend is."""
    small, plain = QFontMetricsF(font(Size.SMALL)), QFontMetricsF(font(Size.SECONDARY))
    widest = max([plain.horizontalAdvance(word) for _, word in content.rows], default=0.0) + PAD + SWATCH + 8
    widest = max(widest, QFontMetricsF(font(Size.SMALL, 600)).horizontalAdvance(content.title) + PAD)
    if content.bar is not None:
        words = (*content.bar.ends, *(word for _, word in content.bar.marks))
        widest = max(widest, max(map(small.horizontalAdvance, words)) + PAD + BAR.width() + MARK + 6)
    for note in content.notes:
        widest = max(widest, min(NOTE_WIDTH, small.horizontalAdvance(note)) + PAD)
    width = max(LEAST_WIDTH, widest + PAD)
    height = 6 + ROW + (BAR.height() + 16 if content.bar is not None else 0) + ROW * len(content.rows) + 6
    notes = [rect for rect, _ in _note_rects(content, width, height)]
    return QSizeF(round(width), round(notes[-1].bottom() + 8 if notes else height))


def _note_rects(content: LegendContent, width: float, top: float) -> Iterator[tuple[QRectF, str]]:
    metrics = QFontMetricsF(font(Size.SMALL))
    room = max(width - 2 * PAD, 1.0)
    for note in content.notes:
        height = metrics.boundingRect(QRectF(0, 0, room, 1000), _NOTE, note).height()
        yield QRectF(PAD, top, room, height), note
        top += height + 2


def paint_legend(painter: QPainter, content: LegendContent, of: Tokens, *, card: bool = True) -> None:
    """Paint a legend with its upper left corner at (0, 0), with the ``card`` behind it or without."""
    size = legend_size(content)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if card:
        painter.setPen(QPen(QColor(of.border), 1))
        painter.setBrush(QColor(of.panel))
        painter.drawRoundedRect(QRectF(QPointF(0, 0), size), Radius.CONTROL, Radius.CONTROL)
    painter.setFont(font(Size.SMALL, 600))
    painter.setPen(QColor(of.t3))
    painter.drawText(QRectF(PAD, 6, size.width() - PAD, ROW), _LEFT, content.title)
    top = 6 + ROW
    if content.bar is not None:
        _paint_bar(painter, content.bar, of, top + 6, size.width())
        top += BAR.height() + 16
    painter.setFont(font(Size.SECONDARY))
    for colour, word in content.rows:
        _paint_swatch(painter, colour, of, top + (ROW - SWATCH) / 2)
        painter.setPen(QColor(of.t1))
        painter.drawText(QRectF(PAD + SWATCH + 8, top, size.width() - PAD - SWATCH - 10, ROW), _LEFT, word)
        top += ROW
    painter.setFont(font(Size.SMALL))
    painter.setPen(QColor(of.t3))
    for rect, note in _note_rects(content, size.width(), top + 6):
        painter.drawText(rect.adjusted(0, 0, 2, 2), _NOTE, note)


def _paint_bar(painter: QPainter, bar: ColourBar, of: Tokens, top: float, width: float) -> None:
    area = QRectF(QPointF(PAD, top), BAR)
    gradient = QLinearGradient(area.bottomLeft(), area.topLeft())
    for number, colour in enumerate(bar.colours):
        gradient.setColorAt(number / max(1, len(bar.colours) - 1), QColor(colour))
    painter.setPen(QPen(QColor(of.strong), 1))
    painter.setBrush(gradient)
    painter.drawRoundedRect(area, Radius.TILE, Radius.TILE)
    painter.setFont(font(Size.SMALL))
    line = QFontMetricsF(painter.font()).height()
    ends = [(1.0, bar.ends[1])] + ([(0.0, bar.ends[0])] if bar.ends[0] != bar.ends[1] else [])
    taken: list[float] = []
    for place, words in (*ends, *bar.marks):
        middle = area.bottom() - place * area.height()
        if any(abs(middle - other) < line for other in taken):
            continue
        taken.append(middle)
        painter.setPen(QPen(QColor(of.strong), 1))
        painter.drawLine(QPointF(area.right(), middle), QPointF(area.right() + MARK, middle))
        painter.setPen(QColor(of.t1))
        left = area.right() + MARK + 4
        painter.drawText(QRectF(left, middle - line / 2, width - left, line), _LEFT, words)


def _paint_swatch(painter: QPainter, colour: str | None, of: Tokens, top: float) -> None:
    area = QRectF(PAD, top, SWATCH, SWATCH)
    if colour is None:
        pen = QPen(QColor(of.strong), 1)
        pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, 2.5, 2.5)


class Legend(QFrame):
    """The card on the canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph.legend")
        self.content = LegendContent("")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    @property
    def scaled(self) -> bool:
        """Whether colours stand for values, which nothing else on the canvas says."""
        return self.content.bar is not None

    def set_content(self, content: LegendContent) -> None:
        """Show what colours mean."""
        self.content = content
        self.setAccessibleName(content.text())
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return legend_size(self.content).toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            paint_legend(painter, self.content, tokens(), card=False)

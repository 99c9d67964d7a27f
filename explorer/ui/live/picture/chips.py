"""The chips on the picture: figures, what is going on, what the overlay is, its colour bar, the unit pointed at."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from explorer.ui.live import paint
from explorer.ui.tokens import Space

MARGIN = Space.CLOSE
"""Between a chip and the picture's edge."""
LOW = 190
"""Below this height of the picture, what the overlay is gets one line instead of two."""
_BAR = 48.0
_FIGURES = re.compile(r"[\d.,+−-]+")


@dataclass(slots=True)
class PictureChips:
    """What the chips say; each lies in a corner, off the others and off the receptive field if a corner allows it."""

    readings: tuple[tuple[str, str], ...] = ()
    """(label, value) lines, at home top left."""
    notice: str = ""
    """One line, at home top right."""
    title: str = ""
    path: str = ""
    """Method, channel and unit under the layer's path, at home bottom left."""
    scale: tuple[QColor, ...] = ()
    """Colours from ``scale_low`` to ``scale_top``, at home bottom right; none for an overlay without a scale."""
    scale_top: float = 0.0
    scale_low: float = 0.0
    steady: bool = False
    """Whether frames follow each other: a chip then stays as wide as its words have been, or a figure that gains and
    loses a digit would move it, and others with it, from corner to corner."""
    _widest: dict[tuple[str, ...], float] = field(default_factory=dict)
    """A steady chip, its words without figures → the width that it has had in the room that it has."""
    _room: float = 0.0

    def draw(self, painter: QPainter, room: QRectF, avoid: QRectF | None, *, small: bool = False) -> None:
        """Paint all chips into ``room``, away from ``avoid``; of a ``small`` picture only what goes on."""
        for box, paint_into in self.arrange(room, avoid, small=small):
            paint_into(painter, box)

    def arrange(
        self, room: QRectF, avoid: QRectF | None, *, small: bool = False
    ) -> list[tuple[QRectF, Callable[[QPainter, QRectF], None]]]:
        """Return where each chip goes, and what paints it."""
        if not self.steady or room.width() != self._room:
            self._widest.clear()
        self._room = room.width()
        placed: list[QRectF] = []
        painters = []
        for size, corners, paint_into in self._wanted(room, small):
            placed.append(_place(size, room, corners, placed, avoid))
            painters.append(paint_into)
        return list(zip(placed, painters, strict=True))

    def _wanted(self, room: QRectF, small: bool) -> Iterator[tuple[QSizeF, str, Callable[[QPainter, QRectF], None]]]:
        """Yield the chips, those first whose place matters most: size, corners by preference, painter."""
        if self.scale and not small:
            yield QSizeF(self._scale_width(), paint.CHIP_HEIGHT), "dbca", self._draw_scale
        lines = self._caption_lines(room) if not small else []
        if lines:
            widths = [paint.chip_width(text, mono=mono) for text, mono in lines]
            title = paint.chip_width(self.title) + 2 * paint.CHIP_PADDING
            # A path may be cut, figures never: the path makes room for the colour bar beside it.
            beside = room.width() - (self._scale_width() + Space.CLOSE if self.scale else 0)
            width = max(min(max(widths) + 2 * paint.CHIP_PADDING, beside), min(title, room.width()))
            width = self._lasting(width, self.path, self.title)
            yield QSizeF(width, len(lines) * paint.CHIP_LINE + Space.CLOSE), "cdab", partial(self._draw_caption, lines)
        if self.readings and not small:
            labels = max(paint.chip_width(label) for label, _ in self.readings)
            values = max(paint.chip_width(value, weight=600) for _, value in self.readings)
            width = labels + values + Space.WIDE + 2 * paint.CHIP_PADDING
            width = self._lasting(min(room.width(), width), *(label for label, _ in self.readings))
            yield QSizeF(width, len(self.readings) * paint.CHIP_LINE + Space.CLOSE), "abdc", self._draw_readings
        if self.notice:
            width = min(room.width(), paint.chip_width(self.notice, weight=600) + 2 * paint.CHIP_PADDING)
            yield QSizeF(width, paint.CHIP_HEIGHT), "badc", self._draw_notice

    def _caption_lines(self, room: QRectF) -> list[tuple[str, bool]]:
        """Return (text, monospace) of each line."""
        lines = [(self.path, True)] if self.path and (room.height() > LOW or not self.title) else []
        return lines + ([(self.title, False)] if self.title else [])

    def _draw_readings(self, painter: QPainter, box: QRectF) -> None:
        paint.draw_chip(painter, box)
        for index, (label, value) in enumerate(self.readings):
            line = _line(box, index)
            paint.draw_chip_text(painter, line, label, label=True)
            paint.draw_chip_text(painter, line, value, weight=600, align=Qt.AlignmentFlag.AlignRight)

    def _draw_notice(self, painter: QPainter, box: QRectF) -> None:
        draw_line_chip(painter, box, self.notice)

    def _lasting(self, width: float, *words: str) -> float:
        """The width of a chip that says ``words``, not less than it has been while it is steady."""
        if not self.steady:
            return width
        key = tuple(_FIGURES.sub("0", one) for one in words)
        width = self._widest[key] = max(width, self._widest.get(key, 0.0))
        return width

    def _scale_width(self) -> float:
        ends = paint.chip_width(paint.format_value(self.scale_low), weight=600) + paint.chip_width(
            paint.format_value(self.scale_top), weight=600
        )
        return self._lasting(ends + _BAR + 2 * paint.CHIP_PADDING + 2 * Space.CLOSE)

    def _draw_scale(self, painter: QPainter, box: QRectF) -> None:
        paint.draw_chip(painter, box)
        inner = box.adjusted(paint.CHIP_PADDING, 0, -paint.CHIP_PADDING, 0)
        low = paint.format_value(self.scale_low)
        paint.draw_chip_text(painter, inner, low, weight=600)
        top = paint.format_value(self.scale_top)
        paint.draw_chip_text(painter, inner, top, weight=600, align=Qt.AlignmentFlag.AlignRight)
        left = inner.left() + paint.chip_width(low, weight=600) + Space.CLOSE
        bar = QRectF(round(left), round(box.center().y()) - 4, _BAR, 8)
        ramp = QLinearGradient(bar.topLeft(), bar.topRight())
        for index, stop in enumerate(self.scale):
            ramp.setColorAt(index / max(1, len(self.scale) - 1), stop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ramp)
        painter.drawRect(bar)

    @staticmethod
    def _draw_caption(lines: list[tuple[str, bool]], painter: QPainter, box: QRectF) -> None:
        paint.draw_chip(painter, box)
        for index, (text, mono) in enumerate(lines):
            paint.draw_chip_text(painter, _line(box, index), text, mono=mono, label=mono)


def _place(size: QSizeF, room: QRectF, corners: str, chips: Sequence[QRectF], avoid: QRectF | None = None) -> QRectF:
    """Return the first free box: in a corner, else stacked on a chip there, else the one that covers least.

    Corners are ``a`` top left, ``b`` top right, ``c`` bottom left, ``d`` bottom right, the preferred one first.
    """
    boxes = []
    for corner in corners:
        left = room.left() if corner in "ac" else room.right() - size.width()
        top = room.top() if corner in "ab" else room.bottom() - size.height()
        boxes.append((QRectF(QPointF(left, top), size), corner in "ab"))
    stacked = [
        (
            box.translated(
                0, chip.bottom() + Space.TIGHT - box.top() if upper else chip.top() - Space.TIGHT - box.bottom()
            )
        )
        for box, upper in boxes
        for chip in chips
        if chip.intersects(box)
    ]
    candidates = [box for box in (*(box for box, _ in boxes), *stacked) if room.contains(box)]
    # Not touching either: two chips would be read as one.
    near = [chip.marginsAdded(QMarginsF(*[Space.TIGHT - 1.0] * 4)) for chip in chips]
    off_chips = [box for box in candidates if not any(box.intersects(chip) for chip in near)]

    def covered(box: QRectF) -> float:
        part = box & avoid if avoid is not None else QRectF()
        return part.width() * part.height()

    return min(off_chips, key=covered, default=boxes[0][0])


def draw_unit_chip(painter: QPainter, room: QRectF, cell: QRectF, words: str) -> None:
    """Say something about a unit, above its cell or below it, within ``room``."""
    width = paint.chip_width(words, weight=600) + 2 * paint.CHIP_PADDING
    left = min(max(room.left(), cell.center().x() - width / 2), room.right() - width)
    top = cell.top() - paint.CHIP_HEIGHT - Space.TIGHT
    if top < room.top():
        top = cell.bottom() + Space.TIGHT
    draw_line_chip(painter, QRectF(round(left), round(top), width, paint.CHIP_HEIGHT), words)


def draw_line_chip(painter: QPainter, box: QRectF, text: str) -> None:
    """Paint a chip of one line."""
    paint.draw_chip(painter, box)
    inner = box.adjusted(paint.CHIP_PADDING, 0, -paint.CHIP_PADDING, 0)
    paint.draw_chip_text(painter, inner, text, weight=600)


def _line(box: QRectF, index: int) -> QRectF:
    return QRectF(
        box.left() + paint.CHIP_PADDING,
        box.top() + Space.TIGHT + index * paint.CHIP_LINE,
        box.width() - 2 * paint.CHIP_PADDING,
        paint.CHIP_LINE,
    )

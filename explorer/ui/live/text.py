"""Fonts of what is painted again and again, with every frame: made once, and what was measured in them kept."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from explorer.ui.theme import font, theme

KEPT = 512
"""Widths that a face remembers: what a panel shows, and the figures of the last seconds."""


class Face:
    """A font with its figures and the widths of the lines that were written in it lately."""

    def __init__(self, size: int, weight: int = 400, *, mono: bool = False) -> None:
        self.font = font(size, weight, mono=mono)
        self.figures = QFontMetricsF(self.font)
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Return how wide a line is."""
        found = self._widths.get(text)
        if found is None:
            if len(self._widths) >= KEPT:
                self._widths.clear()  # figures change all the time, and what is still shown is measured soon again
            found = self._widths[text] = self.figures.horizontalAdvance(text)
        return found

    def fitting(self, text: str, room: float, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """Return a line, shortened where it is wider than ``room``."""
        return text if self.width(text) <= room else self.figures.elidedText(text, cut, room)

    def write(
        self, painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        """Write one line into ``box`` in the painter's colour, in the middle of its height."""
        painter.setFont(self.font)
        painter.drawText(box, _MIDDLE[align], text)


_MIDDLE = {
    align: align | Qt.AlignmentFlag.AlignVCenter
    for align in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter)
}


def face(size: int, weight: int = 400, *, mono: bool = False) -> Face:
    """Return a font of the theme in force, see :func:`explorer.ui.theme.font`; the same one until that changes."""
    _follow_theme()
    return _face(size, weight, mono)


@cache
def _face(size: int, weight: int, mono: bool) -> Face:
    return Face(size, weight, mono=mono)


@cache
def _follow_theme() -> None:
    theme().changed.connect(_face.cache_clear)

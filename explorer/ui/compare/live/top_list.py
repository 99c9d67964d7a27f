"""The most probable classes of one network, each with its rank in the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import Ranked
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import series_ink
from explorer.ui.live.panel.top_classes import TopClasses
from explorer.ui.theme import color, font, tokens
from explorer.ui.tokens import Size, Space

NOTE_WIDTH = 40.0
NONE = "–"
"""The other network does not list the class."""


class ComparedTop(TopClasses):
    """Bars in the colour of its side; a sign says whether a class ranks the same, higher or lower over there."""

    VALUE_WIDTH = 58.0

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"compare.live.{LETTERS[place].lower()}.top")
        self._place = place
        self._agreement: Agreement | None = None

    def set_agreement(self, agreement: Agreement | None) -> None:
        """Compare with the other network's classes, or with none."""
        self._agreement = agreement
        self.tell()
        self.update()

    def note(self, item: Ranked) -> str:
        """Return the sign and the rank in the other network; empty where there is nothing to compare with."""
        agreement = self._agreement
        if agreement is None:
            return ""
        rank = agreement.ranks[self._place].get(item.index)
        if rank is None:
            return NONE
        sign = "=" if rank == item.rank else "↓" if rank > item.rank else "↑"
        return f"{sign} {rank}"

    def ink(self) -> str:
        """Return the colour of its side."""
        return series_ink(self._place, tokens())

    def paint_note(self, painter: QPainter, line: QRectF, item: Ranked) -> float:
        """Write the rank in the other network, and ≠ where the first classes differ."""
        words = self.note(item)
        if not words:
            return 0.0
        differs = words != NONE and not words.startswith("=")
        painter.setFont(font(Size.SECONDARY, 600 if differs else 400))
        painter.setPen(color(tokens().differ if differs else tokens().t3))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        width = NOTE_WIDTH
        if self._differs_first(item):
            painter.setFont(font(14, 600))
            painter.setPen(color(tokens().differ))
            beside = line.adjusted(0, 0, -NOTE_WIDTH, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "≠")
            width += 14
        return width + Space.CLOSE

    def spoken(self, item: Ranked) -> str:
        """Return a class in words, with its rank in the other network."""
        words = super().spoken(item)
        note = self.note(item)
        if not note:
            return words
        other = LETTERS[1 - self._place]
        rank = note.split()[-1]
        there = self.tr("not listed in {0}") if note == NONE else self.tr("rank {1} in {0}")
        return f"{words} ({there.format(other, rank)})"

    def _differs_first(self, item: Ranked) -> bool:
        return item.rank == 1 and self._agreement is not None and not self._agreement.same_first

"""The line below the canvases: what is chosen, what corresponds to it, and what is different."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from explorer.ui.compare.differences import KINDS
from explorer.ui.compare.overlay import ink, sign
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, label

MOST = 2
"""Differences that are written out beside the names; all are in the list of differences."""


class Sign(QWidget):
    """The sign of a kind of difference in its colour; ``same`` for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self.setFixedSize(20, 20)
        theme().changed.connect(self.update)

    def set_kind(self, kind: str) -> None:
        """Show another sign, none for an empty word."""
        self._kind = kind
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._kind:
            return
        of = tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(ink(self._kind, of) if self._kind in KINDS else of.t3))
            painter.drawEllipse(2, 2, 16, 16)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(color(of.panel))
            pen.setWidthF(1.75)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(sign(self._kind).translated(10, 10))


class DifferenceCard(QWidget):
    """Speaks of one pair in one line, so that the canvases above keep their height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = Sign()
        self._names = [ElidedLabel("", "mono", Qt.TextElideMode.ElideMiddle) for _ in range(2)]
        self._status = label(role="secondary", name="compare.card.status")
        self._lines = [ElidedLabel("", "value") for _ in range(MOST)]
        self._more = label(role="secondary", name="compare.card.more")
        self._arrow = label("↔", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, Space.NEAR, 0)
        row.setSpacing(Space.CLOSE)
        for widget in (self._sign, self._names[0], self._arrow, self._names[1], self._status):
            row.addWidget(widget)
        for line in self._lines:
            row.addWidget(line)
        row.addWidget(self._more)
        row.addStretch(1)
        self.setFixedHeight(Space.DOCK_HEADER)

    def say(self, text: str) -> None:
        """Say one sentence."""
        self._set("", ("", ""), text, ())

    def show_pair(self, kind: str, names: tuple[str, str], status: str, lines: Sequence[str]) -> None:
        """Show a pair of operators or blocks; an empty name is nothing there."""
        self._set(kind, names, status, lines)

    def text(self) -> str:
        """Return all that is said, one line each."""
        parts = [*(name.whole_text() for name in self._names), self._status.text()]
        return "\n".join([" ".join(part for part in parts if part), *self.lines])

    @property
    def lines(self) -> list[str]:
        """The differences that are listed."""
        return [line.whole_text() for line in self._lines if not line.isHidden()]

    def _set(self, kind: str, names: tuple[str, str], status: str, lines: Sequence[str]) -> None:
        self._sign.set_kind(kind)
        self._sign.setVisible(bool(kind))
        for one, name in zip(self._names, names, strict=True):
            one.set_text(name)
            one.setVisible(bool(name))
        self._arrow.setVisible(all(names))
        self._status.setText(status)
        shown = lines[:MOST]
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(shown))
            if number < len(shown):
                line.set_text(shown[number])
        left = len(lines) - len(shown)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("· {0} lines, {1} more than are shown").format(len(lines), left))
        self._more.setToolTip("\n".join(lines[MOST : MOST + 40]))
        self.setAccessibleName(self.text())

"""Work by kind: a slim stacked bar, and its legend with exact figures."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from explorer.analysis.rows import Work
from explorer.ui.docks.inspector.inspector_parts import Result, Section, wrapped
from explorer.ui.docks.inspector.work_kinds import WorkPart, convention, work_parts
from explorer.ui.numbers import scaled, share, thousands, with_unit
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius, Space
from explorer.ui.widgets.labels import ElidedLabel, label

_BAR = 10
_LEAST = 3
"""Pixels of the smallest part: what is there must be seen."""
_GAP = 1
_SWATCH = 10


class WorkSection(Section):
    """The operations of a network or a block."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        parts = work_parts(work)
        result = Result()
        figure, unit = scaled(work.flops)
        result.set_texts(self.tr("Work by kind"), figure, f"{unit}{self.tr('FLOPs')}")
        self.body.addWidget(result)
        self.body.addWidget(StackedBar(parts))
        grid = QGridLayout()
        grid.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(1, 1)
        for line, part in enumerate(parts):
            swatch = QFrame()
            swatch.setProperty("kind", part.color)
            swatch.setFixedSize(_SWATCH, _SWATCH)
            grid.addWidget(swatch, line, 0)
            grid.addWidget(ElidedLabel(part.name, "label"), line, 1)
            right = Qt.AlignmentFlag.AlignRight
            count = label(thousands(part.flops), "value", selectable=True)
            portion = label(with_unit(share(part.flops, work.flops), "%"), "value", selectable=True)
            grid.addWidget(count, line, 2, right)
            grid.addWidget(portion, line, 3, right)
            for cell in (swatch, count, portion):
                cell.setToolTip(f"{part.name}: {part.tip}")
        self.body.addLayout(grid)
        self.body.addWidget(wrapped(convention(), "label"))


class StackedBar(QWidget):
    """The parts side by side, each as wide as its share."""

    def __init__(self, parts: Sequence[WorkPart]) -> None:
        super().__init__()
        self.setObjectName("inspector.work")
        self._parts = parts
        whole = sum(part.flops for part in parts)
        words = [f"{part.name} {with_unit(share(part.flops, whole), '%')}" for part in parts]
        self.setAccessibleName(self.tr("Work by kind: {0}").format(", ".join(words)))
        self.setToolTip("\n".join(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def widths(self) -> list[float]:
        """Return the width of each part in pixels."""
        whole = sum(part.flops for part in self._parts)
        room = self.width() - _GAP * (len(self._parts) - 1)
        least = [max(_LEAST, part.flops / whole * room) for part in self._parts]
        # What the small ones are given is taken from the largest.
        largest = least.index(max(least))
        least[largest] -= sum(least) - room
        return least

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._parts:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = QPainterPath()
            outline.addRoundedRect(QRectF(self.rect()), Radius.TILE, Radius.TILE)
            painter.setClipPath(outline)
            left = 0.0
            for part, width in zip(self._parts, self.widths(), strict=True):
                painter.fillRect(QRectF(left, 0, width, self.height()), color(tokens().kind(part.color)))
                left += width + _GAP

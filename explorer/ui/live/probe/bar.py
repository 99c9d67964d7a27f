"""What the probe says, and the effective receptive field on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from explorer.ui.docks.inspector.progress_line import ProgressLine
from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import ElidedLabel


class ProbeBar(QFrame):
    """Two lines of words and one button; progress appears below."""

    effectiveRequested = Signal(bool)  # show it, or no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.probe")
        self._title = ElidedLabel("", "value")
        self._title.setObjectName("live.probe.title")
        self._details = ElidedLabel("", "secondary")
        self._details.setObjectName("live.probe.details")
        self.effective = push_button(self.tr("Effective"), "live.probe.effective")
        self.effective.setCheckable(True)
        self.effective.setToolTip(
            self.tr("How much each pixel counts for this cell, by its gradient on the loaded weights (E)")
        )
        self.progress = ProgressLine("live.probe.progress")
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.NEAR, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._details, 1, 0)
        grid.addWidget(self.effective, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.progress, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        # Chosen it is bold, which needs more room.
        bold = QFontMetrics(font(Size.SECONDARY, 600)).horizontalAdvance(self.effective.text())
        self.effective.setMinimumWidth(bold + 22)
        self.effective.toggled.connect(self.effectiveRequested)
        self.hide()

    def say(self, title: str, details: str = "") -> None:
        """Say what a cell sees, or which cells see a point, and below it where that is."""
        self._title.set_text(title)
        # The line stays where there is nothing to say: nothing below jumps while the pointer moves.
        self._details.set_text(details or " ")
        self.setAccessibleName(f"{title} {details}".strip())

    def text(self) -> str:
        """Return what it says."""
        return self.accessibleName()

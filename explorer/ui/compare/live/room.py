"""How the page is shared out: graphs, what both networks see, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from explorer.ui.compare.live.part import FITTING, LivePart
from explorer.ui.compare.side import Side
from explorer.ui.tokens import Space

GRAPHS = 300
"""Pixels in which graphs are worth a look: with less than that, only their heads stay."""
UNBOUNDED = 16_777_215
"""Qt's largest height of a widget."""


class Room(QObject):
    """Gives the live part its height when it opens; graphs step aside where there is too little for both."""

    def __init__(
        self,
        parts: QSplitter,
        upper: QWidget,
        live: LivePart,
        panel: QWidget,
        canvases: QSplitter,
        sides: Sequence[Side],
        card: QWidget,
        parent: QObject,
    ) -> None:
        """``parts``: ``upper`` with the graphs and the ``card`` below them, live part, and ``panel``."""
        super().__init__(parent)
        self._parts, self._upper, self._live, self._panel = parts, upper, live, panel
        self._canvases = canvases
        self._sides, self._card = sides, card
        self._before: list[int] = []
        self._build()
        live.opened.connect(self._on_opened)
        live.graphs.toggled.connect(self._on_graphs_toggled)

    def _build(self) -> None:
        self._canvases.setObjectName("compare.canvases")
        for side in self._sides:
            self._canvases.addWidget(side)
        self._canvases.setChildrenCollapsible(False)
        column = QVBoxLayout(self._upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._canvases, 1)
        column.addWidget(self._card)
        self._parts.setObjectName("compare.parts")
        for part, share in ((self._upper, 3), (self._live, 0), (self._panel, 2)):
            self._parts.addWidget(part)
            self._parts.setStretchFactor(self._parts.indexOf(part), share)
        self._parts.setSizes([510, Space.DOCK_HEADER, 330])
        self._parts.setCollapsible(0, False)
        self._parts.setCollapsible(1, False)
        self._live.hide()

    @Slot(bool)
    def _on_opened(self, opened: bool) -> None:
        sizes = self._parts.sizes()
        if opened:
            self._before = sizes
            whole, least = sum(sizes), self._panel.minimumHeight()
            room = whole - FITTING - least
            self._live.graphs.setChecked(room >= GRAPHS)
            self.show_graphs()
            upper = max(GRAPHS, whole - FITTING - sizes[2]) if room >= GRAPHS else self._heads()
            lower = max(least, min(sizes[2], whole - FITTING - upper))
            self._parts.setSizes([upper, whole - upper - lower, lower])
            self._live.setFocus()
        else:
            self.show_graphs()
            self._parts.setSizes(self._before)

    @Slot(bool)
    def _on_graphs_toggled(self, shown: bool) -> None:
        self.show_graphs()
        sizes = self._parts.sizes()
        if shown and sizes[0] < GRAPHS:
            # First the tables give what they can; the live part scrolls.
            lower = max(self._panel.minimumHeight(), sizes[2] - (GRAPHS - sizes[0]))
            self._parts.setSizes([GRAPHS, sum(sizes) - GRAPHS - lower, lower])

    def set_stacked(self, stacked: bool) -> None:
        """Let the graphs stand one above the other, or beside each other, at once."""
        self._canvases.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self.show_graphs()
        QApplication.sendPostedEvents(self._canvases, QEvent.Type.LayoutRequest)

    def show_graphs(self) -> None:
        """Show both graphs, or only the heads above them."""
        shown = self._live.graphs.isChecked() or not self._live.is_open
        self._card.setVisible(shown)
        for side in self._sides:
            side.view.setVisible(shown)
        self._upper.setMaximumHeight(UNBOUNDED if shown else self._heads())

    def _heads(self) -> int:
        stacked = self._canvases.orientation() is Qt.Orientation.Vertical
        head = Space.DOCK_HEADER + 3
        return 2 * head + self._canvases.handleWidth() if stacked else head

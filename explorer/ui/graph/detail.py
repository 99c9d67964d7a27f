"""Words that can only be read from near: shown and left out at once where they are seen, elsewhere between events."""

import time
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, QRectF, QTimer

from explorer.ui.graph.items import BoxItem
from explorer.visualize.graph.scene import Box, Container

SLICE = 0.004
"""Seconds between events; a frame needs the rest."""


class Detail(QObject):
    """Shows or leaves out the details of many boxes, which at once would hold up a frame of a zoom."""

    def __init__(self, parent: QObject, find: Callable[[str], BoxItem | None]) -> None:
        """``find`` returns the item of a box, None for one that has gone meanwhile."""
        super().__init__(parent)
        self._find = find
        self._near = True
        self._waiting: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_slice_due)

    def show(self, near: bool, things: Mapping[str, Box | Container], seen: QRectF) -> None:
        """Show the details of boxes or leave them out, first of those that meet ``seen``."""
        self._near = near
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
        first: list[str] = []
        self._waiting = []
        for key, thing in things.items():
            beside = thing.x > right or thing.x + thing.width < left
            outside = beside or thing.y > bottom or thing.y + thing.height < top
            (self._waiting if outside else first).append(key)
        self._apply(first)
        if self._waiting:
            self._timer.start(0)

    def _apply(self, keys: Iterable[str]) -> None:
        for key in keys:
            made = self._find(key)
            if made is not None:
                made.show_details(self._near)

    def _on_slice_due(self) -> None:
        end = time.perf_counter() + SLICE
        while self._waiting and time.perf_counter() < end:
            self._apply([self._waiting.pop()])
        if not self._waiting:
            self._timer.stop()

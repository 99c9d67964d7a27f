"""Where things lie on the painted picture: its pixels, the region that the network saw, the cells of a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSizeF

from explorer.engine.messages import SeenRegion
from explorer.ui.live.picture.zoom import Zoom


@dataclass(slots=True)
class PictureSpace:
    """Maps picture pixels and cells to a widget, and back."""

    size: tuple[int, int] | None = None
    """Width and height of the picture in its pixels."""
    room: QRectF = field(default_factory=QRectF)
    """The widget."""
    region: SeenRegion | None = None
    cells: tuple[int, int] | None = None
    """Rows and columns of the map, None without one."""
    close: bool = False
    """Show only what the network sees, as large as fits, where all of the picture would leave it small."""
    zoom: Zoom = field(default_factory=Zoom)

    def fitted(self) -> QRectF:
        """Return where the whole picture fits, or beyond the widget if the region alone is to fit."""
        if self.size is None:
            return QRectF()
        seen = self.region
        if self.close and seen is not None:
            factor = min(self.room.width() / seen.width, self.room.height() / seen.height)
            middle = QPointF(seen.left + seen.width / 2, seen.top + seen.height / 2) * factor
            return QRectF(self.room.center() - middle, QSizeF(self.size[0] * factor, self.size[1] * factor))
        factor = min(self.room.width() / self.size[0], self.room.height() / self.size[1])
        width, height = self.size[0] * factor, self.size[1] * factor
        return QRectF(round((self.room.width() - width) / 2), round((self.room.height() - height) / 2), width, height)

    def target(self) -> QRectF:
        """Return where the picture is painted, beyond the widget if it is magnified."""
        return self.zoom.place(self.fitted(), self.room) if self.size is not None else QRectF()

    def to_view(self, box: QRectF) -> QRectF:
        """Map picture pixels to the widget."""
        target = self.target()
        factor = target.width() / self.size[0] if self.size is not None else 1.0
        return QRectF(
            target.left() + box.left() * factor,
            target.top() + box.top() * factor,
            box.width() * factor,
            box.height() * factor,
        )

    def to_picture(self, point: QPointF) -> QPointF:
        """Map a point of the widget to picture pixels."""
        target = self.target()
        factor = target.width() / self.size[0] if self.size is not None else 1.0
        return QPointF((point.x() - target.left()) / factor, (point.y() - target.top()) / factor)

    def region_box(self) -> QRectF:
        """Return where the region is painted: the whole picture until one is known."""
        seen = self.region
        if seen is None:
            return self.target()
        return self.to_view(QRectF(seen.left, seen.top, seen.width, seen.height))

    def cell_box(self, unit: tuple[int, int]) -> QRectF:
        """Return the part of the region that stands for a unit's place in its map; empty without a map."""
        if self.cells is None:
            return QRectF()
        box = self.region_box()
        height, width = box.height() / self.cells[0], box.width() / self.cells[1]
        return QRectF(box.left() + unit[1] * width, box.top() + unit[0] * height, width, height)

    def unit_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the unit (y, x) whose place in the map is at ``point``."""
        if self.cells is None or self.region is None or self.cells[0] * self.cells[1] < 2:
            return None
        box = self.region_box()
        if not box.contains(point):
            return None
        rows, columns = self.cells
        y = int((point.y() - box.top()) / box.height() * rows)
        x = int((point.x() - box.left()) / box.width() * columns)
        return min(y, rows - 1), min(x, columns - 1)

"""What the picture view shows and where: the picture, the region that the network saw, one overlay, the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.engine.messages import SeenRegion
from explorer.ui.live.picture.painter import PicturePainter
from explorer.ui.live.picture.space import PictureSpace
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.theme import theme

if TYPE_CHECKING:
    import numpy as np


class PictureCanvas(QWidget):
    """Paints a picture and, inside the region that the network saw, one overlay; it hears nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Picture with overlay"))
        self.space = PictureSpace()
        self.painted = PicturePainter(self.space)
        self._picture: LoadedPicture | None = None
        self._values: np.ndarray | None = None
        self._unit: tuple[int, int] | None = None
        self._clickable = True
        self._notice = ""
        self._stale = False
        theme().changed.connect(self.update)

    # What it shows

    def set_picture(self, picture: LoadedPicture | None) -> None:
        """Show another picture, without region, overlay or box."""
        size = (picture.width, picture.height) if picture is not None else None
        if size != self.space.size:
            self.space.zoom.reset()
        self._picture = picture
        self.space.size = size
        self.space.region = None
        self.painted.set_preview(picture.preview if picture is not None else None)
        self.painted.field = None
        self.set_overlay(None)

    def set_region(self, region: SeenRegion | None) -> None:
        """Frame what the network sees, in picture pixels."""
        self.space.region = region
        self.update()

    def set_overlay(
        self,
        overlay: QImage | None,
        *,
        scale: tuple[QColor, ...] = (),
        scale_top: float = 0.0,
        scale_low: float = 0.0,
    ) -> None:
        """Lay ``overlay`` over the region; a ``scale`` from ``scale_low`` to ``scale_top`` gets a colour bar."""
        self.painted.overlay = overlay
        chips = self.painted.chips
        chips.scale, chips.scale_top, chips.scale_low = scale, scale_top, scale_low
        self.update()

    def set_values(
        self, values: np.ndarray | None, unit: tuple[int, int] | None = None, *, clickable: bool = True
    ) -> None:
        """Set the map (H, W) whose units can be pointed at, and the unit that is shown."""
        self._values = values
        self._unit = unit
        self._clickable = self.painted.of_unit = clickable
        self.space.cells = (int(values.shape[0]), int(values.shape[1])) if values is not None else None
        self.painted.set_values(values)
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Set the overlay's opacity, 0 to 1."""
        self.painted.opacity = opacity
        self.update()

    def set_receptive_field(self, box: QRectF | None) -> None:
        """Draw the receptive field of the shown unit, in picture pixels; parts outside the region are cut."""
        self.painted.field = box
        self.update()

    def set_caption(self, title: str, path: str) -> None:
        """Say what the overlay is: method, channel and unit over the layer's path."""
        self.painted.chips.title, self.painted.chips.path = title, path
        self.setAccessibleDescription(f"{path} {title}".strip())
        self.update()

    def set_readings(self, readings: tuple[tuple[str, str], ...]) -> None:
        """Show figures as (label, value) lines, such as the latency."""
        self.painted.chips.readings = readings
        self.update()

    def set_notice(self, text: str) -> None:
        """Show one line about what is going on; an empty one hides it."""
        self._notice = text
        self._show_notice()

    def set_stale(self, stale: bool) -> None:
        """Fade the overlay because it belongs to an earlier request."""
        self._stale = stale
        self.painted.stale = stale
        self._show_notice()

    def set_bare(self, bare: bool) -> None:
        """Show the picture without its overlay: that stands beside it."""
        self.painted.bare = bare
        self.update()

    def set_close(self, close: bool) -> None:
        """Show only what the network sees of the picture, or all of it."""
        self.space.close = close
        self.update()

    def set_contour(self, share: float | None) -> None:
        """Draw the line where the map reaches a share of its scale; None for no line."""
        self.painted.contour = share
        self.update()

    def _show_notice(self) -> None:
        self.painted.chips.notice = self._notice or (self.tr("stale") if self._stale else "")
        self.update()

    @property
    def picture(self) -> LoadedPicture | None:
        """The picture that is shown."""
        return self._picture

    @property
    def values(self) -> np.ndarray | None:
        """The map whose units can be pointed at."""
        return self._values

    # Marks

    def set_probed(self, point: QPointF | None, field: QRectF | None, cells: tuple[tuple[range, range], ...]) -> None:
        """Mark a point and what a unit sees, in picture pixels, and blocks of cells (rows, columns)."""
        self.painted.point, self.painted.probed, self.painted.blocks = point, field, cells
        self.update()

    def set_influence(self, image: QImage | None) -> None:
        """Lay an effective receptive field over the region, in place of the overlay; None takes it away."""
        self.painted.influence = image
        self.update()

    # Geometry

    def height_for(self, width: int, lowest: int, highest: int) -> int:
        """Return the height at which the picture fills ``width``, within bounds."""
        if self._picture is None:
            return lowest
        if self.space.close and self.space.region is not None:
            seen = self.space.region
            return min(highest, max(lowest, round(width * seen.height / seen.width)))
        return min(highest, max(lowest, round(width * self._picture.height / self._picture.width)))

    def width_for(self, height: int) -> int:
        """Return how wide what is shown of the picture is at a height."""
        seen = self.space.region
        if self.space.close and seen is not None:
            return round(height * seen.width / seen.height)
        return round(height * self._picture.width / self._picture.height) if self._picture is not None else height

    def target(self) -> QRectF:
        """Return where the picture is painted."""
        return self.space.target()

    def to_view(self, box: QRectF) -> QRectF:
        """Map picture pixels to the widget."""
        return self.space.to_view(box)

    def region_box(self) -> QRectF:
        """Return where the region is painted: the whole picture until one is set."""
        return self.space.region_box()

    def cell_box(self, unit: tuple[int, int]) -> QRectF:
        """Return the part of the region that stands for a unit's place in its map; empty without a map."""
        return self.space.cell_box(unit)

    def unit_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the unit (y, x) whose place in the map is at ``point``."""
        return self.space.unit_at(point)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.paint(self, self.tr)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.space.room = QRectF(self.rect())
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(348, 232)

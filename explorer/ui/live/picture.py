"""The picture with what the network sees of it: region, overlay, receptive field, chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.engine.messages import SeenRegion
from explorer.ui.live import paint
from explorer.ui.live.chips import MARGIN, PictureChips, draw_unit_chip
from explorer.ui.live.source import LoadedPicture
from explorer.ui.theme import theme
from explorer.ui.tokens import Radius

if TYPE_CHECKING:
    import numpy as np

STRONGEST = "max"
"""The word of ``ChannelJob.unit`` for the strongest unit of a channel."""
WHOLE_MAP = "all"
"""The word for all units of a channel."""
DIMMED = 0.43
SMALL = 320
"""A picture that is painted narrower leaves the chips the whole widget."""
STALE = 0.4


class PictureView(QWidget):
    """Paints a picture and, inside the region that the network saw, one overlay.

    A click on the region chooses the unit whose cell lies there; a click beside
    it, or Escape, goes back to the strongest unit.
    """

    unitChosen = Signal(object)  # (y, x), or "max" for the strongest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Picture with overlay"))
        self._picture: LoadedPicture | None = None
        self._region: SeenRegion | None = None
        self._overlay: QImage | None = None
        self._values: np.ndarray | None = None
        self._opacity = 0.85
        self._unit: tuple[int, int] | None = None
        self._field: QRectF | None = None
        self._hover: tuple[int, int] | None = None
        self._chips = PictureChips()
        self._notice = ""
        self._stale = False
        self._scaled: tuple[QSize, QPixmap, QPixmap] | None = None
        theme().changed.connect(self.update)

    # What it shows

    def set_picture(self, picture: LoadedPicture | None) -> None:
        """Show another picture, without region, overlay or box."""
        self._picture = picture
        self._region = None
        self._scaled = None
        self._field = None
        self.set_overlay(None)

    def set_region(self, region: SeenRegion | None) -> None:
        """Frame what the network sees, in picture pixels."""
        self._region = region
        self.update()

    def set_overlay(self, overlay: QImage | None, *, scale: tuple[QColor, ...] = (), scale_top: float = 0.0) -> None:
        """Lay ``overlay`` over the region; a ``scale`` from 0 to ``scale_top`` gets a colour bar."""
        self._overlay = overlay
        self._chips.scale = scale
        self._chips.scale_top = scale_top
        self.update()

    def set_values(self, values: np.ndarray | None, unit: tuple[int, int] | None = None) -> None:
        """Set the map (H, W) whose units can be pointed at, and the unit that is shown."""
        self._values = values
        self._unit = unit
        self._hover = None
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Set the overlay's opacity, 0 to 1."""
        self._opacity = opacity
        self.update()

    def set_receptive_field(self, box: QRectF | None) -> None:
        """Draw the receptive field of the shown unit, in picture pixels; parts outside the region are cut."""
        self._field = box
        self.update()

    def set_caption(self, title: str, path: str) -> None:
        """Say what the overlay is: method, channel and unit over the layer's path."""
        self._chips.title, self._chips.path = title, path
        self.setAccessibleDescription(f"{path} {title}".strip())
        self.update()

    def set_readings(self, readings: tuple[tuple[str, str], ...]) -> None:
        """Show figures as (label, value) lines, such as the latency."""
        self._chips.readings = readings
        self.update()

    def set_notice(self, text: str) -> None:
        """Show one line about what is going on; an empty one hides it."""
        self._notice = text
        self._show_notice()

    def set_stale(self, stale: bool) -> None:
        """Fade the overlay because it belongs to an earlier request."""
        self._stale = stale
        self._show_notice()

    def _show_notice(self) -> None:
        self._chips.notice = self._notice or (self.tr("stale") if self._stale else "")
        self.update()

    @property
    def picture(self) -> LoadedPicture | None:
        """The picture that is shown."""
        return self._picture

    # Geometry

    def height_for(self, width: int, lowest: int, highest: int) -> int:
        """Return the height at which the picture fills ``width``, within bounds."""
        if self._picture is None:
            return lowest
        return min(highest, max(lowest, round(width * self._picture.height / self._picture.width)))

    def target(self) -> QRectF:
        """Return where the picture is painted."""
        if self._picture is None:
            return QRectF()
        factor = min(self.width() / self._picture.width, self.height() / self._picture.height)
        width, height = self._picture.width * factor, self._picture.height * factor
        return QRectF(round((self.width() - width) / 2), round((self.height() - height) / 2), width, height)

    def to_view(self, box: QRectF) -> QRectF:
        """Map picture pixels to the widget."""
        target = self.target()
        factor = target.width() / self._picture.width if self._picture is not None else 1.0
        return QRectF(
            target.left() + box.left() * factor,
            target.top() + box.top() * factor,
            box.width() * factor,
            box.height() * factor,
        )

    def region_box(self) -> QRectF:
        """Return where the region is painted: the whole picture until one is set."""
        if self._region is None:
            return self.target()
        seen = self._region
        return self.to_view(QRectF(seen.left, seen.top, seen.width, seen.height))

    def cell_box(self, unit: tuple[int, int]) -> QRectF:
        """Return the part of the region that stands for a unit's place in its map; empty without a map."""
        if self._values is None:
            return QRectF()
        box = self.region_box()
        rows, columns = self._values.shape
        height, width = box.height() / rows, box.width() / columns
        return QRectF(box.left() + unit[1] * width, box.top() + unit[0] * height, width, height)

    def unit_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the unit (y, x) whose place in the map is at ``point``."""
        if self._values is None or self._picture is None or self._region is None or self._values.size < 2:
            return None
        box = self.region_box()
        if not box.contains(point):
            return None
        rows, columns = self._values.shape
        y = int((point.y() - box.top()) / box.height() * rows)
        x = int((point.x() - box.left()) / box.width() * columns)
        return min(y, rows - 1), min(x, columns - 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        target = self.target()
        colored, grey = self._pixmaps(self._picture.preview, target)
        painter.save()
        painter.setClipPath(paint.rounded(target, Radius.CONTAINER))
        painter.drawPixmap(target, colored, QRectF(colored.rect()))
        region = self.region_box()
        if self._overlay is not None:
            self._paint_overlay(painter, self._overlay, target, region, grey)
        if self._region is not None:
            self._paint_frame(painter, target, region)
        self._paint_boxes(painter, region)
        painter.restore()
        self._paint_chips(painter, target)

    def _pixmaps(self, preview: QImage, target: QRectF) -> tuple[QPixmap, QPixmap]:
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio)))
        if self._scaled is None or self._scaled[0] != size:
            image = preview.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
            self._scaled = (size, QPixmap.fromImage(image), QPixmap.fromImage(grey))
        return self._scaled[1], self._scaled[2]

    def _paint_overlay(self, painter: QPainter, image: QImage, target: QRectF, region: QRectF, grey: QPixmap) -> None:
        opacity = self._opacity * (STALE if self._stale else 1)
        painter.save()
        painter.setClipRect(region, Qt.ClipOperation.IntersectClip)
        # Grey comes in twice as fast as the overlay: at 50 % the picture no longer competes in colour.
        painter.setOpacity(min(1.0, 2 * opacity))
        painter.drawPixmap(target, grey, QRectF(grey.rect()))
        painter.setOpacity(opacity)
        painter.drawImage(region, image, QRectF(image.rect()))
        painter.restore()

    def _paint_frame(self, painter: QPainter, target: QRectF, region: QRectF) -> None:
        outside = QPainterPath()
        outside.addRect(target)
        inside = QPainterPath()
        inside.addRect(region)
        outside = outside.subtracted(inside)
        if outside.boundingRect().width() < 1:
            return
        painter.fillPath(outside, QColor.fromRgbF(0, 0, 0, DIMMED))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor.fromRgbF(1, 1, 1, 0.75), 1))
        painter.drawRect(region.toAlignedRect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_boxes(self, painter: QPainter, region: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        field = self._field_box()
        if field is not None:
            self._paint_double(painter, field, 2)
        if self._hover is not None and self._values is not None:
            self._paint_double(painter, self.cell_box(self._hover), 1)

    def _field_box(self) -> QRectF | None:
        if self._field is None or self._picture is None:
            return None
        box = self.to_view(self._field).intersected(self.region_box())
        return box.toAlignedRect().toRectF() if not box.isEmpty() else None

    @staticmethod
    def _paint_double(painter: QPainter, box: QRectF, width: int) -> None:
        # White over black is seen on every picture.
        for stroke, pen in ((Qt.GlobalColor.black, 2 * width), (Qt.GlobalColor.white, width)):
            painter.setPen(
                QPen(stroke, pen, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawRect(box)

    def _paint_chips(self, painter: QPainter, target: QRectF) -> None:
        # Beside a small picture there is room that they need not take from it.
        room = target if target.width() >= SMALL else QRectF(self.rect())
        room = room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        self._chips.draw(painter, room, self._field_box())
        if self._hover is not None and self._values is not None:
            value = paint.format_value(float(self._values[self._hover]))
            words = self.tr("unit ({y}, {x})  {value}").format(y=self._hover[0], x=self._hover[1], value=value)
            draw_unit_chip(painter, room, self.cell_box(self._hover), words)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        unit = self.unit_at(event.position())
        if unit != self._hover:
            self._hover = unit
            self.setCursor(Qt.CursorShape.CrossCursor if unit is not None else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._values is None:
            super().mousePressEvent(event)
            return
        unit = self.unit_at(event.position())
        if unit is not None or self._unit is not None:
            self.unitChosen.emit(unit if unit is not None else STRONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._values is not None:
            self.unitChosen.emit(STRONGEST)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(348, 232)

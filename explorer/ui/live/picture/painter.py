"""How the picture view looks: the picture, its overlay, frames, lines and chips."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from explorer.ui.live import paint
from explorer.ui.live.picture.chips import MARGIN, PictureChips, draw_unit_chip
from explorer.ui.live.picture.frame import RegionFrame
from explorer.ui.live.picture.space import PictureSpace
from explorer.ui.tokens import Radius

if TYPE_CHECKING:
    import numpy as np

SMALL = 320
"""A picture that is painted narrower leaves the chips the whole widget."""
CRAMPED = 240
"""Narrower than this, the figures and the path would cover what is to be seen."""
STALE = 0.4


class PicturePainter:
    """Holds what is painted; coordinates are picture pixels and cells of the map."""

    def __init__(self, space: PictureSpace) -> None:
        self.chips = PictureChips()
        self.overlay: QImage | None = None
        self.influence: QImage | None = None
        self.bare = False
        self.stale = False
        self.opacity = 0.85
        self.contour: float | None = None
        self.field: QRectF | None = None
        self.of_unit = True
        """Whether the overlay is of a unit, whose field is framed, or of a class."""
        self.hover: tuple[int, int] | None = None
        self.point: QPointF | None = None
        self.probed: QRectF | None = None
        self.blocks: tuple[tuple[range, range], ...] = ()
        self.moving = False
        """Whether frames follow each other."""
        self._space = space
        self._frame = RegionFrame()
        self._preview: QImage | None = None
        self._values: np.ndarray | None = None
        self._broken: QPainterPath | None = None
        self._scaled: tuple[QSize, QPixmap] | None = None
        self._grey: QPixmap | None = None
        self._lines: tuple[np.ndarray, float, list[QLineF]] | None = None

    def set_preview(self, preview: QImage | None) -> None:
        """Paint another picture."""
        self._preview = preview
        self._scaled = self._grey = None

    def set_values(self, values: np.ndarray | None) -> None:
        """Take the map that hovering and the contour line speak of."""
        if values is not self._values:
            self.hover = None
            self._broken = paint.broken_cells(values) if values is not None else None
        self._values = values

    def paint(self, widget: QWidget, tr: Callable[[str], str]) -> None:
        """Paint everything into ``widget``."""
        if self._preview is None:
            return
        with QPainter(widget) as painter:
            self.draw(painter, QRectF(widget.rect()), widget.devicePixelRatioF())
            target = self._space.target().intersected(QRectF(widget.rect()))
            # Beside a small picture there is room that the chips need not take from it.
            room = target if target.width() >= SMALL else QRectF(widget.rect())
            room = room.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            # Words that jump out of the way of the strongest unit from frame to frame could not be read.
            avoid = self._framed() if not self.moving else None
            self.chips.steady = self.moving
            self.chips.draw(painter, room, avoid, small=room.width() < CRAMPED)
            if self.hover is not None and self._values is not None:
                value = paint.format_value(float(self._values[self.hover]))
                words = tr("unit ({y}, {x})  {value}").format(y=self.hover[0], x=self.hover[1], value=value)
                draw_unit_chip(painter, room, self._space.cell_box(self.hover), words)

    def draw(self, painter: QPainter, room: QRectF, ratio: float) -> None:
        """Paint the picture with its overlay, lines and boxes, without chips."""
        assert self._preview is not None
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        target = self._space.target()
        colored = self._colored(self._preview, target, ratio)
        region, visible = self._space.region_box(), target.intersected(room)
        outline = paint.rounded(visible, Radius.CONTAINER)
        painter.save()
        painter.setClipPath(outline)
        painter.drawPixmap(target, colored, QRectF(colored.rect()))
        if outline.contains(region):
            # Off the corners no round ones are needed, under which all takes several times as long.
            painter.setClipRect(visible)
        shown = self.influence if self.influence is not None else None if self.bare else self.overlay
        if shown is not None:
            self._draw_overlay(painter, shown, target, region, self._greyed(colored))
        self._draw_contour(painter, region)
        self._draw_broken(painter, region)
        if self._space.region is not None:
            self._frame.draw(painter, target, region, room, outline)
        if self.point is not None:
            painter.setClipPath(outline)
        self._draw_boxes(painter)
        painter.restore()

    def _colored(self, preview: QImage, target: QRectF, ratio: float) -> QPixmap:
        size = QSize(max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio)))
        # A magnified picture is drawn from the whole preview: only what is seen of it is scaled.
        if self._space.zoom.factor > 1:
            size = preview.size()
        if self._scaled is None or self._scaled[0] != size:
            image = preview.scaled(
                size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled, self._grey = (size, QPixmap.fromImage(image)), None
        return self._scaled[1]

    def _greyed(self, colored: QPixmap) -> QPixmap:
        """The picture in grey, which only an overlay needs."""
        if self._grey is None:
            self._grey = QPixmap.fromImage(colored.toImage().convertToFormat(QImage.Format.Format_Grayscale8))
        return self._grey

    def _draw_overlay(self, painter: QPainter, image: QImage, target: QRectF, region: QRectF, grey: QPixmap) -> None:
        opacity = self.opacity * (STALE if self.stale else 1)
        painter.save()
        painter.setClipRect(region, Qt.ClipOperation.IntersectClip)
        # Grey comes in twice as fast as the overlay: at 50 % the picture no longer competes in colour.
        painter.setOpacity(min(1.0, 2 * opacity))
        painter.drawPixmap(target, grey, QRectF(grey.rect()))
        painter.setOpacity(opacity)
        painter.drawImage(region, image, QRectF(image.rect()))
        painter.restore()

    def _draw_contour(self, painter: QPainter, region: QRectF) -> None:
        values = self._values
        if self.contour is None or values is None or values.size < 2 or self.influence is not None:
            return
        level = self.contour * (self.chips.scale_top or 1.0)
        if self._lines is None or self._lines[0] is not values or self._lines[1] != level:
            self._lines = (values, level, paint.contour_lines(values, level))
        if not self._lines[2]:
            return
        rows, columns = values.shape
        transform = QTransform().translate(region.left(), region.top())
        transform.scale(region.width() / columns, region.height() / rows)
        mapped = [transform.map(line) for line in self._lines[2]]
        for stroke, width in ((QColor(0, 0, 0, 190), 3.5), (QColor("white"), 1.5)):
            painter.setPen(QPen(stroke, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLines(mapped)

    def _draw_broken(self, painter: QPainter, region: QRectF) -> None:
        if self._broken is None or self._values is None or self.bare:
            return
        rows, columns = self._values.shape
        transform = QTransform().translate(region.left(), region.top())
        transform.scale(region.width() / columns, region.height() / rows)
        paint.draw_broken(painter, transform.map(self._broken))

    def _draw_boxes(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rows, columns in self.blocks:
            first, last = (
                self._space.cell_box((rows.start, columns.start)),
                self._space.cell_box((rows[-1], columns[-1])),
            )
            paint.draw_double(painter, first.united(last), 1, dashed=True)
        field = self._framed()
        if field is not None:
            paint.draw_double(painter, field, 2)
        if self.hover is not None and self._values is not None:
            paint.draw_double(painter, self._space.cell_box(self.hover), 1)
        if self.point is not None:
            at = self._space.to_view(QRectF(self.point, self.point)).topLeft()
            paint.draw_cross(painter, at)

    def _framed(self) -> QRectF | None:
        if self.probed is not None:
            return self._inside(self.probed)
        return self._inside(self.field) if self.of_unit and self.point is None else None

    def _inside(self, field: QRectF | None) -> QRectF | None:
        if field is None or self._preview is None:
            return None
        box = self._space.to_view(field).intersected(self._space.region_box())
        return box.toAlignedRect().toRectF() if not box.isEmpty() else None

"""The frame around what the network saw: the rest of the picture is dimmed, and a line separates both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

DIMMED = 0.43
SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


@dataclass(frozen=True, slots=True)
class _Place:
    """All that the frame's pixels depend on."""

    target: QRectF
    region: QRectF
    room: QRect
    scale: int

    @property
    def line(self) -> QRect:
        return self.region.toAlignedRect()


class RegionFrame:
    """Draws the frame, from kept pixmaps where it stays the same: it does so from frame to frame of a video.

    Antialiased shapes under a rounded clip take a third of all the picture's painting. Blended from pixmaps, a few
    pixels come out otherwise by one of 255 levels.
    """

    def __init__(self) -> None:
        self._place: _Place | None = None
        self._kept: list[tuple[QRect, QPixmap, QRect]] = []
        """Where a part of the frame goes, and from where in which pixmap."""

    def draw(
        self, painter: QPainter, target: QRectF, region: QRectF, room: QRectF, outline: QPainterPath | None = None
    ) -> None:
        """Frame ``region`` within ``target``, of which ``room`` is seen, and of that what lies in ``outline``.

        The outline depends on nothing but ``target`` and ``room``; None for all of it.
        """
        device = painter.deviceTransform()
        scale = round(device.m11())
        whole = (device.m11(), device.m22(), device.dx() % 1, device.dy() % 1) == (scale, scale, 0, 0)
        place = _Place(target, region, room.toAlignedRect(), scale)
        known = place == self._place
        if not known:
            self._place, self._kept = place if whole else None, []
        if not whole or not self._kept:
            outside = _outside(target, region)
            if outside.boundingRect().width() < 1:
                return
            if not known or not whole:
                # Between the pixels of the screen it cannot be kept; and what moves is not worth keeping.
                painter.save()
                if outline is not None:
                    painter.setClipPath(outline)
                _dim(painter, outside)
                _line(painter, place.line)
                painter.restore()
                return
            dimmed = _layer(place, outline, lambda layer: _dim(layer, outside))
            line = _layer(place, outline, lambda layer: _line(layer, place.line))
            self._kept = [*_cut(place, dimmed, _dimmed_parts(place)), *_cut(place, line, _line_parts(place))]
        painter.save()
        # Pixel for pixel there is nothing to smooth; asked to, Qt takes ten times as long, on several threads.
        painter.setRenderHints(SMOOTH, False)
        for part, layer, source in self._kept:
            painter.drawPixmap(part, layer, source)
        painter.restore()


def _outside(target: QRectF, region: QRectF) -> QPainterPath:
    outside, inside = QPainterPath(), QPainterPath()
    outside.addRect(target)
    inside.addRect(region)
    return outside.subtracted(inside)


def _dim(painter: QPainter, outside: QPainterPath) -> None:
    painter.fillPath(outside, QColor.fromRgbF(0, 0, 0, DIMMED))


def _line(painter: QPainter, box: QRect) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor.fromRgbF(1, 1, 1, 0.75), 1))
    painter.drawRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5))


def _layer(place: _Place, outline: QPainterPath | None, draw: Callable[[QPainter], None]) -> QPixmap:
    layer = QPixmap(place.room.size() * place.scale)
    layer.setDevicePixelRatio(place.scale)
    layer.fill(Qt.GlobalColor.transparent)
    with QPainter(layer) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-place.room.topLeft())
        if outline is not None:
            painter.setClipPath(outline)
        draw(painter)
    return layer


def _cut(place: _Place, layer: QPixmap, parts: list[QRect]) -> list[tuple[QRect, QPixmap, QRect]]:
    scale, corner = place.scale, place.room.topLeft()
    return [(part, layer, QRect((part.topLeft() - corner) * scale, part.size() * scale)) for part in parts]


def _dimmed_parts(place: _Place) -> list[QRect]:
    """Where anything is dimmed, each pixel once."""
    return _ring(place.target.toAlignedRect() & place.room, place.line.adjusted(1, 1, -1, -1))


def _line_parts(place: _Place) -> list[QRect]:
    return [part & place.room for part in _ring(place.line, place.line.adjusted(1, 1, -1, -1))]


def _ring(outer: QRect, inner: QRect) -> list[QRect]:
    """``outer`` without ``inner``: what lies above, below, left and right."""
    inner = inner & outer
    if inner.isEmpty():
        return [outer]
    above, below = inner.top() - outer.top(), outer.bottom() - inner.bottom()
    parts = [
        QRect(outer.left(), outer.top(), outer.width(), above),
        QRect(outer.left(), inner.bottom() + 1, outer.width(), below),
        QRect(outer.left(), inner.top(), inner.left() - outer.left(), inner.height()),
        QRect(inner.right() + 1, inner.top(), outer.right() - inner.right(), inner.height()),
    ]
    return [part for part in parts if not part.isEmpty()]

"""How one channel's tile looks, in the strip and on the wall."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen

from explorer.ui.live import paint
from explorer.ui.theme import color, font, tokens
from explorer.ui.tokens import Radius, Size


def draw_tile(painter: QPainter, box: QRectF, image: QImage | None, *, broken: bool = False) -> None:
    """Paint a channel's map, or that it is dead if there is none; broken values are hatched in magenta."""
    shape = paint.rounded(box, Radius.TILE)
    painter.save()
    painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
    if image is None:
        _draw_dead(painter, box)
    else:
        painter.fillPath(shape, color(tokens().inset))
        # A map is shown cell by cell; one that has more cells than the tile has pixels is averaged instead.
        dense = image.width() > box.width() * painter.device().devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, dense)
        painter.drawImage(letterboxed(box, image), image, QRectF(image.rect()))
        if broken:
            paint.draw_broken(painter, shape)
    painter.restore()


def _draw_dead(painter: QPainter, box: QRectF) -> None:
    shape = paint.rounded(box, Radius.TILE)
    painter.fillPath(shape, color(tokens().inset))
    paint.draw_hatched(painter, shape, color(tokens().border), gap=7)
    word, face = QCoreApplication.translate("tiles", "dead"), font(Size.SMALL)
    if QFontMetricsF(face).horizontalAdvance(word) <= box.width() - 2:
        painter.setPen(color(tokens().t2))
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)


def letterboxed(box: QRectF, image: QImage) -> QRectF:
    """Return where an image lies in a box if its cells stay square."""
    if image.width() == image.height():
        return box
    factor = min(box.width() / image.width(), box.height() / image.height())
    width, height = image.width() * factor, image.height() * factor
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)


def draw_chosen(painter: QPainter, box: QRectF, channel: int, room: float) -> None:
    """Ring a tile and name its channel, within a widget that is ``room`` wide."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color(tokens().panel), 2))
    painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), Radius.TILE, Radius.TILE)
    painter.setPen(QPen(color(tokens().accent), 2))
    painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), Radius.OPERATOR, Radius.OPERATOR)
    words = str(channel)
    width = paint.chip_width(words, weight=600) + 2 * 5
    if box.width() - 4 < width:
        left = min(max(0.0, box.center().x() - width / 2), room - width)
        paint.draw_corner_chip(painter, QRectF(left - 4, box.top(), width + 8, box.height()), words)
    else:
        paint.draw_corner_chip(painter, box, words)

"""One channel in the grid of strongest patches: where its parts lie, and how they are painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen

from explorer.inference.top_patches.patch import Patch, placed
from explorer.ui.live import paint
from explorer.ui.live.pixels import image_of
from explorer.ui.theme import color, font, tokens
from explorer.ui.tokens import Radius, Size, Space

if TYPE_CHECKING:
    from explorer.engine.messages import TopPatchesPage

SIDE = 3
"""Patches in a row and in a column."""
GAP = 2
"""Between two patches."""
CAPTION = 20
SMALLEST, USUAL, LARGEST = 28, 48, 72
"""A patch's side, in pixels."""
PIXELLED = 12
"""A picture of fewer pixels is shown pixel by pixel."""


@dataclass(slots=True)
class Shown:
    """A patch and what is painted of it."""

    patch: Patch
    image: QImage
    projection: QImage | None = None
    method: str | None = None


@dataclass(slots=True)
class Content:
    """What is known of a channel."""

    shown: list[Shown] = field(default_factory=list)
    stamp: int = -1
    """Pictures that had been looked at when it was cut out."""
    side: int = 0
    """Pixels that it was cut out for."""

    def projected(self, method: str) -> bool:
        """Whether all its patches are there with their projections by ``method``."""
        return all(one.method == method for one in self.shown)

    def at(self, place: int) -> Shown | None:
        """Return the patch of that place (from 0)."""
        return next((one for one in self.shown if one.patch.rank == place + 1), None)


def content_of(patches: list[Patch], page: TopPatchesPage, former: Content | None) -> Content:
    """Return a channel's patches ready to be painted; projections that are known already are kept."""
    method = page.method
    known = {} if former is None or former.side != page.side else {_what(one.patch): one for one in former.shown}
    shown = []
    for patch in patches:
        before = known.get(_what(patch))
        one = Shown(patch, before.image if before else image_of(patch.pixels))
        if method is not None:
            one.projection = image_of(patch.projection) if patch.projection is not None else QImage()
            one.method = method
        elif before is not None:
            one.projection, one.method = before.projection, before.method
        shown.append(one)
    return Content(shown, page.summary.done, page.side)


def _what(patch: Patch) -> tuple[object, ...]:
    return patch.path, patch.unit


@dataclass(frozen=True, slots=True)
class CellForm:
    """The measures of every cell."""

    tile: int

    @property
    def block(self) -> int:
        """Side of 3 × 3 patches."""
        return SIDE * self.tile + (SIDE - 1) * GAP

    @property
    def width(self) -> int:
        return 2 * self.block + Space.CLOSE + 2 * Space.CLOSE

    @property
    def height(self) -> int:
        return CAPTION + self.block + 2 * Space.TIGHT

    def place(self, cell: QRectF, place: int, projected: bool) -> QRectF:
        """Return where a patch, or the projection beside it, is painted."""
        row, column = divmod(place, SIDE)
        left = cell.left() + Space.CLOSE + (self.block + Space.CLOSE if projected else 0)
        step = self.tile + GAP
        return QRectF(left + column * step, cell.top() + Space.TIGHT + CAPTION + row * step, self.tile, self.tile)

    def place_at(self, cell: QRectF, x: float, y: float) -> int | None:
        """Return the place under a point, on the patches or on their projections."""
        for place in range(SIDE * SIDE):
            if any(self.place(cell, place, projected).contains(x, y) for projected in (False, True)):
                return place
        return None


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a channel's patches."""

    name: str
    value: str
    pictures: str
    dead: str
    """Said in place of the patches; empty for a channel that is not dead."""


def paint_cell(
    painter: QPainter, form: CellForm, cell: QRectF, caption: Caption, content: Content | None, *, chosen: bool
) -> None:
    """Paint one channel."""
    if chosen:
        painter.setBrush(color(tokens().selection))
        painter.setPen(QPen(color(tokens().accent), 1))
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
    _paint_caption(painter, form, cell, caption, chosen)
    if caption.dead:
        _paint_dead(painter, form, cell, caption.dead)
        return
    for place in range(SIDE * SIDE):
        one = content.at(place) if content is not None else None
        for projected in (False, True):
            box = form.place(cell, place, projected)
            if one is None:
                painter.fillRect(box, color(tokens().border if content is None else tokens().inset, 0.6))
            else:
                _paint_patch(painter, box, one, one.projection if projected else one.image)


def paint_ring(painter: QPainter, form: CellForm, cell: QRectF, place: int, *, strong: bool) -> None:
    """Mark a patch and its projection: strongly where the keyboard is, faintly under the mouse."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for projected in (False, True):
        box = form.place(cell, place, projected).adjusted(-0.5, -0.5, 0.5, 0.5)
        if strong:
            painter.setPen(QPen(color(tokens().panel), 4))
            painter.drawRect(box)
        painter.setPen(QPen(color(tokens().accent if strong else tokens().t1), 2 if strong else 1))
        painter.drawRect(box)


def _paint_caption(painter: QPainter, form: CellForm, cell: QRectF, caption: Caption, chosen: bool) -> None:
    line = QRectF(cell.left() + Space.CLOSE, cell.top() + 2, 2 * form.block + Space.CLOSE, CAPTION)
    bold, plain = font(Size.SECONDARY, 600), font(Size.SMALL)
    painter.setFont(bold)
    painter.setPen(color(tokens().accent if chosen else tokens().t1))
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, caption.name)
    used = QFontMetricsF(bold).horizontalAdvance(caption.name) + Space.CLOSE
    painter.setFont(plain)
    metrics = QFontMetricsF(plain)
    painter.setPen(color(tokens().t2))
    painter.drawText(
        line.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, caption.value
    )
    used += metrics.horizontalAdvance(caption.value) + Space.CLOSE
    # Figures are never cut: what does not fit is left out, and the tool tip has it.
    if used + metrics.horizontalAdvance(caption.pictures) <= line.width():
        painter.setPen(color(tokens().t2 if chosen else tokens().t3))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, caption.pictures)


def _paint_dead(painter: QPainter, form: CellForm, cell: QRectF, words: str) -> None:
    first, last = form.place(cell, 0, False), form.place(cell, SIDE * SIDE - 1, True)
    shape = paint.rounded(QRectF(first.topLeft(), last.bottomRight()), Radius.TILE)
    painter.fillPath(shape, color(tokens().inset))
    paint.draw_hatched(painter, shape, color(tokens().border), gap=7)
    painter.setFont(font(Size.SMALL))
    metrics = QFontMetricsF(painter.font())
    box = shape.boundingRect()
    label = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * Space.CLOSE, metrics.height() + Space.TIGHT)
    label.moveCenter(box.center())
    painter.fillRect(label, color(tokens().inset))
    painter.setPen(color(tokens().t2))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_patch(painter: QPainter, box: QRectF, one: Shown, image: QImage | None) -> None:
    # What stays of this colour is padding, or beyond a field that is not square: nothing of the picture.
    painter.fillRect(box, color(tokens().border, 0.55))
    if image is None:  # the projection is on its way
        return
    left, top, width, height = placed(one.patch.window, box.width())
    inner = QRectF(box.left() + left, box.top() + top, width, height)
    if image.isNull():
        paint.draw_hatched(painter, paint.rounded(box, 0), color(tokens().warn), gap=7)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, min(image.width(), image.height()) >= PIXELLED)
    painter.drawImage(_snapped(inner, painter), image, QRectF(image.rect()))


def _snapped(box: QRectF, painter: QPainter) -> QRectF:
    """The box on whole pixels of the screen, so that edges are sharp."""
    scale = painter.device().devicePixelRatioF()
    corners = [
        QPointF(round(p.x() * scale) / scale, round(p.y() * scale) / scale) for p in (box.topLeft(), box.bottomRight())
    ]
    result = QRectF(*corners)
    return result if result.width() > 0 and result.height() > 0 else box

"""Which part of a drawing to show, and how large."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

READABLE = 0.6
"""Below this scale nobody reads what is in the boxes."""
COMFORTABLE = 0.9
CLOSE = 1.5
"""Above this scale a box is no better to read."""

View = tuple[float, QPointF]
"""A scale, and the point of the drawing in the upper left corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size and the part of the viewport in which it is to be shown."""

    size: QSizeF
    free: QRectF
    downwards: bool

    def whole(self) -> View:
        """Everything, never enlarged."""
        width, height = max(1.0, self.size.width()), max(1.0, self.size.height())
        scale = min(self.free.width() / width, self.free.height() / height, 1.0)
        return scale, QPointF(width / 2, height / 2) - self.free.center() / scale

    def start(self, readable: float = READABLE, at: QRectF | None = None) -> View:
        """Everything if it can be read like that, at a scale of ``readable``, else its beginning, or what is ``at``."""
        view = self.whole()
        if view[0] >= readable:
            return view
        width, height, free = self.size.width(), self.size.height(), self.free
        if self.downwards:
            scale = min(1.0, max(readable, free.width() / width))
            corner = QPointF(width / 2 - free.center().x() / scale, -free.top() / scale)
        else:
            scale = min(1.0, max(readable, free.height() / height))
            corner = QPointF(-free.left() / scale, height / 2 - free.center().y() / scale)
        return scale, corner if at is None else self._centred(at, scale, corner)

    def _centred(self, at: QRectF, scale: float, corner: QPointF) -> QPointF:
        """The corner with which a part is in the middle, as far as the drawing goes; of what fits nothing moves."""
        free, wanted = self.free, at.center() - self.free.center() / scale
        if self.size.width() * scale > free.width():
            corner.setX(min(max(wanted.x(), -free.left() / scale), self.size.width() - free.right() / scale))
        if self.size.height() * scale > free.height():
            corner.setY(min(max(wanted.y(), -free.top() / scale), self.size.height() - free.bottom() / scale))
        return corner

    def closely(self, rect: QRectF) -> View:
        """A part of the drawing in the middle, as large as fits and is of use."""
        width, height = max(1.0, rect.width()), max(1.0, rect.height())
        scale = min(self.free.width() / width, self.free.height() / height, CLOSE)
        return scale, rect.center() - self.free.center() / scale

    def around(self, rect: QRectF, scale: float, top_left: QPointF, *, widen: bool) -> View | None:
        """A part of the drawing, with the whole width if there is room; None if it is seen and readable already.

        With ``widen`` room is made by zooming out, as long as all can still be read.
        """
        free = self.free
        if widen:
            fitting = free.width() / self.size.width() if self.downwards else free.height() / self.size.height()
            if READABLE <= fitting < scale:
                scale, top_left = fitting, QPointF(1e9, 1e9)
        seen = QRectF(top_left + free.topLeft() / scale, free.size() / scale)
        if scale >= READABLE and seen.contains(rect):
            return None
        scale = scale if scale >= READABLE else COMFORTABLE
        room = free.size() / scale
        target = rect.center()
        if self.downwards and self.size.width() <= room.width():
            target.setX(self.size.width() / 2)
        elif not self.downwards and self.size.height() <= room.height():
            target.setY(self.size.height() / 2)
        # Of what is larger than the room, the beginning is shown.
        if rect.height() > room.height():
            target.setY(rect.top() + room.height() / 2)
        if rect.width() > room.width():
            target.setX(rect.left() + room.width() / 2)
        return scale, target - free.center() / scale

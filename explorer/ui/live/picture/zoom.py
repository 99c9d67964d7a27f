"""Zoom and pan of what is painted into a widget."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

STEP = 1.25
"""One notch of the wheel, or one press of + or -."""
LARGEST = 24.0


@dataclass(slots=True)
class Zoom:
    """How far it is magnified beyond what fits, and which part of it is in the middle."""

    factor: float = 1.0
    """1 shows all of it."""
    middle: QPointF | None = None
    """The point in the widget's middle, in shares of the content; None is its own middle."""

    def place(self, fitted: QRectF, room: QRectF) -> QRectF:
        """Return where content that fits as ``fitted`` is painted; no edge of ``room`` stays empty for nothing."""
        if self.factor <= 1.0:
            return fitted
        width, height = fitted.width() * self.factor, fitted.height() * self.factor
        middle = self.middle or QPointF(0.5, 0.5)
        left = room.center().x() - middle.x() * width
        top = room.center().y() - middle.y() * height
        return QRectF(
            _held(left, width, room.left(), room.width()), _held(top, height, room.top(), room.height()), width, height
        )

    def by(self, factor: float, at: QPointF, fitted: QRectF, room: QRectF) -> None:
        """Magnify by a further factor; what lies at the point stays there."""
        before = self.place(fitted, room)
        wanted = min(LARGEST, max(1.0, self.factor * factor))
        if wanted == self.factor or before.isEmpty():
            return
        share = QPointF((at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height())
        self.factor = wanted
        width, height = fitted.width() * wanted, fitted.height() * wanted
        self.middle = QPointF(
            share.x() + (room.center().x() - at.x()) / width, share.y() + (room.center().y() - at.y()) / height
        )
        self._settle(fitted, room)

    def move(self, by: QPointF, fitted: QRectF, room: QRectF) -> None:
        """Drag the content by so many pixels."""
        place = self.place(fitted, room)
        if self.factor <= 1.0 or place.isEmpty():
            return
        middle = self.middle or QPointF(0.5, 0.5)
        self.middle = QPointF(middle.x() - by.x() / place.width(), middle.y() - by.y() / place.height())
        self._settle(fitted, room)

    def reset(self) -> None:
        """Show all of it again."""
        self.factor, self.middle = 1.0, None

    def _settle(self, fitted: QRectF, room: QRectF) -> None:
        """Take over where the content has been held, so that a drag back begins at once."""
        place = self.place(fitted, room)
        self.middle = QPointF(
            (room.center().x() - place.left()) / place.width(), (room.center().y() - place.top()) / place.height()
        )


def _held(start: float, size: float, room_start: float, room: float) -> float:
    """Keep content that is larger than its room over all of it, and smaller content in its middle."""
    if size <= room:
        return room_start + (room - size) / 2
    return min(room_start, max(room_start + room - size, start))

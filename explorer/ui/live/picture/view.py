"""The picture by mouse and keys: choosing units, zoom and pan, moving a point."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from explorer.ui.live.method.methods import STRONGEST
from explorer.ui.live.picture.canvas import PictureCanvas
from explorer.ui.live.picture.zoom import STEP


class PictureView(PictureCanvas):
    """A click on the region chooses the unit whose cell lies there; a click beside it, the strongest one.

    While it probes, the pointer and the arrow keys move a point instead. Ctrl
    and the wheel, or the wheel alone once it has the focus, zoom; a drag moves;
    a double click shows all.
    """

    unitChosen = Signal(object)  # (y, x), or "max" for the strongest
    pointMoved = Signal(object)  # QPointF in picture pixels, or None
    pointPicked = Signal(object)  # QPointF in picture pixels
    zoomChanged = Signal(object)  # float, 1 shows all

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probing = False
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None

    def set_probing(self, probing: bool) -> None:
        """Let pointer and arrow keys move a point instead of choosing units."""
        self._probing = probing
        self.painted.hover = None
        self.set_probed(None, None, ())

    @property
    def has_units(self) -> bool:
        """Whether there are units to choose from."""
        return self._values is not None and self._clickable

    # Zoom

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Magnify by a further factor around a point of the widget, or its middle."""
        room = self.space.room
        self.space.zoom.by(factor, room.center() if at is None else at, self.space.fitted(), room)
        self._show_zoom()

    def zoom_in(self) -> None:
        """Magnify by one step."""
        self.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Go one step back towards the whole picture."""
        self.zoom_by(1 / STEP)

    def show_all(self) -> None:
        """Show the whole picture."""
        self.space.zoom.reset()
        self._show_zoom()

    def _show_zoom(self) -> None:
        self.zoomChanged.emit(self.space.zoom.factor)
        self.update()

    # Mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            event.ignore()  # the panel scrolls

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.show_all()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed = self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is not None and self._dragged is not None:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if self.space.zoom.factor > 1 and (far or self._dragged is not self._pressed):
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.space.zoom.move(place - self._dragged, self.space.fitted(), self.space.room)
                self._dragged = place
                self.update()
            return
        if self._probing:
            inside = self.region_box().contains(place)
            self.setCursor(Qt.CursorShape.CrossCursor if inside else Qt.CursorShape.ArrowCursor)
            self.pointMoved.emit(self.space.to_picture(place) if inside else None)
            return
        unit = self.unit_at(place)
        if unit != self.painted.hover:
            self.painted.hover = unit
            pointing = unit is not None and self._clickable
            self.setCursor(Qt.CursorShape.CrossCursor if pointing else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        if pressed is None or dragged is not pressed:
            return
        if self._probing:
            if self.region_box().contains(pressed):
                self.pointPicked.emit(self.space.to_picture(pressed))
            return
        unit = self.unit_at(pressed)
        if self.has_units and (unit is not None or self._unit is not None):
            self.unitChosen.emit(unit if unit is not None else STRONGEST)

    def leaveEvent(self, event: QEvent) -> None:
        self.painted.hover = None
        if self._probing:
            self.pointMoved.emit(None)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if self._probing and step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._step_point(*step)
        else:
            super().keyPressEvent(event)

    def _step_point(self, across: int, down: int) -> None:
        """Move the point by the width of a cell, from the region's middle at first."""
        seen = self.space.region
        if seen is None:
            return
        rows, columns = self.space.cells or (32, 32)
        box = QRectF(seen.left, seen.top, seen.width, seen.height)
        old = self.painted.point
        point = old + QPointF(across * box.width() / columns, down * box.height() / rows) if old else box.center()
        point.setX(min(max(point.x(), box.left()), box.right() - 1e-3))
        point.setY(min(max(point.y(), box.top()), box.bottom() - 1e-3))
        self.pointPicked.emit(point)

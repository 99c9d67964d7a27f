"""What mouse, wheel and touch pad do on the canvas: point, click, drag, zoom."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from explorer.ui.graph.canvas import GraphCanvas

STEP = 1.25
"""By how much one notch of the wheel, or one key, zooms."""
DRAG_DISTANCE = 4
"""Pixels between a click and a drag."""
_DRAGGING = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)


class Hand(QObject):
    """Stands before the canvas's viewport and turns events into moves and the canvas's signals.

    Other buttons than left and middle are left to the widgets around, which may go back and forward with them.
    """

    def __init__(self, canvas: "GraphCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pressed: QPoint | None = None
        self._dragging = False
        self._last = QPoint()
        port = canvas.viewport()
        port.setMouseTracking(True)
        port.grabGesture(Qt.GestureType.PinchGesture)
        port.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint:
            return False
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if isinstance(event, QWheelEvent):
            self._wheel(event)
            return True
        if kind == QEvent.Type.Leave:
            self._canvas.hover(None)
        elif kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._canvas.zoom_at(1 + event.value(), event.position())
                return True
        elif kind == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            return self._gesture(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._move(event)
        elif event.button() not in _DRAGGING:
            event.ignore()
        elif kind == QEvent.Type.MouseButtonPress:
            self._pressed = self._last = event.position().toPoint()
            self._dragging = event.button() == Qt.MouseButton.MiddleButton
            self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif kind == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton:
            item, _, part = self._canvas.hit(event.position())
            if part == "toggle":
                self._canvas.toggleClicked.emit(item)
            elif item is not None:
                self._canvas.doubleClicked.emit(item)
        return True

    def _move(self, event: QMouseEvent) -> None:
        now = event.position().toPoint()
        if self._pressed is None:
            self._point(event.position())
            return
        if not self._dragging and (now - self._pressed).manhattanLength() >= DRAG_DISTANCE:
            self._dragging = True
        if self._dragging:
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._canvas.camera.pan(now.x() - self._last.x(), now.y() - self._last.y())
            self._last = now

    def _release(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return  # the second release of a double click
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self._canvas.viewport().unsetCursor()
        if dragged or event.button() != Qt.MouseButton.LeftButton:
            return
        item, order, part = self._canvas.hit(event.position())
        if part == "toggle":
            self._canvas.toggleClicked.emit(item)
        else:
            self._canvas.clicked.emit(item, order)

    def _point(self, position: QPointF) -> None:
        item, _, part = self._canvas.hit(position)
        self._canvas.hover(item)
        over_sign = part == "toggle"
        shape = Qt.CursorShape.PointingHandCursor if over_sign else Qt.CursorShape.ArrowCursor
        self._canvas.viewport().setCursor(shape)

    def _wheel(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if turned.y():
            self._canvas.zoom_at(STEP ** (turned.y() / 120), event.position())
        elif turned.x():
            self._canvas.camera.pan(turned.x() / 2, 0)
        event.accept()

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        middle = self._canvas.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
        self._canvas.zoom_at(pinch.scaleFactor(), QPointF(middle))
        event.accept(pinch)
        return True

"""A drawing pad for networks that read small grey pictures: white strokes on black, as in MNIST."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius

SIDE = 280
"""Pixels of a side: ten for each of MNIST's 28, of which digits fill 20."""
PEN, THINNEST, THICKEST = 22, 8, 48
"""Width of the pen in the pad's pixels: two to three of the network's."""
KEPT = 50
"""Strokes that can be taken back."""
PAUSE = 16
"""Milliseconds between two frames while a stroke grows."""


class DrawingPad(QWidget):
    """Takes strokes by mouse, pen or finger."""

    changed = Signal()
    """The drawing is another one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.pad")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Drawing pad"))
        self.setToolTip(self.tr("Draw with the mouse, a pen or a finger; Ctrl+Z takes back, Delete clears"))
        self.pen_width = PEN
        self._image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
        self._image.fill(Qt.GlobalColor.black)
        self._blank = self._image.copy()
        self._past: list[QImage] = []
        self._last: QPointF | None = None
        theme().changed.connect(self.update)

    @property
    def image(self) -> QImage:
        """The drawing."""
        return self._image

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return self._image == self._blank

    @property
    def strokes(self) -> tuple[QImage, ...]:
        """The drawing before each stroke that can be taken back, and as it is now."""
        return (*self._past, self._image.copy())

    def set_strokes(self, strokes: Sequence[QImage]) -> None:
        """Go on with a drawing, at least as it is now."""
        *self._past, self._image = (one.copy() for one in strokes)
        self._tell()

    def clear(self) -> None:
        """Begin anew; that can be taken back, too."""
        if not self.is_empty:
            self._keep()
            self._image.fill(Qt.GlobalColor.black)
            self._tell()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._past:
            self._image = self._past.pop()
            self._tell()

    def set_pen_width(self, width: int) -> None:
        """Draw the next strokes thinner or thicker, in the pad's pixels."""
        self.pen_width = min(max(THINNEST, width), THICKEST)

    # Strokes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._draw_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif event.type() == QEvent.Type.TabletMove and self._last is not None:
            self._draw_to(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._last = None
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.points():
            point = event.points()[0]
            if event.type() == QEvent.Type.TouchBegin:
                self._begin(point.position())
            elif event.type() == QEvent.Type.TouchUpdate:
                self._draw_to(point.position())
            else:
                self._last = None
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _begin(self, place: QPointF) -> None:
        self._keep()
        self._last = None
        self._draw_to(place)

    def _draw_to(self, place: QPointF) -> None:
        target = QPointF(place.x() * SIDE / self.width(), place.y() * SIDE / self.height())
        with QPainter(self._image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(
                QPen(
                    Qt.GlobalColor.white,
                    self.pen_width,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            if self._last is None:
                painter.drawPoint(target)  # a line of no length draws nothing
            else:
                painter.drawLine(self._last, target)
        self._last = target
        self._tell()

    def _keep(self) -> None:
        self._past = [*self._past[1 - KEPT :], self._image.copy()]

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
            painter.setPen(QPen(color(tokens().strong), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.TILE, Radius.TILE)
            if self.is_empty:
                painter.setPen(Qt.GlobalColor.lightGray)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Draw here"))

    def sizeHint(self) -> QSize:
        return QSize(168, 168)


class DrawingSource(QtFrameSource):
    """What is on a pad, each time that it changes; a stroke ends a pause."""

    steady = False

    def __init__(self, pad: DrawingPad, parent: QObject | None = None) -> None:
        super().__init__("", parent)
        self.name = self.tr("Drawing pad")
        self.pad = pad
        self._following = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self._deliver)

    @property
    def abilities(self) -> frozenset[Ability]:
        """A drawing can be frozen, to be looked at by what takes long."""
        return frozenset({Ability.PAUSE})

    def start(self) -> None:
        """Follow the pad, beginning with what is on it."""
        self.stop()
        self.pad.changed.connect(self._on_changed)
        self._following = True
        self._set_state(FrameState.RUNNING)
        self._deliver()

    def pause(self) -> None:
        """Stand at the drawing as it is."""
        if self._state is FrameState.RUNNING:
            self._soon.stop()
            self._set_state(FrameState.PAUSED)
            self._deliver()  # a stroke may not have been answered yet

    def resume(self) -> None:
        """Follow the pad again."""
        if self._state is FrameState.PAUSED:
            self._set_state(FrameState.RUNNING)
            self._deliver()

    def stop(self) -> None:
        """Follow the pad no longer."""
        if self._following:
            self._following = False
            self.pad.changed.disconnect(self._on_changed)
        self._soon.stop()
        super().stop()

    def _on_changed(self) -> None:
        if self._state is FrameState.PAUSED:
            self.resume()
        elif not self._soon.isActive():
            self._soon.start()

    def _deliver(self) -> None:
        self._offer(self.pad.image.copy())

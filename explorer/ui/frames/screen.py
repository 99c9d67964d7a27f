"""A screen, or a part of one, and the veil on which people mark that part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from explorer.errors import InputError
from explorer.ui.frames.media import CaptureSource, multimedia
from explorer.ui.theme import color, tokens

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QScreenCapture, QVideoFrame

SMALLEST = 16
"""Pixels of a side; what is smaller is a slip of the hand."""
IN_MEMORY = ("offscreen", "minimal", "vnc", "linuxfb")
"""Platforms of Qt whose screen is a picture in the memory of this process."""
GRAB_INTERVAL = 33
"""Milliseconds between two frames of such a screen."""
VEILED = 0.45


class ScreenSource(CaptureSource):
    """A region of a screen, as the platform lets it be captured; on Wayland the system asks first."""

    def __init__(self, screen: QScreen, region: QRect | None = None, parent: QObject | None = None) -> None:
        """``region`` in the screen's own device-independent pixels; None for all of it."""
        super().__init__("", parent)
        self.name = self.tr("Screen")
        self.screen = screen
        self.region = region
        self._capture: QScreenCapture | None = None
        self._grabbing = QTimer(self)
        self._grabbing.setInterval(GRAB_INTERVAL)
        self._grabbing.timeout.connect(self._grab)

    def _attach(self, session: QMediaCaptureSession) -> None:
        # Qt would grab such a screen on a thread, sharing the very picture that a window is being painted into: the
        # window's next stroke takes a copy, the former one dies with the grab, and Qt goes on with its paint engine.
        if QGuiApplication.platformName() in IN_MEMORY:
            self._grabbing.start()
            return
        capture = self._capture = multimedia().QScreenCapture(self)
        capture.setScreen(self.screen)
        if capture.error() != capture.Error.NoError:
            raise InputError(self._sentence(capture.errorString()))
        capture.errorOccurred.connect(self._on_error)
        session.setScreenCapture(capture)
        capture.start()

    @Slot()
    def _grab(self) -> None:
        """Put what the screen shows into the sink, between two paintings."""
        assert self._sink is not None
        image = self.screen.grabWindow(0).toImage()
        if not image.isNull():
            self._sink.setVideoFrame(multimedia().QVideoFrame(image))

    def _detach(self) -> None:
        self._grabbing.stop()
        capture, self._capture = self._capture, None
        if capture is not None:
            capture.stop()
            capture.deleteLater()

    def _convert(self, raw: QVideoFrame) -> QImage:
        image = super()._convert(raw)
        if self.region is None or image.isNull():
            return image
        # Frames are in the screen's real pixels.
        whole = self.screen.geometry().size()
        across, down = image.width() / whole.width(), image.height() / whole.height()
        part = QRect(
            round(self.region.x() * across),
            round(self.region.y() * down),
            max(1, round(self.region.width() * across)),
            max(1, round(self.region.height() * down)),
        )
        seen = part.intersected(image.rect())
        # The screen may have become smaller than the region lies away; a copy of an empty part would be all of it.
        return image.copy(seen) if not seen.isEmpty() else QImage()

    def _sentence(self, reason: str) -> str:
        reason = " ".join(reason.split()).rstrip(".") or self.tr("the system does not allow it")
        return self.tr("The screen cannot be captured: {0}. Open a picture or a video instead.").format(reason)

    def _on_error(self, error: object, reason: str) -> None:
        if self._capture is not None and self._capture.error() != self._capture.Error.NoError:
            self._break_off(self._sentence(reason))


class RegionVeil(QWidget):
    """Covers a screen until somebody has dragged a rectangle on it; Escape gives up, Enter takes all of it."""

    chosen = Signal(object)  # QRect of the screen's own pixels, or None for all of it
    given_up = Signal()

    def __init__(self, screen: QScreen | None = None) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool
        super().__init__(None, flags)
        self.setObjectName("live.region")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Choose a part of the screen"))
        self.target = screen or QGuiApplication.primaryScreen()
        self.setScreen(self.target)
        self.setGeometry(self.target.geometry())
        self._from: QPoint | None = None
        self._box = QRect()
        self._done = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        self._box = QRect()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._box = QRect(self._from, event.position().toPoint()).normalized().intersected(self.rect())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        if min(self._box.width(), self._box.height()) >= SMALLEST:
            self._finish(self._box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(None)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._done:
            self.given_up.emit()

    def _finish(self, box: QRect | None) -> None:
        self._done = True
        self.close()
        self.chosen.emit(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, VEILED))
            if self._box.isEmpty():
                painter.setPen(Qt.GlobalColor.white)
                words = self.tr("Drag a rectangle. Enter takes the whole screen, Escape goes back.")
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
                return
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(self._box, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(color(tokens().accent), 2))
            painter.drawRect(self._box)

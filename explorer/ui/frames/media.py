"""Video frames of Qt Multimedia: imported when the first video, camera or screen is asked for.

Its import takes some 50 ms and its first player 20 more, and on Linux it needs
libraries that a computer without sound may lack.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QImage

from explorer.errors import InputError
from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.base import QtFrameSource

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoSink

FIRST_FRAME = 6000
"""Milliseconds after which a device that delivers nothing has failed."""


def multimedia() -> Any:
    """Return the module ``PySide6.QtMultimedia``.

    Raises:
        InputError: it cannot be used on this computer.
    """
    try:
        from PySide6 import QtMultimedia
    except ImportError as error:
        text = QCoreApplication.translate(
            "media", "Videos and cameras need Qt's multimedia libraries, and {0}. On Debian: libpulse0 and libxrandr2."
        )
        raise InputError(text.format(str(error).partition("\n")[0])) from error
    return QtMultimedia


class VideoFrameSource(QtFrameSource):
    """A source whose frames come out of a video sink."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(name, parent)
        self._sink: QVideoSink | None = None
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(FIRST_FRAME)
        self._watch.timeout.connect(self._on_silence)

    def _on_silence(self) -> None:
        """No frame has come for :data:`FIRST_FRAME`."""
        raise NotImplementedError

    def _make_sink(self) -> QVideoSink:
        # A slot of an object in this thread, never a direct connection: Qt's render thread would wait for the
        # interpreter while `stop`, which holds it, waits for the render thread.
        self._sink = multimedia().QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_video_frame)
        return self._sink

    def _drop_sink(self) -> None:
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.videoFrameChanged.disconnect(self._on_video_frame)
            sink.deleteLater()

    def _on_video_frame(self, frame: QVideoFrame) -> None:
        raise NotImplementedError

    def _convert(self, raw: QVideoFrame) -> QImage:
        return raw.toImage()


class CaptureSource(VideoFrameSource):
    """A device that delivers frames by itself: a camera, a screen, or what a test puts in their place."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(name, parent)
        self._session: QMediaCaptureSession | None = None

    @property
    def abilities(self) -> frozenset[Ability]:
        """A live picture can be frozen, and looked at frame by frame."""
        return frozenset({Ability.PAUSE, Ability.STEP})

    def start(self) -> None:
        """Open the device."""
        self._end()
        self._set_state(FrameState.STARTING)
        try:
            self._session = multimedia().QMediaCaptureSession(self)
            self._session.setVideoSink(self._make_sink())
            self._attach(self._session)
        except InputError as error:
            self._end()
            self._fail(str(error))
            return
        if self._state is FrameState.STARTING:
            self._watch.start()

    def stop(self) -> None:
        """Close the device."""
        self._end()
        super().stop()

    def pause(self) -> None:
        """Freeze: the device goes on, its frames are not delivered."""
        if self._state in (FrameState.STARTING, FrameState.RUNNING):
            self._set_state(FrameState.PAUSED)

    def resume(self) -> None:
        """Deliver frames again."""
        if self._state is FrameState.PAUSED:
            self._set_state(FrameState.RUNNING)
        elif self._state in (FrameState.FAILED, FrameState.IDLE):
            self.start()

    def step(self, by: int = 1) -> None:
        """Deliver the device's next frame, and stand there."""
        self.pause()
        self._single = True

    _single = False

    def _attach(self, session: QMediaCaptureSession) -> None:
        """Put the device into the session and switch it on.

        Raises:
            InputError: it cannot be had; the message says why and what to do.
        """
        raise NotImplementedError

    def _detach(self) -> None:
        """Switch the device off."""

    def _on_video_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        self._watch.stop()
        if self._state is FrameState.STARTING:
            self._set_state(FrameState.RUNNING)
        if self._state is FrameState.RUNNING or (self._single and self._state is FrameState.PAUSED):
            self._single = False
            self._offer(frame)

    def _on_silence(self) -> None:
        self._break_off(self.tr("{0} delivers no picture; check that no other program uses it.").format(self.name))

    def _break_off(self, problem: str) -> None:
        """Close the device because of a problem."""
        self._end()
        self._fail(problem)

    def _end(self) -> None:
        self._watch.stop()
        self._single = False
        self._detach()
        self._drop_sink()
        session, self._session = self._session, None
        if session is not None:
            session.setVideoSink(None)  # type: ignore[arg-type]
            session.deleteLater()

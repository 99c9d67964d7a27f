"""What all sources of frames share: state, counting, the newest frame, and its way into an array."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QTransform

from explorer.inference.frames import Ability, Frame, FrameState
from explorer.ui.live.sources.source import LoadedPicture

if TYPE_CHECKING:
    import numpy as np

_EXCHANGED = QTransform.fromScale(-1, 1)
LARGEST_SIDE = 1280
"""A longer side is reduced: networks see some 224 pixels of it, and the panel shows fewer than this."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ImageFrame(Frame):
    """A frame with the picture that the window paints."""

    image: QImage = field(repr=False)
    """The same pixels."""


class QtFrameSource(QObject):
    """A source of frames that lives in the GUI thread; see :class:`explorer.inference.frames.FrameSource`."""

    arrived = Signal()
    """A newer frame can be taken."""
    stateChanged = Signal(object)  # FrameState
    progressed = Signal()
    """Position or duration have changed."""

    moving = True
    """Its frames are to be done as they come, each in one pass; otherwise each is a picture to be looked at."""
    steady = True
    """Of a moving source: frames come by themselves, so that another one comes soon."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.problem = ""
        self.dropped = 0
        self.captured = 0
        self.mirrored = False
        self.loop = False
        self._state = FrameState.IDLE
        self._raw: Any = None
        self._captured_at = 0.0

    # The protocol; a source overrides what it can do

    @property
    def state(self) -> FrameState:
        """What it is doing."""
        return self._state

    @property
    def abilities(self) -> frozenset[Ability]:
        """What it can be asked for."""
        return frozenset()

    @property
    def position(self) -> float:
        """Where it is, in seconds, or which picture of ``duration`` it shows, from 1."""
        return 0.0

    @property
    def duration(self) -> float:
        """How long it is, in seconds, or how many pictures it has; 0 if there is no end."""
        return 0.0

    def start(self) -> None:
        """Begin to deliver."""
        raise NotImplementedError

    def stop(self) -> None:
        """End it and free what it holds."""
        self._raw = None
        self._set_state(FrameState.IDLE)

    def pause(self) -> None:
        """Deliver no more frames by itself."""

    def resume(self) -> None:
        """Go on after a pause."""

    def step(self, by: int = 1) -> None:
        """Deliver the next frame, or the one ``by`` frames away, and stand there."""

    def stand_at(self, frame: ImageFrame) -> None:
        """Know which of the delivered frames people see while it is paused."""

    def seek(self, seconds: float) -> None:
        """Go to a place."""

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end, or stand there."""
        self.loop = loop

    def set_mirrored(self, mirrored: bool) -> None:
        """Exchange left and right."""
        self.mirrored = mirrored

    def go(self, by: int) -> None:
        """Go to the next or previous picture."""

    def sizes(self) -> tuple[QSize, ...]:
        """Frame sizes to choose from."""
        return ()

    @property
    def size(self) -> QSize | None:
        """The chosen one of :meth:`sizes`; None where the source chooses itself."""
        return None

    def set_size(self, size: QSize) -> None:
        """Choose one of :meth:`sizes`."""

    def take(self) -> ImageFrame | None:
        """Return the newest frame, None if it has been taken already or cannot be read."""
        raw, self._raw = self._raw, None
        if raw is None:
            return None
        image = self._convert(raw)
        if image.isNull():
            return None
        image = _reduced(image)
        if self.mirrored:
            image = image.transformed(_EXCHANGED)
        return ImageFrame(pixels=rgb_of(image), sequence=self.captured, timestamp=self._captured_at, image=image)

    def picture(self, frame: ImageFrame) -> LoadedPicture:
        """Return a frame as a picture that can be looked at like any other."""
        return LoadedPicture(name=self.name, pixels=frame.pixels, preview=frame.image)

    # For the sources

    def _offer(self, raw: Any) -> None:
        """Keep something that :meth:`_convert` understands as the newest frame."""
        if self._raw is not None:
            self.dropped += 1
        self.captured += 1
        self._raw = raw
        self._captured_at = time.perf_counter()
        self.arrived.emit()

    def _convert(self, raw: Any) -> QImage:
        """Return what was offered as an image."""
        assert isinstance(raw, QImage)
        return raw

    def _fail(self, problem: str) -> None:
        self.problem = problem
        self._raw = None
        self._set_state(FrameState.FAILED)

    def _set_state(self, state: FrameState) -> None:
        if state is not FrameState.FAILED:
            self.problem = ""
        if state is FrameState.PAUSED and self._state is not state and self._raw is not None:
            # Nobody has taken it: after the pause it would be the newest, and old.
            self._raw = None
            self.dropped += 1
        if state is not self._state or state is FrameState.FAILED:
            self._state = state
            self.stateChanged.emit(state)


def mirrored(frame: ImageFrame) -> ImageFrame:
    """Return a frame with left and right exchanged."""
    image = frame.image.transformed(_EXCHANGED)
    return replace(frame, pixels=rgb_of(image), image=image)


def rgb_of(image: QImage) -> np.ndarray:
    """Return an opaque image as RGB uint8 (H, W, 3)."""
    import numpy as np

    packed = image.convertToFormat(QImage.Format.Format_RGB888)
    height, width = packed.height(), packed.width()
    # Rows are padded to whole words. constBits does not keep the image alive: `packed` is held until the copy is made.
    rows = np.frombuffer(packed.constBits(), np.uint8).reshape(height, packed.bytesPerLine())
    return np.array(rows[:, : 3 * width]).reshape(height, width, 3)


def _reduced(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= LARGEST_SIDE:
        return image
    side = QSize(LARGEST_SIDE, LARGEST_SIDE)
    return image.scaled(side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation)

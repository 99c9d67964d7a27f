"""Recording what is shown as an animated GIF, and writing it off the GUI thread.

GIF needs nothing but Pillow; a film format would need an encoder of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from explorer.files import write_whole

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 20.0
"""Seconds; after these a clip ends by itself."""
RATE = 10
"""Looks a second; a picture that has not changed lengthens the last frame instead."""
SIDE = 640
"""The longer side of a clip, in pixels."""


class ClipRecorder(QObject):
    """Looks at a picture regularly and keeps what changes."""

    progressed = Signal(object)  # seconds so far
    finished = Signal()  # stopped by itself: the clip has reached its longest

    def __init__(self, grab: Callable[[], QImage], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grab = grab
        self._frames: list[tuple[QImage, float]] = []
        self._started = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // RATE)
        self._timer.timeout.connect(self._look)

    @property
    def recording(self) -> bool:
        """Whether it is running."""
        return self._timer.isActive()

    def start(self) -> None:
        """Begin a new clip."""
        self._frames = []
        self._started = time.monotonic()
        self._timer.start()
        self._look()

    def stop(self) -> list[tuple[QImage, int]]:
        """End the clip and return its frames with their durations in milliseconds."""
        self._timer.stop()
        ends = [moment for _, moment in self._frames[1:]] + [time.monotonic() - self._started]
        return [
            (image, max(1000 // RATE, round(1000 * (end - begin))))
            for (image, begin), end in zip(self._frames, ends, strict=True)
        ]

    def _look(self) -> None:
        moment = time.monotonic() - self._started
        image = self._grab()
        size = image.size()
        if max(size.width(), size.height()) > SIDE:
            size.scale(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatio)
            image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        # 16 bits a pixel in memory: a GIF has 256 colours a frame anyway.
        kept = image.convertToFormat(QImage.Format.Format_RGB16)
        if not self._frames or kept != self._frames[-1][0]:
            self._frames.append((kept, moment))
        self.progressed.emit(moment)
        if moment >= LONGEST:
            self._timer.stop()
            self.finished.emit()


def write_clip(path: Path, frames: list[tuple[QImage, int]], report: Callable[[int], None]) -> None:
    """Write an animated GIF, whole or not at all; ``report`` hears how many frames are done. Off the GUI thread.

    Raises:
        OutputError: the file cannot be written.
    """
    first = _pillow(frames[0][0])

    def others() -> Iterator[Image.Image]:
        for done, (image, _) in enumerate(frames[1:], start=1):
            report(done)
            yield _pillow(image, first.size)

    write_whole(
        path,
        lambda file: first.save(
            file,
            "GIF",
            save_all=True,
            append_images=others(),
            duration=[duration for _, duration in frames],
            loop=0,
        ),
    )


def _pillow(image: QImage, size: tuple[int, int] | None = None) -> Image.Image:
    from PIL import Image

    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    made = Image.frombytes("RGB", (rgb.width(), rgb.height()), bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine())
    if size is not None and made.size != size:  # the panel was resized meanwhile
        made = made.resize(size)
    return made.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.FLOYDSTEINBERG)

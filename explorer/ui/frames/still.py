"""One picture that has been decoded already: a source that delivers once."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from explorer.inference.frames import FrameState
from explorer.ui.frames.base import ImageFrame, QtFrameSource
from explorer.ui.live.sources.source import LoadedPicture


class StillSource(QtFrameSource):
    """A photo, a sample, a pasted or dropped picture."""

    moving = False

    def __init__(self, picture: LoadedPicture, parent: QObject | None = None) -> None:
        super().__init__(picture.name, parent)
        self._picture = picture

    @property
    def content(self) -> LoadedPicture:
        """The picture."""
        return self._picture

    def start(self) -> None:
        """Deliver the picture."""
        self._offer(self._picture.preview)
        self._set_state(FrameState.ENDED)

    def take(self) -> ImageFrame | None:
        """Return the picture with all its pixels; its image is the reduced copy."""
        raw, self._raw = self._raw, None
        if not isinstance(raw, QImage):
            return None
        return ImageFrame(pixels=self._picture.pixels, sequence=self.captured, timestamp=self._captured_at, image=raw)

    def picture(self, frame: ImageFrame) -> LoadedPicture:
        """Return the picture as it was decoded."""
        return self._picture

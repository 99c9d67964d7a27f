"""A folder of pictures: next, previous, and one after the other."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from explorer.inference.frames import Ability, FrameState
from explorer.ui.background import Background
from explorer.ui.frames.base import ImageFrame, QtFrameSource
from explorer.ui.live.sources.source import LoadedPicture, PictureLoader, PictureSource
from explorer.ui.terms import quoted

INTERVAL = 3.0
"""Seconds that a picture of a slideshow stands, at first."""
INTERVALS: tuple[float, ...] = (1.0, 2.0, 3.0, 5.0, 10.0)


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Return what sorts names as people do: ``2.png`` before ``10.png``, case aside."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def pictures_in(folder: Path) -> list[Path]:
    """Return the picture files of a folder, by their names' endings, in natural order.

    Raises:
        OSError: the folder cannot be read.
    """
    from explorer.inference.images import SUFFIXES

    # An entry of a listing knows what it is: to ask for each of thousands of files would take a second.
    with os.scandir(folder) as entries:
        names = [one.name for one in entries if Path(one.name).suffix.lower() in SUFFIXES and _is_file(one)]
    return [folder / name for name in sorted(names, key=natural_key)]


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # a link that leads round in a circle, say


class FolderSource(QtFrameSource):
    """Shows the pictures of a folder; pausing stops the slideshow, not the walking by hand."""

    moving = False

    def __init__(self, folder: Path, first: str = "", parent: QObject | None = None) -> None:
        """``first`` names the picture to begin with."""
        super().__init__(folder.name or str(folder), parent)
        self.folder = folder
        self.files: list[Path] = []
        self.loop = True
        self._first = first
        self._index = 0
        self._loaded: LoadedPicture | None = None
        self._loader: PictureLoader | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(1000 * INTERVAL))
        self._timer.timeout.connect(self._on_due)
        self._playing = False
        self._lister: Background | None = None

    @property
    def abilities(self) -> frozenset[Ability]:
        """Pictures have neighbours; a slideshow can pause and begin again."""
        return frozenset({Ability.PAUSE, Ability.NEIGHBOURS, Ability.LOOP})

    @property
    def position(self) -> float:
        """Which picture is shown, from 1."""
        return float(self._index + 1 if self.files else 0)

    @property
    def duration(self) -> float:
        """How many pictures there are."""
        return float(len(self.files))

    @property
    def interval(self) -> float:
        """How long each picture of the slideshow stands, in seconds."""
        return self._timer.interval() / 1000

    def set_interval(self, seconds: float) -> None:
        """Let each picture of the slideshow stand for so long."""
        self._timer.setInterval(round(1000 * seconds))

    def start(self) -> None:
        """List the folder and show its first picture; the slideshow waits for :meth:`resume`."""
        self._end()
        self._set_state(FrameState.STARTING)
        # On a thread: there may be thousands, on a disk far away. Nobody waits for it where the source is closed.
        self._lister = Background(self, finishes=False)
        self._lister.run(partial(pictures_in, self.folder), self._on_listed, self._on_unreadable)

    def _on_unreadable(self, error: Exception) -> None:
        reason = quoted((error.strerror if isinstance(error, OSError) else None) or str(error))
        self._fail(self.tr("{0} cannot be read: {1}. Choose another folder.").format(self.name, reason))

    def _on_listed(self, files: list[Path]) -> None:
        self.files = files
        if not files:
            self._fail(
                self.tr("{0} holds no pictures; choose a folder with PNG, JPEG or WebP files.").format(self.name)
            )
            return
        self._loader = PictureLoader(self)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        names = [path.name for path in self.files]
        self._index = names.index(self._first) if self._first in names else 0
        self._set_state(FrameState.RUNNING if self._playing else FrameState.PAUSED)
        self._load()

    def stop(self) -> None:
        """End the slideshow and the decoding."""
        self._end()
        super().stop()

    def _end(self) -> None:
        self._playing = False
        self._timer.stop()
        self.files = []
        lister, self._lister = self._lister, None
        if lister is not None:
            lister.close()
            lister.deleteLater()
        loader, self._loader = self._loader, None
        if loader is not None:
            loader.close(wait=False)
            loader.deleteLater()

    def pause(self) -> None:
        """Stand at this picture, or at the first one once the folder is listed."""
        self._playing = False
        self._timer.stop()
        if self.files:
            self._set_state(FrameState.PAUSED)

    def resume(self) -> None:
        """Show one picture after the other; list the folder anew if none was found in it."""
        if not self.files:
            if self._state is not FrameState.STARTING:
                self.start()
            self._playing = True
            return
        if self._state is FrameState.ENDED:
            self._index = 0
            self._load()
        self._playing = True
        self._set_state(FrameState.RUNNING)
        self._timer.start()

    def go(self, by: int) -> None:
        """Go to another picture; past an end only with ``loop``."""
        if not self.files:
            return
        target = self._index + by
        if not 0 <= target < len(self.files):
            if not self.loop:
                return
            target %= len(self.files)
        self._index = target
        self._load()

    def seek(self, seconds: float) -> None:
        """Go to a picture by its number, from 1."""
        if self.files:
            self._index = min(max(1, round(seconds)), len(self.files)) - 1
            self._load()

    def take(self) -> ImageFrame | None:
        """Return the picture with all its pixels; its image is the reduced copy."""
        raw, self._raw = self._raw, None
        loaded = self._loaded
        if raw is None or loaded is None:
            return None
        return ImageFrame(
            pixels=loaded.pixels, sequence=self.captured, timestamp=self._captured_at, image=loaded.preview
        )

    def picture(self, frame: ImageFrame) -> LoadedPicture:
        """Return the picture as it was decoded."""
        return self._loaded if self._loaded is not None else super().picture(frame)

    def _load(self) -> None:
        assert self._loader is not None
        path = self.files[self._index]
        self._loader.load(PictureSource(name=path.name, path=path))
        self.progressed.emit()

    def _on_loaded(self, picture: LoadedPicture) -> None:
        self._loaded = picture
        if self.problem:
            self._set_state(FrameState.RUNNING if self._playing else FrameState.PAUSED)
        self._offer(picture.preview)
        self._wait()

    def _on_failed(self, message: str) -> None:
        # One bad file does not end the walk.
        self._fail(self.tr("{0} Go on to the next picture.").format(message.rstrip(".") + "."))
        self._wait()

    def _wait(self) -> None:
        if self._playing:
            self._timer.start()

    def _on_due(self) -> None:
        if self._index + 1 == len(self.files) and not self.loop:
            self._playing = False
            self._set_state(FrameState.ENDED)
            return
        self.go(1)

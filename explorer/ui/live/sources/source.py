"""Where a picture comes from (file, clipboard, drop, sample), and the one thread that decodes it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QImage

from explorer.errors import ExplorerError, InputError
from explorer.ui.live.pixels import image_of, pixels_of
from explorer.ui.terms import told

if TYPE_CHECKING:
    import numpy as np

_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff")
"""What the clipboard offers as files, best first: decoded on the worker, where Qt would do it on the GUI thread."""
PREVIEW_SIDE = 1600
"""The longer side of the preview that the window paints, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureSource:
    """A picture that somebody asked for, not decoded yet; exactly one of its forms is given."""

    name: str
    """What the panel calls it: a file name, a sample's name, or where it came from."""
    path: Path | None = None
    pixels: np.ndarray | None = field(repr=False, default=None)
    """RGB, uint8, (H, W, 3)."""
    encoded: bytes | None = field(repr=False, default=None)
    """A picture file's bytes, as other programs put them on the clipboard."""
    image: QImage | None = field(repr=False, default=None)
    """A picture that Qt has decoded already."""
    sample: bool = False
    """``name`` is that of a picture that comes with the program."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LoadedPicture:
    """A decoded picture: all its pixels for the network, a reduced copy for the window."""

    name: str
    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (H, W, 3)."""
    preview: QImage = field(repr=False)
    """At most :data:`PREVIEW_SIDE` pixels on its longer side."""
    sample: bool = False
    path: Path | None = None
    """The file that it was read from."""

    @property
    def width(self) -> int:
        """Columns of the full picture."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows of the full picture."""
        return int(self.pixels.shape[0])


def holds_picture(mime: QMimeData) -> bool:
    """Say whether a drag or the clipboard may hold a picture, without reading it."""
    return mime.hasImage() or mime.hasUrls() or any(mime.hasFormat(form) for form in _ENCODED)


def source_from(mime: QMimeData) -> PictureSource:
    """Return the picture that a drop or the clipboard holds; the first file wins.

    Raises:
        InputError: there is none, or it lies on another computer.
    """
    for url in mime.urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return PictureSource(name=path.name, path=path)
    for form in _ENCODED:
        if mime.hasFormat(form):
            return PictureSource(name=_tr("Pasted picture"), encoded=bytes(mime.data(form).data()))
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return PictureSource(name=_tr("Pasted picture"), image=image)
    if mime.hasUrls():
        raise InputError(_tr("This picture lies on another computer; save it here first, then open the file."))
    raise InputError(_tr("There is no picture to paste; copy a picture or an image file first."))


class _Messenger(QObject):
    """Brings pictures from the thread; nobody's child, as the loader may be deleted while the thread speaks."""

    decoded = Signal(object, object)  # int, LoadedPicture | str


class PictureLoader(QObject):
    """Decodes pictures off the GUI thread, one at a time; the newest request wins.

    Its signals are emitted on the thread that the loader lives in.
    """

    loaded = Signal(object)  # LoadedPicture
    failed = Signal(object)  # str, one line

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._closed = False
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._messenger = _Messenger()
        self._messenger.decoded.connect(self._on_decoded, Qt.ConnectionType.QueuedConnection)

    def load(self, source: PictureSource) -> None:
        """Decode ``source``; what was asked for before it and is not done yet is dropped."""
        if self._closed:
            return
        self._newest += 1
        self._worker.submit(self._decode, self._newest, source)

    def drop(self) -> None:
        """Forget what was asked for and is not done yet."""
        self._newest += 1

    def close(self, wait: bool = True) -> None:
        """Stop: nothing is emitted any more. Returns when the decoder is idle, or at once without ``wait``."""
        self._closed = True
        self._worker.shutdown(wait=wait, cancel_futures=True)

    def _decode(self, request: int, source: PictureSource) -> None:
        if self._closed or request != self._newest:
            return
        answer: LoadedPicture | str
        try:
            answer = load(source)
        except ExplorerError as error:
            answer = told(str(error))
        except MemoryError:
            answer = _tr("{name} does not fit into memory; use a smaller copy.").format(name=source.name)
        except Exception as error:
            # A decoder's own defect must reach the user too, or the panel would wait for ever.
            answer = _tr("{name} cannot be read: {reason}").format(
                name=source.name, reason=" ".join(str(error).split())
            )
        if not self._closed:
            self._messenger.decoded.emit(request, answer)

    def _on_decoded(self, request: int, answer: object) -> None:
        if self._closed or request != self._newest:
            return
        if isinstance(answer, LoadedPicture):
            self.loaded.emit(answer)
        else:
            self.failed.emit(answer)


def load(source: PictureSource) -> LoadedPicture:
    """Decode a source now.

    Raises:
        InputError: it is not a picture that can be used.
    """
    from explorer.inference.images import load_image
    from explorer.inference.samples import sample

    if source.pixels is not None:
        pixels = source.pixels
    elif source.image is not None:
        pixels = pixels_of(source.image)
    elif source.encoded is not None:
        pixels = load_image(source.encoded)
    elif source.sample:
        pixels = load_image(sample(source.name).read())
    elif source.path is not None:
        pixels = load_image(source.path)
    else:
        raise InputError(_tr("{name} is empty; choose another picture.").format(name=source.name))
    return LoadedPicture(
        name=source.name,
        pixels=pixels,
        preview=image_of(_reduced(pixels)),
        sample=source.sample,
        path=source.path if not source.sample else None,
    )


def _reduced(pixels: np.ndarray) -> np.ndarray:
    # Pillow resizes without the interpreter lock, which QImage.scaled holds: the window stays smooth.
    import numpy as np
    from PIL import Image

    height, width = pixels.shape[:2]
    longest = max(height, width)
    if longest <= PREVIEW_SIDE:
        return pixels
    # Every nth pixel is enough where the box filter still averages several: it saves a copy of the whole picture.
    stride = max(1, longest // (2 * PREVIEW_SIDE))
    size = (max(1, round(width * PREVIEW_SIDE / longest)), max(1, round(height * PREVIEW_SIDE / longest)))
    picture = Image.fromarray(np.ascontiguousarray(pixels[::stride, ::stride]))
    return np.asarray(picture.resize(size, Image.Resampling.BOX))


def _tr(text: str) -> str:
    return QCoreApplication.translate("PictureSource", text)

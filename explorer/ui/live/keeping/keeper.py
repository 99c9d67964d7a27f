"""Saving what the live panel shows: the picture, a clip, the arrays behind it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.files import write_whole
from explorer.ui.background import Background
from explorer.ui.live.keeping.clip import LONGEST, ClipRecorder, write_clip
from explorer.ui.live.picture.overlay_view import OverlayView
from explorer.ui.terms import told

if TYPE_CHECKING:
    import numpy as np

SHARPNESS = 2.0
"""Pixels of a saved picture for each logical pixel of the screen, at least."""
_SUFFIXES = {"picture": (".png", ".jpg", ".jpeg"), "arrays": (".npz",), "clip": (".gif",)}


class Keeper(QObject):
    """Asks where, and writes on a thread; says how it went."""

    said = Signal(object)  # one line: done
    failed = Signal(object)  # one line: why not
    recordingChanged = Signal(object, object)  # seconds or None, words about the writing

    _written = Signal(object)  # frames

    def __init__(self, stage: QWidget, picture: OverlayView, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage, self._picture, self._parent = stage, picture, parent
        self._background: Background | None = None
        self._clip = ClipRecorder(lambda: stage.grab().toImage(), self)
        self._frames: list[tuple[QImage, int]] = []
        self.dialog: QFileDialog | None = None
        self._clip.progressed.connect(lambda seconds: self.recordingChanged.emit(seconds, ""))
        self._clip.finished.connect(lambda: self.record(False))
        self._written.connect(self._on_written)

    def close(self) -> None:
        """Wait for what is being written; nothing is said any more."""
        if self._clip.recording:
            self._clip.stop()
        if self._background is not None:
            self._background.close()

    # What can be kept

    def image(self) -> QImage:
        """Return what is shown, at least twice as fine as a plain screen."""
        ratio = max(SHARPNESS, self._stage.devicePixelRatioF())
        size = self._stage.size() * ratio
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(self._stage.palette().base().color())
        self._stage.render(image, QPoint())
        return image

    def arrays(self) -> dict[str, np.ndarray]:
        """Return what the picture is made of: maps and projections as they came, and ``meta``, a JSON text."""
        import numpy as np

        found: dict[str, Any] = {}
        view, of_class = self._picture.view(), self._picture.class_view()
        meta: dict[str, Any] = {"method": self._method(), "channel": self._picture.shown_channel()}
        shown = of_class or view
        if shown is not None:
            region = shown.region
            meta |= {
                "network": shown.key,
                "layer": shown.layer,
                "weights": shown.weights.name,
                "trained": shown.weights.trained,
                "source": shown.weights.source,
                "region": [region.left, region.top, region.width, region.height],
                "input_size": list(region.input_size),
            }
        if of_class is not None:
            found |= {"map": of_class.map, "attribution": of_class.attribution, "predicted": of_class.predicted}
            meta |= {"class": of_class.target.index, "label": of_class.target.label}
            meta |= {
                "probability": of_class.target.probability,
                "completeness": of_class.completeness,
                "steps": of_class.steps,
            }
        elif view is not None:
            found |= {"map": view.map, "projection": view.projection}
            meta |= {"unit": list(view.unit) if view.unit is not None else None, "value": view.value}
        elif (values := self._picture.channel_map()) is not None:
            found["map"] = values
        picture = self._picture.picture
        meta["picture"] = picture.name if picture is not None else None
        arrays: dict[str, np.ndarray] = {name: array for name, array in found.items() if array is not None}
        arrays["meta"] = np.array(json.dumps(meta, ensure_ascii=False))
        return arrays

    def _method(self) -> str | None:
        """The method of what is there: a projection that is under way is not, the activations below it are."""
        view, of_class = self._picture.view(), self._picture.class_view()
        if of_class is None and view is not None:
            return view.method
        if of_class is None and self._picture.channel_map() is not None:
            return "activation"
        return self._picture.method

    # Commands

    def keep(self, what: str) -> None:
        """Save ``picture`` or ``arrays``, or ``copy`` the picture."""
        if self._picture.picture is None:
            return
        if what == "copy":
            QGuiApplication.clipboard().setImage(self.image())
            self.said.emit(self.tr("Copied the picture"))
        elif what == "picture":
            self._ask(what, partial(self._save_picture, self.image()))
        else:
            self._ask(what, partial(self._save_arrays, self.arrays()))

    def record(self, on: bool) -> None:
        """Begin a clip, or end it and ask where it goes."""
        if on and not self._clip.recording:
            self._clip.start()
            return
        frames = self._clip.stop()
        self.recordingChanged.emit(None, "")
        if not on and frames:
            self._ask("clip", partial(self._save_clip, frames))

    @property
    def recording(self) -> bool:
        """Whether a clip is being recorded."""
        return self._clip.recording

    def name(self, suffix: str) -> str:
        """Return what a file may be called."""
        picture = self._picture
        parts = [(self._method() if picture.method is not None else None) or "picture"]
        view = picture.class_view() or picture.view()
        if view is not None:
            parts.insert(0, view.key)
            if view.layer:
                parts.append(view.layer.replace("/", "-"))
        channel = picture.shown_channel()
        if picture.class_view() is None and picture.method is not None and channel is not None:
            parts.append(str(channel))
        return "-".join(parts) + suffix

    # Writing

    def _ask(self, what: str, save: Any) -> None:
        suffixes = _SUFFIXES[what]
        titles = {"picture": self.tr("Save picture"), "arrays": self.tr("Export arrays"), "clip": self.tr("Save clip")}
        dialog = self.dialog = QFileDialog(self._parent, titles[what])
        dialog.setObjectName("live.save.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"*{suffix}" for suffix in suffixes[:2]])
        dialog.setDefaultSuffix(suffixes[0].removeprefix("."))
        dialog.selectFile(self.name(suffixes[0]))
        dialog.fileSelected.connect(lambda path: self._on_selected(Path(path), suffixes, save))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_selected(self, path: Path, suffixes: tuple[str, ...], save: Any) -> None:
        if path.suffix.lower() in suffixes:
            save(path)
            return
        words = self.tr("{0} cannot be saved in this form; end its name in {1}.")
        self.failed.emit(words.format(path.name, " / ".join(suffixes[:2])))

    def _save_picture(self, image: QImage, path: Path) -> None:
        form = "JPG" if path.suffix.lower() in (".jpg", ".jpeg") else "PNG"

        def write() -> None:
            content = QByteArray()
            buffer = QBuffer(content)
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            # Its stub wants the form as bytes, which it refuses.
            image.save(buffer, form, 92)  # type: ignore[call-overload]
            write_whole(path, lambda file: _write(file, bytes(content.data())))

        self._run(write, path)

    def _save_arrays(self, arrays: dict[str, np.ndarray], path: Path) -> None:
        import numpy as np

        def fill(file: BinaryIO) -> None:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]

        self._run(lambda: write_whole(path, fill), path)

    def _save_clip(self, frames: list[tuple[QImage, int]], path: Path) -> None:
        self._frames = frames
        self._on_written(0)
        self._run(lambda: write_clip(path, frames, self._written.emit), path)

    def _on_written(self, done: int) -> None:
        words = self.tr("Writing {0} of {1} frames").format(done, len(self._frames)) if self._frames else ""
        self.recordingChanged.emit(None, words)

    def _run(self, work: Any, path: Path) -> None:
        if self._background is None:
            self._background = Background(self)
        self._background.run(work, lambda nothing: self._on_done(path), lambda error: self._on_failed(told(str(error))))

    def _on_done(self, path: Path) -> None:
        self._frames = []
        self.recordingChanged.emit(None, "")
        self.said.emit(self.tr("Saved {0}").format(path.name))

    def _on_failed(self, message: str) -> None:
        self._frames = []
        self.recordingChanged.emit(None, "")
        self.failed.emit(message)

    @property
    def longest(self) -> float:
        """Seconds after which a clip ends by itself."""
        return LONGEST


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)

"""The menu of all sources: samples, files, cameras, the screen, the drawing pad, the clipboard."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.live.sources.source import PictureSource
from explorer.ui.terms import term
from explorer.ui.theme import icon, theme


class SourceMenu(QMenu):
    """Says by signals what was chosen; cameras are looked for when their menu opens."""

    pictureRequested = Signal(object)  # PictureSource: a sample
    photoRequested = Signal()
    folderRequested = Signal()
    videoRequested = Signal()
    cameraRequested = Signal(object)  # QCameraDevice
    screenRequested = Signal()
    padRequested = Signal()
    pasteRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.sources")
        self.setToolTipsVisible(True)
        self._icons: list[tuple[QAction, str]] = []
        self._samples = QMenu(self.tr("&Samples"), self)
        self._samples.setObjectName("live.sources.samples")
        self._samples.setToolTipsVisible(True)
        self._samples.aboutToShow.connect(self._fill_samples)
        self.addMenu(self._samples)
        self.addSeparator()
        self._add(self.tr("Open &photo…"), "photo", "image", self.photoRequested)
        self._add(self.tr("Open &folder…"), "folder", "folder-open", self.folderRequested)
        self._add(self.tr("Open &video…"), "video", "video", self.videoRequested)
        paste = self._add(self.tr("P&aste"), "paste", "clipboard-paste", self.pasteRequested)
        # Shown only: the window's own action holds the shortcut.
        paste.setText(f"{paste.text()}\t{QKeySequence('Ctrl+V').toString(QKeySequence.SequenceFormat.NativeText)}")
        self.addSeparator()
        self._cameras = QMenu(self.tr("&Cameras"), self)
        self._cameras.setObjectName("live.sources.cameras")
        self._cameras.aboutToShow.connect(self._fill_cameras)
        self._icons.append((self.addMenu(self._cameras), "camera"))
        self._add(self.tr("Screen &region…"), "screen", "monitor", self.screenRequested)
        self._pad = self._add(self.tr("&Drawing pad"), "pad", "pencil", self.padRequested)
        self.set_pad(False)
        theme().changed.connect(self._paint_icons)
        self._paint_icons()

    def set_pad(self, possible: bool) -> None:
        """Offer the drawing pad, or say which networks read drawings."""
        self._pad.setEnabled(possible)
        self._pad.setToolTip(
            self.tr("White strokes on black, as in MNIST")
            if possible
            else self.tr("For networks that read grey pictures, such as LeNet-5")
        )

    def _add(self, text: str, name: str, icon_name: str, signal: object) -> QAction:
        action = self.addAction(text)
        action.setObjectName(f"live.sources.{name}")
        action.triggered.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        self._icons.append((action, icon_name))
        return action

    def _paint_icons(self) -> None:
        for action, name in self._icons:
            action.setIcon(icon(name))

    def _fill_samples(self) -> None:
        from explorer.inference.samples import samples  # numpy and Pillow wait until they are needed

        if self._samples.isEmpty():
            for one in samples():
                action = self._samples.addAction(term(one.title))
                action.setToolTip(term(one.credit))
                action.triggered.connect(
                    lambda checked=False, name=one.name: self.pictureRequested.emit(
                        PictureSource(name=name, sample=True)
                    )
                )

    def _fill_cameras(self) -> None:
        from explorer.ui.frames.camera import cameras

        self._cameras.clear()
        for device in cameras():
            action = self._cameras.addAction(device.description())
            action.triggered.connect(lambda checked=False, device=device: self.cameraRequested.emit(device))
        if self._cameras.isEmpty():
            nothing = self._cameras.addAction(self.tr("No camera found; plug one in"))
            nothing.setEnabled(False)

"""The source that the live panel looks at: choosing one, playing it, and what becomes of its frames.

Frames of a moving source go through the stream. A frame at which it stands
(paused, stepped to, or its last one) and the pictures of a folder are pictures
like any other: they are handed on to be looked at from all sides.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from explorer.inference.frames import FrameState
from explorer.ui.engine_link import EngineLink
from explorer.ui.frames.base import ImageFrame, QtFrameSource, mirrored
from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.video import SUFFIXES, VideoSource, is_video
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.sources.menu import SourceMenu
from explorer.ui.live.sources.pad_row import PadRow
from explorer.ui.live.sources.transport import MOVES, TransportBar
from explorer.ui.live.stream.frames import ShownComparison, ShownFrame
from explorer.ui.live.stream.hud import Hud
from explorer.ui.live.stream.stream import LiveStream

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCameraDevice

    from explorer.ui.frames.screen import RegionVeil

STEPS = {
    Qt.Key.Key_Comma: (-1, False),
    Qt.Key.Key_Less: (-1, True),
    Qt.Key.Key_Semicolon: (-1, True),
    Qt.Key.Key_Period: (1, False),
    Qt.Key.Key_Greater: (1, True),
    Qt.Key.Key_Colon: (1, True),
}
"""Keys of the panel that step: frames, or with Shift some seconds; Shift makes other signs of them on other boards."""
LEAP = 5.0


class LiveSources(QObject):
    """Holds the one source that is open, and its controls in the panel."""

    pictureChosen = Signal(object)  # PictureSource, to be decoded
    frameShown = Signal(object)  # ShownFrame
    stillArrived = Signal(object)  # LoadedPicture, to be shown and looked at
    frozen = Signal(object)  # LoadedPicture: the frame on show, to be looked at
    changed = Signal()
    """Whether frames come has changed."""
    failed = Signal(object)  # str, one line or two
    unitFrozen = Signal(object)  # bool

    def __init__(self, panel: LivePanel, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self.current: QtFrameSource | None = None
        self.stream = LiveStream(link, self)
        self.menu = SourceMenu(panel)
        self.transport = TransportBar()
        self.pad_row = PadRow()
        self.hud = Hud(panel.picture, lambda: self.stream.dropped, self)
        self.veil: RegionVeil | None = None
        self.dialog: QFileDialog | None = None
        self._readings: tuple[tuple[str, str], ...] = ()
        self._mirrored = True
        """Whether a camera shows left and right exchanged, as people know themselves."""
        self._last: ShownFrame | ShownComparison | None = None
        self._still: ImageFrame | None = None
        """The frame of a moving source that is on show as a picture, until frames follow each other again."""
        self._standing = False
        """Whether the frame on show has been handed over as a picture."""
        self._build()
        self._connect()

    def _build(self) -> None:
        self._panel.source.source.setMenu(self.menu)
        column = self._panel.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.transport)
        column.insertWidget(2, self.pad_row)
        self._panel.installEventFilter(self)

    def _connect(self) -> None:
        menu, panel = self.menu, self._panel
        menu.pictureRequested.connect(self.pictureChosen)
        menu.photoRequested.connect(panel.open_file)
        menu.folderRequested.connect(self.ask_folder)
        menu.videoRequested.connect(self.ask_video)
        menu.pasteRequested.connect(panel.paste)
        menu.cameraRequested.connect(self.open_camera)
        menu.screenRequested.connect(self.ask_screen)
        menu.padRequested.connect(self.open_pad)
        panel.pauseToggled.connect(self.transport.toggle)
        panel.freezeToggled.connect(self.transport.toggle)
        self.transport.unitFrozen.connect(self.unitFrozen)
        self.transport.mirror.clicked.connect(self._on_mirrored)
        self.stream.shown.connect(self._on_shown)
        self.stream.compared.connect(self._on_compared)
        self.stream.failed.connect(self.failed)
        self.stream.drained.connect(self._freeze)
        self.hud.told.connect(self._on_told)

    # What is open

    @property
    def streaming(self) -> bool:
        """Whether frames follow each other by themselves."""
        return self.current is not None and self.current.moving and self.current.state in MOVES

    def open(self, source: QtFrameSource | None) -> None:
        """Look at another source; the last one is closed, and its frame on show is a picture like any other."""
        if source is not None:
            self._hand_over()
        last, self.current = self.current, None
        self._last = self._still = None
        self._standing = False
        self._readings = ()
        self.stream.set_source(None)
        self.transport.set_source(None)
        self.hud.stop()
        if last is not None:
            last.arrived.disconnect(self._on_arrived)
            last.stateChanged.disconnect(self._on_state)
            last.stop()
            last.deleteLater()
        self.pad_row.hide()
        if source is not None:
            source.setParent(self)
            self.current = source
            source.arrived.connect(self._on_arrived)
            source.stateChanged.connect(self._on_state)
            if source.moving:
                self.stream.set_source(source)
                self.hud.start()
                self._panel.source.source.set_text(source.name)
            self.transport.set_source(source)
            source.start()
        self.changed.emit()

    def open_path(self, path: Path) -> bool:
        """Open a folder or a video; False if it is neither."""
        if path.is_dir():
            self.open(FolderSource(path))
        elif is_video(path):
            self.open(VideoSource(path))
        else:
            return False
        return True

    def open_camera(self, device: QCameraDevice | None = None) -> None:
        """Open a camera; None for the system's own choice."""
        from explorer.ui.frames.camera import CameraSource

        source = CameraSource(device)
        source.mirrored = self._mirrored
        self.open(source)

    def open_pad(self) -> None:
        """Let people draw."""
        from explorer.ui.frames.drawing_pad import DrawingSource

        self.open(DrawingSource(self.pad_row.pad))
        self.pad_row.show()
        self.pad_row.pad.setFocus()

    def ask_folder(self) -> None:
        """Ask for a folder of pictures."""
        self._ask(self.tr("Open a folder of pictures"), QFileDialog.FileMode.Directory, [])

    def ask_video(self) -> None:
        """Ask for a video."""
        names = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        filters = [self.tr("Videos ({0})").format(names), self.tr("All files (*)")]
        self._ask(self.tr("Open a video"), QFileDialog.FileMode.ExistingFile, filters)

    def ask_screen(self) -> None:
        """Let people mark a part of the screen that the window is on."""
        from explorer.ui.frames.screen import RegionVeil, ScreenSource

        def take(box: QRect | None) -> None:
            self.open(ScreenSource(veil.target, box))

        if self.veil is not None:
            self.veil.activateWindow()
            return
        veil = self.veil = RegionVeil(self._panel.screen())
        veil.chosen.connect(take)
        veil.destroyed.connect(self._on_veil_gone)
        veil.show()
        veil.activateWindow()

    def close(self) -> None:
        """Free devices and files."""
        if self.veil is not None:
            self.veil.close()
        self.open(None)

    def _on_veil_gone(self) -> None:
        self.veil = None

    def _ask(self, title: str, mode: QFileDialog.FileMode, filters: list[str]) -> None:
        dialog = self.dialog = QFileDialog(self._panel, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.Directory:
            dialog.setOption(QFileDialog.Option.ShowDirsOnly, False)
            dialog.fileSelected.connect(lambda path: self.open(FolderSource(Path(path))))
        else:
            dialog.setNameFilters(filters)
            dialog.fileSelected.connect(lambda path: self.open(VideoSource(Path(path))))
        dialog.open()

    # What its frames become

    def _on_arrived(self) -> None:
        source = self.current
        if source is None or self.streaming or (source.moving and source.state is FrameState.ENDED):
            return
        frame = source.take()
        if frame is not None:
            self._show_still(frame)

    def _show_still(self, frame: ImageFrame) -> None:
        assert self.current is not None
        self._still = frame if self.current.moving else None
        self.stillArrived.emit(self.current.picture(frame))

    def _on_state(self, state: FrameState) -> None:
        if self.current is None:
            return
        if state is FrameState.FAILED:
            if self.current.moving and not self._standing:
                self._freeze()
            self.failed.emit(self.current.problem)
        elif state is FrameState.PAUSED and self.current.moving:
            self._freeze()
        elif state in MOVES and self.current.moving:
            self.hud.start()
        self.changed.emit()

    def _on_show(self) -> ImageFrame | None:
        """The frame of the moving source that people see, as a picture or among others."""
        return self._still or (self._last.frame if self._last is not None else None)

    def _hand_over(self) -> None:
        """Let the frame on show stay as a picture, unless it is one already."""
        if self._on_show() is not None and not self._standing:
            self._freeze()

    def _freeze(self) -> None:
        """The frame on show is looked at as a picture from now on."""
        self.hud.stop()
        if self.current is None:
            return
        self._standing = True
        frame = self._on_show()
        if frame is not None:
            self.current.stand_at(frame)
            # The panel shows an older one where a comparison has shown the frame.
            if self._still is not None or isinstance(self._last, ShownFrame):
                self.frozen.emit(self.current.picture(frame))
            else:
                self._show_still(frame)
        elif self.stream.newest is not None:
            self.current.stand_at(self.stream.newest)
            self._show_still(self.stream.newest)
        elif self._panel.picture.picture is not None:
            # Nothing of it has been shown: the picture on show keeps its name.
            self._panel.source.source.set_picture(self._panel.picture.picture)

    def _on_shown(self, shown: ShownFrame) -> None:
        self._last, self._still, self._standing = shown, None, False
        self.hud.show(shown)
        if not self.pad_row.isHidden():
            self.pad_row.set_reading(shown.prediction)
        self.frameShown.emit(shown)
        self._panel.picture.set_readings(self._readings)

    def _on_compared(self, shown: ShownComparison) -> None:
        self._last, self._still, self._standing = shown, None, False

    def _on_mirrored(self, on: bool) -> None:
        self._mirrored = on
        frame = self._on_show()
        if frame is not None and not self.streaming:
            self._show_still(mirrored(frame))

    def _on_told(self, readings: tuple[tuple[str, str], ...]) -> None:
        self._readings = readings
        self._panel.picture.set_readings(readings)

    # Keys of the panel that no part of it takes

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.transport.isHidden():
            step = STEPS.get(Qt.Key(event.key()))
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if step is not None and not modifiers & ~Qt.KeyboardModifier.ShiftModifier:
                by, leap = step
                leap = leap or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
                act = partial(self.transport.seek_by, by * LEAP) if leap else partial(self.transport.step, by)
                act()
                return True
        return False

"""How a picture gets into the live panel: file dialogue, clipboard, drag and drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.errors import InputError
from explorer.ui.live.sources.drop_veil import DropVeil
from explorer.ui.live.sources.source import PictureSource, holds_picture, source_from


class PictureIntake(QObject):
    """Watches one widget for drops and asks for files on its behalf."""

    pictureRequested = Signal(object)  # PictureSource
    failed = Signal(object)  # str, one line

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.veil = DropVeil(widget)
        self.dialog: QFileDialog | None = None
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def open_file(self) -> None:
        """Ask for a picture file."""
        from explorer.inference.images import SUFFIXES

        names = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        if self.dialog is None:
            self.dialog = QFileDialog(self._widget, self.tr("Open a picture"))
            self.dialog.setObjectName("live.dialog")
            self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self.dialog.setNameFilters([self.tr("Pictures ({0})").format(names), self.tr("All files (*)")])
            self.dialog.fileSelected.connect(self._on_file_selected)
        self.dialog.open()

    def paste(self) -> None:
        """Take the picture or picture file from the clipboard."""
        # An empty clipboard may have no data at all.
        self._take(QGuiApplication.clipboard().mimeData() or QMimeData())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if not holds_picture(event.mimeData()):
                return False
            event.acceptProposedAction()
            self.veil.setGeometry(self._widget.rect())
            self.veil.raise_()
            self.veil.show()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.veil.hide()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.veil.hide()
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._take(event.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _take(self, mime: QMimeData) -> None:
        try:
            source = source_from(mime)
        except InputError as error:
            self.failed.emit(str(error))
            return
        self.pictureRequested.emit(source)

    def _on_file_selected(self, path: str) -> None:
        self.pictureRequested.emit(PictureSource(name=Path(path).name, path=Path(path)))

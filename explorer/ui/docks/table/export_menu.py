"""The layer table for elsewhere: as a file or on the clipboard, in any of its formats."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

FORMATS: dict[str, tuple[str, str]] = {
    "csv": ("CSV", ".csv"),
    "json": ("JSON", ".json"),
    "markdown": ("Markdown", ".md"),
    "latex": ("LaTeX", ".tex"),
}
"""Name and suffix of every format, by its key in ``explorer.analysis.exports.tables.WRITERS``."""


class ExportMenu(QMenu):
    """Save as …, copy as …"""

    exportRequested = Signal(object)  # key of a format
    copyRequested = Signal(object)  # key of a format

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table.export.menu")
        for key, (name, suffix) in FORMATS.items():
            action = self.addAction(self.tr("Save as {0} ({1})…").format(name, suffix))
            action.setObjectName(f"table.export.{key}")
            action.triggered.connect(partial(self.exportRequested.emit, key))
        self.addSeparator()
        for key, (name, _) in FORMATS.items():
            action = self.addAction(self.tr("Copy as {0}").format(name))
            action.setObjectName(f"table.copy.{key}")
            action.triggered.connect(partial(self.copyRequested.emit, key))

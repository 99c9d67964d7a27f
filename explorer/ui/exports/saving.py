"""What all exports of the window have in common: asking for a file, writing on the thread, saying what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.ui.terms import term, told

if TYPE_CHECKING:
    from explorer.ui.graph.export import DrawingExport
    from explorer.ui.main_window import MainWindow
    from explorer.ui.notice import Notice


class Saving:
    """Asks and tells on behalf of one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _notice(self) -> Notice:
        return self._window.documents.notice

    def ask_where(self, name: str, formats: dict[str, str]) -> Path | None:
        """Ask for a file, with a name to begin with and suffixes by their words; None if there is to be none."""
        settings = self._window.settings
        start = str(Path(settings.folder) / name)
        chosen, kind = QFileDialog.getSaveFileName(self._window, _tr("Export"), start, ";;".join(formats))
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() not in formats.values():
            path = path.with_name(path.name + formats[kind])
        settings.folder = str(path.parent)
        return path

    def save_later(self, write: Callable[[], object], saved: str) -> None:
        """Write on the thread, for large tables and slow disks would be felt, and say what has been saved."""
        notice = self._notice
        self._window.background.run(write, lambda nothing: notice.say(saved, seconds=6), self.say_failure)

    def say_done(self, text: str, exports: list[DrawingExport]) -> None:
        """Say what has been written or copied, and what had to differ."""
        notes = "; ".join(term(export.note) for export in exports if export.note)
        self._notice.say(f"{text}: {notes}" if notes else text, seconds=6)

    def say_failure(self, error: Exception) -> None:
        """Say why there is no file, in place of how far it is; raise what nobody expects."""
        if not isinstance(error, ExplorerError):
            self._notice.hide()
            raise error
        self._notice.say(told(str(error)), "error")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)

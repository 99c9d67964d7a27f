"""The layer table and the charts as files and on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from explorer.ui.docks.charts.chart import Chart
    from explorer.ui.exports.saving import Saving
    from explorer.ui.main_window import MainWindow


class PanelExports(QObject):
    """Writes and copies what the panels show of the network in front."""

    def __init__(self, window: MainWindow, saving: Saving) -> None:
        super().__init__(window)
        self._window, self._saving = window, saving

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of its action, by its id."""
        return {"table.export": self.export_table}

    @Slot()
    def export_table(self) -> None:
        """Ask for a file and write the layer table of the network in front, in the format of the file's name."""
        self.export_table_as("csv")

    @Slot(object)
    def export_table_as(self, first: str) -> None:
        """Do the same with one format as the first choice."""
        document = self._window.documents.current
        if document is None or document.network is None:
            return
        from explorer.analysis.exports.tables import WRITERS
        from explorer.files import write_text
        from explorer.ui.docks.table.export_menu import FORMATS

        keys = sorted(FORMATS, key=lambda key: key != first)
        formats = {f"{FORMATS[key][0]} (*{FORMATS[key][1]})": FORMATS[key][1] for key in keys}
        path = self._saving.ask_where(f"{document.key}{document.form.suffix()}-layers{FORMATS[first][1]}", formats)
        if path is None:
            return
        suffix = path.suffix.lower()
        write = next(WRITERS[key] for key in keys if FORMATS[key][1] == suffix)
        network, convention = document.network, self._window.convention
        saved = _tr("Saved {}").format(path)
        self._saving.save_later(lambda: write_text(path, write(network, convention)), saved)

    @Slot(object)
    def copy_table(self, key: str) -> None:
        """Put the layer table of the network in front on the clipboard, in a format."""
        document = self._window.documents.current
        if document is None or document.network is None:
            return
        from explorer.analysis.exports.tables import WRITERS
        from explorer.ui.docks.table.export_menu import FORMATS

        network, convention, notice = document.network, self._window.convention, self._window.documents.notice

        def deliver(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            notice.say(_tr("Copied the layer table as {}").format(FORMATS[key][0]), seconds=4)

        self._window.background.run(lambda: WRITERS[key](network, convention), deliver, self._saving.say_failure)

    @Slot(object, object)
    def export_chart(self, chart: Chart, suffix: str) -> None:
        """Ask for a file and draw a chart into it, or write its points."""
        document = self._window.documents.current
        if document is None or chart.network is None:
            return
        from explorer.files import write_whole
        from explorer.ui.docks.charts.chart import SUFFIXES
        from explorer.ui.docks.charts.chart_export import draw_for_file

        suffixes = sorted(SUFFIXES, key=lambda one: one != suffix)
        kind = chart.objectName().rpartition(".")[2]
        path = self._saving.ask_where(
            f"{document.key}{document.form.suffix()}-{kind}{suffix}",
            {f"{SUFFIXES[one]} (*{one})": one for one in suffixes},
        )
        if path is None:
            return
        content = draw_for_file(chart, path.suffix.lower())

        def fill(file: BinaryIO) -> None:
            file.write(content())

        self._saving.save_later(lambda: write_whole(path, fill), _tr("Saved {}").format(path))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)

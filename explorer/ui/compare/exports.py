"""Comparisons as files and on the clipboard, from the window."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.conventions import Convention
from explorer.analysis.exports.comparison_tables import WRITERS, names, to_csv
from explorer.ui.compare.panel import TSV

if TYPE_CHECKING:
    from explorer.ui.compare.page import ComparePage
    from explorer.ui.docks.charts.chart import Chart
    from explorer.ui.exports.saving import Saving
    from explorer.ui.main_window import MainWindow


def to_tsv(found: Comparison, convention: Convention = Convention.ALL) -> str:
    """Return the CSV's cells with tabs between them: what spreadsheets take from the clipboard."""
    lines = csv.reader(io.StringIO(to_csv(found, convention)))
    return "\n".join("\t".join(line) for line in lines) + "\n"


class CompareExports(QObject):
    """Writes and copies what a page shows."""

    def __init__(self, window: MainWindow, saving: Saving, page: ComparePage) -> None:
        super().__init__(page)
        self._window, self._saving, self._page = window, saving, page
        page.exportRequested.connect(self.export_chart)
        page.tableRequested.connect(self.table)

    def _name(self) -> str:
        found = self._page.comparison
        assert found is not None
        return "-".join(names(found.networks)).replace("@", "-")

    def table(self, key: str, copied: bool) -> None:
        """Write or copy the table of stages in a format."""
        if self._page.comparison is None:
            return
        if copied:
            self._copy(key)
            return
        from explorer.files import write_text
        from explorer.ui.docks.table.export_menu import FORMATS

        keys = sorted(FORMATS, key=lambda one: one != key)
        path = self._saving.ask_where(
            f"{self._name()}-stages{FORMATS[key][1]}",
            {f"{FORMATS[one][0]} (*{FORMATS[one][1]})": FORMATS[one][1] for one in keys},
        )
        if path is None:
            return
        write = next(WRITERS[one] for one in keys if FORMATS[one][1] == path.suffix.lower())
        found, convention = self._page.comparison, self._page.panel.convention
        saved = self.tr("Saved {}").format(path)
        self._saving.save_later(lambda: write_text(path, write(found, convention)), saved)

    def _copy(self, key: str) -> None:
        from explorer.ui.docks.table.export_menu import FORMATS

        found, convention = self._page.comparison, self._page.panel.convention
        assert found is not None
        write = to_tsv if key == TSV else WRITERS[key]
        notice = self._window.documents.notice
        name = self.tr("cells of a spreadsheet") if key == TSV else FORMATS[key][0]

        def deliver(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            notice.say(self.tr("Copied the table of stages as {}").format(name), seconds=4)

        self._window.background.run(lambda: write(found, convention), deliver, self._saving.say_failure)

    def export_chart(self, chart: Chart, suffix: str) -> None:
        """Ask for a file and draw a chart into it, or write its points."""
        if self._page.comparison is None:
            return
        from explorer.files import write_whole
        from explorer.ui.docks.charts.chart import SUFFIXES
        from explorer.ui.docks.charts.chart_export import draw_for_file

        suffixes = sorted(SUFFIXES, key=lambda one: one != suffix)
        kind = chart.objectName().removeprefix("compare.chart.").replace(".", "-")
        path = self._saving.ask_where(
            f"{self._name()}-{kind}{suffix}", {f"{SUFFIXES[one]} (*{one})": one for one in suffixes}
        )
        if path is None:
            return
        content = draw_for_file(chart, path.suffix.lower())

        def fill(file: BinaryIO) -> None:
            file.write(content())

        self._saving.save_later(lambda: write_whole(path, fill), self.tr("Saved {}").format(path))

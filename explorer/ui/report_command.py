"""The report on a comparison, from the window: nothing of it holds the window up, and it can be cancelled."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from explorer.errors import ExplorerError
from explorer.files import write_text
from explorer.ui.compare.members import MOST
from explorer.ui.graph.exporter import SLICE
from explorer.ui.report import ReportDrawings, compose_report, sheet_drawing

if TYPE_CHECKING:
    from explorer.analysis.comparison.comparison import Comparison
    from explorer.ui.exports.saving import Saving
    from explorer.ui.main_window import MainWindow
    from explorer.visualize.graph.blocks import BlockTree
    from explorer.visualize.graph.scene import GraphScene

    _Scenes = list[tuple[BlockTree, GraphScene]]


class Reporting(QObject):
    """Makes one report at a time; a new one ends the one before."""

    def __init__(self, window: MainWindow, saving: Saving) -> None:
        super().__init__(window)
        self._window, self._saving = window, saving
        self._order = 0
        self._steps: Iterator[float] = iter(())
        self._painted: Callable[[], None] = lambda: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_slice_due)

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of its action, by its id."""
        return {"compare.report": self.export}

    @Slot()
    def cancel(self) -> None:
        """Forget what is on its way; a file that is being written is finished."""
        self._order += 1
        self._timer.stop()
        self._steps = iter(())

    @Slot()
    def export(self) -> None:
        """Ask for a file and write what is compared, else the open networks, as a page."""
        page = self._window.comparing.page
        if page is not None and page.result is not None:
            trees, compared = list(page.result.trees), page.comparison
        else:
            views = [document.view for document in self._window.documents.documents]
            trees, compared = [view.tree for view in views if view.tree is not None][:MOST], None
        if len(trees) < 2:
            text = self.tr("A report compares two networks or more; open another one first.")
            self._window.documents.notice.say(text, "warn", seconds=8)
            return
        name = "-".join(dict.fromkeys(tree.network.name for tree in trees))
        path = self._saving.ask_where(f"{name}.html", {self.tr("Web page (*.html)"): ".html"})
        if path is not None:
            self._start(path, trees, compared)

    def _start(self, path: Path, trees: list[BlockTree], compared: Comparison | None) -> None:
        self.cancel()
        order = self._order
        background, convention = self._window.background, self._window.convention

        def prepare() -> tuple[Comparison, _Scenes]:
            from explorer.analysis.comparison.comparison import compare

            found = compared or compare([tree.network for tree in trees])
            return found, [(tree, sheet_drawing(tree)) for tree in trees]

        def paint(prepared: tuple[Comparison, _Scenes]) -> None:
            if order != self._order:
                return
            found, scenes = prepared
            drawings = ReportDrawings(scenes)
            self._steps = drawings.steps()
            self._painted = lambda: background.run(
                lambda: write_text(path, compose_report(found, convention, drawings.contents())),
                lambda nothing: self._say_saved(path),
                self._fail,
            )
            self._timer.start(0)

        self._say_progress(0.0)
        background.run(prepare, paint, self._fail)

    @Slot()
    def _on_slice_due(self) -> None:
        end = time.perf_counter() + SLICE
        try:
            for share in self._steps:
                if time.perf_counter() > end:
                    self._say_progress(share)
                    return
        except ExplorerError as error:
            self._fail(error)
            return
        self._timer.stop()
        self._painted()

    def _say_progress(self, share: float) -> None:
        text = self.tr("Writing the report … {:.0%}").format(share)
        self._window.documents.notice.say(text, button=self.tr("Cancel"), action=self.cancel)

    def _say_saved(self, path: Path) -> None:
        text = self.tr("Saved {}; print it from a browser for a PDF").format(path)
        self._window.documents.notice.say(text, seconds=8)

    def _fail(self, error: Exception) -> None:
        self.cancel()
        self._saving.say_failure(error)

"""The family tree for elsewhere, by the same code as the block graph: files, clipboard, command line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGraphicsItem

from explorer.models.history import History, load
from explorer.ui.evolution.items import MilestoneFactory
from explorer.ui.graph.export import MOST_PIXELS, DrawingExport, ensure_application, mime_data
from explorer.ui.tokens import DARK, LIGHT, Tokens
from explorer.visualize.evolution.exchange import NAME, history_as_dot, history_as_json
from explorer.visualize.evolution.labels import uncrowded_relations
from explorer.visualize.evolution.tree import draw_history, face_of
from explorer.visualize.graph.scene import GraphScene

if TYPE_CHECKING:
    from explorer.ui.evolution.page import EvolutionPage
    from explorer.ui.exports.saving import Saving
    from explorer.ui.graph.export_dialog import ExportDialog
    from explorer.ui.graph.exporter import GraphExporter
    from explorer.ui.main_window import MainWindow


DATA = (".json", ".dot")
"""Forms that other programs read: their texts are English, those of a picture as the window shows them."""


class EvolutionExport(DrawingExport):
    """The export of a history."""

    name = NAME
    description = "Family tree, drawn by cnn-explorer"

    def __init__(
        self,
        history: History,
        drawing: GraphScene,
        suffix: str,
        *,
        tokens: Tokens = LIGHT,
        scale: float = 1.0,
        most_pixels: int = MOST_PIXELS,
    ) -> None:
        """
        Raises:
            UsageError: an unknown form.
        """
        self._milestones = MilestoneFactory(tokens, history)
        super().__init__(drawing, suffix, self._milestones, scale=scale, most_pixels=most_pixels)
        self._history = history

    def _items(self) -> Iterator[QGraphicsItem]:
        yield from super()._items()
        for relation in uncrowded_relations(self._drawing, self._history):
            yield self._milestones.relation(relation)

    def _text(self) -> str:
        if self._suffix == ".json":
            return history_as_json(self._history, self._drawing)
        return history_as_dot(self._history, self._drawing, self._factory.colouring)


def drawing_of(history: History, drawing: GraphScene) -> GraphScene:
    """Return the drawing of the same history in another language."""
    boxes = tuple(box._replace(face=face_of(history[box.id])) for box in drawing.boxes)
    return replace(drawing, boxes=boxes)


def export_history(
    history: History,
    path: str | os.PathLike[str],
    suffix: str,
    *,
    direction: str = "tb",
    tokens: Tokens = LIGHT,
    scale: float = 1.0,
) -> str:
    """Draw a history into a file, whole or not at all; return a note on what had to differ, else "".

    Args:
        history: the milestones.
        path: the file; ``-`` is standard output.
        suffix: the form: ``.svg``, ``.pdf``, ``.png``, ``.json`` or ``.dot``.
        direction: ``tb``, years downwards, or ``lr``.
        tokens: the theme.
        scale: pixels of a PNG per pixel of the drawing.

    Raises:
        UsageError: an unknown form.
        OutputError: the file cannot be written.
    """
    ensure_application()
    export = EvolutionExport(history, draw_history(history, direction), suffix, tokens=tokens, scale=scale)
    for _ in export.steps():
        pass
    export.write(path)
    return export.note


class TreeExports(QObject):
    """Exports the tree of a page from the window."""

    def __init__(self, window: MainWindow, saving: Saving, exporter: GraphExporter) -> None:
        super().__init__(window)
        self._window, self._saving, self._exporter = window, saving, exporter

    def export(self, page: EvolutionPage) -> None:
        """Ask how to export the tree, and do it."""
        from explorer.ui.graph.export_dialog import ExportDialog

        dialog = ExportDialog(parent=self._window, blocks=False)
        dialog.saveRequested.connect(lambda: self._save(page, dialog))
        dialog.copyRequested.connect(lambda: self.copy(page, dark=dialog.dark, scale=dialog.scale))
        dialog.open()

    def _save(self, page: EvolutionPage, dialog: ExportDialog) -> None:
        from explorer.ui.graph.export_dialog import FORMS

        suffixes = sorted(FORMS, key=lambda one: one != dialog.form)
        formats = {f"{FORMS[one]} (*{one})": one for one in suffixes}
        path = self._saving.ask_where(f"evolution{dialog.form}", formats)
        if path is None:
            return
        saved = self.tr("Saved {}").format(path)
        self._start(
            page,
            (path.suffix.lower(),),
            lambda exports: exports[0].write(path),
            lambda nothing, exports: self._saving.say_done(saved, exports),
            dark=dialog.dark,
            scale=dialog.scale,
        )

    def copy(self, page: EvolutionPage, *, dark: bool = False, scale: float = 2.0) -> None:
        """Put the tree on the clipboard, as a picture and as a vector drawing."""

        def deliver(contents: object, exports: list[DrawingExport]) -> None:
            assert isinstance(contents, list)
            svg, png = contents
            QGuiApplication.clipboard().setMimeData(mime_data(svg, png, exports[1].image))
            self._saving.say_done(self.tr("Copied the family tree"), exports)

        self._start(
            page, (".svg", ".png"), lambda exports: [one.content() for one in exports], deliver, dark=dark, scale=scale
        )

    def _start(
        self,
        page: EvolutionPage,
        suffixes: tuple[str, ...],
        finish: Callable[[list[DrawingExport]], object],
        done: Callable[[object, list[DrawingExport]], None],
        *,
        dark: bool,
        scale: float,
    ) -> None:
        shown, drawing, tokens = page.history, page.drawing, DARK if dark else LIGHT

        def make(scene: GraphScene, suffix: str, most_pixels: int) -> DrawingExport:
            history = shown
            if suffix in DATA:
                history, scene = load(), drawing_of(load(), scene)
            return EvolutionExport(history, scene, suffix, tokens=tokens, scale=scale, most_pixels=most_pixels)

        self._exporter.start_with(make, lambda: drawing, suffixes, finish, done, self._saving.say_failure)

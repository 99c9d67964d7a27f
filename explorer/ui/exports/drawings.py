"""The graph of the network in front, or the family tree, as a file and on the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.evolution.exports import TreeExports
    from explorer.ui.evolution.opening import FamilyTree
    from explorer.ui.exports.saving import Saving
    from explorer.ui.graph.export import DrawingExport
    from explorer.ui.graph.export_dialog import ExportDialog
    from explorer.ui.graph.exporter import GraphExporter
    from explorer.ui.main_window import MainWindow
    from explorer.visualize.graph.scene import GraphScene


class DrawingExports(QObject):
    """Draws one thing at a time; a new drawing ends the one before."""

    def __init__(self, window: MainWindow, saving: Saving, family_tree: FamilyTree) -> None:
        super().__init__(window)
        self._window, self._saving, self._family_tree = window, saving, family_tree
        self._exporter: GraphExporter | None = None
        self._of_tree: TreeExports | None = None

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of each of its actions, by its id."""
        return {"graph.export": self.export, "graph.copy": lambda: self.copy()}

    @Slot()
    def export(self) -> None:
        """Ask how to export what is in front, and do it."""
        tree = self._family_tree.page
        if tree is not None:
            self._tree_exports().export(tree)
            return
        document = self._window.documents.current
        if document is None or document.network is None or document.view.drawing is None:
            return
        from explorer.ui.graph.export_dialog import ExportDialog

        dialog = ExportDialog(parent=self._window)
        dialog.saveRequested.connect(lambda: self._save(document, dialog))
        dialog.copyRequested.connect(
            lambda: self.copy(document, whole=dialog.whole, dark=dialog.dark, scale=dialog.scale)
        )
        dialog.open()

    def _save(self, document: Document, dialog: ExportDialog) -> None:
        from explorer.ui.graph.export_dialog import FORMS

        first = dialog.form
        suffixes = sorted(FORMS, key=lambda one: one != first)
        formats = {f"{FORMS[one]} (*{one})": one for one in suffixes}
        path = self._saving.ask_where(f"{document.key}{document.form.suffix()}{first}", formats)
        if path is None:
            return
        saved = _tr("Saved {}").format(path)
        self._draw(
            document,
            (path.suffix.lower(),),
            lambda exports: exports[0].write(path),
            lambda nothing, exports: self._saving.say_done(saved, exports),
            whole=dialog.whole,
            dark=dialog.dark,
            scale=dialog.scale,
        )

    def copy(
        self, document: Document | None = None, *, whole: bool = False, dark: bool = False, scale: float = 2.0
    ) -> None:
        """Put what is in front on the clipboard, as a picture and as a vector drawing."""
        document = document or self._window.documents.current
        tree = self._family_tree.page
        if document is None and tree is not None:
            self._tree_exports().copy(tree)
            return
        if document is None or document.network is None or document.view.drawing is None:
            return
        from explorer.ui.graph.export import mime_data

        def deliver(contents: object, exports: list[DrawingExport]) -> None:
            assert isinstance(contents, list)
            svg, png = contents
            QGuiApplication.clipboard().setMimeData(mime_data(svg, png, exports[1].image))
            self._saving.say_done(_tr("Copied the graph"), exports)

        self._draw(
            document,
            (".svg", ".png"),
            lambda exports: [export.content() for export in exports],
            deliver,
            whole=whole,
            dark=dark,
            scale=scale,
        )

    def _draw(
        self,
        document: Document,
        suffixes: tuple[str, ...],
        finish: Callable[[list[DrawingExport]], object],
        done: Callable[[object, list[DrawingExport]], None],
        *,
        whole: bool,
        dark: bool,
        scale: float,
    ) -> None:
        from explorer.ui.graph.exporter import Style
        from explorer.ui.tokens import DARK, LIGHT
        from explorer.visualize.graph.expansion import open_blocks
        from explorer.visualize.layout.compound import Composer

        view = document.view
        tree, shown, direction = view.tree, view.drawing, view.direction
        assert tree is not None and shown is not None
        colours = DARK if dark else LIGHT

        def everything() -> GraphScene:
            return Composer(tree).compose(open_blocks(tree, "all"), direction)

        style = Style(colours, view.colouring_in(colours), scale)
        drawing = everything if whole else lambda: shown
        self.exporter().start(tree, drawing, suffixes, style, finish, done, self._saving.say_failure)

    def exporter(self) -> GraphExporter:
        """Return what draws for files and the clipboard, one drawing at a time."""
        if self._exporter is None:
            from explorer.ui.graph.exporter import GraphExporter

            self._exporter = GraphExporter(self._window.background, self)
            self._exporter.progressed.connect(self._say_drawing)
        return self._exporter

    def _tree_exports(self) -> TreeExports:
        from explorer.ui.evolution.exports import TreeExports

        if self._of_tree is None:
            self._of_tree = TreeExports(self._window, self._saving, self.exporter())
        return self._of_tree

    @Slot(object)
    def _say_drawing(self, share: float) -> None:
        assert self._exporter is not None
        text = _tr("Drawing the graph … {:.0%}").format(share)
        self._window.documents.notice.say(text, button=_tr("Cancel"), action=self._exporter.cancel)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)

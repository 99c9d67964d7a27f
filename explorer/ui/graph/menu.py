"""The graph's context menu: what can be done with a box, an open block, an operator, or the whole."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from explorer.ui.terms import term
from explorer.visualize.graph.blocks import Block, BlockTree
from explorer.visualize.graph.expansion import blocks_of_class, deepest, fold_around, folds

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView


class GraphMenu(QObject):
    """Makes a menu when it is asked for; the window's own commands on the canvas stand at its end."""

    def __init__(self, view: "GraphView") -> None:
        super().__init__(view)
        self._view = view
        self._menu: QMenu | None = None
        view.canvas.menuRequested.connect(self.open)

    def open(self, item: str | None, order: int | None, place: QPoint) -> None:
        """Make a box (or the operator ``order`` in it) the selection, and show what can be done with it."""
        tree = self._view.tree
        if tree is None:
            return
        if item is not None:
            self._view.choose(item, order)
        self.close()
        self._menu = self.build(tree, item)
        self._menu.popup(place)

    def close(self) -> None:
        """Take the menu away."""
        if self._menu is not None:
            self._menu.close()
            self._menu.deleteLater()
            self._menu = None

    def build(self, tree: BlockTree, item: str | None) -> QMenu:
        """Return the menu of a block or cell, of the whole for None."""
        menu = QMenu(self._view)
        menu.setObjectName("graph.menu")
        if item is None:
            self._add_whole(menu, tree)
        else:
            if item in tree.blocks:
                self._add_block(menu, tree.blocks[item])
            self._add_place(menu, tree, item)
        menu.addSeparator()
        menu.addActions(self._view.canvas.actions())
        return menu

    def _add(self, menu: QMenu, name: str, text: str, do: Callable[[], object], key: str = "") -> None:
        # What follows a tab stands where shortcuts do: keys of the canvas are no shortcuts of the window.
        action = menu.addAction(f"{text}\t{key}" if key else text)
        action.setObjectName(f"graph.menu.{name}")
        action.triggered.connect(lambda: do())

    def _add_block(self, menu: QMenu, block: Block) -> None:
        opening, expanded = self._view.opening, self._view.expanded
        opened = block.id in expanded
        if block.fold:
            text = self.tr("&Fold again") if opened else self.tr("&Unfold ×{0}").format(len(block.children))
        else:
            text = self.tr("&Close") if opened else self.tr("&Open")
        key = self.tr("Backspace") if opened else self.tr("Enter")
        self._add(menu, "toggle", text, lambda: opening.toggle(block.id), key)
        inner = frozenset(opening.blocks_in(block.id))
        if inner:
            if not ({block.id} | inner) <= expanded:
                text = self.tr("Open &everything inside")
                self._add(menu, "open_inside", text, lambda: opening.open_inside(block.id))
            if opened and inner & expanded:
                text = self.tr("Close everything &inside")
                self._add(menu, "close_inside", text, lambda: opening.close_inside(block.id))
        tree = self._view.tree
        assert tree is not None
        alike = blocks_of_class(tree, block.cls) if block.cls else ()
        if len(alike) > 1:
            menu.addSeparator()
            if not expanded.issuperset(alike):
                text = self.tr("Open &all {0} ({1})").format(block.cls, len(alike))
                self._add(menu, "open_class", text, lambda: opening.open_class(block.cls, block.id))
            if not expanded.isdisjoint(alike):
                text = self.tr("C&lose all {0} ({1})").format(block.cls, len(alike))
                self._add(menu, "close_class", text, lambda: opening.close_class(block.cls, block.id))

    def _add_place(self, menu: QMenu, tree: BlockTree, item: str) -> None:
        view = self._view
        menu.addSeparator()
        fold = fold_around(tree, item)
        if fold is not None and fold != item:
            count = len(tree.blocks[fold].children)
            text = self.tr("&Fold these ×{0} again").format(count)
            self._add(menu, "fold", text, lambda: view.opening.toggle(fold))
        self._add(menu, "way", self.tr("Show only the &way here"), view.show_only_way)
        self._add(menu, "zoom", self.tr("&Zoom to it"), view.zoom_to_selection, self.tr("Z"))
        menu.addSeparator()
        if item in tree.blocks:
            cls = tree.blocks[item].cls
            if cls:
                text = self.tr("&Mark all {0}").format(cls)
                self._add(menu, "mark", text, lambda: view.search.ask(f"kind:block class:{cls}"))
        elif tree.cells[item].kind != "io":
            kind = tree.cells[item].kind
            text = self.tr("&Mark all of the kind {0}").format(term(kind))
            self._add(menu, "mark", text, lambda: view.search.ask(f"kind:{kind}"))
        if view.selected:
            selected = view.selected
            self._add(menu, "table", self.tr("Show in the &table"), lambda: view.tableRequested.emit(selected))
        if view.notes.writable():
            text = self.tr("Edit the &note…") if view.notes.written() else self.tr("Add a &note…")
            self._add(menu, "note", text, view.notes.request, self.tr("N"))
        paths = paths_of(tree, item, view.selected.order)
        if paths:
            text = self.tr("Copy &path") if len(paths) == 1 else self.tr("Copy &paths")
            self._add(menu, "copy_path", text, lambda: QGuiApplication.clipboard().setText("\n".join(paths)))

    def _add_whole(self, menu: QMenu, tree: BlockTree) -> None:
        view, opening = self._view, self._view.opening
        self._add(menu, "fit", self.tr("&Fit the graph"), view.fit, self.tr("F"))
        menu.addSeparator()
        deep = deepest(tree)
        if deep:
            self._add(menu, "all", self.tr("Open &all blocks"), lambda: opening.set_all("all"))
            self._add(menu, "none", self.tr("C&lose all blocks"), lambda: opening.set_all("none"), "0")
            depths = menu.addMenu(self.tr("Open to &depth"))
            depths.setObjectName("graph.menu.depths")
            for depth in range(1, min(deep, 9) + 1):
                self._add(depths, f"depth.{depth}", f"&{depth}", partial(opening.set_all, depth), str(depth))
        repeated = folds(tree)
        if repeated:
            if not repeated <= view.expanded:
                self._add(menu, "unfold_all", self.tr("&Unfold all repeats"), opening.unfold_all)
            if repeated & view.expanded:
                self._add(menu, "fold_all", self.tr("Fold all &repeats again"), opening.fold_all)


def paths_of(tree: BlockTree, item: str, order: int | None) -> tuple[str, ...]:
    """Return the module path of a block or of an operator in a cell; of a fold, those of all it stands for."""
    if item in tree.blocks:
        block = tree.blocks[item]
        return block.children if block.fold else (block.id,)
    operators = tree.cells[item].operators
    row = tree.rows.get(order if order in operators else operators[0]) if operators else None
    return (row.path,) if row is not None and row.path else ()

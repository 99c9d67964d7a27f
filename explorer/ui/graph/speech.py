"""What a screen reader says of the box one is at: its name, what it is, its figures, how it is linked."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from explorer.ui.graph.canvas import GraphCanvas
from explorer.ui.graph.crumbs import crumbs_to
from explorer.ui.graph.opening import Opening
from explorer.ui.numbers import short
from explorer.ui.wording import operator_title
from explorer.visualize.graph.blocks import Block, BlockTree, Cell
from explorer.visualize.graph.captions import shape_text
from explorer.visualize.graph.expansion import visible_item


def describe(tree: BlockTree, expanded: frozenset[str], item: str, order: int | None = None) -> str:
    """Return a block or cell (or one operator of it) in words."""
    if item in tree.blocks:
        return ", ".join(part for part in _of_block(tree.blocks[item], item in expanded) if part)
    return ", ".join(part for part in _of_cell(tree, tree.cells[item], order) if part)


def _of_block(block: Block, opened: bool) -> list[str]:
    name = _tr("{0}, {1} equal blocks").format(block.id, len(block.children)) if block.fold else block.id
    return [
        name,
        block.cls,
        _tr("open") if opened else _tr("closed"),
        _tr("gives {0}").format(shape_text(block.shape)) if block.shape else "",
        _tr("{0} MACs").format(short(block.macs)) if block.macs else "",
        _tr("{0} parameters").format(short(block.params)) if block.params else "",
    ]


def _of_cell(tree: BlockTree, cell: Cell, order: int | None) -> list[str]:
    shape = shape_text(cell.shape)
    if cell.kind == "io":
        return [_tr("input") if cell.operators else _tr("output"), shape]
    row = tree.rows[order if order in cell.operators else cell.operators[0]]
    return [
        row.path,
        operator_title(row),
        _tr("gives {0}").format(shape_text(row.output_shape)) if row.output_shape else "",
        _tr("{0} MACs").format(short(row.macs)) if row.macs else "",
        _tr("{0} parameters").format(short(row.params)) if row.params else "",
    ]


class Speech(QObject):
    """Keeps the canvas's accessible name at the box one is at, and has a change announced.

    The canvas paints its boxes itself, so that it is the one thing that a screen
    reader can read of them; the box one is at is its name, the way there its description.
    """

    def __init__(self, canvas: GraphCanvas, opening: Opening, notes: Callable[[str], str]) -> None:
        """``notes`` says what is written on a box and in it, to be said after all else."""
        super().__init__(canvas)
        self._canvas, self._opening, self._notes = canvas, opening, notes

    def say(self, item: str | None, order: int | None) -> None:
        """Name a block or cell, or the whole graph for None."""
        tree, canvas = self._opening.tree, self._canvas
        if tree is None:
            return
        crumbs = crumbs_to(tree, item)
        words = _tr("Block graph of {0}").format(crumbs[0][1])
        if item is not None:
            shown = visible_item(tree, self._opening.expanded, item)
            words = describe(tree, self._opening.expanded, item, order)
            if shown != item:
                words = _tr("{0}, in the closed block {1}").format(words, shown)
            words += self._links(shown) + self._notes(item)
        canvas.setAccessibleDescription(" › ".join(text for _, text in crumbs[1:]))
        if words == canvas.accessibleName():
            return
        canvas.setAccessibleName(words)  # Qt tells that the name has changed, which not every screen reader reads out
        if canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(canvas, words))

    def _links(self, shown: str) -> str:
        """From how many boxes and to how many lines lead."""
        if self._canvas.marks is None:
            return ""
        before, after = self._canvas.marks.linked(shown)
        return _tr("; {0} before, {1} after").format(len(before), len(after))


def _tr(text: str) -> str:
    return QCoreApplication.translate("graph", text)

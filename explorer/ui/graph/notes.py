"""The notes of one graph: marks on its boxes, words for who hears them, steps from one to the next.

Exports of the graph are without the marks: on paper a mark without its text says
nothing, and what somebody has remarked for themselves is not sent along with a figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from explorer.ui.graph.pins import Pin
from explorer.ui.selection import Selected
from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.expansion import visible_item

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView

Note = tuple[str, str]
"""Path and text."""

LONGEST = 600
"""Characters of one note in a tool tip."""
LISTED = 5
"""Notes in a block of which the tool tip tells."""
LINE = 70
"""Characters of each of these."""


class GraphNotes(QObject):
    """Shows what is written; whoever keeps the notes hands them over and hears what is wanted."""

    requested = Signal()
    """A note on what is selected is to be written."""
    changed = Signal()

    def __init__(self, view: GraphView) -> None:
        super().__init__(view)
        self._view = view
        self._tree: BlockTree | None = None
        self._texts: Mapping[str, str] = {}
        self._notes: dict[str, list[Note]] = {}
        """By the block or cell that they are on."""
        self._inside: dict[str, list[Note]] = {}
        """By the closed block that hides them."""
        self.offered = False
        """Whether notes can be written."""

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Show these notes, by the paths of modules, and offer to write others."""
        self.offered = True
        if texts != self._texts:
            self._texts = dict(texts)
            self._find()
            self.refresh()
            self.changed.emit()

    def set_tree(self, tree: BlockTree | None) -> None:
        """Show the notes on another network or form of it; they are drawn with it."""
        self._tree = tree
        self._find()

    def _find(self) -> None:
        self._notes, self._inside = {}, {}
        tree = self._tree
        if tree is None or not self._texts:
            return
        cells: dict[str, dict[str, None]] = {}
        for order, row in tree.rows.items():
            if row.path and row.path in self._texts:
                cells.setdefault(row.path, {})[tree.cell_of[order]] = None
        for path, text in self._texts.items():
            if path in tree.blocks and path != ROOT:
                items = [path]
            elif path in cells:
                items = list(cells[path])
            else:
                # A module whose block is not drawn as one is shown by what it lies in.
                items = [found] if path and (found := tree.resolve(path)) is not None else []
            for item in items:
                self._notes.setdefault(item, []).append((path, text))

    def refresh(self) -> None:
        """Mark the boxes of the drawing that is on the canvas now."""
        tree = self._tree
        self._inside = {}
        seen: dict[str, list[Note]] = {}
        if tree is not None:
            for item, notes in self._notes.items():
                shown = visible_item(tree, self._view.expanded, item)
                (seen if shown == item else self._inside).setdefault(shown, []).extend(notes)
        boxes = dict.fromkeys((*seen, *self._inside))
        self._view.canvas.mark_notes({box: _pin(seen.get(box, []), self._inside.get(box, [])) for box in boxes})

    # words -------------------------------------------------------------------

    def words(self, item: str) -> str:
        """Return what is to be said of the notes on a block or cell, and of those in it; empty without any."""
        parts = [self.tr("note: {0}").format(" ".join(text.split())) for _, text in self._notes.get(item, [])]
        inside = {path for path, _ in self._inside.get(item, [])}
        if inside:
            one = len(inside) == 1
            parts.append(self.tr("1 note in it") if one else self.tr("{0} notes in it").format(len(inside)))
        return "".join(f"; {part}" for part in parts)

    def writable(self) -> bool:
        """Whether there can be a note on what is selected: an operator of no module has no name to hold it by."""
        path = self._path()
        return self.offered and bool(path)

    def written(self) -> bool:
        """Whether there is a note on what is selected."""
        return self._path() in self._texts

    def _path(self) -> str:
        selected, tree = self._view.selected, self._tree
        if tree is None or selected.order is None:
            return selected.block or ""
        row = tree.rows.get(selected.order)
        return row.path if row is not None else ""

    def request(self) -> None:
        """Ask for a place to write a note on what is selected."""
        if self.offered:
            self.requested.emit()

    # steps -------------------------------------------------------------------

    def step(self, by: int) -> bool:
        """Select the next (+1) or previous (-1) layer with a note, around the ends; return whether there is one."""
        tree = self._tree
        if tree is None:
            return False
        found = sorted({self._place(tree, item, path) for item, notes in self._notes.items() for path, _ in notes})
        if not found:
            return False
        here = self._here(tree)
        if here is None:
            number = 0 if by > 0 else len(found) - 1
        elif by > 0:
            number = bisect_right(found, here) % len(found)
        else:
            number = (bisect_left(found, here) - 1) % len(found)
        order, size, path = found[number]
        self._view.show_selected(Selected(block=path) if size else Selected(order=order))
        return True

    def _place(self, tree: BlockTree, item: str, path: str) -> tuple[int, int, str]:
        """The first operator, how many there are (negative, outer blocks come first; 0 for an operator), the path."""
        if item in tree.blocks:
            operators = tree.blocks[item].operators
            return min(operators), -len(operators), path
        orders = tree.cells[item].operators
        own = (order for order in orders if order in tree.rows and tree.rows[order].path == path)
        return next(own, orders[0]), 0, path

    def _here(self, tree: BlockTree) -> tuple[int, int, str] | None:
        selected = self._view.selected
        if selected.order is not None:
            return selected.order, 0, self._path()
        item = tree.resolve(selected.block) if selected.block is not None else None
        if item in tree.blocks:
            return self._place(tree, item, selected.block or "")
        return None


def _pin(own: list[Note], inside: list[Note]) -> Pin:
    hidden = dict(inside)
    count = len(own) + len(hidden)
    paragraphs = [_html(text, LONGEST) for _, text in own]
    lines = [f"<b>{escape(path)}</b>  {_html(' '.join(text.split()), LINE)}" for path, text in hidden.items()]
    if len(lines) > LISTED:
        lines[LISTED:] = ["…"]
    if lines:
        paragraphs.append("<br>".join(lines))
    tip = "".join(f"<p style='white-space: pre-wrap; margin: 0 0 4px 0'>{one}</p>" for one in paragraphs)
    return Pin(str(count) if hidden or count > 1 else "", tip)


def _html(text: str, longest: int) -> str:
    return escape(text if len(text) <= longest else f"{text[:longest].rstrip()}…")

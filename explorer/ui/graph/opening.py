"""Which blocks of a graph are open, and every way to open and close them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from explorer.visualize.graph import expansion
from explorer.visualize.graph.blocks import ROOT, BlockTree
from explorer.visualize.graph.expansion import Expansion

Draw = Callable[[str | None, Callable[[], None] | None], None]
"""Draws anew with a block where it is on the screen, and calls back when all is in place."""


class Opening(QObject):
    """The open blocks of the network that is shown; every change is drawn.

    A block that is closed keeps what is open in it for when it is opened again.
    """

    toggled = Signal(object)  # (id of the block, whether it is open now)
    changed = Signal(object)  # frozenset of the ids of open blocks

    def __init__(self, draw: Draw, parent: QObject) -> None:
        super().__init__(parent)
        self._draw = draw
        self._tree: BlockTree | None = None
        self._expanded: frozenset[str] = frozenset()

    @property
    def tree(self) -> BlockTree | None:
        """The blocks of the network."""
        return self._tree

    @property
    def expanded(self) -> frozenset[str]:
        """Ids of the open blocks."""
        return self._expanded

    def blocks_in(self, block: str) -> tuple[str, ...]:
        """Return the blocks in a block, at any depth."""
        return tuple(self._tree.descendants(block)) if self._tree is not None else ()

    def begin(self, tree: BlockTree | None, expanded: frozenset[str]) -> None:
        """Take another network with these blocks open; whoever shows it draws it."""
        self._tree, self._expanded = tree, expanded

    def set(self, expanded: frozenset[str], anchor: str | None = None, then: Callable[[], None] | None = None) -> None:
        """Open exactly these blocks, with ``anchor`` where it is; ``then`` is called with all in place."""
        if expanded == self._expanded:
            if then is not None:
                then()
            return
        self._expanded = expanded
        self._draw(anchor, then)
        self.changed.emit(expanded)

    def set_all(self, expanded: Expansion) -> None:
        """Open ``all``, ``none``, down to a depth, or exactly a set of blocks."""
        if self._tree is not None:
            self.set(expansion.open_blocks(self._tree, expanded))

    def toggle(self, block: str) -> None:
        """Open a closed block or close an open one; its header stays where it is on the screen."""
        if self._tree is None or block not in self._tree.blocks or block == ROOT:
            return
        opened = block not in self._expanded
        self.set(self._expanded ^ {block}, block)
        self.toggled.emit((block, opened))

    def open_inside(self, block: str) -> None:
        """Open a block and all blocks in it."""
        if self._tree is not None:
            self.set(self._expanded | expansion.inside(self._tree, block), block)

    def close_inside(self, block: str) -> None:
        """Close all blocks in a block, which stays open."""
        if self._tree is not None:
            self.set(self._expanded - expansion.inside(self._tree, block) | {block}, block)

    def open_class(self, cls: str, anchor: str) -> None:
        """Open every block of a class wherever it is."""
        if self._tree is not None:
            self.set(expansion.open_class(self._tree, self._expanded, cls), anchor)

    def close_class(self, cls: str, anchor: str) -> None:
        """Close every block of a class, and fold those in a row again."""
        if self._tree is not None:
            closed = expansion.close_class(self._tree, self._expanded, cls)
            self.set(closed, expansion.visible_item(self._tree, closed, anchor))

    def unfold_all(self) -> None:
        """Open every fold, so that equal blocks are seen one by one; in a closed block, once it is opened."""
        if self._tree is not None:
            self.set(self._expanded | expansion.folds(self._tree))

    def fold_all(self) -> None:
        """Close every fold."""
        if self._tree is not None:
            self.set(self._expanded - expansion.folds(self._tree))

    def lead_to(self, item: str, then: Callable[[], None] | None = None) -> None:
        """Open what hides a block or cell."""
        if self._tree is not None:
            self.set(expansion.expand_to(self._tree, self._expanded, item), None, then)

    def only_lead_to(self, item: str, then: Callable[[], None] | None = None) -> None:
        """Open what hides a block or cell, and close everything else."""
        if self._tree is not None:
            self.set(expansion.way_to(self._tree, self._expanded, item), item, then)

"""The graph and the selection that all panels share, both ways: what is selected is marked, opened and brought into
view; what is clicked becomes the selection.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from explorer.ui.graph.canvas import GraphCanvas
from explorer.ui.graph.opening import Opening
from explorer.ui.selection import Selected, Selection
from explorer.visualize.graph.expansion import expand_to, visible_item


class Following(QObject):
    """Links one canvas with the selection of the network that is shown."""

    marked = Signal(object, object)  # id of the block or cell one is at, order of its strip; None for nothing

    def __init__(self, canvas: GraphCanvas, opening: Opening) -> None:
        super().__init__(canvas)
        self._canvas, self._opening = canvas, opening
        self._selection: Selection | None = None
        self._revealing = True
        self._alone: str | None = None

    # the selection -----------------------------------------------------------

    def link(self, selection: Selection | None) -> None:
        """Follow another selection, or none."""
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_changed)
        self._selection, self._alone = selection, None
        if selection is not None:
            selection.changed.connect(self._on_changed)

    @property
    def selected(self) -> Selected:
        """What is selected in all panels."""
        return self._selection.current if self._selection is not None else Selected()

    @property
    def item(self) -> str | None:
        """The block or cell that shows what is selected, whether it is seen or not; inputs and outputs too."""
        return self._item_of(self.selected) or self._alone

    def clear(self) -> None:
        """Select nothing, in all panels."""
        self._alone = None
        if self._selection is not None:
            self._selection.clear()
        self.mark()

    def _item_of(self, selected: Selected) -> str | None:
        tree = self._opening.tree
        if tree is None:
            return None
        if selected.order is not None:
            return tree.cell_of.get(selected.order)
        return tree.resolve(selected.block) if selected.block is not None else None

    def _on_changed(self, selected: Selected) -> None:
        self._alone = None
        if selected and self._revealing:
            self.reveal(selected)
        self.mark()

    def _quietly(self, select: Callable[[], None]) -> None:
        """Select without moving the view."""
        self._revealing = False
        try:
            select()
        finally:
            self._revealing = True

    # from the hand -----------------------------------------------------------

    def choose(self, item: str | None, order: int | None = None) -> None:
        """Make a box that is seen (or the operator ``order`` in it) the selection, without moving the view."""
        if self._selection is not None and self._opening.tree is not None:
            self._quietly(lambda: self._select(item, order))

    def _select(self, item: str | None, order: int | None) -> None:
        selection, tree = self._selection, self._opening.tree
        assert selection is not None and tree is not None
        if item is None:
            self.clear()
        elif item in tree.blocks:
            block = tree.blocks[item]
            # A fold is no module; its first member stands for it, the others being equal.
            selection.select_block(block.children[0] if block.fold else item)
        else:
            operators = tree.cells[item].operators
            chosen = order if order is not None else next((one for one in operators if one >= 0), None)
            if chosen is not None:
                selection.select_operator(chosen)
            else:
                # Inputs and outputs have no row: they are marked here alone.
                selection.clear()
                self._alone = item
                self.mark()

    def go_to(self, item: str) -> None:
        """Select a box that is seen and bring it into view."""
        self.choose(item)
        self.bring_into_view(item)

    # to the canvas -----------------------------------------------------------

    def show(self, selected: Selected) -> None:
        """Make an operator or block the selection, open what hides it and bring it to the middle."""
        selection = self._selection
        if selection is None:
            return
        if selected.order is not None:
            order = selected.order
            self._quietly(lambda: selection.select_operator(order))
        elif selected.block is not None:
            block = selected.block
            self._quietly(lambda: selection.select_block(block))
        self.reveal(selected, centre=True)

    def reveal(self, selected: Selected, *, centre: bool = False) -> None:
        """Open what hides the selected operator or block, and bring it into view, with ``centre`` to the middle."""
        item, tree = self._item_of(selected), self._opening.tree
        if item is None or tree is None:
            return
        opened = expand_to(tree, self._opening.expanded, item) != self._opening.expanded
        self._opening.lead_to(item, lambda: self.bring_into_view(item, widen=opened, centre=centre))

    def reveal_item(self) -> None:
        """Bring what is selected, or the closed block that hides it, into view."""
        tree, item = self._opening.tree, self.item
        if tree is not None and item is not None:
            self.bring_into_view(visible_item(tree, self._opening.expanded, item))

    def bring_into_view(self, item: str, *, widen: bool = False, centre: bool = False) -> None:
        """Pan, and zoom if it could not be read, so that a box is seen."""
        rect = self._canvas.rect_of(item)
        if rect is not None:
            self._canvas.bring_into_view(rect, widen=widen, centre=centre)

    def mark(self) -> None:
        """Mark what is selected, or the closed block that hides it."""
        tree, item = self._opening.tree, self.item
        shown = visible_item(tree, self._opening.expanded, item) if item is not None and tree is not None else None
        order = self.selected.order
        self._canvas.mark_selected(shown, order)
        self.marked.emit(item, order)

"""The graph by keyboard: arrows walk along edges, Tab through siblings, Enter opens, Backspace closes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.ui.graph.canvas import STEP
from explorer.ui.graph.walk import neighbour, sibling
from explorer.visualize.blocks import ROOT

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView

_ARROWS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}


class KeyWalk:
    """Turns keys into moves of a graph view."""

    def __init__(self, view: "GraphView") -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Obey a key; False leaves it to Qt (Tab then moves on to the next widget)."""
        view, key = self._view, Qt.Key(event.key())
        if view.drawing is None or view.tree is None:
            return False
        current = view.canvas.marks.selected if view.canvas.marks is not None else None
        if key in _ARROWS:
            to = neighbour(view.drawing, current, _ARROWS[key])
            if to is not None:
                view.go_to(to)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._walk_to_sibling(current, backward=key == Qt.Key.Key_Backtab)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if current in view.tree.blocks and current not in view.expanded:
                view.toggle(current)
        elif key == Qt.Key.Key_Backspace:
            self._close(current)
        elif key == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            view.fit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            view.canvas.zoom_at(1 / STEP if key == Qt.Key.Key_Minus else STEP)
        elif key == Qt.Key.Key_Escape and view.search.is_open:
            view.search.close()
        elif key == Qt.Key.Key_Escape and current is not None:
            view.clear_selection()
        else:
            return False
        return True

    def _walk_to_sibling(self, current: str | None, *, backward: bool) -> bool:
        tree = self._view.tree
        if current is None or tree is None:
            return False
        to = sibling(tree.blocks[tree.enclosing(current)[-1]].children, current, backward=backward)
        if to is not None:
            self._view.go_to(to)
        return to is not None

    def _close(self, current: str | None) -> None:
        """Close the open block that is selected, else the one around the selection, which becomes the selection."""
        tree = self._view.tree
        if current is None or tree is None:
            return
        block = current if current in self._view.expanded else tree.enclosing(current)[-1]
        if block != ROOT:
            self._view.choose(block)
            self._view.toggle(block)

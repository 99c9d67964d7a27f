"""The graph by keyboard.

========================  =====================================================
arrows                    along the edges, and to what is beside
Tab, Shift+Tab            through the siblings, and past their ends on to the next widget
Home, End                 to the input, to the output
Enter                     opens the block
Backspace                 closes the block, or the one around
Space                     opens or closes the block
1 to 9, 0                 opens to a depth, closes everything
F, Z, plus, minus         the whole graph, the selection alone, larger, smaller
N                         writes a note on what is selected
Menu, Shift+F10           what can be done with the box
Escape                    closes the search, then selects nothing; Tab then leaves the graph at once
========================  =====================================================
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from explorer.ui.graph.hand import STEP
from explorer.ui.graph.walk import neighbour, sibling
from explorer.visualize.graph.blocks import ROOT

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView

_ARROWS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier)
"""With other modifiers a key belongs to the window: Ctrl+1 is another command than 1."""


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
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._walk_to_sibling(current, backward=key == Qt.Key.Key_Backtab)
        if event.modifiers() not in _PLAIN:
            return False
        if key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            view.canvas.request_menu()
            return True
        return self._walk(key, current) or self._open(key, current) or self._look(key, current)

    def _walk(self, key: Qt.Key, current: str | None) -> bool:
        """To another box."""
        drawing = self._view.drawing
        assert drawing is not None
        if key in _ARROWS:
            to = neighbour(drawing, current, _ARROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            to = drawing.boxes[0 if key == Qt.Key.Key_Home else -1].id
        else:
            return False
        if to is not None:
            self._view.go_to(to)
        return True

    def _open(self, key: Qt.Key, current: str | None) -> bool:
        """Blocks, one or by their depth."""
        view = self._view
        assert view.tree is not None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if current in view.tree.blocks and current not in view.expanded:
                view.toggle(current)
        elif key == Qt.Key.Key_Space:
            if current in view.tree.blocks:
                view.toggle(current)
        elif key == Qt.Key.Key_Backspace:
            self._close(current)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            view.set_expanded(key - Qt.Key.Key_0)
        else:
            return False
        return True

    def _look(self, key: Qt.Key, current: str | None) -> bool:
        """Nearer, farther, at what can be done, at nothing."""
        view = self._view
        if key == Qt.Key.Key_F:
            view.fit()
        elif key == Qt.Key.Key_Z:
            view.zoom_to_selection()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            view.canvas.zoom_at(1 / STEP if key == Qt.Key.Key_Minus else STEP)
        elif key == Qt.Key.Key_N:
            view.notes.request()
        elif key == Qt.Key.Key_Menu:
            view.canvas.request_menu()
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

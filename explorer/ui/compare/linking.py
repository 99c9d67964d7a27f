"""Two graphs that move together, and whose selections are each other's counterparts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPointF, Signal

from explorer.ui.compare.pairing import Pairing
from explorer.ui.compare.places import PlaceMap, place_map, spans
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection
from explorer.visualize.graph.scene import GraphScene


class Moving(QObject):
    """Keeps what corresponds in the middle of both canvases, at one scale; whichever is moved leads."""

    def __init__(self, left: GraphView, right: GraphView, parent: QObject) -> None:
        super().__init__(parent)
        self._views = (left, right)
        self._pairing: Pairing | None = None
        self._map: PlaceMap | None = None
        self._drawings: tuple[GraphScene | None, GraphScene | None] = (None, None)
        self._busy = False
        self.enabled = True
        left.canvas.viewMoved.connect(lambda: self._on_moved(0))
        right.canvas.viewMoved.connect(lambda: self._on_moved(1))

    def set_pairing(self, pairing: Pairing | None) -> None:
        """Take two other networks, or none."""
        self._pairing, self._map = pairing, None

    def set_enabled(self, enabled: bool, *, leading: int = 0) -> None:
        """Let them move together or each for itself; at first the ``leading`` one stays where it is."""
        self.enabled = enabled
        if enabled:
            self.lead(leading)

    @property
    def map(self) -> PlaceMap | None:
        """Which places of the drawings correspond; None without two drawings."""
        drawings = self._views[0].drawing, self._views[1].drawing
        if self._pairing is None or drawings[0] is None or drawings[1] is None:
            return None
        if drawings[0].direction != drawings[1].direction:
            return None
        if self._map is None or self._drawings != drawings:
            lengths = _length(drawings[0]), _length(drawings[1])
            first, second = spans(self._pairing.left, drawings[0]), spans(self._pairing.right, drawings[1])
            self._map, self._drawings = place_map(self._pairing.alignment, first, second, lengths), drawings
        return self._map

    def lead(self, leading: int) -> None:
        """Let the other canvas follow to where this one is."""
        places = self.map
        if places is None or not self.enabled or self._busy:
            return
        leader, follower = (self._views[side].canvas for side in (leading, 1 - leading))
        assert leader.drawing is not None and follower.drawing is not None
        middle = leader.visible_rect().center()
        downwards = leader.drawing.direction == "tb"
        move = places.backward if leading else places.forward
        along = move(middle.y() if downwards else middle.x())
        # Across the flow, the middles of the drawings lie beside each other.
        if downwards:
            across = follower.drawing.width / 2 + middle.x() - leader.drawing.width / 2
            target = QPointF(across, along)
        else:
            across = follower.drawing.height / 2 + middle.y() - leader.drawing.height / 2
            target = QPointF(along, across)
        scale = leader.scale_factor
        half = QPointF(follower.viewport().width() / 2, follower.viewport().height() / 2)
        self._busy = True
        try:
            follower.set_view(scale, target - half / scale)
        finally:
            self._busy = False

    def alone(self, act: Callable[[], object]) -> None:
        """Do something that moves one canvas and not the other."""
        self._busy = True
        try:
            act()
        finally:
            self._busy = False

    def show_start(self) -> None:
        """Show where both networks begin, the first one in front of the second."""
        for view in self._views:
            self.alone(view.canvas.show_start)
        self.lead(0)

    def fit(self) -> None:
        """Show both graphs as a whole; moved together, at the scale at which the larger one fits."""
        for view in self._views:
            self.alone(partial(view.canvas.fit, duration=0))
        self.lead(min(range(2), key=lambda place: self._views[place].canvas.scale_factor))

    def _on_moved(self, leading: int) -> None:
        if self.enabled and not self._busy and self._views[leading].isVisible():
            self.lead(leading)


def _length(drawing: GraphScene) -> float:
    return drawing.height if drawing.direction == "tb" else drawing.width


class Counterparts(QObject):
    """Two selections, each the counterpart of the other; what has none leaves the other one empty."""

    chosen = Signal(object, object)  # Selected of the side that was chosen in, 0 or 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.selections = (Selection(self), Selection(self))
        self._pairing: Pairing | None = None
        self._busy = False
        self.selections[0].changed.connect(lambda selected: self._on_changed(0, selected))
        self.selections[1].changed.connect(lambda selected: self._on_changed(1, selected))

    @property
    def pairing(self) -> Pairing | None:
        """What corresponds to what."""
        return self._pairing

    @property
    def current(self) -> tuple[Selected, Selected]:
        """What is selected in A and in B."""
        return self.selections[0].current, self.selections[1].current

    def begin(self, pairing: Pairing | None) -> None:
        """Take two other networks; nothing is selected in them."""
        self._busy = True
        for selection in self.selections:
            selection.clear()
        self._busy = False
        self._pairing = pairing
        self.chosen.emit(Selected(), 0)

    def choose(self, left: Selected, right: Selected) -> None:
        """Select in both."""
        self._busy = True
        for selection, selected in zip(self.selections, (left, right), strict=True):
            select(selection, selected)
        self._busy = False
        self.chosen.emit(left or right, 0 if left else 1)

    def _on_changed(self, side: int, selected: Selected) -> None:
        if self._busy:
            return
        if self._pairing is not None:
            found = self._pairing.counterpart(selected, of_left=side == 0) if selected else Selected()
            self._busy = True
            select(self.selections[1 - side], found)
            self._busy = False
        self.chosen.emit(selected, side)


def select(selection: Selection, selected: Selected) -> None:
    """Make something the selection, or nothing."""
    if selected.order is not None:
        selection.select_operator(selected.order)
    elif selected.block is not None:
        selection.select_block(selected.block)
    else:
        selection.clear()

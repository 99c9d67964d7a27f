"""What lies over the canvas, and where: legend, map, search, the focus ring, and states in place of a drawing."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize

from explorer.ui.graph.camera import LEAST_FREE
from explorer.ui.graph.canvas import GraphCanvas
from explorer.ui.graph.legend import Legend
from explorer.ui.graph.overlays import Navigator, Ring
from explorer.ui.graph.search_card import WIDTH, SearchCard
from explorer.ui.graph.skeleton import Skeleton
from explorer.ui.widgets.state_card import StateCard

NARROW = 720
"""Width of a canvas below which there is no minimap."""
LEGEND_ROOM = {False: 640, True: 480}
"""Width below which there is no legend: of kinds, which every box says in words, and of a scale."""
EDGE = 12
"""Pixels between a card and the edge of the canvas."""


class Cards:
    """The canvas's own children; ``place`` puts each where it belongs and tells the canvas what is left to it."""

    def __init__(self, canvas: GraphCanvas) -> None:
        self._canvas = canvas
        self.legend = Legend(canvas)
        self.navigator = Navigator(canvas)
        self.skeleton = Skeleton(canvas)
        self.ring = Ring(canvas)
        self.state = StateCard("graph.state", canvas)
        self._loading = False

    def show_drawing(self, shown: bool) -> None:
        """Show what belongs to a drawing; without one, the state is all there is."""
        self._loading = False
        self.skeleton.end()
        self.legend.setVisible(shown and self._has_room_for_legend())
        self.navigator.setVisible(shown)

    def _has_room_for_legend(self) -> bool:
        return self._canvas.width() >= LEGEND_ROOM[self.legend.scaled]

    def show_loading(self, sentence: str) -> None:
        """Show the shape of a drawing and say what is being waited for."""
        self.show_drawing(False)
        self._loading = True
        self.skeleton.begin()
        self.state.show_loading(sentence)

    def place(self, search: SearchCard | None) -> None:
        """Put everything into its place; ``search`` is the card in which one searches, while it is open."""
        canvas, navigator = self._canvas, self.navigator
        area = QRectF(canvas.rect())
        self.legend.move(EDGE, EDGE)
        # On a narrow canvas the map would hide more than it shows.
        mapped = area.width() >= NARROW and area.height() >= NARROW / 2
        navigator.show_map(mapped)
        navigator.adjustSize()
        size = navigator.size()
        navigator.move(round(area.width()) - size.width() - EDGE, round(area.height()) - size.height() - EDGE)
        shown = navigator.isVisibleTo(canvas)
        explained = shown and self._has_room_for_legend()
        self.legend.setVisible(explained)
        canvas.insets = (
            float(self.legend.width() + EDGE) if explained else 0.0,
            float(size.width() + EDGE) if shown and mapped else 0.0,
        )
        canvas.top_inset = 0.0
        if search is not None:
            self._place_search(search, area)
        whole = canvas.rect()
        self.ring.setGeometry(whole)
        top = min(round(self.skeleton.length()), whole.height() - 140) if self._loading else 0
        self.skeleton.setGeometry(QRect(0, 0, whole.width(), max(top, 0)))
        if self.state.property("surface") == "card":
            card = QRect(QPoint(), QSize(min(420, whole.width() - 24), min(220, whole.height() - 24)))
            card.moveCenter(whole.center())
            self.state.setGeometry(card)
        else:
            self.state.setGeometry(whole.adjusted(0, top, 0, 0))

    def _place_search(self, search: SearchCard, area: QRectF) -> None:
        """At the upper right, above the map, with room for the drawing beside it; else with room below it."""
        canvas = self._canvas
        beside = area.width() - canvas.insets[0] - WIDTH - 2 * EDGE >= LEAST_FREE
        low = self.navigator.y() - EDGE if beside else round(area.height() * 0.4)
        size = search.wanted(round(area.width()) - 2 * EDGE, low - EDGE)
        search.setGeometry(round(area.width()) - size.width() - EDGE, EDGE, size.width(), size.height())
        if beside:
            canvas.insets = (canvas.insets[0], max(canvas.insets[1], float(size.width() + EDGE)))
        else:
            canvas.top_inset = float(size.height() + EDGE)

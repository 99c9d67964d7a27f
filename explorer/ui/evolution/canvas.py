"""The graph's canvas with what a family tree needs: names that are read from afar, and a milestone's whole descent."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from explorer.models.history import History
from explorer.ui.evolution.items import DATA_BOX, DATA_EDGE, MilestoneFactory
from explorer.ui.graph.canvas import NEAR, GraphCanvas
from explorer.visualize.evolution.labels import relations_of, uncrowded_relations
from explorer.visualize.graph.scene import GraphScene

FAINT_BOX, FAINT_LINE = 0.35, 0.12
"""Opacity of what has nothing to do with the selected milestone."""
MOST_SIZE = 2.25
"""How much larger the words on its edges become."""


class EvolutionCanvas(GraphCanvas):
    """Shows the drawing of a history."""

    def __init__(self, history: History, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._factory_used: MilestoneFactory | None = None
        self._relations: list[QGraphicsItem] = []
        self._uncrowded: list[QGraphicsItem] | None = None
        self._lit: str | None = None
        self._size = 1.0
        self.scaleChanged.connect(self._show_relations)

    def show_history(self, drawing: GraphScene, factory: MilestoneFactory) -> None:
        """Show a drawing of the history, nothing selected."""
        self._relations, self._uncrowded, self._lit = [], None, None
        self._factory_used = factory
        self.show_drawing(drawing, factory)
        self._show_relations()

    @property
    def lit(self) -> str | None:
        """The milestone whose descent stands out."""
        return self._lit

    @property
    def relation_texts(self) -> list[str]:
        """The words that are seen on edges."""
        shown = [item for item in [*self._relations, *(self._uncrowded or [])] if item.isVisible()]
        return [item.childItems()[0].text() for item in shown]  # type: ignore[attr-defined]

    def light(self, key: str | None) -> None:
        """Let a milestone, what it came from and what came of it stand out; everything alike for None."""
        self._lit = key
        self.mark_selected(key)
        before = self._history.ancestors(key) | {key} if key is not None else frozenset()
        after = self._history.descendants(key) | {key} if key is not None else frozenset()
        for item in self.scene().items():
            box, edge = item.data(DATA_BOX), item.data(DATA_EDGE)
            if box is not None:
                item.setOpacity(1.0 if key is None or box in before or box in after else FAINT_BOX)
            elif edge is not None:
                lit = key is None or before.issuperset(edge) or after.issuperset(edge)
                item.setOpacity(1.0 if lit else FAINT_LINE)
        self._label_selected()
        self._show_relations()

    def _wanted_size(self) -> float:
        """From farther off words are larger in the drawing, so that they can be read on the screen."""
        return min(MOST_SIZE, max(1.0, round(4 * NEAR / self.scale_factor) / 4))

    def _label_selected(self) -> None:
        for item in self._relations:
            self.scene().removeItem(item)
        self._relations = []
        if self._lit is None or self.drawing is None or self._factory_used is None:
            return
        self._size = self._wanted_size()
        for relation in relations_of(self.drawing, self._history, self._lit, self._size):
            item = self._factory_used.relation(relation)
            item.setZValue(3.5)
            self.scene().addItem(item)
            self._relations.append(item)

    def _show_relations(self) -> None:
        """Words on all edges that have room, from near and with nothing selected; of the selected one always."""
        if self._lit is not None and self._wanted_size() != self._size:
            self._label_selected()
        near = self.scale_factor >= NEAR and self._lit is None
        if near and self._uncrowded is None and self.drawing is not None and self._factory_used is not None:
            self._uncrowded = [
                self._factory_used.relation(one) for one in uncrowded_relations(self.drawing, self._history)
            ]
            for item in self._uncrowded:
                self.scene().addItem(item)
        for item in self._uncrowded or []:
            item.setVisible(near)

    def paintEvent(self, event: QPaintEvent) -> None:
        # A few dozen boxes need no short cut from afar, and their names are to be read.
        QGraphicsView.paintEvent(self, event)

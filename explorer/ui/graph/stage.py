"""From one drawing to the next on the canvas, so that the eye finds again what it was at."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRectF, Signal

from explorer.ui.graph.canvas import Draft, GraphCanvas
from explorer.ui.graph.drafting import Drafter
from explorer.ui.graph.items import ItemFactory
from explorer.visualize.graph.blocks import BlockTree
from explorer.visualize.graph.expansion import visible_item
from explorer.visualize.graph.scene import Box, Container, GraphScene
from explorer.visualize.layout.compound import Composer


class Stage(QObject):
    """Draws one network; what one is at stays where it is on the screen."""

    drawn = Signal(object)  # GraphScene that is on the canvas now

    def __init__(self, canvas: GraphCanvas, current: Callable[[], str | None]) -> None:
        """``current`` returns the block or cell one is at, seen or not."""
        super().__init__(canvas)
        self._canvas, self._current = canvas, current
        self._composer: Composer | None = None
        self._drafter = Drafter(canvas, self)
        self._drafter.drawn.connect(self.drawn)

    def begin(self, tree: BlockTree | None) -> None:
        """Draw another network from now on, or none; what is on its way is dropped."""
        self._composer = Composer(tree) if tree is not None else None
        self._drafter.cancel()

    @property
    def ready(self) -> bool:
        """Whether there is a network to draw."""
        return self._composer is not None

    @property
    def busy(self) -> bool:
        """Whether a drawing is on its way."""
        return self._drafter.busy

    def draw(
        self,
        expanded: frozenset[str],
        direction: str,
        factory: ItemFactory,
        done: Callable[[], None],
        anchor: str | None = None,
    ) -> None:
        """Draw with these blocks open, the block ``anchor`` where it is; ``done`` is called with all in place."""
        assert self._composer is not None

        def place(draft: Draft) -> None:
            canvas = self._canvas
            shift = self._shift_to(draft.drawing, anchor)
            scale, corner = canvas.scale_factor, canvas.top_left
            canvas.commit(draft, shift)
            canvas.set_view(scale, corner + shift)
            done()

        def seen(drawing: GraphScene) -> QRectF:
            return self._canvas.visible_rect().translated(self._shift_to(drawing, anchor))

        self._drafter.draw(self._composer, expanded, direction, factory, place, seen)

    def recolour(self, factory: ItemFactory) -> None:
        """Change the colours of what is on the canvas; all else stays."""
        self._drafter.recolour(factory)

    def redraw(self, factory: ItemFactory, done: Callable[[], None]) -> None:
        """Draw what is on the canvas in another theme: nothing is laid out, and nothing moves."""
        drawing = self._canvas.drawing
        assert drawing is not None

        def place(draft: Draft) -> None:
            canvas = self._canvas
            scale, corner = canvas.scale_factor, canvas.top_left
            canvas.commit(draft)
            canvas.set_view(scale, corner)
            done()

        self._drafter.redraw(drawing, factory, place)

    def _shift_to(self, drawing: GraphScene, anchor: str | None) -> QPointF:
        """How far the view is to move along: what one is at, or is in the middle, stays where it is on the screen."""
        before = self._canvas.drawing
        shown = anchor or self._at(before)
        if self._composer is None or before is None or before.direction != drawing.direction or shown is None:
            return QPointF()
        tree, old = self._composer.tree, self._canvas.rect_of(shown)
        if old is None or (shown not in tree.blocks and shown not in tree.cells):
            return QPointF()  # drawn was another form of the network
        following = visible_item(tree, drawing.expanded, shown)
        new = _rect_in(drawing, following)
        if new is None:
            return QPointF()
        if following == shown:
            return new.topLeft() - old.topLeft()
        # A block has closed around it. Its header stays; where that was not in sight, its middle comes to the place.
        closed = self._canvas.rect_of(following)
        if closed is not None and self._canvas.visible_rect().contains(closed.topLeft()):
            return new.topLeft() - closed.topLeft()
        return new.center() - old.center()

    def _at(self, before: GraphScene | None) -> str | None:
        """What one is at while it is in sight, else the box in the middle."""
        if before is None or self._composer is None:
            return None
        seen, item = self._canvas.visible_rect(), self._current()
        if item is not None:
            shown = visible_item(self._composer.tree, before.expanded, item)
            rect = self._canvas.rect_of(shown)
            if rect is not None and rect.intersects(seen):
                return shown
        middle = seen.center()

        def distance(box: Box) -> float:
            return abs(box.x + box.width / 2 - middle.x()) + abs(box.y + box.height / 2 - middle.y())

        return min(before.boxes, key=distance).id if before.boxes else None


def _rect_in(drawing: GraphScene, item: str) -> QRectF | None:
    things: list[Box | Container] = [*drawing.containers, *drawing.boxes]
    found = next((one for one in things if one.id == item), None)
    return QRectF(found.x, found.y, found.width, found.height) if found is not None else None

"""Getting a drawing onto the canvas without holding up the window.

A small one is laid out and built at once. The layout of a big one runs on a
thread, its items are made in slices between events, and then all change at once;
what is not in sight follows in more slices. While nothing more is asked for, the
thread lays out what may be opened next.
"""

import time
from collections.abc import Callable, Iterator
from itertools import chain

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot

from explorer.ui.background import Background
from explorer.ui.graph.canvas import Draft, GraphCanvas
from explorer.ui.graph.items import ItemFactory
from explorer.visualize.graph.scene import GraphScene
from explorer.visualize.layout.compound import Composer

FEW_BOXES = 64
"""Up to so many boxes are drawn at once."""
SLICE = 0.010
"""Seconds of making items between events."""
FORESIGHT = 120
"""Milliseconds without another wish, after which the blocks that may be opened next are laid out."""
PAUSE = 25
"""Milliseconds between slices once the drawing is there, so that it is painted before they begin, and moves freely."""


class Drafter(QObject):
    """Draws for one canvas; the newest order wins."""

    drawn = Signal(object)  # GraphScene that is on the canvas now

    def __init__(self, canvas: GraphCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._background = Background(self, finishes=False)
        self._order = 0
        self._busy = False
        self._draft: Draft | None = None
        self._steps: Iterator[None] = iter(())
        self._place: Callable[[Draft], None] = canvas.commit
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_slice_due)
        self._foresee: Callable[[], None] | None = None
        self._idle = QTimer(self, singleShot=True, interval=FORESIGHT)
        self._idle.timeout.connect(self._on_idle)

    @property
    def busy(self) -> bool:
        """Whether a drawing is on its way."""
        return self._busy

    def cancel(self) -> None:
        """Forget what is on its way."""
        self._timer.stop()
        self._idle.stop()
        self._draft, self._steps, self._foresee = None, iter(()), None
        self._order += 1
        self._busy = False

    def draw(
        self,
        composer: Composer,
        expanded: frozenset[str],
        direction: str,
        factory: ItemFactory,
        place: Callable[[Draft], None],
        seen: Callable[[GraphScene], QRectF],
    ) -> None:
        """Draw; ``place`` is called with all that is ready, and puts it onto the canvas.

        ``seen`` says what of a drawing will be in sight; lines elsewhere are made after that.
        """
        self.cancel()
        self._place = place
        self._busy = True
        order = self._order
        self._foresee = lambda: composer.foresee(expanded, direction, lambda: order == self._order)
        if len(composer.visible_items(expanded)) <= FEW_BOXES:
            self._begin(composer.compose(expanded, direction), factory)
            for _ in self._steps:
                pass
            self._finish()
            return

        def deliver(drawing: GraphScene) -> None:
            if order == self._order:
                self._begin(drawing, factory, seen(drawing))
                self._timer.start(0)

        self._background.run(lambda: composer.compose(expanded, direction), deliver)

    def redraw(self, drawing: GraphScene, factory: ItemFactory, place: Callable[[Draft], None]) -> None:
        """Draw a drawing that is laid out already, in another theme; see :meth:`draw`."""
        self.cancel()
        self._place = place
        self._busy = True
        self._begin(drawing, factory)
        if len(drawing.boxes) <= FEW_BOXES:
            for _ in self._steps:
                pass
            self._finish()
        else:
            self._timer.start(0)

    def recolour(self, factory: ItemFactory) -> None:
        """Change the colours of what is on the canvas, seen boxes first; nothing is laid out."""
        self.cancel()
        self._steps = chain(self._canvas.recolour(factory), self._canvas.complete())
        drawing = self._canvas.drawing
        assert drawing is not None
        if len(drawing.boxes) <= FEW_BOXES:
            for _ in self._steps:
                pass
        else:
            self._timer.start(0)

    def _begin(self, drawing: GraphScene, factory: ItemFactory, seen: QRectF | None = None) -> None:
        self._draft = Draft(drawing, factory)
        self._steps = self._canvas.prepare(self._draft, seen)

    def _on_slice_due(self) -> None:
        end = time.perf_counter() + SLICE
        for _ in self._steps:
            if time.perf_counter() > end:
                return
        self._finish()

    @Slot()
    def _on_idle(self) -> None:
        foresee, self._foresee = self._foresee, None
        if foresee is not None:
            self._background.run(foresee, lambda nothing: None)

    def _finish(self) -> None:
        self._timer.stop()
        draft = self._draft
        if draft is None:
            return  # colours have changed, or lines come that were out of sight; the drawing is there
        self._draft, self._busy = None, False
        self._steps = self._canvas.complete()
        self._place(draft)
        self._idle.start()
        self.drawn.emit(draft.drawing)
        if not self._busy:
            self._timer.start(PAUSE)

"""Exports that do not hold up the window: layout and encoding on the thread, painting in slices between events."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from explorer.errors import ExplorerError
from explorer.ui.background import Background
from explorer.ui.graph.colouring import Colouring
from explorer.ui.graph.export import MOST_COPIED, MOST_PIXELS, DrawingExport, GraphExport
from explorer.ui.tokens import Tokens
from explorer.visualize.graph.blocks import BlockTree
from explorer.visualize.graph.scene import GraphScene

SLICE = 0.010
"""Seconds of painting between events."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a drawing is to look."""

    tokens: Tokens
    colouring: Colouring
    scale: float = 1.0


def offer_exports(canvas: QWidget, actions: Iterable[QAction]) -> None:
    """Put the commands at the end of the context menu of a canvas; twice is once."""
    canvas.addActions(list(actions))


class GraphExporter(QObject):
    """Makes one export at a time; a new one, or ``cancel``, ends the one before."""

    progressed = Signal(float)  # share that is painted

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._order = 0
        self._steps: Iterator[float] = iter(())
        self._painted: Callable[[], None] = lambda: None
        self._failed: Callable[[Exception], None] = lambda error: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_slice_due)

    @property
    def busy(self) -> bool:
        """Whether a drawing is being painted."""
        return self._timer.isActive()

    def cancel(self) -> None:
        """Forget what is on its way; a file that is being written is finished."""
        self._order += 1
        self._timer.stop()
        self._steps = iter(())

    def start(
        self,
        tree: BlockTree,
        drawing: Callable[[], GraphScene],
        suffixes: tuple[str, ...],
        style: Style,
        finish: Callable[[list[DrawingExport]], object],
        done: Callable[[object, list[DrawingExport]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Draw, paint and encode.

        Args:
            tree: the blocks of the network.
            drawing: makes the drawing; called on the thread.
            suffixes: the forms that are wanted, all of them of one drawing.
            style: how it is to look.
            finish: what to do with all that is painted; called on the thread.
            done: gets what ``finish`` returned, and the exports.
            failed: gets what went wrong.
        """

        def make(scene: GraphScene, suffix: str, most_pixels: int) -> DrawingExport:
            return GraphExport(
                tree,
                scene,
                suffix,
                tokens=style.tokens,
                scale=style.scale,
                colouring=style.colouring,
                most_pixels=most_pixels,
            )

        self.start_with(make, drawing, suffixes, finish, done, failed)

    def start_with(
        self,
        make: Callable[[GraphScene, str, int], DrawingExport],
        drawing: Callable[[], GraphScene],
        suffixes: tuple[str, ...],
        finish: Callable[[list[DrawingExport]], object],
        done: Callable[[object, list[DrawingExport]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the same for any drawing; ``make`` gets it, the form and the most pixels, and returns its export."""
        self.cancel()
        order = self._order
        most = MOST_PIXELS if len(suffixes) == 1 else MOST_COPIED

        def paint(scene: GraphScene) -> None:
            if order != self._order:
                return
            exports = [make(scene, suffix, most) for suffix in suffixes]
            self._failed = failed
            self._steps = (
                (number + share) / len(exports) for number, export in enumerate(exports) for share in export.steps()
            )
            self._painted = lambda: self._background.run(lambda: finish(exports), report(exports), failed)
            self._timer.start(0)

        def report(exports: list[DrawingExport]) -> Callable[[object], None]:
            return lambda result: done(result, exports) if order == self._order else None

        self._background.run(drawing, paint, failed)

    def _on_slice_due(self) -> None:
        end = time.perf_counter() + SLICE
        try:
            for share in self._steps:
                if time.perf_counter() > end:
                    self.progressed.emit(share)
                    return
        except Exception as error:
            # Steps that have failed are over: without this they would pass for done, and what is there be overwritten.
            self.cancel()
            self._failed(error)
            if not isinstance(error, ExplorerError):
                raise
            return
        self._timer.stop()
        self._painted()

"""From one drawing to the next: boxes glide to their new places, what is new fades in."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QSizeF, QVariantAnimation
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from explorer.ui.tokens import Radius

DURATION = 180
MOST_MOVES = 240
"""With more boxes than this on the move, frames would come too slowly to be of help."""


@dataclass(slots=True)
class Changes:
    """What differs between two drawings, in terms of items."""

    moves: list[tuple[QGraphicsItem, QPointF, QPointF]] = field(default_factory=list)
    """Item, where it was (in the new drawing's frame), where it belongs."""
    sizes: list[tuple[QGraphicsPathItem, QSizeF, QSizeF]] = field(default_factory=list)
    """Open blocks that grow or shrink."""
    fades: list[QGraphicsItem] = field(default_factory=list)
    late: list[QGraphicsItem] = field(default_factory=list)
    """What appears only when the boxes are nearly in place: edges and labels."""


class Transition(QObject):
    """Plays changes; another set, or the end of the canvas, ends the one before at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._changes: Changes | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.finished.connect(self._on_finished)

    def play(self, changes: Changes) -> None:
        """Show the changes smoothly; the items stand in their final places already."""
        self.finish()
        if len(changes.moves) + len(changes.sizes) > MOST_MOVES:
            return
        self._changes = changes
        self._apply(0.0)
        self._animation.start()

    def finish(self) -> None:
        """Bring everything to its end."""
        if self._changes is not None:
            self._animation.stop()
            self._on_finished()

    def forget(self) -> None:
        """Stop without touching the items, which are gone."""
        self._changes = None
        self._animation.stop()

    def _on_finished(self) -> None:
        self._apply(1.0)
        self._changes = None

    def _on_value_changed(self, value: float) -> None:
        self._apply(value)

    def _apply(self, part: float) -> None:
        changes = self._changes
        if changes is None:
            return
        for item, start, end in changes.moves:
            item.setPos(start + (end - start) * part)
        for outline, first, last in changes.sizes:
            size = first + (last - first) * part
            path = QPainterPath()
            path.addRoundedRect(0, 0, size.width(), size.height(), Radius.CONTAINER, Radius.CONTAINER)
            outline.setPath(path)
        new = max(0.0, (part - 0.3) / 0.7)
        for item in changes.fades:
            item.setOpacity(new)
        late = max(0.0, (part - 0.6) / 0.4)
        for item in changes.late:
            item.setOpacity(late)

"""Which part of a graph is seen: written down, and shown again."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Slot

from explorer.ui.graph.view import GraphView
from explorer.workspace.model import Place


def place_of(view: GraphView) -> Place | None:
    """Return the part that is seen, or is to be seen as soon as the view is; None without a drawing."""
    waiting = view.findChild(Placing, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if waiting is not None:
        return waiting.place
    if view.drawing is None:
        return None
    middle = view.canvas.visible_rect().center()
    return Place(scale=view.canvas.scale_factor, x=middle.x(), y=middle.y())


class Placing(QObject):
    """Shows a part of a drawing once it is drawn and seen; goes away then."""

    def __init__(self, view: GraphView, place: Place) -> None:
        super().__init__(view)
        self._view, self.place = view, place
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        view.drawn.connect(self._later)
        view.installEventFilter(self)
        self._later()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._later()
        return False

    @Slot()
    def _later(self, *_: object) -> None:
        # After the view itself has begun at the drawing's beginning.
        self._soon.start(0)

    @Slot()
    def _show(self) -> None:
        view, place = self._view, self.place
        if not view.isVisible() or view.busy or view.drawing is None:
            return
        room = view.canvas.viewport().size()
        half = QPointF(room.width(), room.height()) / (2 * place.scale)
        view.canvas.set_view(place.scale, QPointF(place.x, place.y) - half)
        view.removeEventFilter(self)
        self.deleteLater()

"""Where the canvas looks: scale and place, moves between them, room to pan, and what lies over the edges."""

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QPointF, QRectF, QSize, QSizeF, QVariantAnimation, Signal
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from explorer.ui.graph.framing import READABLE, Frame, View
from explorer.ui.motion import motion

LEAST, MOST = 0.01, 4.0
"""The scales between which one can zoom."""
MARGIN = 24.0
LEAST_FREE = 320.0
"""Less width than this between the cards, and the drawing is shown below them."""


class Camera(QObject):
    """Moves a graphics view over one drawing."""

    scaleChanged = Signal(float)
    moved = Signal()

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        self._size: QSizeF | None = None
        self._downwards = True
        self.motion = True
        self.insets = (0.0, 0.0)
        self.top_inset = 0.0
        self._from: View = (1.0, QPointF())
        self._to: View = (1.0, QPointF())
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_animation_moved)
        self._port = QSize()
        self._bars = (view.horizontalScrollBar(), view.verticalScrollBar())
        self._values = (0, 0)
        """Where the scroll bars were while the viewport was as large as ``_port``."""
        for bar in self._bars:
            bar.valueChanged.connect(self._on_scrolled)

    @property
    def moves(self) -> bool:
        """Whether changes are to be seen happening: nobody, neither here nor in the system, wants them at once."""
        return self.motion and not motion().reduced

    @property
    def scale(self) -> float:
        """Screen pixels per pixel of the drawing."""
        return self._view.transform().m11()

    @property
    def top_left(self) -> QPointF:
        """The point of the drawing in the upper left corner."""
        across, along = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        return QPointF(across.value(), along.value()) / self.scale

    def visible_rect(self) -> QRectF:
        """Return what part of the drawing is seen."""
        return QRectF(self.top_left, QSizeF(self._view.viewport().size()) / self.scale)

    def set_extent(self, size: QSizeF | None, *, downwards: bool = True) -> None:
        """Look at a drawing of another size, or at none."""
        self._size, self._downwards = size, downwards
        if size is None:
            self.stop()
        self.update_bounds()

    def stop(self) -> None:
        """End a move where it is."""
        self._animation.stop()

    def update_bounds(self) -> None:
        """Leave room to pan on all sides, so that zooming keeps the point under the cursor."""
        if self._size is None:
            return
        port = self._view.viewport()
        mx, my = port.width() / self.scale, port.height() / self.scale
        self._view.setSceneRect(QRectF(-mx, -my, self._size.width() + 2 * mx, self._size.height() + 2 * my))
        self._keep_place(port.size())

    def _on_scrolled(self) -> None:
        if self._view.viewport().size() == self._port:
            self._values = self._bars[0].value(), self._bars[1].value()

    def _keep_place(self, port: QSize) -> None:
        """After a change of size show the same beginning along the flow, and the same middle across it."""
        before, self._port = self._port, port
        if before == port or before.isEmpty():
            self._on_scrolled()
            return
        across = (before.width() - port.width()) / 2 if self._downwards else 0.0
        along = 0.0 if self._downwards else (before.height() - port.height()) / 2
        values = self._values
        self._bars[0].setValue(round(values[0] + across))
        self._bars[1].setValue(round(values[1] + along))
        self._on_scrolled()
        shift = QPointF(across, along)  # a move that is under way ends there too
        self._from = self._from[0], self._from[1] + shift / self._from[0]
        self._to = self._to[0], self._to[1] + shift / self._to[0]

    # moving ------------------------------------------------------------------

    def set_view(self, scale: float, top_left: QPointF, *, duration: int = 0) -> None:
        """Show the drawing at a scale with one of its points in the upper left corner."""
        scale = min(max(scale, LEAST), MOST)
        self._animation.stop()
        if duration and self.moves and self._view.isVisible():
            self._from = (self.scale, self._view.mapToScene(QPoint(0, 0)))
            self._to = (scale, top_left)
            self._animation.setDuration(duration)
            self._animation.setStartValue(0.0)
            self._animation.setEndValue(1.0)
            self._animation.start()
            return
        self._place(scale, top_left)

    def _on_animation_moved(self, value: float) -> None:
        (s0, p0), (s1, p1) = self._from, self._to
        scale = s0 * (s1 / s0) ** value
        # The point that stays fixed while scale changes lies on one line with both corners.
        share = value if abs(s0 - s1) < 1e-6 else (1 / s0 - 1 / scale) / (1 / s0 - 1 / s1)
        self._place(scale, p0 + (p1 - p0) * share)

    def _place(self, scale: float, top_left: QPointF) -> None:
        changed = abs(scale - self.scale) > 1e-9
        if changed:
            self._view.setTransform(QTransform.fromScale(scale, scale))
        self.update_bounds()
        self._view.horizontalScrollBar().setValue(round(top_left.x() * scale))
        self._view.verticalScrollBar().setValue(round(top_left.y() * scale))
        if changed:
            self.scaleChanged.emit(scale)
        self.moved.emit()

    def zoom_at(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; ``at`` (in the viewport, its middle unless told) stays where it is."""
        anchor = at if at is not None else QPointF(self._view.viewport().rect().center())
        old = self.scale
        new = min(max(old * factor, LEAST), MOST)
        corner = self.top_left
        self.set_view(new, corner + anchor / old - anchor / new)

    def pan(self, dx: float, dy: float) -> None:
        """Move the drawing by screen pixels."""
        self._animation.stop()
        for bar, by in ((self._view.horizontalScrollBar(), dx), (self._view.verticalScrollBar(), dy)):
            bar.setValue(bar.value() - round(by))
        self.moved.emit()

    # showing -----------------------------------------------------------------

    def _frame(self) -> Frame | None:
        """The drawing and the part of the viewport in which it is to be shown."""
        if self._size is None:
            return None
        left, right = self.insets
        below = QRectF(self._view.viewport().rect()).adjusted(0, self.top_inset, 0, 0)
        between = below.adjusted(left, 0, -right, 0)
        free = between if between.width() >= LEAST_FREE else below
        return Frame(self._size, free.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._downwards)

    def fit(self, *, duration: int) -> None:
        """Show the whole drawing."""
        frame = self._frame()
        if frame is not None:
            self.set_view(*frame.whole(), duration=duration)

    def show_start(self, readable: float = READABLE, at: QRectF | None = None) -> None:
        """Show the whole drawing if it can be read like that, else its beginning, or what is ``at``."""
        frame = self._frame()
        if frame is not None:
            self.set_view(*frame.start(readable, at))

    def zoom_to(self, rect: QRectF, *, duration: int) -> None:
        """Show a part of the drawing as large as is of use, in the middle."""
        frame = self._frame()
        if frame is not None:
            self.set_view(*frame.closely(rect), duration=duration)

    def bring_into_view(self, rect: QRectF, *, duration: int, widen: bool = False, centre: bool = False) -> None:
        """Pan (and zoom, if it could not be read) so that ``rect`` is seen, with ``centre`` in the middle.

        ``widen`` makes room for what is beside.
        """
        frame = self._frame()
        if frame is not None:
            # From far off, nothing is seen yet.
            corner = QPointF(1e9, 1e9) if centre else self.top_left
            target = frame.around(rect, self.scale, corner, widen=widen)
            if target is not None:
                self.set_view(*target, duration=duration)

    def make_way(self, *, duration: int) -> None:
        """Move the drawing sideways from under what lies over the edges, where there is room for its whole width."""
        frame = self._frame()
        if frame is None:
            return
        scale, corner, free = self.scale, self.top_left, frame.free
        left, width = -corner.x() * scale, frame.size.width() * scale
        aside = min(max(left, free.left()), free.right() - width) - left
        if width <= free.width() and abs(aside) >= 1:
            self.set_view(scale, corner - QPointF(aside / scale, 0), duration=duration)

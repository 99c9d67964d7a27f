"""The canvas: shows one drawing, zooms and pans, and says what was clicked. It knows nothing of networks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QPinchGesture, QWidget

from explorer.ui.graph.far import FarPainter
from explorer.ui.graph.framing import Frame
from explorer.ui.graph.items import DATA_ID, DATA_ORDER, DATA_PART, BoxItem, ItemFactory
from explorer.ui.graph.lines import group_edges
from explorer.ui.graph.marks import Marks
from explorer.ui.graph.transition import Changes, Transition
from explorer.visualize.scene import Box, Container, GraphScene

FAR = 0.35
"""Below this scale boxes are plain rectangles, painted in a few batches."""
NEAR = 0.8
"""From this scale on every word is shown."""
LEAST, MOST = 0.01, 4.0
STEP = 1.25
MARGIN = 24.0
LEAST_FREE = 320.0
"""Less width than this between the cards, and the drawing is shown below them."""
DRAG_DISTANCE = 4


@dataclass(slots=True)
class Draft:
    """A drawing on its way to the canvas: the items that are new in it."""

    drawing: GraphScene
    factory: ItemFactory
    boxes: dict[str, BoxItem] = field(default_factory=dict)
    others: list[QGraphicsItem] = field(default_factory=list)
    far: FarPainter | None = None


class GraphCanvas(QGraphicsView):
    """A zoomable drawing of a network."""

    clicked = Signal(object, object)  # id of a box or container or None, order of a strip or None
    doubleClicked = Signal(object)  # id
    toggleClicked = Signal(object)  # id
    scaleChanged = Signal(float)
    viewMoved = Signal()
    hoverChanged = Signal(object)  # id or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.canvas")
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.motion = True
        self.insets = (0.0, 0.0)
        """Width of what lies over the left and right edge; a whole graph is shown between them."""
        self.top_inset = 0.0
        """Height of what lies over the upper edge."""
        self._factory: ItemFactory | None = None
        self._drawing: GraphScene | None = None
        self._boxes: dict[str, BoxItem] = {}
        self._shown: dict[str, Box | Container] = {}
        self._others: list[QGraphicsItem] = []
        self._near = True
        self._far: FarPainter | None = None
        self.marks: Marks | None = None
        self._pressed: QPoint | None = None
        self._dragging = False
        self._last = QPoint()
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_animation_moved)
        self._transition = Transition(self)
        self._from = (1.0, QPointF())
        self._to = (1.0, QPointF())

    # what is shown -----------------------------------------------------------

    @property
    def drawing(self) -> GraphScene | None:
        """The drawing that is shown."""
        return self._drawing

    @property
    def scale_factor(self) -> float:
        """Screen pixels per pixel of the drawing."""
        return self.transform().m11()

    def show_drawing(self, drawing: GraphScene, factory: ItemFactory) -> None:
        """Show a drawing at once."""
        draft = Draft(drawing, factory)
        for _ in self.prepare(draft):
            pass
        self.commit(draft)

    def prepare(self, draft: Draft) -> Iterator[None]:
        """Make the items of a drawing bit by bit; each step takes well under a millisecond or so."""
        drawing, factory = draft.drawing, draft.factory
        fresh = factory is not self._factory
        things: list[Box | Container] = [*drawing.containers, *drawing.boxes]
        for thing in things:
            if not fresh and thing.id in self._shown and _same_face(self._shown[thing.id], thing):
                continue
            draft.boxes[thing.id] = factory.box(thing) if isinstance(thing, Box) else factory.container(thing)
            yield
        for edges in group_edges(drawing.edges):
            draft.others += factory.edges(edges)
            yield
        for label in drawing.labels:
            draft.others.append(factory.label(label))
            yield
        draft.far = FarPainter(drawing, factory)

    def commit(self, draft: Draft, shift: QPointF | None = None) -> None:
        """Put a prepared drawing in the place of the old one; boxes that were there already keep their items.

        ``shift`` is how far the view is about to move with it; boxes then glide
        to their places. None changes all at once.
        """
        scene, drawing = self.scene(), draft.drawing
        self._transition.finish()
        changes = Changes()
        if draft.factory is not self._factory:
            self.clear()
            self._factory = draft.factory
            self.marks = Marks(scene, draft.factory)
        for item in self._others:
            scene.removeItem(item)
        wanted: dict[str, Box | Container] = {container.id: container for container in drawing.containers}
        wanted.update((box.id, box) for box in drawing.boxes)
        before = {key: QRectF(old.x, old.y, old.width, old.height) for key, old in self._shown.items()}
        for key in [key for key in self._shown if key not in wanted or key in draft.boxes]:
            scene.removeItem(self._boxes.pop(key).root)
            del self._shown[key]
        offset = shift if shift is not None else QPointF()
        for key, thing in wanted.items():
            if key in draft.boxes:
                made = self._boxes[key] = draft.boxes[key]
                if not self._near:
                    made.show_details(False)
                scene.addItem(made.root)
                if isinstance(thing, Container) and key in before:
                    changes.sizes.append((made.root, before[key].size(), QSizeF(thing.width, thing.height)))
                    changes.late += made.details
                else:
                    changes.fades.append(made.root)
            else:
                self._boxes[key].root.setPos(thing.x, thing.y)
            place = QPointF(thing.x, thing.y)
            if key in before and before[key].topLeft() + offset != place:
                changes.moves.append((self._boxes[key].root, before[key].topLeft() + offset, place))
            self._shown[key] = thing
        for item in draft.others:
            scene.addItem(item)
        self._others = draft.others
        changes.late += draft.others
        self._drawing, self._far = drawing, draft.far
        if self.marks is not None:
            self.marks.hover(None, 0.0)
        scene.setSceneRect(QRectF(0, 0, drawing.width, drawing.height))
        self._update_bounds()
        if shift is not None and before and self.isVisible() and self.scale_factor >= FAR:
            self._transition.play(changes)
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self._animation.stop()
        self._transition.forget()
        self.scene().clear()
        self._boxes, self._shown, self._others = {}, {}, []
        self._far = None
        self._drawing, self._factory, self.marks = None, None, None
        self.viewport().update()

    def rect_of(self, item: str) -> QRectF | None:
        """Return where a box or container lies in the drawing."""
        thing = self._shown.get(item)
        return QRectF(thing.x, thing.y, thing.width, thing.height) if thing is not None else None

    def strip_rect(self, item: str, order: int) -> QRectF | None:
        """Return where the strip of a norm or activation lies in the drawing."""
        made = self._boxes.get(item)
        rect = made.strips.get(order) if made is not None else None
        return rect.translated(made.root.pos()) if made is not None and rect is not None else None

    # looking -----------------------------------------------------------------

    def _update_bounds(self) -> None:
        """Leave room to pan on all sides, so that zooming keeps the point under the cursor."""
        if self._drawing is None:
            return
        scale = self.scale_factor
        mx, my = self.viewport().width() / scale, self.viewport().height() / scale
        self.setSceneRect(QRectF(-mx, -my, self._drawing.width + 2 * mx, self._drawing.height + 2 * my))

    def set_view(self, scale: float, top_left: QPointF, *, duration: int = 0) -> None:
        """Show the drawing at a scale with one of its points in the upper left corner."""
        scale = min(max(scale, LEAST), MOST)
        self._animation.stop()
        if duration and self.motion and self.isVisible():
            self._from = (self.scale_factor, self.mapToScene(QPoint(0, 0)))
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
        changed = abs(scale - self.scale_factor) > 1e-9
        if changed:
            self.setTransform(QTransform.fromScale(scale, scale))
        self._update_bounds()
        self.horizontalScrollBar().setValue(round(top_left.x() * scale))
        self.verticalScrollBar().setValue(round(top_left.y() * scale))
        if changed:
            self._update_detail()
            self.scaleChanged.emit(scale)
        self.viewMoved.emit()

    def _update_detail(self) -> None:
        near = self.scale_factor >= NEAR
        if near == self._near:
            return
        self._near = near
        for made in self._boxes.values():
            made.show_details(near)

    def zoom_at(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; ``at`` (in the viewport, its middle unless told) stays where it is."""
        anchor = at if at is not None else QPointF(self.viewport().rect().center())
        old = self.scale_factor
        new = min(max(old * factor, LEAST), MOST)
        corner = self.top_left
        self.set_view(new, corner + anchor / old - anchor / new)

    @property
    def top_left(self) -> QPointF:
        """The point of the drawing in the upper left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value()) / self.scale_factor

    def pan(self, dx: float, dy: float) -> None:
        """Move the drawing by screen pixels."""
        self._animation.stop()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(dx))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(dy))
        self.viewMoved.emit()

    def _frame(self) -> Frame:
        """The drawing and the part of the viewport in which it is to be shown."""
        assert self._drawing is not None
        left, right = self.insets
        view = QRectF(self.viewport().rect())
        below = view.adjusted(0, self.top_inset, 0, 0)
        between = below.adjusted(left, 0, -right, 0)
        free = between if between.width() >= LEAST_FREE else below
        size = QSizeF(self._drawing.width, self._drawing.height)
        return Frame(size, free.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), self._drawing.direction == "tb")

    def fit(self, *, duration: int = 220) -> None:
        """Show the whole drawing."""
        if self._drawing is not None:
            self.set_view(*self._frame().whole(), duration=duration)

    def show_start(self) -> None:
        """Show the whole drawing if it can be read like that, else its beginning."""
        if self._drawing is not None:
            self.set_view(*self._frame().start())

    def bring_into_view(self, rect: QRectF, *, duration: int = 180, widen: bool = False, centre: bool = False) -> None:
        """Pan (and zoom, if it could not be read) so that ``rect`` is seen, with ``centre`` in the middle.

        ``widen`` makes room for what is beside.
        """
        if self._drawing is not None:
            # From far off, nothing is seen yet.
            corner = QPointF(1e9, 1e9) if centre else self.top_left
            target = self._frame().around(rect, self.scale_factor, corner, widen=widen)
            if target is not None:
                self.set_view(*target, duration=duration)

    def make_way(self, *, duration: int = 180) -> None:
        """Move the drawing sideways from under what lies over the edges, where there is room for its whole width."""
        if self._drawing is None:
            return
        scale, corner, free = self.scale_factor, self.top_left, self._frame().free
        left, width = -corner.x() * scale, self._drawing.width * scale
        aside = min(max(left, free.left()), free.right() - width) - left
        if width <= free.width() and abs(aside) >= 1:
            self.set_view(scale, corner - QPointF(aside / scale, 0), duration=duration)

    def visible_rect(self) -> QRectF:
        """Return what part of the drawing is seen."""
        view = self.viewport().rect()
        return QRectF(
            self.top_left,
            QPointF(
                self.top_left.x() + view.width() / self.scale_factor,
                self.top_left.y() + view.height() / self.scale_factor,
            ),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._far is None or self.scale_factor >= FAR:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        selected = self.marks.selected_rect if self.marks is not None else None
        room = QRectF(self.viewport().rect())
        self._far.paint(painter, self.viewportTransform(), room, selected)
        if self.marks is not None:
            self.marks.paint_matches(painter, self.viewportTransform(), room)
        painter.end()

    # hand --------------------------------------------------------------------

    def _hit(self, position: QPointF) -> tuple[str | None, int | None, str | None]:
        """What lies under a point of the viewport: id, order of a strip, part."""
        order: int | None = None
        part: str | None = None
        for item in self.items(position.toPoint()):
            climbing: QGraphicsItem | None = item
            while climbing is not None:
                if order is None and climbing.data(DATA_ORDER) is not None:
                    order = climbing.data(DATA_ORDER)
                part = part or climbing.data(DATA_PART)
                if climbing.data(DATA_ID) is not None:
                    return climbing.data(DATA_ID), order, part
                climbing = climbing.parentItem()
        return None, None, None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position().toPoint()
            self._dragging = event.button() == Qt.MouseButton.MiddleButton
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        now = event.position().toPoint()
        if self._pressed is None:
            self._hover(event.position())
            return
        if not self._dragging and (now - self._pressed).manhattanLength() >= DRAG_DISTANCE:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.pan(now.x() - self._last.x(), now.y() - self._last.y())
            self._last = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return  # the second release of a double click
        dragged, self._pressed, self._dragging = self._dragging, None, False
        self.viewport().unsetCursor()
        if dragged or event.button() != Qt.MouseButton.LeftButton:
            return
        item, order, part = self._hit(event.position())
        if part == "toggle":
            self.toggleClicked.emit(item)
        else:
            self.clicked.emit(item, order)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        item, _, part = self._hit(event.position())
        if part == "toggle":
            self.toggleClicked.emit(item)
        elif item is not None:
            self.doubleClicked.emit(item)

    def _hover(self, position: QPointF) -> None:
        item, _, part = self._hit(position)
        if self.marks is not None and self.marks.hover(self.rect_of(item) if item else None, self._radius(item)):
            self.hoverChanged.emit(item)
        over_sign = part == "toggle"
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_sign else Qt.CursorShape.ArrowCursor)

    def _radius(self, item: str | None) -> float:
        rect = self.rect_of(item) if item else None
        thing = self._shown.get(item) if item else None
        if rect is None or thing is None:
            return 0.0
        if isinstance(thing, Container):
            return 8.0
        return {"junction": rect.height() / 2, "io": rect.height() / 2, "block": 6.0}.get(thing.face.role, 5.0)

    def mark_selected(self, item: str | None, strip: int | None = None) -> None:
        """Outline a box, container or strip, and the edges that touch the box; None for nothing."""
        if self.marks is None or self._drawing is None:
            return
        rect = self.rect_of(item) if item else None
        part = self.strip_rect(item, strip) if item and strip is not None else None
        self.marks.select(self._drawing, item, rect, self._radius(item), part)
        self.viewport().update()

    def mark_matches(self, matches: Iterable[tuple[str, int | None]], hidden: Mapping[str, int]) -> None:
        """Outline what a search found and is seen; say on closed blocks how much of it is hidden in them.

        Args:
            matches: ids of boxes and containers, each with the order of a strip, or None for all of it.
            hidden: by the block's id, how many matches are in it.
        """
        if self.marks is None:
            return
        outlines: list[tuple[QRectF, float]] = []
        for item, order in matches:
            strip = self.strip_rect(item, order) if order is not None else None
            rect = self.rect_of(item)
            if strip is not None:
                outlines.append((strip.adjusted(3, 2, -3, -3), 0.0))
            elif rect is not None:
                outlines.append((rect, self._radius(item)))
        counts = [(rect, count) for item, count in hidden.items() if (rect := self.rect_of(item)) is not None]
        self.marks.mark_matches(outlines, counts)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        if self.marks is not None and self.marks.hover(None, 0.0):
            self.hoverChanged.emit(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if turned.y():
            self.zoom_at(STEP ** (turned.y() / 120), event.position())
        elif turned.x():
            self.pan(turned.x() / 2, 0)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            zooming = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
            if zooming:
                self.zoom_at(1 + event.value(), event.position())
            return zooming
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if isinstance(pinch, QPinchGesture):
                self.zoom_at(pinch.scaleFactor(), QPointF(self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())))
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys belong to the panel around; the base class would scroll.
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_bounds()
        self.viewMoved.emit()


def _same_face(old: Box | Container, new: Box | Container | None) -> bool:
    """True where only the place differs, so that the item can stay."""
    if isinstance(old, Box):
        return isinstance(new, Box) and old.face == new.face
    return (
        isinstance(new, Container)
        and (old.width, old.height, old.level, old.lines) == (new.width, new.height, new.level, new.lines)
        and old.title == new.title
    )

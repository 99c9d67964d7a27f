"""The canvas: shows one drawing and says what was clicked. It knows nothing of networks.

Where it looks is the camera's business, what mouse and wheel do the hand's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget

from explorer.ui.graph.box_items import BoxItems
from explorer.ui.graph.camera import Camera
from explorer.ui.graph.detail import Detail
from explorer.ui.graph.far import FarPainter
from explorer.ui.graph.hand import Hand
from explorer.ui.graph.items import DATA_ID, DATA_ORDER, DATA_PART, ItemFactory
from explorer.ui.graph.loose import Loose, Span
from explorer.ui.graph.marks import Marks, Outline, outline_of
from explorer.ui.graph.pins import Pin, Pins
from explorer.ui.graph.transition import Transition
from explorer.visualize.graph.scene import Box, GraphScene

FAR = 0.4
"""Below this scale boxes are plain rectangles, painted in a few batches."""
NEAR = 0.8
"""From this scale on every word is shown."""
NEARBY = 60.0
"""Pixels of the drawing out of sight for which items are ready, so that a small move finds them there."""
IDLE = 250
"""Milliseconds after which what a look from afar needs is made ready."""
MOTION = 180
"""Milliseconds of a move to a box."""
FIT_MOTION = 220


@dataclass(slots=True)
class Draft:
    """A drawing on its way to the canvas: the items that are new in it."""

    drawing: GraphScene
    factory: ItemFactory
    boxes: BoxItems = field(default_factory=BoxItems)
    loose: Loose = field(default_factory=Loose)
    far: FarPainter | None = None


class GraphCanvas(QGraphicsView):
    """A zoomable drawing of a network."""

    clicked = Signal(object, object)  # id of a box or container or None, order of a strip or None
    doubleClicked = Signal(object)  # id
    toggleClicked = Signal(object)  # id
    menuRequested = Signal(object, object, QPoint)  # id or None, order of a strip or None, place on the screen
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
        self._factory: ItemFactory | None = None
        self._drawing: GraphScene | None = None
        self._boxes = BoxItems()
        self._loose = Loose()
        self._former: list[object] = []
        """What the drawing before consisted of, which takes a while to delete."""
        self._near = True
        self._far: FarPainter | None = None
        self.marks: Marks | None = None
        self.pins: Pins | None = None
        self.camera = Camera(self)
        self.camera.scaleChanged.connect(self._on_scale_changed)
        self.camera.moved.connect(self.viewMoved)
        self.viewMoved.connect(self.show_seen)
        self._hand = Hand(self)
        self._transition = Transition(self)
        self._detail = Detail(self, lambda item: self._boxes.made(item))
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self._on_idle)

    # what is shown -----------------------------------------------------------

    @property
    def drawing(self) -> GraphScene | None:
        """The drawing that is shown."""
        return self._drawing

    @property
    def scale_factor(self) -> float:
        """Screen pixels per pixel of the drawing."""
        return self.camera.scale

    def show_drawing(self, drawing: GraphScene, factory: ItemFactory) -> None:
        """Show a drawing at once."""
        draft = Draft(drawing, factory)
        for _ in self.prepare(draft):
            pass
        self.commit(draft)
        self._former.clear()

    def prepare(self, draft: Draft, seen: QRectF | None = None) -> Iterator[None]:
        """Make the items of a drawing bit by bit; each step takes well under a millisecond or so.

        Only those near ``seen``, the part of it that will be in sight, unless that is None; the others are made by
        :meth:`complete`, or when they come in sight.
        """
        drawing, factory = draft.drawing, draft.factory
        span = _along(drawing, seen) if seen is not None else None
        around = seen.adjusted(-NEARBY, -NEARBY, NEARBY, NEARBY) if seen is not None else None
        fresh = factory is not self._factory
        yield from draft.boxes.prepare(drawing, factory, BoxItems() if fresh else self._boxes, around)
        yield from draft.loose.prepare(drawing, factory, Loose() if fresh else self._loose, span)
        draft.far = FarPainter(drawing, factory)

    def commit(self, draft: Draft, shift: QPointF | None = None) -> None:
        """Put a prepared drawing in the place of the old one; boxes that were there already keep their items.

        ``shift`` is how far the view is about to move with it; boxes then glide
        to their places. None changes all at once.
        """
        scene, drawing = self.scene(), draft.drawing
        self._transition.finish()
        if draft.factory is not self._factory:
            self.clear()
            self._factory = draft.factory
            self.marks, self.pins = Marks(scene, draft.factory), Pins(draft.factory)
        visible = bool(self._boxes.things) and self.isVisible() and self.scale_factor >= FAR
        way = shift if visible and self.camera.moves else None
        changes = draft.boxes.replace(scene, self._boxes, way, near=self._near)
        changes.late += draft.loose.replace(scene, self._loose)
        self._former = [self._boxes, self._loose, self._drawing]
        self._boxes, self._loose = draft.boxes, draft.loose
        self._drawing, self._far = drawing, draft.far
        self._idle.start()
        assert self.marks is not None
        self.marks.set_drawing(drawing)
        scene.setSceneRect(QRectF(0, 0, drawing.width, drawing.height))
        self.camera.set_extent(QSizeF(drawing.width, drawing.height), downwards=drawing.direction == "tb")
        if way is not None:
            self._transition.play(changes)
        self.viewport().update()

    def complete(self) -> Iterator[None]:
        """Make what was not in sight, bit by bit, as long as the drawing stays; what has gone is deleted before."""
        boxes, loose = self._boxes, self._loose
        self._former.clear()
        yield
        if self._factory is not None and boxes is self._boxes:
            for _ in chain(boxes.make(), loose.make(self.scene(), self._factory)):
                yield
                if boxes is not self._boxes:
                    return

    def show_seen(self) -> None:
        """Make what is in sight; called whenever other parts of the drawing may be."""
        if self._drawing is None or self._factory is None or self.scale_factor < FAR:
            return
        if self._boxes.waits:
            for _ in self._boxes.make(self.visible_rect()):
                pass
        if self._loose.waits:
            for _ in self._loose.make(self.scene(), self._factory, _along(self._drawing, self.visible_rect())):
                pass

    def _on_idle(self) -> None:
        if self._far is not None:
            self._far.prepare()

    def recolour(self, factory: ItemFactory) -> Iterator[None]:
        """Change the boxes into those of another factory of the same theme, bit by bit, those that are seen first.

        Edges, labels and marks stay, and so does every place.
        """
        drawing = self._drawing
        assert drawing is not None
        self._transition.finish()
        self._factory, self._far = factory, FarPainter(drawing, factory)
        self.viewport().update()
        for key, made in self._boxes.recolour(factory, self.visible_rect()):
            if self.pins is not None:
                self.pins.renew(key, made.root)
            yield

    def clear(self) -> None:
        """Show nothing."""
        self.camera.set_extent(None)
        self._transition.forget()
        self.scene().clear()
        self._boxes, self._loose = BoxItems(), Loose()
        self._former.clear()
        self._far = None
        self._drawing, self._factory, self.marks, self.pins = None, None, None, None
        self.viewport().update()

    def rect_of(self, item: str) -> QRectF | None:
        """Return where a box or container lies in the drawing."""
        thing = self._boxes.things.get(item)
        return QRectF(thing.x, thing.y, thing.width, thing.height) if thing is not None else None

    def strip_rect(self, item: str, order: int) -> QRectF | None:
        """Return where the strip of a norm or activation lies in the drawing."""
        made = self._boxes.item(item)
        rect = made.strips.get(order) if made is not None else None
        return rect.translated(made.root.pos()) if made is not None and rect is not None else None

    # looking -----------------------------------------------------------------

    @property
    def motion(self) -> bool:
        """Whether moves may be seen; where the system asks for reduced motion they are not in any case."""
        return self.camera.motion

    @motion.setter
    def motion(self, wanted: bool) -> None:
        self.camera.motion = wanted

    @property
    def insets(self) -> tuple[float, float]:
        """Width of what lies over the left and right edge; a whole graph is shown between them."""
        return self.camera.insets

    @insets.setter
    def insets(self, widths: tuple[float, float]) -> None:
        self.camera.insets = widths

    @property
    def top_inset(self) -> float:
        """Height of what lies over the upper edge."""
        return self.camera.top_inset

    @top_inset.setter
    def top_inset(self, height: float) -> None:
        self.camera.top_inset = height

    @property
    def top_left(self) -> QPointF:
        """The point of the drawing in the upper left corner."""
        return self.camera.top_left

    def visible_rect(self) -> QRectF:
        """Return what part of the drawing is seen."""
        return self.camera.visible_rect()

    def set_view(self, scale: float, top_left: QPointF, *, duration: int = 0) -> None:
        """Show the drawing at a scale with one of its points in the upper left corner."""
        self.camera.set_view(scale, top_left, duration=duration)

    def zoom_at(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; ``at`` (in the viewport, its middle unless told) stays where it is."""
        self.camera.zoom_at(factor, at)

    def fit(self, *, duration: int = FIT_MOTION) -> None:
        """Show the whole drawing."""
        self.camera.fit(duration=duration)

    def show_start(self) -> None:
        """Show the whole drawing if it can be read like that, else its beginning."""
        self.camera.show_start()

    def bring_into_view(
        self, rect: QRectF, *, duration: int = MOTION, widen: bool = False, centre: bool = False
    ) -> None:
        """Pan (and zoom, if it could not be read) so that ``rect`` is seen; see :meth:`Camera.bring_into_view`."""
        self.camera.bring_into_view(rect, duration=duration, widen=widen, centre=centre)

    def zoom_to(self, rect: QRectF, *, duration: int = FIT_MOTION) -> None:
        """Show a part of the drawing as large as is of use, in the middle."""
        self.camera.zoom_to(rect, duration=duration)

    def make_way(self, *, duration: int = MOTION) -> None:
        """Move the drawing sideways from under what lies over the edges; see :meth:`Camera.make_way`."""
        self.camera.make_way(duration=duration)

    def _on_scale_changed(self, scale: float) -> None:
        near = scale >= NEAR
        if near != self._near:
            self._near = near
            self._boxes.set_near(near)
            self._detail.show(near, self._boxes.things, self.visible_rect())
        self.scaleChanged.emit(scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._far is None or self.scale_factor >= FAR:
            super().paintEvent(event)
            return
        with QPainter(self.viewport()) as painter:
            selected = self.marks.selected_rect if self.marks is not None else None
            room = QRectF(self.viewport().rect())
            self._far.paint(painter, self.viewportTransform(), room, selected)
            if self.marks is not None:
                self.marks.paint(painter, self.viewportTransform(), room)
            if self.pins is not None:
                self.pins.paint(painter, self.viewportTransform(), room)

    # pointing and marking ----------------------------------------------------

    def hit(self, position: QPointF) -> tuple[str | None, int | None, str | None]:
        """Return what lies under a point of the viewport: id, order of a strip, part (``toggle`` on a sign)."""
        order: int | None = None
        part: str | None = None
        for _ in self._boxes.make(QRectF(self.mapToScene(position.toPoint()), QSizeF(1, 1))):
            pass  # from afar it may be seen before it has an item
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

    def _outline(self, item: str | None) -> Outline | None:
        thing = self._boxes.things.get(item) if item else None
        return outline_of(thing) if thing is not None else None

    def hover(self, item: str | None) -> None:
        """Show what a box is linked with, None for nothing."""
        if self.marks is not None and self.marks.hover(item, self._outline(item)):
            self.hoverChanged.emit(item)
            if self.scale_factor < FAR:
                self.viewport().update()

    def mark_selected(self, item: str | None, strip: int | None = None) -> None:
        """Outline a box, container or strip, its edges and the way to it from the input; None for nothing."""
        if self.marks is None or self._drawing is None:
            return
        part = self.strip_rect(item, strip) if item and strip is not None else None
        self.marks.select(item, self._outline(item), part)
        if self.pins is not None:
            self.pins.select(item)
        self.viewport().update()

    def mark_matches(self, matches: Iterable[tuple[str, int | None]], hidden: Mapping[str, int]) -> None:
        """Outline what a search found and is seen; say on closed blocks how much of it is hidden in them.

        Args:
            matches: ids of boxes and containers, each with the order of a strip, or None for all of it.
            hidden: by the block's id, how many matches are in it.
        """
        if self.marks is None:
            return
        outlines: list[Outline] = []
        for item, order in matches:
            strip = self.strip_rect(item, order) if order is not None else None
            outline = self._outline(item)
            if strip is not None:
                outlines.append((strip.adjusted(3, 2, -3, -3), 0.0))
            elif outline is not None:
                outlines.append(outline)
        counts = [(rect, count) for item, count in hidden.items() if (rect := self.rect_of(item)) is not None]
        self.marks.mark_matches(outlines, counts)
        self.viewport().update()

    def mark_notes(self, pins: Mapping[str, Pin]) -> None:
        """Show on boxes, by their ids, that there are notes; boxes that are not there are passed over."""
        if self.pins is None:
            return
        boxes = {}
        for key in (*pins, *self.pins.shown):
            made = self._boxes.item(key)
            if made is not None:
                one = self._boxes.things[key]
                boxes[key] = made.root, QPointF(one.x, one.y), isinstance(one, Box)
        self.pins.show(pins, boxes)
        if self.scale_factor < FAR:
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            item, order, _ = self.hit(QPointF(event.pos()))
            self.menuRequested.emit(item, order, event.globalPos())
        else:
            self.request_menu()
        event.accept()

    def request_menu(self) -> None:
        """Ask for the menu of the selected box (of nothing, without one), in the middle of what is seen of it."""
        port = self.viewport()
        item = self.marks.selected if self.marks is not None else None
        rect = self.rect_of(item) if item is not None else None
        if rect is not None:
            place = self.mapFromScene(rect).boundingRect() & port.rect()
            if not place.isEmpty():
                self.menuRequested.emit(item, None, port.mapToGlobal(place.center()))
                return
        self.menuRequested.emit(item, None, port.mapToGlobal(port.rect().center()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys belong to the panel around; the base class would scroll.
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.camera.update_bounds()
        self.viewMoved.emit()


def _along(drawing: GraphScene, seen: QRectF) -> Span:
    """Where a part of a drawing begins and ends along the flow, and a bit around it."""
    if drawing.direction == "tb":
        return seen.top() - NEARBY, seen.bottom() + NEARBY
    return seen.left() - NEARBY, seen.right() + NEARBY

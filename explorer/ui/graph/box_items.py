"""Boxes and open blocks on the canvas. What is the same in the next drawing keeps its item, which only moves.

Only those in sight are made before a drawing is shown, as with its lines
(:mod:`explorer.ui.graph.loose`): a network that opens as a whole has two
thousand. The others are made after it, or when they come in sight or are asked for.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QGraphicsScene

from explorer.ui.graph.items import BoxItem, ItemFactory
from explorer.ui.graph.transition import Changes
from explorer.visualize.graph.scene import Box, Container, GraphScene


class BoxItems:
    """The boxes and containers of one drawing."""

    def __init__(self) -> None:
        self.things: dict[str, Box | Container] = {}
        """What is drawn, by its id; containers first, the outer ones before the inner ones."""
        self._made: dict[str, BoxItem] = {}
        self._new: set[str] = set()
        """Those whose items were made for this drawing."""
        self._waiting: set[str] = set()
        """Those whose items have not been made yet."""
        self._stale: set[str] = set()
        """Those that still have the colours of another factory."""
        self._factory: ItemFactory | None = None
        self._scene: QGraphicsScene | None = None
        self._near = True

    # from one drawing to the next --------------------------------------------

    def prepare(
        self, drawing: GraphScene, factory: ItemFactory, before: "BoxItems", seen: QRectF | None = None
    ) -> Iterator[None]:
        """Make the items of a drawing bit by bit, but for those of ``before`` that can stay.

        What does not meet ``seen`` waits for :meth:`make`; None leaves out nothing.
        """
        self._factory = factory
        things: list[Box | Container] = [*drawing.containers, *drawing.boxes]
        self.things = {one.id: one for one in things}
        for key, thing in self.things.items():
            old = before._made.get(key)
            if old is not None and key not in before._stale and _same_face(before.things[key], thing):
                self._made[key] = old
            elif seen is not None and not _meets(thing, seen):
                self._waiting.add(key)
            else:
                self._made[key] = _item_of(thing, factory)
                self._new.add(key)
                yield

    def replace(self, scene: QGraphicsScene, before: "BoxItems", shift: QPointF | None, *, near: bool) -> Changes:
        """Put the items in the place of those of ``before``, and return what differs.

        Args:
            scene: where they lie.
            before: what is there now.
            shift: how far the view moves with them; None for boxes that are not to be seen on their way.
            near: whether the details can be read.
        """
        changes = Changes()
        self._scene, self._near = scene, near
        for key, made in before._made.items():
            if self._made.get(key) is not made:
                scene.removeItem(made.root)
        dx, dy = (shift.x(), shift.y()) if shift is not None else (0.0, 0.0)
        for key, made in self._made.items():
            thing, old = self.things[key], before.things.get(key)
            if key in self._new:
                self._add(made)
                if isinstance(thing, Container) and old is not None:
                    sizes = QSizeF(old.width, old.height), QSizeF(thing.width, thing.height)
                    changes.sizes.append((made.root, *sizes))
                    changes.late += made.details
                else:
                    changes.fades.append(made.root)
            elif old is None or (old.x, old.y) != (thing.x, thing.y):
                made.root.setPos(thing.x, thing.y)
            if shift is not None and old is not None and (old.x + dx, old.y + dy) != (thing.x, thing.y):
                way = QPointF(old.x + dx, old.y + dy), QPointF(thing.x, thing.y)
                changes.moves.append((made.root, *way))
        return changes

    def _add(self, made: BoxItem) -> None:
        assert self._scene is not None
        made.show_details(self._near)
        self._scene.addItem(made.root)

    # what waits --------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether items are still to be made."""
        return bool(self._waiting)

    def make(self, seen: QRectF | None = None) -> Iterator[None]:
        """Make the items that wait, bit by bit, of which only those that meet ``seen`` unless it is None."""
        for key in [key for key in self._waiting if seen is None or _meets(self.things[key], seen)]:
            if key in self._waiting:
                self._make(key)
                yield

    def _make(self, key: str) -> BoxItem:
        assert self._factory is not None
        self._waiting.discard(key)
        made = self._made[key] = _item_of(self.things[key], self._factory)
        self._add(made)
        return made

    def item(self, key: str) -> BoxItem | None:
        """The item of a box or container, made if it waits; None if there is no such."""
        return self._make(key) if key in self._waiting else self._made.get(key)

    def made(self, key: str) -> BoxItem | None:
        """The item of a box or container, None if there is none or it waits."""
        return self._made.get(key)

    # how they look -----------------------------------------------------------

    def set_near(self, near: bool) -> None:
        """Say whether the details can be read of what is made from now on; those that are there stay as they are."""
        self._near = near

    def recolour(self, factory: ItemFactory, seen: QRectF) -> Iterator[tuple[str, BoxItem]]:
        """Change the items into those of another factory of the same theme, one by one, those that are seen first."""
        assert self._scene is not None
        self._factory = factory
        self._stale = set(self._made)
        for key in sorted(self._stale, key=lambda one: not _meets(self.things[one], seen)):
            self._scene.removeItem(self._made[key].root)
            made = self._made[key] = _item_of(self.things[key], factory)
            self._add(made)
            self._stale.discard(key)
            yield key, made


def _item_of(thing: Box | Container, factory: ItemFactory) -> BoxItem:
    return factory.box(thing) if isinstance(thing, Box) else factory.container(thing)


def _meets(thing: Box | Container, seen: QRectF) -> bool:
    beside = thing.x > seen.right() or thing.x + thing.width < seen.left()
    return not (beside or thing.y > seen.bottom() or thing.y + thing.height < seen.top())


def _same_face(old: Box | Container, new: Box | Container) -> bool:
    """True where only the place differs, so that the item can stay."""
    if isinstance(old, Box):
        return isinstance(new, Box) and old.face == new.face
    return (
        isinstance(new, Container)
        and (old.width, old.height, old.level, old.lines) == (new.width, new.height, new.level, new.lines)
        and old.title == new.title
    )

"""Marks of notes on boxes: a pencil at the upper left corner, with a number where more than one note is meant.

A mark is a part of its box's item, so that it moves, fades and goes with it, and
costs a frame nothing where nobody has written notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from explorer.ui.graph.parts import Parts
from explorer.ui.tokens import Radius

SIDE = 15.0
"""Pixels of a mark without a number."""
OUT = 6.0
"""How far it stands out over the corner."""
PENCIL = 9.0
ABOVE = 3.25
"""Over the outline of the selection, under the counts of a search."""
DOT = 3.0
"""Radius, on the screen, of a mark for which there is no room from afar."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What stands on one box."""

    text: str
    """The number; empty for one note on the box itself."""
    tip: str
    """Tool tip, as HTML."""


@dataclass(slots=True)
class _Placed:
    pin: Pin
    root: QGraphicsPathItem
    """The box's item."""
    corner: QPointF
    whole: bool
    """Whether the box has the tool tip too; an open block lies under all that is in it."""
    item: QGraphicsItem


class Pins:
    """The marks of one drawing, in one theme."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._placed: dict[str, _Placed] = {}
        self._selected: str | None = None
        self._above: QGraphicsItem | None = None

    @property
    def shown(self) -> dict[str, Pin]:
        """What stands on which box."""
        return {key: one.pin for key, one in self._placed.items()}

    def show(self, wanted: Mapping[str, Pin], boxes: Mapping[str, tuple[QGraphicsPathItem, QPointF, bool]]) -> None:
        """Mark boxes, and no others.

        Args:
            wanted: by the box's id, what is to stand on it; boxes that are not there are passed over.
            boxes: by their ids, each one's item, its upper left corner in the drawing, and whether it is no open block.
        """
        before, self._placed = self._placed, {}
        for key, old in before.items():
            # An item that has been replaced took its mark with it.
            here = key in boxes and boxes[key][0] is old.root
            if here and wanted.get(key) == old.pin:
                old.corner = boxes[key][1]
                self._placed[key] = old
            elif here:
                _take_off(old)
        for key, pin in wanted.items():
            if key in boxes and key not in self._placed:
                self._place(key, pin, *boxes[key])
        self.select(self._selected)

    def select(self, key: str | None) -> None:
        """Show the mark of the selected box above the outline around it; None for no box."""
        self._selected = key
        if self._above is not None:
            _remove(self._above)
            self._above = None
        one = self._placed.get(key) if key is not None else None
        if one is not None and one.root.scene() is not None:
            self._above = self._item(one.pin, None)
            self._above.setPos(one.corner - QPointF(OUT, OUT))
            self._above.setZValue(ABOVE)
            self._above.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            one.root.scene().addItem(self._above)

    def renew(self, key: str, root: QGraphicsPathItem) -> None:
        """Mark the item that has taken the place of a box's former one."""
        old = self._placed.get(key)
        if old is not None:
            self._place(key, old.pin, root, old.corner, old.whole)

    def _place(self, key: str, pin: Pin, root: QGraphicsPathItem, corner: QPointF, whole: bool) -> None:
        item = self._item(pin, root)
        if whole:
            root.setToolTip(pin.tip)
        self._placed[key] = _Placed(pin, root, corner, whole, item)

    def _item(self, pin: Pin, root: QGraphicsItem | None) -> QGraphicsItem:
        parts = self._parts
        ink = QColor(parts.tokens.accent)
        width = self._width(pin)
        body = parts.path(root, parts.rounded(width, SIDE, Radius.TILE), QColor(parts.node_surface), QPen(ink, 1))
        body.setPos(-OUT, -OUT)
        body.setToolTip(pin.tip)
        parts.path(body, _pencil(), None, _stroke(ink))
        if pin.text:
            parts.text(body, pin.text, "pill", parts.tokens.accent, SIDE, SIDE / 2)
        return body

    def _width(self, pin: Pin) -> float:
        return SIDE + (self._parts.width(pin.text, "pill") + 4 if pin.text else 0.0)

    # from afar ---------------------------------------------------------------

    def paint(self, painter: QPainter, view: QTransform, room: QRectF) -> None:
        """Paint them where the drawing is seen from afar, of one size at every scale; dots where they would overlap."""
        if not self._placed:
            return
        tokens = self._parts.tokens
        ink, ground = QColor(tokens.accent), QColor(self._parts.node_surface)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken: list[QRectF] = []
        for one in self._placed.values():
            corner = view.map(one.corner)
            area = QRectF(corner.x() - OUT, corner.y() - OUT, self._width(one.pin), SIDE)
            if not area.intersects(room):
                continue
            if any(area.intersects(other) for other in taken):
                painter.setPen(QPen(ground, 1))
                painter.setBrush(ink)
                painter.drawEllipse(corner, DOT, DOT)
                continue
            taken.append(area)
            painter.setPen(QPen(ink, 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(area, Radius.TILE, Radius.TILE)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_stroke(ink))
            painter.drawPath(_pencil().translated(area.topLeft()))
            if one.pin.text:
                painter.setFont(self._parts.fonts.pill)
                painter.drawText(area.adjusted(SIDE, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, one.pin.text)
        painter.restore()


def _take_off(old: _Placed) -> None:
    if old.whole:
        old.root.setToolTip("")
    _remove(old.item)


def _remove(item: QGraphicsItem) -> None:
    scene = item.scene()
    if scene is not None:
        scene.removeItem(item)


def _stroke(ink: QColor) -> QPen:
    pen = QPen(ink, 1.1)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _pencil() -> QPainterPath:
    """A pencil in the middle of a square of :data:`SIDE` pixels."""
    corners = ((17.2, 2.8), (21.2, 6.8), (7.8, 20.2), (2.0, 22.0), (3.8, 16.2))
    path = QPainterPath(QPointF(*corners[0]))
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.closeSubpath()
    path.moveTo(14.2, 5.8)
    path.lineTo(18.2, 9.8)
    edge = (SIDE - PENCIL) / 2
    return QTransform(PENCIL / 24, 0, 0, PENCIL / 24, edge, edge).map(path)

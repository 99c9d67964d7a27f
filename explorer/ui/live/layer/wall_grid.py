"""All channels of a layer as a grid that paints only what is seen."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from explorer.engine.messages import LayerMaps
from explorer.ui.live import paint
from explorer.ui.live.layer.tile_paint import draw_chosen, draw_tile
from explorer.ui.live.layer.tiles import Tiles
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius

GAP = 4
EDGE = 3
SIDES = (24, 32, 40, 48, 64, 80, 104, 136, 176)
"""Least sizes of a tile, in pixels; a row is filled."""
LEAST = 240
"""Pixels of height below which a wall that scrolls shows too little."""
PATIENCE = 0.012
"""Seconds of one repaint that go into colouring tiles; the rest follow in the next one."""


class WallGrid(QAbstractScrollArea):
    """Scrolls by the wheel, zooms by Ctrl and the wheel or + and -; the arrow keys walk, a click chooses."""

    channelChosen = Signal(object)  # int
    channelHovered = Signal(object)  # int | None
    revealed = Signal(object)  # QRectF of a tile, where it is whole and what it stands in has to scroll

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.wall")
        self.setAccessibleName(self.tr("All channels"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(LEAST)
        self.viewport().setMouseTracking(True)
        self.tiles = Tiles()
        self._order: tuple[int, ...] = ()
        self._by_index = False
        self._side = 48
        self._whole = False
        self._channel: int | None = None
        self._hover: int | None = None
        self._stale = False
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)

    # What it shows

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show the channels of a layer; the place stays, so that frames may follow each other."""
        self.tiles.set_maps(maps)
        self._sort()

    def set_order(self, by_index: bool) -> None:
        """Sort by index, or by response, the strongest first."""
        self._by_index = by_index
        self._sort()
        self.reveal(self._channel)

    def set_channel(self, channel: int | None) -> None:
        """Mark a channel."""
        self._channel = channel
        self.setAccessibleDescription("" if channel is None else self.tr("channel {n}").format(n=channel))
        self.viewport().update()

    def set_scale(self, scale: float | None) -> None:
        """Colour from 0 to ``scale``, or each tile on its own."""
        self.tiles.set_scale(scale)
        self.viewport().update()

    def set_stale(self, stale: bool) -> None:
        """Fade what belongs to an earlier picture or layer."""
        if stale != self._stale:
            self._stale = stale
            self.viewport().update()

    def set_whole(self, whole: bool) -> None:
        """Be as high as all rows are, so that what it stands in scrolls: there is one scroll bar, not two."""
        if whole == self._whole:
            return
        self._whole = whole
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if whole else policy.ScrollBarAlwaysOn)
        self._fit()

    @property
    def order(self) -> tuple[int, ...]:
        """The channels, in the order in which they stand."""
        return self._order

    @property
    def channel(self) -> int | None:
        """The marked channel."""
        return self._channel

    @property
    def side(self) -> int:
        """The side of a tile, in pixels."""
        room = self.viewport().width() - 2 * EDGE + GAP
        return max(self._side, min(room // self.columns() - GAP, self._side * 3 // 2))

    def _sort(self) -> None:
        self._order = self.tiles.order(self._by_index)
        self._hover = None
        self._fit()
        self.viewport().update()

    # Geometry

    def columns(self) -> int:
        """Return how many tiles stand in a row."""
        return max(1, (self.viewport().width() - 2 * EDGE + GAP) // (self._side + GAP))

    def tile(self, index: int) -> QRectF:
        """Return where a tile is, in the viewport."""
        row, column = divmod(index, self.columns())
        pitch = self.side + GAP
        return QRectF(
            EDGE + column * pitch, EDGE + row * pitch - self.verticalScrollBar().value(), self.side, self.side
        )

    def index_at(self, point: QPointF) -> int | None:
        """Return the tile at a point of the viewport."""
        pitch = self.side + GAP
        column = int((point.x() - EDGE) // pitch)
        row = int((point.y() - EDGE + self.verticalScrollBar().value()) // pitch)
        if not 0 <= column < self.columns() or row < 0:
            return None
        index = row * self.columns() + column
        return index if index < len(self._order) and self.tile(index).contains(point) else None

    def reveal(self, channel: int | None) -> None:
        """Scroll so that a channel is seen."""
        if channel is None or channel not in self._order:
            return
        box = self.tile(self._order.index(channel))
        bar = self.verticalScrollBar()
        if self._whole:
            self.revealed.emit(box)
        elif box.top() < EDGE:
            bar.setValue(bar.value() + round(box.top()) - EDGE)
        elif box.bottom() > self.viewport().height() - EDGE:
            bar.setValue(bar.value() + round(box.bottom()) - self.viewport().height() + EDGE)

    def zoom(self, step: int) -> None:
        """Make the tiles larger or smaller; the chosen one, or the first one seen, stays."""
        at = SIDES.index(self._side) + step
        if not 0 <= at < len(SIDES):
            return
        kept = self._channel if self._channel in self._order else None
        if kept is None and self._order:
            first = self.index_at(QPointF(EDGE + 1, EDGE + self.side / 2)) or 0
            kept = self._order[first]
        self._side = SIDES[at]
        self._fit()
        self.reveal(kept)
        self.viewport().update()

    def _fit(self) -> None:
        rows = -(-len(self._order) // self.columns())
        whole = 2 * EDGE + rows * (self.side + GAP) - GAP if rows else 0
        self.setMinimumHeight(max(LEAST, whole) if self._whole else LEAST)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.side + GAP)
        bar.setRange(0, max(0, whole - self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._stale:
                painter.setOpacity(0.4)
            columns, pitch = self.columns(), self.side + GAP
            top = self.verticalScrollBar().value() - EDGE
            seen = event.rect()  # of a whole wall only a part is in sight
            first = max(0, (top + seen.top()) // pitch) * columns
            last = min(len(self._order), ((top + seen.bottom()) // pitch + 1) * columns)
            # As many cells as the tile has pixels; a few steps only, so that zooming finds coloured tiles again.
            cells = 72 if self.side * self.devicePixelRatioF() <= 72 else 352
            until = time.monotonic() + PATIENCE
            for index in range(first, last):
                channel = self._order[index]
                if self.tiles.is_dead(channel):
                    draw_tile(painter, self.tile(index), None)
                    continue
                image = self.tiles.known(channel, cells)
                if image is None and time.monotonic() < until:
                    image = self.tiles.image(channel, cells)
                if image is None:
                    paint.draw_skeleton(painter, self.tile(index))
                    self._more.start()
                else:
                    draw_tile(painter, self.tile(index), image, broken=self.tiles.is_broken(channel))
                    if self.side >= 64:
                        paint.draw_corner_chip(painter, self.tile(index), str(channel))
            painter.setOpacity(1)
            if self._hover is not None and first <= self._hover < last:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color(tokens().t1), 1))
                box = self.tile(self._hover)
                painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), Radius.TILE, Radius.TILE)
            if self._channel in self._order:
                draw_chosen(
                    painter, self.tile(self._order.index(self._channel)), self._channel, self.viewport().width()
                )

    # Mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.index_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if index is not None else Qt.CursorShape.ArrowCursor
            )
            self.channelHovered.emit(self._order[index] if index is not None else None)
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        seen = self.viewport().visibleRegion().boundingRect().height()
        page = max(1, seen // (self.side + GAP)) * self.columns()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns(),
            Qt.Key.Key_Down: self.columns(),
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._order),
            Qt.Key.Key_End: len(self._order),
        }
        step = steps.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and plain:
            self.zoom(-1 if event.key() == Qt.Key.Key_Minus else 1)
        elif step is None or not self._order or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif self._channel not in self._order:
            self._choose(0)
        else:
            here = self._order.index(self._channel)
            self._choose(min(max(here + step, 0), len(self._order) - 1))

    def _choose(self, index: int) -> None:
        channel = self._order[index]
        self.set_channel(channel)
        self.reveal(channel)
        self.channelChosen.emit(channel)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.index_at(QPointF(event.pos()))
            if index is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos() + QPoint(0, 4), self.words(self._order[index]), self)
            return True
        return super().viewportEvent(event)

    def words(self, channel: int) -> str:
        """Return what is known of a channel: its index, largest and mean activation."""
        values, maps = self.tiles.values(channel), self.tiles.maps
        if values is None or maps is None:
            return ""
        return self.tr("channel {n}: max {top}, mean {mean}").format(
            n=f"{channel:,}",
            top=paint.format_value(float(maps.maxima[channel])),
            mean=paint.format_value(float(values.mean())),
        )

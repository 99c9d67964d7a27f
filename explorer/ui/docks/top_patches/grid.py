"""The grid of strongest patches: as many channels as there are, of which only those in sight are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from explorer.ui.docks.top_patches import words
from explorer.ui.docks.top_patches.cells import (
    CAPTION,
    GAP,
    LARGEST,
    SIDE,
    SMALLEST,
    USUAL,
    Caption,
    CellForm,
    Content,
    Shown,
    content_of,
    paint_cell,
    paint_ring,
)
from explorer.ui.live.paint import format_value
from explorer.ui.theme import theme
from explorer.ui.tokens import Space

if TYPE_CHECKING:
    from explorer.engine.messages import TopPatches, TopPatchesPage

SIDES = (48, 64, 96, 144)
"""Pixels for which patches are cut out: a few sizes, so that a little more room does not want all anew."""
KEPT = 200
"""Channels whose pictures stay in memory."""
SPREAD = 48
"""Pixels that two channels stand further apart at most where there is room."""
SETTLES = 60
"""Milliseconds after scrolling before it is said what is in sight."""


class PatchGrid(QAbstractScrollArea):
    """Channels side by side; arrow keys or the mouse choose a patch, Enter or a click shows its picture."""

    sightChanged = Signal()
    patchChosen = Signal(object)  # Patch
    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top9.grid")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Strongest patches of each channel"))
        self.viewport().setMouseTracking(True)
        self._summary: TopPatches | None = None
        self._order: list[int] = []
        self._contents: OrderedDict[int, Content] = OrderedDict()
        self._channel: int | None = None
        self._current = (0, 0)
        """Index in the order and place of the patch that the keyboard is at."""
        self._hover: tuple[int, int] | None = None
        self._form = CellForm(LARGEST)
        self._columns = 1
        self._pitch = self._form.width
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLES)
        self._settle.timeout.connect(self.sightChanged)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self.viewport().update)

    # What is shown

    def set_summary(self, summary: TopPatches | None, order: Sequence[int]) -> None:
        """Show the channels of a layer in this order; their pictures come by :meth:`set_page`."""
        self._summary = summary
        if list(order) != self._order:
            self._order = list(order)
            self._current = (min(self._current[0], max(0, len(self._order) - 1)), self._current[1])
        self._hover = None
        self._arrange()

    def forget(self) -> None:
        """Forget all pictures: what follows is another layer's, or another folder's."""
        self._contents.clear()
        self._current = (0, 0)
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def set_page(self, page: TopPatchesPage) -> None:
        """Take the pictures of some channels."""
        for channel in page.channels:
            patches = [one for one in page.patches if one.channel == channel]
            former = self._contents.pop(channel, None)
            self._contents[channel] = content_of(patches, page, former)
        while len(self._contents) > KEPT:
            self._contents.popitem(last=False)
        self._tell()
        self.viewport().update()

    def set_channel(self, channel: int | None) -> None:
        """Mark the channel that the live panel shows, and bring it into sight."""
        if channel == self._channel:
            return
        self._channel = channel
        if channel in self._order and self._order[self._current[0]] != channel:
            self._current = (self._order.index(channel), 0)
            self._show_cell(self._current[0])
        self.viewport().update()

    def content(self, channel: int) -> Content | None:
        """Return what is known of a channel."""
        return self._contents.get(channel)

    def channels_in_sight(self) -> list[int]:
        """Return the channels that are painted now, from the top."""
        pitch = self._form.height + Space.TIGHT
        first = max(0, self.verticalScrollBar().value() - Space.CLOSE) // pitch
        last = (self.verticalScrollBar().value() + self.viewport().height() - Space.CLOSE) // pitch
        return self._order[first * self._columns : (last + 1) * self._columns]

    def side(self) -> int:
        """Return for how many pixels of the screen patches are to be cut out."""
        pixels = self._form.tile * self.devicePixelRatioF()
        return next((side for side in SIDES if side >= pixels), SIDES[-1])

    def patch_rect(self, channel: int, place: int, projected: bool = False) -> QRectF:
        """Return where a patch is painted, in the viewport."""
        return self._form.place(self._cell(self._order.index(channel)), place, projected)

    def current(self) -> Shown | None:
        """Return the patch that the keyboard is at."""
        if not self._order:
            return None
        content = self._contents.get(self._order[self._current[0]])
        return content.at(self._current[1]) if content else None

    # Layout

    def sizeHint(self) -> QSize:
        return QSize(900, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(CellForm(SMALLEST).width + 2 * Space.CLOSE, CellForm(SMALLEST).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        by_height = (height - CAPTION - 2 * Space.CLOSE - Space.TIGHT - (SIDE - 1) * GAP) // SIDE
        room = width - 2 * Space.CLOSE + Space.TIGHT
        usual = CellForm(max(SMALLEST, min(USUAL, by_height)))
        self._columns = max(1, room // (usual.width + Space.TIGHT))
        # What remains of the width makes the patches larger, and what remains then the distances.
        by_width = (room // self._columns - Space.TIGHT - usual.width) // (2 * SIDE) + usual.tile
        self._form = CellForm(max(SMALLEST, min(LARGEST, by_height, by_width)))
        self._pitch = (
            self._form.width + Space.TIGHT + min(SPREAD, room // self._columns - self._form.width - Space.TIGHT)
        )
        rows = -(-len(self._order) // self._columns)
        pitch = self._form.height + Space.TIGHT
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, rows * pitch + 2 * Space.CLOSE - Space.TIGHT - height))
        bar.setPageStep(height)
        bar.setSingleStep(max(1, pitch // 4))
        self._settle.start()
        self.viewport().update()

    def _cell(self, index: int) -> QRectF:
        row, column = divmod(index, self._columns)
        left = Space.CLOSE + column * self._pitch
        top = Space.CLOSE + row * (self._form.height + Space.TIGHT) - self.verticalScrollBar().value()
        return QRectF(left, top, self._form.width, self._form.height)

    def _hit(self, x: float, y: float) -> tuple[int, int | None] | None:
        """The cell and the patch under a point."""
        pitch = self._form.height + Space.TIGHT
        column = int((x - Space.CLOSE) // self._pitch)
        row = int((y - Space.CLOSE + self.verticalScrollBar().value()) // pitch)
        index = row * self._columns + column
        if row < 0 or not 0 <= column < self._columns or not 0 <= index < len(self._order):
            return None
        cell = self._cell(index)
        return (index, self._form.place_at(cell, x, y)) if cell.contains(x, y) else None

    def _show_cell(self, index: int) -> None:
        cell, bar = self._cell(index), self.verticalScrollBar()
        if cell.top() < Space.CLOSE:
            bar.setValue(bar.value() + round(cell.top()) - Space.CLOSE)
        elif cell.bottom() > self.viewport().height() - Space.CLOSE:
            bar.setValue(bar.value() + round(cell.bottom()) - self.viewport().height() + Space.CLOSE)

    def _on_scrolled(self) -> None:
        self._hover = None
        self._settle.start()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._summary is None:
            return
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for channel in self.channels_in_sight():
                index = self._order.index(channel) if self._order[channel : channel + 1] != [channel] else channel
                cell = self._cell(index)
                chosen = channel == self._channel
                paint_cell(
                    painter, self._form, cell, self._caption(channel), self._contents.get(channel), chosen=chosen
                )
                if self._hover is not None and self._hover[0] == index and self._is_patch(*self._hover):
                    paint_ring(painter, self._form, cell, self._hover[1], strong=False)
                if self.hasFocus() and self._current[0] == index:
                    paint_ring(painter, self._form, cell, self._current[1], strong=True)

    def _caption(self, channel: int) -> Caption:
        assert self._summary is not None
        name = self.tr("ch {0}").format(channel)
        if self._summary.active[channel] == 0:
            return Caption(name, "", "", words.dead_words(self._summary))
        value = self.tr("max {0}").format(format_value(float(self._summary.best[channel])))
        return Caption(name, value, words.active_words(self._summary, channel), "")

    def _is_patch(self, index: int, place: int) -> bool:
        content = self._contents.get(self._order[index])
        return content is not None and content.at(place) is not None

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().x(), event.position().y())
        hover = (hit[0], hit[1]) if hit is not None and hit[1] is not None else None
        if hover != self._hover:
            self._hover = hover
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor
                if hover is not None and self._is_patch(*hover)
                else Qt.CursorShape.ArrowCursor
            )
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            return
        index, place = hit
        self._current = (index, self._current[1] if place is None else place)
        if place is None:
            self.channelChosen.emit(self._order[index])
        else:
            self._activate()
        self._tell()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._order or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._activate()
            return
        rows = max(1, self.viewport().height() // (self._form.height + Space.TIGHT)) * SIDE
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_PageUp: (-rows, 0),
            Qt.Key.Key_PageDown: (rows, 0),
        }
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._order) - 1, 0)
        elif Qt.Key(key) in steps:
            self._step(*steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, across: int) -> None:
        """Go to the patch below or beside, as if all patches were one sheet."""
        index, place = self._current
        row = index // self._columns * SIDE + place // SIDE + down
        column = index % self._columns * SIDE + place % SIDE + across
        rows = -(-len(self._order) // self._columns) * SIDE
        if across and not 0 <= column < self._columns * SIDE:
            # Past the end of a line of channels comes the next channel.
            beside = index + across
            if 0 <= beside < len(self._order):
                self._go(beside, place // SIDE * SIDE + (0 if across > 0 else SIDE - 1))
            return
        row = max(0, min(row, rows - 1))
        target = row // SIDE * self._columns + column // SIDE
        if target < len(self._order):
            self._go(target, row % SIDE * SIDE + column % SIDE)

    def _go(self, index: int, place: int) -> None:
        self._current = (index, place)
        self._show_cell(index)
        self._tell()
        self.viewport().update()

    def _activate(self) -> None:
        shown = self.current()
        self.channelChosen.emit(self._order[self._current[0]])
        if shown is not None:
            self.patchChosen.emit(shown.patch)

    def _tell(self) -> None:
        if self._summary is None or not self._order:
            return
        shown = self.current()
        channel = words.channel_words(self._summary, self._order[self._current[0]])
        self.setAccessibleDescription(f"{channel}. {words.patch_words(shown.patch)}" if shown else channel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tip(event.pos().x(), event.pos().y())
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _tip(self, x: float, y: float) -> str:
        hit = self._hit(x, y)
        if hit is None or self._summary is None:
            return ""
        channel = self._order[hit[0]]
        content = self._contents.get(channel)
        shown = content.at(hit[1]) if content is not None and hit[1] is not None else None
        return words.patch_words(shown.patch) if shown else words.channel_words(self._summary, channel)

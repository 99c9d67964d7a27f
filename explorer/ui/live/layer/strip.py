"""The strongest channels of a layer as tiles."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from explorer.engine.messages import LayerMaps
from explorer.ui.live import map_images, paint
from explorer.ui.live.layer.tile_paint import draw_chosen, draw_tile
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius

GAP = 4
SMALLEST, LARGEST = 38, 72
MOST = 24
"""How many tiles are shown, whatever the maps hold."""
STALE = 0.4


class ActivationStrip(QWidget):
    """One widget that paints every tile; a click or the arrow keys choose a channel."""

    EDGE = 3
    """Room around the tiles for the chosen one's ring."""

    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Strongest channels"))
        self._maps: LayerMaps | None = None
        self._images: list[QImage | None] | None = None
        self._broken: list[bool] = []
        self._channel: int | None = None
        self._hover: int | None = None
        self._stale = False
        self._loading = False
        theme().changed.connect(self.update)
        self._fit()

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show the channels of a layer, or nothing; frames may follow each other."""
        count = self.count
        self._maps = maps if maps is not None and len(maps.shape) == 3 else None
        self._hover = None
        self._images = None
        if self.count != count:
            self._fit()
        self.update()

    def set_channel(self, channel: int | None) -> None:
        """Mark the tile of a channel, if it is among the strongest."""
        if channel != self._channel:
            self._channel = channel
            self._tell()
            self.update()

    def set_stale(self, stale: bool) -> None:
        """Fade what belongs to an earlier picture or layer."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def set_loading(self, loading: bool) -> None:
        """Draw the places of the tiles while there are none yet."""
        if loading != self._loading:
            self._loading = loading
            self._fit()
            self.update()

    @property
    def maps(self) -> LayerMaps | None:
        """What is shown."""
        return self._maps

    @property
    def channels(self) -> tuple[int, ...]:
        """The channels that are shown, the strongest first."""
        return self._maps.channels[:MOST] if self._maps is not None else ()

    @property
    def count(self) -> int:
        """How many tiles are shown."""
        if self._maps is not None:
            return len(self.channels)
        return MOST if self._loading else 0

    def columns(self) -> int:
        """Return how many tiles stand in a row: full rows if a readable tile size allows them."""
        if self.count == 0:
            return 1
        room = self.width() - 2 * self.EDGE + GAP
        most = max(1, int(room // (SMALLEST + GAP)))
        least = max(1, -(-room // (LARGEST + GAP)))
        fitting = [number for number in range(most, min(least, most) - 1, -1) if self.count % number == 0]
        return fitting[0] if fitting else most

    def tile(self, index: int) -> QRectF:
        """Return where a tile is painted."""
        columns = self.columns()
        side = min((self.width() - 2 * self.EDGE + GAP) / columns - GAP, float(LARGEST))
        row, column = divmod(index, columns)
        left, top = self.EDGE + column * (side + GAP), self.EDGE + row * (side + GAP)
        return QRectF(round(left), round(top), round(left + side) - round(left), round(top + side) - round(top))

    def index_at(self, x: float, y: float) -> int | None:
        """Return the tile at a point."""
        return next((index for index in range(self.count) if self.tile(index).contains(x, y)), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(348, self.height())

    def _fit(self) -> None:
        last = self.tile(self.count - 1).bottom() + self.EDGE if self.count else 0
        self.setFixedHeight(round(last))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._maps is None:
                for index in range(self.count):
                    paint.draw_skeleton(painter, self.tile(index))
                return
            painter.setOpacity(STALE if self._stale else 1)
            for index, image in enumerate(self._colored(self._maps)):
                draw_tile(painter, self.tile(index), image, broken=self._broken[index])
            painter.setOpacity(1)
            for index, channel in enumerate(self.channels):
                if channel == self._channel:
                    draw_chosen(painter, self.tile(index), channel, self.width())
                elif index == self._hover:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(color(tokens().t2), 1))
                    painter.drawRoundedRect(self.tile(index).adjusted(-0.5, -0.5, 0.5, 0.5), Radius.TILE, Radius.TILE)

    def _colored(self, maps: LayerMaps) -> list[QImage | None]:
        """The tiles, coloured when they are seen: frames change them in vain while they are scrolled out of sight."""
        if self._images is None:
            shown = maps.maps[:MOST]
            self._images = map_images.tile_images(shown)
            self._broken = map_images.which_broken(shown)
        return self._images

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self.index_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and index is not None and self._maps is not None:
            self._choose(self.channels[index])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns(),
            Qt.Key.Key_Down: self.columns(),
            Qt.Key.Key_Home: -self.count,
            Qt.Key.Key_End: self.count,
        }
        step = steps.get(Qt.Key(event.key()))
        if (
            step is None
            or self._maps is None
            or not self.count
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
            return
        current = self.channels.index(self._channel) if self._channel in self.channels else 0
        target = current + step
        if abs(step) == self.columns() and not 0 <= target < self.count and abs(step) != 1:
            return  # no row there
        self._choose(self.channels[min(max(0, target), self.count - 1)])

    def _choose(self, channel: int) -> None:
        self._channel = channel
        self._tell()
        self.update()
        self.channelChosen.emit(channel)

    def _tell(self) -> None:
        chosen = "" if self._channel is None else self.tr("channel {n}").format(n=self._channel)
        self.setAccessibleDescription(chosen)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._maps is not None:
            index = self.index_at(event.pos().x(), event.pos().y())
            if index is None:
                QToolTip.hideText()
                return True
            channel = self.channels[index]
            words = self.tr("channel {n}, strongest value {value}").format(
                n=channel, value=paint.format_value(float(self._maps.maxima[channel]))
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

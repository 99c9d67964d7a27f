"""The filters of the first convolution, as pictures where they look at red, green and blue."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from explorer.engine.messages import FilterBank
from explorer.ui.live import map_images, paint
from explorer.ui.live.layer.tile_paint import draw_chosen
from explorer.ui.terms import term
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius, Space
from explorer.ui.widgets.labels import label

GAP = 4
EDGE = 3
SIDE = 44.0


class FilterGrid(QWidget):
    """One tile a filter, grey where a weight is zero; a click chooses its channel."""

    channelChosen = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.filters")
        self.setAccessibleName(self.tr("Filters of the first convolution"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._images: list[QImage] = []
        self._channel: int | None = None
        self._hover: int | None = None
        theme().changed.connect(self.update)
        self._fit()

    def set_images(self, images: list[QImage]) -> None:
        """Show other filters."""
        self._images = images
        self._channel = self._hover = None
        self._fit()
        self.update()

    def set_channel(self, channel: int | None) -> None:
        """Mark a filter by the channel that it makes."""
        marked = channel if channel is not None and channel < len(self._images) else None
        if marked != self._channel:
            self._channel = marked
            self.update()

    @property
    def count(self) -> int:
        """How many filters are shown."""
        return len(self._images)

    def columns(self) -> int:
        """Return how many filters stand in a row."""
        return max(1, int((self.width() - 2 * EDGE + GAP) // (SIDE + GAP)))

    def tile(self, index: int) -> QRectF:
        """Return where a filter is painted."""
        row, column = divmod(index, self.columns())
        return QRectF(EDGE + column * (SIDE + GAP), EDGE + row * (SIDE + GAP), SIDE, SIDE)

    def _fit(self) -> None:
        self.setFixedHeight(round(self.tile(self.count - 1).bottom() + EDGE) if self.count else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(348, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index, image in enumerate(self._images):
                box = self.tile(index)
                painter.save()
                painter.setClipPath(paint.rounded(box, Radius.TILE))
                painter.drawImage(box, image, QRectF(image.rect()))
                painter.restore()
            if self._hover is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color(tokens().t1), 1))
                painter.drawRoundedRect(self.tile(self._hover).adjusted(-0.5, -0.5, 0.5, 0.5), Radius.TILE, Radius.TILE)
            if self._channel is not None:
                draw_chosen(painter, self.tile(self._channel), self._channel, self.width())

    def _index_at(self, event: QMouseEvent) -> int | None:
        return next((index for index in range(self.count) if self.tile(index).contains(event.position())), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._index_at(event)
        self.setToolTip(self.tr("filter {0}").format(self._hover) if self._hover is not None else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._index_at(event)
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns(),
            Qt.Key.Key_Down: self.columns(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        target = (self._channel if self._channel is not None else -step) + step
        if 0 <= target < self.count:
            self._choose(target)

    def _choose(self, index: int) -> None:
        self.set_channel(index)
        self.channelChosen.emit(index)


class FiltersPage(QWidget):
    """The grid with what must be known to read it."""

    channelChosen = Signal(object, object)  # module path of the first convolution, int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = FilterGrid()
        self._bank: FilterBank | None = None
        self._words = label("", "secondary", name="live.filters.words")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CLOSE)
        self._words.setContentsMargins(EDGE, 0, EDGE, 0)
        column.addWidget(self._words)
        column.addWidget(self.grid)
        column.addStretch(1)
        self.grid.channelChosen.connect(self._on_channel_chosen)

    def set_bank(self, bank: FilterBank | None) -> None:
        """Show the filters of a network, or that they are on their way."""
        self._bank = bank
        self.grid.set_images(map_images.filter_images(bank.kernels, rgb=bank.rgb) if bank is not None else [])
        self._words.setText(self._about(bank) if bank is not None else self.tr("Reading the filters…"))

    def set_channel(self, layer: str | None, channel: int | None) -> None:
        """Mark the filter of the chosen channel, if the first convolution is the chosen layer."""
        ours = self._bank is not None and layer == self._bank.layer
        self.grid.set_channel(channel if ours else None)

    @property
    def bank(self) -> FilterBank | None:
        """The filters that are shown."""
        return self._bank

    def _about(self, bank: FilterBank) -> str:
        count, planes, height, width = bank.kernels.shape
        words = self.tr("{layer}: {n} filters of {c} × {h} × {w}.").format(
            layer=bank.layer, n=f"{count:,}", c=planes, h=height, w=width
        )
        how = (
            self.tr("Grey is a weight of zero; each filter is stretched to its own largest weight.")
            if bank.rgb
            else self.tr("Red is positive, blue negative, summed over the planes; white is zero.")
        )
        parts = [words, how, term(bank.note)]
        if not bank.weights.trained:
            parts.insert(1, self.tr("Random weights."))
        return " ".join(part for part in parts if part)

    def _on_channel_chosen(self, channel: int) -> None:
        if self._bank is not None:
            self.channelChosen.emit(self._bank.layer, channel)

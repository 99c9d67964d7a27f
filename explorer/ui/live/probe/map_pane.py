"""A feature map or a projection beside the picture: every cell as large as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.live import map_images, paint
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Radius, Size

if TYPE_CHECKING:
    import numpy as np

Blocks = tuple[tuple[range, range], ...]


class MapPane(QWidget):
    """Shows cells (nearest neighbour) that can be pointed at, or a finished picture.

    The pointer and, with the focus, the arrow keys move over the cells; a click
    or Enter chooses one.
    """

    cellHovered = Signal(object)  # (y, x), or None
    cellChosen = Signal(object)  # (y, x)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.map")
        self.setAccessibleName(self.tr("Feature map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._values: np.ndarray | None = None
        self._image: QImage | None = None
        self._smooth = False
        self._cell: tuple[int, int] | None = None
        self._blocks: Blocks = ()
        self._title = ""
        theme().changed.connect(self.update)

    def set_map(self, values: np.ndarray | None, title: str, scale: float | None = None) -> None:
        """Show a map (H, W) in viridis; None says that there is none."""
        if values is None or self._values is None or values.shape != self._values.shape:
            self._cell = None
        self._values = values
        self._smooth = False
        self._image = None
        if values is not None and values.size > 1:
            self._image = map_images.tile_image(values, scale, cells=max(values.shape))
        self._say(title)

    def set_image(self, image: QImage | None, title: str) -> None:
        """Show a finished picture, whose places are no cells."""
        self._values = None
        self._cell = None
        self._smooth = True
        self._image = image
        self._say(title)

    def set_blocks(self, blocks: Blocks) -> None:
        """Outline blocks of cells: (rows, columns)."""
        self._blocks = blocks
        self.update()

    def set_cell(self, cell: tuple[int, int] | None) -> None:
        """Mark one cell."""
        self._cell = cell
        self.update()

    @property
    def cell(self) -> tuple[int, int] | None:
        """The cell under the cursor."""
        return self._cell

    @property
    def cells(self) -> tuple[int, int] | None:
        """Rows and columns of the map; None of a finished picture, or without a map."""
        return self._values.shape if self._values is not None and self._image is not None else None

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def _say(self, title: str) -> None:
        self._title = title
        self.setAccessibleDescription(title)
        self.update()

    # Geometry

    def target(self) -> QRectF:
        """Return where the map is painted, its cells square."""
        if self._image is None:
            return QRectF()
        size = self._image.size()
        factor = min(self.width() / size.width(), self.height() / size.height())
        width, height = size.width() * factor, size.height() * factor
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def cell_box(self, cell: tuple[int, int]) -> QRectF:
        """Return where a cell is painted."""
        if self._values is None:
            return QRectF()
        box = self.target()
        rows, columns = self._values.shape
        height, width = box.height() / rows, box.width() / columns
        return QRectF(box.left() + cell[1] * width, box.top() + cell[0] * height, width, height)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the cell (y, x) at a point."""
        box = self.target()
        if self._values is None or self._image is None or not box.contains(point):
            return None
        rows, columns = self._values.shape
        y = int((point.y() - box.top()) / box.height() * rows)
        x = int((point.x() - box.left()) / box.width() * columns)
        return min(y, rows - 1), min(x, columns - 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._image is None:
                shape = paint.rounded(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTAINER)
                painter.fillPath(shape, color(tokens().inset))
                painter.setFont(font(Size.SECONDARY))
                painter.setPen(color(tokens().t2))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(QRectF(self.rect()).adjusted(8, 8, -8, -8), flags, self._title)
                return
            target = self.target()
            painter.save()
            painter.setClipPath(paint.rounded(target, Radius.CONTAINER))
            painter.fillRect(target, color(tokens().inset))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth)
            painter.drawImage(target, self._image, QRectF(self._image.rect()))
            broken = paint.broken_cells(self._values) if self._values is not None else None
            if broken is not None and self._values is not None:
                transform = QTransform().translate(target.left(), target.top())
                transform.scale(target.width() / self._values.shape[1], target.height() / self._values.shape[0])
                paint.draw_broken(painter, transform.map(broken))
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rows, columns in self._blocks:
                first, last = self.cell_box((rows.start, columns.start)), self.cell_box((rows[-1], columns[-1]))
                paint.draw_double(painter, first.united(last), 1, dashed=True)
            if self._cell is not None:
                paint.draw_double(painter, self.cell_box(self._cell), 2)
            self._paint_words(painter, target)

    def _paint_words(self, painter: QPainter, target: QRectF) -> None:
        words = self._title
        if self._cell is not None and self._values is not None:
            value = paint.format_value(float(self._values[self._cell]))
            words = self.tr("({y}, {x})  {value}").format(y=self._cell[0], x=self._cell[1], value=value)
        if not words:
            return
        width = min(paint.chip_width(words, weight=600) + 2 * paint.CHIP_PADDING, target.width() - 16)
        top = target.bottom() - paint.CHIP_HEIGHT - 8
        box = QRectF(target.left() + 8, top, width, paint.CHIP_HEIGHT)
        if self._cell is not None and box.intersects(self.cell_box(self._cell)):
            box.moveTop(target.top() + 8)
        paint.draw_chip(painter, box)
        inner = box.adjusted(paint.CHIP_PADDING, 0, -paint.CHIP_PADDING, 0)
        paint.draw_chip_text(painter, inner, words, weight=600)

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        self.setCursor(Qt.CursorShape.CrossCursor if cell is not None else Qt.CursorShape.ArrowCursor)
        self._go(cell)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._go(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._go(cell)
            self.cellChosen.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if self._values is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            rows, columns = self._values.shape
            y, x = self._cell or (rows // 2, columns // 2)
            moved = (y + step[0], x + step[1]) if self._cell is not None else (y, x)
            self._go((min(max(moved[0], 0), rows - 1), min(max(moved[1], 0), columns - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cell is not None:
            self.cellChosen.emit(self._cell)
        else:
            super().keyPressEvent(event)

    def _go(self, cell: tuple[int, int] | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.cellHovered.emit(cell)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(172, 172)

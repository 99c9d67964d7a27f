"""The network's input as a picture, with the part of it that one unit sees."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.docks.inspector.unit_lines import Unit, UnitLines
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius

DIMMED = 0.43
"""How much of the light is taken from what a unit does not see."""
_FADED = 0.3
"""How much of a picture's light is left below a heat map."""
_BLACK, _WHITE = "#000000", "#FFFFFF"


class FieldPicture(QWidget):
    """Shows the box of one unit, or how much each pixel counts for it; mouse and arrow keys choose the unit."""

    unitChosen = Signal(object)  # Unit

    def __init__(self, input_shape: Shape) -> None:
        super().__init__()
        self.setObjectName("inspector.field")
        self.setAccessibleName(self.tr("Receptive field on the input"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._input = input_shape
        self.row: LayerRow | None = None
        self._lines: UnitLines | None = None
        self.unit: Unit = (0, 0)
        self._picture: QImage | None = None
        self._crop = QRectF()
        self._grey: QImage | None = None
        self._heat: QImage | None = None
        self._heat_box = QRectF()
        self.by_click = False
        self.set_by_click(False)
        theme().changed.connect(self.update)

    # -- what it shows -----------------------------------------------------------------------------------------

    def set_row(self, row: LayerRow, lines: UnitLines | None) -> None:
        """Show what the centre unit of a row sees; ``lines`` are None while that is not known."""
        self.row = row
        self._lines = lines
        self._heat = None
        self.unit = _centre(lines)
        self.update()

    def set_lines(self, lines: UnitLines) -> None:
        """What the units see is now known, or known better; the unit stays if it exists."""
        known, self._lines = self._lines is not None, lines
        inside = all(place < count for place, count in zip(self.unit, lines.units, strict=True))
        if not known or not inside:
            self.unit = _centre(lines)
        self.update()

    def set_heat(self, heat: QImage | None, rows: range = range(0), columns: range = range(0)) -> None:
        """Show how much each input pixel counts, with the box of ``rows`` × ``columns``, or the plain field again."""
        self._heat = heat
        self._heat_box = self._rectangle(rows, columns)
        self.update()

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Show the part ``crop`` of a picture, or an empty plane."""
        self._picture, self._crop = picture, _alike(crop, self._input)
        self._grey = None
        self.update()

    def set_side(self, side: int) -> None:
        """Give the longer side of the input this many pixels."""
        height, width = self._input[-2:]
        scale = side / max(height, width)
        self.setFixedSize(QSize(max(round(width * scale), 1), max(round(height * scale), 1)))

    def set_by_click(self, by_click: bool) -> None:
        """Whether a unit is chosen by a click, or by moving the mouse over the picture."""
        self.by_click = by_click
        self.setToolTip(
            self.tr("Click on the picture, or use the arrow keys, to choose a unit")
            if by_click
            else self.tr("Move over the picture, or use the arrow keys, to choose a unit")
        )

    @property
    def has_heat(self) -> bool:
        """Whether a heat map is shown."""
        return self._heat is not None

    def seen(self) -> tuple[range, range] | None:
        """Return the input rows and columns that the chosen unit sees, None while that is not known."""
        return None if self._lines is None else self._lines.seen(self.unit)

    def units(self) -> Unit:
        """Return how many rows and columns of units there are to choose from."""
        return (1, 1) if self._lines is None else self._lines.units

    def box(self) -> QRectF:
        """Return the rectangle of what the chosen unit sees, in this widget; empty while it is not known."""
        seen = self.seen()
        return QRectF() if seen is None else self._rectangle(*seen)

    def _rectangle(self, rows: range, columns: range) -> QRectF:
        scale = self.width() / self._input[-1]
        return QRectF(columns.start * scale, rows.start * scale, len(columns) * scale, len(rows) * scale)

    # -- choosing a unit ---------------------------------------------------------------------------------------

    def choose(self, unit: Unit) -> None:
        """Show another unit, or the nearest one that exists."""
        rows, columns = self.units()
        unit = (min(max(unit[0], 0), rows - 1), min(max(unit[1], 0), columns - 1))
        if unit != self.unit:
            self.unit = unit
            self.update()
            self.unitChosen.emit(unit)

    def _unit_at(self, point: QPointF) -> Unit:
        lines, row = self._lines, self.row
        if lines is None or row is None:
            return self.unit
        scale = self._input[-1] / self.width()
        pixel = point.y() * scale, point.x() * scale
        if lines.paired:
            return 0, _nearest(lines, pixel)
        fields = (row.rf_start_h, row.jump_h, row.rf_h), (row.rf_start_w, row.jump_w, row.rf_w)
        places = (
            _place(*field, at, count, limit)
            for field, at, count, limit in zip(fields, pixel, lines.units, self._input[-2:], strict=True)
        )
        return next(places), next(places)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.by_click:
            self.choose(self._unit_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._unit_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        if self._lines is not None and self._lines.paired:
            step = (0, step[1] + step[0] * _stride(self._lines))
        self.choose((self.unit[0] + step[0], self.unit[1] + step[1]))

    # -- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            whole = QRectF(self.rect())
            outline = QPainterPath()
            outline.addRoundedRect(whole, Radius.OPERATOR, Radius.OPERATOR)
            painter.setClipPath(outline)
            if self._heat is not None:
                self._paint_heat(painter, whole, self._heat)
                self._paint_box(painter, self.box(), Qt.PenStyle.DotLine)
                self._paint_box(painter, self._heat_box, Qt.PenStyle.SolidLine)
            else:
                self._paint_field(painter, whole)
            if self._picture is None and self._heat is None:
                painter.setPen(QPen(color(tokens().border), 1))
                painter.drawPath(outline)

    def _paint_field(self, painter: QPainter, whole: QRectF) -> None:
        painter.fillRect(whole, color(tokens().inset))
        box = self.box()
        if self._picture is not None and not self._crop.isEmpty():
            painter.drawImage(whole, self._picture, self._crop)
            if self._lines is not None:
                outside = QPainterPath()
                outside.addRect(whole)
                outside.addRect(box)
                painter.fillPath(outside, color(_BLACK, DIMMED))
        self._paint_box(painter, box, Qt.PenStyle.SolidLine)

    def _paint_heat(self, painter: QPainter, whole: QRectF, heat: QImage) -> None:
        """The heat map as light on the grey picture: where nothing counts, the picture stays as it is."""
        painter.fillRect(whole, color(_BLACK))
        if self._picture is not None and not self._crop.isEmpty():
            if self._grey is None:
                part = self._picture.copy(self._crop.toAlignedRect())
                self._grey = part.convertToFormat(QImage.Format.Format_Grayscale8)
            painter.setOpacity(_FADED)
            painter.drawImage(whole, self._grey, QRectF(self._grey.rect()))
            painter.setOpacity(1)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
        painter.drawImage(whole, heat, QRectF(heat.rect()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _paint_box(self, painter: QPainter, box: QRectF, style: Qt.PenStyle) -> None:
        if box.isEmpty():
            return
        inside = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        inner = box.adjusted(1, 1, -1, -1).intersected(inside)
        # A box of a few input pixels still has to be seen.
        inner = inner if inner.width() >= 2 and inner.height() >= 2 else QRectF(box.center(), QSize(2, 2))
        painter.setPen(QPen(color(_BLACK), 4))
        painter.drawRect(inner)
        painter.setPen(QPen(color(_WHITE), 2, style))
        painter.drawRect(inner)


def _centre(lines: UnitLines | None) -> Unit:
    if lines is None:
        return 0, 0
    rows, columns = lines.units
    return rows // 2, columns // 2


def _place(start: int | None, jump: int | None, size: int | None, pixel: float, count: int, limit: int) -> int:
    """The unit whose field is centred next to a pixel, by the formula where there is one, else in proportion."""
    if jump and start is not None and size is not None:
        return round((pixel - start - (size - 1) / 2) / jump)
    return int(pixel / limit * count)


def _nearest(lines: UnitLines, pixel: tuple[float, float]) -> int:
    """The first unit of a flattened map whose centre is next to a pixel."""

    def distance(index: int) -> float:
        rows, columns = lines.rows[index], lines.columns[index]
        return abs(rows.start + rows.stop - 1 - 2 * pixel[0]) + abs(columns.start + columns.stop - 1 - 2 * pixel[1])

    return min(range(len(lines.rows)), key=distance)


def _stride(lines: UnitLines) -> int:
    """How many units of a flattened map lie in one row of it, as far as their fields tell."""
    return next((index for index, rows in enumerate(lines.rows) if rows != lines.rows[0]), 1)


def _alike(crop: QRectF, input_shape: Shape) -> QRectF:
    """The largest part in the middle of ``crop`` that has the input's proportions: nothing is distorted."""
    height, width = input_shape[-2:]
    if crop.isEmpty() or not height or not width:
        return crop
    scale = min(crop.width() / width, crop.height() / height)
    part = QRectF(0, 0, width * scale, height * scale)
    part.moveCenter(crop.center())
    return part

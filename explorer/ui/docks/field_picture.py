"""The receptive field of one unit, drawn on the network's input."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.numbers import NONE, percent, square, with_unit
from explorer.ui.theme import color, theme, tokens
from explorer.ui.tokens import Radius, Space
from explorer.ui.widgets.labels import label

_SIDE = 148
_LEAST_SIDE = 96
_DIMMED = 0.43


def field_of(row: LayerRow, unit: tuple[int, int], input_shape: Shape) -> tuple[range, range]:
    """Return the input rows and columns that the unit (y, x) sees along the local path, without the padding."""
    height, width = input_shape[-2:]
    spans = []
    for position, start, jump, size, limit in (
        (unit[0], row.rf_start_h, row.jump_h, row.rf_h, height),
        (unit[1], row.rf_start_w, row.jump_w, row.rf_w, width),
    ):
        first = (start or 0) + position * (jump or 0)
        spans.append(range(max(first, 0), min(first + (size or 0), limit)))
    return spans[0], spans[1]


def unit_count(row: LayerRow) -> tuple[int, int]:
    """Return how many units the row's map has (rows, columns); one where there is no map."""
    if row.jump_h is None or len(row.output_shape) < 3:
        return 1, 1
    return row.output_shape[-2], row.output_shape[-1]


def field_share(row: LayerRow, input_shape: Shape) -> str:
    """Return how much of the input the receptive field covers, at most all of it."""
    height, width = input_shape[-2:]
    if row.rf_h is None or row.rf_w is None:
        return NONE
    return percent(100 * min(row.rf_h, height) * min(row.rf_w, width) / (height * width))


class FieldPicture(QWidget):
    """The input with the field of one unit; moving the mouse or the arrow keys choose the unit."""

    unitChosen = Signal(object)  # (y, x)

    def __init__(self, input_shape: Shape) -> None:
        super().__init__()
        self.setObjectName("inspector.field")
        self.setAccessibleName(self.tr("Receptive field on the input"))
        self.setToolTip(self.tr("Move over the picture, or use the arrow keys, to choose a unit"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row: LayerRow | None = None
        self._input = input_shape
        self._units = (1, 1)
        self.unit = (0, 0)
        self._picture: QImage | None = None
        self._crop = QRectF()
        self.set_side(_SIDE)
        theme().changed.connect(self.update)

    def set_row(self, row: LayerRow) -> None:
        """Show the field of the centre unit of a row."""
        self._row = row
        self._units = unit_count(row)
        self.unit = (self._units[0] // 2, self._units[1] // 2)
        self.update()

    def set_side(self, side: int) -> None:
        """Give the longer side of the input this many pixels."""
        height, width = self._input[-2:]
        scale = side / max(height, width)
        self.setFixedSize(QSize(round(width * scale), round(height * scale)))

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Show the part ``crop`` of a picture, or an empty plane."""
        self._picture, self._crop = picture, crop
        self.update()

    def choose(self, unit: tuple[int, int]) -> None:
        """Show the field of this unit."""
        rows, columns = self._units
        unit = (min(max(unit[0], 0), rows - 1), min(max(unit[1], 0), columns - 1))
        if unit != self.unit:
            self.unit = unit
            self.update()
            self.unitChosen.emit(unit)

    def box(self) -> QRectF:
        """Return the field's rectangle in this widget."""
        if self._row is None:
            return QRectF()
        rows, columns = field_of(self._row, self.unit, self._input)
        scale = self.width() / self._input[-1]
        return QRectF(columns.start * scale, rows.start * scale, len(columns) * scale, len(rows) * scale)

    def _unit_at(self, point: QPointF) -> tuple[int, int]:
        if self._row is None:
            return self.unit
        scale = self._input[-1] / self.width()
        unit = []
        for pixel, start, jump, size in (
            (point.y() * scale, self._row.rf_start_h, self._row.jump_h, self._row.rf_h),
            (point.x() * scale, self._row.rf_start_w, self._row.jump_w, self._row.rf_w),
        ):
            centre = (start or 0) + ((size or 1) - 1) / 2
            unit.append(round((pixel - centre) / jump) if jump else 0)
        return unit[0], unit[1]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
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
        self.choose((self.unit[0] + step[0], self.unit[1] + step[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(whole, Radius.OPERATOR, Radius.OPERATOR)
        painter.setClipPath(outline)
        painter.fillRect(whole, color(tokens().inset))
        box = self.box()
        if self._picture is not None and not self._crop.isEmpty():
            painter.drawImage(whole, self._picture, self._crop)
            outside = QPainterPath()
            outside.addRect(whole)
            outside.addRect(box)
            painter.fillPath(outside, color("#000000", _DIMMED))
        inner = box.adjusted(1, 1, -1, -1).intersected(whole.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.setPen(QPen(QColor("black"), 4))
        painter.drawRect(inner)
        painter.setPen(QPen(QColor("white"), 2))
        painter.drawRect(inner)
        if self._picture is None:
            painter.setPen(QPen(color(tokens().border), 1))
            painter.drawPath(outline)


class FieldView(QWidget):
    """The picture, and beside it which unit is shown and what it sees."""

    def __init__(self, input_shape: Shape) -> None:
        super().__init__()
        self._row: LayerRow | None = None
        self._input = input_shape
        self.picture = FieldPicture(input_shape)
        self.picture.unitChosen.connect(self._show)
        self._values = [label("", "value", selectable=True) for _ in range(5)]
        names = (
            self.tr("Unit"),
            self.tr("Rows"),
            self.tr("Columns"),
            self.tr("Jump"),
            self.tr("Of the input"),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(2)
        for line, (name, value) in enumerate(zip(names, self._values, strict=True)):
            grid.addWidget(label(name, "label"), line, 0)
            grid.addWidget(value, line, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        self._values[0].setObjectName("inspector.field.unit")
        facts = QVBoxLayout()
        facts.addLayout(grid)
        self._hint = label(self.tr("Move over the picture to choose a unit"), "small")
        self._hint.setWordWrap(True)
        facts.addStretch(1)
        facts.addWidget(self._hint)
        self._facts = facts
        body = QHBoxLayout(self)
        body.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        body.setContentsMargins(0, Space.TIGHT, 0, 0)
        body.setSpacing(Space.NEAR)
        body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(facts, 1)

    def set_row(self, row: LayerRow) -> None:
        """Show the field of a row's centre unit."""
        self._row = row
        self.picture.set_row(row)
        self._hint.setVisible(unit_count(row) != (1, 1))
        self._show(self.picture.unit)

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Show the part ``crop`` of a picture below the box."""
        self.picture.set_picture(picture, crop)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(_LEAST_SIDE + Space.NEAR + self._facts.minimumSize().width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - Space.NEAR - self._facts.minimumSize().width()
        self.picture.set_side(min(max(room, _LEAST_SIDE), _SIDE))

    def _show(self, unit: tuple[int, int]) -> None:
        if self._row is None:
            return
        rows, columns = field_of(self._row, unit, self._input)
        jump = square(self._row.jump_h, self._row.jump_w)
        texts = (
            f"({unit[0]}, {unit[1]})" if unit_count(self._row) != (1, 1) else NONE,
            f"{rows.start} – {rows.stop - 1}",
            f"{columns.start} – {columns.stop - 1}",
            jump if jump == NONE else with_unit(jump, "px"),
            field_share(self._row, self._input),
        )
        for value, text in zip(self._values, texts, strict=True):
            value.setText(text)

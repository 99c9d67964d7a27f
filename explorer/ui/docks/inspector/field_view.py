"""The picture of a receptive field, and beside it the figures of the unit that is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from explorer.analysis.rows import Shape
from explorer.ui.docks.inspector.field_picture import FieldPicture
from explorer.ui.docks.inspector.inspector_parts import wrapped
from explorer.ui.theme import color
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label

_PART = 0.5
"""Of the width, for the picture."""
_LEAST_SIDE = 88
_LINES = 7


class FieldView(QWidget):
    """Lays out what the receptive-field section fills in."""

    def __init__(self, input_shape: Shape) -> None:
        super().__init__()
        self.picture = FieldPicture(input_shape)
        self._lines = [(label("", "label"), label("", "value", selectable=True)) for _ in range(_LINES)]
        self._lines[0][1].setObjectName("inspector.field.unit")
        self._grid = grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(2)
        for line, (name, value) in enumerate(self._lines):
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        self._facts = QVBoxLayout()
        self._facts.addLayout(grid)
        self._facts.addStretch(1)
        self._hint = wrapped("", "small")
        self._key = HeatKey()
        self._key.hide()
        row = QHBoxLayout()
        row.setSpacing(Space.NEAR)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._facts, 1)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, Space.TIGHT, 0, 0)
        column.setSpacing(Space.TIGHT)
        column.addLayout(row)
        column.addWidget(self._key)
        column.addWidget(self._hint)

    def set_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Show names, figures and the figures' tool tips, at most seven."""
        for number, (name, value) in enumerate(self._lines):
            there = number < len(facts)
            if there:
                name.setText(facts[number][0])
                value.setText(facts[number][1])
                value.setToolTip(facts[number][2])
            name.setVisible(there)
            value.setVisible(there)
        # A layout inside a layout learns of new texts only when the outer one is laid out.
        self._grid.invalidate()
        self._facts.invalidate()
        self._fit(self.width())

    def set_hint(self, text: str) -> None:
        """Say how a unit is chosen, or nothing."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def set_key(self, shown: bool) -> None:
        """Show or hide which box is which."""
        self._key.setVisible(shown)

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Show the part ``crop`` of a picture below the box."""
        self.picture.set_picture(picture, crop)

    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(_LEAST_SIDE + Space.NEAR + self._facts.minimumSize().width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        room = width - Space.NEAR - self._facts.minimumSize().width()
        self.picture.set_side(max(min(room, round(_PART * width)), _LEAST_SIDE))


class HeatKey(QWidget):
    """Which line is which on a heat map."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        for style, text in (
            (Qt.PenStyle.SolidLine, self.tr("95 % of the influence")),
            (Qt.PenStyle.DotLine, self.tr("theoretical")),
        ):
            row.addWidget(_LineSample(style))
            row.addWidget(label(text, "small"))
            row.addSpacing(Space.TIGHT)
        row.addStretch(1)


class _LineSample(QWidget):
    """A line as it is drawn on the heat map."""

    def __init__(self, style: Qt.PenStyle) -> None:
        super().__init__()
        self._style = style
        self.setFixedSize(20, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("#000000"))
            painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
            painter.setPen(QPen(color("#FFFFFF"), 2, self._style))
            painter.drawLine(3, 5, self.width() - 3, 5)

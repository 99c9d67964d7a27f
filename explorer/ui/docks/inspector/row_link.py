"""Ways from a sentence or a figure to the row that it is about."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import IconLabel, label
from explorer.ui.wording import operator_title


def place_of(row: LayerRow) -> str:
    """Return how a row is called in a sentence: its path, or its operator where it has none."""
    return row.path or operator_title(row)


class RowLink(QPushButton):
    """A row's path; a click selects it. A long path is cut in its middle."""

    rowChosen = Signal(object)  # order

    def __init__(self, row: LayerRow, name: str, *, titled: bool = False) -> None:
        """``titled``: its operator stands beside the path, where the path alone names several rows."""
        super().__init__()
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setProperty("role", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._whole = f"{row.path}, {operator_title(row)}" if titled and row.path else place_of(row)
        self._order = row.order
        self.setAccessibleName(self.tr("Select {0}").format(self._whole))
        self.setToolTip(self.tr("Select {0}, {1}").format(self._whole, operator_title(row)))
        self.clicked.connect(self._on_clicked)
        self.setText(self._whole)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2 * Space.CLOSE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") + 2 * Space.CLOSE, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 2 * Space.CLOSE + 2
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room))

    def _on_clicked(self) -> None:
        self.rowChosen.emit(self._order)


class Finding(QFrame):
    """A sentence about a row in an inset card; a click anywhere, or its arrow, selects the row."""

    rowChosen = Signal(object)  # order

    def __init__(self, text: str, network: Network, order: int, icon: str = "info", tint: str = "t2") -> None:
        super().__init__()
        self.setObjectName("inspector.finding")
        self.setProperty("surface", "note")
        self._order = order
        sentence = label(text, "secondary")
        sentence.setWordWrap(True)
        sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        tip = self.tr("Select {0}").format(place_of(network.rows[order]))
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        go = IconButton("arrow-right", tip, "inspector.finding.go", size=14)
        go.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.TIGHT, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel(icon, 16, tint), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        row.addWidget(go, 0, Qt.AlignmentFlag.AlignVCenter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._choose()

    def _choose(self) -> None:
        self.rowChosen.emit(self._order)

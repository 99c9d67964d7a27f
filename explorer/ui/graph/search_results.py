"""What a search found as a list: path and the figure that was asked for, below them operator and shape."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.analysis.rows import LayerRow
from explorer.ui.graph.items import KIND_BAR
from explorer.ui.numbers import byte_size, short, thousands, window, with_unit
from explorer.ui.selection import Selected
from explorer.ui.theme import font, tokens
from explorer.ui.tokens import Size
from explorer.visualize.graph.search import FIGURES

ROW = 40
"""Height of one result."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Result:
    """One operator or block that was found."""

    selected: Selected
    """What becomes the selection when it is chosen."""
    item: str
    """Id of the box that shows it once all around it is open."""
    place: tuple[int, int]
    """Where it stands in execution: the row it begins with, then blocks before rows, outer ones first."""
    kind: str
    title: str
    """Module path; the operator's name where it has none."""
    words: str
    shape: str
    figure: str = ""


def figure_text(figure: str, row: LayerRow) -> str:
    """Return a figure of a search with its unit; empty where the row has none."""
    value = FIGURES[figure](row)
    if value is None:
        return ""
    if isinstance(value, tuple):
        sides = thousands(value[0]) if len(set(value)) == 1 and figure in ("rf", "jump") else window(value)
        return {"rf": with_unit(f"RF {sides}", "px")}.get(figure, f"{figure} {sides}")
    if figure in ("bytes", "memory"):
        return byte_size(int(value))
    if figure == "intensity":
        return with_unit(f"{value:.3g}", "FLOP/B")
    if figure in ("groups", "channels"):
        return f"{figure} {thousands(value)}"
    return f"{short(value)} {({'macs': 'MACs', 'flops': 'FLOPs'}).get(figure, figure)}"


class ResultModel(QAbstractListModel):
    """The results in execution order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.results: tuple[Result, ...] = ()

    def set_results(self, results: tuple[Result, ...]) -> None:
        """Show other results."""
        self.beginResetModel()
        self.results = results
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: Index, role: int = 0) -> object:
        result = self.results[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ", ".join(part for part in (result.title, result.words, result.shape, result.figure) if part)
        return None


class ResultDelegate(QStyledItemDelegate):
    """Paints one result in two lines behind a bar in its kind's colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, ResultModel)
        result, of = model.results[index.row()], tokens()
        rect = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(of.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(of.inset))
        if chosen:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(of.accent))
        colour = of.strong if result.kind == "block" else of.kind(result.kind)
        painter.fillRect(QRectF(rect.x() + 8, rect.y() + 8, KIND_BAR, rect.height() - 16), QColor(colour))
        left, right = rect.x() + 20, rect.right() - 10
        upper, lower = QRectF(left, rect.y() + 3, right - left, 18), QRectF(left, rect.y() + 20, right - left, 16)
        mono = font(Size.SECONDARY, 600 if chosen else 400, mono=True)
        _line(painter, upper, (result.title, mono, of.t1, Qt.TextElideMode.ElideMiddle), (result.figure, of.t1))
        small = font(Size.SMALL)
        _line(painter, lower, (result.words, small, of.t2, Qt.TextElideMode.ElideRight), (result.shape, of.t3))
        painter.restore()


def _line(
    painter: QPainter, area: QRectF, name: tuple[str, QFont, str, Qt.TextElideMode], figure: tuple[str, str]
) -> None:
    """A name, shortened to the room that the figure on the right leaves it."""
    middle = Qt.AlignmentFlag.AlignVCenter
    text, face, colour, where = name
    right, right_colour = figure
    right_font = font(Size.SMALL)
    room = area.width()
    if right:
        painter.setFont(right_font)
        painter.setPen(QColor(right_colour))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | middle, right)
        room -= QFontMetricsF(right_font).horizontalAdvance(right) + 10
    painter.setFont(face)
    painter.setPen(QColor(colour))
    shown = QFontMetricsF(face).elidedText(text, where, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | middle, shown)


class ResultList(QListView):
    """The list; a result is chosen by a click, and by the arrow keys at once."""

    chosen = Signal(int)
    left = Signal()  # up from the first result

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.search.results")
        self.setAccessibleName(self.tr("What was found"))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.results = ResultModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultDelegate(self))
        self.clicked.connect(self._on_clicked)

    def set_current(self, number: int) -> None:
        """Mark a result as the one that is selected, -1 for none."""
        if number < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
            return
        index = self.results.index(number)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Up and before <= 0:
            self.left.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()  # the card's
            return
        super().keyPressEvent(event)
        after = self.currentIndex().row()
        if after not in (before, -1):
            self.chosen.emit(after)

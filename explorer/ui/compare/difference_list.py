"""All differences as a list: by kind and by words to filter, and to go to."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.compare.differences import KINDS, SIGNS, Difference
from explorer.ui.compare.overlay import ink, sign
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size, Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.plain_table import make_plain
from explorer.ui.widgets.search_field import SearchField

Index = QModelIndex | QPersistentModelIndex
DIFFERENCE = Qt.ItemDataRole.UserRole
SIGN, STAGE, LEFT, RIGHT, WHAT = range(5)
_ROW = 24


class DifferenceModel(QAbstractTableModel):
    """One line for each difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._differences: tuple[Difference, ...] = ()
        self._names = ("A", "B")

    def set_differences(self, differences: Sequence[Difference], names: tuple[str, str]) -> None:
        """Show others."""
        self.beginResetModel()
        self._differences, self._names = tuple(differences), names
        self.endResetModel()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is listed, unfiltered."""
        return self._differences

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._differences)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return ("", self.tr("Stride"), f"A  {self._names[0]}", f"B  {self._names[1]}", self.tr("What"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> object:
        one = self._differences[index.row()]
        if role == DIFFERENCE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            what = "; ".join(one.lines)
            stride = self.tr("head") if one.stride is None else str(one.stride)
            return (SIGNS[one.kind], stride, one.left_name, one.right_name, what)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHAT:
            return "\n".join(one.lines)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (one.kind, one.left_name, one.right_name, *one.lines) if part)
        return None


class _Filter(QSortFilterProxyModel):
    """Keeps differences of some kinds in which all words occur."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._kinds = frozenset(KINDS)

    def set_filter(self, text: str, kinds: frozenset[str]) -> None:
        self._words, self._kinds = tuple(text.casefold().replace("x", "×").split()), kinds
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        one = self.sourceModel().index(row, 0).data(DIFFERENCE)
        assert isinstance(one, Difference)
        stage = "head" if one.stride is None else f"stride {one.stride}"
        text = " ".join((one.kind, stage, one.left_name, one.right_name, *one.lines)).casefold().replace("x", "×")
        return one.kind in self._kinds and all(word in text for word in self._words)


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        of, area, one = tokens(), option.rect, index.data(DIFFERENCE)
        assert isinstance(one, Difference)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(area, color(of.selection))
            if index.column() == SIGN:
                painter.fillRect(area.left(), area.top(), 3, area.height(), color(of.accent))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(of.border))
        if index.column() == SIGN:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(ink(one.kind, of)))
            painter.drawEllipse(area.center(), 8, 8)
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(color(of.panel))
            pen.setWidthF(1.75)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(sign(one.kind).translated(area.center().x(), area.center().y()))
            painter.restore()
            return
        mono = index.column() in (LEFT, RIGHT)
        painter.setFont(font(Size.SECONDARY, 600 if selected else 400, mono=mono))
        text = str(index.data()) or "–"
        painter.setPen(color(of.t3 if text == "–" else of.t1))
        inner = area.adjusted(6, 0, -6, 0)
        mode = Qt.TextElideMode.ElideMiddle if mono else Qt.TextElideMode.ElideRight
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(text, mode, inner.width())
        )
        painter.restore()


class DifferenceList(QWidget):
    """A filter above, the list below."""

    differenceChosen = Signal(object)  # Difference

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.model = DifferenceModel(self)
        self._filter = _Filter(self)
        self._filter.setSourceModel(self.model)
        self.search = SearchField(self.tr("Filter by path, change, stride"), "compare.differences.search")
        self.kinds: dict[str, QPushButton] = {}
        words = (self.tr("Only in A"), self.tr("Only in B"), self.tr("Changed"), self.tr("Resized"))
        row = QHBoxLayout()
        row.setContentsMargins(Space.NEAR, 6, Space.NEAR, 6)
        row.setSpacing(6)
        row.addWidget(self.search, 1)
        for kind, word in zip(KINDS, words, strict=True):
            button = push_button(word, f"compare.differences.{kind}")
            button.setProperty("size", "compact")
            button.setProperty("words", word)
            button.setCheckable(True)
            button.setChecked(True)
            button.toggled.connect(self._on_filter_changed)
            self.kinds[kind] = button
            row.addWidget(button)
        self.table = QTableView()
        self.table.setObjectName("compare.differences")
        self.table.setAccessibleName(self.tr("Differences"))
        self._nothing = label("", "secondary", name="compare.differences.nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self._nothing, 1)
        self.search.textChanged.connect(self._on_filter_changed)
        self.search.downPressed.connect(self.table.setFocus)
        self.clear()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self._filter)
        table.setItemDelegate(_Delegate(table))
        make_plain(table, _ROW)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(26)
        head.setMinimumSectionSize(28)
        for column, width in ((SIGN, 32), (STAGE, 56), (LEFT, 200), (RIGHT, 200)):
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        theme().changed.connect(table.viewport().update)

    def set_differences(self, differences: Sequence[Difference], names: tuple[str, str]) -> None:
        """List these."""
        self._quiet = True
        self.model.set_differences(differences, names)
        for kind, button in self.kinds.items():
            count = sum(one.kind == kind for one in differences)
            button.setText(f"{SIGNS[kind]} {button.property('words')} {count}")
            # The chosen text is bold: its room is kept, so that nothing moves.
            bold = QFontMetrics(font(Size.SECONDARY, 600))
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + 2 * Space.PANEL + 4)
            button.setEnabled(count > 0)
        self._quiet = False
        self._on_filter_changed()

    def clear(self) -> None:
        """List nothing."""
        self.set_differences((), ("", ""))

    def shown(self) -> list[Difference]:
        """Return what passes the filter."""
        return [self._filter.index(row, 0).data(DIFFERENCE) for row in range(self._filter.rowCount())]

    def mark(self, at: int | None) -> None:
        """Mark a difference that was chosen elsewhere, None for none."""
        self._quiet = True
        index = self._filter.mapFromSource(self.model.index(at, 0)) if at is not None else QModelIndex()
        self.table.setCurrentIndex(index)
        if index.isValid():
            self.table.selectRow(index.row())
            self.table.scrollTo(index)
        else:
            self.table.clearSelection()
        self._quiet = False

    def _on_filter_changed(self) -> None:
        kinds = frozenset(kind for kind, button in self.kinds.items() if button.isChecked())
        self._quiet = True
        self._filter.set_filter(self.search.text(), kinds)
        self._quiet = False
        empty = not self._filter.rowCount()
        self._nothing.setText(
            self.tr("No difference matches.")
            if self.model.rowCount()
            else self.tr("Nothing differs, or nothing is compared yet.")
        )
        self._nothing.setVisible(empty)
        self.table.setVisible(not empty)

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.differenceChosen.emit(current.siblingAtColumn(0).data(DIFFERENCE))

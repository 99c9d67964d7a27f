"""The table of stages on the screen: a heading of two lines, the whole in bold at the end."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from explorer.analysis.conventions import Convention
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.series import series_ink
from explorer.ui.compare.stage_model import COLUMN, GROUP, Column, Group, StageModel
from explorer.ui.numbers import with_unit
from explorer.ui.theme import color, font, theme, tokens
from explorer.ui.tokens import Size
from explorer.ui.widgets.plain_table import make_plain

ROW, HEAD = 21, 40
_PAD = 6
_GAP = 10
"""More room before the first column of a group."""

Index = QModelIndex | QPersistentModelIndex


class _Header(QHeaderView):
    """The name of a group above all its columns, below it the networks' letters in their colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEAD)
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        theme().changed.connect(self.viewport().update)

    def _start(self, section: int, group: Group) -> int:
        """Where the first column of a group begins."""
        first = section
        while first > 1 and self.model().headerData(first - 1, self.orientation(), GROUP) is group:
            first -= 1
        return self.sectionViewportPosition(first) + (_GAP if first > 1 else 0)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        of, model = tokens(), self.model()
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, color(of.inset))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(of.border))
        text = str(model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole) or "")
        column, group = (model.headerData(section, self.orientation(), role) for role in (COLUMN, GROUP))
        lower = area.adjusted(_PAD, 18, -_PAD, -1)
        painter.setFont(font(Size.SMALL, 600))
        if isinstance(column, Column) and isinstance(group, Group):
            start = self._start(section, group)
            upper = QRect(start + _PAD, area.top() + 3, 400, 16)
            painter.setPen(color(of.t2))
            painter.drawText(upper, int(Qt.AlignmentFlag.AlignVCenter), group.name)
            width = painter.fontMetrics().horizontalAdvance(group.name)
            painter.setFont(font(Size.SMALL))
            painter.setPen(color(of.t3))
            painter.drawText(upper.translated(width + 5, 0), int(Qt.AlignmentFlag.AlignVCenter), group.unit)
            assert isinstance(model, StageModel)
            plain = not column.how
            painter.setFont(font(Size.SMALL, 600 if plain else 400))
            painter.setPen(color(series_ink(model.place(column), of) if plain else of.t3))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        else:
            painter.setPen(color(of.t2))
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(lower, int(flags), text)
        painter.restore()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        of, area = tokens(), QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        last = index.row() == index.model().rowCount() - 1
        painter.save()
        if selected:
            painter.fillRect(area, color(of.selection))
            if index.column() == 0:
                painter.fillRect(area.left(), area.top(), 3, area.height(), color(of.accent))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(of.border))
        if last:
            painter.fillRect(area.left(), area.top(), area.width(), 1, color(of.strong))
        text = str(index.data())
        painter.setFont(font(Size.SECONDARY, 600 if last or selected else 400))
        column = index.model().headerData(index.column(), Qt.Orientation.Horizontal, COLUMN)
        quiet = text == "–"
        derived = isinstance(column, Column) and bool(column.how)
        painter.setPen(color(of.t3 if quiet else of.t2 if derived and not last else of.t1))
        painter.drawText(area.adjusted(_PAD, 0, -_PAD, 0), index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()


class _Names(QTableView):
    """The first column, which stays where it is while the others scroll."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        _set_up(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("compare.stages.names")

    def follow(self, model: StageModel) -> None:
        """Show the names of the table, which has its model already."""
        self.setModel(model)
        self.setSelectionModel(self._table.selectionModel())
        own, theirs = self.verticalScrollBar(), self._table.verticalScrollBar()
        theirs.valueChanged.connect(own.setValue)
        own.valueChanged.connect(theirs.setValue)

    def place(self) -> None:
        """Lie over the first column."""
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        width = self._table.columnWidth(0)
        self.setColumnWidth(0, width)
        height = self._table.viewport().height() + HEAD
        self.setGeometry(0, 0, width, height)
        self.setVisible(self._table.horizontalScrollBar().maximum() > 0)


def _set_up(table: QTableView) -> None:
    table.setHorizontalHeader(_Header(table))
    table.setItemDelegate(_Delegate(table))
    make_plain(table, ROW)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    theme().changed.connect(table.viewport().update)


class StageTable(QTableView):
    """Shows stages; a click or the arrow keys choose one, Ctrl+C copies all."""

    stageChosen = Signal(object)  # row
    copyRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.stages")
        self.setAccessibleName(self.tr("Stages of the compared networks"))
        self.stages = StageModel(self)
        self._quiet = False
        self.setModel(self.stages)
        _set_up(self)
        self.names = _Names(self)
        self.names.follow(self.stages)
        self.horizontalScrollBar().rangeChanged.connect(self.names.place)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def set_compared(self, compared: Compared | None, convention: Convention) -> None:
        """Show another comparison, or none."""
        former = self.stages.compared
        same = compared is former or (compared is not None and former is not None and compared.trees is former.trees)
        row = self.currentIndex().row() if same else -1
        self._quiet = True
        self.stages.set_compared(compared, convention)
        self._fit_columns()
        if row >= 0:
            self.selectRow(row)
        self._quiet = False

    def _fit_columns(self) -> None:
        if self.stages.compared is None:
            return
        bold, small = QFontMetrics(font(Size.SECONDARY, 600)), QFontMetrics(font(Size.SMALL, 600))
        columns = self.stages.columns
        for section in range(self.stages.columnCount()):
            texts = [str(self.stages.index(row, section).data()) for row in range(self.stages.rowCount())]
            head = str(self.stages.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole))
            width = max(max(map(bold.horizontalAdvance, texts), default=0), small.horizontalAdvance(head))
            group = columns[section - 1].group if section else None
            first = section > 1 and columns[section - 2].group is not group
            self.setColumnWidth(section, width + 2 * _PAD + 2 + (_GAP if first else 0))
        self.names.place()
        # A long name of a group has room above its columns.
        for at, column in enumerate(columns, start=1):
            if at > 1 and columns[at - 2].group is column.group:
                continue
            members = [one for one in range(1, len(columns) + 1) if columns[one - 1].group is column.group]
            text = with_unit(column.group.name, column.group.unit)
            lacking = small.horizontalAdvance(text) + 2 * _PAD + _GAP + 8 - sum(map(self.columnWidth, members))
            if lacking > 0:
                self.setColumnWidth(at, self.columnWidth(at) + lacking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.names.place()

    def mark_stage(self, row: int | None) -> None:
        """Mark a stage that was chosen elsewhere, None for none."""
        self._quiet = True
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(row)
        self._quiet = False

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.stageChosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copyRequested.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + 8 * ROW)

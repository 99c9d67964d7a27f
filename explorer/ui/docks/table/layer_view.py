"""The table view of the layers: its delegate, its header with units, its pinned totals line."""

from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from explorer.ui.docks.table.layer_columns import (
    COLUMN_COUNT,
    LEFT,
    OPERATOR,
    ORDER,
    OUTPUT,
    PARAMS,
    PATH,
    is_unknown,
)
from explorer.ui.docks.table.layer_model import NOTE, ROW, UNIT, LayerModel
from explorer.ui.theme import color, font, pixmap, theme, tokens
from explorer.ui.tokens import Size

ROW_HEIGHT = 24
HEADER_HEIGHT = 26
_PAD = 6
_SORT_ICON = 10
_MARK = 12
"""The pencil of a layer that has a note."""
_LEAST_PATH = 120
_LEAST_OPERATOR = 108
_MOST_SPARE = 80
"""What the path gets of spare width before all columns share the rest."""


class LayerDelegate(QStyledItemDelegate):
    """Paints a cell: mono paths, quiet dashes, and the selected line with bar, fill and bold."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect
        column = index.column()
        view = cast(LayerView, option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(area, color(tokens().selection))
        elif index.row() == view.hovered_line:
            painter.fillRect(area, color(tokens().inset))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(tokens().border))
        if selected and view.visual_column(column) == 0:
            painter.fillRect(area.left(), area.top(), 3, area.height(), color(tokens().accent))
        strong = selected and view.is_single_selection
        text = str(index.data())
        painter.setFont(font(Size.SECONDARY, 600 if strong else 400, mono=column == PATH))
        quiet = column == ORDER or text == "–"
        doubtful = column >= PARAMS and not quiet and not text[:1].isdigit() and is_unknown(index.data(ROW))
        tint = tokens().warn if doubtful else tokens().t3 if quiet else tokens().t2
        painter.setPen(color(tokens().t1 if not quiet and (column == PATH or selected) else tint))
        inner = area.adjusted(_PAD, 0, -_PAD, 0)
        if index.data(NOTE):
            mark = pixmap("pencil", _MARK, tokens().accent, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.right() - _MARK + 1, inner.center().y() - _MARK // 2, mark)
            inner.adjust(0, 0, -_MARK - _PAD, 0)
        mode = Qt.TextElideMode.ElideMiddle if column == PATH else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, inner.width()) if column in LEFT else text
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        mono = index.column() == PATH
        metrics = QFontMetrics(font(Size.SECONDARY, 600, mono=mono))
        return QSize(metrics.horizontalAdvance(str(index.data())) + 2 * _PAD, ROW_HEIGHT)


class LayerHeader(QHeaderView):
    """Column names in bold, their units after them, an arrow in the sorted one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(32)
        self.setHighlightSections(False)
        theme().changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        model = self.model()
        painter.save()
        painter.fillRect(area, color(tokens().inset))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, color(tokens().border))
        name = str(model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole))
        unit = str(model.headerData(section, self.orientation(), UNIT) or "")
        is_sorted = self.sortIndicatorSection() == section
        parts = [(name, font(Size.SMALL, 600), tokens().t1 if is_sorted else tokens().t2)]
        if unit:
            parts.append((unit, font(Size.SMALL), tokens().t3))
        widths = [QFontMetrics(face).horizontalAdvance(text) for text, face, _ in parts]
        total = sum(widths) + 4 * (len(parts) - 1)
        left = area.left() + _PAD if section in LEFT else area.right() + 1 - _PAD - total
        for (text, face, tint), width in zip(parts, widths, strict=True):
            painter.setFont(face)
            painter.setPen(color(tint))
            painter.drawText(
                QRect(left, area.top(), width + 2, area.height() - 1), int(Qt.AlignmentFlag.AlignVCenter), text
            )
            left += width + 4
        if is_sorted:
            ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            x = left if section in LEFT else max(area.left(), area.right() + 1 - _PAD - total - _SORT_ICON - 2)
            arrow = pixmap(
                "chevron-up" if ascending else "chevron-down", _SORT_ICON, tokens().accent, self.devicePixelRatioF()
            )
            painter.drawPixmap(QPoint(x, area.top() + (area.height() - _SORT_ICON) // 2), arrow)
        painter.restore()

    def width_of(self, section: int) -> int:
        """Return the width that name, unit and arrow need."""
        model = self.model()
        name = str(model.headerData(section, self.orientation(), Qt.ItemDataRole.DisplayRole))
        unit = str(model.headerData(section, self.orientation(), UNIT) or "")
        text = QFontMetrics(font(Size.SMALL, 600)).horizontalAdvance(name)
        text += QFontMetrics(font(Size.SMALL)).horizontalAdvance(unit) + 4 if unit else 0
        return text + 2 * _PAD + 2


class LayerView(QTableView):
    """The table; one line is chosen at a time by the user, a block selects the lines of its operators."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_line = -1
        self.is_single_selection = False
        """Whether one line alone is selected."""
        self._natural: list[int] = []
        self._shown: frozenset[int] = frozenset()
        self._by_hand = False
        self._sharing = False
        self.setObjectName("table.view")
        self.setAccessibleName(self.tr("Layers"))
        self.setItemDelegate(LayerDelegate(self))
        self._header = LayerHeader(self)
        self.setHorizontalHeader(self._header)
        self.setSortingEnabled(True)
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._header.setStretchLastSection(False)
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._header.sectionResized.connect(self._on_section_resized)
        theme().changed.connect(self.viewport().update)

    def visual_column(self, column: int) -> int:
        """Return where a column stands, from the left."""
        return self._header.visualIndex(column)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        # Found out here and not by each cell that is painted: a block may select a thousand lines.
        whole = self.selectionModel().selection()
        parts = (whole.at(number) for number in range(whole.count()))
        ends = {line for part in parts for line in (part.top(), part.bottom())}
        self.is_single_selection = len(ends) == 1

    def reset(self) -> None:
        super().reset()
        self.is_single_selection = False

    def show_columns(self, columns: frozenset[int]) -> None:
        """Show these columns and no others."""
        self._sharing = True  # a width that hiding changes is no choice of the user's
        for column in range(COLUMN_COUNT):
            self.setColumnHidden(column, column not in columns)
        self._sharing = False
        if self.isColumnHidden(self._header.sortIndicatorSection()):
            self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._share_width()

    def fit_columns(self, *, keep: bool = False) -> None:
        """Measure every column by its widest text, and share out the width; ``keep`` widths that a person chose."""
        # The rows themselves are asked, not the sorted and filtered view of them: that is much quicker.
        model = cast(LayerModel, cast(QSortFilterProxyModel, self.model()).sourceModel())
        mono = QFontMetrics(font(Size.SECONDARY, 600, mono=True))
        plain = QFontMetrics(font(Size.SECONDARY, 600))
        self._natural = []
        for column in range(model.columnCount()):
            metrics = mono if column == PATH else plain
            texts = model.texts(column)
            texts.add(self._totals_text(column))
            # Only the longest strings can be the widest: thousands of lines are measured by a few.
            widest = max((metrics.horizontalAdvance(text) for text in sorted(texts, key=len)[-8:]), default=0)
            least = max(self._header.width_of(column), self._header.minimumSectionSize())
            self._natural.append(max(widest + 2 * _PAD + 2, least))
        self._by_hand = self._by_hand and keep
        self._share_width()

    def _share_width(self) -> None:
        """Give figures what they need and words the rest; words are shortened before anything scrolls."""
        if not self._natural:
            return
        shown = [column for column in range(COLUMN_COUNT) if not self.isColumnHidden(column)]
        if self._by_hand:
            widths = {column: self._natural[column] for column in shown if column not in self._shown}
        else:
            widths = self._shared({column: self._natural[column] for column in shown})
        self._sharing = True
        for column, width in widths.items():
            self._header.resizeSection(column, width)
        self._sharing = False
        self._shown = frozenset(shown)

    def _shared(self, widths: dict[int, int]) -> dict[int, int]:
        spare = self.viewport().width() - sum(widths.values())
        if spare >= 0:
            for_path = min(spare, _MOST_SPARE)
            widths[PATH] += for_path
            each, rest = divmod(spare - for_path, len(widths) - 1)
            # The order stays where it is; what cannot be shared evenly goes to the path.
            for column in widths.keys() - {ORDER}:
                widths[column] += each
            widths[PATH] += rest
        for column, least in ((PATH, _LEAST_PATH), (OPERATOR, _LEAST_OPERATOR)):
            if spare < 0 and column in widths:
                cut = min(-spare, max(widths[column] - least, 0))
                widths[column] -= cut
                spare += cut
        return widths

    def _on_section_resized(self, *_: object) -> None:
        self._by_hand = self._by_hand or not self._sharing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _totals_text(self, column: int) -> str:
        source = self.model().sourceModel()  # type: ignore[attr-defined]
        # The word "Total" may reach over the empty cells beside it.
        return source.totals()[column] if isinstance(source, LayerModel) and column >= PARAMS else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, line: int) -> None:
        if line != self.hovered_line:
            self.hovered_line = line
            self.viewport().update()


class TotalsLine(QWidget):
    """The sums, under the table and aligned to its columns."""

    def __init__(self, view: LayerView, model: LayerModel) -> None:
        super().__init__()
        self.setObjectName("table.totals")
        self._view, self._model = view, model
        self.setFixedHeight(HEADER_HEIGHT)
        header = view.horizontalHeader()
        header.sectionResized.connect(self._on_columns_changed)
        header.geometriesChanged.connect(self._on_columns_changed)
        view.horizontalScrollBar().valueChanged.connect(self._on_columns_changed)
        model.modelReset.connect(self._on_columns_changed)
        model.headerDataChanged.connect(self._on_columns_changed)
        theme().changed.connect(self.update)

    def _on_columns_changed(self, *_: object) -> None:
        shown = (
            f"{self._model.title(column)} {text}" if column > PATH else text
            for column, text in enumerate(self._model.totals())
            if text and not self._view.isColumnHidden(column)
        )
        self.setAccessibleName(", ".join(shown))
        self.update()

    def text_area(self, column: int) -> QRect:
        """Return where the text of a column's sum is painted."""
        header = self._view.horizontalHeader()
        left = header.sectionViewportPosition(column)
        if column == PATH:
            right = header.sectionViewportPosition(OUTPUT) + header.sectionSize(OUTPUT)
        else:
            right = left + header.sectionSize(column)
        return QRect(left + _PAD, 0, right - left - 2 * _PAD, self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self._view.horizontalHeader().logicalIndexAt(event.pos().x())
            told = column > PATH and bool(self._model.totals()[column])
            QToolTip.showText(event.globalPos(), self._model.explanation(column) if told else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), color(tokens().inset))
            painter.fillRect(QRectF(0, 0, self.width(), 1), color(tokens().strong))
            painter.setFont(font(Size.SECONDARY, 600))
            painter.setPen(QPen(color(tokens().t1)))
            for column, text in enumerate(self._model.totals()):
                if not text or self._view.isColumnHidden(column):
                    continue
                side = Qt.AlignmentFlag.AlignLeft if column == PATH else Qt.AlignmentFlag.AlignRight
                painter.drawText(self.text_area(column), side | Qt.AlignmentFlag.AlignVCenter, text)

"""The layer table: every operator call with its figures, sortable, filterable, linked with the selection."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.analysis.timing.roofline import Roofline
from explorer.ui.docks.table.column_menu import ColumnMenu
from explorer.ui.docks.table.export_menu import ExportMenu
from explorer.ui.docks.table.layer_columns import COLUMN_COUNT, NAMES, ORDER, place, plain_cells
from explorer.ui.docks.table.layer_model import LayerFilter, LayerModel
from explorer.ui.docks.table.layer_view import LayerView, TotalsLine
from explorer.ui.selection import Selected, Selection
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import hair_line, label
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.state_card import StateCard


class LayerTable(QWidget):
    """The panel; it asks the window to save or copy the table in a format, and to remember the columns."""

    exportRequested = Signal(object)  # key of ``export_menu.FORMATS``
    copyRequested = Signal(object)  # the same
    columnsChanged = Signal(object)  # names of the chosen columns, when the user chooses

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(160)
        self._selection: Selection | None = None
        self._following = False
        self._model = LayerModel(self)
        self._filter = LayerFilter(self)
        self._filter.setSourceModel(self._model)
        self._view = LayerView()
        self._view.setModel(self._filter)
        self._totals = TotalsLine(self._view, self._model)
        self._nothing = StateCard("table.nothing")
        self.columns = ColumnMenu(self._model.title, self)
        self._build()
        self._connect()
        self.clear()

    def _build(self) -> None:
        self._title = label(self.tr("Layers"), "heading", name="table.title")
        self._search = SearchField(self.tr("Filter rows"), "table.filter", icon="list-filter")
        self._search.setFixedWidth(200)
        self._search.setFixedHeight(Space.COMPACT)
        self._search.edit.setToolTip(
            self.tr(
                "Words of path, operator or shape; or comparisons in the unit of their column:\n"
                "time>1  flops>=100M  intensity<4  live>20  moved>1  params>0  rf>224"
            )
        )
        self._badge = Badge(name="table.measured")
        self._badge.hide()
        self._copy = IconButton("copy", self.tr("Copy the selected rows (Ctrl+C), or all"), "table.copy")
        self._choose = _menu_button("columns-3", self.tr("Choose the columns"), "table.columns", self.columns)
        formats = ExportMenu(self)
        formats.exportRequested.connect(self.exportRequested)
        formats.copyRequested.connect(self.copyRequested)
        self._export = _menu_button("download", self.tr("Save or copy the whole table"), "table.export", formats)
        head = QHBoxLayout()
        head.setContentsMargins(Space.PANEL, 0, Space.NEAR, 0)
        head.setSpacing(Space.TIGHT)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._badge)
        head.addSpacing(Space.TIGHT)
        head.addWidget(self._search)
        head.addSpacing(Space.TIGHT)
        for button in (self._choose, self._copy, self._export):
            head.addWidget(button)
        bar = QWidget()
        bar.setFixedHeight(Space.DOCK_HEADER - 1)
        bar.setLayout(head)
        table = QWidget()
        inner = QVBoxLayout(table)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._view, 1)
        inner.addWidget(self._totals)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hair_line())
        column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_badge()

    def sizeHint(self) -> QSize:
        return QSize(900, 252)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_filter_changed)
        self._search.downPressed.connect(self._on_down_pressed)
        self._copy.clicked.connect(self.copy)
        self.columns.changed.connect(self._on_columns_chosen)
        header = self._view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu_requested)
        self._view.selectionModel().selectionChanged.connect(self._on_lines_selected)
        self._view.horizontalHeader().sortIndicatorChanged.connect(self._on_sort_changed)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy)
        copy = QAction(self.tr("Copy"), self._view)
        copy.triggered.connect(self.copy)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._view.addAction(copy)
        self._nothing.actionRequested.connect(self._search.clear)

    # -- what is shown -----------------------------------------------------------------------------------------

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show the rows of a network and follow its selection."""
        self._leave_selection()
        self._model.set_network(network)
        self._show_columns()
        self._view.fit_columns()
        self._enable(True)
        self._show_count()
        self._selection = selection
        selection.changed.connect(self._on_selection_changed)
        self._on_selection_changed(selection.current)

    def clear(self) -> None:
        """Show that no network is open."""
        self._leave_selection()
        self._model.set_network(None)
        self._show_columns()
        self._enable(False)
        self._show_count()
        self._nothing.show_empty(self.tr("The layers of the open network appear here."), icon="list-filter")
        self._stack.setCurrentIndex(1)

    def set_noted(self, noted: Mapping[str, str]) -> None:
        """Mark the layers of these paths, on which somebody has written these notes."""
        self._model.set_noted(noted)

    def set_measured(self, measured: Roofline | None) -> None:
        """Show the measured times of the network that is shown, or none."""
        self._model.set_measured(measured)
        self._show_columns()
        self._refit()

    def set_convention(self, convention: Convention) -> None:
        """Count operations by another convention."""
        self._model.set_convention(convention)
        self._refit()

    def set_columns(self, names: Iterable[str]) -> None:
        """Show the columns of these names; names that no column bears are passed over."""
        self.columns.set_chosen(frozenset(NAMES.index(name) for name in names if name in NAMES))
        self._show_columns()

    def _show_columns(self) -> None:
        figures = self._model.figures
        measured = figures.measured if figures else None
        self.columns.set_measured(measured is not None)
        self._view.show_columns(self.columns.shown)
        if measured is not None:
            self._badge.set_state(place(measured), "plain")
            self._badge.setToolTip(self.tr("Where the times were measured"))
        self._show_badge()

    def _show_badge(self) -> None:
        """Say where times come from, in what room there is; the header's tool tip says it too."""
        figures = self._model.figures
        room = self.width() - self._title.sizeHint().width() - self._search.width() - 4 * Space.WIDE - 3 * Space.CONTROL
        self._badge.setVisible(
            figures is not None and figures.measured is not None and self._badge.sizeHint().width() <= room
        )

    def _refit(self) -> None:
        self._view.fit_columns(keep=True)
        if self._selection is not None:
            self._on_selection_changed(self._selection.current)

    def _on_columns_chosen(self, columns: frozenset[int]) -> None:
        self._show_columns()
        self.columnsChanged.emit(tuple(NAMES[column] for column in sorted(columns)))

    def _on_header_menu_requested(self, where: QPoint) -> None:
        self.columns.popup(self._view.horizontalHeader().viewport().mapToGlobal(where))

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._search.edit.setFocus()

    def show_selected(self) -> None:
        """Put the keyboard on the rows of what is selected; a filter that hides all of them is cleared."""
        if self._selection is None:
            return
        orders = self._orders(self._selection.current)
        if orders and not any(self._line(order).isValid() for order in orders):
            self._search.clear()
        self._on_selection_changed(self._selection.current)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_selection(self) -> None:
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        self._selection = None

    def _enable(self, enabled: bool) -> None:
        for widget in (self._search, self._choose, self._copy, self._export):
            widget.setEnabled(enabled)

    def _show_count(self) -> None:
        shown, total = self._filter.rowCount(), self._model.rowCount()
        if not total:
            title = self.tr("Layers")
        elif shown == total:
            title = self.tr("Layers {0}").format(total)
        else:
            title = self.tr("Layers {0} of {1}").format(shown, total)
        self._title.setText(title)
        if total and not shown:
            self._nothing.show_empty(
                self.tr("No row matches “{0}”.").format(self._search.text().strip()),
                icon="list-filter",
                action=self.tr("Clear the filter"),
            )
        self._stack.setCurrentIndex(0 if shown or not total else 1)

    def _on_filter_changed(self, text: str) -> None:
        self._following = True  # rows that vanish are no choice of the user's
        # Else each gap in the rows would cut the selection anew, and a row that nobody chose would be the current one.
        self._view.selectionModel().clear()
        self._filter.set_text(text)
        self._following = False
        self._show_count()
        if self._selection is not None:
            self._on_selection_changed(self._selection.current)

    def _on_sort_changed(self, section: int, _order: Qt.SortOrder) -> None:
        if section < 0:
            self._filter.sort(-1)
        self._scroll_to_current()

    # -- the selection, both ways ------------------------------------------------------------------------------

    def _on_lines_selected(self, *_: object) -> None:
        if self._following or self._selection is None:
            return
        lines = self._view.selectionModel().selectedRows()
        if len(lines) == 1:
            self._selection.select_operator(self._order(lines[0]))
        self._view.viewport().update()

    def _on_selection_changed(self, selected: Selected) -> None:
        # Some of a block may be filtered out.
        lines = [line for order in self._orders(selected) if (line := self._line(order)).isValid()]
        wanted = QItemSelection()
        for line in lines:
            wanted.select(line, line.siblingAtColumn(COLUMN_COUNT - 1))
        self._following = True
        chosen = self._view.selectionModel()
        chosen.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if lines:
            first = min(lines, key=QModelIndex.row)
            chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._reveal(first, block=selected.block is not None)
        self._following = False
        self._view.viewport().update()

    def _reveal(self, index: QModelIndex, *, block: bool) -> None:
        if block:
            self._view.scrollTo(index, LayerView.ScrollHint.PositionAtTop)
        elif not self._view.viewport().rect().contains(self._view.visualRect(index).center()):
            self._view.scrollTo(index, LayerView.ScrollHint.PositionAtCenter)

    def _orders(self, selected: Selected) -> list[int]:
        network = self._model.network
        if network is None:
            return []
        if selected.order is not None:
            return [selected.order]
        if selected.block is not None:
            return [row.order for row in network.rows if selected.block in network.graph.nodes[row.order]["scope"]]
        return []

    def _order(self, index: QModelIndex) -> int:
        return self._model.row_at(self._filter.mapToSource(index).row()).order

    def _line(self, order: int) -> QModelIndex:
        line = self._model.line_of(order)
        return self._filter.mapFromSource(self._model.index(line, ORDER)) if line >= 0 else QModelIndex()

    def _scroll_to_current(self) -> None:
        if self._view.currentIndex().isValid():
            self._view.scrollTo(self._view.currentIndex())

    def _on_down_pressed(self) -> None:
        if self._filter.rowCount():
            self._view.setFocus()
            if not self._view.selectionModel().hasSelection():
                self._view.selectRow(0)

    # -- copy --------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected rows, or all shown ones, in the shown columns: tab-separated text with plain numbers."""
        figures = self._model.figures
        if figures is None:
            return
        lines = self._view.selectionModel().selectedRows() or [
            self._filter.index(line, 0) for line in range(self._filter.rowCount())
        ]
        columns = sorted(self.columns.shown)
        cells = [
            plain_cells(self._model.row_at(self._filter.mapToSource(index).row()), columns, figures)
            for index in sorted(lines)
        ]
        if cells:
            text = ["\t".join(cells[0]), *("\t".join(line.values()) for line in cells)]
            QGuiApplication.clipboard().setText("\n".join(text) + "\n")


def _menu_button(icon: str, tip: str, name: str, menu: QMenu) -> IconButton:
    button = IconButton(icon, tip, name)
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
    return button

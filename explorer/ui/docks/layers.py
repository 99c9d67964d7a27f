"""The layer table: every operator call with its figures, sortable, filterable, linked with the selection."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.ui.docks.depth_chart import DepthChart
from explorer.ui.docks.layer_model import COLUMN_COUNT, ORDER, LayerFilter, LayerModel
from explorer.ui.docks.layer_view import LayerView, TotalsLine
from explorer.ui.selection import Selected, Selection
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import hair_line, label
from explorer.ui.widgets.search_field import SearchField
from explorer.ui.widgets.state_card import StateCard

_SIDE_WIDTH = 292
_SIDE_SHOWS_FROM = 960
"""Pixels of width from which the table leaves room for the chart."""


class LayerTable(QWidget):
    """The panel; ``exportRequested`` asks the window to save the table as CSV."""

    exportRequested = Signal()

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
        self._build()
        self._connect()
        self.clear()

    def _build(self) -> None:
        self._tabs = QTabBar()
        self._tabs.setProperty("role", "strip")
        self._tabs.setDrawBase(False)
        self._tabs.setObjectName("table.tabs")
        self._tabs.addTab(self.tr("Layers"))
        self._tabs.setExpanding(False)
        self._search = SearchField(self.tr("Filter rows"), "table.filter", icon="list-filter")
        self._search.setFixedWidth(200)
        self._search.setFixedHeight(Space.COMPACT)
        self._copy = IconButton("copy", self.tr("Copy the selected rows (Ctrl+C), or all"), "table.copy")
        self._export = IconButton("download", self.tr("Export the table as CSV"), "table.export")
        head = QHBoxLayout()
        head.setContentsMargins(Space.CLOSE, 0, Space.NEAR, 0)
        head.setSpacing(Space.TIGHT)
        head.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self._search)
        head.addSpacing(Space.TIGHT)
        head.addWidget(self._copy)
        head.addWidget(self._export)
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
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(hair_line())
        column.addWidget(self._stack, 1)
        self._depth = DepthChart()
        self._side = self._side_panel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self._side)

    def _side_panel(self) -> QWidget:
        """The chart beside the table, with a header as high as the table's."""
        title = label(self.tr("Over depth"), "heading")
        title.setFixedHeight(Space.DOCK_HEADER - 1)
        title.setIndent(Space.NEAR)
        side = QFrame()
        side.setProperty("surface", "side")
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(hair_line())
        column.addWidget(self._depth, 1)
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_side()

    def sizeHint(self) -> QSize:
        return QSize(900, 252)

    def _show_side(self) -> None:
        self._side.setVisible(self.width() >= _SIDE_SHOWS_FROM and self._model.network is not None)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_filter_changed)
        self._search.downPressed.connect(self._on_down_pressed)
        self._copy.clicked.connect(self.copy)
        self._export.clicked.connect(self.exportRequested)
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
        self._view.fit_columns()
        self._enable(True)
        self._show_count()
        self._selection = selection
        selection.changed.connect(self._on_selection_changed)
        self._depth.set_network(network, selection)
        self._show_side()
        self._on_selection_changed(selection.current)

    def clear(self) -> None:
        """Show that no network is open."""
        self._leave_selection()
        self._model.set_network(None)
        self._enable(False)
        self._depth.clear()
        self._show_side()
        self._show_count()
        self._nothing.show_empty(self.tr("The layers of the open network appear here."), icon="list-filter")
        self._stack.setCurrentIndex(1)

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._search.edit.setFocus()

    def _leave_selection(self) -> None:
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
        self._selection = None

    def _enable(self, enabled: bool) -> None:
        for widget in (self._search, self._copy, self._export):
            widget.setEnabled(enabled)

    def _show_count(self) -> None:
        shown, total = self._filter.rowCount(), self._model.rowCount()
        if not total:
            title = self.tr("Layers")
        elif shown == total:
            title = self.tr("Layers {0}").format(total)
        else:
            title = self.tr("Layers {0} of {1}").format(shown, total)
        self._tabs.setTabText(0, title)
        if total and not shown:
            self._nothing.show_empty(
                self.tr("No row matches “{0}”.").format(self._search.text().strip()),
                icon="list-filter",
                action=self.tr("Clear the filter"),
            )
        self._stack.setCurrentIndex(0 if shown or not total else 1)

    def _on_filter_changed(self, text: str) -> None:
        self._following = True  # rows that vanish are no choice of the user's
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
        orders = self._orders(selected)
        wanted = QItemSelection()
        for order in orders:
            index = self._line(order)
            if index.isValid():
                wanted.select(index, index.siblingAtColumn(COLUMN_COUNT - 1))
        self._following = True
        chosen = self._view.selectionModel()
        chosen.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        first = self._line(orders[0]) if orders else QModelIndex()
        if first.isValid():
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
        """Copy the selected rows, or all shown ones, as tab-separated text with plain numbers."""
        lines = self._view.selectionModel().selectedRows() or [
            self._filter.index(line, 0) for line in range(self._filter.rowCount())
        ]
        rows = [self._model.row_at(self._filter.mapToSource(index).row()) for index in sorted(lines)]
        names = ("order", "path", "operator", "output_shape", "params", "macs", "rf_h", "rf_w", "jump_h", "jump_w")
        text = ["\t".join(names)]
        for row in rows:
            shape = "x".join(map(str, row.output_shape))
            figures = (row.params, row.macs, row.rf_h, row.rf_w, row.jump_h, row.jump_w)
            cells = (row.order, row.path, row.operator, shape, *("" if cell is None else cell for cell in figures))
            text.append("\t".join(map(str, cells)))
        QGuiApplication.clipboard().setText("\n".join(text) + "\n")

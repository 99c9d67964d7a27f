"""The rows of a network as a table model, with sort keys and a filter."""

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.timing.roofline import Roofline
from explorer.ui.docks.table.layer_columns import COLUMN_COUNT, LEFT, PATH, LayerFigures, place
from explorer.ui.docks.table.layer_query import LayerQuery
from explorer.ui.terms import term

SORT = Qt.ItemDataRole.UserRole
"""Role: the place among all rows by a column's figure, which no other row has; see ``LayerModel.set_descending``."""
ROW = Qt.ItemDataRole.UserRole + 1
"""Role: the :class:`LayerRow`."""
UNIT = Qt.ItemDataRole.UserRole + 2
"""Role of a header: the unit after its name."""
NOTE = Qt.ItemDataRole.UserRole + 3
"""Role of a path: what somebody has written about the layer, None if nothing."""

Index = QModelIndex | QPersistentModelIndex


class LayerModel(QAbstractTableModel):
    """One line per operator call, in execution order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._convention = Convention.ALL
        self._figures: LayerFigures | None = None
        self._rows: tuple[LayerRow, ...] = ()
        self._texts: list[tuple[str, ...]] = []
        self._descending = False
        self._places_by_column: dict[int, list[int]] = {}
        self._noted: Mapping[str, str] = {}

    def set_network(self, network: Network | None) -> None:
        """Show another network, or none, without measured times."""
        self.beginResetModel()
        self._figures = LayerFigures(network, self._convention) if network else None
        self._rows = network.rows if network else ()
        self._write()
        self.endResetModel()

    def set_convention(self, convention: Convention) -> None:
        """Count operations by another convention."""
        self._convention = convention
        if self._figures is not None:
            self._replace(LayerFigures(self._figures.network, convention, self._figures.measured))
        else:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMN_COUNT - 1)

    def set_measured(self, measured: Roofline | None) -> None:
        """Show the measured times of the network that is shown, or none."""
        if self._figures is not None and measured is not self._figures.measured:
            self._replace(LayerFigures(self._figures.network, self._convention, measured))

    def set_noted(self, noted: Mapping[str, str]) -> None:
        """Mark the layers of these paths, on which there are notes."""
        self._noted = noted
        if self._rows:
            self.dataChanged.emit(self.index(0, PATH), self.index(len(self._rows) - 1, PATH))

    def _replace(self, figures: LayerFigures) -> None:
        self._figures = figures
        self._write()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMN_COUNT - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMN_COUNT - 1)

    def set_descending(self, descending: bool) -> None:
        """Say whether rows will be sorted downwards; rows of equal figures stand in the network's order both ways."""
        if descending != self._descending:
            self._descending = descending
            self._places_by_column.clear()

    def _places(self, figures: LayerFigures, column: int) -> list[int]:
        # Made once, since sorting asks for each a dozen times.
        if column not in self._places_by_column:
            keys = [figures.sort_key(row, column) for row in self._rows]
            lines = range(len(keys) - 1, -1, -1) if self._descending else range(len(keys))
            places = [0] * len(keys)
            for place, line in enumerate(sorted(lines, key=keys.__getitem__)):
                places[line] = place
            self._places_by_column[column] = places
        return self._places_by_column[column]

    def _write(self) -> None:
        self._places_by_column.clear()
        figures = self._figures
        self._texts = (
            [tuple(figures.text(row, column) for column in range(COLUMN_COUNT)) for row in self._rows]
            if figures
            else []
        )

    @property
    def network(self) -> Network | None:
        """The network that is shown."""
        return self._figures.network if self._figures else None

    @property
    def figures(self) -> LayerFigures | None:
        """The figures of the network that is shown."""
        return self._figures

    def texts(self, column: int) -> set[str]:
        """Return the different texts of a column."""
        return {texts[column] for texts in self._texts}

    def row_at(self, line: int) -> LayerRow:
        """Return the row of a line."""
        return self._rows[line]

    def line_of(self, order: int) -> int:
        """Return the line of the row of that ``order``, -1 if there is none."""
        rows = self._rows
        # Rows stand in their order, so that the line is almost always the order itself.
        if order < len(rows) and rows[order].order == order:
            return order
        return next((line for line, row in enumerate(rows) if row.order == order), -1)

    def totals(self) -> tuple[str, ...]:
        """Return the texts of the totals line, by column."""
        return self._figures.totals if self._figures else ("",) * COLUMN_COUNT

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMN_COUNT

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if role == UNIT:
            return self._figures.unit(section) if self._figures else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.explanation(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == ROW:
            return self.row_at(index.row())
        if role == NOTE:
            return self._noted.get(self.row_at(index.row()).path) if index.column() == PATH else None
        if self._figures is None:
            return None
        if role == SORT:
            return self._places(self._figures, index.column())[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.data(index, NOTE) or self._figures.tool_tip(self.row_at(index.row()), index.column())
        return None

    def title(self, column: int) -> str:
        """Return the name of a column."""
        operations = self.tr("Operations") if self._convention is Convention.MACS else self.tr("FLOPs")
        return (
            "#",
            self.tr("Path"),
            self.tr("Operator"),
            self.tr("Output"),
            self.tr("Params"),
            self.tr("MACs"),
            self.tr("Share"),
            operations,
            self.tr("Live memory"),
            self.tr("Bytes moved"),
            self.tr("Intensity"),
            self.tr("Time"),
            self.tr("RF"),
            self.tr("Jump"),
        )[column]

    def explanation(self, column: int) -> str:
        """Return in a sentence what a column holds."""
        batch = self.network.batch if self.network else 1
        return (
            self.tr("Position in the execution"),
            self.tr("Module that made the call"),
            self.tr("Operator, kernel and stride"),
            self.tr("Output shape without the batch axis"),
            self.tr("Trainable parameters; shared ones count once"),
            self.tr("Multiply-accumulates of convolutions and matrix products, batch {0}").format(batch),
            self.tr("Part of the network's MACs"),
            term(self._convention.text),
            self.tr(
                "Activations in memory while the call runs, its output included,\n"
                "as eager execution frees them; the total is the peak, not the sum"
            ),
            self.tr("Bytes that the call reads and writes, every tensor once, weights included"),
            self.tr("Arithmetic intensity: operations per byte moved. {0}").format(term(self._convention.text)),
            self._explain_time(),
            self.tr("Receptive field of one unit in input pixels, along the local path"),
            self.tr("Input pixels between neighbouring units"),
        )[column]

    def _explain_time(self) -> str:
        measured = self._figures.measured if self._figures else None
        if measured is None:
            return self.tr("Measured time of the call")
        return self.tr(
            "Measured time of the call, median of {0} rounds on {1};\n"
            "the total is the sum over the operators, without what Python does between them"
        ).format(measured.timing.repeats, place(measured))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in LEFT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class LayerFilter(QSortFilterProxyModel):
    """Sorts by figures, and keeps the rows that a :class:`LayerQuery` asks for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._query = LayerQuery("")
        self.setSortRole(SORT)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        cast(LayerModel, self.sourceModel()).set_descending(order == Qt.SortOrder.DescendingOrder)
        super().sort(column, order)

    def set_text(self, text: str) -> None:
        """Filter by these words."""
        # Not invalidate(), which sorts all rows anew: 0.1 s of a big network at each key.
        self.beginFilterChange()
        self._query = LayerQuery(text)
        if hasattr(self, "endFilterChange"):
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
        else:  # Qt before 6.10
            self.invalidateRowsFilter()

    def filterAcceptsRow(self, line: int, parent: Index) -> bool:
        model = cast(LayerModel, self.sourceModel())
        figures = model.figures
        return figures is None or self._query.matches(model.row_at(line), figures)

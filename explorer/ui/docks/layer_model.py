"""The rows of a network as a table model, with sort keys and a filter."""

from math import prod
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.ui.numbers import NONE, THIN, byte_size, column_scale, in_column, shape, share, square, thousands
from explorer.ui.wording import description, operator_title

ORDER, PATH, OPERATOR, OUTPUT, PARAMS, MACS, SHARE, RF, JUMP = range(9)
COLUMN_COUNT = 9
SORT = Qt.ItemDataRole.UserRole
"""Role: what a column is sorted by."""
ROW = Qt.ItemDataRole.UserRole + 1
"""Role: the :class:`LayerRow`."""
UNIT = Qt.ItemDataRole.UserRole + 2
"""Role of a header: the unit after its name."""
LEFT = frozenset({PATH, OPERATOR})
"""Columns of words, aligned left; figures stand right."""

Index = QModelIndex | QPersistentModelIndex


class LayerModel(QAbstractTableModel):
    """One line per operator call, in execution order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._rows: tuple[LayerRow, ...] = ()
        self._divisor, self._scale = 1, ""
        self._texts: list[tuple[str, ...]] = []

    def set_network(self, network: Network | None) -> None:
        """Show another network, or none."""
        self.beginResetModel()
        self._network = network
        self._rows = network.rows if network else ()
        self._divisor, self._scale = column_scale(network.totals.macs) if network else (1, "")
        self._texts = [self._text(row) for row in self._rows]
        self.endResetModel()

    @property
    def network(self) -> Network | None:
        """The network that is shown."""
        return self._network

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
        if self._network is None:
            return ("",) * COLUMN_COUNT
        sums = self._network.totals
        jumps = [row.jump_h for row in self._network.rows if row.jump_h is not None and row.rf_h is not None]
        return (
            "",
            self.tr("Total, {0} operators").format(thousands(sums.operators)),
            "",
            "",
            thousands(sums.params),
            in_column(sums.macs, self._divisor),
            share(sums.macs, sums.macs),
            square(sums.rf_h, sums.rf_w),
            thousands(max(jumps)) if jumps else NONE,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else COLUMN_COUNT

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        if role == UNIT:
            return {OUTPUT: "C × H × W", MACS: self._scale, SHARE: "%", RF: "px"}.get(section, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanations()[section]
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
        if role == SORT:
            return self._sort_key(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(self.row_at(index.row()), index.column())
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            "#",
            self.tr("Path"),
            self.tr("Operator"),
            self.tr("Output"),
            self.tr("Params"),
            self.tr("MACs"),
            self.tr("Share"),
            self.tr("RF"),
            self.tr("Jump"),
        )

    def _explanations(self) -> tuple[str, ...]:
        return (
            self.tr("Position in the execution"),
            self.tr("Module that made the call"),
            self.tr("Operator, kernel and stride"),
            self.tr("Output shape without the batch axis"),
            self.tr("Trainable parameters; shared ones count once"),
            self.tr("Multiply-accumulates of convolutions and matrix products, batch 1"),
            self.tr("Part of the network's MACs"),
            self.tr("Receptive field of one unit in input pixels, along the local path"),
            self.tr("Input pixels between neighbouring units"),
        )

    def _text(self, row: LayerRow) -> tuple[str, ...]:
        total = self._network.totals.macs if self._network else 0
        return (
            str(row.order),
            row.path or "–",
            operator_title(row),
            shape(row.output_shape),
            thousands(row.params) if row.params else NONE,
            in_column(row.macs, self._divisor),
            share(row.macs, total),
            square(row.rf_h, row.rf_w),
            square(row.jump_h, row.jump_w),
        )

    def _sort_key(self, line: int, column: int) -> object:
        row = self.row_at(line)
        figures = {
            ORDER: row.order,
            OUTPUT: prod(row.output_shape),
            PARAMS: row.params,
            MACS: row.macs,
            SHARE: row.macs,
            RF: row.rf_h if row.rf_h is not None else -1,
            JUMP: row.jump_h if row.jump_h is not None else -1,
        }
        # As float: a count beyond 32 bits must not wrap on its way through Qt.
        return float(figures[column]) if column in figures else self._texts[line][column].casefold()

    def _tool_tip(self, row: LayerRow, column: int) -> str:
        if column in (PATH, OPERATOR):
            lines = [row.path, description(row)]
            if row.call:
                lines.append(self.tr("Call {0} of this module").format(row.call + 1))
            return "\n".join(line for line in (*lines, row.note) if line)
        if column == OUTPUT:
            return self.tr("{0} in memory as float32").format(byte_size(row.bytes_written))
        if column == PARAMS and row.params:
            return self.tr("{0} parameters").format(thousands(row.params))
        if column in (MACS, SHARE) and row.macs:
            return self.tr("{0} MACs").format(thousands(row.macs))
        if column == RF and row.rf_global:
            return self.tr("Local path; a unit also depends on the whole input ({0})").format(row.rf_global)
        return ""


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in LEFT else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class LayerFilter(QSortFilterProxyModel):
    """Sorts by figures, and keeps the rows in which every word of the filter occurs.

    Words match path, operator, module and shape; a shape may be typed as
    ``28x28``.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSortRole(SORT)

    def set_text(self, text: str) -> None:
        """Filter by these words."""
        self._words = tuple(text.casefold().split())
        self.invalidate()

    def filterAcceptsRow(self, line: int, parent: Index) -> bool:
        if not self._words:
            return True
        row = cast(LayerModel, self.sourceModel()).row_at(line)
        texts = (row.path, row.operator, row.module, operator_title(row), "x".join(map(str, row.output_shape)))
        haystack = " ".join(texts).casefold().replace("×", "x").replace(THIN, "")
        return all(word.replace("×", "x") in haystack for word in self._words)

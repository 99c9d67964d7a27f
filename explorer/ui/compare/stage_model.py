"""The stages of the compared networks as a table: each figure of all networks beside each other, and its ratio."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from explorer.analysis.comparison.stages import Figures
from explorer.analysis.comparison.times import comparable
from explorer.analysis.conventions import Convention
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.members import LETTERS
from explorer.ui.numbers import NONE, THIN, column_scale, in_column, milliseconds, thousands, with_unit
from explorer.ui.terms import term

Index = QModelIndex | QPersistentModelIndex
GROUP = Qt.ItemDataRole.UserRole
"""Role of a heading: the :class:`Group` of a column, None of the first one."""
COLUMN = Qt.ItemDataRole.UserRole + 1
"""Role of a heading: the :class:`Column`."""

Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Group:
    """One figure: a column for each network, and those that compare them."""

    name: str
    tip: str
    read: Callable[[Figures, Convention], Value]
    unit: str = ""
    divisor: int = 1
    compared: bool = True
    plain: bool = False
    """Whole numbers with no scale."""
    decimals: int | None = None
    """Of measured seconds, which are shown in ms; None of everything else."""


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of one network, or its difference from the first one's."""

    group: Group
    at: int
    """Which of the networks in the comparison."""
    how: str = ""
    """``delta`` or ``ratio``; empty for the figure itself."""


class StageModel(QAbstractTableModel):
    """A line for each stage, the whole in the last one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compared: Compared | None = None
        self._convention = Convention.ALL
        self._columns: list[Column] = []

    def set_compared(self, compared: Compared | None, convention: Convention) -> None:
        """Show another comparison, or none."""
        self.beginResetModel()
        self._compared, self._convention = compared, convention
        self._columns = list(self._make_columns(compared)) if compared is not None else []
        self.endResetModel()

    @property
    def compared(self) -> Compared | None:
        """What is shown."""
        return self._compared

    @property
    def columns(self) -> list[Column]:
        """The columns after the first one."""
        return self._columns

    def groups(self, compared: Compared) -> list[Group]:
        """Return the figures, each in the scale of its largest sum."""
        whole = compared.comparison.whole
        params, params_letter = column_scale(max(one.params for one in whole))
        macs, macs_letter = column_scale(max(one.macs for one in whole))
        flops, flops_letter = column_scale(max(self._convention.flops(one.work) for one in whole))
        memory, memory_unit = _memory_scale(max(one.live_bytes for one in whole))
        found = [
            Group(self.tr("Output"), self.tr("The last map: channels × height × width"), _output, compared=False),
            Group(
                self.tr("Params"),
                self.tr("Trainable parameters"),
                lambda one, _: one.params,
                params_letter,
                params,
            ),
            Group(
                self.tr("MACs"),
                self.tr("Multiply-accumulates of convolutions and matrix products"),
                lambda one, _: one.macs,
                macs_letter,
                macs,
            ),
            Group(
                self.tr("Peak memory"),
                self.tr("Most activations alive at once, in eager execution"),
                lambda one, _: one.live_bytes,
                memory_unit,
                memory,
            ),
            Group(
                self.tr("RF"),
                self.tr("Largest receptive field of the local path, height in pixels"),
                lambda one, _: one.rf_h,
                "px",
                plain=True,
            ),
        ]
        times = [one.operator_seconds for one in whole if one.operator_seconds is not None]
        longest = 1000 * max(times, default=0.0)
        found.insert(
            3,
            Group(
                self.tr("Time"),
                self.tr("Measured: the medians of the operators, added up")
                if times
                else self.tr("Not measured yet: Ctrl+M times every operator"),
                lambda one, _: one.operator_seconds,
                "ms",
                decimals=1 if longest >= 10 else 2 if longest >= 1 else 3,
            ),
        )
        if self._convention is not Convention.MACS:
            tip = term(self._convention.text)
            noun = term(self._convention.noun)
            found.insert(3, Group(noun, tip, lambda one, convention: convention.flops(one.work), flops_letter, flops))
        return found

    def _make_columns(self, compared: Compared) -> list[Column]:
        count = len(compared.names)
        found: list[Column] = []
        for group in self.groups(compared):
            found += [Column(group, at) for at in range(count)]
            if group.compared:
                # Of more than two networks ratios are enough to read; exports have the differences, too.
                hows = ("delta", "ratio") if count == 2 else ("ratio",)
                found += [Column(group, at, how) for at in range(1, count) for how in hows]
        return found

    def place(self, column: Column) -> int:
        """Return the place among A to D of a column's network."""
        assert self._compared is not None
        return self._compared.places[column.at]

    # Qt ----------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._compared is None:
            return 0
        return len(self._compared.comparison.stages) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Vertical or self._compared is None:
            return None
        column = self._columns[section - 1] if section else None
        if role == GROUP:
            return column.group if column is not None else None
        if role == COLUMN:
            return column
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            name = self._compared.names[column.at]
            return f"{with_unit(column.group.name, column.group.unit)}, {name}\n{column.group.tip}"
        return None

    def _comparable(self, at: int) -> bool:
        return self._compared is not None and comparable(self._compared.comparison, at)

    def _heading(self, column: Column | None) -> str:
        if column is None:
            return self.tr("Stage")
        assert self._compared is not None
        letter, first = LETTERS[self.place(column)], LETTERS[self._compared.places[0]]
        if column.how == "delta":
            return f"{letter} − {first}"
        return f"{letter} / {first}" if column.how == "ratio" else letter

    def figures(self, row: int) -> tuple[Figures | None, ...]:
        """Return the figures of all networks in a line."""
        assert self._compared is not None
        found = self._compared.comparison
        return found.stages[row].figures if row < len(found.stages) else found.whole

    def data(self, index: Index, role: int = 0) -> object:
        if self._compared is None:
            return None
        column = self._columns[index.column() - 1] if index.column() else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name(index.row()) if column is None else self._text(index.row(), column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column is None else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column is not None and not column.how:
            return self._tip(self.value(index.row(), column), column)
        return None

    def _name(self, row: int) -> str:
        assert self._compared is not None
        stages = self._compared.comparison.stages
        return term(stages[row].name) if row < len(stages) else self.tr("all")

    def _tip(self, value: Value, column: Column) -> str | None:
        if column.group.decimals is None:
            return thousands(value) if isinstance(value, int) else None
        return with_unit(milliseconds(value), "ms") if isinstance(value, float) else column.group.tip

    def value(self, row: int, column: Column) -> Value:
        """Return a figure as it is, None where the network has no such stage."""
        one = self.figures(row)[column.at]
        return column.group.read(one, self._convention) if one is not None else None

    def _text(self, row: int, column: Column) -> str:
        value, group = self.value(row, column), column.group
        if column.how:
            first = self.figures(row)[0]
            base = group.read(first, self._convention) if first is not None else None
            if not isinstance(value, int | float) or not isinstance(base, int | float):
                return NONE
            if group.decimals is not None and not self._comparable(column.at):
                return NONE
            if column.how == "ratio":
                return ratio(value, base)
            return _signed(value - base, group)
        if value is None:
            return NONE
        if isinstance(value, str):
            return value
        if group.decimals is not None:
            return in_milliseconds(value, group.decimals)
        return thousands(value) if group.plain else in_column(value, group.divisor)


def in_milliseconds(seconds: float, decimals: int) -> str:
    """Return a time of a column in ms, all with as many decimals: ``12.3``, ``<0.1``."""
    least = 10.0**-decimals
    if 0 < 1000 * seconds < least / 2:
        return f"<{least:.{decimals}f}"
    return f"{1000 * seconds:,.{decimals}f}"


def _output(one: Figures, _: Convention) -> str:
    return "×".join(map(str, one.shape)) or NONE


def _memory_scale(largest: int) -> tuple[int, str]:
    """The unit in which the largest figure has at most four digits before its point."""
    for power, unit in ((3, "GiB"), (2, "MiB"), (1, "KiB")):
        if largest >= 1024**power:
            return 1024**power, unit
    return 1, "B"


def _signed(value: float, group: Group) -> str:
    if not value:
        return "0"
    sign = "+" if value > 0 else "−"
    if group.decimals is not None:
        text = in_milliseconds(abs(value), group.decimals)
        return "≈" + THIN + "0" if text.startswith("<") else sign + text
    if not group.plain and abs(value) / group.divisor < 0.05:
        return "≈" + THIN + "0"
    return sign + (thousands(abs(value)) if group.plain else in_column(abs(value), group.divisor))


def ratio(value: float, base: float) -> str:
    """Return how many times as much: ``10.6×``, ``0.043×``; a dash where there is nothing to compare with."""
    if not base or not value:
        return NONE
    times = value / base
    return (
        f"{times:,.0f}×"
        if times >= 99.95
        else f"{times:.1f}×"
        if times >= 9.995
        else f"{times:.2f}×"
        if times >= 0.0995
        else f"{times:.2g}×"
    )

"""Which columns the layer table shows."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.docks.table.layer_columns import ALWAYS, COLUMN_COUNT, NAMES, SHOWN_AT_FIRST, TIME


class ColumnMenu(QMenu):
    """One entry per column that can be hidden; it stays open while columns are chosen."""

    changed = Signal(object)  # frozenset of the chosen columns

    def __init__(self, title_of: Callable[[int], str], parent: QWidget | None = None) -> None:
        """``title_of`` names a column."""
        super().__init__(parent)
        self.setObjectName("table.columns.menu")
        self.setTitle(self.tr("Columns"))
        self._title_of = title_of
        self._measured = False
        self._columns: dict[int, QAction] = {}
        for column in range(COLUMN_COUNT):
            if column not in ALWAYS:
                action = self.addAction("")
                action.setObjectName(f"table.column.{NAMES[column]}")
                action.setCheckable(True)
                self._columns[column] = action
        self.addSeparator()
        self._reset = self.addAction(self.tr("Default columns"))
        self._reset.setObjectName("table.columns.reset")
        self.triggered.connect(self._on_triggered)
        self.aboutToShow.connect(self._name)
        self.set_chosen(SHOWN_AT_FIRST)

    @property
    def chosen(self) -> frozenset[int]:
        """The chosen columns."""
        return ALWAYS | {column for column, action in self._columns.items() if action.isChecked()}

    def set_chosen(self, columns: frozenset[int]) -> None:
        """Choose columns without a signal."""
        for column, action in self._columns.items():
            action.setChecked(column in columns)
        self._name()

    def set_measured(self, measured: bool) -> None:
        """Say whether there are times; without them, their column is not shown whether it is chosen or not."""
        self._measured = measured

    @property
    def shown(self) -> frozenset[int]:
        """The columns that are to be shown."""
        return self.chosen if self._measured else self.chosen - {TIME}

    def _name(self) -> None:
        for column, action in self._columns.items():
            title = self._title_of(column)
            action.setText(self.tr("Time, once measured") if column == TIME and not self._measured else title)
        self._reset.setEnabled(self.chosen != SHOWN_AT_FIRST)

    def _on_triggered(self, action: QAction) -> None:
        if action is self._reset:
            self.set_chosen(SHOWN_AT_FIRST)
        elif action not in self._columns.values():
            return
        self._name()
        self.changed.emit(self.chosen)

    # Somebody who shows one column often shows another: the menu closes by Escape or a click beside it.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action in self._columns.values():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and action in self._columns.values():
            action.trigger()
        else:
            super().keyPressEvent(event)

"""A table to read and choose rows from: no grid, no headers at the side, nothing to edit."""

from PySide6.QtWidgets import QTableView


def make_plain(table: QTableView, row_height: int) -> None:
    """Give a table the look and the manners of all the window's tables; Tab leaves it."""
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.verticalHeader().setMinimumSectionSize(row_height)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)

"""The modules that torchinfo counts otherwise, by the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView

from explorer.ui.numbers import short, thousands
from explorer.ui.terms import quoted, term, told
from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space

if TYPE_CHECKING:
    from explorer.analysis.claims.crosscheck import CauseTotal, CrossCheck

_ROW = 24
_MOST = 9
"""Rows that are shown at once; the rest is scrolled to."""
_LINE = Qt.ItemDataRole.UserRole
"""What a row is when it is copied."""


def differences_text(found: CrossCheck) -> list[str]:
    """Return the summary, and a line for each module that differs."""
    return [
        told(found.summary),
        *(
            f"{module.path or module.cls}: {_signed(reason.difference)} {reason.quantity}, {quoted(reason.text)}"
            for module in found.differing
            for reason in module.reasons
        ),
    ]


class DifferenceList(QTreeView):
    """Causes with their modules below them; tool tips tell the whole reason, Ctrl+C copies the selected lines."""

    def __init__(self, found: CrossCheck) -> None:
        super().__init__()
        self.setObjectName("inspector.crosscheck.modules")
        self.setAccessibleName(self.tr("Modules that torchinfo counts otherwise"))
        self.setHeaderHidden(True)
        self.setIndentation(Space.NEAR)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = QStandardItemModel(0, 2, self)
        for cause in found.causes:
            _add_cause(model, cause, found)
        self.setModel(model)
        for number in range(model.rowCount()):
            self.setFirstColumnSpanned(number, QModelIndex(), True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.expandAll()
        lines = sum(1 + model.item(number).rowCount() for number in range(model.rowCount()))
        self.setFixedHeight(max(self.sizeHintForRow(0), _ROW) * min(lines, _MOST) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(self.selectionModel().selectedRows(), key=lambda index: (index.parent().row(), index.row()))
            QGuiApplication.clipboard().setText("\n".join(index.data(_LINE) for index in chosen))
            return
        super().keyPressEvent(event)


def _add_cause(model: QStandardItemModel, cause: CauseTotal, found: CrossCheck) -> None:
    from explorer.analysis.claims.crosscheck import CAUSES

    unit = {"params": "params", "macs": "MACs"}[cause.quantity]
    words = term(CAUSES[cause.cause])
    head = QStandardItem(f"{_sign(cause.difference)}{short(abs(cause.difference))} {unit}: {words}")
    head.setToolTip(f"{_signed(cause.difference)} {unit}: {words}")
    head.setData(head.toolTip(), _LINE)
    model.appendRow(head)
    for module in found.differing:
        for reason in module.reasons:
            if (reason.quantity, reason.cause) == (cause.quantity, cause.cause):
                name = module.path or module.cls
                head.appendRow(_cells(name, module.cls, _signed(reason.difference), quoted(reason.text)))


def _cells(name: str, cls: str, figure: str, reason: str) -> list[QStandardItem]:
    cells = [QStandardItem(name), QStandardItem(figure)]
    cells[0].setFont(font(Size.SECONDARY, mono=True))
    cells[0].setData(f"{name}: {figure}, {reason}", _LINE)
    cells[1].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for cell in cells:
        cell.setToolTip(f"{name} ({cls})\n{reason}")
    return cells


def _signed(value: int) -> str:
    return f"{_sign(value)}{thousands(abs(value))}"


def _sign(value: int) -> str:
    return "−" if value < 0 else "+"

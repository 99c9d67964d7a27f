"""The parts that the preferences are put together from: sections, and rows of a name, a control and a remark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QLabel, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import hair_line, label

NAMES = 132
"""Width of the names."""


class Section:
    """A title and the rows below it."""

    def __init__(self, title: str, into: QBoxLayout, *, first: bool = False) -> None:
        if not first:
            into.addSpacing(Space.TIGHT)
            into.addWidget(hair_line())
            into.addSpacing(Space.TIGHT)
        into.addWidget(label(title, "section"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.NEAR)
        self._grid.setVerticalSpacing(Space.CLOSE)
        self._grid.setColumnMinimumWidth(0, NAMES)
        self._grid.setColumnStretch(1, 1)
        into.addLayout(self._grid)

    def add(self, name: str, control: QWidget, remark: QLabel | None = None) -> None:
        """Add a row; the name is the control's for screen readers and for its key."""
        line = self._grid.rowCount()
        words = label(name, "secondary")
        words.setBuddy(control)
        words.setMinimumHeight(Space.CONTROL)
        if not control.accessibleName():
            control.setAccessibleName(name)
        self._grid.addWidget(words, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(control, line, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if remark is not None:
            remark.setWordWrap(True)
            self._grid.addWidget(remark, line + 1, 1)


def combo(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    """Return a box of ``(key, text)`` choices."""
    box = QComboBox()
    box.setObjectName(name)
    box.setMinimumWidth(200)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for key, text in choices:
        box.addItem(text, key)
    return box


def show_choice(box: QComboBox, key: str) -> None:
    """Show a choice without a signal of somebody's choosing (``activated`` is not sent)."""
    box.setCurrentIndex(max(box.findData(key), 0))

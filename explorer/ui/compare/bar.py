"""The bar above the two canvases: who is compared, and how the comparison is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from explorer.ui.compare.members import LETTERS, Slots
from explorer.ui.compare.series import Letter
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import label, restyle


class Chip(QFrame):
    """A further network: its letter, its name, and a button that takes it out."""

    removeRequested = Signal(object)  # place

    def __init__(self, place: int, name: str, state: str, parent: QWidget | None = None) -> None:
        """``state``: ``shown``, ``waiting``, or why it is not to be had."""
        super().__init__(parent)
        self._place = place
        self.setProperty("surface", "chip")
        self.setObjectName(f"compare.chip.{LETTERS[place].lower()}")
        self.setFixedHeight(Space.CONTROL)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.TIGHT, 0, 2, 0)
        row.setSpacing(6)
        row.addWidget(Letter(place))
        words = label(name, "value")
        if state == "waiting":
            words.setText(self.tr("{0} …").format(name))
        elif state != "shown":
            words.setText(self.tr("{0}: failed").format(name))
            words.setToolTip(state)
        row.addWidget(words)
        remove = IconButton("x", self.tr("Remove {0}").format(name), f"compare.{place}.remove", size=12)
        remove.clicked.connect(lambda: self.removeRequested.emit(self._place))
        row.addWidget(remove)


class Bar(QWidget):
    """Says what is wished; the page does it."""

    addRequested = Signal()
    removeRequested = Signal(object)  # place
    swapRequested = Signal()
    syncToggled = Signal(bool)
    marksToggled = Signal(bool)
    stackedToggled = Signal(bool)
    stepRequested = Signal(object)  # +1 or -1

    def __init__(self, stack: QUndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(Space.TOOLBAR - 4)
        self._stack = stack
        self._chips = QHBoxLayout()
        self._chips.setSpacing(Space.TIGHT + 2)
        self.add: QPushButton = push_button(self.tr("Add a network"), "compare.add")
        self.add.setProperty("size", "compact")
        self.swap = IconButton("arrow-left-right", self.tr("Swap A and B (X)"), "compare.swap")
        self.sync = IconButton("link", self.tr("Move both together (L)"), "compare.sync", checkable=True)
        self.marks = IconButton("equal-not", self.tr("Mark the differences (D)"), "compare.marks", checkable=True)
        self.stacked = IconButton("rows-2", self.tr("One above the other (O)"), "compare.stacked", checkable=True)
        self.previous = IconButton("chevron-up", self.tr("Previous difference (Shift+F8)"), "compare.previous")
        self.next = IconButton("chevron-down", self.tr("Next difference (F8)"), "compare.next")
        self.undo = IconButton("undo-2", "", "compare.undo")
        self.redo = IconButton("redo-2", "", "compare.redo")
        self.rule = label(role="label", name="compare.rule")
        self._where = label(role="secondary", name="compare.where")
        self.sync.setChecked(True)
        self.marks.setChecked(True)
        self._build()
        self.add.clicked.connect(self.addRequested)
        self.swap.clicked.connect(self.swapRequested)
        self.sync.toggled.connect(self.syncToggled)
        self.marks.toggled.connect(self.marksToggled)
        self.stacked.toggled.connect(self.stackedToggled)
        self.previous.clicked.connect(lambda: self.stepRequested.emit(-1))
        self.next.clicked.connect(lambda: self.stepRequested.emit(1))
        self.undo.clicked.connect(stack.undo)
        self.redo.clicked.connect(stack.redo)
        stack.indexChanged.connect(self._on_stack_changed)
        self._on_stack_changed()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.NEAR, 0, Space.CLOSE, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(_line())
        row.addWidget(self.swap)
        row.addWidget(self.sync)
        row.addWidget(self.stacked)
        row.addWidget(_line())
        row.addWidget(self.marks)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self._where)
        row.addSpacing(Space.CLOSE)
        row.addWidget(self.rule, 1)
        row.addLayout(self._chips)
        row.addWidget(self.add)

    def set_members(self, slots: Slots, states: Sequence[str], *, full: bool) -> None:
        """Show the further networks, each with its state; see :class:`Chip`."""
        while (entry := self._chips.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for place, form in enumerate(slots[2:], start=2):
            if form is not None:
                name = form.architecture.display_name + ("" if form.is_own else f" ({form.changes()})")
                chip = Chip(place, name, states[place])
                chip.removeRequested.connect(self.removeRequested)
                self._chips.addWidget(chip)
        self.add.setVisible(not full)
        self.swap.setEnabled(any(slots[:2]))

    def set_rule(self, text: str, tip: str) -> None:
        """Say how the networks were aligned."""
        self.rule.setText(text)
        self.rule.setToolTip(tip)

    def set_differences(self, at: int | None, count: int) -> None:
        """Say at which of the differences one is."""
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)
        if at is None:
            one = count == 1
            text = self.tr("1 difference") if one else self.tr("{0} differences").format(count)
            self._where.setText(text if count else "")
        else:
            self._where.setText(self.tr("{0} of {1}").format(at + 1, count))

    def where(self) -> str:
        """Return the words about the differences."""
        return self._where.text()

    def _on_stack_changed(self) -> None:
        stack = self._stack
        if not isValid(stack):
            return  # it says so once more while it is destroyed
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        undo, redo = self.tr("Undo: {0} (Ctrl+Z)"), self.tr("Redo: {0} (Ctrl+Shift+Z)")
        self.undo.setToolTip(undo.format(stack.undoText()) if stack.canUndo() else self.tr("Undo (Ctrl+Z)"))
        self.redo.setToolTip(redo.format(stack.redoText()) if stack.canRedo() else self.tr("Redo (Ctrl+Shift+Z)"))
        self.undo.setAccessibleName(self.undo.toolTip())
        self.redo.setAccessibleName(self.redo.toolTip())


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "upright")
    line.setFixedSize(1, 20)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    restyle(line)
    return line

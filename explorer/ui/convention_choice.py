"""How operations are counted in the whole window: one choice, in a menu and in the tool bar."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from explorer.analysis.conventions import Convention
from explorer.ui.terms import heading, term
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import SegmentedControl
from explorer.ui.widgets.labels import label

_SHORT = {Convention.MACS: "MACs", Convention.TWICE_MACS: "2·MACs", Convention.ALL: "FLOPs"}


class ConventionChoice(QObject):
    """The convention in force, with the menu and the switch that change it."""

    changed = Signal(object)  # Convention

    def __init__(self, convention: Convention, parent: QWidget) -> None:
        super().__init__(parent)
        self.convention = convention
        self.menu = QMenu(self.tr("&Count operations as"), parent)
        self.menu.setObjectName("menu.convention")
        self.menu.setToolTipsVisible(True)
        self._group = QActionGroup(self)
        for one in Convention:
            action = QAction(heading(one.label), self)
            action.setObjectName(f"convention.{one.value}")
            action.setCheckable(True)
            action.setToolTip(term(one.text))
            action.setData(one.value)
            self._group.addAction(action)
            self.menu.addAction(action)
        self._segments = SegmentedControl([(one.value, term(_SHORT[one])) for one in Convention], "convention")
        for one in Convention:
            self._segments.button(one.value).setToolTip(term(one.text))
        self.switch = QWidget()
        row = QHBoxLayout(self.switch)
        row.setContentsMargins(0, 0, Space.CLOSE, 0)
        row.setSpacing(Space.CLOSE)
        row.addWidget(label(self.tr("Count"), "secondary"))
        row.addWidget(self._segments)
        self._group.triggered.connect(self._on_triggered)
        self._segments.chosen.connect(self._on_chosen)
        self._show()

    def _show(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self.convention.value)
        self._segments.set_current(self.convention.value)

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._on_chosen(action.data())

    def choose(self, value: str) -> None:
        """Count by another convention, as if somebody had chosen it."""
        self._on_chosen(value)

    @Slot(object)
    def _on_chosen(self, value: str) -> None:
        if value != self.convention.value:
            self.convention = Convention(value)
            self._show()
            self.changed.emit(self.convention)

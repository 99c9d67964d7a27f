"""What the graphs of the window are coloured by: one choice, in a menu with a key for each, and in the tool bar."""

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from explorer.analysis.conventions import Convention
from explorer.ui.graph.colouring_words import title_of
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label
from explorer.visualize.graph.metrics import Metric

CHOICES: tuple[Metric | None, ...] = (None, *Metric)
"""In the order of their keys; None is the kind."""


class ColouringChoice(QObject):
    """The metric in force, with the menu and the box that change it."""

    chosen = Signal(object)  # Metric | None, whenever somebody chooses, be it the same again

    def __init__(self, metric: Metric | None, convention: Convention, parent: QWidget) -> None:
        super().__init__(parent)
        self.metric = metric
        self.menu = QMenu(self.tr("Colo&ur by"), parent)
        self.menu.setObjectName("menu.colouring")
        self.combo = QComboBox()
        self.combo.setObjectName("toolbar.colouring")
        self.combo.setAccessibleName(self.tr("Colour by"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._group = QActionGroup(self)
        for number, one in enumerate(CHOICES):
            action = QAction(self)
            action.setObjectName(f"colouring.{one.value if one is not None else 'kind'}")
            action.setCheckable(True)
            action.setData(number)
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            self._group.addAction(action)
            self.menu.addAction(action)
            self.combo.addItem("")
        self.switch = QWidget()
        row = QHBoxLayout(self.switch)
        row.setContentsMargins(Space.TIGHT, 0, Space.TIGHT, 0)
        row.setSpacing(Space.CLOSE)
        name = label(self.tr("Colour by"), "secondary")
        name.setBuddy(self.combo)
        row.addWidget(name)
        row.addWidget(self.combo)
        self._group.triggered.connect(self._on_triggered)
        self.combo.activated.connect(self._on_activated)
        self.set_convention(convention)
        self._show()

    def set_convention(self, convention: Convention) -> None:
        """Call operations as they are counted."""
        for number, (one, action) in enumerate(zip(CHOICES, self._group.actions(), strict=True)):
            title = title_of(one, convention)
            action.setText(title)
            self.combo.setItemText(number, title)

    def _show(self) -> None:
        number = CHOICES.index(self.metric)
        self._group.actions()[number].setChecked(True)
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(number)
        key = self._group.actions()[number].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.combo.setToolTip(self.tr("What the colours of the graph tell ({0})").format(key))

    def choose(self, metric: Metric | None) -> None:
        """Colour by another figure, or by the kind, as if somebody had chosen it."""
        self._on_activated(CHOICES.index(metric))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._on_activated(action.data())

    @Slot(int)
    def _on_activated(self, number: int) -> None:
        self.metric = CHOICES[number]
        self._show()
        self.chosen.emit(self.metric)

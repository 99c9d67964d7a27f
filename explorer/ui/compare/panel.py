"""The lower part of the comparison: stages, charts, differences, story."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from explorer.analysis.conventions import Convention
from explorer.models import registry
from explorer.ui.compare.charts_part import ChartsPart
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.difference_list import DifferenceList
from explorer.ui.compare.measure_bar import MeasureBar
from explorer.ui.compare.stage_table import StageTable
from explorer.ui.compare.story_part import StoryPart
from explorer.ui.compare.time_note import TimeNote
from explorer.ui.docks.table.export_menu import FORMATS
from explorer.ui.selection import Selected
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton

STAGES, CHARTS, DIFFERENCES, STORY = range(4)
"""The tabs."""

TSV = "tsv"
"""The format of the clipboard that pastes into the cells of a spreadsheet."""


class Panel(QWidget):
    """Tabs over one comparison."""

    stageChosen = Signal(object)  # row
    differenceChosen = Signal(object)  # Difference
    operatorChosen = Signal(object, object)  # place, order
    architectureChosen = Signal(object)  # key
    exportRequested = Signal(object, object)  # Chart, suffix
    tableRequested = Signal(object, object)  # key of a format, whether it is to be copied

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.panel")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._convention = Convention.ALL
        self._compared: Compared | None = None
        self._orders: dict[int, int] = {}
        self._at: int | None = None
        self._parts: dict[int, QWidget] = {}
        """What has been looked at; nothing else is made."""
        self._stale: set[int] = set()
        """What still shows the comparison before."""
        self.tabs = QTabBar()
        self.tabs.setObjectName("compare.tabs")
        self.tabs.setProperty("role", "strip")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Parts of the comparison"))
        self._stack = QStackedWidget()
        for text in (self.tr("Stages"), self.tr("Charts"), self.tr("Differences"), self.tr("Story")):
            self.tabs.addTab(text)
        self.measure = MeasureBar()
        self.note = TimeNote()
        self.copy = IconButton("copy", self.tr("Copy the table of stages for a spreadsheet"), "compare.copy")
        self.save = IconButton("download", self.tr("Save or copy the table of stages"), "compare.save")
        self._build()
        self.tabs.currentChanged.connect(self._show)
        self.copy.clicked.connect(self._on_copy_requested)
        self._show(STAGES)

    def _build(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("compare.export.menu")
        for key, (name, suffix) in FORMATS.items():
            action = menu.addAction(self.tr("Save as {0} ({1})…").format(name, suffix))
            action.setObjectName(f"compare.export.{key}")
            action.triggered.connect(lambda _=False, key=key: self.tableRequested.emit(key, False))
        menu.addSeparator()
        for key, name in ((TSV, self.tr("cells of a spreadsheet")), *((one, FORMATS[one][0]) for one in FORMATS)):
            action = menu.addAction(self.tr("Copy as {0}").format(name))
            action.setObjectName(f"compare.copy.{key}")
            action.triggered.connect(lambda _=False, key=key: self.tableRequested.emit(key, True))
        self.save.setMenu(menu)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._head = QWidget()
        self._head.setObjectName("compare.panel.head")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head.setFixedHeight(Space.DOCK_HEADER)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, Space.CLOSE, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.measure)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.note)
        self.setMinimumHeight(Space.DOCK_HEADER + 120)

    # the parts ---------------------------------------------------------------

    @property
    def stages(self) -> StageTable:
        """The table of stages."""
        part = self._part(STAGES)
        assert isinstance(part, StageTable)
        return part

    @property
    def charts(self) -> ChartsPart:
        """The charts."""
        part = self._part(CHARTS)
        assert isinstance(part, ChartsPart)
        return part

    @property
    def differences(self) -> DifferenceList:
        """The list of differences."""
        part = self._part(DIFFERENCES)
        assert isinstance(part, DifferenceList)
        return part

    @property
    def story(self) -> StoryPart:
        """What was taken over, and what is measured."""
        part = self._part(STORY)
        assert isinstance(part, StoryPart)
        return part

    def _show(self, at: int) -> None:
        self._stack.setCurrentWidget(self._part(at))
        self._say_times()

    def _part(self, at: int) -> QWidget:
        """Return a part as it is to be seen: made when it is first asked for, filled when it is asked for again."""
        if at not in self._parts:
            self._parts[at] = self._make(at)
            self._stack.addWidget(self._parts[at])
            self._stale.add(at)
        if at in self._stale:
            self._stale.discard(at)
            self._fill(self._parts[at])
        return self._parts[at]

    def _make(self, at: int) -> QWidget:
        if at == STAGES:
            stages = StageTable()
            stages.stageChosen.connect(self.stageChosen)
            stages.copyRequested.connect(self._on_copy_requested)
            return stages
        if at == CHARTS:
            charts = ChartsPart(registry.architectures())
            charts.operatorChosen.connect(self.operatorChosen)
            charts.architectureChosen.connect(self.architectureChosen)
            charts.exportRequested.connect(self.exportRequested)
            return charts
        if at == DIFFERENCES:
            differences = DifferenceList()
            differences.differenceChosen.connect(self.differenceChosen)
            return differences
        return StoryPart()

    def _fill(self, part: QWidget) -> None:
        compared = self._compared
        if isinstance(part, StageTable):
            part.set_compared(compared, self._convention)
        elif isinstance(part, ChartsPart):
            part.set_compared(compared)
            part.set_orders(self._orders)
        elif isinstance(part, DifferenceList):
            paired = compared is not None and compared.pairing is not None
            names = (compared.names[0], compared.names[1]) if compared is not None and paired else ("", "")
            part.set_differences(compared.differences if compared is not None else (), names)
            part.mark(self._at)
        elif isinstance(part, StoryPart):
            part.set_compared(compared)

    def _refill(self) -> None:
        """Everything shows another comparison: what is seen at once, the rest when it is looked at."""
        self._stale = set(self._parts)
        self._part(self.tabs.currentIndex())

    # what is shown -----------------------------------------------------------

    def set_compared(self, compared: Compared) -> None:
        """Show another comparison."""
        self._compared = compared
        self._refill()
        self._enable(True)

    def set_times(self, compared: Compared) -> None:
        """Show the same comparison with other measured times."""
        self._compared = compared
        self._stale |= {STAGES, CHARTS} & self._parts.keys()
        self._part(self.tabs.currentIndex())
        self._say_times()

    def clear(self) -> None:
        """Show that nothing is compared."""
        self._compared, self._orders, self._at = None, {}, None
        self._refill()
        self._enable(False)

    def _say_times(self) -> None:
        compared = self._compared
        self.note.set_compared(compared if self.tabs.currentIndex() == STAGES else None)

    def _enable(self, there: bool) -> None:
        self._say_times()
        self.copy.setEnabled(there)
        self.save.setEnabled(there)

    @property
    def convention(self) -> Convention:
        """How operations are counted in the table and its exports."""
        return self._convention

    def set_convention(self, convention: Convention) -> None:
        """Count operations in another way."""
        self._convention = convention
        stages = self._parts[STAGES]
        if STAGES not in self._stale and isinstance(stages, StageTable):
            stages.set_compared(self._compared, convention)

    def set_selected(self, selected: tuple[Selected, Selected]) -> None:
        """Mark in the charts what is selected in A and in B, a block by its last operator."""
        orders: dict[int, int] = {}
        pairing = self._compared.pairing if self._compared is not None else None
        if pairing is not None:
            for place, (half, one) in enumerate(zip((pairing.left, pairing.right), selected, strict=True)):
                found = half.orders(one)
                if found:
                    orders[place] = max(found)
        self._orders = orders
        charts = self._parts.get(CHARTS)
        if isinstance(charts, ChartsPart):
            charts.set_orders(orders)

    def mark_stage(self, row: int | None) -> None:
        """Mark a stage in the table, None for none."""
        stages = self._parts[STAGES]
        if isinstance(stages, StageTable):
            stages.mark_stage(row)

    def mark_difference(self, at: int | None) -> None:
        """Mark a difference in the list, None for none."""
        self._at = at
        differences = self._parts.get(DIFFERENCES)
        if DIFFERENCES not in self._stale and isinstance(differences, DifferenceList):
            differences.mark(at)

    def _on_copy_requested(self) -> None:
        if self._compared is not None:
            self.tableRequested.emit(TSV, True)

"""The charts of the open network: depth, memory and, once measured, the roofline."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.engine.messages import Progress
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.docks.charts.depth_chart import DepthChart
from explorer.ui.docks.charts.memory_chart import MemoryChart
from explorer.ui.docks.charts.roofline_page import RooflinePage
from explorer.ui.measurement import Measured
from explorer.ui.selection import Selection
from explorer.ui.widgets.state_card import StateCard


class Charts(QWidget):
    """The panel; ``tabs`` stand in the dock's title bar."""

    measureRequested = Signal()
    cancelRequested = Signal()
    exportRequested = Signal(object, object)  # Chart, suffix

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("charts")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(220, 124)
        self._depth, self._memory, self.roofline = DepthChart(), MemoryChart(), RooflinePage()
        self.tabs = QTabBar()
        self.tabs.setProperty("role", "strip")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setObjectName("charts.tabs")
        self.tabs.setAccessibleName(self.tr("Charts"))
        self._stack = QStackedWidget()
        for name, page in (
            (self.tr("Depth"), self._depth),
            (self.tr("Memory"), self._memory),
            (self.tr("Roofline"), self.roofline),
        ):
            self.tabs.addTab(name)
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._nothing = StateCard("charts.nothing")
        self._stack.addWidget(self._nothing)
        column.addWidget(self._stack)
        self._nothing.show_empty(self.tr("The charts of the open network appear here."))
        self._empty = True
        self.tabs.currentChanged.connect(self._show_page)
        self.roofline.measureRequested.connect(self.measureRequested)
        self.roofline.cancelRequested.connect(self.cancelRequested)
        for chart in self._charts():
            chart.exportRequested.connect(self._on_export_requested)
        self.clear()

    def _charts(self) -> tuple[Chart, ...]:
        return self._depth, self._memory, self.roofline.chart

    @property
    def current(self) -> Chart:
        """The chart in front."""
        return self._charts()[self.tabs.currentIndex()]

    def sizeHint(self) -> QSize:
        return QSize(292, 252)

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network and follow its selection."""
        self._depth.set_network(network, selection)
        self._memory.set_network(network, selection)
        self.roofline.set_network(network, selection)
        self._empty = False
        self._show_page()

    def clear(self) -> None:
        """Show that no network is open."""
        self._depth.clear()
        self._memory.clear()
        self.roofline.clear()
        self._empty = True
        self._show_page()

    def _show_page(self) -> None:
        """Bring up what the tab in front has to show; the roofline says itself that there is nothing."""
        page = self.tabs.currentIndex()
        if self._empty and self._stack.widget(page) is not self.roofline:
            page = self._stack.indexOf(self._nothing)
        self._stack.setCurrentIndex(page)

    def set_state(self, state: Measured) -> None:
        """Show how far the measurement of the network is, or what it found."""
        self.roofline.set_state(state)

    def set_progress(self, progress: Progress) -> None:
        """Say how far the measurement has come."""
        self.roofline.set_progress(progress)

    def show_roofline(self) -> None:
        """Bring the roofline to the front."""
        self.tabs.setCurrentIndex(self._stack.indexOf(self.roofline))

    def _on_export_requested(self, suffix: str) -> None:
        chart = self.sender()
        assert isinstance(chart, Chart)
        self.exportRequested.emit(chart, suffix)

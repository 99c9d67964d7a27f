"""The charts of a comparison, three beside each other, each with another one behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from explorer.models.registry import Architecture
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.depth_charts import CumulativeChart, FieldChart, StaircaseChart
from explorer.ui.compare.roofline_chart import RooflineChart
from explorer.ui.compare.scatter_chart import ScatterChart
from explorer.ui.compare.series_chart import SeriesChart
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton, SegmentedControl

_LEAST = 288


class Slot(QWidget):
    """A choice of charts, one of them shown."""

    exportRequested = Signal(object, object)  # Chart, suffix

    def __init__(self, name: str, charts: Sequence[tuple[str, SeriesChart]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = [chart for _, chart in charts]
        self.choice = SegmentedControl([(str(at), text) for at, (text, _) in enumerate(charts)], name)
        self.save = IconButton("download", self.tr("Save this chart"), f"{name}.save", size=14)
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.save.setMenu(self._menu)
        self._stack = QStackedWidget()
        for chart in self.charts:
            self._stack.addWidget(chart)
            chart.exportRequested.connect(lambda suffix, chart=chart: self.exportRequested.emit(chart, suffix))
        head = QHBoxLayout()
        head.setContentsMargins(Space.NEAR, 6, 6, 0)
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.choice.chosen.connect(self._on_chosen)
        self._on_chosen("0")

    def minimumSizeHint(self) -> QSize:
        # All words of the choice, however many.
        return super().minimumSizeHint().expandedTo(QSize(_LEAST, 0))

    @property
    def current(self) -> SeriesChart:
        """The chart that is shown."""
        return self.charts[int(self.choice.current())]

    def set_compared(self, compared: Compared | None) -> None:
        """Show another comparison, or none."""
        for chart in self.charts:
            chart.set_compared(compared)
        self.save.setEnabled(self.current.filled)

    def _on_chosen(self, at: str) -> None:
        self._stack.setCurrentIndex(int(at))
        self._menu.clear()
        self.current.add_exports(self._menu)
        self.save.setEnabled(self.current.filled)


class ChartsPart(QScrollArea):
    """Scrolls where the window is too narrow or too low for all."""

    operatorChosen = Signal(object, object)  # place, order
    architectureChosen = Signal(object)  # key
    exportRequested = Signal(object, object)  # Chart, suffix

    def __init__(self, architectures: Sequence[Architecture], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.slots = (
            Slot(
                "compare.sums",
                (
                    (self.tr("MACs"), CumulativeChart("macs")),
                    (self.tr("Parameters"), CumulativeChart("params")),
                    (self.tr("Roofline"), RooflineChart()),
                ),
            ),
            Slot(
                "compare.depth",
                ((self.tr("Receptive field"), FieldChart()), (self.tr("Resolution, channels"), StaircaseChart())),
            ),
            Slot(
                "compare.accuracy",
                (
                    (self.tr("Accuracy, MACs"), ScatterChart(architectures, "macs")),
                    (self.tr("Accuracy, params"), ScatterChart(architectures, "params")),
                ),
            ),
        )
        content = QWidget()
        content.setProperty("surface", "panel")
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for slot in self.slots:
            row.addWidget(slot, 1)
            slot.exportRequested.connect(self.exportRequested)
        for chart in self.charts:
            chart.operatorChosen.connect(self.operatorChosen)
            if isinstance(chart, ScatterChart):
                chart.architectureChosen.connect(self.architectureChosen)
        self.setWidget(content)

    @property
    def charts(self) -> list[SeriesChart]:
        """All charts, also those that are not shown."""
        return [chart for slot in self.slots for chart in slot.charts]

    def set_compared(self, compared: Compared | None) -> None:
        """Show another comparison, or none."""
        for slot in self.slots:
            slot.set_compared(compared)

    def set_orders(self, orders: dict[int, int]) -> None:
        """Mark an operator of each of these networks, by their place."""
        for chart in self.charts:
            chart.set_orders(orders)

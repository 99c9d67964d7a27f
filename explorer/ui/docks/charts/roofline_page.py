"""The roofline with what belongs to it: where it was measured, a legend, a sentence; or why there is none yet."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.engine.messages import Progress
from explorer.ui.docks.charts.kind_legend import KindLegend
from explorer.ui.docks.charts.roofline_chart import RooflineChart
from explorer.ui.docks.table.layer_columns import place
from explorer.ui.measurement import NOT_MEASURED, Measured
from explorer.ui.numbers import milliseconds, milliseconds_with_spread, percent, thousands, with_unit
from explorer.ui.selection import Selection
from explorer.ui.terms import sentence
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.state_card import StateCard
from explorer.ui.wording import device_name

_PEEK = 30
"""Pixels of what follows that are seen below the chart in a small panel, so that there is seen to be more."""
_ROOMY = 240
"""Height of the chart from which on everything is shown at once."""
_LEAST = 110


class RooflinePage(QStackedWidget):
    """Never measures by itself: it says what measuring does and asks for it when a person does."""

    measureRequested = Signal()
    cancelRequested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("charts.roofline.page")
        self._state = NOT_MEASURED
        self.chart = RooflineChart()
        self._card = StateCard("charts.roofline.state")
        self._time = label(role="heading", name="charts.roofline.time")
        self._times = ("", "")
        """With the spread, and for little room without."""
        self._badge = Badge(name="charts.roofline.place")
        self._again = IconButton("rotate-cw", self.tr("Measure again"), "charts.roofline.again")
        self._legend = KindLegend()
        self._words = label(role="secondary", name="charts.roofline.sentence", selectable=True)
        self._details = label(role="small", name="charts.roofline.details", selectable=True)
        self._build()
        self._card.actionRequested.connect(self.measureRequested)
        self._card.retryRequested.connect(self.measureRequested)
        self._card.cancelRequested.connect(self.cancelRequested)
        self._again.clicked.connect(self.measureRequested)

    def _build(self) -> None:
        for text in (self._words, self._details):
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
        self._time.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._foot = QGridLayout()
        self._foot.setSpacing(Space.CLOSE)
        self._foot.setColumnStretch(0, 1)
        self._foot.addWidget(self._time, 0, 0)
        self._foot.addWidget(self._badge, 0, 1)
        self._foot.addWidget(self._again, 0, 2)
        self._below = QWidget()
        inner = QVBoxLayout(self._below)
        inner.setContentsMargins(Space.NEAR, 0, Space.NEAR, Space.NEAR)
        inner.setSpacing(Space.CLOSE)
        inner.addLayout(self._foot)
        inner.addWidget(self._legend)
        inner.addWidget(self._words)
        inner.addWidget(self._details)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chart)
        column.addWidget(self._below)
        column.addStretch(1)
        self._scroll = _scrolled(content)
        self._scroll.setObjectName("charts.roofline.scroll")
        self._scroll.viewport().installEventFilter(self)
        around = QWidget()
        margin = QVBoxLayout(around)
        margin.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        margin.addWidget(self._card)
        self._waiting = _scrolled(around)
        self.addWidget(self._waiting)
        self.addWidget(self._scroll)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            self._share_height()
        return super().eventFilter(watched, event)

    def _share_height(self) -> None:
        """Give the chart what the words leave, or nearly all of a small panel; the words are then scrolled to."""
        room, width = self._scroll.viewport().height(), self._scroll.viewport().width()
        self._fit_foot(width - 2 * Space.NEAR - Space.CLOSE - self._badge.sizeHint().width())
        left = room - self._below.heightForWidth(width)
        self.chart.setFixedHeight(max(left if left >= _ROOMY else room - _PEEK, _LEAST))

    def _fit_foot(self, width: int) -> None:
        """Leave out the spread, then the button (a command does the same), then use a second line: nothing is cut."""
        long, short = (self._time.fontMetrics().horizontalAdvance(text) + 2 for text in self._times)
        beside = self._again.width() + Space.CLOSE
        self._time.setText(self._times[0] if long + beside <= width else self._times[1])
        self._again.setVisible(short + beside <= width)
        if short <= width:
            self._foot.addWidget(self._badge, 0, 1)
        else:
            self._foot.addWidget(self._badge, 1, 0, 1, 3)

    # -- what is shown -------------------------------------------------------------------------------------------

    def set_network(self, network: Network, selection: Selection) -> None:
        """Show a network, which nobody has measured yet."""
        self.chart.set_network(network, selection)
        self.set_state(NOT_MEASURED)

    def clear(self) -> None:
        """Show that no network is open."""
        self.chart.clear()
        self._state = NOT_MEASURED
        self._card.show_empty(self.tr("The measured times of the open network appear here."), icon="timer")
        self.setCurrentWidget(self._waiting)

    def set_state(self, state: Measured) -> None:
        """Show how far the measurement is, or what it found."""
        self._state = state
        self.chart.set_measured(state.roofline)
        if state.phase == "done" and state.roofline is not None:
            self._show_found(state)
            return
        if state.phase == "running":
            self._card.show_loading(self.tr("Measuring time"))
        elif state.phase == "failed":
            self._card.show_error(self.tr("The time could not be measured."), sentence(state.message))
        elif state.phase == "cancelled":
            self._card.show_empty(
                self.tr("The measurement was cancelled; nothing was kept."),
                icon="timer",
                action=self.tr("Measure time"),
            )
        else:
            self._card.show_empty(
                self.tr("Runs the network repeatedly and times every operator: seconds to minutes."),
                icon="timer",
                action=self.tr("Measure time"),
            )
        self.setCurrentWidget(self._waiting)

    def set_progress(self, progress: Progress) -> None:
        """Say how far the engine has come."""
        if self._state.phase == "running" and progress.total:
            self._card.set_progress(progress.done / progress.total)

    def _show_found(self, state: Measured) -> None:
        found = state.roofline
        assert found is not None
        timing = found.timing
        threads = self.tr("1 thread") if timing.threads == 1 else self.tr("{0} threads").format(timing.threads)
        self._badge.set_state(f"{device_name(timing.device.split()[0])} · {threads}", "plain")
        self._badge.setToolTip(place(found))
        self._times = (
            with_unit(milliseconds_with_spread(timing.forward, timing.forward_spread), "ms"),
            with_unit(milliseconds(timing.forward), "ms"),
        )
        self._time.setToolTip(self.tr("A forward pass, median and interquartile range"))
        self._legend.set_measured(found)
        self._words.setText(state.sentence)
        self._details.setText("\n".join(self._detail_lines(state)))
        self.chart.setAccessibleDescription(state.sentence)
        self._card.dismiss()
        self.setCurrentWidget(self._scroll)
        self._share_height()

    def _detail_lines(self, state: Measured) -> list[str]:
        found = state.roofline
        assert found is not None
        timing = found.timing
        lines = [
            self.tr("A forward pass on {0}: median and interquartile range of {1} rounds after {2} to warm up.").format(
                place(found), timing.repeats, timing.warmup
            )
        ]
        if state.found is not None and state.found.compared:
            lines[0] += " " + self.tr("Taken over from the comparison, measured at {0}.").format(state.found.when())
        elif state.found is not None:
            lines[0] += " " + self.tr("Measured at {0}.").format(state.found.when())
        if state.weights is not None and not state.weights.trained:
            lines[0] += " " + self.tr("Random weights: times do not depend on them.")
        count, part = self.chart.without_mark()
        if count:
            lines.append(
                self.tr(
                    "Without known arithmetic, and so without a mark: {0} of {1} operators, {2} of the time."
                ).format(
                    thousands(count),
                    thousands(len(found.points)),
                    percent(100 * part) if part >= 0.0005 else self.tr("less than 0.1 %"),
                )
            )
        lines.append(self.tr("The area of a mark is the operator's part of the time; all FLOPs are counted."))
        return lines


def _scrolled(content: QWidget) -> QScrollArea:
    content.setProperty("surface", "panel")
    content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area

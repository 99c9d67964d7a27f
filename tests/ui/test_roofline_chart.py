"""The roofline chart and its page: where marks stand, what they tell, and every state before there are any."""

import csv
import io
from dataclasses import replace
from math import log10, sqrt

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QScrollArea, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.network import KINDS, Network
from explorer.analysis.timing.roofline import Point, Roofline
from explorer.engine.messages import Progress
from explorer.ui.docks.charts.charts import Charts
from explorer.ui.docks.charts.kind_marks import mark
from explorer.ui.docks.charts.roofline_chart import RooflineChart
from explorer.ui.docks.charts.roofline_frame import frame_of
from explorer.ui.measurement import NOT_MEASURED, Measured
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from tests.ui.inspector_stage import network_of
from tests.ui.measured_stage import CEILINGS, done, roofline_of, seconds_of

SIZES = [(250, 164), (292, 212), (820, 560)]


@pytest.fixture(scope="module")
def network() -> Network:
    return network_of("mobilenet_v2")


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def charts(qtbot: QtBot, network: Network, selection: Selection) -> Charts:
    theme().set_mode("light")
    result = Charts()
    qtbot.addWidget(result)
    result.set_network(network, selection)
    result.resize(820, 560)
    result.show_roofline()
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def chart(charts: Charts, network: Network) -> RooflineChart:
    charts.set_state(done(network))
    QApplication.processEvents()
    return charts.roofline.chart


def place(chart: RooflineChart, order: int) -> QPoint:
    found = chart.place_of(order)
    assert found is not None
    return found.toPoint()


def with_a_mark(chart: RooflineChart, kind: str) -> Point:
    """An operator of a kind whose mark no smaller one hides."""
    return next(
        point
        for point in chart.points
        if point.kind == kind and chart.operator_at(QPointF(place(chart, point.order))) == point.order
    )


def words(charts: Charts, name: str) -> str:
    label = charts.findChild(QLabel, name)
    assert label is not None and label.isVisible()
    return label.text()


# ---------------------------------------------------------------- where marks stand


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_marks_stand_where_their_figures_are(network: Network, width: int, height: int, qapp: QApplication) -> None:
    measured = roofline_of(network)
    points = [point for point in measured.points if point.flops]
    frame = frame_of(measured, points, QRectF(0, 0, width, height))
    assert frame is not None

    def across(value: float) -> float:
        part = (log10(value) - log10(frame.x.low)) / (log10(frame.x.high) - log10(frame.x.low))
        return frame.area.left() + part * frame.area.width()

    def up(value: float) -> float:
        part = (log10(value) - log10(frame.y.low)) / (log10(frame.y.high) - log10(frame.y.low))
        return frame.area.bottom() - part * frame.area.height()

    for point in points:
        row = network.rows[point.order]
        centre = frame.place(point)
        assert centre.x() == pytest.approx(across(row.flops / (row.bytes_read + row.bytes_written)))
        assert centre.y() == pytest.approx(up(row.flops / seconds_of(point.order)))
        radius = frame.radius(point)
        assert frame.area.contains(mark(point.kind, centre, radius).boundingRect()), "a mark is cut"
    assert frame.area.left() < across(CEILINGS.ridge) < frame.area.right()
    assert frame.area.top() + 14 < up(CEILINGS.peak_flops), "no room for the name of the roof"
    assert QRectF(0, 0, width, height).contains(frame.area)


def test_area_is_in_proportion_to_time(network: Network, qapp: QApplication) -> None:
    measured = roofline_of(network)
    points = [point for point in measured.points if point.flops]
    frame = frame_of(measured, points, QRectF(0, 0, 820, 500))
    assert frame is not None
    large = [point for point in points if frame.radius(point) > 2.3]
    assert len(large) > 50
    for point in large:
        assert frame.radius(point) == pytest.approx(frame.reach * sqrt(point.share))


def test_every_kind_has_a_shape_of_its_own_and_equal_area(qapp: QApplication) -> None:
    outlines = {kind: mark(kind, QPointF(50, 50), 20) for kind in KINDS if kind != "io"}
    shapes = [
        tuple((round(p.x(), 3), round(p.y(), 3)) for p in outline.toFillPolygon()) for outline in outlines.values()
    ]
    assert len(set(shapes)) == len(outlines)
    for outline in outlines.values():
        points = list(outline.toFillPolygon())
        pairs = zip(points, points[1:] + points[:1], strict=True)
        area = abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairs)) / 2
        assert area == pytest.approx(3.14159 * 400, rel=0.01)


def test_operators_without_arithmetic_have_no_mark(chart: RooflineChart, network: Network, charts: Charts) -> None:
    shown = {point.order for point in chart.points}
    assert shown == {row.order for row in network.rows if row.flops}
    count = len(network.rows) - len(shown)
    assert count
    assert f"{count} of {len(network.rows)} operators" in words(charts, "charts.roofline.details")


# ---------------------------------------------------------------- selection


def test_a_click_on_a_mark_selects_its_row(chart: RooflineChart, selection: Selection, qtbot: QtBot) -> None:
    for kind in ("conv", "depthwise", "linear"):
        point = with_a_mark(chart, kind)
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place(chart, point.order))
        assert selection.current == Selected(order=point.order)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 2, 2))  # nothing stands there
    assert selection.current == Selected(order=point.order)


def test_a_small_mark_on_a_large_one_is_hit(network: Network, selection: Selection, qtbot: QtBot) -> None:
    measured = roofline_of(network)
    first, second = (point for point in measured.points if point.kind == "conv" and point.order in (0, 3 * 8 - 1 + 2))
    together = [
        replace(point, flops=first.flops, bytes_moved=first.bytes_moved, seconds=first.seconds, share=share)
        for point, share in ((first, 0.4), (second, 0.01))
    ]
    chart = RooflineChart()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.set_network(network, selection)
    chart.set_measured(replace(measured, points=tuple(together)))
    chart.show()
    qtbot.waitExposed(chart)
    QApplication.processEvents()
    middle = place(chart, first.order)
    assert chart.operator_at(QPointF(middle)) == second.order
    assert chart.operator_at(QPointF(middle) + QPointF(15, 0)) == first.order


def test_arrow_keys_walk_along_the_marks(chart: RooflineChart, selection: Selection, qtbot: QtBot) -> None:
    orders = [point.order for point in chart.points]
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert selection.current == Selected(order=orders[-1])
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert selection.current == Selected(order=orders[-2])
    gone = next(order for order in range(len(orders)) if order not in orders)
    selection.select_operator(gone)  # no mark: the keys go on from where it would be
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert selection.current == Selected(order=min(order for order in orders if order > gone))


@pytest.mark.parametrize("what", ["operator", "block"])
def test_what_is_selected_elsewhere_is_marked(chart: RooflineChart, selection: Selection, what: str) -> None:
    before = chart.grab().toImage()
    order = with_a_mark(chart, "conv").order
    if what == "operator":
        selection.select_operator(order)
    else:
        selection.select_block("features.3")
    QApplication.processEvents()
    marked = chart.grab().toImage()
    accent = theme().tokens.accent.lower()
    scale = marked.devicePixelRatio()
    rings = sum(
        marked.pixelColor(x, y).name() == accent and before.pixelColor(x, y).name() != accent
        for x in range(0, marked.width(), 1)
        for y in range(0, marked.height(), 1)
    )
    assert rings > 20 * scale
    selection.clear()
    QApplication.processEvents()
    assert chart.grab().toImage() == before


# ---------------------------------------------------------------- what is told


def test_hovering_tells_all_figures(chart: RooflineChart, network: Network, qtbot: QtBot) -> None:
    point = with_a_mark(chart, "depthwise")
    row = network.rows[point.order]
    qtbot.mouseMove(chart, place(chart, point.order))
    qtbot.waitUntil(lambda: row.path in QToolTip.text())
    told = QToolTip.text()
    assert f"{point.intensity:.3g} FLOPs per byte" in told
    assert "FLOP/s achieved" in told
    assert f"{100 * point.efficiency:.1f}\u202f% of what the roofs allow" in told  # type: ignore[operator]
    assert f"{1000 * point.seconds:.3f}\u202fms" in told
    assert told.splitlines()[-1] in ("limited by memory", "limited by arithmetic", "smaller than a call: overhead")
    qtbot.mouseMove(chart, QPoint(chart.width() - 2, 2))
    qtbot.waitUntil(lambda: not QToolTip.isVisible() or not QToolTip.text())


def test_the_page_says_where_and_how_it_was_measured(charts: Charts, chart: RooflineChart, network: Network) -> None:
    badge = charts.findChild(Badge, "charts.roofline.place")
    assert badge is not None and badge.isVisible()
    assert badge.text() == "CPU · 2 threads"
    forward = 1000 * (sum(seconds_of(row.order) for row in network.rows) + 0.001)
    assert words(charts, "charts.roofline.time") == f"{forward:.1f} ± 0.5\u202fms"
    details = words(charts, "charts.roofline.details")
    assert "CPU x86_64, 2 threads, float32, batch 1: median and interquartile range of 10 rounds" in details
    assert "Random weights" in details
    said = done(network).sentence
    assert words(charts, "charts.roofline.sentence") == said
    assert chart.accessibleDescription() == said
    legend = charts.findChild(QWidget, "charts.roofline.legend")
    assert legend is not None
    shares = {one.name: one.share for one in roofline_of(network).kinds}
    assert f"depthwise {100 * shares['depthwise']:.1f}\u202f%" in legend.accessibleName()
    assert "shape" not in legend.accessibleName()


@pytest.mark.parametrize(("width", "height"), [*SIZES, (220, 124)])
def test_nothing_is_lost_in_a_small_panel(charts: Charts, chart: RooflineChart, width: int, height: int) -> None:
    charts.resize(width, height)
    QApplication.processEvents()
    scroll = charts.findChild(QScrollArea, "charts.roofline.scroll")
    assert scroll is not None
    room = scroll.viewport().size()
    assert chart.width() == room.width()
    assert chart.height() >= 110
    time = charts.findChild(QLabel, "charts.roofline.time")
    badge = charts.findChild(Badge, "charts.roofline.place")
    assert time is not None and badge is not None
    assert time.fontMetrics().horizontalAdvance(time.text()) <= time.width(), "a figure is cut"
    assert time.text().endswith("ms")
    assert badge.geometry().right() <= room.width()
    bar = scroll.verticalScrollBar()
    if height < 400:
        assert bar.maximum() > 0  # the sentence follows below
        assert chart.height() < room.height() or height < 140, "that there is more must be seen"
    else:
        assert bar.maximum() == 0
    bar.setValue(bar.maximum())
    details = charts.findChild(QLabel, "charts.roofline.details")
    assert details is not None
    foot = details.mapTo(scroll.viewport(), QPoint(0, details.height()))
    assert foot.y() <= room.height()


def test_points_are_exported_with_their_roof(chart: RooflineChart, network: Network) -> None:
    lines = list(csv.DictReader(io.StringIO(chart.csv())))
    assert len(lines) == len(network.rows)
    point = with_a_mark(chart, "conv")
    line = lines[point.order]
    assert (line["path"], line["kind"], line["bound"]) == (network.rows[point.order].path, "conv", point.bound)
    assert float(line["seconds"]) == pytest.approx(seconds_of(point.order))
    attainable = min(CEILINGS.peak_flops, float(line["intensity"]) * CEILINGS.bandwidth)
    assert float(line["attainable"]) == pytest.approx(attainable, rel=1e-6)
    assert float(line["achieved"]) == pytest.approx(point.flops / seconds_of(point.order), rel=1e-6)
    view = next(one for one in lines if one["flops"] == "0")
    assert view["achieved"] in ("", "0")


# ---------------------------------------------------------------- states


def test_nothing_is_measured_until_a_person_asks(charts: Charts, qtbot: QtBot) -> None:
    assert "times every operator" in words(charts, "charts.roofline.state.what")
    button = charts.findChild(QPushButton, "charts.roofline.state.action")
    assert button is not None and button.isVisible()
    assert button.text() == "Measure time"
    with qtbot.waitSignal(charts.measureRequested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    with qtbot.waitSignal(charts.measureRequested):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_running_measurement_can_be_cancelled(charts: Charts, qtbot: QtBot) -> None:
    charts.set_state(Measured(phase="running"))
    charts.set_progress(Progress(1, "Timing the operators", 6, 13))
    cancel = charts.findChild(QPushButton, "charts.roofline.state.cancel")
    bar = charts.findChild(QProgressBar, "charts.roofline.state.progress")
    assert cancel is not None and bar is not None
    qtbot.waitUntil(cancel.isVisible)
    assert bar.isVisible()
    assert bar.value() / bar.maximum() == pytest.approx(6 / 13, abs=0.001)
    with qtbot.waitSignal(charts.cancelRequested):
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    charts.set_state(Measured(phase="cancelled"))
    assert "cancelled" in words(charts, "charts.roofline.state.what")
    assert not cancel.isVisible()
    action = charts.findChild(QPushButton, "charts.roofline.state.action")
    assert action is not None and action.isVisible()


def test_a_failure_says_why_and_offers_to_try_again(charts: Charts, qtbot: QtBot) -> None:
    charts.set_state(Measured(phase="failed", message="not enough memory for this network"))
    assert words(charts, "charts.roofline.state.what") == "The time could not be measured."
    assert words(charts, "charts.roofline.state.todo") == "Not enough memory for this network."
    retry = charts.findChild(QPushButton, "charts.roofline.state.retry")
    assert retry is not None and retry.isVisible()
    with qtbot.waitSignal(charts.measureRequested):
        qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)


def test_it_is_measured_again_by_a_button(charts: Charts, chart: RooflineChart, qtbot: QtBot) -> None:
    again = charts.findChild(IconButton, "charts.roofline.again")
    assert again is not None and again.isVisible()
    with qtbot.waitSignal(charts.measureRequested):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)


def test_another_form_has_no_times(charts: Charts, chart: RooflineChart) -> None:
    charts.set_network(network_of("lenet5_modern"), Selection())
    assert chart.points == []
    assert chart.operator_at(QPointF(100, 100)) is None
    assert "times every operator" in words(charts, "charts.roofline.state.what")
    charts.set_state(NOT_MEASURED)
    charts.clear()
    assert "open network" in words(charts, "charts.roofline.state.what")
    action = charts.findChild(QPushButton, "charts.roofline.state.action")
    assert action is not None and not action.isVisible()


def test_a_network_that_takes_no_time_at_all(network: Network, selection: Selection, qtbot: QtBot) -> None:
    measured: Roofline = roofline_of(network)
    still = replace(measured, points=tuple(replace(point, seconds=0.0, share=0.0) for point in measured.points))
    chart = RooflineChart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.set_network(network, selection)
    chart.set_measured(still)
    chart.show()
    qtbot.waitExposed(chart)
    assert chart.operators() == []
    assert not chart.grab().isNull()

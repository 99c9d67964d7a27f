"""Depth and memory over the operators, and what all charts share: selection, keys, tool tips, export."""

import csv
import io

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.ui.docks.charts.chart import Chart
from explorer.ui.docks.charts.chart_export import HEIGHT, SCALE, WIDTH, draw_for_file
from explorer.ui.docks.charts.charts import Charts
from explorer.ui.docks.charts.depth_chart import DepthChart, field_step, nice_step
from explorer.ui.docks.charts.memory_chart import MemoryChart
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.tokens import DARK, LIGHT
from explorer.ui.widgets.state_card import StateCard
from tests.ui.inspector_stage import network_of
from tests.ui.measured_stage import done

DEPTH, MEMORY, ROOFLINE = range(3)


@pytest.fixture(scope="module")
def resnet50() -> Network:
    return network_of("resnet50")


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def charts(qtbot: QtBot, resnet50: Network, selection: Selection) -> Charts:
    theme().set_mode("light")
    result = Charts()
    qtbot.addWidget(result)
    result.set_network(resnet50, selection)
    result.resize(292, 212)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


def chart_of(charts: Charts, tab: int) -> Chart:
    charts.tabs.setCurrentIndex(tab)
    QApplication.processEvents()
    return charts.current


# ---------------------------------------------------------------- depth and memory


def test_depth_ends_in_the_totals(charts: Charts) -> None:
    chart = chart_of(charts, DEPTH)
    assert isinstance(chart, DepthChart)
    macs, field = chart.panels
    assert macs.series[0].values[-1] == 4_089_184_256
    assert macs.text(macs.series[0].values[-1]) == "4.09"
    assert field.series[0].values[-1] == 427
    assert field.series[0].at(174) is None  # behind the global pooling


def test_memory_shows_both_bounds_and_its_peak(charts: Charts, resnet50: Network) -> None:
    chart = chart_of(charts, MEMORY)
    assert isinstance(chart, MemoryChart)
    (panel,) = chart.panels
    eager, graph = panel.series
    assert max(eager.values) == resnet50.totals.peak_bytes
    assert max(graph.values) == resnet50.totals.peak_bytes_graph
    assert eager.orders[eager.values.index(max(eager.values))] == resnet50.totals.peak_order
    assert all(least <= most for least, most in zip(graph.values, eager.values, strict=True))
    assert panel.unit == "MiB"
    assert panel.text(resnet50.totals.peak_bytes) == f"{resnet50.totals.peak_bytes / 2**20:.1f}"
    assert chart.tip(resnet50.totals.peak_order).splitlines()[1] == f"eager: {13.6}\u202fMiB"


@pytest.mark.parametrize("tab", [DEPTH, MEMORY])
def test_a_click_selects_the_nearest_operator(charts: Charts, selection: Selection, qtbot: QtBot, tab: int) -> None:
    chart = chart_of(charts, tab)
    x = round(chart.x_of(39))  # type: ignore[attr-defined]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    assert selection.current.order is not None
    assert abs(selection.current.order - 39) <= 1


@pytest.mark.parametrize("tab", [DEPTH, MEMORY])
def test_arrow_keys_step_through_the_operators(charts: Charts, selection: Selection, qtbot: QtBot, tab: int) -> None:
    chart = chart_of(charts, tab)
    chart.setFocus()
    assert chart.focusPolicy() & Qt.FocusPolicy.TabFocus
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        qtbot.keyClick(chart, key)
        walked.append(selection.current.order)
    assert walked == [0, 1, 0, 174, 174, 0]


def test_what_is_selected_is_marked(charts: Charts, selection: Selection) -> None:
    chart = chart_of(charts, MEMORY)
    before = chart.grab().toImage()
    selection.select_operator(60)
    QApplication.processEvents()
    marked = chart.grab().toImage()
    assert marked != before
    selection.clear()
    QApplication.processEvents()
    assert chart.grab().toImage() == before


def test_another_network_takes_the_charts_over(charts: Charts, selection: Selection) -> None:
    second = Selection()
    charts.set_network(network_of("lenet5_modern"), second)
    chart = chart_of(charts, MEMORY)
    selection.select_operator(100)
    assert chart.selected is None
    second.select_operator(3)
    assert chart.selected == 3
    assert chart.panels[0].unit == "KiB"  # type: ignore[attr-defined]
    charts.clear()
    assert chart.operator_at(QPointF(100, 60)) is None
    second.select_operator(4)
    assert chart.selected is None


@pytest.mark.parametrize("tab", [DEPTH, MEMORY])
def test_curves_are_those_of_the_network_and_the_size(charts: Charts, qtbot: QtBot, tab: int) -> None:
    def drawn(one: Chart, size: QSize | None = None) -> QImage:
        image = QImage(size or one.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            one.draw(painter, QRectF(image.rect()), LIGHT, live=True)
        return image

    def fresh(size: QSize) -> Chart:
        one = type(chart)()  # type: ignore[call-arg]
        qtbot.addWidget(one)
        one.set_network(other, Selection())
        one.resize(size)
        return one

    chart = chart_of(charts, tab)
    former, other = drawn(chart), network_of("lenet5_modern")
    charts.set_network(other, Selection())
    saved = QSize(900, 500)  # a picture of another size than that on the screen
    for size in (chart.size(), QSize(400, 300)):
        chart.resize(size)
        assert drawn(chart) == drawn(fresh(size)) != former
        assert drawn(chart, saved) == drawn(fresh(saved))
        assert drawn(chart) == drawn(fresh(size))


@pytest.mark.parametrize("tab", [DEPTH, MEMORY, ROOFLINE])
def test_charts_follow_the_theme(charts: Charts, resnet50: Network, tab: int) -> None:
    charts.set_state(done(resnet50))
    chart = chart_of(charts, tab)
    for mode, of in (("dark", DARK), ("light", LIGHT)):
        theme().set_mode(mode)
        QApplication.processEvents()
        picture = charts.grab().toImage()
        colours = {picture.pixelColor(x, y).name().upper() for x in range(0, 292, 2) for y in range(0, 170, 2)}
        assert of.panel in colours
        assert of.border in colours or of.inset in colours
        assert not ({LIGHT.panel, DARK.panel} - {of.panel}) & colours
    assert chart.isVisible()


@pytest.mark.parametrize(("largest", "expected"), [(4_089_184_256, 2e9), (416_520, 2e5), (15_470_264_320, 5e9), (0, 1)])
def test_ticks_are_round(largest: int, expected: float) -> None:
    step = nice_step(largest)
    assert step == expected
    assert largest == 0 or 1.9 <= largest / step < 5


@pytest.mark.parametrize(
    ("largest", "side", "expected"),
    [(427, 224, 112), (851, 224, 224), (16, 32, 8), (212, 224, 56), (7, 224, 4)],
)
def test_ticks_of_the_receptive_field_divide_the_input(largest: int, side: int, expected: float) -> None:
    assert field_step(largest, side) == expected


# ---------------------------------------------------------------- export


@pytest.mark.parametrize("suffix", [".svg", ".png", ".csv"])
def test_saving_is_offered_by_the_context_menu(charts: Charts, qtbot: QtBot, suffix: str) -> None:
    chart = chart_of(charts, MEMORY)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(20, 20), chart.mapToGlobal(QPoint(20, 20)))
    QApplication.sendEvent(chart, event)
    action = chart.findChild(QAction, f"charts.memory.export{suffix}")
    assert action is not None
    with qtbot.waitSignal(charts.exportRequested) as caught:
        action.trigger()
    assert caught.args == [chart, suffix]


@pytest.mark.parametrize("tab", [DEPTH, MEMORY, ROOFLINE])
def test_pictures_are_light_whatever_the_theme(
    charts: Charts, resnet50: Network, selection: Selection, tab: int
) -> None:
    charts.set_state(done(resnet50))
    chart = chart_of(charts, tab)
    light = draw_for_file(chart, ".png")()
    selection.select_operator(20)  # what is selected is the reader's, not the picture's
    theme().set_mode("dark")
    assert draw_for_file(chart, ".png")() == light
    image = QImage.fromData(light, "PNG")
    assert (image.width(), image.height()) == (SCALE * WIDTH, SCALE * HEIGHT)
    assert image.pixelColor(0, 0).name().upper() == LIGHT.panel

    drawing = draw_for_file(chart, ".svg")()
    renderer = QSvgRenderer(drawing)
    assert renderer.isValid()
    assert renderer.viewBoxF() == QRectF(0, 0, WIDTH, HEIGHT)
    words = drawing.decode()
    assert "resnet50, input 3×224×224" in words
    again = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    again.fill(Qt.GlobalColor.white)
    painter = QPainter(again)
    renderer.render(painter, QRectF(0, 0, WIDTH, HEIGHT))
    painter.end()
    assert len({again.pixelColor(x, y).name() for x in range(0, WIDTH, 5) for y in range(0, HEIGHT, 5)}) > 5


def test_points_are_plain_numbers(charts: Charts, resnet50: Network) -> None:
    lines = list(csv.DictReader(io.StringIO(draw_for_file(chart_of(charts, MEMORY), ".csv")().decode())))
    assert [int(line["live_bytes"]) for line in lines] == [row.live_bytes for row in resnet50.rows]
    assert [int(line["live_bytes_graph"]) for line in lines] == [row.live_bytes_graph for row in resnet50.rows]
    lines = list(csv.DictReader(io.StringIO(draw_for_file(chart_of(charts, DEPTH), ".csv")().decode())))
    assert int(lines[-1]["cumulative_macs"]) == resnet50.totals.macs
    assert lines[-1]["largest_rf_h"] == ""
    assert lines[3]["path"] == "maxpool"


def test_nothing_is_selected_twice(charts: Charts, selection: Selection) -> None:
    heard: list[Selected] = []
    selection.changed.connect(heard.append)
    selection.select_block("layer2")
    assert heard == [Selected(block="layer2")]


def test_without_a_network_they_say_what_will_be_there(charts: Charts, resnet50: Network, selection: Selection) -> None:
    nothing = charts.findChild(StateCard, "charts.nothing")
    assert (
        nothing is not None and charts.isAncestorOf(nothing) and not nothing.isVisible() and charts.current.isVisible()
    )
    charts.clear()
    assert nothing.isVisible() and not charts.current.isVisible()
    charts.set_network(resnet50, selection)
    assert not nothing.isVisible() and charts.current.isVisible()


def test_a_field_that_ends_early_says_what_comes_then(charts: Charts, resnet50: Network) -> None:
    depth = chart_of(charts, DEPTH)
    assert isinstance(depth, DepthChart)
    field = depth.panels[1].series[0]
    assert field.orders[-1] < len(resnet50.rows) - 1 and field.beyond == "then the whole input"
    assert depth.panels[0].series[0].beyond == ""
    assert field.since is None and field.beside == ""


def test_gates_mark_the_field_and_its_local_path_goes_on(charts: Charts, selection: Selection) -> None:
    depth = chart_of(charts, DEPTH)
    assert isinstance(depth, DepthChart)
    squeezed = network_of("mobilenet_v3_small")
    charts.set_network(squeezed, selection)
    field = depth.panels[1].series[0]
    gate = next(row for row in squeezed.rows if row.rf_global == "gate")
    assert field.since == gate.order and field.beside == "gates: whole input too"
    last = max((row for row in squeezed.rows if row.rf_global == "gate"), key=lambda row: row.rf_h or 0)
    assert field.values[-1] == last.rf_h > 500 and field.orders[-1] >= last.order
    # The pool inside a gate is no step of the path, and would have been as large as the whole input.
    pool = next(row for row in squeezed.rows if row.rf_global == "pool")
    assert pool.order < gate.order and field.at(gate.order) == gate.rf_h < (pool.rf_h or 0)
    assert field.beside in depth.tip(gate.order) and field.beside not in depth.tip(gate.order - 1)


def test_nothing_but_the_panel_is_shown_while_it_is_made(qtbot: QtBot) -> None:
    before = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    made = Charts()
    qtbot.addWidget(made)
    assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} == before

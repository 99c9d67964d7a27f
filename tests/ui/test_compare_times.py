"""Measured times in the comparison: asked for by key and mouse, in the table, the note, the chart and the files."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShortcut
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMenuBar
from pytestqt.qtbot import QtBot

from explorer.analysis.exports.comparison_tables import to_csv
from explorer.analysis.timing.roofline import Roofline
from explorer.engine.messages import AnalyzeJob, MeasureJob
from explorer.ui.compare.page import ComparePage
from explorer.ui.compare.roofline_chart import RooflineChart
from explorer.ui.compare.roofs import shared_roofs
from explorer.ui.docks.charts.chart_export import draw_for_file
from explorer.ui.help.key_table import key_sections
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import theme
from explorer.visualize.graph.metrics import Metric
from tests.e2e.conftest import PATIENCE, open_window
from tests.ui.compare_stage import Engine, analysed, compare, engine, form, known, order_of, page
from tests.ui.measured_stage import found_of, measurement_of, roofline_of

__all__ = ["engine", "open_window", "page"]


def answer(page: ComparePage, engine: Engine) -> None:
    """Let the engine answer the measurement that is under way."""
    now = page.times.measuring.form
    assert now is not None
    network = next(tree.network for tree in page.result.trees if tree.network.name == now.architecture.key)  # type: ignore[union-attr]
    engine.answer(MeasureJob, measurement_of(network, network.batch))


def measured(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    qtbot.mouseClick(page.panel.measure.button, Qt.MouseButton.LeftButton)
    while page.times.running:
        answer(page, engine)


def times(page: ComparePage, row: int) -> list[str]:
    """The cells of measured times in a line; -1 is the whole."""
    model = page.panel.stages.stages
    row %= model.rowCount()
    sections = [at for at, one in enumerate(model.columns, start=1) if one.group.name == "Time"]
    return [str(model.index(row, section).data()) for section in sections]


def chart(page: ComparePage) -> RooflineChart:
    page.panel.tabs.setCurrentIndex(1)
    slot = page.panel.charts.slots[0]
    slot.choice.button("2").click()
    QApplication.processEvents()
    found = slot.current
    assert isinstance(found, RooflineChart) and found.isVisible()
    return found


# Measuring


def test_nothing_is_measured_until_somebody_asks(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    assert not page.panel.measure.button.isEnabled()
    compare(qtbot, page, engine, "alexnet", "zfnet")
    assert engine.posted(MeasureJob) == [] and page.panel.measure.button.text() == "Measure both"
    assert set(times(page, 0)) == {"–"} and "Ctrl+M" in page.panel.note.text() and page.panel.note.isVisible()
    model = page.panel.stages.stages
    section = next(at for at, one in enumerate(model.columns, start=1) if one.group.name == "Time")
    assert "Ctrl+M" in str(model.index(0, section).data(Qt.ItemDataRole.ToolTipRole))


def test_both_are_measured_one_after_the_other(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    bar = page.panel.measure
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    assert [job.key for job in engine.posted(MeasureJob)] == ["alexnet"]  # type: ignore[attr-defined]
    assert bar.text() == "Measuring AlexNet (2014)" and bar.cancel.isVisible() and not bar.button.isVisible()
    engine.progress(MeasureJob, 13, 13)
    assert bar.bar.value() == 450
    answer(page, engine)
    assert bar.text() == "Measuring ZFNet (2013)" and bar.bar.value() == 500
    assert times(page, 0)[0] != "–" and times(page, 0)[1:] == ["–"] * 3 and "Not measured: B." in page.panel.note.text()
    answer(page, engine)
    assert not page.times.running and bar.button.text() == "Measure both again" and bar.text() == ""
    assert page.result is not None
    first, other = (one.operator_seconds for one in page.result.comparison.whole)
    assert first is not None and other is not None
    assert times(page, -1)[:2] == [f"{1000 * first:.1f}", f"{1000 * other:.1f}"]
    sign = "+" if other > first else "−"
    assert times(page, -1)[2:] == [f"{sign}{1000 * abs(other - first):.1f}", f"{other / first:.2f}×"]
    said = page.panel.note.text()
    assert "cpu x86_64, 2 threads, float32, batch 1, median of 10 rounds after 3 to warm up" in said
    assert "Forward pass: A " in said and "Not measured" not in said
    assert f"{other:.6g}" in to_csv(page.comparison)  # type: ignore[arg-type]


def test_measuring_is_cancelled_by_key_and_what_is_there_stays(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    bar = page.panel.measure
    bar.button.setFocus()
    qtbot.keyClick(bar.button, Qt.Key.Key_Space)
    answer(page, engine)
    assert bar.cancel.hasFocus(), "who began by key can stop by key"
    number = engine.waiting(MeasureJob)
    qtbot.keyClick(bar.cancel, Qt.Key.Key_Space)
    assert number in engine.client.cancelled and not page.times.running
    assert bar.text() == "Measuring was cancelled." and bar.button.hasFocus()
    assert times(page, 0)[0] != "–" and times(page, 0)[1] == "–"


def test_a_failure_and_a_lost_engine_are_said(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    bar = page.panel.measure
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    engine.fail(MeasureJob, "not enough memory")
    assert bar.text() == "AlexNet (2014) was not measured: not enough memory" and bar.button.isVisible()
    qtbot.mouseClick(bar.button, Qt.MouseButton.LeftButton)
    engine.die()
    assert "was not measured: The engine stopped" in bar.text() and not page.times.running


def test_who_leaves_the_comparison_is_measured_no_more(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    qtbot.mouseClick(page.panel.measure.button, Qt.MouseButton.LeftButton)
    number = engine.waiting(MeasureJob)
    page.put(0, "lenet5_modern")
    assert number in engine.client.cancelled and not page.times.running


def test_times_belong_to_the_form_and_are_remembered(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    measured(qtbot, page, engine)
    before = times(page, -1)
    page.members.swap()
    known(qtbot, page, engine)
    assert times(page, -1)[:2] == before[1::-1]
    page.put(1, "lenet5_modern")
    known(qtbot, page, engine)
    assert times(page, -1)[0] == before[1] and times(page, -1)[1] == "–"
    page.times.record.add(form("lenet5_modern"), found_of(analysed(form("lenet5_modern").job(AnalyzeJob))))
    assert "–" not in times(page, -1)


def lenet() -> Roofline:
    return roofline_of(analysed(form("lenet5_modern").job(AnalyzeJob)))


# The roofline


def test_all_operators_stand_under_the_roofs(
    qtbot: QtBot, page: ComparePage, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    drawn = chart(page)
    slot = page.panel.charts.slots[0]
    assert not drawn.filled and not slot.save.isEnabled() and "Ctrl+M" in drawn.captions()[0]
    empty = drawn.grab().toImage()
    measured(qtbot, page, engine)
    assert drawn.filled and slot.save.isEnabled() and drawn.grab().toImage() != empty
    assert [curve.place for curve in drawn.curves] == [0, 1] and page.result is not None
    for curve, found in zip(drawn.curves, page.result.rooflines, strict=True):
        assert found is not None
        assert [spot.order for spot in curve.spots] == [one.order for one in found.points if one.flops]
    # A click selects the operator, the keyboard walks.
    at = next(i for i, _ in enumerate(drawn.operators()) if drawn.tip(i).startswith("B  conv2"))
    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=drawn.place_of(at).toPoint())
    meant = drawn.operator_at(drawn.place_of(at))
    assert meant is not None
    letter, path = drawn.tip(meant).splitlines()[0].split("  ")
    side = page.sides["AB".index(letter)]
    assert page.counterparts.current[side.place].order == order_of(side, path)
    told: list[str] = []
    monkeypatch.setattr("explorer.ui.compare.series_chart.QToolTip.showText", lambda _, text, *__: told.append(text))
    drawn.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(drawn, key)
    assert told[0].startswith("A  ") and told[1].startswith("B  ") and "FLOPs per byte" in told[0]


def test_the_roofline_is_saved(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    drawn = chart(page)
    measured(qtbot, page, engine)
    svg = draw_for_file(drawn, ".svg")()
    assert QSvgRenderer(svg).isValid() and "median of 10 rounds" in svg.decode()
    assert QImage.fromData(draw_for_file(drawn, ".png")()).width() > 1000
    rows = list(csv.DictReader(io.StringIO(draw_for_file(drawn, ".csv")().decode())))
    assert page.result is not None
    assert len(rows) == sum(len(tree.network.rows) for tree in page.result.trees)
    assert {row["network"] for row in rows} == set(page.result.names)
    assert all(row["measured"].startswith("cpu x86_64, 2 threads") for row in rows)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_networks_have_marks_of_their_own(qtbot: QtBot, page: ComparePage, engine: Engine, mode: str) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    measured(qtbot, page, engine)
    theme().set_mode(mode)
    drawn = chart(page).grab().toImage()
    inks = {drawn.pixelColor(x, y).name().upper() for x in range(drawn.width()) for y in range(0, drawn.height(), 2)}
    tokens = theme().tokens
    assert {tokens.series_a.upper(), tokens.series_b.upper()} <= inks
    theme().set_mode("light")


def test_roofs_are_shared_only_in_one_place() -> None:
    first = lenet()
    faster = replace(first, ceilings=replace(first.ceilings, peak_flops=2 * first.ceilings.peak_flops))
    both = shared_roofs([first, faster])
    assert both is not None and both.peak_flops == faster.ceilings.peak_flops
    assert shared_roofs([first, replace(first, ceilings=replace(first.ceilings, threads=4))]) is None


# Colours


def test_both_canvases_are_coloured_on_one_scale(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "lenet5_modern")
    legends = [side.view.legend for side in page.sides]
    assert all(legend.width() == 0 for legend in legends), "kinds stand on the boxes"
    for metric in (Metric.PARAMS, Metric.OPERATIONS, Metric.MEMORY, Metric.FIELD):
        page.set_metric(metric)
        scales = [side.view.colour_by.scale for side in page.sides]
        assert scales[0] == scales[1] is not None and page.result is not None
        totals = [tree.network.totals for tree in page.result.trees]
        if metric is Metric.MEMORY:
            assert scales[0] is not None and scales[0].high == max(one.peak_bytes for one in totals)
        assert "Same for A and B" in legends[0].accessibleName()
        assert legends[0].width() > 0
        # Their inputs differ: where values depend on that, each legend says its own.
        assert (legends[1].width() > 0) is (metric is not Metric.PARAMS)
    page.put(1, "zfnet")
    known(qtbot, page, engine)
    assert page.sides[0].view.colour_by.scale == page.sides[1].view.colour_by.scale
    assert legends[0].width() > 0 and legends[1].width() == 0, "one legend serves both"
    page.set_metric(None)
    assert all(side.view.colour_by.metric is None for side in page.sides) and legends[0].width() == 0


def test_choosing_times_has_both_measured(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    page.set_metric(Metric.TIME)
    assert not page.times.running and "Ctrl+M" in page.sides[1].view.legend.accessibleName()
    page.set_metric(Metric.TIME, chosen=True)
    while page.times.running:
        answer(page, engine)
    scale = page.sides[0].view.colour_by.scale
    assert scale is not None and scale == page.sides[1].view.colour_by.scale == page.colouring.scale
    assert "Same for A and B" in page.sides[0].view.legend.accessibleName()


# Keys


def test_the_help_lists_every_key_of_the_comparison(qtbot: QtBot, page: ComparePage) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    section = next(one for one in key_sections(bar) if one.title == "Compare")
    listed = {"+".join(keys) for row in section.rows for keys in row.keys}
    own = [one for one in page.findChildren(QShortcut) if one.parent() is page]
    assert "F8" in listed and {one.key().toString() for one in own} <= listed


# The whole window


def test_what_was_measured_in_a_tab_stands_in_the_comparison(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window("lenet5_modern")
    document = window.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None and window.engine.state == "running", timeout=PATIENCE)
    window.measurements.measure(document)
    qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "done", timeout=PATIENCE)
    window.comparing.open_with("lenet5_original")
    compared = window.comparing.page
    assert compared is not None
    qtbot.waitUntil(lambda: compared.result is not None, timeout=PATIENCE)
    assert times(compared, -1)[0] != "–" and times(compared, -1)[1] == "–"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert compared.times.running
    qtbot.waitUntil(lambda: not compared.times.running, timeout=PATIENCE)
    assert "–" not in times(compared, -1)
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert compared.colouring.metric is Metric.TIME and compared.colouring.scale is not None
    assert not compared.times.running, "they have been measured"

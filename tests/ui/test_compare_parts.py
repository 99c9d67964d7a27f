"""The lower part of a comparison: stages, charts, differences, story; and what of it can be taken elsewhere."""

import csv
import io
import json

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from explorer.analysis.comparison.trade_off import pareto_front
from explorer.analysis.conventions import Convention
from explorer.models import registry
from explorer.ui.compare.charts_part import Slot
from explorer.ui.compare.depth_charts import CumulativeChart, FieldChart, StaircaseChart
from explorer.ui.compare.exports import to_tsv
from explorer.ui.compare.page import ComparePage
from explorer.ui.compare.scatter_chart import ScatterChart
from explorer.ui.compare.series_chart import SeriesChart
from explorer.ui.compare.stage_model import StageModel, ratio
from explorer.ui.docks.charts.chart_export import HEIGHT, SCALE, WIDTH, draw_for_file
from explorer.ui.theme import theme
from tests.ui.compare_stage import Engine, compare, engine, known, order_of, page

__all__ = ["engine", "page"]

STAGES, CHARTS, DIFFERENCES, STORY = range(4)


def show(page: ComparePage, tab: int) -> None:
    page.panel.tabs.setCurrentIndex(tab)
    QApplication.processEvents()


def column(model: StageModel, group: str, at: int, how: str = "") -> int:
    """The section of a figure."""
    return next(
        number
        for number, one in enumerate(model.columns, start=1)
        if (one.group.name, one.at, one.how) == (group, at, how)
    )


def cell(model: StageModel, row: int, group: str, at: int, how: str = "") -> str:
    return str(model.index(row, column(model, group, at, how)).data())


# Stages


def test_stages_add_up_to_the_totals_of_each_network(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50", "convnext_tiny", "lenet5_modern")
    model = page.panel.stages.stages
    assert page.result is not None and model.rowCount() == len(page.result.comparison.stages) + 1
    figures = {one.group.name: one for one in model.columns}
    for at, network in enumerate(page.result.comparison.networks):
        totals = network.totals
        for group, total in (("Params", totals.params), ("MACs", totals.macs), ("FLOPs", totals.flops)):
            one = model.columns[column(model, group, at) - 1]
            values = [model.value(row, one) for row in range(model.rowCount())]
            assert values[-1] == total
            assert sum(value for value in values[:-1] if isinstance(value, int)) == total
        assert model.value(model.rowCount() - 1, model.columns[column(model, "RF", at) - 1]) == totals.rf_h
    assert {"Output", "Peak memory"} <= figures.keys()


def test_a_line_compares_with_the_first_network(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    model = page.panel.stages.stages
    rows = {str(model.index(row, 0).data()): row for row in range(model.rowCount())}
    assert list(rows) == ["stride 2", "stride 4", "stride 8", "stride 16", "stride 32", "head", "all"]
    assert [cell(model, rows["all"], "MACs", at) for at in (0, 1)] == ["3,858.0", "4,089.2"]
    assert (
        cell(model, rows["all"], "MACs", 1, "delta") == "+231.2"
        and cell(model, rows["all"], "MACs", 1, "ratio") == "1.06×"
    )
    assert cell(model, rows["stride 2"], "Params", 1, "delta") == "0"
    assert cell(model, rows["stride 8"], "Output", 1) == "512×28×28" and cell(model, rows["head"], "RF", 0) == "–"
    # He et al. (2016), Table 1: 7×7, 64, stride 2 has 118 M MACs.
    assert cell(model, rows["stride 2"], "MACs", 0) == "118.0"


def test_operations_are_counted_as_chosen(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    model = page.panel.stages.stages
    last = model.rowCount() - 1
    assert page.result is not None
    first = page.result.comparison.networks[0].totals
    assert model.value(last, model.columns[column(model, "FLOPs", 0) - 1]) == first.flops
    page.set_convention(Convention.TWICE_MACS)
    assert model.value(last, model.columns[column(model, "FLOPs", 0) - 1]) == 2 * first.macs
    page.set_convention(Convention.MACS)
    assert "FLOPs" not in {one.group.name for one in model.columns}


def test_the_names_of_stages_stay_while_the_figures_scroll(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50", "convnext_tiny", "alexnet", "zfnet")
    table = page.panel.stages
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert table.horizontalScrollBar().value() > 0
    assert table.names.isVisible() and table.names.width() == table.columnWidth(0)
    shown = table.names.visualRect(table.stages.index(1, 0))
    assert shown.left() == 0 and shown.top() == table.visualRect(table.stages.index(1, 3)).top()


def test_ratios_are_short() -> None:
    assert [ratio(value, 100) for value in (1, 4.3, 98, 250, 1060, 25000, 0)] == [
        "0.01×", "0.043×", "0.98×", "2.50×", "10.6×", "250×", "–",
    ]  # fmt: skip


# Charts


def chart(page: ComparePage, kind: type[SeriesChart], at: int = 0) -> SeriesChart:
    """Bring a chart to the front by its button."""
    show(page, CHARTS)
    found = [one for one in page.panel.charts.charts if isinstance(one, kind)][at]
    slot = next(one for one in page.panel.charts.slots if found in one.charts)
    assert isinstance(slot, Slot)
    slot.choice.button(str(slot.charts.index(found))).click()
    QApplication.processEvents()
    assert slot.current is found and found.isVisible()
    return found


def test_curves_end_in_the_totals(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50", "alexnet", "zfnet")
    assert page.result is not None
    networks = page.result.comparison.networks
    for at, figure in enumerate(("macs", "params")):
        curves = chart(page, CumulativeChart, at).curves
        assert [curve.spots[-1].y for curve in curves] == [getattr(one.totals, figure) for one in networks]
        assert [curve.spots[-1].x for curve in curves] == [100] * 3 and [curve.place for curve in curves] == [0, 1, 2]
    field = chart(page, FieldChart)
    assert [curve.spots[-1].y for curve in field.curves] == [one.totals.rf_h for one in networks]
    assert field.lines() == [(224, "input, 224 px")]
    stairs = chart(page, StaircaseChart).curves[0]
    assert [(-spot.x, spot.y) for spot in stairs.spots] == [
        (224, 3), (112, 64), (56, 64), (56, 256), (28, 512), (14, 1024), (7, 2048),
    ]  # fmt: skip


def test_a_click_on_a_curve_selects_its_operator(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    sums = chart(page, CumulativeChart)
    curve = sums.curves[1]
    at = len(sums.curves[0].spots) + next(i for i, spot in enumerate(curve.spots) if spot.words == "conv3")
    place = sums.place_of(at).toPoint()
    qtbot.mouseMove(sums, place)
    qtbot.mouseClick(sums, Qt.MouseButton.LeftButton, pos=place)
    assert page.counterparts.current[1].order == order_of(page.sides[1], "conv3")
    assert page.counterparts.current[0].order == order_of(page.sides[0], "features.6")
    assert "B  conv3" in sums.tip(at) and "A  avgpool" in sums.tip(at) and "MACs" in sums.tip(at)


def test_curves_are_read_by_keyboard(
    qtbot: QtBot, page: ComparePage, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    sums = chart(page, CumulativeChart)
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, *_: told.append(text))
    sums.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(sums, key)
    assert told[0] == told[2] != told[1] and "B  fc8" in told[3]
    qtbot.keyClick(sums, Qt.Key.Key_Home)
    qtbot.keyClick(sums, Qt.Key.Key_Return)
    assert page.counterparts.current[0].order == 0


def test_the_whole_catalogue_stands_around_the_compared_ones(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50", "lenet5_modern")
    scatter = chart(page, ScatterChart)
    assert isinstance(scatter, ScatterChart)
    assert scatter.front == pareto_front(scatter.points) and len(scatter.points) > 80
    for point in scatter.points:
        assert point.cost == registry.get(point.key).macs
    assert scatter.missing() == ["LeNet-5 (modern)"] and "LeNet-5 (modern)" in scatter.captions()[1]
    # A double click on another one compares with it.
    at = next(i for i, point in enumerate(scatter.points) if point.key == "mobilenet_v2")
    place = scatter.place_of(at).toPoint()
    meant = scatter.operator_at(QPointF(place))
    assert meant is not None
    key = scatter.points[meant].key
    qtbot.mouseDClick(scatter, Qt.MouseButton.LeftButton, pos=place)
    assert page.members.slots[2] is not None and page.members.slots[2].architecture.key == key
    known(qtbot, page, engine)
    assert "C" in scatter.csv() and "nothing in the catalogue" in scatter.tip(scatter.points.index(scatter.front[-1]))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_charts_are_painted_in_each_theme(qtbot: QtBot, page: ComparePage, engine: Engine, mode: str) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet", "lenet5_modern", "resnet18")
    theme().set_mode(mode)
    for kind, at in (
        (CumulativeChart, 0),
        (CumulativeChart, 1),
        (FieldChart, 0),
        (StaircaseChart, 0),
        (ScatterChart, 0),
    ):
        picture = chart(page, kind, at).grab().toImage()
        colours = {
            picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
        }
        assert len(colours) > 20
    theme().set_mode("light")


def test_charts_can_be_saved(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    for one in (one for one in page.panel.charts.charts if one.filled):
        svg = draw_for_file(one, ".svg")()
        assert QSvgRenderer(svg).isValid() and one.title() in svg.decode()
        image = QImage.fromData(draw_for_file(one, ".png")())
        assert (image.width(), image.height()) == (WIDTH * SCALE, HEIGHT * SCALE)
        rows = list(csv.reader(io.StringIO(draw_for_file(one, ".csv")().decode())))
        assert len(rows) > 10 and len({len(row) for row in rows}) == 1
    sums = next(one for one in page.panel.charts.charts if isinstance(one, CumulativeChart))
    assert "AlexNet (2014), ZFNet (2013)" in sums.title()


# Differences


def test_the_list_is_filtered_by_kind_and_words(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    show(page, DIFFERENCES)
    part = page.panel.differences
    whole = part.shown()
    assert page.result is not None and tuple(whole) == page.result.differences
    assert part.kinds["added"].text() == f"+ Only in B {sum(one.kind == 'added' for one in whole)}"
    qtbot.mouseClick(part.kinds["changed"], Qt.MouseButton.LeftButton)
    assert {one.kind for one in part.shown()} == {one.kind for one in whole} - {"changed"}
    qtbot.mouseClick(part.kinds["changed"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(part.search.edit, "5x5 conv2")
    assert [one.right_name for one in part.shown()] == ["conv2"]
    part.search.clear()
    qtbot.keyClicks(part.search.edit, "nothing of the kind")
    assert not part.shown() and not part.table.isVisible()


def test_a_line_of_the_list_is_shown_in_both_graphs(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    show(page, DIFFERENCES)
    table = page.panel.differences.table
    row = next(at for at, one in enumerate(page.panel.differences.shown()) if one.right_name == "conv2")
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(row, 4)).center()
    )
    assert page.counterparts.current[1].order == order_of(page.sides[1], "conv2")
    assert page.bar.where() == f"{row + 1} of {len(page.panel.differences.shown())}"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.bar.where() == f"{row + 2} of {len(page.panel.differences.shown())}"


# Story


def words(page: ComparePage) -> str:
    show(page, STORY)
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.panel.story.widget().findChildren(QLabel))


def test_the_story_tells_what_was_taken_over_and_what_is_measured(
    qtbot: QtBot, page: ComparePage, engine: Engine
) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet", "lenet5_modern")
    text = words(page)
    assert "What ZFNet (2013) took over from AlexNet (2012)" in text and "7×7/2" in text
    assert "110×110" in text and "62,357,608" in text
    assert "A AlexNet (2014) → C LeNet-5 (modern)" in text
    page.members.swap()
    known(qtbot, page, engine)
    assert "A ZFNet (2013) → B AlexNet (2014)" in words(page)


# Elsewhere


def test_the_table_pastes_into_a_spreadsheet(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "resnet50_v1", "resnet50")
    asked: list[tuple[str, bool]] = []
    page.tableRequested.connect(lambda key, copied: asked.append((key, copied)))
    page.panel.stages.setFocus()
    qtbot.keyClick(page.panel.stages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert asked == [("tsv", True)]
    assert page.comparison is not None
    rows = [line.split("\t") for line in to_tsv(page.comparison).splitlines()]
    assert len({len(row) for row in rows}) == 1 and len(rows) == len(page.comparison.stages) + 2
    last = dict(zip(rows[0], rows[-1], strict=True))
    assert (last["stage"], last["macs:resnet50"], last["macs_delta:resnet50"]) == ("all", "4089184256", "231211008")


def test_marks_of_a_selection_stand_in_the_charts(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    compare(qtbot, page, engine, "alexnet", "zfnet")
    sums = chart(page, CumulativeChart)
    plain = sums.grab().toImage()
    page.counterparts.selections[0].select_operator(order_of(page.sides[0], "features.6"))
    assert sums.grab().toImage() != plain


def test_what_is_written_as_json_is_what_is_shown(qtbot: QtBot, page: ComparePage, engine: Engine) -> None:
    from explorer.analysis.exports.comparison_tables import to_json

    compare(qtbot, page, engine, "alexnet", "zfnet")
    assert page.comparison is not None and page.result is not None and page.result.pairing is not None
    document = json.loads(to_json(page.comparison, page.panel.convention))
    statuses = [unit["status"] for unit in document["alignments"][0]["units"]]
    assert statuses == [pair.status for pair in page.result.pairing.alignment.units]

"""The layer table on real networks, driven by key and mouse."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.analysis import analyze
from explorer.analysis.network import Network
from explorer.ui.docks.table.layer_columns import (
    COLUMN_COUNT,
    FLOPS,
    JUMP,
    MACS,
    OPERATOR,
    ORDER,
    OUTPUT,
    PARAMS,
    PATH,
    RF,
    SHARE,
)
from explorer.ui.docks.table.layer_model import ROW
from explorer.ui.docks.table.layer_view import LayerView, TotalsLine
from explorer.ui.docks.table.layers import LayerTable
from explorer.ui.selection import Selected, Selection
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import IconButton
from tests.ui.inspector_stage import network_of


@pytest.fixture(scope="module")
def resnet50() -> Network:
    return network_of("resnet50")


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def table(qtbot, resnet50: Network, selection: Selection) -> LayerTable:  # type: ignore[no-untyped-def]
    theme().set_mode("light")
    result = LayerTable()
    qtbot.addWidget(result)
    result.set_network(resnet50, selection)
    result.resize(700, 252)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def view(table: LayerTable) -> LayerView:
    found = table.findChild(LayerView, "table.view")
    assert found is not None
    return found


def cells(view: LayerView, line: int) -> list[str]:
    shown = (column for column in range(COLUMN_COUNT) if not view.isColumnHidden(column))
    return [view.model().index(line, column).data() for column in shown]


def line_of(view: LayerView, path: str) -> int:
    return next(line for line in range(view.model().rowCount()) if view.model().index(line, PATH).data() == path)


def point_of(view: LayerView, line: int, column: int = PATH) -> QPoint:
    return view.visualRect(view.model().index(line, column)).center()


def selected_orders(view: LayerView) -> list[int]:
    return sorted(int(index.data()) for index in view.selectionModel().selectedRows(ORDER))


def filter_by(table: LayerTable, text: str, qtbot) -> None:  # type: ignore[no-untyped-def]
    edit = table.findChild(QLineEdit, "table.filter")
    edit.clear()
    edit.setFocus()
    qtbot.keyClicks(edit, text)


def test_a_row_of_resnet50(view: LayerView) -> None:
    line = line_of(view, "layer2.0.conv2")
    assert cells(view, line)[1:] == [
        "layer2.0.conv2",
        "Conv2d 3×3 / 2",
        "128 × 28 × 28",
        "147,456",
        "115.6",
        "2.83",
        "231.2",
        "43",
        "8",
    ]
    assert cells(view, line + 1)[PARAMS:] == ["256", "–", "–", "0.2", "43", "8"]
    exact = view.model().index(line, MACS).data(Qt.ItemDataRole.ToolTipRole)
    assert exact == "115,605,504 MACs"


def test_totals_are_pinned_and_right(table: LayerTable) -> None:
    texts = table._model.totals()
    assert texts[PATH] == "Total, 175 operators"
    assert [texts[column] for column in (PARAMS, MACS, SHARE, FLOPS, RF, JUMP)] == [
        "25,557,032",
        "4,089.2",
        "100",
        "8,217.6",
        "427",
        "32",
    ]
    assert table.findChild(QLabel, "table.title").text() == "Layers 175"


@pytest.mark.parametrize("width", [420, 560, 700, 1300])
def test_totals_stand_under_their_columns(table: LayerTable, view: LayerView, width: int) -> None:
    table.resize(width, 252)
    QApplication.processEvents()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    totals = table.findChild(TotalsLine)
    header = view.horizontalHeader()
    for column in (PARAMS, MACS, SHARE, FLOPS, RF, JUMP):
        cell = view.visualRect(view.model().index(0, column))
        assert totals.text_area(column).right() == cell.right() - 6
        assert totals.text_area(column).left() == header.sectionViewportPosition(column) + 6


def test_figures_are_never_cut(table: LayerTable, view: LayerView) -> None:
    for width in (420, 700, 1300):
        table.resize(width, 252)
        QApplication.processEvents()
        for column in (ORDER, OUTPUT, PARAMS, MACS, SHARE, FLOPS, RF, JUMP):
            assert view.columnWidth(column) >= view.sizeHintForColumn(column)


def test_a_click_selects_the_operator(view: LayerView, selection: Selection, qtbot) -> None:  # type: ignore[no-untyped-def]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 2))
    assert selection.current == Selected(order=2)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert selection.current == Selected(order=3)


def test_it_follows_the_selection(view: LayerView, selection: Selection) -> None:
    selection.select_operator(150)
    assert selected_orders(view) == [150]
    line = view.selectionModel().selectedRows()[0].row()
    assert view.viewport().rect().contains(point_of(view, line))
    selection.clear()
    assert selected_orders(view) == []


def test_a_block_selects_the_rows_of_its_operators(view: LayerView, selection: Selection, resnet50: Network) -> None:
    heard: list[object] = []
    selection.changed.connect(heard.append)
    selection.select_block("layer2.0")
    orders = selected_orders(view)
    assert len(orders) == 12
    assert all("layer2.0" in resnet50.graph.nodes[order]["scope"] for order in orders)
    assert heard == [Selected(block="layer2.0")]  # following is not choosing


def test_what_a_filter_leaves_of_a_block_is_brought_into_view(
    view: LayerView, table: LayerTable, selection: Selection, qtbot: QtBot
) -> None:
    selection.select_block("layer4.0")
    filter_by(table, "bn", qtbot)
    lines = [index.row() for index in view.selectionModel().selectedRows(PATH)]
    assert {cells(view, line)[PATH] for line in lines} == {f"layer4.0.bn{one}" for one in (1, 2, 3)}
    assert view.viewport().rect().contains(point_of(view, min(lines)))


def test_a_filter_makes_no_other_row_the_current_one(
    view: LayerView, table: LayerTable, selection: Selection, qtbot: QtBot
) -> None:
    selection.select_operator(100)
    filter_by(table, "bn", qtbot)
    assert selected_orders(view) == [] and not view.currentIndex().isValid()
    view.scrollToTop()
    view.horizontalHeader().setSortIndicator(RF, Qt.SortOrder.AscendingOrder)
    assert view.verticalScrollBar().value() == 0
    filter_by(table, "", qtbot)
    assert selected_orders(view) == [100] and view.currentIndex().data(ROW).order == 100


def test_a_filter_that_leaves_some_of_what_is_selected_stays(
    view: LayerView, table: LayerTable, selection: Selection, qtbot: QtBot
) -> None:
    filter_by(table, "bn", qtbot)
    selection.select_block("layer4.0")
    table.show_selected()
    assert len(selected_orders(view)) == 3
    selection.select_operator(0)
    table.show_selected()
    assert selected_orders(view) == [0], "no filter hides what is asked for"


def test_of_a_block_in_a_sorted_table_the_topmost_row_is_brought_into_view(
    view: LayerView, selection: Selection
) -> None:
    view.horizontalHeader().setSortIndicator(RF, Qt.SortOrder.DescendingOrder)
    selection.select_block("layer4.0")
    lines = [index.row() for index in view.selectionModel().selectedRows()]
    assert max(lines) - min(lines) >= len(lines)
    assert view.rowAt(0) <= min(lines) <= view.rowAt(view.viewport().height() - 1)


def test_a_line_alone_is_told_from_several(view: LayerView, selection: Selection, qtbot: QtBot) -> None:
    assert not view.is_single_selection
    selection.select_operator(150)
    assert view.is_single_selection
    selection.select_block("layer2.0")
    assert not view.is_single_selection
    view.scrollToTop()
    left, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view.viewport(), left, pos=point_of(view, 1))
    assert view.is_single_selection
    qtbot.mouseClick(view.viewport(), left, control, pos=point_of(view, 3))
    assert not view.is_single_selection
    qtbot.mouseClick(view.viewport(), left, control, pos=point_of(view, 1))
    assert view.is_single_selection
    selection.clear()
    assert not view.is_single_selection


def test_a_block_of_a_thousand_lines_is_painted_without_asking_for_them(
    view: LayerView, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection.select_block("layer2.0")
    asked: list[object] = []
    monkeypatch.setattr(QItemSelectionModel, "selectedRows", lambda *_: asked.append(_) or [])
    assert not view.viewport().grab().isNull()
    assert asked == []


def test_sorting_is_by_number(view: LayerView, selection: Selection, qtbot) -> None:  # type: ignore[no-untyped-def]
    header = view.horizontalHeader()

    def click(column: int) -> None:
        x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))

    click(PARAMS)
    click(PARAMS)
    column = [view.model().index(line, PARAMS).data() for line in range(view.model().rowCount())]
    figures = [0 if text == "–" else int(text.replace(",", "")) for text in column]
    assert figures == sorted(figures, reverse=True)
    assert figures[0] == 2_359_296
    selection.select_operator(0)
    assert cells(view, view.selectionModel().selectedRows()[0].row())[PATH] == "conv1"


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_rows_of_equal_figures_keep_the_networks_order(
    view: LayerView, table: LayerTable, qtbot: QtBot, order: Qt.SortOrder
) -> None:
    def shown() -> list[tuple[float, int]]:
        rows = [view.model().index(line, ORDER).data(ROW) for line in range(view.model().rowCount())]
        return [(-1 if row.rf_h is None else row.rf_h, row.order) for row in rows]

    view.horizontalHeader().setSortIndicator(RF, order)
    sign = 1 if order == Qt.SortOrder.AscendingOrder else -1
    wanted = sorted(shown(), key=lambda one: (sign * one[0], one[1]))
    assert shown() == wanted
    filter_by(table, "conv", qtbot)
    assert 0 < len(shown()) < len(wanted)
    assert shown() == [one for one in wanted if one in set(shown())]
    filter_by(table, "", qtbot)
    assert shown() == wanted
    # And once more after the other way round.
    other = Qt.SortOrder.DescendingOrder if order == Qt.SortOrder.AscendingOrder else Qt.SortOrder.AscendingOrder
    view.horizontalHeader().setSortIndicator(RF, other)
    assert shown() == sorted(wanted, key=lambda one: (-sign * one[0], one[1]))
    view.horizontalHeader().setSortIndicator(RF, order)
    assert shown() == wanted


@pytest.mark.parametrize(
    ("words", "count"),
    [("layer2.0.conv", 3), ("28x28 conv2d", 14), ("28×28 conv2d", 14), ("linear", 1), ("add", 16), ("", 175)],
)
def test_filter(table: LayerTable, view: LayerView, words: str, count: int, resnet50: Network, qtbot) -> None:  # type: ignore[no-untyped-def]
    if words.endswith("conv2d"):  # counted independently of the filter
        count = sum(row.operator == "conv2d" and row.output_shape[1:] == (28, 28) for row in resnet50.rows)
    filter_by(table, words, qtbot)
    assert view.model().rowCount() == count


def test_filtering_keeps_the_selection(table: LayerTable, view: LayerView, selection: Selection, qtbot) -> None:  # type: ignore[no-untyped-def]
    selection.select_operator(0)
    filter_by(table, "linear", qtbot)
    assert selection.current == Selected(order=0)
    assert selected_orders(view) == []
    filter_by(table, "conv1", qtbot)
    assert selected_orders(view) == [0]


def test_nothing_found_says_so(table: LayerTable, qtbot) -> None:  # type: ignore[no-untyped-def]
    filter_by(table, "zzz", qtbot)
    what = table.findChild(QLabel, "table.nothing.what")
    assert what.isVisible()
    assert "zzz" in what.text()


def test_copy_gives_plain_numbers(view: LayerView, selection: Selection, resnet50: Network, qtbot) -> None:  # type: ignore[no-untyped-def]
    order = next(row.order for row in resnet50.rows if row.path == "layer2.0.conv2")
    selection.select_operator(order)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert dict(zip(head.split("\t"), line.split("\t"), strict=True)) == {
        "order": str(order),
        "path": "layer2.0.conv2",
        "operator": "conv2d",
        "output_shape": "128x28x28",
        "params": "147456",
        "macs": "115605504",
        "macs_share": f"{115605504 / 4089184256:.9g}",
        "flops": "231211008",
        "rf_h": "43",
        "rf_w": "43",
        "jump_h": "8",
        "jump_w": "8",
    }


def test_another_network_takes_the_table_over(table: LayerTable, view: LayerView, selection: Selection, qtbot) -> None:  # type: ignore[no-untyped-def]
    import torch
    from torch import nn

    with torch.device("meta"):
        other = analyze(nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU()), (3, 32, 32))
    second = Selection()
    table.set_network(other, second)
    assert view.model().rowCount() == 2
    assert cells(view, 1)[OPERATOR] == "ReLU"
    selection.select_operator(100)  # the former network's selection no longer concerns it
    second.select_operator(1)
    assert selected_orders(view) == [1]
    table.clear()
    assert view.model().rowCount() == 0
    assert not table.findChild(IconButton, "table.export").isEnabled()


def test_columns_that_fit_do_not_scroll(table: LayerTable, view: LayerView, selection: Selection) -> None:
    table.set_network(network_of("lenet5_d2l"), selection)  # its numbers need less than the narrowest column
    for width in (900, 1000, 1100):
        table.resize(width, 252)
        QApplication.processEvents()
        assert view.horizontalHeader().length() == view.viewport().width()
        assert view.horizontalScrollBar().maximum() == 0

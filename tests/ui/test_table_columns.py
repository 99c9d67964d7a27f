"""Which columns the layer table shows, how it counts, what it filters by, and how it is handed on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from torch import nn

from explorer.analysis import analyze
from explorer.analysis.conventions import Convention
from explorer.analysis.network import Network
from explorer.ui.docks.table.layer_columns import (
    COLUMN_COUNT,
    FLOPS,
    INTENSITY,
    LIVE,
    MACS,
    MOVED,
    NAMES,
    PATH,
    SHARE,
    SHOWN_AT_FIRST,
    TIME,
)
from explorer.ui.docks.table.layer_model import UNIT
from explorer.ui.docks.table.layer_view import LayerView
from explorer.ui.docks.table.layers import LayerTable
from explorer.ui.selection import Selection
from explorer.ui.theme import theme
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.buttons import IconButton
from tests.ui.inspector_stage import network_of
from tests.ui.measured_stage import roofline_of, seconds_of

ALL = ("operator", "output", "params", "macs", "share", "flops", "live", "moved", "intensity", "time", "rf", "jump")


@pytest.fixture(scope="module")
def resnet50() -> Network:
    return network_of("resnet50")


@pytest.fixture
def table(qtbot: QtBot, resnet50: Network) -> LayerTable:
    theme().set_mode("light")
    result = LayerTable()
    qtbot.addWidget(result)
    result.set_network(resnet50, Selection())
    result.resize(1000, 252)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    return result


@pytest.fixture
def view(table: LayerTable) -> LayerView:
    found = table.findChild(LayerView, "table.view")
    assert found is not None
    return found


def shown(view: LayerView) -> set[int]:
    return {column for column in range(COLUMN_COUNT) if not view.isColumnHidden(column)}


def text(view: LayerView, order: int, column: int) -> str:
    model = view.model().sourceModel()
    return str(model.index(model.line_of(order), column).data())


def tip(view: LayerView, order: int, column: int) -> str:
    model = view.model().sourceModel()
    return str(model.index(model.line_of(order), column).data(Qt.ItemDataRole.ToolTipRole))


def column_texts(view: LayerView, column: int) -> list[str]:
    return [view.model().index(line, column).data() for line in range(view.model().rowCount())]


def orders(view: LayerView) -> list[int]:
    return [int(one) for one in column_texts(view, 0)]


def filter_by(table: LayerTable, words: str, qtbot: QtBot) -> None:
    edit = table.findChild(QLineEdit, "table.filter")
    assert edit is not None
    edit.clear()
    edit.setFocus()
    if words.isascii():
        qtbot.keyClicks(edit, words)
    else:
        edit.setText(words)  # keyClicks knows ASCII alone


def press_header(view: LayerView, column: int, qtbot: QtBot) -> None:
    header = view.horizontalHeader()
    view.scrollTo(view.model().index(0, column))
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))


# ---------------------------------------------------------------- figures


def test_new_columns_say_what_the_rows_hold(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    table.set_columns(ALL)
    table.set_measured(roofline_of(resnet50))
    row = next(row for row in resnet50.rows if row.path == "layer2.0.conv2")
    moved = row.bytes_read + row.bytes_written
    assert text(view, row.order, FLOPS) == f"{row.flops / 1e6:.1f}"
    assert text(view, row.order, LIVE) == f"{row.live_bytes / 2**20:.1f}"
    assert text(view, row.order, MOVED) == f"{moved / 2**20:.1f}"
    assert text(view, row.order, INTENSITY) == f"{row.flops / moved:.2f}"
    assert text(view, row.order, TIME) == f"{1000 * seconds_of(row.order):.3f}"
    units = [view.model().headerData(column, Qt.Orientation.Horizontal, UNIT) for column in (LIVE, MOVED, TIME)]
    assert units == ["MiB", "MiB", "ms"]


def test_totals_of_memory_and_time_are_a_peak_and_a_sum(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    table.set_columns(ALL)
    table.set_measured(roofline_of(resnet50))
    totals = view.model().sourceModel().totals()
    assert totals[LIVE] == f"peak {max(row.live_bytes for row in resnet50.rows) / 2**20:.1f}"
    assert totals[TIME] == f"{1000 * sum(seconds_of(row.order) for row in resnet50.rows):.3f}"
    moved = sum(row.bytes_read + row.bytes_written for row in resnet50.rows)
    assert totals[INTENSITY] == f"{resnet50.totals.flops / moved:.2f}"
    line = table.findChild(QWidget, "table.totals")
    assert line is not None
    assert f"Live memory {totals[LIVE]}" in line.accessibleName()
    assert f"Time {totals[TIME]}" in line.accessibleName()


def test_an_operator_without_a_rule_is_not_zero(qtbot: QtBot, table: LayerTable, view: LayerView) -> None:
    class Odd(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.cummax(x.relu(), dim=-1).values

    network = analyze(Odd(), (3, 8, 8))
    order = next(row.order for row in network.rows if row.note.startswith("unknown operator"))
    table.set_network(network, Selection())
    table.set_columns(ALL)
    for column in (MACS, SHARE, FLOPS, INTENSITY):
        assert text(view, order, column) == "unknown"
        assert tip(view, order, column).startswith("unknown operator: cummax")
    assert text(view, order, MOVED) != "unknown"
    assert view.model().sourceModel().totals()[FLOPS].startswith("≥ ")
    filter_by(table, "flops<1000000", qtbot)  # whatever it does, nobody knows that it is less
    assert order not in orders(view)


def test_tool_tips_give_exact_figures_and_where_they_come_from(
    table: LayerTable, view: LayerView, resnet50: Network
) -> None:
    table.set_measured(roofline_of(resnet50))
    row = next(row for row in resnet50.rows if row.path == "layer2.0.bn1")
    assert tip(view, row.order, FLOPS) == f"{row.flops:,} FLOPs\n{row.flops:,} for the normalisation"
    assert f"{row.bytes_read / 2**20:.1f}" in tip(view, row.order, MOVED)
    told = tip(view, row.order, TIME)
    assert "± 0.001 ms, median and interquartile range of 10 rounds" in told
    assert "CPU x86_64, 2 threads, float32, batch 1" in told


# ---------------------------------------------------------------- the convention


@pytest.mark.parametrize(
    ("convention", "title", "unit", "flops"),
    [
        (Convention.MACS, "Operations", "MACs/B", "115.6"),
        (Convention.TWICE_MACS, "FLOPs", "FLOPs/B", "231.2"),
        (Convention.ALL, "FLOPs", "FLOPs/B", "231.2"),
    ],
)
def test_operations_follow_the_convention(
    table: LayerTable,
    view: LayerView,
    resnet50: Network,
    convention: Convention,
    title: str,
    unit: str,
    flops: str,
) -> None:
    table.set_columns(ALL)
    table.set_convention(convention)
    model, across = view.model(), Qt.Orientation.Horizontal
    row = next(row for row in resnet50.rows if row.path == "layer2.0.conv2")
    assert model.headerData(FLOPS, across, Qt.ItemDataRole.DisplayRole) == title
    assert model.headerData(FLOPS, across, Qt.ItemDataRole.ToolTipRole) == convention.text
    assert model.headerData(INTENSITY, across, UNIT) == unit
    assert text(view, row.order, FLOPS) == flops
    counted = convention.flops(row) / (row.bytes_read + row.bytes_written)
    assert text(view, row.order, INTENSITY) == f"{counted:.2f}"
    norm = row.order + 1
    assert text(view, norm, FLOPS) == ("0.2" if convention is Convention.ALL else "–")
    total = convention.flops(resnet50.totals) / 1e6
    assert view.model().sourceModel().totals()[FLOPS] == f"{total:,.1f}"


def test_a_sorted_column_follows_its_figures(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    def is_sorted(column: int) -> bool:
        known = {"–": -1.0, "<0.1": 0.05}
        figures = [known[one] if one in known else float(one.replace(",", "")) for one in column_texts(view, column)]
        return figures == sorted(figures, reverse=True) and len(set(figures)) > 5

    header = view.horizontalHeader()
    header.setSortIndicator(FLOPS, Qt.SortOrder.DescendingOrder)
    by_all = orders(view)
    assert is_sorted(FLOPS)
    table.set_convention(Convention.MACS)
    assert is_sorted(FLOPS) and orders(view) != by_all

    times = roofline_of(resnet50)
    table.set_measured(times)
    header.setSortIndicator(TIME, Qt.SortOrder.DescendingOrder)
    by_time = orders(view)
    assert is_sorted(TIME)
    seconds = [point.seconds for point in times.points]
    points = (replace(point, seconds=one) for point, one in zip(times.points, reversed(seconds), strict=True))
    table.set_measured(replace(times, points=tuple(points)))
    assert is_sorted(TIME) and orders(view) != by_time

    header.setSortIndicator(FLOPS, Qt.SortOrder.DescendingOrder)
    longer = network_of("resnet101")
    table.set_network(longer, Selection())
    assert is_sorted(FLOPS) and sorted(orders(view)) == [row.order for row in longer.rows]


def test_the_convention_keeps_selection_and_place(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    selection = Selection()
    table.set_network(resnet50, selection)
    selection.select_operator(120)
    table.set_convention(Convention.MACS)
    table.set_measured(roofline_of(resnet50))
    assert [int(index.data()) for index in view.selectionModel().selectedRows(0)] == [120]
    assert view.viewport().rect().contains(view.visualRect(view.selectionModel().selectedRows(0)[0]).center())


# ---------------------------------------------------------------- the columns


def test_time_is_there_once_it_is_measured(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    badge = table.findChild(Badge, "table.measured")
    assert badge is not None
    assert shown(view) == SHOWN_AT_FIRST - {TIME}
    assert not badge.isVisible()
    table.set_measured(roofline_of(resnet50))
    assert shown(view) == SHOWN_AT_FIRST
    assert badge.isVisible()
    assert badge.text() == "CPU x86_64, 2 threads, float32, batch 1"
    table.resize(420, 252)  # too narrow for it: the header's tool tip says the same
    assert not badge.isVisible()
    header = view.model().headerData(TIME, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "CPU x86_64, 2 threads" in header
    table.set_network(resnet50, Selection())  # times are of what was measured, not of what is shown next
    assert shown(view) == SHOWN_AT_FIRST - {TIME}


def test_columns_are_chosen_by_the_keyboard_and_the_menu_stays(
    table: LayerTable, view: LayerView, qtbot: QtBot
) -> None:
    button = table.findChild(IconButton, "table.columns")
    assert button is not None
    heard: list[tuple[str, ...]] = []
    table.columnsChanged.connect(heard.append)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    menu = table.columns
    qtbot.waitUntil(menu.isVisible)
    choose(menu, "table.column.live", qtbot)
    choose(menu, "table.column.share", qtbot)
    assert menu.isVisible()
    assert LIVE in shown(view)
    assert SHARE not in shown(view)
    assert "live" in heard[-1] and "share" not in heard[-1]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not menu.isVisible())
    action(menu, "table.columns.reset").trigger()
    assert shown(view) == SHOWN_AT_FIRST - {TIME}
    assert not action(menu, "table.columns.reset").isEnabled()


def action(menu: QWidget, name: str) -> QAction:
    found = menu.findChild(QAction, name)
    assert found is not None
    return found


def choose(menu: QWidget, name: str, qtbot: QtBot) -> None:
    """Go down to an entry with the arrow keys and choose it with Return."""
    for _ in range(40):
        if menu.activeAction() is action(menu, name):  # type: ignore[attr-defined]
            break
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def test_a_click_in_the_menu_leaves_it_open(table: LayerTable, view: LayerView, qtbot: QtBot) -> None:
    header = view.horizontalHeader()
    place = QPoint(40, 8)
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, header.viewport().mapToGlobal(place))
    QApplication.sendEvent(header.viewport(), event)
    menu = table.columns
    qtbot.waitUntil(menu.isVisible)
    place = menu.actionGeometry(action(menu, "table.column.moved")).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible()
    assert MOVED in shown(view)
    menu.close()


def test_columns_come_back_by_name(table: LayerTable, view: LayerView) -> None:
    table.set_columns(("macs", "no such column", "rf"))
    assert {NAMES[column] for column in shown(view)} == {"order", "path", "macs", "rf"}


def test_a_hidden_column_sorts_no_more(table: LayerTable, view: LayerView, resnet50: Network, qtbot: QtBot) -> None:
    table.set_measured(roofline_of(resnet50))
    press_header(view, TIME, qtbot)
    press_header(view, TIME, qtbot)
    times = [float(one) for one in column_texts(view, TIME)]
    assert times == sorted(times, reverse=True)
    assert orders(view) != sorted(orders(view))
    table.set_columns(("macs",))
    assert orders(view) == sorted(orders(view))


@pytest.mark.parametrize("width", [420, 700, 1000, 1600])
@pytest.mark.parametrize("convention", list(Convention))
def test_no_figure_is_cut(
    table: LayerTable, view: LayerView, resnet50: Network, width: int, convention: Convention
) -> None:
    table.set_columns(ALL)
    table.set_measured(roofline_of(resnet50))
    table.set_convention(convention)
    table.resize(width, 252)
    QApplication.processEvents()
    for column in shown(view) - {PATH, 2}:
        assert view.columnWidth(column) >= view.sizeHintForColumn(column), NAMES[column]


def test_widths_that_a_person_chose_stay(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    view.horizontalHeader().resizeSection(PATH, 333)
    table.set_measured(roofline_of(resnet50))
    table.set_convention(Convention.MACS)
    assert view.columnWidth(PATH) == 333
    assert view.columnWidth(TIME) >= view.sizeHintForColumn(TIME)


# ---------------------------------------------------------------- the filter


@pytest.mark.parametrize(
    ("words", "keeps"),
    [
        ("macs>100", lambda row: row.macs > 100e6),
        ("macs>=115605504b", lambda row: row.macs >= 115605504),
        ("flops>0.2g conv", lambda row: row.flops > 0.2e9 and row.operator == "conv2d"),
        ("live≥10", lambda row: row.live_bytes >= 10 * 2**20),
        ("live>10MiB", lambda row: row.live_bytes > 10 * 2**20),
        ("moved<300KiB", lambda row: row.bytes_read + row.bytes_written < 300 * 1024),
        ("intensity>100", lambda row: row.flops > 100 * (row.bytes_read + row.bytes_written)),
        ("time>0.905", lambda row: seconds_of(row.order) > 0.905e-3),
        ("time<=45us", lambda row: seconds_of(row.order) <= 45e-6),
        ("params>1m", lambda row: row.params > 10**6),
        ("rf=43", lambda row: row.rf_h == 43),
        ("share>2.8", lambda row: row.macs > 0.028 * 4089184256),
        ("time>", lambda row: True),
    ],
)
def test_figures_are_compared(
    table: LayerTable, view: LayerView, resnet50: Network, qtbot: QtBot, words: str, keeps: Callable[..., bool]
) -> None:
    table.set_measured(roofline_of(resnet50))
    filter_by(table, words, qtbot)
    expected = [row.order for row in resnet50.rows if keeps(row)]
    assert expected
    assert orders(view) == expected


def test_what_is_not_measured_meets_no_comparison(table: LayerTable, qtbot: QtBot) -> None:
    filter_by(table, "time>0", qtbot)
    what = table.findChild(QLabel, "table.nothing.what")
    assert what is not None and what.isVisible()
    assert "time>0" in what.text()


# ---------------------------------------------------------------- handing it on


@pytest.mark.parametrize("key", ["csv", "json", "markdown", "latex"])
def test_formats_are_asked_for_by_the_menu(table: LayerTable, qtbot: QtBot, key: str) -> None:
    button = table.findChild(IconButton, "table.export")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = table.findChild(QWidget, "table.export.menu")
    assert menu is not None and menu.isVisible()
    with qtbot.waitSignal(table.exportRequested) as caught:
        choose(menu, f"table.export.{key}", qtbot)
    assert caught.args == [key]
    with qtbot.waitSignal(table.copyRequested) as caught:
        action(menu, f"table.copy.{key}").trigger()
    assert caught.args == [key]


def test_copied_rows_have_the_shown_columns(table: LayerTable, view: LayerView, resnet50: Network) -> None:
    table.set_columns(("time", "live", "moved", "intensity"))
    table.set_measured(roofline_of(resnet50))
    table.copy()
    head, *lines = QApplication.clipboard().text().splitlines()
    assert head.split("\t") == ["order", "path", "live_bytes", "bytes_moved", "intensity", "seconds"]
    assert len(lines) == 175
    row = resnet50.rows[39]
    moved = row.bytes_read + row.bytes_written
    order, path, live, bytes_moved, intensity, seconds = lines[39].split("\t")
    assert (int(order), path, int(live), int(bytes_moved)) == (39, row.path, row.live_bytes, moved)
    assert float(intensity) == pytest.approx(row.flops / moved, rel=1e-8)
    assert float(seconds) == pytest.approx(seconds_of(39), rel=1e-8)


def test_without_a_network_nothing_can_be_chosen(table: LayerTable) -> None:
    table.clear()
    for name in ("table.columns", "table.copy", "table.export"):
        button = table.findChild(IconButton, name)
        assert button is not None and not button.isEnabled()

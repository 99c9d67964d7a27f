"""Measured times in the real window with its real engine: asked for by the keyboard, seen in table and roofline."""

import csv
import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.conventions import Convention
from explorer.ui.docks.table.layer_columns import FLOPS, TIME
from explorer.ui.document import Document
from explorer.ui.main_window import MainWindow
from explorer.ui.wording import device_name
from tests.labels import text_of

from .conftest import PATIENCE

Open = Callable[..., MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> Document:
    document = window.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None, timeout=PATIENCE)
    # Table and charts are filled one after the other.
    qtbot.waitUntil(lambda: window.charts.current.network is document.network, timeout=PATIENCE)
    assert table(window).model().rowCount() > 0
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
    return document


def table(window: MainWindow) -> QTableView:
    view = window.layers.findChild(QTableView)
    assert view is not None
    return view


def measure_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)


def visible(window: MainWindow, name: str) -> bool:
    found = window.findChild(QWidget, name)
    return found is not None and found.isVisible()


def text(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert label is not None
    return label.text()


def test_times_fill_table_and_roofline(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    assert table(window).isColumnHidden(TIME)
    measure_by_keyboard(qtbot, window)
    assert window.charts.current.objectName() == "charts.roofline"
    qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "done", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not table(window).isColumnHidden(TIME), timeout=5000)
    assert document.network is not None
    measured = window.measurements.state_of(document).roofline
    assert measured is not None
    assert [point.order for point in measured.points] == [row.order for row in document.network.rows]
    assert all(point.seconds > 0 for point in measured.points)
    said = text(window, "charts.roofline.sentence")
    assert "of the operators' time goes to" in said
    assert device_name(measured.timing.device) in text(window, "charts.roofline.details")
    assert "Random weights" in text(window, "charts.roofline.details")

    # One selection: a mark selects the row, and the row is marked.
    chart = window.charts.roofline.chart
    qtbot.waitUntil(lambda: chart.place_of(chart.operators()[0]) is not None, timeout=5000)
    order = next(one for one in chart.operators() if chart.operator_at(chart.place_of(one)) == one)
    place = chart.place_of(order)
    assert place is not None
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert document.selection.current.order == order
    assert [int(index.data()) for index in table(window).selectionModel().selectedRows(0)] == [order]

    # A second network has no times; the first one still has.
    window.documents.open_architecture("lenet5_d2l")
    qtbot.waitUntil(lambda: table(window).isColumnHidden(TIME), timeout=PATIENCE)
    window.documents.tabs.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not table(window).isColumnHidden(TIME), timeout=PATIENCE)

    # Nor has another form of it.
    from explorer.ui.what_if import Form

    document.show_form(Form(document.architecture, (1, 32, 32), 8, 10, document.form.width))
    qtbot.waitUntil(lambda: document.form.batch == 8, timeout=PATIENCE)
    qtbot.waitUntil(lambda: table(window).isColumnHidden(TIME), timeout=PATIENCE)
    measure_by_keyboard(qtbot, window)
    qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "done", timeout=PATIENCE)
    qtbot.waitUntil(lambda: "batch 8" in text(window, "charts.roofline.details"), timeout=5000)


def test_a_long_measurement_can_be_cancelled_and_survives_the_engine(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("vgg16")
    document = opened(qtbot, window)
    measure_by_keyboard(qtbot, window)
    qtbot.waitUntil(lambda: visible(window, "charts.roofline.state.cancel"), timeout=PATIENCE)
    assert visible(window, "status.work")
    cancel = window.findChild(QPushButton, "charts.roofline.state.cancel")
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert window.measurements.state_of(document).phase == "cancelled"
    assert "cancelled" in text(window, "charts.roofline.state.what")

    measure_by_keyboard(qtbot, window)
    pid = window.engine.pid
    assert pid is not None
    qtbot.waitUntil(lambda: visible(window, "charts.roofline.state.cancel"), timeout=PATIENCE)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "failed", timeout=PATIENCE)
    assert "SIGKILL" in text(window, "charts.roofline.state.todo")
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)


def test_the_convention_goes_through_the_window_and_into_files(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    assert document.network is not None
    totals = document.network.totals
    status = window.findChild(QLabel, "status.convention")
    assert status is not None
    assert text_of(status) == f"{Convention.ALL.label}, batch 1, float32"

    switch = window.findChild(QPushButton, "convention.macs")
    assert switch is not None
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert text_of(status) == f"{Convention.MACS.label}, batch 1, float32"
    assert window.layers._model.totals()[FLOPS] == f"{totals.macs / 1e3:,.1f}"

    # Every format says by which convention it counts.
    written = {}
    for key, suffix in (("csv", ".csv"), ("json", ".json"), ("markdown", ".md"), ("latex", ".tex")):
        path = tmp_path / f"layers{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, path=path: (str(path), ""))
        window.layers.exportRequested.emit(key)
        qtbot.waitUntil(path.exists, timeout=5000)
        qtbot.waitUntil(lambda path=path: path.name in window.documents.notice.text, timeout=5000)
        written[key] = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(written["csv"].splitlines()))
    assert sum(int(row["flops"]) for row in rows) == totals.macs
    assert json.loads(written["json"])["convention"] == "macs"
    assert Convention.MACS.text in written["markdown"]
    assert r"\toprule" in written["latex"]

    QApplication.clipboard().clear()
    window.layers.copyRequested.emit("markdown")
    qtbot.waitUntil(lambda: Convention.MACS.text in QApplication.clipboard().text(), timeout=5000)

    # A place that cannot be written, and a full disk, which leaves what was there.
    missing = tmp_path / "no such folder" / "layers.tex"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(missing), ""))
    window.layers.exportRequested.emit("latex")
    qtbot.waitUntil(lambda: "cannot write" in window.documents.notice.text, timeout=5000)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("explorer.files.os.fsync", full)
        patched.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(tmp_path / "layers.tex"), ""))
        window.layers.exportRequested.emit("latex")
        qtbot.waitUntil(lambda: "No space left" in window.documents.notice.text, timeout=5000)
    assert (tmp_path / "layers.tex").read_text(encoding="utf-8") == written["latex"]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".md", ".tex"]

    # The choice is there again in the next window, and so are the columns.
    window.layers.columns.set_chosen(frozenset({0, 1, FLOPS}))
    window.layers._on_columns_chosen(window.layers.columns.chosen)
    window.close()
    again = open_window("lenet5_modern")
    opened(qtbot, again)
    assert again.convention is Convention.MACS
    assert again.layers.columns.chosen == {0, 1, FLOPS}
    kept = again.findChild(QPushButton, "convention.macs")
    assert kept is not None and kept.isChecked()


def test_charts_are_saved_and_the_panel_floats(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lenet5_modern")
    opened(qtbot, window)
    window.charts.tabs.setCurrentIndex(1)
    for suffix, head in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".csv", b"order,path")):
        path = tmp_path / f"memory{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, path=path: (str(path), ""))
        window.charts.exportRequested.emit(window.charts.current, suffix)
        qtbot.waitUntil(path.exists, timeout=5000)
        assert path.read_bytes().startswith(head)
    dock = window.docks["charts"]
    dock.setFloating(True)
    dock.resize(900, 600)
    qtbot.waitUntil(lambda: window.charts.width() > 800, timeout=5000)
    chart = window.charts.current
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2, 200))
    document = window.documents.current
    assert document is not None and document.selection.current.order is not None
    dock.setFloating(False)


def test_closing_while_it_measures_is_clean(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("vgg16")
    document = opened(qtbot, window)
    measure_by_keyboard(qtbot, window)
    qtbot.waitUntil(lambda: visible(window, "charts.roofline.state.cancel"), timeout=PATIENCE)
    pid = window.engine.pid
    assert pid is not None
    window.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert window.measurements.state_of(document).phase == "running"  # nobody is told any more

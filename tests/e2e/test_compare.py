"""Two networks compared in the real window, with the real engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from explorer.analysis.conventions import Convention
from explorer.arguments import window_parser
from explorer.ui.compare.opening import ASIDE
from explorer.ui.compare.page import ComparePage
from explorer.ui.docks.library.library_model import KEY
from explorer.ui.docks.library.library_view import LibraryView
from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE

Open = Callable[..., MainWindow]


def page_of(window: MainWindow) -> ComparePage:
    page = window.documents.page
    assert isinstance(page, ComparePage)
    return page


def keys_of(page: ComparePage) -> list[str]:
    return [form.architecture.key for form in page.members.forms]


def compared(window: MainWindow, *keys: str) -> Callable[[], bool]:
    def check() -> bool:
        page = window.documents.page
        if not isinstance(page, ComparePage) or page.result is None:
            return False
        return [network.name for network in page.result.comparison.networks] == list(keys)

    return check


def shown_docks(window: MainWindow) -> set[str]:
    return {key for key, dock in window.docks.items() if not dock.isHidden()}


def compare_from_library(window: MainWindow, key: str) -> None:
    """Ask for the menu of an architecture in the library, and choose to compare it."""
    view = window.library.findChild(LibraryView, "library.tree")
    assert view is not None
    model = view.model()
    families = (model.index(row, 0) for row in range(model.rowCount()))
    index = next(
        model.index(row, 0, family)
        for family in families
        for row in range(model.rowCount(family))
        if model.index(row, 0, family).data(KEY) == key
    )
    view.scrollTo(index)
    place = view.visualRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChildren(QMenu, "library.menu")[-1]
    assert [action.text() for action in menu.actions()] == ["&Open", "&Compare with what is in front"]
    menu.actions()[1].trigger()
    menu.close()


def test_the_two_networks_that_were_in_front_are_compared(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lenet5_modern", "lenet5_original", "alexnet")
    window.documents.tabs.setCurrentIndex(1)
    window.documents.tabs.setCurrentIndex(0)
    before = shown_docks(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(compared(window, "lenet5_modern", "lenet5_original"), timeout=PATIENCE)
    page = page_of(window)
    assert window.windowTitle() == "Compare — cnn-explorer"
    assert shown_docks(window) == before - set(ASIDE) != before

    # The window's own commands act on it.
    window.commands["view.direction"].trigger()
    assert page.direction == "lr"
    window.commands["view.expand"].trigger()
    qtbot.waitUntil(lambda: not any(side.view.busy for side in page.sides))
    window.commands["view.fit"].trigger()
    assert all(window.commands[name].isEnabled() for name in ("view.fit", "measure.time"))
    assert not window.commands["view.zoom"].isEnabled()

    # Every form of the table, and a chart, as files and on the clipboard.
    for key, suffix in (("csv", ".csv"), ("json", ".json"), ("markdown", ".md"), ("latex", ".tex")):
        target = tmp_path / f"stages{suffix}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target, **__: (str(target), ""))
        action = page.findChild(QAction, f"compare.export.{key}")
        assert action is not None
        action.trigger()
        qtbot.waitUntil(target.exists, timeout=PATIENCE)
        assert "lenet5_original" in target.read_text(encoding="utf-8").replace("\\_", "_")
    for chart in (page.panel.charts.charts[0], page.panel.charts.charts[-1]):
        for suffix in (".svg", ".png", ".csv"):
            target = tmp_path / f"{chart.objectName()}{suffix}"
            monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target, **__: (str(target), ""))
            chart.exportRequested.emit(suffix)
            qtbot.waitUntil(target.exists, timeout=PATIENCE)
            assert target.stat().st_size > 200
    page.panel.copy.click()
    qtbot.waitUntil(lambda: "\t" in QApplication.clipboard().text(), timeout=PATIENCE)
    assert QApplication.clipboard().text().startswith("stage\tstride:lenet5_modern\tstride:lenet5_original")

    # Panels come back with the network that they are about, and the comparison is kept.
    window.documents.tabs.setCurrentIndex(0)
    assert shown_docks(window) == before
    window.commands["go.compare"].trigger()
    assert page_of(window) is page and keys_of(page) == ["lenet5_modern", "lenet5_original"]
    window.commands["tab.close"].trigger()
    assert shown_docks(window) == before and window.documents.page is None


def test_an_architecture_of_the_library_joins(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: window.documents.current is not None, timeout=PATIENCE)
    compare_from_library(window, "lenet5_original")
    qtbot.waitUntil(compared(window, "lenet5_modern", "lenet5_original"), timeout=PATIENCE)
    compare_from_library(window, "alexnet")
    qtbot.waitUntil(compared(window, "lenet5_modern", "lenet5_original", "alexnet"), timeout=PATIENCE)
    # How operations are counted in the window holds for it, too.
    page = page_of(window)
    window.counting.choose("2macs")
    assert page.panel.convention is Convention.TWICE_MACS
    # The engine dies while it reads: the comparison follows once it is back.
    window.engine.restart()
    page.put(1, "squeezenet1_0")
    qtbot.waitUntil(compared(window, "lenet5_modern", "squeezenet1_0", "alexnet"), timeout=PATIENCE)


def test_a_window_closes_over_a_comparison_on_its_way(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("lenet5_modern")
    before = shown_docks(window)
    window.comparing.compare_keys(["densenet121", "resnet18"])
    qtbot.waitUntil(lambda: page_of(window).isVisible())
    window.close()
    assert window.settings.docks is not None and shown_docks(window) == before


def test_the_command_line_knows_the_option() -> None:
    options = window_parser().parse_args(["alexnet", "zfnet", "--compare"])
    assert options.keys == ["alexnet", "zfnet"] and options.compare
    assert not window_parser().parse_args(["alexnet"]).compare


def test_a_window_starts_with_a_comparison(qtbot: QtBot, qapp: QApplication) -> None:
    window = MainWindow()
    window.show()
    qtbot.waitExposed(window)
    window.settings.guided = True
    with qtbot.waitSignal(window.assembled, timeout=PATIENCE):
        window.start(["lenet5_modern", "lenet5_original"], comparing=True)
    qtbot.waitUntil(compared(window, "lenet5_modern", "lenet5_original"), timeout=PATIENCE)
    assert window.documents.tabs.count() == 1
    window.close()
    window.deleteLater()

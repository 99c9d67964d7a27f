"""Live and Inspector beside the graph: one behind the other where there is no room, and whose room is whose."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from explorer.ui.settings import LAYOUT_VERSION, Settings
from explorer.ui.window.side_docks import NARROW, WIDTHS

PANELS = {"library": 240, "live": 320, "inspector": 300, "layers": 200, "charts": 200, "top9": 200}
CLOSE_TO = 8
"""Pixels that separators may take."""


class Frame:
    """A window with panels that have nothing but a least width."""

    def __init__(self, qtbot: QtBot, width: int, settings: Settings | None = None) -> None:
        self.window = MainWindow(settings or Settings())
        qtbot.addWidget(self.window)
        for key, least in PANELS.items():
            panel = QWidget()
            panel.setMinimumWidth(least)
            self.window.dock_layout.fill(key, panel)
        self.graph = QWidget()
        self.graph.setMinimumWidth(300)
        self.window.setCentralWidget(self.graph)
        self.resize(width)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.dock_layout.arrange()
        QApplication.processEvents()

    def resize(self, width: int) -> None:
        self.window.resize(width, 800)
        QApplication.processEvents()

    @property
    def tabbed(self) -> bool:
        return self.window.dock_layout.sides.tabbed

    def width(self, key: str) -> int:
        return self.window.docks[key].width()


@pytest.fixture(autouse=True)
def no_settings(qapp: QApplication) -> Iterator[None]:
    yield
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()


def test_a_narrow_window_shows_one_of_them(qtbot: QtBot) -> None:
    frame = Frame(qtbot, 1280)
    assert frame.tabbed and frame.graph.width() >= 640
    assert not frame.window.docks["live"].visibleRegion().isEmpty()
    assert frame.window.minimumSizeHint().width() <= 1024
    frame.resize(1024)
    assert frame.window.width() == 1024 and frame.graph.width() >= 380


def test_a_wide_window_shows_both(qtbot: QtBot) -> None:
    frame = Frame(qtbot, 1600)
    assert not frame.tabbed
    assert (frame.width("live"), frame.width("inspector")) == WIDTHS[False]


def test_they_follow_the_window_over_the_border(qtbot: QtBot) -> None:
    frame = Frame(qtbot, NARROW)
    assert not frame.tabbed
    frame.resize(NARROW - 1)
    assert frame.tabbed
    frame.resize(1600)
    assert not frame.tabbed
    assert frame.window.docks["live"].x() < frame.window.docks["inspector"].x()


@pytest.mark.parametrize("width", [1280, 1600])
def test_what_a_person_has_made_of_them_stays(qtbot: QtBot, width: int) -> None:
    frame = Frame(qtbot, width)
    window, narrow = frame.window, width < NARROW
    live, inspector = window.docks["live"], window.docks["inspector"]
    if narrow:
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, inspector)
        window.splitDockWidget(live, inspector, Qt.Orientation.Horizontal)
    else:
        window.tabifyDockWidget(live, inspector)
    QApplication.processEvents()
    settings = Settings()
    settings.docks = window.saveState(LAYOUT_VERSION)
    window.close()

    again = Frame(qtbot, width, settings)
    assert again.tabbed != narrow
    again.resize(1600 if narrow else 1280)
    assert again.tabbed != narrow  # the other arrangement, whatever the window does
    again.window.dock_layout.reset()
    QApplication.processEvents()
    assert again.tabbed == (again.window.width() < NARROW)


@pytest.mark.parametrize("closed", ["live", "inspector"])
def test_the_graph_gets_the_room_of_a_closed_dock_and_gives_it_back(qtbot: QtBot, closed: str) -> None:
    frame = Frame(qtbot, 1600)
    kept = "inspector" if closed == "live" else "live"
    before = {key: frame.width(key) for key in ("live", "inspector")}
    graph = frame.graph.width()
    frame.window.docks[closed].toggleViewAction().trigger()
    qtbot.waitUntil(lambda: frame.graph.width() >= graph + before[closed])
    assert abs(frame.width(kept) - before[kept]) <= CLOSE_TO
    frame.window.docks[closed].toggleViewAction().trigger()
    qtbot.waitUntil(lambda: abs(frame.graph.width() - graph) <= CLOSE_TO)
    assert all(abs(frame.width(key) - width) <= CLOSE_TO for key, width in before.items())


def test_a_state_that_is_restored_is_owed_nothing(qtbot: QtBot) -> None:
    frame = Frame(qtbot, 1600)
    window = frame.window
    window.resizeDocks([window.docks["live"], window.docks["inspector"]], [500, 330], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    state = window.saveState(LAYOUT_VERSION)
    widths = frame.width("live"), frame.width("inspector")
    window.dock_layout.reset()
    QApplication.processEvents()
    window.docks["live"].hide()
    QApplication.processEvents()
    assert window.restoreState(state, LAYOUT_VERSION)
    for _ in range(3):
        QApplication.processEvents()
    assert (frame.width("live"), frame.width("inspector")) == widths


def test_a_tab_that_names_the_dock_takes_the_place_of_its_title(qtbot: QtBot) -> None:
    frame = Frame(qtbot, 1280)
    title = frame.window.docks["live"].titleBarWidget()
    qtbot.waitUntil(lambda: title.height() == 0)
    frame.window.docks["inspector"].hide()
    qtbot.waitUntil(lambda: title.height() > 0)  # there are no tabs any more


@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_no_tab_bar_is_left_behind(qtbot: QtBot, width: int) -> None:
    frame = Frame(qtbot, width)
    for step in (lambda: frame.resize(1600), lambda: frame.resize(1100), frame.window.dock_layout.reset):
        step()
        QApplication.processEvents()
        bars = [one for one in frame.window.findChildren(QTabBar) if one.isVisible() and one.geometry().right() > 0]
        said = sorted([one.tabText(at) for at in range(one.count())] for one in bars)
        assert said == [["Layers", "Top 9"]] + [["Live", "Inspector"]] * frame.tabbed

"""The real window with its real engine."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from explorer.ui.theme import theme
from tests.engines import start_quickly

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def quick_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines need not load torch again."""
    start_quickly(monkeypatch)


@pytest.fixture
def open_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows as the application does, and closes them."""
    windows: list[MainWindow] = []

    def make(*keys: str) -> MainWindow:
        window = MainWindow()
        theme().set_mode("light")
        window.show()
        qtbot.waitExposed(window)
        windows.append(window)
        with qtbot.waitSignal(window.assembled, timeout=PATIENCE):
            window.start(list(keys) or ["efficientnet_lite0"])
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()

"""Which device the window runs on: chosen, remembered, and left when it has no memory."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from explorer.ui.device_menu import DeviceMenu
from explorer.ui.main_window import MainWindow
from explorer.ui.settings import Settings
from explorer.ui.window.engine_status import EngineStatus

from .conftest import PATIENCE
from .scarce_engine import CARD, serve_until_it_runs, serve_without_room

Open = Callable[..., MainWindow]


def choose(window: MainWindow, value: str) -> None:
    """Choose in the device menu, which fills itself when it opens."""
    menu = window.findChild(DeviceMenu, "menu.device")
    menu.aboutToShow.emit()
    action = menu.findChild(QAction, f"menu.device.{value}")
    assert not action.isChecked()
    action.trigger()


def precision(window: MainWindow) -> str:
    """What the engine computes in; empty while there is none."""
    info = window.engine.info
    return info.precision if info is not None else ""


def test_device_and_precision_are_remembered(open_window: Open, qtbot: QtBot) -> None:
    first = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: first.engine.state == "running", timeout=PATIENCE)
    assert first.engine.info.precision == "float32"
    choose(first, "bfloat16")
    qtbot.waitUntil(lambda: precision(first) == "bfloat16", timeout=PATIENCE)
    assert "bfloat16" in first.tool_bar.device.accessibleName()
    first.device.choose(device="cpu")
    first.close()

    second = open_window("lenet5_modern")
    assert (second.device.device, second.device.precision) == ("cpu", "bfloat16")
    qtbot.waitUntil(lambda: precision(second) == "bfloat16", timeout=PATIENCE)
    menu = second.findChild(DeviceMenu, "menu.device")
    menu.aboutToShow.emit()
    assert menu.findChild(QAction, "menu.device.bfloat16").isChecked()
    assert menu.findChild(QAction, "menu.device.cpu").isChecked()


def test_a_device_that_is_not_here_any_more_is_said_once(open_window: Open, qtbot: QtBot) -> None:
    settings = Settings()
    settings.device = "cuda:7"
    settings.save()

    def start() -> MainWindow:
        window = open_window("lenet5_modern")
        qtbot.waitUntil(lambda: window.engine.state == "running" and window.engine.jobs == 0, timeout=PATIENCE)
        assert window.engine.info.device == "cpu"
        menu = window.findChild(DeviceMenu, "menu.device")
        menu.aboutToShow.emit()
        gone = menu.findChild(QAction, "menu.device.cuda:7")
        assert not gone.isEnabled() and not gone.isChecked() and "not here" in gone.text()
        assert menu.findChild(QAction, "menu.device.cpu").isChecked()
        return window

    first = start()
    said = "cuda:7 is not on this machine now"
    qtbot.waitUntil(lambda: said in first.documents.notice.text, timeout=PATIENCE)
    first.documents.notice.hide()
    # Who has another wish keeps this one.
    choose(first, "bfloat16")
    qtbot.waitUntil(lambda: precision(first) == "bfloat16", timeout=PATIENCE)
    assert not first.documents.notice.text
    first.commands["preferences"].trigger()
    box = first.everyday.preferences.computing.device
    assert box.currentData() == "cuda:7" and not box.model().item(box.currentIndex()).isEnabled()
    first.close()

    second = start()
    assert second.settings.device == "cuda:7"
    qtbot.waitUntil(lambda: precision(second) == "bfloat16", timeout=PATIENCE)
    assert said not in second.documents.notice.text
    # It is said anew only of another one, or after it has been here.
    choose(second, "float32")
    second.device.choose(device="cpu")
    second.engine.restart()
    qtbot.waitUntil(lambda: second.engine.state == "running", timeout=PATIENCE)
    assert second.settings.missed == ""


@pytest.mark.parametrize("serve", [serve_without_room, pytest.param(serve_until_it_runs, marks=pytest.mark.slow)])
def test_a_full_card_leaves_the_work_to_the_cpu(open_window: Open, qtbot: QtBot, monkeypatch, serve) -> None:
    monkeypatch.setattr("explorer.engine.client.serve", serve)
    seen = []
    begin = EngineStatus.__init__

    def follow(status: EngineStatus, window: MainWindow) -> None:
        window.engine.ready.connect(lambda info: seen.append(info.device))
        begin(status, window)

    monkeypatch.setattr(EngineStatus, "__init__", follow)
    window = open_window("efficientnet_lite0")
    panel = window.live_panel
    qtbot.waitUntil(lambda: window.engine.info is not None and window.engine.info.device == "cpu", timeout=PATIENCE)
    assert seen == [CARD]
    said = f"{CARD} has not enough memory for EfficientNet-Lite0: everything runs on the CPU now"
    qtbot.waitUntil(lambda: window.documents.notice.text == said, timeout=PATIENCE)
    # Nothing has to be asked again by hand.
    qtbot.waitUntil(lambda: len(panel.top.entries) >= 5 and panel.picture.view() is not None, timeout=PATIENCE)
    assert "CPU" in window.tool_bar.device.text()
    assert window.settings.device == "auto"

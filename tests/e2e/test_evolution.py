"""From the library to the family tree and on to a network, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.evolution.page import EvolutionPage
from explorer.ui.graph.export_dialog import ExportDialog
from explorer.ui.main_window import MainWindow
from explorer.ui.window.enabling import NEEDS_NETWORK

from .conftest import PATIENCE

Open = Callable[..., MainWindow]


def tree(window: MainWindow) -> EvolutionPage:
    page = window.documents.page
    assert isinstance(page, EvolutionPage)
    return page


def arrived(window: MainWindow, key: str) -> Callable[[], bool]:
    def check() -> bool:
        document = window.documents.current
        return document is not None and document.key == key and document.network is not None

    return check


def test_the_family_tree_is_a_tab_among_the_networks(
    qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lenet5_modern")
    qtbot.waitUntil(arrived(window, "lenet5_modern"), timeout=PATIENCE)
    tabs = window.documents.tabs

    # From the library's list to the milestone in the tree.
    part = window.library.findChild(QPushButton, "library.part.evolution")
    assert part is not None
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    timeline = window.library.timeline
    assert timeline is not None
    index = timeline.milestones.index_of("xception")
    timeline.scrollTo(index)
    qtbot.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=timeline.visualRect(index).center())
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["LeNet-5 (modern)", "Family tree"]
    page = tree(window)
    assert page.isVisible() and page.selected == "xception" == timeline.shown
    assert window.documents.current is None and [one.key for one in window.documents.documents] == ["lenet5_modern"]
    assert window.windowTitle() == "Family tree — cnn-explorer"
    for name in NEEDS_NETWORK:
        assert window.commands[name].isEnabled() == (name in EvolutionPage.commands), name
    assert window.commands["tab.close"].isEnabled()

    # The commands that are of use to it act on it.
    page.canvas.motion = False
    window.commands["view.direction"].trigger()
    assert page.direction == "lr"
    window.commands["view.direction"].trigger()
    assert page.direction == "tb"
    target = tmp_path / "tree.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    window.commands["graph.export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog) and not dialog.findChild(object, "graph.export.part").isVisible()  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=PATIENCE)
    assert "Family tree, drawn by cnn-explorer" in target.read_text(encoding="utf-8")
    window.commands["graph.copy"].trigger()
    qtbot.waitUntil(lambda: window.documents.notice.text == "Copied the family tree", timeout=PATIENCE)
    assert b"<svg" in QApplication.clipboard().mimeData().data("image/svg+xml").data()

    # Enter opens the network of the milestone.
    page.canvas.setFocus()
    qtbot.keyClick(page.canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(arrived(window, "legacy_xception"), timeout=PATIENCE)
    assert tabs.count() == 3 and window.documents.page is None
    assert all(window.commands[name].isEnabled() for name in EvolutionPage.commands)

    # There is one tree; it comes to the front as it was left, and closes like any tab.
    window.commands["go.evolution"].trigger()
    assert tree(window) is page and page.selected == "xception" and tabs.count() == 3
    window.activateWindow()  # without a window manager, nobody does so when the dialog closes
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keySequence(window, "Ctrl+W")
    assert tabs.count() == 2 and [one.key for one in window.documents.documents] == ["lenet5_modern", "legacy_xception"]
    assert window.documents.page is None and window.documents.current is not None
    window.commands["tab.close"].trigger()
    window.commands["tab.close"].trigger()
    assert tabs.count() == 0 and not window.commands["tab.close"].isEnabled()
    QTest.keySequence(window, "Ctrl+Shift+T")
    assert tree(window) is not page and tree(window).selected is None

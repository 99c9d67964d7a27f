"""From a folder to the picture that excites a channel most, in the real window with the real engine."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from tests.inference.top_pictures import fill

from .conftest import PATIENCE

LAYER = "blocks.1.0.conv_dw"


def test_a_folder_is_searched_and_a_patch_leads_to_its_picture(
    open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    window = open_window("efficientnet_lite0")
    qtbot.waitUntil(lambda: window.documents.current.network is not None, timeout=PATIENCE)
    document, panel, grid = window.documents.current, window.top_patches_panel, window.top_patches_panel.grid
    order = next(row.order for row in reversed(document.network.rows) if row.path == LAYER)
    document.selection.select_operator(order)
    window.docks["top9"].show()
    window.docks["top9"].raise_()
    button = panel.findChild(QPushButton, "top9.card.action")
    qtbot.waitUntil(button.isVisible, timeout=PATIENCE)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.summary is not None and panel.summary.done == 16, timeout=PATIENCE)
    assert panel.summary.layer == LAYER
    alive = next(channel for channel in range(96) if panel.summary.active[channel] > 4)
    document.selection.select_channel(alive)
    document.selection.select_channel(None)

    def complete() -> bool:
        content = grid.content(alive)
        return content is not None and bool(content.shown) and content.projected("guided")

    qtbot.waitUntil(complete, timeout=PATIENCE)
    wanted = grid.content(alive).at(1).patch
    grid.setFocus()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.patch_rect(alive, 1).center().toPoint())

    def followed() -> bool:
        view = window.live_panel.picture.view()
        picture = window.live_panel.picture.picture
        return (
            picture is not None
            and picture.name == wanted.path.name
            and view is not None
            and (view.layer, view.channel) == (LAYER, alive)
            and view.value == pytest.approx(wanted.value, rel=1e-3)
        )

    # The live panel finds the same unit in the same picture.
    qtbot.waitUntil(followed, timeout=PATIENCE)
    assert window.live_panel.picture.view().unit == wanted.unit
    before = grid.current().patch
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.current().patch.rank == before.rank - 1
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    first = grid.content(alive).at(0).patch
    qtbot.waitUntil(lambda: window.live_panel.picture.picture.name == first.path.name, timeout=PATIENCE)

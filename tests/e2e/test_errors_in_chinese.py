"""What goes wrong below the window is said in Chinese in a Chinese one, with paths, names and figures as they are."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.ui import translation
from explorer.ui.document import Document
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.main_window import MainWindow

from .conftest import PATIENCE

Open = Callable[..., MainWindow]


@pytest.fixture
def window(qapp: QApplication, open_window: Open, qtbot: QtBot) -> Iterator[MainWindow]:
    """A Chinese window with SqueezeNet, which has seen the sample."""
    assert translation.install("zh_CN")
    made = open_window("squeezenet1_1")
    document(made)
    qtbot.waitUntil(lambda: document(made).network is not None and bool(made.live_panel.top.entries), timeout=PATIENCE)
    yield made
    translation.install("en")


def document(window: MainWindow) -> Document:
    found = window.documents.current
    assert found is not None
    return found


def test_errors_are_said_in_chinese(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error, notice = window.live_panel.error, window.documents.notice

    # A broken picture, which a thread of the window decodes.
    picture = tmp_path / "照片 one.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    window.live.open_picture(PictureSource(name=picture.name, path=picture))
    qtbot.waitUntil(error.isVisible, timeout=PATIENCE)
    assert error.text() == f"{picture} 已损坏，无法读取；请重新获取该文件。"
    error.dismiss()

    # The weights of another network, which the engine reads.
    weights = tmp_path / "other net.pth"
    torch.save({"conv.weight": torch.zeros(2, 2), "features.0.weight": torch.zeros(3)}, weights)
    window.live.set_weights("squeezenet1_1", str(weights))
    qtbot.waitUntil(error.isVisible, timeout=PATIENCE)
    assert error.text().startswith(f"{weights} 与该网络不符；其中的键：缺少 51 个（features.0.bias、")
    assert error.text().endswith("多出 1 个（conv.weight），形状不符 1 个（features.0.weight 3 而非 64×3×3×3）。")
    error.dismiss()
    window.live.set_weights("squeezenet1_1", "random")

    # An input that the network is too deep for, which the engine captures.
    window.commands["view.form"].trigger()
    card = document(window).panel
    assert card is not None
    card.height_box.setFocus()
    card.height_box.selectAll()
    qtbot.keyClicks(card.height_box, "16")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "16×16" in card.message, timeout=PATIENCE)
    assert card.message == "SqueezeNet 至少需要 17×17 像素，而不是 16×16"
    card.dismiss()

    # A disk without room, on which a thread of the window writes.
    table = tmp_path / "层 table.csv"

    def no_room(descriptor: int, mode: str) -> None:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(table), ""))
    with monkeypatch.context() as patch:
        patch.setattr("explorer.files.os.fdopen", no_room)
        window.commands["table.export"].trigger()
        qtbot.waitUntil(lambda: table.name in notice.text, timeout=PATIENCE)
    assert notice.text == f"无法写入 {table}：设备上没有剩余空间"


def test_an_engine_that_is_killed_says_so_in_chinese(window: MainWindow, qtbot: QtBot) -> None:
    pid = window.engine.pid
    assert pid is not None
    os.kill(pid, 9)
    qtbot.waitUntil(lambda: "SIGKILL" in window.documents.notice.text, timeout=PATIENCE)
    assert "被 SIGKILL 终止，通常是内存不足" in window.documents.notice.text

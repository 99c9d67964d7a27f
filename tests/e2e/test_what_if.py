"""What if, in the real window with its real engine: by the keyboard, until every panel says so."""

import os
import signal
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from explorer.ui.document import Document
from explorer.ui.main_window import MainWindow
from explorer.ui.what_if_panel import WhatIfPanel
from tests.labels import text_of

from .conftest import PATIENCE

Open = Callable[..., MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> Document:
    document = window.documents.current
    assert document is not None
    qtbot.waitUntil(lambda: document.network is not None, timeout=PATIENCE)
    return document


def card_by_keyboard(qtbot: QtBot, window: MainWindow, document: Document) -> WhatIfPanel:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    card = document.panel
    assert card is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is card.height_box)
    return card


def seen_in_inspector(window: MainWindow) -> str:
    return "\n".join(text_of(label) for label in window.inspector.findChildren(QLabel))


def test_every_panel_follows_and_says_what_if(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("mobilenet_v2")
    document = opened(qtbot, window)
    card = card_by_keyboard(qtbot, window, document)
    qtbot.keyClicks(card.height_box, "448")
    qtbot.keyClick(card.height_box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.form.input_shape == (3, 448, 448), timeout=PATIENCE)
    card.multiplier.setFocus()
    card.multiplier.selectAll()
    qtbot.keyClicks(card.multiplier, "0.25")
    qtbot.keyClick(card.multiplier, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.form.width == 0.25, timeout=PATIENCE)

    words = "3 × 448 × 448 · width 0.25"
    assert window.windowTitle() == f"MobileNet v2, what if {words} — cnn-explorer"
    assert window.documents.tabs.tabText(0) == "MobileNet v2 · what if"
    assert document.view.header.form.text() == words
    assert document.network is not None
    operators = len(document.network.rows)
    assert document.own is not None
    assert operators == len(document.own.rows) + 1
    qtbot.waitUntil(lambda: f"What if: {words}" in seen_in_inspector(window), timeout=PATIENCE)
    assert f"{document.network.totals.params:,}" in seen_in_inspector(window)
    qtbot.waitUntil(lambda: any(label.isVisible() and words in label.text() for label in runs(window)))

    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()
    window.close()  # with a form on show that is not the own one


def runs(window: MainWindow) -> list[QLabel]:
    return window.live_panel.findChildren(QLabel, "live.runs.text")


def test_a_killed_engine_does_not_forget_what_was_wanted(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
    card = card_by_keyboard(qtbot, window, document)
    pid = window.engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # it hears the wish, and dies before it answers
    card.batch.setFocus()
    card.batch.selectAll()
    qtbot.keyClicks(card.batch, "7")
    qtbot.keyClick(card.batch, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Analysing" in card.message, timeout=PATIENCE)
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "engine is starting" in card.message, timeout=PATIENCE)
    qtbot.waitUntil(lambda: document.form.batch == 7, timeout=PATIENCE)
    assert card.message == ""


def test_closing_while_a_change_is_gathered_is_clean(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    card = card_by_keyboard(qtbot, window, document)
    qtbot.keyClick(card.height_box, Qt.Key.Key_Up)
    window.close()
    qtbot.wait(400)  # longer than changes are gathered
    assert document.form.is_own

"""Colours in the whole window: chosen by key and in the tool bar, counted as the switch says, measured, remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from explorer.ui.document import Document
from explorer.ui.graph.colouring import MetricColouring
from explorer.ui.graph.colouring_choice import CHOICES
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import tokens
from explorer.visualize.graph.metrics import Metric
from tests.e2e.conftest import PATIENCE, open_window

__all__ = ["open_window"]

Open = Callable[..., MainWindow]


def opened(qtbot: QtBot, window: MainWindow) -> Document:
    document = window.documents.current
    assert isinstance(document, Document)
    qtbot.waitUntil(lambda: document.network is not None and document.view.drawing is not None, timeout=PATIENCE)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return document


def press(qtbot: QtBot, window: MainWindow, metric: Metric | None) -> None:
    key = Qt.Key(Qt.Key.Key_1 + CHOICES.index(metric))
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def legend(document: Document) -> str:
    return document.view.legend.accessibleName().replace("\u202f", " ")


def test_the_choice_follows_the_switch(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    assert legend(document).startswith("Kind") and "Figures: FLOPs" in legend(document)
    press(qtbot, window, Metric.OPERATIONS)
    assert legend(document).startswith("FLOPs: ")
    button = window.findChild(QPushButton, "convention.macs")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert legend(document).startswith("MACs: ") and document.network is not None
    combo = window.findChild(QComboBox, "toolbar.colouring")
    assert combo is not None and combo.currentText() == "MACs"
    colouring = document.view.colouring_in(tokens())
    assert isinstance(colouring, MetricColouring)
    assert colouring.readings.total == document.network.totals.macs


@pytest.mark.slow
def test_the_choice_is_remembered(open_window: Open, qtbot: QtBot) -> None:
    first = open_window("lenet5_modern")
    opened(qtbot, first)
    press(qtbot, first, Metric.PARAMS)
    assert first.settings.colouring == "params"
    first.close()
    document = opened(qtbot, open_window("lenet5_modern"))
    assert legend(document).startswith("Parameters: ")


def test_choosing_times_has_them_measured(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    document = opened(qtbot, window)
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
    press(qtbot, window, Metric.TIME)
    assert "Being measured" in legend(document) and document.view.legend.content.bar is None
    qtbot.waitUntil(lambda: window.measurements.state_of(document).phase == "done", timeout=PATIENCE)
    qtbot.waitUntil(lambda: document.view.legend.content.bar is not None, timeout=PATIENCE)
    assert "Median of each operator" in legend(document)
    window.documents.open_architecture("lenet5_d2l")
    other = opened(qtbot, window)
    assert other is not document and "Not measured. Ctrl+M" in legend(other)
    assert window.settings.colouring == "kind"  # times do not outlive the window

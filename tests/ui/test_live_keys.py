"""The whole tour by keyboard, its help, and the filters of the first convolution."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from explorer.engine.messages import FilterBank
from explorer.ui.live.panel.keys import command_of, key_groups
from explorer.ui.theme import theme
from tests.ui.live_stage import TRAINED, fill, new_panel


@pytest.fixture
def filled(qtbot, qapp):
    return fill(new_panel(qtbot))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


def test_no_key_means_two_things() -> None:
    seen: set[tuple[Qt.Key, bool]] = set()
    for group in key_groups():
        for one in group.keys:
            for key in one.keys:
                assert (key, one.shift) not in seen
                seen.add((key, one.shift))
            assert len(one.does) == len(one.keys)


def test_modifiers_are_not_ignored() -> None:
    assert command_of(press(Qt.Key.Key_O)) == "method.on"
    assert command_of(press(Qt.Key.Key_O, Qt.KeyboardModifier.ShiftModifier)) == "method.back"
    assert command_of(press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)) is None
    assert command_of(press(Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)) == "help"
    assert command_of(press(Qt.Key.Key_Left, Qt.KeyboardModifier.KeypadModifier)) == "channel.back"
    assert command_of(press(Qt.Key.Key_W, Qt.KeyboardModifier.ShiftModifier)) is None
    assert command_of(press(Qt.Key.Key_Z)) is None


def test_every_key_of_the_table_is_taken_by_the_panel(filled, monkeypatch):
    monkeypatch.setattr(filled.viewer.keeper, "record", lambda on: None)
    monkeypatch.setattr(filled.body.tools, "open_menu", lambda: None)
    commands = {command for group in key_groups() for one in group.keys for command in one.does}
    for command in sorted(commands - {"back"}):
        assert filled._do(command), command
    assert filled._do("back")
    assert not filled._do("no such command")


def test_freeze_and_pause_are_told(filled, qtbot):
    with qtbot.waitSignal(filled.freezeToggled):
        qtbot.keyClick(filled.picture, Qt.Key.Key_F)
    with qtbot.waitSignal(filled.pauseToggled):
        qtbot.keyClick(filled.picture, Qt.Key.Key_Space)


def test_help_lists_every_key_and_gives_the_focus_back(filled, qtbot):
    filled.picture.setFocus()
    qtbot.keyClick(filled.picture, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    help_ = filled.keys
    assert help_.isVisible()
    assert help_.hasFocus()
    caps = {label.text() for label in help_.findChildren(QLabel) if label.property("role") == "key"}
    assert caps == {shown for group in key_groups() for one in group.keys for shown in one.shown}
    told = []
    filled.channelChosen.connect(told.append)
    qtbot.keyClick(help_, Qt.Key.Key_Left)
    assert told == [], "nothing moves behind it"
    qtbot.keyClick(help_, Qt.Key.Key_Escape)
    assert not help_.isVisible()
    assert filled.picture.hasFocus()


@pytest.mark.parametrize("size", [(330, 700), (380, 900), (900, 500)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_help_fits_the_panel(filled, qtbot, size, mode):
    theme().set_mode(mode)
    filled.resize(*size)
    filled.show_keys()
    QApplication.processEvents()
    help_ = filled.keys
    assert filled.rect().contains(help_.geometry())
    assert help_.rect().contains(help_.card.geometry())
    content = help_._body.widget()
    assert content.width() <= help_._body.viewport().width()
    for label in help_.findChildren(QLabel):
        if not label.wordWrap():
            assert label.contentsRect().width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()
    qtbot.mouseClick(help_, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not help_.isVisible()


# Filters


def bank(rgb: bool = True) -> FilterBank:
    kernels = np.zeros((12, 3 if rgb else 1, 5, 5), np.float32)
    kernels[3, 0] = 0.25  # all red
    kernels[4] = -1.0  # all negative
    return FilterBank(key="net", layer="conv1", kernels=kernels, weights=TRAINED, rgb=rgb)


def test_filters_are_pictures_around_grey(filled, qtbot):
    with qtbot.waitSignal(filled.wishChanged):
        qtbot.keyClick(filled.picture, Qt.Key.Key_K)
    page = filled.layers.filters
    page.set_bank(bank())
    QApplication.processEvents()
    assert page.isVisible()
    image = page.grid.grab().toImage()
    colours = [image.pixelColor(page.grid.tile(index).center().toPoint()) for index in range(5)]
    assert colours[0].getRgb()[:3] == (128, 128, 128), "zero"
    assert colours[3].getRgb()[:3] == (255, 128, 128), "stretched to its own largest weight"
    assert colours[4].getRgb()[:3] == (0, 0, 0)
    assert "12 filters of 3 × 5 × 5" in filled.findChild(QLabel, "live.filters.words").text()


def test_filters_of_one_plane_are_red_and_blue(filled, qtbot):
    page = filled.layers.filters
    filled.layers.set_section("filters")
    page.set_bank(bank(rgb=False))
    QApplication.processEvents()
    image = page.grid.grab().toImage()
    positive, negative = (image.pixelColor(page.grid.tile(index).center().toPoint()) for index in (3, 4))
    assert positive.red() > positive.blue() + 60
    assert negative.blue() > negative.red() + 60


def test_a_filter_chooses_the_channel_that_it_makes(filled, qtbot):
    page = filled.layers.filters
    filled.layers.set_section("filters")
    page.set_bank(bank())
    QApplication.processEvents()
    with qtbot.waitSignal(filled.filterChosen) as caught:
        qtbot.mouseClick(page.grid, Qt.MouseButton.LeftButton, pos=page.grid.tile(7).center().toPoint())
    assert caught.args == ["conv1", 7]
    with qtbot.waitSignal(filled.filterChosen) as caught:
        qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert caught.args == ["conv1", 8]
    filled.set_layer("conv1", (12, 8, 8))
    filled.set_channel(5)
    assert page.grid._channel == 5
    filled.set_layer("conv2", (12, 8, 8))
    assert page.grid._channel is None

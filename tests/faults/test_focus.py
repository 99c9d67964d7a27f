"""The focus goes back to where it was, or nowhere if that has gone."""

import shiboken6
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from explorer.ui.focus import FocusKeeper


def test_a_field_of_qt_that_has_gone_is_forgotten(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    number, text = QSpinBox(), QLineEdit()
    column.addWidget(number)
    column.addWidget(text)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keeper = FocusKeeper(window)

    inner = number.findChild(QLineEdit)
    keeper.remember(inner)
    text.setFocus()
    keeper.give_back()
    assert number.hasFocus()

    keeper.remember(inner)
    del inner
    text.setFocus()
    shiboken6.delete(number)
    keeper.give_back()
    assert text.hasFocus()

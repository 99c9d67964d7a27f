"""Texts of menus elsewhere than in menus, and keys as they stand on the keyboard."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from explorer.ui.actions import plain
from explorer.ui.help.key_table import caps, key_sections


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("&Open picture…", "Open picture"),
        ("Black && white", "Black & white"),
        ("文件(&F)", "文件"),
        ("打开图片(&O)…", "打开图片"),
        ("GoogLeNet (2014)", "GoogLeNet (2014)"),
    ],
)
def test_what_is_for_menus_alone_is_left_out(text: str, bare: str) -> None:
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("Ctrl+K", ("Ctrl", "K")),
        ("F1", ("F1",)),
        ("Ctrl++", ("Ctrl", "+")),
        ("Ctrl+Shift+Left", ("Ctrl", "Shift", "Left")),
    ],
)
def test_keys_stand_for_themselves(keys: str, shown: tuple[str, ...]) -> None:
    assert caps(QKeySequence(keys)) == shown


def test_sections_follow_the_menus_and_leave_out_what_has_no_key(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    view, empty = bar.addMenu("&View"), bar.addMenu("&Help")
    assert isinstance(view, QMenu)
    view.addAction("&Fit").setShortcut(QKeySequence("Ctrl+0"))
    inner = view.addMenu("&Blocks")
    inner.addAction("&Open all…").setShortcuts([QKeySequence("Ctrl+O"), QKeySequence("F5")])
    inner.addAction("Without a key")
    empty.addAction("About")
    sections = key_sections(bar)
    assert sections[0].title == "View"
    assert [(row.text, row.keys) for row in sections[0].rows] == [
        ("Fit", (("Ctrl", "0"),)),
        ("Open all", (("Ctrl", "O"), ("F5",))),
    ]
    assert [section.title for section in sections[1:3]] == ["Graph", "Compare"]
    assert ("F8",) in next(row.keys for row in sections[2].rows if "next difference" in row.text)
    assert all(section.title.startswith("Live: ") for section in sections[3:])
    assert all(row.text and row.keys for section in sections for row in section.rows)

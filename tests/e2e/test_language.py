"""Another language at once: a new window in the place of the old one, with all that was there."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from explorer.ui import translation
from explorer.ui.docks.table.layer_view import LayerView
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.main_window import MainWindow
from explorer.ui.program import Program
from explorer.ui.settings import Settings
from explorer.ui.theme import theme
from explorer.ui.widgets.focus_ring import FocusRing
from explorer.ui.workspace.collecting import collect
from explorer.ui.workspace.workspaces import last_state_path
from explorer.workspace.model import ChosenWeights, OpenNetwork, Workspace
from tests.faults.leftovers import Leftovers

from .conftest import PATIENCE

CHINESE, ENGLISH = "文件(&F)", "&File"


@pytest.fixture
def quick_engines() -> None:
    """Engines start from nothing here: as children of this process, so that none that stays is overlooked."""


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot) -> Iterator[Program]:
    """The program with LeNet-5 and ZFNet open, in English."""
    theme().set_mode("light")
    settings = Settings()
    settings.language = "en"
    made = Program(settings, lambda window: None)
    made.open(["lenet5_modern", "zfnet"])
    wait_until_ready(qtbot, made)
    yield made
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    translation.install("en")
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").clear()
    last_state_path().unlink(missing_ok=True)


def wait_until_ready(qtbot: QtBot, program: Program, tabs: int = 2) -> None:
    """Everything is open, and nothing is under way."""

    def ready() -> bool:
        window = program.window
        if not hasattr(window, "workspaces") or window.busy or window.engine.state != "running":
            return False
        documents = window.documents.documents
        return len(documents) == tabs and all(
            one.network is not None and not one.view.busy and window.workspaces.pending(one) is None
            for one in documents
        )

    qtbot.waitUntil(ready, timeout=PATIENCE)
    qtbot.wait(100)


def choose(qtbot: QtBot, program: Program, language: str) -> None:
    """Choose a language in the preferences, by keys."""
    window = program.window
    if window.everyday.preferences is None or not window.everyday.preferences.isVisible():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.everyday.preferences is not None
    box: QComboBox = window.everyday.preferences.language
    box.setFocus()
    for _ in range(box.count()):
        QTest.keyClick(box, Qt.Key.Key_Up)
    for _ in range(box.findData(language)):
        # Each key chooses; only where one stays counts.
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert window.settings.language == language


def menu(window: MainWindow) -> str:
    return window.menuBar().actions()[0].text()


def assert_same(after: Workspace, before: Workspace) -> None:
    """What a window shows is as it was; a place in a graph may be a pixel off, where panels share rows anew."""
    for one, other in zip(after.tabs, before.tabs, strict=True):
        assert isinstance(one, OpenNetwork) and isinstance(other, OpenNetwork)
        assert one.place is not None and other.place is not None
        assert (one.place.x, one.place.y, one.place.scale) == pytest.approx(
            (other.place.x, other.place.y, other.place.scale), abs=2
        )
        assert replace(one, place=None) == replace(other, place=None)
    assert replace(after, layout=None, notes=(), tabs=()) == replace(before, layout=None, notes=(), tabs=())


def test_a_language_is_chosen_and_nothing_is_lost(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    first = program.window
    zfnet = first.documents.documents[1]
    first.documents.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: first.inspector._form == zfnet.form, timeout=PATIENCE)
    zfnet.view.set_reduced_motion(True)
    zfnet.view.set_expanded("all")
    rows = [row for row in zfnet.network.rows if row.operator == "conv2d"]  # type: ignore[union-attr]
    for row in rows[:3]:
        zfnet.selection.select_operator(row.order)
    zfnet.selection.select_channel(4)
    zfnet.go(-1)
    typed = {"library.search": "zf", "table.filter": "conv"}
    for name, words in typed.items():
        first.findChild(QLineEdit, name).setText(words)
    first.notes.write(zfnet.form, rows[0].path, "seven")
    first.notes.write(zfnet.form, rows[0].path, "seven by seven")
    first.inspector.note_bar.edit()
    qtbot.keyClicks(first.inspector.note_bar.editor, "half a thought")
    # A picture from the clipboard, which is in no file.
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    first.live.open_picture(PictureSource(name="pasted", image=image))
    first.counting.choose("macs")
    first.live.set_weights("zfnet", "random:3")
    qtbot.waitUntil(
        lambda: first.live_panel.picture.picture is not None and first.live_panel.picture.picture.name == "pasted",
        timeout=PATIENCE,
    )
    wait_until_ready(qtbot, program)
    before, history, path = collect(first), zfnet.history, rows[1].path
    engine, size = first.engine.pid, first.size()
    started = Leftovers.now()

    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "zh_CN")
    second = program.window
    assert second is not first
    qtbot.waitUntil(lambda: not shiboken6.isValid(first), timeout=PATIENCE)
    wait_until_ready(qtbot, program)
    assert menu(second) == CHINESE and second.isVisible() and second.size() == size
    assert not second.docks["layers"].windowTitle().isascii()
    assert {name: second.findChild(QLineEdit, name).text() for name in typed} == typed
    assert second.findChild(LayerView, "table.view").model().rowCount() == len(rows)
    # The notes with what was being written, and all that can be taken back.
    document = second.documents.current
    assert document is not None and document.key == "zfnet"
    assert second.notes.text(document.form, path) == "half a thought"
    after = collect(second)
    assert_same(after, before)
    assert document.history == history and document.can_go_back and document.can_go_forward
    assert second.live_panel.picture.picture.name == "pasted"  # type: ignore[union-attr]
    written = []
    for _ in range(3):
        second.notes.stack.undo()
        written.append([second.notes.text(document.form, one) for one in (rows[0].path, path)])
    assert written == [["seven by seven", ""], ["seven", ""], ["", ""]]
    preferences = second.everyday.preferences
    assert preferences is not None and preferences.isVisible(), "where the choice was made one goes on"
    assert not preferences.windowTitle().isascii()

    # Nothing is left of the first window.
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)  # type: ignore[arg-type]
    now = Leftovers.now()
    assert len(now.children) == len(started.children) and now.threads <= started.threads
    assert sum(isinstance(one, MainWindow) for one in QApplication.topLevelWidgets()) == 1
    rings = [one for one in QApplication.allWidgets() if isinstance(one, FocusRing)]
    assert len(rings) == 1

    # And back, with what has come since.
    second.notes.write(document.form, path, "neu")
    wait_until_ready(qtbot, program)
    before, notes = collect(second), second.notes.remarks
    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "en")
    wait_until_ready(qtbot, program)
    third = program.window
    assert menu(third) == ENGLISH
    assert_same(collect(third), before)
    assert third.notes.remarks == notes
    assert not shiboken6.isValid(second)


@pytest.mark.slow
def test_what_is_under_way_is_waited_for(program: Program, qtbot: QtBot) -> None:
    first = program.window
    first.commands["measure.time"].trigger()
    assert first.busy
    choose(qtbot, program, "zh_CN")
    preferences = first.everyday.preferences
    assert preferences is not None and "work that is under way" in preferences._language_words.text()
    # Who thinks better of it has lost nothing; the system speaks English here too.
    choose(qtbot, program, "system")
    assert translation.outcome("system") == translation.spoken() == ""
    assert not preferences._language_words.text()
    qtbot.waitUntil(lambda: not first.busy, timeout=PATIENCE)
    qtbot.wait(400)
    assert program.window is first and menu(first) == ENGLISH
    document = first.documents.current
    assert document is not None
    found = first.measurements.state_of(document).roofline
    assert found is not None
    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "zh_CN")
    wait_until_ready(qtbot, program)
    # Measured times go along, though no file holds them.
    document = program.window.documents.current
    assert document is not None
    again = program.window.measurements.state_of(document).roofline
    assert again is not None and again.timing == found.timing


@pytest.mark.slow
def test_a_drawing_goes_along(program: Program, qtbot: QtBot) -> None:
    first = program.window
    first.documents.tabs.setCurrentIndex(0)
    first.live.sources.open_pad()
    pad = first.live.sources.pad_row.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=pad.rect().center())
    drawn = pad.image.copy()
    wait_until_ready(qtbot, program)
    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "zh_CN")
    wait_until_ready(qtbot, program)
    sources = program.window.live.sources
    assert sources.pad_row.pad.image == drawn and not sources.pad_row.isHidden()
    sources.pad_row.pad.undo()
    assert sources.pad_row.pad.is_empty and sources.pad_row.pad.image != drawn


@pytest.mark.slow
def test_a_comparison_that_was_never_saved_and_another_form_go_along(program: Program, qtbot: QtBot) -> None:
    first = program.window
    zfnet = first.documents.documents[1]
    zfnet.show_form(replace(zfnet.form, batch=2))
    qtbot.waitUntil(lambda: not zfnet.waiting, timeout=PATIENCE)
    first.commands["go.compare"].trigger()
    page = first.comparing.page
    assert page is not None
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=PATIENCE)
    page.put(0, "lenet5_original")
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=PATIENCE)
    assert page.weights is not None
    page.weights.choose(0, "random:3")
    assert ChosenWeights(key="lenet5_original", weights="random:3") in collect(first).weights
    wait_until_ready(qtbot, program)
    before = collect(first)
    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "zh_CN")
    wait_until_ready(qtbot, program)
    second = program.window
    assert second.comparing.page is not None, "what was in front is in front"
    after = collect(second)
    assert after.compared == before.compared and len(before.compared) >= 2
    weights = second.comparing.page.weights
    assert weights is not None and weights.of(0) == "random:3", "though the network is in no tab"
    assert [getattr(tab, "form", tab) for tab in after.tabs] == [getattr(tab, "form", tab) for tab in before.tabs]
    assert second.documents.documents[1].form.batch == 2


@pytest.mark.slow
def test_a_network_that_is_compared_with_itself_keeps_the_weights_of_each_side(program: Program, qtbot: QtBot) -> None:
    program.window.comparing.compare_keys(["lenet5_modern", "lenet5_modern"])
    page = program.window.comparing.page
    assert page is not None and page.weights is not None
    qtbot.waitUntil(lambda: page.comparison is not None, timeout=PATIENCE)
    page.weights.choose(1, "random:3")
    wait_until_ready(qtbot, program)
    with qtbot.waitSignal(program.replaced, timeout=PATIENCE):
        choose(qtbot, program, "zh_CN")
    wait_until_ready(qtbot, program)
    second = program.window.comparing.page
    assert second is not None and second.weights is not None
    assert (second.weights.of(0), second.weights.of(1)) == ("default", "random:3")

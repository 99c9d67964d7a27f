"""Notes on layers, in the inspector by key and mouse: written, changed, taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from explorer.models import registry
from explorer.ui.docks.inspector.inspector import Inspector
from explorer.ui.selection import Selected, Selection
from explorer.ui.what_if import Form
from explorer.ui.workspace.notes import Notes
from explorer.workspace.file import LONGEST_NOTE
from tests.visualize.drawing_networks import captured

KEY = "resnet50"


@pytest.fixture
def form() -> Form:
    return Form.own(registry.get(KEY))


@pytest.fixture
def selection(qapp: QApplication) -> Selection:
    return Selection()


@pytest.fixture
def notes(qapp: QApplication) -> Notes:
    return Notes()


@pytest.fixture
def inspector(qtbot: QtBot, selection: Selection, notes: Notes, form: Form) -> Iterator[Inspector]:
    result = Inspector()
    qtbot.addWidget(result)
    result.set_notes(notes)
    result.resize(300, 640)
    result.show()
    result.activateWindow()
    qtbot.waitUntil(result.isActiveWindow)
    result.set_network(captured(KEY), selection, form)
    yield result


def order_of(path: str) -> int:
    return next(row.order for row in captured(KEY).rows if row.path == path)


def write(qtbot: QtBot, inspector: Inspector, text: str) -> None:
    bar = inspector.note_bar
    qtbot.mouseClick(bar.add, Qt.MouseButton.LeftButton)
    assert bar.editor.hasFocus()
    qtbot.keyClicks(bar.editor, text)
    qtbot.keyClick(bar.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_note_is_written_changed_and_taken_back(
    qtbot: QtBot, inspector: Inspector, selection: Selection, notes: Notes, form: Form
) -> None:
    bar = inspector.note_bar
    selection.select_operator(order_of("layer2.0.conv2"))
    write(qtbot, inspector, "the stride sits here")
    assert notes.text(form, "layer2.0.conv2") == "the stride sits here"
    assert bar.editor.isHidden() and bar.add.isHidden()

    change = bar.findChild(QToolButton, "inspector.note.change")
    assert change is not None
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(bar.editor, ", in v1.5")
    save = bar.findChild(QPushButton, "inspector.note.save")
    assert save is not None
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    assert notes.text(form, "layer2.0.conv2") == "the stride sits here, in v1.5"

    # Escape leaves it as it was.
    qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(bar.editor, "!!")
    qtbot.keyClick(bar.editor, Qt.Key.Key_Escape)
    assert notes.text(form, "layer2.0.conv2") == "the stride sits here, in v1.5"

    delete = bar.findChild(QToolButton, "inspector.note.delete")
    assert delete is not None
    with qtbot.waitSignal(bar.deleted) as told:
        qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert told.args == ["layer2.0.conv2"]
    assert notes.remarks == ()
    texts = []
    for _ in range(3):
        qtbot.keyClick(inspector, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        texts.append(notes.text(form, "layer2.0.conv2"))
    assert texts == ["the stride sits here, in v1.5", "the stride sits here", ""]
    qtbot.keyClick(inspector, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert notes.text(form, "layer2.0.conv2") == "the stride sits here"
    assert notes.stack.undoText() and notes.stack.canRedo()


def test_notes_are_of_a_layer_in_a_form(
    qtbot: QtBot, inspector: Inspector, selection: Selection, notes: Notes, form: Form
) -> None:
    selection.select_block("layer3")
    write(qtbot, inspector, "six blocks")
    selection.clear()
    write(qtbot, inspector, "v1.5")
    other = Form(form.architecture, (3, 320, 320), 1, 1000, None)
    assert notes.of_network(form) == [("layer3", "six blocks"), ("", "v1.5")]
    assert notes.of_network(other) == []
    notes.write(other, "layer3", "larger")
    assert notes.text(form, "layer3") == "six blocks"
    assert [one.form.input_shape for one in notes.remarks] == [(3, 224, 224), (3, 224, 224), (3, 320, 320)]


def test_all_notes_are_listed_with_the_network_and_lead_to_their_layers(
    qtbot: QtBot, inspector: Inspector, selection: Selection, notes: Notes, form: Form
) -> None:
    notes.write(form, "layer1.0.conv1", "one\nof two lines")
    notes.write(form, "layer4", "the last")
    listed = inspector.note_bar.findChild(QListWidget)
    assert listed is not None and listed.isVisible()
    assert [listed.item(at).text() for at in range(listed.count())] == [
        "layer1.0.conv1  one of two lines",
        "layer4  the last",
    ]
    listed.setFocus()
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    listed.setCurrentRow(1)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert selection.current == Selected(block="layer4")
    selection.clear()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(0)).center())
    assert selection.current == Selected(order=order_of("layer1.0.conv1"))
    assert not listed.isVisible()


def test_what_is_written_is_kept_when_somebody_looks_elsewhere(
    qtbot: QtBot, inspector: Inspector, selection: Selection, notes: Notes, form: Form
) -> None:
    selection.select_block("layer1")
    qtbot.mouseClick(inspector.note_bar.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(inspector.note_bar.editor, "half a thought")
    selection.select_block("layer2")
    assert notes.of_network(form) == [("layer1", "half a thought")]
    assert inspector.note_bar.editor.isHidden()
    assert not inspector.note_bar.add.isHidden()


def test_a_context_menu_offers_it(qtbot: QtBot, inspector: Inspector, selection: Selection) -> None:
    selection.select_block("layer1")
    centre = inspector.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, centre, inspector.mapToGlobal(centre))
    QApplication.sendEvent(inspector, event)
    menu = inspector.findChild(QMenu, "inspector.menu")
    assert menu is not None
    (action,) = menu.actions()
    assert action.text() == "Add a note…"
    action.trigger()
    assert inspector.note_bar.editor.isVisible()
    menu.close()


def test_operators_without_a_module_and_no_network_have_no_place_for_notes(
    qtbot: QtBot, inspector: Inspector, selection: Selection
) -> None:
    nameless = next((row.order for row in captured(KEY).rows if not row.path), None)
    if nameless is not None:
        selection.select_operator(nameless)
        assert not inspector.note_bar.isVisible()
    inspector.clear()
    assert not inspector.note_bar.isVisible()


def test_notes_are_bounded(notes: Notes, form: Form) -> None:
    notes.write(form, "a", "x" * (LONGEST_NOTE + 50))
    assert len(notes.text(form, "a")) == LONGEST_NOTE
    notes.write(form, "b", "   \n ")
    assert notes.of_network(form) == [("a", "x" * LONGEST_NOTE)]

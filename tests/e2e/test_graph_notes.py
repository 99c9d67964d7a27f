"""A note on a layer, written from the graph, in the real window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.ui.main_window import MainWindow
from explorer.ui.selection import Selected

from .conftest import PATIENCE

Open = Callable[..., MainWindow]


def test_from_the_graph_to_the_note_and_back(open_window: Open, qtbot: QtBot) -> None:
    window = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: window.documents.documents[0].network is not None, timeout=PATIENCE)
    document = window.documents.documents[0]
    view, bar = document.view, window.inspector.note_bar
    canvas = view.canvas
    qtbot.waitUntil(lambda: bar.ready and view.drawing is not None, timeout=PATIENCE)
    window.activateWindow()
    rows = document.network.rows  # type: ignore[union-attr]
    first, last = (next(iter(rows)), next(row for row in reversed(rows) if row.path))

    window.commands["note.next"].trigger()
    assert "no notes" in window.documents.notice.text
    for row in (last, first):
        document.selection.select_operator(row.order)
        window.docks["inspector"].hide()
        canvas.setFocus()
        qtbot.keyClick(canvas, Qt.Key.Key_N)
        assert window.docks["inspector"].isVisible()
        assert QApplication.focusWidget() is bar.editor
        qtbot.keyClicks(bar.editor, f"about {row.path}")
        qtbot.keyClick(bar.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert QApplication.focusWidget() is canvas, "the keyboard goes back to where one was"
    assert window.notes.text(document.form, first.path) == f"about {first.path}"
    assert canvas.pins is not None and len(canvas.pins.shown) == 2
    assert canvas.accessibleName().endswith(f"note: about {first.path}")

    qtbot.keyClick(canvas, Qt.Key.Key_F4)
    assert document.selection.current == Selected(order=last.order)
    qtbot.keyClick(canvas, Qt.Key.Key_F4)
    assert document.selection.current == Selected(order=first.order)
    qtbot.keyClick(canvas, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert document.selection.current == Selected(order=last.order)

    # Escape writes nothing, and undo takes the mark away.
    qtbot.keyClick(canvas, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(bar.editor, " and more")
    qtbot.keyClick(bar.editor, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is canvas
    assert window.notes.text(document.form, last.path) == f"about {last.path}"
    window.notes.stack.undo()
    window.notes.stack.undo()
    assert not canvas.pins.shown

    # Another form of the network has notes of its own.
    window.notes.write(document.form, first.path, "batch of one")
    document.show_form(type(document.form)(document.form.architecture, document.form.input_shape, 2, 10, None))
    qtbot.waitUntil(lambda: not document.waiting, timeout=PATIENCE)
    assert not canvas.pins.shown

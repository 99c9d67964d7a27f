"""The foot of the inspector: the note on what is shown, or a place to write one; for a network, all of its notes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.docks.inspector.inspector_parts import wrapped
from explorer.ui.theme import font
from explorer.ui.tokens import Size, Space
from explorer.ui.what_if import Form
from explorer.ui.widgets.buttons import IconButton, push_button
from explorer.ui.widgets.labels import hair_line, label
from explorer.ui.workspace.notes import Notes
from explorer.workspace.file import LONGEST_NOTE

EDITOR = 84
"""Height in pixels: four lines."""
SHOWN = 280
"""Characters of a note that are shown; the rest is in the tool tip and the editor."""
LISTED = 5
"""Lines of the list before it scrolls."""
_PATH = Qt.ItemDataRole.UserRole


class NoteEdit(QPlainTextEdit):
    """Ctrl+Enter ends it, Escape gives it up; Tab goes on to the buttons."""

    ended = Signal(bool)  # whether what was written is to be kept

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inspector.note.edit")
        self.setTabChangesFocus(True)
        self.setFixedHeight(EDITOR)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.ended.emit(True)
        else:
            super().keyPressEvent(event)


class NoteBar(QWidget):
    """Follows what the inspector shows; hidden while that has no name to hold a note by."""

    pathChosen = Signal(object)  # path of a layer whose note was chosen
    deleted = Signal(object)  # words for what was taken away

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector.notes")
        self._notes: Notes | None = None
        self._form: Form | None = None
        self._path: str | None = None
        self._name = label(self.tr("Note"), "section")
        self._text = wrapped("", "secondary")
        self._text.setObjectName("inspector.note.text")
        self._heading = label(self.tr("Notes on layers"), "section")
        self._list = QListWidget()
        self._list.setObjectName("inspector.note.list")
        self._list.setProperty("role", "flat")
        self._list.setAccessibleName(self.tr("Layers with notes"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(self._on_chosen)
        self._list.itemClicked.connect(self._on_chosen)
        self.add = QPushButton(self.tr("Add a note…"))
        self.add.setObjectName("inspector.note.add")
        self.add.setProperty("role", "text")
        self.add.clicked.connect(self.edit)
        self._change = IconButton("pencil", self.tr("Edit the note"), "inspector.note.change")
        self._change.clicked.connect(self.edit)
        self._delete = IconButton("x", self.tr("Delete the note"), "inspector.note.delete")
        self._delete.clicked.connect(self._on_delete)
        self.editor = NoteEdit()
        self.editor.setPlaceholderText(self.tr("What is worth remembering? Ctrl+Enter saves."))
        self.editor.setAccessibleName(self.tr("Note"))
        self.editor.ended.connect(self._end)
        self._save = push_button(self.tr("Save"), "inspector.note.save", primary=True)
        self._save.clicked.connect(lambda: self._end(True))
        self._cancel = push_button(self.tr("Cancel"), "inspector.note.cancel")
        self._cancel.clicked.connect(lambda: self._end(False))
        self._build()
        self.set_target(None, None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hair_line())
        inner = QVBoxLayout()
        inner.setContentsMargins(Space.PANEL, Space.TIGHT, Space.PANEL, Space.CLOSE)
        inner.setSpacing(Space.TIGHT)
        head = QHBoxLayout()
        head.setSpacing(Space.TIGHT)
        head.addWidget(self._name)
        head.addWidget(self.add)
        head.addStretch(1)
        head.addWidget(self._change)
        head.addWidget(self._delete)
        inner.addLayout(head)
        inner.addWidget(self._text)
        inner.addWidget(self._heading)
        inner.addWidget(self._list)
        inner.addWidget(self.editor)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._save)
        inner.addLayout(foot)
        column.addLayout(inner)

    def set_notes(self, notes: Notes) -> None:
        """Show notes from there; Ctrl+Z and Ctrl+Shift+Z anywhere in the inspector take back and do again."""
        self._notes = notes
        notes.changed.connect(self._show)
        for keys, act in ((("Ctrl+Z",), notes.stack.undo), (("Ctrl+Shift+Z", "Ctrl+Y"), notes.stack.redo)):
            shortcut = QShortcut(self.parentWidget() or self)
            shortcut.setKeys([QKeySequence(key) for key in keys])
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show()

    def set_target(self, form: Form | None, path: str | None) -> None:
        """Show the note on a layer or block, on the whole network for an empty path; None for nothing."""
        if (form, path) != (self._form, self._path):
            self.finish()  # what is written is not lost because somebody looked elsewhere
        self._form, self._path = form, path
        self._show()

    def action(self, parent: QWidget) -> QAction | None:
        """Return the command of a context menu; None where no note can be."""
        if self._notes is None or self._form is None or self._path is None:
            return None
        there = self._notes.text(self._form, self._path)
        action = QAction(self.tr("Edit the note…") if there else self.tr("Add a note…"), parent)
        action.triggered.connect(self.edit)
        return action

    @property
    def ready(self) -> bool:
        """Whether what is shown can have a note."""
        return self._notes is not None and self._form is not None and self._path is not None

    def finish(self) -> None:
        """Keep what is being written."""
        if not self.editor.isHidden():
            self._end(True)

    @Slot()
    def edit(self) -> None:
        """Let people write."""
        if self._notes is None or self._form is None or self._path is None:
            return
        if self.editor.isHidden():
            self.editor.setPlainText(self._notes.text(self._form, self._path))
            self._show(editing=True)
            self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.editor.setFocus()

    def _end(self, keep: bool) -> None:
        text = self.editor.toPlainText()
        self.editor.hide()
        if keep and self._notes is not None and self._form is not None and self._path is not None:
            self._notes.write(self._form, self._path, text[:LONGEST_NOTE])
        self._show()
        if self.isVisible():
            (self.add if not self.add.isHidden() else self._change).setFocus()

    @Slot()
    def _on_delete(self) -> None:
        if self._notes is not None and self._form is not None and self._path is not None:
            self._notes.write(self._form, self._path, "")
            self.deleted.emit(self._path or self._form.architecture.display_name)

    @Slot(QListWidgetItem)
    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.pathChosen.emit(item.data(_PATH))

    @Slot()
    def _show(self, *, editing: bool = False) -> None:
        form, path = self._form, self._path
        usable = self._notes is not None and form is not None and path is not None
        self.setVisible(usable)
        if not usable:
            return
        assert self._notes is not None and form is not None and path is not None
        editing = editing or not self.editor.isHidden()
        text = self._notes.text(form, path)
        self._name.setVisible(bool(text) or editing)
        self.add.setVisible(not text and not editing)
        self._text.setText(text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…")
        self._text.setToolTip(text if len(text) > SHOWN else "")
        self._text.setVisible(bool(text) and not editing)
        for button in (self._change, self._delete):
            button.setVisible(bool(text) and not editing)
        for part in (self.editor, self._save, self._cancel):
            part.setVisible(editing)
        self._show_list([] if path else [one for one in self._notes.of_network(form) if one[0]])

    def _show_list(self, notes: list[tuple[str, str]]) -> None:
        """The notes on layers, while the whole network is shown."""
        self._list.clear()
        for part in (self._heading, self._list):
            part.setVisible(bool(notes))
        for path, text in notes:
            item = QListWidgetItem(f"{path}  {' '.join(text.split())}")
            item.setData(_PATH, path)
            item.setToolTip(text)
            item.setFont(font(Size.SECONDARY))
            item.setSizeHint(QSize(0, Space.PANEL + Space.NEAR))
            self._list.addItem(item)
        self._list.setFixedHeight(min(len(notes), LISTED) * (Space.PANEL + Space.NEAR) + 4)

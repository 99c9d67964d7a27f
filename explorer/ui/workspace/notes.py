"""Notes on layers: what people wrote about them. Every change can be taken back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.ui.what_if import Form
from explorer.ui.workspace.forms import stated
from explorer.workspace.file import LONGEST_NOTE, NOTES
from explorer.workspace.model import NetworkForm, Remark

_Key = tuple[NetworkForm, str]


class Notes(QObject):
    """One note at most on each layer, block or whole network, in each form of it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[_Key, str] = {}
        self.stack = QUndoStack(self)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All of them, as they are written down."""
        return tuple(Remark(form=form, path=path, text=text) for (form, path), text in self._texts.items())

    def begin(self, remarks: Iterable[Remark]) -> None:
        """Have these and no others; unless they are those that there are, there is nothing to be taken back."""
        texts = {(one.form, one.path): one.text for one in remarks}
        if texts == self._texts:
            return
        self.stack.clear()
        self._texts = texts
        self.changed.emit()

    def text(self, form: Form, path: str) -> str:
        """Return the note on a layer; empty if there is none."""
        return self._texts.get((stated(form), path), "")

    def of_network(self, form: Form) -> list[tuple[str, str]]:
        """Return path and text of every note on a network in this form."""
        own = stated(form)
        return [(path, text) for (one, path), text in self._texts.items() if one == own]

    @property
    def full(self) -> bool:
        """Whether there is no room for another one."""
        return len(self._texts) >= NOTES

    def write(self, form: Form, path: str, text: str) -> None:
        """Write a note on a layer in place of the one that is there; an empty one takes it away."""
        key, text = (stated(form), path), text.strip()[:LONGEST_NOTE]
        former = self._texts.get(key, "")
        if text == former or (not former and self.full):
            return
        words = (
            self.tr("Delete the note") if not text else self.tr("Edit the note") if former else self.tr("Add a note")
        )
        self.stack.push(_Change(self, key, former, text, f"{words}: {path or form.architecture.display_name}"))

    def _set(self, key: _Key, text: str) -> None:
        if text:
            self._texts[key] = text
        else:
            self._texts.pop(key, None)
        self.changed.emit()


class _Change(QUndoCommand):
    """One note that was written, changed or taken away."""

    def __init__(self, notes: Notes, key: _Key, before: str, after: str, words: str) -> None:
        super().__init__(words)
        self._notes, self._key, self._before, self._after = notes, key, before, after

    def redo(self) -> None:
        self._notes._set(self._key, self._after)

    def undo(self) -> None:
        self._notes._set(self._key, self._before)

"""Which networks are compared, in which form, and how a user's changes of that are taken back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.ui.what_if import Form

MOST = 4
"""Networks that are compared at once; the first two are drawn."""

Slots = tuple[Form | None, ...]
"""A and B, which may still be open, and then the further ones."""

LETTERS = "ABCD"


class Members(QObject):
    """The networks that are compared; every change can be undone."""

    changed = Signal(object)  # Slots before the change

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slots: Slots = (None, None)
        self.stack = QUndoStack(self)

    @property
    def slots(self) -> Slots:
        """The form of every network, None where A or B is still to be chosen."""
        return self._slots

    @property
    def forms(self) -> tuple[Form, ...]:
        """What has been chosen."""
        return tuple(form for form in self._slots if form is not None)

    @property
    def full(self) -> bool:
        """Whether no network can be added."""
        return len(self.forms) >= MOST

    def begin(self, forms: Sequence[Form]) -> None:
        """Compare these, at most :data:`MOST`; there is nothing to be undone."""
        self.stack.clear()
        self._set((*forms[:MOST], None, None)[: max(2, min(len(forms), MOST))])

    def put(self, place: int, form: Form) -> None:
        """Put a network, or another form of it, in the place of one."""
        changed = list(self._slots)
        changed[place] = form
        self._push(tuple(changed), self.tr("Choose {0} as {1}").format(form.architecture.display_name, LETTERS[place]))

    def add(self, form: Form) -> bool:
        """Put a network into the first place that is open, else after all others; False if there is no room."""
        if None in self._slots:
            self.put(self._slots.index(None), form)
        elif not self.full:
            self._push((*self._slots, form), self.tr("Add {0}").format(form.architecture.display_name))
        else:
            return False
        return True

    def swap(self) -> None:
        """Let A and B change places."""
        first, second, *more = self._slots
        self._push((second, first, *more), self.tr("Swap A and B"))

    def remove(self, place: int) -> None:
        """Take a network out; those after it move up, and A or B is open where none is left."""
        former = self._slots[place]
        if former is None:
            return
        left = [*self._slots[:place], *self._slots[place + 1 :]]
        while len(left) < 2:
            left.append(None)
        self._push(tuple(left), self.tr("Remove {0}").format(former.architecture.display_name))

    def _push(self, slots: Slots, words: str) -> None:
        if slots != self._slots:
            self.stack.push(_Change(self, self._slots, slots, words))

    def _set(self, slots: Slots) -> None:
        before, self._slots = self._slots, slots
        if before != slots:
            self.changed.emit(before)


class _Change(QUndoCommand):
    """One change of the networks that are compared."""

    def __init__(self, members: Members, before: Slots, after: Slots, words: str) -> None:
        super().__init__(words)
        self._members, self._before, self._after = members, before, after

    def redo(self) -> None:
        self._members._set(self._after)

    def undo(self) -> None:
        self._members._set(self._before)

"""How people choose other networks: at the heads of both sides, in the bar, by drag and drop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from explorer.models import registry
from explorer.ui.compare.bar import Bar
from explorer.ui.compare.members import Members
from explorer.ui.compare.picker import Picker
from explorer.ui.compare.side import Side
from explorer.ui.what_if import Form


class Replacing(QObject):
    """Changes the members as people wish; opens the pop-up in which networks are chosen."""

    def __init__(self, members: Members, sides: tuple[Side, ...], bar: Bar, page: QWidget) -> None:
        """``page``: over which the pop-up opens."""
        super().__init__(page)
        self._members, self._bar, self._page = members, bar, page
        self.picker: Picker | None = None
        """The pop-up, once it has been opened."""
        self._picked: Callable[[Form], object] = members.add
        for side in sides:
            side.pickRequested.connect(partial(self._ask_for, side))
            side.removeRequested.connect(partial(members.remove, side.place))
            side.formWished.connect(partial(members.put, side.place))
            side.dropped.connect(lambda key, place=side.place: members.put(place, own_form(key)))
            side.view.cancelRequested.connect(partial(members.remove, side.place))
        bar.addRequested.connect(self._ask_for_more)
        bar.removeRequested.connect(members.remove)

    @Slot()
    def _ask_for_more(self) -> None:
        """Ask which network is to be compared, too."""
        if not self._members.full:
            self._ask(self._members.add, self._bar.add, None)

    def _ask_for(self, side: Side) -> None:
        current = side.form.architecture.key if side.form is not None else None
        self._ask(partial(self._members.put, side.place), side.name, current)

    def _ask(self, then: Callable[[Form], object], below: QWidget, current: str | None) -> None:
        if self.picker is None:
            self.picker = Picker(registry.architectures(), self._page)
            self.picker.architectureChosen.connect(lambda key: self._picked(own_form(key)))
        self._picked = then
        self.picker.ask(below, current)

    def close(self) -> None:
        """Close the pop-up."""
        if self.picker is not None:
            self.picker.close()


def own_form(key: str) -> Form:
    """Return the own form of an architecture."""
    return Form.own(registry.get(key))

"""From the networks that are chosen to their comparison: each is read, and what is there is compared on a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis.comparison.comparison import compare
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.members import Members
from explorer.ui.compare.reading import Reading, Readings
from explorer.ui.what_if import Form

if TYPE_CHECKING:
    from explorer.ui.background import Background


class Calculation(QObject):
    """Follows the members; the newest wish wins."""

    read = Signal(object, object)
    """The slots, and of each its :class:`Reading`, None where nothing is chosen: how far they are."""
    begun = Signal(object, object)
    """The same, when something has changed that is compared: what was known of it holds no more."""
    ended = Signal(object)  # Compared

    def __init__(self, members: Members, readings: Readings, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._members, self._readings, self._background = members, readings, background
        self._order = 0
        self._done: Compared | None = None
        readings.ended.connect(self._on_reading_ended)

    def follow(self) -> None:
        """Other networks are chosen: want them, and no others."""
        # Pictures run through the own forms of A and B.
        own = (Form.own(form.architecture) for form in self._members.slots[:2] if form is not None)
        self._readings.keep((*self._members.forms, *own))
        self.update()

    def try_again(self, form: Form | None) -> None:
        """Read a network once more that could not be read."""
        if form is not None:
            self._readings.again(form)
            self.update()

    def stop(self) -> None:
        """Want nothing any more."""
        self._order += 1

    @Slot()
    def update(self) -> None:
        """Look how far every network is, and compare them anew if something has changed."""
        slots = self._members.slots
        readings = [self._readings.of(form) if form is not None else None for form in slots]
        self.read.emit(slots, readings)
        trees = [one.tree for one in readings if one is not None and one.tree is not None]
        if self._done is not None and trees == list(self._done.trees) and self._done.slots == slots:
            return
        self._order += 1
        self._done = None
        self.begun.emit(slots, readings)
        if len(trees) < 2:
            return
        order = self._order
        places = tuple(place for place, one in enumerate(readings) if one is not None and one.tree is not None)
        self._background.run(
            lambda: Compared.of(slots, places, trees, compare([tree.network for tree in trees])),
            lambda result: self._on_compared(order, result),
        )

    def _on_compared(self, order: int, result: Compared) -> None:
        if order == self._order:
            self._done = result
            self.ended.emit(result)

    @Slot(object)
    def _on_reading_ended(self, reading: Reading) -> None:
        if reading.form in self._members.forms:
            self.update()

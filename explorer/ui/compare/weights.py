"""Which weights A and B run with: those of the open tabs, unless both are the same architecture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from explorer.ui.compare.members import LETTERS, Slots
from explorer.ui.weights_menu import WeightsMenu

if TYPE_CHECKING:
    from explorer.ui.live.control.controller import LiveController


class CompareWeights(QObject):
    """What is chosen here holds in a network's tab, too, and the other way round.

    An architecture that is compared with itself may run with two sets of
    weights: then each side has a choice of its own, which begins with the
    tab's and leaves that as it is.
    """

    changed = Signal(object)  # 0 for A, 1 for B

    def __init__(self, live: LiveController, parent: QWidget) -> None:
        super().__init__(parent)
        self._live = live
        self._keys: tuple[str | None, ...] = (None, None)
        self._own: dict[int, str] = {}
        self.menus = tuple(WeightsMenu(_SideChoice(self, place), parent) for place in range(2))
        """In which the weights of A and B are chosen."""
        live.weightsChosen.connect(self._on_chosen_elsewhere)

    @property
    def apart(self) -> bool:
        """Whether A and B are the same architecture, so that each side has a choice of its own."""
        return self._keys[0] is not None and self._keys[0] == self._keys[1]

    def follow(self, before: Slots, now: Slots) -> None:
        """Other networks are compared; sides that are swapped take their weights along."""
        swapped = before[:2] == now[1::-1]
        self._keys = tuple(form.architecture.key if form is not None else None for form in now[:2])
        for letter, menu, form in zip(LETTERS, self.menus, now, strict=False):
            name = form.architecture.display_name if form is not None else self.tr("none")
            menu.setTitle(self.tr("{0}: {1}").format(letter, name))
            menu.set_architecture(form.architecture if form is not None else None)
        if not self.apart:
            self._own.clear()
        elif swapped:
            self.swap()

    def swap(self) -> None:
        """Let A and B change their own choices."""
        if self._own:
            self._own = {1 - place: weights for place, weights in self._own.items()}
            self.changed.emit(0)
            self.changed.emit(1)

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """The choices of A and B of their own; None where a side runs with the weights of the tab."""
        return self._own.get(0), self._own.get(1)

    def begin(self, sides: tuple[str | None, str | None]) -> None:
        """Give A and B the choices of their own that they had once; nothing unless they are the same architecture."""
        for place, weights in enumerate(sides):
            if self.apart and weights is not None:
                self.choose(place, weights)

    def of(self, place: int) -> str:
        """Return what A (0) or B (1) runs with: a name as on the command line."""
        key = self._keys[place]
        return self._own.get(place) or (self._live.weights(key) if key is not None else "default")

    def choose(self, place: int, weights: str) -> None:
        """Run A or B with other weights, and with it the tab of its network."""
        key = self._keys[place]
        if key is None:
            return
        if self.apart:
            self._own[place] = weights
            self.changed.emit(place)
        else:
            self._live.set_weights(key, weights)

    @Slot(object)
    def _on_chosen_elsewhere(self, key: str) -> None:
        for place, one in enumerate(self._keys):
            if one == key and place not in self._own:
                self.changed.emit(place)


class _SideChoice:
    """The choice of one side, as a menu of weights needs it."""

    def __init__(self, weights: CompareWeights, place: int) -> None:
        self._weights, self._place = weights, place

    def weights(self, key: str) -> str:
        """Return which weights the side runs with."""
        return self._weights.of(self._place)

    def set_weights(self, key: str, weights: str) -> None:
        """Run the side with other weights."""
        self._weights.choose(self._place, weights)

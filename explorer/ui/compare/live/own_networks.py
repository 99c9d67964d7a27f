"""The networks that pictures run through: A and B in their own forms, in whatever forms they are compared."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis.network import Network
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.reading import Reading, Readings
from explorer.ui.what_if import Form

Pair = tuple[Network, Network]


class OwnNetworks(QObject):
    """Weights are of a network's own form: layers, shapes and fields of what runs are read from that.

    A form that is compared as it is serves at once; where only another one is
    compared, the own one is read, too.
    """

    changed = Signal()
    """Both are known now, or one of them cannot be had."""

    def __init__(self, readings: Readings, parent: QObject) -> None:
        super().__init__(parent)
        self._readings = readings
        self._waiting: dict[int, Reading] = {}
        self._networks: list[Network | None] = [None, None]
        readings.ended.connect(self._on_ended)

    def begin(self, compared: Compared | None) -> None:
        """Look for those of another comparison, or of none."""
        self._waiting.clear()
        self._networks = [None, None]
        if compared is None or compared.pairing is None:
            return
        there = {
            compared.slots[place]: tree.network for place, tree in zip(compared.places, compared.trees, strict=True)
        }
        for side, form in enumerate(compared.slots[:2]):
            assert form is not None
            own = Form.own(form.architecture)
            self._networks[side] = there.get(own)
            if self._networks[side] is None:
                reading = self._waiting[side] = self._readings.of(own)
                self._readings.again(own)
                self._networks[side] = reading.network

    @property
    def pair(self) -> Pair | None:
        """Those of A and B; None while one of them is on its way."""
        first, second = self._networks
        return (first, second) if first is not None and second is not None else None

    @property
    def problem(self) -> str:
        """Why one of them cannot be had, in one line; empty if nothing is wrong."""
        return next((one.message for one in self._waiting.values() if one.message), "")

    @Slot(object)
    def _on_ended(self, reading: Reading) -> None:
        sides = [side for side, one in self._waiting.items() if one is reading]
        for side in sides:
            self._networks[side] = reading.network
        if sides and (self.pair is not None or self.problem):
            self.changed.emit()

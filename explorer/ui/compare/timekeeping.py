"""What a comparison owes to measured times: the figures, the panel and the colours follow them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from explorer.ui.compare.compared import Compared
from explorer.ui.compare.members import Slots
from explorer.ui.compare.panel import Panel
from explorer.ui.compare.shared_colouring import SharedColouring
from explorer.ui.compare.side import Side
from explorer.ui.compare.time_note import not_measured
from explorer.ui.compare.times import Times
from explorer.ui.measured_times import TimeRecord
from explorer.visualize.graph.metrics import Metric

if TYPE_CHECKING:
    from explorer.ui.engine_link import EngineLink
    from explorer.visualize.graph.blocks import BlockTree


class Timekeeping(QObject):
    """Puts what is known of each form into the comparison, and has the rest measured when somebody asks."""

    renewed = Signal(object)  # Compared: the same with other times

    def __init__(
        self, record: TimeRecord, engine: EngineLink | None, sides: Sequence[Side], panel: Panel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.times = Times(record, engine, self)
        self.colouring = SharedColouring(sides, self)
        self._sides, self._panel = sides, panel
        self._slots: Slots = (None, None)
        self._result: Compared | None = None
        self.times.changed.connect(self._on_times_changed)
        self.times.measuringChanged.connect(panel.measure.set_measuring)
        panel.measure.measureRequested.connect(self.measure)
        panel.measure.cancelRequested.connect(self.times.cancel)

    def begin(self, slots: Slots, trees: Sequence[BlockTree | None]) -> None:
        """Other networks are to be compared; of some the blocks are there already."""
        self._slots, self._result = slots, None
        self._offer()
        self._colour(trees)

    def timed(self, result: Compared) -> Compared:
        """Return a comparison with all times that are known of its networks."""
        self._result = result.timed([self.times.of(result.slots[place]) for place in result.places])
        self._offer()
        return self._result

    @Slot()
    def measure(self) -> None:
        """Have the compared networks measured that have not been, one after the other; all anew if all have been."""
        result = self._result
        if result is not None:
            forms = [result.slots[place] for place in result.places]
            pairs = [(form, tree.network) for form, tree in zip(forms, result.trees, strict=True) if form is not None]
            missing = [(form, network) for form, network in pairs if not self.times.holds(form)]
            self.times.measure(missing or pairs)

    def _offer(self) -> None:
        places = self._result.places if self._result is not None else ()
        missing = [place for place in places if (form := self._slots[place]) is not None and not self.times.holds(form)]
        self._panel.measure.set_networks(places, missing)

    def set_metric(self, metric: Metric | None, *, chosen: bool) -> None:
        """Colour by another figure; times that somebody has ``chosen`` and that are not known are measured."""
        self.colouring.set_metric(metric)
        if chosen and metric is Metric.TIME and any(self.times.of(form) is None for form in self._slots[:2]):
            self.measure()

    def _colour(self, trees: Sequence[BlockTree | None]) -> None:
        known = [self.times.of(form) for form in self._slots]
        self.colouring.set_networks(trees, [one.roofline if one is not None else None for one in known], not_measured())

    @Slot()
    def _on_times_changed(self) -> None:
        if self._result is not None:
            result = self.timed(self._result)
            self.renewed.emit(result)
            self._panel.set_times(result)
        self._colour([side.tree for side in self._sides])

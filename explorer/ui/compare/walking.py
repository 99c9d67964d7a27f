"""Going through what is compared: difference by difference, stage by stage, from one graph to the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from explorer.ui.compare.bar import Bar
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.differences import Difference
from explorer.ui.compare.linking import Counterparts, Moving
from explorer.ui.compare.panel import Panel
from explorer.ui.compare.side import Side
from explorer.ui.compare.telling import Telling
from explorer.ui.selection import Selected


class Walk(QObject):
    """Keeps both canvases, the card, the bar and the lists at one place."""

    stageShown = Signal(object)  # line of the table of stages

    def __init__(
        self,
        sides: Sequence[Side],
        moving: Moving,
        counterparts: Counterparts,
        telling: Telling,
        bar: Bar,
        panel: Panel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sides, self._moving, self._counterparts = sides, moving, counterparts
        self._telling, self._bar, self._panel = telling, bar, panel
        self._result: Compared | None = None
        self._at: int | None = None
        counterparts.chosen.connect(self._on_chosen)
        bar.stepRequested.connect(self.step)
        panel.differenceChosen.connect(self.show_difference)
        panel.stageChosen.connect(self.show_stage)
        panel.operatorChosen.connect(self.show_operator)
        for side in sides:
            side.view.blockToggled.connect(self._on_block_toggled)

    def begin(self, result: Compared | None) -> None:
        """Go through another comparison, or through none."""
        self._result, self._at = result, None
        self._bar.set_differences(None, len(result.differences) if result is not None else 0)

    @property
    def at(self) -> int | None:
        """At which of the differences one is, None for none."""
        return self._at

    # differences -------------------------------------------------------------

    @Slot(object)
    def step(self, by: int) -> None:
        """Go to the next difference, or to the one before."""
        if self._result is None or not self._result.differences:
            return
        count = len(self._result.differences)
        at = self._result.near(self._counterparts.current, by) if self._at is None else (self._at + by) % count
        self.show_difference(self._result.differences[at])

    @Slot(object)
    def show_difference(self, difference: Difference) -> None:
        """Bring a difference into view on both sides."""
        assert self._result is not None
        self._counterparts.choose(difference.left, difference.right)
        self._set_at(self._result.differences.index(difference))
        self._telling.tell_difference(difference)
        self._reveal()

    @Slot(object, object)
    def show_operator(self, place: int, order: int) -> None:
        """Select and show an operator of A or B; of further networks there is no graph."""
        if place < 2:
            self._counterparts.selections[place].select_operator(order)
            self._reveal()

    def _reveal(self) -> None:
        """Bring what is selected into view; of two that move together, the one that has something leads."""
        chosen = self._counterparts.current
        leading = 0 if chosen[0] else 1
        if self._moving.enabled:
            self._sides[leading].view.show_selected(chosen[leading])
            self._moving.lead(leading)
            return
        for side, selected in zip(self._sides, chosen, strict=True):
            if selected:
                side.view.show_selected(selected)

    def _set_at(self, at: int | None) -> None:
        self._at = at
        self._bar.set_differences(at, len(self._result.differences) if self._result is not None else 0)
        self._panel.mark_difference(at)

    # stages ------------------------------------------------------------------

    @Slot(object)
    def show_stage(self, row: int) -> None:
        """Let a band run along a stage in both canvases, and bring it into view; the line of all takes it away."""
        if self._result is None or self._result.pairing is None:
            return
        units = self._result.units_of_stage(row)
        stages = self._result.comparison.stages
        for side, members in zip(self._sides, units, strict=True):
            side.overlay.set_stage(members, stages[row].name if row < len(stages) else "")
        self._panel.mark_stage(row)
        self.stageShown.emit(row)
        leading = 0 if units[0] else 1
        self._moving.alone(lambda: _bring_band_into_view(self._sides[leading]))
        if self._moving.enabled:
            self._moving.lead(leading)
        else:
            _bring_band_into_view(self._sides[1 - leading])

    def _leave_stage(self) -> None:
        """Something else is chosen than a stage."""
        for side in self._sides:
            side.overlay.set_stage((), "")
        self._panel.mark_stage(None)

    # what is chosen in a graph -------------------------------------------------

    @Slot(object, object)
    def _on_chosen(self, selected: Selected, place: int) -> None:
        if selected:
            self._leave_stage()
        self._telling.tell(selected, place)
        current = self._counterparts.current
        self._set_at(self._result.position(current) if self._result is not None and selected else None)
        self._panel.set_selected(current)
        if self._moving.enabled and current[1 - place]:
            # Where somebody has clicked, nothing moves; the other graph comes beside it.
            self._moving.lead(place)
            self._moving.alone(self._sides[1 - place].bring_selected_into_view)

    @Slot(object)
    def _on_block_toggled(self, toggled: tuple[str, bool]) -> None:
        """Moved together, blocks that are each other's counterparts open and close together."""
        block, opened = toggled
        pairing = self._counterparts.pairing
        if pairing is None or not self._moving.enabled:
            return
        of_left = self.sender() is self._sides[0].view
        there = pairing.counterpart(Selected(block=block), of_left=of_left).block
        other = self._sides[1 if of_left else 0].view
        if there is None or there not in pairing.halves(of_left=of_left)[1].tree.blocks:
            return
        if pairing.counterpart(Selected(block=there), of_left=not of_left).block == block:
            other.set_expanded(other.expanded | {there} if opened else other.expanded - {there})


def _bring_band_into_view(side: Side) -> None:
    """Show the whole band in the middle, or its beginning where it is longer than what is seen."""
    band, drawing, canvas = side.overlay.band, side.view.drawing, side.view.canvas
    if band is None or drawing is None:
        return
    seen = canvas.visible_rect()
    downwards = drawing.direction == "tb"
    room = seen.height() if downwards else seen.width()
    start = (band[0] + band[1] - room) / 2 if band[1] - band[0] < room else band[0] - room * 0.1
    corner = seen.topLeft()
    if downwards:
        corner.setY(start)
    else:
        corner.setX(start)
    canvas.set_view(canvas.scale_factor, corner)

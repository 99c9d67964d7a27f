"""From what people choose at both sides, in the line of controls and in the graphs to what is wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from explorer.engine.messages import CLASS_METHODS, ChannelView
from explorer.ui.compare.linking import Counterparts
from explorer.ui.compare.live.wishes import CompareWishes, Unit
from explorer.ui.compare.walking import Walk
from explorer.ui.selection import Selected


class Choosing(QObject):
    """Changes the wishes, and says that they have changed."""

    changed = Signal()

    def __init__(self, wishes: CompareWishes, counterparts: Counterparts, walk: Walk, parent: QObject) -> None:
        super().__init__(parent)
        self._wishes, self._counterparts, self._walk = wishes, counterparts, walk
        counterparts.chosen.connect(self._on_chosen)
        walk.stageShown.connect(self._on_stage_shown)

    # Methods and classes

    @Slot(object)
    def set_method(self, method: str | None) -> None:
        """Choose the overlay of both."""
        self._wishes.method = method
        self.changed.emit()

    def step_method(self, step: int, *, moving: bool) -> None:
        """Go to the method before (-1) or after (1), of those that a ``moving`` source has time for."""
        self.set_method(self._wishes.next_method(step, moving=moving))

    def choose_target(self, place: int, target: int | None) -> None:
        """Explain a class, None for each network's first."""
        self._wishes.choose_target(place, target)
        self.changed.emit()

    def choose_class(self, place: int, target: int) -> None:
        """Explain a class of one side, by a method that explains classes."""
        self._wishes.choose_target(place, target)
        if self._wishes.method not in CLASS_METHODS:
            self._wishes.method = "gradcam"
        self.changed.emit()

    # Channels

    def choose_channel(self, place: int, channel: int) -> None:
        """Show a channel of one side, at its strongest unit."""
        self._wishes.channels[place] = channel
        self._wishes.units[place] = "max"
        self.changed.emit()

    def choose_unit(self, place: int, view: object, unit: Unit) -> None:
        """Show another unit of what one side shows; nothing unless that is a channel."""
        if isinstance(view, ChannelView):
            # The unit is one of the channel on show: from now on that channel is meant.
            self._wishes.channels[place] = view.channel
            self._wishes.units[place] = unit
            self.changed.emit()

    # Stages and selections

    @Slot(object)
    def step_stage(self, step: int) -> None:
        """Go to the stage before (-1) or after (1), in the graphs too."""
        stage = self._wishes.next_stage(step)
        if stage is not None:
            self._counterparts.choose(Selected(), Selected())
            self._walk.show_stage(stage)

    @Slot(object, object)
    def _on_chosen(self, selected: Selected, place: int) -> None:
        if selected:
            self._wishes.choose(self._counterparts.current)
        elif any(self._wishes.chosen):
            # Nothing is selected any more: the stage stays on show.
            self._wishes.choose_stage(self._wishes.shown_stage())
        self.changed.emit()

    @Slot(object)
    def _on_stage_shown(self, stage: int) -> None:
        known = self._wishes.layers
        # The line of all is no stage.
        self._wishes.choose_stage(stage if known is not None and stage < known.rows else None)
        self.changed.emit()

"""What stands around the pictures of both sides: controls, who runs, and why there is nothing to look at."""

from __future__ import annotations

from PySide6.QtCore import QObject

from explorer.engine.messages import FrameAnswer
from explorer.inference.frames import Ability, FrameState
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.live.own_networks import OwnNetworks
from explorer.ui.compare.live.part import LiveBody
from explorer.ui.compare.live.wishes import CompareWishes
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.weights import CompareWeights
from explorer.ui.live.control.sources import LiveSources
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.live.sources.transport import MOVES
from explorer.ui.live.stream.frames import Side
from explorer.ui.terms import term


class Controls(QObject):
    """Keeps them as what is wanted and what there is; asks nothing."""

    def __init__(
        self,
        body: LiveBody,
        wishes: CompareWishes,
        sources: LiveSources,
        running: OwnNetworks,
        weights: CompareWeights,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._body, self._wishes, self._sources = body, wishes, sources
        self._running, self._weights = running, weights
        self._compared: Compared | None = None

    def begin(self, compared: Compared | None) -> None:
        """Name other networks."""
        self._compared = compared
        self._say_who_runs()
        for side, form in zip(self._body.sides, self._wishes.forms, strict=False):
            runs = "" if form.is_own else self.tr("runs in its own form, without {0}").format(form.changes())
            side.set_network(form.architecture.display_name, runs)
            side.set_weights(self._weights.of(side.place))

    def show_weights(self, place: int) -> None:
        """A (0) or B (1) runs with other weights."""
        self._body.sides[place].set_weights(self._weights.of(place))
        self._say_who_runs()

    def _say_who_runs(self) -> None:
        slots = self._compared.slots if self._compared is not None else ()
        more = [LETTERS[place] for place, form in enumerate(slots) if place > 1 and form is not None]
        said = []
        if len(more) == 1:
            said.append(self.tr("A and B run; {0} is in the tables and charts only.").format(more[0]))
        elif more:
            said.append(self.tr("A and B run; {0} are in the tables and charts only.").format(", ".join(more)))
        if any(form is not None and not form.is_own for form in slots[:2]):
            said.append(self.tr("Weights are of a network's own form: pictures run through that one."))
        if self._weights.apart and self._weights.of(0) == self._weights.of(1):
            said.append(
                self.tr("A and B run the same network with the same weights: choose others on one side to compare.")
            )
        self._body.say(" ".join(said))

    def show(self, picture: LoadedPicture | None, answers: tuple[Side, ...]) -> None:
        """Show what is wanted of a ``picture`` that stands, or of moving frames; ``answers``: what is known so far."""
        body, wishes, moving = self._body, self._wishes, self._sources.streaming
        stage, layers, known = wishes.shown_stage(), wishes.shown(), wishes.layers
        name = term(known.name(stage)) if known is not None and stage is not None else "–"
        if known is not None and wishes.at_the_last:
            name = self.tr("last maps")
        body.bar.set_method(wishes.method)
        body.bar.set_stage(name, wishes.next_stage(-1) is not None, wishes.next_stage(1) is not None)
        self.show_target(answers)
        self._show_transport(picture)
        if known is None:
            body.show_waiting(self._why_waiting())
        elif picture is None and not moving:
            body.show_empty()
        else:
            body.show_sides()
        body.bar.set_lasting(not moving)
        for place, side in enumerate(body.sides):
            side.set_choices(wishes.method, layers[place], wishes.channels[place], moving=moving)

    def _why_waiting(self) -> str:
        if self._running.problem:
            words = self.tr("Pictures run through each network's own form, which cannot be read: {0}")
            return words.format(self._running.problem)
        if self._compared is not None and self._compared.pairing is not None:
            return self.tr("Pictures run through each network's own form, which is being read.")
        return self.tr("Both networks look at the picture once they are compared.")

    def show_target(self, answers: tuple[Side, ...]) -> None:
        """Show which class is explained, and offer those that both list, if an index means the same in both."""
        tops = [one for answer in answers if isinstance(answer, FrameAnswer) for one in answer.prediction.top]
        classes = tuple(dict.fromkeys((one.index, one.label) for one in tops)) if self._wishes.same_classes else ()
        self._body.bar.set_target(self._wishes.targets[0], classes)

    def _show_transport(self, picture: LoadedPicture | None) -> None:
        bar, source = self._body.bar, self._sources.current
        moving = source is not None and source.moving and source.state is not FrameState.FAILED
        frozen = source is not None and source.state not in MOVES
        abilities = source.abilities if source is not None else frozenset()
        neighbours, seek = Ability.NEIGHBOURS in abilities, Ability.SEEK in abilities
        bar.set_moving(
            moving and bool(abilities), frozen, (neighbours or seek, neighbours or Ability.STEP in abilities)
        )
        if source is not None and moving:
            bar.source.set_text(source.name)
        elif picture is not None:
            bar.source.set_picture(picture)

"""Between the comparison, the live panel's source and the engine: what both networks are asked about a frame."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from explorer.engine.messages import ChannelView, ComparedFrame, FrameAnswer, FrameFailure
from explorer.inference.frames import Ability, FrameState
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.linking import Counterparts
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.live.asking import Asking
from explorer.ui.compare.live.pace import Pace
from explorer.ui.compare.live.part import LiveBody, LivePart
from explorer.ui.compare.live.wishes import CompareWishes
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.walking import Walk
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.source import LoadedPicture, PictureSource
from explorer.ui.live.transport import MOVES
from explorer.ui.live_controller import LiveController
from explorer.ui.live_frames import ShownComparison, Side
from explorer.ui.selection import Selected
from explorer.ui.terms import term

SAMPLE = "chelsea"


class CompareLive(QObject):
    """Drives one :class:`LivePart`.

    While the part is seen, it borrows the stream of the live panel's source:
    each frame is one job for both networks. A picture is asked about once, and
    anew when something else is wanted of it.
    """

    def __init__(
        self,
        part: LivePart,
        counterparts: Counterparts,
        walk: Walk,
        live: LiveController,
        link: EngineLink,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._part, self._counterparts, self._walk = part, counterparts, walk
        self._live, self._link = live, link
        self._wishes = CompareWishes(live.weights)
        self._asking = Asking(live.sources, link, self)
        self._pace = Pace(self)
        self._compared: Compared | None = None
        self._picture: LoadedPicture | None = None
        self._pictures = 0
        self._answers: tuple[Side, ...] = (None, None)
        self._failed = False
        """Whether the error on show is of a frame, so that the next one takes it away."""
        # Many signals may fall together: one look is enough.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._update)
        part.built.connect(self._on_built)
        part.shown.connect(self._on_shown)

    @property
    def wishes(self) -> CompareWishes:
        """What is wanted."""
        return self._wishes

    def close(self) -> None:
        """Want nothing any more."""
        self._soon.stop()
        self._pace.stop()
        self._asking.stop()

    # Wiring

    def _on_built(self, body: LiveBody) -> None:
        part, live, bar = self._part, self._live, body.bar
        sources = live.sources
        bar.source.setMenu(sources.menu)
        part.pictureRequested.connect(live.open_picture)
        body.sampleRequested.connect(lambda: live.open_picture(PictureSource(name=SAMPLE, sample=True)))
        for signal in (part.freezeRequested, bar.freezeRequested):
            signal.connect(sources.transport.toggle)
        for signal in (part.frameStepped, bar.frameStepped):
            signal.connect(sources.transport.step)
        for signal in (part.stageStepped, bar.stageStepped):
            signal.connect(self.step_stage)
        part.methodStepped.connect(lambda step: self.set_method(self._wishes.next_method(step)))
        bar.methodChosen.connect(self.set_method)
        bar.targetChosen.connect(partial(self._on_target_chosen, 0))
        for place, side in enumerate(body.sides):
            side.classChosen.connect(partial(self._on_class_chosen, place))
            side.channelChosen.connect(partial(self._on_channel_chosen, place))
            side.unitChosen.connect(partial(self._on_unit_chosen, place))
            side.retryRequested.connect(partial(self._asking.try_again, place))
            side.methodRequested.connect(self.set_method)
        self._counterparts.chosen.connect(self._on_chosen)
        self._walk.stageShown.connect(self._on_stage_shown)
        asking = self._asking
        asking.framed.connect(self._on_frame)
        asking.answered.connect(self._on_answer)
        asking.failed.connect(self._on_failed)
        asking.busy.connect(self._on_busy)
        asking.changed.connect(self._soon.start)
        asking.lost.connect(self._on_engine_lost)
        sources.stillArrived.connect(self._on_picture)
        sources.frozen.connect(self._on_picture)
        sources.changed.connect(self._on_source_changed)
        sources.failed.connect(body.error.show_message)
        live.pictureFailed.connect(body.error.show_message)
        self._pace.told.connect(self._show_pace)
        self._wishes.choose(self._counterparts.current)
        self._begin()

    @property
    def _body(self) -> LiveBody | None:
        return self._part.body

    @property
    def _active(self) -> bool:
        return self._part.is_open and self._part.isVisible() and self._body is not None

    # What is wanted

    def set_compared(self, compared: Compared | None) -> None:
        """Look at other networks, or at none."""
        self._compared = compared
        self._begin()

    def _begin(self) -> None:
        self._wishes.begin(self._compared)
        self._asking.begin()
        self._answers = (None, None)
        self._pace.reset()
        body = self._body
        if body is None:
            return
        body.bar.set_agreement(None)
        slots = self._compared.slots if self._compared is not None else ()
        more = [LETTERS[place] for place, form in enumerate(slots) if place > 1 and form is not None]
        words = self.tr("A and B run; {0} is in the tables and charts only.").format(", ".join(more))
        if len(more) > 1:
            words = self.tr("A and B run; {0} are in the tables and charts only.").format(", ".join(more))
        body.more.setText(words)
        body.more.setVisible(bool(more))
        for side in body.sides:
            side.forget()
        for side, form in zip(body.sides, self._wishes.forms, strict=False):
            runs = "" if form.is_own else self.tr("runs in its own form, without {0}").format(form.changes())
            side.set_network(form.architecture.display_name, runs)
        self._soon.start()

    @Slot(object)
    def set_method(self, method: str | None) -> None:
        """Choose the overlay of both."""
        self._wishes.method = method
        self._soon.start()

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
        self._soon.start()

    @Slot(object)
    def _on_stage_shown(self, stage: int) -> None:
        rows = len(self._compared.comparison.stages) if self._compared is not None else 0
        self._wishes.choose_stage(stage if stage < rows else None)  # the line of all is no stage
        self._soon.start()

    def _on_target_chosen(self, place: int, target: int | None) -> None:
        self._wishes.choose_target(place, target)
        self._soon.start()

    def _on_class_chosen(self, place: int, target: int) -> None:
        self._wishes.choose_target(place, target)
        if self._wishes.method not in ("gradcam", "layercam"):
            self._wishes.method = "gradcam"
        self._soon.start()

    def _on_channel_chosen(self, place: int, channel: int) -> None:
        self._wishes.channels[place] = channel
        self._wishes.units[place] = "max"
        self._soon.start()

    def _on_unit_chosen(self, place: int, unit: tuple[int, int] | str) -> None:
        answer = self._answers[place]
        view = answer.view if isinstance(answer, FrameAnswer) else None
        if isinstance(view, ChannelView):
            # The unit is one of the channel on show: from now on that channel is meant.
            self._wishes.channels[place] = view.channel
            self._wishes.units[place] = unit
            self._soon.start()

    # What is asked

    @Slot()
    def _update(self) -> None:
        if self._active:
            self._show_choices()
            self._asking.ask(self._wishes.sides(), self._picture, self._pictures)
        else:
            self._asking.stop()

    def _show_choices(self) -> None:
        body, wishes = self._body, self._wishes
        assert body is not None
        stage, layers = wishes.shown_stage(), wishes.shown()
        known = wishes.layers
        name = term(known.name(stage)) if known is not None and stage is not None else "–"
        if known is not None and wishes.at_the_last:
            name = self.tr("last maps")
        body.bar.set_method(wishes.method)
        body.bar.set_stage(name, wishes.next_stage(-1) is not None, wishes.next_stage(1) is not None)
        self._show_target()
        self._show_transport()
        if known is None:
            body.show_waiting(self.tr("Both networks look at the picture once they are compared."))
        elif self._picture is None and not self._live.sources.streaming:
            body.show_empty()
        else:
            body.show_sides()
        for place, side in enumerate(body.sides):
            side.set_choices(wishes.method, layers[place], wishes.channels[place])

    def _show_target(self) -> None:
        body = self._body
        assert body is not None
        tops = [one for answer in self._answers if isinstance(answer, FrameAnswer) for one in answer.prediction.top]
        classes = tuple(dict.fromkeys((one.index, one.label) for one in tops)) if self._wishes.same_classes else ()
        body.bar.set_target(self._wishes.targets[0], classes)

    def _show_transport(self) -> None:
        body, source = self._body, self._live.sources.current
        assert body is not None
        moving = source is not None and source.moving and source.state is not FrameState.FAILED
        frozen = source is not None and source.state not in MOVES
        abilities = source.abilities if source is not None else frozenset()
        neighbours, seek = Ability.NEIGHBOURS in abilities, Ability.SEEK in abilities
        body.bar.set_moving(
            moving and bool(abilities), frozen, (neighbours or seek, neighbours or Ability.STEP in abilities)
        )
        if source is not None and moving:
            body.bar.source.set_text(source.name)
        elif self._picture is not None:
            body.bar.source.set_picture(self._picture)

    # What comes back

    @Slot(object)
    def _on_frame(self, shown: ShownComparison) -> None:
        source = self._live.sources.current
        if source is not None and self._active:
            self._pace.count(shown)
            self._show(source.picture(shown.frame), shown.sides)

    @Slot(object, object)
    def _on_answer(self, picture: LoadedPicture, answer: ComparedFrame) -> None:
        self._pace.stand(answer)
        self._show(picture, answer.sides)

    def _show(self, picture: LoadedPicture, sides: tuple[Side, ...]) -> None:
        """Show one frame on both sides."""
        body = self._body
        if body is None or self._wishes.layers is None:
            return
        if self._failed:
            self._failed = False
            body.error.dismiss()
        body.show_sides()
        self._answers = sides
        layers = self._wishes.shown()
        for place, (side, answer) in enumerate(zip(body.sides, sides, strict=True)):
            side.set_busy("")
            layer = layers[place]
            if isinstance(answer, FrameAnswer):
                view = answer.view
                field = None
                if layer is not None and isinstance(view, ChannelView):
                    field = self._wishes.layers.receptive_field(place, layer, view)
                side.show_answer(picture, answer, field)
            elif isinstance(answer, FrameFailure):
                side.show_failure(picture, answer.message)
            else:
                side.picture.set_picture(picture)
        agreement = None
        if isinstance(sides[0], FrameAnswer) and isinstance(sides[1], FrameAnswer):
            agreement = Agreement.of_two(sides[0].prediction, sides[1].prediction)
        body.bar.set_agreement(agreement)
        for side in body.sides:
            # What an untrained network finds is nothing to agree or differ with.
            side.set_agreement(agreement if agreement is not None and not agreement.untrained else None)
        self._show_target()
        self._show_pace()

    @Slot()
    def _show_pace(self) -> None:
        body = self._body
        if body is None:
            return
        body.bar.set_rate(*self._pace.overall())
        for place, side in enumerate(body.sides):
            answer = self._answers[place]
            side.set_pace(*(self._pace.of_side(place, answer) if isinstance(answer, FrameAnswer) else ("", "")))

    # The source

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        if shown:
            self._take(self._live.picture)
        else:
            self._pace.stop()
        # At once: another panel may want the source from now on.
        self._update()

    @Slot(object)
    def _on_picture(self, picture: LoadedPicture) -> None:
        if self._active:
            self._take(picture)
            self._soon.start()

    def _take(self, picture: LoadedPicture | None) -> None:
        """Look at a picture, which stands."""
        if picture is None or picture is self._picture:
            return
        self._picture = picture
        self._pictures += 1
        self._pace.stop()
        body = self._body
        if body is None:
            return
        body.error.dismiss()
        for side in body.sides:
            # A frame at which the source stands is on show already.
            known = side.picture.picture
            if known is None or known.pixels is not picture.pixels:
                side.set_picture(picture)

    @Slot()
    def _on_source_changed(self) -> None:
        if self._live.sources.streaming:
            self._picture = None
            self._pace.start()
        self._soon.start()

    # The engine

    @Slot(object)
    def _on_busy(self, text: str) -> None:
        for side in self._body.sides if self._body is not None else ():
            side.set_busy(text)

    @Slot(object)
    def _on_failed(self, message: str) -> None:
        self._on_busy("")
        self._failed = True
        if self._body is not None:
            self._body.error.show_message(message)

    @Slot()
    def _on_engine_lost(self) -> None:
        body = self._body
        if body is None:
            return
        self._pace.reset()
        starting = self._link.state == "starting"
        if not starting:
            body.error.show_message(self.tr("The engine has stopped; restart it from the Engine menu."))
        for side in body.sides:
            side.set_stale(True)
            side.set_busy(self.tr("The engine is starting again") if starting else self.tr("The engine has stopped"))

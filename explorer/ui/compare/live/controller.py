"""Between the comparison, the live panel's source and the engine: what both networks are asked about a frame."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from explorer.engine.messages import ComparedFrame
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.linking import Counterparts
from explorer.ui.compare.live.asking import Asking
from explorer.ui.compare.live.choosing import Choosing
from explorer.ui.compare.live.controls import Controls
from explorer.ui.compare.live.evidence import Evidence
from explorer.ui.compare.live.own_networks import OwnNetworks
from explorer.ui.compare.live.pace import Pace
from explorer.ui.compare.live.part import LiveBody, LivePart
from explorer.ui.compare.live.showing import Showing
from explorer.ui.compare.live.wishes import CompareWishes
from explorer.ui.compare.reading import Readings
from explorer.ui.compare.walking import Walk
from explorer.ui.compare.weights import CompareWeights
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.control.controller import LiveController
from explorer.ui.live.sources.source import LoadedPicture, PictureSource
from explorer.ui.live.stream.frames import ShownComparison, Side

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
        weights: CompareWeights,
        readings: Readings,
        link: EngineLink,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._part, self._counterparts = part, counterparts
        self._live, self._weights, self._link = live, weights, link
        self.wishes = CompareWishes(weights.of)
        """What is wanted."""
        self._choosing = Choosing(self.wishes, counterparts, walk, self)
        self._running = OwnNetworks(readings, self)
        self._asking = Asking(live.sources, link, self)
        self._evidence = Evidence(link, self)
        self._pace = Pace(self)
        # Both need what the part makes when it is first opened.
        self._showing: Showing | None = None
        self._controls: Controls | None = None
        self._compared: Compared | None = None
        self._failed = False
        """Whether the error on show is of a frame, so that the next one takes it away."""
        # Many signals may fall together: one look is enough.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._update)
        part.built.connect(self._on_built)
        part.shown.connect(self._on_shown)

    def close(self) -> None:
        """Want nothing any more."""
        self._soon.stop()
        self._pace.stop()
        self._asking.stop()
        self._evidence.stop()

    # Wiring

    def _on_built(self, body: LiveBody) -> None:
        live, asking, sources = self._live, self._asking, self._live.sources
        self._showing = Showing(body, self.wishes, self._evidence, self._pace, self)
        self._controls = Controls(body, self.wishes, sources, self._running, self._weights, self)
        self._connect_choices(body, self._showing)
        self._connect_source(body)
        self._weights.changed.connect(self._on_weights_changed)
        asking.framed.connect(self._on_frame)
        asking.answered.connect(self._on_answer)
        asking.failed.connect(self._on_failed)
        asking.busy.connect(self._on_busy)
        asking.changed.connect(self._soon.start)
        asking.lost.connect(self._on_engine_lost)
        sources.failed.connect(body.error.show_message)
        live.pictureFailed.connect(body.error.show_message)
        self._running.changed.connect(self._begin)
        self.set_compared(self._compared)

    def _connect_choices(self, body: LiveBody, showing: Showing) -> None:
        part, bar, choosing = self._part, body.bar, self._choosing
        choosing.changed.connect(self._soon.start)
        for signal in (part.stageStepped, bar.stageStepped):
            signal.connect(choosing.step_stage)
        part.methodStepped.connect(lambda step: choosing.step_method(step, moving=self._live.sources.streaming))
        bar.methodChosen.connect(choosing.set_method)
        bar.targetChosen.connect(partial(choosing.choose_target, 0))
        for place, side in enumerate(body.sides):
            side.classChosen.connect(partial(choosing.choose_class, place))
            side.channelChosen.connect(partial(choosing.choose_channel, place))
            side.unitChosen.connect(lambda unit, place=place: choosing.choose_unit(place, showing.view_of(place), unit))
            side.retryRequested.connect(partial(self._asking.try_again, place))
            side.methodRequested.connect(choosing.set_method)
            # The same question, answered at once.
            side.progress.cancelRequested.connect(partial(choosing.set_method, "gradcam"))
            side.head.badge.setMenu(self._weights.menus[place])

    def _connect_source(self, body: LiveBody) -> None:
        part, bar, live, sources = self._part, body.bar, self._live, self._live.sources
        bar.source.setMenu(sources.menu)
        part.pictureRequested.connect(live.open_picture)
        body.sampleRequested.connect(lambda: live.open_picture(PictureSource(name=SAMPLE, sample=True)))
        for signal in (part.freezeRequested, bar.freezeRequested):
            signal.connect(sources.transport.toggle)
        for signal in (part.frameStepped, bar.frameStepped):
            signal.connect(sources.transport.step)
        sources.stillArrived.connect(self._on_picture)
        sources.frozen.connect(self._on_picture)
        sources.changed.connect(self._on_source_changed)

    @property
    def _body(self) -> LiveBody | None:
        return self._part.body

    @property
    def _active(self) -> bool:
        return self._part.is_open and self._part.isVisible() and self._body is not None

    # Who is asked

    def set_compared(self, compared: Compared | None) -> None:
        """Look at other networks, or at none."""
        self._compared = compared
        if self._body is not None:
            # While nobody has looked at pictures, only the forms that are compared are read.
            self._running.begin(compared)
            self._begin()

    @Slot()
    def _begin(self) -> None:
        assert self._showing is not None and self._controls is not None
        self.wishes.begin(self._compared, self._running.pair)
        self.wishes.choose(self._counterparts.current)
        self._asking.begin()
        self._evidence.forget()
        self._pace.reset()
        self._showing.begin()
        self._controls.begin(self._compared)
        self._soon.start()

    @Slot(object)
    def _on_weights_changed(self, place: int) -> None:
        assert self._controls is not None and self._body is not None
        self._controls.show_weights(place)
        self._body.sides[place].set_stale(True)
        self._soon.start()

    # What is asked

    @Slot()
    def _update(self) -> None:
        showing, controls, body = self._showing, self._controls, self._body
        if not self._active or showing is None or controls is None or body is None:
            self._asking.stop()
            self._evidence.stop()
            return
        controls.show(showing.picture, showing.answers)
        self._asking.ask(self.wishes.sides(), showing.picture, showing.number)
        stands = showing.picture is not None and not self._live.sources.streaming
        self._evidence.ask(self.wishes.lasting() if stands else (None, None), showing.number)
        for place, side in enumerate(body.sides):
            if self._evidence.of(place) is not None:
                showing.show_evidence(place)
            elif not self._evidence.awaits(place):
                side.progress.end()

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
        assert self._showing is not None and self._controls is not None and self._body is not None
        if self.wishes.layers is None:
            return
        if self._failed:
            self._failed = False
            self._body.error.dismiss()
        self._showing.show(picture, sides)
        self._controls.show_target(sides)

    # The source

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        if shown and self._showing is not None:
            self._showing.take(self._live.picture)
        elif not shown:
            self._pace.stop()
        # At once: another panel may want the source from now on.
        self._update()

    @Slot(object)
    def _on_picture(self, picture: LoadedPicture) -> None:
        if self._active and self._showing is not None:
            self._showing.take(picture)
            self._soon.start()

    @Slot()
    def _on_source_changed(self) -> None:
        if self._live.sources.streaming and self._showing is not None:
            self._showing.picture = None
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

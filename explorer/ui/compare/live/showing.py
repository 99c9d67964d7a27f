"""Both sides on one frame: what is known of it, as it comes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, Slot

from explorer.engine.messages import ChannelView, ClassView, FrameAnswer, FrameFailure
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.live.evidence import Evidence
from explorer.ui.compare.live.pace import Pace
from explorer.ui.compare.live.part import LiveBody
from explorer.ui.compare.live.wishes import CompareWishes
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.live.stream.frames import Side


class Showing(QObject):
    """Keeps the answers about the frame on show, and which picture stands."""

    def __init__(self, body: LiveBody, wishes: CompareWishes, evidence: Evidence, pace: Pace, parent: QObject) -> None:
        super().__init__(parent)
        self._body, self._wishes, self._evidence, self._pace = body, wishes, evidence, pace
        self.picture: LoadedPicture | None = None
        """The one that stands; None while frames move, and before there is any."""
        self.number = 0
        """Tells pictures that stand apart."""
        self.answers: tuple[Side, ...] = (None, None)
        """What A and B say of the frame on show."""
        self._answered: LoadedPicture | None = None
        """The picture or frame that they are about."""
        evidence.answered.connect(self.show_evidence)
        evidence.progressed.connect(lambda place, progress: body.sides[place].set_progress(progress))
        pace.told.connect(self.show_pace)

    def begin(self) -> None:
        """Other networks look: nothing is known of the frame."""
        self.answers = (None, None)
        self._body.bar.set_agreement(None)
        for side in self._body.sides:
            side.forget()

    def take(self, picture: LoadedPicture | None) -> None:
        """Look at a picture, which stands."""
        if picture is None or picture is self.picture:
            return
        self.picture = picture
        self.number += 1
        self._pace.stop()
        self._body.error.dismiss()
        for side in self._body.sides:
            # A frame at which the source stands is on show already.
            known = side.picture.picture
            if known is None or known.pixels is not picture.pixels:
                side.set_picture(picture)

    def show(self, picture: LoadedPicture, sides: tuple[Side, ...]) -> None:
        """Show one frame on both sides."""
        body = self._body
        body.show_sides()
        self.answers, self._answered = sides, picture
        for place, side in enumerate(body.sides):
            side.set_busy("")
            self._show_side(place)
        agreement = None
        if isinstance(sides[0], FrameAnswer) and isinstance(sides[1], FrameAnswer):
            agreement = Agreement.of_two(sides[0].prediction, sides[1].prediction)
        body.bar.set_agreement(agreement)
        for side in body.sides:
            # What an untrained network finds is nothing to agree or differ with.
            side.set_agreement(agreement if agreement is not None and not agreement.untrained else None)
        self.show_pace()

    def view_of(self, place: int) -> object:
        """Return what A (0) or B (1) lays over the frame; None if that is nothing."""
        answer = self.answers[place]
        return answer.view if isinstance(answer, FrameAnswer) else None

    def _show_side(self, place: int) -> None:
        """Show what one network says of the frame, with what it was asked apart from that."""
        picture, answer, side = self._answered, self.answers[place], self._body.sides[place]
        assert picture is not None
        if isinstance(answer, FrameFailure):
            side.show_failure(picture, answer.message)
        elif answer is None:
            side.picture.set_picture(picture)
        else:
            # A frame is shown by what came with it: evidence is of a picture that stands.
            stands = picture is self.picture
            found = self._evidence.of(place) if stands else None
            if isinstance(found, ClassView):
                answer = replace(answer, view=found)
            elif found is not None:
                answer = replace(answer, problem=found)
            waiting = stands and self._evidence.awaits(place)
            side.show_answer(picture, answer, self._field(place, answer), waiting=waiting)

    def _field(self, place: int, answer: FrameAnswer) -> QRectF | None:
        layers, layer = self._wishes.layers, self._wishes.shown()[place]
        if layers is None or layer is None or not isinstance(answer.view, ChannelView):
            return None
        return layers.receptive_field(place, layer, answer.view)

    @Slot(object)
    def show_evidence(self, place: int) -> None:
        """What was asked apart from the frame has come, or is known and wanted again."""
        self._body.sides[place].progress.end()
        # What is on show may be of the picture before: the answer about this one brings it along.
        if isinstance(self.answers[place], FrameAnswer) and self._answered is self.picture:
            self._show_side(place)

    @Slot()
    def show_pace(self) -> None:
        """Say how fast frames are shown, and how long each network takes."""
        self._body.bar.set_rate(*self._pace.overall())
        for place, side in enumerate(self._body.sides):
            answer = self.answers[place]
            told = self._pace.of_side(place, answer) if isinstance(answer, FrameAnswer) else ("", "")
            side.head.set_pace(*told)

"""From the wishes of both sides to their answers: moving frames through the borrowed stream, a picture by one job."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from explorer.engine.messages import ComparedFrame, ComparedFrameJob, Failed, FrameFailure, FrameWish, Progress
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.control.questions import PictureQuestions
from explorer.ui.live.control.sources import LiveSources
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.live.stream.frames import ComparedWish, ShownComparison, Side
from explorer.ui.terms import term

Wishes = tuple[FrameWish | None, ...]


class Asking(QObject):
    """Asks about both sides at once, in one job: what comes back is of the same frame.

    A side that failed is not tried again with every frame, which would cost
    the other one its time: only when another network or other weights are
    wanted of it, when somebody asks for it, or on another engine or device.
    """

    framed = Signal(object)  # ShownComparison
    answered = Signal(object, object)  # LoadedPicture, ComparedFrame
    failed = Signal(object)  # str, one line
    busy = Signal(object)  # what is being done for it, in words
    changed = Signal()
    """Something must be asked anew."""
    lost = Signal()
    """The engine has ended: what is shown is not up to date."""

    def __init__(self, sources: LiveSources, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._sources, self._link = sources, link
        self._questions = PictureQuestions(link, self._on_failed)
        self._given_up: dict[int, FrameWish] = {}
        sources.stream.compared.connect(self._on_framed)
        link.progressed.connect(self._on_progressed)
        link.ready.connect(self._on_another_engine)
        link.moved.connect(self._on_another_engine)
        link.lost.connect(self._on_lost)

    def ask(self, wishes: Wishes, picture: LoadedPicture | None, number: int) -> None:
        """Want this of every frame, and of the picture where none move; ``number`` tells pictures apart."""
        sides = tuple(self._worth_trying(place, wish) for place, wish in enumerate(wishes))
        wanted = any(side is not None for side in sides)
        self._sources.stream.borrow(ComparedWish(sides=sides) if wanted else None)
        if self._sources.streaming:
            self._questions.withdraw()
        elif wanted and picture is not None and self._link.state == "running":
            job = ComparedFrameJob(frame=number, pixels=picture.pixels, sides=sides, still=True)
            self._questions.ask((number, sides), job, partial(self._on_answer, picture, sides))

    def stop(self) -> None:
        """Want nothing; another panel may have the stream."""
        self._sources.stream.borrow(None)
        self._questions.withdraw()

    def begin(self) -> None:
        """Other networks are asked: nothing has failed yet."""
        self._given_up.clear()
        self._questions.withdraw()

    def try_again(self, place: int) -> None:
        """Ask a side once more that failed."""
        self._given_up.pop(place, None)
        self._questions.withdraw()
        self.changed.emit()

    def _worth_trying(self, place: int, wish: FrameWish | None) -> FrameWish | None:
        failed = self._given_up.get(place)
        if failed is not None and wish is not None and failed.predict == wish.predict:
            return None
        self._given_up.pop(place, None)
        return wish

    def _give_up(self, wishes: Wishes, sides: tuple[Side, ...]) -> None:
        for place, (wish, side) in enumerate(zip(wishes, sides, strict=True)):
            if isinstance(side, FrameFailure) and wish is not None:
                self._given_up[place] = wish
                self.changed.emit()

    # What comes back

    @Slot(object)
    def _on_framed(self, shown: ShownComparison) -> None:
        self.framed.emit(shown)
        self._give_up(shown.wishes, shown.sides)

    def _on_answer(self, picture: LoadedPicture, wishes: Wishes, answer: ComparedFrame) -> None:
        self.answered.emit(picture, answer)
        self._give_up(wishes, answer.sides)

    def _on_failed(self, failure: Failed) -> None:
        self.failed.emit(failure.message)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._questions.awaits(progress.number) or self._sources.stream.awaits(progress.number):
            text = term(progress.text)
            self.busy.emit(f"{text} {100 * progress.done // progress.total} %" if progress.total else text)

    @Slot(object)
    def _on_another_engine(self, info: object) -> None:
        self.begin()
        self.busy.emit("")
        self.changed.emit()

    @Slot(object)
    def _on_lost(self, reason: str) -> None:
        self._questions.forget()
        self.lost.emit()

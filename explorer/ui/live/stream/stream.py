"""From a moving source to what is shown of it: the latest frame wins, and nothing stale is ever shown.

A frame goes to the engine when there is room for it: two may be under way, so
that the engine never waits for the next. Its answer is shown with the frame
that it is of. What was asked for meanwhile counts: an answer about another
network or other weights is dropped, and so are the parts of an answer that are
about another layer, channel or method.

A comparison borrows the stream while it is in front: its frames are done in
all of its networks at once, so that none falls behind.
"""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from explorer.engine.messages import FRAMES_UNDER_WAY, ComparedFrame, Failed, FrameAnswer
from explorer.inference.frames import FrameState
from explorer.ui.engine_link import EngineLink
from explorer.ui.frames.base import ImageFrame, QtFrameSource
from explorer.ui.live.stream.frames import ComparedWish, ShownComparison, ShownFrame, StreamWish, wanted, wanted_sides


class LiveStream(QObject):
    """Sends the frames of one source to the engine, as many as it can do."""

    shown = Signal(object)  # ShownFrame
    compared = Signal(object)  # ShownComparison, while the stream is borrowed
    failed = Signal(object)  # str, one line
    drained = Signal()
    """The source has ended and its last frame has been shown."""

    def __init__(self, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._source: QtFrameSource | None = None
        self._own: StreamWish | None = None
        self._guest: ComparedWish | None = None
        self._under_way: dict[int, ImageFrame] = {}
        self._newest: ImageFrame | None = None
        self._again = False
        self._shown = 0
        self.stale = 0
        """Answers that came too late, since the source was set."""
        link.ready.connect(self._on_ready)
        link.lost.connect(self._on_lost)

    @property
    def under_way(self) -> int:
        """How many frames the engine has."""
        return len(self._under_way)

    @property
    def dropped(self) -> int:
        """Frames that were captured and never shown: overtaken by newer ones, or answered too late."""
        return self.stale + (self._source.dropped if self._source is not None else 0)

    @property
    def newest(self) -> ImageFrame | None:
        """The frame that the engine was given last."""
        return self._newest

    def awaits(self, number: int) -> bool:
        """Tell whether a job is one of its frames."""
        return number in self._under_way

    def set_source(self, source: QtFrameSource | None) -> None:
        """Follow another source, or none; what is under way of the last one is dropped."""
        if self._source is not None:
            self._source.arrived.disconnect(self.pump)
            self._source.stateChanged.disconnect(self._on_state)
        self.halt()
        self._source = source
        self._newest = None
        self._again = False
        self._shown = 0
        self.stale = 0
        if source is not None:
            source.arrived.connect(self.pump)
            source.stateChanged.connect(self._on_state)
            self.pump()

    def set_wish(self, wish: StreamWish | None) -> None:
        """Say what is wanted of the frames from now on, unless the stream is borrowed."""
        if wish != self._own:
            self._own = wish
            if self._guest is None:
                self._ask_again()

    def borrow(self, wish: ComparedWish | None) -> None:
        """Do this with the frames instead, until None gives the stream back."""
        if wish != self._guest:
            self._guest = wish
            self._ask_again()

    @property
    def _wish(self) -> StreamWish | ComparedWish | None:
        return self._guest or self._own

    def _ask_again(self) -> None:
        # A source that waits for somebody's hand will not deliver another frame for this.
        if self._source is not None and not self._source.steady:
            self._again = True
        self.pump()

    def halt(self) -> None:
        """Drop what is under way: the frame that is shown stays."""
        for number in self._under_way:
            self._link.cancel(number)
        self._under_way.clear()

    def pump(self) -> None:
        """Send frames while there are some and the engine has room."""
        source, wish = self._source, self._wish
        if source is None or wish is None or source.state not in (FrameState.RUNNING, FrameState.ENDED):
            return
        # An engine that was replaced answers nothing any more.
        self._under_way = {number: frame for number, frame in self._under_way.items() if self._link.awaits(number)}
        while len(self._under_way) < FRAMES_UNDER_WAY and self._link.state == "running":
            frame = source.take()
            if frame is None and self._again and self._newest is not None:
                # Its latency counts from now: it was not asked this before.
                frame = replace(self._newest, timestamp=time.perf_counter())
            if frame is None:
                return
            self._again = False
            self._newest = frame
            done = partial(self._on_answer, frame, wish)
            number = self._link.post(wish.job(frame), done, partial(self._on_failed, frame))
            if number is None:
                return
            self._under_way[number] = frame

    def _forget(self, frame: ImageFrame) -> bool:
        """Take a frame off the list; False if it is not there any more, because its source has gone."""
        number = next((number for number, one in self._under_way.items() if one is frame), None)
        if number is None:
            return False
        del self._under_way[number]
        return True

    def _on_answer(
        self, frame: ImageFrame, asked: StreamWish | ComparedWish, answer: FrameAnswer | ComparedFrame
    ) -> None:
        if not self._forget(frame):
            return
        # First, so that the engine works while this frame is painted.
        self.pump()
        if frame.sequence < self._shown or not self._show(frame, asked, answer):
            self.stale += 1
        self._tell_drained()

    def _show(self, frame: ImageFrame, asked: StreamWish | ComparedWish, answer: FrameAnswer | ComparedFrame) -> bool:
        """Show what is still wanted of an answer; False if nothing is."""
        wish = self._wish
        if isinstance(wish, StreamWish) and isinstance(asked, StreamWish) and isinstance(answer, FrameAnswer):
            if asked.predict != wish.predict:
                return False
            found = wanted(answer, asked, wish)
            self._shown = frame.sequence
            self.shown.emit(
                ShownFrame(
                    frame=frame,
                    prediction=found.prediction,
                    maps=found.maps,
                    view=found.view,
                    problem=found.problem,
                    timings=found.timings,
                )
            )
            return True
        if isinstance(wish, ComparedWish) and isinstance(asked, ComparedWish) and isinstance(answer, ComparedFrame):
            sides = wanted_sides(answer.sides, asked.sides, wish.sides)
            if sides is not None:
                self._shown = frame.sequence
                self.compared.emit(ShownComparison(frame=frame, wishes=asked.sides, sides=sides))
            return sides is not None
        return False

    def _on_failed(self, frame: ImageFrame, failure: Failed) -> None:
        if self._forget(frame):
            self.pump()
            self.failed.emit(failure.message)
            self._tell_drained()

    def _on_state(self, state: FrameState) -> None:
        if state in (FrameState.PAUSED, FrameState.FAILED, FrameState.IDLE):
            self.halt()
        else:
            self.pump()
            self._tell_drained()

    def _tell_drained(self) -> None:
        if self._source is not None and self._source.state is FrameState.ENDED and not self._under_way:
            self.drained.emit()

    def _on_ready(self, info: object) -> None:
        self._again = self._source is not None and not self._source.steady
        self.pump()
        self._tell_drained()

    def _on_lost(self, reason: object) -> None:
        self._under_way.clear()


class LiveMeter:
    """Frames a second and latencies of what was shown lately."""

    WINDOW = 2.0
    """Seconds over which frames are counted."""
    KEPT = 120
    """Latencies from which the percentiles are taken."""

    def __init__(self) -> None:
        self._moments: list[float] = []
        self._latencies: list[float] = []

    def reset(self) -> None:
        """Begin anew."""
        self._moments.clear()
        self._latencies.clear()

    def count(self, captured: float, now: float | None = None) -> None:
        """A frame captured at that time is being painted (seconds of ``time.perf_counter``)."""
        now = time.perf_counter() if now is None else now
        self._moments = [moment for moment in self._moments if now - moment < self.WINDOW] + [now]
        self._latencies = [*self._latencies[1 - self.KEPT :], now - captured]

    def rate(self, now: float | None = None) -> float:
        """Frames a second; 0 where fewer than two were shown within the window."""
        now = time.perf_counter() if now is None else now
        recent = [moment for moment in self._moments if now - moment < self.WINDOW]
        if len(recent) < 2:
            return 0.0
        return (len(recent) - 1) / (recent[-1] - recent[0])

    def latency(self, share: float) -> float:
        """The latency, in seconds, that this share of the frames does not exceed; 0 without any."""
        if not self._latencies:
            return 0.0
        ordered = sorted(self._latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

"""How fast both networks are: what was shown lately, and how long each took for it."""

from __future__ import annotations

from collections import deque
from statistics import median

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.engine.messages import ComparedFrame, FrameAnswer
from explorer.ui import numbers
from explorer.ui.live.stream.frames import ShownComparison, Side
from explorer.ui.live.stream.hud import REFRESH
from explorer.ui.live.stream.stream import LiveMeter
from explorer.ui.wording import device_name

KEPT = 30
"""Frames over which a side's own time is taken."""


class Pace(QObject):
    """Counts frames of both sides together, since both are shown at once, and the engine's time for each side."""

    told = Signal()
    """The figures of a moving source are to be shown anew."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._meter = LiveMeter()
        self._times: tuple[deque[float], deque[float]] = (deque(maxlen=KEPT), deque(maxlen=KEPT))
        self._number = 0
        self._moving = False
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH)
        self._timer.timeout.connect(self.told)

    def start(self) -> None:
        """Measure another moving source."""
        self.reset()
        self._moving = True
        self._timer.start()

    def stop(self) -> None:
        """The source stands: no rate is told any more."""
        self._moving = False
        self._timer.stop()

    def reset(self) -> None:
        """Begin anew."""
        self._meter.reset()
        self._number = 0
        for times in self._times:
            times.clear()

    def count(self, shown: ShownComparison) -> None:
        """A frame is about to be painted on both sides."""
        if not self._moving:
            self.start()
        self._meter.count(shown.frame.timestamp)
        self._number = shown.frame.sequence
        self._add(shown.sides)

    def stand(self, answer: ComparedFrame) -> None:
        """A picture has been answered."""
        self.stop()
        for times in self._times:
            times.clear()
        self._add(answer.sides)

    def _add(self, sides: tuple[Side, ...]) -> None:
        for times, side in zip(self._times, sides, strict=True):
            if isinstance(side, FrameAnswer):
                times.append(side.timings.prepare + side.timings.forward + side.timings.view)

    def overall(self) -> tuple[str, str]:
        """Return what is said of both together, and what that means; empty for a picture."""
        if not self._moving or not self._number:
            return "", ""
        rate = self._meter.rate()
        shown = numbers.with_unit(f"{rate:.1f}", self.tr("/s")) if rate else numbers.NONE
        age = numbers.with_unit(f"{1000 * self._meter.latency(0.5):,.0f}", "ms")
        words = self.tr("Frame {0} · {1} · {2} old").format(f"{self._number:,}", shown, age)
        tip = self.tr("Both sides show the same frame. How many are shown each second, and how old a frame is by then.")
        return words, tip

    def of_side(self, place: int, answer: FrameAnswer) -> tuple[str, str]:
        """Return what is said of one side, and what that means."""
        times = self._times[place]
        took = median(times) if times else answer.timings.forward
        latency = numbers.with_unit(numbers.milliseconds(took / 1000), "ms")
        device = f"{device_name(answer.prediction.device)}, {answer.prediction.precision}"
        if not self._moving:
            tip = self.tr("The engine's time for this network: input, forward pass, map or projection ({0})")
            return latency, tip.format(device)
        alone = numbers.with_unit(f"{1000 / max(took, 0.01):,.1f}", self.tr("/s"))
        tip = self.tr(
            "The engine's time for this network, median of the last frames ({0}), "
            "and how many frames a second that would be without the other one"
        )
        return self.tr("{0} · alone {1}").format(latency, alone), tip.format(device)

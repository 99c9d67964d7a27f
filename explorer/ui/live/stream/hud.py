"""The figures on a moving picture: how fast, how late, what was dropped, and on what it runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import PredictionResult
from explorer.ui import numbers
from explorer.ui.live.stream.frames import ShownFrame
from explorer.ui.live.stream.stream import LiveMeter
from explorer.ui.wording import device_name

REFRESH = 250
"""Milliseconds: figures that change faster cannot be read."""
SILENT = 2 * REFRESH
"""Milliseconds without a frame after which the figures are said all the same."""


class Hud(QObject):
    """Measures what a widget paints, and says it up to four times a second.

    It says so when a frame comes, with which the figures are painted: on their own, they would have all of the picture
    painted once more.
    """

    told = Signal(object)  # ((label, value), …)

    def __init__(self, canvas: QWidget, dropped: Callable[[], int], parent: QObject | None = None) -> None:
        """``canvas``: what paints the frames. ``dropped``: how many were not shown."""
        super().__init__(parent)
        self.meter = LiveMeter()
        self._dropped = dropped
        self._next: float | None = None
        self._result: PredictionResult | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(SILENT)
        self._timer.timeout.connect(self.tell)
        self._since = QElapsedTimer()
        canvas.installEventFilter(self)

    def start(self) -> None:
        """Begin anew for another source."""
        self.meter.reset()
        self._next = self._result = None
        self._timer.start()

    def stop(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self._next = None

    def show(self, shown: ShownFrame) -> None:
        """A frame is about to be painted."""
        first = self._result is None
        self._next = shown.frame.timestamp
        self._result = shown.prediction
        if first or self._since.hasExpired(REFRESH):
            self.tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Capture to shown: the clock stops when the canvas begins to paint the frame.
        if self._next is not None and event.type() == QEvent.Type.Paint:
            self.meter.count(self._next)
            self._next = None
        return False

    def tell(self) -> None:
        """Say the figures now."""
        self._since.start()
        if self._timer.isActive():
            self._timer.start()
        self.told.emit(self.readings())

    def readings(self) -> tuple[tuple[str, str], ...]:
        """Return the figures as (label, value)."""
        result = self._result
        if result is None:
            return ()
        rate = self.meter.rate()
        late = "/".join(f"{1000 * self.meter.latency(share):,.0f}" for share in (0.5, 0.95))
        lines = [
            (self.tr("Frames"), numbers.with_unit(f"{rate:.1f}", self.tr("/s")) if rate else "–"),
            (self.tr("Latency p50/p95"), numbers.with_unit(late, "ms")),
            (self.tr("Dropped"), f"{self._dropped():,}"),
            (device_name(result.device), result.precision),
        ]
        if not result.weights.trained:
            lines.append((self.tr("Weights"), self.tr("random")))
        return tuple(lines)

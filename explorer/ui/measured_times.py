"""What has been measured in this window, in tabs or in the comparison, and where and when. No widgets."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from explorer.ui.what_if import Form

if TYPE_CHECKING:
    from explorer.analysis.timing.roofline import Roofline
    from explorer.engine.messages import EngineInfo, WeightsBadge
    from explorer.ui.engine_link import EngineLink

KEPT = 32
"""Measurements that are remembered."""

_Place = tuple[str, int]
"""Device (``cpu``, ``cuda:0``) and threads; networks are measured in float32 whatever pictures run with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One measurement of a form of a network."""

    roofline: Roofline
    weights: WeightsBadge | None
    """What ran; times do not depend on it."""
    compared: bool
    """Whether it was measured in the comparison, not in the network's tab."""
    at: datetime
    """When it was over."""

    @property
    def place(self) -> _Place:
        """What it was measured on."""
        timing = self.roofline.timing
        return timing.device.partition(" ")[0], timing.threads

    def when(self) -> str:
        """Return the time of day, with the date before it unless that is today's."""
        return f"{self.at:%H:%M}" if self.at.date() == datetime.now().date() else f"{self.at:%Y-%m-%d %H:%M}"


class TimeRecord(QObject):
    """The newest measurement of each form on each device: what one part of the window has measured, all others know.

    Times hold for a form of a network (input, batch, classes, width), a device
    and a number of threads. What was measured on something else than the engine
    runs on now is remembered, but not offered.
    """

    added = Signal(object, object)  # Form that has been measured, Found
    moved = Signal()
    """The engine runs on something else: other measurements hold."""

    def __init__(self, engine: EngineLink | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._known: OrderedDict[tuple[Form, _Place], Found] = OrderedDict()
        if engine is not None:
            engine.ready.connect(self._on_moved)
            engine.moved.connect(self._on_moved)

    def add(self, form: Form, found: Found) -> None:
        """Remember what has been measured, and tell everybody."""
        key = form, found.place
        self._known[key] = found
        self._known.move_to_end(key)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
        self.added.emit(form, found)

    def of(self, form: Form) -> Found | None:
        """Return what was measured last of a form on what the engine runs on, None if that is not known."""
        matching = (found for (one, _), found in reversed(self._known.items()) if one == form)
        return next((found for found in matching if self.holds(found)), None)

    def holds(self, found: Found) -> bool:
        """Whether something was measured on what the engine runs on; until that is known, nothing speaks against."""
        info = self._engine.info if self._engine is not None else None
        return info is None or found.place == _place_of(info)

    def known(self) -> tuple[tuple[Form, Found], ...]:
        """Return all that is remembered, the newest last."""
        return tuple((form, found) for (form, _), found in self._known.items())

    @Slot(object)
    def _on_moved(self, told: object) -> None:
        self.moved.emit()


def _place_of(info: EngineInfo) -> _Place:
    return info.device if info.device == "cpu" or ":" in info.device else f"{info.device}:0", info.threads

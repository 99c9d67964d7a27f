"""The axes of the comparison's charts: where a figure stands, and which ticks there are. No Qt."""

from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Protocol

from explorer.ui.docks.charts.log_axis import LogAxis, tick_text


class Axis(Protocol):
    """From figures to pixels."""

    def place(self, value: float) -> float:
        """Return the pixel of a figure."""

    def marks(self, room: float) -> list[tuple[float, str]]:
        """Return ticks that stand at least ``room`` pixels apart, with their words."""


@dataclass(frozen=True, slots=True)
class Linear:
    """From ``low`` to ``high`` over pixels ``start`` to ``end``, ticks at multiples of ``step``."""

    low: float
    high: float
    start: float
    end: float
    step: float
    divisor: float = 1

    def place(self, value: float) -> float:
        """Return the pixel of a figure."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1) * (self.end - self.start)

    def marks(self, room: float) -> list[tuple[float, str]]:
        """Return every tick, or every second, third … where they would stand too close."""
        apart = abs(self.end - self.start) * self.step / ((self.high - self.low) or 1)
        each = self.step * max(1, ceil(room / max(apart, 1e-9)))
        first, last = ceil(self.low / each - 1e-9), floor(self.high / each + 1e-9)
        return [(at * each, f"{at * each / self.divisor:g}") for at in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Doubling:
    """Logarithmic, with a tick at every power of two; pixels may run backwards."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a figure above 0."""
        part = (log2(value) - log2(self.low)) / ((log2(self.high) - log2(self.low)) or 1)
        return self.start + part * (self.end - self.start)

    def marks(self, room: float) -> list[tuple[float, str]]:
        """Return powers of two, or every second, third … of them."""
        apart = abs(self.end - self.start) / ((log2(self.high) - log2(self.low)) or 1)
        each = max(1, ceil(room / max(apart, 1e-9)))
        first, last = ceil(log2(self.low) - 1e-9), floor(log2(self.high) + 1e-9)
        return [(2.0**at, f"{2**at:,}") for at in range(first, last + 1) if at % each == 0]


@dataclass(frozen=True, slots=True)
class Decades:
    """Logarithmic, with ticks at round figures."""

    axis: LogAxis

    def place(self, value: float) -> float:
        """Return the pixel of a figure above 0."""
        return self.axis.place(value)

    def marks(self, room: float) -> list[tuple[float, str]]:
        """Return round figures."""
        return [(tick, tick_text(tick)) for tick in self.axis.ticks(room)]

"""A logarithmic axis: where a figure stands, and which ticks it has. No Qt."""

from dataclasses import dataclass
from math import ceil, floor, log10

from explorer.ui.numbers import with_unit

_LETTERS = {-3: "m", 0: "", 3: "K", 6: "M", 9: "G", 12: "T", 15: "P"}


@dataclass(frozen=True, slots=True)
class LogAxis:
    """From ``low`` to ``high`` (figures, both above 0) over pixels ``start`` to ``end``, which may run backwards."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a figure."""
        part = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + part * (self.end - self.start)

    def reaching(self, start: float, end: float) -> "LogAxis":
        """Return the same axis from another pixel to another."""
        per_pixel = (log10(self.high) - log10(self.low)) / (self.end - self.start)
        low = self.low * 10.0 ** ((start - self.start) * per_pixel)
        high = self.high * 10.0 ** ((end - self.end) * per_pixel)
        return LogAxis(low, high, start, end)

    def ticks(self, room: float) -> list[float]:
        """Return round figures that stand at least ``room`` pixels apart: whole decades, or 1, 2, 5 in short ranges."""
        decade = abs(self.end - self.start) / (log10(self.high) - log10(self.low))
        if decade * log10(2) >= room:
            steps: tuple[float, ...] = (1, 2, 5)
        elif decade * log10(3) >= room:
            steps = (1, 3)
        else:
            steps = (1,)
        each = max(1, ceil(room / decade))
        first, last = floor(log10(self.low)), ceil(log10(self.high))
        found = [step * 10.0**power for power in range(first, last + 1) if power % each == 0 for step in steps]
        return [tick for tick in found if self.low <= tick <= self.high]


def span(low: float, high: float) -> tuple[float, float]:
    """Return a range around figures that is never shorter than a decade."""
    while high < 10 * low:
        low, high = low / 1.5, high * 1.5
    return low, high


def tick_text(value: float) -> str:
    """Return the label of a tick: ``0.1``, ``20``, ``5 G``."""
    power = floor(log10(value) + 1e-9)
    if -3 <= power < 3:
        return f"{value:g}"
    letter = 3 * (power // 3)
    if letter not in _LETTERS:
        return f"{value:.0e}"
    return with_unit(f"{value / 10.0**letter:g}", _LETTERS[letter])

"""A published figure as it was printed: its digits say how exact it is. No torch."""

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files

from explorer.models.registry import Architecture


class Printed:
    """A published figure as it was printed; its last digit says how exact it is."""

    def __init__(self, value: Decimal) -> None:
        self.value = value
        place = int(value.as_tuple().exponent)
        self._step = Decimal(10) ** place
        # The unit in which no zero has to be written that is no digit.
        self._unit, self._prefix = (0, "") if place < 3 else (6, "M") if place <= 6 and value < 10**9 else (9, "G")
        self._decimals = max(self._unit - place, 0)

    def __str__(self) -> str:
        return self._text(self.value, self._decimals)

    def write(self, count: int) -> str:
        """Return a count of ours in the same unit, with as many more digits as show on which side of a half it is."""
        if not self._unit:
            return self._text(Decimal(count), 0)
        for decimals in range(self._decimals + 2, self._unit):
            shown = round(Decimal(count).scaleb(-self._unit), decimals).scaleb(self._unit)
            if (abs(shown - self.value) * 2 < self._step) == self.fits(count):
                return self._text(Decimal(count), decimals)
        return self._text(Decimal(count), self._unit)

    def _text(self, value: Decimal, decimals: int) -> str:
        return f"{value.scaleb(-self._unit):,.{decimals}f} {self._prefix}".rstrip()

    def fits(self, count: int) -> bool:
        """Whether a count rounds to the figure."""
        return abs(count - self.value) * 2 <= self._step

    def fits_coarsely(self, count: int) -> bool:
        """Whether it does if a zero at the end of the whole number is no digit (60 million)."""
        ends_in_zero = self._decimals == 0 and self.value % (10 * self._step) == 0
        return ends_in_zero and abs(count - self.value) * 2 <= 10 * self._step

    def cut_from(self, count: int) -> bool:
        """Whether a count gives the figure when its further digits are dropped."""
        return self.value <= count < self.value + self._step

    def tells_apart(self, count: int, most: float) -> bool:
        """Whether the rounding is at most the share ``most`` of the gap from a count to the figure."""
        return float(self._step / 2) <= most * float(abs(count - self.value))

    def gap(self, count: int) -> float:
        """Return the count less the figure, in percent of the figure."""
        return float((count - self.value) / self.value) * 100

    def gap_text(self, count: int) -> str:
        """Return the gap in words: ``1.1 % above``."""
        gap = self.gap(count)
        return f"{format(abs(gap), '#.2g').rstrip('.')} % {'above' if gap > 0 else 'below'}"


def printed_figure(architecture: Architecture, quantity: str) -> Printed | None:
    """Return the published ``params`` or ``macs`` of an architecture with its printed digits, None if there is none.

    0.70 G is known to a hundredth, which the number 700000000.0 does not say;
    the family's table does. A figure that no table has is taken to have two
    digits, or as many as it needs.
    """
    published = getattr(architecture.published, quantity)
    if published is None:
        return None
    value = float(published)
    written = _tables(architecture.module).get(architecture.key, {}).get(quantity)
    if written is not None and float(written) == value:
        return Printed(Decimal(written))
    digits = Decimal(repr(value)).normalize()
    if len(digits.as_tuple().digits) < 2:
        digits = digits.quantize(Decimal(f"1e{digits.adjusted() - 1}"))
    return Printed(digits)


@cache
def _tables(module: str) -> dict[str, dict[str, Decimal | int]]:
    table = files("explorer.models") / f"{module.rpartition('.')[2]}.toml"
    if not table.is_file():
        return {}
    entries = tomllib.loads(table.read_text(encoding="utf-8"), parse_float=Decimal)["architecture"]
    return {entry["key"]: entry.get("published", {}) for entry in entries}

"""What is typed into the filter of the layer table: words, and comparisons of figures."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from explorer.analysis.rows import LayerRow
from explorer.ui.docks.table.layer_columns import (
    ALWAYS,
    LEFT,
    LIVE,
    MOVED,
    NAMES,
    OUTPUT,
    TIME,
    LayerFigures,
)
from explorer.ui.numbers import THIN
from explorer.ui.wording import operator_title

FIGURES: tuple[str, ...] = tuple(
    name for column, name in enumerate(NAMES) if column not in LEFT | ALWAYS and column != OUTPUT
)
"""The columns that can be compared."""

_COMPARISON = re.compile(
    rf"({'|'.join(FIGURES)})(>=|<=|>|<|=|≥|≤)(?:([0-9]+(?:\.[0-9]+)?)([kmgt]i?b?|b|ms|us|µs|s|%|px)?)?"
)
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "≥": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "≤": operator.le,
}
_SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6}
_POWERS = {"k": 1, "m": 2, "g": 3, "t": 4}


@dataclass(frozen=True, slots=True)
class _Comparison:
    column: int
    sign: str
    digits: str
    unit: str

    def holds(self, row: LayerRow, figures: LayerFigures) -> bool:
        value = figures.value(row, self.column)
        if value is None:
            return False
        if self.sign == "=":
            # What is seen is rounded, so that the figure that is typed is seldom the exact one.
            seen = figures.text(row, self.column).replace(",", "")
            return value == self.number * self._scale(figures) or seen == self.digits
        return _OPERATORS[self.sign](value, self.number * self._scale(figures))

    @property
    def number(self) -> float:
        return float(self.digits)

    def _scale(self, figures: LayerFigures) -> float:
        """What 1 means: by the unit that was typed, else by the one in the column's header."""
        if self.column == TIME:
            return _SECONDS.get(self.unit, figures.scale(TIME))
        if self.unit == "b":
            return 1
        if self.unit[:1] in _POWERS:
            binary = self.column in (LIVE, MOVED) and self.unit[1:] != "b"
            return float((1024 if binary else 1000) ** _POWERS[self.unit[0]])
        return figures.scale(self.column)


class LayerQuery:
    """Keeps the rows for which every word holds.

    A word occurs in path, operator, module or shape (which may be typed as
    ``28x28``), or is a comparison without spaces: ``time>1``, ``flops>=100M``,
    ``intensity<4.4``, ``live>20``. Without a unit of its own, a number is in
    that of the column's header. What is not known or not measured meets no
    comparison; one that is not finished yet asks for nothing.
    """

    def __init__(self, text: str) -> None:
        self._words: list[str] = []
        self._comparisons: list[_Comparison] = []
        for word in text.casefold().split():
            found = _COMPARISON.fullmatch(word)
            if found is None:
                self._words.append(word.replace("×", "x"))
            elif found[3]:
                self._comparisons.append(_Comparison(NAMES.index(found[1]), found[2], found[3], found[4] or ""))

    def matches(self, row: LayerRow, figures: LayerFigures) -> bool:
        """Tell whether a row is asked for."""
        if self._words:
            texts = (row.path, row.operator, row.module, operator_title(row), "x".join(map(str, row.output_shape)))
            haystack = " ".join(texts).casefold().replace("×", "x").replace(THIN, "")
            if not all(word in haystack for word in self._words):
                return False
        return all(one.holds(row, figures) for one in self._comparisons)

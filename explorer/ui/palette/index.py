"""What the palette lists for what was typed: entries in groups, the best first. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

from explorer.ui.palette.match import SCATTERED, WORD, fit, fold, initials

SHORT = 6
"""Rows of a group until somebody asks for all of it, where there are several groups."""
KEPT = 8
"""Choices that are remembered."""
BARRED = 0.9
"""What a fit counts that cannot be chosen now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be chosen."""

    id: str
    """By which it is remembered."""
    group: str
    title: str
    detail: str = ""
    """Where it is found, or what it is."""
    words: str = ""
    """What else it may be looked for by."""
    shortcut: str = ""
    icon: str = ""
    kind: str = ""
    """Of a layer: the operator's kind, whose colour stands in the icon's place."""
    checked: bool = False
    why: str = ""
    """Why it cannot be chosen now; empty if it can."""
    run: Callable[[], object] = field(repr=False, compare=False)


class Row(NamedTuple):
    """A line of the list: a heading, an entry, or an offer of the rest of a group."""

    group: str
    entry: Entry | None = None
    rest: int = 0
    """Entries of the group that are not shown; only of an offer."""
    number: int = 0
    """Entries of the group; only of a heading."""

    @property
    def is_heading(self) -> bool:
        return self.entry is None and not self.rest


class Index:
    """Entries, prepared for being looked for again with each letter."""

    def __init__(self, entries: Iterable[Entry], groups: Sequence[str], recent_title: str) -> None:
        """``groups``: in the order in which they stand where none fits better."""
        self.entries = tuple(entries)
        self._order = {group: number for number, group in enumerate(groups)}
        self._recent_title = recent_title
        self._ids = [entry.id for entry in self.entries]
        self._groups = [entry.group for entry in self.entries]
        self._barred = [bool(entry.why) for entry in self.entries]
        self._by_id = dict(zip(self._ids, self.entries, strict=True))
        titles = [fold(entry.title) for entry in self.entries]
        elsewhere = [fold(f"{entry.words} {entry.detail}") for entry in self.entries]
        self._folded = (titles, [initials(title) for title in titles], elsewhere)

    def of_ids(self, ids: Iterable[str]) -> list[Row]:
        """Return the rows of a group by the ids of its entries, in that order."""
        entries = [self._by_id[one] for one in ids if one in self._by_id]
        return _shown(entries[0].group, entries, False) if entries else []

    def search(self, text: str, recent: Sequence[str] = (), whole: str = "") -> list[Row]:
        """Return the rows for what was typed.

        Args:
            text: words that must all fit; if it is empty, everything is listed.
            recent: ids of what was chosen, the last one first.
            whole: the group that is shown to its end.
        """
        terms = fold(text).split()
        if not terms:
            return self._everything(recent, whole)
        preferred = {one: KEPT - place for place, one in enumerate(recent)}
        found: dict[str, list[tuple[float, int]]] = {}
        fits = list(map(fit, repeat(terms), *self._folded))
        # Where whole words were meant, letters that happen to stand somewhere were not.
        least = SCATTERED if max(fits, default=0) >= WORD - 99 else 0
        for number, value in enumerate(fits):
            if value > least:
                if self._barred[number]:
                    value *= BARRED
                found.setdefault(self._groups[number], []).append((-value, number))
        best: dict[str, float] = {}
        for group, hits in found.items():
            if preferred:
                for place, (value, number) in enumerate(hits):
                    liked = preferred.get(self._ids[number])
                    if liked is not None:  # chosen before: ahead of its equals
                        hits[place] = (value - 3 * liked, number)
            hits.sort()
            best[group] = hits[0][0]
        groups = sorted(found, key=lambda group: (round(best[group] / 100), self._order.get(group, 99)))
        many = len(groups) > 1
        return [
            row
            for group in groups
            for row in _shown(group, [self.entries[number] for _, number in found[group]], many and group != whole)
        ]

    def _everything(self, recent: Sequence[str], whole: str) -> list[Row]:
        rows: list[Row] = []
        known = [self._by_id[one] for one in recent if one in self._by_id]
        if known:
            rows += _shown(self._recent_title, known, False)
        by_group: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_group.setdefault(entry.group, []).append(entry)
        for group in sorted(by_group, key=lambda group: self._order.get(group, 99)):
            # What can be chosen now stands first.
            rows += _shown(group, sorted(by_group[group], key=lambda entry: bool(entry.why)), group != whole)
        return rows


def _shown(group: str, entries: list[Entry], short: bool) -> list[Row]:
    count = len(entries)
    # An offer of one more would take the room of that one.
    shown = entries[:SHORT] if short and count > SHORT + 1 else entries
    rows = [Row(group, number=count), *map(Row, repeat(group), shown)]
    if len(shown) < count:
        rows.append(Row(group, rest=count - len(shown)))
    return rows

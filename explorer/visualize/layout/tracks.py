"""Tracks of the space between two ranks, on which links run sideways.

What shares an exit or an entry shares a track; tracks are ordered so that few
lines cross and none lie on each other.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

TRACK_GAP = 8.0

Slant = tuple[int, float, int, float]
"""A link that is not straight: the upper node and the x at which it leaves it, the lower one and the x of its entry."""


@dataclass(slots=True)
class _Group:
    """Links that share a track."""

    uppers: list[float] = field(default_factory=list)
    lowers: list[float] = field(default_factory=list)
    low: float = 0.0
    high: float = 0.0
    track: int = 0

    def close(self) -> None:
        self.low = min(min(self.uppers), min(self.lowers))
        self.high = max(max(self.uppers), max(self.lowers))

    def touches(self, other: "_Group") -> bool:
        return self.low < other.high + 16 and other.low < self.high + 16

    def cost_above(self, other: "_Group") -> int:
        """Crossings (overlaps count a hundred) where this group's track lies above the other's."""
        crossings = len([x for x in self.lowers if other.low < x < other.high])
        crossings += len([x for x in other.uppers if self.low < x < self.high])
        overlaps = sum([abs(x - z) < 3 for x in self.lowers for z in other.uppers])
        return crossings + 100 * overlaps


class Gap:
    """What crosses the space between two ranks."""

    def __init__(self) -> None:
        self._slants: dict[Slant, int] = {}
        self._tracks: list[int] = []
        self.count = 0
        """How many tracks there are."""
        self.label = 0.0
        """Length of the longest label on an edge that leaves the upper rank."""
        self.top = 0.0
        """y of the uppermost track."""

    def add(self, upper: int, start: float, lower: int, end: float) -> int:
        """Add a link that is not straight and return its number."""
        return self._slants.setdefault((upper, start, lower, end), len(self._slants))

    def level(self, number: int) -> float:
        """The y at which a link runs sideways."""
        return self.top + TRACK_GAP * self._tracks[number]

    def assign_tracks(self) -> None:
        """Give each link a track, counted from above."""
        if not self._slants:
            return
        groups = _share_tracks(self._slants)
        distinct = list({id(group): group for group in groups}.values())
        if len(distinct) > 1:
            for group in distinct:
                group.close()
            done: list[_Group] = []
            for group in _order_groups(distinct):
                group.track = max([one.track + 1 for one in done if one.touches(group)], default=0)
                done.append(group)
        self._tracks = [group.track for group in groups]
        self.count = max(self._tracks) + 1


def _share_tracks(links: Iterable[Slant]) -> list[_Group]:
    """Return the group of each link: with all of one exit, or with all into one entry where the entry has several."""
    entries = [link[2:] for link in links]
    times = Counter(entries)
    merging: dict[tuple[int, float], _Group] = {}
    leaving: dict[tuple[int, float], _Group] = {}
    found: list[_Group] = []
    for link, entry in zip(links, entries, strict=True):
        # A fan-out that also merges elsewhere would tie lines together that have nothing to do with each other.
        groups, key = (merging, entry) if times[entry] > 1 else (leaving, link[:2])
        group = groups.get(key)
        if group is None:
            group = groups[key] = _Group()
        group.uppers.append(link[1])
        group.lowers.append(link[3])
        found.append(group)
    return found


def _order_groups(groups: list[_Group]) -> list[_Group]:
    """Order from the top track down; of two that meet, the cheaper arrangement, as far as these agree."""
    groups.sort(key=lambda group: (group.low, group.high))
    count = len(groups)
    below: list[list[int]] = [[] for _ in range(count)]
    above = [0] * count
    for i in range(count):
        for j in range(i + 1, count):
            if groups[j].low >= groups[i].high + 16:
                break
            difference = groups[i].cost_above(groups[j]) - groups[j].cost_above(groups[i])
            if difference:
                upper, lower = (i, j) if difference < 0 else (j, i)
                below[upper].append(lower)
                above[lower] += 1
    waiting = list(range(count))
    result: list[_Group] = []
    while waiting:
        chosen = min(waiting, key=lambda i: (above[i], i))
        waiting.remove(chosen)
        result.append(groups[chosen])
        for lower in below[chosen]:
            above[lower] -= 1
    return result

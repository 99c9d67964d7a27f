"""Tracks of the space between two ranks, on which links run sideways.

What shares an exit or an entry shares a track; tracks are ordered so that few
lines cross and none lie on each other.
"""

from dataclasses import dataclass

TRACK_GAP = 8.0


@dataclass(slots=True)
class _Group:
    """Links that share a track: their numbers, and where they leave the upper rank and enter the lower one."""

    links: list[int]
    uppers: list[float]
    lowers: list[float]
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
        self._merging: dict[tuple[int, float], dict[tuple[int, float], int]] = {}
        """Entry → exit → number of the link between them."""
        self._tracks: list[int] = []
        self.levels: list[float] = []
        """The y at which each link runs sideways, once it is known."""
        self._links = 0
        self.count = 0
        """How many tracks there are."""
        self.label = 0.0
        """Length of the longest label on an edge that leaves the upper rank."""

    def add(self, upper: int, start: float, lower: int, end: float) -> int:
        """Add a link that is not straight and return its number."""
        entry, leaving = (lower, end), (upper, start)
        if entry not in self._merging:
            self._merging[entry] = {}
        number = self._merging[entry].setdefault(leaving, self._links)
        if number == self._links:
            self._links += 1
        return number

    def place(self, top: float) -> None:
        """Give the uppermost track its y, and the others theirs below it."""
        self.levels = [top + TRACK_GAP * track for track in self._tracks]

    def assign_tracks(self) -> None:
        """Give each link a track, counted from above."""
        if not self._links:
            return
        groups = self._share_tracks()
        if len(groups) > 1:
            for group in groups:
                group.close()
            done: list[_Group] = []
            for group in _order_groups(groups):
                group.track = max([one.track + 1 for one in done if one.touches(group)], default=0)
                done.append(group)
        self._tracks = [0] * self._links
        for group in groups:
            for number in group.links:
                self._tracks[number] = group.track
        self.count = max(self._tracks) + 1

    def _share_tracks(self) -> list[_Group]:
        """All into one entry share a track where it has several, else all of one exit; in the order of their links."""
        found: list[_Group] = []
        leaving: dict[tuple[int, float], _Group] = {}
        for (_, end), exits in self._merging.items():
            if len(exits) > 1:
                starts = [start for _, start in exits]
                found.append(_Group(list(exits.values()), starts, [end] * len(starts)))
                continue
            # A fan-out that also merges elsewhere would tie lines together that have nothing to do with each other.
            for leave, number in exits.items():
                group = leaving.get(leave)
                if group is None:
                    group = leaving[leave] = _Group([], [], [])
                    found.append(group)
                group.links.append(number)
                group.uppers.append(leave[1])
                group.lowers.append(end)
        found.sort(key=lambda group: group.links[0])
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

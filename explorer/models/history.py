"""The history of the architectures: milestones by year, and who took what from whom.

Two tables in ``resources/history``. A milestone is a paper (or an entry to the
ILSVRC) and the architectures of the catalogue that belong to it; some are not
convolutional or have no network here and stand for context. An influence leads
from the older to the newer milestone and says what was taken over. Facts that
were written down from memory and not read again in their source are marked:
``status`` is ``read``, ``recalled``, or ``recalled: note; place`` where only
those fields are.

Source of the errors: Russakovsky et al., "ImageNet Large Scale Visual
Recognition Challenge" (2015), and the papers named in each row.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from explorer.assets import resource_text
from explorer.errors import UsageError
from explorer.models import registry

LINES = ("plain", "inception", "residual", "efficient", "modern", "context")
"""Lines of descent: stacks of layers, Inception, shortcuts, small networks, the years after transformers; context."""

KINDS = ("base", "idea", "displaced")
"""``base``: the network that the newer one starts from; ``idea``: a part or an argument of it;
``displaced``: no technical descent, only the end of an era."""

FIELDS = frozenset({"year", "idea", "ideas", "ilsvrc", "place", "top5_error", "note", "source"})
"""What of a milestone can be recalled instead of read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A paper or an entry to the contest that others built on."""

    key: str
    year: int
    name: str
    line: str
    """One of :data:`LINES`."""
    across: int
    """Where it would stand beside the others in a drawing, without a unit: boxes of a year stand in this order,
    and lines pass other years half way between their ends."""
    idea: str
    """What is new, in a few words."""
    ideas: tuple[str, ...]
    """The same in full."""
    architectures: tuple[str, ...] = ()
    """Keys of the catalogue."""
    ilsvrc: int | None = None
    """Year of the contest (classification) that it took part in."""
    place: str = ""
    """Its place there: ``1st``."""
    top5_error: float | None = None
    """ImageNet top-5 error in percent, as ``note`` says."""
    note: str = ""
    """The protocol of the error, or another figure."""
    source: str = ""
    recalled: frozenset[str] = frozenset()
    """Names of the fields that were not read again in the source."""

    @property
    def context(self) -> bool:
        """True for what is no convolutional network and only explains the others."""
        return self.line == "context"

    @property
    def status(self) -> str:
        """``read``, ``recalled`` (all of it), or ``recalled in part``."""
        if not self.recalled:
            return "read"
        return "recalled" if self.recalled >= FIELDS else "recalled in part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What the newer milestone took over from the older one."""

    parent: str
    child: str
    relation: str
    kind: str
    """One of :data:`KINDS`."""
    source: str
    recalled: bool
    """Not read again in the source."""


class History:
    """Milestones in the order of their years, and the influences between them; an acyclic graph."""

    def __init__(self, milestones: Iterable[Milestone], influences: Iterable[Influence], known: Iterable[str]) -> None:
        """``known``: keys of the catalogue.

        Raises:
            UsageError: two milestones of one key, an unknown architecture or end of an influence, an influence that
                says nothing, comes twice or from a later year, or a cycle.
        """
        self.milestones = tuple(sorted(milestones, key=lambda one: one.year))
        self.influences = tuple(influences)
        self._by_key: dict[str, Milestone] = {}
        keys = frozenset(known)
        for milestone in self.milestones:
            _check_milestone(milestone, self._by_key, keys)
            self._by_key[milestone.key] = milestone
        self._parents: dict[str, list[Influence]] = {key: [] for key in self._by_key}
        self._children: dict[str, list[Influence]] = {key: [] for key in self._by_key}
        for influence in self.influences:
            _check_influence(influence, self._by_key, self._parents.get(influence.child, []))
            self._parents[influence.child].append(influence)
            self._children[influence.parent].append(influence)
        self._check_acyclic()

    def __getitem__(self, key: str) -> Milestone:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __iter__(self) -> Iterator[Milestone]:
        return iter(self.milestones)

    def __len__(self) -> int:
        return len(self.milestones)

    def parents(self, key: str) -> tuple[Influence, ...]:
        """Return what a milestone took over."""
        return tuple(self._parents[key])

    def children(self, key: str) -> tuple[Influence, ...]:
        """Return what others took over from it."""
        return tuple(self._children[key])

    def ancestors(self, key: str) -> frozenset[str]:
        """Return all milestones that led to this one."""
        return self._reach(key, {one: [two.parent for two in those] for one, those in self._parents.items()})

    def descendants(self, key: str) -> frozenset[str]:
        """Return all milestones that it led to."""
        return self._reach(key, {one: [two.child for two in those] for one, those in self._children.items()})

    def of_architecture(self, architecture: str) -> Milestone | None:
        """Return the milestone that an architecture belongs to; None if there is none."""
        return next((one for one in self.milestones if architecture in one.architectures), None)

    def _reach(self, key: str, following: Mapping[str, list[str]]) -> frozenset[str]:
        found: dict[str, None] = {}
        waiting = list(following[key])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = None
                waiting += following[one]
        return frozenset(found)

    def _check_acyclic(self) -> None:
        for key in self._by_key:
            if key in self.descendants(key):
                raise UsageError(f"history: {key!r} descends from itself")


def load() -> History:
    """Return the history that the project ships.

    Raises:
        UsageError: the tables contradict each other or the catalogue.
    """
    return _load()


@cache
def _load() -> History:
    return read(resource_text("history", "milestones.csv"), resource_text("history", "influences.csv"), registry.keys())


def read(milestones: str, influences: str, known: Iterable[str]) -> History:
    """Return the history that two CSV texts describe; see :class:`History` for what is checked."""
    return History(
        (_milestone(row) for row in csv.DictReader(io.StringIO(milestones))),
        (_influence(row) for row in csv.DictReader(io.StringIO(influences))),
        known,
    )


def _milestone(row: Mapping[str, str]) -> Milestone:
    return Milestone(
        key=row["key"],
        year=int(row["year"]),
        name=row["name"],
        line=row["line"],
        across=int(row["across"]),
        idea=row["idea"],
        ideas=_parts(row["ideas"]),
        architectures=_parts(row["architectures"]),
        ilsvrc=int(row["ilsvrc"]) if row["ilsvrc"] else None,
        place=row["place"],
        top5_error=float(row["top5_error"]) if row["top5_error"] else None,
        note=row["note"],
        source=row["source"],
        recalled=_recalled(row["status"]),
    )


def _influence(row: Mapping[str, str]) -> Influence:
    return Influence(
        parent=row["parent"],
        child=row["child"],
        relation=row["relation"],
        kind=row["kind"],
        source=row["source"],
        recalled=bool(_recalled(row["status"])),
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _recalled(status: str) -> frozenset[str]:
    word, _, fields = status.partition(":")
    if word not in ("read", "recalled"):
        raise UsageError(f"history: {status!r} is no status; write read, recalled, or recalled: FIELD; FIELD")
    if word == "read":
        return frozenset()
    return frozenset(_parts(fields)) or FIELDS


def _check_milestone(milestone: Milestone, before: Mapping[str, Milestone], known: frozenset[str]) -> None:
    key = milestone.key
    if key in before:
        raise UsageError(f"history: two milestones are called {key!r}")
    if milestone.line not in LINES:
        raise UsageError(f"history: {key!r} is of the unknown line {milestone.line!r}; use one of {', '.join(LINES)}")
    for architecture in milestone.architectures:
        if architecture not in known:
            raise UsageError(f"history: {key!r} names {architecture!r}, which is not in the catalogue")
    unknown = milestone.recalled - FIELDS
    if unknown:
        raise UsageError(f"history: {key!r} has no field {sorted(unknown)[0]!r} that could be recalled")


def _check_influence(influence: Influence, milestones: Mapping[str, Milestone], known: list[Influence]) -> None:
    name = f"{influence.parent} → {influence.child}"
    for end in (influence.parent, influence.child):
        if end not in milestones:
            raise UsageError(f"history: {name} leads to or from {end!r}, which is no milestone")
    if not influence.relation.strip():
        raise UsageError(f"history: {name} does not say what was taken over")
    if influence.kind not in KINDS:
        raise UsageError(f"history: {name} is of the unknown kind {influence.kind!r}; use one of {', '.join(KINDS)}")
    if milestones[influence.parent].year > milestones[influence.child].year:
        raise UsageError(f"history: {name} runs against the years")
    if any(one.parent == influence.parent for one in known):
        raise UsageError(f"history: {name} stands there twice")

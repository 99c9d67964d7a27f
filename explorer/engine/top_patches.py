"""What the engine does about the strongest patches of a folder: the search, and pages of what it has found."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from weakref import WeakKeyDictionary

from explorer.engine.messages import TopPatches, TopPatchesJob, TopPatchesPage, TopPatchesPageJob, WeightsBadge
from explorer.engine.worker import StepAside, Task
from explorer.inference.session import Session
from explorer.inference.top_patches.crops import Windows, default_method, patches, places_of
from explorer.inference.top_patches.patch import Patch
from explorer.inference.top_patches.search import Search, check_any
from explorer.inference.top_patches.store import Store, pictures_in
from explorer.inference.top_patches.tops import TopUnits

KEPT = 2
"""Searches that stay in memory; others come back from the disk."""
PATCHES = 1200
"""Cut and projected patches that stay in memory; one of 96 pixels takes 55 kB at most."""
TOLD = 0.15
"""Seconds between two reports of a running search."""
SKIPPED_TOLD = 100
"""Skipped pictures that are named; the others are counted."""

Wish = tuple[str, str, str, str]


class Bench(Protocol):
    """What the searches need of the workbench."""

    def session(self, key: str, weights: str, task: Task) -> Session:
        """Return the network with these weights, loaded if need be."""


class TopSearches:
    """The searches of one engine."""

    def __init__(self, bench: Bench, store: Store | None = None) -> None:
        self._bench = bench
        self._store = store or Store()
        self._searches: OrderedDict[Wish, Search] = OrderedDict()
        self._running: tuple[int, Search] | None = None
        self._windows: WeakKeyDictionary[Session, Windows] = WeakKeyDictionary()
        self._methods: WeakKeyDictionary[Session, dict[str, tuple[str, int]]] = WeakKeyDictionary()
        self._patches: OrderedDict[tuple[object, ...], Patch] = OrderedDict()

    def search(self, job: TopPatchesJob, task: Task) -> TopPatches:
        """Search a folder, from where it was stopped; steps aside for other jobs, and stores the state however it ends.

        Raises:
            InputError: the folder holds no picture that can be read.
            UnknownLayer, UsageError: there is no such layer, or it gives no feature map.
            Cancelled: the answer is no longer wanted.
        """
        going = self._begun(job, task)
        told = 0.0
        try:
            while not going.tops.finished:
                going.step(task.checkpoint)
                now = time.monotonic()
                if now - told > TOLD:
                    told = now
                    task.report("Searching the strongest patches", going.tops.done, going.tops.total)
                if task.others_wait() and not going.tops.finished:
                    raise StepAside
        except StepAside:
            raise
        except BaseException:
            going.save()
            self._running = None
            raise
        going.save()
        self._running = None
        check_any(going.tops)
        return self._summary(job, going, task)

    def page(self, job: TopPatchesPageJob, task: Task) -> TopPatchesPage:
        """Say how far a search is, and cut out or project the patches of some channels as they are by now.

        Raises:
            InputError, UnknownLayer, UsageError: as :meth:`search`; also if there is no such channel or method.
        """
        task = task.silenced() if job.method is None else task
        going = self._known(job, task)
        summary = self._summary(job, going, task)
        channels = [channel for channel in job.channels if channel < len(going.tops.active)]
        found = self._patches_of(going, channels, job, task) if channels else []
        return TopPatchesPage(
            summary=summary, channels=tuple(channels), method=job.method, side=job.side, patches=tuple(found)
        )

    def forget(self) -> None:
        """Hold on to no network: they are about to be loaded anew."""
        self._searches.clear()

    def _begun(self, job: TopPatchesJob, task: Task) -> Search:
        if self._running is not None and self._running[0] == task.number:
            return self._running[1]
        session = self._bench.session(job.key, job.weights, task)
        task.report("Reading the folder")
        search = Search(session, pictures_in(job.folder, task.checkpoint), job.layer, store=self._store, anew=job.anew)
        # What a cancelled search has found since it was stored last is still here.
        kept = self._searches.get(_wish(job))
        if kept is not None and kept.identity == search.identity and not job.anew:
            search = max(search, kept, key=lambda one: one.tops.done)
        self._running = task.number, search
        self._keep(_wish(job), search)
        return search

    def _known(self, job: TopPatchesPageJob, task: Task) -> Search:
        session = self._bench.session(job.key, job.weights, task)
        wish = _wish(job)
        found = self._searches.get(wish)
        # Another device or precision has another session, under which other values hold.
        if found is None or found.session is not session:
            found = Search(session, pictures_in(job.folder, task.checkpoint), job.layer, store=self._store)
        self._keep(wish, found)
        return found

    def _keep(self, wish: Wish, search: Search) -> None:
        self._searches[wish] = search
        self._searches.move_to_end(wish)
        while len(self._searches) > KEPT:
            running = self._running[1] if self._running else None
            oldest = next(one for one, kept in self._searches.items() if kept is not running)
            del self._searches[oldest]

    def _summary(self, job: TopPatchesJob | TopPatchesPageJob, search: Search, task: Task) -> TopPatches:
        tops, session, root = search.tops, search.session, Path(job.folder)
        loaded = session.weights
        method, switches = self._method(search) if tops.used else ("", 0)
        return TopPatches(
            key=job.key,
            layer=job.layer,
            folder=job.folder,
            weights=WeightsBadge(name=loaded.name, trained=loaded.trained, source=loaded.source),
            shape=tops.shape,
            total=tops.total,
            done=tops.done,
            skipped=len(tops.skipped),
            skipped_names=tuple(
                (_name(search.pictures[one.picture], root), one.reason) for one in tops.skipped[:SKIPPED_TOLD]
            ),
            best=tops.values[:, 0].copy(),
            active=tops.active.copy(),
            method=method,
            switches=switches,
        )

    def _method(self, search: Search) -> tuple[str, int]:
        known = self._methods.setdefault(search.session, {})
        if search.tops.layer not in known:
            known[search.tops.layer] = default_method(search.session, search.tops, search.pictures)
        return known[search.tops.layer]

    def _windows_of(self, session: Session) -> Windows:
        if session not in self._windows:
            self._windows[session] = Windows(session)
        return self._windows[session]

    def _patches_of(self, search: Search, channels: Sequence[int], job: TopPatchesPageJob, task: Task) -> list[Patch]:
        tops: TopUnits = search.tops
        places = places_of(tops, channels)
        what = search.identity, job.method, job.side
        names = {one: (*what, one[0], int(tops.pictures[one]), int(tops.units[one])) for one in places}
        made = patches(
            search.session,
            search.pictures,
            tops,
            [one for one in places if names[one] not in self._patches],
            self._windows_of(search.session),
            method=job.method,
            longest=job.side,
            checkpoint=task.checkpoint,
        )
        for patch in made:
            self._patches[names[patch.channel, patch.rank - 1]] = patch
        found = []
        for one in places:
            self._patches.move_to_end(names[one])
            # A stronger picture may have pushed it to another place since it was cut.
            found.append(replace(self._patches[names[one]], rank=one[1] + 1))
        while len(self._patches) > PATCHES:
            self._patches.popitem(last=False)
        return found


def _wish(job: TopPatchesJob | TopPatchesPageJob) -> Wish:
    return job.key, job.weights, job.layer, job.folder


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

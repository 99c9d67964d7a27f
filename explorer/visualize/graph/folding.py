"""Runs of equal consecutive blocks, which are drawn as one ("layer2.1–3 ×3") until they are opened."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from explorer.visualize.graph.scopes import ROOT


class Link(Protocol):
    """A value that flows between two cells."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal blocks in a row: each passes on one value, to the next alone."""

    id: str
    parent: str
    members: tuple[str, ...]


def find_folds(
    around: dict[str, tuple[str, ...]], edges: Sequence[Link], own_signature: Callable[[str], tuple[object, ...]]
) -> list[Fold]:
    """Return the folds of every block, outer ones first.

    Args:
        around: for each cell the blocks around it, outermost first, without the root.
        edges: the values between cells.
        own_signature: what of a cell (or of a block, without its content) must be equal.
    """
    children: dict[str, dict[str, None]] = {ROOT: {}}
    for cell, stack in around.items():
        for outer, inner in zip((ROOT, *stack), (*stack, cell), strict=True):
            children.setdefault(outer, {})[inner] = None
    local: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for edge in edges:
        a, b = (ROOT, *around[edge.source], edge.source), (ROOT, *around[edge.target], edge.target)
        depth = 0
        while a[depth] == b[depth]:
            depth += 1
        local[a[depth - 1]][a[depth], b[depth]] = None
    signatures: dict[str, tuple[object, ...]] = {}

    def signature(item: str) -> tuple[object, ...]:
        if item not in signatures:
            inside = list(children.get(item, ()))
            place = {child: number for number, child in enumerate(inside)}
            links = tuple((place[a], place[b]) for a, b in local[item])
            signatures[item] = (own_signature(item), tuple(signature(child) for child in inside), links)
        return signatures[item]

    folds: list[Fold] = []
    for parent, inside in children.items():
        runs = _equal_runs(list(inside), children, local[parent], signature)
        # A fold of all that a block holds would be one more door to the same room.
        folds += [Fold(_fold_name(run), parent, tuple(run)) for run in runs if 1 < len(run) < len(inside)]
    return folds


def _equal_runs(
    items: list[str],
    children: dict[str, dict[str, None]],
    links: Iterable[tuple[str, str]],
    signature: Callable[[str], tuple[object, ...]],
) -> list[list[str]]:
    following: dict[str, list[str]] = defaultdict(list)
    preceding: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        following[a].append(b)
        preceding[b].append(a)
    runs: list[list[str]] = []
    for item in items:
        if item not in children:
            continue
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and following[last] == [item]
            and preceding[item] == [last]
            and signature(last) == signature(item)
        ):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _fold_name(run: list[str]) -> str:
    """``layer2.1–3`` for numbered siblings, both names otherwise."""
    first, last = run[0], run[-1]
    one, other = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if one and other and one[1] == other[1]:
        return f"{first}–{other[2]}"
    return f"{first} – {last}"

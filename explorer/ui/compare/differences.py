"""Everything that differs between two networks, as a list to go through. No widgets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from explorer.analysis.comparison.alignment import UnitPair
from explorer.analysis.comparison.changes import OperatorChange
from explorer.analysis.comparison.units import Unit
from explorer.ui import terms
from explorer.ui.compare.pairing import Half, Pairing
from explorer.ui.numbers import shape
from explorer.ui.selection import Selected

KINDS = ("removed", "added", "changed", "resized")
"""Only in the left network; only in the right one; different; equal on maps of another size."""

SIGNS = {"removed": "−", "added": "+", "changed": "≠", "resized": "↔", "same": "="}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs, with what shows it in each network."""

    kind: str
    """One of :data:`KINDS`."""
    left: Selected
    right: Selected
    left_name: str
    right_name: str
    stride: int | None
    """Of the unit that it is in; None in the head."""
    lines: tuple[str, ...]
    """What is different, one line each."""


def differences(pairing: Pairing) -> tuple[Difference, ...]:
    """Return what differs, in order: operator by operator in close relatives, else unit by unit."""
    found: list[Difference] = []
    for pair in pairing.alignment.units:
        if pair.status == "same":
            continue
        if pair.status == "changed" and pairing.alignment.relatives and pair.changes:
            found += _operators(pairing, pair)
        else:
            found.append(_unit(pairing, pair))
    return tuple(found)


def kind_of(pair: UnitPair) -> str:
    """Return the kind of a pair of units, ``same`` for one without a difference."""
    return {"left": "removed", "right": "added"}.get(pair.status, pair.status)


def lines_of(pairing: Pairing, pair: UnitPair) -> tuple[str, ...]:
    """Return what is different in a pair of units."""
    left = pairing.alignment.left[pair.left] if pair.left is not None else None
    right = pairing.alignment.right[pair.right] if pair.right is not None else None
    if left is None or right is None:
        only = left or right
        assert only is not None
        return (_words(only),)
    if pair.status == "resized":
        return (f"{shape(left.shape)} → {shape(right.shape)}",)
    lines = [terms.change(one.text) for one in pair.changes]
    if left.kind != right.kind:
        lines.insert(0, terms.change(f"{left.kind} → {right.kind}"))
    return tuple(lines)


def _words(unit: Unit) -> str:
    """What a unit without a partner is."""
    return terms.phrase(f"{unit.kind}, {shape(unit.shape)}")


def name_of(half: Half, selected: Selected) -> str:
    """Return the path of an operator or block, the operator's name where it has none; empty for nothing."""
    if selected.order is not None:
        row = half.tree.rows[selected.order]
        return row.path or row.operator
    return selected.block or ""


def _unit(pairing: Pairing, pair: UnitPair) -> Difference:
    left = pairing.left.unit(pair.left) if pair.left is not None else Selected()
    right = pairing.right.unit(pair.right) if pair.right is not None else Selected()
    return _difference(pairing, pair, kind_of(pair), left, right, lines_of(pairing, pair))


def _operators(pairing: Pairing, pair: UnitPair) -> Iterator[Difference]:
    for (kind, path), group in groupby(pair.changes, _belongs):
        members = list(group)
        only = members[0].left or members[0].right
        if len(members) > 1 and kind != "changed" and path and only is not None:
            # A module of several operators (a local response norm) came or went as one.
            there = Selected(block=path)
            left, right = (there, Selected()) if kind == "removed" else (Selected(), there)
            lines = [f"{SIGNS[kind]} {path} {only.module}"]
            yield _difference(pairing, pair, kind, left, right, lines)
            continue
        for change in members:
            left = Selected(order=change.left.order) if change.left is not None else Selected()
            right = Selected(order=change.right.order) if change.right is not None else Selected()
            yield _difference(pairing, pair, kind, left, right, (terms.change(change.text),))


def _belongs(change: OperatorChange) -> tuple[str, str]:
    """The kind of a change, and the module that an operator without a partner is in."""
    if change.left is not None and change.right is not None:
        return "changed", ""
    if change.left is not None:
        return "removed", change.left.path
    assert change.right is not None
    return "added", change.right.path


def _difference(
    pairing: Pairing, pair: UnitPair, kind: str, left: Selected, right: Selected, lines: Sequence[str]
) -> Difference:
    unit = pairing.alignment.left[pair.left] if pair.left is not None else pairing.alignment.right[pair.right or 0]
    return Difference(
        kind=kind,
        left=left,
        right=right,
        left_name=name_of(pairing.left, left),
        right_name=name_of(pairing.right, right),
        stride=unit.stride,
        lines=tuple(lines),
    )

"""What one network took over from another, and the figures that show what is new. No torch.

What was taken over comes from :mod:`explorer.models.history`; the figures are
measured on the two analysed networks and hold for any pair.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from explorer.analysis.comparison.alignment import Alignment
from explorer.analysis.comparison.units import Unit
from explorer.analysis.kinds import ARITHMETIC, POOLS, REDUCTIONS
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.models.history import History, Influence, Milestone

NAMES = {
    "hardtanh": "ReLU6",
    "relu": "ReLU",
    "silu": "SiLU",
    "gelu": "GELU",
    "hardswish": "hard-swish",
    "LocalResponseNorm": "local response norm",
    "ScaledTanh": "scaled tanh",
}
"""How papers write activation functions and norms."""

_PARTS = ARITHMETIC | REDUCTIONS | POOLS
"""Operators that a norm or an activation function may be made of."""
_CALLED = re.compile("norm|tanh|swish|sigmoid|elu", re.IGNORECASE)
"""Modules that are a norm or an activation function by name."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One difference, measured."""

    name: str
    """What it is about: ``first layer``, ``first map``, ``parameters``, ``MACs``, ``depth``, …"""
    left: str
    right: str
    ratio: float | None = None
    """Right over left, where that says something."""

    @property
    def text(self) -> str:
        """The fact in a line: ``first map: 55×55 → 110×110``."""
        ratio = "" if self.ratio is None else f" ({self.ratio:,.0f}×)" if self.ratio >= 100 else f" ({self.ratio:.3g}×)"
        return f"{self.name}: {self.left} → {self.right}{ratio}"


@dataclass(frozen=True, slots=True)
class Descent:
    """The newer of two networks and what it took from the older one."""

    older: Milestone
    newer: Milestone
    reversed: bool
    """True where the left network is the newer one."""
    taken: tuple[Influence, ...]
    """Direct influences; empty where the older one led there by others only."""


def descent(history: History, left: str, right: str) -> Descent | None:
    """Return how two architectures are related; None where neither led to the other."""
    one, other = history.of_architecture(left), history.of_architecture(right)
    if one is None or other is None or one.key == other.key:
        return None
    for older, newer, turned in ((one, other, False), (other, one, True)):
        if older.key in history.ancestors(newer.key):
            taken = tuple(each for each in history.parents(newer.key) if each.parent == older.key)
            return Descent(older, newer, turned, taken)
    return None


def facts(left: Network, right: Network, alignment: Alignment) -> tuple[Fact, ...]:
    """Return what differs between two networks, the plainest first."""
    sides = (_Side(left, alignment.left), _Side(right, alignment.right))
    return tuple(fact for make in _MAKERS for fact in make(*sides))


@dataclass(frozen=True, slots=True)
class _Side:
    network: Network
    units: tuple[Unit, ...]

    def rows(self, *kinds: str) -> list[LayerRow]:
        """The operators of some kinds."""
        return [row for unit in self.units for row, kind in zip(unit.rows, unit.kinds, strict=True) if kind in kinds]

    def count(self, *kinds: str) -> int:
        return len(self.rows(*kinds))


_Maker = Callable[[_Side, _Side], Iterator[Fact]]


def _first_layer(one: _Side, other: _Side) -> Iterator[Fact]:
    firsts = [next(iter(side.rows("conv", "depthwise")), None) for side in (one, other)]
    if firsts[0] is None or firsts[1] is None:
        return
    words = [f"{_times(row.kernel_size)}/{max(row.stride or (1,))}, {row.output_shape[0]}" for row in firsts if row]
    if words[0] != words[1]:
        yield Fact("first layer", words[0], words[1])
    maps = [_times(row.output_shape[-2:]) for row in firsts if row]
    if maps[0] != maps[1]:
        yield Fact("first map", maps[0], maps[1])


def _costs(one: _Side, other: _Side) -> Iterator[Fact]:
    for name, figure in (
        ("parameters", "params"),
        ("MACs", "macs"),
        ("peak of activations, bytes", "peak_bytes"),
        ("receptive field, px", "rf_h"),
    ):
        left, right = (getattr(side.network.totals, figure) for side in (one, other))
        if left and right and left != right:
            yield Fact(name, f"{left:,}", f"{right:,}", right / left)


def _depth(one: _Side, other: _Side) -> Iterator[Fact]:
    counts = [side.count("conv", "depthwise", "linear") for side in (one, other)]
    if counts[0] != counts[1]:
        yield Fact("layers with weights", str(counts[0]), str(counts[1]))


def _parts(one: _Side, other: _Side) -> Iterator[Fact]:
    counters: tuple[tuple[str, Callable[[_Side], int]], ...] = (
        ("shortcuts and other sums", lambda side: _named(side.rows("join"), "add")),
        ("concatenations", lambda side: _named(side.rows("join"), "cat")),
        ("gates (squeeze and excitation)", lambda side: side.count("gate")),
        ("max-poolings", lambda side: _named(side.rows("pooling"), "max_pool")),
    )
    for name, count in counters:
        counts = [count(side) for side in (one, other)]
        if counts[0] != counts[1]:
            yield Fact(name, str(counts[0]), str(counts[1]))


def _named(rows: Sequence[LayerRow], name: str) -> int:
    return sum(row.operator.startswith(name) for row in rows)


def _kinds(one: _Side, other: _Side) -> Iterator[Fact]:
    for name, share in (
        ("MACs in grouped and depthwise convolutions", _grouped),
        ("parameters in dense layers at the end", _dense),
    ):
        shares = [share(side) for side in (one, other)]
        if abs(shares[0] - shares[1]) >= 0.005:
            yield Fact(name, f"{shares[0]:.1%}", f"{shares[1]:.1%}")
    for name, kind in (("normalisation", "norm"), ("activation", "activation")):
        used = [_most_common(side.rows(kind)) for side in (one, other)]
        if used[0] != used[1]:
            yield Fact(name, used[0], used[1])


def _grouped(side: _Side) -> float:
    return sum(row.macs for row in side.rows("depthwise")) / max(1, side.network.totals.macs)


def _dense(side: _Side) -> float:
    dense = (row.params for row in side.rows("linear") if len(row.output_shape) == 1)
    return sum(dense) / max(1, side.network.totals.params)


def _most_common(rows: Sequence[LayerRow]) -> str:
    """The name that most operators of a kind have; arithmetic inside a module goes by the module."""
    names = Counter(
        NAMES.get(row.operator.rstrip("_"), row.operator.rstrip("_").replace("_", " "))
        if row.operator.rstrip("_") not in _PARTS
        else NAMES.get(row.module, row.module)
        for row in rows
        if row.operator.rstrip("_") not in _PARTS or _CALLED.search(row.module)
    )
    return min(names, key=lambda one: (-names[one], one)) if names else "none"


def _times(sizes: Sequence[int] | None) -> str:
    return "×".join(map(str, sizes or ()))


_MAKERS: tuple[_Maker, ...] = (_first_layer, _costs, _depth, _parts, _kinds)

"""Accuracy against cost over the catalogue, and which networks nothing beats in both. No torch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.errors import UsageError
from explorer.models.registry import Architecture

COSTS = ("macs", "params")
ACCURACIES = ("published", "weights")
"""The papers' figures, each under its own protocol; or what was measured of weights that can be loaded."""


@dataclass(frozen=True, slots=True)
class Point:
    """One architecture, or one set of weights of it."""

    key: str
    name: str
    year: int
    cost: int
    """MACs at the architecture's own input size, batch 1; or trainable parameters."""
    top1: float
    """ImageNet top-1 accuracy in percent."""
    protocol: str
    """Where the accuracy stands and how it was taken, or the name of the weights."""


def points(architectures: Iterable[Architecture], *, cost: str = "macs", accuracy: str = "published") -> list[Point]:
    """Return the architectures whose accuracy is known, cheapest first.

    Of weights, the best set of each architecture. Figures of different
    protocols (crops, resolutions, training data) are not comparable to the
    last digit; each point says its own.

    Raises:
        UsageError: ``cost`` or ``accuracy`` is none of :data:`COSTS` and :data:`ACCURACIES`.
    """
    if cost not in COSTS or accuracy not in ACCURACIES:
        raise UsageError(f"cost is one of {', '.join(COSTS)}, accuracy one of {', '.join(ACCURACIES)}")
    found: list[Point] = []
    for one in architectures:
        if accuracy == "published":
            stated = [(one.published.top1, one.published.source)]
        else:
            stated = [(weights.top1, weights.title or weights.name) for weights in one.weights]
        known = [(top1, protocol) for top1, protocol in stated if top1 is not None]
        if known:
            top1, protocol = max(known)
            found.append(Point(one.key, one.display_name, one.year, getattr(one, cost), top1, protocol))
    return sorted(found, key=lambda point: (point.cost, -point.top1, point.key))


def pareto_front(found: Sequence[Point]) -> list[Point]:
    """Return the points that no other beats: none is as cheap and better, or cheaper and as good."""
    front: list[Point] = []
    for point in sorted(found, key=lambda one: (one.cost, -one.top1, one.key)):
        if not front or point.top1 > front[-1].top1:
            front.append(point)
    return front

"""How far two predictions agree: the first classes, and how many of the most probable ones they share. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.engine.messages import PredictionResult, Ranked

Class = tuple[int, str]
"""Index and name: networks with other classes may use the same index for something else."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two predictions of the same picture have in common."""

    same_first: bool
    """Whether both find the same class the most probable one."""
    shared: int
    """Classes that are among the most probable ones of both."""
    of: int
    """How many are listed."""
    untrained: tuple[int, ...]
    """Sides (0, 1) with random weights, whose classes mean nothing."""
    ranks: tuple[dict[int, int], dict[int, int]]
    """For A and for B: the other one's rank of a class, by its index; without those that the other does not list."""

    @classmethod
    def of_two(cls, left: PredictionResult, right: PredictionResult) -> Agreement:
        """Compare the predictions of A and B."""
        places = [{_class(one): one.rank for one in result.top} for result in (left, right)]
        shared = places[0].keys() & places[1].keys()
        return cls(
            same_first=bool(left.top and right.top) and _class(left.top[0]) == _class(right.top[0]),
            shared=len(shared),
            of=min(len(left.top), len(right.top)),
            untrained=tuple(side for side, one in enumerate((left, right)) if not one.weights.trained),
            ranks=(
                {one[0]: places[1][one] for one in shared},
                {one[0]: places[0][one] for one in shared},
            ),
        )


def _class(one: Ranked) -> Class:
    return one.index, one.label

"""What a receptive-field rule sees of one operator call, and what it returns. No torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.fields import Field, blur, join, move
from explorer.analysis.rows import Shape
from explorer.analysis.tracing.trace import OperatorCall, Value


class Step:
    """One call as its rule sees it, along one image axis."""

    def __init__(
        self, call: OperatorCall, fields: Mapping[tuple[int, int], Field | None], through_gates: bool = False
    ) -> None:
        self.call = call
        self.through_gates = through_gates
        self._fields = fields

    def field(self, operand: Any) -> Field | None:
        """The field of an operand, with what was written into its memory since; None if it depends on no pixel."""
        if not isinstance(operand, Value):
            return None
        writes = self.call.overwritten.get(operand, ())
        return _overwritten(self._known(operand), operand.spec.shape, [(self._known(w), w.spec.shape) for w in writes])

    def _known(self, value: Value) -> Field | None:
        return self._fields.get((value.source, value.index))

    def live(self) -> list[tuple[Field, Shape]]:
        """Fields and shapes of the operands that depend on the input."""
        found = ((self.field(value), value.spec.shape) for value in self.call.values)
        return [(field, shape) for field, shape in found if field is not None]

    @property
    def main(self) -> Field | None:
        """Field of the first operand, None where it is a weight."""
        return self.field(self.call.operands[0]) if self.call.operands else None

    @property
    def shape(self) -> Shape:
        """Shape of the first operand."""
        return self.call.operands[0].spec.shape

    @property
    def output_shape(self) -> Shape:
        return self.call.output.shape

    def argument(self, *names: str, default: Any = None) -> Any:
        """The first argument that bears one of ``names`` (schemas differ between overloads)."""
        for name in names:
            if name in self.call.arguments:
                return self.call.arguments[name]
        return default

    def dimension(self, default: int = 0) -> int:
        """The argument ``dim``, counted from the front."""
        dimension = self.argument("dim", default=default)
        return int(dimension) % len(self.shape)

    def dimensions(self, *names: str) -> list[int]:
        """A list of dimensions, counted from the front; all of them where none is named."""
        stated = self.argument(*(names or ("dim",)))
        rank = len(self.shape)
        if stated is None or stated == ():
            return list(range(rank))
        return [d % rank for d in ((stated,) if isinstance(stated, int) else stated)]


Result = Field | Sequence[Field | None] | None
"""The field of all outputs, or of each; None where the rule does not know this form of the call."""

Rule = Callable[[Step], Result]

NOTHING: Sequence[Field | None] = (None,)
"""The result of a call whose output depends on no pixel."""


def aligned_ranks(step: Step, live: Sequence[tuple[Field, Shape]]) -> tuple[list[Field], list[Shape]]:
    """Give all operands the rank of the output, as broadcasting does."""
    rank = len(step.output_shape)
    fields, shapes = [], []
    for field, shape in live:
        missing = rank - len(shape)
        if missing > 0:
            moved = move(field, {d: d + missing for d in range(len(shape))})
            field = replace(moved, bounds=exact.raise_rank(field.bounds, rank))
        fields.append(field)
        shapes.append((1,) * missing + shape)
    return fields, shapes


def _overwritten(field: Field | None, shape: Shape, writes: Sequence[tuple[Field | None, Shape]]) -> Field | None:
    """The field of a tensor after parts of its memory were written through views.

    Where a write covers all positions of some channels, they are as in a
    concatenation: one unit stands for those of all channels. Any other write
    leaves no single interval.
    """
    parts = [(written, size) for written, size in [(field, shape), *writes] if written is not None]
    if not writes or not parts:
        return field
    why, rank = "a part was overwritten through a view", len(shape)
    first = parts[0][0]
    if all(_same_places(first, shape, part, size) for part, size in parts):
        others = [d for d in range(rank) if d not in first.carriers]
        bounds = exact.union([exact.reduce(part.bounds, others, True) for part, _ in parts])
        joined = join([part for part, _ in parts], [True] * len(parts), bounds)
    else:
        bounds = exact.union([exact.everywhere(part.bounds, rank) for part, _ in parts])
        joined = join([part for part, _ in parts], [True] * len(parts), bounds)
        joined = replace(blur(joined, why, joined.hull), carriers=tuple(range(rank)))
    return replace(joined, bounds=bounds, flagged=joined.flagged or why)


def _same_places(first: Field, shape: Shape, part: Field, size: Shape) -> bool:
    return (
        len(size) == len(shape)
        and part.carriers == first.carriers
        and all(size[dimension] == shape[dimension] for dimension in part.carriers)
    )

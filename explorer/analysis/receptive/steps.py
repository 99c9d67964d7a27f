"""What a receptive-field rule sees of one operator call, and what it returns. No torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.fields import Field, move
from explorer.analysis.receptive.overwrites import overwritten
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
        field = self._fields.get((operand.source, operand.index))
        # Most calls have none; a look for one value costs more than that.
        found = self.call.overwritten.get(operand) if self.call.overwritten else None
        if found is None:
            return field
        written = [(self._fields.get((one.value.source, one.value.index)), one.layout) for one in found.writes]
        return overwritten(field, found.layout, written, self.through_gates)

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
        shape = (1,) * missing + shape
        fields.append(_spread(field, shape, step.output_shape))
        shapes.append(shape)
    return fields, shapes


def _spread(field: Field, old: Shape, new: Shape) -> Field:
    """The field where the one position of an axis becomes many, which all see what it saw."""
    kept = [d for d in field.carriers if old[d] == new[d]]
    return field if len(kept) == len(field.carriers) else move(field, {d: d for d in kept})

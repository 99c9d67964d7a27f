"""The receptive field of every operator's units, by one rule per operator. No torch.

This is the local path: where a squeeze-and-excitation gate or any other
spatially constant operand joins, the field follows the operand that varies and
``reason`` says ``gate`` from there on. Global pooling and dense layers end the
positions: from there on each unit depends on the hull of the whole map
(with its padding, unclipped), the jump is None, the start is the hull's first
pixel, and ``reason`` says ``pool`` or ``dense``, whichever came first. They
outrank ``gate``.

Normalisation over positions (group norm, instance norm) is an identity of the
local path with a global statistic: a gate. An operator without a rule gives no
interval, and says so in ``Field.unclear``.

``through_gates`` follows all operands instead: the exact bounds then hold what
a change of any pixel can reach, gates included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod

from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.fields import Field, blur, image_axis, join
from explorer.analysis.receptive.rules import RULES
from explorer.analysis.receptive.steps import Step
from explorer.analysis.tracing.trace import OperatorCall, Trace

Fields = dict[tuple[int, int], Field | None]
"""Field of every value by (source, index); None for values that do not depend on the input."""


def receptive_fields(trace: Trace, through_gates: bool = False) -> tuple[Fields, Fields]:
    """Return the fields along height and width (the last two axes of each input) of every value of ``trace``."""
    return _along(trace, -2, through_gates), _along(trace, -1, through_gates)


def _along(trace: Trace, axis: int, through_gates: bool) -> Fields:
    fields: Fields = {}
    for index, spec in enumerate(trace.inputs):
        rank = len(spec.shape)
        # A vector has no image axes.
        fields[-1 - index, 0] = image_axis(rank + axis, rank, spec.shape[axis]) if rank >= 4 else None
    for call in trace:
        for index, field in enumerate(_outputs(call, fields, through_gates)):
            fields[call.order, index] = field
    return fields


def _outputs(
    call: OperatorCall, fields: Mapping[tuple[int, int], Field | None], through_gates: bool
) -> Sequence[Field | None]:
    step = Step(call, fields, through_gates)
    known = [field for field, _ in step.live()]
    if not known or not prod(call.output.shape):
        return [None] * len(call.outputs)
    rule = RULES.get(call.name)
    result = rule(step) if rule is not None else None
    if result is None:
        result = _unknown(call, known)
    if isinstance(result, Field):
        result = [result] * len(call.outputs)
    return result


def _unknown(call: OperatorCall, known: Sequence[Field]) -> Field:
    """Each unit may depend on all that any operand depends on."""
    rank = len(call.output.shape)
    why = f"no receptive-field rule for {call.name}"
    everywhere = exact.union([exact.everywhere(field.bounds, rank) for field in known])
    joined = join(known, [True] * len(known), everywhere)
    return replace(blur(joined, why), carriers=tuple(range(rank)), bounds=everywhere, flagged=joined.flagged or why)

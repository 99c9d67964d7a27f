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
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.analysis.field_rules import RULES, Step
from explorer.analysis.fields import Field, blur, image_axis, join
from explorer.analysis.trace import OperatorCall, Trace

Fields = dict[tuple[int, int], Field | None]
"""Field of every value by (source, index); None for values that do not depend on the input."""


def receptive_fields(trace: Trace) -> tuple[Fields, Fields]:
    """Return the fields along height and width (the last two axes of each input) of every value of ``trace``."""
    return _along(trace, -2), _along(trace, -1)


def _along(trace: Trace, axis: int) -> Fields:
    fields: Fields = {}
    for index, spec in enumerate(trace.inputs):
        rank = len(spec.shape)
        # A vector has no image axes.
        fields[-1 - index, 0] = image_axis(rank + axis, spec.shape[axis]) if rank >= 4 else None
    for call in trace:
        for index, field in enumerate(_outputs(call, fields)):
            fields[call.order, index] = field
    return fields


def _outputs(call: OperatorCall, fields: Mapping[tuple[int, int], Field | None]) -> Sequence[Field | None]:
    step = Step(call, fields)
    known = step.live()
    if not known:
        return [None] * len(call.outputs)
    rule = RULES.get(call.name)
    result = rule(step) if rule is not None else None
    if result is None:
        base = join([field for field, _ in known], [shape for _, shape in known])
        everywhere = tuple(range(len(call.output.shape)))
        result = replace(blur(base, f"no receptive-field rule for {call.name}"), carriers=everywhere)
    if isinstance(result, Field):
        result = [result] * len(call.outputs)
    return [step.with_writes(field) for field in result]

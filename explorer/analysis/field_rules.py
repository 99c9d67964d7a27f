"""How each operator changes the receptive field, one rule per operator, along one image axis. No torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from explorer.analysis.fields import Field, blur, collapse, cut, join, move, reshape, slide
from explorer.analysis.geometry import (
    ADAPTIVE_POOLS,
    AVERAGE_POOLS,
    CONVOLUTIONS,
    MAX_POOLS,
    TRANSPOSED,
    Geometry,
    geometry,
)
from explorer.analysis.kinds import ACTIVATIONS, ARITHMETIC, REDUCTIONS, UPSAMPLINGS
from explorer.analysis.rows import Shape
from explorer.analysis.trace import OperatorCall, Value


class Step:
    """One call as its rule sees it, along one image axis."""

    def __init__(self, call: OperatorCall, fields: Mapping[tuple[int, int], Field | None]) -> None:
        self.call = call
        self._fields = fields

    def field(self, operand: Any) -> Field | None:
        return self._fields.get((operand.source, operand.index)) if isinstance(operand, Value) else None

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

    def with_writes(self, field: Field | None) -> Field | None:
        """Join what was written into this memory through a view; other shapes there leave no single interval."""
        if field is None or not self.call.written_through:
            return field
        for value in self.call.written_through:
            written = self.field(value)
            if written is not None and (written.start, written.end, written.jump) != (
                field.start,
                field.end,
                field.jump,
            ):
                return blur(field, "a part was overwritten through a view")
        return field


Result = Field | Sequence[Field | None] | None
Rule = Callable[[Step], Result]


def _elementwise(step: Step) -> Result:
    rank = len(step.output_shape)
    fields, shapes = [], []
    for field, shape in step.live():
        missing = rank - len(shape)
        fields.append(move(field, {d: d + missing for d in range(len(shape))}) if missing else field)
        shapes.append((1,) * missing + shape)
    return join(fields, shapes)


def _identity(step: Step) -> Result:
    return step.main


def _convolution(step: Step) -> Result:
    if step.field(step.call.operand("weight")) is not None:
        return None  # weights that depend on the input
    return _windows(step, geometry(step.call))


def _pooling(step: Step) -> Result:
    windows = geometry(step.call)
    result = _windows(step, windows)
    if result is None or windows is None or step.main is None:
        return result
    extent = step.shape[-len(windows.kernel_size) :]
    averages = step.call.name in AVERAGE_POOLS and len(extent) == 2
    if averages and extent == windows.kernel_size and not any(windows.padding) and extent != (1, 1):
        return collapse(step.main, "pool")
    return result


def _windows(step: Step, windows: Geometry | None) -> Field | None:
    field = step.main
    if field is None or windows is None:
        return None
    first = len(step.shape) - len(windows.kernel_size)
    for axis, kernel in enumerate(windows.kernel_size):
        field = slide(
            field,
            first + axis,
            step.output_shape[first + axis],
            kernel=kernel,
            stride=windows.stride[axis],
            padding=windows.padding[axis],
            dilation=windows.dilation[axis] if windows.dilation else 1,
        )
    return field


def _adaptive_pooling(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    axes = int(step.call.name.split("pool")[1][0])
    sizes_in, sizes_out = step.shape[-axes:], step.output_shape[-axes:]
    for axis, (size_in, size_out) in enumerate(zip(sizes_in, sizes_out, strict=True)):
        dimension = len(step.shape) - axes + axis
        if dimension not in field.carriers:
            continue
        if size_out == 1:
            field = collapse(field, "pool")
        elif size_in % size_out == 0:
            window = size_in // size_out
            field = slide(field, dimension, size_out, kernel=window, stride=window, padding=0)
        else:
            field = blur(
                field, f"adaptive pooling from {size_in} to {size_out} has windows of several sizes", field.hull
            )
    return field


def _reduction(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    rank = len(step.shape)
    stated = step.argument("dim")
    reduced = range(rank) if stated is None or stated == () else (stated,) if isinstance(stated, int) else stated
    dimensions = {d % rank for d in reduced}
    if dimensions & set(field.carriers):
        return collapse(field, "pool")
    if len(step.output_shape) == rank:
        return field
    kept = [d for d in range(rank) if d not in dimensions]
    return move(field, {d: position for position, d in enumerate(kept)})


def _along_dimension(step: Step) -> Result:
    """Softmax and its like: everything along one dimension meets."""
    field = step.main
    return collapse(field, "dense") if field is not None and step.dimension() in field.carriers else field


def _normalisation(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    trailing = step.argument("normalized_shape")
    spans = range(len(step.shape) - len(trailing), len(step.shape)) if trailing else range(2, len(step.shape))
    if set(spans) & set(field.carriers):
        return replace(field, reason=field.reason or "gate")
    return field


def _dense(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    if len(step.shape) - 1 in field.carriers or not field.carriers:
        return collapse(field, "dense")
    return field


def _product(step: Step) -> Result:
    # Attention and other products of two maps mix all positions of both.
    live = step.live()
    if len(live) == 1 and step.main is not None:
        return _dense(step)
    return collapse(join([collapse(field, "dense") for field, _ in live], [shape for _, shape in live]), "dense")


def _reshape(step: Step) -> Result:
    return reshape(step.main, step.shape, step.output_shape) if step.main is not None else None


def _permute(step: Step) -> Result:
    rank = len(step.shape)
    order = [d % rank for d in step.argument("dims")]
    return move(step.main, {d: position for position, d in enumerate(order)}) if step.main is not None else None


def _transpose(step: Step) -> Result:
    rank = len(step.shape)
    first = step.argument("dim0", "axis0", default=0) % rank
    second = step.argument("dim1", "axis1", default=1) % rank
    where = {d: d for d in range(rank)} | {first: second, second: first}
    return move(step.main, where) if step.main is not None else None


def _broadcast(step: Step) -> Result:
    missing = len(step.output_shape) - len(step.shape)
    return move(step.main, {d: d + missing for d in range(len(step.shape))}) if step.main is not None else None


def _concatenation(step: Step) -> Result:
    operands = step.argument("tensors")
    rank = len(step.output_shape)
    dimension = step.argument("dim", default=0) % rank
    live = step.live()
    if len(operands) > 1 and any(dimension in field.carriers for field, _ in live):
        joined = join([field for field, _ in live], [shape for _, shape in live])
        return blur(joined, "positions of several maps in one row", joined.hull)
    return join([field for field, _ in live], [shape for _, shape in live])


def _slice(step: Step) -> Result:
    if step.main is None:
        return None
    dimension = step.dimension()
    first, _, stride = slice(step.argument("start"), step.argument("end"), step.argument("step", default=1)).indices(
        step.shape[dimension]
    )
    return cut(step.main, dimension, first, stride, step.output_shape[dimension])


def _narrow(step: Step) -> Result:
    if step.main is None:
        return None
    dimension = step.dimension()
    return cut(step.main, dimension, step.argument("start") % step.shape[dimension], 1, step.output_shape[dimension])


def _select(step: Step) -> Result:
    if step.main is None:
        return None
    dimension = step.dimension()
    field = cut(step.main, dimension, step.argument("index") % step.shape[dimension], 1, 1)
    return move(field, _without(dimension, len(step.shape)))


def _pieces(step: Step) -> Result:
    if step.main is None:
        return None
    dimension = step.dimension()
    pieces: list[Field | None] = []
    first = 0
    for output in step.call.outputs:
        pieces.append(cut(step.main, dimension, first, 1, output.shape[dimension]))
        first += output.shape[dimension]
    return pieces


def _unbind(step: Step) -> Result:
    if step.main is None:
        return None
    dimension = step.dimension()
    where = _without(dimension, len(step.shape))
    return [move(cut(step.main, dimension, i, 1, 1), where) for i in range(len(step.call.outputs))]


def _without(dimension: int, rank: int) -> dict[int, int]:
    return {d: d - (d > dimension) for d in range(rank) if d != dimension}


def _pad(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    amounts = step.argument("pad", "padding")
    mode = step.argument("mode", default="constant")
    last = len(step.shape) - 1
    for position, before in enumerate(amounts[::2]):
        dimension = last - position
        after = amounts[2 * position + 1]
        if (before or after) and dimension in field.carriers:
            if mode == "circular":
                return blur(field, "circular padding joins both ends", field.hull)
            # Reflected and replicated cells repeat pixels that the window sees anyhow or lie beyond the border.
            field = slide(field, dimension, step.output_shape[dimension], kernel=1, stride=1, padding=before)
    return field


def _upsampling(step: Step) -> Result:
    field = step.main
    if field is None or not field.carriers:
        return field
    return blur(field, "upsampling", field.hull)


def _transposed(step: Step) -> Result:
    return blur(step.main, "transposed convolution") if step.main is not None else None


def _channel_shuffle(step: Step) -> Result:
    return step.main if step.main is not None and 1 not in step.main.carriers else None


RULES: dict[str, Rule] = {
    **dict.fromkeys(ACTIVATIONS | ARITHMETIC, _elementwise),
    **dict.fromkeys(
        (
            "batch_norm", "dropout", "feature_dropout", "alpha_dropout", "contiguous", "clone", "to", "_to_copy",
            "type_as",
        ),
        _identity,
    ),
    **dict.fromkeys(CONVOLUTIONS, _convolution),
    **dict.fromkeys(TRANSPOSED, _transposed),
    **dict.fromkeys(MAX_POOLS | AVERAGE_POOLS, _pooling),
    **dict.fromkeys(ADAPTIVE_POOLS, _adaptive_pooling),
    **dict.fromkeys(REDUCTIONS, _reduction),
    **dict.fromkeys(("softmax", "log_softmax", "cumsum"), _along_dimension),
    **dict.fromkeys(("layer_norm", "rms_norm", "group_norm", "instance_norm"), _normalisation),
    "linear": _dense,
    **dict.fromkeys(("matmul", "mm", "bmm", "scaled_dot_product_attention", "einsum"), _product),
    **dict.fromkeys(("view", "view_as", "reshape", "reshape_as", "flatten", "unflatten"), _reshape),
    **dict.fromkeys(("squeeze", "unsqueeze"), _reshape),
    "permute": _permute,
    **dict.fromkeys(("transpose", "swapaxes"), _transpose),
    **dict.fromkeys(("expand", "expand_as"), _broadcast),
    "cat": _concatenation,
    "slice": _slice,
    "narrow": _narrow,
    "select": _select,
    **dict.fromkeys(("chunk", "split", "split_with_sizes", "tensor_split"), _pieces),
    "unbind": _unbind,
    **dict.fromkeys(
        (
            "pad", "constant_pad_nd", "reflection_pad1d", "reflection_pad2d", "replication_pad1d", "replication_pad2d"
        ),
        _pad,
    ),
    **dict.fromkeys(UPSAMPLINGS, _upsampling),
    "channel_shuffle": _channel_shuffle,
}  # fmt: skip
"""The rule of every known operator, by name; a rule gives None for a form that it does not know."""

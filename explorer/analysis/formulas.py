"""The arithmetic of one row, written out with the row's own numbers. No torch.

``filled`` always ends in the row's figure. Where a figure cannot be derived
from the row and its neighbours in the graph, it is shown without a formula.
Output size: Dumoulin & Visin, arXiv:1603.07285; receptive field: Araujo, Norris
& Sim, Distill 2019.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, prod

from explorer.analysis.geometry import ADAPTIVE_POOLS, AVERAGE_POOLS, CONVOLUTIONS, MAX_POOLS, TRANSPOSED
from explorer.analysis.kinds import NORMS
from explorer.analysis.network import Network
from explorer.analysis.recurrence import explain_jump, explain_receptive_field
from explorer.analysis.rows import LayerRow
from explorer.analysis.wording import Formula, bold, number, per_axis, scaled, times

__all__ = ["Formula", "explain"]


def explain(network: Network, order: int) -> tuple[Formula, ...]:
    """Return the formulas of the row ``order``: output size, parameters, MACs or FLOPs, receptive field, jump.

    Raises:
        IndexError: there is no such row.
    """
    if not 0 <= order < len(network.rows):
        raise IndexError(f"{network.name} has rows 0 to {len(network.rows) - 1}, not {order}")
    row = network.rows[order]
    found: Iterable[Formula | None] = (
        _output_size(row),
        _parameters(row),
        _macs(row, network.totals.macs),
        _other_flops(row, network.totals.flops),
        explain_receptive_field(network, row),
        explain_jump(network, row),
    )
    return tuple(formula for formula in found if formula is not None)


# -- output size -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Axis:
    """One spatial axis of a windowed row."""

    size: int
    output: int
    kernel: int
    stride: int
    padding: int
    dilation: int


def _axes(row: LayerRow) -> list[_Axis]:
    """The windows of a row with a kernel, axis by axis."""
    if row.kernel_size is None or row.stride is None or row.padding is None or not row.input_shapes:
        return []
    count = len(row.kernel_size)
    dilation = row.dilation or (1,) * count
    columns = (
        row.input_shapes[0][-count:],
        row.output_shape[-count:],
        row.kernel_size,
        row.stride,
        row.padding,
        dilation,
    )
    return [_Axis(*values) for values in zip(*columns, strict=True)]


def _output_size(row: LayerRow) -> Formula | None:
    axes = _axes(row)
    if axes and row.operator in TRANSPOSED:
        parts = [_transposed_size(axis) for axis in axes]
    elif axes:
        parts = [_window_count(axis) for axis in axes]
    elif row.operator in ADAPTIVE_POOLS:
        count = int(row.operator.split("pool")[1][0])
        sizes = row.output_shape[-count:]
        parts = [("given by the layer", bold(size)) for size in sizes]
        return Formula("Output size", times(sizes), "", parts[0][0], per_axis([text for _, text in parts]))
    else:
        return _plain_size(row)
    symbolic = parts[0][0] if len({s for s, _ in parts}) == 1 else per_axis([s for s, _ in parts])
    return Formula("Output size", times(axis.output for axis in axes), "", symbolic, per_axis([t for _, t in parts]))


def _window_count(axis: _Axis) -> tuple[str, str]:
    span = axis.kernel if axis.dilation == 1 else axis.dilation * (axis.kernel - 1) + 1
    symbol = "K" if axis.dilation == 1 else "D·(K − 1) − 1"
    kernel = number(axis.kernel) if axis.dilation == 1 else f"{axis.dilation}·({axis.kernel} − 1) − 1"
    room = axis.size - span + 2 * axis.padding
    padding, padding_symbol = f"2·{axis.padding}", "2P"
    if axis.stride == 1 and room + 1 != axis.output:
        # "same" padding of an even kernel puts one cell more at the end.
        after = axis.output - 1 - axis.size + span - axis.padding
        room = axis.size - span + axis.padding + after
        padding, padding_symbol = f"{axis.padding} + {after}", "P<sub>begin</sub> + P<sub>end</sub>"
    quotient = room / axis.stride
    opening, closing = "⌊⌋" if floor(quotient) + 1 == axis.output else "⌈⌉"
    return (
        f"{opening}(W − {symbol} + {padding_symbol}) / S{closing} + 1",
        (
            f"{opening}({number(axis.size)} − {kernel} + {padding}) / {axis.stride}{closing} + 1 = "
            f"{opening}{number(quotient)}{closing} + 1 = {bold(axis.output)}"
        ),
    )


def _transposed_size(axis: _Axis) -> tuple[str, str]:
    base = (axis.size - 1) * axis.stride - 2 * axis.padding + axis.dilation * (axis.kernel - 1) + 1
    return (
        "(W − 1)·S − 2P + D·(K − 1) + P<sub>out</sub> + 1",
        (
            f"({number(axis.size)} − 1)·{axis.stride} − 2·{axis.padding} + {axis.dilation}·({axis.kernel} − 1) + "
            f"{axis.output - base} + 1 = {bold(axis.output)}"
        ),
    )


def _plain_size(row: LayerRow) -> Formula:
    value = times(row.output_shape) if row.output_shape else "1"
    inputs = row.input_shapes
    if row.operator == "linear":
        return Formula("Output size", value, "", "F<sub>out</sub>", bold(row.output_shape[-1]))
    if row.operator == "flatten" and inputs and len(row.output_shape) == 1:
        filled = f"{_product(inputs[0])} = {bold(row.output_shape[0])}"
        return Formula("Output size", value, "", "C · H · W", filled)
    if row.operator == "cat" and len(inputs) > 1 and len({len(shape) for shape in inputs}) == 1:
        grown = [axis for axis, size in enumerate(row.output_shape) if size != inputs[0][axis]]
        if len(grown) == 1:
            terms = " + ".join(number(shape[grown[0]]) for shape in inputs)
            filled = f"{terms} = {bold(row.output_shape[grown[0]])}"
            return Formula("Output size", value, "", "C<sub>1</sub> + C<sub>2</sub> + …", filled)
    if row.operator in ("pad", "constant_pad_nd") and inputs and len(inputs[0]) == len(row.output_shape):
        changed = [(old, new) for old, new in zip(inputs[0], row.output_shape, strict=True) if old != new]
        lines = [f"{number(old)} + {number(new - old)} = {bold(new)}" for old, new in changed]
        return Formula("Output size", value, "", "W + P<sub>begin</sub> + P<sub>end</sub>", per_axis(lines))
    same = bool(inputs) and all(shape == row.output_shape for shape in inputs)
    return Formula("Output size", value, "", "as the input" if same else "", f"<b>{value}</b>")


# -- parameters and operations ---------------------------------------------------------------------------------


def _weights(row: LayerRow) -> tuple[str, str, int] | None:
    """Symbol, numbers and product of a convolution's or linear layer's weight."""
    if not row.input_shapes or not row.output_shape:
        return None
    source = row.input_shapes[0]
    if row.operator == "linear":
        features = source[-1], row.output_shape[-1]
        return "F<sub>in</sub> · F<sub>out</sub>", _product(features), prod(features)
    if row.kernel_size is None or row.groups is None:
        return None
    count = len(row.kernel_size)
    channels_in, channels_out = source[-count - 1], row.output_shape[-count - 1]
    split, whole = ("out", "in") if row.operator in TRANSPOSED else ("in", "out")
    first, second = (channels_in, channels_out) if row.operator in TRANSPOSED else (channels_out, channels_in)
    names = {1: ("",), 2: ("h", "w"), 3: ("d", "h", "w")}[count]
    kernel_symbol = " · ".join(f"K<sub>{name}</sub>" if name else "K" for name in names)
    symbol = f"C<sub>{whole}</sub> · C<sub>{split}</sub> / G · {kernel_symbol}"
    numbers = f"{number(first)} · {number(second)} / {number(row.groups)} · {_product(row.kernel_size)}"
    return symbol, numbers, first * second // row.groups * prod(row.kernel_size)


def _bias(row: LayerRow) -> int:
    """Elements of the bias that the row adds, from its FLOPs: one addition per output."""
    if row.flops - 2 * row.macs != prod(row.output_shape):
        return 0
    return row.output_shape[-1] if row.operator == "linear" else row.output_shape[-len(row.kernel_size or ()) - 1]


def _parameters(row: LayerRow) -> Formula | None:
    weights = _weights(row)
    if weights is None:
        return _vector_parameters(row)
    symbol, numbers, count = weights
    bias = _bias(row)
    if bias:
        symbol, numbers = f"{symbol} + bias", f"{numbers} + {number(bias)}"
    if count + bias == row.params:
        return Formula("Parameters", number(row.params), "", symbol, f"{numbers} = {bold(row.params)}")
    remark = "counted in the row that reads them first, or computed from other tensors"
    return Formula("Parameters", number(row.params), "", "", bold(row.params), remark)


def _vector_parameters(row: LayerRow) -> Formula | None:
    if not row.params:
        return None
    value = number(row.params)
    if row.operator in NORMS and row.output_shape:
        channels = row.params // 2
        if 2 * channels == row.params and channels in row.output_shape:
            return Formula(
                "Parameters", value, "", "2 · C (scale, shift)", f"2 · {number(channels)} = {bold(row.params)}"
            )
    return Formula("Parameters", value, "", "", bold(row.params))


def _macs(row: LayerRow, total: int) -> Formula | None:
    if not row.macs:
        return None
    value, unit = scaled(row.macs)
    share = _share(row.macs, total)
    weights = _weights(row)
    if row.operator == "linear" and weights is not None and weights[2] == row.macs:
        return Formula("MACs", value, unit, weights[0], f"{weights[1]} = {bold(row.macs)}", share)
    if weights is not None:
        count = weights[2]
        # A transposed convolution applies each weight once per input position.
        shape = row.input_shapes[0] if row.operator in TRANSPOSED else row.output_shape
        side = "in" if row.operator in TRANSPOSED else "out"
        places = shape[:-1] if row.operator == "linear" else shape[-len(row.kernel_size or ()) :]
        if count * prod(places) == row.macs:
            named = row.operator in TRANSPOSED or row.operator in CONVOLUTIONS
            symbol = f"weights · H<sub>{side}</sub> · W<sub>{side}</sub>" if named else "weights · positions"
            filled = f"{_product((count, *places))} = {bold(row.macs)}"
            return Formula("MACs", value, unit, symbol, filled, share)
    elements = prod(row.output_shape)
    if elements and row.macs % elements == 0:
        filled = f"{number(elements)} · {number(row.macs // elements)} = {bold(row.macs)}"
        return Formula("MACs", value, unit, "outputs · products per output", filled, share)
    return Formula("MACs", value, unit, "", bold(row.macs), share)


def _other_flops(row: LayerRow, total: int) -> Formula | None:
    if row.macs or not row.flops:
        return None
    value, unit = scaled(row.flops)
    share = _share(row.flops, total)
    outputs = prod(row.output_shape)
    if row.operator in MAX_POOLS | AVERAGE_POOLS and row.kernel_size is not None:
        filled = f"{_product((*row.kernel_size, *row.output_shape))} = {bold(row.flops)}"
        return Formula("FLOPs", value, unit, "kernel area · C · H<sub>out</sub> · W<sub>out</sub>", filled, share)
    if outputs and row.flops % outputs == 0 and row.flops // outputs <= _MOST_PER_ELEMENT:
        factor = row.flops // outputs
        numbers = row.output_shape if factor == 1 else (factor, *row.output_shape)
        symbol = "outputs" if factor == 1 else f"{factor} · outputs"
        return Formula("FLOPs", value, unit, symbol, f"{_product(numbers)} = {bold(row.flops)}", share)
    if row.input_shapes and prod(row.input_shapes[0]) == row.flops:
        filled = f"{_product(row.input_shapes[0])} = {bold(row.flops)}"
        return Formula("FLOPs", value, unit, "inputs", filled, share)
    return Formula("FLOPs", value, unit, "", bold(row.flops), share)


_MOST_PER_ELEMENT = 16
"""More operations per output than any element-wise rule counts mean a sum over inputs."""


def _share(part: int, total: int) -> str:
    percent = 100 * part / total
    return f"{percent:.2f} % of net" if percent >= 0.01 else "under 0.01 % of net"


def _product(factors: Iterable[int]) -> str:
    return " · ".join(number(factor) for factor in factors) or "1"

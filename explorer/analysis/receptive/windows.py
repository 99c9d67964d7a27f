"""Receptive-field rules of operators that slide windows: convolution, pooling, padding, interpolation. No torch."""

from dataclasses import replace

from explorer.analysis.geometry import (
    ADAPTIVE_POOLS,
    AVERAGE_POOLS,
    CONVOLUTIONS,
    MAX_POOLS,
    TRANSPOSED,
    Geometry,
    geometry,
)
from explorer.analysis.kinds import UPSAMPLINGS
from explorer.analysis.receptive import bounds as exact
from explorer.analysis.receptive.fields import Field, blur, collapse, gated, slide
from explorer.analysis.receptive.steps import Result, Rule, Step


def _convolution(step: Step) -> Result:
    windows = geometry(step.call)
    if windows is None:
        return None
    result = _windows(_mixed(step, windows), step, windows)
    kernel = step.field(step.call.operand("weight"))
    if kernel is None or result is None:
        return result
    if kernel.carriers:
        return None  # a filter that differs from place to place
    # A filter that was computed from the pooled input (CondConv, Yang et al. 2019) is the same everywhere: a gate.
    exactly = result.bounds
    if step.through_gates:
        exactly = exact.union([exactly, exact.everywhere(kernel.bounds, len(step.output_shape))])
    return gated(result, exactly)


def _mixed(step: Step, windows: Geometry) -> Field | None:
    """The input's field after its channels have met, group by group."""
    field = step.main
    if field is None:
        return None
    channels = len(step.shape) - len(windows.kernel_size) - 1
    groups, inputs, outputs = windows.groups or 1, step.shape[channels], step.output_shape[channels]
    if groups == inputs == outputs:
        return field
    return replace(field, bounds=exact.mix(field.bounds, channels, groups, inputs, outputs))


def _pooling(step: Step) -> Result:
    windows = geometry(step.call)
    if windows is None or step.main is None:
        return None
    result = _windows(step.main, step, windows)
    extent = step.shape[-len(windows.kernel_size) :]
    averages = step.call.name in AVERAGE_POOLS and len(extent) == 2
    whole = averages and extent == windows.kernel_size and not any(windows.padding) and extent != (1, 1)
    return replace(collapse(step.main, "pool"), bounds=result.bounds) if whole and result is not None else result


def _windows(field: Field | None, step: Step, windows: Geometry) -> Field | None:
    if field is None:
        return None
    first = len(step.shape) - len(windows.kernel_size)
    for axis, kernel in enumerate(windows.kernel_size):
        size, count = step.shape[first + axis], step.output_shape[first + axis]
        stride, padding = windows.stride[axis], windows.padding[axis]
        dilation = windows.dilation[axis] if windows.dilation else 1
        if kernel == 1 and stride == 1 and padding == 0:
            continue
        table = exact.sliding(size, count, kernel, stride, padding, dilation)
        moved = slide(field, first + axis, count, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
        field = replace(moved, bounds=exact.gather(field.bounds, first + axis, size, table))
    return field


def _transposed(step: Step) -> Result:
    windows = geometry(step.call)
    if step.field(step.call.operand("weight")) is not None or windows is None:
        return None
    field = _mixed(step, windows)
    if field is None:
        return None
    first = len(step.shape) - len(windows.kernel_size)
    for axis, kernel in enumerate(windows.kernel_size):
        size, count, stride = step.shape[first + axis], step.output_shape[first + axis], windows.stride[axis]
        dilation = windows.dilation[axis] if windows.dilation else 1
        table = exact.spreading(size, count, kernel, stride, windows.padding[axis], dilation)
        exactly = exact.gather(field.bounds, first + axis, size, table)
        if stride == 1:
            # Without a stride it is the convolution with the filter turned round.
            padding = (kernel - 1) * dilation - windows.padding[axis]
            field = slide(field, first + axis, count, kernel=kernel, stride=1, padding=padding, dilation=dilation)
        elif first + axis in field.carriers:
            field = blur(field, "transposed convolution")
        field = replace(field, bounds=exactly)
    return field


def _adaptive_pooling(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    axes = int(step.call.name.split("pool")[1][0])
    sizes_in, sizes_out = step.shape[-axes:], step.output_shape[-axes:]
    for axis, (size_in, size_out) in enumerate(zip(sizes_in, sizes_out, strict=True)):
        dimension = len(step.shape) - axes + axis
        exactly = exact.gather(field.bounds, dimension, size_in, exact.adaptive(size_in, size_out))
        if dimension in field.carriers:
            if size_out == 1:
                field = collapse(field, "pool")
            elif size_in % size_out == 0:
                window = size_in // size_out
                field = slide(field, dimension, size_out, kernel=window, stride=window, padding=0)
            else:
                why = f"adaptive pooling from {size_in} to {size_out} has windows of several sizes"
                field = blur(field, why, field.hull)
        field = replace(field, bounds=exactly)
    return field


def _pad(step: Step) -> Result:
    field = step.main
    if field is None:
        return None
    amounts = step.argument("pad", "padding")
    mode = step.argument("mode", default="constant")
    # The operator of one mode has it in its name: reflection_pad2d, replication_pad2d.
    mode = {"reflection": "reflect", "replication": "replicate"}.get(step.call.name.partition("_")[0], mode)
    last = len(step.shape) - 1
    for position, before in enumerate(amounts[::2]):
        dimension = last - position
        after = amounts[2 * position + 1]
        if not (before or after):
            continue
        table = exact.padded(step.shape[dimension], before, step.output_shape[dimension], mode)
        exactly = exact.gather(field.bounds, dimension, step.shape[dimension], table)
        if dimension in field.carriers and mode == "circular":
            field = blur(field, "circular padding joins both ends", field.hull)
        else:
            # Reflected and replicated cells repeat pixels that the window sees anyhow or lie beyond the border.
            field = slide(field, dimension, step.output_shape[dimension], kernel=1, stride=1, padding=before)
        field = replace(field, bounds=exactly)
    return field


def _upsampling(step: Step) -> Result:
    field = step.main
    if field is None or step.call.name.endswith("_aa"):
        return None
    axes = int(step.call.name.rsplit("d", 1)[0][-1])
    taps = 4 if "bicubic" in step.call.name else 2 if "linear" in step.call.name else 1
    if "nearest_exact" in step.call.name:
        return None
    first = len(step.shape) - axes
    blurred = any(first + axis in field.carriers for axis in range(axes))
    factors = step.argument("scale_factors") or [
        step.argument(name) for name in (("scales_d", "scales_h", "scales_w")[-axes:] if axes > 1 else ("scales",))
    ]
    exactly = field.bounds
    for axis, factor in enumerate(factors):
        size, count = step.shape[first + axis], step.output_shape[first + axis]
        corners = bool(step.argument("align_corners", default=False))
        exactly = exact.gather(exactly, first + axis, size, exact.interpolating(size, count, taps, factor, corners))
    return replace(blur(field, "upsampling", field.hull) if blurred else field, bounds=exactly)


RULES: dict[str, Rule] = {
    **dict.fromkeys(CONVOLUTIONS, _convolution),
    **dict.fromkeys(TRANSPOSED, _transposed),
    **dict.fromkeys(MAX_POOLS | AVERAGE_POOLS, _pooling),
    **dict.fromkeys(ADAPTIVE_POOLS, _adaptive_pooling),
    **dict.fromkeys(
        (
            "pad", "constant_pad_nd", "reflection_pad1d", "reflection_pad2d", "replication_pad1d", "replication_pad2d"
        ),
        _pad,
    ),
    **dict.fromkeys(UPSAMPLINGS, _upsampling),
}  # fmt: skip

"""Kernel, stride, padding, dilation and groups of windowed operators, read from a call's arguments. No torch."""

from dataclasses import dataclass
from typing import Any

from explorer.analysis.rows import Shape
from explorer.analysis.tracing.trace import OperatorCall

CONVOLUTIONS = frozenset({"conv1d", "conv2d", "conv3d"})
TRANSPOSED = frozenset({"conv_transpose1d", "conv_transpose2d", "conv_transpose3d"})
MAX_POOLS = frozenset(f"max_pool{n}d{suffix}" for n in (1, 2, 3) for suffix in ("", "_with_indices"))
AVERAGE_POOLS = frozenset({"avg_pool1d", "avg_pool2d", "avg_pool3d"})
ADAPTIVE_POOLS = frozenset(f"adaptive_{kind}_pool{n}d" for kind in ("avg", "max") for n in (1, 2, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """The windows of one operator, one entry per spatial axis."""

    kernel_size: Shape
    stride: Shape
    padding: Shape
    """Cells added before the first one; the end gets as many unless ``padding_end`` says otherwise."""
    padding_end: Shape
    dilation: Shape | None = None
    groups: int | None = None


def geometry(call: OperatorCall) -> Geometry | None:
    """Return the windows of a convolution or pooling call, None for any other operator."""
    if call.name in CONVOLUTIONS or call.name in TRANSPOSED:
        return _convolution(call)
    if call.name in MAX_POOLS or call.name in AVERAGE_POOLS:
        return _pooling(call)
    return None


def _convolution(call: OperatorCall) -> Geometry:
    kernel = call.shape_of("weight")[2:]
    axes = len(kernel)
    dilation = _per_axis(call.arguments["dilation"], axes)
    stated = call.arguments["padding"]
    if stated == "same":
        extra = tuple(d * (k - 1) for k, d in zip(kernel, dilation, strict=True))
        before = tuple(total // 2 for total in extra)
        after = tuple(total - total // 2 for total in extra)
    else:
        before = after = (0,) * axes if stated == "valid" else _per_axis(stated, axes)
    return Geometry(
        kernel_size=kernel,
        stride=_per_axis(call.arguments["stride"], axes),
        padding=before,
        padding_end=after,
        dilation=dilation,
        groups=call.arguments["groups"],
    )


def _pooling(call: OperatorCall) -> Geometry:
    axes = int(call.name.split("pool")[1][0])
    kernel = _per_axis(call.arguments["kernel_size"], axes)
    padding = _per_axis(call.arguments["padding"], axes)
    return Geometry(
        kernel_size=kernel,
        stride=_per_axis(call.arguments.get("stride") or kernel, axes),
        padding=padding,
        padding_end=padding,
        dilation=_per_axis(call.arguments["dilation"], axes) if "dilation" in call.arguments else None,
    )


def _per_axis(value: Any, axes: int) -> Shape:
    if isinstance(value, int):
        return (value,) * axes
    return tuple(value) * axes if len(value) == 1 else tuple(value)

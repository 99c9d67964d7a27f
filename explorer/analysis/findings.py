"""What is worth knowing of a network's geometry, in sentences with their figures. No torch."""

from collections.abc import Iterator, Sequence
from math import prod

from explorer.analysis.geometry import CONVOLUTIONS, geometry
from explorer.analysis.network import Finding
from explorer.analysis.receptive.fields import GLOBAL_RANK
from explorer.analysis.receptive.receptive_field import Fields
from explorer.analysis.rows import LayerRow
from explorer.analysis.tracing.trace import OperatorCall, Trace

_AXES = ("row", "column")


def find(trace: Trace, rows: Sequence[LayerRow], fields: tuple[Fields, Fields]) -> tuple[Finding, ...]:
    """Return what there is to say, in the order of the rows."""
    found = [
        *_empty_maps(trace),
        *_larger_than_input(trace, rows),
        *_unread_borders(trace),
        *_misaligned(trace, fields),
        *_unclear(trace, fields),
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def global_from(trace: Trace, fields: tuple[Fields, Fields]) -> int | None:
    """Return the first row all of whose successors depend on the whole input along both axes, gates counted.

    None where units keep a field of their own to the end.
    """
    first = None
    for call in reversed(trace.calls):
        along = [axis[call.order, 0] for axis in fields]
        if not call.from_input:
            continue
        if any(field is None or not field.reason for field in along):
            break
        first = call.order
    return first


def _place(call: OperatorCall) -> str:
    return call.module.path or call.name


def _empty_maps(trace: Trace) -> Iterator[Finding]:
    for call in trace:
        if not prod(call.output.shape) and call.from_input:
            shape = "×".join(map(str, call.output.shape[1:]))
            yield Finding("empty", call.order, f"{_place(call)} gives a map without elements ({shape}).")
            return


def _larger_than_input(trace: Trace, rows: Sequence[LayerRow]) -> Iterator[Finding]:
    """Where the local receptive field first exceeds the input: from there on, padding is part of every view."""
    if len(trace.inputs[0].shape) < 4:
        return
    height, width = trace.inputs[0].shape[-2:]
    for row in rows:
        if row.rf_h is None or row.rf_w is None or GLOBAL_RANK[row.rf_global] == GLOBAL_RANK["pool"]:
            continue
        if row.rf_h > height or row.rf_w > width:
            call = trace.calls[row.order]
            yield Finding(
                "larger",
                row.order,
                f"From {_place(call)} on, the receptive field ({row.rf_h} × {row.rf_w} px) is larger than the input "
                f"({height} × {width} px): every unit sees padding.",
            )
            return


def _unread_borders(trace: Trace) -> Iterator[Finding]:
    """Rows or columns at the end that no window covers, because the stride does not divide what is left."""
    for call in trace:
        windows = geometry(call)
        if windows is None or not call.values or (call.name not in CONVOLUTIONS and "pool" not in call.name):
            continue
        first = len(call.output.shape) - len(windows.kernel_size)
        for axis, kernel in enumerate(windows.kernel_size):
            stride, dilation = windows.stride[axis], windows.dilation[axis] if windows.dilation else 1
            if stride > kernel:
                continue  # it leaves out positions by design, not only the last ones
            size, count = call.values[0].spec.shape[first + axis], call.output.shape[first + axis]
            last = (count - 1) * stride - windows.padding[axis] + (kernel - 1) * dilation
            unread = size - 1 - last
            if unread > 0:
                name = _AXES[axis - len(windows.kernel_size)] if len(windows.kernel_size) > 1 else "position"
                what = f"the last {name}" if unread == 1 else f"the last {unread} {name}s"
                yield Finding("unread", call.order, f"{_place(call)} never reads {what} of its {size}.")


def _unclear(trace: Trace, fields: tuple[Fields, Fields]) -> Iterator[Finding]:
    """The first place after which units have no formula in common."""
    for call in trace:
        for axis in fields:
            field = axis[call.order, 0]
            if field is not None and field.unclear and GLOBAL_RANK[field.reason] < GLOBAL_RANK["pool"]:
                yield Finding(
                    "unclear",
                    call.order,
                    f"From {_place(call)} on, units have no receptive field of one size ({field.unclear}); the largest "
                    "one that is stated is of the maps before.",
                )
                return


def _misaligned(trace: Trace, fields: tuple[Fields, Fields]) -> Iterator[Finding]:
    """The first meeting of paths whose centres differ, where all operands were aligned before."""
    for call in trace:
        offsets = [_new_offset(call, axis) for axis in fields]
        if any(offsets):
            yield Finding(
                "misaligned",
                call.order,
                f"At {_place(call)} paths meet whose receptive fields have different centres, "
                f"{max(offsets) / 2:g} px apart.",
            )
            return


def _new_offset(call: OperatorCall, fields: Fields) -> int:
    own = fields[call.order, 0]
    if own is None or own.centres is None or own.aligned:
        return 0
    before = [fields.get((value.source, value.index)) for value in call.values]
    if any(field is not None and field.aligned is False for field in before):
        return 0
    return own.centres[1] - own.centres[0]

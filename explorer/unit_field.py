"""What one unit sees, by theory and in effect, as text or plain values: ``cnn-explorer field``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.analysis.analyzer import analyze_architecture
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import Interval, Seen, UnitFields
from explorer.analysis.rows import LayerRow, Shape
from explorer.errors import UnknownLayer
from explorer.models.registry import Architecture

if TYPE_CHECKING:
    from explorer.visualize.methods.influence import EffectiveField


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitField:
    """The receptive field of one unit of a layer's last operator."""

    network: Network
    row: LayerRow
    unit: tuple[int, ...]
    """(y, x), or (feature,) of a layer without a map."""
    channel: int | None
    local: Seen | None
    """Along the local path; None where the unit does not depend on the input."""
    reachable: Seen | None
    """With gates and the statistics of normalisations over positions."""


def look_up(
    architecture: Architecture,
    layer: str,
    unit: Sequence[int] | None = None,
    channel: int | None = None,
    input_shape: Shape | None = None,
) -> UnitField:
    """Return what a unit of a layer depends on; the centre unit unless another one is named.

    Raises:
        UnknownLayer: no operator runs in a module of that path.
        InputError: the layer has no such unit, or the input does not fit.
    """
    network = analyze_architecture(architecture, input_shape)
    rows = [row for row in network.rows if row.path == layer or row.path.startswith(f"{layer}.")]
    if not rows:
        raise UnknownLayer(f"{architecture.key} runs no operator in {layer!r}; `cnn-explorer table` lists the paths")
    row = rows[-1]
    spatial = row.output_shape[-2:] if len(row.output_shape) == 3 else row.output_shape
    place = tuple(unit) if unit is not None else tuple(size // 2 for size in spatial)
    local, reachable = UnitFields(network), UnitFields(network, through_gates=True)
    return UnitField(
        network=network,
        row=row,
        unit=place,
        channel=channel,
        local=local.seen(row.order, place, channel),
        reachable=reachable.seen(row.order, place, channel),
    )


def text(field: UnitField) -> str:
    """Return the field as lines for people."""
    row, network = field.row, field.network
    shape = "×".join(map(str, row.output_shape))
    who = f"unit ({', '.join(map(str, field.unit))})" + (
        f" of channel {field.channel}" if field.channel is not None else ""
    )
    lines = [f"{network.name}, {row.path or row.operator} (row {row.order}, {row.operator}, {shape}), {who}"]
    if row.rf_h is not None and row.rf_w is not None:
        lines.append(
            f"size      {row.rf_h} × {row.rf_w} px, unclipped"
            + (f"; {_GLOBAL[row.rf_global]}" if row.rf_global else "")
        )
    else:
        lines.append(f"size      not the same for all units ({row.note or 'no positions'})")
    if row.jump_h is not None and row.jump_w is not None:
        lines.append(f"jump      {row.jump_h} × {row.jump_w} px")
    if row.aligned_h is not None:
        aligned = row.aligned_h and row.aligned_w
        lines.append("paths     " + ("all with the same centre" if aligned else "with different centres (misaligned)"))
    if field.local is None or field.reachable is None:
        lines.append("sees      nothing of the input")
    else:
        lines.append(f"sees      {_seen(field.local)}")
        if field.reachable != field.local:
            lines.append(f"          {_seen(field.reachable)} with gates")
    return "\n".join(lines) + "\n"


_GLOBAL = {
    "gate": "a gate makes it depend on the whole input",
    "pool": "after global pooling: the extent of the whole map",
    "dense": "after a dense layer: the extent of the whole map",
}


def document(field: UnitField) -> dict[str, Any]:
    """Return the field as plain values for JSON."""
    row = field.row
    return {
        "schema": 1,
        "name": field.network.name,
        "input_shape": list(field.network.input_shape),
        "order": row.order,
        "path": row.path,
        "operator": row.operator,
        "output_shape": list(row.output_shape),
        "unit": list(field.unit),
        "channel": field.channel,
        "size": [row.rf_h, row.rf_w],
        "jump": [row.jump_h, row.jump_w],
        "start": [row.rf_start_h, row.rf_start_w],
        "aligned": [row.aligned_h, row.aligned_w],
        "global": row.rf_global,
        "rows": _pair(field.local, "rows"),
        "columns": _pair(field.local, "columns"),
        "rows_with_gates": _pair(field.reachable, "rows"),
        "columns_with_gates": _pair(field.reachable, "columns"),
        "exact": field.local is not None and field.local.exact,
    }


def start_of(field: UnitField) -> tuple[int | None, int | None]:
    """Return the first row and column of this unit's theoretical field, negative in the padding."""
    row = field.row
    if len(field.unit) != 2:
        return row.rf_start_h, row.rf_start_w
    pairs = ((row.rf_start_h, row.jump_h, field.unit[0]), (row.rf_start_w, row.jump_w, field.unit[1]))
    height, width = (None if start is None else start + (jump or 0) * place for start, jump, place in pairs)
    return height, width


def sentence(field: UnitField, effective: "EffectiveField") -> str:
    """Return the effective field beside the theoretical one, in a sentence."""
    from explorer.visualize.methods.influence import describe

    return describe(effective, field.row.rf_h, field.row.rf_w, start_of(field))


def _seen(seen: Seen) -> str:
    where = f"rows {_span(seen.rows)}, columns {_span(seen.columns)} of the input"
    return where if seen.exact else f"at most {where}: an operator on the way has no exact rule"


def _span(interval: Interval) -> str:
    return f"{interval.first} to {interval.last}" if interval.size else "none"


def _pair(seen: Seen | None, axis: str) -> list[int] | None:
    interval: Interval | None = getattr(seen, axis, None)
    return [interval.first, interval.last] if interval is not None and interval.size else None

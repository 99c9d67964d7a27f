"""What changed between two units that correspond: operator by operator, field by field. No torch."""

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.analysis.comparison.matching import align, operator_difference
from explorer.analysis.comparison.units import Unit
from explorer.analysis.rows import LayerRow, Shape

COMPARED = ("conv", "depthwise", "linear", "pooling", "norm", "activation", "gate", "join")
"""Kinds of operators that a diff names; views and reshapes say nothing about a design."""
FIELDS = ("operator", "kernel_size", "stride", "padding", "dilation", "groups", "in_channels", "out_channels", "bias")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One hyper-parameter that differs."""

    name: str
    """One of :data:`FIELDS`."""
    left: object
    right: object


@dataclass(frozen=True, slots=True)
class OperatorChange:
    """Two operators that correspond and differ, or one without a partner."""

    left: LayerRow | None
    right: LayerRow | None
    fields: tuple[FieldChange, ...] = ()

    def mirrored(self) -> "OperatorChange":
        """The same change, read from the other side."""
        turned = (FieldChange(field.name, field.right, field.left) for field in self.fields)
        return OperatorChange(self.right, self.left, tuple(turned))

    @property
    def text(self) -> str:
        """The change in one line: ``conv1 11×11/4, 64 → 7×7/2, 96``, ``+ bn1 batch_norm``."""
        if self.left is None or self.right is None:
            only = self.left or self.right
            assert only is not None
            sign = "−" if self.right is None else "+"
            return f"{sign} {_name(only)} {_words(only)}"
        names = {field.name for field in self.fields}
        left, right = _words(self.left, names), _words(self.right, names)
        return f"{_name(self.left)} {left} → {right}"


def changes(left: Unit, right: Unit) -> tuple[OperatorChange, ...]:
    """Return how the operators of two units differ, in execution order."""
    first, second = list(_operators(left)), list(_operators(right))
    pairs = align(first, second, operator_difference)
    found: list[OperatorChange] = []
    i = j = 0
    for at, partner in [*pairs, (len(first), len(second))]:
        found += [OperatorChange(row, None) for row, _ in first[i:at]]
        found += [OperatorChange(None, row) for row, _ in second[j:partner]]
        if at < len(first):
            one, other = first[at][0], second[partner][0]
            fields = tuple(_fields(one, other))
            if fields:
                found.append(OperatorChange(one, other, fields))
        i, j = at + 1, partner + 1
    return tuple(found)


def _operators(unit: Unit) -> Iterable[tuple[LayerRow, str]]:
    return ((row, kind) for row, kind in zip(unit.rows, unit.kinds, strict=True) if kind in COMPARED)


def _fields(left: LayerRow, right: LayerRow) -> Iterable[FieldChange]:
    for name in FIELDS:
        one, other = _value(left, name), _value(right, name)
        if one != other:
            yield FieldChange(name, one, other)


def _value(row: LayerRow, name: str) -> object:
    if name in ("in_channels", "out_channels"):
        return channels(row, into=name == "in_channels")
    if name == "bias":
        return row.work.bias > 0
    if name == "padding":
        # A pooling without padding and one that has no such thing do the same.
        return row.padding if row.padding and any(row.padding) else None
    return getattr(row, name)


def channels(row: LayerRow, *, into: bool) -> int | None:
    """The channels that a convolution or linear layer reads or makes; None for others, whose channels follow."""
    shape = (row.input_shapes[0] if row.input_shapes else ()) if into else row.output_shape
    if not row.macs or not shape:
        return None
    return shape[0] if row.kernel_size is not None else shape[-1]


def _name(row: LayerRow) -> str:
    return row.path or row.operator


_WHOLE = frozenset(FIELDS) - {"padding", "bias"}
"""What is said of an operator that has no partner."""


def _words(row: LayerRow, differing: Iterable[str] = _WHOLE) -> str:
    """The operator in the notation of papers, with what differs: ``7×7/2, 96``."""
    differing = set(differing)
    parts = [row.operator] if "operator" in differing or row.kernel_size is None else []
    if row.kernel_size is not None and differing & {"kernel_size", "stride", "operator"}:
        stride = max(row.stride or (1,))
        parts.append(_times(row.kernel_size) + (f"/{stride}" if stride > 1 else ""))
    into, out = channels(row, into=True), channels(row, into=False)
    if out is not None and differing & {"in_channels", "out_channels"}:
        parts.append(f"{into} to {out}" if "in_channels" in differing and into != out else f"{out}")
    if "groups" in differing and (row.groups or 1) > 1:
        parts.append(f"groups {row.groups}")
    if "dilation" in differing and row.dilation and max(row.dilation) > 1:
        parts.append(f"dilation {max(row.dilation)}")
    if "padding" in differing and row.kernel_size is not None and "kernel_size" not in differing:
        parts.append(f"padding {_times(row.padding) if row.padding else 0}")
    if "bias" in differing:
        parts.append("with bias" if row.work.bias else "no bias")
    return ", ".join(parts)


def _times(sizes: Shape) -> str:
    return "×".join(map(str, sizes))

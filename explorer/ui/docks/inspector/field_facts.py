"""The figures of one unit's receptive field, in words. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.docks.inspector.unit_lines import Unit
from explorer.ui.numbers import NONE, percent, shape, square, thousands, with_unit

if TYPE_CHECKING:
    from explorer.engine.messages import SeenLines

Fact = tuple[str, str, str]
"""Name, figure and tool tip."""


def unit_words(row: LayerRow, unit: Unit, units: Unit) -> str:
    """Return which unit it is: row and column of a map, the place in a vector, a dash where there is but one."""
    if units == (1, 1):
        return NONE
    return thousands(unit[1]) if len(row.output_shape) == 1 else f"({unit[0]}, {unit[1]})"


def theoretical_facts(
    row: LayerRow, unit: str, seen: tuple[range, range] | None, lines: SeenLines | None, input_shape: Shape
) -> list[Fact]:
    """Return what a unit can see.

    Args:
        row: the row of the unit.
        unit: its name.
        seen: the input rows and columns that it sees along the local path; None while that is not known.
        lines: what the engine has said of the row; None before.
        input_shape: of the network.
    """
    rows, columns = seen if seen is not None else (None, None)
    jump = square(row.jump_h, row.jump_w)
    facts = [
        (_tr("Unit"), unit, ""),
        (_tr("Rows"), _span(rows), ""),
        (_tr("Columns"), _span(columns), ""),
        (_tr("Jump"), jump if jump == NONE else with_unit(jump, "px"), _tr("Input pixels between neighbouring units")),
        (_tr("Of the input"), _share(seen, input_shape), ""),
    ]
    if row.aligned_h is not None and row.aligned_w is not None:
        aligned = row.aligned_h and row.aligned_w
        tip = _tr("Whether all paths from the input to a unit have one centre (Araujo et al., 2019)")
        facts.append((_tr("Paths"), _tr("aligned") if aligned else _tr("centres apart"), tip))
    if row.rf_global == "gate":
        tip = _tr("What the centre unit depends on when gates and statistics over positions are followed")
        facts.append((_tr("With gates"), _through_gates(lines, input_shape), tip))
    return facts


def effective_facts(unit: str, rows: range, columns: range) -> list[Fact]:
    """Return the extent of an effective field."""
    tip = _tr("The shortest interval of this axis that 95 % of the influence comes from")
    return [
        (_tr("Unit"), unit, ""),
        (_tr("Rows"), _span(rows), tip),
        (_tr("Columns"), _span(columns), tip),
        (_tr("Size"), with_unit(shape((len(rows), len(columns))), "px"), ""),
    ]


def remark(row: LayerRow) -> str:
    """Return what must be known of a row's field beside its figures, empty where there is nothing."""
    words = {
        "gate": _tr(
            "This is the local path. A gate on the way is computed from the whole input, "
            "so that every unit depends on all of it."
        ),
        "pool": _tr("Global pooling: every unit depends on the whole input."),
        "dense": _tr("A dense layer: every unit depends on the whole input."),
    }
    unclear = "" if row.rf_h is not None else _tr("No one formula holds for all these units: each has its own field.")
    return words.get(row.rf_global, unclear)


def _share(seen: tuple[range, range] | None, input_shape: Shape) -> str:
    if seen is None:
        return NONE
    height, width = input_shape[-2:]
    return percent(100 * len(seen[0]) * len(seen[1]) / (height * width))


def _through_gates(lines: SeenLines | None, input_shape: Shape) -> str:
    if lines is None or len(lines.through_gates) != 2:
        return NONE
    if lines.through_gates == tuple((0, size - 1) for size in input_shape[-2:]):
        return _tr("whole input")
    rows, columns = (_span(range(first, last + 1)) for first, last in lines.through_gates)
    return _tr("rows {0}\ncolumns {1}").format(rows, columns)


def _span(lines: range | None) -> str:
    if lines is None:
        return NONE
    return f"{lines.start} – {lines.stop - 1}" if lines else _tr("none")


def _tr(text: str) -> str:
    return QCoreApplication.translate("field_facts", text)

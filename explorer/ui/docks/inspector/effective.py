"""Which rows an effective receptive field can be computed for, and why not for others. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.ui.docks.inspector.unit_lines import Unit, map_axes
from explorer.ui.numbers import shape
from explorer.ui.terms import term

if TYPE_CHECKING:
    from explorer.visualize.methods.influence import EffectiveField

SAMPLES = 16
"""Random inputs that are averaged."""


def measured_layer(network: Network, row: LayerRow) -> str:
    """Return the module call whose output is a row's output (``layer1.0.relu#2``); empty where there is none."""
    scope = network.graph.nodes[row.order]["scope"]
    return str(scope[-1]) if scope and _last_inside(network, scope[-1]) is row else ""


def unit_argument(row: LayerRow, unit: Unit) -> Unit | None:
    """Return the unit as the engine takes it: None for a layer without a map, all of whose features count."""
    return unit if len(row.output_shape) == 3 else None


def why_not(
    network: Network, row: LayerRow, session: tuple[int, int] | None, changed: bool
) -> tuple[str, LayerRow | None]:
    """Return why a row has no effective field, empty if it has one, and a row that may be chosen in its stead.

    Args:
        network: what is shown.
        row: the row that is shown.
        session: height and width of the input that the loaded weights are for; None while that is not known.
        changed: whether the network is built with options of its own.
    """
    if changed:
        return _tr(
            "The effective field needs loaded weights, which do not fit a network that is built with other options. "
            "Go back to the architecture's own form to see it."
        ), None
    if session is not None and tuple(network.input_shape[-2:]) != session:
        return other_input(session, network), None
    scope = network.graph.nodes[row.order]["scope"]
    if not scope:
        return _tr("The effective field is that of a module's output; this operator belongs to no module."), None
    last = _last_inside(network, scope[-1])
    if last is not row:
        return _tr(
            "The effective field is that of a module's output, and {0} goes on after this operator. Its last one:"
        ).format(scope[-1]), last
    if map_axes(row, network.input_shape) == (-3, -2):
        return _tr("This map has its channels last; the effective field is computed where they come first."), None
    if len(row.output_shape) not in (1, 3):
        return _tr("The effective field needs a map of channels, rows and columns; this output is {0}.").format(
            shape(row.output_shape)
        ), None
    return "", None


def other_input(session: tuple[int, int], network: Network) -> str:
    """Say that the loaded weights are for another input than the one that is shown."""
    return _tr(
        "The effective field is computed at the input that the loaded weights are for, {0} px; "
        "what is shown here is the network at {1} px."
    ).format(shape(session), shape(network.input_shape[-2:]))


def sentence(found: EffectiveField, row: LayerRow, unit: Unit) -> str:
    """Return the sentence that sets the effective field beside the theoretical one of the same unit."""
    from explorer.visualize.methods.influence import describe

    starts = [
        None if start is None else start + (jump or 0) * place
        for start, jump, place in zip((row.rf_start_h, row.rf_start_w), (row.jump_h, row.jump_w), unit, strict=True)
    ]
    # A unit's place is not broken over two lines.
    place = f"({unit[0]}, {unit[1]})"
    text = describe(found, row.rf_h, row.rf_w, starts).replace(place, place.replace(" ", "\u00a0"))
    return term(f"{text}.")


def _last_inside(network: Network, scope: str) -> LayerRow:
    nodes = network.graph.nodes
    return next(row for row in reversed(network.rows) if scope in nodes[row.order]["scope"])


def _tr(text: str) -> str:
    return QCoreApplication.translate("effective", text)

"""Which layer of each network is shown: the one that is selected, or the last map of a stage. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from explorer.analysis.comparison.units import Unit
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import ChannelView
from explorer.ui.compare.compared import Compared
from explorer.ui.live.control.layers import layer_path, receptive_field_box
from explorer.ui.selection import Selected

FINE = 28
"""Cells a side of the map at which one looks first: fine enough to see shapes in, as in the live panel."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A module call of a network, and the operator that makes its output."""

    path: str
    row: LayerRow
    """In the form that runs, the network's own."""
    order: int
    """The row of that operator in the form that is compared."""

    @property
    def has_map(self) -> bool:
        """Whether its output has places that can be laid over a picture."""
        shape = self.row.output_shape
        return len(shape) == 3 and shape[1] * shape[2] > 1


Layers = tuple[Layer | None, Layer | None]


class StageLayers:
    """The layers of A and B, stage by stage: chosen in the forms that are compared, looked at in those that run."""

    def __init__(self, compared: Compared, running: tuple[Network, Network]) -> None:
        """``compared``: with a pairing of A and B; ``running``: both in their own forms."""
        assert compared.pairing is not None
        self._compared, self._running = compared, running
        self._halves = (compared.pairing.left, compared.pairing.right)
        rows = range(len(compared.comparison.stages))
        self._of_stage = [self._last_maps(row) for row in rows]
        self.stages = tuple(row for row in rows if any(self._of_stage[row]))
        """The lines of the table of stages in which one of them has a map."""

    @property
    def rows(self) -> int:
        """How many lines the table of stages has, without the one of all."""
        return len(self._of_stage)

    def of_stage(self, stage: int) -> Layers:
        """Return the last map of a stage in A and in B; None where there is none."""
        return self._of_stage[stage] if 0 <= stage < len(self._of_stage) else (None, None)

    def name(self, stage: int) -> str:
        """Return what a stage is called (English)."""
        return self._compared.comparison.stages[stage].name

    def of_selection(self, chosen: tuple[Selected, Selected]) -> Layers:
        """Return what is selected in A and B; what has no counterpart is the last map of the other one's stage."""
        found = [self._selected(side, one) for side, one in enumerate(chosen)]
        for side in range(2):
            other = found[1 - side]
            if not chosen[side] and other is not None:
                stage = self.stage_of(1 - side, other)
                found[side] = self.of_stage(stage)[side] if stage is not None else None
        return found[0], found[1]

    def stage_of(self, side: int, layer: Layer) -> int | None:
        """Return the line of the table of stages in which a layer of A (0) or B (1) lies."""
        unit = self._halves[side].unit_of.get(layer.order)
        if unit is None:
            return None
        rows = range(len(self._of_stage))
        return next((row for row in rows if unit in self._compared.units_of_stage(row)[side]), None)

    def last(self) -> Layers:
        """Return the last map of each network, before the classes are decided, whatever stages they are in."""
        left, right = ([maps[side] for maps in self._of_stage if maps[side] is not None] for side in range(2))
        return left[-1] if left else None, right[-1] if right else None

    def first(self) -> int | None:
        """Return the stage at which one looks first: the last one whose maps are still fine on both sides."""
        complete = [stage for stage in self.stages if all(self._of_stage[stage])] or list(self.stages)
        fine = [stage for stage in complete if all(one is None or _cells(one) >= FINE for one in self.of_stage(stage))]
        return fine[-1] if fine else complete[0] if complete else None

    def receptive_field(self, side: int, layer: Layer, view: ChannelView) -> QRectF | None:
        """Return where the receptive field of a view's unit lies on the picture."""
        if view.unit is None or view.layer != layer.path:
            return None
        return receptive_field_box(layer.row, view.unit, self._running[side].input_shape, view.region)

    def _last_maps(self, stage: int) -> Layers:
        found: list[Layer | None] = []
        for side, members in enumerate(self._compared.units_of_stage(stage)):
            layers = (self._of_unit(side, at) for at in reversed(members))
            found.append(next((one for one in layers if one is not None and one.has_map), None))
        return found[0], found[1]

    def _selected(self, side: int, chosen: Selected) -> Layer | None:
        network = self._halves[side].tree.network
        if chosen.order is not None:
            path = layer_path(network, network.rows[chosen.order])
            return self._within(side, path) if path is not None else None
        return self._within(side, chosen.block) if chosen.block is not None else None

    def _of_unit(self, side: int, at: int) -> Layer | None:
        """A unit's block, or its last normalised map, or its last operator that a module call makes."""
        half = self._halves[side]
        block = half.unit(at).block
        if block is not None:
            return self._within(side, block)
        unit: Unit = half.units[at]
        network = half.tree.network
        # Behind a ReLU6 the strongest unit is often a saturated one, through which nothing can be projected.
        normed = [row for row, kind in zip(unit.rows, unit.kinds, strict=True) if kind == "norm"]
        for row in (*reversed(normed), *reversed(unit.rows)):
            path = layer_path(network, row)
            if path is not None and len(row.output_shape) == 3:
                return self._within(side, path)
        return None

    def _within(self, side: int, path: str) -> Layer | None:
        """The module call of that path, with the last operator in it; None where one of the forms has no such call."""
        running, network = self._running[side], self._halves[side].tree.network
        there = _last_in(network, path)
        row = there if running is network else _last_in(running, path)
        return Layer(path, row, there.order) if row is not None and there is not None else None


def _last_in(network: Network, path: str) -> LayerRow | None:
    nodes = network.graph.nodes
    return next((row for row in reversed(network.rows) if path in nodes[row.order]["scope"]), None)


def _cells(layer: Layer) -> int:
    return min(layer.row.output_shape[-2:])

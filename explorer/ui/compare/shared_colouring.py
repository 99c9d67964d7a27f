"""The colours of the two canvases: one choice, one scale, so that a colour is the same value in both networks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from explorer.analysis.conventions import Convention
from explorer.analysis.timing.roofline import Roofline
from explorer.ui.compare.side import Side
from explorer.ui.graph.colouring import ColourBy, Times
from explorer.visualize.graph.blocks import BlockTree
from explorer.visualize.graph.metrics import Metric, Readings, Scale, shared_scale


class SharedColouring(QObject):
    """Tells both canvases what they are coloured by whenever that, or what is drawn, has changed."""

    def __init__(self, sides: Sequence[Side], parent: QObject) -> None:
        super().__init__(parent)
        self._sides = sides
        self.metric: Metric | None = None
        """What the boxes are coloured by; None for their kinds."""
        self._convention = sides[0].view.colour_by.convention
        self._trees: tuple[BlockTree | None, ...] = (None, None)
        self._rooflines: tuple[Roofline | None, ...] = (None, None)
        self._hint = ""

    def set_metric(self, metric: Metric | None) -> None:
        """Colour by another figure."""
        self.metric = metric
        self._apply()

    def set_convention(self, convention: Convention) -> None:
        """Count operations in another way."""
        self._convention = convention
        self._apply()

    def set_networks(
        self, trees: Sequence[BlockTree | None], rooflines: Sequence[Roofline | None], hint: str = ""
    ) -> None:
        """Colour other networks or by other times; ``hint`` is said in the legend of one that was not measured."""
        self._trees, self._rooflines, self._hint = tuple(trees[:2]), tuple(rooflines[:2]), hint
        self._apply()

    @property
    def scale(self) -> Scale | None:
        """The scale in force on both canvases; None where colours are of kinds, or nothing has a value."""
        return next((one for side in self._sides if (one := side.view.colour_by.scale) is not None), None)

    def _forms_differ(self) -> bool:
        """Whether the values hold for other inputs, or were measured in another place, which each legend says."""
        forms = {(one.network.input_shape, one.network.batch) for one in self._trees if one is not None}
        places = {(one.timing.device, one.timing.threads) for one in self._rooflines if one is not None}
        if self.metric is Metric.PARAMS:
            return False
        return len(forms) > 1 or (self.metric is Metric.TIME and len(places) > 1)

    def _apply(self) -> None:
        metric = self.metric
        if metric is None:
            for side in self._sides:
                side.show_legend(False)
                side.view.set_colouring(ColourBy(None, self._convention))
            return
        found = [
            Readings(tree, metric, convention=self._convention, timing=one.timing if one is not None else None)
            if tree is not None
            else None
            for tree, one in zip(self._trees, self._rooflines, strict=True)
        ]
        scale = shared_scale(one for one in found if one is not None)
        both = all(one is not None and one.values for one in found)
        remark = self.tr("Same for A and B") if both else ""
        for place, (side, tree, measured) in enumerate(zip(self._sides, self._trees, self._rooflines, strict=True)):
            # One legend serves both canvases; a second one is there where the networks need other words.
            side.show_legend(place == 0 or not both or self._forms_differ())
            times = Times(tree.network, measured.timing) if tree is not None and measured is not None else None
            side.view.set_colouring(
                ColourBy(metric, self._convention, times=times, hint=self._hint, scale=scale, remark=remark)
            )

"""The inspector's last section: which weights are loaded, and which can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from explorer.models.registry import Architecture, WeightsRecord
from explorer.ui.docks.inspector_parts import Section, wrapped
from explorer.ui.docks.weights import is_on_disk
from explorer.ui.numbers import file_size
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.labels import IconLabel, label

if TYPE_CHECKING:
    from explorer.engine.messages import WeightsBadge


class WeightsSection(Section):
    """A badge that says what the network runs with, and the list of its trained weights."""

    def __init__(self, architecture: Architecture) -> None:
        super().__init__(self.tr("Weights"))
        self._badge = Badge(name="inspector.weights")
        self.body.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_loaded(None)
        grid = QGridLayout()
        grid.setContentsMargins(0, Space.TIGHT, 0, 0)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setColumnStretch(1, 1)
        for line, record in enumerate(architecture.weights):
            here = is_on_disk(record)
            icon = IconLabel("circle-check" if here else "download", 14, "ok" if here else "t3")
            icon.setToolTip(self.tr("On this disk") if here else self.tr("Downloaded on first use"))
            grid.addWidget(icon, line, 0)
            name = label(record.name, "value", selectable=True)
            name.setToolTip(self.tr("Licence: {0}").format(record.licence))
            grid.addWidget(name, line, 1)
            grid.addWidget(label(self._facts(record), "label"), line, 2, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)
        if not architecture.weights:
            self.body.addWidget(wrapped(self.tr("No trained weights are known for this network."), "secondary"))

    def set_loaded(self, weights: WeightsBadge | None) -> None:
        """Say which weights are in use, None before any have been loaded."""
        if weights is None:
            self._badge.set_state(self.tr("not loaded"), "plain")
        elif weights.trained:
            self._badge.set_state(weights.name, "ok")
        else:
            self._badge.set_state(self.tr("random weights"), "warn")

    def _facts(self, record: WeightsRecord) -> str:
        size = file_size(record.size)
        return size if record.top1 is None else self.tr("{0}, top-1 {1} %").format(size, f"{record.top1:.1f}")

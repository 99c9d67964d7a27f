"""The inspector's last section: which weights are loaded, and which can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from explorer.models.registry import Architecture, WeightsRecord
from explorer.models.weight_files import WeightsStatus, status
from explorer.ui.catalogue import translated
from explorer.ui.docks.inspector.inspector_parts import Section, wrapped
from explorer.ui.numbers import file_size
from explorer.ui.terms import quoted
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
        for line, record in enumerate(translated(architecture).weights):
            found = status(record)
            icon = IconLabel(*(("circle-check", 14, "ok") if found.installed else ("download", 14, "t3")))
            icon.setToolTip(self._whereabouts(record, found))
            grid.addWidget(icon, line, 0, Qt.AlignmentFlag.AlignTop)
            name = label(record.name, "value", selectable=True)
            lines = (record.title, self.tr("Licence: {0}").format(found.licence))
            name.setToolTip("\n".join(text for text in lines if text))
            grid.addWidget(name, line, 1, Qt.AlignmentFlag.AlignTop)
            facts = label(self._facts(record, found), "label")
            facts.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(facts, line, 2)
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
        self._badge.setToolTip("" if weights is None else quoted(weights.source))

    def _whereabouts(self, record: WeightsRecord, found: WeightsStatus) -> str:
        if found.installed:
            return self.tr("On this disk")
        if record.source == "package":
            return self.tr("Comes with the {0}, which is not installed").format(found.origin)
        text = self.tr("Downloaded from {0} on first use").format(found.origin)
        return text if found.has_checksum else "\n".join((text, self.tr("No checksum is published for this file")))

    def _facts(self, record: WeightsRecord, found: WeightsStatus) -> str:
        size = self.tr("size not known") if found.size is None else file_size(found.size)
        return size if record.top1 is None else self.tr("{0}\ntop-1 {1} %").format(size, f"{record.top1:.1f}")

"""Exact figures beside published ones, and what makes the gap."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from explorer.analysis.claims.reconciliation import reconcile
from explorer.analysis.network import Network
from explorer.models.registry import Architecture
from explorer.ui.catalogue import quoting, translated
from explorer.ui.docks.inspector.inspector_parts import Section, wrapped
from explorer.ui.numbers import NONE, short, thousands, with_unit
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import ElidedLabel, label


class FiguresSection(Section):
    """A table of two columns, and a sentence for each published figure."""

    def __init__(self, network: Network, architecture: Architecture) -> None:
        super().__init__(self.tr("Figures"))
        self._network, self._architecture = network, architecture
        source = translated(architecture).published.source
        names = {"params": self.tr("Parameters"), "macs": self.tr("MACs")}
        self._sentences = [
            self.tr("{0}: {1}").format(names[one.quantity], quoting(one.sentence))
            for one in reconcile(network, architecture)
        ]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.NEAR)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        for line, (name, exact, claimed) in enumerate(self._lines()):
            if line and exact == claimed == NONE:
                continue
            role = "value" if line else "small"
            grid.addWidget(ElidedLabel(name, "label", Qt.TextElideMode.ElideMiddle), line, 0)
            for column, text in ((1, exact), (2, claimed)):
                grid.addWidget(label(text, role, selectable=True), line, column, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)
        self.body.addSpacing(Space.TIGHT)
        for sentence in self._sentences:
            # A figure and its unit stay on one line.
            self.body.addWidget(wrapped(re.sub(r"(?<=\d) (?=[MGk%])", "\N{NO-BREAK SPACE}", sentence), "secondary"))
        if source:
            self.body.addWidget(wrapped(self.tr("Published: {0}").format(source), "label"))

    def text(self) -> list[str]:
        """Return the section as lines of text."""
        lines = [
            self.tr("{0}: {1}, published {2}").format(name, exact, claimed)
            for name, exact, claimed in self._lines()[1:]
            if not exact == claimed == NONE
        ]
        return lines + self._sentences

    def _lines(self) -> list[tuple[str, str, str]]:
        one, sums = self._architecture, self._network.totals
        published = one.published
        # An accuracy is that of certain weights, and says of which.
        weights = next((record for record in one.weights if record.top1 is not None), None)
        accuracy = self.tr("Top-1 ({0})").format(weights.name) if weights else self.tr("Top-1 accuracy")
        return [
            ("", self.tr("exact"), self.tr("published")),
            (self.tr("Parameters"), thousands(sums.params), _short(published.params)),
            (self.tr("MACs"), thousands(sums.macs), _short(published.macs)),
            (self.tr("FLOPs"), thousands(sums.flops), NONE),
            (accuracy, _percent(weights.top1 if weights else None), _percent(published.top1)),
            (self.tr("Top-5 error"), NONE, _percent(published.top5_error)),
        ]


def _short(value: float | None) -> str:
    return NONE if value is None else short(value)


def _percent(value: float | None) -> str:
    return NONE if value is None else with_unit(f"{value:g}", "%")

"""The inspector's page of a whole network: the idea, and exact figures beside published ones."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.models import registry
from explorer.models.registry import Architecture
from explorer.ui.docks.inspector_parts import FactGrid, Head, Note, Section, wrapped
from explorer.ui.numbers import NONE, byte_size, shape, short, square, thousands, with_unit
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label


class NetworkPage(QWidget):
    """Shown when nothing is selected."""

    def __init__(self, network: Network, architecture: Architecture) -> None:
        super().__init__()
        self._network, self._architecture = network, architecture
        one = architecture
        self.head = Head()
        origin = self.tr("{0} family, {1}") if one.tier == "seed" else self.tr("{0} family, {1}, beyond the core list")
        self.head.set_texts(one.display_name, origin.format(one.family, one.year), mono=False)
        self.head.body.addWidget(FactGrid(self._pairs()))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        if one.idea:
            self._column.addWidget(_texts(self.tr("What is new in it"), one.idea))
        self._column.addWidget(self._figures())
        # What is mostly below the fold comes an instant later: all at once would be felt.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._add_rest)
        self._later.start(20)

    def _add_rest(self) -> None:
        one = self._architecture
        if one.notes:
            self._column.addWidget(_texts(self.tr("Notes"), one.notes))
        if one.errata:
            self._column.addWidget(self._errata())
        if one.parents:
            self._column.addWidget(_texts(self.tr("Developed from"), ", ".join(map(_name_of, one.parents))))
        self._column.addWidget(_texts(self.tr("Paper"), one.paper))
        for warning in self._network.warnings:
            section = Section()
            section.body.addWidget(Note(warning, "triangle-alert", "warn"))
            self._column.addWidget(section)

    def text(self) -> str:
        """Return the page as plain text."""
        one, sums = self._architecture, self._network.totals
        return "\n".join(
            [
                f"{one.display_name} ({one.year})",
                one.paper,
                *(f"{name}: {value}" for name, value in self._pairs()),
                f"{self.tr('Parameters')}: {thousands(sums.params)}",
                f"{self.tr('MACs')}: {thousands(sums.macs)}",
            ]
        )

    def _pairs(self) -> list[tuple[str, str]]:
        sums = self._network.totals
        return [
            (self.tr("Input"), shape(self._network.input_shape)),
            (self.tr("Operators"), thousands(sums.operators)),
            (self.tr("Written"), byte_size(sums.bytes_written)),
            (self.tr("RF"), with_unit(square(sums.rf_h, sums.rf_w), "px")),
        ]

    def _errata(self) -> Section:
        """What is often quoted and not right, beside what is."""
        section = Section(self.tr("Often quoted"))
        for erratum in self._architecture.errata:
            claim = self.tr("{0}: {1}; exact: {2}").format(erratum.subject.capitalize(), erratum.quoted, erratum.exact)
            section.body.addWidget(wrapped(claim, "secondary"))
            if erratum.remark:
                section.body.addWidget(wrapped(erratum.remark, "label"))
        return section

    def _figures(self) -> Section:
        one, sums = self._architecture, self._network.totals
        section = Section(self.tr("Figures"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.NEAR)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(0, 1)
        published = one.published
        # An accuracy is that of certain weights, and says of which.
        weights = next((record for record in one.weights if record.top1 is not None), None)
        accuracy = self.tr("Top-1 ({0})").format(weights.name) if weights else self.tr("Top-1 accuracy")
        lines = [
            ("", self.tr("exact"), self.tr("published")),
            (self.tr("Parameters"), thousands(sums.params), _short(published.params)),
            (self.tr("MACs"), thousands(sums.macs), _short(published.macs)),
            (self.tr("FLOPs"), thousands(sums.flops), NONE),
            (accuracy, _percent(weights.top1 if weights else None), _percent(published.top1)),
            (self.tr("Top-5 error"), NONE, _percent(published.top5_error)),
        ]
        for line, (name, exact, claimed) in enumerate(lines):
            if line and exact == claimed == NONE:
                continue
            role = "value" if line else "small"
            grid.addWidget(label(name, "label"), line, 0)
            for column, text in ((1, exact), (2, claimed)):
                grid.addWidget(label(text, role, selectable=True), line, column, Qt.AlignmentFlag.AlignRight)
        section.body.addLayout(grid)
        if sums.params_unused:
            text = self.tr("{0} more parameters belong to parts that do not run here, such as auxiliary heads.")
            section.body.addWidget(wrapped(text.format(thousands(sums.params_unused)), "secondary"))
        if published.source:
            section.body.addWidget(wrapped(self.tr("Published: {0}").format(published.source), "label"))
        return section


def _texts(title: str, text: str) -> Section:
    section = Section(title)
    section.body.addWidget(wrapped(text, "secondary"))
    return section


def _name_of(key: str) -> str:
    return registry.get(key).display_name


def _short(value: float | None) -> str:
    return NONE if value is None else short(value)


def _percent(value: float | None) -> str:
    return NONE if value is None else with_unit(f"{value:g}", "%")

"""The inspector's page of a whole network: the idea, exact figures beside published ones, what is worth knowing."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.network import Network
from explorer.models import registry
from explorer.ui.catalogue import translated
from explorer.ui.docks.inspector.cross_check_section import CrossCheckSection
from explorer.ui.docks.inspector.figures_section import FiguresSection
from explorer.ui.docks.inspector.inspector_parts import FactGrid, Head, Note, Section, wrapped
from explorer.ui.docks.inspector.memory_section import MemorySection, network_memory
from explorer.ui.docks.inspector.row_link import Finding, place_of
from explorer.ui.docks.inspector.unused_section import UnusedSection
from explorer.ui.docks.inspector.work_kinds import work_lines
from explorer.ui.docks.inspector.work_section import WorkSection
from explorer.ui.numbers import byte_size, shape, square, thousands, with_unit
from explorer.ui.question import Question
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.what_if import Form

_FIRST, _NEXT = 20, 8
"""Milliseconds before the first section below the fold, and between two of them."""


class NetworkPage(QWidget):
    """Shown when nothing is selected; ``rowChosen`` asks for one of the network's rows."""

    rowChosen = Signal(object)  # order

    def __init__(self, network: Network, form: Form, check: Question) -> None:
        super().__init__()
        self._network, self._form, self._check = network, form, check
        self._translated = one = translated(form.architecture)
        self.head = Head()
        origin = self.tr("{0} family, {1}") if one.tier == "seed" else self.tr("{0} family, {1}, beyond the core list")
        self.head.set_texts(one.display_name, origin.format(one.family, one.year), mono=False)
        self.head.body.addWidget(FactGrid(self._pairs()))
        if not form.is_own:
            self.head.body.addWidget(Note(self._what_if(), "sliders-horizontal", "accent"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        if one.idea:
            self._column.addWidget(_texts(self.tr("What is new in it"), one.idea))
        self._figures = FiguresSection(network, form.architecture)
        self._memory: MemorySection | None = None
        self._comparison: CrossCheckSection | None = None
        self._column.addWidget(self._figures)
        # What is below the fold comes an instant later, piece by piece: all at once would be felt.
        self._rest = self._sections()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._add_next)
        self._later.start(_FIRST)

    def _add_next(self) -> None:
        build = next(self._rest, None)
        if build is not None:
            self._column.addWidget(build())
            self._later.start(_NEXT)

    def _sections(self) -> Iterator[Callable[[], QWidget]]:
        one, network = self._translated, self._network
        yield self._compare
        yield self._remember
        if network.totals.flops:
            yield lambda: WorkSection(network.totals.work)
        if network.findings or network.global_from is not None:
            yield self._found
        if network.totals.params_unused:
            yield lambda: UnusedSection(network)
        if one.notes:
            yield lambda: _texts(self.tr("Notes"), one.notes)
        if one.errata:
            yield self._errata
        if one.parents:
            yield lambda: _texts(self.tr("Developed from"), ", ".join(map(_name_of, one.parents)))
        yield lambda: _texts(self.tr("Paper"), one.paper)
        if network.warnings:
            yield self._warnings

    def text(self) -> str:
        """Return the page as plain text."""
        one, network = self._form.architecture, self._network
        return "\n".join(
            [
                f"{one.display_name} ({one.year})",
                one.paper,
                *([] if self._form.is_own else [self._what_if()]),
                *(f"{name}: {value}" for name, value in self._pairs()),
                *self._figures.text(),
                *(self._memory.text() if self._memory is not None else []),
                *work_lines(network.totals.work),
                *(text for text, _ in self._findings()),
                *(self._comparison.text() if self._comparison is not None else []),
            ]
        )

    def _what_if(self) -> str:
        text = self.tr("What if: {0}. Published figures are those of the network as it is.")
        return text.format(self._form.changes())

    def _pairs(self) -> list[tuple[str, str]]:
        sums = self._network.totals
        size = shape(self._network.input_shape)
        if self._network.batch != 1:
            size = self.tr("{0}, batch {1}").format(size, thousands(self._network.batch))
        return [
            (self.tr("Input"), size),
            (self.tr("Operators"), thousands(sums.operators)),
            (self.tr("Peak memory"), byte_size(sums.peak_bytes)),
            (self.tr("RF"), with_unit(square(sums.rf_h, sums.rf_w), "px")),
        ]

    def _compare(self) -> QWidget:
        self._comparison = CrossCheckSection(self._form, self._check)
        return self._comparison

    def _remember(self) -> QWidget:
        self._memory = network_memory(self._network)
        self._memory.rowChosen.connect(self.rowChosen)
        return self._memory

    def _findings(self) -> list[tuple[str, int]]:
        """Sentences and the rows that they are about."""
        found = [(term(one.text), one.order) for one in self._network.findings]
        start = self._network.global_from
        if start is not None:
            text = self.tr("Every unit depends on the whole input from {0} on.")
            found.append((text.format(place_of(self._network.rows[start])), start))
        return sorted(found, key=lambda one: one[1])

    def _found(self) -> QWidget:
        section = Section(self.tr("Findings"))
        for text, order in self._findings():
            finding = Finding(text, self._network, order)
            finding.rowChosen.connect(self.rowChosen)
            section.body.addWidget(finding)
        return section

    def _errata(self) -> QWidget:
        """What is often quoted and not right, beside what is."""
        section = Section(self.tr("Often quoted"))
        for number, erratum in enumerate(self._translated.errata):
            if number:
                section.body.addSpacing(Space.TIGHT)  # a remark belongs to the claim above it
            subject = erratum.subject[:1].upper() + erratum.subject[1:]
            claim = self.tr("{0}: {1}; exact: {2}").format(subject, erratum.quoted, erratum.exact)
            section.body.addWidget(wrapped(claim.replace("·", term("·")), "secondary"))
            if erratum.remark:
                section.body.addWidget(wrapped(erratum.remark, "label"))
        return section

    def _warnings(self) -> QWidget:
        section = Section()
        for warning in self._network.warnings:
            section.body.addWidget(Note(term(warning), "triangle-alert", "warn"))
        return section


def _texts(title: str, text: str) -> Section:
    section = Section(title)
    section.body.addWidget(wrapped(text, "secondary"))
    return section


def _name_of(key: str) -> str:
    return registry.get(key).display_name

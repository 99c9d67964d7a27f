"""What one network took over from the other, and the measured figures that show what is new."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.analysis.comparison.alignment import Alignment
from explorer.analysis.comparison.story import Descent, Fact, descent, facts
from explorer.analysis.network import Network
from explorer.ui.catalogue import translated_history
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.stage_model import ratio as times
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.widgets.badge import Badge
from explorer.ui.widgets.labels import hair_line, label


class StoryPart(QScrollArea):
    """A section for each further network, all of them against the first one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.story")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.set_compared(None)

    def set_compared(self, compared: Compared | None) -> None:
        """Tell of another comparison."""
        content = QWidget()
        content.setProperty("surface", "panel")
        column = QVBoxLayout(content)
        column.setContentsMargins(Space.PANEL, Space.NEAR, Space.PANEL, Space.NEAR)
        column.setSpacing(6)
        if compared is None:
            column.addWidget(label(self.tr("Nothing is compared yet."), "secondary"))
        else:
            found = compared.comparison
            for at, (network, alignment) in enumerate(zip(found.networks[1:], found.alignments, strict=True), start=1):
                if at > 1:
                    column.addWidget(hair_line())
                self._add_pair(column, compared, at, found.networks[0], network, alignment)
        column.addStretch(1)
        self.setWidget(content)

    def _add_pair(
        self,
        column: QVBoxLayout,
        compared: Compared,
        at: int,
        first: Network,
        other: Network,
        alignment: Alignment,
    ) -> None:
        letters = LETTERS[compared.places[0]], LETTERS[compared.places[at]]
        names = compared.names[0], compared.names[at]
        column.addWidget(label(f"{letters[0]} {names[0]} → {letters[1]} {names[1]}", "title", selectable=True))
        halves = QHBoxLayout()
        halves.setSpacing(2 * Space.WIDE)
        told, measured = QVBoxLayout(), QVBoxLayout()
        for half in (told, measured):
            half.setSpacing(6)
            halves.addLayout(half, 1)
        column.addLayout(halves)
        self._add_descent(told, descent(translated_history(), first.name, other.name))
        told.addStretch(1)
        self._add_facts(measured, facts(first, other, alignment), letters)
        measured.addStretch(1)

    def _add_facts(self, column: QVBoxLayout, found: tuple[Fact, ...], letters: tuple[str, str]) -> None:
        if not found:
            column.addWidget(label(self.tr("Nothing that is measured differs."), "secondary"))
            return
        column.addWidget(label(self.tr("Measured"), "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.PANEL)
        grid.setVerticalSpacing(3)
        heads = ("", *letters, f"{letters[1]} / {letters[0]}")
        for place, text in enumerate(heads):
            grid.addWidget(_cell(text, "label", right=place > 0), 0, place)
        for row, fact in enumerate(found, start=1):
            ratio = "" if fact.ratio is None else times(fact.ratio, 1)
            grid.addWidget(_cell(term(fact.name), "secondary"), row, 0)
            for place, text in enumerate((term(fact.left), term(fact.right), ratio), start=1):
                grid.addWidget(_cell(text, "value", right=True), row, place)
        grid.setColumnStretch(4, 1)
        column.addLayout(grid)

    def _add_descent(self, column: QVBoxLayout, found: Descent | None) -> None:
        if found is None:
            text = self.tr("In the history that is known here, neither led to the other.")
            column.addWidget(_sentence(text, "secondary"))
            return
        taken = self.tr("What {0} ({1}) took over from {2} ({3})")
        newer, older = found.newer, found.older
        column.addWidget(_sentence(taken.format(newer.name, newer.year, older.name, older.year), "section"))
        if not found.taken:
            text = self.tr("Nothing at once: {0} led there by networks between them.").format(older.name)
            column.addWidget(_sentence(text, "secondary"))
        for one in found.taken:
            line = _sentence(f"• {one.relation}", "value")
            line.setToolTip(one.source)
            column.addWidget(line)
            if one.recalled:
                column.addWidget(self._recalled(one.source))
        if newer.ideas:
            column.addWidget(_sentence(self.tr("New in {0}").format(newer.name), "section"))
            for idea in newer.ideas:
                column.addWidget(_sentence(f"• {idea}", "value"))
            if newer.recalled & {"ideas", "idea"}:
                column.addWidget(self._recalled())

    def _recalled(self, source: str = "") -> Badge:
        badge = Badge(self.tr("recalled, not re-read in its source"), "warn", "compare.story.recalled")
        badge.setToolTip(source)
        return badge


def _sentence(text: str, role: str) -> QLabel:
    """A label that takes as many lines as it needs."""
    result = label(text, role, selectable=True)
    result.setWordWrap(True)
    return result


def _cell(text: str, role: str, *, right: bool = False) -> QLabel:
    result = label(text, role, selectable=bool(text))
    if right:
        result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return result

"""What the inspector's pages are made of: head, facts, formulas, notes."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.analysis.formulas import Formula
from explorer.ui.numbers import THIN
from explorer.ui.terms import formula_words, term
from explorer.ui.theme import tokens
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import ElidedLabel, IconLabel, hair_line, label, restyle

_REMARK_BESIDE = 24
"""Characters of a remark that still fit beside the formula."""


class Section(QWidget):
    """A part of a page: a padded column with a hair line above it."""

    def __init__(self, title: str = "", *, line: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if line:
            column.addWidget(hair_line())
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(Space.PANEL, Space.NEAR, Space.PANEL, Space.NEAR)
        self.body.setSpacing(Space.TIGHT)
        column.addWidget(inner)
        if title:
            self.body.addWidget(label(title, "section"))


class Head(Section):
    """What is shown: its kind as a coloured bar, its path or name, one line about it, a copy button."""

    copyRequested = Signal()

    def __init__(self) -> None:
        super().__init__(line=False)
        row = QHBoxLayout()
        row.setSpacing(Space.CLOSE)
        self._bar = QFrame()
        self._bar.setObjectName("inspector.kind")
        self._bar.setFixedWidth(5)
        row.addWidget(self._bar)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.title = ElidedLabel(role="path", mode=Qt.TextElideMode.ElideMiddle)
        self.title.setObjectName("inspector.title")
        texts.addWidget(self.title)
        self._what = wrapped("", "secondary")
        self._what.setObjectName("inspector.what")
        texts.addWidget(self._what)
        row.addLayout(texts, 1)
        copy = IconButton("copy", self.tr("Copy all of this as text"), "inspector.copy")
        copy.clicked.connect(self.copyRequested)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def set_texts(self, title: str, line: str, *, kind: str = "", mono: bool = True) -> None:
        """Show a path (``mono``) or a name, and what it is."""
        self.title.set_text(title)
        self._what.setText(line)
        self._bar.setVisible(bool(kind))
        _set_property(self._bar, "kind", kind)
        _set_property(self.title, "role", "path" if mono else "title")


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def wrapped(text: str, role: str = "", *, rich: bool = False) -> QLabel:
    """Return a selectable label that wraps."""
    result = label(text, role, selectable=True)
    result.setWordWrap(True)
    result.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    result.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return result


class FactGrid(QWidget):
    """Names and figures, two pairs per line where there is room, else one; names stand left, figures right."""

    def __init__(
        self, facts: Iterable[tuple[str, str]], *, columns: int = 2, tips: Mapping[str, str] | None = None
    ) -> None:
        """``tips``: tool tips, by name."""
        super().__init__()
        self._most = columns
        self._shown = 0
        self._pairs = [_Pair(name, figure, (tips or {}).get(name, "")) for name, figure in facts]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, Space.TIGHT, 0, 0)
        self._grid.setHorizontalSpacing(Space.NEAR)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._arrange(columns)

    def set_figures(self, figures: Iterable[str]) -> None:
        """Replace the figures, in the order of the names."""
        for pair, figure in zip(self._pairs, figures, strict=True):
            pair.value.setText(figure)
        self.updateGeometry()
        self._arrange(self._fitting(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._fitting(event.size().width()))

    def _fitting(self, width: int) -> int:
        needed = self._most * self._widest() + (self._most - 1) * Space.NEAR
        return self._most if needed <= width else 1

    def _widest(self) -> int:
        return max((pair.sizeHint().width() for pair in self._pairs), default=0)

    def _arrange(self, columns: int) -> None:
        if columns == self._shown:
            return
        self._shown = columns
        for position, pair in enumerate(self._pairs):
            self._grid.addWidget(pair, *divmod(position, columns))
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.setHorizontalSpacing(Space.NEAR if columns > 1 else 0)


class _Pair(QWidget):
    """A name with its figure at the right."""

    def __init__(self, name: str, figure: str, tip: str) -> None:
        super().__init__()
        self.value = label(figure, "value", selectable=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(label(name, "label"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.value, 1)


def accented(html: str) -> str:
    """Return a filled-in formula with its result in the accent colour."""
    return f"<style>b {{ color: {tokens().accent}; font-weight: 600; }}</style>{html}"


class Result(QWidget):
    """A section's name with its result at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label(role="section")
        self._value = label(role="result", selectable=True)
        self._unit = label(role="label")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)

    def set_texts(self, name: str, value: str, unit: str = "") -> None:
        """Show another result."""
        self._name.setText(name)
        self._value.setText(value)
        self._unit.setText(unit)
        self._unit.setVisible(bool(unit))


class FormulaSection(Section):
    """A figure, the formula in symbols, and the same with this layer's numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._result = Result()
        self._symbolic = wrapped("", "symbolic", rich=True)
        self._filled = wrapped("", "filled", rich=True)
        self._beside = label(role="label")
        self._below = wrapped("", "label")
        row = QHBoxLayout()
        row.setSpacing(Space.CLOSE)
        row.addWidget(self._filled, 1)
        row.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self._result)
        self.body.addWidget(self._symbolic)
        self.body.addLayout(row)
        self.body.addWidget(self._below)

    def set_formula(self, formula: Formula, name: str) -> None:
        """Show another formula under the name that people read."""
        self._result.set_texts(name, formula.value, formula.unit)
        self._symbolic.setText(formula_words(formula.symbolic))
        self._symbolic.setVisible(bool(formula.symbolic))
        self._filled.setText(accented(formula_words(formula.filled)))
        # Without a formula, what is filled in only repeats the result.
        self._filled.setVisible(bool(formula.symbolic))
        remark = term(formula.remark).replace(" %", f"{THIN}%")
        beside = len(remark.encode()) <= _REMARK_BESIDE  # a Chinese character is wide, and three bytes
        self._beside.setText(remark if beside else "")
        self._beside.setVisible(beside and bool(remark))
        self._below.setText("" if beside else remark)
        self._below.setVisible(not beside)


class FormulaPairs(QWidget):
    """Formulas side by side: symbols left, numbers right."""

    def __init__(self, most: int) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.NEAR)
        grid.setVerticalSpacing(2)
        self._lines = [(wrapped("", "symbolic", rich=True), wrapped("", "filled", rich=True)) for _ in range(most)]
        for line, pair in enumerate(self._lines):
            for column, part in enumerate(pair):
                grid.addWidget(part, line, column)
                grid.setColumnStretch(column, 1)

    def set_formulas(self, formulas: Iterable[Formula]) -> None:
        """Show other formulas, at most as many as there are lines."""
        found = list(formulas)
        for line, (symbolic, filled) in enumerate(self._lines):
            there = line < len(found)
            symbolic.setText(formula_words(found[line].symbolic) if there else "")
            filled.setText(accented(formula_words(found[line].filled)) if there else "")
            symbolic.setVisible(there)
            filled.setVisible(there)


class Note(QFrame):
    """A sentence with an icon in an inset card; hidden while it is empty."""

    def __init__(self, text: str = "", icon: str = "info", tint: str = "t2") -> None:
        super().__init__()
        self.setProperty("surface", "note")
        self._text = wrapped("", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CLOSE, Space.CLOSE, Space.CLOSE, Space.CLOSE)
        row.setSpacing(Space.CLOSE)
        row.addWidget(IconLabel(icon, 16, tint), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else, or nothing."""
        self._text.setText(text)
        self.setVisible(bool(text))

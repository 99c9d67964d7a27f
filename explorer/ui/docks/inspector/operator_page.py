"""The inspector's page of one operator: shapes, memory, formulas, receptive field."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage, QTextDocumentFragment
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.formulas import Formula, explain
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.docks.inspector.field_section import SHOWN, FieldContext, FieldSection
from explorer.ui.docks.inspector.inspector_parts import FactGrid, FormulaSection, Head, Note, Section
from explorer.ui.docks.inspector.work_kinds import with_kinds, work_parts
from explorer.ui.numbers import NONE, byte_size, shape, thousands, with_unit
from explorer.ui.terms import told
from explorer.ui.wording import description, operator_title

_USUAL = 4
"""Formulas of a convolution."""


class OperatorPage(QWidget):
    """Everything about one row of the table.

    Walking along a network shows one row after the other: the page is built
    once and its texts are replaced, which is far cheaper than new widgets.
    """

    rowChosen = Signal(object)  # order of a row that is asked for

    def __init__(self, network: Network, context: FieldContext) -> None:
        super().__init__()
        self.network = network
        self.row: LayerRow = network.rows[0]
        self._formulas: list[Formula] = []
        self.head = Head()
        self._facts = FactGrid([(name, "") for name in self._names()], tips=self._tips())
        self.head.body.addWidget(self._facts)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._sections: list[FormulaSection] = []
        self._have_sections(_USUAL)
        self.field = FieldSection(network, context)
        self.field.rowChosen.connect(self.rowChosen)
        self._column.addWidget(self.field)
        self._note = Note()
        self._note_section = Section()
        self._note_section.body.addWidget(self._note)
        self._column.addWidget(self._note_section)

    def set_row(self, row: LayerRow) -> None:
        """Show another row of the network."""
        self.row = row
        self._formulas = _with_shared(
            with_kinds(explain(self.network, row.order), row, self.network.totals.flops), self._shared()
        )
        kind: str = self.network.graph.nodes[row.order]["kind"]
        self.head.set_texts(row.path or operator_title(row), self._line(), kind=kind, mono=bool(row.path))
        self._facts.set_figures(self._figures())
        self._show_formulas([formula for formula in self._formulas if formula.name not in SHOWN])
        self.field.set_row(row, [formula for formula in self._formulas if formula.name in SHOWN])
        self._note.set_text(told(row.note))
        self._note_section.setVisible(bool(row.note))

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Give the picture that the receptive field is drawn on, and the part of it that is the input."""
        self.field.set_picture(picture, crop)

    def text(self) -> str:
        """Return the page as plain text."""
        lines = [f"{self.row.path or operator_title(self.row)}: {self._line()}"]
        lines += [f"{name}: {figure}" for name, figure in zip(self._names(), self._figures(), strict=True)]
        for formula in self._formulas:
            filled = QTextDocumentFragment.fromHtml(formula.filled).toPlainText()
            unit = f" {formula.unit}" if formula.unit else ""
            lines.append(f"{self._name_of(formula)}: {formula.value}{unit}; {filled}".rstrip("; "))
        return "\n".join([*lines, *self.field.text()])

    def _line(self) -> str:
        text = description(self.row)
        if self.row.call:
            text = self.tr("{0}, call {1}").format(text, self.row.call + 1)
        return text

    def _names(self) -> tuple[str, ...]:
        return (
            self.tr("Input"),
            self.tr("Output"),
            self.tr("Activation"),
            self.tr("Live"),
            self.tr("Type"),
            self.tr("Intensity"),
        )

    def _tips(self) -> dict[str, str]:
        names = self._names()
        return {
            names[2]: self.tr("Memory that its output takes anew"),
            names[3]: self.tr(
                "Activations in memory while it runs, its output included, as eager execution frees them; "
                "without the scratch memory of kernels"
            ),
            names[4]: self.tr("Element type of the output"),
            names[5]: self.tr("FLOPs for each byte that is read or written"),
        }

    def _figures(self) -> tuple[str, ...]:
        row = self.row
        intensity = row.intensity
        return (
            _shapes(row.input_shapes),
            shape(row.output_shape),
            self._activation(),
            byte_size(row.live_bytes),
            row.dtype or NONE,
            with_unit(f"{intensity:.1f}", "FLOPs/B") if intensity else NONE,
        )

    def _activation(self) -> str:
        if self.row.activation_bytes:
            return byte_size(self.row.activation_bytes)
        # What it writes lies in memory that was there before.
        return self.tr("in place") if self.row.bytes_written else self.tr("a view")

    def _shared(self) -> str:
        count = self.row.params_shared
        return self.tr("{0} more that an earlier row counts").format(thousands(count)) if count else ""

    def _name_of(self, formula: Formula) -> str:
        return {
            "Output size": self.tr("Output size"),
            "Parameters": self.tr("Parameters"),
            "MACs": self.tr("MACs"),
            "FLOPs": self.tr("FLOPs"),
            "Receptive field": self.tr("Receptive field"),
            "Jump": self.tr("Jump"),
        }.get(formula.name, formula.name)

    def _have_sections(self, count: int) -> None:
        while len(self._sections) < count:
            section = FormulaSection()
            self._sections.append(section)
            self._column.insertWidget(len(self._sections), section)

    def _show_formulas(self, formulas: list[Formula]) -> None:
        self._have_sections(len(formulas))
        for number, section in enumerate(self._sections):
            section.setVisible(number < len(formulas))
            if number < len(formulas):
                formula = formulas[number]
                section.set_formula(formula, self._name_of(formula))
                kinds = work_parts(self.row.work) if formula.name == "FLOPs" else []
                section.setToolTip("\n".join(f"{part.name}: {part.tip}" for part in kinds))


def _with_shared(formulas: list[Formula], remark: str) -> list[Formula]:
    """Say of the parameters that some are shared; a row may have no others."""
    if not remark:
        return formulas
    if any(formula.name == "Parameters" for formula in formulas):
        return [replace(one, remark=remark) if one.name == "Parameters" else one for one in formulas]
    return [formulas[0], Formula("Parameters", "0", "", "", "", remark), *formulas[1:]]


def _shapes(shapes: tuple[Shape, ...]) -> str:
    if len(shapes) > 1 and len(set(shapes)) == 1:
        return f"{thousands(len(shapes))} × ({shape(shapes[0])})"
    return "\n".join(shape(one) for one in shapes) or NONE

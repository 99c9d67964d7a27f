"""The inspector's page of one operator: shapes, formulas, receptive field."""

from math import prod

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QTextDocumentFragment
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.formulas import Formula, explain
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow, Shape
from explorer.ui.docks.field_picture import FieldView
from explorer.ui.docks.inspector_parts import FactGrid, FormulaPairs, FormulaSection, Head, Note, Result, Section
from explorer.ui.numbers import NONE, byte_size, shape, thousands, with_unit
from explorer.ui.wording import description, operator_title

_FIELD = ("Receptive field", "Jump")


class OperatorPage(QWidget):
    """Everything about one row of the table.

    Walking along a network shows one row after the other: the page is built
    once and its texts are replaced, which is far cheaper than new widgets.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.row: LayerRow = network.rows[0]
        self._formulas: tuple[Formula, ...] = ()
        self.head = Head()
        self._facts = FactGrid(
            [(name, "") for name in self._names()],
            tips={self.tr("Intensity"): self.tr("Multiply-accumulates per byte read and written, float32")},
        )
        self.head.body.addWidget(self._facts)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._sections: list[FormulaSection] = []
        self._field_section = Section()
        self._field_result = Result()
        self._field_formulas = FormulaPairs(len(_FIELD))
        self._field = FieldView(network.input_shape)
        self._field_note, self._note = Note(), Note()
        for part in (self._field_result, self._field_formulas, self._field, self._field_note, self._note):
            self._field_section.body.addWidget(part)
        self._column.addWidget(self._field_section)

    def set_row(self, row: LayerRow) -> None:
        """Show another row of the network."""
        self.row = row
        self._formulas = explain(self.network, row.order)
        kind: str = self.network.graph.nodes[row.order]["kind"]
        self.head.set_texts(row.path or operator_title(row), self._line(), kind=kind, mono=bool(row.path))
        self._facts.set_figures(self._figures())
        self._show_formulas([formula for formula in self._formulas if formula.name not in _FIELD])
        self._show_field([formula for formula in self._formulas if formula.name in _FIELD])
        self._note.set_text(row.note)

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Give the picture that the receptive field is drawn on, and the part of it that is the input."""
        self._field.set_picture(picture, crop)

    def text(self) -> str:
        """Return the page as plain text."""
        lines = [f"{self.row.path or operator_title(self.row)}: {self._line()}"]
        lines += [f"{name}: {figure}" for name, figure in zip(self._names(), self._figures(), strict=True)]
        for formula in self._formulas:
            filled = QTextDocumentFragment.fromHtml(formula.filled).toPlainText()
            unit = f" {formula.unit}" if formula.unit else ""
            lines.append(f"{self._name_of(formula)}: {formula.value}{unit}; {filled}".rstrip("; "))
        return "\n".join(lines)

    def _line(self) -> str:
        text = description(self.row)
        if self.row.call:
            text += ", " + self.tr("call {0}").format(self.row.call + 1)
        return text

    def _names(self) -> tuple[str, ...]:
        return self.tr("Input"), self.tr("Output"), self.tr("Activation"), self.tr("Intensity")

    def _figures(self) -> tuple[str, ...]:
        row = self.row
        moved = row.bytes_read + row.bytes_written
        intensity = with_unit(f"{row.macs / moved:.1f}", "MACs / B") if row.macs and moved else NONE
        activation = byte_size(4 * prod(row.output_shape))
        return _shapes(row.input_shapes), shape(row.output_shape), activation, intensity

    def _name_of(self, formula: Formula) -> str:
        return {
            "Output size": self.tr("Output size"),
            "Parameters": self.tr("Parameters"),
            "MACs": self.tr("MACs"),
            "FLOPs": self.tr("FLOPs"),
            "Receptive field": self.tr("Receptive field"),
            "Jump": self.tr("Jump"),
        }.get(formula.name, formula.name)

    def _show_formulas(self, formulas: list[Formula]) -> None:
        while len(self._sections) < len(formulas):
            section = FormulaSection()
            self._sections.append(section)
            self._column.insertWidget(len(self._sections), section)
        for number, section in enumerate(self._sections):
            section.setVisible(number < len(formulas))
            if number < len(formulas):
                section.set_formula(formulas[number], self._name_of(formulas[number]))

    def _show_field(self, formulas: list[Formula]) -> None:
        field = next((formula for formula in formulas if formula.name == "Receptive field"), None)
        value, unit = (field.value, field.unit) if field else (NONE, "")
        self._field_result.set_texts(self.tr("Receptive field"), value, unit)
        self._field_formulas.set_formulas(formula for formula in formulas if formula.symbolic)
        known = self.row.rf_h is not None
        self._field.setVisible(known)
        if known:
            self._field.set_row(self.row)
        unknown = "" if known else self.tr("Its units see no single rectangle of the input.")
        self._field_note.set_text(self._global_sentence() or unknown)

    def _global_sentence(self) -> str:
        return {
            "gate": self.tr(
                "This is the local path. A gate on the way is computed from the whole input, "
                "so that every unit depends on all of it."
            ),
            "pool": self.tr("Global pooling: every unit depends on the whole input."),
            "dense": self.tr("A dense layer: every unit depends on the whole input."),
        }.get(self.row.rf_global, "")


def _shapes(shapes: tuple[Shape, ...]) -> str:
    if len(shapes) > 1 and len(set(shapes)) == 1:
        return f"{thousands(len(shapes))} × ({shape(shapes[0])})"
    return "\n".join(shape(one) for one in shapes) or NONE

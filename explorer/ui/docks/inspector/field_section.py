"""The receptive field of an operator's units: what they can see, and what counts for them in fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from explorer.analysis.formulas import Formula
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import EffectiveFieldJob, FieldJob
from explorer.ui.docks.inspector.effective import SAMPLES, measured_layer, other_input, sentence, unit_argument, why_not
from explorer.ui.docks.inspector.effective_part import EffectivePart
from explorer.ui.docks.inspector.field_facts import Fact, effective_facts, remark, theoretical_facts, unit_words
from explorer.ui.docks.inspector.field_view import FieldView
from explorer.ui.docks.inspector.inspector_parts import FormulaPairs, Note, Result, Section
from explorer.ui.docks.inspector.unit_lines import Unit, as_answered, by_formula
from explorer.ui.numbers import NONE, shape
from explorer.ui.question import Question
from explorer.ui.tokens import Space
from explorer.ui.what_if import Form
from explorer.ui.widgets.buttons import SegmentedControl

if TYPE_CHECKING:
    from explorer.engine.messages import EffectiveAnswer, Job, SeenLines

SHOWN = ("Receptive field", "Jump")
"""The formulas that belong to this section."""
_WALKING = 150
"""Milliseconds a row must stay before its exact lines are asked for."""
_CHOOSING = 300
"""Milliseconds a unit must stay before its effective field is asked for."""


@dataclass(frozen=True, slots=True)
class FieldContext:
    """What the section needs beside the network."""

    field: Question
    effective: Question
    weights: Callable[[str], str]
    """Gives the name of the weights that an architecture runs with."""
    form: Form
    """In which the architecture is analysed."""


class FieldSection(Section):
    """Formulas, the picture of one unit's field, and the effective field in its place when it is asked for."""

    rowChosen = Signal(object)  # order

    def __init__(self, network: Network, context: FieldContext) -> None:
        super().__init__()
        self._network, self._context = network, context
        self._row: LayerRow = network.rows[0]
        self._answer: SeenLines | None = None
        self._session: tuple[int, int] | None = None
        self._result = Result()
        self._formulas = FormulaPairs(len(SHOWN))
        self._mode = SegmentedControl(
            (("theoretical", self.tr("Theoretical")), ("effective", self.tr("Effective"))), "inspector.field.mode"
        )
        self._mode.button("theoretical").setToolTip(self.tr("The input pixels that can reach a unit"))
        self._mode.button("effective").setToolTip(
            self.tr("How much each input pixel counts for a unit, by its gradient on the loaded weights")
        )
        self._view = FieldView(network.input_shape)
        self._effective = EffectivePart()
        self._note, self._caveat = Note(), Note(icon="triangle-alert", tint="warn")
        self.body.addWidget(self._result)
        self.body.addWidget(self._formulas)
        self.body.addSpacing(Space.TIGHT)
        parts: tuple[QWidget, ...] = (self._mode, self._view, self._effective, self._note, self._caveat)
        for part in parts:
            self.body.addWidget(part)
        self._mode.chosen.connect(self._on_mode_chosen)
        self._view.picture.unitChosen.connect(self._on_unit_chosen)
        self._effective.cancelRequested.connect(self._on_cancel_requested)
        self._effective.rowChosen.connect(self.rowChosen)
        self._effective.againRequested.connect(self._ask_effective)
        context.field.answered.connect(self._on_lines)
        context.field.failed.connect(self._on_lines_failed)
        context.effective.answered.connect(self._on_effective)
        context.effective.failed.connect(self._on_effective_failed)
        context.effective.dropped.connect(self._on_effective_dropped)
        context.effective.progressed.connect(self._effective.progress.set_progress)

    # -- what it is told ---------------------------------------------------------------------------------------

    def set_row(self, row: LayerRow, formulas: Sequence[Formula]) -> None:
        """Show the field of a row's centre unit."""
        again, self._row = row is self._row and self._view.picture.row is row, row
        field = next((formula for formula in formulas if formula.name == "Receptive field"), None)
        value, unit = (field.value, field.unit) if field else (NONE, "")
        self._result.set_texts(self.tr("Receptive field"), value, unit)
        self._formulas.set_formulas(formula for formula in formulas if formula.symbolic)
        if again:
            self._resume()
            return
        self._answer = None
        self._caveat.set_text("")
        self._view.picture.set_row(row, by_formula(row, self._network.input_shape))
        self._context.field.ask(self._field_job(), _WALKING)
        self._show_mode()

    def _resume(self) -> None:
        """Ask again what was withdrawn while another page was shown."""
        if self._answer is None:
            self._context.field.ask(self._field_job(), _WALKING)
        if self._is_effective() and self._effective.is_busy():
            self._ask_effective()

    def set_picture(self, picture: QImage | None, crop: QRectF) -> None:
        """Give the picture that the field is drawn on, and the part of it that is the input."""
        self._view.set_picture(picture, crop)

    def set_session(self, size: tuple[int, int] | None) -> None:
        """Give height and width of the input that the loaded weights are for."""
        if size != self._session:
            self._session = size
            self._show_mode()

    def weights_changed(self) -> None:
        """What was computed with the weights before does not hold."""
        if self._is_effective():
            self._show_mode()

    def text(self) -> list[str]:
        """Return what the shown unit sees, as lines of text."""
        lines = [f"{name}: {value}".replace("\n", "; ") for name, value, _ in self._facts() if value != NONE]
        found = self._effective.text() if self._is_effective() else ""
        return [*lines, found] if found else lines

    # -- the exact lines ---------------------------------------------------------------------------------------

    def _field_job(self) -> FieldJob:
        return self._context.form.job(FieldJob, order=self._row.order)

    def _on_lines(self, job: Job, answer: SeenLines) -> None:
        if job != self._field_job():
            return
        self._answer = answer
        unknown = self._view.picture.seen() is None
        self._view.picture.set_lines(as_answered(answer, self._row))
        if not answer.exact:
            self._caveat.set_text(
                self.tr("An operator on the way is not known: what units really see may be less than what is shown.")
            )
        if unknown:
            self._show_mode()
        elif not self._view.picture.has_heat:
            self._show_facts()

    def _on_lines_failed(self, job: Job, message: str) -> None:
        # Where there is a formula, it stays.
        if job != self._field_job() or self._view.picture.seen() is not None:
            return
        why = self.tr("What the units see cannot be said: {0}.").format(message.rstrip("."))
        if self._is_effective():
            self._effective.show_unavailable(why)
        else:
            self._note.set_text(why)

    # -- theoretical or effective ------------------------------------------------------------------------------

    def _is_effective(self) -> bool:
        return self._mode.current() == "effective"

    def _on_mode_chosen(self, mode: str) -> None:
        self._show_mode()

    def _show_mode(self) -> None:
        """Show the field of the chosen unit in the chosen way."""
        effective = self._is_effective()
        why, instead = "", None
        if effective:
            why, instead = why_not(self._network, self._row, self._session, bool(self._context.form.options))
        self._view.picture.set_heat(None)
        self._view.picture.set_by_click(effective and not why)
        self._effective.setVisible(effective)
        self._show_facts()
        self._note.set_text("" if effective else remark(self._row))
        if not effective or why:
            self._context.effective.withdraw()
        if why:
            self._effective.show_unavailable(why, instead)
        elif effective:
            self._ask_effective()

    def _on_unit_chosen(self, unit: Unit) -> None:
        self._view.picture.set_heat(None)
        self._show_facts()
        if self._view.picture.by_click:
            self._ask_effective(_CHOOSING)

    def _effective_job(self) -> EffectiveFieldJob:
        return EffectiveFieldJob(
            key=self._network.name,
            layer=measured_layer(self._network, self._row),
            unit=unit_argument(self._row, self._view.picture.unit),
            weights=self._context.weights(self._network.name),
            samples=SAMPLES,
        )

    def _ask_effective(self, delay: int = _WALKING) -> None:
        self._effective.show_busy()
        if self._view.picture.seen() is None:
            return  # which unit is the centre is known when the lines are
        self._context.effective.ask(self._effective_job(), delay)

    def _on_cancel_requested(self) -> None:
        self._context.effective.withdraw()
        self._effective.show_failed(self.tr("Cancelled."))

    def _wanted(self, job: Job) -> bool:
        return self._view.picture.by_click and job == self._effective_job()

    def _on_effective(self, job: Job, answer: EffectiveAnswer) -> None:
        from explorer.ui.live.pixels import image_of
        from explorer.visualize.methods.influence import picture

        if not self._wanted(job):
            return
        found = answer.found
        size = found.array.shape
        if size != tuple(self._network.input_shape[-2:]):
            self._effective.show_unavailable(other_input((size[0], size[1]), self._network))
            return
        rows, columns = found.extent()
        self._view.picture.set_heat(image_of(picture(found)), rows, columns)
        self._effective.show_found(sentence(found, self._row, self._view.picture.unit), answer.weights, found.samples)
        self._show_facts((rows, columns))

    def _on_effective_failed(self, job: Job, message: str) -> None:
        if self._wanted(job):
            self._effective.show_failed(message)

    def _on_effective_dropped(self, job: Job) -> None:
        if self._wanted(job):
            self._effective.show_failed(self.tr("Cancelled."))

    # -- figures -----------------------------------------------------------------------------------------------

    def _show_facts(self, extent: tuple[range, range] | None = None) -> None:
        self._view.set_key(extent is not None)
        picture = self._view.picture
        several = picture.units() != (1, 1)
        facts = self._facts()
        if extent is not None:
            facts = effective_facts(unit_words(self._row, picture.unit, picture.units()), *extent)
        self._view.set_facts(facts)
        picture.setAccessibleDescription(", ".join(f"{name} {value}" for name, value, _ in facts))
        click = self.tr("Click on the picture to choose a unit")
        move = self.tr("Move over the picture to choose a unit")
        hint = (click if picture.by_click else move) if several else ""
        self._view.set_hint("\n".join(filter(None, (hint, self._scaled()))))

    def _scaled(self) -> str:
        """Say so where the picture is of another size than the input on which the field is drawn."""
        size = self._network.input_shape[-2:]
        if self._session is None or self._session == tuple(size):
            return ""
        return self.tr("The picture ran at {0} px and is scaled here to {1} px").format(
            shape(self._session), shape(size)
        )

    def _facts(self) -> list[Fact]:
        picture = self._view.picture
        unit = unit_words(self._row, picture.unit, picture.units())
        return theoretical_facts(self._row, unit, picture.seen(), self._answer, self._network.input_shape)

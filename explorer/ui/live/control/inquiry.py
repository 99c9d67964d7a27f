"""What the live panel's closer looks need from the engine: a class's evidence, filters, fields, names of units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from explorer.analysis.rows import LayerRow, Shape
from explorer.engine.messages import CLASS_METHODS, EffectiveFieldJob, FieldJob, FiltersJob
from explorer.ui.docks.inspector.unit_lines import UnitLines, as_answered, by_formula
from explorer.ui.live.method.methods import LASTING
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.probe.probe import Probe
from explorer.ui.question import Question

if TYPE_CHECKING:
    from explorer.engine.messages import ClassView, EffectiveAnswer, FilterBank, Job, Progress, SeenLines
    from explorer.models.registry import Architecture
    from explorer.ui.engine_link import EngineLink

WALKING = 150
"""Milliseconds that a layer must stay before its exact lines are asked for."""
CYCLING = 400
"""Milliseconds that a lasting method must stay: whoever only passes it by with the key starts nothing."""
SAMPLES = 16
"""Noise inputs over which an effective field is averaged."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at now."""

    architecture: Architecture
    weights: str
    picture: int
    """Counts the pictures: another one needs other answers."""
    layer: str | None
    row: LayerRow | None
    """The operator that makes the layer's output, in the network's own form."""
    input_shape: Shape
    streaming: bool = False
    """Whether frames follow each other; the stream then brings class views itself."""


class LiveInquiry(QObject):
    """Asks only for what is on show, and drops what is no longer."""

    def __init__(self, panel: LivePanel, engine: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._look: Look | None = None
        self._pictures = -1
        self._lines_of: tuple[str, int] | None = None
        # Answers about a picture are not kept: a job does not say which picture it is about.
        self._evidence = Question(engine, self, kept=0)
        self._filters = Question(engine, self, kept=4)
        self._field = Question(engine, self)
        self._effective = Question(engine, self)
        self._shown: tuple[Any, ...] | None = None
        self._given_up = False
        """What was asked last about a class was not answered: it is asked again when somebody chooses the method."""
        self._evidence.answered.connect(self._on_evidence)
        self._evidence.failed.connect(self._on_evidence_failed)
        self._evidence.progressed.connect(self._on_evidence_progressed)
        self._evidence.dropped.connect(self._on_evidence_dropped)
        self._filters.answered.connect(self._on_filters)
        self._filters.failed.connect(lambda job, message: self._panel.set_error(message))
        self._field.answered.connect(self._on_lines)
        self._effective.answered.connect(self._on_effective)
        self._effective.failed.connect(lambda job, message: self._panel.viewer.probe.set_effective(None, message))
        self._effective.dropped.connect(lambda job: self._panel.viewer.probe.set_effective(None))
        self._effective.progressed.connect(self._panel.body.probe.progress.set_progress)
        panel.wishChanged.connect(self.update)
        panel.methodChanged.connect(self._on_method_chosen)
        panel.effectiveWanted.connect(self._on_effective_wanted)

    def look_at(self, look: Look | None) -> None:
        """Look at another picture, network or layer."""
        self._look = look
        self.update()

    def pause(self) -> None:
        """Nobody looks for a while: evidence that is under way is withdrawn, and asked for anew when somebody does."""
        if self._evidence.job is not None:
            self._evidence.withdraw()
            self._shown = None
            self._panel.methods.progress.end()

    def forget(self) -> None:
        """What was asked is gone or not wanted any more: engine, device, network or weights are others."""
        self._shown = self._lines_of = None
        self._panel.methods.progress.end()
        if self._effective.job is not None:
            self._panel.body.probe.effective.setChecked(False)
        for question in (self._evidence, self._filters, self._field, self._effective):
            question.withdraw()

    def update(self) -> None:
        """Ask for what is on show and not known yet."""
        look = self._look
        if look is None:
            return
        self._name_units(look)
        self._ask_evidence(look)
        self._ask_filters(look)
        self._ask_lines(look)

    def _name_units(self, look: Look) -> None:
        from explorer.models.classes import class_names

        record = next((one for one in look.architecture.weights if one.name == look.weights), None)
        row = look.row
        decides = row is not None and row.output_shape == (look.architecture.num_classes,)
        names = record.classes if record is not None else look.architecture.classes
        self._panel.layers.units.set_names(class_names(names) if decides else ())

    # Classes

    def _ask_evidence(self, look: Look) -> None:
        viewer = self._panel.viewer
        method = viewer.method
        self._panel.picture.set_passing(look.streaming)
        if method not in CLASS_METHODS or look.streaming:
            self._evidence.withdraw()
            self._shown = None
            return
        job = viewer.options.job(
            key=look.architecture.key,
            weights=look.weights,
            method=method,
            layer=look.layer or "",
            target=viewer.target,
        )
        wish = (look.picture, job)
        if wish == self._shown:
            return
        if self._evidence.job is not None:
            self._evidence.withdraw()
        self._shown, self._given_up = wish, False
        self._panel.picture.set_class_view(None)
        self._evidence.ask(job, CYCLING if method in LASTING else 0)
        if method in LASTING:
            self._panel.methods.progress.begin(self.tr("Waiting for the engine"))

    def _on_evidence(self, job: Job, view: ClassView) -> None:
        self._panel.set_class_view(view)

    def _on_evidence_failed(self, job: Job, message: str) -> None:
        self._given_up = True
        self._panel.set_error(message)

    def _on_evidence_dropped(self, job: Job) -> None:
        self._given_up = True
        self._panel.methods.progress.end()
        self._panel.picture.give_up()

    def _on_method_chosen(self, method: str | None) -> None:
        if self._given_up:
            self._shown = None
        self.update()

    def _on_evidence_progressed(self, progress: Progress) -> None:
        if self._panel.viewer.method in LASTING:
            self._panel.methods.progress.set_progress(progress)

    # Filters

    def _ask_filters(self, look: Look) -> None:
        bank = self._panel.layers.filters.bank
        known = bank is not None and bank.key == look.architecture.key
        if self._panel.viewer.section != "filters":
            self._filters.withdraw()
            return
        job = FiltersJob(key=look.architecture.key, weights=look.weights)
        if known and self._filters.known(job) is bank:
            return
        if self._filters.job != job:
            self._panel.layers.filters.set_bank(None)
        self._filters.ask(job)

    def _on_filters(self, job: Job, bank: FilterBank) -> None:
        self._panel.layers.filters.set_bank(bank)
        self._panel.layers.filters.set_channel(self._panel.layer.path_shown, self._panel.picture.shown_channel())
        self._panel.body.reveal(self._panel.layers.filters.grid)

    # Fields

    def _ask_lines(self, look: Look) -> None:
        probe = self._panel.viewer.probe
        row = look.row
        if not probe.on or row is None:
            self._field.withdraw()
            self._lines_of = None
            return
        meant = (look.architecture.key, row.order)
        if meant == self._lines_of:
            return
        self._lines_of = meant
        self._take(by_formula(row, look.input_shape), exact=False)
        self._field.ask(FieldJob(key=look.architecture.key, order=row.order), WALKING)

    def _on_lines(self, job: FieldJob, lines: SeenLines) -> None:
        look = self._look
        if look is None or look.row is None or self._lines_of != (job.key, job.order):
            return
        self._take(as_answered(lines, look.row), exact=lines.exact)

    def _take(self, lines: UnitLines | None, *, exact: bool) -> None:
        assert self._look is not None
        height, width = self._look.input_shape[-2:]
        region = self._panel.picture.space.region
        self._panel.viewer.probe.set_probe(Probe(lines, exact, region, (height, width)))

    def _on_effective_wanted(self, cell: tuple[int, int] | None) -> None:
        look = self._look
        if cell is None or look is None or look.layer is None:
            self._effective.withdraw()
            return
        self._effective.ask(
            EffectiveFieldJob(
                key=look.architecture.key, layer=look.layer, unit=cell, weights=look.weights, samples=SAMPLES
            )
        )

    def _on_effective(self, job: Job, answer: EffectiveAnswer) -> None:
        self._panel.viewer.probe.set_effective(answer)

"""Getting the networks that are compared: from memory or disk at once, else from the engine; and their block trees."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis import cache
from explorer.analysis.network import Network
from explorer.engine.messages import AnalyzeJob
from explorer.ui.question import Question
from explorer.ui.what_if import Form
from explorer.visualize.graph.blocks import BlockTree, build_tree

if TYPE_CHECKING:
    from explorer.ui.background import Background
    from explorer.ui.engine_link import EngineLink

KEPT = 8
"""Networks that stay in memory, so that taking a change back costs nothing."""


class Reading(QObject):
    """One form of a network on its way, and then there with its tree, or not to be had."""

    ended = Signal(object)  # itself: the tree is there, or it failed

    def __init__(self, form: Form, engine: EngineLink | None, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.form = form
        self.tree: BlockTree | None = None
        self.message = ""
        """Why the network is not to be had."""
        self._background = background
        self._over = False
        self._question = Question(engine, self, kept=1, patient=True)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        self._question.dropped.connect(self._on_dropped)

    @property
    def network(self) -> Network | None:
        """The network, once it is there."""
        return self.tree.network if self.tree is not None else None

    @property
    def waits_for_engine(self) -> bool:
        """Whether the engine has been asked and has not answered."""
        return self._question.job is not None

    def begin(self) -> None:
        """Look for the network on the disk, then ask for it."""
        self.message = ""
        form = self.form
        self._background.run(
            lambda: cache.cached(form.architecture.key, form.input_shape, dict(form.options), batch=form.batch),
            self._on_looked_up,
            lambda error: self._on_looked_up(None),
        )

    def end(self) -> None:
        """The network is no longer wanted, nor what the thread still does for it."""
        self._over = True
        self._question.withdraw()

    def _on_looked_up(self, network: Network | None) -> None:
        if self._over:
            return
        if network is None:
            self._question.ask(self.form.job(AnalyzeJob))
        else:
            self._build(network)

    @Slot(object, object)
    def _on_answered(self, job: AnalyzeJob, network: Network) -> None:
        self._build(network)

    def _build(self, network: Network) -> None:
        self._background.run(lambda: build_tree(network), self._on_built)

    def _on_built(self, tree: BlockTree) -> None:
        if not self._over:
            self.tree = tree
            self.ended.emit(self)

    @Slot(object, object)
    def _on_failed(self, job: AnalyzeJob, message: str) -> None:
        self._fail(message)

    @Slot(object)
    def _on_dropped(self, job: AnalyzeJob) -> None:
        self._fail(self.tr("Reading the network was cancelled."))

    def _fail(self, message: str) -> None:
        self.message = message
        self.ended.emit(self)


class Readings(QObject):
    """The readings of all networks that are or were compared; the ones unused for longest go first."""

    ended = Signal(object)  # Reading

    def __init__(self, engine: EngineLink | None, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._engine, self._background = engine, background
        self._readings: OrderedDict[Form, Reading] = OrderedDict()

    def of(self, form: Form) -> Reading:
        """Return the reading of a form, which begins if it has not yet."""
        reading = self._readings.get(form)
        if reading is None:
            reading = self._readings[form] = Reading(form, self._engine, self._background, self)
            reading.ended.connect(self.ended)
            reading.begin()
        self._readings.move_to_end(form)
        return reading

    def again(self, form: Form) -> None:
        """Try once more what failed."""
        reading = self._readings.get(form)
        if reading is not None and reading.message:
            reading.begin()

    def keep(self, wanted: Iterable[Form]) -> None:
        """Withdraw what is on its way for nobody, and forget the oldest of what nobody looks at."""
        needed = set(wanted)
        for form, reading in list(self._readings.items()):
            unused = form not in needed
            if unused and (reading.tree is None or len(self._readings) > KEPT):
                reading.end()
                del self._readings[form]
                reading.ended.disconnect(self.ended)
                reading.deleteLater()

    def close(self) -> None:
        """Want nothing any more."""
        self.keep(())
        for reading in self._readings.values():
            reading.end()

"""Two networks side by side, and what they and further ones come to.

========================  =====================================================
F8, Shift+F8              the next difference, the one before
X                         swaps A and B
L, D, O                   move together, mark differences, one above the other
V                         opens and closes what both networks see in the same picture
Ctrl+Z, Ctrl+Shift+Z      undo, redo what is compared
========================  =====================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.conventions import Convention
from explorer.ui.compare.bar import Bar
from explorer.ui.compare.calculation import Calculation
from explorer.ui.compare.card import DifferenceCard
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.linking import Counterparts, Moving
from explorer.ui.compare.live.part import LivePart
from explorer.ui.compare.live.room import Room
from explorer.ui.compare.members import Members, Slots
from explorer.ui.compare.panel import Panel
from explorer.ui.compare.reading import Reading, Readings
from explorer.ui.compare.replacing import Replacing, own_form
from explorer.ui.compare.side import Side
from explorer.ui.compare.telling import Telling
from explorer.ui.compare.timekeeping import Timekeeping
from explorer.ui.compare.walking import Walk
from explorer.ui.measured_times import TimeRecord
from explorer.ui.page import Page
from explorer.ui.what_if import Form

if TYPE_CHECKING:
    from explorer.ui.background import Background
    from explorer.ui.compare.live.controller import CompareLive
    from explorer.ui.compare.weights import CompareWeights
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.live.control.controller import LiveController
    from explorer.visualize.graph.metrics import Metric


class ComparePage(Page):
    """A tab among the networks; what is compared is undone and redone by itself."""

    compared = Signal(object)  # Compared, or None while it is not known
    exportRequested = Signal(object, object)  # Chart, suffix
    tableRequested = Signal(object, object)  # key of a format, whether it is to be copied

    commands = (
        "measure.time",
        "view.fit",
        "view.expand",
        "view.collapse",
        "view.direction",
        "view.depth.1",
        "view.depth.2",
        "view.depth.3",
    )

    def __init__(
        self,
        engine: EngineLink,
        background: Background,
        record: TimeRecord | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``record``: what has been measured in the window; one of its own without."""
        super().__init__(parent)
        self.setObjectName("compare")
        self.title = self.tr("Compare")
        self._engine = engine
        self.members = Members(self)
        self.counterparts = Counterparts(self)
        # From the outside in: a part that gets another parent is styled anew with all that is in it.
        self.bar = Bar(self.members.stack, self)
        self.parts = QSplitter(Qt.Orientation.Vertical, self)
        upper = QWidget(self.parts)
        self.canvases = QSplitter(Qt.Orientation.Horizontal, upper)
        self.sides = tuple(Side(at, self.counterparts.selections[at], self.canvases) for at in range(2))
        self.card = DifferenceCard(upper)
        self.live = LivePart(self.parts)
        self.panel = Panel(self.parts)
        self.moving = Moving(self.sides[0].view, self.sides[1].view, self)
        self._telling = Telling(self.card, self.counterparts, self)
        self.walk = Walk(self.sides, self.moving, self.counterparts, self._telling, self.bar, self.panel, self)
        self._readings = Readings(engine, background, self)
        self._calculation = Calculation(self.members, self._readings, background, self)
        self.replacing = Replacing(self.members, self.sides, self.bar, self)
        self.timekeeping = Timekeeping(record or TimeRecord(engine, self), engine, self.sides, self.panel, self)
        self.times, self.colouring = self.timekeeping.times, self.timekeeping.colouring
        self.looking: CompareLive | None = None
        """What both networks see, once the window lends its source of pictures."""
        self.weights: CompareWeights | None = None
        """What A and B run with, from then on."""
        self._closed = False
        self.result: Compared | None = None
        self.room = Room(self.parts, upper, self.live, self.panel, self.canvases, self.sides, self.card, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.parts, 1)
        self.setFocusProxy(self.sides[0].view)
        self._connect()
        self._shortcuts()
        self._calculation.update()

    def _connect(self) -> None:
        self.members.changed.connect(self._on_members_changed)
        self._calculation.read.connect(self._on_read)
        self._calculation.begun.connect(self._on_begun)
        self._calculation.ended.connect(self._on_compared)
        self._engine.stateChanged.connect(self._on_engine_state)
        for side in self.sides:
            side.view.retryRequested.connect(lambda side=side: self._calculation.try_again(side.form))
        self.bar.swapRequested.connect(self.swap)
        self.bar.syncToggled.connect(self.moving.set_enabled)
        self.bar.marksToggled.connect(self._on_marks_toggled)
        self.bar.stackedToggled.connect(self._on_stacked_toggled)
        self.timekeeping.renewed.connect(self._on_times_renewed)
        self.panel.architectureChosen.connect(self.add)
        self.panel.exportRequested.connect(self.exportRequested)
        self.panel.tableRequested.connect(self.tableRequested)

    def _shortcuts(self) -> None:
        for keys, act in (
            ("F8", lambda: self.walk.step(1)),
            ("Shift+F8", lambda: self.walk.step(-1)),
            ("X", self.swap),
            ("L", self.bar.sync.toggle),
            ("D", self.bar.marks.toggle),
            ("O", self.bar.stacked.toggle),
            ("V", self._toggle_live),
            ("Ctrl+Z", self.members.stack.undo),
            ("Ctrl+Shift+Z", self.members.stack.redo),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # what is compared --------------------------------------------------------

    def begin(self, forms: Sequence[Form]) -> None:
        """Compare these forms of networks, at most four."""
        self.members.begin(forms)

    def add(self, key: str) -> bool:
        """Compare one more network in its own form; False if there is no room."""
        return self.members.add(own_form(key))

    def put(self, place: int, key: str) -> None:
        """Put another network into the place of A (0) or B (1)."""
        self.members.put(place, own_form(key))

    @Slot()
    def swap(self) -> None:
        """Let A and B change places; of the same network in the same form, only their weights differ."""
        first, second = self.members.slots[:2]
        if first != second:
            self.members.swap()
        elif self.weights is not None:
            self.weights.swap()

    def _on_members_changed(self, before: Slots) -> None:
        if self.weights is not None:
            self.weights.follow(before, self.members.slots)
        self.times.keep(self.members.forms)
        self._calculation.follow()

    def _on_engine_state(self, state: str) -> None:
        self._calculation.update()

    # what comes to be known --------------------------------------------------

    def _on_read(self, slots: Slots, readings: Sequence[Reading | None]) -> None:
        states = ["shown" if one is None or one.tree else one.message or "waiting" for one in readings]
        self.bar.set_members(slots, states, full=self.members.full)

    def _on_begun(self, slots: Slots, readings: Sequence[Reading | None]) -> None:
        self._forget()
        self.timekeeping.begin(slots, [one.tree if one is not None else None for one in readings])
        for side, form, reading in zip(self.sides, slots[:2], readings[:2], strict=True):
            if form is None or reading is None:
                side.show_nothing()
            else:
                side.show_reading(form, reading, self._engine.state)

    def _forget(self) -> None:
        self.result = None
        self.moving.set_pairing(None)
        for side in self.sides:
            side.overlay.set_content(None, ())
        self.counterparts.begin(None)
        self._telling.begin(self.members.slots)
        self.panel.clear()
        self.walk.begin(None)
        self.bar.set_rule("", "")
        self.compared.emit(None)

    def _on_compared(self, result: Compared) -> None:
        self.result = result = self.timekeeping.timed(result)
        pairing = result.pairing
        self.counterparts.begin(pairing)
        self.moving.set_pairing(pairing)
        if pairing is not None:
            for side, half, marks in zip(self.sides, (pairing.left, pairing.right), result.marks, strict=True):
                side.overlay.set_content(half, marks)
            self.bar.set_rule(*self._telling.rule(pairing.alignment))
            self.moving.lead(0)
        self.walk.begin(result)
        self._telling.begin(self.members.slots)
        self.panel.set_compared(result)
        self.compared.emit(result)

    def set_convention(self, convention: Convention) -> None:
        """Count operations in another way."""
        self.panel.set_convention(convention)
        self.colouring.set_convention(convention)

    def set_metric(self, metric: Metric | None, *, chosen: bool = False) -> None:
        """Colour both graphs by a figure, None for kinds; times that somebody has ``chosen`` are measured at once."""
        self.timekeeping.set_metric(metric, chosen=chosen)

    def measure(self) -> None:
        """Have the compared networks measured that have not been, one after the other; all anew if all have been."""
        self.timekeeping.measure()

    def _on_times_renewed(self, result: Compared) -> None:
        self.result = result

    @property
    def comparison(self) -> Comparison | None:
        """The figures of all that is compared."""
        return self.result.comparison if self.result is not None else None

    # the same picture --------------------------------------------------------

    def set_live(self, live: LiveController) -> None:
        """Let both networks look at the live panel's pictures."""
        from explorer.ui.compare.live.controller import CompareLive
        from explorer.ui.compare.weights import CompareWeights

        self.weights = CompareWeights(live, self)
        self.weights.follow((), self.members.slots)
        self.looking = CompareLive(
            self.live, self.counterparts, self.walk, live, self.weights, self._readings, self._engine, self
        )
        self.compared.connect(self.looking.set_compared)
        self.live.show()

    def _toggle_live(self) -> None:
        if self.looking is not None:
            self.live.fold.toggle()

    # looking -----------------------------------------------------------------

    def _on_marks_toggled(self, shown: bool) -> None:
        for side in self.sides:
            side.overlay.set_shown(shown)

    def _on_stacked_toggled(self, stacked: bool) -> None:
        self.room.set_stacked(stacked)
        self.moving.show_start()

    def fit(self) -> None:
        """Show both graphs as a whole."""
        self.moving.fit()

    def set_expanded(self, expanded: str | int) -> None:
        """Open all blocks, none, or those down to a depth, in both."""
        for side in self.sides:
            side.view.set_expanded(expanded)

    def set_direction(self, direction: str) -> None:
        """Let both graphs run from top to bottom (``tb``) or from left to right (``lr``)."""
        self.direction = direction
        for side in self.sides:
            side.view.set_direction(direction)

    def close_page(self) -> None:
        """Want nothing any more."""
        if not self._closed:
            self._closed = True
            self._calculation.stop()
            self._engine.stateChanged.disconnect(self._on_engine_state)
            self.times.cancel()
            if self.looking is not None:
                self.looking.close()
            self._readings.close()
        self.replacing.close()

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

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from explorer.analysis.comparison.comparison import Comparison, compare
from explorer.analysis.conventions import Convention
from explorer.models import registry
from explorer.ui.compare.bar import Bar
from explorer.ui.compare.card import DifferenceCard
from explorer.ui.compare.compared import Compared
from explorer.ui.compare.linking import Counterparts, Moving
from explorer.ui.compare.live.part import LivePart
from explorer.ui.compare.live.room import Room
from explorer.ui.compare.members import Members, Slots
from explorer.ui.compare.panel import Panel
from explorer.ui.compare.picker import Picker
from explorer.ui.compare.reading import Reading, Readings
from explorer.ui.compare.side import Side
from explorer.ui.compare.telling import Telling
from explorer.ui.compare.timekeeping import Timekeeping
from explorer.ui.compare.walking import Walk
from explorer.ui.measured_times import TimeRecord
from explorer.ui.page import Page
from explorer.ui.tokens import Space
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
        self._engine, self._background = engine, background
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
        self.timekeeping = Timekeeping(record or TimeRecord(engine, self), engine, self.sides, self.panel, self)
        self.times, self.colouring = self.timekeeping.times, self.timekeeping.colouring
        self.looking: CompareLive | None = None
        """What both networks see, once the window lends its source of pictures."""
        self.weights: CompareWeights | None = None
        """What A and B run with, from then on."""
        self._picker: Picker | None = None
        self._picked: Callable[[str], object] = self.add
        self._order = 0
        self._closed = False
        self.result: Compared | None = None
        self._build(upper)
        self.room = Room(self.parts, upper, self.live, self.panel, self.canvases, self.sides, self.card, self)
        self._connect()
        self._shortcuts()
        self._update()

    def _build(self, upper: QWidget) -> None:
        self.canvases.setObjectName("compare.canvases")
        for side in self.sides:
            self.canvases.addWidget(side)
        self.canvases.setChildrenCollapsible(False)
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvases, 1)
        column.addWidget(self.card)
        self.parts.setObjectName("compare.parts")
        for part, share in ((upper, 3), (self.live, 0), (self.panel, 2)):
            self.parts.addWidget(part)
            self.parts.setStretchFactor(self.parts.indexOf(part), share)
        self.parts.setSizes([510, Space.DOCK_HEADER, 330])
        self.parts.setCollapsible(0, False)
        self.parts.setCollapsible(1, False)
        self.live.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        whole.addWidget(self.parts, 1)
        self.setFocusProxy(self.sides[0].view)

    def _connect(self) -> None:
        self.members.changed.connect(self._on_members_changed)
        self._readings.ended.connect(self._on_reading_ended)
        self._engine.stateChanged.connect(self._on_engine_state)
        for side in self.sides:
            side.pickRequested.connect(self._on_pick_requested)
            side.removeRequested.connect(self._on_side_remove_requested)
            side.formWished.connect(self._on_form_wished)
            side.dropped.connect(self._on_dropped)
            side.view.retryRequested.connect(self._on_retry_requested)
            side.view.cancelRequested.connect(self._on_cancel_requested)
        self.bar.addRequested.connect(self.ask_for_more)
        self.bar.removeRequested.connect(self.members.remove)
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
        return self.members.add(Form.own(registry.get(key)))

    def put(self, place: int, key: str) -> None:
        """Put another network into the place of A (0) or B (1)."""
        self.members.put(place, Form.own(registry.get(key)))

    @Slot()
    def swap(self) -> None:
        """Let A and B change places; of the same network in the same form, only their weights differ."""
        first, second = self.members.slots[:2]
        if first != second:
            self.members.swap()
        elif self.weights is not None:
            self.weights.swap()

    @Slot()
    def ask_for_more(self) -> None:
        """Ask which network is to be compared, too."""
        if not self.members.full:
            self._pick(self.add, self.bar.add, None)

    def _pick(self, then: Callable[[str], object], below: QWidget, current: str | None) -> None:
        if self._picker is None:
            self._picker = Picker(registry.architectures(), self)
            self._picker.architectureChosen.connect(lambda key: self._picked(key))
        self._picked = then
        self._picker.ask(below, current)

    @property
    def picker(self) -> Picker | None:
        """The pop-up in which networks are chosen, once it has been opened."""
        return self._picker

    def _on_pick_requested(self) -> None:
        side = self._sender()
        current = side.form.architecture.key if side.form is not None else None
        self._pick(lambda key: self.put(side.place, key), side.name, current)

    def _on_side_remove_requested(self) -> None:
        self.members.remove(self._sender().place)

    def _on_form_wished(self, form: Form) -> None:
        self.members.put(self._sender().place, form)

    def _on_dropped(self, key: str) -> None:
        self.put(self._sender().place, key)

    def _sender(self) -> Side:
        sender = self.sender()
        assert isinstance(sender, Side)
        return sender

    def _side_of(self, view: QObject | None) -> Side:
        return next(side for side in self.sides if side.view is view)

    def _on_retry_requested(self) -> None:
        side = self._side_of(self.sender())
        if side.form is not None:
            self._readings.again(side.form)
            self._update()

    def _on_cancel_requested(self) -> None:
        self.members.remove(self._side_of(self.sender()).place)

    def _on_members_changed(self, before: Slots) -> None:
        if self.weights is not None:
            self.weights.follow(before, self.members.slots)
        # Pictures run through the own forms of A and B.
        own = (Form.own(form.architecture) for form in self.members.slots[:2] if form is not None)
        self._readings.keep((*self.members.forms, *own))
        self.times.keep(self.members.forms)
        self._update()

    def _on_reading_ended(self, reading: Reading) -> None:
        if reading.form in self.members.forms:
            self._update()

    def _on_engine_state(self, state: str) -> None:
        self._update()

    def _update(self) -> None:
        """Show every network that is there, and compare them anew."""
        slots = self.members.slots
        readings = [self._readings.of(form) if form is not None else None for form in slots]
        states = ["shown" if one is None or one.tree else one.message or "waiting" for one in readings]
        self.bar.set_members(slots, states, full=self.members.full)
        known = [one for one in readings if one is not None and one.tree is not None]
        if (
            self.result is not None
            and [one.tree for one in known] == list(self.result.trees)
            and (self.result.slots == slots)
        ):
            return
        self._order += 1
        self._forget()
        self.timekeeping.begin(slots, [one.tree if one is not None else None for one in readings])
        for side, form, reading in zip(self.sides, slots[:2], readings[:2], strict=True):
            if form is None or reading is None:
                side.show_nothing()
            else:
                side.show_reading(form, reading, self._engine.state)
        if len(known) < 2:
            return
        order = self._order
        trees = [one.tree for one in known if one.tree is not None]
        places = tuple(place for place, one in enumerate(readings) if one is not None and one.tree is not None)
        self._background.run(
            lambda: Compared.of(slots, places, trees, compare([tree.network for tree in trees])),
            lambda result: self._on_compared(order, result),
        )

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

    def _on_compared(self, order: int, result: Compared) -> None:
        if order != self._order:
            return
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
        self.canvases.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self.room.show_graphs()
        QApplication.sendPostedEvents(self.canvases, QEvent.Type.LayoutRequest)
        self._show_start()

    def _show_start(self) -> None:
        """Show where both networks begin, the first one in front of the second."""
        for side in self.sides:
            self.moving.alone(side.view.canvas.show_start)
        self.moving.lead(0)

    def fit(self) -> None:
        """Show both graphs as a whole; moved together, at the scale at which the larger one fits."""
        canvases = [side.view.canvas for side in self.sides]
        for canvas in canvases:
            self.moving.alone(partial(canvas.fit, duration=0))
        self.moving.lead(min(range(2), key=lambda place: canvases[place].scale_factor))

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
            self._order += 1
            self._engine.stateChanged.disconnect(self._on_engine_state)
            self.times.cancel()
            if self.looking is not None:
                self.looking.close()
            self._readings.close()
        if self._picker is not None:
            self._picker.close()

"""One open network: its facts, its captured form, its selection with a history, its graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis import cache
from explorer.analysis.network import Network
from explorer.engine.messages import AnalyzeJob
from explorer.models.registry import Architecture
from explorer.ui.graph.view import GraphView
from explorer.ui.question import Question
from explorer.ui.selection import Selected, Selection
from explorer.ui.what_if import Form, counterparts
from explorer.visualize.graph.blocks import BlockTree, build_tree

if TYPE_CHECKING:
    from explorer.ui.background import Background
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.what_if_panel import WhatIfPanel

History = tuple[tuple[Selected, ...], int]
"""What was selected, and at which of them one is."""

KEPT = 4
"""Forms whose network stays in memory."""


class Document(QObject):
    """What a tab stands for.

    It is opened in the architecture's own form and may then be shown in others:
    "what if". A new form replaces the network when it is known, and not before;
    the newest wish wins. Live pictures always run through the own form, since
    that is what weights are for.
    """

    historyChanged = Signal()
    networkChanged = Signal(object)  # itself: there is a network, or another form of it
    refused = Signal(object)  # one line: why a form is not shown, if the card that says it is not seen

    def __init__(
        self, architecture: Architecture, engine: EngineLink, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.architecture = architecture
        self.form = Form.own(architecture)
        """In which form it is shown."""
        self.network: Network | None = None
        """The network in that form."""
        self.own: Network | None = None
        """The network in the architecture's own form."""
        self.selection = Selection()
        """Of rows and blocks of ``network``; another form has another one."""
        self.view = GraphView()
        self._engine = engine
        self._background = background
        self._question = Question(engine, self, kept=KEPT, patient=True)
        self._wanted: Form | None = None
        self._panel: WhatIfPanel | None = None
        self._history: list[Selected] = []
        self._position = -1
        self._moving = False
        self.selection.changed.connect(self._on_selection_changed)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        self._question.dropped.connect(self._on_dropped)
        engine.stateChanged.connect(self._on_engine_state)
        self.view.header.form.clicked.connect(self._on_chip_clicked)

    @property
    def key(self) -> str:
        """The architecture's key."""
        return self.architecture.key

    # Getting the network

    def show_form(self, form: Form) -> None:
        """Show the network in this form as soon as it is known: from memory or disk at once, else from the engine."""
        if form == self._wanted:
            return
        self._question.withdraw()
        self._wanted = form
        known = self.own if form.is_own else self._question.known(form.job(AnalyzeJob))
        if known is not None:
            self._prepare(form, known)
            return
        if self.network is None:
            self.view.show_loading(self.tr("Reading the network"))
        self._say_waiting()
        self._background.run(
            lambda: cache.cached(self.key, form.input_shape, dict(form.options), batch=form.batch),
            lambda network: self._on_looked_up(form, network),
            lambda error: self._on_looked_up(form, None),
        )

    @property
    def waiting(self) -> bool:
        """Whether a form is wanted that is not shown yet."""
        return self._wanted is not None

    def close(self) -> None:
        """Want nothing any more."""
        if self._panel is not None:
            self._panel.dismiss()
        self._wanted = None
        self._question.withdraw()

    def _on_looked_up(self, form: Form, network: Network | None) -> None:
        if form != self._wanted:
            return
        if network is None:
            self._question.ask(form.job(AnalyzeJob))
        else:
            self._prepare(form, network)

    @Slot(object, object)
    def _on_answered(self, job: AnalyzeJob, network: Network) -> None:
        assert self._wanted is not None and job == self._wanted.job(AnalyzeJob)
        self._prepare(self._wanted, network)

    def _prepare(self, form: Form, network: Network) -> None:
        """Build the graph's blocks on the thread, which takes long for a big network, then show all."""
        self._background.run(lambda: build_tree(network), lambda tree: self._show(form, tree))

    def _show(self, form: Form, tree: BlockTree) -> None:
        if form != self._wanted:
            return
        self._wanted = None
        former, network = self.network, tree.network
        self.network, self.form = network, form
        if form.is_own:
            self.own = network
        if former is None:
            self.view.set_tree(tree, self.selection)
        elif former is not network:
            self._carry_selection(former, network)
            self.view.replace_tree(tree, self.selection)
        self.view.header.set_form(form.parts(), changed=not form.is_own)
        if self._panel is not None and self.own is not None:
            self._panel.show_figures(self.own.totals, network.totals)
        if former is not network:
            self.networkChanged.emit(self)

    @Slot(object, object)
    def _on_failed(self, job: AnalyzeJob, message: str) -> None:
        # Without a network the canvas says it; with one, the card does, if it is seen.
        told = self.network is None or (self._panel is not None and self._panel.isVisible())
        if self._wanted is not None and not told:
            self.refused.emit(self.tr("{0} is not shown: {1}").format(self._wanted.text(), message))
        self._give_up(message, "error")

    @Slot(object)
    def _on_dropped(self, job: AnalyzeJob) -> None:
        if self.network is None:
            self._give_up(self.tr("Reading the network was cancelled."), "info")
        else:
            self._give_up(self.tr("Cancelled; shown is {0}.").format(self.form.text()), "info")

    def _give_up(self, message: str, level: str) -> None:
        self._wanted = None
        if self.network is None:
            self.view.show_error(message)
        elif self._panel is not None:
            self._panel.say(message, level)

    def _say_waiting(self) -> None:
        if self._panel is None or self._wanted is None or self.network is None:
            return
        if self._engine.state == "running":
            self._panel.say_waiting(self.tr("Analysing {0}").format(self._wanted.text()), "busy")
        elif self._engine.state == "starting":
            self._panel.say_waiting(self.tr("The engine is starting; {0} follows.").format(self._wanted.text()), "busy")
        else:
            self._panel.say_waiting(self.tr("The engine has stopped; restart it from the Engine menu."), "warn")

    @Slot(object)
    def _on_engine_state(self, state: str) -> None:
        self._say_waiting()

    # What if

    @property
    def panel(self) -> WhatIfPanel | None:
        """The card in which the form is changed, once it has been opened."""
        return self._panel

    def open_what_if(self) -> None:
        """Show the card in which the form is changed, its first field ready to be typed into."""
        if self.own is None or self.network is None:
            return
        if self._panel is None:
            from explorer.ui.what_if_panel import WhatIfPanel  # a window has many tabs, and few of them need it

            self._panel = WhatIfPanel(Form.own(self.architecture), self.view, self.view.header.form)
            self._panel.wished.connect(self.show_form)
            self._panel.closed.connect(self._on_panel_closed)
        if self._panel.isHidden():
            self._panel.show_form(self._wanted or self.form)
            self._panel.show_figures(self.own.totals, self.network.totals)
            self._say_waiting()
        self._panel.open()
        self.view.header.form.setChecked(True)

    @Slot(bool)
    def _on_chip_clicked(self, opened: bool) -> None:
        if opened:
            self.open_what_if()
        elif self._panel is not None:
            self._panel.dismiss()

    @Slot()
    def _on_panel_closed(self) -> None:
        self.view.header.form.setChecked(False)

    # The selection and its history

    @property
    def can_go_back(self) -> bool:
        return self._position > 0

    @property
    def can_go_forward(self) -> bool:
        return self._position < len(self._history) - 1

    @property
    def history(self) -> History:
        """What was selected."""
        return tuple(self._history), self._position

    def take_history(self, history: History) -> None:
        """Have been where another document of the same form has been."""
        self._history, self._position = list(history[0]), history[1]
        self.historyChanged.emit()

    def go(self, step: int) -> None:
        """Select again what was selected ``step`` selections ago (negative) or after."""
        target = self._position + step
        if not 0 <= target < len(self._history):
            return
        self._position = target
        self._moving = True
        try:
            _select(self.selection, self._history[target])
        finally:
            self._moving = False
        self.historyChanged.emit()

    def _carry_selection(self, former: Network, network: Network) -> None:
        """Select in another form what was selected, and remember what had been; what is not there is dropped."""
        current, *history = counterparts([self.selection.current, *self._history], former, network)
        self._position = sum(map(bool, history[: self._position + 1])) - 1
        self._history = [one for one in history if one]
        # A selection of its own: panels that still show the former network keep the former one until they are told.
        carried = Selection()
        _select(carried, current)
        carried.select_channel(self.selection.channel if current else None)
        self.selection.changed.disconnect(self._on_selection_changed)
        carried.changed.connect(self._on_selection_changed)
        self.selection = carried
        self.historyChanged.emit()

    @Slot(object)
    def _on_selection_changed(self, selected: Selected) -> None:
        if self._moving or not selected:
            return
        del self._history[self._position + 1 :]
        self._history.append(selected)
        self._position = len(self._history) - 1
        self.historyChanged.emit()


def _select(selection: Selection, selected: Selected) -> None:
    if selected.order is not None:
        selection.select_operator(selected.order)
    elif selected.block is not None:
        selection.select_block(selected.block)

"""One open network: its facts, its captured form, its selection with a history, its graph."""

from PySide6.QtCore import QObject, Signal, Slot

from explorer.analysis.network import Network
from explorer.models.registry import Architecture
from explorer.ui.graph.view import GraphView
from explorer.ui.selection import Selected, Selection


class Document(QObject):
    """What a tab stands for."""

    historyChanged = Signal()

    def __init__(self, architecture: Architecture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.architecture = architecture
        self.selection = Selection(self)
        self.network: Network | None = None
        self.view = GraphView()
        self._history: list[Selected] = []
        self._position = -1
        self._moving = False
        self.selection.changed.connect(self._on_selection_changed)

    @property
    def key(self) -> str:
        """The architecture's key."""
        return self.architecture.key

    @property
    def can_go_back(self) -> bool:
        return self._position > 0

    @property
    def can_go_forward(self) -> bool:
        return self._position < len(self._history) - 1

    def set_network(self, network: Network) -> None:
        """Show the captured network."""
        self.network = network
        self.view.set_network(network, self.selection)

    def go(self, step: int) -> None:
        """Select again what was selected ``step`` selections ago (negative) or after."""
        target = self._position + step
        if not 0 <= target < len(self._history):
            return
        self._position = target
        selected = self._history[target]
        self._moving = True
        try:
            if selected.order is not None:
                self.selection.select_operator(selected.order)
            elif selected.block is not None:
                self.selection.select_block(selected.block)
        finally:
            self._moving = False
        self.historyChanged.emit()

    @Slot(object)
    def _on_selection_changed(self, selected: Selected) -> None:
        if self._moving or not selected:
            return
        del self._history[self._position + 1 :]
        self._history.append(selected)
        self._position = len(self._history) - 1
        self.historyChanged.emit()

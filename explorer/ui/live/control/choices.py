"""The layer, channel and unit that are meant: chosen in the live panel or in the document, and shown in both."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from explorer.engine.messages import METHODS, ChannelView
from explorer.ui.document import Document
from explorer.ui.live.control.layers import layer_path
from explorer.ui.live.control.wishes import LiveWishes
from explorer.ui.live.method.remarks import activation_share
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.selection import Selected, Selection
from explorer.ui.what_if import counterpart


class LiveChoices(QObject):
    """Carries choices between one panel and the selection of the document in front.

    The document may show another form of the network than the one that runs:
    what is chosen in the panel is looked up in the document's form.
    """

    changed = Signal()
    """Something else may have to be asked for."""
    heldChanged = Signal(bool)
    """Whether somebody holds the channel and unit on show."""

    def __init__(self, panel: LivePanel, wishes: LiveWishes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._wishes = wishes
        self._document: Document | None = None
        self._selection: Selection | None = None
        self._held = False
        self.view: ChannelView | None = None
        """The channel on show."""
        panel.methodChanged.connect(self._on_method_changed)
        panel.channelChosen.connect(self._on_channel_chosen)
        panel.unitChosen.connect(self._on_unit_chosen)
        panel.layerStepped.connect(self.step_layer)
        panel.filterChosen.connect(self._on_filter_chosen)

    def follow(self, document: Document | None) -> None:
        """Follow a document's selection, which it replaces when it shows another form."""
        self._document = document
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
            self._selection.channelChanged.disconnect(self._on_channel_changed)
        self._selection = selection = document.selection if document is not None else None
        if selection is not None:
            selection.changed.connect(self._on_selection_changed)
            selection.channelChanged.connect(self._on_channel_changed)
        self._set_held(False)

    def show_layer(self) -> None:
        """Show in the panel which layer is meant; what was seen of the last one is gone."""
        self.view = None
        row, network, layer = self._wishes.shown_row(), self._wishes.network(), self._wishes.layer()
        depth = activation_share(network, row) if row is not None and network is not None else None
        self._panel.set_layer(layer, row.output_shape if row else (), depth)
        self._panel.set_channel(self._selection.channel if self._selection is not None else None)
        self._panel.set_channel_view(None)
        if layer is None:
            self._panel.set_layer_maps(None)

    @Slot(object)
    def step_layer(self, step: int) -> None:
        """Select the layer before or after the one that is shown."""
        network, shown = self._wishes.network(), self._wishes.shown_row()
        if network is None or shown is None:
            return
        # One stop per module call, at the operator that makes its output.
        stops = sorted({layer_path(network, row): row.order for row in network.rows if row.path}.values())
        selected = self._wishes.selected().order
        here = selected if selected in stops else shown.order
        beyond = [order for order in stops if (order - here) * step > 0]
        if beyond:
            self._select(beyond[0] if step > 0 else beyond[-1])

    def hold_unit(self, held: bool) -> None:
        """Stay with the channel and unit that are shown, if there are any, or follow the strongest again."""
        told = self._wishes.method in METHODS and self.view is not None
        if held and told and self.view is not None and self.view.unit is not None:
            self._on_unit_chosen(self.view.unit)
            self._set_held(True)
        elif held:
            self.heldChanged.emit(False)  # as of a class's evidence, which is of no unit
        elif self._selection is not None:
            self._selection.select_channel(None)
            self.let_go()
            self.changed.emit()

    def let_go(self) -> None:
        """Mean the strongest unit again, or the whole map."""
        self._mean(self._panel.scope)
        self._set_held(False)

    def _mean(self, unit: tuple[int, int] | str) -> None:
        self._wishes.unit = unit
        self._panel.viewer.picked = not isinstance(unit, str)

    def _set_held(self, held: bool) -> None:
        if held is not self._held:
            self._held = held
            self.heldChanged.emit(held)

    def _select(self, order: int) -> bool:
        """Select a row of the network that runs; False where the document's form has no such row."""
        network, document = self._wishes.network(), self._document
        if network is None or document is None or document.network is None:
            return False
        there = counterpart(Selected(order=order), network, document.network)
        if there.order is not None:
            document.selection.select_operator(there.order)
        return there.order is not None

    # What people do in the panel

    @Slot(object)
    def _on_method_changed(self, method: str | None) -> None:
        self._wishes.method = method
        self.changed.emit()

    @Slot(object)
    def _on_channel_chosen(self, channel: int | None) -> None:
        if self._selection is not None:
            self._selection.select_channel(channel)

    @Slot(object, object)
    def _on_filter_chosen(self, layer: str, channel: int) -> None:
        """Show the channel that a filter of the first convolution makes."""
        network = self._wishes.network()
        if network is None or self._document is None:
            return
        row = next((row for row in network.rows if layer_path(network, row) == layer), None)
        if row is not None and self._select(row.order):
            self._document.selection.select_channel(channel)

    @Slot(object)
    def _on_unit_chosen(self, unit: tuple[int, int] | str) -> None:
        if self._selection is None or self.view is None:
            return
        # The unit is one of the channel on show: from now on that channel is meant.
        self._selection.select_channel(self.view.channel)
        self._mean(unit)
        if isinstance(unit, str):
            self._set_held(False)
        self.changed.emit()

    # What is selected in the document

    @Slot(object)
    def _on_selection_changed(self, selected: Selected) -> None:
        self.let_go()
        self.show_layer()
        self.changed.emit()

    @Slot(object)
    def _on_channel_changed(self, channel: int | None) -> None:
        self.let_go()
        self._panel.set_channel(channel)
        self.changed.emit()

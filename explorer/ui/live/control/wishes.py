"""What is wanted of a picture or a frame now: the network, the layer, the channel or class, the method."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import CLASS_METHODS, METHODS, ChannelJob, ChannelView, ClassJob, LayerJob, PredictJob
from explorer.ui.document import Document
from explorer.ui.live.control.layers import default_row, layer_path, receptive_field_box
from explorer.ui.live.method.methods import LASTING
from explorer.ui.live.panel.viewer import Viewer
from explorer.ui.live.stream.frames import StreamWish
from explorer.ui.selection import Selected
from explorer.ui.what_if import counterpart


@dataclass(frozen=True, slots=True, eq=False)
class _Meant:
    """Which layer a selection means, and the row that makes its output."""

    network: Network
    shown: Network | None
    selected: Selected
    layer: str | None
    row: LayerRow | None

    def is_of(self, network: Network, shown: Network | None, selected: Selected) -> bool:
        return self.network is network and self.shown is shown and self.selected == selected


class LiveWishes:
    """The choices, and the jobs that they amount to.

    A picture always runs through the architecture's own form: layers and rows
    are of that, whatever form the document is shown in.
    """

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer
        self.document: Document | None = None
        self.weights: dict[str, str] = {}
        """Names as on the command line, by the architectures' keys."""
        self.method: str | None = METHODS[0]
        self.unit: tuple[int, int] | str = "max"
        self._known: _Meant | None = None

    # The layer that is meant

    def network(self) -> Network | None:
        """The network that runs."""
        return self.document.own if self.document else None

    def selected(self) -> Selected:
        """What is selected, as rows and blocks of the network that runs."""
        document = self.document
        if document is None or document.network is None or document.own is None:
            return Selected()
        return counterpart(document.selection.current, document.network, document.own)

    def layer(self) -> str | None:
        """The module call whose output is shown: the selected block, the selected operator's module, or the default."""
        meant = self._meant()
        return meant.layer if meant is not None else None

    def shown_row(self) -> LayerRow | None:
        """The operator that makes the shown output: the last one inside the module call."""
        meant = self._meant()
        return meant.row if meant is not None else None

    def _meant(self) -> _Meant | None:
        """What the selection means; every frame asks, and to look through thousands of rows takes milliseconds."""
        network, document = self.network(), self.document
        if network is None or document is None:
            return None
        shown, current = document.network, document.selection.current
        if self._known is None or not self._known.is_of(network, shown, current):
            layer = self._find_layer(network, self.selected())
            row = _last_row(network, layer) if layer is not None else None
            self._known = _Meant(network, shown, current, layer, row)
        return self._known

    @staticmethod
    def _find_layer(network: Network, selected: Selected) -> str | None:
        if selected.block is not None:
            return selected.block
        row = network.rows[selected.order] if selected.order is not None else default_row(network)
        return layer_path(network, row) if row is not None else None

    def receptive_field(self, view: ChannelView) -> QRectF | None:
        """Where the receptive field of a view's unit lies on the picture."""
        row, network = self.shown_row(), self.network()
        if row is None or network is None or view.unit is None:
            return None
        return receptive_field_box(row, view.unit, network.input_shape, view.region)

    # The jobs

    def layer_job(self, key: str, layer: str) -> LayerJob:
        """The question about a layer."""
        return LayerJob(key=key, weights=self._weights(key), layer=layer, strongest=self._viewer.maps_wanted())

    def channel_job(self, key: str, layer: str) -> ChannelJob | None:
        """The question about a channel; None with a method that is not about one."""
        if self.method not in METHODS or self.document is None:
            return None
        return ChannelJob(
            key=key,
            weights=self._weights(key),
            layer=layer,
            channel=self.document.selection.channel,
            method=self.method,
            unit=self.unit,
        )

    def frame(self) -> StreamWish | None:
        """What is wanted of every frame of a moving source."""
        if self.document is None:
            return None
        key, layer = self.document.key, self.layer()
        predict = PredictJob(key=key, weights=self._weights(key))
        if layer is None:
            return StreamWish(predict=predict, view=self._class_job(key, ""))
        view = self.channel_job(key, layer) or self._class_job(key, layer)
        return StreamWish(predict=predict, layer=self.layer_job(key, layer), view=view)

    def _class_job(self, key: str, layer: str) -> ClassJob | None:
        """The question about a class, if it is one that can be asked of every frame."""
        if self.method not in CLASS_METHODS or self.method in LASTING:
            return None
        options, target = self._viewer.options, self._viewer.target
        return options.job(key=key, weights=self._weights(key), method=self.method, layer=layer, target=target)

    def _weights(self, key: str) -> str:
        return self.weights.get(key, "default")


def _last_row(network: Network, layer: str) -> LayerRow | None:
    """The last operator inside a module call."""
    nodes = network.graph.nodes
    return next((row for row in reversed(network.rows) if layer in nodes[row.order]["scope"]), None)

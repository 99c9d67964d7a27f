"""Between the live panel and the engine: what should be shown now, and what must be asked for it.

The controller compares what is wanted (network, weights, picture, layer,
channel, method) with what was asked last and posts only the difference, so
that every signal may simply say "something changed".
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import (
    METHODS,
    ChannelJob,
    ChannelView,
    EngineInfo,
    Failed,
    Job,
    LayerJob,
    LayerMaps,
    PictureJob,
    PredictionResult,
    PredictJob,
    Progress,
    SeenRegion,
)
from explorer.ui.document import Document
from explorer.ui.engine_link import EngineLink
from explorer.ui.live.panel import LivePanel
from explorer.ui.live.source import LoadedPicture, PictureLoader, PictureSource
from explorer.ui.selection import Selected, Selection
from explorer.ui.what_if import Form, counterpart


@dataclass(frozen=True, slots=True)
class _Asked:
    """A posted job: what it was for, and its number."""

    wish: tuple[Any, ...]
    number: int | None


class LiveController(QObject):
    """Drives one :class:`LivePanel` for the document that is in front.

    A picture always runs through the architecture's own form, whatever form
    the document is shown in: the panel's layers, shapes and boxes are of that.
    """

    pictureShown = Signal(object)  # LoadedPicture
    regionKnown = Signal(object)  # SeenRegion
    weightsKnown = Signal(object)  # WeightsBadge

    def __init__(self, panel: LivePanel, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._link = link
        self._loader = PictureLoader(self)
        self._document: Document | None = None
        self._selection: Selection | None = None
        self._weights: dict[str, str] = {}
        self._picture: LoadedPicture | None = None
        self._pictures = 0
        self._method: str | None = METHODS[0]
        self._unit: tuple[int, int] | str = "max"
        self._asked: dict[type[Job], _Asked] = {}
        self._view: ChannelView | None = None
        # Many signals may fall together (a new tab changes network, layer and channel): one look is enough.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._update)

        self._loader.loaded.connect(self._on_picture_loaded)
        self._loader.failed.connect(self._on_picture_failed)
        panel.pictureRequested.connect(self.open_picture)
        panel.methodChanged.connect(self._on_method_changed)
        panel.channelChosen.connect(self._on_channel_chosen)
        panel.unitChosen.connect(self._on_unit_chosen)
        panel.layerStepped.connect(self.step_layer)
        link.ready.connect(self._on_engine_ready)
        link.lost.connect(self._on_engine_lost)
        link.progressed.connect(self._on_progressed)

    # What is wanted

    @Slot(object)
    def open_picture(self, source: PictureSource) -> None:
        """Decode a picture and show it."""
        self._loader.load(source)

    def set_document(self, document: Document | None) -> None:
        """Follow another document."""
        self._document = document
        self._follow(document.selection if document is not None else None)
        self._unit = self._panel.scope
        self._panel.set_prediction(None)
        self._clear_layer()
        self._show_form()
        self.refresh()

    def _follow(self, selection: Selection | None) -> None:
        if self._selection is not None:
            self._selection.changed.disconnect(self._on_selection_changed)
            self._selection.channelChanged.disconnect(self._on_channel_changed)
        self._selection = selection
        if selection is not None:
            selection.changed.connect(self._on_selection_changed)
            selection.channelChanged.connect(self._on_channel_changed)

    def weights(self, key: str) -> str:
        """Which weights an architecture runs with: a name as on the command line."""
        return self._weights.get(key, "default")

    def set_weights(self, key: str, weights: str) -> None:
        """Run an architecture with other weights."""
        self._weights[key] = weights
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look soon whether something must be asked."""
        self._soon.start()

    def network_arrived(self) -> None:
        """The document in front has got its network, so that its layers are known, or shows another form of it."""
        if self._document is not None:
            self._follow(self._document.selection)
        if self._layer() != self._panel.layer.path_shown:
            self._clear_layer()
        self._show_form()
        self.refresh()

    def _show_form(self) -> None:
        """Say which form runs, where the other panels show another one."""
        if self._document is None:
            self._panel.set_what_if("", "")
        else:
            self._panel.set_what_if(Form.own(self._document.architecture).text(), self._document.form.changes())

    @Slot(object)
    def step_layer(self, step: int) -> None:
        """Select the layer before or after the one that is shown."""
        network, shown = self._network(), self._shown_row()
        if network is None or shown is None or self._document is None:
            return
        # One stop per module call, at the operator that makes its output.
        stops = sorted({layer_path(network, row): row.order for row in network.rows if row.path}.values())
        selected = self._selected().order
        here = selected if selected in stops else shown.order
        beyond = [order for order in stops if (order - here) * step > 0]
        if beyond and self._document.network is not None:
            stop = Selected(order=beyond[0] if step > 0 else beyond[-1])
            there = counterpart(stop, network, self._document.network)
            if there.order is not None:
                self._document.selection.select_operator(there.order)

    def close(self) -> None:
        """Stop decoding; nothing is shown any more."""
        self._soon.stop()
        self._loader.close()

    # What is asked

    @Slot()
    def _update(self) -> None:
        document, picture = self._document, self._picture
        if document is None or picture is None or self._link.state != "running":
            return
        key = document.key
        weights = self.weights(key)
        base = (self._pictures, key, weights)
        self._ask(base, PredictJob(key=key, weights=weights), self._on_prediction)
        layer = self._layer()
        if layer is None:
            return
        self._ask((*base, layer), LayerJob(key=key, weights=weights, layer=layer), self._on_layer_maps)
        if self._method is not None:
            channel = document.selection.channel
            job = ChannelJob(
                key=key, weights=weights, layer=layer, channel=channel, method=self._method, unit=self._unit
            )
            self._ask((*base, layer, channel, self._method, self._unit), job, self._on_channel_view)

    def _ask(self, wish: tuple[Any, ...], job: Job, done: Any) -> None:
        last = self._asked.get(type(job))
        if last is not None:
            if last.wish == wish:
                return
            if last.number is not None:
                self._link.cancel(last.number)
        self._asked[type(job)] = _Asked(wish, self._link.post(job, done, self._on_failed))

    def _send_picture(self) -> None:
        if self._picture is not None and self._link.state == "running":
            self._link.post(PictureJob(pixels=self._picture.pixels), lambda answer: None, self._on_failed)

    # What comes back

    @Slot(object)
    def _on_picture_loaded(self, picture: LoadedPicture) -> None:
        self._picture = picture
        self._pictures += 1
        self._unit = self._panel.scope
        self._panel.set_picture(picture)
        self.pictureShown.emit(picture)
        self._send_picture()
        self.refresh()

    @Slot(object)
    def _on_picture_failed(self, message: str) -> None:
        self._panel.set_error(message)

    def _on_prediction(self, result: PredictionResult) -> None:
        self._panel.set_busy(None)
        self._panel.set_stale(False)
        self._panel.set_prediction(result)
        self.regionKnown.emit(result.region)
        self.weightsKnown.emit(result.weights)

    def _on_layer_maps(self, maps: LayerMaps) -> None:
        self._panel.set_busy(None)
        self._panel.set_layer_maps(maps)

    def _on_channel_view(self, view: ChannelView) -> None:
        self._panel.set_busy(None)
        self._view = view
        self._panel.set_channel_view(view)
        self._panel.set_receptive_field(self._receptive_field(view))

    def _on_failed(self, failure: Failed) -> None:
        self._panel.set_busy(None)
        self._panel.set_error(failure.message)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if any(asked.number == progress.number for asked in self._asked.values()):
            text = progress.text
            if progress.total:
                text = f"{text} {100 * progress.done // progress.total} %"
            self._panel.set_busy(text)

    @Slot(object)
    def _on_engine_ready(self, info: EngineInfo) -> None:
        self._asked.clear()
        self._panel.set_busy(None)
        self._send_picture()
        self.refresh()

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
        self._asked.clear()
        self._panel.set_stale(True)
        if self._link.state == "starting":
            self._panel.set_busy(self.tr("The engine is starting again"))

    # What people do in the panel

    @Slot(object)
    def _on_method_changed(self, method: str | None) -> None:
        self._method = method
        self.refresh()

    @Slot(object)
    def _on_channel_chosen(self, channel: int | None) -> None:
        if self._document is not None:
            self._document.selection.select_channel(channel)

    @Slot(object)
    def _on_unit_chosen(self, unit: tuple[int, int] | str) -> None:
        if self._document is None or self._view is None:
            return
        # The unit is one of the channel on show: from now on that channel is meant.
        self._document.selection.select_channel(self._view.channel)
        self._unit = unit
        self.refresh()

    @Slot(object)
    def _on_selection_changed(self, selected: Selected) -> None:
        self._unit = self._panel.scope
        self._clear_layer()
        self.refresh()

    @Slot(object)
    def _on_channel_changed(self, channel: int | None) -> None:
        self._unit = self._panel.scope
        self._panel.set_channel(channel)
        self.refresh()

    # The layer that is meant

    def _clear_layer(self) -> None:
        self._view = None
        row = self._shown_row()
        self._panel.set_layer(self._layer(), row.output_shape if row else ())
        self._panel.set_channel(self._document.selection.channel if self._document else None)
        self._panel.set_channel_view(None)
        if self._layer() is None:
            self._panel.set_layer_maps(None)

    def _network(self) -> Network | None:
        return self._document.own if self._document else None

    def _selected(self) -> Selected:
        """What is selected, as rows and blocks of the network that runs."""
        document = self._document
        if document is None or document.network is None or document.own is None:
            return Selected()
        return counterpart(document.selection.current, document.network, document.own)

    def _layer(self) -> str | None:
        """The module call whose output is shown: the selected block, the selected operator's module, or the default."""
        network = self._network()
        if network is None or self._document is None:
            return None
        selected = self._selected()
        if selected.block is not None:
            return selected.block
        row = network.rows[selected.order] if selected.order is not None else default_row(network)
        return layer_path(network, row) if row is not None else None

    def _shown_row(self) -> LayerRow | None:
        """The operator that makes the shown output: the last one inside the module call."""
        network, layer = self._network(), self._layer()
        if network is None or layer is None:
            return None
        nodes = network.graph.nodes
        return next((row for row in reversed(network.rows) if layer in nodes[row.order]["scope"]), None)

    def _receptive_field(self, view: ChannelView) -> QRectF | None:
        row = self._shown_row()
        network = self._network()
        if row is None or network is None or view.unit is None:
            return None
        return receptive_field_box(row, view.unit, network.input_shape, view.region)


def layer_path(network: Network, row: LayerRow) -> str | None:
    """The module call that a row belongs to: ``layer1.0.relu``, ``layer1.0.relu#1`` for its second call."""
    scope = network.graph.nodes[row.order]["scope"]
    return str(scope[-1]) if scope else None


def default_row(network: Network) -> LayerRow | None:
    """A layer worth a first look: the last normalised one whose map is still fine enough to see shapes in.

    One unit per 8 pixels of a 224 pixel picture, in proportion for other sizes.
    Before its activation, because behind a ReLU6 the strongest unit is often a
    saturated one, through which nothing can be projected.
    """
    finest = max(1, min(network.input_shape[-2:]) // 28)
    spatial = [row for row in network.rows if row.path and len(row.output_shape) == 3 and row.jump_h is not None]
    fine = [row for row in spatial if row.jump_h is not None and row.jump_h <= finest]
    for kinds in (("norm",), ("conv", "depthwise")):
        meant = [row for row in fine if network.graph.nodes[row.order]["kind"] in kinds]
        if meant:
            return meant[-1]
    chosen = fine or spatial
    return chosen[-1] if chosen else None


def receptive_field_box(
    row: LayerRow, unit: tuple[int, int], input_shape: tuple[int, ...], region: SeenRegion
) -> QRectF | None:
    """The receptive field of a unit in picture pixels, clipped to what the network saw.

    None where it has no box, or where the picture became an input of another
    size than the row's figures are of.
    """
    if region.input_size != input_shape[-2:]:
        return None
    if row.rf_h is None or row.rf_w is None or row.jump_h is None or row.jump_w is None:
        return None
    if row.rf_start_h is None or row.rf_start_w is None:
        return None
    height, width = input_shape[-2:]
    top = max(0, row.rf_start_h + unit[0] * row.jump_h)
    left = max(0, row.rf_start_w + unit[1] * row.jump_w)
    bottom = min(height, row.rf_start_h + unit[0] * row.jump_h + row.rf_h)
    right = min(width, row.rf_start_w + unit[1] * row.jump_w + row.rf_w)
    across, down = region.width / width, region.height / height
    return QRectF(region.left + left * across, region.top + top * down, (right - left) * across, (bottom - top) * down)

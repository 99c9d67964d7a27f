"""What the live panel shows: a picture, what the network says of it, what a layer's channels see in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.rows import Shape
from explorer.engine.messages import CLASS_METHODS, ChannelView, ClassView, LayerMaps, PredictionResult, WeightsBadge
from explorer.ui import numbers
from explorer.ui.live.method.remarks import remarks
from explorer.ui.live.panel.content import LiveContent
from explorer.ui.live.panel.notes import ErrorCard
from explorer.ui.live.panel.viewer import Viewer
from explorer.ui.live.sources.bar import SourceBar
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.tokens import Space
from explorer.ui.widgets.state_card import LOADING_SHOWS_AFTER, StateCard
from explorer.ui.wording import device_name


class LiveDisplay(QWidget):
    """Is told by setters; what people do in it is the panel's."""

    def __init__(self, body: LiveContent | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._busy: str | None = None
        self._busy_shown = False
        self._settled = False
        self._weights: WeightsBadge | None = None
        self._depth: float | None = None

        self.source = SourceBar()
        self.error = ErrorCard()
        self.empty = StateCard("live.empty")
        self.body = body or LiveContent()
        self.methods, self.picture, self.honesty = self.body.methods, self.body.picture, self.body.honesty
        self.top, self.layers = self.body.top, self.body.layers
        self.layer, self.strip = self.layers.layer, self.layers.strip
        self.viewer = Viewer(self.body, self)
        self._pending = QTimer(self, singleShot=True, interval=LOADING_SHOWS_AFTER)
        self._build()
        self.error.dismissed.connect(self._framed.hide)
        self._pending.timeout.connect(self._on_pending)
        self.viewer.arranged.connect(self._arrange)
        self._show_state()
        # A picture that comes at once finds no invitation to open one.
        self._pending.start()

    # Layout

    def _build(self) -> None:
        framed = QVBoxLayout()
        framed.setContentsMargins(Space.PANEL, 0, Space.PANEL, Space.CLOSE)
        framed.addWidget(self.error)
        self._framed = QWidget()
        self._framed.setLayout(framed)
        self._framed.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.source)
        whole.addWidget(self._framed)
        whole.addWidget(self.empty, 1)
        whole.addWidget(self.body, 1)
        whole.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the results beside or below the picture, and give the picture its height."""
        self.body.arrange(self.width(), self.height() - self.source.sizeHint().height())

    # Setters

    def set_picture(self, picture: LoadedPicture) -> None:
        """Show a picture; results of the last one fade until they are replaced."""
        self.error.dismiss()
        self.source.source.set_picture(picture)
        self.picture.set_picture(picture)
        self.top.set_stale(True)
        self.layers.set_stale(True)
        self.layers.forget_scales()
        self._arrange()
        self._show_state()

    def set_frame(
        self,
        picture: LoadedPicture,
        prediction: PredictionResult,
        maps: LayerMaps | None,
        view: ChannelView | ClassView | None,
    ) -> None:
        """Show a frame of a moving source together with what is known of it."""
        last = self.picture.picture
        with self.picture.held():
            self.picture.set_picture(picture)
            if last is None or (last.name, last.width, last.height) != (picture.name, picture.width, picture.height):
                self.source.source.set_picture(picture)
                self._arrange()
            self._take_prediction(prediction)
            self.picture.set_stale(False)
            if maps is not None:
                self._take_maps(maps)
            if isinstance(view, ClassView):
                self.set_class_view(view)
            elif view is not None:
                self._take_channel_view(view)
        self._show_channel()
        self._show_state()

    def leave_network(self, *, same_classes: bool) -> None:
        """Another network looks now: what the last one has seen fades, and nothing of it lies over the picture."""
        self.set_prediction(None)
        self.layers.set_stale(True)
        self.picture.set_maps(None)
        self.picture.set_class_view(None)
        self.viewer.probe.leave_layer()
        if not same_classes:
            self.viewer.forget_target()

    def set_prediction(self, result: PredictionResult | None) -> None:
        """Show the most probable classes, or none."""
        self._take_prediction(result)
        self._show_honesty()
        self._show_state()

    def _take_prediction(self, result: PredictionResult | None) -> None:
        self.top.set_result(result)
        self.top.set_stale(False)
        self.body.show_badge(result)
        self.methods.set_prediction(result)
        self._weights = result.weights if result is not None else None
        if result is None:
            self.picture.set_readings(())
            return
        self.picture.set_region(result.region)
        latency = numbers.with_unit(numbers.latency(result.milliseconds), "ms")
        self.picture.set_readings(((self.tr("Latency"), latency), (self.tr("Device"), device_name(result.device))))

    def set_layer(self, path: str | None, shape: Shape = (), depth: float | None = None) -> None:
        """Show which layer is chosen; its channel goes back to the strongest.

        Args:
            path: module path, None for no layer.
            shape: of its output.
            depth: see :func:`explorer.ui.live.method.remarks.activation_share`.
        """
        path = path or None
        self._depth = depth
        if path == self.layer.path_shown and shape == self.layer.shape:
            return
        self.viewer.channel = None
        self.viewer.probe.leave_layer()
        self.layers.set_layer(path, shape)
        self.picture.set_layer(path)
        self.picture.set_channel(None)
        self.picture.set_receptive_field(None)
        self.layers.set_stale(True)
        self._show_channel()
        self._show_state()

    def set_layer_maps(self, maps: LayerMaps | None) -> None:
        """Show the strongest channels of the chosen layer, or none; maps of another layer come too late."""
        self._take_maps(maps)
        self._show_channel()
        self._show_state()

    def _take_maps(self, maps: LayerMaps | None) -> None:
        if maps is None or maps.layer == self.layer.path_shown:
            self.layers.set_maps(maps)
            self.layers.set_stale(False)
            self.picture.set_maps(maps)

    def set_channel_view(self, view: ChannelView | None) -> None:
        """Show one channel's map or projection over the picture, or none."""
        self._take_channel_view(view)
        self._show_channel()

    def _take_channel_view(self, view: ChannelView | None) -> None:
        self.picture.set_stale(False)
        self.picture.set_view(view)
        if view is not None:
            self.viewer.took_unit(view)

    def set_class_view(self, view: ClassView | None) -> None:
        """Show where the evidence for a class lies, or nothing."""
        self.methods.progress.end()
        self.picture.set_stale(False)
        self.picture.set_class_view(view)
        if view is not None and self.viewer.target == view.target.index:
            self.methods.set_target_name(view.target.index, view.target.label)
        self.viewer.show_target(view)
        self._show_honesty()

    def set_receptive_field(self, box: QRectF | None) -> None:
        """Frame the receptive field of the shown unit, in picture pixels."""
        self.picture.set_receptive_field(box)

    def set_what_if(self, own: str, shown: str) -> None:
        """Say which form of the network runs, and how the one differs that the other panels show; empty: not at all."""
        self.body.runs.set_forms(own, shown)
        self._arrange()

    def set_method(self, method: str | None) -> None:
        """Choose the overlay without a signal."""
        self.viewer.set_method(method)
        self._show_honesty()
        self._arrange()

    def set_opacity(self, opacity: float) -> None:
        """Set the overlay's opacity, 0 to 1, without a signal."""
        self.methods.set_opacity(opacity)
        self.picture.set_opacity(opacity)

    def set_channel(self, channel: int | None) -> None:
        """Choose a channel, None for the strongest, without a signal."""
        self.viewer.channel = channel
        self.picture.set_channel(channel)
        self._show_channel()

    def set_busy(self, text: str | None) -> None:
        """Say what is being done; places that are still empty become skeletons."""
        if text is None and self._busy is None and self._settled:
            return
        self._busy = text
        if text is None:
            self._pending.stop()
        if text is None or self._busy_shown:
            self._on_pending()
        elif not self._pending.isActive():
            self._pending.start()

    def set_stale(self, stale: bool) -> None:
        """Fade everything that was computed, because it is about to be replaced."""
        for part in (self.top, self.layers, self.picture):
            part.set_stale(stale)

    def set_error(self, message: str | None) -> None:
        """Say what failed and leave everything else as it is; None takes it back."""
        if not message:
            self.error.dismiss()
            return
        self.methods.progress.end()
        self.picture.give_up()
        self._framed.show()
        self.error.show_message(message)

    @property
    def method(self) -> str | None:
        """The chosen overlay."""
        return self.viewer.method

    @property
    def scope(self) -> str:
        """What a projection starts from unless a unit was clicked: ``max`` or ``all``, as in ``ChannelJob.unit``."""
        return self.viewer.scope

    @property
    def channel(self) -> int | None:
        """The chosen channel, None for the strongest."""
        return self.viewer.channel

    def _on_pending(self) -> None:
        self._settled = True
        self._busy_shown = self._busy is not None
        self.picture.set_notice(self._busy or "")
        self._show_state()

    # What is shown

    def _show_state(self) -> None:
        """Show the content, or why there is none."""
        there = self.picture.picture is not None
        self.body.setVisible(there)
        if there:
            self.empty.dismiss()
        elif self._busy is not None:
            self.empty.show_loading(self._busy)
        elif self._settled:
            self.empty.show_empty(
                self.tr("Drop or paste a picture, or choose a sample above."),
                icon="image",
                action=self.tr("Open a picture…"),
            )
        known = bool(self.top.entries) or self.layer.path_shown is not None
        self.body.expect_classes(known or self._busy is not None)
        self.top.set_loading(self._busy_shown)
        self.strip.set_loading(self._busy_shown)

    def _show_channel(self) -> None:
        self.layers.set_channel(self.viewer.channel, self.picture.shown_channel())
        self._show_honesty()

    def _show_honesty(self) -> None:
        method = self.viewer.method
        view, found = self.picture.view(), self.picture.class_view()
        if view is None or view.method != method or method in CLASS_METHODS:
            view = None
        self.honesty.set_remarks(remarks(method, view, found, self._weights, self._depth))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

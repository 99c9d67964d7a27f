"""The live panel: a picture, what the network says of it, and what a layer's channels see in it.

The panel asks by signals and is told by setters; it knows neither the engine
nor the decoder.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.analysis.rows import Shape
from explorer.engine.messages import ChannelView, LayerMaps, PredictionResult
from explorer.ui import numbers
from explorer.ui.live.content import LiveContent
from explorer.ui.live.controls import OVERLAYS, SourceBar
from explorer.ui.live.intake import PictureIntake
from explorer.ui.live.notes import ErrorCard
from explorer.ui.live.picture import STRONGEST, WHOLE_MAP
from explorer.ui.live.source import LoadedPicture
from explorer.ui.tokens import Space
from explorer.ui.widgets.state_card import LOADING_SHOWS_AFTER, StateCard


class LivePanel(QWidget):
    """Shows one picture through one network."""

    pictureRequested = Signal(object)  # PictureSource
    methodChanged = Signal(object)  # a word of explorer.engine.messages.METHODS, or None
    opacityChanged = Signal(object)  # float, 0 to 1
    layerStepped = Signal(object)  # -1 or 1
    channelChosen = Signal(object)  # int, or None for the strongest
    unitChosen = Signal(object)  # as ChannelJob.unit: (y, x), "max" for the strongest, "all" for the whole map

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(320)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._method: str | None = "activation"
        self._channel: int | None = None
        self._scope = STRONGEST
        self._busy: str | None = None
        self._busy_shown = False
        self._settled = False

        self.source = SourceBar()
        self.error = ErrorCard()
        self.empty = StateCard("live.empty")
        self._body = LiveContent()
        self.overlay, self.picture, self.honesty = self._body.overlay, self._body.picture, self._body.honesty
        self.top, self.layer, self.strip = self._body.top, self._body.layer, self._body.strip
        self._intake = PictureIntake(self)
        self._pending = QTimer(self, singleShot=True, interval=LOADING_SHOWS_AFTER)
        self._build()
        self._connect()
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
        whole.addWidget(self._body, 1)
        whole.addStretch(0)

    def _connect(self) -> None:
        self.source.pictureRequested.connect(self.pictureRequested)
        self.source.openRequested.connect(self.open_file)
        self.source.pasteRequested.connect(self.paste)
        self._intake.pictureRequested.connect(self.pictureRequested)
        self._intake.failed.connect(self.set_error)
        self.empty.actionRequested.connect(self.open_file)
        self.overlay.methodChosen.connect(self._on_method_chosen)
        self.overlay.opacityChanged.connect(self._on_opacity_changed)
        self.overlay.scopeChosen.connect(self._on_scope_chosen)
        self.honesty.guidedRequested.connect(self._on_guided_requested)
        self.layer.layerStepped.connect(self.layerStepped)
        self.layer.channelChosen.connect(self._on_channel_chosen)
        self.strip.channelChosen.connect(self._on_channel_chosen)
        self.picture.unitChosen.connect(self.unitChosen)
        self.error.dismissed.connect(self._framed.hide)
        self._pending.timeout.connect(self._on_pending)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the results beside or below the picture, and give the picture its height."""
        self._body.arrange(self.width(), self.height() - self.source.sizeHint().height())

    # Setters

    def set_picture(self, picture: LoadedPicture) -> None:
        """Show a picture; results of the last one fade until they are replaced."""
        self.error.dismiss()
        self.source.source.set_picture(picture)
        self.picture.set_picture(picture)
        self.top.set_stale(True)
        self.strip.set_stale(True)
        self._arrange()
        self._show_state()

    def set_prediction(self, result: PredictionResult | None) -> None:
        """Show the most probable classes, or none."""
        self.top.set_result(result)
        self.top.set_stale(False)
        self._body.show_badge(result)
        self.picture.set_readings(())
        if result is not None:
            self.picture.set_region(result.region)
            latency = numbers.with_unit(f"{result.milliseconds:,.1f}", "ms")
            self.picture.set_readings(((self.tr("Latency"), latency), (self.tr("Device"), _device(result.device))))
        self._show_state()

    def set_layer(self, path: str | None, shape: Shape = ()) -> None:
        """Show which layer is chosen; its channel goes back to the strongest."""
        path = path or None
        if path == self.layer.path_shown and shape == self.layer.shape:
            return
        self._channel = None
        self.layer.set_layer(path, shape)
        self.layer.set_channel(None, None)
        self.picture.set_layer(path)
        self.picture.set_channel(None)
        self.picture.set_receptive_field(None)
        self.strip.set_stale(True)
        self._show_channel()

    def set_layer_maps(self, maps: LayerMaps | None) -> None:
        """Show the strongest channels of the chosen layer, or none; maps of another layer come too late."""
        if maps is not None and maps.layer != self.layer.path_shown:
            return
        self.strip.set_maps(maps)
        self.strip.set_stale(False)
        self.picture.set_maps(maps)
        self._body.show_counts(maps)
        self._show_channel()
        self._show_state()

    def set_channel_view(self, view: ChannelView | None) -> None:
        """Show one channel's map or projection over the picture, or none."""
        self.picture.set_stale(False)
        self.picture.set_view(view)
        if view is not None and view.projection is not None and view.map.size > 1:
            self._scope = WHOLE_MAP if view.unit is None else STRONGEST
            self.overlay.scope.set_current(self._scope)
        self._show_channel()

    def set_receptive_field(self, box: QRectF | None) -> None:
        """Frame the receptive field of the shown unit, in picture pixels."""
        self.picture.set_receptive_field(box)

    def set_what_if(self, own: str, shown: str) -> None:
        """Say which form of the network runs, and how the one differs that the other panels show; empty: not at all."""
        self._body.runs.set_forms(own, shown)
        self._arrange()

    def set_method(self, method: str | None) -> None:
        """Choose the overlay without a signal."""
        self._method = method
        self.overlay.set_method(method)
        self.picture.set_method(method)
        self._show_honesty()
        self._arrange()

    def set_opacity(self, opacity: float) -> None:
        """Set the overlay's opacity, 0 to 1, without a signal."""
        self.overlay.set_opacity(opacity)
        self.picture.set_opacity(opacity)

    def set_channel(self, channel: int | None) -> None:
        """Choose a channel, None for the strongest, without a signal."""
        self._channel = channel
        self.picture.set_channel(channel)
        self._show_channel()

    def set_busy(self, text: str | None) -> None:
        """Say what is being done; places that are still empty become skeletons."""
        self._busy = text
        if text is None:
            self._pending.stop()
        if text is None or self._busy_shown:
            self._on_pending()
        elif not self._pending.isActive():
            self._pending.start()

    def set_stale(self, stale: bool) -> None:
        """Fade everything that was computed, because it is about to be replaced."""
        for part in (self.top, self.strip, self.picture):
            part.set_stale(stale)

    def set_error(self, message: str | None) -> None:
        """Say what failed and leave everything else as it is; None takes it back."""
        if not message:
            self.error.dismiss()
            return
        self.picture.give_up()
        self._framed.show()
        self.error.show_message(message)

    @property
    def method(self) -> str | None:
        """The chosen overlay."""
        return self._method

    @property
    def scope(self) -> str:
        """What a projection starts from unless a unit was clicked: ``max`` or ``all``, as in ``ChannelJob.unit``."""
        return self._scope

    @property
    def channel(self) -> int | None:
        """The chosen channel, None for the strongest."""
        return self._channel

    # Commands, for the window's actions too

    def open_file(self) -> None:
        """Ask for a picture file."""
        self._intake.open_file()

    def paste(self) -> None:
        """Take the picture or picture file from the clipboard."""
        self._intake.paste()

    def step_channel(self, step: int) -> None:
        """Go ``step`` channels on."""
        shown = self.picture.shown_channel()
        if not self.layer.channels:
            return
        target = min(max(0, (shown if shown is not None else -step) + step), self.layer.channels - 1)
        if target != self._channel:
            self._on_channel_chosen(target)

    def step_layer(self, step: int) -> None:
        """Ask for the next or previous layer."""
        self.layerStepped.emit(step)

    def cycle_method(self) -> None:
        """Go to the next overlay."""
        at = OVERLAYS.index(self._method) if self._method in OVERLAYS else -1
        self._on_method_chosen(OVERLAYS[(at + 1) % len(OVERLAYS)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_channel(-1 if key == Qt.Key.Key_Left else 1)
        elif plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_layer(-1 if key == Qt.Key.Key_Up else 1)
        elif plain and key == Qt.Key.Key_O:
            self.cycle_method()
        else:
            super().keyPressEvent(event)

    # Handlers

    def _on_method_chosen(self, method: str | None) -> None:
        self.set_method(method)
        self.methodChanged.emit(method)

    def _on_scope_chosen(self, scope: str) -> None:
        self._scope = scope
        self.unitChosen.emit(scope)

    def _on_guided_requested(self) -> None:
        self._on_method_chosen("guided")

    def _on_opacity_changed(self, opacity: float) -> None:
        self.picture.set_opacity(opacity)
        self.opacityChanged.emit(opacity)

    def _on_channel_chosen(self, channel: int | None) -> None:
        self.set_channel(channel)
        self.channelChosen.emit(channel)

    def _on_pending(self) -> None:
        self._settled = True
        self._busy_shown = self._busy is not None
        self.picture.set_notice(self._busy or "")
        self._show_state()

    # What is shown

    def _show_state(self) -> None:
        """Show the content, or why there is none."""
        there = self.picture.picture is not None
        self._body.setVisible(there)
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
        self.top.set_loading(self._busy_shown)
        self.strip.set_loading(self._busy_shown)

    def _show_channel(self) -> None:
        shown = self.picture.shown_channel()
        self.layer.set_channel(self._channel, shown)
        self.strip.set_channel(shown)
        self._show_honesty()

    def _show_honesty(self) -> None:
        view = self.picture.view()
        useless = view is not None and view.method == "deconv" and view.switches == 0
        self.honesty.setVisible(self._method == "deconv" and useless)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()


def _device(name: str) -> str:
    return name.upper() if name in ("cpu", "mps", "xpu") else name.replace("cuda", "CUDA", 1)

"""Between the live panel and the engine: what should be shown now, and what must be asked for it.

The controller compares what is wanted (network, weights, picture, layer,
channel, method) with what was asked last and posts only the difference, so
that every signal may simply say "something changed".
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from explorer.engine.messages import (
    ChannelView,
    EngineInfo,
    Failed,
    LayerMaps,
    Moved,
    PictureJob,
    PredictionResult,
    PredictJob,
    Progress,
)
from explorer.models.registry import Architecture
from explorer.ui.document import Document
from explorer.ui.engine_link import EngineLink
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.frames.still import StillSource
from explorer.ui.live.control.choices import LiveChoices
from explorer.ui.live.control.inquiry import LiveInquiry, Look
from explorer.ui.live.control.questions import PictureQuestions
from explorer.ui.live.control.sources import LiveSources
from explorer.ui.live.control.wishes import LiveWishes
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.sources.source import LoadedPicture, PictureLoader, PictureSource
from explorer.ui.live.stream.frames import ShownFrame
from explorer.ui.terms import term, told
from explorer.ui.what_if import Form

OTHERS = 0.25
"""Seconds between two frames that the other panels are shown: they do not move with each."""


class LiveController(QObject):
    """Drives one :class:`LivePanel` for the document that is in front.

    A picture always runs through the architecture's own form, whatever form
    the document is shown in: the panel's layers, shapes and boxes are of that.
    """

    pictureShown = Signal(object)  # LoadedPicture
    regionKnown = Signal(object)  # SeenRegion
    weightsKnown = Signal(object)  # WeightsBadge
    pictureFailed = Signal(object)  # str, one line
    weightsChosen = Signal(object)  # key of an architecture that runs with other weights from now on

    def __init__(self, panel: LivePanel, link: EngineLink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self._link = link
        self._loader = PictureLoader(self)
        self.sources = LiveSources(panel, link, self)
        self._document: Document | None = None
        self._latest: Architecture | None = None
        """Of the network that was in front last."""
        self._wishes = LiveWishes(panel.viewer)
        self._picture: LoadedPicture | None = None
        """The picture on show, to be looked at from all sides; None while that is a frame among others."""
        self._pictures = 0
        self._opened: QtFrameSource | None = None
        self._choices = LiveChoices(panel, self._wishes, self)
        self._questions = PictureQuestions(link, self._on_failed)
        self._inquiry = LiveInquiry(panel, link, self)
        self._told = 0.0
        self._problem = ""
        # Many signals may fall together (a new tab changes network, layer and channel): one look is enough.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._update)
        self._connect()

    def _connect(self) -> None:
        panel, link = self._panel, self._link
        self._loader.loaded.connect(self._on_picture_loaded)
        self.sources.pictureChosen.connect(self.open_picture)
        self.sources.stillArrived.connect(self._on_still_arrived)
        self.sources.frameShown.connect(self._on_frame_shown)
        self.sources.frozen.connect(self._on_frozen)
        self.sources.changed.connect(self._on_source_changed)
        self.sources.failed.connect(self._on_source_failed)
        self.sources.unitFrozen.connect(self._choices.hold_unit)
        self._choices.heldChanged.connect(self.sources.transport.pin.setChecked)
        self._loader.failed.connect(self._on_picture_failed)
        panel.pictureRequested.connect(self.open_picture)
        panel.wishChanged.connect(self.refresh)
        self._choices.changed.connect(self.refresh)
        link.ready.connect(self._on_engine_ready)
        link.lost.connect(self._on_engine_lost)
        link.moved.connect(self._on_engine_moved)
        link.progressed.connect(self._on_progressed)

    # What is wanted

    @Slot(object)
    def open_picture(self, source: PictureSource) -> None:
        """Show a picture once it is decoded, or the folder or video of its path."""
        if source.path is None or not self.sources.open_path(source.path):
            self._loader.load(source)

    def set_document(self, document: Document | None) -> None:
        """Follow another document."""
        self._document = self._wishes.document = document
        self._choices.follow(document)
        self._choices.let_go()
        grey = document is not None and document.architecture.input_shape[0] == 1
        self.sources.menu.set_pad(grey)
        # A page in front shows no network; what is known of the one behind it stays till another takes its place.
        latest, another = self._latest, document is not None and document.architecture is not self._latest
        if document is not None and another:
            self._latest = document.architecture
            self._panel.leave_network(same_classes=latest is None or _decide_alike(latest, self._latest))
        self._panel.set_prediction(None)
        self._choices.show_layer()
        self._show_form()
        self._drop_asked(evidence=another)
        self.refresh()

    def _drop_asked(self, *, evidence: bool = True) -> None:
        """Take no answer any more that is on its way: it is about another network, or of other weights."""
        self.sources.stream.set_wish(self._wishes.frame())
        self._questions.withdraw()
        if evidence:
            self._inquiry.forget()

    @property
    def picture(self) -> LoadedPicture | None:
        """The picture that stands, which is looked at from all sides; None while frames follow each other."""
        return self._picture if not self.sources.streaming else None

    def weights(self, key: str) -> str:
        """Which weights an architecture runs with: a name as on the command line."""
        return self._wishes.weights.get(key, "default")

    @property
    def chosen_weights(self) -> dict[str, str]:
        """All that has been chosen, by the keys of the architectures."""
        return dict(self._wishes.weights)

    def set_weights(self, key: str, weights: str) -> None:
        """Run an architecture with other weights."""
        self._wishes.weights[key] = weights
        if self._document is not None and self._document.key == key:
            self._panel.viewer.probe.leave_layer()
            self._drop_asked()
        self.weightsChosen.emit(key)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look soon whether something must be asked."""
        self._soon.start()

    def network_arrived(self) -> None:
        """The document in front has got its network, so that its layers are known, or shows another form of it."""
        if self._document is not None:
            self._choices.follow(self._document)
        if self._wishes.layer() != self._panel.layer.path_shown:
            self._choices.show_layer()
        self._show_form()
        self.refresh()

    def _show_form(self) -> None:
        """Say which form runs, where the other panels show another one."""
        if self._document is None:
            self._panel.set_what_if("", "")
        else:
            self._panel.set_what_if(Form.own(self._document.architecture).text(), self._document.form.changes())

    def close(self) -> None:
        """Stop decoding; nothing is shown any more."""
        self.sources.close()
        self._soon.stop()
        self._loader.close()
        self._panel.close_down()

    # What is asked

    @Slot()
    def _update(self) -> None:
        document = self._document
        self.sources.stream.set_wish(self._wishes.frame())
        streaming = self.sources.streaming
        if streaming:
            # Frames follow each other: what was asked about a picture is not wanted any more.
            self._questions.withdraw()
        if document is None:
            self._inquiry.pause()
        if document is None or self._link.state != "running" or (self._picture is None and not streaming):
            return
        key = document.key
        weights = self.weights(key)
        base = (self._pictures, key, weights)
        layer = self._wishes.layer()
        if not streaming:
            self._questions.ask(base, PredictJob(key=key, weights=weights), self._on_prediction)
        self._inquiry.look_at(
            Look(
                document.architecture,
                weights,
                self._pictures,
                layer,
                self._wishes.shown_row(),
                document.architecture.input_shape,
                streaming,
            )
        )
        if layer is None or streaming:
            return
        maps = self._wishes.layer_job(key, layer)
        self._questions.ask((*base, maps), maps, self._on_layer_maps)
        view = self._wishes.channel_job(key, layer)
        if view is not None:
            self._questions.ask((*base, view), view, self._on_channel_view)

    def _send_picture(self) -> None:
        if self._picture is not None and self._link.state == "running":
            self._link.post(PictureJob(pixels=self._picture.pixels), lambda answer: None, self._on_failed)

    # What comes back

    @Slot()
    def _on_source_changed(self) -> None:
        current = self.sources.current
        if current is not self._opened:
            self._opened = current
            self._choices.let_go()
            if current is not None and not isinstance(current, StillSource):
                # A picture that is still being decoded was asked for earlier: it must not take this one's place.
                self._loader.drop()
        self.refresh()

    @Slot(object)
    def _on_picture_loaded(self, picture: LoadedPicture) -> None:
        self.sources.open(StillSource(picture))

    @Slot(object)
    def _on_frozen(self, picture: LoadedPicture) -> None:
        """The frame on show stays, and is a picture like any other from now on."""
        self._picture = picture
        self._pictures += 1
        self.pictureShown.emit(picture)
        self._send_picture()
        self.refresh()

    @Slot(object)
    def _on_source_failed(self, message: str) -> None:
        self._problem = message  # until a frame comes again, as of a camera that has been plugged in again
        self._panel.set_error(message)

    @Slot(object)
    def _on_frame_shown(self, shown: ShownFrame) -> None:
        source = self.sources.current
        if source is None:
            return
        picture = source.picture(shown.frame)
        self._picture = None  # it is not on show any more; nothing is asked about this frame until it stands
        self._panel.set_busy(None)
        self._panel.set_frame(picture, shown.prediction, shown.maps, shown.view)
        if isinstance(shown.view, ChannelView):
            self._choices.view = shown.view
            self._panel.set_receptive_field(self._wishes.receptive_field(shown.view))
        if shown.problem != self._problem:
            self._problem = shown.problem
            self._panel.set_error(told(shown.problem) or None)
        if time.monotonic() - self._told > OTHERS:
            self._told = time.monotonic()
            self.pictureShown.emit(picture)
            self.regionKnown.emit(shown.prediction.region)
            self.weightsKnown.emit(shown.prediction.weights)

    @Slot(object)
    def _on_still_arrived(self, picture: LoadedPicture) -> None:
        self._picture = picture
        self._pictures += 1
        source = self.sources.current
        if source is None or not source.moving:
            self._choices.let_go()  # a unit of a film is the same one in its next frame
        self._panel.set_picture(picture)
        self.pictureShown.emit(picture)
        self._send_picture()
        self.refresh()

    @Slot(object)
    def _on_picture_failed(self, message: str) -> None:
        self._panel.set_error(message)
        self.pictureFailed.emit(message)

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
        self._choices.view = view
        self._panel.set_channel_view(view)
        self._panel.set_receptive_field(self._wishes.receptive_field(view))

    def _on_failed(self, failure: Failed) -> None:
        self._panel.set_busy(None)
        self._panel.set_error(failure.message)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        if self._questions.awaits(progress.number) or self.sources.stream.awaits(progress.number):
            text = term(progress.text)
            if progress.total:
                text = f"{text} {100 * progress.done // progress.total} %"
            self._panel.set_busy(text)

    @Slot(object)
    def _on_engine_ready(self, info: EngineInfo) -> None:
        self._questions.forget()
        self._inquiry.forget()
        self._panel.set_busy(None)
        self._send_picture()
        self.refresh()

    @Slot(object)
    def _on_engine_moved(self, moved: Moved) -> None:
        self._questions.forget()
        self._inquiry.forget()
        self.refresh()

    @Slot(object)
    def _on_engine_lost(self, reason: str) -> None:
        self._questions.forget()
        self._panel.set_stale(True)
        starting = self._link.state == "starting"
        self._panel.set_busy(self.tr("The engine is starting again") if starting else self.tr("The engine has stopped"))

    @property
    def layer(self) -> str | None:
        """The module call whose output is shown, as in the layer table; None where there is none."""
        return self._wishes.layer()


def _decide_alike(one: Architecture, other: Architecture) -> bool:
    """Whether a class of one network is the same class in the other."""
    return (one.num_classes, one.classes) == (other.num_classes, other.classes)

"""One of the two networks on the picture: its map over the frame, its classes, its channels, its figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from explorer.engine.messages import CLASS_METHODS, ChannelView, ClassView, FrameAnswer, Progress
from explorer.ui.compare.live.agreement import Agreement
from explorer.ui.compare.live.layer_line import LayerLine
from explorer.ui.compare.live.layers import Layer
from explorer.ui.compare.live.picture_room import PictureRoom
from explorer.ui.compare.live.side_head import SideHead
from explorer.ui.compare.live.top_list import NOTE_WIDTH, ComparedTop
from explorer.ui.compare.members import LETTERS
from explorer.ui.compare.series import SeriesLine
from explorer.ui.docks.inspector.progress_line import ProgressLine
from explorer.ui.live.layer.strip import ActivationStrip
from explorer.ui.live.method.honesty import HonestyNote
from explorer.ui.live.method.methods import LASTING, STRONGEST
from explorer.ui.live.method.remarks import remarks
from explorer.ui.live.picture.overlay_view import OverlayView
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.terms import told
from explorer.ui.tokens import Space
from explorer.ui.widgets.labels import label
from explorer.ui.widgets.state_card import StateCard

TILES = 48
"""Height that is kept for them until they are there."""


class LiveSide(QWidget):
    """Is told by setters; what people choose in it is said by signals."""

    classChosen = Signal(object)  # index of a class
    channelChosen = Signal(object)  # int
    unitChosen = Signal(object)  # as ChannelJob.unit
    methodRequested = Signal(object)  # str
    retryRequested = Signal()

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        letter = LETTERS[place]
        name = f"compare.live.{letter.lower()}"
        self.place = place
        self.setObjectName(name)
        self.answer: FrameAnswer | None = None
        """What is shown; None before the first answer, and after a failure."""
        self._layer: Layer | None = None
        self._method: str | None = None
        self._choices: tuple[str | None, str | None, int | None, bool] | None = None
        """What is laid over the picture: method, path of the layer, channel; and whether that needs a frozen frame."""
        self._room = (0, 0)
        self.head = SideHead(place, name)
        self.picture = OverlayView()
        self.picture.setObjectName(f"{name}.picture")
        self.picture.set_close(True)
        self.top = ComparedTop(place)
        self._columns = QWidget()
        self.honesty = HonestyNote()
        self.progress = ProgressLine(f"{name}.progress")
        self.failure = StateCard(f"{name}.failure")
        self.failure.setMinimumHeight(176)
        self._layer_line = LayerLine(name)
        self.strip = ActivationStrip()
        self.strip.setObjectName(f"{name}.strip")
        self._build(LETTERS[1 - place])
        self.top.classChosen.connect(self.classChosen)
        self.strip.channelChosen.connect(self.channelChosen)
        self.picture.unitChosen.connect(self.unitChosen)
        self.honesty.methodRequested.connect(self.methodRequested)
        self.failure.retryRequested.connect(self.retryRequested)

    def _build(self, other: str) -> None:
        titles = QHBoxLayout(self._columns)
        titles.setContentsMargins(0, 0, 0, 0)
        titles.setSpacing(0)
        titles.addWidget(label(self.tr("Top-5"), "label"), 1)
        self._in_other = label(self.tr("in {0}").format(other), "small")
        self._in_other.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._in_other.setMinimumWidth(round(NOTE_WIDTH))
        titles.addWidget(self._in_other)
        titles.addSpacing(round(ComparedTop.VALUE_WIDTH) + Space.CLOSE)
        results = QVBoxLayout()
        results.setSpacing(Space.TIGHT)
        results.addWidget(self._columns)
        results.addWidget(self.top)
        results.addWidget(self.honesty)
        results.addWidget(self.failure, 1)
        results.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.PANEL)
        self._row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(results, 1)
        content = QVBoxLayout()
        content.setContentsMargins(Space.NEAR, Space.CLOSE, Space.NEAR, Space.CLOSE)
        content.setSpacing(Space.CLOSE)
        content.addWidget(self.head)
        content.addLayout(self._row)
        content.addWidget(self._layer_line)
        content.addWidget(self.progress)
        content.addWidget(self.strip)
        content.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(SeriesLine(self.place))
        column.addLayout(content, 1)
        self.picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.picture.has_units:
            self.unitChosen.emit(STRONGEST)
        else:
            super().keyPressEvent(event)

    # Layout

    def arrange(self, width: int, height: int) -> None:
        """Give the picture its place in so much room; more height than that is scrolled to."""
        self._room = (width, height)
        tiles = 0
        if self._of_channel:
            tiles = self.strip.height() if self.strip.count else TILES
        room = PictureRoom.within(width, height, tiles)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if room.beside else QBoxLayout.Direction.TopToBottom)
        self.picture.setFixedSize(room.width, room.height)

    # What it shows

    def set_network(self, name: str, runs: str) -> None:
        """Show another network: its name, and which form of it runs where the graph shows another one."""
        self.head.set_network(name, runs)
        self.setAccessibleName(self.tr("Network {0}: {1}").format(LETTERS[self.place], name))

    def set_weights(self, chosen: str) -> None:
        """Say which weights are chosen, as on the command line; what has run says more, once it is known."""
        self.head.set_weights(chosen)

    def set_choices(
        self, method: str | None, layer: Layer | None, channel: int | None, *, moving: bool = False
    ) -> None:
        """Choose what is laid over the picture, or over the frames of a ``moving`` source."""
        choices = (method, layer.path if layer is not None else None, channel, moving and method in LASTING)
        if choices == self._choices:
            return
        self._choices = choices
        self._method, self._layer = method, layer
        self._lay_over(self.failure.isHidden())
        # What covers the picture or goes along a path of pictures looks at no layer.
        self._layer_line.setVisible(method not in LASTING)
        self._layer_line.set_layer(layer)
        self._show_channels()
        self._say_notice()
        self.arrange(*self._room)

    def _lay_over(self, anything: bool) -> None:
        method, path, channel, _ = self._choices or (None, None, None, False)
        with self.picture.held():
            self.picture.set_method(method if anything else None)
            self.picture.set_layer(path)
            self.picture.set_channel(channel)

    @property
    def _of_channel(self) -> bool:
        return self._method is not None and self._method not in CLASS_METHODS

    def set_picture(self, picture: LoadedPicture) -> None:
        """Show a picture whose answers are still to come; what was said of the last one fades."""
        self.picture.set_picture(picture)
        self.top.set_stale(True)
        self.strip.set_stale(True)

    def show_answer(
        self, picture: LoadedPicture, answer: FrameAnswer, field: QRectF | None, *, waiting: bool = False
    ) -> None:
        """Show a frame with what is known of it.

        Args:
            picture: the frame.
            answer: what the network says about it.
            field: where the receptive field of the shown unit lies on it.
            waiting: whether the view is still to come.
        """
        self.answer = answer
        if not self.failure.isHidden():
            self.failure.dismiss()
            self._lay_over(True)
        view = answer.view
        with self.picture.held():
            if self.picture.picture is not picture:
                self.picture.set_picture(picture)
            self.picture.set_stale(False)
            self.picture.set_region(answer.prediction.region)
            self.picture.set_maps(answer.maps)
            self.picture.set_view(view if isinstance(view, ChannelView) else None)
            self.picture.set_class_view(view if isinstance(view, ClassView) else None)
            if view is None and not waiting:
                self.picture.give_up()
        self.picture.set_receptive_field(field)
        self.top.set_result(answer.prediction)
        self.top.set_target(view.target.index if isinstance(view, ClassView) else None)
        self.top.setVisible(True)
        self._columns.setVisible(True)
        self.top.set_stale(False)
        self.head.show_weights(answer.prediction.weights)
        self._show_channels()
        self._show_honesty()
        self._say_notice()

    def show_failure(self, picture: LoadedPicture, message: str) -> None:
        """Say why this network has nothing to say; the other one goes on."""
        self.forget()
        self.picture.set_picture(picture)
        self.top.hide()
        self._columns.hide()
        self.failure.show_error(message)
        self._lay_over(False)

    def forget(self) -> None:
        """Show nothing of any network over the picture."""
        self.answer = None
        self._choices = None
        self.failure.dismiss()
        self.top.set_result(None)
        self.top.set_agreement(None)
        self.top.show()
        self._columns.show()
        with self.picture.held():
            self.picture.set_region(None)
            self.picture.set_maps(None)
            self.picture.set_view(None)
            self.picture.set_class_view(None)
        self.picture.set_receptive_field(None)
        self.head.set_pace("", "")
        self.head.show_weights(None)
        self._show_channels()
        self._show_honesty()

    def set_agreement(self, agreement: Agreement | None) -> None:
        """Mark where the other network finds something else."""
        self.top.set_agreement(agreement)
        self._in_other.setVisible(agreement is not None)

    def set_stale(self, stale: bool) -> None:
        """Fade everything that was computed, because it is about to be replaced."""
        for part in (self.picture, self.top, self.strip):
            part.set_stale(stale)

    def set_progress(self, progress: Progress | None) -> None:
        """Say how far a method has come that runs the network many times; None: its turn is still to come."""
        if progress is None:
            self.progress.begin(self.tr("Waiting for the engine"))
        else:
            self.progress.set_progress(progress)

    def set_busy(self, text: str) -> None:
        """Say on the picture what is being done; an empty text takes it back."""
        self.top.set_loading(bool(text))
        self._say_notice(text)

    # Parts

    def _show_channels(self) -> None:
        maps = self.picture.layer_maps()
        if maps is not self.strip.maps:
            high = self.strip.height()
            self.strip.set_maps(maps)
            self.strip.set_stale(False)
            if self.strip.height() != high:
                self.arrange(*self._room)
        self.strip.setVisible(self._of_channel and maps is not None and self.strip.count > 0)
        self.strip.set_channel(self.picture.shown_channel())
        self._layer_line.set_maps(maps)

    def _show_honesty(self) -> None:
        answer = self.answer
        weights = answer.prediction.weights if answer is not None else None
        view, found = self.picture.view(), self.picture.class_view()
        if view is not None and view.method != self._method:
            view = None
        self.honesty.set_remarks(remarks(self._method, view, found, weights))

    def _say_notice(self, busy: str = "") -> None:
        text = busy
        if not text and self.answer is not None and self._method is not None:
            if self.answer.problem:
                text = self.tr("Cannot be shown")
                self.picture.setToolTip(told(self.answer.problem))
            elif self._choices is not None and self._choices[-1]:
                text = self.tr("Freeze to see it (F)")
            elif self._method not in LASTING and (self._layer is None or not self._layer.has_map):
                text = self.tr("No map at this layer")
        if not self.answer or not self.answer.problem:
            self.picture.setToolTip("")
        self.picture.set_notice(text)

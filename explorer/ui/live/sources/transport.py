"""The row of controls under a moving source: play, step, seek, loop, mirror, and what else it can do."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QSlider, QToolButton, QWidget

from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.base import QtFrameSource
from explorer.ui.frames.folder import INTERVALS, FolderSource
from explorer.ui.frames.video import RATES, VideoSource
from explorer.ui.numbers import with_unit
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import IconButton
from explorer.ui.widgets.labels import label

PARTS = 1000
"""Steps of the slider over a video."""
MOVES = (FrameState.STARTING, FrameState.RUNNING)


class TransportBar(QWidget):
    """Follows one source and tells it what people want; hidden where there is nothing to control."""

    unitFrozen = Signal(object)  # bool: hold the channel and unit that are shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live.transport")
        self.setAccessibleName(self.tr("Playback"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._source: QtFrameSource | None = None
        self.back = IconButton("step-back", "", "live.transport.back")
        self.play = IconButton("pause", "", "live.transport.play")
        self.forward = IconButton("step-forward", "", "live.transport.forward")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("live.transport.position")
        self.slider.setAccessibleName(self.tr("Position"))
        self.slider.setMinimumWidth(48)
        self.slider.setTracking(True)
        self._time = label(role="value", name="live.transport.time")
        self.loop = IconButton("repeat", self.tr("Begin again at the end"), "live.transport.loop", checkable=True)
        self.mirror = IconButton(
            "flip-horizontal-2", self.tr("Exchange left and right"), "live.transport.mirror", checkable=True
        )
        self.pin = IconButton(
            "pin", self.tr("Hold the channel and unit that are shown"), "live.transport.pin", checkable=True
        )
        self.more = IconButton("ellipsis", self.tr("More"), "live.transport.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more.setMenu(self._menu)
        self._gap = QWidget()
        self._gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PANEL - 6, 0, Space.PANEL - 6, Space.TIGHT)
        row.setSpacing(0)
        for widget in (self.back, self.play, self.forward):
            row.addWidget(widget)
        row.addSpacing(Space.TIGHT)
        row.addWidget(self.slider, 1)
        row.addWidget(self._gap, 1)
        row.addSpacing(Space.TIGHT)
        row.addWidget(self._time)
        row.addSpacing(Space.TIGHT)
        for widget in (self.loop, self.mirror, self.pin, self.more):
            row.addWidget(widget)
        self.back.clicked.connect(lambda: self.step(-1))
        self.forward.clicked.connect(lambda: self.step(1))
        self.play.clicked.connect(self.toggle)
        self.slider.valueChanged.connect(self._on_slider)
        self.loop.clicked.connect(self._on_loop)
        self.mirror.clicked.connect(self._on_mirror)
        self.pin.clicked.connect(self._on_pin)
        self.hide()

    def set_source(self, source: QtFrameSource | None) -> None:
        """Follow another source, or none."""
        if self._source is not None:
            self._source.stateChanged.disconnect(self._show_state)
            self._source.progressed.disconnect(self._show_position)
        self._source = source
        self.pin.setChecked(False)
        if source is not None:
            source.stateChanged.connect(self._show_state)
            source.progressed.connect(self._show_position)
        self._show_state()
        self._show_position()

    # Commands, for keys too

    def toggle(self) -> None:
        """Play, or stand at this frame; try again where it has failed."""
        if self._source is None:
            return
        if _moves(self._source):
            self._source.pause()
        else:
            self._source.resume()

    def step(self, by: int) -> None:
        """Go one frame, or one picture of a folder, on or back."""
        if self._source is None:
            return
        if Ability.NEIGHBOURS in self._source.abilities:
            self._source.go(by)
        elif Ability.STEP in self._source.abilities and (by > 0 or Ability.SEEK in self._source.abilities):
            self._source.step(by)

    def seek_by(self, seconds: float) -> None:
        """Go some seconds on or back in a video."""
        if self._source is not None and Ability.SEEK in self._source.abilities:
            self._source.seek(self._source.position + seconds)

    # What is shown

    def _show_state(self, state: object = None) -> None:
        source = self._source
        abilities = source.abilities if source is not None else frozenset()
        self.setVisible(source is not None and bool(abilities))
        if source is None:
            return
        moves, failed = _moves(source), source.state is FrameState.FAILED
        neighbours = Ability.NEIGHBOURS in abilities
        seekable = Ability.SEEK in abilities
        self.play.set_icon("pause" if moves else "rotate-cw" if failed and not neighbours else "play")
        words = self.tr("Freeze (Space)") if not (seekable or neighbours) else self.tr("Pause (Space)")
        if not moves:
            words = self.tr("Try again (Space)") if failed and not neighbours else self.tr("Play (Space)")
        self._call(self.play, words)
        self._call(self.back, self.tr("Previous picture (,)") if neighbours else self.tr("One frame back (,)"))
        self._call(self.forward, self.tr("Next picture (.)") if neighbours else self.tr("One frame on (.)"))
        self.back.setVisible(neighbours or seekable)
        self.forward.setVisible(neighbours or Ability.STEP in abilities)
        self.slider.setVisible(neighbours or seekable)
        self._gap.setHidden(neighbours or seekable)
        self.loop.setVisible(Ability.LOOP in abilities)
        self.loop.setChecked(source.loop)
        self.mirror.setVisible(Ability.MIRROR in abilities)
        self.mirror.setChecked(source.mirrored)
        self.pin.setVisible(source.moving)
        self.more.setVisible(isinstance(source, (VideoSource, FolderSource)) or Ability.SIZES in abilities)
        for widget in (self.back, self.forward, self.slider, self.loop, self.mirror, self.pin, self.more):
            widget.setEnabled(neighbours or not failed)

    def _show_position(self) -> None:
        source = self._source
        if source is None or self.isHidden():
            return
        position, duration = source.position, source.duration
        neighbours = Ability.NEIGHBOURS in source.abilities
        self._time.setText(self._written(position, duration, neighbours) if duration else "")
        self._time.setVisible(bool(duration))
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                if neighbours:
                    self.slider.setRange(1, max(1, int(duration)))
                    self.slider.setPageStep(10)
                    self.slider.setValue(int(position))
                else:
                    self.slider.setRange(0, PARTS)
                    self.slider.setPageStep(PARTS // 10)
                    self.slider.setValue(round(PARTS * position / duration) if duration else 0)

    @staticmethod
    def _written(position: float, duration: float, counted: bool) -> str:
        if counted:
            return f"{int(position):,}/{int(duration):,}"
        return f"{_clock(position)}/{_clock(duration)}"

    @staticmethod
    def _call(button: IconButton, words: str) -> None:
        button.setToolTip(words)
        button.setAccessibleName(words)

    # What people do

    def _on_slider(self, value: int) -> None:
        source = self._source
        if source is None:
            return
        if Ability.NEIGHBOURS in source.abilities:
            source.seek(value)
        elif source.duration:
            source.seek(source.duration * value / PARTS)

    def _on_loop(self, checked: bool) -> None:
        if self._source is not None:
            self._source.set_loop(checked)

    def _on_mirror(self, checked: bool) -> None:
        if self._source is not None:
            self._source.set_mirrored(checked)

    def _on_pin(self, checked: bool) -> None:
        self.unitFrozen.emit(checked)

    def _fill_menu(self) -> None:
        menu, source = self._menu, self._source
        menu.clear()
        group = QActionGroup(menu)

        def add(text: str, chosen: bool, act: object) -> None:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(act)
            group.addAction(action)
            menu.addAction(action)

        if isinstance(source, VideoSource):
            menu.addSection(self.tr("Speed"))
            for rate in RATES:
                add(f"{rate:g}×", rate == source.rate, lambda checked=False, rate=rate: source.set_rate(rate))
        elif isinstance(source, FolderSource):
            menu.addSection(self.tr("Each picture stands"))
            for seconds in INTERVALS:
                act = lambda checked=False, seconds=seconds: source.set_interval(seconds)  # noqa: E731
                add(with_unit(f"{seconds:g}", "s"), seconds == source.interval, act)
        elif source is not None:
            menu.addSection(self.tr("Frame size"))
            for size in source.sizes():
                act = lambda checked=False, size=size: source.set_size(size)  # noqa: E731
                add(f"{size.width()} × {size.height()}", size == source.size, act)

    def sizeHint(self) -> QSize:
        return QSize(288, super().sizeHint().height())


def _moves(source: QtFrameSource) -> bool:
    """Whether it plays; a folder that is still being listed does not yet."""
    return source.state in MOVES if source.moving else source.state is FrameState.RUNNING


def _clock(seconds: float) -> str:
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, seconds_left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"

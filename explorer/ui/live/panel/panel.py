"""The live panel as people use it: pictures come in, keys and clicks become wishes.

The panel asks by signals and is told by setters; it knows neither the engine
nor the decoder.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from explorer.ui.live.panel.content import LiveContent
from explorer.ui.live.panel.display import LiveDisplay
from explorer.ui.live.panel.keys import command_of
from explorer.ui.live.panel.keys_overlay import KeysOverlay
from explorer.ui.live.sources.intake import PictureIntake


class LivePanel(LiveDisplay):
    """Shows one picture through one network; the chosen way to look is its :class:`Viewer`'s."""

    pictureRequested = Signal(object)  # PictureSource
    methodChanged = Signal(object)  # a word of METHODS or CLASS_METHODS in explorer.engine.messages, or None
    opacityChanged = Signal(object)  # float, 0 to 1
    layerStepped = Signal(object)  # -1 or 1
    channelChosen = Signal(object)  # int, or None for the strongest
    unitChosen = Signal(object)  # as ChannelJob.unit: (y, x), "max" for the strongest, "all" for the whole map
    filterChosen = Signal(object, object)  # module path of the first convolution, channel
    wishChanged = Signal()  # something else must be asked for: class, parameters, section, probe
    effectiveWanted = Signal(object)  # (y, x), or None for no longer
    freezeToggled = Signal()
    pauseToggled = Signal()

    def __init__(self, body: LiveContent | None = None, parent: QWidget | None = None) -> None:
        """``body`` is what the panel shows pictures with, if it has been made already."""
        super().__init__(body, parent)
        self._intake = PictureIntake(self)
        self.keys = KeysOverlay(self)
        self._connect()

    def _connect(self) -> None:
        self.source.openRequested.connect(self.open_file)
        self.source.pasteRequested.connect(self.paste)
        self._intake.pictureRequested.connect(self.pictureRequested)
        self._intake.failed.connect(self.set_error)
        self.empty.actionRequested.connect(self.open_file)
        self.layers.layerStepped.connect(self.layerStepped)
        self.layers.channelChosen.connect(self._on_channel_chosen)
        self.layers.filterChosen.connect(self.filterChosen)
        viewer = self.viewer
        viewer.methodChosen.connect(self._on_method_chosen)
        viewer.unitChosen.connect(self.unitChosen)
        viewer.opacityChanged.connect(self.opacityChanged)
        viewer.wishChanged.connect(self.wishChanged)
        viewer.effectiveWanted.connect(self.effectiveWanted)
        viewer.failed.connect(self.set_error)

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
        if target != self.viewer.channel:
            self._on_channel_chosen(target)

    def step_layer(self, step: int) -> None:
        """Ask for the next or previous layer."""
        self.layerStepped.emit(step)

    def cycle_method(self) -> None:
        """Go to the next overlay."""
        self.viewer.cycle_method()

    def show_keys(self) -> None:
        """Show the help on keys."""
        self.keys.open_help()

    def close_down(self) -> None:
        """Finish what is being written; nothing is said any more."""
        self.viewer.keeper.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.viewer.keeper.keep("copy")
        elif (command := command_of(event)) is None or not self._do(command):
            super().keyPressEvent(event)

    def _do(self, command: str) -> bool:
        """Carry out what a key stands for; False if there is nothing to do it with."""
        own = {
            "channel.back": lambda: self.step_channel(-1),
            "channel.on": lambda: self.step_channel(1),
            "layer.back": lambda: self.step_layer(-1),
            "layer.on": lambda: self.step_layer(1),
            "freeze": self.freezeToggled.emit,
            "pause": self.pauseToggled.emit,
            "help": self.show_keys,
        }
        if command in own:
            own[command]()
            return True
        return self.viewer.do(command)

    # Handlers

    def _on_method_chosen(self, method: str | None) -> None:
        self.set_method(method)
        self.methodChanged.emit(method)

    def _on_channel_chosen(self, channel: int | None) -> None:
        self.set_channel(channel)
        self.channelChosen.emit(channel)

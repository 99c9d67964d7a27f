"""The chosen way to look: method, class, scope, side by side, probe, contour, scale; and what a key does to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import CLASS_METHODS, ChannelView, ClassView
from explorer.ui.live.keeping.keeper import Keeper
from explorer.ui.live.method.bar import PICKED
from explorer.ui.live.method.methods import OVERLAYS, PROJECTIONS, STRONGEST, WHOLE_MAP, ClassOptions, method_text
from explorer.ui.live.panel.content import LiveContent
from explorer.ui.live.probe.mode import ProbeMode

STRIP_MAPS = 24
"""How many maps of a layer are asked for while the wall is closed."""
WALL_BYTES = 96 * 2**20
"""The maps of a wall may take so much; of a layer beyond it the strongest channels are shown."""


class Viewer(QObject):
    """Holds the choices and keeps controls and picture in step with them."""

    methodChosen = Signal(object)  # str | None
    unitChosen = Signal(object)  # as ChannelJob.unit
    opacityChanged = Signal(object)  # float
    wishChanged = Signal()
    effectiveWanted = Signal(object)  # (y, x) | None
    failed = Signal(object)  # one line
    arranged = Signal()  # parts have come or gone

    def __init__(self, body: LiveContent, panel: QWidget) -> None:
        super().__init__(panel)
        self._body = body
        self.method: str | None = "activation"
        self.channel: int | None = None
        self.scope = STRONGEST
        self.target: int | None = None
        self.picked = False
        """Whether one unit is meant, and not the strongest or the whole map."""
        self._beside = False
        self._section = "strongest"
        self.keeper = Keeper(body.stage, body.picture, panel)
        self.probe = ProbeMode(body.picture, body.pane, body.probe, self)
        methods, tools = body.methods, body.tools
        methods.methodChosen.connect(self.methodChosen)
        methods.scopeChosen.connect(self._on_scope_chosen)
        methods.targetChosen.connect(self.set_target)
        methods.optionsChanged.connect(lambda options: self.wishChanged.emit())
        methods.opacityChanged.connect(self._on_opacity_changed)
        methods.progress.cancelRequested.connect(self._on_cancel_requested)
        body.honesty.methodRequested.connect(self.methodChosen)
        body.top.classChosen.connect(self._on_class_chosen)
        body.layers.sectionChosen.connect(self._on_section_chosen)
        body.picture.unitChosen.connect(self.unitChosen)
        body.picture.overlayChanged.connect(self._show_pane)
        body.picture.zoomChanged.connect(tools.set_zoom)
        tools.zoomRequested.connect(self._on_zoom_requested)
        tools.besideToggled.connect(self._on_beside_toggled)
        tools.probeToggled.connect(self._on_probe_toggled)
        tools.contourChanged.connect(body.picture.set_contour)
        tools.lockToggled.connect(body.picture.set_locked)
        tools.saveRequested.connect(self.keeper.keep)
        tools.recordToggled.connect(self.keeper.record)
        self.keeper.recordingChanged.connect(
            lambda seconds, words: tools.set_recording(seconds, self.keeper.longest, words)
        )
        self.keeper.said.connect(tools.say)
        self.keeper.failed.connect(self.failed)
        self.probe.cellChosen.connect(self.unitChosen)
        self.probe.effectiveWanted.connect(self.effectiveWanted)

    # What is wanted from the engine

    @property
    def options(self) -> ClassOptions:
        """The parameters of the class methods."""
        return self._body.methods.options

    @property
    def section(self) -> str:
        """Which section of the layer is shown: ``strongest``, ``wall`` or ``filters``."""
        return self._section

    def maps_wanted(self) -> int:
        """Return how many maps of the chosen layer are to be asked for."""
        shape = self._body.layers.layer.shape
        if self._section != "wall" or not shape:
            return STRIP_MAPS
        cells = shape[1] * shape[2] if len(shape) == 3 else 1
        return int(max(STRIP_MAPS, min(shape[0], WALL_BYTES // (4 * max(1, cells)))))

    # Choices

    def set_method(self, method: str | None) -> None:
        """Choose the method, without a signal."""
        self.method = method
        self._body.methods.progress.end()
        self._body.methods.set_method(method)
        self._body.picture.set_method(method)
        self._body.top.set_target(self.target if method in CLASS_METHODS else None)

    def set_target(self, target: int | None) -> None:
        """Explain another class; None for the most probable one."""
        self.target = target
        self._body.methods.set_target(target)
        self._body.top.set_target(target)
        self.wishChanged.emit()

    def forget_target(self) -> None:
        """Explain the most probable class again, without a signal: another network's classes are others."""
        self.target = None
        self._body.methods.set_target(None)
        self._body.top.set_target(None)

    def took_unit(self, view: ChannelView) -> None:
        """Show what a projection started from, as the engine has understood it."""
        if view.projection is None or view.map.size <= 1:
            return
        if view.unit is None:
            self.scope = WHOLE_MAP
            self._body.methods.set_scope(WHOLE_MAP)
        elif self.scope == WHOLE_MAP:
            self.scope = STRONGEST
            self._body.methods.set_scope(STRONGEST)

    def show_target(self, view: ClassView | None) -> None:
        """Mark the class that is explained."""
        self._body.top.set_target(view.target.index if view is not None else self.target)

    def cycle_method(self, step: int = 1) -> None:
        """Go to the next method, or the one before."""
        at = OVERLAYS.index(self.method) if self.method in OVERLAYS else -1
        self.methodChosen.emit(OVERLAYS[(at + step) % len(OVERLAYS)])

    def do(self, command: str) -> bool:
        """Carry out a key's command; False if there is nothing to do it with."""
        body, tools = self._body, self._body.tools
        if body.picture.picture is None:
            return False
        commands: dict[str, Callable[[], object]] = {
            "method.on": self.cycle_method,
            "method.back": lambda: self.cycle_method(-1),
            "scope": self._cycle_scope,
            "target": self._cycle_target,
            "wall": lambda: self._open_section("wall"),
            "filters": lambda: self._open_section("filters"),
            "probe": tools.probe.toggle,
            "effective": self._toggle_effective,
            "goto": self._go_to,
            "remarks": body.honesty.toggle,
            "zoom.in": lambda: self._on_zoom_requested(1),
            "zoom.out": lambda: self._on_zoom_requested(-1),
            "zoom.all": lambda: self._on_zoom_requested(0),
            "beside": tools.beside.toggle,
            "contour": tools.contour.toggle,
            "lock": tools.lock.toggle,
            "save": tools.open_menu,
            "record": lambda: self.keeper.record(not self.keeper.recording),
        }
        if command == "back":
            return self._go_back()
        if command not in commands:
            return False
        commands[command]()
        return True

    def _go_back(self) -> bool:
        if self.probe.on:
            self._body.tools.probe.setChecked(False)
        elif self._section != "strongest":
            self._open_section(self._section)
        elif self._body.picture.space.zoom.factor > 1:
            self._body.picture.show_all()
        elif self.picked and self._body.picture.has_units:
            self.unitChosen.emit(STRONGEST)
        else:
            return False
        return True

    def _go_to(self) -> None:
        spin = self._body.layers.layer.spin
        spin.setFocus(Qt.FocusReason.ShortcutFocusReason)
        spin.selectAll()

    def _cycle_scope(self) -> None:
        if self.method not in PROJECTIONS:
            return
        keys = (STRONGEST, PICKED, WHOLE_MAP)
        following = keys[(keys.index(self._body.methods.scope.current()) + 1) % len(keys)]
        self._body.methods.set_scope(following)
        self._on_scope_chosen(following)

    def _cycle_target(self) -> None:
        entries = [entry.index for entry in self._body.top.entries]
        if not entries:
            return
        if self.method not in CLASS_METHODS:
            self.methodChosen.emit("gradcam")
        at = entries.index(self.target) if self.target in entries else -1
        if self.target is None:
            at = 0
        self.set_target(entries[(at + 1) % len(entries)])

    def _toggle_effective(self) -> None:
        if not self.probe.on:
            self._body.tools.probe.setChecked(True)
        self._body.probe.effective.toggle()

    def _open_section(self, section: str) -> None:
        """Show a section, or the strongest channels if it is shown already."""
        wanted = "strongest" if self._section == section else section
        self._body.layers.set_section(wanted)
        self._on_section_chosen(wanted)

    # Handlers

    def _on_scope_chosen(self, scope: str) -> None:
        view = self._body.picture.view()
        if scope == PICKED:
            if view is not None and view.unit is not None:
                self.unitChosen.emit(view.unit)
            return
        self.scope = scope
        self.unitChosen.emit(scope)

    def _on_class_chosen(self, target: int) -> None:
        if self.method not in CLASS_METHODS:
            self.methodChosen.emit("gradcam")
        self.set_target(target)

    def _on_opacity_changed(self, opacity: float) -> None:
        self._body.picture.set_opacity(opacity)
        self.opacityChanged.emit(opacity)

    def _on_cancel_requested(self) -> None:
        self._body.methods.progress.end()
        self.methodChosen.emit("gradcam")  # the same question, answered at once

    def _on_zoom_requested(self, step: int) -> None:
        picture = self._body.picture
        (picture.show_all, picture.zoom_in, picture.zoom_out)[step]()

    def _on_section_chosen(self, section: str) -> None:
        self._section = section
        self._show_beside()
        layers = self._body.layers
        if section == "wall":
            layers.wall.grid.setFocus()
            self._body.reveal(layers.wall)
        elif section == "filters":
            layers.filters.grid.setFocus()
            self._body.reveal(layers.filters)
        elif not self._body.picture.hasFocus():
            self._body.picture.setFocus()
        self.arranged.emit()
        self.wishChanged.emit()

    def _on_beside_toggled(self, beside: bool) -> None:
        self._beside = beside
        self._show_beside()

    def _on_probe_toggled(self, on: bool) -> None:
        self.probe.set_on(on)
        self._show_beside()
        if on:
            self._body.pane.setFocus()
            self._body.reveal(self._body.stage)
        self.wishChanged.emit()

    def _show_beside(self) -> None:
        """Probing and the wall need the map beside the picture; without them it is a choice."""
        beside = self._beside or self.probe.on or self._section == "wall"
        self._body.picture.set_bare(self._beside and not self.probe.on)
        self._body.set_beside(beside)
        self._show_pane()
        self.probe.refresh()
        self.arranged.emit()

    def _show_pane(self) -> None:
        picture, pane = self._body.picture, self._body.pane
        if not self._body.beside:
            return
        projected = self.method in PROJECTIONS or self.method == "integrated"
        if projected and not self.probe.on and self._section != "wall":
            pane.set_image(picture.painted.overlay, "" if picture.painted.overlay else self.tr("no picture yet"))
            return
        # What a class's evidence is of is another layer than the one whose cells are probed.
        of_class = self.method in CLASS_METHODS and not self.probe.on and self._section != "wall"
        values = picture.values if of_class else picture.channel_map()
        if values is None or values.size < 2:
            pane.set_map(None, self.tr("no map here"))
            return
        name = method_text(self.method).name if of_class else ""
        channel = picture.shown_channel()
        if not name and channel is not None:
            name = self.tr("channel {n}").format(n=f"{channel:,}")
        pane.set_map(values, f"{name}  {values.shape[0]} × {values.shape[1]}".strip())

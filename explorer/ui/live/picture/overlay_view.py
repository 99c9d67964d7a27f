"""The picture view that knows what to lay over the picture: a layer's maps, one channel's view, or a class's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import CLASS_METHODS, ChannelView, ClassView, LayerMaps
from explorer.ui.live import map_images, paint
from explorer.ui.live.method.methods import LASTING, method_text
from explorer.ui.live.picture.view import PictureView
from explorer.ui.live.sources.source import LoadedPicture

if TYPE_CHECKING:
    import numpy as np

SIGNED = ("occlusion", "integrated")
"""Class methods whose values speak for the class or against it."""


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    source: np.ndarray
    own: float
    """The scale that it would have by itself."""
    top: float
    image: QImage


class OverlayView(PictureView):
    """Shows a channel or a class by a method; what is known already is shown at once, without the engine.

    A channel's activations are known from the layer's maps before its own view
    arrives; a view of another layer or channel than the chosen one is not shown.
    """

    overlayChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method: str | None = "activation"
        self._layer: str | None = None
        self._channel: int | None = None
        self._maps: LayerMaps | None = None
        self._view: ChannelView | None = None
        self._class: ClassView | None = None
        self._evidence: np.ndarray | None = None
        self._made: _Made | None = None
        self._locked: dict[tuple[object, ...], float] | None = None
        self._ramps: dict[str, tuple[QColor, ...]] = {}
        self._waiting = True
        self._passing = False
        self._held = False

    def set_picture(self, picture: LoadedPicture | None) -> None:
        """Show another picture; maps and projections of the last one do not belong to it."""
        self._maps = self._view = self._class = None
        # A frame comes together with all that is known of it, a still picture before that.
        self.painted.moving = self._held
        super().set_picture(picture)
        self.refresh()

    def set_passing(self, passing: bool) -> None:
        """Say whether frames follow each other, too fast for methods that take long."""
        if passing is not self._passing:
            self._passing = passing
            self.refresh()

    def set_method(self, method: str | None) -> None:
        """Choose one of the engine's methods, or None for no overlay."""
        self._method = method
        self._waiting = True
        self.refresh()

    def set_layer(self, path: str | None) -> None:
        """Choose the layer by module path."""
        self._layer = path
        self.refresh()

    def set_channel(self, channel: int | None) -> None:
        """Choose a channel, None for the one with the strongest unit."""
        self._channel = channel
        self._waiting = True
        self.refresh()

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Take the maps of a layer's strongest channels."""
        self._maps = maps
        if maps is not None:
            self.set_region(maps.region)
        self.refresh()

    def set_view(self, view: ChannelView | None) -> None:
        """Take one channel's map and projection."""
        self._view = view
        self._waiting = view is None
        if view is not None:
            self.set_region(view.region)
        self.refresh()

    def set_class_view(self, view: ClassView | None) -> None:
        """Take where the evidence for a class lies."""
        self._class = view
        self._waiting = view is None
        self._evidence = None
        if view is not None:
            # The colours of a pixel speak together.
            self._evidence = view.map if view.attribution is None else view.attribution.sum(axis=0)
            self.set_region(view.region)
        self.refresh()

    def set_locked(self, locked: bool) -> None:
        """Hold the colour scale of each channel and method as it is first shown, over pictures and frames."""
        self._locked = {} if locked else None
        self.refresh()

    def give_up(self) -> None:
        """Say no longer that a projection is on its way: it failed."""
        self._waiting = False
        self.refresh()

    @property
    def method(self) -> str | None:
        """The chosen method."""
        return self._method

    def view(self) -> ChannelView | None:
        """Return the view of the chosen layer and channel, if it is there."""
        view = self._view
        if view is None or (self._layer is not None and view.layer != self._layer):
            return None
        return view if self._channel is None or view.channel == self._channel else None

    def class_view(self) -> ClassView | None:
        """Return the view of the chosen class method, if it is there."""
        return self._class if self._class is not None and self._class.method == self._method else None

    def shown_channel(self) -> int | None:
        """Return the channel that is meant, resolved if it is the strongest."""
        if self._channel is not None:
            return self._channel
        view = self.view()
        if view is not None:
            return view.channel
        maps = self.layer_maps()
        return maps.channels[0] if maps is not None and maps.channels else None

    def layer_maps(self) -> LayerMaps | None:
        """Return the maps of the chosen layer, if they are there."""
        maps = self._maps
        return maps if maps is not None and maps.layer == self._layer else None

    def channel_map(self) -> np.ndarray | None:
        """Return the activations of the channel that is meant, if they are known."""
        view, channel, maps = self.view(), self.shown_channel(), self.layer_maps()
        if view is not None:
            return view.map
        if maps is not None and channel in maps.channels:
            values: np.ndarray = maps.maps[maps.channels.index(channel)]
            return values
        return None

    def source(self) -> np.ndarray | None:
        """Return what the overlay is made of: a map (H, W) or a projection (C, H, W)."""
        view = self.view()
        if self._method is None or self.picture is None:
            return None
        if self._method in CLASS_METHODS:
            if self.class_view() is None:
                return None
            return self._evidence
        if self._method == "activation":
            values = self.channel_map()
            # One value for the whole picture says nothing about a place in it.
            return values if values is not None and values.size > 1 else None
        return view.projection if view is not None and view.method == self._method else None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Lay over only once, at the end, what is told within the block."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
            self.refresh()

    def refresh(self) -> None:
        """Lay over what fits the choices."""
        if self._held:
            return
        of_class = self._method in CLASS_METHODS
        if self._method is None or self.picture is None or (self._layer is None and not of_class):
            self.set_values(None)
            self.set_overlay(None)
            self.set_caption("", "")
            self.overlayChanged.emit()
            return
        found = self.class_view()
        source = self.source()
        if of_class:
            self.set_values(found.map if found is not None else None, clickable=False)
            self.set_caption(self._class_title(found), found.layer if found is not None else "")
        else:
            view = self.view()
            self.set_values(self.channel_map(), view.unit if view is not None else None)
            self.set_caption(self._title(view), self._layer or "")
        made = self._make(source) if source is not None else None
        if made is None:
            self.set_overlay(None)
        elif self._method in SIGNED:
            self.set_overlay(made.image, scale=self._ramp("signed"), scale_top=made.top, scale_low=-made.top)
        elif made.source.ndim == 2:
            self.set_overlay(made.image, scale=self._ramp("inferno"), scale_top=made.top)
        else:
            self.set_overlay(made.image)
        self.overlayChanged.emit()

    def _ramp(self, name: str) -> tuple[QColor, ...]:
        if name not in self._ramps:
            self._ramps[name] = map_images.scale_colors(name)
        return self._ramps[name]

    def _make(self, source: np.ndarray) -> _Made:
        made = self._made if self._made is not None and self._made.source is source else None
        signed = self._method in SIGNED or source.ndim == 3
        top = own = made.own if made is not None else map_images.scale_top(source, signed=signed)
        if self._locked is not None:
            target = self._class.target.index if self._class is not None and self._method in CLASS_METHODS else None
            seen = self._class if self._method in CLASS_METHODS else self._view or self._maps
            network = (seen.key, seen.weights.name) if seen is not None else None
            top = self._locked.setdefault((network, self._method, self._layer, self.shown_channel(), target), own)
        if made is None or made.top != top:
            if self._method in SIGNED:
                image = map_images.signed_overlay(source, top)
            elif source.ndim == 3:
                image = map_images.projection_image(source, top)
            else:
                image = map_images.activation_overlay(source, top)
            made = self._made = _Made(source, own, top, image)
        return made

    # What it says

    def _class_title(self, found: ClassView | None) -> str:
        name = method_text(self._method).name
        if found is None and self._passing and self._method in LASTING:
            return " · ".join([name, self.tr("freeze to see it (F)")])
        if found is None:
            return " · ".join([name, self.tr("working…")] if self._waiting else [name])
        parts = [name, found.target.label]
        if found.nonfinite:
            parts.append(self.tr("{n} NaN or ∞").format(n=f"{found.nonfinite:,}"))
        source = self.source()
        if source is not None and not source.any():
            parts.append(self.tr("zero everywhere"))
        return " · ".join(parts)

    def _title(self, view: ChannelView | None) -> str:
        parts = [method_text(self._method).name]
        channel = self.shown_channel()
        if channel is not None:
            parts.append(self.tr("channel {n}").format(n=f"{channel:,}"))
        if self._method != "activation" and (view is None or view.method != self._method):
            return " · ".join([*parts, self.tr("projecting…")] if self._waiting else parts)
        if view is not None and view.unit is not None and view.map.size > 1:
            parts.append(self.tr("unit ({y}, {x})").format(y=view.unit[0], x=view.unit[1]))
        elif view is not None and view.map.size > 1:
            parts.append(self.tr("whole map"))
        elif view is not None:
            parts.append(paint.format_value(view.value))
        projection = view.projection if view is not None and self._method != "activation" else None
        if projection is not None and not projection.any():
            # A unit at the ceiling of a ReLU6 passes nothing back: grey is the result, not a fault.
            parts.append(self.tr("zero everywhere"))
        if view is not None and view.nonfinite:
            parts.append(self.tr("{n} NaN or ∞").format(n=f"{view.nonfinite:,}"))
        return " · ".join(parts)

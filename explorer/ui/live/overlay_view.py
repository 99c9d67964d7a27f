"""The picture view that knows what to lay over the picture: from a layer's maps or one channel's view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from explorer.engine.messages import ChannelView, LayerMaps
from explorer.ui.live import overlay, paint
from explorer.ui.live.picture import PictureView
from explorer.ui.live.source import LoadedPicture

if TYPE_CHECKING:
    import numpy as np


class OverlayView(PictureView):
    """Shows a channel by a method; what is known already is shown at once, without the engine.

    A channel's activations are known from the layer's maps before its own view
    arrives; a view of another layer or channel than the chosen one is not shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method: str | None = "activation"
        self._layer: str | None = None
        self._channel: int | None = None
        self._maps: LayerMaps | None = None
        self._view: ChannelView | None = None
        self._made: tuple[np.ndarray, QImage] | None = None
        self._ramp: tuple[QColor, ...] = ()
        self._waiting = True

    def set_picture(self, picture: LoadedPicture | None) -> None:
        """Show another picture; maps and projections of the last one do not belong to it."""
        self._maps = self._view = None
        super().set_picture(picture)
        self.refresh()

    def set_method(self, method: str | None) -> None:
        """Choose ``activation``, ``deconv``, ``guided``, ``gradient`` or None for no overlay."""
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

    def give_up(self) -> None:
        """Say no longer that a projection is on its way: it failed."""
        self._waiting = False
        self.refresh()

    def view(self) -> ChannelView | None:
        """Return the view of the chosen layer and channel, if it is there."""
        view = self._view
        if view is None or (self._layer is not None and view.layer != self._layer):
            return None
        return view if self._channel is None or view.channel == self._channel else None

    def shown_channel(self) -> int | None:
        """Return the channel that is meant, resolved if it is the strongest."""
        if self._channel is not None:
            return self._channel
        view = self.view()
        if view is not None:
            return view.channel
        maps = self._current_maps()
        return maps.channels[0] if maps is not None and maps.channels else None

    def refresh(self) -> None:
        """Lay over what fits the choices."""
        if self._method is None or self._layer is None or self.picture is None:
            self.set_values(None)
            self.set_overlay(None)
            self.set_caption("", "")
            return
        view, values = self.view(), self._channel_map()
        self.set_values(values, view.unit if view is not None else None)
        self.set_caption(self._title(view), self._layer)
        image = self._image(view, values)
        if image is None:
            self.set_overlay(None)
        elif self._method == "activation" and values is not None:
            if not self._ramp:
                self._ramp = tuple(QColor(*rgb) for rgb in overlay.scale_colors())
            self.set_overlay(image, scale=self._ramp, scale_top=overlay.scale_top(values))
        else:
            self.set_overlay(image)

    def _current_maps(self) -> LayerMaps | None:
        maps = self._maps
        return maps if maps is not None and maps.layer == self._layer else None

    def _channel_map(self) -> np.ndarray | None:
        view, channel, maps = self.view(), self.shown_channel(), self._current_maps()
        if view is not None:
            return view.map
        if maps is not None and channel in maps.channels:
            values: np.ndarray = maps.maps[maps.channels.index(channel)]
            return values
        return None

    def _image(self, view: ChannelView | None, values: np.ndarray | None) -> QImage | None:
        source: np.ndarray | None
        if self._method == "activation":
            # One value for the whole picture says nothing about a place in it.
            source = values if values is not None and values.size > 1 else None
        else:
            source = view.projection if view is not None and view.method == self._method else None
        if source is None:
            return None
        if self._made is None or self._made[0] is not source:
            make = overlay.activation_overlay if self._method == "activation" else overlay.projection_image
            self._made = (source, make(source))
        return self._made[1]

    def _title(self, view: ChannelView | None) -> str:
        names = {
            "activation": self.tr("Activation"),
            "deconv": self.tr("DeconvNet"),
            "guided": self.tr("Guided"),
            "gradient": self.tr("Gradient"),
        }
        parts = [names.get(self._method or "", self._method or "")]
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
        return " · ".join(parts)

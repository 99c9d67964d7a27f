"""Every channel of a layer as a small picture, coloured when it is first seen."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from explorer.engine.messages import LayerMaps
from explorer.ui.live import map_images

if TYPE_CHECKING:
    import numpy as np

KEPT = 6_000
"""Tiles that stay coloured: 2,048 channels at a few sizes."""
SAMPLED = 400_000
"""Values from which the scale of a layer is estimated; more of them are thinned out."""


class Tiles:
    """The maps of one layer, in an order, on a scale."""

    def __init__(self) -> None:
        self.maps: LayerMaps | None = None
        self._places: dict[int, int] = {}
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._scale: float | None = None
        self._layer_top: float | None = None

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show other maps."""
        self.maps = maps
        self._places = {channel: at for at, channel in enumerate(maps.channels)} if maps is not None else {}
        self._layer_top = None
        self._images.clear()

    def set_scale(self, scale: float | None) -> None:
        """Colour every tile from 0 to ``scale``, or each to its own 99.5th percentile."""
        if scale != self._scale:
            self._scale = scale
            self._images.clear()

    def order(self, by_index: bool) -> tuple[int, ...]:
        """Return the channels whose maps are there, by response or by index."""
        if self.maps is None:
            return ()
        return tuple(sorted(self.maps.channels)) if by_index else self.maps.channels

    def values(self, channel: int) -> np.ndarray | None:
        """Return the map of a channel, None if it is not there."""
        at = self._places.get(channel)
        if self.maps is None or at is None:
            return None
        found: np.ndarray = self.maps.maps[at]
        return found

    def is_dead(self, channel: int) -> bool:
        """Whether a channel is nowhere above zero."""
        return self.maps is not None and bool(self.maps.maxima[channel] <= 0)

    def is_broken(self, channel: int) -> bool:
        """Whether a channel has values that are NaN or infinite."""
        values = self.values(channel)
        return values is not None and map_images.is_broken(values)

    def known(self, channel: int, cells: int) -> QImage | None:
        """Return a tile if it is coloured already."""
        return self._images.get((channel, cells))

    def image(self, channel: int, cells: int) -> QImage:
        """Return a tile of at most ``cells`` cells a side."""
        found = self._images.get((channel, cells))
        if found is None:
            values = self.values(channel)
            assert values is not None, "only channels of the order are asked for"
            found = self._images[channel, cells] = map_images.tile_image(values, self._scale, cells)
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        return found

    def layer_top(self) -> float:
        """Return the 99.5th percentile over all maps, the bright end of a scale for the whole layer."""
        if self._layer_top is None:
            if self.maps is None or not self.maps.maps.size:
                return 1.0
            values = self.maps.maps
            thin = max(1, -(-values.size // SAMPLED))
            self._layer_top = map_images.scale_top(values.reshape(-1)[::thin])
        return self._layer_top

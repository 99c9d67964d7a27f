"""A layer's output to one picture, as the doers of the jobs look at it."""

from functools import cached_property

import numpy as np

from explorer.analysis.rows import Shape
from explorer.visualize.methods.activations import channel_strength, rank_channels


class Volume:
    """What a layer answers; what several jobs ask of it is worked out once."""

    def __init__(self, maps: np.ndarray) -> None:
        """Take the layer's output without the batch axis, (C, H, W) or (F,)."""
        self.shape: Shape = maps.shape
        height, width = maps.shape[1:] if maps.ndim == 3 else (1, -1)
        self.values: np.ndarray = maps.reshape(maps.shape[0], height, width)
        """(C, H, W); (F, 1, 1) of a layer without a spatial map."""

    @cached_property
    def maxima(self) -> np.ndarray:
        """(C,): the largest activation of each channel, NaN where one is undefined."""
        return channel_strength(self.values)

    @cached_property
    def ranked(self) -> np.ndarray:
        """(C,): the channels, the strongest first."""
        # A channel's largest value tells its rank as well as all of its values do.
        return rank_channels(self.maxima)

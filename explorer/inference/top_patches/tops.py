"""The strongest units of every channel, kept up to date picture by picture. No torch."""

from dataclasses import dataclass, field, replace

import numpy as np

from explorer.analysis.rows import Shape

NOBODY = -1
"""Stands for a picture where a channel has been given fewer pictures than there are places."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be used."""

    picture: int
    """Its number in the list of pictures, from 0."""
    reason: str
    """One line."""
    passing: bool = False
    """Whether it may be readable another time: the reason lies outside of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUnits:
    """What a search has found so far: for each channel its strongest units, at most one of each picture.

    Order: the larger value first; of equal ones that of the earlier picture.
    Within a picture, of equal units the first in reading order counts. A unit
    whose value is not a number is no unit.
    """

    layer: str
    shape: Shape
    """Of the layer's output without the batch axis: (C, H, W), or (F,); () until a picture has been run."""
    total: int
    """Pictures in the list."""
    done: int
    """How many of them have been looked at, the skipped ones included."""
    values: np.ndarray = field(repr=False)
    """float32 (C, count), strongest first; -inf where there is no unit."""
    pictures: np.ndarray = field(repr=False)
    """int32 (C, count), the picture's number; :data:`NOBODY` where there is no unit."""
    units: np.ndarray = field(repr=False)
    """int32 (C, count), the unit's place in its channel's map in reading order."""
    active: np.ndarray = field(repr=False)
    """int32 (C,): in how many pictures the channel is above zero somewhere."""
    skipped: tuple[Skipped, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether every picture has been looked at."""
        return self.done == self.total

    @property
    def used(self) -> int:
        """How many pictures have been run."""
        return self.done - len(self.skipped)

    @property
    def dead(self) -> np.ndarray:
        """(C,) bool: channels that are above zero in no picture."""
        silent: np.ndarray = self.active == 0
        return silent

    def unit(self, channel: int, place: int) -> tuple[int, ...]:
        """Return where a channel's unit of that place (from 0) lies in its map: (y, x), or () without a map."""
        return tuple(int(at) for at in np.unravel_index(int(self.units[channel, place]), self.shape[1:] or (1,)))[
            : len(self.shape) - 1
        ]


def nothing(layer: str, total: int, count: int) -> TopUnits:
    """Return the state of a search that has not begun."""
    return TopUnits(
        layer=layer,
        shape=(),
        total=total,
        done=0,
        values=np.empty((0, count), np.float32),
        pictures=np.empty((0, count), np.int32),
        units=np.empty((0, count), np.int32),
        active=np.empty(0, np.int32),
    )


def merged(tops: TopUnits, shape: Shape, numbers: np.ndarray, values: np.ndarray, units: np.ndarray) -> TopUnits:
    """Return ``tops`` with more pictures in it; ``done`` stays as it is.

    Args:
        shape: of the layer's output.
        numbers: int (n,), the pictures' numbers, ascending and above all that came before.
        values: float (n, C), each channel's largest activation in each picture.
        units: int (n, C), where it is.
    """
    count, channels = tops.values.shape[1], values.shape[1]
    if not tops.shape:
        tops = replace(
            tops,
            shape=shape,
            values=np.full((channels, count), -np.inf, np.float32),
            pictures=np.full((channels, count), NOBODY, np.int32),
            units=np.zeros((channels, count), np.int32),
            active=np.zeros(channels, np.int32),
        )
    values = np.where(np.isnan(values), -np.inf, values).astype(np.float32)
    undefined = np.isneginf(values.T)
    candidates = np.concatenate([tops.values, values.T], axis=1)
    pictures = np.concatenate([tops.pictures, np.where(undefined, NOBODY, numbers[None])], axis=1)
    places = np.concatenate([tops.units, np.where(undefined, 0, units.T)], axis=1)
    # Stable, so that of equal values the earlier picture stays in front.
    best = np.argsort(-candidates, axis=1, kind="stable")[:, :count]
    return replace(
        tops,
        values=np.take_along_axis(candidates, best, axis=1),
        pictures=np.take_along_axis(pictures, best, axis=1).astype(np.int32),
        units=np.take_along_axis(places, best, axis=1).astype(np.int32),
        active=(tops.active + (values > 0).sum(axis=0)).astype(np.int32),
    )

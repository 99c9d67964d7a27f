"""Frames of a moving source, for one network or for several that are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explorer.engine.messages.base import Job
from explorer.engine.messages.classes import ClassJob, ClassView
from explorer.engine.messages.layers import ChannelJob, ChannelView, LayerJob, LayerMaps
from explorer.engine.messages.pictures import PredictionResult, PredictJob

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

FRAMES_UNDER_WAY = 2
"""Frames that the engine may have at a time: one that it works at, and the next, so that it never waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameWish:
    """All that is wanted of one network about a frame."""

    predict: PredictJob
    layer: LayerJob | None = None
    view: ChannelJob | ClassJob | None = None
    """Of the same network and weights, as ``layer``. An ``activation`` or a projection of the same layer shares the
    pass; any other method takes passes of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelsJob(Job):
    """A request that brings the frame that it is about: it goes through the ring of shared blocks.

    The picture of the other jobs stays what it was. Who posts frames waits for
    answers: no more than :data:`FRAMES_UNDER_WAY` at a time.
    """

    frame: int
    """The source's number of it."""
    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (H, W, 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameJob(PixelsJob):
    """Do all that is wanted of one frame of a moving source, in one forward pass; answered by :class:`FrameAnswer`."""

    predict: PredictJob
    layer: LayerJob | None = None
    view: ChannelJob | ClassJob | None = None
    """As in :class:`FrameWish`."""

    @property
    def wish(self) -> FrameWish:
        """What is wanted of the frame."""
        return FrameWish(predict=self.predict, layer=self.layer, view=self.view)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFrameJob(PixelsJob):
    """Do what is wanted of several networks about one frame, one after the other; answered by :class:`ComparedFrame`.

    As one job holds them all, none can fall behind another, and what comes
    back is of the same pixels.
    """

    sides: tuple[FrameWish | None, ...]
    """Of each network; None where nothing is wanted."""
    still: bool = False
    """A picture that is looked at for long: its input is made as exactly as that of :class:`PictureJob`."""


@dataclass(frozen=True, kw_only=True)
class FrameTimings:
    """Where a frame's time went, in milliseconds."""

    prepare: float
    """From the frame's pixels to the network's input."""
    forward: float
    view: float
    """Backward passes, and whatever else the view takes."""
    total: float
    """All of the engine's work on the frame."""


@dataclass(frozen=True, kw_only=True)
class FrameAnswer:
    """What one frame gave."""

    frame: int
    prediction: PredictionResult
    maps: LayerMaps | None = None
    view: ChannelView | ClassView | None = None
    problem: str = ""
    """Why the layer or the view could not be shown, in one line."""
    timings: FrameTimings


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameFailure:
    """Why one of several networks has nothing to say about a frame."""

    message: str
    """One line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFrame:
    """What one frame gave in each of several networks."""

    frame: int
    sides: tuple[FrameAnswer | FrameFailure | None, ...]
    """In the order of the request; None where nothing was wanted."""

"""What is wanted of the frames of a moving source, and what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from explorer.engine.messages import (
    ChannelJob,
    ChannelView,
    ClassJob,
    ClassView,
    ComparedFrameJob,
    FrameAnswer,
    FrameFailure,
    FrameJob,
    FrameTimings,
    FrameWish,
    LayerJob,
    LayerMaps,
    PredictionResult,
    PredictJob,
)
from explorer.ui.frames.base import ImageFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamWish:
    """What is wanted of every frame."""

    predict: PredictJob
    layer: LayerJob | None = None
    view: ChannelJob | ClassJob | None = None

    def job(self, frame: ImageFrame) -> FrameJob:
        """Return the request about one frame."""
        return FrameJob(
            frame=frame.sequence, pixels=frame.pixels, predict=self.predict, layer=self.layer, view=self.view
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedWish:
    """What is wanted of every frame in several networks; None where nothing is."""

    sides: tuple[FrameWish | None, ...]

    def job(self, frame: ImageFrame) -> ComparedFrameJob:
        """Return the request about one frame."""
        return ComparedFrameJob(frame=frame.sequence, pixels=frame.pixels, sides=self.sides)


Side = FrameAnswer | FrameFailure | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShownComparison:
    """A frame with what is known of it in several networks, and still wanted."""

    frame: ImageFrame = field(repr=False)
    wishes: tuple[FrameWish | None, ...]
    """What was asked of each of them."""
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShownFrame:
    """A frame with all that is known of it and still wanted."""

    frame: ImageFrame = field(repr=False)
    prediction: PredictionResult
    maps: LayerMaps | None
    view: ChannelView | ClassView | None
    problem: str
    timings: FrameTimings


def wanted(answer: FrameAnswer, asked: FrameWish | StreamWish, wish: FrameWish | StreamWish) -> FrameAnswer:
    """Return an answer without what was asked before and is not wanted any more."""
    return replace(
        answer,
        maps=answer.maps if asked.layer == wish.layer else None,
        view=answer.view if asked.view == wish.view else None,
        problem=answer.problem if asked == wish else "",
    )


def wanted_sides(
    sides: tuple[Side, ...], asked: tuple[FrameWish | None, ...], wish: tuple[FrameWish | None, ...]
) -> tuple[Side, ...] | None:
    """Return what is still wanted of each side; None where another network is on one of them by now.

    Both sides are shown at once or not at all: they are to be of the same frame.
    """
    found: list[Side] = []
    for side, before, now in zip(sides, asked, wish, strict=True):
        if (before is None) != (now is None):
            return None
        if before is None or now is None:
            found.append(None)
        elif before.predict != now.predict:
            return None
        else:
            found.append(wanted(side, before, now) if isinstance(side, FrameAnswer) else side)
    return tuple(found)

"""The strongest units of a layer in a folder of pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from explorer.analysis.rows import Shape
from explorer.engine.messages.base import Job
from explorer.engine.messages.pictures import WeightsBadge

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

    from explorer.inference.top_patches.patch import Patch


@dataclass(frozen=True, slots=True, kw_only=True)
class TopPatchesJob(Job):
    """Search a folder for the strongest units of a layer's channels, from where it was stopped; answered by
    :class:`TopPatches`. It lets other jobs go first; what it has found meanwhile a :class:`TopPatchesPageJob` tells."""

    slot: ClassVar[str] = "top9"
    key: str
    layer: str
    """Module path."""
    folder: str
    weights: str = "default"
    anew: bool = False
    """Leave out of account what an earlier search has found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopPatchesPageJob(Job):
    """Show the patches of some channels as they are by now; answered by :class:`TopPatchesPage`."""

    slot: ClassVar[str] = "top9.page"
    key: str
    layer: str
    folder: str
    weights: str = "default"
    channels: tuple[int, ...] = ()
    """None to hear alone how far the search is; those that the layer has not got are left out."""
    method: str | None = None
    """``deconv`` or ``guided`` for the projections too, which take passes of their own."""
    side: int = 96
    """Pixels of a patch's frame at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopPatches:
    """How far a search for the strongest units is, and how strong each channel is by now."""

    key: str
    layer: str
    folder: str
    weights: WeightsBadge
    shape: Shape
    """Of the layer's output, (C, H, W) or (F,); () where no picture has been run yet."""
    total: int
    """Pictures in the folder."""
    done: int
    """How many of them have been looked at, skipped ones included."""
    skipped: int
    skipped_names: tuple[tuple[str, str], ...]
    """Name and reason of the first skipped files."""
    best: np.ndarray = field(repr=False)
    """float32 (C,): the largest activation of each channel."""
    active: np.ndarray = field(repr=False)
    """int32 (C,): in how many pictures the channel is above zero; 0 is a dead one."""
    method: str
    """How its units are projected unless told otherwise: ``deconv``, or ``guided`` without max-pooling below the
    layer; empty where nothing has been run yet."""
    switches: int
    """Max-pools below the layer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopPatchesPage:
    """The strongest patches of some channels."""

    summary: TopPatches
    channels: tuple[int, ...]
    method: str | None
    side: int
    patches: tuple[Patch, ...]
    """Channel by channel, strongest first; a silent channel has none."""

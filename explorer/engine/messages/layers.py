"""What layers and channels answer to the picture, what single units see, and the filters of the first layer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from explorer.analysis.rows import Shape
from explorer.engine.messages.base import Job
from explorer.engine.messages.pictures import SeenRegion, WeightsBadge

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

    from explorer.visualize.methods.influence import EffectiveField

METHODS: tuple[str, ...] = ("activation", "deconv", "guided", "gradient")
"""Ways to see a channel: its map, or its projection to the picture by one of three backward rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerJob(Job):
    """Run the network up to a layer; answered by :class:`LayerMaps`."""

    slot: ClassVar[str] = "layer"
    key: str
    layer: str
    """Module path."""
    weights: str = "default"
    strongest: int = 24
    """How many channels to return as maps, the strongest first."""


@dataclass(frozen=True, kw_only=True)
class LayerMaps:
    """The activations of a layer: its strongest channels, and how strong every channel is."""

    key: str
    layer: str
    weights: WeightsBadge
    shape: Shape
    """(C, H, W), or (F,) of a layer without a spatial map."""
    maxima: np.ndarray = field(repr=False)
    """float32 (C,): the largest activation of each channel."""
    channels: tuple[int, ...]
    """The strongest channels, strongest first."""
    maps: np.ndarray = field(repr=False)
    """float32 (len(channels), H, W); (len(channels), 1, 1) of a layer without a spatial map."""
    dead: int
    """Channels that are nowhere above zero on this picture."""
    nonfinite: int = 0
    """Activations of the whole layer that are NaN or infinite."""
    region: SeenRegion


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelJob(Job):
    """Show one channel of a layer; answered by :class:`ChannelView`."""

    slot: ClassVar[str] = "channel"
    key: str
    layer: str
    channel: int | None = None
    """None: the channel with the strongest unit."""
    method: str = "activation"
    unit: tuple[int, int] | str = "max"
    """(y, x), ``max`` for the channel's strongest unit, ``all`` for the whole map."""
    weights: str = "default"


@dataclass(frozen=True, kw_only=True)
class ChannelView:
    """One channel of a layer, as a map or as its projection to the input."""

    key: str
    layer: str
    weights: WeightsBadge
    method: str
    channel: int
    unit: tuple[int, int] | None
    """The unit that was projected, or the strongest one of the map."""
    value: float
    """Activation of that unit."""
    map: np.ndarray = field(repr=False)
    """float32 (H, W): the channel's activations."""
    projection: np.ndarray | None = field(repr=False, default=None)
    """float32 (C, H, W) at the network's input size; None for ``activation``."""
    switches: int | None = None
    """Max-pooling switches below the layer; see ``methods.advice`` for what 0 means."""
    rules: tuple[tuple[str, int], ...] = ()
    """How often each backward rule acted: ``activation``, ``gate``, ``statistics``."""
    unknown: tuple[str, ...] = ()
    """Autograd nodes without a rule, for which the plain gradient stands."""
    saturated: bool = False
    """The projected units sit where their activation function is flat (the top of a ReLU6), and nothing passes it."""
    nonfinite: int = 0
    """Values of the map and the projection that are NaN or infinite."""
    region: SeenRegion


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveFieldJob(Job):
    """Compute the effective receptive field of a unit on loaded weights; answered by :class:`EffectiveAnswer`."""

    slot: ClassVar[str] = "effective"
    key: str
    layer: str
    """Module path."""
    unit: tuple[int, int] | None = None
    """(y, x); None for the centre."""
    weights: str = "default"
    samples: int = 16
    """Standard normal inputs to average over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveAnswer:
    """An effective receptive field, and the weights that it is of."""

    key: str
    weights: WeightsBadge
    found: EffectiveField


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltersJob(Job):
    """Show the filters of the first convolution; answered by :class:`FilterBank`."""

    slot: ClassVar[str] = "filters"
    key: str
    weights: str = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterBank:
    """The filters of a network's first convolution."""

    key: str
    layer: str
    kernels: np.ndarray = field(repr=False)
    """float32 (N, C, kh, kw), as learnt."""
    weights: WeightsBadge
    rgb: bool
    """The C = 3 planes are red, green and blue: a filter can be shown as a picture of its own."""
    note: str = ""
    """What a reader must know about these filters (English); empty if nothing."""

"""What crosses the boundary between the window and the engine: plain frozen data, no torch, no Qt.

A *job* is a request; its class names what is to be done and its ``slot`` what
it replaces: a new job of a slot cancels the older ones, so that the newest
wins. Each job has one answer type, named in its docstring.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from explorer.analysis.rows import Shape

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

    from explorer.analysis.timing.timings import Ceilings, Timing
    from explorer.visualize.influence import EffectiveField

METHODS: tuple[str, ...] = ("activation", "deconv", "guided", "gradient")
"""Ways to see a channel: its map, or its projection to the picture by one of three backward rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A request to the engine."""

    slot: ClassVar[str] = ""
    """Jobs of one slot replace each other; an empty slot never does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkJob(Job):
    """A request about one analysed form of an architecture: its input, batch and build options."""

    key: str
    input_shape: Shape | None = None
    """(C, H, W), or None for the architecture's own."""
    batch: int = 1
    options: tuple[tuple[str, Any], ...] = ()
    """Of the builder, sorted by name: ``(("num_classes", 10),)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeJob(NetworkJob):
    """Capture an architecture; answered by ``explorer.analysis.network.Network``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldJob(NetworkJob):
    """Compute what every row and column of a map sees; answered by :class:`SeenLines`."""

    slot: ClassVar[str] = "field"
    order: int
    """The row of the layer table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureJob(NetworkJob):
    """Time every operator and the device's ceilings; answered by :class:`Measurement`."""

    slot: ClassVar[str] = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheckJob(NetworkJob):
    """Compare with torchinfo; answered by ``explorer.analysis.claims.crosscheck.CrossCheck``."""

    slot: ClassVar[str] = "crosscheck"


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
class PictureJob(Job):
    """Hand over the picture that the following jobs look at; answered by None."""

    pixels: np.ndarray = field(repr=False)
    """RGB, uint8, (H, W, 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictJob(Job):
    """Classify the picture; answered by :class:`PredictionResult`."""

    slot: ClassVar[str] = "predict"
    key: str
    weights: str = "default"
    top: int = 5


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """Said once by an engine that is ready."""

    pid: int
    device: str
    threads: int
    torch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRegion:
    """The rectangle of the picture that became the network's input, in picture pixels."""

    left: float
    top: float
    width: float
    height: float
    input_size: tuple[int, int]
    """(H, W) of the input that it became: receptive fields of another input size have no place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsBadge:
    """Which weights produced a result; random ones must be marked wherever it is shown."""

    name: str
    trained: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One class of a prediction."""

    rank: int
    index: int
    label: str
    probability: float
    logit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PredictionResult:
    """The most probable classes of the picture."""

    key: str
    weights: WeightsBadge
    device: str
    milliseconds: float
    """Forward pass alone, without loading and preprocessing."""
    top: tuple[Ranked, ...]
    region: SeenRegion


@dataclass(frozen=True, slots=True, kw_only=True)
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
    region: SeenRegion


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """Max-pooling switches below the layer; 0 means that a DeconvNet projection cannot depend on the picture."""
    region: SeenRegion


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLines:
    """The exact part of the input that each row and column of a map depends on, over all channels."""

    order: int
    rows: np.ndarray = field(repr=False)
    """int32 (H, 2): first and last input row of each row of units; last < first where it sees nothing."""
    columns: np.ndarray = field(repr=False)
    """int32 (W, 2): the same for columns."""
    through_gates: tuple[tuple[int, int], ...]
    """First and last row, first and last column of what the centre unit depends on if gates are followed."""
    exact: bool
    """False where an operator on the way has no rule: what is really seen may be smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """Measured times under the ceilings of the device."""

    key: str
    weights: WeightsBadge
    """Times do not depend on them, but they are what ran."""
    timing: Timing
    ceilings: Ceilings


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveAnswer:
    """An effective receptive field, and the weights that it is of."""

    key: str
    weights: WeightsBadge
    found: EffectiveField


@dataclass(frozen=True, slots=True)
class Post:
    """Window to engine: do this job."""

    number: int
    job: Job


@dataclass(frozen=True, slots=True)
class Cancel:
    """Window to engine: the answer to this job is no longer wanted."""

    number: int


@dataclass(frozen=True, slots=True)
class Ready:
    """Engine to window: torch is loaded, jobs are taken."""

    info: EngineInfo


@dataclass(frozen=True, slots=True)
class Progress:
    """Engine to window: how far a job has come; ``total`` 0 while it is not known."""

    number: int
    text: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """Engine to window: the answer to a job."""

    number: int
    answer: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """Engine to window: a job could not be done; ``expected`` tells bad input from a defect."""

    number: int
    message: str
    details: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """Engine to window: a job was cancelled or overtaken by a newer one."""

    number: int


@dataclass(frozen=True, slots=True)
class Lost:
    """Said by the client itself: the engine process has ended without being asked to."""

    reason: str


Event = Ready | Progress | Done | Failed | Dropped | Lost

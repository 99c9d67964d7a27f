"""A picture, and what a network says about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from explorer.engine.messages.base import Job

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it


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


@dataclass(frozen=True, kw_only=True)
class SeenRegion:
    """The rectangle of the picture that became the network's input, in picture pixels."""

    left: float
    top: float
    width: float
    height: float
    input_size: tuple[int, int]
    """(H, W) of the input that it became: receptive fields of another input size have no place in it."""


@dataclass(frozen=True, kw_only=True)
class WeightsBadge:
    """Which weights produced a result; random ones must be marked wherever it is shown."""

    name: str
    trained: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One class of a prediction."""

    rank: int
    index: int
    label: str
    probability: float
    logit: float


@dataclass(frozen=True, kw_only=True)
class PredictionResult:
    """The most probable classes of the picture."""

    key: str
    weights: WeightsBadge
    device: str
    milliseconds: float
    """Forward pass alone, without loading and preprocessing."""
    top: tuple[Ranked, ...]
    precision: str = "float32"
    region: SeenRegion

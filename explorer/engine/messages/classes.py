"""Where the evidence for a class lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from explorer.engine.messages.base import Job
from explorer.engine.messages.pictures import Ranked, SeenRegion, WeightsBadge

if TYPE_CHECKING:
    import numpy as np  # the window's first paint does without it

CLASS_METHODS: tuple[str, ...] = ("gradcam", "layercam", "occlusion", "integrated")
"""Ways to ask where the evidence for a class lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassJob(Job):
    """Show where the evidence for a class lies; answered by :class:`ClassView`."""

    slot: ClassVar[str] = "class"
    key: str
    method: str
    """One of :data:`CLASS_METHODS`."""
    layer: str = ""
    """Module path, for ``gradcam`` and ``layercam``: empty for the last map before the classes are decided.
    With ``occlusion``, the layer whose strongest channel is watched too; empty for none."""
    target: int | None = None
    """Index of the class; None for the most probable one."""
    weights: str = "default"
    patch: int = 32
    """Side of the grey square of ``occlusion``, in input pixels."""
    stride: int = 16
    """How far the square moves at a time, in input pixels."""
    steps: int = 50
    """Points of the path of ``integrated`` gradients at first; doubled, up to 400, until they add up to within 5 %."""
    baseline: str = "black"
    """Where that path begins: ``black``, or the ``mean`` colour of the training pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """Where the evidence for a class lies."""

    key: str
    layer: str
    """The layer that was looked at; empty where the method works at the input."""
    method: str
    weights: WeightsBadge
    target: Ranked
    map: np.ndarray | None = field(repr=False, default=None)
    """float32 (h, w), laid evenly over the seen region. Of ``gradcam`` and ``layercam`` not below 0, in the
    logit's units; of ``occlusion`` how far the class's probability drops while the square covers that place,
    negative where it rises."""
    attribution: np.ndarray | None = field(repr=False, default=None)
    """float32 (C, H, W), signed, of ``integrated``: what each input value adds to the class's logit."""
    completeness: float | None = None
    """Of ``integrated``: |sum of the attribution - (logit of the picture - logit of the baseline)| as a share of
    that difference. Above 5 % they do not tell the whole story."""
    steps: int | None = None
    """Of ``integrated``: points that the path took in the end."""
    predicted: np.ndarray | None = field(repr=False, default=None)
    """int32 (h, w), of ``occlusion``: the most probable class while the square covers that place."""
    predicted_labels: tuple[tuple[int, str], ...] = ()
    """Index and name of every class in ``predicted``."""
    response: np.ndarray | None = field(repr=False, default=None)
    """float32 (h, w), of ``occlusion`` with a layer: the sum of that layer's strongest channel under each place."""
    nonfinite: int = 0
    """Values of the map or the attribution that are NaN or infinite."""
    region: SeenRegion
    note: str = ""
    """What a reader must know about this picture (English); empty if nothing."""

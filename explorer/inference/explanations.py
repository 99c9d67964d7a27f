"""Class explanations of a session's picture: by name, with colours in the network's own input values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from torch import Tensor

from explorer.errors import UsageError
from explorer.inference.preprocessing import flat_colour
from explorer.inference.session import Picture, Prepared, Session
from explorer.visualize.methods.classes import Standing
from explorer.visualize.methods.gradcam import ClassMap, gradcam, hirescam
from explorer.visualize.methods.integrated_gradients import CLOSE, integrate_closely
from explorer.visualize.methods.layercam import layercam
from explorer.visualize.methods.occlusion import occlude
from explorer.visualize.methods.saliency import saliency

BASELINES: tuple[str, ...] = ("black", "mean")
"""Where the path of integrated gradients may begin."""

_CAMS: dict[str, Callable[..., ClassMap]] = {"gradcam": gradcam, "layercam": layercam, "hirescam": hirescam}
EXPLANATIONS: tuple[str, ...] = (*_CAMS, "occlusion", "integrated", "guided", "gradient")
"""Ways to say where the evidence for a class lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where the evidence for a class lies, by one method."""

    method: str
    array: np.ndarray = field(repr=False)
    """(h, w), laid evenly over the input, or (C, H, W) at the input's size; see the method's module."""
    signed: bool
    """False where the array has no negative values."""
    layer: str
    """The layer that was looked at; empty for methods at the input."""
    target: Standing
    note: str = ""
    """What a reader must know about it; empty if nothing."""


def explain(
    session: Session,
    image: Picture | Prepared,
    method: str,
    *,
    layer: str = "",
    target: int | None = None,
    checkpoint: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Explanation:
    """Explain a class by one of :data:`EXPLANATIONS`, with the usual parameters of each.

    Args:
        session: the network.
        image: see :data:`explorer.inference.session.Picture`.
        method: its name.
        layer: a module path, for the class activation maps; empty for the last map.
        target: index of the class; None for the most probable one.
        checkpoint: called now and then; it raises :class:`Cancelled` to stop.
        progress: called with what is done and what there is to do, by the methods that take long.

    Raises:
        UsageError: there is no such method, layer or class, or the method looks at no layer.
        InputError: the picture cannot be used.
    """
    if method not in EXPLANATIONS:
        raise UsageError(f"there is no method {method!r}; choose one of {', '.join(EXPLANATIONS)}")
    if layer and method not in _CAMS:
        raise UsageError(f"{method} works at the input and looks at no layer; leave the layer out")

    def run(function: Callable[..., Any], **more: Any) -> Any:
        return session.apply(image, partial(function, target=target, **more), checkpoint)

    long = {"checkpoint": checkpoint, "progress": progress}
    answer = partial(Explanation, method=method, layer="", signed=True)
    if method in _CAMS:
        cam: ClassMap = run(_CAMS[method], layer=layer)
        return answer(array=cam.array, signed=False, layer=cam.layer, target=cam.target, note=silence(cam.array))
    if method == "occlusion":
        occluded = run(occlude, fill=grey_of(session), **long)
        return answer(array=occluded.drop, target=occluded.target)
    if method == "integrated":
        integrated = run(integrate_closely, baseline=baseline_of(session, "black"), **long)
        return answer(array=integrated.array, target=integrated.target, note=gap_note(integrated.gap, integrated.steps))
    backward = run(saliency, rule=method)
    return answer(array=backward.array, target=backward.target)


def grey_of(session: Session) -> Tensor:
    """Return a middle grey as the session's network takes it: (C, 1, 1)."""
    return flat_colour(0.5, session.weights.preprocessing, session.input_shape[0])


def baseline_of(session: Session, name: str) -> Tensor | float:
    """Return black (C, 1, 1), or the mean colour of the training pictures, as input values.

    Raises:
        UsageError: ``name`` is neither.
    """
    if name not in BASELINES:
        raise UsageError(f"there is no baseline {name!r}; choose {' or '.join(BASELINES)}")
    return flat_colour(0.0, session.weights.preprocessing, session.input_shape[0]) if name == "black" else 0.0


def seen_picture(session: Session, prepared: Prepared) -> np.ndarray:
    """Return a network's input as a picture again: uint8 (H, W, 3)."""
    black, white = (flat_colour(level, session.weights.preprocessing, session.input_shape[0]) for level in (0.0, 1.0))
    planes = ((prepared.tensor[0].cpu() - black) / (white - black)).clamp(0, 1)
    pixels: np.ndarray = (planes * 255).round().byte().expand(3, -1, -1).permute(1, 2, 0).contiguous().numpy()
    return pixels


def silence(array: np.ndarray) -> str:
    """Return a note for a class activation map that is empty, else nothing."""
    return "" if array.any() else "nothing in this layer speaks for the class"


def gap_note(gap: float, steps: int) -> str:
    """Return a note for integrated gradients that do not add up with so many points on the path, else nothing."""
    if gap <= CLOSE:
        return ""
    return f"the attributions miss the difference of the logits by {gap:.0%}, even with {steps} points on the path"

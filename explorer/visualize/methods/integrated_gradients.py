"""Integrated gradients: what every input value adds to a class's logit.

Sundararajan, Taly & Yan, Axiomatic Attribution for Deep Networks, ICML 2017
(arXiv:1703.01365), §3, equation 1: the gradient of the class's score is
averaged along the straight path from a baseline to the picture, and multiplied
by their difference. The attributions then add up to the difference of the two
scores (Proposition 1, completeness); by how much they miss it says whether the
steps were enough (§5).

Deviations: the score is the logit and not the softmax's probability, which is
flat over most of the path for a sure network; the integral is taken by
Gauss-Legendre quadrature, which needs fewer points than the sum of equation 3.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.errors import UsageError
from explorer.visualize.methods.classes import Standing, class_scores, scores_of, standing
from explorer.visualize.methods.layers import as_array, input_tensor, trace_through_layer

MOST_STEPS = 1000
CLOSE = 0.05
"""Sundararajan et al., §5: with a gap of 5 % the steps are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegratedGradients:
    """What each input value adds to a class's logit."""

    array: np.ndarray = field(repr=False)
    """(C, H, W) at the input's size, signed; in the logit's units."""
    target: Standing
    baseline_logit: float
    """The class's logit of the baseline."""
    gap: float
    """How far the attributions' sum is from the difference of the logits, as a share of it; see :func:`gap_of`."""
    steps: int


def integrate(
    module: nn.Module,
    x: Any,
    target: int | None = None,
    *,
    baseline: Tensor | float = 0.0,
    steps: int = 50,
    batch: int = 4,
    checkpoint: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> IntegratedGradients:
    """Integrate the gradient of a class's logit from a baseline to a picture.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        target: index of the class; None for the one that is most probable on the picture.
        baseline: where the path begins, a number or what spreads over (C, H, W),
            in the input's own (normalised) values; the paper takes black, 0 is the mean colour.
        steps: points on the path, 1 to 1000; the paper takes 20 to 300.
        batch: how many points run at once.
        checkpoint: called before each batch; it raises :class:`Cancelled` to stop.
        progress: called after each batch with the number of points done and that of all.

    Raises:
        UsageError: ``steps`` is out of range, there is no such class, the
            network has none, or it is in training mode.
        InputError: ``x`` is not one picture.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise UsageError(f"{steps} steps: choose 1 to {MOST_STEPS}")
    picture = input_tensor(module, x)
    start = torch.as_tensor(baseline, dtype=picture.dtype, device=picture.device).expand_as(picture[0])[None]
    ends = class_scores(module, torch.cat([picture, start]))
    chosen = standing(ends[0], target)
    points, weights = _gauss_legendre(steps)
    # Summed on the CPU in float64: not every accelerator has it.
    total = torch.zeros(picture.shape[1:], dtype=torch.float64)
    for first in range(0, steps, batch):
        if checkpoint is not None:
            checkpoint()
        some = slice(first, min(first + batch, steps))
        gradients = _gradients(module, start, picture, points[some], chosen.index).cpu().double()
        total += (gradients * weights[some].reshape(-1, 1, 1, 1)).sum(0)
        if progress is not None:
            progress(some.stop, steps)
    attribution = total * (picture - start)[0].cpu().double()
    baseline_logit = float(ends[1, chosen.index])
    return IntegratedGradients(
        array=as_array(attribution.to(picture.dtype)),
        target=chosen,
        baseline_logit=baseline_logit,
        gap=gap_of(float(attribution.sum()), chosen.logit - baseline_logit),
        steps=steps,
    )


def integrate_closely(
    module: nn.Module,
    x: Any,
    target: int | None = None,
    *,
    steps: int = 50,
    most: int = 400,
    largest_gap: float = CLOSE,
    progress: Callable[[int, int], None] | None = None,
    **more: Any,
) -> IntegratedGradients:
    """Integrate with twice as many points each time until the attributions add up well enough.

    Args:
        module: as in :func:`integrate`.
        x: as there.
        target: as there.
        steps: points on the path at first.
        most: points at last; if those miss more than they should, their result is returned all the same.
            With ``steps`` beyond, there is one try.
        largest_gap: the completeness gap that is small enough.
        progress: called with the number of points done and that of all, over the tries so far.
        more: ``baseline``, ``batch`` and ``checkpoint`` of :func:`integrate`.

    Raises:
        UsageError, InputError: as :func:`integrate`.
    """
    before = 0
    while True:

        def tell(done: int, total: int, before: int = before) -> None:
            if progress is not None:
                progress(before + done, before + total)

        found = integrate(module, x, target, steps=steps, progress=tell, **more)
        if found.gap <= largest_gap or steps >= most:
            return found
        before += steps
        steps = min(2 * steps, most)


def gap_of(total: float, difference: float) -> float:
    """Return |total - difference| / |difference|; infinite if the difference alone is 0, 0 if both are."""
    missed = abs(total - difference)
    if missed == 0:
        return 0.0
    return missed / abs(difference) if difference else float("inf")


def _gauss_legendre(steps: int) -> tuple[Tensor, Tensor]:
    """Points in (0, 1) and weights that sum to 1, float64."""
    points, weights = np.polynomial.legendre.leggauss(steps)
    return torch.from_numpy((points + 1) / 2), torch.from_numpy(weights / 2)


def _gradients(module: nn.Module, start: Tensor, end: Tensor, points: Tensor, index: int) -> Tensor:
    """The logit's gradient (N, C, H, W) at each of the points of the path."""
    at = points.to(device=start.device, dtype=start.dtype).reshape(-1, 1, 1, 1)
    traced, output = trace_through_layer(module, start + at * (end - start), "")
    with torch.inference_mode(False):
        # Pictures of a batch do not depend on each other, so one sum serves for all.
        (gradient,) = torch.autograd.grad(scores_of(output)[:, index].sum(), traced.leaf)
    return gradient.detach()

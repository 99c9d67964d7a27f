"""Occlusion sensitivity: cover a part of the picture, and see whether the class is still found.

Zeiler & Fergus 2013 (arXiv:1311.2901), §4.2 and Figure 7: a grey square is
moved over the picture, and for every place of it the classifier's probability
of the class (7d), its most probable class (7e), and the total activity of one
feature map, the one that answers most to the whole picture (7b), are noted.

What the paper leaves open, and what is done here:
    places of the square    as many as fit at the given stride, spread evenly, their
                            middles at (i + ½)/n of the height and width; at the rim
                            the square is cut off. So the n × m results lie over the
                            picture as the cells of an even grid
    the result              probability of the whole picture minus that of the covered
                            one: high where the class hangs on what is covered
    the strongest map       the one with the largest unit, as everywhere else here
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from explorer.errors import UsageError
from explorer.visualize.methods.classes import Standing, class_scores, probabilities, scores_of, standing
from explorer.visualize.methods.layers import input_tensor, run_through_layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Occlusion:
    """How a prediction changes with the place of the square."""

    drop: np.ndarray = field(repr=False)
    """float32 (rows, columns): by how much the class's probability falls; negative where it rises."""
    predicted: np.ndarray = field(repr=False)
    """int32 (rows, columns): the most probable class."""
    response: np.ndarray | None = field(repr=False, default=None)
    """float32 (rows, columns): the sum of the watched channel's activations; None if no layer was asked for."""
    channel: int | None = None
    """The watched channel: the one with the strongest unit on the whole picture."""
    target: Standing


def occlude(
    module: nn.Module,
    x: Any,
    target: int | None = None,
    *,
    patch: int = 32,
    stride: int = 16,
    fill: Tensor | float = 0.0,
    layer: str = "",
    batch: int = 8,
    checkpoint: Callable[[], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Occlusion:
    """Move a square over a picture and note what the network makes of it.

    Args:
        module: a network in evaluation mode.
        x: its input, (C, H, W) or (1, C, H, W), a tensor or an array.
        target: index of the class; None for the one that is most probable on the whole picture.
        patch: side of the square, in input pixels.
        stride: from one place to the next, in input pixels.
        fill: what covers the picture, a number or (C, 1, 1), in the input's
            own (normalised) values; 0 is the mean colour of the training pictures.
        layer: a module path, whose strongest channel is watched; empty for none.
        batch: how many covered pictures run at once.
        checkpoint: called before each batch; it raises :class:`Cancelled` to stop.
        progress: called after each batch with the number of places done and that of all.

    Raises:
        UnknownLayer: there is no such layer, or it is never called.
        UsageError: the patch or stride does not fit the input, there is no such
            class, the network has none, or it is in training mode.
        InputError: ``x`` is not one picture.
    """
    whole = input_tensor(module, x)
    height, width = whole.shape[2:]
    if not 1 <= patch <= max(height, width) or not 1 <= stride <= max(height, width):
        raise UsageError(f"a square of {patch} at every {stride} pixels does not fit an input of {height}×{width}")
    chosen, channel = _undisturbed(module, whole, target, layer)
    rows, columns = (max(1, round(size / stride)) for size in (height, width))
    covers = torch.as_tensor(fill, dtype=whole.dtype, device=whole.device)
    found, answers = [], []
    places = list(_squares((height, width), (rows, columns), patch))
    for start in range(0, len(places), batch):
        if checkpoint is not None:
            checkpoint()
        some = places[start : start + batch]
        pictures = whole.repeat(len(some), 1, 1, 1)
        for picture, (vertical, horizontal) in zip(pictures, some, strict=True):
            picture[:, vertical, horizontal] = covers
        if channel is None:
            scores = class_scores(module, pictures)
        else:
            value, output = run_through_layer(module, pictures, layer)
            scores = scores_of(output)
            answers.append(value[:, channel].float().reshape(len(some), -1).sum(1).cpu())
        found.append(probabilities(scores))
        if progress is not None:
            progress(start + len(some), len(places))
    shares = torch.cat(found)
    drop = chosen.probability - shares[:, chosen.index]
    return Occlusion(
        drop=drop.float().reshape(rows, columns).numpy(),
        predicted=shares.argmax(1).int().reshape(rows, columns).numpy(),
        response=torch.cat(answers).reshape(rows, columns).numpy() if answers else None,
        channel=channel,
        target=chosen,
    )


def _undisturbed(module: nn.Module, x: Tensor, target: int | None, layer: str) -> tuple[Standing, int | None]:
    """The class on the whole picture, and the layer's strongest channel there."""
    if not layer:
        return standing(class_scores(module, x)[0], target), None
    value, output = run_through_layer(module, x, layer)
    return standing(scores_of(output)[0], target), int(value[0].reshape(value.shape[1], -1).amax(1).argmax())


def _squares(size: tuple[int, int], counts: tuple[int, int], patch: int) -> Iterator[tuple[slice, slice]]:
    """The part of the input under the square at each place, in reading order."""
    vertical, horizontal = (
        [_span(length, count, index, patch) for index in range(count)]
        for length, count in zip(size, counts, strict=True)
    )
    return ((rows, columns) for rows in vertical for columns in horizontal)


def _span(length: int, count: int, index: int, patch: int) -> slice:
    start = round((index + 0.5) * length / count - patch / 2)
    return slice(max(0, start), max(0, min(length, start + patch)))

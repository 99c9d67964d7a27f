"""What the strongest units see: the exact part of the picture, and their projection cut to the same part."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from explorer.analysis.analyzer import analyze
from explorer.analysis.network import Network
from explorer.analysis.receptive.units import Interval, UnitFields
from explorer.analysis.rows import LayerRow, Shape
from explorer.errors import InputError, UsageError
from explorer.inference.images import load_image
from explorer.inference.preprocessing import CropGeometry
from explorer.inference.running import Checkpoint
from explorer.inference.session import Session
from explorer.inference.top_patches.patch import Patch, Window
from explorer.inference.top_patches.tops import NOBODY, TopUnits
from explorer.visualize.colormaps import projection_rgb
from explorer.visualize.methods.deconvnet import Unit

LONGEST = 96
"""Pixels of the longer side of a patch's frame at most; a smaller part of a picture is not enlarged."""
METHODS = ("deconv", "guided")
_GAMMA = 0.7


class Windows:
    """The exact windows of a layer's units."""

    def __init__(self, session: Session) -> None:
        """Analyse the session's network at its input size, without computing anything."""
        self._network: Network = analyze(session.module, session.input_shape)
        self._fields = UnitFields(self._network)
        self._size = session.input_shape[-2:]

    def row(self, layer: str, shape: Shape) -> LayerRow | None:
        """Return the operator that makes a layer's output; None if the analysis has none of that shape there."""
        nodes = self._network.graph.nodes
        inside = (row for row in reversed(self._network.rows) if not layer or layer in nodes[row.order]["scope"])
        last = next(inside, None)
        return last if last is not None and last.output_shape == shape else None

    def window(self, tops: TopUnits, channel: int, place: int) -> Window:
        """Return what one of a channel's strongest units sees; the whole input where that is not known."""
        height, width = self._size
        everything = Window(rows=(0, height - 1), columns=(0, width - 1), frame=(0, 0, height, width), whole=True)
        row = self.row(tops.layer, tops.shape)
        if row is None:
            return everything
        unit = tops.unit(channel, place)
        seen = (
            self._fields.seen(row.order, (channel, *unit), None)
            if len(unit) != 2
            else self._fields.seen(row.order, unit, channel)
        )
        if seen is None or not seen.rows.size or not seen.columns.size:
            return everything
        y, x = unit if len(unit) == 2 else (0, 0)
        top, bottom = _framed(seen.rows, row.rf_start_h, row.jump_h, row.rf_h, y, height)
        left, right = _framed(seen.columns, row.rf_start_w, row.jump_w, row.rf_w, x, width)
        return Window(
            rows=(seen.rows.first, seen.rows.last),
            columns=(seen.columns.first, seen.columns.last),
            frame=(top, left, bottom, right),
            whole=seen.rows.size == height and seen.columns.size == width,
        )


def places_of(tops: TopUnits, channels: Sequence[int]) -> list[tuple[int, int]]:
    """Return the (channel, place from 0) of every patch of some channels.

    Units of value 0 or below are left out: where a channel is silent, no part of the picture has excited it.

    Raises:
        UsageError: there is no such channel.
    """
    count = len(tops.active)
    for channel in channels:
        if not 0 <= channel < count:
            raise UsageError(f"{tops.layer} has channels 0 to {count - 1}, not {channel}")
    return [
        (channel, place)
        for channel in channels
        for place in range(tops.values.shape[1])
        if tops.pictures[channel, place] != NOBODY and tops.values[channel, place] > 0
    ]


def patches(
    session: Session,
    pictures: Sequence[Path],
    tops: TopUnits,
    places: Sequence[tuple[int, int]],
    windows: Windows,
    *,
    method: str | None = None,
    longest: int = LONGEST,
    checkpoint: Checkpoint | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Patch]:
    """Return the patches of some places, channel by channel, strongest first.

    Args:
        pictures: the list that was searched.
        places: from :func:`places_of`.
        windows: of the same session.
        method: ``deconv`` or ``guided`` for projections too; None for none.
        longest: of a frame's sides, in pixels.
        checkpoint: called between pictures and between the modules of a running network.
        progress: told after each patch how many there are and how many there will be.

    Raises:
        UsageError: there is no such method.
        Cancelled: ``checkpoint`` raised it.
    """
    if method is not None and method not in METHODS:
        raise UsageError(f"there is no projection {method!r}; choose {' or '.join(METHODS)}")
    # Picture by picture, so that each is decoded once.
    wanted = sorted(places, key=lambda one: int(tops.pictures[one]))
    found: dict[tuple[int, int], Patch] = {}
    current, pixels, prepared = NOBODY, _gone(), None
    for channel, place in wanted:
        if checkpoint is not None:
            checkpoint()
        number = int(tops.pictures[channel, place])
        if number != current:
            current, prepared = number, None
            try:
                pixels = load_image(pictures[number])
                prepared = session.prepare(pixels)
            except InputError:
                pixels = _gone()
        window, unit = windows.window(tops, channel, place), tops.unit(channel, place)
        geometry = prepared.geometry if prepared is not None else None
        box = _box(window, geometry, session.input_shape[-2:]) if geometry is not None else (0.0, 0.0, 0.0, 0.0)
        projection = None
        if method is not None and prepared is not None:
            chosen: Unit = unit if unit else "max"
            answer = session.deconv(prepared, tops.layer, channel, chosen, method, checkpoint)
            projection = _shown(answer.array, window, longest)
        found[channel, place] = Patch(
            channel=channel,
            rank=place + 1,
            path=pictures[number],
            value=float(tops.values[channel, place]),
            unit=unit,
            window=window,
            box=box,
            pixels=_part(pixels, box, _shrink(window, box, longest)) if prepared is not None else _gone(),
            projection=projection,
        )
        if progress is not None:
            progress(len(found), len(wanted))
    return [found[one] for one in sorted(found)]


def default_method(session: Session, tops: TopUnits, pictures: Sequence[Path]) -> tuple[str, int]:
    """Return how a layer's units are projected unless told otherwise, and how many max-pools lie below it.

    Without max-pooling switches a DeconvNet projection hardly depends on the
    picture (see :mod:`explorer.visualize.methods.advice`), so there it is
    ``guided``.

    Raises:
        InputError: none of the pictures that were found can be read any more.
    """
    numbers = sorted({int(one) for one in tops.pictures.ravel() if one != NOBODY})
    for number in numbers:
        try:
            prepared = session.prepare(pictures[number])
        except InputError:
            continue
        switches = session.deconv(prepared, tops.layer, 0).switches
        return ("deconv" if switches else "guided"), switches
    raise InputError("none of the pictures that were found can be read any more; search the folder again")


def _framed(
    seen: Interval, start: int | None, jump: int | None, field_size: int | None, place: int, size: int
) -> tuple[int, int]:
    """First and last + 1 of the theoretical field along one axis, never less than what is seen."""
    if start is None or jump is None or field_size is None or field_size > size:
        return seen.first, seen.last + 1
    first = start + jump * place
    return min(first, seen.first), max(first + field_size, seen.last + 1)


def _box(window: Window, geometry: CropGeometry, size: Sequence[int]) -> tuple[float, float, float, float]:
    """Input pixels in the picture's own, through the inverse of resizing and centre crop."""
    down, across = geometry.height / size[0], geometry.width / size[1]
    top, left = geometry.top + window.rows[0] * down, geometry.left + window.columns[0] * across
    height, width = window.rows[1] - window.rows[0] + 1, window.columns[1] - window.columns[0] + 1
    return left, top, width * across, height * down


def _shrink(window: Window, box: tuple[float, float, float, float], longest: int) -> float:
    """By how much a part of the picture is reduced, so that its whole frame would have ``longest`` pixels."""
    top, left, bottom, right = window.frame
    density = box[2] / (window.columns[1] - window.columns[0] + 1)
    return min(1.0, longest / (max(bottom - top, right - left) * density))


def _part(pixels: np.ndarray, box: tuple[float, float, float, float], shrink: float) -> np.ndarray:
    """The pixels in a box of fractions of pixels; black, as the network saw it, where it leaves the picture."""
    left, top, width, height = box
    image = Image.fromarray(pixels)
    far_left, far_top = min(0, int(np.floor(left))), min(0, int(np.floor(top)))
    far_right = max(image.width, int(np.ceil(left + width - 1e-6)))
    far_bottom = max(image.height, int(np.ceil(top + height - 1e-6)))
    if (far_left, far_top, far_right, far_bottom) != (0, 0, image.width, image.height):
        image = image.crop((far_left, far_top, far_right, far_bottom))
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    right, bottom = min(left - far_left + width, image.width), min(top - far_top + height, image.height)
    edges = (left - far_left, top - far_top, right, bottom)
    # Antialiased where it is reduced; pixels stay as they are where it is not.
    return np.array(image.resize(size, Image.Resampling.BILINEAR, box=edges))


def _shown(projection: np.ndarray, window: Window, longest: int) -> np.ndarray:
    """The projection within the window, as a picture; reduced before it is scaled, or fine stripes would turn grey."""
    (top, bottom), (left, right) = window.rows, window.columns
    part = projection[:, top : bottom + 1, left : right + 1]
    shrink = min(1.0, longest / max(window.frame[2] - window.frame[0], window.frame[3] - window.frame[1]))
    if shrink < 1:
        size = max(1, round(part.shape[2] * shrink)), max(1, round(part.shape[1] * shrink))
        planes = [Image.fromarray(np.ascontiguousarray(plane, np.float32)) for plane in part]
        part = np.stack([np.asarray(plane.resize(size, Image.Resampling.BILINEAR)) for plane in planes])
    return projection_rgb(part, gamma=_GAMMA)


def _gone() -> np.ndarray:
    return np.zeros((0, 0, 3), np.uint8)

"""Strongest units as plain values, as arrays and as one picture: what ``cnn-explorer top9`` writes. No torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from explorer.inference.top_patches.patch import Patch, placed
from explorer.inference.top_patches.tops import TopUnits

SIDE = 3
"""Patches in a row and in a column of a channel's block."""
TILE = 96
"""Pixels of a patch in the picture."""
OUTSIDE = (216, 219, 224)
"""Grey for what lies outside the picture, where the unit saw padding."""

_GAP, _MARGIN, _CAPTION = 2, 12, 20
_PAPER, _INK, _FAINT = (255, 255, 255), (26, 29, 33), (240, 241, 244)


def document(
    tops: TopUnits, pictures: Sequence[Path], channels: Sequence[int], patches: Sequence[Patch], facts: dict[str, Any]
) -> dict[str, Any]:
    """Return everything as plain values for JSON; ``facts`` (network, weights, method) stand in front."""
    by_channel: dict[int, list[Patch]] = {channel: [] for channel in channels}
    for patch in patches:
        by_channel[patch.channel].append(patch)
    return {
        "schema": 1,
        **facts,
        "layer": tops.layer,
        "shape": list(tops.shape),
        "pictures": tops.total,
        "used": tops.used,
        "skipped": [{"picture": str(pictures[one.picture]), "reason": one.reason} for one in tops.skipped],
        "channels": [
            {
                "channel": channel,
                "dead": bool(tops.dead[channel]),
                "active_pictures": int(tops.active[channel]),
                "patches": [_entry(patch) for patch in found],
            }
            for channel, found in by_channel.items()
        ],
    }


def _entry(patch: Patch) -> dict[str, Any]:
    return {
        "rank": patch.rank,
        "picture": str(patch.path),
        "value": patch.value,
        "unit": list(patch.unit),
        "rows": list(patch.window.rows),
        "columns": list(patch.window.columns),
        "whole_input": patch.window.whole,
        "box": list(patch.box),
    }


def arrays(tops: TopUnits, channels: Sequence[int], patches: Sequence[Patch]) -> dict[str, np.ndarray]:
    """Return everything as arrays, n channels by 9 places; places without a unit hold picture -1 and value NaN.

    ``channels`` (n,), ``active`` (n,), ``values`` (n, 9), ``pictures`` (n, 9) paths, ``units`` (n, 9, 2), ``rows`` and
    ``columns`` (n, 9, 2) first and last input pixel, ``patches`` and ``projections`` uint8 (n, 9, 96, 96, 3), grey
    outside the picture.
    """
    index = {channel: at for at, channel in enumerate(channels)}
    n, count = len(channels), tops.values.shape[1]
    values = np.full((n, count), np.nan, np.float32)
    places = {name: np.full((n, count, 2), -1, np.int32) for name in ("units", "rows", "columns")}
    names = np.full((n, count), "", dtype=object)
    seen, back = (np.full((n, count, TILE, TILE, 3), OUTSIDE, np.uint8) for _ in range(2))
    for patch in patches:
        at = index[patch.channel], patch.rank - 1
        values[at], names[at] = patch.value, str(patch.path)
        if len(patch.unit) == 2:
            places["units"][at] = patch.unit
        places["rows"][at], places["columns"][at] = patch.window.rows, patch.window.columns
        seen[at] = tile(patch, patch.pixels)
        if patch.projection is not None:
            back[at] = tile(patch, patch.projection)
    return {
        "channels": np.array(channels, np.int32),
        "active": tops.active[list(channels)],
        "values": values,
        "pictures": names.astype(np.str_),
        **places,
        "patches": seen,
        "projections": back,
    }


def wall(tops: TopUnits, channels: Sequence[int], patches: Sequence[Patch]) -> np.ndarray:
    """Return one picture: for each channel 3 × 3 patches and, beside them, their projections; uint8 (H, W, 3)."""
    projected = any(patch.projection is not None for patch in patches)
    side = SIDE * (TILE + _GAP) - _GAP
    block_width = side * (2 if projected else 1) + (_GAP * 3 if projected else 0)
    block_height = _CAPTION + side
    beside = side + 3 * _GAP
    columns = max(1, min(len(channels), round((len(channels) * block_height / block_width) ** 0.5)))
    rows = -(-len(channels) // columns)
    size = columns * (block_width + _MARGIN) + _MARGIN, rows * (block_height + _MARGIN) + _MARGIN
    paper = Image.new("RGB", size, _PAPER)
    pen, face = ImageDraw.Draw(paper), ImageFont.load_default(13)
    by_place = {(patch.channel, patch.rank): patch for patch in patches}
    for at, channel in enumerate(channels):
        left = _MARGIN + at % columns * (block_width + _MARGIN)
        top = _MARGIN + at // columns * (block_height + _MARGIN)
        pen.text((left, top), _caption(tops, channel), _INK, font=face)
        for place in range(SIDE * SIDE):
            x = left + place % SIDE * (TILE + _GAP)
            y = top + _CAPTION + place // SIDE * (TILE + _GAP)
            patch = by_place.get((channel, place + 1))
            for here, pixels in (
                (x, patch.pixels if patch else None),
                (x + beside, patch.projection if patch else None),
            ):
                if here != x and not projected:
                    continue
                if patch is None or pixels is None:
                    pen.rectangle((here, y, here + TILE - 1, y + TILE - 1), _FAINT)
                else:
                    paper.paste(Image.fromarray(tile(patch, pixels)), (here, y))
    return np.array(paper)


def tile(patch: Patch, pixels: np.ndarray, side: int = TILE) -> np.ndarray:
    """Return a patch in a square: its frame as large as fits, what lies outside the picture grey, nothing stretched."""
    square = Image.new("RGB", (side, side), OUTSIDE)
    left, top, width, height = placed(patch.window, side)
    x, y, far_x, far_y = round(left), round(top), round(left + width), round(top + height)
    if pixels.size:
        size = max(1, far_x - x), max(1, far_y - y)
        square.paste(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC), (x, y))
    return np.array(square)


def _caption(tops: TopUnits, channel: int) -> str:
    if tops.dead[channel]:
        return f"ch {channel}   dead"
    return f"ch {channel}   max {tops.values[channel, 0]:.3g}   in {tops.active[channel]} of {tops.used}"

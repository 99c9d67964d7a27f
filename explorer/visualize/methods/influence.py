"""An effective receptive field as plain data: its extent, its picture, and a sentence about it. No torch.

It is computed by :mod:`explorer.visualize.methods.effective_field`, which says what it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from explorer.errors import UsageError
from explorer.visualize.colormaps import colour_table, stretch

SHARE = 0.95
"""The share of the influence that an extent holds, unless another one is asked for."""

_TWO_SIGMA = 0.9545
_SLACK = 1e-6
"""The precision of the shares, which are float32: a share that is met exactly must not cost one row more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EffectiveField:
    """How much each input pixel counts for one unit of a layer."""

    array: np.ndarray = field(repr=False)
    """(H, W) at the input's size, float32, not negative: shares of the influence, which sum to 1 (to 0 if dead)."""
    layer: str
    unit: tuple[int, int] | None
    """(y, x) on the layer's map; None if the layer has no map."""
    channel: int | None
    """None for the sum over all channels."""
    samples: int
    """How many inputs were averaged."""

    @property
    def dead(self) -> bool:
        """Whether no pixel had any influence on the unit, in no sample."""
        return not self.array.any()

    @property
    def height(self) -> int:
        """Input rows of the 95 % extent."""
        return len(self.extent()[0])

    @property
    def width(self) -> int:
        """Input columns of the 95 % extent."""
        return len(self.extent()[1])

    @property
    def side(self) -> float:
        """The size as Luo et al. count it (§3.1), in pixels: √(number of pixels above 1 - 95.45 % of the centre's).

        For the centre's value stands the largest one: a trained unit need not
        look hardest at its centre. A Gaussian of deviation σ has a side of 4.41 σ.
        Single hot pixels of a trained network lower it; more samples even them out.
        """
        return float(np.sqrt(np.count_nonzero(self.array > (1 - _TWO_SIGMA) * self.array.max())))

    def extent(self, share: float = SHARE) -> tuple[range, range]:
        """Return the rows and the columns of the input that the influence comes from.

        Each is the shortest interval of its axis that holds ``share`` of the
        influence (to a millionth), whatever the other axis; of equally short
        ones the one that holds the most, then the first. The box of both thus
        holds at least ``2·share - 1``: 90 % where each axis holds 95 %. Both are
        empty if the unit is dead.

        Raises:
            UsageError: ``share`` is not above 0 and at most 1.
        """
        if not 0 < share <= 1:
            raise UsageError(f"an extent holds a share above 0 and up to 1 of the influence, not {share}")
        if self.dead:
            return range(0), range(0)
        values = self.array.astype(np.float64)
        return _shortest(values.sum(axis=1), share), _shortest(values.sum(axis=0), share)

    def extent_area(self, share: float = SHARE) -> int:
        """Return the pixels in the box of :meth:`extent`."""
        rows, columns = self.extent(share)
        return len(rows) * len(columns)

    def ratio(self, rf_h: int, rf_w: int, share: float = SHARE) -> float:
        """Return the area of the box of :meth:`extent` over that of a theoretical field of ``rf_h`` × ``rf_w`` pixels.

        Raises:
            UsageError: that field has no area.
        """
        if rf_h < 1 or rf_w < 1:
            raise UsageError(f"a theoretical field of {rf_h} × {rf_w} px has no area")
        return self.extent_area(share) / (rf_h * rf_w)


def _shortest(marginal: np.ndarray, share: float) -> range:
    """The shortest interval of (n,) that holds ``share`` of the total."""
    # A cumulative sum from 0: the difference of two entries is what lies between them.
    mass = np.concatenate([[0.0], np.cumsum(marginal)])
    need = share * mass[-1]
    stops = np.searchsorted(mass, mass[:-1] + need - _SLACK * mass[-1])
    starts = np.flatnonzero(stops < len(mass))
    stops = stops[starts]
    best = np.lexsort((starts, mass[starts] - mass[stops], stops - starts))[0]
    return range(int(starts[best]), int(stops[best]))


def picture(found: EffectiveField, colours: str = "inferno", gamma: float = 0.5) -> np.ndarray:
    """Return the field as a picture of the input's size: uint8 (H, W, 3), dark where a pixel has no influence.

    A pixel's place on the colour scale is (value / largest value)^``gamma``.
    Influence falls off like a Gaussian, so that on a straight scale little more
    than the centre is seen; the square root (0.5) shows the flanks too.

    Args:
        found: the field; a dead one gives an even picture.
        colours: ``inferno`` or ``viridis``.
        gamma: above 0; 1 is the straight scale.

    Raises:
        UsageError: there is no such colour map, or ``gamma`` is not above 0.
    """
    if colours not in ("inferno", "viridis"):
        raise UsageError(f"there is no colour map {colours!r}; choose inferno or viridis")
    if not gamma > 0:
        raise UsageError(f"a gamma of {gamma} makes no picture; choose one above 0")
    peak = float(found.array.max()) or 1.0
    shaped = stretch(found.array, scale=peak) ** gamma
    pixels: np.ndarray = colour_table(colours)[np.rint(shaped * 255).astype(np.intp)]
    return pixels


def describe(
    found: EffectiveField, rf_h: int | None, rf_w: int | None, start: Sequence[int | None] | None = None
) -> str:
    """Return one sentence that sets the 95 % extent beside the theoretical receptive field.

    The extent lies inside the input, while the theoretical field may run over
    its border. With ``start`` the extent's area is compared with the part of
    the theoretical field inside the input; without it with the whole field if
    that is no larger than the input, else with the input.

    Args:
        found: the effective field.
        rf_h: height of the theoretical field, as in the layer table; None where it is not one interval.
        rf_w: its width.
        start: first row and column of *this unit's* theoretical field, negative in
            the padding: ``rf_start_h + jump_h·y`` and ``rf_start_w + jump_w·x`` of the layer's row.
    """
    who = _wording(found)
    if found.dead:
        runs = f"{found.samples} sample{'s' if found.samples > 1 else ''}"
        return f"{who[0].upper()}{who[1:]} is dead: no input pixel has any influence on it in {runs}"
    box = f"{found.height} × {found.width} px"
    return f"Along each axis, 95 % of the influence on {who} comes from {box}, {_compared(found, rf_h, rf_w, start)}"


def _wording(found: EffectiveField) -> str:
    if found.unit is None:
        return "the layer" if found.channel is None else f"unit {found.channel}"
    place = f"unit ({found.unit[0]}, {found.unit[1]})"
    return place if found.channel is None else f"{place} of channel {found.channel}"


def _compared(found: EffectiveField, rf_h: int | None, rf_w: int | None, start: Sequence[int | None] | None) -> str:
    height, width = found.array.shape
    whole = f"{_percent(found.ratio(height, width))} of the area of the input of {height} × {width} px"
    if rf_h is None or rf_w is None:
        return whole
    size = f"theoretical field of {rf_h} × {rf_w} px"
    if start is not None and start[0] is not None and start[1] is not None:
        tall, broad = _inside(start[0], rf_h, height), _inside(start[1], rf_w, width)
        if (tall, broad) != (rf_h, rf_w) and tall and broad:
            part = _percent(found.ratio(tall, broad))
            return f"{part} of the area of the {tall} × {broad} px of its {size} that lie inside the input"
    elif rf_h > height or rf_w > width:
        return f"{whole}, into which its {size} does not fit"
    return f"{_percent(found.ratio(rf_h, rf_w))} of the area of its {size}"


def _inside(first: int, size: int, limit: int) -> int:
    """How many of the ``size`` pixels from ``first`` on lie in 0 … ``limit`` - 1."""
    return max(0, min(first + size, limit) - max(first, 0))


def _percent(ratio: float) -> str:
    percent = 100 * ratio
    return f"{percent:.1f} %" if percent >= 0.1 else f"{percent:.2g} %"

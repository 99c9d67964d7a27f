"""What single units see: the exact input interval of any unit of any row. No torch.

The formula of a row (``rf_*``, ``jump_*``) holds for all its units at once and
runs past the image's border. Here each unit has its own first and last pixel,
clipped to the image, with every padding, uneven window, shuffled channel and
interpolation taken into account.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.analysis.network import Network
from explorer.analysis.receptive.fields import Field
from explorer.analysis.receptive.receptive_field import Fields, receptive_fields
from explorer.errors import InputError


@dataclass(frozen=True, slots=True)
class Interval:
    """Input pixels from ``first`` to ``last``, both included; empty if ``last`` < ``first``."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """Number of pixels."""
        return max(self.last - self.first + 1, 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """The part of the input that one unit depends on."""

    rows: Interval
    columns: Interval
    exact: bool
    """False where an operator on the way has no rule, or joins too many positions to keep each: it may be smaller."""


class UnitFields:
    """The exact fields of the units of one analysed network.

    >>> network = analyze(torchvision.models.resnet18(), (3, 224, 224))
    >>> UnitFields(network).seen(network.rows[-12].order, (0, 0)).rows
    Interval(first=0, last=...)
    """

    def __init__(self, network: Network, through_gates: bool = False) -> None:
        """Prepare; arrays are computed on first use and kept.

        Args:
            network: from :func:`explorer.analysis.analyze`, in the process that analysed it.
            through_gates: follow gates and the statistics of normalisations over positions too.

        Raises:
            InputError: the network was stored or came from another process, so that its record is gone.
        """
        if network.trace is None:
            raise InputError(f"the record of {network.name} was not kept; analyse the network again")
        self._trace = network.trace
        self._axes: tuple[Fields, Fields] = receptive_fields(self._trace, through_gates)

    def seen(self, order: int, unit: Sequence[int] | None = None, channel: int | None = None) -> Seen | None:
        """Return what a unit of row ``order`` depends on.

        Args:
            order: of the row; its first output is meant.
            unit: (y, x) on a map (C, H, W), or the index without the batch axis on any other output; None for all
                units together.
            channel: of a map; None for all channels together.

        Returns:
            The interval along both axes, or None for values that do not depend on the input.

        Raises:
            InputError: there is no such row or unit.
        """
        if not 0 <= order < len(self._trace.calls):
            raise InputError(f"there are rows 0 to {len(self._trace.calls) - 1}, not {order}")
        height, width = (axis[order, 0] for axis in self._axes)
        if height is None or width is None:
            return None
        index = self._index(order, unit, channel)
        return Seen(_interval(height, index), _interval(width, index), not (height.flagged or width.flagged))

    def lines(self, order: int, axis: int) -> np.ndarray | None:
        """Return what each row (``axis`` 0) or column (1) of units depends on along that axis, over all channels.

        Returns:
            int32 (n, 2), first and last pixel, last < first where there is none; n is 1 where units have no place
            along the axis. None for values that do not depend on the input.

        Raises:
            InputError: there is no such row.
        """
        if not 0 <= order < len(self._trace.calls):
            raise InputError(f"there are rows 0 to {len(self._trace.calls) - 1}, not {order}")
        field = self._axes[axis][order, 0]
        if field is None:
            return None
        low, high = field.bounds.arrays
        kept = field.carriers[0] if len(field.carriers) == 1 else None
        others = tuple(d for d in range(low.ndim) if d != kept)
        first, last = np.atleast_1d(low.min(axis=others)), np.atleast_1d(high.max(axis=others))
        found = np.stack([np.where(first > last, 0, first), np.where(first > last, -1, last)], axis=1)
        count = 1 if kept is None else self._trace.calls[order].output.shape[kept]
        return np.broadcast_to(found, (count, 2)).astype(np.int32)

    def _index(self, order: int, unit: Sequence[int] | None, channel: int | None) -> tuple[int | None, ...]:
        shape = self._trace.calls[order].output.shape
        whole: list[int | None] = [None] * len(shape)
        sizes = "×".join(map(str, shape[1:]))
        if channel is not None and len(shape) != 4:
            raise InputError(f"row {order} is a tensor of {sizes} and no map of channels; leave the channel out")
        if channel is not None and not 0 <= channel < shape[1]:
            raise InputError(f"row {order} has channels 0 to {shape[1] - 1}, not {channel}")
        if unit is not None:
            place = tuple(unit)
            if len(shape) == 4 and len(place) == 2:
                place = (0 if channel is None else channel, *place)
            if len(place) != len(shape) - 1 or not all(0 <= i < n for i, n in zip(place, shape[1:], strict=True)):
                kind = "map" if len(shape) == 4 else "tensor"
                where = ", ".join(map(str, unit))
                raise InputError(f"row {order} is a {kind} of {sizes}, which has no unit ({where})")
            whole[1:] = place
        if len(shape) == 4:
            whole[1] = channel
        return tuple(whole)


def _interval(field: Field, index: Sequence[int | None]) -> Interval:
    low, high = field.bounds.arrays
    chosen = tuple(slice(None) if i is None else (0 if low.shape[axis] == 1 else i) for axis, i in enumerate(index))
    first, last = int(np.min(low[chosen])), int(np.max(high[chosen]))
    return Interval(first, last) if first <= last else Interval(0, -1)

"""How large the picture of a side is in the room that the side has. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.ui.tokens import Space

BESIDE = 330
"""From this width on, the classes stand beside the picture."""
ROOMY = 480
"""Below this width, the names of the classes need more of it than the picture."""
SMALLEST, LARGEST = 238, 460
"""Sides of the picture."""
AROUND = 3 + 24 + 20 + 4 * Space.CLOSE
"""What head, line of the layer, and the distances between them take of the height."""


@dataclass(frozen=True, slots=True)
class PictureRoom:
    """The size of the picture, and whether the classes stand beside it or below."""

    width: int
    height: int
    beside: bool

    @classmethod
    def within(cls, width: int, height: int, tiles: int) -> PictureRoom:
        """Share out a side of this size; ``tiles``: the height of the channels below, 0 without them.

        The picture does not get smaller than is worth a look: more height than there is, is scrolled to.
        """
        inner = width - 2 * Space.NEAR
        if width < BESIDE:
            return cls(inner, min(LARGEST, inner), beside=False)
        taken = AROUND + (tiles + Space.CLOSE if tiles else 0)
        share = 48 if inner >= ROOMY else 40
        side = min(LARGEST, inner * share // 100, max(height - taken, SMALLEST))
        return cls(side, side, beside=True)

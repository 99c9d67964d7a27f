"""What is known once networks have been compared: figures, pairs, differences. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.analysis.comparison.comparison import Comparison
from explorer.analysis.comparison.times import with_times
from explorer.analysis.timing.roofline import Roofline
from explorer.ui.compare.differences import Difference, differences
from explorer.ui.compare.members import Slots
from explorer.ui.compare.pairing import Pairing
from explorer.ui.measured_times import Found
from explorer.ui.selection import Selected
from explorer.visualize.graph.blocks import BlockTree

Mark = tuple[Selected, str]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A comparison of what was there of the networks."""

    slots: Slots
    """What was to be compared."""
    places: tuple[int, ...]
    """The places of those that are in it."""
    trees: tuple[BlockTree, ...]
    comparison: Comparison
    pairing: Pairing | None
    """Of A and B; None where one of them is not there."""
    differences: tuple[Difference, ...]
    marks: tuple[tuple[Mark, ...], tuple[Mark, ...]]
    """What differs in A and in B, with the kind of the difference."""
    measured: tuple[Found | None, ...] = ()
    """What was measured of each network that is in it; empty where nothing was."""

    @classmethod
    def of(
        cls, slots: Slots, places: tuple[int, ...], trees: Sequence[BlockTree], comparison: Comparison
    ) -> "Compared":
        """Return it with everything that follows from the figures."""
        pairing = Pairing.of(comparison.alignments[0], trees[0], trees[1]) if places[:2] == (0, 1) else None
        found = differences(pairing) if pairing is not None else ()
        return cls(
            slots=slots,
            places=places,
            trees=tuple(trees),
            comparison=comparison,
            pairing=pairing,
            differences=found,
            marks=(
                tuple((one.left, one.kind) for one in found if one.left),
                tuple((one.right, one.kind) for one in found if one.right),
            ),
        )

    @property
    def rooflines(self) -> tuple[Roofline | None, ...]:
        """The measured times of each network under the roofs of its device; empty where nothing was measured."""
        return tuple(one.roofline if one is not None else None for one in self.measured)

    def timed(self, measured: Sequence[Found | None]) -> "Compared":
        """Return it with the measured times of its networks, in their order; None where one was not measured."""
        timings = [one.roofline.timing if one is not None else None for one in measured]
        return replace(
            self,
            comparison=with_times(self.comparison, timings),
            measured=tuple(measured) if any(timings) else (),
        )

    def roofline(self, at: int) -> Roofline | None:
        """Return what was measured of a network, by its position in the comparison."""
        return self.rooflines[at] if self.rooflines else None

    @property
    def names(self) -> tuple[str, ...]:
        """What people call the networks; with the form where one stands twice."""
        forms = [form for place, form in enumerate(self.slots) if form is not None and place in self.places]
        plain = [form.architecture.display_name for form in forms]
        return tuple(
            name if plain.count(name) == 1 else f"{name} ({form.text()})"
            for name, form in zip(plain, forms, strict=True)
        )

    def units_of_stage(self, row: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the units of A and B in a line of the table of stages; all of them in the last line."""
        alignment = self.comparison.alignments[0]
        sides = (alignment.left_stages, alignment.right_stages)
        if row >= len(self.comparison.stages):
            return (), ()
        strides = self.comparison.stages[row]
        found: list[tuple[int, ...]] = []
        for side, stages in enumerate(sides):
            # The stages of a network stand in the table in their order.
            before = sum(one.figures[side] is not None for one in self.comparison.stages[:row])
            found.append(stages[before].units if strides.figures[side] is not None else ())
        return found[0], found[1]

    def position(self, chosen: tuple[Selected, Selected]) -> int | None:
        """Return which difference is selected, None if what is selected is none."""
        for at, one in enumerate(self.differences):
            if (one.left, one.right) == chosen:
                return at
        return None

    def near(self, chosen: tuple[Selected, Selected], by: int) -> int:
        """Return the first difference after what is selected, or the last one before; at the end the first one."""
        last = len(self.differences) - 1
        if self.pairing is None or not any(chosen):
            return 0 if by > 0 else last
        side = 0 if chosen[0] else 1
        half = self.pairing.left if side == 0 else self.pairing.right
        at = min(half.orders(chosen[side]), default=0)
        starts = [min(half.orders((one.left, one.right)[side]), default=None) for one in self.differences]
        if by > 0:
            return next((number for number, start in enumerate(starts) if start is not None and start > at), 0)
        before = (number for number in range(last, -1, -1) if (start := starts[number]) is not None and start < at)
        return next(before, last)

"""What a selection in one network is in the other, and what differs there. No widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.analysis.comparison.alignment import Alignment, UnitPair
from explorer.analysis.comparison.changes import COMPARED
from explorer.analysis.comparison.matching import align, operator_difference
from explorer.analysis.comparison.units import Unit
from explorer.analysis.rows import LayerRow
from explorer.ui.selection import Selected
from explorer.visualize.graph.blocks import ROOT, BlockTree

Place = tuple[LayerRow, str]
"""An operator with its kind."""
Pair = tuple[int, int]

LOOSE = 2
"""How many times as many operators a block may have as it is to show."""


@dataclass(frozen=True)
class Half:
    """One of two aligned networks: its blocks and its units."""

    tree: BlockTree
    units: tuple[Unit, ...]

    @cached_property
    def unit_of(self) -> dict[int, int]:
        """The unit of every operator, by its order."""
        return {row.order: at for at, unit in enumerate(self.units) for row in unit.rows}

    @cached_property
    def _whole(self) -> dict[tuple[int, int, int], str]:
        """Blocks by their first and last operator and how many there are; the outermost of equal ones."""
        found: dict[tuple[int, int, int], str] = {}
        for block in ("", *self.tree.descendants()):
            orders = self.tree.blocks[block].operators
            if block and orders and not self.tree.blocks[block].fold:
                found.setdefault((orders[0], orders[-1], len(orders)), block)
        return found

    def item(self, selected: Selected) -> str | None:
        """Return the block or cell that shows a selection; None for nothing."""
        if selected.order is not None:
            return self.tree.cell_of.get(selected.order)
        return self.tree.resolve(selected.block) if selected.block is not None else None

    def orders(self, selected: Selected) -> tuple[int, ...]:
        """Return the operators of a selection."""
        if selected.order is not None:
            return (selected.order,)
        item = self.item(selected)
        if item is None:
            return ()
        if item in self.tree.blocks:
            return self.tree.blocks[item].operators
        return tuple(order for order in self.tree.cells[item].operators if order >= 0)

    def unit(self, at: int) -> Selected:
        """Return what shows a unit: its block if it is one, else its first weighty operator."""
        unit = self.units[at]
        orders = [row.order for row in unit.rows]
        block = self._whole.get((orders[0], orders[-1], len(orders)))
        if block is not None:
            return Selected(block=block)
        return Selected(order=unit.heads[0].order if unit.heads else orders[0])

    def best(self, orders: Iterable[int]) -> Selected:
        """Return what shows these operators best: one operator, the block around all, else the largest within them."""
        wanted = set(orders)
        cells = {self.tree.cell_of[order] for order in wanted}
        if not wanted:
            return Selected()
        if len(cells) == 1:
            return Selected(order=min(wanted))
        stacks = [self.tree.around[cell] for cell in cells]
        shared = [
            block for level, block in enumerate(stacks[0]) if all(one[level : level + 1] == (block,) for one in stacks)
        ]
        around = next((block for block in reversed(shared) if block != ROOT and not self.tree.blocks[block].fold), None)
        if around is not None and len(self.tree.blocks[around].operators) <= LOOSE * len(wanted):
            return Selected(block=around)
        within = [one for one in self._whole.values() if wanted.issuperset(self.tree.blocks[one].operators)]
        if within:
            return Selected(block=max(within, key=lambda one: len(self.tree.blocks[one].operators)))
        weighty = [order for order in sorted(wanted) if self.tree.rows[order].macs]
        return Selected(order=weighty[0] if weighty else min(wanted))


@dataclass(frozen=True)
class Pairing:
    """Two networks and what corresponds to what in them."""

    alignment: Alignment
    left: Half
    right: Half
    _operators: dict[tuple[int | None, int | None], tuple[Pair, ...]]

    @classmethod
    def of(cls, alignment: Alignment, left: BlockTree, right: BlockTree) -> "Pairing":
        """Return the pairing of two aligned networks, whose trees these are.

        It takes up to 0.2 s for two DenseNets, whose dense blocks are units of hundreds of operators.
        """
        operators = {(pair.left, pair.right): _operators_of(alignment, pair) for pair in alignment.units}
        return cls(alignment, Half(left, alignment.left), Half(right, alignment.right), operators)

    def halves(self, *, of_left: bool) -> tuple[Half, Half]:
        """Return the network itself and the other one."""
        return (self.left, self.right) if of_left else (self.right, self.left)

    @cached_property
    def _pair_of(self) -> tuple[dict[int, UnitPair], dict[int, UnitPair]]:
        pairs = self.alignment.units
        return (
            {pair.left: pair for pair in pairs if pair.left is not None},
            {pair.right: pair for pair in pairs if pair.right is not None},
        )

    def pair_of(self, unit: int, *, of_left: bool) -> UnitPair:
        """Return the pair that a unit belongs to; it may be alone in it."""
        return self._pair_of[0 if of_left else 1][unit]

    def pairs_of(self, selected: Selected, *, of_left: bool) -> list[UnitPair]:
        """Return the pairs that a selection touches, in order."""
        half, _ = self.halves(of_left=of_left)
        units = dict.fromkeys(half.unit_of[order] for order in half.orders(selected))
        return [self.pair_of(unit, of_left=of_left) for unit in units]

    def operators(self, pair: UnitPair) -> tuple[Pair, ...]:
        """Return which operators of two units correspond, by their orders; views and reshapes among themselves."""
        return self._operators[pair.left, pair.right]

    def counterpart(self, selected: Selected, *, of_left: bool) -> Selected:
        """Return what corresponds to an operator or block in the other network; empty where nothing does."""
        half, other = self.halves(of_left=of_left)
        orders = set(half.orders(selected))
        found: set[int] = set()
        whole: list[int] = []
        for pair in self.pairs_of(selected, of_left=of_left):
            mine, theirs = (pair.left, pair.right) if of_left else (pair.right, pair.left)
            if mine is None or theirs is None:
                continue
            if orders.issuperset(row.order for row in half.units[mine].rows):
                whole.append(theirs)
                found.update(row.order for row in other.units[theirs].rows)
            else:
                step = 1 if of_left else -1
                found.update(two for one, two in (link[::step] for link in self.operators(pair)) if one in orders)
        if len(whole) == 1 and found == {row.order for row in other.units[whole[0]].rows}:
            return other.unit(whole[0])
        return other.best(found)


def _operators_of(alignment: Alignment, pair: UnitPair) -> tuple[Pair, ...]:
    if pair.left is None or pair.right is None:
        return ()
    units = alignment.left[pair.left], alignment.right[pair.right]
    found: list[Pair] = []
    for compared in (True, False):
        first, second = ([*_places(unit, compared)] for unit in units)
        found += [(first[i][0].order, second[j][0].order) for i, j in align(first, second, operator_difference)]
    return tuple(sorted(found))


def _places(unit: Unit, compared: bool) -> Sequence[Place]:
    return [(row, kind) for row, kind in zip(unit.rows, unit.kinds, strict=True) if (kind in COMPARED) is compared]

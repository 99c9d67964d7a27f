"""The words about what is selected in two networks, and about how they were aligned."""

from PySide6.QtCore import QObject

from explorer.analysis.comparison.alignment import Alignment
from explorer.ui import terms
from explorer.ui.compare.card import DifferenceCard
from explorer.ui.compare.differences import Difference, kind_of, lines_of, name_of
from explorer.ui.compare.linking import Counterparts
from explorer.ui.compare.members import Slots
from explorer.ui.compare.pairing import Pairing
from explorer.ui.numbers import percent
from explorer.ui.selection import Selected


class Telling(QObject):
    """Fills the card below the canvases."""

    def __init__(self, card: DifferenceCard, counterparts: Counterparts, parent: QObject) -> None:
        super().__init__(parent)
        self._card, self._counterparts = card, counterparts
        self._names = ("A", "B")

    def begin(self, slots: Slots) -> None:
        """Speak of other networks; nothing is selected in them."""
        first, second = (form.architecture.display_name if form is not None else "" for form in slots[:2])
        self._names = (first or "A", second or "B") if first != second else ("A", "B")
        self._say_nothing(all(slots[:2]))

    def _say_nothing(self, complete: bool) -> None:
        if not complete:
            self._card.say(self.tr("Choose two networks; more of them can be added to the tables and charts."))
        elif self._counterparts.pairing is None:
            self._card.say(self.tr("The comparison follows once both networks have been read."))
        else:
            alignment = self._counterparts.pairing.alignment
            self._card.say(
                self.tr("Both networks are the same in every figure.")
                if alignment.identical
                else self.tr("Choose a block or an operator to see its counterpart; F8 goes through the differences.")
            )

    def tell(self, selected: Selected, side: int) -> None:
        """Tell what corresponds to a selection of A (0) or B (1), and what is different."""
        pairing = self._counterparts.pairing
        if pairing is None or not selected:
            self._say_nothing(pairing is not None)
            return
        halves = (pairing.left, pairing.right)
        chosen = self._counterparts.current
        names = name_of(halves[0], chosen[0]), name_of(halves[1], chosen[1])
        if not all(chosen):
            status = self.tr("no counterpart in {0}").format(self._names[1 - side])
            self._card.show_pair("removed" if side == 0 else "added", names, status, ())
            return
        kind, lines = self._compare(pairing, chosen, side)
        self._card.show_pair(kind, names, self.word(kind), lines)

    def tell_difference(self, difference: Difference) -> None:
        """Tell about one of the differences."""
        names = difference.left_name, difference.right_name
        only = {"removed": self._names[0], "added": self._names[1]}.get(difference.kind)
        status = self.tr("only in {0}").format(only) if only else self.word(difference.kind)
        self._card.show_pair(difference.kind, names, status, difference.lines)

    def word(self, kind: str) -> str:
        """Return a kind of difference in words."""
        return {
            "same": self.tr("the same"),
            "resized": self.tr("the same, on maps of another size"),
            "changed": self.tr("changed"),
            "removed": self.tr("only in A"),
            "added": self.tr("only in B"),
        }[kind]

    def _compare(self, pairing: Pairing, chosen: tuple[Selected, Selected], side: int) -> tuple[str, list[str]]:
        """What differs in all pairs that the selection touches; of one operator, what differs in it alone."""
        pairs = pairing.pairs_of(chosen[side], of_left=side == 0)
        order = chosen[0].order if chosen[0].order is not None and chosen[1].order is not None else None
        if order is not None and len(pairs) == 1:
            found = [one for one in pairs[0].changes if one.left is not None and one.left.order == order]
            if found:
                return "changed", [terms.change(one.text) for one in found]
            rows = pairing.left.tree.rows[order], pairing.right.tree.rows[chosen[1].order or 0]
            shapes = [(row.input_shapes, row.output_shape) for row in rows]
            if rows[0].operator != rows[1].operator:
                return "changed", [f"{rows[0].operator} → {rows[1].operator}"]
            if shapes[0] == shapes[1]:
                return "same", []
            return "resized", ["{} → {}".format(*("×".join(map(str, row.output_shape)) for row in rows))]
        kinds = {kind_of(pair) for pair in pairs}
        lines = [line for pair in pairs if pair.status != "same" for line in lines_of(pairing, pair)]
        if kinds == {"same"}:
            return "same", []
        return ("resized" if kinds <= {"same", "resized"} else "changed"), lines

    def rule(self, alignment: Alignment) -> tuple[str, str]:
        """Return how two networks were aligned, in few words and in a sentence."""
        word, sentence = {
            "stride": (
                self.tr("aligned by output stride"),
                self.tr("Stages of equal stride belong together; blocks are matched within them."),
            ),
            "shifted stride": (
                self.tr("aligned by shifted stride"),
                self.tr("Stages belong together whose strides differ by one factor throughout."),
            ),
            "order": (
                self.tr("aligned by order"),
                self.tr("Blocks are matched in their order, whatever their stride: the networks are close relatives."),
            ),
        }[alignment.rule]
        likeness = self.tr("{0} alike").format(percent(100 * alignment.likeness))
        if alignment.likeness == 1:
            # Sizes and strides do not count in it; what differs in them is in the list.
            likeness = self.tr("equal in structure")
        return f"{word} · {likeness}", sentence

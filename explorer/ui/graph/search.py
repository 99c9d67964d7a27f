"""Searching in the graph: from what is typed to results, marks on the canvas and the selection."""

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.errors import QueryError
from explorer.ui.graph.search_card import SearchCard
from explorer.ui.graph.search_results import Result, figure_text
from explorer.ui.numbers import NONE, shape
from explorer.ui.selection import Selected
from explorer.ui.terms import told
from explorer.ui.wording import operator_name, operator_title
from explorer.visualize.graph.blocks import BlockTree
from explorer.visualize.graph.expansion import visible_item
from explorer.visualize.graph.scopes import module_path
from explorer.visualize.graph.search import Query, block_starts, find, find_blocks
from explorer.visualize.graph.search_parser import parse

if TYPE_CHECKING:
    from explorer.ui.graph.view import GraphView

DEBOUNCE = 120
"""Milliseconds after the last key before it is looked for."""
LAST = 1_000_000
"""Puts a row behind all blocks that begin with it."""


class GraphSearch(QObject):
    """The search of one graph view."""

    resized = Signal()

    def __init__(self, view: "GraphView") -> None:
        super().__init__(view)
        self._view = view
        self._tree: BlockTree | None = None
        self._results: tuple[Result, ...] = ()
        self._numbers: dict[Selected, int] = {}
        self._card: SearchCard | None = None
        self._soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._soon.timeout.connect(self._search)

    @property
    def card(self) -> SearchCard:
        """Where one types and sees the results; made when it is first wanted, so that a tab opens without it."""
        if self._card is None:
            self._card = SearchCard(self._view.canvas)
            self._card.typed.connect(self._on_typed)
            self._card.stepped.connect(self.step)
            self._card.chosen.connect(self._choose)
            self._card.closed.connect(self.close)
            self._card.resized.connect(self.resized)
        return self._card

    @property
    def is_open(self) -> bool:
        """Whether the card is there."""
        return self._card is not None and not self._card.isHidden()

    @property
    def results(self) -> tuple[Result, ...]:
        """What was found, in execution order."""
        return self._results

    def set_tree(self, tree: BlockTree | None) -> None:
        """Search in another network; what is typed stays."""
        self._tree = tree
        self._show(())
        if self.is_open and tree is not None:
            self._soon.start()

    def open(self) -> None:
        """Show the card and let the keyboard act on it; without a network there is nothing to search in."""
        if self._tree is not None:
            self.card.open()
            self.resized.emit()
            self._view.make_way()
            self._soon.start(0)

    def ask(self, text: str) -> None:
        """Show the card and look for a text at once."""
        self.open()
        if self.is_open:
            self.card.field.set_text(text)
            self._soon.start(0)

    def close(self) -> None:
        """Take card and marks away and give the keyboard back to the canvas."""
        if not self.is_open:
            return
        focused = self.card.isAncestorOf(focus) if (focus := self._view.window().focusWidget()) else False
        self._soon.stop()
        self.card.question.setChecked(False)
        self.card.hide()
        self._show(())
        if focused:
            self._view.canvas.setFocus()

    def step(self, by: int) -> None:
        """Select the next (+1) or previous (-1) result, from the selection on and around the ends."""
        if not self.is_open:
            self.open()
        if self._soon.isActive():
            self._soon.stop()
            self._search()
        if not self._results:
            return
        places = [result.place for result in self._results]
        here = self._place_of_selection()
        if here is None:
            number = 0 if by > 0 else len(places) - 1
        elif by > 0:
            number = bisect_right(places, here) % len(places)
        else:
            number = (bisect_left(places, here) - 1) % len(places)
        self._choose(number)

    def refresh(self) -> None:
        """Mark the results anew, after the drawing or the selection has changed."""
        if not self.is_open or self._tree is None:
            return
        marked: dict[tuple[str, int | None], None] = {}
        hidden: Counter[str] = Counter()
        for result in self._results:
            shown = visible_item(self._tree, self._view.expanded, result.item)
            if shown == result.item:
                marked[shown, result.selected.order] = None
            else:
                hidden[shown] += 1
        self._view.show_matches(list(marked), hidden)
        self.card.show_place(self._numbers.get(self._view.selected, -1))

    # looking -----------------------------------------------------------------

    def _on_typed(self, _text: str) -> None:
        self._soon.start()

    def _search(self) -> None:
        if self._tree is None:
            return
        try:
            query = parse(self.card.field.text())
            results = self._find(query, self._tree)
        except QueryError as error:
            self._show((), told(str(error)))
        else:
            self._show(results, asked=bool(query))

    def _show(self, results: tuple[Result, ...], error: str = "", *, asked: bool = False) -> None:
        self._results = results
        self._numbers = {result.selected: number for number, result in enumerate(results)}
        if self._card is None:
            return
        if error:
            self._card.show_error(error)
        else:
            self._card.show_results(results, asked=asked)
        self._card.show_place(-1)
        if self.is_open:
            self.refresh()
        else:
            self._view.show_matches([], Counter())

    def _find(self, query: Query, tree: BlockTree) -> tuple[Result, ...]:
        network = tree.network
        found: list[Result] = []
        starts = block_starts(network)
        for number, path in enumerate(find_blocks(query, network)):
            item = tree.resolve(path)
            if item is not None:
                found.append(_block_result(tree, path, item, (starts[path], number)))
        nodes = network.graph.nodes
        for order in find(query, network):
            row = tree.rows[order]
            figures = " · ".join(text for text in (figure_text(name, row) for name in query.figures[:2]) if text)
            title, words = (row.path, operator_title(row)) if row.path else (operator_name(row), row.operator)
            found.append(
                Result(
                    Selected(order=order),
                    tree.cell_of[order],
                    (order, LAST),
                    nodes[order]["kind"],
                    title,
                    words,
                    shape(row.output_shape),
                    figures,
                )
            )
        return tuple(sorted(found, key=lambda result: result.place))

    # selecting ---------------------------------------------------------------

    def _choose(self, number: int) -> None:
        self._view.show_selected(self._results[number].selected)

    def _place_of_selection(self) -> tuple[int, int] | None:
        """Where the selection stands among the results, whether it is one of them or not."""
        selected, tree = self._view.selected, self._tree
        if selected in self._numbers:
            return self._results[self._numbers[selected]].place
        if tree is None:
            return None
        if selected.order is not None:
            return (selected.order, LAST)
        block = tree.resolve(selected.block) if selected.block is not None else None
        operators = tree.blocks[block].operators if block in tree.blocks else ()
        return (min(operators), 0) if operators else None


def _block_result(tree: BlockTree, path: str, item: str, place: tuple[int, int]) -> Result:
    record = tree.network.graph.graph.get("modules", {}).get(module_path(path))
    leaves = tree.blocks[item].shape if item in tree.blocks else tree.cells[item].shape
    words = record.cls if record is not None else ""
    return Result(
        Selected(block=path),
        item,
        place,
        "block",
        path,
        words,
        shape(leaves) if leaves else NONE,
    )

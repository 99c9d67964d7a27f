"""The report on a comparison: the block graphs are drawn here, everything else is text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from explorer.analysis.conventions import Convention
from explorer.files import write_text
from explorer.ui.graph.export import GraphExport, ensure_application
from explorer.visualize.graph.blocks import BlockTree, build_tree
from explorer.visualize.graph.expansion import open_blocks
from explorer.visualize.layout.compound import Composer, initial_expansion

if TYPE_CHECKING:
    from explorer.analysis.comparison.comparison import Comparison
    from explorer.visualize.graph.scene import GraphScene

WIDEST, HIGHEST = 420, 1400
"""Pixels of a drawing that can be read on half a sheet of A4; of one that is larger, no block is open."""


def sheet_drawing(tree: BlockTree) -> GraphScene:
    """Return the graph of a network, open as far as half a printed page has room."""
    composer = Composer(tree)
    drawing = composer.compose(initial_expansion(tree, "tb"), "tb")
    if drawing.width <= WIDEST and drawing.height <= HIGHEST:
        return drawing
    return composer.compose(open_blocks(tree, "none"), "tb")


class ReportDrawings:
    """The drawings of all networks of a report, painted step by step on the GUI thread."""

    def __init__(self, scenes: Sequence[tuple[BlockTree, GraphScene]]) -> None:
        ensure_application()
        self._exports = [GraphExport(tree, scene, ".svg") for tree, scene in scenes]

    def steps(self) -> Iterator[float]:
        """Paint; yield the share that is done."""
        for number, export in enumerate(self._exports):
            for share in export.steps():
                yield (number + share) / len(self._exports)

    def contents(self) -> list[str]:
        """Return an SVG document for each network, after the last step."""
        return [export.content().decode() for export in self._exports]


def compose_report(found: Comparison, convention: Convention, drawings: Sequence[str]) -> str:
    """Return the page with these drawings, of today; may run on any thread."""
    from explorer.analysis.exports.report.page import to_html
    from explorer.models import history, registry

    return to_html(found, convention, drawings, registry.architectures(), history.load(), date.today())


def write_report(found: Comparison, path: str | os.PathLike[str], convention: Convention = Convention.ALL) -> None:
    """Draw the graphs and write the page, whole or not at all; ``-`` is standard output.

    Raises:
        OutputError: the file cannot be written.
    """
    trees = [build_tree(network) for network in found.networks]
    drawings = ReportDrawings([(tree, sheet_drawing(tree)) for tree in trees])
    for _ in drawings.steps():
        pass
    write_text(path, compose_report(found, convention, drawings.contents()))

"""Which commands can be carried out with what is in front."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.page import Page

NEEDS_NETWORK = (
    "table.export",
    "graph.export",
    "graph.copy",
    "view.fit",
    "view.expand",
    "view.collapse",
    "view.zoom",
    "view.depth.1",
    "view.depth.2",
    "view.depth.3",
    "view.unfold",
    "view.fold",
    "view.way",
    "view.way.only",
    "go.table",
    "view.direction",
    "view.form",
    "note.edit",
    "note.next",
    "note.previous",
    "measure.time",
)
"""Commands about a network that has been drawn; a page in front may know some of them, too."""


def enable_commands(commands: Mapping[str, QAction], document: Document | None, page: Page | None) -> None:
    """Enable what can be done with a network or a page in front, and show which way its drawing runs."""
    there = document is not None and document.network is not None
    for name in NEEDS_NETWORK:
        commands[name].setEnabled(there)
    if page is not None:
        for name in page.commands:
            commands[name].setEnabled(True)
        commands["view.direction"].setChecked(page.direction == "lr")
    elif document is not None and there:
        commands["view.direction"].setChecked(document.view.direction == "lr")
    commands["tab.close"].setEnabled(document is not None or page is not None)
    commands["go.back"].setEnabled(document is not None and document.can_go_back)
    commands["go.forward"].setEnabled(document is not None and document.can_go_forward)

"""The family tree in the window: opened by a command, or from the library at one of its networks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from explorer.ui.evolution.page import EvolutionPage
    from explorer.ui.main_window import MainWindow


class FamilyTree(QObject):
    """Opens the page; there is one a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of its action, by its id."""
        return {"go.evolution": self.open}

    @property
    def page(self) -> EvolutionPage | None:
        """The family tree, if it is in front."""
        page = self._window.documents.page
        if page is None:
            return None
        from explorer.ui.evolution.page import EvolutionPage

        return page if isinstance(page, EvolutionPage) else None

    @Slot()
    def open(self) -> None:
        """Bring the family tree to the front; for the first time, where the network that was there belongs."""
        self._window.documents.open_page("evolution", self._make).setFocus()

    @Slot(object)
    def open_at(self, key: str | None) -> None:
        """Bring it to the front, and show an architecture in it."""
        self.open()
        page = self.page
        if key is not None and page is not None:
            page.go_to(key)

    def _make(self) -> EvolutionPage:
        from explorer.ui.catalogue import translated_history
        from explorer.ui.evolution.page import EvolutionPage
        from explorer.ui.graph.exporter import offer_exports

        window = self._window
        page = EvolutionPage(translated_history())
        front = window.documents.current
        if front is not None:
            page.begin_at(front.architecture.key)
        page.architectureChosen.connect(window.documents.open_architecture)
        page.milestoneSelected.connect(window.library.set_milestone)
        offer_exports(page.canvas, (window.commands["graph.copy"], window.commands["graph.export"]))
        return page

"""The comparison in the window: opened by a command, from the library or the command line; panels make room for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Slot

from explorer.ui.settings import LAYOUT_VERSION

if TYPE_CHECKING:
    from explorer.analysis.conventions import Convention
    from explorer.ui.compare.page import ComparePage
    from explorer.ui.document import Document
    from explorer.ui.exports.saving import Saving
    from explorer.ui.main_window import MainWindow
    from explorer.ui.what_if import Form

ASIDE = ("live", "inspector", "layers", "charts", "top9")
"""Docks about the network in front: beside a comparison they have nothing to show, and take its room."""


class Comparing(QObject):
    """Opens the page, and looks after what the window owes it."""

    def __init__(self, window: MainWindow, saving: Saving) -> None:
        super().__init__(window)
        self._window, self._saving = window, saving
        self._layout: QByteArray | None = None
        """Where the docks were before some of them stepped aside."""
        self._latest: list[Document] = []
        """The networks that were in front, the latest one last."""

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of each of its actions, by its id."""
        return {"go.compare": self.open}

    @property
    def page(self) -> ComparePage | None:
        """The comparison, if it is in front."""
        page = self._window.documents.page
        if page is None or page.objectName() != "compare":
            return None
        from explorer.ui.compare.page import ComparePage

        return page if isinstance(page, ComparePage) else None

    @property
    def docks_aside(self) -> bool:
        """Whether docks have stepped aside, so that the window's layout is not the one that people left."""
        return self._layout is not None

    # opening -----------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Bring the comparison to the front; a new one begins with the networks that were in front last."""
        forms = [document.form for document in self._open_documents()[::-1][:2]]
        page = self._show()
        if not page.members.forms:
            page.begin(forms)
        page.setFocus()

    def open_with(self, key: str) -> None:
        """Compare an architecture with the network in front; with the comparison in front, add it to that."""
        from explorer.models import registry
        from explorer.ui.what_if import Form

        page = self.page
        if page is not None:
            if not page.add(key):
                text = self.tr("Four networks are compared already; remove one of them first.")
                self._window.documents.notice.say(text, "warn", seconds=6)
            return
        current = self._window.documents.current
        forms = [Form.own(registry.get(key))]
        if current is not None:
            forms.insert(0, current.form)
        self.begin(forms)

    def compare_keys(self, keys: Sequence[str]) -> None:
        """Compare these architectures in their own forms."""
        from explorer.models import registry
        from explorer.ui.what_if import Form

        self.begin([Form.own(registry.get(key)) for key in keys])

    def begin(self, forms: Sequence[Form]) -> None:
        """Compare exactly these."""
        page = self._show()
        page.begin(forms)
        page.setFocus()

    def _open_documents(self) -> list[Document]:
        """The open networks, those that were in front latest at the end."""
        documents = self._window.documents.documents
        self._latest = [one for one in self._latest if one in documents]
        return [one for one in documents if one not in self._latest] + self._latest

    def _show(self) -> ComparePage:
        from explorer.ui.compare.page import ComparePage

        page = self._window.documents.open_page("compare", self._make)
        assert isinstance(page, ComparePage)
        return page

    def _make(self) -> ComparePage:
        from explorer.ui.compare.exports import CompareExports
        from explorer.ui.compare.page import ComparePage

        page = ComparePage(self._window.engine, self._window.background, self._window.measurements.record)
        page.set_convention(self._window.convention)
        CompareExports(self._window, self._saving, page)
        page.set_live(self._window.live)
        return page

    # what the window owes it -------------------------------------------------

    @Slot(object)
    def on_front_changed(self, document: Document | None) -> None:
        """Another tab is in front: docks step aside for a comparison, and come back after it."""
        if document is not None:
            self._latest = [one for one in self._latest if one is not document] + [document]
        page = self.page
        if page is not None and page.weights is not None:
            self._window.weights_menu.set_sides(page.weights.menus)
        if page is None:
            self.give_room_back()
        elif self._layout is None:
            self._layout = self._window.saveState(LAYOUT_VERSION)
            for key in ASIDE:
                self._window.docks[key].hide()

    def give_room_back(self) -> None:
        """Let the docks be where they were."""
        layout, self._layout = self._layout, None
        if layout is not None:
            self._window.restoreState(layout, LAYOUT_VERSION)

    @Slot(object)
    def on_convention_changed(self, convention: Convention) -> None:
        """Operations are counted in another way."""
        from explorer.ui.compare.page import ComparePage

        page = self._window.documents.findChild(ComparePage, "compare")
        if page is not None:
            page.set_convention(convention)

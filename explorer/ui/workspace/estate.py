"""What one window leaves to the next that takes its place in the same process.

More than a workspace: what only lives as long as the process does (pictures from
the clipboard, measured times, where one has been, what can be taken back) goes along.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QLineEdit

from explorer.ui.workspace.sources import Opening, again

if TYPE_CHECKING:
    from explorer.ui.document import Document, History
    from explorer.ui.main_window import MainWindow
    from explorer.ui.measured_times import Found
    from explorer.ui.what_if import Form
    from explorer.ui.workspace.notes import Notes
    from explorer.visualize.graph.metrics import Metric
    from explorer.workspace.model import Workspace


FILTERS = ("library.search", "table.filter")
"""Object names of the fields whose words go along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tab:
    """What is known of one open network beyond the workspace."""

    history: History
    measured: Found | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """All that is left, by a window that is closed soon."""

    workspace: Workspace
    notes: Notes
    """With all that can be taken back; it belongs to no window until the next one takes it."""
    metric: Metric | None
    """What graphs are coloured by: measured times too, which no workspace holds."""
    source: Opening | None
    preferences: QPoint | None
    """Where the window of preferences stands, if it is open."""
    filters: dict[str, str]
    """By the field's object name, what is written in it."""
    tabs: dict[str, _Tab] = field(repr=False)
    """By the network's key."""
    times: tuple[tuple[Form, Found], ...] = field(repr=False)
    """All that has been measured, in tabs that are closed and in the comparison, too."""


def leave(window: MainWindow) -> Estate:
    """Return what a window that is complete leaves; it keeps nothing from now on."""
    workspace = window.remember()
    notes = window.notes
    notes.setParent(None)
    preferences = window.everyday.preferences
    tabs = {}
    for document in window.documents.documents:
        measured = window.measurements.state_of(document)
        # One that is still on its way has nothing of its own yet.
        if document.network is not None and window.workspaces.pending(document) is None:
            tabs[document.key] = _Tab(history=document.history, measured=measured.found)
    return Estate(
        workspace=workspace,
        notes=notes,
        metric=window.colouring.metric,
        source=again(window.live.sources.current),
        preferences=preferences.pos() if preferences is not None and preferences.isVisible() else None,
        filters={name: edit.text() for name, edit in _filters(window)},
        tabs=tabs,
        times=window.measurements.record.known(),
    )


def _filters(window: MainWindow) -> list[tuple[str, QLineEdit]]:
    found = ((name, window.findChild(QLineEdit, name)) for name in FILTERS)
    return [(name, edit) for name, edit in found if edit is not None]


class Inheriting(QObject):
    """Gives a window what its ``estate`` holds beyond the workspace, each network when it is there."""

    def __init__(self, window: MainWindow, estate: Estate) -> None:
        super().__init__(window)
        self._window, self._estate = window, estate
        self._tabs = dict(estate.tabs)
        for form, found in estate.times:
            window.measurements.record.add(form, found)
        window.workspaces.restoring.settled.connect(self._on_settled)
        window.assembled.connect(self._on_assembled)

    @Slot(object)
    def _on_settled(self, document: Document) -> None:
        tab = self._tabs.pop(document.key, None)
        if tab is None or document.network is None:
            return
        document.take_history(tab.history)
        if tab.measured is not None:
            self._window.measurements.restore(document, tab.measured)
            self._window.colouring.choose(self._estate.metric)

    @Slot()
    def _on_assembled(self) -> None:
        for name, edit in _filters(self._window):
            edit.setText(self._estate.filters[name])
        if self._estate.preferences is not None:
            everyday = self._window.everyday
            everyday.open_preferences()
            assert everyday.preferences is not None
            everyday.preferences.move(self._estate.preferences)
            everyday.preferences.language.setFocus()

"""Writing down what a window shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.still import StillSource
from explorer.ui.frames.video import VideoSource
from explorer.ui.page import Page
from explorer.ui.settings import LAYOUT_VERSION
from explorer.ui.theme import theme
from explorer.ui.workspace.forms import stated
from explorer.ui.workspace.placing import place_of
from explorer.ui.workspace.selections import written
from explorer.visualize.graph.metrics import Metric
from explorer.workspace.model import ChosenWeights, Layout, OpenNetwork, OpenPage, Source, Workspace

if TYPE_CHECKING:
    from explorer.ui.compare.page import ComparePage
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow


def collect(window: MainWindow) -> Workspace:
    """Return the state of a window that is complete."""
    documents = window.documents
    metric = window.colouring.metric
    tabs = tuple(
        OpenPage(name=one.objectName()) if isinstance(one, Page) else _network(window, one) for one in documents.opened
    )
    page = _comparison(window)
    return Workspace(
        tabs=tabs,
        front=max(0, documents.tabs.currentIndex()),
        source=_source(window),
        method=window.live_panel.viewer.method,
        # Measured times are gone with the window that measured them.
        colouring="kind" if metric in (None, Metric.TIME) else metric.value,
        convention=window.convention.value,
        theme=theme().mode,
        layout=_layout(window),
        compared=tuple(stated(form) if form is not None else None for form in page.members.slots) if page else (),
        notes=window.notes.remarks,
        weights=_weights(window, tabs),
        sides=page.weights.sides if page is not None and page.weights is not None else (None, None),
    )


def _network(window: MainWindow, document: Document) -> OpenNetwork:
    pending = window.workspaces.pending(document)
    if pending is not None:
        # It is still on its way: what it is to become is what it is.
        return pending
    view, network = document.view, document.network
    return OpenNetwork(
        form=stated(document.form),
        weights=window.live.weights(document.key),
        expanded=tuple(sorted(view.expanded)),
        direction=view.direction,
        chosen=written(network, document.selection) if network is not None else None,
        place=place_of(view),
    )


def _layout(window: MainWindow) -> Layout | None:
    if window.comparing.docks_aside:
        return None
    return Layout(version=LAYOUT_VERSION, docks=bytes(window.saveState(LAYOUT_VERSION).data()))


def _source(window: MainWindow) -> Source | None:
    source = window.live.sources.current
    if isinstance(source, FolderSource):
        return Source(kind="folder", name=str(source.folder.absolute()))
    if isinstance(source, VideoSource):
        return Source(kind="video", name=str(source.path.absolute()))
    picture = window.live_panel.picture.picture
    if not isinstance(source, StillSource) or picture is None:
        return None
    if picture.sample:
        return Source(kind="sample", name=picture.name)
    return Source(kind="picture", name=str(picture.path.absolute())) if picture.path is not None else None


def _weights(window: MainWindow, tabs: Sequence[OpenNetwork | OpenPage]) -> tuple[ChosenWeights, ...]:
    """What is chosen for architectures that are in no tab."""
    there = {tab.form.key for tab in tabs if isinstance(tab, OpenNetwork)}
    chosen = window.live.chosen_weights.items()
    return tuple(ChosenWeights(key=key, weights=weights) for key, weights in chosen if key not in there)


def _comparison(window: MainWindow) -> ComparePage | None:
    for one in window.documents.opened:
        if one.objectName() == "compare":
            from explorer.ui.compare.page import ComparePage

            assert isinstance(one, ComparePage)
            return one
    return None

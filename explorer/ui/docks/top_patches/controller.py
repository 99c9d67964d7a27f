"""Between the panel of strongest patches and the engine: what is shown, what is asked for it, and when."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from explorer.engine.messages import TopPatchesJob, TopPatchesPageJob
from explorer.ui.question import Question

if TYPE_CHECKING:
    from explorer.engine.messages import EngineInfo, Progress, TopPatches, TopPatchesPage
    from explorer.inference.top_patches.patch import Patch
    from explorer.ui.background import Background
    from explorer.ui.docks.top_patches.panel import TopPatchesPanel
    from explorer.ui.document import Document
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.live.control.controller import LiveController
    from explorer.ui.selection import Selection
    from explorer.ui.settings import Settings

FOLLOWS_AFTER = 150
"""Milliseconds that a selection must stay before what is known of it is looked up."""
PREVIEW = 1.5
"""Seconds between two looks at what a running search has found."""

Wish = tuple[str, str, str, str]
"""Key, weights, layer, folder."""


class TopPatchesController(QObject):
    """Follows the selection, as the live panel does; a search is begun by a person alone.

    A running search goes on while another layer is looked at; a new search
    takes its place, and a search that was stopped can be resumed at any time.
    """

    pictureRequested = Signal(object)  # PictureSource

    def __init__(
        self,
        panel: TopPatchesPanel,
        link: EngineLink,
        live: LiveController,
        settings: Settings,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._link, self._live = panel, link, live
        self._settings, self._background = settings, background
        self._document: Document | None = None
        self._selection: Selection | None = None
        self._shown: Wish | None = None
        self._searching: Wish | None = None
        self._method: str | None = None
        self._looked = 0.0
        self._search = Question(link, self, kept=0)
        self._page = Question(link, self, kept=0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOWS_AFTER)
        self._soon.timeout.connect(self._update)
        self._connect()

    def _connect(self) -> None:
        panel = self._panel
        panel.head.folder.set_folder(self._settings.pictures)
        panel.shown.connect(self.refresh)
        panel.folderRequested.connect(self.choose_folder)
        panel.searchRequested.connect(self._on_search_requested)
        panel.cancelRequested.connect(self._on_cancel_requested)
        panel.retryRequested.connect(self._on_retry_requested)
        panel.clearRequested.connect(self._on_clear_requested)
        panel.methodChosen.connect(self._on_method_chosen)
        panel.sightChanged.connect(self._ask_more)
        panel.patchChosen.connect(self._on_patch_chosen)
        panel.channelChosen.connect(self._on_channel_chosen)
        self._live.weightsKnown.connect(self.refresh)
        self._link.ready.connect(self._on_engine_ready)
        self._search.answered.connect(self._on_search_answered)
        self._search.failed.connect(self._on_search_failed)
        self._search.dropped.connect(self._on_search_dropped)
        self._search.progressed.connect(self._on_progressed)
        self._page.answered.connect(self._on_page_answered)
        self._page.failed.connect(self._on_page_failed)

    # What is wanted

    def set_document(self, document: Document | None) -> None:
        """Follow another document, or another form of it."""
        if self._selection is not None:
            self._selection.changed.disconnect(self.refresh)
            self._selection.channelChanged.disconnect(self._panel.grid.set_channel)
        self._document = document
        self._selection = document.selection if document is not None else None
        if self._selection is not None:
            self._selection.changed.connect(self.refresh)
            self._selection.channelChanged.connect(self._panel.grid.set_channel)
            self._panel.grid.set_channel(self._selection.channel)
        self.refresh()

    @Slot()
    def refresh(self, *_: object) -> None:
        """Look soon whether something else is to be shown."""
        self._soon.start()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder and search it."""
        start = self._settings.pictures or self._settings.folder
        chosen = QFileDialog.getExistingDirectory(self._panel.window(), self.tr("Choose a folder of pictures"), start)
        if chosen:
            self.set_folder(chosen)

    def set_folder(self, folder: str) -> None:
        """Search a folder in the layer that is shown."""
        self._settings.pictures = folder
        self._panel.head.folder.set_folder(folder)
        self._shown = self._wish()
        self._method = None
        if self._shown is not None:
            self._panel.show_begun(self._shown[2])
            self._begin(anew=False)

    def _wish(self) -> Wish | None:
        layer, document = self._live.layer, self._document
        folder = self._settings.pictures
        if document is None or layer is None or not folder:
            return None
        return document.key, self._live.weights(document.key), layer, folder

    @Slot()
    def _update(self) -> None:
        if not self._panel.isVisible():
            return  # it says so when it is shown
        layer = self._live.layer
        if self._document is None or layer is None:
            self._leave()
            self._panel.show_no_network()
        elif not self._settings.pictures:
            self._leave()
            self._panel.show_no_folder(layer)
        elif self._link.state == "running" and self._wish() != self._shown:
            self._shown = self._wish()
            self._method = None
            self._panel.show_looking(layer)
            self._look()

    def _leave(self) -> None:
        self._shown = None
        self._page.withdraw()
        self._show_line(None)

    # What is asked

    def _look(self) -> None:
        """Ask how far the search of what is shown is."""
        self._ask_page(())

    def _ask_page(self, channels: tuple[int, ...], method: str | None = None) -> None:
        assert self._shown is not None
        key, weights, layer, folder = self._shown
        self._page.ask(
            TopPatchesPageJob(
                key=key,
                weights=weights,
                layer=layer,
                folder=folder,
                channels=channels,
                method=method,
                side=self._panel.grid.side(),
            )
        )

    @Slot()
    def _ask_more(self) -> None:
        """Ask for what is in sight and not there yet: pictures first, then projections channel by channel."""
        summary = self._panel.summary
        if summary is None or self._shown is None or not self._panel.isVisible() or self._link.state != "running":
            return
        running = self._page.job
        alive = [one for one in self._panel.grid.channels_in_sight() if summary.active[one]]
        if isinstance(running, TopPatchesPageJob) and (running.method is None or set(running.channels) & set(alive)):
            return  # its answer is wanted, and then it is looked again
        known = {channel: self._panel.grid.content(channel) for channel in alive}
        side = self._panel.grid.side()
        missing = [
            one
            for one, content in known.items()
            if content is None or content.stamp != summary.done or content.side < side
        ]
        method = self._method or summary.method
        if missing:
            self._ask_page(tuple(missing))
        elif self._searching != self._shown and method:
            # A search that runs may still put others in their place, and needs the processor itself.
            waiting = [one for one, content in known.items() if content is not None and not content.projected(method)]
            if waiting:
                self._ask_page((waiting[0],), method)

    def _begin(self, *, anew: bool) -> None:
        if self._shown is None:
            return
        key, weights, layer, folder = self._searching = self._shown
        self._page.withdraw()
        self._looked = time.monotonic()
        self._show_line(None)
        self._search.ask(TopPatchesJob(key=key, weights=weights, layer=layer, folder=folder, anew=anew))

    # What comes back

    @Slot(object, object)
    def _on_search_answered(self, job: TopPatchesJob, summary: TopPatches) -> None:
        searched, self._searching = self._searching, None
        if searched == self._shown:
            self._show(summary)
        else:
            self._show_line(None)
        self._ask_more()

    @Slot(object, object)
    def _on_search_failed(self, job: TopPatchesJob, message: str) -> None:
        searched, self._searching = self._searching, None
        self._show_line(None)
        if searched == self._shown:
            self._panel.show_error(message)

    @Slot(object)
    def _on_search_dropped(self, job: TopPatchesJob) -> None:
        self._stop()

    def _stop(self) -> None:
        self._searching = None
        self._show_line(None)
        if self._shown is not None:
            self._look()

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self._show_line(progress)
        if self._searching != self._shown or not progress.total or self._page.job is not None:
            return
        if time.monotonic() - self._looked > PREVIEW and self._panel.isVisible():
            self._looked = time.monotonic()
            self._ask_page(tuple(self._panel.grid.channels_in_sight()))

    @Slot(object, object)
    def _on_page_answered(self, job: TopPatchesPageJob, page: TopPatchesPage) -> None:
        if (job.key, job.weights, job.layer, job.folder) != self._shown:
            return
        self._looked = time.monotonic()
        if not job.channels or page.summary.done != self._done:
            self._show(page.summary)
        self._panel.set_page(page)
        self._ask_more()

    @Slot(object, object)
    def _on_page_failed(self, job: TopPatchesPageJob, message: str) -> None:
        self._panel.show_error(message)

    @property
    def _done(self) -> int | None:
        return self._panel.summary.done if self._panel.summary is not None else None

    def _show(self, summary: TopPatches) -> None:
        searching = self._searching == self._shown
        if summary.done > summary.skipped:
            self._panel.show_results(summary)
            self._panel.head.method.set_current(self._method or summary.method)
        elif not searching:
            self._panel.show_unsearched(summary)
        if not searching:
            self._show_line(None)

    def _show_line(self, progress: Progress | None) -> None:
        """Say what runs, or that what is shown was stopped."""
        summary = self._panel.summary
        if self._searching is not None:
            self._panel.show_running(self._searching[2], progress)
        elif summary is not None and self._shown is not None and summary.done < summary.total:
            self._panel.show_stopped(summary)
        else:
            self._panel.show_idle()

    @Slot(object)
    def _on_engine_ready(self, info: EngineInfo) -> None:
        self._shown = None
        self.refresh()

    # What people do in the panel

    @Slot(object)
    def _on_search_requested(self, anew: bool) -> None:
        if anew and self._shown is not None:
            self._panel.show_begun(self._shown[2])
        self._begin(anew=anew)

    @Slot()
    def _on_cancel_requested(self) -> None:
        if self._searching is not None:
            self._search.withdraw()
            self._stop()
        elif self._page.job is not None:
            self._page.withdraw()

    @Slot()
    def _on_retry_requested(self) -> None:
        self._shown = None
        self._update()

    @Slot()
    def _on_clear_requested(self) -> None:
        from explorer.inference.top_patches.store import Store

        self._background.run(Store().clear, lambda freed: self.refresh())

    @Slot(object)
    def _on_method_chosen(self, method: str) -> None:
        self._method = method
        self._ask_more()

    @Slot(object)
    def _on_channel_chosen(self, channel: int) -> None:
        if self._selection is not None:
            self._selection.select_channel(channel)

    @Slot(object)
    def _on_patch_chosen(self, patch: Patch) -> None:
        from explorer.ui.live.sources.source import PictureSource

        self.pictureRequested.emit(PictureSource(name=Path(patch.path).name, path=Path(patch.path)))

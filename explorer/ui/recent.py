"""What was opened lately: networks in their forms, pictures, videos, folders. Kept between two starts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from explorer.errors import UnknownArchitecture
from explorer.models import registry
from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.still import StillSource
from explorer.ui.frames.video import VideoSource
from explorer.ui.live.sources.source import PictureSource
from explorer.ui.what_if import Form
from explorer.workspace.file import SUFFIX

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.live.sources.source import LoadedPicture
    from explorer.ui.main_window import MainWindow

KEPT = 8
"""Networks, and as many files."""


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A picture, a video, a folder or a workspace."""

    path: Path

    def entry(self) -> dict[str, Any]:
        """Return it for the settings."""
        return {"path": str(self.path)}


def form_entry(form: Form) -> dict[str, Any]:
    """Return the form of a network for the settings."""
    return {
        "network": form.architecture.key,
        "input": list(form.input_shape),
        "batch": form.batch,
        "classes": form.num_classes,
        "width": form.width,
    }


def read(entry: dict[str, Any]) -> Form | RecentFile | None:
    """Return what an entry of the settings stands for, None if it is damaged or of a network that is gone."""
    if isinstance(path := entry.get("path"), str) and path:
        return RecentFile(Path(path))
    try:
        architecture = registry.get(entry["network"])
        channels, height, width = map(int, entry["input"])
        times = entry["width"]
        return Form(
            architecture,
            (channels, height, width),
            int(entry["batch"]),
            int(entry["classes"]),
            None if times is None else float(times),
        )
    except (UnknownArchitecture, KeyError, TypeError, ValueError):
        return None


class Recent(QObject):
    """Notes what a window shows, once it is shown, and opens it again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked: PictureSource | None = None
        window.documents.networkShown.connect(self._on_network_shown)
        window.live_panel.pictureRequested.connect(self._on_picture_requested)
        window.live.pictureShown.connect(self._on_picture_shown)

    @property
    def networks(self) -> list[Form]:
        """Networks, the last one first."""
        return [one for one in self._read() if isinstance(one, Form)]

    @property
    def files(self) -> list[RecentFile]:
        """Pictures, videos, folders and workspaces, the last one first."""
        return [one for one in self._read() if isinstance(one, RecentFile)]

    def clear(self) -> None:
        """Forget everything."""
        self._window.settings.recent = []

    def open(self, what: Form | RecentFile) -> None:
        """Open something again."""
        if isinstance(what, Form):
            self._window.documents.open_architecture(what.architecture.key).show_form(what)
        elif what.path.suffix.lower() == SUFFIX:
            self._window.workspaces.open(what.path)
        else:
            source = PictureSource(name=what.path.name, path=what.path)
            self._asked = source
            self._window.live.open_picture(source)

    def note_workspace(self, path: Path) -> None:
        """Note a workspace that was opened or saved."""
        self._note(RecentFile(path.absolute()).entry())

    def _read(self) -> list[Form | RecentFile | None]:
        return [read(entry) for entry in self._window.settings.recent]

    def _note(self, entry: dict[str, Any]) -> None:
        settings = self._window.settings
        known = settings.recent
        if known[:1] == [entry]:
            return
        kind = "path" if "path" in entry else "network"
        others = [one for one in known if one != entry]
        alike = [entry, *(one for one in others if kind in one)][:KEPT]
        settings.recent = [*alike, *(one for one in others if kind not in one)]

    @Slot(object)
    def _on_network_shown(self, document: Document) -> None:
        self._note(form_entry(document.form))

    @Slot(object)
    def _on_picture_requested(self, source: PictureSource) -> None:
        self._asked = source

    @Slot(object)
    def _on_picture_shown(self, picture: LoadedPicture) -> None:
        source = self._window.live.sources.current
        if isinstance(source, FolderSource):
            self._note(RecentFile(source.folder.absolute()).entry())
        elif isinstance(source, VideoSource):
            self._note(RecentFile(source.path.absolute()).entry())
        elif isinstance(source, StillSource) and self._asked is not None and not picture.sample:
            path = self._asked.path
            if path is not None and self._asked.name == picture.name:
                self._note(RecentFile(path.absolute()).entry())


class RecentMenu(QMenu):
    """Offers everything again; files that are gone are greyed as soon as it is known."""

    def __init__(self, recent: Recent, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("menu.recent")
        self.setTitle(self.tr("Open &recent"))
        self.setToolTipsVisible(True)
        self._recent = recent
        self._window = window
        self._shown = 0
        self.aboutToShow.connect(self._fill)
        # Otherwise a menu that has never been opened is empty, and some desktops show no empty menu.
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self.clear()
        self._shown += 1
        networks, files = self._recent.networks, self._recent.files
        for form in networks:
            name = form.architecture.display_name
            self._add(name if form.is_own else f"{name} · {form.changes()}", form)
        if networks and files:
            self.addSeparator()
        actions = {one.path: self._add(one.path.name or str(one.path), one) for one in files}
        for path, action in actions.items():
            action.setToolTip(str(path))
        if not networks and not files:
            self.addAction(self.tr("Nothing has been opened yet")).setEnabled(False)
            return
        self.addSeparator()
        clear = self.addAction(self.tr("&Clear the list"))
        clear.setObjectName("recent.clear")
        clear.triggered.connect(self._recent.clear)
        if actions:
            # Not here: a folder on a sleeping disk or a lost network answers after seconds.
            shown = self._shown
            self._window.background.run(
                lambda: [path for path in actions if not _exists(path)],
                lambda gone: self._grey(shown, gone, actions),
            )

    def _add(self, text: str, what: Form | RecentFile) -> QAction:
        action = self.addAction(text.replace("&", "&&"))
        action.triggered.connect(partial(self._recent.open, what))
        return action

    def _grey(self, shown: int, gone: list[Path], actions: dict[Path, QAction]) -> None:
        if shown != self._shown:
            return
        for path in gone:
            actions[path].setEnabled(False)
            actions[path].setToolTip(self.tr("{0} is not there any more").format(path))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False

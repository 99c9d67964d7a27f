"""The workspace of a window: saved and opened by commands, kept when it is closed, there again at the next start."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.ui.terms import told
from explorer.ui.workspace.availability import available
from explorer.ui.workspace.collecting import collect
from explorer.ui.workspace.estate import Inheriting
from explorer.ui.workspace.restoring import Restoring
from explorer.workspace.file import SUFFIX, from_json, load, save, to_json

if TYPE_CHECKING:
    from explorer.ui.document import Document
    from explorer.ui.main_window import MainWindow
    from explorer.workspace.model import OpenNetwork, Workspace

    _Read = tuple[Workspace, list[str]]

log = logging.getLogger(__name__)


def last_state_path() -> Path:
    """Where the state is kept in which the window was closed; the folder may not exist yet."""
    return _user_state(sys.platform, os.environ, Path.home()) / "cnn-explorer" / f"last{SUFFIX}"


def _user_state(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if platform == "darwin":
        return home / "Library" / "Application Support"
    stated = environment.get("XDG_STATE_HOME", "")
    # The XDG base directory specification has relative paths ignored.
    return Path(stated) if Path(stated).is_absolute() else home / ".local" / "state"


class Workspaces(QObject):
    """Carries out the commands about workspaces of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.path: Path | None = None
        """The file that the workspace was opened from or saved to last."""
        self.restoring = Restoring(window)
        self.restoring.refused.connect(self._on_form_refused)
        self._gone: list[str] = []
        window.inspector.note_bar.deleted.connect(self._on_note_deleted)
        self.brings_picture = False
        """Whether what was restored at the start brings a picture, so that no sample is wanted."""
        self.begun = False
        """Whether the state at the start is known, so that there is one to be kept."""
        self._order = 0
        self._last: _Read | None = None
        self._first: _Read | None = None
        self._named: Path | None = None
        self._problem: ExplorerError | None = None

    def handlers(self) -> dict[str, Callable[..., object]]:
        """The handler of each of these actions, by its id."""
        return {
            "workspace.open": self.ask_open,
            "workspace.save": self.save,
            "workspace.save_as": self.ask_save,
        }

    def pending(self, document: Document) -> OpenNetwork | None:
        """Return what a network that is still on its way is to become."""
        return self.restoring.pending(document)

    # Commands

    @Slot()
    def ask_open(self) -> None:
        """Ask for a workspace and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open workspace"), self._window.settings.folder, self._kinds()
        )
        if path:
            self._window.settings.folder = str(Path(path).parent)
            self.open(Path(path))

    @Slot()
    def save(self) -> None:
        """Save to the file that the workspace is of; ask for one if there is none."""
        if self.path is None:
            self.ask_save()
        else:
            self._save_to(self.path)

    @Slot()
    def ask_save(self) -> None:
        """Ask for a file and save to it."""
        settings = self._window.settings
        name = self.path or Path(settings.folder) / f"workspace{SUFFIX}"
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save workspace"), str(name), self._kinds())
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        settings.folder = str(path.parent)
        self._save_to(path)

    def _kinds(self) -> str:
        return self.tr("Workspaces (*{0})").format(SUFFIX)

    def _save_to(self, path: Path) -> None:
        workspace, notice = collect(self._window), self._window.documents.notice

        def done(_: object) -> None:
            self._took(path)
            notice.say(self.tr("Saved {0}").format(path), seconds=6)

        self._window.background.run(lambda: save(workspace, path), done, self._say_failure)

    def open(self, path: Path) -> None:
        """Open a workspace in place of what is open; if it cannot be read, that stays."""
        self._order += 1
        order = self._order

        def done(result: _Read) -> None:
            if order != self._order:
                return
            workspace, said = result
            former, former_path = collect(self._window), self.path
            self._took(path)
            self._begin(workspace, said)

            def go_back() -> None:
                self.path = former_path
                self._begin(former, [])

            text = " ".join([self.tr("Opened {0}.").format(path.name), *said])
            self._window.documents.notice.say(
                text,
                "warn" if said else "info",
                button=self.tr("Back to what was open"),
                action=go_back,
                seconds=0 if said else 12,
            )

        self._window.background.run(lambda: self._read(path), done, self._say_failure)

    def _read(self, path: Path) -> _Read:
        """Return a workspace and what is gone of it; may run on any thread.

        Raises:
            WorkspaceError: it cannot be used.
        """
        loaded = load(path)
        workspace, said = available(loaded.workspace)
        if loaded.ignored:
            fields = ", ".join(loaded.ignored[:5])
            said.append(self.tr("A newer cnn-explorer has written this; left out: {0}.").format(fields))
        return workspace, said

    def _took(self, path: Path) -> None:
        self.path = path
        self._window.recent.note_workspace(path)

    def _begin(self, workspace: Workspace, said: list[str]) -> None:
        self._window.documents.notice.hide()
        self._gone = list(said)
        self.restoring.begin(workspace)
        if said:
            self._window.documents.notice.say(" ".join(said), "warn")

    @Slot(str)
    def _on_form_refused(self, message: str) -> None:
        # The notice has one place: what is found out on the way joins what was said at the start.
        self._gone.append(message if message.endswith((".", "。")) else f"{message}.")
        self._window.documents.notice.say(" ".join(self._gone), "warn")

    def _say_failure(self, error: Exception) -> None:
        if not isinstance(error, ExplorerError):
            raise error
        text = told(str(error))
        self._window.documents.notice.say(text[0].upper() + text[1:], "error")

    @Slot(object)
    def _on_note_deleted(self, name: str) -> None:
        text = self.tr("Deleted the note on {0}").format(name)
        undo = self._window.notes.stack.undo
        self._window.documents.notice.say(text, button=self.tr("Undo"), action=undo, seconds=8)

    # From one start to the next

    def keep(self) -> None:
        """Write down the state in which the window is closed; what cannot be written is not, and never stops it."""
        if not self.begun:
            return  # the state of last time has not been restored yet, and this would take its place
        try:
            path = last_state_path()
            path.parent.mkdir(parents=True, exist_ok=True)
            state = self.state()
            # A state that could not be read again must not take the place of one that can.
            from_json(to_json(state).encode())
            save(state, path)
        except (OSError, ExplorerError) as error:
            log.warning("the last state is not kept: %s", error)
        except Exception:
            # Whatever it is: the window closes.
            log.exception("the last state is not kept")

    def state(self) -> Workspace:
        """Return the state in which the window is, with the note that is being written."""
        self._window.inspector.note_bar.finish()
        restoring = self.restoring
        if restoring.busy:
            # A window that is closed while its tabs are opened has not shown them all yet.
            return replace(restoring.workspace, notes=self._window.notes.remarks)
        return collect(self._window)

    def read(self, named: str | None) -> None:
        """Read the last state and, if a file is named, that; may run on any thread, before ``begin``."""
        self._named = Path(named) if named else None
        estate = self._window.estate
        if estate is not None:
            self._first = estate.workspace, []
            return
        try:
            self._last = _read_last()
            if self._named is not None:
                self._first = self._read(self._named)
            elif self._window.settings.restoring:
                self._first = self._last
        except ExplorerError as error:
            self._problem = error
        except Exception:
            # Whatever it is: the window starts without.
            log.exception("the state of last time could not be read")

    def begin(self, *, restored: bool) -> bool:
        """Have the notes of last time and, if it is to be ``restored``, what was read; False if no tab comes of it."""
        self.begun = True
        if self._problem is not None:
            self._say_failure(self._problem)
        if self._last is not None:
            self._window.notes.begin(self._last[0].notes)
        first, self._last, self._first = self._first, None, None
        estate = self._window.estate
        if not restored or first is None or not (first[0].tabs or estate is not None):
            return False
        workspace, said = first
        if self._named is None:
            # Theme and layout are in the settings, as they were when the window was closed.
            workspace = replace(workspace, theme=None, layout=None)
        else:
            self._took(self._named)
        source = estate.source if estate is not None else None
        if estate is not None:
            self._window.estate = replace(estate, source=None)  # it may hold a large picture
            Inheriting(self._window, self._window.estate)
            workspace = replace(workspace, source=None)  # it comes with its place
        self.brings_picture = workspace.source is not None or source is not None
        self._begin(workspace, said)
        if source is not None:
            source(self._window.live.sources)
        return True


def _read_last() -> _Read | None:
    """Return the last state and what is gone of it; None if there is none that can be used."""
    path = last_state_path()
    try:
        if not path.exists():
            return None
        workspace, said = available(load(path).workspace)
    except (OSError, ExplorerError) as error:
        log.warning("the last state is not restored: %s", error)
        return None
    return workspace, said

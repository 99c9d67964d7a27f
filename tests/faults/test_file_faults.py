"""Disks and shared memory that refuse, files that are damaged or go away while they are in use, in the real window."""

import errno
import os
import shutil
from collections.abc import Callable
from multiprocessing import shared_memory
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.analysis.cache import cache_folder
from explorer.engine import sharing
from explorer.ui.frames.folder import FolderSource
from explorer.ui.graph.export_dialog import ExportDialog
from explorer.ui.main_window import MainWindow
from tests.e2e.conftest import PATIENCE

Open = Callable[..., MainWindow]

KEY = "lenet5_modern"


def wait_for_network(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.documents.current.network is not None, timeout=PATIENCE)


def wait_for_prediction(qtbot: QtBot, window: MainWindow) -> None:
    top = window.live_panel.top
    qtbot.waitUntil(lambda: bool(top.entries) and not top.stale, timeout=PATIENCE)


@pytest.mark.parametrize("how", ["no room", "refused"])
def test_without_shared_memory_pictures_and_frames_go_through_the_pipe(
    open_window: Open, qtbot: QtBot, film: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    asked: list[int] = []

    def no_room(size: int) -> bool:
        asked.append(size)
        return how != "no room"

    class Refused(shared_memory.SharedMemory):
        def __init__(self, name: str | None = None, create: bool = False, size: int = 0) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def __del__(self) -> None:
            """Nothing has been made."""

    monkeypatch.setattr(sharing, "_has_room", no_room)
    monkeypatch.setattr(shared_memory, "SharedMemory", Refused)
    window = open_window(KEY)
    wait_for_prediction(qtbot, window)
    stills = len(asked)
    assert stills
    window.live.sources.open_path(film)
    qtbot.waitUntil(
        lambda: (last := window.live.sources._last) is not None and last.frame.sequence > 2, timeout=PATIENCE
    )
    assert len(asked) > stills
    assert not window.live_panel.error.isVisible()


@pytest.mark.parametrize("state", ["a file in its place", "garbled"])
def test_a_cache_that_is_of_no_use_costs_only_time(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    home = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    if state == "garbled":
        first = open_window(KEY)
        wait_for_network(qtbot, first)
        first.close()
        stored = list((cache_folder() / "networks").iterdir())
        assert stored
        for path in stored:
            path.write_bytes(path.read_bytes()[:200])
    else:
        home.write_text("no folder")
    window = open_window(KEY)
    wait_for_network(qtbot, window)
    wait_for_prediction(qtbot, window)
    assert window.documents.current.network.totals.params == 61_706
    assert not window.documents.notice.text
    if state == "garbled":
        assert all(path.stat().st_size > 200 for path in stored)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\x00\x17\xff\x80" * 300, "damaged", id="damaged"),
        pytest.param(b"[General]\nversion=99\ntheme=dark\n", "newer version", id="newer"),
        pytest.param(
            b"[General]\ngeometry=@ByteArray(none)\ndocks=@ByteArray(\\0\\xff)\ntable/columns=a;b\n", "", id="odd"
        ),
    ],
)
def test_settings_that_cannot_be_read_are_said_and_the_window_opens(
    open_window: Open, qtbot: QtBot, content: bytes, said: str
) -> None:
    path = Path(
        QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cnn-explorer", "cnn-explorer").fileName()
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    window = open_window(KEY)
    wait_for_network(qtbot, window)
    assert said in window.documents.notice.text
    kept = path.with_name(f"{path.name}.bak")
    assert kept.exists() == bool(said)
    if said:
        assert kept.read_bytes() == content
        kept.unlink()
    assert {key for key, dock in window.docks.items() if not dock.isHidden()} >= {"library", "live", "inspector"}


class FullDisk:
    """A file on a disk with room for a few bytes more."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._room = 64

    def __enter__(self) -> "FullDisk":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        self._file.write(data[: self._room])
        self._room -= len(data)
        if self._room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def export_table(window: MainWindow) -> None:
    window.commands["table.export"].trigger()


def export_graph(window: MainWindow) -> None:
    window.commands["graph.export"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    dialog.save_button.click()


def save_workspace(window: MainWindow) -> None:
    window.commands["workspace.save_as"].trigger()


def save_picture(window: MainWindow) -> None:
    window.live_panel.viewer.keeper.keep("picture")


def save_arrays(window: MainWindow) -> None:
    window.live_panel.viewer.keeper.keep("arrays")


def said_by(window: MainWindow) -> str:
    """What the window says at the moment."""
    error = window.live_panel.error
    return window.documents.notice.text or (error.text() if error.isVisible() else "")


EXPORTS = {
    "layers.csv": export_table,
    "layers.json": export_table,
    "graph.svg": export_graph,
    "graph.png": export_graph,
    "graph.pdf": export_graph,
    "one.cnnx": save_workspace,
    "shown.png": save_picture,
    "shown.npz": save_arrays,
}


def test_a_full_disk_is_said_and_leaves_what_was_there(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every kind of file, one after the other, over a file that is there."""
    target = tmp_path
    window = open_window(KEY)
    wait_for_network(qtbot, window)
    wait_for_prediction(qtbot, window)
    panel, notice = window.live_panel, window.documents.notice

    def open_dialog(dialog: QFileDialog, *_: object) -> None:
        dialog.fileSelected.emit(str(target))
        dialog.done(1)

    monkeypatch.setattr(QFileDialog, "open", open_dialog)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    fdopen = os.fdopen
    for name, export in EXPORTS.items():
        target = tmp_path / name
        target.write_text("older")
        notice.hide()
        panel.error.dismiss()
        with monkeypatch.context() as patch:
            patch.setattr("explorer.files.os.fdopen", lambda *args: FullDisk(fdopen(*args)))
            export(window)
            qtbot.waitUntil(lambda: "No space left" in said_by(window), timeout=PATIENCE)
        said = said_by(window)
        assert name in said and "\n" not in said
        assert target.read_text() == "older"
        assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []
        # Once there is room, it goes as ever.
        export(window)
        qtbot.waitUntil(lambda path=target: path.read_bytes() != b"older", timeout=PATIENCE)


def test_pictures_that_go_away_do_not_end_the_slideshow(
    open_window: Open, qtbot: QtBot, tmp_path: Path, pictures: Path
) -> None:
    folder = tmp_path / "walked"
    shutil.copytree(pictures, folder)
    (folder / "9 broken.png").unlink()
    files = sorted(folder.iterdir())
    window = open_window(KEY)
    wait_for_prediction(qtbot, window)
    panel = window.live_panel
    window.live.sources.open_path(folder)
    source = window.live.sources.current
    assert isinstance(source, FolderSource)
    qtbot.waitUntil(lambda: panel.picture.picture.name == files[0].name, timeout=PATIENCE)
    files[1].unlink()
    source.set_interval(0.05)
    source.resume()
    said: set[str] = set()
    qtbot.waitUntil(
        lambda: bool(said.add(panel.error.text()) or any(files[1].name in one for one in said)), timeout=PATIENCE
    )
    qtbot.waitUntil(lambda: panel.picture.picture.name == files[2].name, timeout=PATIENCE)
    # All of them, and their folder.
    shutil.rmtree(folder)
    qtbot.waitUntil(lambda: panel.error.isVisible() and files[0].name in panel.error.text(), timeout=PATIENCE)
    assert panel.picture.picture.name in {one.name for one in files}
    source.pause()
    window.live.sources.open_path(pictures)
    qtbot.waitUntil(
        lambda: panel.picture.picture.name == files[0].name and not panel.error.isVisible(), timeout=PATIENCE
    )

"""Random use of the real window: nothing breaks, nothing is left behind.

``MONKEY_SEED`` and ``MONKEY_ACTIONS`` replay a run that has failed.
"""

import gc
import logging
import os
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtGui import QDesktopServices, QDrag
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from explorer.models import registry
from explorer.ui.documents import DocumentArea
from explorer.ui.garbage import GarbageKeeper
from explorer.ui.main_window import MainWindow
from explorer.ui.theme import theme
from tests.blocks import watch_blocks
from tests.e2e.conftest import PATIENCE
from tests.faults.leftovers import Leftovers, memory
from tests.faults.monkey import Monkey

Open = Callable[..., MainWindow]

SMALL = ("lenet5_modern", "squeezenet1_1", "shufflenet_v2_x0_5")
KNOWN = (
    "This plugin does not support",  # the offscreen platform has no desktop
    "QFont::",
    "Could not find ffmpeg",
    "Couldn't load va",  # optional libraries of Qt's multimedia
    "Couldn't resolve va",
    "Couldn't load pipewire",
    "Couldn't resolve pipewire",
    "No RHI backend",  # pictures of a video are converted by the processor
    "No HW decoder",
)
"""Qt's warnings about the platform of the tests."""
GROWTH = 250 * 2**20
"""Bytes by which the second half of a run may grow."""


@pytest.fixture
def tame(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, film: Path, pictures: Path) -> None:
    """No native dialog, no large network, nothing from the internet, no other program."""
    asked = 0

    def answer(name: str) -> str:
        nonlocal asked
        asked += 1
        return str(tmp_path / name.format(asked)) if asked % 3 else ""

    def save(parent: object, title: str = "", start: str = "", kinds: str = "", *_: object) -> tuple[str, str]:
        return answer("{}-" + (Path(start).name or "saved")), kinds.split(";;")[0]

    def open_dialog(dialog: QFileDialog, *_: object) -> None:
        if dialog.fileMode() is QFileDialog.FileMode.Directory:
            path = str(pictures)
        elif dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            path = answer("{}." + (dialog.defaultSuffix() or "png"))
        else:
            path = str(film if "*.avi" in "".join(dialog.nameFilters()) else next(pictures.iterdir()))
        if path:
            dialog.fileSelected.emit(path)
        dialog.done(bool(path))

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(pictures))
    monkeypatch.setattr(QFileDialog, "open", open_dialog)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    monkeypatch.setattr(QDrag, "exec", lambda *_: None)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    open_architecture = DocumentArea.open_architecture

    def open_small(documents: DocumentArea, key: str) -> object:
        registry.get(key)
        number = sum(map(ord, key)) % len(SMALL)
        return open_architecture(documents, key if key in SMALL else SMALL[number])

    monkeypatch.setattr(DocumentArea, "open_architecture", open_small)


@pytest.mark.parametrize(
    ("seed", "actions"), [(1, 60), *(pytest.param(seed, 1000, marks=pytest.mark.slow) for seed in (2, 3))]
)
@pytest.mark.usefixtures("tame")
def test_random_use_breaks_nothing_and_leaves_nothing(
    open_window: Open,
    qtbot: QtBot,
    qtlog,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    film: Path,
    pictures: Path,
    seed: int,
    actions: int,
) -> None:
    seed, actions = int(os.environ.get("MONKEY_SEED", seed)), int(os.environ.get("MONKEY_ACTIONS", actions))
    blocks = watch_blocks(monkeypatch)
    # What is made once for the whole process is no leftover.
    first = open_window("lenet5_modern")
    qtbot.waitUntil(lambda: first.documents.current.network is not None, timeout=PATIENCE)
    first.close()
    before = Leftovers.now()

    window = open_window(SMALL[0])
    window.settings.guided = True
    GarbageKeeper(window)  # as in the application
    faults: list[str] = []
    window.engine.faulted.connect(lambda failure: faults.append(failure.details))
    monkey = Monkey(window, seed, SMALL, film, pictures)
    caplog.set_level(logging.WARNING)
    sizes: list[int] = []
    longest = (0.0, "")
    try:
        with qtbot.captureExceptions() as raised:
            for number in range(actions):
                began = time.perf_counter()
                what = monkey.act()
                longest = max(longest, (time.perf_counter() - began, what))
                qtbot.wait(monkey.random.choice((0, 0, 5, 30, 120)))
                problems = faults + _errors(caplog) + _said_by_qt(qtlog) + _formatted(raised)
                assert not problems, "\n".join(problems)
                assert window.isVisible()
                if number % max(1, actions // 20) == 0:
                    sizes.append(memory())
            for top in QApplication.topLevelWidgets():
                if top is not window and top.isVisible():
                    top.close()
            qtbot.waitUntil(lambda: window.engine.state == "running", timeout=PATIENCE)
            window.live.sources.open(None)
            while window.documents.tabs.count():
                window.documents.close_document(0)
            window.documents.open_architecture(SMALL[1])
            qtbot.waitUntil(lambda: window.documents.current.network is not None, timeout=PATIENCE)
            problems = faults + _errors(caplog) + _said_by_qt(qtlog) + _formatted(raised)
            assert not problems, "\n".join(problems)
            assert sizes[-1] - sizes[len(sizes) // 2] < GROWTH, [size >> 20 for size in sizes]
            window.close()
            gc.collect()
            qtbot.waitUntil(lambda: not Leftovers.now().beyond(before), timeout=5000)
            assert not raised, "\n".join(_formatted(raised))
    except Exception as error:
        error.add_note(f"MONKEY_SEED={seed} MONKEY_ACTIONS={actions}; left: {Leftovers.now().beyond(before)}")
        error.add_note("the last actions:\n  " + "\n  ".join(monkey.done))
        raise
    finally:
        # The offscreen platform frees what lies on the clipboard after Python has ended.
        QApplication.clipboard().clear()
        theme().set_mode("light")
        print(f"longest action {longest[0] * 1000:.0f} ms: {longest[1]}; MiB: {[size >> 20 for size in sizes]}")
    assert not blocks()


def _errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        record.getMessage() + (record.exc_text or "") for record in caplog.records if record.levelno >= logging.ERROR
    ]


def _said_by_qt(qtlog) -> list[str]:
    grave = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
    return [
        record.message
        for record in qtlog.records
        if record.type in grave and not any(known in record.message for known in KNOWN)
    ]


def _formatted(raised: list) -> list[str]:
    return ["".join(traceback.format_exception(*one)) for one in raised]

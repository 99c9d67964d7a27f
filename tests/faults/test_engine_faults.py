"""An engine that is killed or hangs, at whatever it does: said in one line, over soon, and nothing stays behind."""

import errno
import os
import queue
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.analysis.network import Network
from explorer.engine.client import EngineClient
from explorer.engine.messages import AnalyzeJob, Event, Failed, Lost, PictureJob, Ready
from explorer.models import registry
from explorer.ui import engine_watch
from explorer.ui.main_window import MainWindow
from explorer.ui.what_if import Form
from tests.blocks import watch_blocks
from tests.faults.leftovers import Leftovers
from tests.faults.stage import KEY, PHASES, Stage

Open = Callable[..., MainWindow]
QUICK = {("kill", "stream"), ("hang", "capture"), ("leave", "measuring")}


@pytest.mark.parametrize(
    ("fault", "phase"),
    [
        pytest.param(fault, phase, marks=() if (fault, phase) in QUICK else pytest.mark.slow)
        for fault in ("kill", "hang", "leave")
        for phase in PHASES
    ],
)
def test_whatever_the_engine_does_its_end_is_said_and_over_soon(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    film: Path,
    pictures: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    phase: str,
) -> None:
    """``hang``: a person restarts the engine; ``leave``: nobody does anything."""
    monkeypatch.setattr(engine_watch, "INTERVAL", 0.1)
    target = tmp_path / "layers.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), "CSV (*.csv)"))
    blocks = watch_blocks(monkeypatch)
    before = Leftovers.now()
    window = open_window(KEY)
    stage = Stage(window, qtbot, film, pictures)
    pid = PHASES[phase](stage)
    if fault == "kill":
        os.kill(pid, signal.SIGKILL)
        stage.wait(lambda: "SIGKILL" in window.documents.notice.text)
        assert "\n" not in window.documents.notice.text
    elif fault == "leave":
        leave_alone(stage, phase, target, monkeypatch)
    else:
        if window.engine.jobs:
            stage.wait(lambda: window.findChild(QWidget, "status.work").isVisible())
        else:
            assert window.engine.state == "starting" or phase in ("stream", "export")
        assert window.commands["engine.restart"].isEnabled()
        window.commands["engine.restart"].trigger()
    stage.wait(lambda: window.engine.state == "running" and window.engine.pid != pid)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)

    # What was asked comes by itself or can be asked again; other jobs work.
    answers: list[Network] = []
    stage.wait(lambda: window.live_panel.picture.picture is not None)
    if phase == "stream":
        sources = window.live.sources
        stage.wait(lambda: sources._last is not None)
        number = sources._last.frame.sequence  # type: ignore[union-attr]
        stage.wait(lambda: sources._last.frame.sequence > number)  # type: ignore[union-attr]
        sources.open(None)
    elif phase == "top9":
        stage.wait(lambda: window.engine.jobs == 0)
        window.top_patches.set_folder(str(pictures))
        panel = window.top_patches_panel
        stage.wait(lambda: panel.summary is not None and panel.summary.done + panel.summary.skipped >= 4)
    elif phase == "measuring":
        state = window.measurements.state_of(window.documents.current)
        assert state.phase in ("failed", "cancelled") or window.engine.jobs
    elif phase == "export":
        stage.wait(target.exists)
        assert target.read_text().startswith("order,") and not list(tmp_path.glob(".*.part"))
    stage.wait(stage.predicted)
    window.engine.post(Form.own(registry.get("lenet5_d2l")).job(AnalyzeJob), answers.append)
    stage.wait(lambda: answers)

    window.close()
    assert not blocks()
    assert not (Leftovers.now().children - before.children)


def leave_alone(stage: Stage, phase: str, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until the window itself does something about an engine that is stopped."""
    window = stage.window
    if phase == "loading":
        # What starts slowly is not ended by anybody but a person.
        monkeypatch.setattr(engine_watch, "START", 1.0)
        text = window.findChild(QLabel, "status.work.text")
        stage.wait(lambda: text.isVisible() and "has been starting for 1 min" in text.text())
        monkeypatch.setattr(engine_watch, "START", 60.0)
        stage.qtbot.mouseClick(window.findChild(QWidget, "status.work.restart"), Qt.MouseButton.LeftButton)
        return
    if phase == "export":
        # The table is written without the engine, and nobody asks one that has nothing to do.
        stage.wait(target.exists)
        stage.qtbot.wait(300)
        assert window.engine.state == "running" and "answer" not in window.documents.notice.text
        stage.choose_layer()
    monkeypatch.setattr(engine_watch, "SILENCE", 1.0)
    stage.wait(lambda: "it did not answer for 1 s" in window.documents.notice.text)
    monkeypatch.setattr(engine_watch, "SILENCE", 60.0)


def test_an_engine_that_cannot_be_started_is_said_until_it_can(
    open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: SpawnProcess) -> None:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    with monkeypatch.context() as patch:
        patch.setattr(SpawnProcess, "start", refuse)
        window = open_window(KEY)
        qtbot.waitUntil(lambda: window.engine.state == "down", timeout=60_000)
        window.engine.restart()
        qtbot.waitUntil(lambda: "cannot be started" in window.documents.notice.text, timeout=60_000)
        qtbot.waitUntil(lambda: window.engine.state == "down", timeout=60_000)
    notice = window.documents.notice
    assert "Resource temporarily unavailable" in notice.text and "\n" not in notice.text
    qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.engine.state == "running", timeout=60_000)
    qtbot.waitUntil(lambda: window.documents.current.network is not None, timeout=60_000)


def test_what_cannot_be_sent_fails_and_what_cannot_be_received_ends_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    events: queue.Queue[Event] = queue.Queue()

    def hear(kind: type) -> Event:
        while not isinstance(event := events.get(timeout=60), kind):
            pass
        return event

    client = EngineClient(events.put)
    client.start()
    try:
        hear(Ready)
        number = client.post(PictureJob(pixels=lambda: None))  # type: ignore[arg-type]
        failed = hear(Failed)
        assert isinstance(failed, Failed) and failed.number == number and "could not be sent" in failed.message
        pid = client.pid

        def no_room(connection: Connection) -> None:  # type: ignore[type-arg]
            raise MemoryError

        with monkeypatch.context() as patch:
            patch.setattr(Connection, "recv", no_room)
            client.post(AnalyzeJob(key="lenet5_modern"))
            assert hear(Lost) == Lost("its answer could not be received: MemoryError")
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)  # type: ignore[arg-type]
    finally:
        client.close()

"""An engine that hangs by itself: noticed, said, and ended by a person; or at once, if it does not even listen."""

import os
import queue
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.engine.client import EngineClient
from explorer.engine.messages import AnalyzeJob, Done, Event, Lost, Pulse, Ready
from explorer.ui import engine_watch
from explorer.ui.main_window import MainWindow
from tests.blocks import watch_blocks
from tests.faults.hanging import lay_trap
from tests.faults.leftovers import Leftovers
from tests.faults.stage import KEY, Stage

Open = Callable[..., MainWindow]

JOB = AnalyzeJob(key="lenet5_modern")


class Talk:
    """A client, and what its engine has said."""

    def __init__(self) -> None:
        self.events: queue.Queue[Event] = queue.Queue()
        self.client = EngineClient(self.events.put)

    def hear(self, kind: type) -> Event:
        """The next event of a kind."""
        while not isinstance(event := self.events.get(timeout=60), kind):
            pass
        return event

    def pulse(self) -> Pulse:
        self.client.ping()
        event = self.hear(Pulse)
        assert isinstance(event, Pulse)
        return event


def test_the_pulse_tells_work_from_standing_still(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trap = lay_trap(monkeypatch, tmp_path, patience=7.0)
    talk = Talk()
    talk.client.start()
    try:
        talk.hear(Ready)
        idle = talk.pulse()
        assert (idle.number, idle.patience) == (None, 0.0)
        number = talk.client.post(JOB)
        assert isinstance(done := talk.hear(Done), Done) and done.number == number
        while (after := talk.pulse()).number is not None:  # it says so before it turns to the next
            pass
        assert after.steps > idle.steps

        trap.set("in a call")
        number = talk.client.post(JOB)
        while (first := talk.pulse()).number is None or not trap.sprung:
            pass
        time.sleep(0.2)
        second = talk.pulse()
        assert first == second and (second.number, second.patience) == (number, 7.0)

        pid = talk.client.pid
        talk.client.kill("it was of no use")
        assert talk.hear(Lost) == Lost("it was of no use")
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    finally:
        talk.client.close()


def test_who_keeps_the_interpreter_has_no_pulse(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    trap = lay_trap(monkeypatch, tmp_path)
    talk = Talk()
    talk.client.start()
    try:
        talk.hear(Ready)
        trap.set("with the lock")
        talk.client.post(JOB)
        while not trap.sprung:
            time.sleep(0.01)
        time.sleep(0.2)
        talk.client.ping()
        with pytest.raises(queue.Empty):
            while not isinstance(talk.events.get(timeout=1), Pulse):
                pass
        talk.client.kill("silent")
        assert talk.hear(Lost) == Lost("silent")
    finally:
        talk.client.close()


@pytest.mark.parametrize(
    "where", ["stream", pytest.param("layer", marks=pytest.mark.slow), pytest.param("top9", marks=pytest.mark.slow)]
)
def test_work_that_stands_still_is_said_and_a_person_restarts_the_engine(
    open_window: Open,
    qtbot: QtBot,
    tmp_path: Path,
    film: Path,
    pictures: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    trap = lay_trap(monkeypatch, tmp_path)
    monkeypatch.setattr(engine_watch, "INTERVAL", 0.1)
    blocks = watch_blocks(monkeypatch)
    before = Leftovers.now()
    window = open_window(KEY)
    stage = Stage(window, qtbot, film, pictures)
    stage.settle()
    pid, sources = window.engine.pid, window.live.sources
    if where == "stream":
        sources.open_path(film)
        sources.current.loop = True
        stage.wait(lambda: sources._last is not None and sources.stream.under_way)
        trap.set("in a call")
    elif where == "layer":
        trap.set("in a call")
        stage.choose_layer()
    else:
        stage.choose_layer()
        window.docks["top9"].show()
        window.docks["top9"].raise_()
        stage.wait(lambda: window.top_patches_panel.isVisible() and window.engine.jobs == 0)
        trap.set("in a call")
        window.top_patches.set_folder(str(pictures))
    status, text = window.findChild(QWidget, "status.work"), window.findChild(QLabel, "status.work.text")
    stage.wait(lambda: trap.sprung and status.isVisible() and "No progress for 1 min" in text.text())
    # Nobody ends it but a person.
    qtbot.wait(500)
    assert window.engine.pid == pid and window.engine.state == "running" and not window.documents.notice.text
    button = window.findChild(QPushButton, "status.work.restart")
    assert button.isVisible() and button.text() == "Restart engine"
    assert not window.findChild(QWidget, "status.work.cancel").isVisible()
    shown = sources._last.frame.sequence if where == "stream" else 0
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.engine.pid != pid and not button.isVisible()

    stage.wait(lambda: window.engine.state == "running")
    if where == "stream":
        stage.wait(lambda: sources._last.frame.sequence > shown)
        sources.open(None)
    else:
        stage.wait(lambda: window.engine.jobs == 0 and stage.predicted())
        assert window.documents.current.selection.current.order is not None
    window.close()
    assert not blocks()
    assert not (Leftovers.now().children - before.children)


def test_an_engine_that_does_not_listen_is_restarted_and_that_is_said(
    open_window: Open, qtbot: QtBot, tmp_path: Path, film: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = lay_trap(monkeypatch, tmp_path, patience=60.0)
    monkeypatch.setattr(engine_watch, "INTERVAL", 0.1)
    window = open_window(KEY)
    stage = Stage(window, qtbot, film, pictures)
    stage.settle()
    pid = window.engine.pid
    monkeypatch.setattr(engine_watch, "SILENCE", 2.0)
    trap.set("with the lock")
    stage.choose_layer()
    stage.wait(lambda: "it did not answer for 2 s" in window.documents.notice.text)
    monkeypatch.setattr(engine_watch, "SILENCE", 60.0)
    assert window.engine.pid != pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    stage.wait(lambda: window.engine.state == "running" and window.engine.jobs == 0 and stage.predicted())
